"""What people decide about speakers holds, outlives every reading, and can be undone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from naming_articles import Shelf, article, bare, body, who

from quoth.cli.people import people as verbs
from quoth.errors import RecordError
from quoth.record import decisions
from quoth.record.people import find_speakers, people, speaker

MARA = article("2026-03-02", who("Mara Lindqvist", "Orbit chief"), body("Orbit"))
BARE = article("2026-03-09", bare("The Orbit chief"))
PEN = article("2026-03-10", who("Nightingale Pen"), body("Brell Zoo"))
JOHN = article("2026-03-11", who("John Smith"), who("Tom Varga"))
JON2 = article("2026-03-12", who("John Smith"), who("Tom Varga"), outlet="Tarn Herald")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Articles 1 to 5, of which 1 teaches 2, and 4 and 5 speak of one John Smith."""
    return Shelf(tmp_path / "quoth.db", (MARA, BARE, PEN, JOHN, JON2))


def merge(shelf: Shelf, kept: int, other: int) -> int:
    with shelf.write() as connection:
        return decisions.merge(connection, kept, other).id


def split(shelf: Shelf, of: int, *articles: int, name: str | None = None) -> tuple[int, int]:
    with shelf.write() as connection:
        made = decisions.split(connection, of, articles, name)
    return made.id, made.detail["new"]


def undo(shelf: Shelf, number: int) -> None:
    with shelf.write() as connection:
        decisions.undo(connection, number)


def test_who_are_merged_are_one_also_in_what_comes_later(shelf: Shelf) -> None:
    mara, pen = shelf.id(1, "Mara Lindqvist"), shelf.id(3, "Nightingale Pen")
    merge(shelf, mara, pen)
    later = shelf.add(article("2026-03-20", who("Nightingale Pen")))
    assert shelf.id(3, "Nightingale Pen") == shelf.id(later, "Nightingale Pen") == mara
    with shelf.read() as connection:
        assert [p.id for p in find_speakers(connection, "Nightingale Pen")] == [mara]
        told = speaker(connection, pen)
        assert (told.person.quotations, told.merged) == (4, ((pen, "Nightingale Pen"),))


def test_undoing_a_merger_restores_what_was(shelf: Shelf) -> None:
    before = shelf.state()
    number = merge(shelf, shelf.id(1, "Mara Lindqvist"), shelf.id(3, "Nightingale Pen"))
    assert shelf.state() != before
    undo(shelf, number)
    assert shelf.state() == before


def test_what_came_after_a_merger_goes_where_it_belongs_when_that_is_undone(shelf: Shelf) -> None:
    mara, pen = shelf.id(1, "Mara Lindqvist"), shelf.id(3, "Nightingale Pen")
    number = merge(shelf, mara, pen)
    later = shelf.add(article("2026-03-20", who("Nightingale Pen")))
    undo(shelf, number)
    assert shelf.id(later, "Nightingale Pen") == pen
    assert shelf.id(1, "Mara Lindqvist") == mara


def test_mergers_in_a_chain_end_with_one_and_come_apart_again(shelf: Shelf) -> None:
    mara, pen = shelf.id(1, "Mara Lindqvist"), shelf.id(3, "Nightingale Pen")
    john = shelf.id(4, "John Smith")
    first = merge(shelf, mara, pen)
    second = merge(shelf, john, mara)
    assert shelf.id(3, "Nightingale Pen") == shelf.id(1, "Mara Lindqvist") == john
    undo(shelf, first)
    assert (shelf.id(3, "Nightingale Pen"), shelf.id(1, "Mara Lindqvist")) == (pen, john)
    undo(shelf, second)
    assert shelf.id(1, "Mara Lindqvist") == mara


def test_a_merger_takes_those_along_who_are_known_by_a_role(shelf: Shelf) -> None:
    pen = shelf.id(3, "Nightingale Pen")
    number = merge(shelf, pen, shelf.id(1, "Mara Lindqvist"))
    assert shelf.id(2, "The Orbit chief") == pen
    undo(shelf, number)
    assert shelf.called(2, "The Orbit chief") == "Mara Lindqvist"


def test_a_merger_outlives_reading_again(shelf: Shelf) -> None:
    mara = shelf.id(1, "Mara Lindqvist")
    merge(shelf, mara, shelf.id(3, "Nightingale Pen"))
    before = shelf.state()
    for number, made in enumerate((MARA, BARE, PEN, JOHN, JON2), 1):
        shelf.again(number, made)
    assert shelf.state() == before


