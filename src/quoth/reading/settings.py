"""What the trained reader needs beside its graph: learned numbers used outside of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoth.errors import ModelError
from quoth.reading.links import BUCKETS, RELATIONS, WIDTH, Floats
from quoth.reading.tags import TAGS

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Learned numbers that decoding uses.

    Attributes:
        transitions: score of each tag (column) after each other (row).
        null: vector that answers "none", one row a relation, the last row for antecedents.
        distance: score of each class of distance, likewise.
        eager: added to the score of beginning a source, a cue, a content; more finds more.
        window, context: pieces read together, and how many of them from before.
        calibration: weights of the evidence in a quotation's confidence; the constant first.
        least: quotations less sure than this are left out.
    """

    transitions: Floats
    null: Floats
    distance: Floats
    eager: tuple[float, ...] = (0.0, 0.0, 0.0)
    window: int = 254
    context: int = 40
    calibration: tuple[float, ...] = ()
    least: float = 0.0


def load_settings(path: Path) -> Settings:
    """Read the settings of a model; raises `ModelError` where they do not fit."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["format"] != FORMAT:
            raise ValueError(f"format {held['format']}, not {FORMAT}")
        found = Settings(
            transitions=np.array(held["transitions"], dtype=np.float32),
            null=np.array(held["null"], dtype=np.float32),
            distance=np.array(held["distance"], dtype=np.float32),
            eager=tuple(float(w) for w in held["eager"]),
            window=int(held["window"]),
            context=int(held["context"]),
            calibration=tuple(float(w) for w in held["calibration"]),
            least=float(held["least"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not the settings of a reader: {error}") from error
    shapes = (found.transitions.shape, found.null.shape, found.distance.shape)
    asking = RELATIONS + 1
    wanted = ((len(TAGS), len(TAGS)), (asking, WIDTH), (asking, BUCKETS))
    if shapes != wanted:
        raise ModelError(f"{path}: made for another version of Quoth: {shapes}, not {wanted}")
    return found


def save_settings(settings: Settings, path: Path) -> None:
    """Write the settings of a model as JSON."""
    written = {
        "format": FORMAT,
        "transitions": settings.transitions.round(4).tolist(),
        "null": settings.null.round(4).tolist(),
        "distance": settings.distance.round(4).tolist(),
        "eager": list(settings.eager),
        "window": settings.window,
        "context": settings.context,
        "calibration": [round(w, 4) for w in settings.calibration],
        "least": settings.least,
    }
    # float32 numbers print with the digits of a float64 unless they are rounded again.
    text = json.dumps(json.loads(json.dumps(written), parse_float=lambda n: round(float(n), 4)))
    path.write_text(text + "\n", encoding="utf-8")
