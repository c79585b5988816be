"""A batch from its inputs to its folder: planned, spread over the workers, summed up."""

from __future__ import annotations

import json
import math
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from quoth.batch.cluster import session, spread
from quoth.batch.copies import write_copies
from quoth.batch.folder import VERSION, Done, Folder, differences, locked, refuse
from quoth.batch.plan import (
    Settings,
    Stretch,
    cut_up,
    look_at,
    piece_from_json,
    piece_to_json,
    place_of,
    unreadable,
)
from quoth.batch.sending import is_far, send
from quoth.batch.worker import PROGRAM, Reads, Work, Worker
from quoth.errors import InputError, QuothError
from quoth.export.columns import VERSION as SCHEMA
from quoth.export.part_files import write_failures

_SMALL = 200_000_000
"""Inputs of so many bytes are cut faster than workers for it begin."""
_TOLD = 10


@dataclass
class Sum:
    """What a batch has come to.

    Attributes:
        pieces: how many there are.
        before: how many of them earlier runs have done.
        pages_before: how many pages were in those.
        done: the pieces that are done.
        faults: of the pieces that cannot be read: their number, their place, and why.
        errors: of the inputs that cannot be cut.
        copies: how many articles are near copies; None while that is not known.
        reading: for how many seconds this run has read: from when a worker began its first piece
            to the end of the last.
    """

    pieces: int = 0
    before: int = 0
    pages_before: int = 0
    done: dict[int, Done] = field(default_factory=dict)
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)
    copies: int | None = None
    reading: float = 0.0

    def total(self, what: str) -> int:
        """Return how many there are of `articles`, `quotations`, `speakers`, `words`, ..."""
        return sum(getattr(done, what) for done in self.done.values())

    @property
    def pages(self) -> int:
        """How many things were looked at: read, passed over, or not to be read."""
        return sum(
            done.articles + done.failures + sum(done.passed.values()) for done in self.done.values()
        )

    @property
    def passed(self) -> Counter[str]:
        """How many things were passed over, by reason."""
        found: Counter[str] = Counter()
        for done in self.done.values():
            found.update(done.passed)
        return found

    @property
    def failures(self) -> int:
        """How many things could not be read."""
        return self.total("failures") + len(self.errors) + len(self.faults)

    @property
    def first_failures(self) -> list[str]:
        """The first of them, as they are told to the user; those of whole pieces first."""
        whole = [str(error) for error in self.errors]
        whole += [f"{place}: {problem}" for _, place, problem in self.faults]
        return whole + [one for number in sorted(self.done) for one in self.done[number].first]


Tell = Callable[[str, "Sum"], None]
"""Told what is being done (`cutting`, `reading`, `comparing`) and how far it has come."""


def shipped(model: str | None, people: tuple[Any, ...]) -> Reads:
    """Return the reader that workers have: one that uses one core."""
    from quoth.reading.reader import Reader

    return Reader(model=model, threads=1, people=people)


def from_anywhere(model: str | None) -> str | None:
    """What names the same reader in a worker's own folder: a shipped one's name, or a path."""
    from quoth.reading.reader import SHIPPED

    return model if model is None or model in SHIPPED else str(Path(model).absolute())


def run(
    inputs: Sequence[str],
    out: Path,
    settings: Settings,
    *,
    model: str | None = None,
    make: Callable[[], Reads] | None = None,
    workers: int | None = None,
    address: str | None = None,
    again: bool = False,
    tell: Tell = lambda doing, held: None,
) -> Sum:
    """Read inputs into a folder of Parquet files, or go on where that was broken off.

    Args:
        inputs: paths, folders, patterns and addresses.
        out: the folder; it is made where it is not there.
        settings: what decides which rows are written.
        model: folder of another trained reader, or a shipped one's name; see `Reader`.
        make: makes what reads the articles, in place of the reader of a model; it must be
            importable on all workers.
        workers: how many processes read; by default one for each core.
        address: of a Ray cluster; by default `RAY_ADDRESS`, or else this machine. With one that
            begins with `ray://` all of it runs over there.
        again: take away what a batch has written there before.
        tell: called when anything has come further.

    Raises:
        QuothError: none of the inputs can be opened; Ray is not installed or does not answer;
            the folder holds another batch, or another batch is writing it; the reader is missing.
        OSError: the folder cannot be written.
    """
    if is_far(address):
        options: dict[str, Any] = {"model": model, "make": make, "workers": workers}

        def there(shown: Tell) -> Sum:
            return run(inputs, out, settings, **options, address="auto", again=again, tell=shown)

        far: Sum = send(address, there, tell)
        return far
    found, stretches = look_at(inputs, out)
    if errors := unreadable(stretches):
        more = f"; and {len(errors) - _TOLD} more" if errors[_TOLD:] else ""
        raise QuothError("; ".join(map(str, errors[:_TOLD])) + more)
    make = make or partial(shipped, from_anywhere(model), settings.people)
    version = make().version
    wanted = {
        "version": VERSION,
        "schema": SCHEMA,
        "program": PROGRAM,
        "model": version,
        "settings": settings.told(),
        "inputs": [asdict(one) for one in found],
    }
    with locked(out) as folder:
        manifest = None if again else folder.manifest()
        if manifest is not None and (differing := differences(manifest, wanted)):
            raise refuse(out, differing)
        if manifest is not None and manifest["state"] == "whole":
            return _summed(folder, manifest)
        with session(address, workers) as most:
            held = Sum()
            if manifest is None:
                tell("cutting", held)
                manifest = _plan(folder, wanted, stretches, settings, most)
            folder.clean()
            _take_up(held, folder, manifest)
            tell("reading", held)
            work = Work(str(folder.path), settings, version, make, os.getcwd())
            _read(held, folder, work, most, tell)
            folder.clean()
            tell("comparing", held)
            held.copies = write_copies(folder)
        folder.write_manifest(manifest | _told(held))
    return held


