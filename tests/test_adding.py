"""Adding to a record: what is known again, what becomes a revision, what survives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

import quoth
from quoth import Article, Block, Quotation, Reading, Record, RecordError, Span, Speaker
from quoth.quotation import Mention, Named
from quoth.record import opening
from quoth.record.keys import address_key, name_key, role_key
from quoth.record.opening import open_record, reading, writing
from quoth.record.schema import printings, quotations, revisions, speakers

PIER = "“We will rebuild the pier,” said Ines Okafor, mayor of Port Ellery. She was cheered."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "quoth.db") as made:
        yield made


def said(
    text: str = PIER,
    content: str = "“We will rebuild the pier,”",
    speaker: str = "Ines Okafor",
    **known: str,
) -> Reading:
    """A reading of a text in which one person says one thing."""
    begin, at = text.index(content), text.index(speaker)
    role = text.find("mayor of Port Ellery")
    quotation = Quotation(
        "q1",
        "direct",
        (Span(begin, begin + len(content)),),
        source=(Span(at, at + len(speaker)),),
        speaker=Speaker(speaker, "person", 0.9, (Mention(at, at + len(speaker), "name"),)),
        about=("Port Ellery",),
    )
    roles = (Span(role, role + 20),) if role >= 0 else ()
    named = (Named(speaker, "person", (speaker,), roles),)
    return Reading(
        Article(text, (Block("paragraph", 0, len(text)),), **known), (quotation,), (), named
    )


def count(record: Record, table: str) -> int:
    with reading(record.engine) as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() or 0)


def test_a_stored_reading_comes_back_as_it_was(record: Record) -> None:
    read = said(id="pier", url="https://marle.example/pier", published="2026-03-02")
    record.add_reading(read)
    assert [stored.reading for stored in record.readings()] == [read]


def test_the_same_text_is_not_stored_twice(record: Record) -> None:
    assert record.add_reading(said()).status == "added"
    assert record.add_reading(said()).status == "known"
    assert count(record, "revisions") == count(record, "quotations") == 1


def test_the_same_text_at_another_address_is_another_printing_of_it(record: Record) -> None:
    record.add_reading(said(url="https://marle.example/pier", outlet="The Marle Gazette"))
    again = record.add_reading(said(url="https://coast.example/a/12", outlet="Coast Wire"))
    assert again.status == "known"
    with reading(record.engine) as connection:
        outlets = connection.execute(select(printings.c.outlet)).scalars().all()
    assert sorted(outlets) == ["Coast Wire", "The Marle Gazette"]


def test_an_address_is_known_again_without_what_follows_readers_around(record: Record) -> None:
    record.add_reading(said(url="https://www.marle.example/pier/?utm_source=mail#top"))
    longer = PIER + " Work starts in May."
    again = record.add_reading(said(longer, url="http://marle.example/pier?fbclid=x1"))
    assert again.status == "revised"


def test_another_text_at_an_address_is_a_revision_and_both_are_kept(record: Record) -> None:
    first = record.add_reading(said(url="https://marle.example/pier"))
    longer = said(PIER + " Work starts in May.", url="https://marle.example/pier")
    second = record.add_reading(longer)
    assert (second.status, second.article_id) == ("revised", first.article_id)
    assert [stored.reading for stored in record.readings()] == [longer]
    both = list(record.readings(former=True))
    assert [(stored.number, stored.current) for stored in both] == [(1, False), (2, True)]


def test_an_earlier_text_that_comes_back_is_the_present_one_again(record: Record) -> None:
    url = "https://marle.example/pier"
    record.add_reading(said(url=url))
    record.add_reading(said(PIER + " Work starts in May.", url=url))
    assert record.add_reading(said(url=url)).status == "known"
    assert [stored.number for stored in record.readings()] == [1]
    assert list(record.verify()) == []


def test_reading_again_keeps_the_numbers_of_quotations_that_stand_where_they_stood(
    record: Record,
) -> None:
    from quoth.record.adding import read_again

    read = said()
    stored = record.add_reading(read)
    before = next(record.readings()).ids
    one = read.quotations[0]
    begin = PIER.index("She was cheered")
    more = Quotation("q1", "indirect", (Span(begin, begin + 15),))
    newer = replace(read, quotations=(more, replace(one, id="q2", channel="speech")))
    with writing(record.engine) as connection:
        read_again(connection, stored.revision_id, newer, "quoth 9", "en-9")
    after = next(record.readings())
    assert after.reading.quotations == newer.quotations
    assert after.ids[1] == before[0]
    assert (after.program, after.model) == ("quoth 9", "en-9")
    assert list(record.verify()) == []


def test_what_a_newer_reading_does_not_find_is_gone_from_every_index(record: Record) -> None:
    from quoth.record.adding import read_again

    stored = record.add_reading(said())
    with writing(record.engine) as connection:
        read_again(connection, stored.revision_id, Reading(said().article), "quoth 9", "en-9")
    for table in ("quotations", "abouts", "shingles", "quotation_index"):
        assert count(record, table) == 0, table
    assert list(record.verify()) == []


def test_an_error_in_the_middle_leaves_nothing_of_an_article(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quoth.record import storing

    def fail(*_: object) -> None:
        raise OSError("the light went out")

    monkeypatch.setattr(storing, "index", fail)
    with pytest.raises(OSError, match="light"):
        record.add_reading(said())
    for table in ("articles", "printings", "revisions", "raws", "quotations", "speakers"):
        assert count(record, table) == 0, table


def test_one_name_with_one_role_is_one_speaker_in_two_articles(record: Record) -> None:
    record.add_reading(said())
    other = "“The pier will open in May,” said Ines Okafor, mayor of Port Ellery."
    record.add_reading(said(other, "“The pier will open in May,”"))
    with reading(record.engine) as connection:
        names = connection.execute(select(speakers.c.name)).scalars().all()
    assert names.count("Ines Okafor") == 1


def test_inputs_are_added_and_what_cannot_be_read_is_told(record: Record, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PIER, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    inputs = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]
    told: list[tuple[str, str]] = []
    counted = record.add(inputs, tell=lambda o: told.append((Path(o.place).name, o.status)))
    assert counted == {"added": 1, "known": 1, "refused": 1}
    assert sorted(told) == [("a.txt", "added"), ("a.txt", "known"), ("b.txt", "refused")]
    assert record.add(inputs[:1]) == {"known": 1}
    (stored,) = record.readings()
    assert stored.source == inputs[0]
    assert stored.program == f"quoth {quoth.__version__}"
    assert stored.model.startswith("en-")


def test_only_what_another_reader_read_is_read_again(record: Record, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PIER, encoding="utf-8")
    record.add([str(tmp_path / "a.txt")])
    record.add_reading(said(PIER + " Work starts in May."))
    assert record.read_again() == {"reread": 1}
    assert record.read_again() == {}
    assert record.read_again(every=True) == {"reread": 2}
    assert list(record.verify()) == []


def spoil(record: Record, change: str) -> None:
    record.close()
    with sqlite3.connect(record.path) as connection:
        connection.execute(change)


@pytest.mark.parametrize(
    ("change", "place", "problem"),
    [
        ("UPDATE revisions SET text = replace(text, 'pier', 'port')", "text 1", "SHA-256"),
        ("UPDATE quotations SET words = '“We will sell the pier,”'", "quotation 1", "other words"),
        ("UPDATE raws SET packed = zeroblob(10)", "raw ", "unpacked"),
        ("DELETE FROM raws", "database", "refers to nothing"),
        ("UPDATE revisions SET current = 0", "article 1", "no present text"),
        ("UPDATE quotations SET facets = NULL", "database", "in the index"),
    ],
    ids=["text", "words", "raw", "reference", "present", "index"],
)
def test_verifying_finds_what_was_tampered_with(
    record: Record, change: str, place: str, problem: str
) -> None:
    record.add_reading(said())
    assert list(record.verify()) == []
    spoil(record, change)
    faults = [fault for fault in record.verify() if fault.place.startswith(place)]
    assert any(problem in fault.problem for fault in faults), faults


def test_a_file_that_is_no_record_is_told_and_not_touched(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("not a database at all, but long enough to be looked at " * 9)
    with pytest.raises(RecordError, match="not a record"):
        Record(notes)
    assert notes.read_text().startswith("not a database")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE letters (id)")
    with pytest.raises(RecordError, match="not a record of Quoth"):
        Record(other)


def test_a_record_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record there"):
        Record(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()
    with Record(tmp_path / "a" / "b" / "new.db") as made:
        assert made.new
    with Record(tmp_path / "a" / "b" / "new.db") as found:
        assert not found.new


def test_a_record_of_a_newer_version_is_refused(record: Record) -> None:
    spoil(record, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordError, match="newer version of Quoth"):
        Record(record.path)


def test_a_second_writer_waits_and_loses_nothing(record: Record) -> None:
    from concurrent.futures import ThreadPoolExecutor

    texts = [f"{PIER} Notice {number}." for number in range(40)]

    def write(part: int) -> None:
        with Record(record.path) as own:
            for text in texts[part::2]:
                own.add_reading(said(text))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (0, 1)))
    assert count(record, "revisions") == len(texts)
    assert list(record.verify()) == []


def test_the_migrations_make_the_schema_that_the_program_uses(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from quoth.record.facets import FACETS_TRIGGERS, FACETS_VIEW
    from quoth.record.schema import QUOTATION_INDEX, VERSION, metadata

    engine, _ = open_record(tmp_path / "quoth.db", create=True)
    with reading(engine) as connection:
        differing = compare_metadata(MigrationContext.configure(connection), metadata)
        views = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type IN ('view', 'trigger') OR sql LIKE '%fts5%'"
        )
        made = {" ".join(sql.split()) for sql in views.scalars()}
    assert [d for d in differing if "quotation_index" not in str(d)] == []
    wanted = (QUOTATION_INDEX, FACETS_VIEW, *FACETS_TRIGGERS)
    assert made == {" ".join(str(statement).split()) for statement in wanted}
    config = Config()
    config.set_main_option("script_location", "quoth.record:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [VERSION]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://marle.example/a?id=3&page=2", "http://www.marle.example/a/?page=2&id=3#c"),
        ("https://marle.example/a?utm_medium=x&utm_campaign=y", "https://MARLE.example/a"),
    ],
)
def test_addresses_of_one_article_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


def test_addresses_of_two_articles_have_two_keys() -> None:
    assert address_key("https://marle.example/?id=3") != address_key("https://marle.example/?id=4")


def test_names_and_roles_are_known_again() -> None:
    assert name_key("The Marle Gazette") == name_key("Marle Gazette")
    assert name_key("José Ibarra-Núñez") == name_key("Jose Ibarra Nunez")
    assert role_key("the chief executive of Orbit") == role_key("Orbit CEO") == "chief orbit"


def test_quotations_know_when_they_were_said(record: Record) -> None:
    read = said(published="2026-03-02T08:00:00Z")
    record.add_reading(read)
    earlier = replace(read.quotations[0], when="2025-11")
    text = PIER + " She had said so before."
    record.add_reading(replace(said(text, published="2026-03-03"), quotations=(earlier,)))
    with reading(record.engine) as connection:
        found = select(quotations.c.said).order_by(quotations.c.id)
        dates = connection.execute(found).scalars().all()
    assert dates == ["2026-03-02", "2025-11"]


def test_provenance_is_kept(record: Record) -> None:
    record.add_reading(said(id="pier"), source="inbox/pier.txt", model="en-test")
    with reading(record.engine) as connection:
        row = connection.execute(select(revisions)).one()
    assert (row.source, row.model) == ("inbox/pier.txt", "en-test")
    assert row.fetched.endswith("Z")


def test_a_record_in_a_folder_where_nothing_can_be_written_is_read(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.add_reading(said())
    record.close()
    before = sorted(record.path.parent.iterdir())
    monkeypatch.setattr(opening.os, "access", lambda place, how: False)
    with Record(record.path, create=False) as shelved:
        assert [stored.reading for stored in shelved.readings()] == [said()]
        assert [hit.quotation.id for hit in shelved.search("pier")] == [1]
        assert list(shelved.verify()) == []
        with pytest.raises(RecordError, match="cannot be opened or written"):
            shelved.add_reading(said(PIER + " Work starts in May."))
    assert sorted(record.path.parent.iterdir()) == before


def test_a_number_larger_than_any_is_told(record: Record) -> None:
    record.add_reading(said())
    with pytest.raises(RecordError, match="no such number"):
        record.variants(10**20)
    with pytest.raises(RecordError, match="no such number"):
        record.undo(10**20)


def test_a_text_without_an_address_does_not_make_an_earlier_one_the_present(record: Record) -> None:
    url = "https://marle.example/pier"
    record.add_reading(said(url=url))
    record.add_reading(said(PIER + " Work starts in May.", url=url))
    assert record.add_reading(said()).status == "known"
    assert [stored.number for stored in record.readings()] == [2]
