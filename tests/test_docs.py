"""What the documents say is so."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import quoth
from quoth.export.document import schema
from quoth.export.table import COLUMNS
from quoth.reading.reader import Reader

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")]
)
QUOTH = f"{shlex.quote(sys.executable)} -m quoth"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(name: str, language: str) -> list[str]:
    """Return what stands in a page's blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.+?)^```$", text(name), re.DOTALL | re.MULTILINE)


def project() -> dict[str, object]:
    held: dict[str, object] = tomllib.loads(text("pyproject.toml"))["project"]
    return held


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text(page)):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_no_page_waits_to_be_filled(page: str) -> None:
    assert re.findall(r"^[A-Z]{4,}$", text(page), re.MULTILINE) == []


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    index = text("docs/README.md")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page})" not in index} == set()


@pytest.mark.parametrize("page", PAGES)
def test_scripts_named_on_a_page_are_there(page: str) -> None:
    named = re.findall(r"\bpython (?:-m (training\.\w+)|(benchmarks/\w+\.py))", text(page))
    for module, script in named:
        assert (ROOT / (script or module.replace(".", "/") + ".py")).is_file(), (module, script)


def test_ci_runs_both_of_the_readmes_commands_word_for_word() -> None:
    first, second = (block.strip() for block in fenced("README.md", "sh"))
    lines = text(".ci/run").splitlines()
    assert first in lines
    assert second in lines
    assert second in text("CONTRIBUTING.md")


def test_the_lock_file_is_made_as_the_contributors_are_told() -> None:
    made = re.search(r"uv pip compile .+", text("requirements-dev.lock"))
    assert made
    assert made[0] in text("CONTRIBUTING.md")


def test_the_workflow_only_calls_what_one_can_call_oneself() -> None:
    assert re.findall(r"- run: (.+)", text(".github/workflows/ci.yml")) == [".ci/run"]


def test_the_screenful_in_the_readme_is_real(reader: Reader) -> None:
    (command,) = re.findall(r"^\$ (.+)$", fenced("README.md", "console")[0], re.MULTILINE)
    done = subprocess.run(
        command.replace("quoth", QUOTH, 1), shell=True, cwd=ROOT, capture_output=True, timeout=120
    )
    assert fenced("README.md", "text")[0].strip() == done.stdout.decode().strip()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with what the commands on the pages speak of."""
    monkeypatch.setenv("QUOTH_RECORD", str(tmp_path / "quoth.db"))
    examples = ROOT / "examples"
    (tmp_path / "examples").symlink_to(examples)
    (tmp_path / "folder").mkdir()
    for source, name in [
        ("court.txt", "article.txt"),
        ("coach.txt", "folder/coach.txt"),
        ("clinic.html", "saved-page.html"),
        ("storm-live.html", "page.html"),
        ("wire.jsonl", "articles.jsonl"),
    ]:
        shutil.copy(examples / source, tmp_path / name)
    yield tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/cli.md", "docs/record.md", "docs/stats.md"])
def test_the_commands_on_the_page_run(reader: Reader, page: str, desk: Path) -> None:
    if page == "docs/stats.md":
        with quoth.Record(desk / "quoth.db") as record:
            record.add([str(desk / "examples" / "quarrel.jsonl")], reader=reader)
    commands = [
        line for block in fenced(page, "console") for line in re.findall(r"(?m)^\$ (.+)$", block)
    ]
    assert commands
    for command in commands:
        run = re.sub(r"(^|\| )quoth ", rf"\g<1>{QUOTH} ", command)
        done = subprocess.run(run, shell=True, cwd=desk, capture_output=True, timeout=120)
        assert done.returncode == 0, (command, done.stderr)
        written = re.search(r"(?:-o|>) (\S+)", command)
        assert _held(desk / written[1]) if written else done.stdout, command


def _held(made: Path) -> object:
    """What a command made: the bytes of a file, or what there is in a folder."""
    return list(made.iterdir()) if made.is_dir() else made.read_bytes()


@pytest.mark.parametrize("page", ["README.md", "docs/python.md", "docs/record.md"])
def test_the_python_examples_on_the_page_run(
    reader: Reader, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n".join(fenced(page, "python"))
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(doctest.DocTestParser().get_doctest(examples, {}, page, page, 0))
    assert runner.summarize().attempted > 0
    assert runner.summarize().failed == 0


def test_the_examples_in_the_packages_own_words_run(reader: Reader) -> None:
    result = doctest.testmod(quoth)
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


def test_every_name_that_the_package_gives_is_there() -> None:
    assert [name for name in quoth.__all__ if not hasattr(quoth, name)] == []


def test_the_version_is_one() -> None:
    assert f"\nversion: {quoth.__version__}\n" in text("CITATION.cff")


def test_the_lock_file_pins_all_that_is_asked_for_and_nothing_that_trains() -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", text("requirements-dev.lock"), re.MULTILINE))
    held = project()
    extras = held["optional-dependencies"]
    assert isinstance(extras, dict)
    asked = {
        re.split(r"[<>=\[; ]", line, maxsplit=1)[0].replace("_", "-").lower()
        for line in [*held["dependencies"], *extras["dev"]]  # type: ignore[misc]
    }
    assert asked - pinned == set()
    assert {"torch", "transformers", "onnx", "spacy"} & pinned == set()
    assert not re.search(r"https?://|^-", text("requirements-dev.lock"), re.MULTILINE)


def test_the_benchmarks_peers_are_the_same_in_both_places() -> None:
    extras = project()["optional-dependencies"]
    assert isinstance(extras, dict)
    assert sorted(extras["bench"]) == sorted(text("benchmarks/requirements.txt").split())
