"""Whom the words of a quotation may speak of, and the signs of it that they show."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from quoth.quotation import Quotation
from quoth.reading.cast import Cast
from quoth.reading.describing import Describing
from quoth.reading.descriptions import GENERAL_BODIES, kind_of
from quoth.reading.entities import Entity, Naming
from quoth.reading.kin import kin_in
from quoth.reading.of_self import IT, NO_SUBJECT, Signs, holds_opinion, of_self
from quoth.reading.role_words import is_role
from quoth.reading.walking import Choice, Walk

FAINT = 0.03
"""A share that tells nothing."""
LIKELY = 0.4
"""From what share on somebody is taken for meant by a word, and nobody else needs to be."""

_YOU = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
_THEY = re.compile(r"[Tt](?<!\w.)he(?:y|ir|m|mselves)\b")
# A description that may take somebody up: "the company", "the transport minister".
_TAKES_UP = re.compile(
    r"\b([Tt]h(?:e|is|ese)|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|[Hh]is|[Hh]er)"
    r"((?: [A-Z][\w&-]+){0,3}(?: (?!(?:of|in|on|at|to|for|and|is|was|were|are|had|has|have|would"
    r"|will|could|can|should|who|which|that|did|does|do|with|from|by|as|but|or|not|been|be|might|may"
    r"|must|still|also|after|before|when|if|because|over|about|an?|the)\b)[a-z][\w-]+){1,3})"
)
# A headline leaves the article out: "chief says company not for sale".
_BARE_BODY = re.compile(
    rf"(?:{'|'.join(sorted(GENERAL_BODIES))})"
    r"(?= (?:not|to|is|was|are|were|has|had|will|would|can|could|may|might|must|should|did|does)\b)"
)
_AND = (" and ", " but ", " and that ", " but that ")
_THAT = re.compile("that ")
_NEXT_WORD = re.compile(r" ([a-z][\w-]*)")
_ARTICLES = tuple(f"{case} " for word in ("the", "a", "an") for case in (word, word.title()))
_MOST_DESCRIPTIONS, _MOST_PRONOUNS, _MOST_MEANT = 4, 2, 4
# How many namings before and after a word may be what it takes up.
_BEFORE, _AFTER = 20, 2
# Numbers from here on down are of those whom the article does not name.
_NEW = -1_000_000


@dataclass(slots=True)
class SpokenOf:
    """Whom the words of one quotation may speak of, by number.

    Attributes:
        signs: of each, what the words show.
        places: where the words first take them up, if they do.
        own: the number of who says them, or None.
        hearer: the number of who hears them, or None.
        alone: whether nobody but the speaker is taken up.
        of_self: whether the speaker plainly speaks of himself.
    """

    own: int | None
    hearer: int | None
    signs: defaultdict[int, Signs] = field(default_factory=lambda: defaultdict(dict))
    places: dict[int, int] = field(default_factory=dict)
    alone: bool = True
    of_self: bool = False

    def see(self, number: int, sign: str, share: float = 1.0, at: int = -1) -> None:
        """Note a sign of somebody, the strongest of a kind, and where it stands."""
        if share > FAINT:
            held = self.signs[number]
            held[sign] = max(share, held.get(sign, 0.0))
            if number != self.own and share > LIKELY:
                self.alone = False
            if at >= 0 and share > FAINT:
                self.places[number] = min(at, self.places.get(number, at))


class Words:
    """Reads the words of the quotations of one article.

    Args:
        walk: the walk, finished.
        describing: what resolves descriptions in it.
        names: the names of those who can be meant, by number; those who have none but whose
            they are, and speakers who are nobody named, are added with numbers below zero.
        firms: the numbers of those who are known for firms by how they are written of.
    """

    def __init__(
        self, walk: Walk, describing: Describing, names: dict[int, str], firms: Container[int]
    ) -> None:
        self.walk = walk
        self.cast: Cast = walk.cast
        self.text = walk.text
        self.describing = describing
        self.names = names
        self.firms = firms
        self.by_name = {name: number for number, name in reversed(names.items())}

    def of(self, quotation: Quotation) -> SpokenOf:
        """Say whom the words of a quotation may speak of.

        Args:
            quotation: one with its speaker and addressee. "He" inside words in quotation marks
                is neither who says them nor who hears them.
        """
        speaker = quotation.speaker
        own = self.by_name.get(speaker.name) if speaker else None
        if own is None and speaker and speaker.kind in ("person", "organization"):
            own = self._new(speaker.name)
        hearer = self.by_name.get(quotation.addressee) if quotation.addressee else None
        found = SpokenOf(own, hearer)
        asked = self._asked(quotation, hearer)
        for begin, end in quotation.content:
            self._named(found, begin, end)
            if asked is None:
                self._he(found, quotation, begin, end)
            elif self._pronouns(begin, end):
                found.see(asked, "he", 1.0, begin)
            self._it(found, begin, end)
            self._described(found, quotation, begin, end)
            self._kin(found, quotation, begin, end)
        self._bare_body(found, quotation)
        if own is not None:
            self._self(found, own, quotation)
        if hearer is not None and hearer != own:
            self._hearer(found, hearer, quotation)
        return found

    # -- others ---------------------------------------------------------------------------

    def _named(self, found: SpokenOf, begin: int, end: int) -> None:
        for naming in self.cast.between(begin, end):
            if naming.entity.number in self.names:
                found.see(naming.entity.number, "named", 1.0, naming.begin)
                if self._in_a_role(naming):
                    found.see(naming.entity.number, "named, in a role", 1.0)

    def _in_a_role(self, naming: Naming) -> bool:
        """Whether a name only tells whose role it is: "the SpaceX chief", "the US presidency"."""
        after = _NEXT_WORD.match(self.text, naming.end)
        return (
            after is not None
            and self.text.endswith(_ARTICLES, 0, naming.begin)
            and (is_role(after[1]) or kind_of(after[1]) == "organization")
        )

    def _pronouns(self, begin: int, end: int) -> Sequence[tuple[int, int, str]]:
        low, high = (bisect_left(self.walk.pronoun_begins, at) for at in (begin, end))
        return self.walk.pronouns[low:high]

    def _asked(self, quotation: Quotation, hearer: int | None) -> int | None:
        """Who is asked: "whether he would resign" is of him."""
        if not quotation.question or quotation.type == "direct" or hearer is None or hearer < 0:
            return None
        return hearer if self.cast.entities[hearer].kind == "person" else None

    def _he(self, found: SpokenOf, quotation: Quotation, begin: int, end: int) -> None:
        pronouns = self._pronouns(begin, end)
        if not pronouns:
            return
        facing = {quotation.speaker.name if quotation.speaker else "", quotation.addressee}
        first, subject = self._subject_of(found, begin), None
        for at, _, _ in pronouns:
            heard = self.walk.heard.get(at)
            if heard is not None:
                sign, meant = (
                    "he, in direct speech",
                    [f for f in heard if f[0].name() not in facing],
                )
            else:
                sign, meant = "he", self.walk.weighed.get(at, [])
                # "that Reed was late and that he lost his job"
                if first and self.text.endswith(_AND, begin, at):
                    subject = first
                if subject and self._fits(subject, at):
                    meant = [(subject, 0.0)]
            his = self.text.startswith(("his ", "His "), at)
            for entity, share in _shares(meant)[:_MOST_MEANT]:
                if entity.number in self.names and entity.number not in self.firms:
                    own = sign == "he" and entity.number == found.own
                    if own and holds_opinion(self.text, at):
                        continue
                    what = ("his, who says it" if his else "he, who says it") if own else sign
                    found.see(entity.number, what, share, at)

    def _subject_of(self, found: SpokenOf, begin: int) -> Entity | None:
        """The person with whom a content begins, if that is not who says it: "that Lee was"."""
        that = _THAT.match(self.text, begin)
        begin = that.end() if that else begin
        first = next(iter(self.cast.between(begin, begin + 1)), None)
        if first is None or first.entity.kind != "person" or first.entity.number == found.own:
            return None
        return first.entity

    def _fits(self, entity: Entity, at: int) -> bool:
        """Whether a pronoun can be somebody, by the sex."""
        female = self.text[at : at + 3].casefold() in ("she", "her")
        return entity.sex() in ("", "f" if female else "m")

    def _it(self, found: SpokenOf, begin: int, end: int) -> None:
        for words, sign in ((IT, "it"), (_THEY, "they")):
            for count, match in enumerate(words.finditer(self.text, begin, end)):
                if count == _MOST_PRONOUNS:
                    break
                near = self._near(*match.span(), no_people=sign == "it")
                for number, share in self._learned(*match.span(), near):
                    if number != found.own:
                        found.see(number, sign, share, match.start())

    def _bare_body(self, found: SpokenOf, quotation: Quotation) -> None:
        """Whose "company" it is that a headline speaks of: that of the source."""
        match = _BARE_BODY.match(self.text, quotation.content[0][0])
        if match is None:
            return
        for span in quotation.source:
            words = self.text[slice(*span)].split()
            for count in range(len(words) - 1, 0, -1):
                body = self.by_name.get(" ".join(words[:count]))
                if body is not None:
                    found.see(body, "named", 1.0, match.start())
                    return

    def _described(self, found: SpokenOf, quotation: Quotation, begin: int, end: int) -> None:
        """Whom descriptions take up: as the article states it, and as a learned scorer sees it."""
        for count, match in enumerate(_TAKES_UP.finditer(self.text, begin, end)):
            if count == _MOST_DESCRIPTIONS:
                return
            words = match[2].split()
            stop, body = _head(words)
            if not stop:
                continue
            stated = self.describing.stated(match.start(), words)
            if stated is not None and stated.number == found.own and quotation.type == "direct":
                continue
            if stated is not None and stated.number in self.names:
                sign = "stated body" if body else "stated person"
                found.see(stated.number, sign, 1.0, match.start())
            if body:
                end_of = match.end(1) + 1 + len(" ".join(words[:stop]))
                near = self._near(match.start(), end_of, no_people=True)
                for number, share in self._learned(match.start(), end_of, near):
                    found.see(number, "described body", share, match.start())

    def _near(self, begin: int, end: int, no_people: bool) -> list[Naming]:
        index = bisect_right(self.cast.begins, begin)
        near = self.cast.namings[max(0, index - _BEFORE) : index + _AFTER]
        return [
            n
            for n in near
            if (n.end <= begin or n.begin >= end)
            and n.entity.number in self.names
            and not (no_people and n.entity.kind == "person")
        ]

    def _learned(self, begin: int, end: int, near: Sequence[Naming]) -> Iterable[tuple[int, float]]:
        """How likely each of those named near takes up a mention, as the learned scorer sees it."""
        if self.walk.antecedents is None or not near:
            return ()
        scores = self.walk.antecedents.scores(begin, end, [(n.begin, n.end) for n in near])
        top = max(scores)
        odds = [math.exp(score - top) for score in scores]
        whole = sum(odds)
        shares: defaultdict[int, float] = defaultdict(float)
        for naming, each in zip(near, odds[1:], strict=True):
            shares[naming.entity.number] += each / whole
        return shares.items()

    def _kin(self, found: SpokenOf, quotation: Quotation, begin: int, end: int) -> None:
        """Those without a name: "my mother" is the speaker's."""
        for kin in kin_in(self.cast, begin, end):
            whose = kin.whose
            if kin.mine and quotation.type != "indirect" and quotation.speaker is not None:
                whose = quotation.speaker.name if quotation.speaker.kind == "person" else ""
            elif not whose and not kin.mine:
                meant = self.walk.weighed.get(kin.begin) or self.walk.heard.get(kin.begin, [])
                top = next(iter(_shares(meant)), None)
                whose = top[0].name() if top and top[1] > 0.5 and top[0].forms else ""
            if not whose:
                continue
            stated = [n for n in self.walk.roles.holders(kin.noun) if n in self.names]
            if len(stated) == 1:
                found.see(stated[0], "stated person", 1.0, kin.begin)
            else:
                found.see(self._new(f"{whose}’s {kin.noun}"), "kin", 1.0, kin.begin)

    def _hearer(self, found: SpokenOf, hearer: int, quotation: Quotation) -> None:
        """Whether who hears the words is spoken of in them."""
        held = found.signs[hearer]
        held["hearer"] = 1.0
        direct = quotation.type != "indirect"
        if direct and any(_YOU.search(self.text, b, e) for b, e in quotation.content):
            held["you"] = 1.0
        if quotation.type != "direct" and NO_SUBJECT.match(self.text, *quotation.content[0]):
            held["the hearer is to do it"] = 1.0

    # -- who says it ----------------------------------------------------------------------

    def _self(self, found: SpokenOf, own: int, quotation: Quotation) -> None:
        """Whether who says the words speaks of himself."""
        held = found.signs[own]
        held["own"] = 1.0
        if own < 0:
            held["own, nobody named"] = 1.0
        entity = self.cast.entities[own] if own >= 0 else None
        who = entity or quotation.speaker
        person, sex = who is not None and who.kind == "person", entity.sex() if entity else ""
        signs, found.of_self = of_self(self.text, quotation, person, sex)
        held.update(signs)

    def _new(self, name: str) -> int:
        """The number of somebody whom the article does not name, new if they are."""
        number = self.by_name.get(name)
        if number is None:
            number = self.by_name[name] = _NEW - len(self.by_name)
            self.names[number] = name
        return number


def _head(words: Sequence[str]) -> tuple[int, bool]:
    """How many words, the most that end in a body or a person's role, are the description."""
    for count in range(len(words), 0, -1):
        if kind_of(" ".join(words[:count])) == "organization":
            return count, True
        if is_role(words[count - 1]):
            return count, False
    return 0, False


def _shares(found: Sequence[Choice]) -> list[tuple[Entity, float]]:
    """Of weighed choices, the likeliest first, how likely each is."""
    if not found:
        return []
    top = found[0][1]
    odds = [(entity, math.exp(weight - top)) for entity, weight in found]
    whole = sum(each for _, each in odds)
    return [(entity, each / whole) for entity, each in odds]
