"""From names to the people and organisations of an article, by the parts of the names.

A full name makes an entity; a surname, a given name or an acronym then points to the entity
whose part it is. Of two people of one surname, title and gender decide, else who was named
last by more than the surname, else who is named most.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from quoth.quotation import Reason
from quoth.reading.acronyms import spell_out
from quoth.reading.bodies import Bodies, key_words
from quoth.reading.capitals import find_names
from quoth.reading.entities import Entity, Naming, same_given
from quoth.reading.evidence import (
    ACTS,
    BODY_AFTER,
    SUBJECT,
    Kinds,
    learned_bodies,
    learned_evidence,
    person_evidence,
)
from quoth.reading.loud import place_loud
from quoth.reading.mending import drop_offices, drop_ranks, drop_trades, spread_surnames, trim
from quoth.reading.name_words import GENERATIONS, LEGAL_FORMS, SURNAME_STARTS
from quoth.reading.names import Name, fold, gender_of
from quoth.reading.role_words import is_given
from quoth.reading.sentences import sentence_starts

_SMALL = re.compile(r"\b[a-z][a-z]+(?:['’-][a-z]+)*\b")
_TEAM = re.compile(
    r"(?:['’]s?)? (campaign|administration|team|camp|office)\b(?! \w+(?:man|woman|er)\b)"
)
# The letter it begins with is looked for first: that is quick to fail.
_RENAMED = re.compile(r"([A-Z](?<!\w.)\w+) \((?:now|formerly|also known as) ([A-Z]\w*)\)")
# How far back a full name decides which of two people of one surname is meant.
RECENT = 150


class Cast:
    """The entities of one article and where they are named.

    Attributes:
        entities: in the order of first naming.
        namings: in the order of the text.
    """

    def __init__(self, text: str, kinds: Kinds | None = None) -> None:
        self.text = text
        self._kinds = kinds
        self.entities: list[Entity] = []
        self.namings: list[Naming] = []
        self.by_last: defaultdict[str, list[Entity]] = defaultdict(list)
        self.by_first: defaultdict[str, list[Entity]] = defaultdict(list)
        self.bodies = Bodies(text, self.entities)
        self.words: dict[str, Entity] = {}
        self._recent: dict[str, tuple[Entity, int]] = {}
        self._called: Counter[int] = Counter()
        self.surnamed: Counter[int] = Counter()
        self.renamed = {fold(m[2]): fold(m[1]) for m in _RENAMED.finditer(text)}
        self.titled: defaultdict[str, set[str]] = defaultdict(set)
        lowercase = frozenset(_SMALL.findall(" ".join(set(text.split()))))
        names, loud = find_names(text, lowercase)
        self.loud = loud
        spell_out(text, names)
        trim(text, names)
        drop_ranks(names)
        drop_trades(text, names)
        drop_offices(text, names)
        spread_surnames(text, names)
        self._found(names)
        for name in names:
            if not name.weak or self._is_surname(name):
                self._place(name)
        for begin, end in loud:
            place_loud(self, begin, end, lowercase)
        for entity in learned_bodies(self.namings, kinds) if kinds else ():
            entity.kind = "organization"
        self.namings.sort(key=lambda n: n.begin)
        self.begins = [n.begin for n in self.namings]
        self._of: defaultdict[int, list[Naming]] = defaultdict(list)
        for naming in self.namings:
            self._of[naming.entity.number].append(naming)
        self.sentences = sentence_starts(text)

    def sentence(self, at: int) -> int:
        """Index of the sentence that holds the offset."""
        return bisect_right(self.sentences, at) - 1

    def is_loud(self, at: int) -> bool:
        """Whether the offset lies in a line whose capitals say nothing."""
        index = bisect_right(self.loud, (at, len(self.text))) - 1
        return index >= 0 and at < self.loud[index][1]

    def called(self, entity: Entity) -> int:
        """How often the whole article names an entity."""
        return self._called[entity.number]

    def of(self, number: int) -> Sequence[Naming]:
        """Where an entity is named, by its number, in the order of the text."""
        return self._of.get(number, ())

    def nearest_surname(self, word: str) -> Entity | None:
        """The one person whose surname a misspelt word most likely means: "Scheider"."""
        # Few articles need it, and it takes a while to load.
        from rapidfuzz.distance import Levenshtein

        reach = 0 if len(word) < 5 else 1 if len(word) < 8 else 2
        near = {
            entity.number: entity
            for last, held in self.by_last.items()
            if abs(len(last) - len(word)) <= reach
            and 0 < Levenshtein.distance(last, word, score_cutoff=reach) <= reach
            for entity in held
            if entity.first
        }
        return next(iter(near.values())) if len(near) == 1 else None

    def between(self, begin: int, end: int) -> list[Naming]:
        """The namings that begin in `[begin, end)`."""
        return self.namings[bisect_left(self.begins, begin) : bisect_left(self.begins, end)]

    # -- entities -----------------------------------------------------------------------

    def _found(self, names: list[Name]) -> None:
        """Make the entities that stand with a full name somewhere, persons first."""
        lone: set[str] = set()
        titled: set[str] = set()
        unproven: set[int] = set()
        for name in names:
            if len(name.words) == 1:
                word = fold(name.words[0])
                lone.add(word)
                if name.titles:
                    titled.add(word)
                    self.titled[word].add(gender_of(name.titles, ()))
        scores: Counter[tuple[str, ...]] = Counter()
        full: dict[tuple[str, ...], list[Name]] = {}
        for name in names:
            if len(name.words) > 1 and not name.organization:
                key = tuple(fold(w) for w in name.words)
                full.setdefault(key, []).append(name)
                scores[key] += person_evidence(self.text, name, key) + learned_evidence(
                    name, self._kinds
                )
        firms = {" ".join(key_words(n)) for n in names if fold(n.words[-1]) in LEGAL_FORMS}
        for key, held in full.items():
            if " ".join(key) in firms and not is_given(key[0]):
                for name in held:
                    name.organization = True  # "Lautan Sari", which is "Lautan Sari Bhd"
                continue
            score = scores[key] + 2 * (key[-1] in titled) + (key[-1] in lone)
            if score > 0:
                for name in held:
                    entity = self._person(name)
                    sex = gender_of(name.titles, name.words)
                    if sex:
                        entity.gender[sex] += 3
            else:
                for name in held:
                    name.organization = True
                    unproven.add(id(name))
        for name in names:
            if name.organization:
                entity = self.bodies.named(name)
                entity.unproven = id(name) in unproven
        self.bodies.alias()

    def _person(self, name: Name, counted: bool = False) -> Entity:
        words = [fold(w) for w in name.words]
        generation = ""
        if len(words) > 1 and words[-1] in GENERATIONS:
            generation = GENERATIONS[words.pop()]
            if len(words) == 1:  # "Donald Jr."
                for entity in self.by_first[words[0]]:
                    if entity.generation == generation:
                        return entity
        first, last = words[0], words[-1]
        if first in SURNAME_STARTS and len(words) == 2 and self.by_last[last]:
            return self.by_last[last][0]  # "Ó Maolagáin"
        for entity in self.by_last[last]:
            if same_given(first, words[1:-1], entity) and entity.generation == generation:
                break
        else:
            entity = Entity(len(self.entities), "person", first, last, generation)
            self.entities.append(entity)
            self.by_last[last].append(entity)
            self.by_first[first].append(entity)
            if len(words) > 2:
                self.by_first[words[1]].append(entity)
        if len(first) > 1 and len(entity.first) == 1:
            entity.first = first
            self.by_first[first].append(entity)
        if not counted:
            entity.forms[name.words] += 1
        return entity

    # -- namings ------------------------------------------------------------------------

    def _is_surname(self, name: Name) -> bool:
        """Whether a lone title is the surname of somebody in the article."""
        the = self.text[max(0, name.begin - 4) : name.begin].casefold() == "the "
        return not the and bool(self.by_last.get(fold(name.words[0])))

    def _place(self, name: Name) -> None:
        """Say which entity a name in running text means."""
        reason: Reason = "name"
        lone = len(name.words) == 1
        if name.organization and not (lone and self.by_last.get(fold(name.words[0]))):
            entity = self.bodies.of(name)
        elif not lone:
            entity = self._person(name, counted=True)
            self._recent[entity.last] = entity, name.end
        else:
            entity, reason = self._single(name)
        if name.titles and entity.kind != "organization":
            sex = gender_of(name.titles, ())
            if sex:
                entity.gender[sex] += 3
            entity.kind = "person"
        self._called[entity.number] += 1
        if fold(name.words[-1]) == entity.last:
            self.surnamed[entity.number] += 1
        after = _TEAM.match(self.text, name.end, name.end + 60)
        if after and entity.kind == "person":
            self._team(name, entity, after)
            return
        elif entity.kind != "person" and self.text.startswith(" police", name.end):
            self._police(name)
            return
        naming = Naming(name.begin, name.end, name.outer, entity, reason)
        apposed = self.text[name.outer - 2 : name.outer] == ", " and self.text.startswith(
            ",", name.end
        )
        end = name.end + apposed  # "its owner, Orbit, said"
        naming.subject = SUBJECT.match(self.text, end, end + 90) is not None
        if entity.kind == "organization" and not naming.subject:
            naming.subject = BODY_AFTER.match(self.text, name.end, name.end + 80) is not None
        self.namings.append(naming)

    def _team(self, name: Name, entity: Entity, after: re.Match[str]) -> None:
        """The "Okafor campaign", "Ada Okafor's campaign": an organisation by itself."""
        team = self.bodies.team_of(entity, after[1])
        self.namings.append(Naming(name.begin, after.end(), name.outer, team, "name"))

    def _police(self, name: Name) -> None:
        """ "Rotterdam police": the place's police, by themselves."""
        end = name.end + len(" police")
        force = self.bodies.police_of(self.text[name.begin : name.end])
        self.namings.append(Naming(name.begin, end, name.outer, force, "name"))

    def _single(self, name: Name) -> tuple[Entity, Reason]:
        """The entity that one word means: a surname, given name, acronym, or a new one."""
        word = fold(name.words[0])
        persons = self.by_last.get(word) if "." not in name.words[0] else None
        if persons:
            other = self._namesake(persons, name, word)
            if other is not None:
                return other, "name"
            return self._one_of(persons, name, word), "surname"
        given = self.by_first.get(word)
        if given:
            known = [e for e in given if e.first == word] or given
            return max(known, key=lambda e: sum(e.forms.values())), "name"
        body = None if name.titles else self.bodies.called(word, self.namings)
        return body or self._bare(name, word), "name"

    def _namesake(self, persons: list[Entity], name: Name, word: str) -> Entity | None:
        """A second person of a surname, whom no full name shows: "Mr. Obama" beside Michelle."""
        if len(persons) > 1 or not name.titles or not persons[0].first:
            return None
        sex = gender_of(name.titles, ())
        if not sex and "president" in name.titles and "m" in self.titled[word]:
            sex = "m"  # "President Obama" where elsewhere he is "Mr. Obama"
        if not sex or persons[0].sex() in ("", sex):
            return None
        entity = Entity(len(self.entities), "person", "", word)
        entity.forms[name.words] += 1
        self.entities.append(entity)
        persons.append(entity)
        return entity

    def by_new_name(self, word: str) -> Entity | None:
        """The entity that a word renames: "X" where the article says "Twitter (now X)"."""
        old = self.renamed.get(fold(word), "")
        return self.words.get(old) or self.bodies.by_name.get(old)

    def _bare(self, name: Name, word: str) -> Entity:
        """The entity of a word of which nothing more is known."""
        word = self.renamed.get(word, word)
        entity = self.words.get(word)
        if entity is None:
            entity = Entity(len(self.entities), None, "", word)
            self.entities.append(entity)
            self.words[word] = entity
            if name.titles:
                self.by_last[word].append(entity)
        if name.words[0].isupper() and len(word) > 1 and not name.titles:
            entity.kind = entity.kind or "organization"
        if BODY_AFTER.match(self.text, name.end, name.end + 80):
            entity.kind = entity.kind or "organization"
        elif ACTS.match(self.text, name.end, name.end + 40):
            entity.evidence += 1
        if self.text[max(0, name.outer - 4) : name.outer].lower() == "the ":
            entity.evidence -= 1
        learned = learned_evidence(name, self._kinds)
        entity.evidence += (learned > 1) - (learned < -1)
        entity.forms[name.words] += 1
        return entity

    def _one_of(self, persons: list[Entity], name: Name, word: str) -> Entity:
        """Of the people of one surname the one that is meant."""
        if len(persons) == 1:
            return persons[0]
        sex = gender_of(name.titles, ())
        if not sex and "president" in name.titles and self.titled[word] >= {"m"}:
            sex = "m"  # who elsewhere is "Mr. Obama"
        fitting = [e for e in persons if not sex or e.sex() in ("", sex)] or persons
        known = [e for e in fitting if e.sex() == sex] if sex else fitting
        fitting = known or fitting
        if len(fitting) == 1:
            return fitting[0]
        recent = self._recent.get(word)
        if recent is not None and recent[0] in fitting and name.begin - recent[1] < RECENT:
            return recent[0]
        last = recent[0] if recent is not None else None
        return max(fitting, key=lambda e: (self.surnamed[e.number], e is last, -e.number))
