"""The command says what was said, on standard output; everything else goes to standard error."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from quoth.article import Article, Span
from quoth.cli import cli, main
from quoth.cli.telling import progress
from quoth.export.formats import FOLDER_FORMATS, STREAM_FORMATS
from quoth.quotation import Known, Mention, Quotation, Reading, Speaker
from quoth.reading import reader
from quoth.reading.reader import FAST, MODEL
from quoth.record.record import Record

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
@pytest.mark.parametrize("form", STREAM_FORMATS)
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
    assert target.read_text(encoding="utf-8-sig").startswith("article,url,")
    assert [p.name for p in target.parent.iterdir()] == ["q.csv"]


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
        [*command, "--to", "jsonl", "-o", str(target)],
        stderr=subprocess.PIPE,
        # What a shell starts in the background inherits that Ctrl-C is to be ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(4)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in told
    assert target.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["many.jsonl", "out.jsonl"]


class Stub:
    """Takes every word in quotation marks for said; stands in where the model does not matter."""

    made: list[dict[str, object]]

    def __init__(self, model: Path | None = None, threads: int = 1, **others: object) -> None:
        self.made.append({"model": model, "threads": threads, **others})

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            yield self.read(article)

    def read(self, article: Article) -> Reading:
        found = re.finditer("“.+?”", article.text)
        return Reading(
            article,
            tuple(
                Quotation(f"q{n}", "direct", (Span(*q.span()),), confidence=1 / n)
                for n, q in enumerate(found, 1)
            ),
        )


class Interrupted(Stub):
    """Reads one article, then Ctrl-C is pressed."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        yield self.read(next(iter(articles)))
        raise KeyboardInterrupt


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> type[Stub]:
    Stub.made = []
    monkeypatch.setattr(reader, "Reader", Stub)
    return Stub


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    stub: type[Stub], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command as its entry point does; returns exit code, output and errors."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["quoth", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        assert isinstance(code, int)
        return code, *capsys.readouterr()

    return run


TWO = "“It is raining,” said Ada Quist. “It is not,” said the mill’s owner.\n"


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    path = tmp_path / "rain.txt"
    path.write_text(TWO, encoding="utf-8")
    return path


def invoked(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), input=given)


def test_without_an_input_a_pipe_is_read(stub: type[Stub]) -> None:
    done = invoked("read", "--to", "jsonl", given=TWO)
    held = json.loads(done.stdout)
    assert held["text"] == TWO
    assert len(held["quotations"]) == 2


