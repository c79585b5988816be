"""The command says what was said, on standard output; everything else goes to standard error."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoth.cli import cli
from quoth.export.formats import FORMATS
from quoth.reading.reader import MODEL

ROOT = Path(__file__).parent.parent
STORY = (
    "Mill to reopen\n\n“I am not sorry,” said Ada Quist. She added that the mill would reopen.\n"
)

trained = pytest.mark.skipif(
    not (MODEL / "reader.onnx").is_file(), reason="the trained reader is not in the tree"
)


def quoth(
    *arguments: str | Path, given: bytes = b"", **options: object
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "quoth", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@trained
def test_an_article_is_read_and_its_statements_shown(story: Path) -> None:
    done = quoth("read", story)
    assert done.returncode == 0
    assert done.stderr == b""
    shown = done.stdout.decode()
    assert "Mill to reopen" in shown
    assert "Ada Quist" in shown
    assert "that the mill would reopen" in shown


@trained
def test_a_pipe_is_read_and_json_lines_come_out() -> None:
    done = quoth("read", "-", "--to", "jsonl", given=STORY.encode())
    (line,) = done.stdout.decode().splitlines()
    held = json.loads(line)
    assert held["text"] == STORY
    assert held["quotations"][0]["speaker"]["name"] == "Ada Quist"


@trained
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_in_utf8_whatever_the_locale(story: Path, form: str) -> None:
    done = quoth("read", story, "--to", form, env=dict(os.environ, LC_ALL="C", PYTHONUTF8="0"))
    assert done.returncode == 0
    assert "“I am not sorry,”" in done.stdout.decode("utf-8").replace("&#x27;", "'")


@trained
def test_what_cannot_be_read_is_told_and_the_rest_goes_on(story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(99))
    done = quoth("read", tmp_path, tmp_path / "nowhere.txt", "--to", "jsonl")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    told = done.stderr.decode().splitlines()
    assert len(told) == 3
    assert all(re.match(r"quoth: .*(empty|picture|nowhere)\.txt: \S", line) for line in told)


@trained
def test_output_takes_its_place_only_when_complete(story: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "q.csv"
    target.parent.mkdir()
    target.write_text("old")
    assert quoth("read", story, "--to", "csv", "--output", target).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("article,url,")
    assert [p.name for p in target.parent.iterdir()] == ["q.csv"]
    missing = quoth("read", story, "--output", tmp_path / "no" / "q.csv")
    assert missing.returncode == 1
    assert missing.stderr.decode().startswith("quoth: ")


@trained
def test_quotations_less_sure_than_asked_are_left_out(story: Path) -> None:
    def found(least: str) -> int:
        done = quoth("read", story, "--to", "jsonl", "--min-confidence", least)
        return len(json.loads(done.stdout)["quotations"])

    assert found("0") >= 2
    assert found("1") == 0


@trained
def test_a_reader_that_stops_listening_is_no_error(story: Path) -> None:
    command = f"'{sys.executable}' -m quoth read {story} --to json | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60)
    assert done.stdout == b"["
    assert done.stderr == b""


@trained
def test_interrupting_leaves_the_old_output_whole(tmp_path: Path) -> None:
    lines = (json.dumps({"id": str(n), "text": STORY * 20}) + "\n" for n in range(3000))
    (tmp_path / "many.jsonl").write_text("".join(lines), encoding="utf-8")
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    command = [sys.executable, "-m", "quoth", "read", str(tmp_path / "many.jsonl")]
    running = subprocess.Popen(
        [*command, "--to", "jsonl", "-o", str(target)], stderr=subprocess.PIPE
    )
    time.sleep(4)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in told
    assert target.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["many.jsonl", "out.jsonl"]


def test_a_missing_model_is_told_with_its_place(story: Path, tmp_path: Path) -> None:
    done = quoth("read", story, "--model", tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"quoth: {tmp_path}: no reader there")


def test_wrong_usage_is_told_with_exit_code_2(story: Path) -> None:
    assert quoth("read", story, "--to", "pdf").returncode == 2
    assert quoth("read", story, "--min-confidence", "7").returncode == 2
    assert quoth("reed").returncode == 2


def test_help_has_examples_and_loads_nothing_heavy() -> None:
    done = quoth("read", "--help")
    assert b"Examples:" in done.stdout
    check = "import sys, quoth.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True)
    assert not {"numpy", "rich", "lxml", "onnxruntime"} & set(loaded.stdout.split())


def test_the_schema_is_printed() -> None:
    assert json.loads(quoth("schema").stdout)["title"] == "Reading"


def test_every_verb_and_option_is_documented() -> None:
    reference = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        assert f"`quoth {name}" in reference
        for parameter in command.params:
            for option in (o for o in parameter.opts if o.startswith("-")):
                assert option in reference
