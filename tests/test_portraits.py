"""What the page of a speaker shows beside their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Says, printed, record
from sqlalchemy import Connection

from quoth.record.opening import reading
from quoth.record.people import find_speakers
from quoth.record.portraits import counterparts, days_of, pairs, printed_most

ARTICLES = (
    printed(
        "Ellery Courier",
        "2026-03-02",
        Says("Leonie Marsh", "Rowan Tait is a very hungry landlord", ("Rowan Tait",)),
        Says("Rowan Tait", "Leonie Marsh left out the outages", ("Leonie Marsh",)),
        Says("Ines Dufresne", "Leonie Marsh is right about that", ("Leonie Marsh",)),
    ),
    printed(
        "Coast Wire",
        "2026-03-03",
        Says("Leonie Marsh", "Rowan Tait is a very hungry landlord", ("Rowan Tait",), when="2026"),
        Says("Leonie Marsh", "We have nothing to hide but the bill", ("Leonie Marsh",)),
    ),
    printed(None, None, Says("Leonie Marsh", "Nobody knows when this was said")),
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path: Path = tmp_path_factory.mktemp("portraits") / "record.db"
    with reading(record(path, *ARTICLES)) as held:
        yield held


def number(connection: Connection, name: str) -> int:
    (found,) = find_speakers(connection, name)
    return found.id


def test_days_are_told_as_far_as_they_are_known(connection: Connection) -> None:
    days = days_of(connection, number(connection, "Leonie Marsh"))
    assert days == {"2026": 1, "2026-03-02": 1, "2026-03-03": 1}


def test_counterparts_are_whom_one_speaks_of_and_who_speaks_of_one(connection: Connection) -> None:
    found, more = counterparts(connection, number(connection, "Leonie Marsh"))
    told = [(one.name, one.spoken_of, one.speaks_of) for one in found]
    assert told == [("Rowan Tait", 2, 1), ("Ines Dufresne", 0, 1)] and not more
    few, more = counterparts(connection, number(connection, "Leonie Marsh"), most=1)
    assert [one.name for one in few] == ["Rowan Tait"] and more


def test_pairs_begin_with_those_who_speak_of_each_other(connection: Connection) -> None:
    first, second = pairs(connection)
    assert (first.names, first.times) == (("Leonie Marsh", "Rowan Tait"), (2, 1))
    assert (second.names, second.times) == (("Ines Dufresne", "Leonie Marsh"), (1, 0))


def test_what_several_articles_print_is_told_once(connection: Connection) -> None:
    (found,) = printed_most(connection, number(connection, "Leonie Marsh"))
    assert "hungry landlord" in found.quotation.words
    assert (found.printed, found.articles) == (2, 2)
    assert printed_most(connection, number(connection, "Rowan Tait")) == ()
