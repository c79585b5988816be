"""Counts beside lists are made once, until they are old or the record is changed from here."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from port_ellery import client, port_ellery

from quoth.record.opening import open_record, reading, take_stock
from quoth.web.remembering import Memory


def test_what_is_remembered_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    at = 1_000.0
    monkeypatch.setattr("quoth.web.remembering.time.monotonic", lambda: at)
    memory, made = Memory(), []

    def make() -> int:
        made.append(None)
        return len(made)

    assert [memory.recall("a", make), memory.recall("a", make), memory.recall("b", make)] == [
        1,
        1,
        2,
    ]
    at += 61
    assert memory.recall("a", make) == 3
    memory.forget()
    assert memory.recall("a", make) == 4


def test_what_was_begun_before_a_change_is_not_remembered_after_it() -> None:
    memory = Memory()

    def changed_meanwhile() -> str:
        memory.forget()
        return "of before"

    assert memory.recall("a", changed_meanwhile) == "of before"
    assert memory.recall("a", lambda: "of now") == "of now"


def test_not_everything_is_remembered() -> None:
    memory = Memory()
    for n in range(2_000):
        memory.recall(n, lambda: "x")
    assert memory.recall(0, lambda: "again") == "again"
    assert memory.recall(1_999, lambda: "again") == "x"


def test_what_is_decided_is_seen_at_once(tmp_path: Path) -> None:
    with client(port_ellery(tmp_path / "quoth.db")) as served:
        kept, other = (
            served.get("/api/v1/speakers", params={"words": name}).json()[0]["id"]
            for name in ("okafor", "kestrel")
        )
        before = served.get("/").text
        assert f'href="/?by=%23{other}"' in before
        served.post(f"/api/v1/speakers/{kept}/merge", json={"other": other})
        assert f'href="/?by=%23{other}"' not in served.get("/").text


def test_a_record_that_is_served_knows_how_its_rows_are_spread(tmp_path: Path) -> None:
    path = port_ellery(tmp_path / "quoth.db")
    noted = "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"
    engine, _ = open_record(path)
    with reading(engine) as connection:
        assert connection.exec_driver_sql(noted).scalar() == 0
    with client(path):
        for _ in range(200):
            with reading(engine) as connection:
                if connection.exec_driver_sql(noted).scalar():
                    break
            time.sleep(0.05)
        else:
            raise AssertionError("nothing was noted")
    engine.dispose()


def test_questions_about_a_speaker_begin_with_the_speaker(tmp_path: Path) -> None:
    """The index of present texts must not be taken for a way to few of them."""
    engine, _ = open_record(port_ellery(tmp_path / "quoth.db"))
    take_stock(engine)
    asked = (
        "EXPLAIN QUERY PLAN SELECT count(*) FROM quotations"
        " JOIN appearances ON appearances.id = quotations.appearance_id"
        " JOIN revisions ON revisions.id = quotations.revision_id"
        " WHERE appearances.speaker_id = 1 AND revisions.current = 1"
    )
    with reading(engine) as connection:
        first = connection.exec_driver_sql(asked).first()
    assert first is not None
    assert "ix_revisions_current" not in str(first[3])
    engine.dispose()
