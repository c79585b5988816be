"""An exchange: what two say about each other, in the order in which they said it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from newsroom import Says, printed, record
from sqlalchemy import Connection, select, update

from quoth.cli.exchange import exchange as command
from quoth.quotation import Reading
from quoth.record.decisions import merge
from quoth.record.exchange import Turn, exchange
from quoth.record.opening import open_record, reading, writing
from quoth.record.schema import revisions, speakers

QUILLARD, TAIT, HALCYON = "Ines Quillard", "Rowan Tait", "Halcyon Motors"
PLANT = "The plant of Mr Tait will never have a berth in this harbour"
THANK = "The mayor will thank me for every single berth that I build"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    record(
        path,
        printed(
            "Harbour Daily",
            "2026-03-04",
            Says(TAIT, THANK, (QUILLARD,)),
            Says(TAIT, "The weather was fine"),
            Says(QUILLARD, "He promised me a park once", (TAIT,), when="2026-01-15"),
        ),
        printed("The Ellery Post", "2026-03-02T09:00:00Z", Says(QUILLARD, PLANT, (TAIT,))),
        printed(
            "Coast Wire",
            "2026-03-02T18:00:00Z",
            Says(QUILLARD, f"{PLANT}, and he knows it", (TAIT, HALCYON)),
            Says(TAIT, "I bear the council no grudge", ("the council",)),
        ),
    ).dispose()
    return path


def ids(connection: Connection) -> dict[str, int]:
    return {row.name: row.id for row in connection.execute(select(speakers))}


def turns(path: Path, one: str = QUILLARD, other: str = TAIT) -> tuple[Turn, ...]:
    with reading(open_record(path)[0]) as connection:
        known = ids(connection)
        return exchange(connection, known[one], known[other])


def test_both_directions_stand_in_the_order_in_which_it_was_said(path: Path) -> None:
    found = turns(path)
    assert [(t.by, t.said) for t in found] == [
        ("one", "2026-01-15"),
        ("one", "2026-03-02"),
        ("other", "2026-03-04"),
    ]
    assert [t.by for t in turns(path, TAIT, QUILLARD)] == ["other", "other", "one"]


def test_what_several_outlets_print_is_one_turn_in_its_fullest_wording(path: Path) -> None:
    turn = turns(path)[1]
    assert turn.outlets == ("The Ellery Post", "Coast Wire")
    assert [one.outlet for one in turn.printed] == ["The Ellery Post", "Coast Wire"]
    assert turn.quotation.words == f"“{PLANT}, and he knows it”"


def test_what_is_said_again_and_more_fully_later_is_no_wording_of_the_first_day(
    tmp_path: Path,
) -> None:
    path = tmp_path / "record.db"
    more = f"{PLANT}, and I have stopped telling him"
    record(
        path,
        printed("Coast Wire", "2026-03-06", Says(QUILLARD, PLANT, (TAIT,))),
        printed("The Ellery Post", "2026-03-16", Says(QUILLARD, more, (TAIT,))),
    ).dispose()
    (turn,) = turns(path)
    assert turn.said == "2026-03-06"
    assert turn.quotation.words == f"“{PLANT}”"
    assert [one.outlet for one in turn.printed] == ["Coast Wire", "The Ellery Post"]


def test_an_article_that_several_outlets_print_word_for_word_names_them_all(tmp_path: Path) -> None:
    says = Says(QUILLARD, PLANT, (TAIT,))
    path = tmp_path / "record.db"
    record(
        path,
        printed("Harbour Daily", "2026-03-01", says),
        printed("The Ellery Post", "2026-03-02", says),
    ).dispose()
    (turn,) = turns(path)
    assert turn.outlets == ("Harbour Daily", "The Ellery Post")
    assert len(turn.printed) == 1


def test_who_has_been_merged_into_another_speaks_as_that_one(path: Path) -> None:
    engine, _ = open_record(path)
    with writing(engine) as connection:
        known = ids(connection)
        merge(connection, known[TAIT], known[HALCYON])
    assert len(turns(path, QUILLARD, HALCYON)) == 3


def test_a_group_speaks_for_each_of_its_members(tmp_path: Path) -> None:
    given = printed("Harbour Daily", "2026-03-01", Says("they", PLANT, (TAIT,), kind="group"))
    (said,) = given.quotations
    assert said.speaker
    together = replace(said.speaker, members=(QUILLARD, "Jo Brandt"))
    path = tmp_path / "record.db"
    record(path, replace(given, quotations=(replace(said, speaker=together),))).dispose()
    (turn,) = turns(path)
    assert turn.quotation.words == f"“{PLANT}”"


def test_what_an_article_no_longer_says_is_no_part_of_it(path: Path) -> None:
    with writing(open_record(path)[0]) as connection:
        connection.execute(
            update(revisions).where(revisions.c.outlet == "Harbour Daily").values(current=False)
        )
    assert len(turns(path)) == 1


# -- the command ----------------------------------------------------------------------------------


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_the_command_shows_each_turn_with_who_when_and_where(path: Path) -> None:
    done = run("Quillard", "Tait", "--record", path)
    assert done.exit_code == 0
    assert "2 March 2026  Ines Quillard on Rowan Tait" in done.output
    assert "also in The Ellery Post · printed 2 times" in " ".join(done.output.split())
    assert "2 utterances of Ines Quillard about Rowan Tait" in done.output
    assert max(map(len, done.output.splitlines())) <= 80


def test_programs_and_spreadsheets_are_told_the_same(path: Path) -> None:
    told = json.loads(run("Quillard", "Tait", "--record", path, "--to", "json").output)
    rows = list(
        csv.DictReader(io.StringIO(run("Quillard", "Tait", "--record", path, "--to", "csv").output))
    )
    assert [t["words"] for t in told] == [r["words"] for r in rows]
    assert [t["prints"] for t in told] == [1, 2, 1]
    assert rows[1]["outlets"] == "The Ellery Post; Coast Wire"


def test_nothing_to_show_is_told_by_the_exit_code(path: Path) -> None:
    done = run("Tait", HALCYON, "--record", path)
    assert done.exit_code == 1
    assert "0 utterances of Rowan Tait about Halcyon Motors" in " ".join(done.output.split())
    assert run("Tait", "Tait", "--record", path).exit_code == 2


def _wire(outlet: str, headline: str) -> Reading:
    return printed(
        outlet,
        "2026-03-09",
        Says(QUILLARD, "He is wrong", (TAIT,)),
        "The council of Port Ellery met for nine hours on Monday and put off its vote on berths "
        "at Gull Point, for which Halcyon Motors offers 3.2 million crowns and 140 places of work.",
        "A second reading is set for 16 March; until then no ship of the Kestrel Line may land "
        "there, and the 600 people of Saint Brannoc depend on a fishing boat that carries twelve.",
        headline=headline,
    )


def test_a_few_words_in_copies_of_one_story_are_one_turn(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    record(
        path,
        _wire("Coast Wire", "Vote on berths put off"),
        _wire("Harbour Daily", "Nine hours, no vote"),
        _wire("The Ellery Post", "Council still undecided"),
        printed("Island News", "2026-04-01", Says(QUILLARD, "He is wrong", (TAIT,))),
        printed("Island News", "2026-04-02", Says(TAIT, "So is she", (QUILLARD,))),
    ).dispose()
    found = turns(path)
    assert [len(turn.printed) for turn in found] == [3, 1, 1]
    assert found[0].outlets == ("Coast Wire", "Harbour Daily", "The Ellery Post")
