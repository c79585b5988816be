"""Words looked up in the whole texts of articles, where they are no quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from quoth.article import Span
from quoth.record.schema import quotations, revisions

_PAGE = 200
_LEAST_WORDS = 4
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Standing:
    """A stretch of an article's text that is no quotation of the record.

    Attributes:
        words: the stretch, as printed.
        begin, end: its span in the article's text, in code points.
        article_id, revision_id: the record's numbers of the article and its text.
        title, outlet, published, url: of the article, as far as they are known.
    """

    words: str
    begin: int
    end: int
    article_id: int
    revision_id: int
    title: str
    outlet: str | None
    published: str | None
    url: str | None


def standing(
    connection: Connection, stretches: Sequence[str], within: Sequence[int]
) -> Iterator[Standing]:
    """Yield where all stretches stand in a text, in order; the first place in each text.

    Letter case, marks and white space make no difference. Fewer than four words are not looked
    for.

    Args:
        connection: to a record.
        stretches: the words.
        within: the revisions to look in.
    """
    words = [word for stretch in stretches for word in _WORD.findall(stretch)]
    if len(words) < _LEAST_WORDS:
        return
    rows = (r"[\W_]{1,8}".join(map(re.escape, _WORD.findall(stretch))) for stretch in stretches)
    sought = re.compile(r"(?<!\w)" + r"\b[\s\S]{1,300}?\b".join(rows) + r"(?!\w)", re.IGNORECASE)
    for at in range(0, len(within), _PAGE):
        page = within[at : at + _PAGE]
        asked = select(revisions).where(revisions.c.id.in_(page)).order_by(revisions.c.id.desc())
        for row in connection.execute(asked):
            match = sought.search(row.text)
            if match and not _is_quoted(connection, row.id, Span(*match.span())):
                yield Standing(
                    match[0],
                    *match.span(),
                    article_id=row.article_id,
                    revision_id=row.id,
                    title=row.headline or row.name or "Untitled",
                    outlet=row.outlet,
                    published=row.published,
                    url=row.url,
                )


def _is_quoted(connection: Connection, revision_id: int, span: Span) -> bool:
    details = select(quotations.c.detail).where(quotations.c.revision_id == revision_id)
    return any(
        begin < span.end and span.begin < end
        for detail in connection.execute(details).scalars()
        for begin, end in detail["content"]
    )
