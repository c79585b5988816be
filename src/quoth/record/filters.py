"""Which quotations a search is to consider: whose, about whom, from where, when and how."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import get_args

from sqlalchemy import Connection, text

from quoth.errors import QueryError
from quoth.quotation import QuotationType
from quoth.record import facets
from quoth.record.keys import name_key
from quoth.record.meant import number_given, numbers_meant
from quoth.record.people import find_speakers
from quoth.record.query import askable

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_TYPES = get_args(QuotationType)
_TOLD = 8
# From one name to the next in the index, not through every article.
_OUTLETS = text(
    "WITH RECURSIVE o(name) AS (SELECT min(outlet) FROM printings UNION ALL"
    " SELECT (SELECT min(outlet) FROM printings WHERE outlet > o.name) FROM o"
    " WHERE o.name IS NOT NULL) SELECT name FROM o WHERE name IS NOT NULL"
)
# Asked for together, the two would be sought in all rows.
_YEARS = text(
    "SELECT substr((SELECT min(said) FROM quotations), 1, 4),"
    " substr((SELECT max(said) FROM quotations), 1, 4)"
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which quotations count; without anything, all of the present texts of articles.

    Attributes:
        by: who said it, alone or as one of a group: any of their names, or the record's number
            of them ("#12").
        about: of whom it speaks: a name or number.
        outlet: who printed it; letter case and accents make no difference.
        since, until: when it was said, as far as that is known, else printed: from and up to
            these days (ISO 8601, both included; a month or year is meant whole).
        type: direct, mixed or indirect.
        channel: how it reached the public: "interview", "social post", ...
        former: whether the earlier texts of revised articles count too.
    """

    by: str | None = None
    about: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    type: str | None = None
    channel: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What the full-text index is asked for.

    Attributes:
        match: the whole expression.
        anytime: the same without the stretch of time.
        stretch: its first and last day; None where all that is found counts.
    """

    match: str
    anytime: str
    stretch: tuple[date, date] | None


def asked_for(connection: Connection, filters: Filters, words: str | None = None) -> Asked:
    """Return what the full-text index is to be asked for.

    Args:
        connection: to the record.
        filters: which quotations count.
        words: what else is asked for, as the index takes it.

    Raises:
        QueryError: a name means nobody or may mean several, or a filter cannot be understood.
    """
    wanted: list[str] = []
    unwanted = [] if filters.former else [facets.FORMER]
    if filters.by is not None:
        wanted.append(facets.speaker_facet(speaker_meant(connection, filters.by)))
    if filters.about is not None:
        wanted.append(facets.about_facet(speaker_meant(connection, filters.about)))
    if filters.type is not None:
        if filters.type not in _TYPES:
            raise QueryError(f"no type {filters.type!r}", f"there are {', '.join(_TYPES)}")
        wanted.append(facets.type_facet(filters.type))
    if filters.channel is not None:
        wanted.append(facets.channel_facet(askable(filters.channel.strip().lower())))
    asked = [f"words : ({words})"] if words else []
    asked += [_facet(facets.either([facet])) for facet in wanted]
    if filters.outlet is not None:
        names = outlets_called(connection, filters.outlet)
        asked.append(_facet(facets.either(map(facets.outlet_facet, names))))
    if not asked:
        asked.append(_facet(facets.either(map(facets.type_facet, _TYPES))))
    anytime = _expression(asked, unwanted)
    if filters.since is None and filters.until is None:
        return Asked(anytime, anytime, None)
    stretch = stretch_of(filters.since, filters.until)
    days = _days(connection, *stretch)
    if days is None:
        unwanted.append(facets.UNDATED)
    else:
        asked.append(_facet(days))
    return Asked(_expression(asked, unwanted), anytime, stretch)


def _expression(asked: list[str], unwanted: list[str]) -> str:
    found = " AND ".join(asked)
    return f"({found}) NOT {_facet(facets.either(unwanted))}" if unwanted else found


def _facet(asked: str) -> str:
    return f"facets : {asked}"


def outlets(connection: Connection) -> list[str]:
    """Return the names of all outlets, in the order of the alphabet."""
    return list(connection.execute(_OUTLETS).scalars())


def speaker_meant(connection: Connection, name: str) -> int:
    """Return the number of the one speaker whom a name or "#12" means.

    Raises:
        QueryError: it means nobody, or may mean several.
    """
    # All that is told of somebody takes far longer to find than who it is.
    found = numbers_meant(connection, name, _TOLD + 1)
    if len(found) == 1:
        return found[0]
    if not found and number_given(name) is not None:
        raise QueryError(f"no speaker #{name.strip().removeprefix('#')}", "see `quoth people`")
    if not found:
        raise QueryError(f"nobody called {name!r} in the record", "see `quoth people`")
    told = find_speakers(connection, name, limit=_TOLD)
    choices = [f"#{one.id} {one.name} ({one.quotations} quotations)" for one in told]
    more = ", ..." if len(found) > _TOLD else ""
    raise QueryError(
        f"{name!r} may be {', '.join(choices)}{more}", "give the number or the full name"
    )


def outlets_called(connection: Connection, name: str) -> list[str]:
    """Return the names under which an outlet stands in the record.

    Raises:
        QueryError: there is none of this name, or several are like it.
    """
    key = name_key(name)
    known = {outlet: name_key(outlet) for outlet in outlets(connection)}
    found = [outlet for outlet, held in known.items() if outlet == name or held == key]
    if found:
        return found
    like = [outlet for outlet, held in known.items() if key and key in held]
    if len(like) == 1:
        return like
    names = ", ".join(like[:_TOLD]) or "see `quoth stats --by outlet`"
    raise QueryError(f"no outlet {name!r} in the record", names)


def stretch_of(since: str | None, until: str | None) -> tuple[date, date]:
    """Return the first and last day that "2026-03-02", "2026-03" or "2026" mean.

    Raises:
        QueryError: that is no date, or nothing lies between them.
    """
    first = _day(since, end=False) if since is not None else date.min
    last = _day(until, end=True) if until is not None else date.max
    if first > last:
        raise QueryError(f"nothing is since {since} and until {until}", "exchange the two")
    return first, last


def _day(given: str, *, end: bool) -> date:
    """The first or last day of a year, month or day."""
    match = _DAY.fullmatch(given.strip())
    try:
        if match:
            year, month, day = (int(part) if part else None for part in match.groups())
            assert year is not None
            month = month or (12 if end else 1)
            day = day or (calendar.monthrange(year, month)[1] if end else 1)
            return date(year, month, day)
    except ValueError:
        pass
    raise QueryError(f"{given!r} is no date", "write 2026-03-02, 2026-03 or 2026")


def _days(connection: Connection, first: date, last: date) -> str | None:
    """What asks for a stretch of time; None where everything with a date lies in it."""
    earliest, latest = connection.execute(_YEARS).one()
    begin = date(max(1, int(earliest or 1)), 1, 1)
    end = date(max(1, int(latest or 1)), 12, 31)
    if first <= begin and end <= last:
        return None
    first, last = max(first, begin), min(last, end)
    # Before or after all that there is, nothing is found.
    return facets.dates(first, last) if first <= last else facets.either(["never"])
