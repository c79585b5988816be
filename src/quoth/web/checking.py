"""Checking: words, or the quotations of a draft, looked up in the record and in transcripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.responses import Response

from quoth.errors import InputError, QuothError
from quoth.intake.decoding import decode
from quoth.intake.drafts import draft_from_markdown
from quoth.intake.transcripts import Transcript, parse_transcript
from quoth.record.checking import FOUND, Checker, Finding
from quoth.record.claims import Claim, Draft, claims_of
from quoth.record.findings import finding_to_dict, looked_in, passed_over
from quoth.record.opening import reading
from quoth.web import answers
from quoth.web.api import Served, api_router, bounded
from quoth.web.rendering import page

router = APIRouter(include_in_schema=False)
api = api_router("checking")

LONGEST = 500_000
_MOST_CLAIMS = 300
SAID = {
    "verbatim": "found verbatim",
    "excerpt": "found as part of what was said",
    "altered": "found in other words",
    "other_speaker": "found, but said by someone else",
    "in_text": "in an article, but not as a quotation",
    "not_found": "not found",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and where it was looked for."""

    findings: list[Finding]
    draft: Draft
    checker: Checker


@router.get("/check")
def ask(request: Request, words: str = "", by: str = "") -> Response:
    """Ask for words or a draft."""
    return _shown(request, words=words, by=by)


@router.post("/check", dependencies=[Depends(bounded)])
def check(
    request: Request,
    words: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    draft: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
    transcripts: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Look up what was sent and show what was found."""
    given: dict[str, Any] = {"words": words, "by": by, "draft": draft}
    try:
        if file is not None and file.filename:
            draft = decode(file.file.read(), file.filename)
        heard = [
            parse_transcript(decode(one.file.read(), one.filename), one.filename)
            for one in transcripts or ()
            if one.filename
        ]
        if not (words.strip() or draft.strip()):
            return _shown(request, 400, problem="Give words, or a draft.", **given)
        if max(len(words), len(draft)) > LONGEST:
            return _shown(request, 413, problem="That is too long to be checked at once.")
        checked = _checked(request, words, by, draft, heard)
    except InputError as error:
        return _shown(request, 400, problem=f"{error.problem}. {error.remedy}".strip(), **given)
    except QuothError as error:
        return _shown(request, 400, problem=str(error), **given)
    return _shown(request, checked=checked, **given)


class Asked(BaseModel):
    """Words, or a draft in Markdown, that are to be looked up."""

    words: str = Field("", max_length=LONGEST)
    by: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=20)
    draft: str = Field("", max_length=LONGEST)
    transcripts: list[Annotated[str, Field(max_length=LONGEST)]] = Field([], max_length=20)


@api.post("/check", dependencies=[Depends(bounded)])
def check_json(request: Request, record: Served, body: Asked) -> answers.Checked:
    """Look up words, or the quotations of a draft, in the record and in transcripts."""
    heard = [
        parse_transcript(text, f"transcript {number}")
        for number, text in enumerate(body.transcripts, 1)
    ]
    if not (body.words.strip() or body.draft.strip()):
        raise QuothError("give words or a draft")
    checked = _checked(request, body.words, "\n".join(body.by), body.draft, heard)
    return answers.Checked.model_validate(
        {
            "looked_in": looked_in(checked.checker),
            "passed_over": passed_over(checked.draft),
            "findings": [finding_to_dict(finding) for finding in checked.findings],
            "all_found": all(finding.verdict in FOUND for finding in checked.findings),
        }
    )


def _checked(
    request: Request, words: str, by: str, draft: str, transcripts: Sequence[Transcript]
) -> Checked:
    if words.strip():
        names = tuple(name.strip() for name in by.split("\n") if name.strip())
        sought = Draft((Claim((words.strip(),), names),))
    else:
        written = draft_from_markdown(draft, id="draft")
        sought = claims_of(request.app.state.jobs.read(written.article), written.line)
    if len(sought.claims) > _MOST_CLAIMS:
        raise QuothError(f"more than {_MOST_CLAIMS} quotations at once: use `quoth check`")
    with reading(request.app.state.record.engine) as connection:
        checker = Checker(connection, transcripts)
        findings = [finding for claim in sought.claims for finding in checker.check(claim)]
    return Checked(findings, sought, checker)


def _shown(request: Request, status: int = 200, **held: Any) -> Response:
    blank = {"words": "", "by": "", "draft": "", "problem": "", "checked": None}
    return page(request, "check", status=status, here="check", said=SAID, **{**blank, **held})
