"""Sources that are more than a word: a name with what stands beside it, or a description."""

from __future__ import annotations

import re
from itertools import pairwise

from quoth.quotation import Mention, Speaker
from quoth.reading.answers import EDGE, Answer, Answers
from quoth.reading.coordination import AND, CLAUSE, together
from quoth.reading.describing import Describing
from quoth.reading.descriptions import (
    GENERIC,
    GENERIC_NAMES,
    MAKERS,
    PUBLICATIONS,
    SAYING,
    is_mere,
    kind_of,
    noun_of,
)
from quoth.reading.entities import Naming
from quoth.reading.long_offices import behind_office
from quoth.reading.loud import named_in
from quoth.reading.names import fold
from quoth.reading.role_words import is_given, is_role
from quoth.reading.walking import Walk

_HEAD_END = re.compile(r",(?! [JS]r\b)|;|:|\(| who\b| which\b| that\b| whose\b| [—–-] |—")
_PREPOSITION = re.compile(
    r"[ \u00a0](?:of|for|from|at|in|with|to|on|by|against|near|like|behind|about|close|representing"
    r"|on behalf|as|during|after|before|over|within|among)[ \u00a0]"
)
_AFTER_NAME = re.compile(
    r"^[\"“”’'‘)\],.]*(?:['’]s?)?[\"“”’')\],.]*(?: (?:himself|herself|itself|alone|too|also|Jr\.?"
    r"|, .*)| (?:[KQ]C|TD|M[SE]?P|[OMC]BE|MLA)\b.*"
    r"| (?!(?:ally|family|only|early)\b)\w+(?:ing|ed|ly)\b.*"
    r"| \([^)]*\)?.*)?$",
    re.DOTALL,
)
_BROTHER = re.compile(
    r"\b(?:brother|sister|son|daughter|father|mother|uncle|aunt|cousin|nephew|niece|husband|wife"
    r"|partner|friend|colleague|neighbou?r) $"
)
# "At Lune Hospital, Ann Lee": where she said it.
_WHERE = re.compile(r"(?:At|In|On|Outside|Inside|Near|Across|Back (?:at|in)) [^,;:\n]{2,60}, ")
_DETERMINED = re.compile(r"(?:the|an?|one|his|her|its|their) ")
_FIRMS = frozenset(
    """solicitors lawyers attorneys publishers agents brokers auditors accountants developers
    organisers organizers operators advisers advisors promoters architects engineers insurers
    builders distributors""".split()
)
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’]) \w")
_AFTER_BODY = re.compile(r" (?:itself|just|today|yesterday|this|last|now|also|late|early) ?.*$")
_SUPPORTING = re.compile(
    r"\ws \w+ing $|\w (?:backing|supporting|opposing|representing|covering|advising|suing"
    r"|prosecuting|defending|investigating|funding|owning) (?:\w+ ){0,3}$"
)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_OWN_SELF = re.compile(r" (?:himself|herself|itself|themselves)$")
# "Twitter user @quietharbour" is somebody by that name.
_HANDLE = re.compile(r"(?:[\w-]+[ \u00a0]){0,3}(@\w{2,30})")
_POLICE_IN = re.compile(r"(?:the )?police in ", re.IGNORECASE)
# What somebody is, before a name: "model ", "Capt (retd) ".
_TRADE = re.compile(r"(?:[a-z][\w-]+ ){1,3}|[A-Z]\w{1,4}\.? \([a-z]+\.?\) ")
_THE = re.compile(r"the (?:\w+ )?$", re.IGNORECASE)
_CROWD_AFTER = re.compile(r" (?:who|of|on|in|at|for|from|to|with) ")
_OFFICES = frozenset("state staff defense defence treasury ceremonies parliament".split())
_BREAK = re.compile(r"[,;:]|\b(?:and|or|of|for|who|which|that|in|at|to|with|by|including)\b")
_LISTED = re.compile(r"[\w.]+-(?:listed|based|owned|backed|headquartered) ")
# What may stand before the subject that begins a sentence.
_BEFORE_SUBJECT = frozenset(("", "and", "but", "even", "only", "yet", "still", "while", "the"))
# Judges who speak for their court, and what courts are called.
_PANEL = re.compile(r"(?:an?|the) (?:[\w-]+ )?panel of the (?:full )?", re.IGNORECASE)
_COURTS = frozenset("court courts circuit tribunal".split())


# What somebody else does to a speaker, before they speak themselves. The letter it begins with
# is looked for first: that is quick to fail.
ASKED_BY = re.compile(
    r"(?=[ACGIPQRacgipqr])\b(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Ii]nterviewed|[Cc]hallenged"
    r"|[Qq]uizzed|[Pp]rompted|[Cc]ross-examined|[Gg]rilled|[Rr]eminded) by "
)


