"""What the documents say is so."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from quoth.export.document import schema
from quoth.export.table import COLUMNS
from quoth.reading.reader import Reader

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_ci_runs_the_readmes_test_command_word_for_word() -> None:
    commands = re.findall(r"```sh\n(.+?)\n```", text("README.md"), re.DOTALL)
    assert len(commands) == 2
    assert commands[1] in text(".ci/run").splitlines()


def test_the_screenful_in_the_readme_is_real(reader: Reader) -> None:
    shown = re.search(r"```text\n(.+?)\n```", text("README.md"), re.DOTALL)
    assert shown
    done = subprocess.run(
        [sys.executable, "-m", "quoth", "read", "examples/feud.txt"], cwd=ROOT, capture_output=True
    )
    assert shown[1].strip() == done.stdout.decode().strip()


@pytest.mark.parametrize("page", ["docs/cli.md"])
def test_the_commands_on_the_page_run(reader: Reader, page: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for command in re.findall(r"^\$ (.+)$", text(page), re.MULTILINE):
        run = command.replace("quoth", f"{shlex.quote(sys.executable)} -m quoth")
        done = subprocess.run(run, shell=True, cwd=tmp_path, capture_output=True, timeout=120)
        assert done.returncode == 0, (command, done.stderr)


@pytest.mark.parametrize("page", ["docs/python.md", "src/quoth/__init__.py"])
def test_the_python_examples_run(reader: Reader, page: str) -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        runner.run(parser.get_doctest(text(page), {}, page, page, 0))
    finally:
        os.chdir(before)
    result = runner.summarize()
    assert result.attempted > 0
    assert result.failed == 0


def test_every_field_of_the_output_is_documented() -> None:
    page = text("docs/output.md")
    held = schema()
    objects = [held, *held["$defs"].values()]
    objects.append(held["$defs"]["speaker"]["properties"]["mentions"]["items"])
    objects.append(held["$defs"]["headline_quote"]["properties"]["differences"]["items"])
    for thing in objects:
        for field in thing.get("properties", {}):
            assert f"`{field}`" in page, field
    assert all(f"`{column}`" in page for column in COLUMNS)
