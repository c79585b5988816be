"""Whom a quotation concerns: a weighing of all whom its words and the article around it name.

Of those of whom something is said many are named in none of its words: "the cancellation is
theater" is of the council that the sentence before names. So each person and organisation is
weighed by a few plain signs: whether the words may take them up (`spoken_of.py`), where else near
the quotation they are named, how much the article is about them. The weights were fitted by
logistic regression (`training/concerns.py`, which also tells what they reach on articles that they
were not fitted on).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from operator import mul

from quoth.quotation import Quotation
from quoth.reading.describing import Describing
from quoth.reading.entities import Entity
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.name_words import COUNTRIES, ORIGINS, PLACE_ENDS
from quoth.reading.of_self import Signs
from quoth.reading.spoken_of import SpokenOf, Words
from quoth.reading.walking import Walk

WEIGHTS: Mapping[str, float] = {
    "bias": -4.09,
    "named": 3.20,
    "named, in a role": -1.24,
    "named, a place or a mere word": -1.60,
    "named, as it seems a place": -2.88,
    "named, as it seems nobody": -3.18,
    "he": 4.05,
    "he, in direct speech": 3.22,
    "he, who says it": 4.26,
    "his, who says it": 3.17,
    "it": 0.98,
    "they": 1.50,
    "described body": 1.74,
    "stated body": 1.73,
    "stated person": 3.12,
    "kin": 3.82,
    "hearer": -1.01,
    "you": 3.60,
    "the hearer is to do it": 5.72,
    "own": 0.04,
    "own, nobody named": -2.25,
    "own body": 1.08,
    "I": 3.74,
    "I, more than once": 1.84,
    "my": 1.81,
    "we": 0.37,
    "body, we": 2.58,
    "body, it": 2.58,
    "no subject": -0.41,
    "no subject, promised": 4.47,
    "owns up": 1.29,
    "begins with he": 3.12,
    "begins with whether he": -1.61,
    "in the source": 0.99,
    "in the sentence before": 0.36,
    "in the sentence before, alone": -0.05,
    "in the paragraph": 0.84,
    "spoken of before": 0.85,
    "spoken of before, alone": -0.42,
    "spoken of just before": 0.61,
    "spoken of just before, by the same": 0.29,
    "alone, and of himself": -0.93,
    "in the headline, alone": 1.15,
    "share": 2.29,
    "share, alone": -0.24,
    "a place or a mere word": -0.90,
    "as it seems a place": -4.84,
    "as it seems nobody": -7.09,
}
"""What one unit of each sign counts. "Alone" is where the words take up nobody but who says
them."""
LEAST, LEAST_OTHERS = 0.28, 0.5
"""From how likely on somebody is told whom the words may take up, and somebody whom they do not."""

# "OpenAI", "xAI": words with a capital in them are firms or what they make.
_FIRM = re.compile(r"^(?!Ma?c)\w*[a-z][A-Z]")
_BUYING = re.compile(
    r"\b(?:buy(?:s|ing)?|bought|acquir(?:e[sd]?|ing)|stakes? in|shares (?:in|of)|takeover of"
    r"|merge[sd]? with|merger with) $"
)
_LONGEST_BUYING = 20
_MONEY = re.compile(r"(?:Rs|RM|QR|Tk|[A-Z]{0,3}[$€£¥₹₦])(?:\.?\d|\.?$)")
# What is named so often that is no person and not known for a body is somebody, or stands for it.
_OFTEN = 3
# Within how many quotations somebody spoken of is likely to be spoken of again.
_REACH = 4
_LEAST_BEFORE = 0.05
# No sentence and no paragraph reaches farther than this from a quotation, in code points.
_FAR = 1500
_MAIN = 2
# In a short text somebody is soon most of it: a greater share than this tells no more.
_MOST_SHARE = 0.2
# How many namings tell what a name is the name of.
_ASKED = 3


class Concerns:
    """Weighs whom the quotations of one article concern, in the order of the text.

    Args:
        walk: the walk, finished.
        describing: what resolves descriptions in it.
    """

    def __init__(self, walk: Walk, describing: Describing) -> None:
        self.walk = walk
        self.cast = walk.cast
        self.text = walk.text
        self.sentences = (*self.cast.sentences, len(self.text))
        self.names = {
            e.number: e.name() for e in self.cast.entities if e.forms and not _is_money(e)
        }
        self.called = {n: self.cast.called(self.cast.entities[n]) for n in self.names}
        self.total = sum(self.called.values()) or 1
        self.headed = {n.entity.number for n in self.cast.between(0, self._top())}
        self.firms = set(self._firms())
        self.slight = {n for n in self.names if not self._counts(n)}
        self.main = list(self._main())
        self.start()
        self._standing: dict[tuple[int, bool], Signs] = {}
        self.words = Words(walk, describing, self.names, self.firms)

    def start(self) -> None:
        """Begin with the first quotation of the article, again."""
        self.before: list[tuple[Quotation, dict[int, float]]] = []

    def of(self, quotation: Quotation) -> list[str]:
        """Say whom the next quotation concerns.

        Args:
            quotation: the next one, with its speaker and addressee.

        Returns:
            Names: first of those whom its words take up, in the order of the text, then of the
            others, the likeliest first.
        """
        spoken_of = self.words.of(quotation)
        likely = self.weighed(quotation, self.signs(quotation, spoken_of))
        after = len(self.text)
        found = sorted(
            told(likely, spoken_of.signs),
            key=lambda n: (spoken_of.places.get(n, after), -likely[n]),
        )
        return [self.names[number] for number in found]

    def weighed(
        self,
        quotation: Quotation,
        signs: Mapping[int, Signs],
        weights: Mapping[str, float] = WEIGHTS,
    ) -> dict[int, float]:
        """How likely it is that the quotation concerns each, by entity number."""
        likely = {number: _likely(weights, held) for number, held in signs.items()}
        again = {n: share for n, share in likely.items() if share > _LEAST_BEFORE and n >= 0}
        self.before = [*self.before[1 - _REACH :], (quotation, again)]
        return likely

    def signs(self, quotation: Quotation, spoken_of: SpokenOf) -> dict[int, Signs]:
        """The signs of each who may be meant, by entity number.

        Args:
            quotation: the next one.
            spoken_of: whom its words may speak of.
        """
        found: defaultdict[int, Signs] = defaultdict(dict)
        for number in self.main if spoken_of.alone else ():
            found[number] = {}
        # Where the words take up somebody else, those who are only named around are not meant.
        whom = self.names if spoken_of.alone else spoken_of.signs
        self._around(quotation, found, whom)
        self._from_before(quotation, found, whom)
        if spoken_of.alone:
            for held in found.values():
                for sign in ("in the sentence before", "spoken of before"):
                    if sign in held:
                        held[f"{sign}, alone"] = held[sign]
        if spoken_of.own is not None:
            found.pop(spoken_of.own, None)
        for number, held in spoken_of.signs.items():
            found[number].update(held)
        for number, held in found.items():
            held["bias"] = 1.0
            if number >= 0:
                self._stand(number, held, spoken_of)
        return found

    # -- the signs ------------------------------------------------------------------------

    def _stand(self, number: int, held: Signs, spoken_of: SpokenOf) -> None:
        """What the article as a whole tells of somebody."""
        share = held["share"] = 5.0 * min(_MOST_SHARE, self.called[number] / self.total)
        if number == spoken_of.own:
            return
        if spoken_of.alone:
            held["share, alone"] = share
            if number in self.headed:
                held["in the headline, alone"] = 1.0
            if spoken_of.of_self:
                held["alone, and of himself"] = 1.0
        held.update(self._kind(number, "named" in held))

    def _kind(self, number: int, named: bool) -> Signs:
        """What kind of thing it is; the same for all quotations that name it, or do not."""
        known = self._standing.get((number, named))
        if known is None:
            known = self._standing[number, named] = {}
            place, nobody = self._seems(number)
            slight = number in self.slight
            for sign, value, also in (
                ("a place or a mere word", float(slight), "named, a place or a mere word"),
                ("as it seems a place", place, "named, as it seems a place"),
                ("as it seems nobody", nobody, "named, as it seems nobody"),
            ):
                if value:
                    known[sign] = value
                    if named:
                        known[also] = value
        return known

    def _seems(self, number: int) -> tuple[float, float]:
        """How likely a learned scorer thinks a name that of a place, or of nobody."""
        antecedents = self.walk.antecedents
        if antecedents is None:
            return 0.0, 0.0
        if number in self.firms:
            return 0.0, 0.0
        namings = self.cast.of(number)[:_ASKED]
        odds = [antecedents.kinds(n.begin, n.end) for n in namings] or [(0.0, -99.0, -99.0, -99.0)]
        place = sum(math.exp(held[3]) for held in odds) / len(odds)
        return place, sum(math.exp(held[0]) for held in odds) / len(odds)

    def _around(
        self, quotation: Quotation, found: defaultdict[int, Signs], whom: Container[int]
    ) -> None:
        """Who is named near the quotation, but not in its content; of some, by their numbers."""

        def mark(sign: str, begin: int, end: int) -> None:
            for naming in self.cast.between(begin, end):
                if naming.entity.number in whom:
                    found[naming.entity.number][sign] = 1.0

        for span in quotation.source:
            mark("in the source", *span)
        begin = min(s.begin for s in (*quotation.content, *quotation.cue, *quotation.source))
        first = self.cast.sentence(begin)
        start = max(self.sentences[first], begin - _FAR)
        if first:
            mark("in the sentence before", max(self.sentences[first - 1], start - _FAR), start)
        paragraph = max(self.walk.lines[self.walk.paragraph(begin)], start - _FAR)
        mark("in the paragraph", paragraph, start)

    def _from_before(
        self, quotation: Quotation, found: defaultdict[int, Signs], whom: Container[int]
    ) -> None:
        """Of whom was spoken just before; of some, by their numbers."""
        for _, likely in self.before:
            for number, share in likely.items():
                if number in whom:
                    held = found[number]
                    held["spoken of before"] = max(share, held.get("spoken of before", 0.0))
        if not self.before:
            return
        last, likely = self.before[-1]
        names = [q.speaker.name for q in (last, quotation) if q.speaker]
        same = len(names) == 2 and names[0] == names[1]
        for number, share in likely.items():
            if number in whom:
                held = found[number]
                held["spoken of just before"] = share
                if same:
                    held["spoken of just before, by the same"] = share

    # -- the article ----------------------------------------------------------------------

    def _counts(self, number: int) -> bool:
        entity = self.cast.entities[number]
        if number in self.firms:
            return True
        often = entity.kind is None and self.called[number] >= _OFTEN and entity.evidence >= 0
        return counts(entity) or (often and entity.last not in COUNTRIES)

    def _firms(self) -> Iterator[int]:
        """What is written like a firm, or bought like one: "we will buy Twitter"."""
        for naming in self.cast.namings:
            number, entity = naming.entity.number, naming.entity
            if number in self.names and entity.kind is None and entity.last not in COUNTRIES:
                before = self.text[max(0, naming.begin - _LONGEST_BUYING) : naming.begin]
                if _written_like_a_firm(entity) or _BUYING.search(before):
                    yield number

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


def told(likely: Mapping[int, float], in_words: Container[int]) -> list[int]:
    """Those of whom it is likely enough that a quotation concerns them.

    Args:
        likely: how likely it is, by number.
        in_words: the numbers of those whom the words may take up.
    """
    return [
        number
        for number, share in likely.items()
        if share >= (LEAST if number in in_words else LEAST_OTHERS)
    ]


def counts(entity: Entity) -> bool:
    """Whether an entity is a person or an organisation rather than a place or mere word."""
    if entity.kind == "person":
        return True
    if _is_money(entity):
        return False
    if entity.kind is None and _written_like_a_firm(entity):
        return True
    if entity.kind != "organization" or entity.last in PLACE_ENDS:
        return False
    if entity.last in COUNTRIES:
        # "Congress" is as good as a country, "Lune Workers Congress" is a party.
        return entity.last == "congress" and any(len(form) > 2 for form in entity.forms)
    return entity.last not in ORIGINS and entity.first != "us"


def _is_money(entity: Entity) -> bool:
    return all(_MONEY.match(word) for form in entity.forms for word in form)


def _written_like_a_firm(entity: Entity) -> bool:
    return any(_FIRM.search(word) for form in entity.forms for word in form)


def _likely(weights: Mapping[str, float], signs: Signs) -> float:
    weight = sum(map(mul, map(weights.__getitem__, signs), signs.values()))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, weight))))