class Phrases:
    """Names the bearers of phrases at the place where a walk has come to."""

    def __init__(self, walk: Walk, answers: Answers) -> None:
        self.walk = walk
        self.cast = walk.cast
        self.text = walk.text
        self.answers = answers
        self.describing = Describing(walk, answers)

    def resolve(self, begin: int, end: int) -> Answer:
        """Say whom a name, a description, or both together mean."""
        end = begin + len(_OWN_SELF.sub("", self.text[begin:end]))
        handle = _HANDLE.fullmatch(self.text, begin, end)
        if handle is not None:
            mention = Mention(*handle.span(1), "name")
            return None, Speaker(handle[1], "person", 0.8, (mention,))
        namings = self.cast.between(begin, end)
        where = _WHERE.match(self.text, begin, end)
        if where is not None and (
            _DETERMINED.match(self.text, where.end())
            or any(n.outer == where.end() for n in namings)
        ):
            begin = where.end()
            namings = [n for n in namings if n.begin >= begin]
        stop = self._head_end(begin, end, namings)
        core = self._core_end(begin, stop, namings)
        several = together(self.answers, begin, end, core, namings)
        if several is not None:
            return None, several
        held = [n for n in namings if n.begin < core]
        passive = self._asked_by(begin, end, namings)
        if passive is not None:
            return self.answers.found(passive)
        force = self._police(begin, stop, namings)
        if force is not None:
            return self.answers.found(force)
        last = self._own_name(begin, core, held) or _behind_body(namings, stop)
        if last is not None and self._is_general(last, core < stop):
            holder = behind_office(self.text, begin, stop, namings)
            return self.answers.found(holder) if holder else self.describing.resolve(begin, stop)
        if last is not None and core < stop and self._is_office(begin, last):
            bearer = self._apposition(begin, stop, end)
            if bearer is not None and bearer.entity.kind == "person":
                return self.answers.found(bearer, "apposition")
        if last is not None and not self._is_crowd(last, begin, stop):
            return self.answers.found(self._spelt(last))
        apposed = self._apposition(begin, stop, end)
        if apposed is not None:
            return self.answers.found(apposed, "apposition")
        known = self._known_word(begin, stop, core) if not held else None
        if known is not None:
            return self.answers.found(known)
        told = (
            self._ending(begin, stop, end, namings)
            or behind_office(self.text, begin, stop, namings)
            or self._apposed_to(begin, end)
            or self._court(begin, stop, namings)
        )
        if told is not None:
            return self.answers.found(told)
        return self.describing.resolve(begin, stop)

    def _head_end(self, begin: int, end: int, namings: list[Naming]) -> int:
        """Where what stands after the head of the phrase begins: a comma, a clause."""
        for match in _HEAD_END.finditer(self.text, begin + 1, end):
            if not any(n.outer < match.start() < n.end for n in namings):
                return match.start()
        return end

    def _core_end(self, begin: int, stop: int, namings: list[Naming]) -> int:
        """Where the first preposition stands that is no part of a name or an office."""
        text = self.text
        for match in _PREPOSITION.finditer(text, begin, stop):
            if not any(n.begin < match.start() < n.end for n in namings) and not _is_office(
                text[match.end() - 4 : match.end()], text[match.end() : stop]
            ):
                return match.start()
        return stop

    # -- one name -------------------------------------------------------------------------

    def _asked_by(self, begin: int, end: int, namings: list[Naming]) -> Naming | None:
        """Who is asked, where the phrase takes in who asks: "Asked by Ann Lee, Ben Okafor"."""
        asked = ASKED_BY.search(self.text, max(0, begin - 24), begin)
        if asked is None or asked.end() < begin or len(namings) < 2:
            return None
        last = namings[-1]
        named = last.entity.kind == "person" and last.end >= end - 1
        return last if named and self.text.endswith(", ", begin, last.outer) else None

    def _police(self, begin: int, stop: int, namings: list[Naming]) -> Naming | None:
        """ "Police in Rotterdam": the same as "Rotterdam police"."""
        for naming in namings[:1]:
            lead = self.text[begin : naming.outer]
            if naming.end >= stop - 1 and _POLICE_IN.fullmatch(lead):
                place = self.text[naming.begin : naming.end]
                force = self.cast.bodies.police_of(place)
                return Naming(begin, naming.end, begin, force, "name")
        return None

    def _own_name(self, begin: int, core: int, held: list[Naming]) -> Naming | None:
        """The last name before the first preposition, where nothing more follows it."""
        if not held:
            return None
        naming = held[-1]
        if _SUPPORTING.search(self.text, begin, naming.outer):
            return None  # "delegates supporting Okafor"
        tail = self.text[naming.end : core].rstrip()
        if _OWNED.match(tail) and is_role(noun_of(tail)):
            return None  # "Orbit’s sporting director"
        if naming.entity.kind != "organization":
            return naming if _AFTER_NAME.match(tail) else None
        if naming.end > core and self.cast.by_last.get(naming.entity.first):
            owner = self.cast.by_last[naming.entity.first][0]  # "Mrs. Lind’s" campaign
            return Naming(naming.begin, core, naming.outer, owner, "surname")
        rest = tail.strip("’'s \"”)")
        if not rest or (naming.begin - begin <= 4 and len(tail) < 3):
            return naming
        if rest.casefold() in PUBLICATIONS or _AFTER_BODY.match(tail):
            return naming
        return None

    def _is_office(self, begin: int, naming: Naming) -> bool:
        """Whether a capitalised word behind "the" may be what somebody is: "the Oba of Lune"."""
        lone = " " not in self.text[naming.begin : naming.end] and not naming.entity.first
        return lone and self.text[begin : naming.outer].casefold() == "the "

    def _is_general(self, naming: Naming, goes_on: bool) -> bool:
        """Whether a general word has its capital from its place only: "Newspaper: ...".

        So has what somebody is where it goes on behind it: "Member for Lune North Ann Lee".
        """
        phrase = self.text[naming.begin : naming.end]
        word, entity = fold(phrase), naming.entity
        return (
            naming.outer == naming.begin
            and " " not in phrase
            and not phrase.isupper()
            and not entity.first
            and not self.cast.by_last.get(word)
            and (
                word in SAYING
                or (word in GENERIC and word not in GENERIC_NAMES)
                or (goes_on and is_role(word) and not is_given(word))
            )
        )

    def _is_crowd(self, naming: Naming, begin: int, stop: int) -> bool:
        """Whether a plural has its capital from its place only: "Executives at the firm".

        A surname may end like a plural; a plural is known by a noun for people, by what stands
        before it ("the Linds", "five Hispanic-Americans"), or by what follows without a comma.
        """
        words = self.text[naming.begin : naming.end].split()
        if is_given(fold(words[-1])) or _BROTHER.search(self.text, begin, naming.begin):
            return False
        if naming.outer < naming.begin or kind_of(words[-1]) not in ("group", "document"):
            return False
        before = self.text[begin : naming.begin]
        single = fold(words[-1]).removesuffix("s")
        if _THE.match(before) and (is_role(single) or self.cast.by_last.get(single)):
            return naming.entity.kind != "organization" or naming.entity.unproven
        lone = len(words) == 1 and not naming.entity.first
        if not lone or self.cast.by_last.get(fold(words[0])) or words[0].isupper():
            return False
        after = _CROWD_AFTER.match(self.text, naming.end, stop + 9) is not None
        return after or (naming.entity.kind != "organization" and (is_role(single) or before != ""))

    def _spelt(self, naming: Naming) -> Naming:
        """The naming, of the person meant where a surname is misspelt."""
        entity = naming.entity
        if entity.first or naming.reason != "name" or any(len(f) > 1 for f in entity.forms):
            return naming
        meant = self.cast.nearest_surname(entity.last) if entity.last.isalpha() else None
        if meant is None:
            return naming
        return Naming(naming.begin, naming.end, naming.outer, meant, "surname")

    def _ending(self, begin: int, stop: int, end: int, namings: list[Naming]) -> Naming | None:
        """The name that ends a long description: "a pilot of the port (PLR) at Lune, Ann Lee"."""
        phrase = self.text[begin:stop]
        if not namings or kind_of(phrase) != "unnamed" or not is_role(noun_of(phrase)):
            return None
        naming = namings[-1]
        last = naming.end >= end - 1 and self.text.endswith(", ", stop, naming.outer)
        between = self.text[stop : naming.outer]
        if naming.entity.kind != "person" or not last or CLAUSE.search(between):
            return None
        return None if AND.search(between) else naming

    def _apposed_to(self, begin: int, end: int) -> Naming | None:
        """The name that begins the sentence, where the phrase is put between commas behind it."""
        naming = self.walk.naming_to(begin)
        if naming is None or "," not in self.text[end - 1 : end + 1]:
            return None
        lead = self.text[self.cast.sentences[self.cast.sentence(begin)] : naming.outer]
        return naming if lead.strip().casefold() in _BEFORE_SUBJECT else None

    def _court(self, begin: int, stop: int, namings: list[Naming]) -> Naming | None:
        """The court whose judges "a three-judge panel of the Court of Appeals" are."""
        for naming in namings[:1]:
            whole = naming.end >= stop - 2 and _PANEL.fullmatch(self.text, begin, naming.outer)
            words = {fold(word) for form in naming.entity.forms for word in form}
            if whole and not _COURTS.isdisjoint(words):
                return naming
        return None

    def _known_word(self, begin: int, stop: int, core: int) -> Naming | None:
        """A name that the capitals did not show, in a headline or as a lone surname."""
        phrase = self.text[begin:stop].strip(EDGE)
        if phrase[:1].isupper() and " " not in phrase:
            renamed = self.cast.by_new_name(phrase)
            if renamed is not None:
                return Naming(begin, stop, begin, renamed, "name")
            persons = self.cast.by_last.get(fold(phrase))
            if persons:
                return Naming(begin, stop, begin, persons[0], "surname")
        loud = self.cast.is_loud(begin)
        if loud or (phrase[:1].isupper() and _looks_named(phrase)):
            named = named_in(self.cast, begin, core if loud else stop)
            if named is not None and named.end >= (core if loud else begin + len(phrase)) - 1:
                return named
        return None

    def _apposition(self, begin: int, stop: int, end: int) -> Naming | None:
        """A name right behind a description: "the company's chief, Ana Ruiz"."""
        comma = self.text[stop : stop + 2]
        if comma not in (", ", " (") or len(self.text[begin:stop].split()) < 2:
            return None
        at = stop + 2
        if kind_of(self.text[begin:stop]) == "group":
            return self._firm_of(begin, at, end)
        named = is_role(noun_of(self.text[begin:stop]))
        noun = noun_of(self.text[begin:stop])
        body = kind_of(self.text[begin:stop]) == "organization" or noun in MAKERS
        for naming in self.cast.between(at, at + 90):
            lead = _ARTICLE.sub("", self.text[at : naming.outer])
            if naming.entity.kind == "organization" and (lead or not naming.entity.unproven):
                if body and (not lead or _LISTED.fullmatch(lead)) and naming.end <= end:
                    return naming
                if naming.outer < end and (lead or naming.end + 2 < end):
                    continue
                return None
            if naming.entity.kind != "person" and not named:
                return None
            if not lead:
                inside = at < end or self.text[naming.end : naming.end + 1] in (",", ")")
                return _as_person(naming) if inside else None
            within = at < end and naming.end <= end + 1
            plain = _TRADE.fullmatch(lead) or is_role(noun_of(lead))
            if within and plain and not _BREAK.search(lead):
                return naming
            return None
        return None

    def _firm_of(self, begin: int, at: int, end: int) -> Naming | None:
        """The one name behind those who are a firm: "his solicitors, Pell Groves"."""
        held = self.cast.between(begin, end + 1)
        behind = [n for n in held if n.outer == at]
        if noun_of(self.text[begin:at]) not in _FIRMS or len(behind) != 1 or held[-1] != behind[0]:
            return None
        rest = self.text[behind[0].end : end].strip(" ,")
        if not rest:
            behind[0].entity.kind = "organization"
        return None if rest else behind[0]


