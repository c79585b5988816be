"""What a learned scorer of mentions must offer, for naming to weigh it with its own signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Antecedents(Protocol):
    """Scores of which mention a mention takes up, and of what it names, for one article."""

    def scores(self, begin: int, end: int, candidates: Sequence[tuple[int, int]]) -> list[float]:
        """Say how likely each candidate is the same person or organisation as a mention.

        Args:
            begin, end: the mention, a span of `Article.text`.
            candidates: spans of the mentions that it may take up.

        Returns:
            Log odds, one entry more than candidates: the first is for none of them.
        """
        ...

    def kinds(self, begin: int, end: int) -> tuple[float, float, float, float]:
        """Say what a name is the name of.

        Args:
            begin, end: the name, a span of `Article.text`.

        Returns:
            Log probabilities of: nothing that is told apart, a person, an organisation, a place.
        """
        ...
