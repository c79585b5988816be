"""Copies in a record: what several outlets print of one story is one group."""

from __future__ import annotations

import itertools
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import newsroom
import pytest
from click.testing import CliRunner
from newsroom import Says, record
from sqlalchemy import Connection, Engine, delete, func, select
from test_copies import NEXT_DAY, STORY, TERMS, paragraphs

from quoth import Record
from quoth.article import Article
from quoth.cli.search import search
from quoth.export.document import to_dict
from quoth.quotation import Reading
from quoth.record.adding import Origin, add
from quoth.record.opening import open_record, reading, writing
from quoth.record.schema import copies, sketch_keys, sketches
from quoth.record.wire import compare_rest, firsts_of, firsts_of_all, group_of

CUT = "\n\n".join(paragraphs(STORY)[:4])
HALF = "\n\n".join(paragraphs(STORY)[:5])


def printed(outlet: str, text: str, published: str | None = "2026-03-02") -> Reading:
    url = f"https://{outlet.replace(' ', '-').lower()}.example/story"
    return Reading(
        Article(text, id=outlet, url=url, outlet=outlet, published=published), (), named=()
    )


def put(connection: Connection, *readings: Reading) -> list[int]:
    made = []
    for one in readings:
        raw = one.article.text.encode()
        origin = Origin(one.article.id, "2026-03-02", raw, "test", "test")
        made.append(add(connection, one, origin).article_id)
    return made


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_record(tmp_path / "record.db", create=True)[0]


def groups(connection: Connection) -> set[frozenset[int]]:
    firsts = set(firsts_of_all(connection).values())
    return {frozenset(group_of(connection, first)) for first in firsts}


def test_who_published_first_stands_for_the_others(engine: Engine) -> None:
    with writing(engine) as connection:
        late, first, other, _ = put(
            connection,
            printed("Late Post", CUT, "2026-03-03"),
            printed("Coast Wire", STORY, "2026-03-02T06:00:00Z"),
            printed("Marle Gazette", f"{STORY}\n\nA line for Marle.", "2026-03-02T09:00:00+02:00"),
            printed("Island News", NEXT_DAY, "2026-03-02"),
        )
        assert firsts_of_all(connection) == {late: first, other: first}
        assert group_of(connection, late) == group_of(connection, first) == [first, late, other]
        assert firsts_of(connection, [other, 99]) == {other: first, 99: 99}


def test_the_order_of_adding_makes_no_difference(tmp_path: Path) -> None:
    readings = [
        printed("Coast Wire", STORY, None),
        printed("Marle Gazette", CUT, "2026-03-04"),
        printed("Pylon Weekly", HALF, "2026-03-03T10:00:00Z"),
        printed("Island News", NEXT_DAY),
        printed("Late Post", NEXT_DAY + TERMS, "2026-03-09"),
    ]
    found = set()
    for number, order in enumerate(itertools.permutations(readings)):
        if number % 11:
            continue
        held, _ = open_record(tmp_path / f"{number}.db", create=True)
        with writing(held) as connection:
            numbers = put(connection, *order)
            outlets = {n: one.article.outlet for n, one in zip(numbers, order, strict=True)}
            firsts = firsts_of_all(connection)
            found.add(tuple(sorted((str(outlets[a]), outlets[b]) for a, b in firsts.items())))
        held.dispose()
    assert found == {
        (
            ("Coast Wire", "Pylon Weekly"),
            ("Late Post", "Island News"),
            ("Marle Gazette", "Pylon Weekly"),
        )
    }


def test_another_text_at_the_same_address_is_a_revision_and_leaves_its_group(
    engine: Engine,
) -> None:
    wire, gazette = printed("Coast Wire", STORY), printed("Marle Gazette", CUT)
    with writing(engine) as connection:
        first, other = put(connection, wire, gazette)
        assert group_of(connection, other) == [first, other]
        put(connection, replace(gazette, article=replace(gazette.article, text=NEXT_DAY)))
        assert group_of(connection, other) == []
        # The former text stands at its address again.
        put(connection, gazette)
        assert group_of(connection, other) == [first, other]


def test_what_only_a_former_text_linked_is_one_group_no_longer(engine: Engine) -> None:
    """A copy of both halves of a long story holds them together as long as it does."""
    pieces = paragraphs(STORY + "\n\n" + NEXT_DAY)
    upper, lower = "\n\n".join(pieces[:7]), "\n\n".join(pieces[3:])
    bridge = printed("Coast Wire", "\n\n".join(pieces[:10]))
    with writing(engine) as connection:
        one, two, three = put(
            connection, printed("A", upper), printed("B", "\n\n".join(pieces[:12])), bridge
        )
        assert groups(connection) == {frozenset({one, two, three})}
        put(connection, replace(bridge, article=replace(bridge.article, text=lower)))
        assert three not in group_of(connection, one)


