"""By what a quotation can be picked out: a few made-up words beside its own in the index.

A speaker, an outlet, a day become words (`s12`, `o4e5954…`, `d20260302`), so that a search with
filters is one intersection inside the index, however large the record is. The database keeps
them up to date by itself: whoever moves a name to another speaker, prints an article at another
outlet or brings a new revision need not think of search.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import text

FORMER = "former"
"""Has a quotation of an earlier text of its article."""
UNDATED = "undated"
"""Has a quotation of which no date is known."""

# A final 0 keeps the stemmer off.
_HEX = "hex({0}) || '0'"

FACETS_VIEW = text(f"""
CREATE VIEW quotation_facets AS SELECT
    q.id AS id,
    't' || q.type
    || CASE WHEN r.current THEN '' ELSE ' {FORMER}' END
    || CASE WHEN q.channel IS NULL THEN '' ELSE ' c' || {_HEX.format("q.channel")} END
    || coalesce(' y' || substr(q.said, 1, 4), ' {UNDATED}')
    || CASE WHEN length(q.said) >= 7 THEN ' m' || replace(substr(q.said, 1, 7), '-', '')
       ELSE '' END
    || CASE WHEN length(q.said) >= 10 THEN ' d' || replace(substr(q.said, 1, 10), '-', '')
       ELSE '' END
    || coalesce((
        SELECT group_concat(' o' || {_HEX.format("outlet")}, '') FROM (
            SELECT r.outlet AS outlet
            UNION SELECT p.outlet FROM printings p WHERE p.article_id = r.article_id
        ) WHERE outlet IS NOT NULL), '')
    || coalesce((
        SELECT group_concat(' s' || speaker_id, '') FROM (
            SELECT a.speaker_id FROM appearances a WHERE a.id = q.appearance_id
            UNION SELECT a.speaker_id FROM memberships m
                JOIN appearances a ON a.id = m.member_id WHERE m.group_id = q.appearance_id
        )), '')
    || coalesce((
        SELECT group_concat(' a' || speaker_id, '') FROM (
            SELECT DISTINCT a.speaker_id FROM abouts o
            JOIN appearances a ON a.id = o.appearance_id WHERE o.quotation_id = q.id
        )), '') AS facets
FROM quotations q JOIN revisions r ON r.id = q.revision_id
""")
"""The facets that each quotation is to have; those of its members are a group's too."""

_RENEW = """
UPDATE quotations
SET facets = (SELECT f.facets FROM quotation_facets f WHERE f.id = quotations.id)
WHERE facets IS NOT NULL AND"""

FACETS_TRIGGERS = tuple(
    text(statement)
    for statement in (
        # The index follows the quotations' words and facets; without facets one is not in it.
        """
        CREATE TRIGGER quotation_changed AFTER UPDATE OF words, facets ON quotations
        WHEN old.words IS NOT new.words OR old.facets IS NOT new.facets BEGIN
            INSERT INTO quotation_index(quotation_index, rowid, words, facets)
                SELECT 'delete', old.id, old.words, old.facets WHERE old.facets IS NOT NULL;
            INSERT INTO quotation_index(rowid, words, facets)
                SELECT new.id, new.words, new.facets WHERE new.facets IS NOT NULL;
        END""",
        """
        CREATE TRIGGER quotation_gone BEFORE DELETE ON quotations
        WHEN old.facets IS NOT NULL BEGIN
            INSERT INTO quotation_index(quotation_index, rowid, words, facets)
                VALUES ('delete', old.id, old.words, old.facets);
        END""",
        f"""
        CREATE TRIGGER facets_of_speaker AFTER UPDATE OF speaker_id ON appearances
        WHEN old.speaker_id IS NOT new.speaker_id BEGIN
            {_RENEW} id IN (
                SELECT id FROM quotations WHERE appearance_id = new.id
                UNION SELECT q.id FROM memberships m
                    JOIN quotations q ON q.appearance_id = m.group_id WHERE m.member_id = new.id
                UNION SELECT quotation_id FROM abouts WHERE appearance_id = new.id
            );
        END""",
        f"""
        CREATE TRIGGER facets_of_revision AFTER UPDATE OF current ON revisions
        WHEN old.current IS NOT new.current BEGIN
            {_RENEW} revision_id = new.id;
        END""",
        f"""
        CREATE TRIGGER facets_of_printing AFTER INSERT ON printings
        WHEN new.outlet IS NOT NULL BEGIN
            {_RENEW} revision_id IN (SELECT id FROM revisions WHERE article_id = new.article_id);
        END""",
    )
)


class Month(NamedTuple):
    """The part of a month that a stretch of time has.

    Attributes:
        facet: of the month.
        days: the facets of the days that lie in the stretch, in their order.
        whole: whether these are all days of the month.
    """

    facet: str
    days: tuple[str, ...]
    whole: bool


def type_facet(kind: str) -> str:
    """Return the facet of the quotations of a type."""
    return f"t{kind}"


def channel_facet(channel: str) -> str:
    """Return the facet of the quotations of a channel."""
    return f"c{channel.encode().hex()}0"


def outlet_facet(outlet: str) -> str:
    """Return the facet of what an outlet printed."""
    return f"o{outlet.encode().hex()}0"


def speaker_facet(speaker_id: int) -> str:
    """Return the facet of what a speaker said, alone or with others."""
    return f"s{speaker_id}"


def about_facet(speaker_id: int) -> str:
    """Return the facet of the quotations that speak of somebody."""
    return f"a{speaker_id}"


def dates(first: date, last: date) -> str:
    """Return the part of a search that finds a stretch of time, ends included.

    It is made of years, of months of the years that are not whole, and of days of the months
    that are not: so most quotations are settled by their year. A quotation of which only the
    year or month is known is found where the whole of that lies in the stretch.
    """
    years = []
    for year in range(first.year, last.year + 1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        facet = f'"y{year:04}"'
        if not is_year(begin, end):
            facet = f"({facet} AND {_any(map(_month, months(begin, end)))})"
        years.append(facet)
    return _any(years)


def _month(month: Month) -> str:
    return f'"{month.facet}"' if month.whole else f'("{month.facet}" AND {either(month.days)})'


def months(first: date, last: date) -> list[Month]:
    """Return the months of a stretch of time that lies in one year."""
    found = []
    for month in range(first.month, last.month + 1):
        begin = first.day if month == first.month else 1
        length = calendar.monthrange(first.year, month)[1]
        end = last.day if month == last.month else length
        name = f"{first.year:04}{month:02}"
        days = tuple(f"d{name}{day:02}" for day in range(begin, end + 1))
        found.append(Month(f"m{name}", days, len(days) == length))
    return found


def is_year(first: date, last: date) -> bool:
    """Return whether a stretch of time that lies in one year is the whole of it."""
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def either(facets: Iterable[str]) -> str:
    """Return the part of a search that finds what has one of some facets."""
    return _any(f'"{facet}"' for facet in facets)


def _any(parts: Iterable[str]) -> str:
    return f"({' OR '.join(parts)})"
