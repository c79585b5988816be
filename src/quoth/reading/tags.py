"""The tags of the encoder: which role a word piece has, and where in its span it stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
"""Outside, then begin, inside, end, and single-piece span for every role (BIOES)."""

OUTSIDE = 0

MENTIONED = ("person", "organization", "place")
KINDS = ("O", *(f"{place}-{kind}" for kind in MENTIONED for place in "BI"))
"""What is mentioned: outside, then begin and inside of every kind (BIO); the innermost counts."""


def tag(role: str, place: str) -> int:
    """Index in `TAGS` of a role's `B`, `I`, `E` or `S`."""
    return TAGS.index(f"{place}-{role}")


def legal() -> npt.NDArray[np.bool_]:
    """Which tag (column) may follow which (row)."""
    size = len(TAGS)
    allowed = np.zeros((size, size), dtype=bool)
    for before, name in enumerate(TAGS):
        goes_on = name[0] in "BI"
        for after, follower in enumerate(TAGS):
            continues = follower[0] in "IE"
            same_role = name[2:] == follower[2:]
            allowed[before, after] = same_role if goes_on and continues else goes_on == continues
    return allowed


def entering(eager: Sequence[float]) -> npt.NDArray[np.float32]:
    """Score added to each tag that begins a span, given one number a role."""
    added = np.zeros(len(TAGS), dtype=np.float32)
    for role, amount in zip(ROLES, eager, strict=True):
        added[[tag(role, "B"), tag(role, "S")]] = amount
    return added
