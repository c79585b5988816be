"""The record as JSON under `/api/v1`: the same verbs as the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.security import HTTPBearer
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from quoth.errors import RecordBusy, RecordError
from quoth.export.document import to_dict
from quoth.quotation import SpeakerKind
from quoth.record import decisions
from quoth.record.browsing import Listed, Printing, Revision, list_articles, printings_of, text_of
from quoth.record.decisions import Decision
from quoth.record.hits import quotation_to_dict
from quoth.record.opening import reading, writing
from quoth.record.people import Person, Profile, people, speaker
from quoth.record.placing import placed
from quoth.record.record import Record
from quoth.web.answers import Quotation
from quoth.web.safety import may_ask

MOST = 100
_LARGEST = 2**63 - 1

Number = Annotated[int, Path(ge=1, le=_LARGEST)]
Cursor = Annotated[int | None, Query(ge=1, le=_LARGEST, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many on a page")]


class Problem(BaseModel):
    """What was wrong, in plain words."""

    detail: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "It cannot be answered, and why."},
    401: {"model": Problem, "description": "A token is needed."},
    403: {"model": Problem, "description": "Not allowed."},
    404: {"model": Problem, "description": "The record has no such thing."},
    413: {"model": Problem, "description": "Too much was sent."},
    422: {"model": Problem, "description": "It is not understood, and which part."},
    429: {"model": Problem, "description": "Asked too often; try again in a minute."},
    503: {"model": Problem, "description": "The record is being written; try again in a minute."},
}

_token = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="The server's token, where it has one; browsers may show it as a cookie instead.",
)


def api_router(tag: str, *needed: Callable[..., None]) -> APIRouter:
    """Return a router for a part of the API.

    Args:
        tag: under which its verbs stand in the description.
        needed: what is looked at before each of them.
    """
    # The token is looked at before any route is reached; here it is only described.
    dependencies = [Depends(_token), *map(Depends, needed)]
    return APIRouter(prefix="/api/v1", responses=PROBLEMS, tags=[tag], dependencies=dependencies)


router = api_router("record")


def record_of(request: Request) -> Record:
    """Return the record that is served."""
    record: Record = request.app.state.record
    return record


Served = Annotated[Record, Depends(record_of)]


@contextmanager
def missing(problem: str = "") -> Iterator[None]:
    """Tell what the record does not have by 404, and by the problem where one is given."""
    try:
        yield
    except RecordError as error:
        raise HTTPException(404, problem or error.problem) from error


def bounded(request: Request) -> None:
    """Refuse whoever asks too often for what needs much work; 429."""
    if not may_ask(request):
        raise HTTPException(429, "Asked too often; try again in a minute.", {"Retry-After": "60"})


@dataclass(frozen=True, slots=True)
class Articles:
    """A page of articles, those added last first.

    Attributes:
        articles: of this page.
        next: where the next page begins; null on the last.
    """

    articles: list[Listed]
    next: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """An article.

    Attributes:
        article_id: the record's number of it.
        reading: the object that `quoth schema` describes.
        quotation_ids: the record's numbers of its quotations, in the same order.
        revisions: its texts.
        printings: where it was met.
        source, fetched, raw_hash, program, model: its provenance.
    """

    article_id: int
    reading: dict[str, Any]
    quotation_ids: list[int]
    revisions: list[Revision]
    printings: list[Printing]
    source: str
    fetched: str
    raw_hash: str
    program: str
    model: str


@router.get("/articles")
def articles(
    record: Served,
    outlet: Annotated[str | None, Query(max_length=200, description="Only this one's")] = None,
    after: Cursor = None,
    limit: Limit = 50,
) -> Articles:
    """List the articles, those added last first."""
    with reading(record.engine) as connection:
        held = list_articles(connection, after=after, limit=limit + 1, outlet=outlet)
    return Articles(held[:limit], held[limit - 1].article_id if len(held) > limit else None)


@router.get("/articles/{article_id}")
def article(
    record: Served,
    article_id: Number,
    text: Annotated[int | None, Query(ge=1, le=_LARGEST, description="Which of its texts")] = None,
) -> Article:
    """Return an article with its quotations: its present text, or another by its number."""
    with reading(record.engine) as connection, missing("The record has no such article."):
        stored, texts = text_of(connection, article_id, text)
        printed = printings_of(connection, article_id)
    return Article(
        article_id=article_id,
        reading=to_dict(stored.reading),
        quotation_ids=list(stored.ids),
        revisions=texts,
        printings=printed,
        source=stored.source,
        fetched=stored.fetched,
        raw_hash=stored.raw_hash,
        program=stored.program,
        model=stored.model,
    )


@router.get("/quotations/{quotation_id}")
def quotation(record: Served, quotation_id: Number) -> Quotation:
    """Return a quotation with its place."""
    with reading(record.engine) as connection:
        held = placed(connection, [quotation_id])
    if not held:
        raise HTTPException(404, "The record has no such quotation.")
    return Quotation(**quotation_to_dict(held[0]))


@router.get("/speakers")
def speakers(
    record: Served,
    words: Annotated[
        str, Query(max_length=200, description="How words of one of their names begin")
    ] = "",
    kind: SpeakerKind | None = None,
    limit: Limit = 20,
) -> list[Person]:
    """List the people and bodies, the most quoted first."""
    with reading(record.engine) as connection:
        return list(people(connection, words, limit=limit, kind=kind))


@router.get("/speakers/{speaker_id}")
def one_speaker(record: Served, speaker_id: Number) -> Profile:
    """Return one person or body, and where the record knows them from."""
    with reading(record.engine) as connection, missing():
        return speaker(connection, speaker_id)


class Merge(BaseModel):
    """Who is the same."""

    other: int = Field(ge=1, le=_LARGEST)


class Split(BaseModel):
    """Which articles mean somebody else, and what they are to be called."""

    articles: list[Annotated[int, Field(ge=1, le=_LARGEST)]] = Field(min_length=1, max_length=1000)
    name: str | None = Field(None, min_length=1, max_length=200)


class Rename(BaseModel):
    """What they are to be called."""

    name: str = Field(min_length=1, max_length=200)


class Link(BaseModel):
    """Which item of Wikidata they are."""

    wikidata: str = Field(pattern=r"^Q[1-9][0-9]{0,14}$")


def _decided(record: Record, decide: Callable[[Connection], Decision]) -> Decision:
    try:
        with writing(record.engine) as connection:
            return decide(connection)
    except RecordBusy:
        raise
    except RecordError as error:
        status = 404 if error.problem.startswith("no ") else 400
        raise HTTPException(status, error.problem) from error


@router.post("/speakers/{speaker_id}/merge")
def merge(record: Served, speaker_id: Number, body: Merge) -> Decision:
    """Decide that another speaker is this one."""
    return _decided(record, lambda c: decisions.merge(c, speaker_id, body.other))


@router.post("/speakers/{speaker_id}/split")
def split(record: Served, speaker_id: Number, body: Split) -> Decision:
    """Decide that some articles mean somebody else."""
    return _decided(record, lambda c: decisions.split(c, speaker_id, body.articles, body.name))


@router.post("/speakers/{speaker_id}/rename")
def rename(record: Served, speaker_id: Number, body: Rename) -> Decision:
    """Decide what a speaker is called."""
    return _decided(record, lambda c: decisions.rename(c, speaker_id, body.name))


@router.post("/speakers/{speaker_id}/link")
def link(record: Served, speaker_id: Number, body: Link) -> Decision:
    """Decide which item of Wikidata a speaker is."""
    return _decided(record, lambda c: decisions.link(c, speaker_id, body.wikidata))


@router.get("/decisions")
def decided(record: Served, limit: Limit = 50) -> list[Decision]:
    """List what people decided, the last first."""
    with reading(record.engine) as connection:
        return list(decisions.log(connection, limit))


@router.post("/decisions/{decision_id}/undo")
def undo(record: Served, decision_id: Number) -> Decision:
    """Take a decision back."""
    return _decided(record, lambda c: decisions.undo(c, decision_id))
