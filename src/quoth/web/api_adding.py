"""Adding articles through the API: a batch is begun, and asked about until it is done."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, File, Form, HTTPException, Request, Response, UploadFile

from quoth.web.adding import LONGEST_ADDRESS, allowed, begin, problem_of
from quoth.web.answers import Batch, Outcome
from quoth.web.api import api_router, bounded
from quoth.web.jobs import Job

router = api_router("adding", allowed)


@router.post("/add", status_code=202, dependencies=[Depends(bounded)])
def add(
    request: Request,
    response: Response,
    text: Annotated[str, Form(description="Of one article")] = "",
    address: Annotated[
        str, Form(max_length=LONGEST_ADDRESS, description="Of one article, http or https")
    ] = "",
    files: Annotated[
        list[UploadFile] | None, File(description="Everything that `quoth add` takes")
    ] = None,
) -> Batch:
    """Begin to read what is sent into the record."""
    given = [file for file in files or () if file.filename]
    if problem := problem_of(given, text, address):
        raise HTTPException(400, problem)
    job = begin(request, given, text, address.strip())
    response.headers["Location"] = f"/api/v1/add/{job.id}"
    return _told(job)


@router.get("/add/{job_id}")
def batch(request: Request, job_id: str) -> Batch:
    """Tell how far a batch has come."""
    job: Job | None = request.app.state.jobs.job(job_id)
    if job is None:
        raise HTTPException(404, "There is no such batch any more.")
    return _told(job)


def _told(job: Job) -> Batch:
    done = job.done
    outcomes = [
        Outcome(
            name=one.place,
            status=one.status,
            article_id=one.article_id,
            quotations=one.quotations,
            problem=one.error.problem if one.error else None,
            remedy=(one.error.remedy or None) if one.error else None,
        )
        for one in list(job.outcomes)
    ]
    return Batch(
        id=job.id,
        done=done,
        problem=job.problem or None,
        outcomes=outcomes,
        passed=dict(job.passed),
    )
