"""Searching a record: by words, speakers, outlets, days and meaning."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from quoth import Article, Block, Quotation, Reading, Record, Span, Speaker
from quoth.cli.search import search as command
from quoth.errors import QueryError
from quoth.quotation import Named, QuotationType, SpeakerKind
from quoth.record import ranking
from quoth.record.counting import facets
from quoth.record.facets import dates
from quoth.record.filters import Filters
from quoth.record.indexing import tidy
from quoth.record.opening import reading, writing
from quoth.record.schema import appearances, quotations, speakers
from quoth.record.search import Found, Query, search

ROLES = {
    "Ines Okafor": "mayor of Port Ellery",
    "Tom Varga": "treasurer of Marle",
    "Lena Varga": "coach of Marle Rovers",
    "Lena Brandt": "head teacher of Ellery School",
}
KINDS: dict[str, SpeakerKind] = {"Coast Energy": "organization"}


def said(
    *contents: str,
    by: str = "Ines Okafor",
    about: tuple[str, ...] = (),
    members: tuple[str, ...] = (),
    kind: QuotationType = "direct",
    when: str | None = None,
    channel: str | None = None,
    headline: str = "Notes from Port Ellery",
    **known: str,
) -> Reading:
    """A reading of an article in which somebody says some things."""
    text, spans = headline + "\n\n", []
    blocks = [Block("headline", 0, len(text))]
    for content in contents:
        begin = len(text)
        spans.append(Span(begin, begin + len(content)))
        text += f"{content} said {by}.\n\n"
        blocks.append(Block("paragraph", begin, len(text)))
    who = KINDS.get(by, "group" if members else "person")
    named = []
    for name in dict.fromkeys((*members, *about) if members else (by, *about)):
        role, begin = ROLES.get(name, ""), len(text) + len(name) + 2
        text += f"{name}, {role}.\n\n"
        roles = (Span(begin, begin + len(role)),) if role else ()
        named.append(Named(name, KINDS.get(name, "person"), (name,), roles))
    blocks.append(Block("paragraph", blocks[-1].end, len(text)))
    return Reading(
        Article(text, tuple(blocks), headline=headline, **known),
        tuple(
            Quotation(
                f"q{number}",
                kind,
                (span,),
                speaker=Speaker(by, who, 0.9, members=members),
                block=number,
                about=about,
                when=when,
                channel=channel,
            )
            for number, span in enumerate(spans, 1)
        ),
        (),
        tuple(named),
    )


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "quoth.db") as made:
        yield made


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of a small town."""
    with Record(tmp_path_factory.mktemp("town") / "quoth.db") as made:
        for read in (
            said(
                "“We will rebuild the pier and cut taxes,”",
                "“The pier is the town,”",
                published="2026-03-02",
                outlet="The Marle Gazette",
                url="https://marle.example/pier",
            ),
            said(
                "“Rebuilding piers costs money nobody has,”",
                by="Tom Varga",
                about=("Ines Okafor",),
                channel="interview",
                published="2026-03-20T08:00:00Z",
                outlet="Coast Wire",
            ),
            said(
                "that energy prices would fall",
                by="Coast Energy",
                kind="indirect",
                when="2025",
                published="2026-01-15",
                outlet="Coast Wire",
            ),
            said(
                "“Café life is the life of the town,”",
                by="Ines Okafor and Lena Brandt",
                members=("Ines Okafor", "Lena Brandt"),
                published="2024-12-31",
            ),
            said("“No taxes on taxes, says a taxed town,”", by="Lena Varga"),
        ):
            made.add_reading(read)
        yield made


def find(record: Record, words: str = "", **asked: object) -> Found:
    order = {key: asked.pop(key) for key in ("limit", "offset", "newest", "like") if key in asked}
    with reading(record.engine) as connection:
        query = Query(words, Filters(**asked), **order)  # type: ignore[arg-type]
        return search(connection, query)


def words(found: Found) -> list[str]:
    return [hit.quotation.words for hit in found.hits]


def said_by(found: Found) -> list[str]:
    return [hit.quotation.speaker.name if hit.quotation.speaker else "" for hit in found.hits]


def test_words_are_found_in_any_inflection_case_and_accent(town: Record) -> None:
    assert find(town, "REBUILD pier").total == 2
    assert find(town, "cafe").total == 1
    assert find(town, "CAFÉ").total == 1
    assert find(town, "cafe\u0301").total == 1
    assert find(town, "harbour") == Found(0, True, "best", ())


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ('"the pier"', 2),
        ('"pier the"', 0),
        ("rebuil*", 2),
        ("pier OR prices", 4),
        ("pier NOT money", 2),
        ("NEAR(pier town, 3)", 1),
        ("^rebuilding", 1),
        ("(pier OR energy) AND (prices OR town)", 2),
    ],
)
def test_the_language_of_the_index_is_understood(town: Record, asked: str, total: int) -> None:
    assert find(town, asked).total == total


