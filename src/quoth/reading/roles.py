"""Roles and titles: "OpenAI chief Sam Altman" lets "the OpenAI chief" be named later.

Roles stand before a name ("Clinton spokesman Brian Fallon", "Sen. Bernie Sanders"), after it
("Sam Altman, chief executive of OpenAI"), on the other side of a comma ("his running mate,
Mike Pence") or of a copula ("Altman is the chief executive of OpenAI").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from quoth.article import Span
from quoth.quotation import Known, Mention, Reason
from quoth.reading.cast import Cast
from quoth.reading.entities import Entity, Naming
from quoth.reading.name_words import FUNCTION_WORDS, OPENERS
from quoth.reading.names import fold
from quoth.reading.role_words import SAME_ROLE, is_role, is_title

_WORD = re.compile(r"[^\W_][\w.]*(?:[-‐’'&][\w]+)*")
_OWNER = re.compile(r"\b([\w.-]+)(?:’s|'s|s’|s')(?!\w)")
_DETERMINERS = frozenset("the his her its their a an my our".split())
# "(R-Fla.)" after a name: a member of Congress.
_MEMBER = re.compile(r" ?\([RDI]-([A-Z][\w.]*?)\.?\)")
_PARTIES = frozenset(("republican", "democratic"))
_FORMER = re.compile(r"\b(?:[Ff]ormer|[Ee]x-|then-|late)\b")
_PARTY = {
    "gop": "republican",
    "republicans": "republican",
    "democrat": "democratic",
    "dem": "democratic",
}
_PHRASE = re.compile(r"[^,.;:()\n\r“”\"—–]{3,100}")
_COPULA = re.compile(
    r"(?:, who)? (?:is|was|became|has been|serves as|served as|remains) "
    r"(?:an? |the |its |his |her |now )"
)
_DETERMINER = re.compile(r"^(?:the|an?|this|that) ", re.IGNORECASE)
_LEADING_COMMA = re.compile(r"(?:, \d\d)?(?:,| [—–-]) (?!and |but |or |who |which )")
_CLAUSE = re.compile(
    r"\b(?:who|which|that|and|but|when|while|where|said|says|told|after|at an?|during)\b"
)
_INTERVIEWED = re.compile(
    r"\b(?:said|says|saying|added|told|spoke|speaking) (?:\w+ ){0,3}?in (?:an? |the |his |her )?"
    r"(?:\w+ )?interview with $"
)
_INNER = (" of ", " for ", " at ", " in ")
_OWNING = re.compile(
    r"(?:,? who)? (?:(?P<founded>(?:has )?(?:co-?)?founded)|(?:has )?(?:bought|acquired|purchased)"
    r"|owns|runs|heads|chairs|has (?:run|owned|led|headed|chaired)) (?:the )?"
)
# What somebody has, and two words of it: "Okafor’s whole life", "the Orbit chief’s whole life".
_HAVING = re.compile(r"(?:’s|'s) (\w+ \w+)")
_DESCRIBED_HAVING = re.compile(r"\b[Tt]he ((?:[\w&.-]+ ){0,2}[\w-]+)(?:’s|'s) (\w+ \w+)")
# Roles that fit a description by so much less than the best fit it as well.
TIED = 0.25
_STATE = re.compile(r" \([RDI]-([A-Z][\w. ]*?)\.?\)| of ([A-Z]\w+(?: [A-Z]\w+)?)")


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
    """The roles of an article's people, found by their head noun."""

    def __init__(self, cast: Cast) -> None:
        self.by_head: defaultdict[str, list[Role]] = defaultdict(list)
        self.text = cast.text
        self._surnames = cast.by_last.keys()
        for naming in cast.namings:
            entity = naming.entity
            if entity.kind == "organization" or (naming.reason == "surname" and not entity.forms):
                continue
            self._before(naming)
            self._after(naming)
            self._asking(naming)
        for naming in cast.namings:
            if naming.entity.kind == "person":
                self._owning(naming, cast)
        self._sharing(cast)

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
                    self._add(naming, role, naming.begin, "role", naming.end)

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
        return self._add(naming, phrase, heard.begin, "quotation", heard.end)

    def _add(
        self, naming: Naming, phrase: str, begin: int, reason: Reason, end: int | None = None
    ) -> bool:
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
        self.by_head[head].append(role)
        # "chief executive", "vice president": any noun of it may be taken up later, but no owner.
        for word in kept - frozenset(fold(m) for m in _OWNER.findall(phrase)):
            if word != head and word in SAME_ROLE.values():
                self.by_head[word].append(role)
        if head == "secretary" and "general" in kept and naming.entity.last != "general":
            self.by_head["chief"].append(role)  # of a union or a party
        if head.endswith("woman") or head in (
            "wife",
            "mother",
            "daughter",
            "sister",
            "queen",
            "actress",
        ):
            naming.entity.gender["f"] += 2
        elif head in ("husband", "father", "son", "brother", "king"):
            naming.entity.gender["m"] += 2
        return True

    def _asking(self, naming: Naming) -> None:
        """Who somebody "said in an interview with" is the one who asks."""
        told = _INTERVIEWED.search(self.text, max(0, naming.outer - 60), naming.outer)
        if told:
            self._add(naming, "journalist", told.start(), "role", naming.end)

    def _owning(self, naming: Naming, cast: Cast) -> None:
        """Who "bought Chirper" is its owner."""
        told = _OWNING.match(self.text, naming.end, naming.end + 40)
        if told is None:
            return
        for owned in cast.between(told.end(), told.end() + 1):
            if owned.entity.kind == "person":
                continue
            names = {fold(word) for form in owned.entity.forms for word in form}
            names |= {new for new, old in cast.renamed.items() if old in names}
            head = "founder" if told["founded"] else "owner"
            words = frozenset((*names, head))
            role = Role(naming.entity, head, words, naming.begin, owned.end, "role", proper=True)
            self.by_head[head].append(role)

    def _sharing(self, cast: Cast) -> None:
        """Who has what the Orbit chief has, is the Orbit chief: "Okafor’s whole life"."""
        having: dict[str, Naming] = {}
        for naming in cast.namings:
            if naming.entity.kind == "person":
                had = _HAVING.match(self.text, naming.end, naming.end + 60)
                if had:
                    having.setdefault(had[1].casefold(), naming)
        if not having:
            return
        for described in _DESCRIBED_HAVING.finditer(self.text):
            holder = having.get(described[2].casefold())
            if holder is None or not is_role(head_of(described[1])):
                continue
            if self.resolve(described[1]) is None:
                self._add(holder, described[1], holder.begin, "description", holder.end)

    def _before(self, naming: Naming) -> None:
        text, outer = self.text, naming.outer
        if outer < naming.begin:
            titles = text[outer : naming.begin].strip()
            state = _STATE.match(text, naming.end, naming.end + 40)
            place = f" {state[1] or state[2]}" if state else ""
            begin = outer
        else:
            titles, place, begin = "", "", outer
        member = _MEMBER.match(text, naming.end, naming.end + 14)
        if member:
            seat = fold(member[1])
            for head in ("senator", "congressman"):
                role = Role(
                    naming.entity, head, frozenset((head, seat)), naming.end, member.end(), "title"
                )
                self.by_head[head].append(role)
        lead, at = self._lead(outer, bool(titles))
        if titles:
            phrase = f"{lead} {titles}".strip()
            if self._add(naming, phrase, at if lead else begin, "title") and place:
                role = self.by_head[head_of(phrase)][-1]
                extra = frozenset(fold(w) for w in place.split())
                self.by_head[head_of(phrase)][-1] = role._replace(words=role.words | extra)
            return
        if lead:
            self._add(naming, lead, at, "role")
        elif text[outer - 2 : outer] == ", ":
            self._before_comma(naming, outer)

    def _lead(self, outer: int, titled: bool) -> tuple[str, int]:
        """The words right before a name that may say what its bearer is, and their offset."""
        text = self.text
        kept: list[str] = []
        end = outer
        while len(kept) < 8 and end > 0 and text[end - 1] in " \u00a0":
            stop = end - 1
            begin = stop
            while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "’'-."):
                begin -= 1
            word = text[begin:stop]
            folded = fold(word)
            if (
                not word
                or folded in FUNCTION_WORDS
                or (folded in OPENERS and folded not in ("former", "first"))
                or folded.endswith("ed")
                or folded in ("says", "said", "told")
                or (word[-1] == "." and len(word) > 5)
            ):
                break
            kept.append(word)
            end = begin
        return " ".join(reversed(kept)), end

    def _before_comma(self, naming: Naming, outer: int) -> None:
        """ "his running mate, Mike Pence": the description on the other side of the comma."""
        text = self.text
        stop = begin = outer - 2
        for _ in range(9):
            while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "’'-.&"):
                begin -= 1
            word = text[begin:stop].partition(" ")[0]
            folded = fold(word)
            possessive = word.endswith(("’s", "'s", "s’", "s'"))
            if folded in _DETERMINERS or possessive:
                phrase = text[begin:stop]
                if folded in ("the", "a", "an"):
                    phrase = phrase[len(word) + 1 :]
                if is_role(head_of(phrase)):
                    self._add(naming, phrase, stop - len(phrase), "apposition")
                # "the president of the republic, Ana Lund": the determiner may be an inner one.
                if is_role(head_of(phrase)) or not text[:begin].endswith(_INNER):
                    return
            if begin == 0 or text[begin - 1] not in " \u00a0":
                return
            begin -= 1

    def _after(self, naming: Naming) -> None:
        text, end = self.text, naming.end
        following = text[end : end + 2]
        if following[:1] not in (",", " "):
            return
        copula = _COPULA.match(text, end, end + 60)
        if not copula:
            copula = _LEADING_COMMA.match(text, end, end + 12)
            if not copula:
                return
        begin = copula.end()
        match = _PHRASE.match(text, begin, begin + 100)
        if not match:
            return
        phrase = match[0]
        cut = _CLAUSE.search(phrase)
        if cut:
            phrase = phrase[: cut.start()]
        phrase = phrase.rstrip()
        head = head_of(phrase)
        if is_role(head) and len(phrase.split()) < 14:
            self._add(naming, phrase, begin, "apposition")

    def stated(self) -> dict[int, tuple[Span, ...]]:
        """By entity number, the spans of the words that say what they are."""
        found: defaultdict[int, set[Span]] = defaultdict(set)
        for held in self.by_head.values():
            for role in held:
                # A role that was not read here (of a list, by an echo) has other words there.
                if head_of(self.text[role.begin : role.end]) == role.head:
                    found[role.entity.number].add(Span(role.begin, role.end))
        return {number: tuple(sorted(spans)) for number, spans in found.items()}

    def clash(self, phrase: str, entity: Entity) -> bool:
        """Whether the article says something of the entity that the description denies."""
        words = frozenset(content_words(phrase))
        if not words & _PARTIES:
            return False
        known = [r.words & _PARTIES for r in self.of(entity)]
        return any(k and not k & words for k in known)

    def of(self, entity: Entity) -> Iterator[Role]:
        """The roles that the article gives somebody."""
        return (r for held in self.by_head.values() for r in held if r.entity is entity)

    def holders(self, head: str) -> frozenset[int]:
        """The numbers of the people whom the article gives a role with this head."""
        return frozenset(r.entity.number for r in self.by_head.get(head, ()))

    def resolve(
        self, phrase: str, salience: Callable[[], Mapping[int, float]] = dict
    ) -> tuple[Role, float] | None:
        """Find whom a description means, or None where nothing sure is said.

        Args:
            phrase: the description without its article: "OpenAI chief".
            salience: tells by entity number how much each person named so far is in mind; it
                decides between people of one role.
        """
        fits = self.fits(phrase)
        if not fits:
            return None
        top = max(fit.score for fit in fits.values())
        tied = [n for n, fit in fits.items() if fit.score >= top - TIED]
        if len(tied) > 1:
            in_mind = salience()
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
            Scores are 0 or more; whom the description denies the role that they have is left out.
        """
        head = head_of(phrase)
        words = frozenset(SAME_ROLE.get(w, w) for w in content_words(phrase))
        held = self.by_head.get(head, [])
        proper = {
            fold(w) for w in _WORD.findall(phrase) if w[0].isupper() and fold(w) not in (head,)
        } & words
        if head == "chief" and not any(proper & role.words for role in held):
            # Where the article knows no other, who owns or founded a firm is called its chief.
            owning = (*self.by_head.get("owner", ()), *self.by_head.get("founder", ()))
            held = [*held, *(role for role in owning if proper & role.words)]
        initials = "".join(w[0] for w in _WORD.findall(phrase) if w[0].isupper()).casefold()
        former = _FORMER.search(phrase) is not None
        alone = not head.startswith("spokes") and len({r.entity.number for r in held}) == 1
        best: dict[int, Fit] = {}
        for role in held:
            if role.reason == "description" and not proper & role.words:
                continue  # gathered, not stated: not enough for "the chief"
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