def test_two_of_one_name_are_split_by_article(shelf: Shelf) -> None:
    john = shelf.id(4, "John Smith")
    assert shelf.id(5, "John Smith") == john
    before = shelf.state()
    number, new = split(shelf, john, 5, name="John Smith (golfer)")
    assert (shelf.id(4, "John Smith"), shelf.id(5, "John Smith")) == (john, new)
    assert shelf.row(5, "John Smith").reason == "decision"
    assert shelf.called(5, "John Smith") == "John Smith (golfer)"
    undo(shelf, number)
    assert shelf.state() == before


@pytest.mark.parametrize(
    ("given", "called"),
    [("  ", "John Smith"), (" John  Smith the golfer ", "John Smith the golfer")],
)
def test_a_name_of_spaces_is_no_name(given: str, called: str, shelf: Shelf) -> None:
    split(shelf, shelf.id(4, "John Smith"), 5, name=given)
    assert shelf.called(5, "John Smith") == called


def test_a_split_outlives_reading_again(shelf: Shelf) -> None:
    _, new = split(shelf, shelf.id(4, "John Smith"), 5)
    shelf.again(5, JON2)
    shelf.again(4, JOHN)
    assert shelf.id(5, "John Smith") == new != shelf.id(4, "John Smith")


def test_later_articles_may_mean_the_one_who_was_split_off(shelf: Shelf) -> None:
    golfer = who("John Smith", "golfer from Leeds")
    six = shelf.add(article("2026-04-01", who("John Smith"), who("Lena Fisk"), body("Leeds Open")))
    john = shelf.id(4, "John Smith")
    if shelf.id(six, "John Smith") != john:
        merge(shelf, john, shelf.id(six, "John Smith"))
    number, new = split(shelf, john, six)
    seven = shelf.add(article("2026-04-02", golfer, who("Lena Fisk"), body("Leeds Open")))
    assert shelf.id(seven, "John Smith") == new
    undo(shelf, number)
    assert shelf.id(seven, "John Smith") == john


def test_a_role_does_not_overrule_a_decision(shelf: Shelf) -> None:
    assert shelf.row(2, "The Orbit chief").reason == "role"
    before = shelf.state()
    number, new = split(shelf, shelf.id(1, "Mara Lindqvist"), 2, name="Jonas Bell")
    shelf.add(article("2026-03-08", who("Mara Lindqvist", "Orbit chief"), outlet="Tarn Herald"))
    shelf.again(2, BARE)
    assert shelf.id(2, "The Orbit chief") == new
    undo(shelf, number)
    assert shelf.called(2, "The Orbit chief") == "Mara Lindqvist"
    assert [row for row in before if row[0] == 2] == [row for row in shelf.state() if row[0] == 2]


def test_a_description_that_was_said_to_be_somebody_is_they(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "quoth.db", (BARE, PEN))
    pen = shelf.id(2, "Nightingale Pen")
    number = merge(shelf, pen, shelf.id(1, "The Orbit chief"))
    shelf.add(MARA)
    assert shelf.id(1, "The Orbit chief") == pen
    shelf.again(1, BARE)
    assert shelf.id(1, "The Orbit chief") == pen
    undo(shelf, number)
    assert shelf.called(1, "The Orbit chief") == "Mara Lindqvist"


def test_a_name_that_was_given_holds_whatever_articles_say(shelf: Shelf) -> None:
    mara = shelf.id(1, "Mara Lindqvist")
    with shelf.write() as connection:
        first = decisions.rename(connection, mara, "  Mara  Q. Lindqvist ").id
        second = decisions.rename(connection, mara, "M. Q. Lindqvist").id
    for day in ("2026-03-20", "2026-03-21"):
        shelf.add(article(day, who("Mara Lindqvist")))
    assert shelf.called(1, "Mara Lindqvist") == "M. Q. Lindqvist"
    undo(shelf, second)
    assert shelf.called(1, "Mara Lindqvist") == "Mara Q. Lindqvist"
    undo(shelf, first)
    assert shelf.called(1, "Mara Lindqvist") == "Mara Lindqvist"


def test_a_link_is_told_and_undone_whatever_was_decided_in_between(shelf: Shelf) -> None:
    mara, pen = shelf.id(1, "Mara Lindqvist"), shelf.id(3, "Nightingale Pen")
    with shelf.write() as connection:
        linked = decisions.link(connection, mara, "Q90210").id
    merged = merge(shelf, shelf.id(4, "John Smith"), pen)
    with shelf.read() as connection:
        assert people(connection, "mara")[0].wikidata == "Q90210"
    undo(shelf, linked)
    with shelf.read() as connection:
        assert people(connection, "mara")[0].wikidata is None
        assert [(d.verb, d.undone is None) for d in decisions.log(connection)] == [
            ("merge", True),
            ("link", False),
        ]
    assert shelf.id(3, "Nightingale Pen") == shelf.id(4, "John Smith")
    undo(shelf, merged)


