"""A search as it stands in an address: its parameters, whom its names mean, addresses beside it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import Connection
from starlette.datastructures import QueryParams

from quoth.errors import QueryError
from quoth.export.wording import day
from quoth.record.filters import Filters
from quoth.record.search import Query
from quoth.web.choosing import Choice, chosen, plain

NAMES = {
    "by": "by",
    "about": "about",
    "outlet": "in",
    "since": "from",
    "until": "up to",
    "type": "type",
    "channel": "channel",
    "former": "earlier texts too",
}
"""The filters, and how they are told."""

_PARAMETERS = ("q", "like", *NAMES, "order")
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that holds: how it is told, its value, and the address without it."""

    name: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was asked for.

    Attributes:
        held: the parameters that were given, by name; nothing empty.
        by, about: whom these mean.
    """

    held: dict[str, str]
    by: Choice
    about: Choice

    @property
    def is_open(self) -> bool:
        """Whether a name in it does not tell who is meant."""
        return self.by.is_open or self.about.is_open

    @property
    def is_anything(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.held.keys() - {"order"})

    def query(self, limit: int, offset: int = 0) -> Query:
        """Return what the record is asked for; raises `QueryError` where a name is open."""
        held = self.held
        return Query(
            words=held.get("q", ""),
            filters=Filters(
                by=_number(self.by),
                about=_number(self.about),
                outlet=held.get("outlet"),
                since=held.get("since"),
                until=held.get("until"),
                type=held.get("type"),
                channel=held.get("channel"),
                former="former" in held,
            ),
            like=held.get("like", ""),
            newest=held.get("order") == "newest",
            limit=limit,
            offset=offset,
        )

    def address(self, path: str = "/", /, **changed: str) -> str:
        """Return the address of this search, changed; an empty value takes a parameter out."""
        held = {**self.held, **changed}
        told = urlencode({key: held[key] for key in _PARAMETERS if held.get(key)})
        return f"{path}?{told}" if told else path

    def chips(self) -> list[Chip]:
        """Return the filters that hold, with the way to be rid of each."""
        return [
            Chip(name, self._told(key), self.address(**{key: ""}))
            for key, name in NAMES.items()
            if key in self.held
        ]

    def title(self) -> str:
        """Return the search in one line."""
        words = [self.held[key] for key in ("q", "like") if key in self.held]
        return ", ".join([*words, *(f"{c.name} {c.value}".strip() for c in self.chips())])

    def _told(self, key: str) -> str:
        named = {"by": self.by.person, "about": self.about.person}.get(key)
        if named:
            return named.name
        if key in ("since", "until"):
            return day(self.held[key])
        return "" if key == "former" else self.held[key]


def asked(connection: Connection, parameters: QueryParams) -> Asked:
    """Understand the parameters of a search; those that mean nothing here are passed over."""
    held: dict[str, str] = {}
    for key in _PARAMETERS:
        if value := plain(parameters.get(key, ""), _LONGEST):
            held[key] = value
    if parameters.get("how") == "meaning" and "q" in held:
        held["like"] = held.pop("q")
    by, about = (chosen(connection, held.get(key, "")) for key in ("by", "about"))
    for key, choice in (("by", by), ("about", about)):
        if choice.person:
            # By number: one day the name may mean somebody else too.
            held[key] = f"#{choice.person.id}"
    return Asked(held, by, about)


def _number(choice: Choice) -> str | None:
    if choice.is_open:
        raise QueryError(
            f"“{choice.given}” may be several" if choice.choices else f"nobody is “{choice.given}”",
            "give the number of a speaker",
        )
    return f"#{choice.person.id}" if choice.person else None
