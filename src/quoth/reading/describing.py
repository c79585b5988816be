"""Whom a description means: "the OpenAI chief", "the agency", "his running mate"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from quoth.quotation import Mention, Speaker
from quoth.reading import pronouns
from quoth.reading.answers import EDGE, Answer, Answers
from quoth.reading.described_bodies import DescribedBodies
from quoth.reading.descriptions import (
    GENERIC_NAMES,
    OFFICES,
    OUTLETS,
    OWN_WORDS,
    PUBLIC,
    PUBLICATIONS,
    is_indefinite,
    kind_of,
    noun_of,
)
from quoth.reading.entities import Entity
from quoth.reading.name_words import COUNTRIES, OF_COUNTRIES, PLACE_STARTS
from quoth.reading.names import fold
from quoth.reading.newcomers import sex_of
from quoth.reading.role_words import SAME_ROLE, is_role
from quoth.reading.roles import AGED, TIED, Role, content_words
from quoth.reading.walking import SEX, Choice, Walk

_DETERMINER = re.compile(r"(?:the|this|that|these|those)[ \u00a0]+", re.IGNORECASE)
_COMPATRIOTS = frozenset("slovak czech greek filipino argentine israeli pakistani somali".split())
_TEAMS = frozenset("campaign team camp administration office".split())
# How much more than the next a person must be in mind for a description to mean them: little
# for what many are called by ("the candidate"), much for the rest, and nothing is enough for
# the holder of an office ("the chief executive"), whom the article must state. Looking back from
# the end of the article, when nothing else has told who is meant, little is enough.
MARGIN_PUBLIC = 0.5
MARGIN = 2.5
MARGIN_BACK = 0.5
# What being named often counts for, looking back from the end of the article.
FAME = 0.5
# What it counts for to have a role that fits the description, and how much more it counts the
# better it fits; and how unlikely its holder may be, all in all.
HOLDS = 2.0
FITS = 3.0
LEAST = -3.0
# How far before "the councillor" one without a name may be brought in, in code points.
_JUST_BEFORE = 2000


class Describing:
    """Resolves the descriptions of one article at the place where a walk has come to."""

    def __init__(self, walk: Walk, answers: Answers) -> None:
        self.walk = walk
        self.answers = answers
        self.text = walk.text
        self.bodies = DescribedBodies(walk)
        # Who was in mind where each description stands, for when more is known.
        self.ranked: dict[int, list[Choice]] = {}

    def resolve(self, begin: int, stop: int) -> Answer:
        """Say whom the description in `[begin, stop)` means, or leave it as it stands."""
        phrase = self.text[begin:stop].strip(EDGE)
        kind = kind_of(phrase)
        plain = _DETERMINER.sub("", phrase, count=1) if _DETERMINER.match(phrase) else phrase
        definite = plain is not phrase or not is_indefinite(phrase)
        noun = noun_of(phrase)
        if noun in PUBLICATIONS and _general_name(phrase.rpartition(" ")[0]):
            return self.resolve(begin, begin + self.text[begin:stop].rindex(" "))
        if definite and _general_name(phrase):
            entity = self.bodies.meant(noun, begin, stop=stop)
            if entity is not None:
                return entity, self.answers.named(entity, begin, stop, "name", 0.8)
            kind = "organization"
        if definite and kind == "document" and noun in OUTLETS:
            entity = self.bodies.meant(noun, begin, stop=stop)
            if entity is not None:
                return entity, self.answers.named(entity, begin, stop, "description", 0.5)
        owned = self._own_words(begin, stop, noun)
        if owned is not None:
            return owned
        if not definite or kind in ("group", "document"):
            return None, self.answers.described(begin, stop, kind)
        if kind == "organization":
            return self._of_body(begin, stop, phrase, noun, plain is not phrase)
        return self._of_person(begin, stop, phrase, plain)

    def stated(self, at: int, words: list[str]) -> Entity | None:
        """Whom the article states that the words after a "the" mean, tried longest first.

        Only what a role or an organisation's name says counts, not who is in mind; but for a
        body called by a general word ("the company"), which the walk, where it stands, tells.
        """
        for count in range(len(words), 0, -1):
            phrase = " ".join(words[:count])
            noun = words[count - 1]
            if kind_of(phrase) == "organization":
                return self.bodies.meant(noun, at, set(content_words(phrase)[:-1]))
            if is_role(noun):
                found = self.walk.roles.resolve(phrase)
                return found[0].entity if found is not None else None
        return None

    def _own_words(self, begin: int, stop: int, noun: str) -> Answer | None:
        """ "Lind's account", "his response", "advice from Lind": the words of that person."""
        if noun not in OWN_WORDS or stop - begin > 80:
            return None
        for naming in self.walk.cast.between(begin, stop)[:1]:
            if self.text[begin : naming.outer].endswith(" from ") and naming.entity.kind:
                return self.answers.found(naming)
        first = self.text[begin:stop].split(maxsplit=1)[0]
        if fold(first) in ("his", "her"):
            chosen = self.walk.choose(begin, begin + len(first), SEX[fold(first)])
            if chosen is None:
                return None
            entity = chosen[0]
            return entity, self.answers.named(entity, begin, stop, "description", 0.6)
        for naming in self.walk.cast.between(begin, stop)[:1]:
            owner = self.text[naming.end : naming.end + 1] in ("'", "’")
            if owner and naming.outer == begin and naming.entity.kind == "person":
                return self.answers.found(naming)
        return None

    def _of_body(self, begin: int, stop: int, phrase: str, noun: str, the: bool) -> Answer:
        whose = phrase.split(maxsplit=1)[0]
        if fold(whose) in SEX and noun in _TEAMS:
            chosen = self.walk.choose(begin, begin + len(whose), SEX[fold(whose)])
            if chosen is not None and chosen[0].kind == "unnamed":
                return None, self.answers.described(begin, stop, "organization")
            if chosen is not None:
                team = self.walk.cast.bodies.team_of(chosen[0], noun)
                return team, self.answers.named(team, begin, stop, "description", 0.7)
        proper = " ".join(w for w in phrase.split()[:-1] if w[0].isupper())
        also = set(content_words(phrase)[:-1] if the else content_words(proper))
        entity = self.bodies.meant(noun, begin, also, stop)
        if entity is not None and not self._owns(entity, begin, stop):
            return entity, self.answers.named(entity, begin, stop, "description", 0.6)
        return None, self.answers.described(begin, stop, "organization")

    def _owns(self, entity: Entity, begin: int, stop: int) -> bool:
        """Whether a phrase says whose a body is: "Lune’s central bank" is not Lune."""
        owners = (n for n in self.walk.cast.between(begin, stop) if n.entity is entity)
        return any(self.text.startswith(("’s ", "'s "), n.end) for n in owners)

    def _of_person(self, begin: int, stop: int, phrase: str, plain: str) -> Answer:
        noun = noun_of(phrase)
        if " own " in phrase.casefold():  # "her own doctor": not the one met before
            return None, self.answers.described(begin, stop, kind_of(phrase))
        at = self._stranger(begin, noun) if plain is not phrase else None
        if at is not None:
            stranger = self.walk.unnamed[at]
            spans = (begin, stop), (at, at + len(stranger.known))
            mentions = tuple(Mention(*span, "description", 0.6) for span in spans)
            return stranger, Speaker(stranger.name(), "unnamed", 0.6, mentions)
        spoken_for = noun.startswith("spokes") and (
            plain is phrase or " for " in phrase or " of " in phrase
        )
        if not spoken_for:
            if self.walk.antecedents is not None:
                answer = self._weighed(begin, stop, phrase, plain)
            else:
                answer = self._stated(begin, stop, plain) or (
                    self._most_salient(begin, stop, phrase) if plain is not phrase else None
                )
            if answer is not None:
                return answer
        return None, self.answers.described(begin, stop, kind_of(phrase))

    def _stranger(self, begin: int, noun: str) -> int | None:
        """Where somebody was brought in just before without a name, as what the description says.

        "A councillor who asked not to be named" is "the councillor" then, and no one else is.
        """
        walk = self.walk
        at = walk.last_unnamed(begin, noun)
        if (
            at is None
            or begin - at > _JUST_BEFORE
            or walk.paragraph(begin) - walk.paragraph(at) > 1
        ):
            return None
        named = {n.entity.number for n in walk.cast.between(at, begin)}
        return at if named.isdisjoint(walk.roles.holders(noun)) else None

    def _stated(self, begin: int, stop: int, plain: str) -> Answer | None:
        """Who is what the description says, by the article's own words alone."""
        found = self.walk.roles.resolve(plain, lambda numbers: self.walk.salience(begin, numbers))
        return self._by_role(begin, stop, *found) if found is not None else None

    def _by_role(self, begin: int, stop: int, role: Role, score: float) -> Answer:
        mention = Mention(role.begin, role.end, role.reason, score)
        named = self.answers.named(role.entity, begin, stop, "role", score, mention)
        return role.entity, named

    def _weighed(self, begin: int, stop: int, phrase: str, plain: str) -> Answer | None:
        """Who is meant by what the article states, who is in mind, and a learned scorer together.

        Those who have a fitting role are asked first; for what many are called by without its
        being said ("the senator"), everybody is.
        """
        noun = noun_of(phrase)
        holders = self.walk.roles.fits(plain)
        there = self.walk.reached <= begin
        if not there and not holders:
            return self._looking_back(begin, stop)
        anybody = there and (noun in PUBLIC or not holders)
        anybody = anybody and plain is not phrase and self._may_be_in_mind(begin, stop, noun)
        if not (anybody or holders):
            return None
        found = {
            entity.number: (entity, weight)
            for entity, weight in (self._in_mind(begin, phrase, noun) if there else ())
            if anybody or entity.number in holders
        }
        salience = self.walk.salience(begin, holders) if there else {}
        for number, fit in holders.items():
            unheard = fit.role.entity, salience.get(number, pronouns.NOT_YET_NAMED)
            entity, weight = found.get(number, unheard)
            found[number] = entity, weight + HOLDS + FITS * fit.score
        ranked = self.walk.with_learned(begin, stop, list(found.values()))
        ranked.sort(key=lambda f: -f[1])
        if not ranked:
            return None
        if there:
            self.ranked[begin] = ranked
        entity, weight = ranked[0]
        if entity.number in holders:
            fit = holders[entity.number]
            top = max(f.score for f in holders.values())
            alone = sum(f.score >= top - TIED for f in holders.values()) == 1
            score = (0.85 if fit.score >= 1 else 0.6) if alone else 0.55
            return self._by_role(begin, stop, fit.role, score) if weight > LEAST else None
        least = LEAST if _is_epithet(noun) else 0.0
        if weight <= least:
            return None
        return self._first(begin, stop, ranked, self._margin(begin, noun, entity))

    def _looking_back(self, begin: int, stop: int) -> Answer | None:
        """Who was most in mind where the description stands, now that all the article is known."""
        ranked = [
            (entity, weight + FAME * math.log1p(self.walk.cast.called(entity)))
            for entity, weight in self.ranked.get(begin, ())
        ]
        ranked.sort(key=lambda f: -f[1])
        if not ranked or ranked[0][1] <= 0:
            return None
        return self._first(begin, stop, ranked, MARGIN_BACK)

    def _in_mind(self, begin: int, phrase: str, noun: str) -> list[tuple[Entity, float]]:
        """Whom a description may take up, each with its weight by the rules' own signs."""
        words = frozenset(content_words(phrase))
        return [
            (entity, pronouns.weigh(signs) + self._fame(entity, noun))
            for entity, signs in self.walk.candidates(begin, sex_of(noun))
            if not self.walk.roles.clash(phrase, words, entity)
            and (not _is_epithet(noun) or self._was_met(entity, begin, noun))
        ]

    def _was_met(self, entity: Entity, at: int, noun: str) -> bool:
        """Whether somebody was named before a place, or brought in there by the noun itself."""
        if entity.kind == "unnamed":
            return noun in entity.known
        namings = self.walk.cast.of(entity.number)
        return bool(namings) and namings[0].begin < at

    def _may_be_in_mind(self, begin: int, stop: int, noun: str) -> bool:
        """Whether a description needs no statement that its bearer has the role."""
        office = noun in OFFICES or SAME_ROLE.get(noun, noun) in OFFICES
        called = is_role(noun) or _is_compatriot(noun)
        return called and not office and not self._names_a_body(begin, stop)

    def _most_salient(self, begin: int, stop: int, phrase: str) -> Answer | None:
        """The person that a description without a stated role most likely takes up."""
        noun = noun_of(phrase)
        if not self._may_be_in_mind(begin, stop, noun):
            return None
        found = self._in_mind(begin, phrase, noun)
        found.sort(key=lambda f: -f[1])
        if not found:
            return None
        return self._first(begin, stop, found, self._margin(begin, noun, found[0][0]))

    def _margin(self, begin: int, noun: str, first: Entity) -> float:
        """How much likelier than the next the first of those in mind has to be."""
        walk = self.walk
        goes_on = first is walk.speaking and walk.speaking_paragraph == walk.paragraph(begin)
        # "The 61-year-old", of no other age that is told, and "the mother-of-two" were just met.
        met = goes_on or _is_epithet(noun)
        return MARGIN_PUBLIC if met or noun in PUBLIC else MARGIN

    def _first(
        self, begin: int, stop: int, ranked: Sequence[Choice], margin: float
    ) -> Answer | None:
        """The first of those in mind, if no other is nearly as likely."""
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin:
            return None
        entity = ranked[0][0]
        return entity, self.answers.named(entity, begin, stop, "description", 0.5)

    def _fame(self, entity: Entity, noun: str) -> float:
        """What being named often counts for, where many would be called by the noun."""
        if noun not in PUBLIC:
            return 0.0
        return math.log1p(self.walk.cast.called(entity))

    def _names_a_body(self, begin: int, stop: int) -> bool:
        """Whether the description says of what body its bearer is: "the Orbit chief"."""
        return any(
            n.entity.kind != "person"
            and n.entity.last not in COUNTRIES
            and n.entity.first not in PLACE_STARTS
            for n in self.walk.cast.between(begin, stop)
        )


def _is_compatriot(noun: str) -> bool:
    """Whether a noun is one for somebody of a country, and no plural: "the Belgian"."""
    return noun in OF_COUNTRIES and (noun.endswith("an") or noun in _COMPATRIOTS)


def _is_epithet(noun: str) -> bool:
    """Whether a noun is one of those which news uses for a name: "61-year-old", "dad-of-four"."""
    return noun.endswith(AGED) or "-of-" in noun


def _general_name(phrase: str) -> bool:
    """Whether a general word with a capital is a name: "the Post"."""
    return noun_of(phrase) in GENERIC_NAMES and phrase.split()[-1][:1].isupper()
