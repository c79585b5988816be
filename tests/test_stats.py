"""Figures of a record: who is quoted how often, where, and when."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from naming_articles import Shelf, article, bare, body, who
from newsroom import Says, printed, record
from sqlalchemy import Connection, select, update

from quoth.cli.stats import stats as command
from quoth.errors import QueryError
from quoth.quotation import Reading
from quoth.record.decisions import merge
from quoth.record.opening import reading, writing
from quoth.record.people import find_speakers
from quoth.record.schema import revisions, speakers
from quoth.record.stats import Figures, SpeakerFigures, Stats, stats
from quoth.record.wanted import Wanted

QUILLARD, TAIT = "Ines Quillard", "Rowan Tait"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = record(
        tmp_path / "record.db",
        printed(
            "The Ellery Post",
            "2026-02-27T08:00:00Z",
            Says(QUILLARD, "We will not yield to anybody", channel="interview"),
            Says(QUILLARD, "the harbour stays open", type="indirect"),
            Says("a neighbour", "It was loud", kind="unnamed"),
        ),
        printed(
            "The Ellery Post",
            "2026-03-01",
            Says(TAIT, "The plant opens in May"),
            Says("Halcyon Motors", "We hire here", kind="organization", channel="statement"),
        ),
        printed("Harbour Daily", "2026-03-02", Says(QUILLARD, "Not one berth is for sale")),
        printed("Harbour Daily", None, "Nobody says anything here."),
        printed(None, "2026-03-31", Says(None, "There is no way back", type="mixed")),
    )
    with reading(engine) as held:
        yield held


def by(found: Stats, field: str) -> dict[str | None, int]:
    return {group.name: getattr(group, field) for group in found.groups}


def test_the_whole_record_is_counted(connection: Connection) -> None:
    whole = stats(connection).whole
    assert (whole.articles, whole.quoting, whole.quotations) == (5, 4, 7)
    assert whole.words == 6 + 4 + 3 + 5 + 3 + 6 + 5
    assert (whole.direct, whole.mixed, whole.indirect) == (5, 1, 1)
    assert whole.direct_words == 6 + 3 + 5 + 3 + 6
    assert (whole.person, whole.organization, whole.unnamed, whole.untold) == (4, 1, 1, 1)
    assert whole.speakers == 3
    assert (whole.top[0].name, whole.top[0].quotations) == (QUILLARD, 3)
    assert whole.top_share == 1


def test_the_parts_of_outlets_are_told_and_the_largest_comes_first(connection: Connection) -> None:
    found = stats(connection, by="outlet")
    assert by(found, "quotations") == {"The Ellery Post": 5, "Harbour Daily": 1, None: 1}
    assert by(found, "articles") == {"The Ellery Post": 2, "Harbour Daily": 2, None: 1}
    assert found.groups[0].name == "The Ellery Post"


def test_months_stand_in_their_order_and_articles_without_a_date_last(
    connection: Connection,
) -> None:
    found = stats(connection, by="month")
    assert [g.name for g in found.groups] == ["2026-02", "2026-03", None]
    assert by(found, "quotations") == {"2026-02": 3, "2026-03": 4, None: 0}


def test_types_and_channels_are_counted(connection: Connection) -> None:
    assert by(stats(connection, by="type"), "quotations") == {
        "direct": 5,
        "indirect": 1,
        "mixed": 1,
    }
    assert by(stats(connection, by="channel"), "quotations") == {
        None: 5,
        "interview": 1,
        "statement": 1,
    }
    assert by(stats(connection, by="channel"), "articles")["interview"] == 1


def test_each_speaker_has_a_line_the_most_quoted_first(connection: Connection) -> None:
    first, *rest = stats(connection, by="speaker").speakers
    assert (first.name, first.kind, first.quotations, first.words) == (QUILLARD, "person", 3, 16)
    assert first.quotation_share == pytest.approx(3 / 7)
    assert first.word_share == pytest.approx(16 / 32)
    assert (first.direct, first.indirect, first.articles, first.outlets) == (2, 1, 2, 2)
    assert (first.first, first.last) == ("2026-02-27", "2026-03-02")
    assert [s.name for s in rest] == [TAIT, "Halcyon Motors"]


@pytest.mark.parametrize(
    ("wanted", "quotations"),
    [
        (Wanted(outlets=frozenset({"Harbour Daily"})), 1),
        (Wanted(days=(date(2026, 3, 1), date.max)), 4),
        (Wanted(days=(date.min, date(2026, 2, 28))), 3),
        (Wanted(days=(date.min, date(2026, 3, 1))), 5),
        (Wanted(days=(date(2026, 3, 2), date(2026, 12, 31))), 2),
        (Wanted(outlets=frozenset({"Harbour Daily"}), days=(date.min, date(2025, 12, 31))), 0),
        (Wanted(speaker_ids=frozenset()), 0),
    ],
)
def test_only_what_is_asked_for_counts(
    connection: Connection, wanted: Wanted, quotations: int
) -> None:
    assert stats(connection, wanted).whole.quotations == quotations


def test_figures_of_one_speaker_are_those_of_all_who_were_merged_into_her(tmp_path: Path) -> None:
    engine = record(
        tmp_path / "record.db",
        printed("Harbour Daily", "2026-03-01", Says(QUILLARD, "Not one berth is for sale")),
        printed("Harbour Daily", "2026-03-02", Says("Nes Quillard", "Not today")),
        printed("Harbour Daily", "2026-03-03", Says(TAIT, "Tomorrow then")),
    )
    with writing(engine) as connection:
        ids = {row.name: row.id for row in connection.execute(select(speakers))}
        merge(connection, ids[QUILLARD], ids["Nes Quillard"])
    with reading(engine) as connection:
        one = stats(connection, Wanted(speaker_ids=frozenset({ids["Nes Quillard"]})))
        assert one.whole.quotations == 2
        assert [(s.name, s.quotations) for s in stats(connection).whole.top] == [
            (QUILLARD, 2),
            (TAIT, 1),
        ]


def test_an_article_printed_by_two_outlets_counts_once_in_all_and_for_each_of_them(
    tmp_path: Path,
) -> None:
    says = Says(QUILLARD, "Not one berth is for sale")
    engine = record(
        tmp_path / "record.db",
        printed("Harbour Daily", "2026-03-01", says),
        printed("The Ellery Post", "2026-03-01", says),
    )
    with reading(engine) as connection:
        found = stats(connection, by="outlet")
        assert found.whole.quotations == 1
        assert by(found, "quotations") == {"Harbour Daily": 1, "The Ellery Post": 1}
        assert (
            stats(connection, Wanted(outlets=frozenset({"The Ellery Post"}))).whole.quotations == 1
        )


def test_what_an_article_said_before_it_was_revised_does_not_count(tmp_path: Path) -> None:
    engine = record(
        tmp_path / "record.db",
        printed("Harbour Daily", "2026-03-01", Says(QUILLARD, "Not one berth is for sale")),
    )
    with writing(engine) as connection:
        connection.execute(update(revisions).values(current=False))
    with reading(engine) as connection:
        whole = stats(connection).whole
    assert (whole.articles, whole.quotations, whole.top_share) == (0, 0, 0.0)


# -- the command ----------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "command.db"
    record(
        path,
        printed("The Ellery Post", "2026-02-27", Says(QUILLARD, "We will not yield to anybody")),
        printed("Harbour Daily", "2026-03-02", Says(TAIT, "The plant opens in May")),
        printed("Harbour Daily", "2026-03-04", Says(QUILLARD, "Not one berth is for sale")),
    ).dispose()
    return path


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--record", str(path), *arguments])


def test_the_command_tells_the_whole_in_sentences_and_the_parts_in_a_table(path: Path) -> None:
    shown = run(path, "--by", "outlet").output
    assert "3 articles, 3 of them with a quotation" in shown
    assert "3 quotations, 17 words: 100% direct, 0% mixed, 0% indirect" in shown
    assert "2 people and bodies quoted by name" in shown
    assert re.search(r"Harbour Daily +2 +2 +11", shown)
    assert max(map(len, shown.splitlines())) <= 80


def test_without_parts_it_tells_who_is_quoted_most(path: Path) -> None:
    assert re.search(r"Ines Quillard #\d+ +2 +66.7% +12", run(path).output)


def test_the_parts_go_to_a_spreadsheet(path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(path, "--by", "speaker", "--to", "csv").output)))
    assert [(r["name"], r["quotations"], r["outlets"]) for r in rows] == [
        (QUILLARD, "2", "2"),
        (TAIT, "1", "1"),
    ]
    whole = list(csv.DictReader(io.StringIO(run(path, "--to", "csv").output)))
    assert [(r["articles"], r["top_share"]) for r in whole] == [("3", "1.0")]


def test_programs_are_told_all_figures(path: Path) -> None:
    told = json.loads(run(path, "--by", "month", "--speaker", "Quillard", "--to", "json").output)
    assert [(g["name"], g["quotations"]) for g in told["groups"]] == [
        ("2026-02", 1),
        ("2026-03", 1),
    ]
    assert told["whole"]["top"][0]["name"] == QUILLARD


def test_part_of_the_record_can_be_asked_for(path: Path) -> None:
    told = json.loads(
        run(path, "--outlet", "harbour daily", "--since", "2026-03-03", "--to", "json").output
    )
    assert (told["whole"]["articles"], told["whole"]["quotations"]) == (1, 1)


@pytest.mark.parametrize("wrong", [("--since", "2026-3"), ("--outlet", "x"), ("--speaker", "x")])
def test_what_cannot_be_understood_is_told_plainly(path: Path, wrong: tuple[str, str]) -> None:
    assert isinstance(run(path, *wrong).exception, QueryError)


def test_the_columns_are_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "stats.md").read_text(encoding="utf-8")
    columns = {field.name for kind in (Figures, SpeakerFigures) for field in fields(kind)}
    assert {column for column in columns if f"`{column}`" not in page} == set()


def test_who_is_known_by_a_role_from_another_article_counts_as_who_that_is(tmp_path: Path) -> None:
    shelf = Shelf(
        tmp_path / "record.db",
        (
            article("2026-03-02", who("Mara Lindqvist", "Orbit chief"), body("Orbit")),
            article("2026-03-09", bare("The Orbit chief")),
        ),
    )
    with shelf.read() as connection:
        (only,) = find_speakers(connection, "Mara Lindqvist")
        by_speaker = stats(connection, by="speaker").speakers
        whole = stats(connection).whole
    assert {one.name: one.quotations for one in by_speaker}[only.name] == only.quotations
    assert whole.unnamed == 0


LOCAL = "Our cellar was under water, too"


def _wire(outlet: str, published: str, *more: Says | str, headline: str = "Storms") -> Reading:
    """An agency's story as an outlet prints it."""
    return printed(
        outlet,
        published,
        Says(TAIT, "Three hundred homes on the Ellery river stood in water by 6 in the morning"),
        "The gauge at Marle Bridge showed 4.12 metres on Sunday, the highest level since 1987, and "
        "the county of Brannoc sent 40 volunteers and 12 pumps, among them two from Tarrow.",
        Says(QUILLARD, "the harbour will stay closed until Thursday", type="indirect"),
        Says("a neighbour", "It came in the dark", kind="unnamed"),
        *more,
        headline=headline,
    )


