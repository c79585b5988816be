"""Finding quotations of a record by their words, speakers, outlets, days, and what they mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, text

from quoth.article import Span
from quoth.record.filters import Asked, Filters, asked_for
from quoth.record.marking import marked
from quoth.record.placing import Placed, placed
from quoth.record.query import Node, expression, parse
from quoth.record.ranking import Matches, best, matches, newest

if TYPE_CHECKING:
    from quoth.record.nearest import Meanings

Order = Literal["best", "newest", "nearest"]

_AMONG = text(
    "SELECT rowid FROM quotation_index WHERE quotation_index MATCH :match"
    " AND rowid IN (SELECT value FROM json_each(:numbers))"
)
_FARTHEST = 4_000


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    Attributes:
        words: in the language of `query`; may be empty.
        filters: which quotations count.
        like: what they are to mean, in any words; may be empty.
        newest: the newest first, instead of the best first.
        limit, offset: how many of those found are wanted, and after how many.
    """

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    like: str = ""
    newest: bool = False
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A quotation that was found.

    Attributes:
        quotation: with its place.
        marks: where the words of the search stand in its words, in code points.
        score: how good it is, where those found are ranked: BM25, or, by meaning, the cosine.
    """

    quotation: Placed
    marks: tuple[Span, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        total: how many quotations match.
        exact: whether that is counted; else it is about so many.
        order: how they are ordered: those that are too many to be ranked, or of which every
            word is too common, come the newest first.
        hits: those that were wanted.
        numbers: of the quotations that match; of very many only those added first.
    """

    total: int
    exact: bool
    order: Order
    hits: tuple[Hit, ...]
    numbers: tuple[int, ...] = ()


def search(connection: Connection, query: Query, meanings: Meanings | None = None) -> Found:
    """Search a record.

    Args:
        connection: to the record, in one transaction.
        query: what for.
        meanings: of the record, refreshed; loaded for this search where it needs them and they
            are not given.

    Raises:
        QueryError: the words or a filter cannot be understood, or a name may mean several.
    """
    node = parse(query.words) if query.words.strip() else None
    asked = _asked(connection, node, query.filters)
    found = matches(connection, asked.match)
    wanted = max(0, query.offset) + max(0, query.limit)
    order: Order = "newest"
    ranked: Sequence[tuple[int, float | None]] | None = None
    if query.like.strip():
        order, ranked = "nearest", _nearest(connection, query.like, asked, found, wanted, meanings)
    elif node and found.exact and not query.newest:
        ranked = best(connection, node, found.numbers, wanted)
        order = "newest" if ranked is None else "best"
    if ranked is None:
        ranked = [
            (number, None)
            for number in newest(connection, asked.anytime, found, wanted, asked.stretch)
        ]
    page = ranked[max(0, query.offset) : wanted]
    hits = _hits(connection, node, page)
    return Found(found.total, found.exact, order, hits, found.numbers)


def match_of(connection: Connection, query: Query) -> str:
    """Return what the full-text index is asked for by a search; raises `QueryError`."""
    node = parse(query.words) if query.words.strip() else None
    return _asked(connection, node, query.filters).match


def _asked(connection: Connection, node: Node | None, filters: Filters) -> Asked:
    return asked_for(connection, filters, expression(node) if node else None)


def _nearest(
    connection: Connection,
    like: str,
    asked: Asked,
    found: Matches,
    wanted: int,
    meanings: Meanings | None,
) -> list[tuple[int, float]]:
    # Loading the vectors of a large record takes seconds; it is not to slow down other searches.
    from quoth.record.meaning import vectors
    from quoth.record.nearest import Meanings

    held = meanings or Meanings(connection)
    question = vectors([like])[0]
    if found.exact:
        return [(n.id, n.score) for n in held.nearest(question, wanted, found.numbers)]
    most = 4 * wanted
    while True:
        near = held.nearest(question, most)
        numbers = json.dumps([n.id for n in near])
        rows = connection.execute(_AMONG, {"match": asked.match, "numbers": numbers})
        among = set(rows.scalars())
        kept = [(n.id, n.score) for n in near if n.id in among]
        if len(kept) >= wanted or len(near) < most or most >= _FARTHEST:
            return kept[:wanted]
        most = min(8 * most, _FARTHEST)


def _hits(
    connection: Connection, node: Node | None, page: Sequence[tuple[int, float | None]]
) -> tuple[Hit, ...]:
    scores = dict(page)
    shown = placed(connection, scores)
    marks: dict[int, tuple[Span, ...]] = {}
    if node and shown:
        words = {quotation.id: quotation.words for quotation in shown}
        marks = marked(connection, expression(node), words)
    return tuple(Hit(one, marks.get(one.id, ()), scores[one.id]) for one in shown)
