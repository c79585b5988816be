"""Whom a quotation concerns: a weighing of all whom the article names around it.

Of those of whom something is said every other is named in none of its words: "the cancellation is
theater" is of the council that the sentence before names. So each person and organisation is
weighed by a few plain signs: whether the words take them up, where else near the quotation they
are named, how much the article is about them. The weights were fitted by logistic regression
(`training/concerns.py`, which also tells what they reach on articles that they were not fitted
on).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from quoth.quotation import Quotation
from quoth.reading.entities import Entity, Naming
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.name_words import COUNTRIES, ORIGINS, PLACE_ENDS
from quoth.reading.walking import Walk

WEIGHTS: Mapping[str, float] = {
    "bias": -4.39,
    "taken up": 3.09,
    "taken up in direct speech": -0.40,
    "a person named": 0.80,
    "described": 2.34,
    "I, more than once": 1.56,
    "my, and no I": -1.22,
    "you": 2.64,
    "in the source": 0.80,
    "beside": 0.43,
    "in the sentence before": 0.45,
    "in the paragraph": 0.83,
    "in the sentence after": 0.46,
    "spoken of before": 1.11,
    "asked about": 0.68,
    "in the headline, alone": 1.11,
    "share": 8.06,
    "a place, or a mere word": -0.37,
}
"""What one unit of each sign counts."""
LEAST, LEAST_OTHERS = 0.25, 0.45
"""From how likely on somebody is told whom the words take up, and somebody whom they do not."""

_I = re.compile(r"\b(?:I|[Mm]e|[Mm]yself)\b")
_MY = re.compile(r"\b(?:[Mm]y|[Mm]ine)\b")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
# A description that may take somebody up: "the council", "their new coach".
_DESCRIPTION = re.compile(
    r"\b(?:[Tt]h(?:e|is|ese)|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|[Hh]is|[Hh]er)"
    r" (?:[a-z][\w-]+ )?[a-z][\w-]{2,}\b"
)
_MOST_DESCRIPTIONS = 2
# "OpenAI", "xAI": words with a capital in them are firms or what they make.
_FIRM = re.compile(r"^(?!Ma?c)\w*[a-z][A-Z]")
# How many namings before and after a description may be what it takes up.
_BEFORE, _AFTER = 20, 4
_FAINT = 0.05
# Within how many quotations somebody spoken of is likely to be spoken of again.
_REACH = 4
# No sentence and no paragraph reaches farther than this from a quotation, in code points.
_FAR = 1500
_MAIN = 2
# In a short text somebody is soon most of it: a greater share than this tells no more.
_MOST_SHARE = 0.2

Signs = dict[str, float]


class Concerns:
    """Weighs whom the quotations of one article concern, in the order of the text.

    Args:
        walk: the walk, finished.
    """

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.cast = walk.cast
        self.text = walk.text
        self.sentences = (*self.cast.sentences, len(self.text))
        self.names = {e.number: e.name() for e in self.cast.entities if e.forms}
        self.by_name = {name: number for number, name in reversed(self.names.items())}
        self.called = {number: self._called(number) for number in self.names}
        self.total = sum(self.called.values()) or 1
        self.headed = {n.entity.number for n in self.cast.between(0, self._top())}
        self.slight = {n for n in self.names if not counts(self.cast.entities[n])}
        self.main = list(self._main())
        self.before: list[tuple[Quotation, dict[int, float]]] = []

    def of(self, quotation: Quotation, taken_up: Mapping[int, int]) -> list[int]:
        """Say whom the next quotation concerns.

        Args:
            quotation: the next one, with its speaker and addressee.
            taken_up: whom its words take up: entity number, and where.

        Returns:
            Entity numbers: first those whom its words take up, in the order of the text, then
            the others, the likeliest first.
        """
        likely = self.weighed(quotation, self.signs(quotation, taken_up))
        found = told(likely, taken_up)
        after = len(self.text)
        return sorted(found, key=lambda n: (taken_up.get(n, after), -likely[n]))

    def weighed(
        self,
        quotation: Quotation,
        signs: Mapping[int, Signs],
        weights: Mapping[str, float] = WEIGHTS,
    ) -> dict[int, float]:
        """How likely it is that the quotation concerns each, by entity number."""
        likely = {number: _likely(weights, held) for number, held in signs.items()}
        self.before = [*self.before[1 - _REACH :], (quotation, likely)]
        return likely

    def signs(self, quotation: Quotation, taken_up: Mapping[int, int]) -> dict[int, Signs]:
        """The signs of each who may be meant, by entity number, but for those of no value.

        Where the words name anything, or take up anybody but who says them, those who are only
        named around them are not meant; and who says them never is by that alone.
        """
        found: defaultdict[int, Signs] = defaultdict(dict)
        own = self._number_of(quotation.speaker.name if quotation.speaker else None)
        named = (n.entity.number for span in quotation.content for n in self.cast.between(*span))
        alone = all(number == own for number in (*taken_up, *named))
        for number in (*taken_up, *self.main):
            found[number] = {}
        self._in_words(quotation, taken_up, own, found)
        if not alone:
            for number in [n for n, held in found.items() if not _is_in_words(n, held, taken_up)]:
                del found[number]
        # Nobody else is meant then, and nobody else's signs are looked for.
        whom = self.names if alone else frozenset(found)
        if not whom:
            return found
        self._around(quotation, found, whom)
        self._from_before(found, whom)
        if own is not None and own in found and not _is_in_words(own, found[own], taken_up):
            del found[own]
        for number, held in found.items():
            held["bias"] = 1.0
            held["share"] = min(_MOST_SHARE, self.called[number] / self.total)
            if alone and number in self.headed:
                held["in the headline, alone"] = 1.0
            if number in self.slight:
                held["a place, or a mere word"] = 1.0
        return found

    # -- the signs ------------------------------------------------------------------------

    def _in_words(
        self,
        quotation: Quotation,
        taken_up: Mapping[int, int],
        own: int | None,
        found: defaultdict[int, Signs],
    ) -> None:
        """What the words of the content themselves show."""
        for number in taken_up:
            found[number]["taken up"] = 1.0
            if quotation.type == "direct":
                found[number]["taken up in direct speech"] = 1.0
        for begin, end in quotation.content:
            for naming in self.cast.between(begin, end):
                if naming.entity.kind == "person" and naming.entity.number in taken_up:
                    found[naming.entity.number]["a person named"] = 1.0
            for number, share in self._described(begin, end):
                if number not in self.names:
                    continue
                held = found[number]
                held["described"] = max(share, held.get("described", 0.0))
        if quotation.type == "indirect":
            return
        words = " ".join(self.text[begin:end] for begin, end in quotation.content)
        hearer = self._number_of(quotation.addressee)
        if hearer is not None and _YOU.search(words):
            found[hearer]["you"] = 1.0
        if own is not None and self.cast.entities[own].kind == "person":
            selves = len(_I.findall(words))
            if selves > 1:
                found[own]["I, more than once"] = 1.0
            elif not selves and _MY.search(words):
                found[own]["my, and no I"] = 1.0

    def _described(self, begin: int, end: int) -> Iterator[tuple[int, float]]:
        """Whom the descriptions of a span take up as the learned scorer sees it."""
        antecedents, namings = self.walk.antecedents, self.cast.namings
        if antecedents is None:
            return
        for count, match in enumerate(_DESCRIPTION.finditer(self.text, begin, end)):
            if count == _MOST_DESCRIPTIONS:
                return
            index = bisect_right(self.cast.begins, match.start())
            near = namings[max(0, index - _BEFORE) : index + _AFTER]
            near = [n for n in near if n.end <= match.start() or n.begin >= match.end()]
            if not near:
                continue
            scores = antecedents.scores(*match.span(), [(n.begin, n.end) for n in near])
            top = max(scores)
            odds = [math.exp(score - top) for score in scores]
            whole = sum(odds)
            shares: defaultdict[int, float] = defaultdict(float)
            for naming, each in zip(near, odds[1:], strict=True):
                shares[naming.entity.number] += each / whole
            yield from ((number, share) for number, share in shares.items() if share > _FAINT)

    def _around(
        self, quotation: Quotation, found: defaultdict[int, Signs], whom: Container[int]
    ) -> None:
        """Who is named near the quotation, but not in its content; of some, by their numbers."""

        def mark(sign: str, namings: Sequence[Naming]) -> None:
            for naming in namings:
                if naming.entity.number in whom:
                    found[naming.entity.number][sign] = 1.0

        spans = (*quotation.content, *quotation.cue, *quotation.source)
        begin, end = min(s.begin for s in spans), max(s.end for s in spans)
        first = self.cast.sentence(begin)
        last = max(first, self.cast.sentence(max(begin, end - 1)))
        start = max(self.sentences[first], begin - _FAR)
        stop = min(self.sentences[last + 1], end + _FAR)
        for span in quotation.source:
            mark("in the source", self.cast.between(*span))
        mark("beside", self._outside(quotation, start, stop))
        next_end = self.sentences[min(last + 2, len(self.sentences) - 1)]
        after = min(next_end, stop + _FAR)
        mark("in the sentence after", self.cast.between(stop, after))
        if first:
            before = self.cast.between(max(self.sentences[first - 1], start - _FAR), start)
            mark("in the sentence before", before)
        paragraph = max(self.walk.lines[self.walk.paragraph(begin)], start - _FAR)
        mark("in the paragraph", self.cast.between(paragraph, start))

    def _outside(self, quotation: Quotation, begin: int, end: int) -> list[Naming]:
        """The namings of a stretch that do not stand in the content."""
        return [
            naming
            for naming in self.cast.between(begin, end)
            if not any(b <= naming.begin < e for b, e in quotation.content)
        ]

    def _from_before(self, found: defaultdict[int, Signs], whom: Container[int]) -> None:
        """Of whom was spoken, or asked, just before; of some, by their numbers."""
        for _, likely in self.before:
            for number, share in likely.items():
                if share > _FAINT and number in whom:
                    held = found[number]
                    held["spoken of before"] = max(share, held.get("spoken of before", 0.0))
        if self.before and self.before[-1][0].question:
            for number, share in self.before[-1][1].items():
                if share > _FAINT and number in whom:
                    found[number]["asked about"] = share

    # -- the article ----------------------------------------------------------------------

    def _number_of(self, name: str | None) -> int | None:
        return self.by_name.get(name) if name else None

    def _called(self, number: int) -> int:
        return self.cast.called(self.cast.entities[number])

    def _top(self) -> int:
        """Where headline and standfirst end: with the first line where no blocks are known."""
        blocks = self.walk.article.blocks
        if not blocks:
            return self.walk.lines[1] if len(self.walk.lines) > 1 else 0
        return max((block.end for block in blocks if block.kind in TITLE_BLOCKS), default=0)

    def _main(self) -> Iterator[int]:
        """The people and the organisations that the article names most: they may be meant
        anywhere."""
        often = sorted(self.names, key=lambda number: -self.called[number])
        for kind in ("person", "organization"):
            those = (n for n in often if self.called[n] > 1)
            yield from [n for n in those if self.cast.entities[n].kind == kind][:_MAIN]


def _is_in_words(number: int, signs: Signs, taken_up: Container[int]) -> bool:
    """Whether the words of a content themselves may mean somebody."""
    return number in taken_up or "described" in signs or "you" in signs


def told(likely: Mapping[int, float], taken_up: Container[int]) -> list[int]:
    """Those of whom it is likely enough that a quotation concerns them."""
    return [
        number
        for number, share in likely.items()
        if share >= (LEAST if number in taken_up else LEAST_OTHERS)
    ]


def counts(entity: Entity) -> bool:
    """Whether an entity is a person or an organisation rather than a place or mere word."""
    if entity.kind == "person":
        return True
    if entity.kind is None and any(_FIRM.search(word) for form in entity.forms for word in form):
        return True
    if entity.kind != "organization" or entity.last in PLACE_ENDS or entity.last in COUNTRIES:
        return False
    return entity.last not in ORIGINS and entity.first != "us"


def _likely(weights: Mapping[str, float], signs: Signs) -> float:
    weight = sum(weights[sign] * value for sign, value in signs.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, weight))))
