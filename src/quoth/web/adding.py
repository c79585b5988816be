"""Adding articles: files, a text, or an address; and how far it has come."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from quoth.intake.archives import summed
from quoth.web.api import bounded
from quoth.web.jobs import Job
from quoth.web.rendering import page

_MOST_FILES = 200
LONGEST_ADDRESS = 2000


def allowed(request: Request) -> None:
    """Refuse where nothing may be added."""
    if not request.app.state.settings.may_add:
        raise HTTPException(403, "Nothing can be added through this server.")


router = APIRouter(include_in_schema=False, dependencies=[Depends(allowed)])


@router.get("/add")
def ask(request: Request) -> Response:
    """Ask for articles."""
    return page(request, "add", here="add", problem="")


@router.post("/add", dependencies=[Depends(bounded)])
def add(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
) -> Response:
    """Begin to read what was sent, and show how far it comes."""
    given = [file for file in files or () if file.filename]
    if problem := problem_of(given, text, address):
        return page(request, "add", status=400, here="add", problem=problem)
    job = begin(request, given, text, address.strip())
    return RedirectResponse(f"/add/{job.id}", status_code=303)


def problem_of(files: Sequence[UploadFile], text: str, address: str) -> str:
    """Return why nothing can be begun with what was sent, or ""."""
    address = address.strip()
    if address and not address.lower().startswith(("http://", "https://")):
        return "An address begins with http:// or https://."
    if len(address) > LONGEST_ADDRESS:
        return "That address is too long."
    if len(files) > _MOST_FILES:
        return f"At most {_MOST_FILES} files at a time: `quoth add` takes any number."
    if not (files or text.strip() or address):
        return "Choose files, paste a text, or give an address."
    return ""


def begin(request: Request, files: list[UploadFile], text: str, address: str) -> Job:
    """Begin to read files, a text and an address into the record.

    The names of the files are used for their endings and in what is told, never as paths.
    """
    folder = Path(tempfile.mkdtemp(prefix="quoth-add-"))
    inputs: list[str] = []
    names: dict[str, str] = {}
    for number, file in enumerate(files):
        name = Path(file.filename or "").name or f"file {number + 1}"
        ending = "".join(c for c in Path(name).suffix[:8] if c.isalnum() or c == ".")
        path = folder / f"{number:04}{ending}"
        with path.open("wb") as stream:
            shutil.copyfileobj(file.file, stream)
        inputs.append(str(path))
        names[str(path)] = name
    if text.strip():
        path = folder / "pasted.txt"
        path.write_text(text.replace("\r\n", "\n"), encoding="utf-8", errors="replace")
        inputs.append(str(path))
        names[str(path)] = "pasted text"
    if address:
        inputs.append(address)
    started: Job = request.app.state.jobs.start(inputs, names, folder)
    return started


@router.get("/add/{job_id}")
def show(request: Request, job_id: str) -> Response:
    """Show how far a batch has come; the page asks again by itself until it is done."""
    job = request.app.state.jobs.job(job_id)
    if job is None:
        raise HTTPException(404, "There is no such batch any more.")
    counted = Counter(outcome.status for outcome in job.outcomes)
    headers = {} if job.done else {"Refresh": "2"}
    passed = summed(dict(job.passed))
    return page(
        request, "adding", headers=headers, here="add", job=job, counted=counted, passed=passed
    )
