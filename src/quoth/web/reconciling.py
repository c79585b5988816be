"""Names in somebody's table matched to speakers: the Reconciliation Service API 0.2 of the W3C
community group, as OpenRefine speaks it.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Form, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from rapidfuzz import fuzz
from sqlalchemy import Connection

from quoth.export.wording import counted
from quoth.record.keys import name_key
from quoth.record.opening import reading
from quoth.record.people import Person, find_speakers, people
from quoth.version import __version__
from quoth.web.api import Served, api_router, bounded
from quoth.web.choosing import KIND_NAMES, plain

_MOST = 50
_LONGEST = 200_000
_SUGGESTED = 10


class Kind(BaseModel):
    """What kind of thing somebody is."""

    id: str
    name: str


class View(BaseModel):
    """Where somebody has a page."""

    url: str


class Service(BaseModel):
    """Where something else is asked."""

    service_url: str
    service_path: str


class Suggest(BaseModel):
    """Where names are completed."""

    entity: Service


class Manifest(BaseModel):
    """What this service can do."""

    versions: list[str]
    name: str
    identifierSpace: str
    schemaSpace: str
    serviceVersion: str
    defaultTypes: list[Kind]
    view: View
    suggest: Suggest
    batchSize: int


class Feature(BaseModel):
    """A number from which a score can be made."""

    id: str
    value: float


class Candidate(BaseModel):
    """Who may be meant."""

    id: str
    name: str
    description: str
    type: list[Kind]
    score: float = Field(description="0 to 100: how near one of their names is")
    match: bool = Field(description="Whether nobody else can be meant")
    features: list[Feature]


class Candidates(BaseModel):
    """Who may be meant by one name, the likeliest first."""

    result: list[Candidate]


class Suggestion(BaseModel):
    """Somebody whose name begins so."""

    id: str
    name: str
    description: str
    notable: list[Kind]


class Suggestions(BaseModel):
    """Whose names begin so, the most quoted first."""

    result: list[Suggestion]


class _Asked(BaseModel):
    """A name as a client sends it; properties are accepted, and nothing is known of them."""

    model_config = ConfigDict(extra="ignore")

    query: str = ""
    type: str | list[str] = []
    limit: float = 10
    type_strict: Literal["any", "should", "all"] = "any"


_BATCH = TypeAdapter(dict[str, _Asked])

router = api_router("reconciling")


@router.get("/reconcile", dependencies=[Depends(bounded)])
def reconcile_by_address(
    request: Request,
    record: Served,
    queries: Annotated[
        str | None, Query(max_length=_LONGEST, description="A batch of names, as JSON")
    ] = None,
) -> Manifest | dict[str, Candidates]:
    """Return what this service can do; with names, whom they may mean."""
    if queries is None:
        return _manifest(request)
    return _matched(record, queries)


@router.post("/reconcile", dependencies=[Depends(bounded)])
def reconcile(
    record: Served,
    queries: Annotated[str, Form(max_length=_LONGEST, description="A batch of names, as JSON")],
) -> dict[str, Candidates]:
    """Return whom names may mean."""
    return _matched(record, queries)


@router.get("/reconcile/suggest")
def suggest(
    record: Served,
    prefix: Annotated[str, Query(max_length=200)] = "",
    cursor: Annotated[int, Query(ge=0, le=1000, description="How many to pass over")] = 0,
) -> Suggestions:
    """Return whose names begin so."""
    with reading(record.engine) as connection:
        found = people(connection, plain(prefix), limit=cursor + _SUGGESTED)
    return Suggestions(
        result=[
            Suggestion(
                id=str(person.id),
                name=person.name,
                description=_description(person),
                notable=[_kind(person.kind)],
            )
            for person in found[cursor:]
        ]
    )


def _manifest(request: Request) -> Manifest:
    base = str(request.base_url)
    return Manifest(
        versions=["0.2"],
        name=f"Quoth: speakers of {request.url.netloc}",
        identifierSpace=f"{base}speakers/",
        schemaSpace="https://schema.org/",
        serviceVersion=__version__,
        defaultTypes=[_kind("person"), _kind("organization")],
        view=View(url=f"{base}speakers/{{{{id}}}}"),
        suggest=Suggest(
            entity=Service(service_url=base.rstrip("/"), service_path=request.url.path + "/suggest")
        ),
        batchSize=_MOST,
    )


def _matched(record: Served, queries: str) -> dict[str, Candidates]:
    try:
        batch = _BATCH.validate_json(queries)
    except ValidationError as error:
        wrong = error.errors(include_input=False)[0]
        place = ".".join(map(str, wrong["loc"]))
        raise HTTPException(
            400, f"These queries are not understood: {place} {wrong['msg']}"
        ) from error
    if len(batch) > _MOST:
        raise HTTPException(400, f"At most {_MOST} names at a time.")
    with reading(record.engine) as connection:
        return {key: Candidates(result=_candidates(connection, one)) for key, one in batch.items()}


def _candidates(connection: Connection, asked: _Asked) -> list[Candidate]:
    name = plain(asked.query)
    # A bare number in somebody's table is no number of this record.
    if not name or name.removeprefix("#").isdigit():
        return []
    kinds = {asked.type} if isinstance(asked.type, str) else set(asked.type)
    found = [
        (_likeness(name, person), person)
        for person in find_speakers(connection, name, limit=_MOST)
        if not kinds or person.kind in kinds or asked.type_strict == "should"
    ]
    found.sort(key=lambda pair: (-pair[0], -pair[1].articles))
    exact = [person for likeness, person in found if likeness == 100]
    # A surname alone may be anybody's.
    sure = len(exact) == 1 and (" " in name or exact[0].kind != "person")
    # A number that is none, or without end, is no error either.
    most = int(max(1, min(_MOST, asked.limit)))
    return [
        Candidate(
            id=str(person.id),
            name=person.name,
            description=_description(person),
            type=[_kind(person.kind)],
            score=likeness,
            match=sure and likeness == 100,
            features=[
                Feature(id="name", value=likeness),
                Feature(id="quotations", value=person.quotations),
            ],
        )
        for likeness, person in found[:most]
    ]


def _likeness(name: str, person: Person) -> float:
    """How near the nearest of somebody's names is: 100 for the very same."""
    key = name_key(name)
    names = (person.name, *(alias.name for alias in person.aliases))
    return round(max(fuzz.ratio(key, name_key(one)) for one in names), 1)


def _description(person: Person) -> str:
    role = [person.roles[0].words] if person.roles else []
    return ", ".join([*role, counted(person.quotations, "quotation")])


def _kind(kind: str) -> Kind:
    return Kind(id=kind, name=KIND_NAMES.get(kind, kind))
