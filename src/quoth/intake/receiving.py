"""One thing after another, as inputs hold them, to articles: pages, texts, rows, lines of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quoth.article import Article
from quoth.errors import EmptyInput, InputError, Malformed, NotText, TooLarge
from quoth.intake.archives import Form, Found, Holding, Page, Passed, Row
from quoth.intake.dates import published_of
from quoth.intake.decoding import decode
from quoth.intake.files import Readable, megabytes, told_plainly
from quoth.intake.json_lines import article_from_json, articles_from_json
from quoth.intake.opening import holdings_of
from quoth.intake.plain import article_from_text
from quoth.intake.way import Way

_STEP = 65536


@dataclass(frozen=True, slots=True)
class Received:
    """An article with where it came from.

    Attributes:
        article: what is to be read.
        place: the input as the user knows it: a path, `path:line`, an address, or `-`.
        raw: the bytes that it was made from, unpacked: a file, a line of JSON Lines, a page.
        fetched: when a crawler fetched it, ISO 8601 in UTC; None where it is read from its place.
    """

    article: Article
    place: str
    raw: bytes
    fetched: str | None = None


Item = Received | Passed | InputError
"""What one place of an input gives."""


def in_archive(holdings: Iterator[Found], way: Way) -> Iterator[Item]:
    """Yield the articles of what an archive or table holds.

    What has no article in it is passed over: archives hold much that is none.
    """
    for held in holdings:
        if isinstance(held, Passed | InputError):
            yield held
            continue
        try:
            with told_plainly(held.place):
                for item in _read(held, way):
                    yield item if way.language == "any" else _kept(item)
        except EmptyInput as error:
            yield Passed(held.place, f"without an article ({error.problem})")
        except InputError as error:
            yield error


def in_language(items: Iterator[Item], way: Way) -> Iterator[Item]:
    """Yield what was named by itself: whole, unless only what is in English is asked for."""
    return map(_kept, items) if way.language == "en" else items


def _kept(item: Item) -> Item:
    """Return what was received, or that it is passed over for its language.

    Raises:
        QuothError: what tells languages is not installed.
    """
    if not isinstance(item, Received):
        return item
    from quoth.intake.language import foreign

    code = foreign(item.article)
    return item if code is None else Passed(item.place, f"not English ({code})")


def _read(held: Page | Row | Holding, way: Way) -> Iterator[Item]:
    if isinstance(held, Row):
        yield _from_row(held, way)
    elif isinstance(held, Holding):
        if held.form == "jsonl":
            yield from json_lines(held.file, held.place, way)
        else:
            # Its own languages are looked at once, where this comes out.
            inner = replace(way, language="any")
            yield from in_archive(holdings_of(held.file, held.place, held.form, inner), inner)
    elif held.form == "mail":
        from quoth.intake.mail import message

        found = message(held.data, held.place)
        yield _from_row(found, way) if isinstance(found, Row) else found
    else:
        for item in received(
            held.data, held.place, held.form, way, declared=held.charset, url=held.url
        ):
            yield replace(item, fetched=held.fetched) if isinstance(item, Received) else item


def _from_row(row: Row, way: Way) -> Received:
    """Return the article of a row: its text, or else its page, with what else the row tells."""
    fields = row.fields
    if "text" in fields:
        return Received(article_from_json(fields, row.place), row.place, row.data)
    from quoth.intake.html import article_from_html

    page = article_from_html(
        fields["html"],
        id=fields.get("id", row.place),
        url=fields.get("url"),
        limits=way.limits,
    )
    page = replace(
        page,
        outlet=fields.get("outlet", page.outlet),
        byline=fields.get("byline", page.byline),
        published=published_of(fields.get("published", "")) or page.published,
        language=fields.get("language", page.language),
    )
    return Received(page, row.place, row.data)


def received(
    data: bytes,
    source: str,
    form: Form,
    way: Way,
    *,
    declared: str | None = None,
    url: str | None = None,
) -> Iterator[Received | InputError]:
    """Yield what a whole input of this form holds.

    Args:
        data: its bytes, within the limits.
        source: the input as the user knows it; the id of its article.
        form: how to read them.
        way: its limits are passed on to the reading of pages.
        declared: the encoding that came with it.
        url: its address, where it has one.

    Raises:
        InputError: it holds no article.
    """
    if not data.strip():
        raise EmptyInput(source, "there is nothing to read in it")
    if form == "html":
        from quoth.intake.html import article_from_html

        page = article_from_html(data, id=source, url=url, limits=way.limits, declared=declared)
        yield Received(page, source, data)
        return
    text = decode(data, source, declared=declared)
    if form == "text":
        yield Received(article_from_text(text, id=source, url=url), source, data)
        return
    for item in articles_from_json(text, source):
        yield Received(item, source, data) if isinstance(item, Article) else item


def json_lines(
    file: Readable, source: str, way: Way, *, before: int = 0, size: int | None = None
) -> Iterator[Received | InputError]:
    """Yield the articles of JSON Lines.

    Args:
        file: read from where it stands.
        source: the input as the user knows it.
        way: its limits bound a line.
        before: how many lines are before that.
        size: of how many bytes; None reads to the end.
    """
    found = before > 0
    most = way.limits.text_bytes
    for number, line in enumerate(_lines(file, most, size), before + 1):
        place = f"{source}:{number}"
        if line is None:
            found = True
            yield TooLarge(place, f"the line is over {megabytes(most)}")
        elif line.strip():
            found = True
            try:
                yield Received(article_from_json(decode(line, place), place), place, line)
            except NotText as error:
                yield Malformed(place, error.problem, error.remedy)
            except InputError as error:
                yield error
    if not found and size is None:
        yield EmptyInput(source, "there is nothing to read in it")


def _lines(file: Readable, most: int, size: int | None) -> Iterator[bytes | None]:
    """Yield each line, or None for one that is too long, never holding more than one."""
    pending = b""
    skipping = False
    while True:
        more = file.read(_STEP if size is None else min(size, _STEP))
        if size is not None:
            size -= len(more)
        *whole, pending = (pending + more).split(b"\n") if more or pending else [b""]
        for line in whole:
            yield None if skipping or len(line) > most else line
            skipping = False
        if len(pending) > most:
            skipping, pending = True, b""
        if not more:
            if skipping or pending:
                yield None if skipping else pending
            return