def _plan(
    folder: Folder,
    wanted: dict[str, Any],
    stretches: Sequence[Stretch],
    settings: Settings,
    workers: int,
) -> dict[str, Any]:
    """Cut the inputs, keep the pieces, and write the manifest: from here on it can be gone on
    with."""
    folder.empty()
    rows = [
        {"number": n, "stretch": stretch, "settings": settings, "here": os.getcwd()}
        for n, stretch in enumerate(stretches)
    ]
    small = sum(one["bytes"] for one in wanted["inputs"]) < _SMALL
    cut = map(_cut, rows) if small else spread(rows, _cut, workers)
    made = sorted(cut, key=lambda row: row["number"])
    pieces = [piece_from_json(line) for row in made for line in json.loads(row["pieces"])]
    errors = [told for row in made for told in json.loads(row["errors"])]
    folder.write_pieces(pieces)
    failed = (InputError(*told) for told in errors)
    write_failures(failed, folder.failed_inputs, folder.unfinished)
    manifest = wanted | {"pieces": len(pieces), "errors": errors, "state": "begun"}
    folder.write_manifest(manifest)
    return manifest


def _cut(row: dict[str, Any]) -> dict[str, Any]:
    """Return the pieces of a stretch, and what cannot be cut, as JSON."""
    with suppress(OSError):
        os.chdir(row["here"])
    pieces, errors = cut_up(row["stretch"], row["settings"])
    return {
        "number": row["number"],
        "pieces": json.dumps([piece_to_json(piece) for piece in pieces]),
        "errors": json.dumps([[error.source, error.problem, error.remedy] for error in errors]),
    }


def _take_up(held: Sum, folder: Folder, manifest: Mapping[str, Any]) -> None:
    held.pieces = manifest["pieces"]
    held.errors = [InputError(*one) for one in manifest["errors"]]
    held.done = folder.done()
    held.before, held.pages_before = len(held.done), held.pages


def _read(held: Sum, folder: Folder, work: Work, workers: int, tell: Tell) -> None:
    pieces = folder.pieces()
    rows = [
        {"number": number, "piece": piece_to_json(piece)}
        for number, piece in enumerate(pieces)
        if number not in held.done
    ]
    began = math.inf
    for row in spread(rows, Worker, workers, work):
        if row["unfit"]:
            raise QuothError(row["unfit"])
        if row["done"]:
            done = Done.from_json(row["done"])
            held.done[done.piece] = done
            began = min(began, time.monotonic() - done.seconds)
            held.reading = time.monotonic() - began
        else:
            held.faults.append((row["number"], place_of(pieces[row["number"]]), row["fault"]))
        tell("reading", held)
    held.faults.sort()


def _told(held: Sum) -> dict[str, Any]:
    """What a manifest says of how a batch has ended."""
    return {
        "state": "broken" if held.faults else "whole",
        "counts": {
            what: held.total(what) for what in ("articles", "quotations", "speakers", "words")
        }
        | {"failures": held.failures, "copies": held.copies},
        "passed": dict(sorted(held.passed.items())),
        "faults": [list(fault) for fault in held.faults],
        "cost": {
            what: round(sum(getattr(done, what) for done in held.done.values()), 1)
            for what in ("seconds", "busy")
        },
    }


def _summed(folder: Folder, manifest: Mapping[str, Any]) -> Sum:
    held = Sum(copies=manifest["counts"]["copies"])
    _take_up(held, folder, manifest)
    return held
