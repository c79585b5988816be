"""Where an article states what somebody is, and what it says.

Roles stand before a name ("Orbit spokesman Ben Okafor", "Sen. Ada Quist"), after it
("Ada Okafor, chief executive of Orbit"), on the other side of a comma ("his running mate,
Bruno Lau") or of a copula ("Okafor is the chief executive of Orbit").
"""

from __future__ import annotations

import re

from quoth.article import Span
from quoth.reading.cast import Cast
from quoth.reading.entities import Naming
from quoth.reading.name_words import FUNCTION_WORDS, OF_COUNTRIES, OPENERS
from quoth.reading.names import fold
from quoth.reading.role_words import is_role
from quoth.reading.roles import Role, Roles, head_of

# "(R-Fla.)" after a name: a member of Congress.
_MEMBER = re.compile(r" ?\([RDI]-([A-Z][\w.]*?)\.?\)")
_PHRASE = re.compile(r"[^,.;:()\n\r“”\"—–]{3,100}")
_COPULA = re.compile(
    r"(?:, who)? (?:is|was|became|has been|serves as|served as|remains) "
    r"(?:an? |the |its |his |her |now )"
)
_LEADING_COMMA = re.compile(r"(?:, \d\d)?(?:,| [—–-]) (?!and |but |or |who |which )")
_CLAUSE = re.compile(
    r"\b(?:who|which|that|and|but|when|while|where|said|says|told|after|at an?|during)\b"
)
_INTERVIEW = "interview with "
_INTERVIEWED = re.compile(
    r"\b(?:said|says|saying|added|told|spoke|speaking) (?:\w+ ){0,3}?in (?:an? |the |his |her )?"
    rf"(?:\w+ )?{_INTERVIEW}$"
)
_AGE = re.compile(r"(?:, (?:now |aged |then )?| \(| aged )(\d{1,3})(?=[,.)]| and\b)")
_COUNTRY = re.compile(r"([A-Z](?<!\w.)\w+) (?:[a-z][\w-]+ ){0,2}$")
# "In Lune, the mayor said": Lune is no mayor.
_WHERE = re.compile(r"(?:\bIn|\bAt|\bNear|\bOutside|\bFrom) $")
_INNER = (" of ", " for ", " at ", " in ")
_OWNING = re.compile(
    r"(?:,? who)? (?:(?P<founded>(?:has )?(?:co-?)?founded)|(?:has )?(?:bought|acquired|purchased)"
    r"|owns|runs|heads|chairs|has (?:run|owned|led|headed|chaired)) (?:the )?"
)
# What somebody has, and two words of it: "Okafor’s whole life", "the Orbit chief’s whole life".
_HAVING = re.compile(r"(?:’s|'s) (\w+ \w+)")
# The letter it begins with is looked for first: that is quick to fail.
_DESCRIBED_HAVING = re.compile(r"[Tt](?<!\w.)he ((?:[\w&.-]+ ){0,2}[\w-]+)(?:’s|'s) (\w+ \w+)")
_STATE = re.compile(r" \([RDI]-([A-Z][\w. ]*?)\.?\)| of ([A-Z]\w+(?: [A-Z]\w+)?)")
_DETERMINERS = frozenset("the his her its their a an my our".split())


def stated_roles(cast: Cast) -> Roles:
    """Gather the roles that an article gives its people."""
    stating = _Stating(cast)
    for naming in cast.namings:
        entity = naming.entity
        if entity.kind == "organization" or (naming.reason == "surname" and not entity.forms):
            continue
        stating.before(naming)
        stating.after(naming)
        stating.ageing(naming)
        stating.coming_from(naming)
        stating.asking(naming)
    for naming in cast.namings:
        if naming.entity.kind == "person":
            stating.owning(naming)
    stating.sharing()
    return stating.roles


