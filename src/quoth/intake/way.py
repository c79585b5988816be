"""How inputs are to be read: what all that reads them is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from quoth.intake.limits import Limits

Language = Literal["en", "any"]
"""Which articles are kept: those in English, or those in any language."""


@dataclass(frozen=True, slots=True)
class Way:
    """How inputs are to be read.

    Attributes:
        limits: bounds on one article.
        language: which articles are kept; None keeps those in English of what archives and
            tables hold, and all that is named by itself or is a line of JSON Lines.
        columns: what the columns of tables are called: `{"text": "BODY"}`.
        watch: told how many bytes of the inputs were read since it was told last.
        found: whether the input was met in a folder, where a table may be of anything.
    """

    limits: Limits = field(default_factory=Limits)
    language: Language | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    watch: Callable[[int], None] | None = None
    found: bool = False