def test_the_best_comes_first(town: Record) -> None:
    found = find(town, "taxes")
    assert found.order == "best"
    assert words(found)[0].startswith("“No taxes on taxes")
    scores = [hit.score or 0.0 for hit in found.hits]
    assert scores == sorted(scores, reverse=True)


def test_equally_good_ones_come_the_newest_first(record: Record) -> None:
    for day in ("2026-01-02", "2026-03-01", "2026-02-01"):
        record.add_reading(said("“The ferry is late,”", published=day, headline=f"Ferry, {day}"))
    found = find(record, "ferry")
    assert [hit.quotation.said for hit in found.hits] == ["2026-03-01", "2026-02-01", "2026-01-02"]


def test_the_words_found_are_marked_in_code_points(town: Record) -> None:
    hit = find(town, '"the pier" AND taxes OR cafe', by="Ines Okafor").hits
    marked = {tuple(one.quotation.words[b:e] for b, e in one.marks) for one in hit}
    assert marked == {("the pier", "taxes"), ("Café",)}


def test_signs_in_a_quotation_do_not_move_the_marks(record: Record) -> None:
    record.add_reading(said("“😀 a\x01b\x02c pier \x03 pier,”"))
    (hit,) = find(record, "pier").hits
    assert [hit.quotation.words[b:e] for b, e in hit.marks] == ["pier", "pier"]


def test_filters_alone_give_the_newest_first_and_undated_ones_last(town: Record) -> None:
    found = find(town)
    assert (found.total, found.order) == (6, "newest")
    assert [hit.quotation.said for hit in found.hits] == [
        "2026-03-20",
        "2026-03-02",
        "2026-03-02",
        "2025",
        "2024-12-31",
        None,
    ]


def test_a_speaker_is_found_by_any_name_and_as_one_of_a_group(town: Record) -> None:
    everything = find(town, by="Ines Okafor")
    assert said_by(everything) == ["Ines Okafor", "Ines Okafor", "Ines Okafor and Lena Brandt"]
    assert find(town, by="okafor") == everything
    speaker = everything.hits[0].quotation.speaker
    assert speaker is not None
    assert find(town, by=f"#{speaker.id}") == everything


def test_a_name_that_may_mean_several_is_told_with_the_choices(town: Record) -> None:
    with pytest.raises(QueryError, match=r"#\d+ (Tom|Lena) Varga .*#\d+ (Tom|Lena) Varga"):
        find(town, by="Varga")


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"by": "Nobody Here"}, "nobody called"),
        ({"by": "#999"}, "no speaker #999"),
        ({"by": "9" * 30}, "no speaker #999"),
        ({"about": "\ud800"}, "nobody called"),
        ({"outlet": "The Mars Post"}, "no outlet"),
        ({"outlet": "a"}, "Coast Wire, The Marle Gazette"),
        ({"since": "yesterday"}, "no date"),
        ({"until": "2026-02-30"}, "no date"),
        ({"since": "2026-03", "until": "2025"}, "nothing is since"),
        ({"type": "sung"}, "no type"),
    ],
)
def test_a_filter_that_makes_no_sense_is_told(
    town: Record, filters: dict[str, str], told: str
) -> None:
    with pytest.raises(QueryError) as raised:
        find(town, **filters)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({"about": "Okafor"}, 1),
        ({"outlet": "the marle gazette"}, 2),
        ({"outlet": "Marle"}, 2),
        ({"type": "indirect"}, 1),
        ({"channel": "Interview"}, 1),
        ({"channel": "speech"}, 0),
        ({"since": "2026-03"}, 3),
        ({"since": "2026-03-03"}, 1),
        ({"until": "2026-03-02"}, 4),
        ({"until": "2025"}, 2),
        ({"since": "2025", "until": "2025"}, 1),
        ({"since": "2025-01-01", "until": "2025-12-30"}, 0),
        ({"since": "0001", "until": "9999"}, 5),
        ({"since": "9999"}, 0),
        ({"until": "0001"}, 0),
        ({"by": "Okafor", "since": "2026", "outlet": "Marle", "type": "direct"}, 2),
    ],
)
def test_filters_pick_out(town: Record, filters: dict[str, str], total: int) -> None:
    found = find(town, **filters)
    assert (found.total, len(found.hits)) == (total, total)


def test_filters_and_words_go_together(town: Record) -> None:
    assert said_by(find(town, "pier", until="2026-03-10")) == ["Ines Okafor", "Ines Okafor"]
    assert said_by(find(town, "pier", channel="interview")) == ["Tom Varga"]


