"""Every other printing of an utterance is found, in order, with what differs and who was first."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Says, printed, record
from rich.console import Console
from sqlalchemy import Connection, select

from quoth.cli.family import print_family
from quoth.errors import RecordError
from quoth.record.opening import reading
from quoth.record.schema import quotations
from quoth.record.variants import Family, variants_of

OKAFOR, TAIT = "Ines Okafor", "Rowan Tait"
WHOLE = (
    "The ferry to Sandholm burned twice in one winter, and nobody in this town hall has answered "
    "for it. We buried four fishermen and were handed a brochure."
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = record(
        tmp_path / "record.db",
        printed(
            "Harbour Daily",
            "2026-03-02T09:00:00Z",
            Says(OKAFOR, WHOLE),
            Says(TAIT, "I was not there"),
        ),
        printed(
            "The Ellery Post",
            "2026-03-01T18:00:00Z",
            Says(OKAFOR, "We buried four fishermen and were handed a brochure"),
            Says(TAIT, "The plant opens in May, and it opens with three hundred jobs"),
        ),
        printed(
            "Coast Weekly",
            "2026-03-05",
            Says(OKAFOR, "nobody in this town hall has ever answered for it"),
            Says(TAIT, "No comment"),
        ),
        printed(
            "The Gull",
            "2026-03-03T23:30:00-03:00",
            Says(TAIT, "We buried four fishermen and we were handed a leaflet"),
            Says(OKAFOR, "No comment"),
        ),
        printed(
            "Sandholm Echo",
            None,
            Says(OKAFOR, "the town hall has not answered for the ferry", type="indirect"),
            Says(TAIT, "In May the plant opens, with three hundred jobs"),
        ),
    )
    with reading(engine) as held:
        yield held


def number(connection: Connection, beginning: str) -> int:
    found = select(quotations.c.id).where(quotations.c.words.like(f"“{beginning}%"))
    return int(connection.execute(found).scalars().one())


def verdicts(family: Family) -> list[tuple[str | None, str | None]]:
    return [
        (m.placed.outlet, m.comparison.verdict if m.comparison else None) for m in family.members
    ]


def test_the_other_printings_come_in_order_of_time(connection: Connection) -> None:
    family = variants_of(connection, number(connection, "The ferry"))
    assert verdicts(family) == [
        ("The Ellery Post", "excerpt"),
        ("The Gull", "altered"),
        ("Coast Weekly", "altered"),
    ]
    assert family.asked is not None
    assert family.asked.placed.outlet == "Harbour Daily"


def test_a_date_at_the_end_of_time_is_put_in_order_as_it_stands(tmp_path: Path) -> None:
    days = ("2026-03-02", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:00-05:00")
    others = (printed("The Gull", day, Says(TAIT, WHOLE), headline=day) for day in days)
    engine = record(tmp_path / "record.db", *others)
    with reading(engine) as held:
        found = [member.placed.published for member in variants_of(held, WHOLE).members]
    assert found == [days[1], days[0], days[2]]


def test_differences_are_told_by_the_words_of_each_side(connection: Connection) -> None:
    family = variants_of(connection, number(connection, "The ferry"))
    gull = family.members[1]
    assert gull.comparison is not None
    found = [
        (d.kind, family.text[slice(*d.one)], gull.text[slice(*d.other)])
        for d in gull.comparison.differences
    ]
    assert found == [("put_in", "", "we"), ("changed", "brochure", "leaflet")]


def test_another_speaker_is_told(connection: Connection) -> None:
    family = variants_of(connection, number(connection, "The ferry"))
    assert [m.same_speaker for m in family.members] == [True, False, True]


def test_who_printed_which_wording_first_is_told(connection: Connection) -> None:
    family = variants_of(connection, number(connection, "The ferry"))
    assert [w.text[:24] for w in family.wordings] == [
        "“We buried four fisherme",
        "“The ferry to Sandholm b",
        "“We buried four fisherme",
        "“nobody in this town hal",
    ]
    assert family.wordings[0].first == family.members[0].placed.id


def test_another_stretch_is_found_through_the_longer_printing(connection: Connection) -> None:
    family = variants_of(connection, number(connection, "nobody"))
    whole = number(connection, "The ferry")
    assert [(m.placed.outlet, m.through) for m in family.members] == [
        ("The Ellery Post", whole),
        ("Harbour Daily", None),
        ("The Gull", whole),
    ]


def test_words_are_looked_up_without_a_number(connection: Connection) -> None:
    family = variants_of(connection, "buried four fishermen and were handed a brochure")
    assert family.asked is None
    assert verdicts(family)[0] == ("The Ellery Post", "excerpt")
    assert {m.same_speaker for m in family.members} == {None}


def test_common_words_are_nobodys(connection: Connection) -> None:
    family = variants_of(connection, "No comment")
    assert (family.members, family.common) == ((), True)


def test_what_nobody_else_printed_has_no_members(connection: Connection) -> None:
    family = variants_of(connection, "The lighthouse keeper retires after forty winters")
    assert (family.members, family.common) == ((), False)


def test_words_of_any_length_are_looked_up(connection: Connection) -> None:
    held = connection.connection.dbapi_connection
    assert isinstance(held, sqlite3.Connection)
    # What SQLite allows where nobody has raised it.
    held.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)
    words = " ".join(f"quorl{n} brast{n}" for n in range(20_000))
    assert variants_of(connection, words).members == ()


def test_a_number_that_is_not_there_is_refused(connection: Connection) -> None:
    with pytest.raises(RecordError, match="no quotation 999"):
        variants_of(connection, 999)


def test_a_family_is_printed_with_differences_marked_without_colour(
    connection: Connection,
) -> None:
    out = io.StringIO()
    console = Console(file=out, width=100, no_color=True)
    print_family(variants_of(connection, number(connection, "The ferry")), console)
    text = out.getvalue()
    assert "{brochure → leaflet}" in text
    assert "{+we+}" in text
    assert "altered, other speaker" in text
    assert "4 printings in 4 wordings by 4 outlets" in text
    assert [row for row in text.splitlines() if row != row.rstrip()] == []


def test_all_outlets_that_printed_the_very_article_are_counted(tmp_path: Path) -> None:
    said = Says(OKAFOR, "We buried four fishermen and were handed a brochure")
    engine = record(
        tmp_path / "many.db",
        *(printed(outlet, "2026-03-01", said) for outlet in ("Coast Wire", "The Gull", "The Gull")),
        printed("Sandholm Echo", "2026-03-02", said, "And a line for Sandholm."),
    )
    with reading(engine) as held:
        family = variants_of(held, "We buried four fishermen and were handed a brochure")
    assert [len(member.printings) for member in family.members] == [2, 1]
    assert family.outlets == ("Coast Wire", "The Gull", "Sandholm Echo")
