"""A record whose writers are killed, and one on a full disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from quoth import Article, Reading, Record, RecordError

ROOT = Path(__file__).parent.parent


def test_nothing_is_lost_when_writers_are_killed() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/crashes.py", "--kills", "3", "--articles", "60"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert "sound after every kill; in the end as undisturbed: 60 articles" in done.stdout


def test_a_full_disk_is_told_and_what_was_added_before_stays(tmp_path: Path) -> None:
    with Record(tmp_path / "quoth.db") as record:
        record.add_reading(Reading(Article("It rained.", id="small")))
    with Record(tmp_path / "quoth.db") as record:

        def fill(connection: Any, _: Any) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")

        event.listen(record.engine, "connect", fill)
        record.engine.dispose()
        with pytest.raises(RecordError, match="the disk is full"):
            record.add_reading(Reading(Article("It rained. " * 9000, id="large")))
        assert [stored.reading.article.id for stored in record.readings()] == ["small"]
        assert list(record.verify()) == []