def test_pages_follow_each_other(town: Record) -> None:
    whole = find(town, "pier OR town OR taxes OR energy").hits
    assert len(whole) == 6
    pages = [find(town, "pier OR town OR taxes OR energy", limit=2, offset=n) for n in (0, 2, 4)]
    assert [hit for page in pages for hit in page.hits] == list(whole)
    assert find(town, limit=2, offset=5).hits == find(town).hits[5:]


def test_only_present_texts_are_found_unless_former_ones_are_asked_for(record: Record) -> None:
    url = "https://marle.example/pier"
    record.add_reading(said("“The pier will stay,”", url=url))
    record.add_reading(said("“The pier may stay,”", url=url))
    assert words(find(record, "pier")) == ["“The pier may stay,”"]
    assert find(record, "pier", former=True).total == 2
    record.add_reading(said("“The pier will stay,”", url=url))
    assert words(find(record, "pier")) == ["“The pier will stay,”"]


def test_an_article_is_found_under_each_outlet_that_printed_it(record: Record) -> None:
    read = said("“The pier will stay,”", outlet="Coast Wire", url="https://wire.example/1")
    record.add_reading(read)
    printed = replace(read.article, outlet="The Marle Gazette", url="https://marle.example/1")
    record.add_reading(replace(read, article=printed))
    assert find(record, outlet="Coast Wire").total == 1
    assert find(record, "pier", outlet="The Marle Gazette").total == 1


def test_who_turns_out_to_be_somebody_else_is_found_as_that(record: Record) -> None:
    record.add_reading(said("“The pier will stay,”", about=("Tom Varga",)))
    record.add_reading(
        said("“It will,”", by="Ines Okafor and Tom Varga", members=("Ines Okafor", "Tom Varga"))
    )
    with writing(record.engine) as connection:
        other = connection.execute(
            speakers.insert().returning(speakers.c.id),
            {"name": "Ines O.", "kind": "person", "key": "ines o", "added": "now"},
        ).scalar_one()
        connection.execute(
            update(appearances)
            .where(appearances.c.name.in_(("Ines Okafor", "Tom Varga")))
            .values(speaker_id=other)
        )
    assert find(record, by=f"#{other}").total == 2
    assert find(record, about=f"#{other}").total == 1
    assert find(record, "pier", by=f"#{other}", about=f"#{other}").total == 1


def test_the_index_never_holds_what_the_record_does_not(record: Record) -> None:
    url = "https://marle.example/pier"
    for text in ("“The pier will stay,”", "“The pier may go,”", "“The pier will stay,”"):
        record.add_reading(said(text, "“So be it,”", url=url))
    with writing(record.engine) as connection:
        connection.execute(quotations.delete().where(quotations.c.words.like("%go,%")))
        connection.exec_driver_sql(
            "INSERT INTO quotation_index(quotation_index, rank) VALUES ('integrity-check', 1)"
        )
    assert find(record, "pier OR so", former=True).total == 3


def test_tidying_the_index_changes_nothing_that_is_found(record: Record) -> None:
    for day in ("2026-01-02", "2026-03-01"):
        record.add_reading(said("“The ferry is late,”", headline=f"Ferry, {day}"))
    before = find(record, "ferry")
    with writing(record.engine) as connection:
        tidy(connection)
    assert find(record, "ferry") == before


def test_what_is_too_common_to_be_ranked_comes_the_newest_first(
    town: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "COMMON", 2)
    assert find(town, "town").order == "newest"
    assert find(town, "town life").order == "best"


