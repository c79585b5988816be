"""Words looked up in a transcript, over the boundaries of its cues."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quoth.article import Span
from quoth.intake.transcripts import Segment, Transcript
from quoth.record.likening import Likeness, likened
from quoth.record.rarity import SMALL_WORDS, bits
from quoth.record.wordings import Token, wording

_SLACK = 60
_DIAGONAL = 8
_MOST_WINDOWS = 4
_MOST_PLACES = 400


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
        telling = [form not in SMALL_WORDS for form in sought]
        told: Counter[int] = Counter()
        for index, form in enumerate(sought):
            places = self._places.get(form, ())
            if len(places) > _MOST_PLACES and any(telling) and not telling[index]:
                continue
            for place in places:
                told[(place - index) // _DIAGONAL] += round(bits(form))
        seen: list[int] = []
        # Words on either side of a boundary between two diagonals count for both.
        both = {d: n + max(told[d - 1], told[d + 1]) for d, n in list(told.items())}
        slack = _SLACK + len(sought)
        for diagonal in sorted(both, key=lambda d: (-both[d], -told[d], d)):
            if any(abs(diagonal - other) <= 1 for other in seen):
                continue
            seen.append(diagonal)
            start = diagonal * _DIAGONAL
            low = max(0, start - slack)
            high = min(len(self._tokens), start + len(sought) + slack)
            if low < high:
                yield low, high
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
