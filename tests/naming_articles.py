"""Articles for tests of identities: whom they name, as what, beside whom."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, select

from quoth.article import Article, Block, Span
from quoth.quotation import Named, Quotation, Reading, Speaker, SpeakerKind
from quoth.record.adding import Origin, add, read_again
from quoth.record.opening import open_record, reading, writing
from quoth.record.schema import appearances, revisions, speakers


class Whom(NamedTuple):
    """One whom an article quotes: by name with roles, or by a description."""

    name: str
    roles: tuple[str, ...] = ()
    kind: SpeakerKind = "person"
    forms: tuple[str, ...] = ()


def who(name: str, *roles: str, forms: tuple[str, ...] = ()) -> Whom:
    """A person whom an article calls these things."""
    return Whom(name, roles, "person", forms)


def body(name: str, *forms: str) -> Whom:
    """An organisation."""
    return Whom(name, (), "organization", forms)


def bare(description: str) -> Whom:
    """Somebody whom the article does not name."""
    return Whom(description, (), "unnamed")


def article(day: str | None, *whom: Whom, outlet: str = "Marle Courier", text: str = "") -> Reading:
    """Return a reading of an article in which everybody of these says something."""
    words = text or f"A day in Marle ({day}, {outlet})."
    quotations: list[Quotation] = []
    named: list[Named] = []
    for number, one in enumerate(whom):
        roles: list[Span] = []
        for role in one.roles:
            words += " "
            roles.append(Span(len(words), len(words) + len(role)))
            words += role
        words += f" {one.name} said: "
        begin = len(words)
        words += f"“I am number {number}.”"
        span = Span(begin, len(words))
        speaker = Speaker(one.name, one.kind, 1.0)
        quotations.append(Quotation(f"q{number + 1}", "direct", (span,), speaker=speaker))
        if one.kind in ("person", "organization"):
            named.append(Named(one.name, one.kind, (one.name, *one.forms), tuple(roles)))
    blocks = (Block("paragraph", 0, len(words)),)
    made = Article(words, blocks, id=f"{outlet} {day}", outlet=outlet, published=day)
    return Reading(made, tuple(quotations), named=tuple(named))


class Shelf:
    """A record under test, and who is who in it."""

    def __init__(self, path: Path, readings: Iterable[Reading] = ()) -> None:
        self.engine: Engine = open_record(path, create=True)[0]
        for one in readings:
            self.add(one)

    def add(self, made: Reading) -> int:
        """Add an article; return its number."""
        origin = Origin(
            made.article.id, "2026-06-01T00:00:00Z", made.article.text.encode(), "t", "t"
        )
        with self.write() as connection:
            return add(connection, made, origin).article_id

    def again(self, number: int, made: Reading) -> None:
        """Read the text of an article again."""
        wanted = select(revisions.c.id).where(revisions.c.article_id == number)
        with self.write() as connection:
            read_again(connection, connection.execute(wanted).scalar_one(), made, "t", "t2")

    def write(self) -> Any:
        """Connect to change it."""
        return writing(self.engine)

    def read(self) -> Any:
        """Connect to see it."""
        return reading(self.engine)

    def row(self, number: int, name: str) -> Any:
        """The appearance of a name in an article, with who it is."""
        with self.read() as connection:
            return _appearance(connection, number, name)

    def id(self, number: int, name: str) -> int:
        """Who it is whom an article calls so."""
        return int(self.row(number, name).speaker_id)

    def called(self, number: int, name: str) -> str:
        """What they are called across articles."""
        return str(self.row(number, name).called)

    def state(self) -> list[tuple[Any, ...]]:
        """Who is who in all articles, and by what names speakers are known."""
        wanted = (
            select(
                revisions.c.article_id,
                appearances.c.key,
                appearances.c.kind,
                appearances.c.found_id,
                appearances.c.speaker_id,
                appearances.c.reason,
                speakers.c.name,
                speakers.c.wikidata,
            )
            .join(revisions, revisions.c.id == appearances.c.revision_id)
            .join(speakers, speakers.c.id == appearances.c.speaker_id)
        )
        with self.read() as connection:
            rows = [tuple(row) for row in connection.execute(wanted)]
            rows += [
                tuple(row)
                for row in connection.exec_driver_sql(
                    "SELECT speaker_id, key, names, uses FROM aliases"
                )
            ]
        return sorted(rows, key=str)


def _appearance(connection: Connection, number: int, name: str) -> Any:
    wanted = (
        select(appearances, speakers.c.name.label("called"))
        .join(revisions, revisions.c.id == appearances.c.revision_id)
        .join(speakers, speakers.c.id == appearances.c.speaker_id)
        .where(revisions.c.article_id == number, appearances.c.name == name)
    )
    return connection.execute(wanted).one()