def test_of_more_than_can_be_ranked_the_newest_are_found_by_years_months_and_days(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ["2026-03-02", "2026-03-01", "2026-03", "2026-01-31", "2026", "2025-06-06", "2024"]
    for day in (days[3], days[0], days[5], days[1], days[6], days[2], days[4]):
        record.add_reading(said("“The ferry,”", "“Our ferry,”", when=day, headline=f"On {day}"))
    record.add_reading(said("“A ferry,”"))
    plain = find(record, "ferry", newest=True)
    some = {"since": "2025-06-06", "until": "2026-03-01"}
    within = find(record, "ferry", newest=True, **some)
    assert [hit.quotation.said for hit in within.hits][::2] == [days[1], days[3], days[5]]
    assert [hit.quotation.said for hit in plain.hits][::2] == [*days, None]
    monkeypatch.setattr(ranking, "RANKED", 5)
    monkeypatch.setattr(ranking, "_SORTED", 1)
    found = find(record, "ferry")
    assert (found.order, found.exact, found.hits) == ("newest", False, plain.hits)
    assert abs(found.total - 15) <= 1
    assert find(record, "ferry", **some).hits == within.hits
    assert [hit.quotation for hit in find(record).hits] == [hit.quotation for hit in plain.hits]


def test_stretches_of_time_are_years_months_and_days() -> None:
    from datetime import date

    def asked(first: str, last: str) -> str:
        return dates(date.fromisoformat(first), date.fromisoformat(last)).replace('"', "")

    assert asked("2024-01-01", "2025-12-31") == "(y2024 OR y2025)"
    assert asked("2024-02-01", "2024-03-31") == "((y2024 AND (m202402 OR m202403)))"
    assert asked("2024-02-28", "2024-03-01") == (
        "((y2024 AND ((m202402 AND (d20240228 OR d20240229)) OR (m202403 AND (d20240301)))))"
    )
    assert asked("2023-12-31", "2025-01-01") == (
        "((y2023 AND ((m202312 AND (d20231231)))) OR y2024"
        " OR (y2025 AND ((m202501 AND (d20250101)))))"
    )
    assert asked("9999-12-31", "9999-12-31") == "((y9999 AND ((m999912 AND (d99991231)))))"


def test_what_is_found_is_counted_by_its_sides(town: Record) -> None:
    with reading(town.engine) as connection:
        spread = facets(connection, Query(filters=Filters(since="2024")))
    assert (spread.counted, spread.exact) == (5, True)
    assert {one.name: one.quotations for one in spread.speakers} == {
        "Ines Okafor": 3,
        "Ines Okafor and Lena Brandt": 1,
        "Lena Brandt": 1,
        "Tom Varga": 1,
        "Coast Energy": 1,
    }
    assert spread.speakers[0].name == "Ines Okafor"
    assert [(one.name, one.quotations) for one in spread.outlets] == [
        ("Coast Wire", 2),
        ("The Marle Gazette", 2),
    ]
    assert [(one.name, one.quotations) for one in spread.months] == [
        ("2024-12", 1),
        ("2026-03", 3),
    ]
    assert [(one.name, one.quotations) for one in spread.types] == [("direct", 4), ("indirect", 1)]
    assert [(one.name, one.quotations) for one in spread.channels] == [("interview", 1)]


NAMES = st.none() | st.text(max_size=12) | st.sampled_from(["Okafor", "#1", "Varga", "0", "#"])
DATES = (
    st.none() | st.sampled_from(["2026", "2026-03", "2026-13", "", "0000"]) | st.text(max_size=8)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=30),
    st.builds(
        Filters, by=NAMES, about=NAMES, outlet=NAMES, since=DATES, until=DATES, channel=NAMES
    ),
    st.integers(0, 5),
)
def test_no_search_raises_anything_but_a_query_error(
    town: Record, written: str, filters: Filters, offset: int
) -> None:
    with reading(town.engine) as connection:
        try:
            found = search(connection, Query(written, filters, offset=offset))
        except QueryError as error:
            assert str(error)
        else:
            assert len(found.hits) <= found.total


# -- the command ----------------------------------------------------------------------------------


def run(record: Record, *arguments: str) -> str:
    result = CliRunner().invoke(command, [*arguments, "--record", str(record.path)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_command_shows_words_speaker_and_place(town: Record) -> None:
    shown = run(town, "rebuild", "pier", "--by", "Okafor").splitlines()
    assert shown[0].startswith("#1") and "Ines Okafor · 2026-03-02 · direct" in shown[0]
    assert shown[1].strip() == "“We will rebuild the pier and cut taxes,”"
    assert shown[2].strip() == "The Marle Gazette · 2026-03-02 · Notes from Port Ellery"
    assert shown[-1] == "1 quotation, the best first"
    assert all(len(line) <= 80 for line in shown)


def test_the_command_writes_for_programs(town: Record) -> None:
    held = json.loads(run(town, "pier", "--to", "json"))
    assert (held["total"], held["order"]) == (3, "best")
    lines = [json.loads(line) for line in run(town, "pier", "--to", "jsonl").splitlines()]
    assert lines == held["hits"]
    first = lines[0]
    begin, end = first["marks"][0]
    assert first["text"][begin:end].lower().startswith("pier")
    rows = list(csv.DictReader(io.StringIO(run(town, "pier", "--to", "csv"))))
    assert [row["text"] for row in rows] == [line["text"] for line in lines]
    assert [row["speaker"] for row in rows] == [line["speaker"]["name"] for line in lines]


def test_the_command_tells_when_nothing_is_found(town: Record) -> None:
    result = CliRunner().invoke(command, ["harbour", "--record", str(town.path)])
    assert (result.exit_code, result.stdout) == (1, "nothing found\n")


def test_the_command_raises_plain_errors(town: Record) -> None:
    result = CliRunner().invoke(command, ["(pier", "--record", str(town.path)])
    assert isinstance(result.exception, QueryError)
    assert str(result.exception).startswith("the bracket at character 1 is not closed")
