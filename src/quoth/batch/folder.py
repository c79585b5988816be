"""The folder that a batch writes: its manifest, its plan, and what of it is done.

Beside what `quoth.export.parts` describes there is a folder `.batch` with the pieces, a note for
each that is done, and what is unfinished. A piece is done when its note is there: that comes
last. So whatever is killed at whatever moment, the folder tells what is left to do.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from quoth.batch.plan import piece_from_json, piece_to_json
from quoth.errors import QuothError
from quoth.export.part_files import settle
from quoth.export.parts import FORMAT, MANIFEST, TABLES, is_parts, numbers_in, part_name
from quoth.intake.cutting import Piece

VERSION = 1
"""Version of the folder's make-up."""

_STATE = ".batch"
_OF_A_RUN = ("tried", "unfinished")
_OF_THE_STATE = ("done", "sketches", *_OF_A_RUN)
_COPIES = "copies.parquet"
_OTHER_FOLDER = "name another folder with --out, or begin anew in this one with --again"


class FolderError(QuothError):
    """The folder of a batch cannot be used, or not for this batch.

    Args:
        folder: the folder.
        problem: what is wrong, in plain words.
        remedy: what the user can do about it.
    """

    def __init__(self, folder: str, problem: str, remedy: str) -> None:
        super().__init__(f"{folder}: {problem} ({remedy})")


