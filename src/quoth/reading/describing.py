"""Whom a description means: "the OpenAI chief", "the agency", "his running mate"."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Set

from quoth.quotation import Mention
from quoth.reading import pronouns
from quoth.reading.answers import EDGE, Answer, Answers
from quoth.reading.descriptions import (
    GENERAL_BODIES,
    GENERIC,
    GENERIC_NAMES,
    OFFICES,
    OUTLETS,
    OWN_WORDS,
    PUBLIC,
    is_indefinite,
    kind_of,
    noun_of,
)
from quoth.reading.entities import Entity
from quoth.reading.name_words import COUNTRIES, PLACE_STARTS
from quoth.reading.names import fold
from quoth.reading.role_words import SAME_ROLE, is_role
from quoth.reading.roles import content_words
from quoth.reading.walking import SEX, Walk

_DETERMINER = re.compile(r"(?:the|this|that|these|those)[ \u00a0]+", re.IGNORECASE)
_WOMAN = re.compile(r"(?:woman|mother|wife|actress|girl|lady|daughter|sister|queen)$")
_MAN = re.compile(r"(?:[a-z]man|father|husband|son|brother|king)$")
_TEAMS = frozenset("campaign team camp administration office".split())
# How much more than the next a person must be in mind for a description to mean them: little
# for what many are called by ("the candidate"), much for the rest, and nothing is enough for
# the holder of an office ("the chief executive"), whom the article must state.
MARGIN_PUBLIC = 0.5
MARGIN = 2.5
# How far on either side of "the agency" its name is looked for, in namings.
_NEAR = 60
# How often an article names the organisation it is about, at least.
_OFTEN = 3


class Describing:
    """Resolves the descriptions of one article at the place where a walk has come to."""

    def __init__(self, walk: Walk, answers: Answers) -> None:
        self.walk = walk
        self.answers = answers
        self.text = walk.text

    def resolve(self, begin: int, stop: int) -> Answer:
        """Say whom the description in `[begin, stop)` means, or leave it as it stands."""
        phrase = self.text[begin:stop].strip(EDGE)
        kind = kind_of(phrase)
        plain = _DETERMINER.sub("", phrase, count=1) if _DETERMINER.match(phrase) else phrase
        definite = plain is not phrase or not is_indefinite(phrase)
        noun = noun_of(phrase)
        if definite and noun in GENERIC_NAMES and phrase.split()[-1][:1].isupper():
            entity = self._body(noun, begin)
            if entity is not None:
                return entity, self.answers.named(entity, begin, stop, "name", 0.8)
            kind = "organization"
        if definite and kind == "document" and noun in OUTLETS:
            entity = self._body(noun, begin)
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
                return self._body(noun, at, set(content_words(phrase)[:-1]))
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
            if chosen is not None:
                team = self.walk.cast.team_of(chosen[0], noun)
                return team, self.answers.named(team, begin, stop, "description", 0.7)
        proper = " ".join(w for w in phrase.split()[:-1] if w[0].isupper())
        also = set(content_words(phrase)[:-1] if the else content_words(proper))
        entity = self._body(noun, begin, also)
        if entity is not None:
            return entity, self.answers.named(entity, begin, stop, "description", 0.6)
        return None, self.answers.described(begin, stop, "organization")

    def _of_person(self, begin: int, stop: int, phrase: str, plain: str) -> Answer:
        noun = noun_of(phrase)
        spoken_for = noun.startswith("spokes") and (
            plain is phrase or " for " in phrase or " of " in phrase
        )
        if not spoken_for:
            found = self.walk.roles.resolve(plain, lambda: self.walk.salience(begin))
            if found is not None:
                role, score = found
                mention = Mention(role.begin, role.end, role.reason, score)
                named = self.answers.named(role.entity, begin, stop, "role", score, mention)
                return role.entity, named
            if plain is not phrase and is_role(noun):
                entity = self._most_salient(begin, stop, phrase)
                if entity is not None:
                    named = self.answers.named(entity, begin, stop, "description", 0.5)
                    return entity, named
        return None, self.answers.described(begin, stop, kind_of(phrase))

    def _most_salient(self, begin: int, stop: int, phrase: str) -> Entity | None:
        """The person that a description without a stated role most likely takes up."""
        noun = noun_of(phrase)
        head = SAME_ROLE.get(noun, noun)
        if head in OFFICES or self._names_a_body(begin, stop):
            return None
        sex = "f" if _WOMAN.search(noun) else "m" if _MAN.search(noun) else ""
        other = {"m": "f", "f": "m"}.get(sex, "?")
        found = [
            (entity, pronouns.weigh(signs) + self._fame(entity, noun))
            for entity, signs in self.walk.candidates(begin, sex)
            if entity.sex() != other and not self.walk.roles.clash(phrase, entity)
        ]
        holders = self.walk.roles.holders(head)
        found = [f for f in found if f[0].number in holders] or found
        margin = MARGIN_PUBLIC if noun in PUBLIC else MARGIN
        if self.walk.antecedents is not None:
            found = self.walk.with_learned(begin, stop, found)
            found = [f for f in found if f[1] > 0]  # likelier than none of them
        found.sort(key=lambda f: -f[1])
        if not found or (len(found) > 1 and found[0][1] - found[1][1] < margin):
            return None
        return found[0][0]

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

    # -- organisations --------------------------------------------------------------------

    def _body(self, noun: str, at: int, also: Set[str] = frozenset()) -> Entity | None:
        """The organisation that "the agency" or "the campaign" means: the last that fits."""
        heads = set(GENERIC.get(noun, noun).split())
        cast = self.walk.cast
        index = bisect_right(cast.begins, at)
        before = [n.entity for n in cast.namings[max(0, index - _NEAR) : index]][::-1]
        after = [n.entity for n in cast.namings[index : index + _NEAR]]
        bodies = [
            e
            for e in (*before, *after)
            if e.kind == "organization"
            and not (noun == "house" and e.first == "white")
            and (not also or any(also & {fold(w) for w in form} for form in e.forms))
        ]
        for entity in bodies:
            if entity.last in heads:
                return entity
        for entity in bodies:
            if any(heads & {fold(w) for w in form} for form in entity.forms):
                return entity
        return self._recent_body(at) if noun in GENERAL_BODIES else None

    def _recent_body(self, at: int) -> Entity | None:
        """What a general word takes up where no organisation's name says what it is."""
        paragraph = self.walk.paragraph(at)
        recent = [
            t
            for t in self.walk.traces.values()
            if t.entity.kind != "person"
            and not t.entity.sex()
            and t.subject_sentence >= 0
            and paragraph - t.paragraph <= 3
            and t.entity.last not in COUNTRIES
            and t.entity.last not in GENERIC
            and not t.entity.last.endswith(("states", "kingdom", "nations"))
        ]
        if recent:
            return max(recent, key=lambda t: (t.count > 1, t.begin)).entity
        return self._main_body()

    def _main_body(self) -> Entity | None:
        """The one organisation that the article names far more often than any other."""
        called = self.walk.cast.called
        bodies = [
            e
            for e in self.walk.cast.entities
            if e.kind == "organization"
            and e.last not in COUNTRIES
            and e.last not in GENERIC
            and not e.last.endswith(("states", "nations"))
        ]
        bodies.sort(key=called, reverse=True)
        if not bodies or called(bodies[0]) < _OFTEN:
            return None
        if len(bodies) > 1 and 2 * called(bodies[1]) > called(bodies[0]):
            return None
        return bodies[0]