def test_an_earlier_printing_of_the_very_text_lets_its_article_stand_for_the_group(
    engine: Engine,
) -> None:
    with writing(engine) as connection:
        first, other = put(
            connection, printed("Coast Wire", STORY), printed("Marle Gazette", CUT, "2026-03-05")
        )
        assert group_of(connection, first)[0] == first
        put(connection, printed("Dawn Post", CUT, "2026-03-01"))
        assert group_of(connection, first)[0] == other


def test_a_text_that_is_the_present_one_of_two_articles_makes_them_copies(engine: Engine) -> None:
    changed = printed("Marle Gazette", STORY)
    with writing(engine) as connection:
        first, other = put(
            connection, printed("Coast Wire", STORY), printed("Marle Gazette", NEXT_DAY)
        )
        put(connection, changed)
        assert groups(connection) == {frozenset({first, other})}


def test_articles_of_an_older_record_are_compared_later_and_once(engine: Engine) -> None:
    with writing(engine) as connection:
        first, other, _ = put(
            connection,
            printed("Coast Wire", STORY),
            printed("Marle Gazette", CUT, "2026-03-05"),
            printed("Island News", NEXT_DAY),
        )
        for table in (copies, sketches, sketch_keys):
            connection.execute(delete(table))
    assert compare_rest(engine) == 3
    assert compare_rest(engine) == 0
    with reading(engine) as connection:
        assert firsts_of_all(connection) == {other: first}


def test_what_an_older_version_added_is_compared_when_something_is_put_in(
    tmp_path: Path,
) -> None:
    with Record(tmp_path / "record.db") as kept:
        for one in (printed("Coast Wire", STORY), printed("Marle Gazette", CUT)):
            kept.add_reading(one)
        with writing(kept.engine) as connection:
            for table in (copies, sketches, sketch_keys):
                connection.execute(delete(table))
        coming = tmp_path / "coming.jsonl"
        coming.write_text(json.dumps(to_dict(printed("Island News", NEXT_DAY))), encoding="utf-8")
        assert kept.import_readings(str(coming))["added"] == 1
        with reading(kept.engine) as connection:
            assert len(firsts_of_all(connection)) == 1


def test_a_group_of_many_has_one_that_stands_for_all(engine: Engine) -> None:
    with writing(engine) as connection:
        numbers = put(
            connection,
            *(
                printed(f"Outlet {n}", f"{STORY}\n\nCall our desk {n}.", f"2026-03-{30 - n:02}")
                for n in range(25)
            ),
        )
        assert group_of(connection, numbers[3]) == [numbers[24], *numbers[:24]]


def test_rows_by_which_copies_are_found_go_with_the_text_they_were_made_of(engine: Engine) -> None:
    gazette = printed("Marle Gazette", STORY)
    with writing(engine) as connection:
        put(connection, gazette)
        put(connection, replace(gazette, article=replace(gazette.article, text=NEXT_DAY)))
        assert connection.execute(select(func.count()).select_from(sketch_keys)).scalar() == 24
        assert connection.execute(select(func.count()).select_from(sketches)).scalar() == 1


def test_a_record_of_the_second_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    engine, _ = open_record(path, create=True)
    with writing(engine) as connection:
        put(connection, printed("Coast Wire", STORY), printed("Marle Gazette", CUT))
    engine.dispose()
    with sqlite3.connect(path) as held:
        for table in ("copies", "sketches", "sketch_keys"):
            held.execute(f"DROP TABLE {table}")
        held.execute("UPDATE alembic_version SET version_num = '0002'")
    held.close()
    engine, new = open_record(path)
    assert not new
    assert compare_rest(engine) == 2
    with reading(engine) as connection:
        assert len(firsts_of_all(connection)) == 1


def test_what_is_found_says_who_else_printed_the_story(tmp_path: Path) -> None:
    said = Says("Ines Okafor", "We have rebuilt 48 metres of quay in eleven weeks")
    outlets = ("Coast Wire", "Marle Gazette", "Pylon Weekly", "Island News", "Late Post")
    record(
        tmp_path / "record.db",
        *(
            newsroom.printed(outlet, f"2026-03-0{n}", said, CUT, headline=f"From {outlet}")
            for n, outlet in enumerate(outlets, 1)
        ),
    ).dispose()
    place = ["--record", str(tmp_path / "record.db"), "quay"]
    told = " ".join(CliRunner().invoke(search, place).output.split())
    assert "also printed by Coast Wire, Marle Gazette, Pylon Weekly and 1 more" in told
    hits = json.loads(CliRunner().invoke(search, [*place, "--to", "json"]).output)["hits"]
    also = {hit["article"]["outlet"]: hit["article"]["also_printed_by"] for hit in hits}
    assert also["Coast Wire"] == list(outlets[1:])