@dataclass(frozen=True, slots=True)
class Done:
    """How much a piece held, as its note tells.

    Attributes:
        piece: its number.
        articles, quotations, speakers: how many were written.
        words: of the articles' texts.
        failures: how many things could not be read.
        first: the first of those, as they are told to the user.
        passed: how many things were passed over, by reason.
        seconds: how long it took, by the clock.
        busy: for how many seconds a core was busy with it.
    """

    piece: int
    articles: int
    quotations: int
    speakers: int
    words: int
    failures: int
    first: tuple[str, ...]
    passed: dict[str, int]
    seconds: float = 0.0
    busy: float = 0.0

    def to_json(self) -> str:
        """Return it as one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Done:
        """Return what `to_json` wrote."""
        held = json.loads(line)
        return cls(**{**held, "first": tuple(held["first"])})


@dataclass(frozen=True, slots=True)
class Folder:
    """Where things are in the folder of a batch."""

    path: Path

    @property
    def state(self) -> Path:
        """Where there is what only batches need."""
        return self.path / _STATE

    @property
    def unfinished(self) -> Path:
        """Where files are written before they are whole."""
        return self.state / "unfinished"

    @property
    def sketches(self) -> Path:
        """Where the sketches of articles are, by which near copies are known."""
        return self.state / "sketches"

    @property
    def failed_inputs(self) -> Path:
        """The table of the inputs that could not be cut."""
        return self.path / "failures" / "inputs.parquet"

    @property
    def copies(self) -> Path:
        """The table of near copies."""
        return self.path / _COPIES

    def make(self) -> None:
        """Make the folders that are not there."""
        for name in TABLES:
            (self.path / name).mkdir(parents=True, exist_ok=True)
        for name in _OF_THE_STATE:
            (self.state / name).mkdir(parents=True, exist_ok=True)

    def clean(self) -> None:
        """Take away what pieces that are not done have left."""
        for name in _OF_A_RUN:
            shutil.rmtree(self.state / name, ignore_errors=True)
        self.make()
        done = set(self.done())
        for table in TABLES:
            for number in numbers_in(self.path / table):
                if number not in done:
                    (self.path / table / part_name(number)).unlink()

    def empty(self) -> None:
        """Take away all that a batch writes, and nothing else."""
        (self.path / MANIFEST).unlink(missing_ok=True)
        self.copies.unlink(missing_ok=True)
        self.failed_inputs.unlink(missing_ok=True)
        (self.state / "pieces.jsonl").unlink(missing_ok=True)
        for name in _OF_THE_STATE:
            shutil.rmtree(self.state / name, ignore_errors=True)
        self.clean()

    def manifest(self) -> dict[str, Any] | None:
        """Return what the manifest tells; None where there is none."""
        if not is_parts(self.path):
            return None
        held: dict[str, Any] = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
        return held

    def write_manifest(self, held: dict[str, Any]) -> None:
        """Replace the manifest."""
        self._write(self.path / MANIFEST, json.dumps({"format": FORMAT, **held}, indent=2) + "\n")

    def write_pieces(self, pieces: Iterable[Piece]) -> None:
        """Keep the pieces, in their order."""
        lines = (piece_to_json(piece) + "\n" for piece in pieces)
        self._write(self.state / "pieces.jsonl", "".join(lines))

    def pieces(self) -> list[Piece]:
        """Return the pieces that were kept.

        Raises:
            FolderError: they are not there.
        """
        try:
            with (self.state / "pieces.jsonl").open(encoding="utf-8", newline="\n") as file:
                return [piece_from_json(line) for line in file]
        except (OSError, ValueError) as error:
            raise FolderError(str(self.path), "its plan is missing", _OTHER_FOLDER) from error

    def note(self, done: Done) -> None:
        """Write that a piece is done: the last thing that is written of it."""
        self._write(self._note(done.piece), done.to_json())

    def done(self) -> dict[int, Done]:
        """Return what is done, by the numbers of the pieces."""
        found = {}
        for path in (self.state / "done").glob("*.json"):
            done = Done.from_json(path.read_text(encoding="utf-8"))
            found[done.piece] = done
        return found

    def done_with(self, number: int) -> Done | None:
        """Return the note that a piece is done, if it is."""
        note = self._note(number)
        return Done.from_json(note.read_text(encoding="utf-8")) if note.exists() else None

    def try_piece(self, number: int) -> int:
        """Take note that a piece is begun; return how often it was begun before in this run."""
        with (self.state / "tried" / f"{number:05}").open("ab") as file:
            before = file.tell()
            file.write(b".")
        return before

    def _note(self, number: int) -> Path:
        return self.state / "done" / f"{number:05}.json"

    def _write(self, place: Path, text: str) -> None:
        self.unfinished.mkdir(parents=True, exist_ok=True)
        written = self.unfinished / f"{place.name}-{os.getpid()}"
        # JSON is ASCII as it is written here: names of files may be no UTF-8.
        written.write_text(text, encoding="ascii")
        settle(written, place)


@contextmanager
def locked(path: Path) -> Iterator[Folder]:
    """Yield the folder of a batch, which nothing else writes meanwhile.

    Args:
        path: the folder; it is made where it is not there.

    Raises:
        FolderError: it is no folder, holds something else, or another batch is writing it.
        OSError: it cannot be written.
    """
    if path.exists() and not path.is_dir():
        raise FolderError(str(path), "it is a file, and a folder is needed", "name another")
    folder = Folder(path.absolute())
    if path.is_dir() and not folder.state.is_dir() and any(path.iterdir()):
        other = min(one.name for one in path.iterdir())
        raise FolderError(str(path), f"holds other things ({other})", "name another with --out")
    folder.state.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.state / "lock", blocking=False)
    try:
        with lock:
            folder.make()
            yield folder
    except Timeout as error:
        raise FolderError(str(path), "another batch is writing it", "wait for its end") from error


def differences(held: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """Return in what a batch differs from the one whose manifest is there, in words.

    Args:
        held, wanted: manifests.
    """
    if held.get("version") != wanted["version"]:
        return ["the version of the folder"]
    words = {"program": "the version of Quoth", "model": "the model"}
    found = [told for key, told in words.items() if held.get(key) != wanted[key]]
    for key, value in wanted["settings"].items():
        if held.get("settings", {}).get(key) != value:
            found.append(f"--{ {'columns': 'column'}.get(key, key) }")
    before, now = held.get("inputs", []), wanted["inputs"]
    if [one["name"] for one in before] != [one["name"] for one in now]:
        found.append("the inputs")
    else:
        found += [
            f"the input {new['name']}" for old, new in zip(before, now, strict=True) if old != new
        ]
    return found


def refuse(folder: Path, differing: list[str]) -> FolderError:
    """Return the error that tells that a folder holds another batch."""
    more = f" and {len(differing) - 3} more" if len(differing) > 3 else ""
    told = ", ".join(differing[:3]) + more
    return FolderError(str(folder), f"holds a batch that differs in {told}", _OTHER_FOLDER)