@pytest.mark.parametrize(
    ("attempt", "problem"),
    [
        (lambda c: decisions.merge(c, 1, 1), "are one speaker already"),
        (lambda c: decisions.merge(c, 1, 99), "no speaker #99"),
        (lambda c: decisions.merge(c, 10**30, 1), "no speaker #1000"),
        (lambda c: decisions.split(c, 1, [3]), "does not appear in article 3"),
        (lambda c: decisions.rename(c, 1, "  "), "a name of no letters"),
        (lambda c: decisions.link(c, 1, "Mara"), "not the id of a Wikidata item"),
        (lambda c: decisions.undo(c, 12), "no decision 12"),
    ],
)
def test_what_cannot_be_decided_is_told(attempt: object, problem: str, shelf: Shelf) -> None:
    assert callable(attempt)
    before = shelf.state()
    with pytest.raises(RecordError, match=problem), shelf.write() as connection:
        attempt(connection)
    assert shelf.state() == before


def test_a_decision_is_undone_once_and_not_under_another(shelf: Shelf) -> None:
    number, new = split(shelf, shelf.id(4, "John Smith"), 5)
    under, _ = split(shelf, new, 5)
    with pytest.raises(RecordError, match=f"undo {under} first"):
        undo(shelf, number)
    undo(shelf, under)
    undo(shelf, number)
    with pytest.raises(RecordError, match="was undone"):
        undo(shelf, number)
    assert shelf.id(5, "John Smith") == shelf.id(4, "John Smith")


# -- the command ----------------------------------------------------------------------------------


@pytest.fixture
def quoth(shelf: Shelf) -> Callable[..., Result]:
    """Run `quoth people` on the record."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(verbs, [*arguments, "--record", str(shelf.engine.url.database)])

    return run


def test_the_command_lists_shows_decides_and_undoes(quoth: Callable[..., Result]) -> None:
    listed = quoth("list", "john").output
    assert "John Smith · 2 quotations in 2 articles" in listed
    assert quoth("john").output == listed
    assert "decision 1: Nightingale Pen" in quoth("merge", "Mara Lindqvist", "Pen").output
    shown = quoth("show", "Mara Lindqvist").output
    assert "the same as Nightingale Pen" in shown
    assert "as “The Orbit chief”: article 1 tells who that was" in " ".join(shown.split())
    assert "in article 5" in quoth("split", "John Smith", "--article", "5").output
    assert "may be" in str(quoth("show", "John Smith").exception)
    assert "is called Mara Q" in quoth("rename", "Mara Lindqvist", "Mara Q").output
    assert "is Q90210 of Wikidata" in quoth("link", "Mara Lindqvist", "Q90210").output
    assert "(undone " in quoth("undo", "2").output
    log = quoth("log").output.splitlines()
    assert [line.split("decision ")[1][:1] for line in log] == ["4", "3", "2", "1"]


def test_the_command_writes_json_and_tables(quoth: Callable[..., Result]) -> None:
    [john] = json.loads(quoth("list", "john", "--to", "json").output)
    assert (john["name"], john["quotations"]) == ("John Smith", 2)
    [row] = csv.DictReader(quoth("list", "john", "--to", "csv").output.splitlines())
    assert (row["name"], row["outlets"]) == ("John Smith", "Marle Courier (1); Tarn Herald (1)")
    assert json.loads(quoth("show", "Tom Varga", "--to", "json").output)["person"]["articles"] == 2
    assert json.loads(quoth("log", "--to", "json").output) == []


def test_the_command_tells_that_nobody_is_found(quoth: Callable[..., Result]) -> None:
    found = quoth("list", "nobody")
    assert (found.exit_code, found.output) == (1, "nobody found\n")
    assert "nobody called 'Nobody'" in str(quoth("show", "Nobody").exception)
    assert quoth("merge", "Mara Lindqvist").exit_code == 2


def test_a_speaker_is_found_by_the_name_that_somebody_gave_them(shelf: Shelf) -> None:
    mara = shelf.id(1, "Mara Lindqvist")
    with shelf.write() as connection:
        decisions.rename(connection, mara, "Verena Odalys Holm")
    _, new = split(shelf, shelf.id(4, "John Smith"), 5, name="Jonathan Quist")
    with shelf.read() as connection:
        assert [p.id for p in find_speakers(connection, "Verena Odalys Holm")] == [mara]
        assert [p.id for p in find_speakers(connection, "Holm")] == [mara]
        assert [p.id for p in people(connection, "ver hol")] == [mara]
        assert [p.id for p in find_speakers(connection, "Jonathan Quist")] == [new]
