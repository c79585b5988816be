"""What a batch is to do: its inputs, its settings, and the pieces that it is cut into.

Two batches with the same plan write the same rows, whatever reads them and how many of them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from quoth.errors import InputError
from quoth.intake import Language
from quoth.intake.cutting import Piece, cut, receive_piece
from quoth.intake.folders import files_of
from quoth.intake.forms import form_of
from quoth.intake.inputs import is_address
from quoth.quotation import Known

_LOOSE = (None, "text", "html", "json", "mail")


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides, besides inputs, program and model, which rows are written.

    Attributes:
        size: about how many articles a piece holds.
        language, columns: as `quoth.intake.receive` takes them.
        people: of whom it is known beforehand who they are.
    """

    size: int = 500
    language: Language | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Known, ...] = ()

    def told(self) -> dict[str, Any]:
        """The settings as a manifest has them; of the people a digest."""
        people = repr([asdict(one) for one in self.people]).encode()
        return {
            "size": self.size,
            "language": self.language,
            "columns": dict(sorted(self.columns.items())),
            "people": hashlib.sha256(people).hexdigest()[:16] if self.people else None,
        }


@dataclass(frozen=True, slots=True)
class Input:
    """One input as the user names it, and by what a change of it is known.

    Attributes:
        name: a path, a folder, a pattern, an address.
        files, bytes: how many files it stands for, and how large they are together.
        fingerprint: of their names, sizes and times of modification.
    """

    name: str
    files: int
    bytes: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of what inputs stand for, to be cut by itself.

    Attributes:
        paths: one archive or table, or loose files and what is no path at all.
        found: whether they were met in a folder.
    """

    paths: tuple[str, ...]
    found: bool


def look_at(names: Iterable[str], out: Path) -> tuple[list[Input], list[Stretch]]:
    """Return the inputs with their fingerprints, and all that they stand for, in order.

    Args:
        names: the inputs; what several of them stand for comes once, with the first.
        out: the folder that is written: what is in it is no input.
    """
    inputs: list[Input] = []
    stretches: list[Stretch] = []
    loose: list[tuple[str, bool]] = []

    def gather() -> None:
        for found, held in groupby(loose, key=lambda one: one[1]):
            stretches.append(Stretch(tuple(path for path, _ in held), found))
        loose.clear()

    written = os.path.join(os.path.realpath(out), "")
    met: set[str] = set()
    for name in names:
        digest = hashlib.sha256()
        count = total = 0
        is_path = name != "-" and not is_address(name)
        for path in _paths(name) if is_path else [name]:
            real = os.path.realpath(path) if is_path else path
            if path != name and real.startswith(written):
                continue
            size, changed = _stand_of(path)
            count, total = count + 1, total + size
            digest.update(f"{path}\0{size}\0{changed}\n".encode(errors="surrogateescape"))
            if real in met:
                continue
            met.add(real)
            loose.append((path, path != name))
            if form_of(path) not in _LOOSE:
                one = loose.pop()
                gather()
                stretches.append(Stretch((one[0],), one[1]))
        inputs.append(Input(name, count, total, digest.hexdigest()[:16]))
    gather()
    return inputs, stretches


def unreadable(stretches: Sequence[Stretch]) -> list[InputError]:
    """Return what is wrong with the inputs where none of them can be opened; else nothing."""
    paths = [path for stretch in stretches for path in stretch.paths]
    if any(map(_can_be_opened, paths)):
        return []
    errors: list[InputError] = []
    for item in (item for path in paths for item in cut((path,), size=1)):
        told = [item] if isinstance(item, InputError) else receive_piece(item)
        errors += (one for one in told if isinstance(one, InputError))
    return errors


def cut_up(stretch: Stretch, settings: Settings) -> tuple[list[Piece], list[InputError]]:
    """Return the pieces of a stretch, and what cannot be cut."""
    pieces: list[Piece] = []
    errors: list[InputError] = []
    for item in cut(stretch.paths, size=settings.size, columns=settings.columns):
        if isinstance(item, InputError):
            errors.append(item)
        else:
            pieces.append(replace(item, found=stretch.found))
    return pieces, errors


def place_of(piece: Piece) -> str:
    """Return what a piece is called to the user."""
    if piece.paths[1:]:
        return f"{piece.path} to {piece.paths[-1]}"
    if not piece.begin and piece.end is None:
        return piece.path
    return f"{piece.path}@{piece.begin}-{'' if piece.end is None else piece.end}"


def piece_to_json(piece: Piece) -> str:
    """Return a piece as one line; names of files that are no UTF-8 stand in it, too."""
    return json.dumps(asdict(piece))


def piece_from_json(line: str) -> Piece:
    """Return the piece that was written so."""
    held = json.loads(line)
    return Piece(**{**held, "paths": tuple(held["paths"])})


def _paths(name: str) -> Iterator[str]:
    """Yield the paths that a name stands for, and of what is wrong that of which cutting is to
    say so."""
    for path in files_of(name):
        yield path.source if isinstance(path, InputError) else path


def _can_be_opened(path: str) -> bool:
    if is_address(path):
        return True
    return path != "-" and not os.path.isdir(path) and os.access(path, os.R_OK)


def _stand_of(path: str) -> tuple[int, int]:
    try:
        stand = os.stat(path)
    except (OSError, ValueError):
        return 0, 0
    return stand.st_size, stand.st_mtime_ns
