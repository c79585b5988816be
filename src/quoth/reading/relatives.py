"""Whom "who", "which" and "that" mean: the name or the noun before them."""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.quotation import Mention, Speaker
from quoth.reading.answers import Answer, Answers
from quoth.reading.describing import Describing
from quoth.reading.descriptions import kind_of, noun_of
from quoth.reading.entities import Naming
from quoth.reading.names import fold
from quoth.reading.role_words import is_role
from quoth.reading.roles import head_of
from quoth.reading.walking import Walk

_DETERMINED = (
    r"(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Mm]any|[Tt]hose|[Bb]oth|[Ss]everal|[Tt]wo|[Tt]hree|[Ff]our"
    r"|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Dd]ozens|\d{1,3})"
)
# What may stand between a name and its "who": a party, an age, where from, an apposition.
_BETWEEN = re.compile(
    r"\.?(?: \([^()]*\)?|,? \d\d|[’']s?|, (?:Jr|Sr)\.?)*"
    r"(?:,? (?:of|from|an?|the|his|her|its) [^,;]*)?(?:, [^,;]{2,60})?"
)
# "Lind (Con, Lune North), who": nobody within the brackets; "Ann, and by four friends, who".
_BRACKETS = re.compile(r"\([^()]*\)?")
_IN_BRACKETS = re.compile(r"[^()]*\)")
_AND_OTHERS = re.compile(r",? and\b")
# "Lind, who owns the mill and who": both are of the same.
_AND_WHO = re.compile(r"\b(who|which)\b(?!.*\b(?:who|which|that)\b).* and$")
_COPULA = re.compile(r" (?:is|was|became|remains) $")
_DEPENDENT = re.compile(r"\b(?:of|for|with|by|to|from|against|like) $")
_WHERE = re.compile(r"\b(?:in|at|near|outside) (?:the )?$")
# "A person close to Lind, who": is that person, not Lind.
_BESIDE = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w’'-]+ ){0,5}?([\w’'-]+) (?:close to|for|at|from) $"
)
_AT_BODY = re.compile(rf"\b((?:{_DETERMINED} )?[\w’'-]+) (?:at|in|from) $")
_SOMEBODY = frozenset("person man woman people someone somebody friend one".split())
_NOUN = re.compile(rf"(?:\b{_DETERMINED}\b )?(?:[\w’'-]+ ){{0,4}}[\w’'-]+$")
_LAST_NOUN = re.compile(rf"(?:.*\b)({_DETERMINED} .*)$")
# Whom a relative pronoun means stands no farther before it, however long the sentence is.
_FARTHEST = 400


class Relatives:
    """Resolves the relative pronouns of one article."""

    def __init__(self, walk: Walk, answers: Answers, describing: Describing) -> None:
        self.walk = walk
        self.cast = walk.cast
        self.text = walk.text
        self.answers = answers
        self.describing = describing

    def resolve(self, begin: int, end: int) -> Answer:
        """Say whom a relative pronoun means."""
        start = max(self.cast.sentences[self.cast.sentence(begin)], begin - _FARTHEST)
        thing = fold(self.text[begin:end]) in ("which", "that")
        before = self.text[start:begin].rstrip(" ,—–-(")
        other = _AND_WHO.search(before)
        if other is not None:
            return self.resolve(start + other.start(1), start + other.end(1))
        naming = self._name_before(start, start + len(before), begin, thing)
        if naming is not None:
            via = Mention(naming.begin, naming.end, naming.reason)
            named = self.answers.named(naming.entity, begin, end, "relative", 0.85, via)
            return naming.entity, named
        return self._noun_before(start, before, begin, end, thing)

    def _name_before(self, start: int, stop: int, begin: int, thing: bool) -> Naming | None:
        for naming in reversed(self.cast.between(start, begin)):
            gap = self.text[naming.end : stop]
            if naming.entity.kind == "organization" and not thing:
                continue
            if gap.strip() and not _BETWEEN.fullmatch(gap):
                continue
            if _IN_BRACKETS.match(gap) or _AND_OTHERS.match(gap):
                continue
            preceding = self.text[max(start, naming.outer - 12) : naming.outer]
            if not thing and naming.entity.kind != "person" and _WHERE.search(preceding):
                continue
            apposed = gap.startswith(", ") and is_role(head_of(gap))
            bare = _BRACKETS.sub("", gap).strip(" .")
            if bare and not apposed and _DEPENDENT.search(preceding):
                continue
            beside = None if thing else _BESIDE.search(self.text, start, naming.outer)
            if beside is not None and (is_role(fold(beside[1])) or beside[1] in _SOMEBODY):
                continue
            if gap.startswith(",") and not thing and kind_of(gap) == "group":
                continue
            return naming
        return None

    def _subject_of(self, start: int, at: int) -> Naming | None:
        """The naming that a copula joins to the noun at the offset: "Lind is a judge who"."""
        copula = _COPULA.search(self.text, start, at)
        if copula is None:
            return None
        namings = self.cast.between(start, copula.start())
        return namings[-1] if namings and namings[-1].end == copula.start() else None

    def _noun_before(self, start: int, before: str, begin: int, end: int, thing: bool) -> Answer:
        match = _NOUN.search(before)
        if match is None:
            return None, self.answers.described(begin, end, "unnamed")
        found = _LAST_NOUN.search(match[0])
        at = start + match.start() + (found.start(1) if found else match[0].rfind(" ") + 1)
        stop = start + len(before)
        noun = self.text[at:stop]
        if not thing and kind_of(noun) == "organization":
            member = _AT_BODY.search(self.text, start, at)
            if member is not None:  # "a nurse [at] a clinic in Lune, who"
                at, noun = member.start(1), self.text[member.start(1) : stop]
        apposed = self.walk.naming_to(at) or self._subject_of(start, at)
        if apposed is not None and not thing and apposed.entity.kind != "organization":
            via = Mention(apposed.begin, apposed.end, apposed.reason)
            entity = apposed.entity
            return entity, self.answers.named(entity, begin, end, "relative", 0.8, via)
        if not thing and self.text[stop : stop + 1] == "," and _is_no_person(noun):
            people = [n for n in self.cast.between(start, at) if n.entity.kind == "person"]
            if people:
                naming = people[-1]
                via = Mention(naming.begin, naming.end, naming.reason)
                entity = naming.entity
                return entity, self.answers.named(entity, begin, end, "relative", 0.6, via)
        if noun[:4].lower() == "the " and not thing:
            meant, speaker = self.describing.resolve(at, stop)
            if meant is not None:
                mention = Mention(begin, end, "relative", speaker.confidence)
                return meant, replace(speaker, mentions=(mention, *speaker.mentions))
        mentions = (Mention(begin, end, "relative", 0.7), Mention(at, stop, "description"))
        return None, Speaker(noun, kind_of(noun), 0.6, mentions)


def _is_no_person(noun: str) -> bool:
    """Whether the noun before a comma and "who" is of no one who could be meant by it."""
    kind = kind_of(noun)
    return kind == "document" or (
        kind == "unnamed" and not is_role(noun_of(noun)) and noun.islower()
    )
