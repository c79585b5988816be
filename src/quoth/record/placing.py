"""A quotation with its place: who said it, when, and where it was printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from quoth.article import Span
from quoth.errors import RecordError
from quoth.record.opening import file_of
from quoth.record.schema import abouts, appearances, quotations, revisions, speakers
from quoth.record.wire import outlets_of
from quoth.record.wordings import GAP

_MOST = 500


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker of the record.

    Attributes:
        id: the record's number of them.
        name: what the record calls them.
        kind: person, organization, group, document or unnamed.
        printed: what this article calls them.
        reason: why it is they: "name", "role", "decision", ...; see the schema.
    """

    id: int
    name: str
    kind: str
    printed: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A quotation of the record with its place.

    Attributes:
        id: the record's number of it.
        words: what was said, as printed.
        type: direct, mixed or indirect.
        said: when it was said, as far as that is known, else when it was printed.
        channel: how it reached the public, or None.
        place: the kind of the block that it stands in.
        confidence: how sure it is that this is a quotation of this speaker.
        speaker: who said it, or None where that is not told.
        about: of whom it speaks.
        detail: the object that `quoth schema` describes, without its `text`.
        article_id, revision_id, current: the article, its text, and whether that is the present
            one.
        title, outlet, published, url: of the article, as far as they are known.
        also: the other outlets that printed the article or a near copy of it, the first first.
    """

    id: int
    words: str
    type: str
    said: str | None
    channel: str | None
    place: str
    confidence: float
    speaker: Who | None
    about: tuple[Who, ...]
    detail: dict[str, Any]
    article_id: int
    revision_id: int
    current: bool
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    also: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words as they are shown: the fragments joined by an ellipsis, not by a blank.

        Something may have stood between them ("…," she said, "…"): without a mark of that they
        would be words that nobody said in a row.
        """
        return GAP.join(fragments(self.words, self.detail["content"]))

    def pieces(self, marks: Sequence[Span] = ()) -> Iterator[tuple[str, bool]]:
        """Yield `text` in stretches, each with whether it is a mark.

        Args:
            marks: spans of `words`, ascending, in code points.
        """
        at = 0
        for fragment in fragments(self.words, self.detail["content"]):
            if at:
                yield GAP, False
            end = at + len(fragment)
            for mark in marks:
                begin, stop = max(mark.begin, at), min(mark.end, end)
                if begin < stop:
                    if at < begin:
                        yield self.words[at:begin], False
                    yield self.words[begin:stop], True
                    at = stop
            if at < end:
                yield self.words[at:end], False
            at = end + 1


def fragments(words: str, content: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield the fragments of a quotation.

    Args:
        words: of all of them, joined by one blank.
        content: their spans in the article.
    """
    at = 0
    for begin, end in content:
        yield words[at : at + end - begin]
        at += end - begin + 1


_WHO = (
    speakers.c.id.label("speaker_id"),
    speakers.c.name.label("speaker"),
    speakers.c.kind,
    appearances.c.name.label("printed"),
    appearances.c.reason,
)
_QUOTATIONS = (
    select(
        quotations.c.id,
        quotations.c.words,
        quotations.c.type,
        quotations.c.said,
        quotations.c.channel,
        quotations.c.place,
        quotations.c.confidence,
        quotations.c.detail,
        quotations.c.revision_id,
        revisions.c.article_id,
        revisions.c.current,
        revisions.c.headline,
        revisions.c.name,
        revisions.c.outlet,
        revisions.c.published,
        revisions.c.url,
        *_WHO,
    )
    .join(revisions, revisions.c.id == quotations.c.revision_id)
    .outerjoin(appearances, appearances.c.id == quotations.c.appearance_id)
    .outerjoin(speakers, speakers.c.id == appearances.c.speaker_id)
)
_ABOUTS = (
    select(abouts.c.quotation_id, *_WHO)
    .join(appearances, appearances.c.id == abouts.c.appearance_id)
    .join(speakers, speakers.c.id == appearances.c.speaker_id)
    .order_by(abouts.c.appearance_id)
)


def placed(connection: Connection, quotation_ids: Iterable[int]) -> list[Placed]:
    """Return quotations with their places, in the order of the numbers given.

    Numbers that the record does not have are passed over.
    """
    wanted = list(dict.fromkeys(quotation_ids))
    found: dict[int, Placed] = {}
    for begin in range(0, len(wanted), _MOST):
        page = wanted[begin : begin + _MOST]
        about: dict[int, list[Who]] = {}
        for whom in connection.execute(_ABOUTS.where(abouts.c.quotation_id.in_(page))):
            about.setdefault(whom.quotation_id, []).append(_who(whom))
        rows = connection.execute(_QUOTATIONS.where(quotations.c.id.in_(page))).all()
        outlets = outlets_of(connection, {row.article_id for row in rows})
        for row in rows:
            found[row.id] = Placed(
                id=row.id,
                words=row.words,
                type=row.type,
                said=row.said,
                channel=row.channel,
                place=row.place,
                confidence=row.confidence,
                speaker=_who(row) if row.speaker_id is not None else None,
                about=tuple(about.get(row.id, ())),
                detail=row.detail,
                article_id=row.article_id,
                revision_id=row.revision_id,
                current=row.current,
                title=row.headline or row.name or "Untitled",
                outlet=row.outlet,
                published=row.published,
                url=row.url,
                also=tuple(name for name in outlets[row.article_id] if name != row.outlet),
            )
    return [found[number] for number in wanted if number in found]


def placed_one(connection: Connection, quotation_id: int) -> Placed:
    """Return one quotation with its place; raises `RecordError` where there is none."""
    found = placed(connection, [quotation_id])
    if not found:
        raise RecordError(
            file_of(connection.engine), f"there is no quotation {quotation_id} in this record"
        )
    return found[0]


def _who(row: Any) -> Who:
    return Who(row.speaker_id, row.speaker, row.kind, row.printed, row.reason)