@pytest.fixture
def wired(tmp_path: Path) -> Iterator[Connection]:
    engine = record(
        tmp_path / "record.db",
        _wire("Harbour Daily", "2026-03-01", headline="Three hundred homes flooded"),
        _wire("Coast Wire", "2026-02-28", "Reporting by the Coast Wire's desk."),
        _wire("The Ellery Post", "2026-03-01", Says("Hanne Vik", LOCAL)),
        printed("The Ellery Post", "2026-03-02", Says(TAIT, "The pumps will run for a week")),
    )
    with reading(engine) as held:
        yield held


def test_what_several_print_of_one_story_counts_once(wired: Connection) -> None:
    whole = stats(wired).whole
    assert (whole.articles, whole.copies, whole.quoting, whole.quotations) == (2, 2, 2, 5)
    assert (whole.person, whole.unnamed) == (4, 1)
    assert {one.name: one.quotations for one in whole.top} == {
        TAIT: 2,
        QUILLARD: 1,
        "Hanne Vik": 1,
    }


def test_copies_count_where_that_is_asked_for(wired: Connection) -> None:
    whole = stats(wired, Wanted(copies=True)).whole
    assert (whole.articles, whole.copies, whole.quoting, whole.quotations) == (4, 0, 4, 11)


def test_each_outlet_counts_what_it_printed(wired: Connection) -> None:
    found = stats(wired, by="outlet")
    assert by(found, "quotations") == {"Harbour Daily": 3, "Coast Wire": 3, "The Ellery Post": 5}
    assert by(found, "articles") == {"Harbour Daily": 1, "Coast Wire": 1, "The Ellery Post": 2}
    assert set(by(found, "copies").values()) == {0}


