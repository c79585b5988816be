"""Roles and titles: "Orbit chief Ada Okafor" lets "the Orbit chief" be named later.

What `stating` finds that an article says of its people is kept here by its head noun, and asked
for whom a description means.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from quoth.article import Span
from quoth.quotation import Known, Mention, Reason
from quoth.reading.cast import Cast
from quoth.reading.entities import Entity, Naming
from quoth.reading.name_words import FUNCTION_WORDS, OF_COUNTRIES
from quoth.reading.names import fold
from quoth.reading.role_words import SAME_ROLE, is_role, is_title

_WORD = re.compile(r"[^\W_][\w.]*(?:[-‐’'&][\w]+)*")
_OWNER = re.compile(r"\b([\w.-]+)(?:’s|'s|s’|s')(?!\w)")
_PARTIES = frozenset(("republican", "democratic"))
_FORMER = re.compile(r"\b(?:[Ff]ormer|[Ee]x-|then-|late)\b")
_PARTY = {
    "gop": "republican",
    "republicans": "republican",
    "democrat": "democratic",
    "dem": "democratic",
}
_FEMALE = frozenset(
    """wife mother mum mom daughter sister queen actress widow aunt niece grandmother gran nan
    granddaughter stepmother girl schoolgirl businesswoman princess""".split()
)
_MALE = frozenset(
    """husband father dad son brother king widower uncle nephew grandfather grandson stepfather boy
    schoolboy prince""".split()
)
# "of the freight train": which thing of what kind.
_OF_WHAT = re.compile(r" (?:of|in|on|at) (?:the |an? )?([a-z][\w-]+) ([a-z]+)$")
_DETERMINER = re.compile(r"^(?:the|an?|this|that) ", re.IGNORECASE)
AGED = "-year-old"
"""How a noun for somebody of an age ends."""
_BELOW = frozenset(("shadow", "deputy", "vice"))
# Who is called so at what age.
_TEENAGERS = frozenset(("teenager", "teen", "youngster"))
_TEENAGE = re.compile(r"1[3-9]-")
# Roles that fit a description by so much less than the best fit it as well.
TIED = 0.25
# Of more people who are said to be the same, no description tells who is meant.
_MOST_ALIKE = 100


class Role(NamedTuple):
    """What an article says somebody is.

    Attributes:
        entity: who.
        head: the noun, case-folded, synonyms made one ("chief").
        words: all its content words, case-folded.
        begin, end: where it says so.
        reason: title, role or apposition.
        former: whether it is over.
        proper: whether it says of which body or place.
    """

    entity: Entity
    head: str
    words: frozenset[str]
    begin: int
    end: int
    reason: Reason
    former: bool = False
    proper: bool = False


class Fit(NamedTuple):
    """How well a role fits a description."""

    score: float
    role: Role


def content_words(phrase: str) -> list[str]:
    """The case-folded words of a phrase without articles, prepositions and the like."""
    return [
        _PARTY.get(w, w)
        for w in (fold(m) for m in _WORD.findall(phrase))
        if w not in FUNCTION_WORDS
        and w not in ("former", "then", "ex", "also", "now", "mr", "mrs", "ms")
    ]


@lru_cache(maxsize=4096)
def head_of(phrase: str) -> str:
    """The case-folded head noun of a noun phrase: the last word before its preposition."""
    words = [fold(m) for m in _WORD.findall(phrase)]
    head = ""
    for index, word in enumerate(words):
        if word in (
            "of",
            "for",
            "at",
            "in",
            "from",
            "on",
            "with",
            "to",
            "by",
            "who",
            "which",
            "that",
            "whose",
            "and",
            "about",
            "against",
            "under",
            "near",
            "behind",
        ):
            if index and head:
                break
            continue
        head = word
    return SAME_ROLE.get(head, head)


class Roles:
    """The roles of an article's people, found by their head noun.

    Attributes:
        aged: by entity number, how old somebody is ("52-year-old"), and where that is told.
        nations: the same of what country they are: "Belgian".
    """

    def __init__(self, cast: Cast) -> None:
        self._by_head: defaultdict[str, list[Role]] = defaultdict(list)
        self._of: defaultdict[int, list[tuple[str, Role]]] = defaultdict(list)
        self._holders: defaultdict[str, set[int]] = defaultdict(set)
        self._distinct: defaultdict[str, dict[tuple[object, ...], Role]] = defaultdict(dict)
        self.aged: dict[int, Role] = {}
        self.nations: dict[int, Role] = {}
        self.text = cast.text
        self._surnames = cast.by_last.keys()

    def learn(self, person: Known, cast: Cast) -> None:
        """Take in what is known of somebody, if the article names them.

        Args:
            person: who is known, by what names and roles.
            cast: the article's; an entity that goes by one of the names will carry the first.
        """
        names = {tuple(map(fold, name.split())) for name in (person.name, *person.aliases)}
        for naming in cast.namings:
            entity = naming.entity
            if entity.known or (entity.kind == "organization" and not entity.unproven):
                continue
            if any(tuple(map(fold, form)) in names for form in entity.forms):
                entity.kind, entity.known = "person", person.name
                for role in person.roles:
                    self.add(naming, role, naming.begin, "role", naming.end)

    def come_from(self, naming: Naming, country: str, begin: int) -> None:
        """Take in what country the article says somebody is of."""
        span = (begin, begin + len(country))
        role = Role(naming.entity, fold(country), frozenset((fold(country),)), *span, "role")
        self.nations.setdefault(naming.entity.number, role)

    def age(self, naming: Naming, years: str, span: Span) -> None:
        """Take in how old the article says somebody is."""
        head = years + AGED
        role = Role(naming.entity, head, frozenset((head,)), *span, "apposition")
        self.aged.setdefault(naming.entity.number, role)

    def overheard(self, entity: Entity, source: Span, heard: Mention) -> bool:
        """Take the description of a source for what somebody is, who is heard saying the same.

        Args:
            entity: who.
            source: span of the description.
            heard: the words that both say.

        Returns:
            Whether the description is that of a person's role.
        """
        phrase = _DETERMINER.sub("", self.text[slice(*source)])
        naming = Naming(heard.begin, heard.end, heard.begin, entity, "quotation")
        return self.add(naming, phrase, heard.begin, "quotation", heard.end)

    def take(self, head: str, role: Role) -> None:
        """Take in a role under a noun by which it may be taken up."""
        self._by_head[head].append(role)
        self._of[role.entity.number].append((head, role))
        self._holders[head].add(role.entity.number)
        gathered = role.reason == "description"
        said = (role.entity.number, role.head, role.words, role.former, role.proper, gathered)
        self._distinct[head].setdefault(said, role)

    def add(
        self,
        naming: Naming,
        phrase: str,
        begin: int,
        reason: Reason,
        end: int | None = None,
        place: str = "",
    ) -> bool:
        """Take in what the article says of somebody.

        Args:
            naming: of whom.
            phrase: what it says they are.
            begin: offset of the words that say so.
            reason: how they say it.
            end: where they end; without it, where the phrase does that begins there.
            place: of what place they are it, where that stands elsewhere.

        Returns:
            Whether the phrase says what a person is; otherwise nothing is taken in.
        """
        words = content_words(phrase)
        head = head_of(phrase)
        if not words:
            return False
        # "Parker bought Chirper": a name that sounds like a role is none.
        first = words[0] not in self._surnames and is_role(words[0])
        if not (first or is_role(head)):
            return False
        own = {naming.entity.first, naming.entity.last}
        kept = frozenset(SAME_ROLE.get(w, w) for w in words if w not in own)
        if naming.entity.kind is None:
            naming.entity.kind = "person"
        role = Role(
            naming.entity,
            head,
            kept,
            begin,
            begin + len(phrase) if end is None else end,
            reason,
            _FORMER.search(phrase) is not None,
            _has_proper(phrase, naming),
        )
        self.take(head, role._replace(words=kept.union(map(fold, place.split()))))
        # "chief executive", "vice president": any noun of it may be taken up later, but no owner.
        for word in kept - frozenset(fold(m) for m in _OWNER.findall(phrase)):
            if word != head and word in SAME_ROLE.values():
                self.take(word, role)
        if head == "secretary" and "general" in kept and naming.entity.last != "general":
            self.take("chief", role)  # of a union or a party
        kin = head.partition("-of-")[0].removesuffix("-in-law")  # "mother-of-two"
        if head.endswith("woman") or kin in _FEMALE:
            naming.entity.gender["f"] += 2
        elif kin in _MALE:
            naming.entity.gender["m"] += 2
        return True

    def _is_of_another(self, role: Role, of_what: re.Match[str]) -> bool:
        """Whether a role is of another thing of one kind: a freight train, no passenger train."""
        other = _OF_WHAT.search(self.text[role.begin : role.end])
        return other is not None and other[2] == of_what[2] and other[1] != of_what[1]

    def stated(self) -> dict[int, tuple[Span, ...]]:
        """By entity number, the spans of the words that say what they are."""
        found: defaultdict[int, set[Span]] = defaultdict(set)
        for held in self._by_head.values():
            for role in held:
                # A role that was not read here (of a list, by an echo) has other words there.
                if head_of(self.text[role.begin : role.end]) == role.head:
                    found[role.entity.number].add(Span(role.begin, role.end))
        return {number: tuple(sorted(spans)) for number, spans in found.items()}

    def clash(self, phrase: str, words: Set[str], entity: Entity) -> bool:
        """Whether the article says something of the entity that a description denies.

        Args:
            phrase: the description.
            words: its content words.
            entity: who may be meant.
        """
        head, aged = head_of(phrase), self.aged.get(entity.number)
        if aged is not None and head.endswith(AGED) and head != aged.head:
            return True
        nation = self.nations.get(entity.number)
        if nation is not None and head in OF_COUNTRIES and head != nation.head:
            return True
        of_what = _OF_WHAT.search(phrase)
        if of_what is not None and any(
            noun == head and self._is_of_another(role, of_what)
            for noun, role in self._of.get(entity.number, ())
        ):
            return True
        if not words & _PARTIES:
            return False
        known = [r.words & _PARTIES for r in self.of(entity)]
        return any(k and not k & words for k in known)

    def of(self, entity: Entity) -> Iterator[Role]:
        """The roles that the article gives somebody."""
        return (role for _, role in self._of.get(entity.number, ()))

    def _said(self, head: str) -> list[Role]:
        """The roles with a head, what is said of somebody again and again only once."""
        return list(self._distinct[head].values()) if head in self._distinct else []

    def holders(self, head: str) -> Set[int]:
        """The numbers of the people whom the article gives a role with this head."""
        return self._holders.get(head, frozenset())

    def resolve(
        self,
        phrase: str,
        salience: Callable[[Iterable[int]], Mapping[int, float]] = lambda numbers: {},
    ) -> tuple[Role, float] | None:
        """Find whom a description means, or None where nothing sure is said.

        Args:
            phrase: the description without its article: "OpenAI chief".
            salience: tells by entity number how much those of some that were named so far are in
                mind; it decides between people of one role.
        """
        fits = self.fits(phrase)
        if not fits:
            return None
        top = max(fit.score for fit in fits.values())
        tied = [n for n, fit in fits.items() if fit.score >= top - TIED]
        if len(tied) > 1:
            in_mind = salience(tied)
            known = [n for n in tied if n in in_mind]
            if not known:
                return None
            return fits[max(known, key=lambda n: in_mind[n])].role, 0.55
        return fits[tied[0]].role, 0.85 if top >= 1 else 0.6

    def fits(self, phrase: str) -> dict[int, Fit]:
        """By entity number, who has a role that fits a description, how well, and the role.

        Args:
            phrase: the description without its article.

        Returns:
            Scores are 0 or more; whom the description denies the role that they have is left out,
            and so are all but the first hundred of whom the article says the same.
        """
        head = head_of(phrase)
        words = frozenset(SAME_ROLE.get(w, w) for w in content_words(phrase))
        held = self._said(head)
        proper = {
            fold(w) for w in _WORD.findall(phrase) if w[0].isupper() and fold(w) not in (head,)
        } & words
        if head == "chief" and not any(proper & role.words for role in held):
            # Where the article knows no other, who owns or founded a firm is called its chief.
            owning = (*self._said("owner"), *self._said("founder"))
            held += [role for role in owning if proper & role.words]
        initials = "".join(w[0] for w in _WORD.findall(phrase) if w[0].isupper()).casefold()
        if len(held) > _MOST_ALIKE:
            held = ([role for role in held if proper & role.words] or held)[:_MOST_ALIKE]
        former = _FORMER.search(phrase) is not None
        alone = not head.startswith("spokes") and len({r.entity.number for r in held}) == 1
        if head.endswith(AGED):
            same = (role for role in self.aged.values() if head == role.head)
        elif head in _TEENAGERS:
            same = (role for role in self.aged.values() if _TEENAGE.match(role.head))
        else:
            nations = self.nations if head in OF_COUNTRIES else {}
            same = (role for role in nations.values() if head == role.head)
        best = {role.entity.number: Fit(1.0, role) for role in islice(same, _MOST_ALIKE)}
        of_what = _OF_WHAT.search(phrase)
        for role in held:
            if role.reason == "description" and not proper & role.words:
                continue  # gathered, not stated: not enough for "the chief"
            if of_what is not None and self._is_of_another(role, of_what):
                continue
            if not _BELOW.isdisjoint(role.words - words):
                continue  # a shadow minister is not the minister
            shared = words & role.words
            score = 2.0 * len(shared - {head}) + (role.head == head)
            # A name in the description ("the OpenAI chief") that the role does not have.
            missing = [w for w in proper - role.words if not _abbreviated(w, role.words)]
            if missing and initials in role.words:
                missing = []
            rest = words - role.words - proper
            lenient = alone and not role.proper
            score -= (0.4 if lenient else 1.5) * len(missing) + 0.3 * len(rest)
            if former and not role.former:
                score -= 1.5
            if {"republican", "democratic"} <= words | role.words and len(
                words & {"republican", "democratic"}
            ) == 1:
                score -= 4
            number = role.entity.number
            if score >= 0 and (number not in best or score > best[number].score):
                best[number] = Fit(score, role)
        return best


def _has_proper(phrase: str, naming: Naming) -> bool:
    """Whether a role names a body or place: "Orbit chief", not "Mayor"."""
    own = (naming.entity.first, naming.entity.last)
    words = [w for w in _WORD.findall(phrase) if w[0].isupper()]
    return any(not is_role(fold(w)) and not is_title(fold(w)) and fold(w) not in own for w in words)


def _abbreviated(word: str, words: frozenset[str]) -> bool:
    """Whether one of the words shortens this one: "fla" for "florida"."""
    for short in words:
        if 1 < len(short) <= 5 and short[0] == word[0] and len(short) < len(word):
            rest = iter(word)
            if all(letter in rest for letter in short):
                return True
    return False