def test_at_a_terminal_without_an_input_help_is_shown_with_a_hint(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    code, shown, told = run("read")
    assert code == 2
    assert shown == ""
    assert "Examples:" in told
    assert told.endswith("quoth: nothing to read: name a file, a folder, an address, or -\n")


def test_a_dash_is_standard_output(run: Run, rain: Path) -> None:
    code, shown, _ = run("read", rain, "--to", "json", "-o", "-")
    assert code == 0
    assert len(json.loads(shown)) == 1


def test_ids_stay_when_doubtful_quotations_are_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“One” and “two” and “three”, they sang.\n")
    _, shown, _ = run("read", tmp_path / "a.txt", "--to", "jsonl", "--min-confidence", "0.5")
    assert [q["id"] for q in json.loads(shown)["quotations"]] == ["q1", "q2"]


def test_all_cores_that_the_process_may_use_are_used(run: Run, rain: Path) -> None:
    run("read", rain)
    run("read", rain, "--threads", "7", "--model", "elsewhere")
    first, second = Stub.made
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert first == {"model": None, "threads": cores}
    assert second == {"model": "elsewhere", "threads": 7}


def test_the_reader_made_for_speed_is_one_of_those_that_are_shipped(
    story: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    by_flag = quoth("read", story, "--fast", "--to", "jsonl")
    by_folder = quoth("read", story, "--model", FAST, "--to", "jsonl")
    assert by_flag.returncode == 0
    assert by_flag.stdout == by_folder.stdout
    assert quoth("add", story, "--fast", "--record", "kept.db").returncode == 0
    with Record("kept.db") as record:
        (stored,) = record.readings()
    assert stored.model.startswith("en_fast-")


def test_the_reader_is_told_of_people_known_beforehand(run: Run, rain: Path) -> None:
    listed = rain.with_name("people.csv")
    listed.write_text("name,aliases,roles,wikidata\nAda Quist,A. Quist,mill owner;owner,Q7\n")
    assert run("read", rain, "--people", listed)[0] == 0
    (made,) = Stub.made
    assert made["people"] == (Known("Ada Quist", ("A. Quist",), ("mill owner", "owner"), "Q7"),)


def test_a_wrong_list_of_people_is_told_before_anything_is_read(run: Run, rain: Path) -> None:
    listed, out = rain.with_name("people.csv"), rain.with_name("out.txt")
    listed.write_text("name,wikidata\nAda Quist,seven\n")
    code, shown, told = run("read", rain, "--people", listed, "-o", out)
    assert (code, shown) == (1, "")
    assert told.startswith(f"quoth: {listed}:2: “seven” is not the id of a Wikidata item")
    assert Stub.made == []
    assert not out.exists()
    code, _, told = run("read", rain, "--people", rain.with_name("nowhere.csv"))
    assert code == 1
    assert told.endswith("nowhere.csv: no such file (check the path)\n")


class Knowing(Stub):
    """Lays all words in quotation marks to Ada Quist, whose name it has found."""

    def read(self, article: Article) -> Reading:
        begin = article.text.index("Ada Quist")
        ada = Speaker("Ada Quist", "person", 0.9, (Mention(begin, begin + 9, "name", 0.95),))
        found = super().read(article)
        return replace(
            found,
            quotations=tuple(replace(quotation, speaker=ada) for quotation in found.quotations),
        )


@pytest.mark.parametrize(
    ("form", "told"),
    [("text", "why: “Ada Quist” (name .95)"), ("html", "(name .95)"), ("jsonl", '"mentions"')],
)
def test_what_led_to_a_name_is_told_where_asked_for(
    run: Run, rain: Path, monkeypatch: pytest.MonkeyPatch, form: str, told: str
) -> None:
    monkeypatch.setattr(reader, "Reader", Knowing)
    assert told in run("read", rain, "--why", "--to", form)[1]
    assert "why: “" not in run("read", rain, "--to", form)[1]


def test_a_table_has_no_place_for_what_led_to_a_name(run: Run, rain: Path) -> None:
    code, shown, told = run("read", rain, "--to", "csv", "--why")
    assert (code, shown) == (2, "")
    assert "--why has no place in csv: use --to text, html or jsonl" in told
    assert Stub.made == []


def test_a_problem_takes_one_line_whatever_the_file_is_called(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "a\nb\x1b[31m.txt"
    odd.write_text("")
    code, shown, told = run("read", odd, "--to", "jsonl")
    assert (code, shown) == (1, "")
    assert told.count("\n") == 1
    assert "\x1b" not in told


def test_a_table_in_a_file_is_signed_as_utf8_for_spreadsheets(run: Run, rain: Path) -> None:
    table = rain.with_suffix(".csv")
    run("read", rain, "--to", "csv", "-o", table)
    assert table.read_bytes().startswith(b"\xef\xbb\xbfarticle,")
    _, shown, _ = run("read", rain, "--to", "csv")
    assert shown.startswith("article,")
    run("read", rain, "--to", "jsonl", "-o", table)
    assert table.read_bytes().startswith(b"{")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_named_as_output_is_written_to_and_not_replaced(
    run: Run, rain: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    came: list[str] = []
    listener = threading.Thread(
        target=lambda: came.append(pipe.read_text(encoding="utf-8")), daemon=True
    )
    listener.start()
    code, _, _ = run("read", rain, "--to", "jsonl", "-o", pipe)
    listener.join(10)
    assert code == 0
    assert pipe.is_fifo()
    assert json.loads(came[0])["text"] == TWO


@pytest.mark.skipif(os.name == "nt", reason="links and permissions as Unix has them")
def test_a_link_and_the_permissions_of_the_output_stay(run: Run, rain: Path) -> None:
    target, link = rain.with_name("real.jsonl"), rain.with_name("link.jsonl")
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("read", rain, "--to", "jsonl", "-o", link)[0] == 0
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["text"] == TWO
    assert target.stat().st_mode & 0o777 == 0o640


def test_an_output_that_cannot_be_is_told_before_anything_is_read(run: Run, rain: Path) -> None:
    code, _, told = run("read", rain, "-o", rain.parent / "no" / "q.csv")
    assert code == 1
    assert told == f"quoth: {rain.parent / 'no' / 'q.csv'}: there is no such folder\n"
    assert Stub.made == []


@pytest.mark.parametrize("form", STREAM_FORMATS)
def test_what_was_written_when_interrupted_is_whole(
    run: Run, rain: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(reader, "Reader", Interrupted)
    code, shown, told = run("read", rain, rain, rain, "--to", form)
    assert code == 130
    assert told.strip() == "quoth: interrupted"
    assert "It is raining" in shown
    endings = {"jsonl": "}\n", "json": "}\n]\n", "html": "</html>\n"}
    assert shown.endswith(endings.get(form, "\n"))


@pytest.mark.parametrize("form", FOLDER_FORMATS)
def test_some_formats_are_a_folder(run: Run, rain: Path, form: str) -> None:
    folder = rain.parent / "made"
    code, shown, told = run("read", rain, "--to", form)
    assert (code, shown) == (2, "")
    assert f"--to {form} writes a folder: name it with --output FOLDER" in told
    assert Stub.made == []
    assert run("read", rain, "--to", form, "-o", folder) == (0, "", "")
    assert len(list(folder.iterdir())) >= 2
    code, _, told = run("read", rain, "--to", form, "-o", folder)
    assert (code, told) == (1, f"quoth: {folder}: the folder is not empty\n")
    code, _, told = run("read", rain, "-o", folder)
    assert code == 2
    assert "is a folder: --to text writes a file" in told


def test_an_interrupted_run_leaves_no_file(
    run: Run, rain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "Reader", Interrupted)
    code, _, _ = run("read", rain, rain, "--to", "json", "-o", rain.with_suffix(".json"))
    assert code == 130
    assert [path.name for path in rain.parent.iterdir()] == ["rain.txt"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("inputs", "shown", "seen"),
    [(2, False, True), (1, False, False), (2, True, False)],
    ids=["many inputs", "one input", "readings on the terminal"],
)
def test_a_bar_is_shown_where_a_person_waits(
    rain: Path, monkeypatch: pytest.MonkeyPatch, inputs: int, shown: bool, seen: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", Terminal())
    bar = sys.stderr
    with progress((str(rain),) * inputs, "reading", shown=shown) as steps:
        for _ in range(inputs):
            steps.advance()
    assert isinstance(bar, Terminal)
    assert ("reading" in bar.getvalue()) is seen


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


def verbs() -> Iterator[tuple[str, click.Command]]:
    """Every verb by its full name, those within another among them."""
    for name, command in cli.commands.items():
        yield name, command
        if isinstance(command, click.Group):
            for own, verb in command.commands.items():
                yield f"{name} {own}", verb


def test_every_verb_and_option_is_documented() -> None:
    reference = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, command in verbs():
        assert f"`quoth {name}" in reference
        for parameter in command.params:
            for option in (o for o in parameter.opts if o.startswith("-")):
                assert option in reference


def test_the_reference_names_no_option_that_there_is_not() -> None:
    reference = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    options = {
        option
        for _, command in verbs()
        for p in command.params
        for option in (*p.opts, *p.secondary_opts)
    }
    assert set(re.findall(r"--[a-z][\w-]*", reference)) <= options | {"--help", "--version"}
