"""Words looked up in a transcript, over the boundaries of its cues."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from quoth.article import Span
from quoth.intake.transcripts import Segment, Transcript
from quoth.record.likening import Likeness, likened
from quoth.record.wordings import Token, wording

_SLACK = 60
_DIAGONAL = 8
_MOST_WINDOWS = 4
_MOST_VOTES = 20_000


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of a transcript that may be what is sought.

    Attributes:
        transcript: its name.
        segment: that of the first word.
        speakers: whose labels stand with the words, in order; None where one has none.
        words: the stretch.
        likeness: how the words sought stand to it; a stretch of a talk in one piece is verbatim.
    """

    transcript: str
    segment: Segment
    speakers: tuple[str | None, ...]
    words: str
    likeness: Likeness


class Spoken:
    """A transcript as one run of words.

    Args:
        transcript: what was said.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.name = transcript.name
        self.segments = transcript.segments
        self._begins: list[int] = []
        at = 0
        for segment in self.segments:
            self._begins.append(at)
            at += len(segment.text) + 1
        self._text = " ".join(segment.text for segment in self.segments)
        self._tokens: tuple[Token, ...] = wording(self._text).tokens
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self._tokens):
            self._places[token.form].append(index)
        self._row = f" {' '.join(token.form for token in self._tokens)} "

    def find(self, words: str) -> list[Heard]:
        """Return where the words may be said, the likeliest first; empty where nowhere."""
        found: dict[int, Heard] = {}
        for low, high in self._windows(words):
            begin, end = self._tokens[low].begin, self._tokens[high - 1].end
            around = self._text[begin:end]
            likeness = likened(around, words)
            if likeness is not None:
                first, last = (begin + offset for offset in likeness.stretch)
                found.setdefault(first, self._heard(Span(first, last), likeness))
        return list(found.values())

    def _windows(self, words: str) -> Iterator[tuple[int, int]]:
        """Stretches in which the words sought stand in a row, or nearly so, the best first."""
        sought = [token.form for token in wording(words).tokens]
        if not sought:
            return
        slack = _SLACK + len(sought)
        for start in [*self._exactly(sought), *self._nearly(sought)]:
            yield max(0, start - slack), min(len(self._tokens), start + len(sought) + slack)

    def _exactly(self, sought: Sequence[str]) -> Iterator[int]:
        """Where the words stand in a row: indexes of the first one."""
        row = f" {' '.join(sought)} "
        at = self._row.find(row)
        for _ in range(_MOST_WINDOWS):
            if at < 0:
                return
            yield self._row.count(" ", 0, at)
            at = self._row.find(row, at + len(row) - 1)

    def _nearly(self, sought: Sequence[str]) -> Iterator[int]:
        """Where many of the words stand in their order: roughly where the first one would be.

        Each word votes for where the first would stand, the more the rarer it is in the
        transcript.
        """
        rare = sorted(
            (len(self._places[form]), index)
            for index, form in enumerate(sought)
            if form in self._places
        )
        told: defaultdict[int, float] = defaultdict(float)
        votes = 0
        for count, index in rare:
            votes += count
            if told and votes > _MOST_VOTES:
                break
            weight = math.log2(1 + len(self._tokens) / count)
            for place in self._places[sought[index]][:_MOST_VOTES]:
                told[(place - index) // _DIAGONAL] += weight
        # Words on either side of a boundary between two diagonals count for both.
        both = {d: n + max(told.get(d - 1, 0), told.get(d + 1, 0)) for d, n in told.items()}
        seen: list[int] = []
        ranked = nsmallest(3 * _MOST_WINDOWS, both, key=lambda d: (-both[d], -told[d], d))
        for diagonal in ranked:
            if not any(abs(diagonal - other) <= 1 for other in seen):
                seen.append(diagonal)
                yield diagonal * _DIAGONAL
            if len(seen) == _MOST_WINDOWS:
                return

    def _heard(self, span: Span, likeness: Likeness) -> Heard:
        last = max(span.begin, span.end - 1)
        segments = self.segments[self._at(span.begin) : self._at(last) + 1]
        if likeness.match == "excerpt" and likeness.in_one:
            likeness = replace(likeness, match="verbatim")
        return Heard(
            self.name,
            segments[0],
            tuple(dict.fromkeys(segment.speaker for segment in segments)),
            self._text[slice(*span)],
            likeness,
        )

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self._begins, offset) - 1)