def _behind_body(namings: list[Naming], stop: int) -> Naming | None:
    """The person named right behind a body: "ambassador to the United States Imogen Hale"."""
    for body, naming in pairwise(namings):
        beside = body.end + 1 == naming.outer and naming.end >= stop - 2
        named = naming.entity.kind == "person" or naming.entity.unproven
        if beside and body.entity.kind != "person" and named:
            return _as_person(naming)
    return None


def _as_person(naming: Naming) -> Naming:
    """The naming, whose bearer a role beside it shows to be a person."""
    if naming.entity.unproven:
        naming.entity.kind, naming.entity.unproven = "person", False
    return naming


def _looks_named(phrase: str) -> bool:
    words = phrase.split()
    return (
        len(words) < 6
        and all(w[0].isupper() or not w[0].isalpha() for w in words)
        and not is_mere(phrase)
        and kind_of(phrase) != "group"
        and noun_of(phrase) not in ("q", "a", "poll", "report", "study")
        and not is_role(noun_of(phrase))
    )


def _is_office(preposition: str, rest: str) -> bool:
    """Whether "of" goes on with an office and not with somebody: "secretary of state Ann Lee"."""
    word = rest.split(maxsplit=1)[0] if rest.strip() else ""
    return preposition == " of " and fold(word) in _OFFICES
