"""The organisations of one article, and the words by which each of them goes.

A name makes an organisation; its initials, its first or its last word and what stands in
parentheses behind it then mean it as well, as long as nothing else goes by them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from quoth.reading.entities import Entity, Naming
from quoth.reading.name_words import COUNTRIES, LEGAL_FORMS, ORIGINS, PLACE_STARTS
from quoth.reading.names import Name, fold
from quoth.reading.role_words import is_given

_PARENTHESIS = re.compile(
    r" \(([A-Z][A-Za-z&.]{1,9})\)| \((?:now|formerly|also known as) ([A-Z]\w*)\)"
)
# What a body's short name leaves out: "the Supreme Court", "the Daily News".
_PREFIXES = ("us ", "un ", "united nations ", "united states ", "new york ")
# What makes another body of it: "International Ferry Workers' Union".
_OTHER_BODY = COUNTRIES | ORIGINS | {"international", "national", "world", "global", "royal"}
_SHORT = {"fed": "federal reserve", "treasury": "treasury department"}
_WRITTEN_OUT = {"un": ("united", "nations"), "ny": ("new", "york"), "la": ("los", "angeles")}


class Bodies:
    """The organisations of one article.

    Args:
        text: the article's.
        entities: of the article; organisations are added to them.

    Attributes:
        by_name: by their names and by what is short for them, case-folded.
    """

    def __init__(self, text: str, entities: list[Entity]) -> None:
        self.text = text
        self.entities = entities
        self.by_name: dict[str, Entity] = {}
        self._by_word: defaultdict[str, list[Entity]] = defaultdict(list)

    def named(self, name: Name) -> Entity:
        """The organisation of a name, made if it is new."""
        words = key_words(name)
        key = " ".join(words)
        entity = self.by_name.get(key)
        if entity is None:
            entity = Entity(len(self.entities), "organization", words[0], words[-1])
            self.entities.append(entity)
            self.by_name[key] = entity
            if len(words) > 1:
                short = "".join(
                    w[0] for w in words if w not in ("of", "the", "and", "for", "on", "in")
                )
                self.by_name.setdefault(short, entity)
                self.by_name.setdefault("".join(w[0] for w in words), entity)
                if words[-1] != "house":
                    self._by_word[words[-1]].append(entity)
                if words[0] not in PLACE_STARTS and words[0] not in COUNTRIES:
                    self._by_word[words[0]].append(entity)
                if words[:2] == ["department", "of"] and len(words) > 3:  # "the VA"
                    self.by_name.setdefault("".join(w[0] for w in words[2:]), entity)
                if words[0] == "us":
                    self.by_name.setdefault(short[1:], entity)
                    self.by_name.setdefault("".join(w[0] for w in words[1:]), entity)
        alias = _PARENTHESIS.match(self.text, name.end, name.end + 40)
        if alias:
            self.by_name.setdefault(fold(alias[1] or alias[2]), entity)
        entity.forms[tuple(self.text[name.begin : name.end].split())] += 1
        return entity

    def of(self, name: Name) -> Entity:
        """The organisation of a name for which one was made."""
        return self.by_name[" ".join(key_words(name))]

    def called(self, word: str, namings: Sequence[Naming]) -> Entity | None:
        """The organisation that one word means: its acronym or a part of its name.

        Args:
            word: case-folded.
            namings: the places found so far where the article names somebody.
        """
        body = self.by_name.get(word)
        if body is not None:
            return body
        parts = self._by_word.get(word)
        if not parts or is_given(word):
            return None
        firsts = [e for e in parts if e.first == word]
        if len(firsts) > 1:
            return min(firsts, key=lambda e: len(e.name()))
        return parts[-1] if len(parts) == 1 else _latest(parts, namings)

    def alias(self) -> None:
        """Let "Security Council" be the "United Nations Security Council" named elsewhere.

        What is short for the one is short for the other as well.
        """
        fuller: dict[int, Entity] = {}
        for key, entity in self.by_name.items():
            whose, _, rest = key.partition(" ")
            said = rest if rest.count(" ") > 1 and whose not in _OTHER_BODY else ""
            for short in (*(key.removeprefix(p) for p in _PREFIXES if key.startswith(p)), said):
                if " " in short and short in self.by_name:
                    fuller[self.by_name[short].number] = entity
        for key, entity in self.by_name.items():
            self.by_name[key] = fuller.get(entity.number, entity)
        for short, key in _SHORT.items():
            if key in self.by_name:
                self.by_name[short] = self.by_name[key]

    def police_of(self, place: str) -> Entity:
        """The police of a place, made if they are new."""
        return self._made((place, "police"))

    def team_of(self, entity: Entity, what: str) -> Entity:
        """The campaign, administration or office of a person, made if it is new."""
        whose = entity.name().split()[-1]
        if what == "office":
            whose = entity.name() + "’s"
        what = "campaign" if what in ("camp", "team") else what
        return self._made((whose, what))

    def _made(self, words: tuple[str, str]) -> Entity:
        """The organisation of two words that no capitals show, made if it is new."""
        whose, what = words
        key = f"{fold(whose)} {what}"
        entity = self.by_name.get(key)
        if entity is None:
            entity = Entity(len(self.entities), "organization", fold(whose), what)
            self.entities.append(entity)
            self.by_name[key] = entity
            self._by_word[what].append(entity)
            entity.forms[words] += 1
        return entity


def _latest(entities: list[Entity], namings: Sequence[Naming]) -> Entity:
    """Of some organisations the one that was named last."""
    for naming in reversed(namings):
        if naming.entity in entities:
            return naming.entity
    return entities[0]


def key_words(name: Name) -> list[str]:
    """The words by which an organisation is known: no "Inc.", "U.N." written out."""
    words = [w for w in map(fold, name.words) if w not in LEGAL_FORMS and w != "the"] or [
        fold(name.words[-1])
    ]
    return [*_WRITTEN_OUT.get(words[0], words[:1]), *words[1:]] if len(words) > 1 else words