def test_a_story_counts_in_the_month_in_which_it_was_first_published(wired: Connection) -> None:
    found = stats(wired, by="month")
    assert by(found, "quotations") == {"2026-02": 4, "2026-03": 1}
    assert by(found, "articles") == {"2026-02": 1, "2026-03": 1}
    assert by(found, "copies") == {"2026-02": 2, "2026-03": 0}


def test_all_outlets_of_a_story_are_those_where_its_speakers_are_quoted(wired: Connection) -> None:
    found = {one.name: one for one in stats(wired, by="speaker").speakers}
    assert (found[TAIT].quotations, found[TAIT].articles, found[TAIT].outlets) == (2, 2, 3)
    assert (found["Hanne Vik"].articles, found["Hanne Vik"].outlets) == (1, 1)
    assert found[QUILLARD].first == found[QUILLARD].last == "2026-02-28"


def test_where_what_was_first_is_not_wanted_another_copy_counts(wired: Connection) -> None:
    march = stats(wired, Wanted(days=(date(2026, 3, 1), date(2026, 3, 31)))).whole
    assert (march.articles, march.copies, march.quotations) == (2, 1, 5)
    daily = stats(wired, Wanted(outlets=frozenset({"Harbour Daily"}))).whole
    assert (daily.articles, daily.copies, daily.quotations) == (1, 0, 3)


def test_what_is_said_twice_in_one_article_counts_twice(tmp_path: Path) -> None:
    again = Says(TAIT, "We came at dawn")
    engine = record(
        tmp_path / "record.db",
        _wire("Coast Wire", "2026-03-01", again, again),
        _wire("Harbour Daily", "2026-03-02", again),
    )
    with reading(engine) as held:
        assert stats(held).whole.quotations == 5


def test_the_command_says_how_many_copies_were_left_out(tmp_path: Path) -> None:
    record(
        tmp_path / "record.db",
        _wire("Coast Wire", "2026-03-01"),
        _wire("Harbour Daily", "2026-03-02", headline="Three hundred homes flooded"),
    ).dispose()
    told = CliRunner().invoke(command, ["--record", str(tmp_path / "record.db")])
    assert "wire copies counted once: 1 article left out" in told.output
    told = CliRunner().invoke(command, ["--record", str(tmp_path / "record.db"), "--copies"])
    assert "2 articles, 2 of them" in told.output
    assert "left out" not in told.output