class _Stating:
    """Adds what stands beside the names of one article to its roles."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.text = cast.text
        self.first = len(cast.text) - len(cast.text.lstrip())
        self.roles = Roles(cast)

    def asking(self, naming: Naming) -> None:
        """Who somebody "said in an interview with" is the one who asks."""
        if not self.text.endswith(_INTERVIEW, 0, naming.outer):
            return
        told = _INTERVIEWED.search(self.text, max(0, naming.outer - 60), naming.outer)
        if told:
            self.roles.add(naming, "journalist", told.start(), "role", naming.end)

    def ageing(self, naming: Naming) -> None:
        """How old somebody is: "Ada Okafor, 52, said", "Ada Okafor (52)"."""
        told = _AGE.match(self.text, naming.end, naming.end + 16)
        if told:
            self.roles.age(naming, told[1], Span(*told.span(1)))

    def coming_from(self, naming: Naming) -> None:
        """What country somebody is of: "Belgian Ada Quist", "the Belgian rider Ada Quist"."""
        before = _COUNTRY.search(self.text, max(0, naming.outer - 40), naming.outer)
        if before and fold(before[1]) in OF_COUNTRIES:
            self.roles.come_from(naming, before[1], before.start(1))

    def owning(self, naming: Naming) -> None:
        """Who "bought Chirper" is its owner."""
        told = _OWNING.match(self.text, naming.end, naming.end + 40)
        if told is None:
            return
        for owned in self.cast.between(told.end(), told.end() + 1):
            if owned.entity.kind == "person":
                continue
            names = {fold(word) for form in owned.entity.forms for word in form}
            names |= {new for new, old in self.cast.renamed.items() if old in names}
            head = "founder" if told["founded"] else "owner"
            words = frozenset((*names, head))
            role = Role(naming.entity, head, words, naming.begin, owned.end, "role", proper=True)
            self.roles.take(head, role)

    def sharing(self) -> None:
        """Who has what the Orbit chief has, is the Orbit chief: "Okafor’s whole life"."""
        having: dict[str, Naming] = {}
        for naming in self.cast.namings:
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
            if self.roles.resolve(described[1]) is None:
                self.roles.add(holder, described[1], holder.begin, "description", holder.end)

    def before(self, naming: Naming) -> None:
        text, outer = self.text, naming.outer
        if outer < naming.begin:
            titles = text[outer : naming.begin].strip()
            state = _STATE.match(text, naming.end, naming.end + 40)
            place = state[1] or state[2] if state else ""
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
                self.roles.take(head, role)
        lead, at = self._lead(outer)
        if titles:
            phrase = f"{lead} {titles}".strip()
            self.roles.add(naming, phrase, at if lead else begin, "title", place=place)
            if not lead and text[outer - 2 : outer] == ", ":
                self._before_comma(naming, outer)
            return
        if lead:
            self.roles.add(naming, lead, at, "role")
        elif text[outer - 2 : outer] == ", ":
            self._before_comma(naming, outer)

    def _lead(self, outer: int) -> tuple[str, int]:
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
        """ "his running mate, Bruno Lau": the description on the other side of the comma."""
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
                    self.roles.add(naming, phrase, stop - len(phrase), "apposition")
                # "the president of the republic, Ana Lund": the determiner may be an inner one.
                if is_role(head_of(phrase)) or not text.endswith(_INNER, 0, begin):
                    return
            if begin == 0 or text[begin - 1] not in " \u00a0":
                # "Speaker of the House, Rt. Hon. Ada Quist, spoke": an office begins the sentence.
                phrase = text[begin:stop]
                opens = begin <= self.first or text[begin - 1] in "\n\r"
                if opens and naming.outer < naming.begin and is_role(head_of(phrase)):
                    self.roles.add(naming, phrase, begin, "apposition")
                return
            begin -= 1

    def after(self, naming: Naming) -> None:
        text, end = self.text, naming.end
        following = text[end : end + 2]
        if following[:1] not in (",", " "):
            return
        copula = _COPULA.match(text, end, end + 60)
        if not copula:
            copula = _LEADING_COMMA.match(text, end, end + 12)
            if not copula or _WHERE.search(text, max(0, naming.outer - 9), naming.outer):
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
            self.roles.add(naming, phrase, begin, "apposition")
