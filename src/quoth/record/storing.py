"""The quotations of one text to rows, and to new rows when the text is read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from quoth.article import Article
from quoth.export.document import quotation_to_dict
from quoth.quotation import Quotation, Reading
from quoth.record.appearing import Appeared, appeared
from quoth.record.identifying import identify, leave, settle
from quoth.record.indexing import index, unindex
from quoth.record.keys import role_key
from quoth.record.schema import abouts, appearances, memberships, quotations, roles

# One statement for all rows, made once: putting it together costs far more than running it.
_NEW_QUOTATIONS = insert(quotations).returning(quotations.c.id, sort_by_parameter_order=True)
_NEW_APPEARANCES = insert(appearances).returning(appearances.c.id, sort_by_parameter_order=True)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def store(connection: Connection, reading: Reading, revision_id: int, *, new: bool = False) -> None:
    """Store whom a text names and its quotations, in the place of what is stored of them.

    A quotation keeps its number where its content has the same spans as before.

    Args:
        connection: in a writing transaction.
        reading: of the text.
        revision_id: the text, stored.
        new: whether nothing is stored of it yet.
    """
    kept = {} if new else _clear(connection, reading.quotations, revision_id)
    found = appeared(reading)
    ids = _store_appearances(connection, reading.article, found, revision_id)
    rows = [
        {"revision_id": revision_id, "number": number, **_row(quotation, reading.article, ids)}
        for number, quotation in enumerate(reading.quotations, 1)
    ]
    had = [kept.pop(_place(quotation.content), None) for quotation in reading.quotations]
    unmet = [row for row, number in zip(rows, had, strict=True) if number is None]
    made = iter(connection.execute(_NEW_QUOTATIONS, unmet).scalars() if unmet else ())
    numbers: list[int] = []
    for row, number in zip(rows, had, strict=True):
        if number is not None:
            connection.execute(update(quotations).where(quotations.c.id == number), row)
        numbers.append(next(made) if number is None else number)
    about = [
        {"quotation_id": number, "appearance_id": ids[name]}
        for number, quotation in zip(numbers, reading.quotations, strict=True)
        for name in dict.fromkeys(quotation.about)
    ]
    if about:
        connection.execute(insert(abouts), about)
    index(
        connection, revision_id, [(n, row["words"]) for n, row in zip(numbers, rows, strict=True)]
    )


def _clear(
    connection: Connection, coming: Iterable[Quotation], revision_id: int
) -> dict[tuple[tuple[int, int], ...], int]:
    """Take out what is stored of a text; return the numbers of quotations that stay, by place."""
    of_text = quotations.c.revision_id == revision_id
    wanted = select(quotations.c.id, quotations.c.words, quotations.c.detail).where(of_text)
    held = connection.execute(wanted).all()
    if held:
        unindex(connection, revision_id, [(row.id, row.words) for row in held])
        ids = select(quotations.c.id).where(of_text)
        connection.execute(delete(abouts).where(abouts.c.quotation_id.in_(ids)))
        connection.execute(update(quotations).where(of_text).values(appearance_id=None))
    leave(connection, revision_id)
    connection.execute(delete(appearances).where(appearances.c.revision_id == revision_id))
    stored = {_place(row.detail["content"]): int(row.id) for row in held}
    places = {_place(quotation.content) for quotation in coming}
    gone = [number for place, number in stored.items() if place not in places]
    # Two readings of one text may not leave two quotations at one place.
    gone += [int(row.id) for row in held if stored[_place(row.detail["content"])] != row.id]
    connection.execute(delete(quotations).where(quotations.c.id.in_(gone)))
    return stored


def _store_appearances(
    connection: Connection, article: Article, found: Sequence[Appeared], revision_id: int
) -> dict[str | tuple[str, str], int]:
    """Store whom a text names; return their ids by name and kind, and by name alone."""
    ids: dict[str | tuple[str, str], int] = {}
    identified = identify(connection, revision_id, article, found)
    rows = [
        {
            "revision_id": revision_id,
            "name": one.name,
            "key": one.key,
            "kind": one.kind,
            "forms": list(one.forms),
            "found_id": who.found_id,
            "speaker_id": who.speaker_id,
            "reason": who.reason,
            "learned_from": who.learned_from,
        }
        for one, who in zip(found, identified, strict=True)
    ]
    made = connection.execute(_NEW_APPEARANCES, rows).scalars().all() if rows else ()
    for one, number in zip(found, made, strict=True):
        ids[one.name, one.kind] = number
        # Of a person and a description of one name the person, who comes first, is meant.
        ids.setdefault(one.name, number)
    said = [
        {
            "appearance_id": ids[one.name, one.kind],
            "begin": begin,
            "end": end,
            "words": article.text[begin:end],
            "key": role_key(article.text[begin:end]),
        }
        for one in found
        for begin, end in dict.fromkeys(one.roles)
    ]
    if said:
        connection.execute(insert(roles), said)
    members = [
        {"group_id": ids[one.name, one.kind], "member_id": ids[name]}
        for one in found
        for name in dict.fromkeys(one.members)
    ]
    if members:
        connection.execute(insert(memberships), members)
    settle(connection, revision_id)
    return ids


def _row(
    quotation: Quotation,
    article: Article,
    ids: dict[str | tuple[str, str], int],
) -> dict[str, Any]:
    detail = quotation_to_dict(quotation, article)
    words = detail.pop("text")
    speaker = quotation.speaker
    block = article.blocks[quotation.block] if article.blocks else None
    posted = block.date if block and block.kind == "embed" else None
    return {
        "type": quotation.type,
        "words": words,
        "appearance_id": ids[speaker.name, speaker.kind] if speaker else None,
        "place": block.kind if block else "paragraph",
        "channel": quotation.channel,
        "said": quotation.when or _date(posted) or _date(article.published),
        "length": len(words.split()),
        "confidence": quotation.confidence,
        "detail": detail,
    }


def _date(given: str | None) -> str | None:
    """The year, month or day with which a date or time in ISO 8601 begins."""
    found = _DATE.match(given or "")
    return found[0] if found else None


def _place(content: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((begin, end) for begin, end in content)
