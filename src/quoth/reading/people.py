"""A speaker for every quotation, by rules that can say why.

The article's names become entities (`entities`), its roles point to them (`roles`), and one
walk through the text then names each source: a name by its parts, "he" by the people named
before (`pronouns`), "who" by the noun before it, "the OpenAI chief" by the role, a quotation
without a source by the one it follows. What none of these settles keeps the words of the
article as its name.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace

from quoth.article import Article, Span
from quoth.quotation import Mention, Quotation, Reason, Speaker, SpeakerKind
from quoth.reading import pronouns
from quoth.reading.descriptions import (
    GENERIC,
    GENERIC_NAMES,
    is_indefinite,
    is_mere,
    kind_of,
    noun_of,
)
from quoth.reading.entities import Cast, Entity, Naming
from quoth.reading.name_words import COUNTRIES
from quoth.reading.names import fold
from quoth.reading.pronouns import Trace
from quoth.reading.role_words import is_role
from quoth.reading.roles import Roles, content_words

_SMALL = re.compile(r"\b[a-z][a-z]+(?:['’-][a-z]+)*\b")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Hh]imself|[Hh]erself)\b")
_EDGE = ' \t\n\r\u00a0,.;:—–-"“”„«»‘()[]*>'
_SEX = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_FIRST_PERSON = frozenset("i we me us my our myself ourselves".split())
_RELATIVE = frozenset("who which that whom whose".split())
_PLURAL = frozenset("they them their themselves".split())
_NEUTER = frozenset("it its itself".split())
_HEAD_END = re.compile(r",(?! [JS]r\b)|;|:|\(| who\b| which\b| that\b| whose\b| [—–-] |—")
_PREPOSITION = re.compile(
    r"[ \u00a0](?:of|for|from|at|in|with|to|on|by|against|near|like|behind|about|close|representing"
    r"|on behalf|as|during|after|before|over|within|among)[ \u00a0]"
)
_AND = re.compile(r"[ \u00a0](?:and|&|or|along with|as well as)[ \u00a0]")
_AFTER_NAME = re.compile(
    r"^[\"“”’'‘)\],.]*(?:['’]s?)?[\"“”’')\],.]*(?: (?:himself|herself|itself|alone|too|also|Jr\.?|, .*)|"
    r" (?!ally\b|family\b)\w+(?:ing|ed|ly)\b.*| \([^)]*\)?.*)?$",
    re.DOTALL,
)
_DETERMINER = re.compile(r"(?:the|this|that|these|those)[ \u00a0]+", re.IGNORECASE)
_BYLINE = re.compile(
    r"^\s*(?:By|BY|by)[ \u00a0]+([^\W\d_][^\n\r|,•—–]{3,40}?)[ \u00a0]*(?:[\n\r|,•—–]|$)",
    re.MULTILINE,
)
_CLOSING = frozenset("\"”’»'")
# How much more than the next a person must be in mind for "the businessman" to mean them.
MARGIN = 9
_BREAK = re.compile(r"[,;:]|\b(?:and|or|of|for|who|which|that|in|at|to|with|by)\b")


def name_speakers(article: Article, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Say of each quotation who its speaker is.

    Args:
        article: what was read.
        quotations: its quotations with `content`, `cue` and `source`; speakers already there
            are replaced.

    Returns:
        The same quotations in the same order with `speaker` filled; None where the article
        has no words that tell.
    """
    if not quotations:
        return ()
    walk = _Walk(article, quotations)
    order = sorted(range(len(quotations)), key=lambda i: (_anchor(quotations[i]), i))
    speakers: dict[int, Speaker | None] = {}
    for index in order:
        speakers[index] = walk.speaker(quotations[index])
    return tuple(replace(q, speaker=speakers[i]) for i, q in enumerate(quotations))


def _anchor(quotation: Quotation) -> int:
    spans = quotation.source or quotation.content or quotation.cue
    return spans[0][0] if spans else 0


class _Walk:
    """One walk through an article from quotation to quotation.

    Remembers where each person was named or meant last, and who spoke last.
    """

    def __init__(self, article: Article, quotations: Sequence[Quotation]) -> None:
        text = article.text
        self.article = article
        self.text = text
        self.cast = Cast(text, frozenset(_SMALL.findall(text)))
        self.roles = Roles(self.cast)
        self.lines = [0, *(m.end() for m in re.finditer(r"\n\s*", text))]
        self.sources = {s[0] for q in quotations for s in q.source[:1]}
        self.contents = sorted(
            (begin, end, q.type == "direct", number)
            for number, q in enumerate(quotations)
            for begin, end in q.content
        )
        self.content_begins = [c[0] for c in self.contents]
        self.quotations = quotations
        self.traces: dict[int, Trace] = {}
        self.order = 0
        self.at_naming = 0
        self.pronouns = [(m.start(), _SEX[m[0].lower()]) for m in _PRONOUN.finditer(text)]
        self.at_pronoun = 0
        self.meant: dict[int, tuple[Entity, float]] = {}
        self.speaking: Entity | None = None
        self.speaking_paragraph = -1
        self.last: Speaker | None = None
        self.last_end = -1
        self.last_direct = False
        self.groups: list[tuple[int, Speaker]] = []
        self.full: dict[int, Naming] = {}
        for naming in self.cast.namings:
            held = self.full.get(naming.entity.number)
            if held is None or (
                naming.end - naming.begin > held.end - held.begin
                and naming.reason == "name"
                and held.reason == "surname"
            ):
                self.full[naming.entity.number] = naming
        self._learn_gender()

    # -- the article around a place -------------------------------------------------------

    def paragraph(self, at: int) -> int:
        return bisect_right(self.lines, at) - 1

    def inside(self, at: int) -> tuple[bool, int] | None:
        """Whether the offset lies in a content: (direct, number of the quotation)."""
        index = bisect_right(self.content_begins, at) - 1
        for held in self.contents[max(0, index - 2) : index + 1]:
            if held[0] <= at < held[1]:
                return held[2], held[3]
        return None

    def _learn_gender(self) -> None:
        """Where one person alone precedes "he" in its sentence, "he" tells their gender."""
        cast = self.cast
        for at, sex in self.pronouns:
            begin = cast.sentences[cast.sentence(at)]
            near = [
                n
                for n in cast.between(begin, at)
                if n.entity.kind == "person" or n.entity.evidence > 0
            ]
            people = {n.entity.number: n.entity for n in near}
            if len(people) == 1:
                (entity,) = people.values()
                held, where = self.inside(at), self.inside(near[-1].begin)
                if (held is None or not held[0]) and (where is None or not where[0]):
                    entity.gender[sex] += 1

    def _advance(self, to: int) -> None:
        """Take in the names and pronouns before the offset."""
        namings = self.cast.namings
        while True:
            naming = namings[self.at_naming] if self.at_naming < len(namings) else None
            pronoun = (
                self.pronouns[self.at_pronoun] if self.at_pronoun < len(self.pronouns) else None
            )
            if naming is not None and (pronoun is None or naming.begin <= pronoun[0]):
                if naming.begin >= to:
                    return
                self.at_naming += 1
                self._trace(
                    naming.entity,
                    naming.begin,
                    naming.subject or naming.outer in self.sources,
                    False,
                )
            elif pronoun is not None:
                if pronoun[0] >= to:
                    return
                self.at_pronoun += 1
                held = self.inside(pronoun[0])
                if held is not None and held[0]:
                    continue
                chosen = self._choose(pronoun[0], pronoun[1])
                if chosen is not None and chosen[1] > 0.4:
                    subject = self.text[pronoun[0] : pronoun[0] + 4].lower() in (
                        "he ",
                        "she ",
                        "he’s",
                        "he's",
                    )
                    self._trace(chosen[0], pronoun[0], subject or pronoun[0] in self.sources, True)
            else:
                return

    def _trace(self, entity: Entity, at: int, subject: bool, pronoun: bool) -> None:
        held = self.inside(at)
        old = self.traces.get(entity.number)
        quoted = held is not None and held[0]
        if quoted and old is not None and self.paragraph(at) - old.paragraph < 3:
            old.count += 1
            return  # words inside a quotation do not bring their people to the fore
        self.order += 1
        sentence = self.cast.sentence(at)
        self.traces[entity.number] = Trace(
            entity,
            at,
            sentence,
            self.paragraph(at),
            self.order,
            subject,
            quoted,
            held is not None,
            pronoun,
            (old.count if old else 0) + 1,
            sentence if subject else old.subject_sentence if old else -9,
            at - self.cast.sentences[sentence] < 3,
        )

    # -- pronouns -------------------------------------------------------------------------

    def candidates(self, at: int, sex: str) -> list[tuple[Entity, tuple[float, ...]]]:
        """The people that a pronoun at the offset may mean, with their signs."""
        sentence, paragraph = self.cast.sentence(at), self.paragraph(at)
        other = {"m": "f", "f": "m"}.get(sex, "?")
        found = [
            t
            for t in self.traces.values()
            if t.entity.kind != "organization"
            and t.entity.sex() != other
            and (t.entity.kind == "person" or t.entity.evidence > 0)
            and paragraph - t.paragraph <= 8
        ]
        found.sort(key=lambda t: -t.order)
        result = []
        after_quotation = self.text[max(0, at - 2) : at].strip()[-1:] in _CLOSING
        for rank, trace in enumerate(found[:12]):
            signs = pronouns.features(
                trace,
                sentence,
                paragraph,
                rank,
                self.speaking,
                self.speaking_paragraph,
                after_quotation,
                sex,
            )
            result.append((trace.entity, signs))
        return result

    def _salience(self, at: int) -> dict[int, float]:
        """How much each person is in the reader's mind at the offset, by entity number."""
        sentence, paragraph = self.cast.sentence(at), self.paragraph(at)
        return {
            number: pronouns.weigh(
                pronouns.features(
                    trace, sentence, paragraph, 0, self.speaking, self.speaking_paragraph, False, ""
                )
            )
            for number, trace in self.traces.items()
        }

    def _most_salient(self, at: int, phrase: str) -> Entity | None:
        """The person that a description without a known role most likely takes up."""
        woman = re.search(r"(?:woman|mother|wife|actress|girl|lady)$", noun_of(phrase)) is not None
        sex = "f" if woman else ""
        found = [
            (entity, pronouns.weigh(signs))
            for entity, signs in self.candidates(at, sex)
            if not (sex and entity.sex() == "m") and not self.roles.clash(phrase, entity)
        ]
        found.sort(key=lambda f: -f[1])
        if not found or len(found) > 1 and found[0][1] - found[1][1] < MARGIN:
            return None
        return found[0][0]

    def _choose(self, at: int, sex: str) -> tuple[Entity, float] | None:
        known = self.meant.get(at)
        if known is not None:
            return known
        found = self.candidates(at, sex)
        if not found:
            return None
        weights = [pronouns.weigh(signs) for _, signs in found]
        top = max(weights)
        share = 1.0 / sum(math.exp(w - top) for w in weights)
        entity = found[weights.index(top)][0]
        self.meant[at] = entity, share
        return entity, share

    # -- sources --------------------------------------------------------------------------

    def speaker(self, quotation: Quotation) -> Speaker | None:
        """Name the speaker of the next quotation in the order of the text."""
        if quotation.source:
            begin, end = self._trimmed(quotation.source[0])
            self._advance(begin)
            entity, speaker = self._of_source(begin, end)
            if entity is None and len(quotation.source) > 1 and speaker.kind == "unnamed":
                for span in quotation.source[1:]:
                    other, named = self._of_source(*self._trimmed(span))
                    if other is not None and other.kind == "person":
                        entity, speaker = other, named
                        break
            self._spoke(entity, speaker, quotation, begin)
            return speaker
        speaker_without = self._without_source(quotation)
        if speaker_without is not None:
            self.last_end = _end(quotation)
        return speaker_without

    def _spoke(
        self, entity: Entity | None, speaker: Speaker, quotation: Quotation, at: int
    ) -> None:
        if entity is not None and entity.kind != "organization":
            self.speaking, self.speaking_paragraph = entity, self.paragraph(at)
            if speaker.mentions[0].reason in ("role", "relative", "apposition"):
                self._trace(entity, at, True, False)
        elif speaker.kind in ("organization", "group", "document"):
            self.groups.append((at, speaker))
        self.last, self.last_end = speaker, _end(quotation)
        self.last_direct = quotation.type != "indirect"

    def _trimmed(self, span: Span) -> tuple[int, int]:
        begin, end = span
        while begin < end and self.text[begin] in _EDGE:
            begin += 1
        while (
            end > begin
            and self.text[end - 1] in _EDGE
            and not (self.text[end - 1] == "." and self.text[end - 3 : end - 1].isalpha())
        ):
            end -= 1
        return (begin, end) if begin < end else (span[0], span[1])

    def _of_source(self, begin: int, end: int) -> tuple[Entity | None, Speaker]:
        words = self.text[begin:end]
        word = fold(words)
        if word in _SEX:
            return self._of_pronoun(begin, end, _SEX[word])
        if word in _FIRST_PERSON:
            return self._first_person(begin, end)
        if word in _RELATIVE:
            return self._of_relative(begin, end)
        if word in _PLURAL or word in _NEUTER:
            return self._of_thing(begin, end, word in _PLURAL)
        if word == "a" and self.text[begin - 1 : begin] in ("", "\n"):
            entity = self._interviewed()
            if entity is not None:
                return entity, self._named(entity, begin, end, "name", 0.6)
        if word in ("you", "one", "everyone", "everybody", "nobody", "no one"):
            return None, self._described(begin, end, "group")
        return self._of_phrase(begin, end)

    def _interviewed(self) -> Entity | None:
        """Who answers where turns are marked Q and A: the person named most until then."""
        people = [t for t in self.traces.values() if t.entity.kind == "person"]
        return max(people, key=lambda t: t.count).entity if people else None

    def _of_pronoun(self, begin: int, end: int, sex: str) -> tuple[Entity | None, Speaker]:
        chosen = self._choose(begin, sex)
        if chosen is None:
            return None, self._described(begin, end, "unnamed")
        entity, share = chosen
        if entity.kind is None:
            entity.kind = "person"
        trace = self.traces[entity.number]
        self._trace(entity, begin, True, True)
        before = Mention(trace.begin, trace.begin + 1, "name", share)
        naming = self._naming_at(trace.begin)
        if naming is not None:
            before = Mention(naming.begin, naming.end, naming.reason, share)
            return entity, self._named(entity, begin, end, "pronoun", share, before)
        return entity, self._named(entity, begin, end, "pronoun", share)

    def _naming_at(self, at: int) -> Naming | None:
        index = bisect_right(self.cast.begins, at) - 1
        if index >= 0 and self.cast.namings[index].begin == at:
            return self.cast.namings[index]
        return None

    def _naming_to(self, at: int) -> Naming | None:
        """The naming that ends right before a comma before the offset."""
        if self.text[at - 2 : at] != ", ":
            return None
        index = bisect_right(self.cast.begins, at) - 1
        if index >= 0 and self.cast.namings[index].end == at - 2:
            return self.cast.namings[index]
        return None

    def _first_person(self, begin: int, end: int) -> tuple[Entity | None, Speaker]:
        held = self.inside(begin)
        if held is not None:
            outer = self.quotations[held[1]]
            if outer.source:
                at, stop = self._trimmed(outer.source[0])
                if not at <= begin < stop and fold(self.text[at:stop]) not in _FIRST_PERSON:
                    entity, speaker = self._of_source(at, stop)
                    mention = Mention(begin, end, "pronoun", speaker.confidence)
                    return entity, replace(speaker, mentions=(mention, *speaker.mentions))
            if self.last is not None and self.speaking is not None:
                return self.speaking, self._named(self.speaking, begin, end, "quotation", 0.6)
        author = self.article.byline
        span: tuple[int, int] | None = None
        if not author:
            match = _BYLINE.search(self.text, 0, 1500)
            if match and match[1][0].isupper() and len(match[1].split()) < 5:
                author, span = match[1], match.span(1)
        if author:
            mentions = [Mention(begin, end, "pronoun", 0.8)]
            if span:
                mentions.append(Mention(*span, "name"))
            name = re.sub(r"^[Bb][Yy] ", "", author)
            return None, Speaker(name, "person", 0.8, tuple(mentions))
        return None, self._described(begin, end, "unnamed")

    def _of_relative(self, begin: int, end: int) -> tuple[Entity | None, Speaker]:
        """ "who": the name or noun before it."""
        cast = self.cast
        start = cast.sentences[cast.sentence(begin)]
        near = cast.between(start, begin)
        thing = fold(self.text[begin:end]) in ("which", "that")
        before = self.text[start:begin].rstrip(" ,—–-(")
        stop = start + len(before)
        for naming in reversed(near):
            gap = self.text[naming.end : stop]
            if naming.entity.kind == "organization" and not thing:
                continue
            if not gap.strip() or re.fullmatch(
                r"(?: \([^)]*\)?|,? \d\d|[’']s?|, (?:Jr|Sr)\.?)*(?:,? (?:of|from|an?|the|his|her|its) [^,;]*)?(?:, [^,;]{2,60})?",
                gap,
            ):
                preceding = self.text[max(start, naming.outer - 12) : naming.outer]
                if (
                    re.search(r"\b(?:of|for|with|by|to|from|against|like) $", preceding)
                    and gap.strip()
                ):
                    continue
                if gap.startswith(",") and not thing and kind_of(gap) == "group":
                    continue
                return naming.entity, self._named(
                    naming.entity,
                    begin,
                    end,
                    "relative",
                    0.85,
                    Mention(naming.begin, naming.end, naming.reason),
                )
        match = re.search(
            r"(?:\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Mm]any|[Tt]hose)\b )?(?:[\w’'-]+ ){0,4}[\w’'-]+$",
            before,
        )
        if match is None:
            return None, self._described(begin, end, "unnamed")
        at = start + match.start()
        found = re.search(
            r"(?:.*\b)((?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Mm]any|[Tt]hose) .*)$", match[0]
        )
        if found:
            at = start + match.start() + found.start(1)
        else:
            at = start + match.start() + match[0].rfind(" ") + 1
        noun = self.text[at:stop]
        apposed = self._naming_to(at)
        if apposed is not None and not thing and apposed.entity.kind != "organization":
            via = Mention(apposed.begin, apposed.end, apposed.reason)
            return apposed.entity, self._named(apposed.entity, begin, end, "relative", 0.8, via)
        if noun[:4].lower() == "the " and not thing:
            entity, speaker = self._of_description(at, stop, stop)
            if entity is not None:
                mention = Mention(begin, end, "relative", speaker.confidence)
                return entity, replace(speaker, mentions=(mention, *speaker.mentions))
        kind = kind_of(noun)
        mentions = (Mention(begin, end, "relative", 0.7), Mention(at, stop, "description"))
        return None, Speaker(noun, kind, 0.6, mentions)

    def _of_thing(self, begin: int, end: int, plural: bool) -> tuple[Entity | None, Speaker]:
        """ "it", "they": an organisation, group or document that spoke or was named just before."""
        paragraph = self.paragraph(begin)
        sentence = self.cast.sentence(begin)
        best: tuple[float, Entity] | None = None
        for trace in self.traces.values():
            if trace.entity.kind == "person" or trace.entity.sex():
                continue
            if sentence - trace.sentence > 3 or trace.quoted or fold(trace.entity.last) in ():
                continue
            weight = (
                2.0 * trace.subject + math.log1p(trace.count) - 0.8 * (sentence - trace.sentence)
            )
            if best is None or weight > best[0]:
                best = weight, trace.entity
        if self.groups:
            at, speaker = self.groups[-1]
            near = paragraph - self.paragraph(at) <= 1
            fits = speaker.kind != "document" if plural else speaker.kind != "group"
            if near and fits and (best is None or best[0] < 3.5 or best[1].name() == speaker.name):
                mention = Mention(begin, end, "pronoun", 0.6)
                return None, replace(speaker, confidence=0.6, mentions=(mention, *speaker.mentions))
        if best is not None and not (plural and best[0] < 1.0):
            return best[1], self._named(best[1], begin, end, "pronoun", 0.5)
        return None, self._described(begin, end, "group" if plural else "unnamed")

    def _of_phrase(self, begin: int, end: int) -> tuple[Entity | None, Speaker]:
        """A name, a description, or both."""
        text, cast = self.text, self.cast
        namings = cast.between(begin, end)
        stop = end
        for match in _HEAD_END.finditer(text, begin + 1, end):
            if not any(n.begin < match.start() < n.end for n in namings):
                stop = match.start()
                break
        core = stop
        for match in _PREPOSITION.finditer(text, begin, stop):
            if not any(n.begin < match.start() < n.end for n in namings) and not _is_office(
                text[match.end() - 4 : match.end()], text[match.end() : stop]
            ):
                core = match.start()
                break
        held = [n for n in namings if n.begin < core]
        if _AND.search(text, begin, core):
            for match in _AND.finditer(text, begin, core):
                if any(n.begin < match.start() < n.end for n in namings):
                    continue
                left = [n for n in held if n.end <= match.start()]
                right = [n for n in held if n.begin >= match.end()]
                joined = left and not text[left[-1].end : match.start()].strip()
                if joined or (
                    right and not left and not is_role(noun_of(text[begin : match.start()]))
                ):
                    return None, self._several(begin, end, left + right if right else left)
        if held:
            naming = held[-1]
            tail = text[naming.end : core].rstrip()
            if naming.entity.kind == "organization":
                if not tail.strip("’'s \"”)") or naming.begin - begin <= 4 and len(tail) < 3:
                    return self._found(naming, begin, end)
            elif _AFTER_NAME.match(tail):
                return self._found(naming, begin, end)
        apposed = self._apposition(begin, stop, end)
        if apposed is not None:
            return self._found(apposed, begin, end, "apposition")
        phrase = text[begin:stop].strip(_EDGE)
        if not held and phrase[:1].isupper() and " " not in phrase:
            persons = cast.by_last.get(fold(phrase))
            if persons:
                return self._found(Naming(begin, stop, begin, persons[0], "surname"), begin, end)
        loud = any(b <= begin < e for b, e in cast.loud)
        if not held and (loud or phrase[:1].isupper() and self._looks_named(phrase)):
            named = cast.named_in(begin, core if loud else stop)
            if named is not None and named.end >= (core if loud else begin + len(phrase)) - 1:
                return self._found(named, begin, end)
        return self._of_description(begin, stop, core)

    def _looks_named(self, phrase: str) -> bool:
        words = phrase.split()
        return (
            len(words) < 6
            and all(w[0].isupper() or not w[0].isalpha() for w in words)
            and not is_mere(phrase)
            and kind_of(phrase) != "group"
            and noun_of(phrase) not in ("q", "a", "poll", "report", "study")
            and not is_role(noun_of(phrase))
        )

    def _apposition(self, begin: int, stop: int, end: int) -> Naming | None:
        """A person's name right behind a description: "the company's chief, Ana Ruiz"."""
        comma = self.text[stop : stop + 2]
        if comma not in (", ", " (") or " " not in self.text[begin:stop].strip():
            return None
        at = stop + 2
        named = is_role(noun_of(self.text[begin:stop]))
        for naming in self.cast.between(at, at + 90):
            lead = self.text[at : naming.outer]
            if naming.entity.kind == "organization" and (lead or not naming.entity.unproven):
                if lead and naming.outer < end:
                    continue
                return None
            if naming.entity.kind != "person" and not named:
                return None
            if not lead:
                inside = at < end or self.text[naming.end : naming.end + 1] in (",", ")")
                return naming if inside else None
            if (
                at < end
                and naming.end <= end + 1
                and is_role(noun_of(lead))
                and not _BREAK.search(lead)
            ):
                return naming
            return None
        return None

    def _found(
        self, naming: Naming, begin: int, end: int, reason: Reason | None = None
    ) -> tuple[Entity, Speaker]:
        entity = naming.entity
        if entity.kind is None and (entity.sex() or entity.evidence > 0):
            entity.kind = "person"
        why = reason or naming.reason
        mention = Mention(naming.begin, naming.end, why)
        return entity, self._named(entity, naming.begin, naming.end, why, 0.95, mention)

    def _several(self, begin: int, end: int, namings: list[Naming]) -> Speaker:
        mentions = tuple(Mention(n.begin, n.end, "list") for n in namings)
        names = [n.entity.name() for n in namings if n.entity.forms]
        whole = self.text[begin:end]
        covered = sum(n.end - n.outer for n in namings)
        name = " and ".join(dict.fromkeys(names)) if covered > 0.6 * len(whole) else whole
        return Speaker(name or whole, "group", 0.9, mentions or (Mention(begin, end, "list"),))

    def _of_description(self, begin: int, stop: int, core: int) -> tuple[Entity | None, Speaker]:
        phrase = self.text[begin:stop].strip(_EDGE)
        kind = kind_of(phrase)
        plain = _DETERMINER.sub("", phrase, count=1) if _DETERMINER.match(phrase) else phrase
        definite = plain is not phrase or not is_indefinite(phrase)
        noun = noun_of(phrase)
        if definite and noun in GENERIC_NAMES and phrase.split()[-1][:1].isupper():
            entity = self._body(noun, begin)
            if entity is not None:
                return entity, self._named(entity, begin, stop, "name", 0.8)
            kind = "organization"
        if not definite or kind in ("group", "document"):
            return None, self._described(begin, stop, kind)
        if kind == "organization":
            whose = phrase.split(maxsplit=1)[0].casefold()
            if whose in _SEX and noun_of(phrase) in ("campaign", "team", "camp", "administration"):
                chosen = self._choose(begin, _SEX[whose])
                if chosen is not None:
                    team = self.cast.team_of(chosen[0], noun_of(phrase))
                    return team, self._named(team, begin, stop, "description", 0.7)
            entity = self._body(
                noun_of(phrase), begin, set(content_words(phrase)[:-1]) if plain else set()
            )
            if entity is not None:
                return entity, self._named(entity, begin, stop, "description", 0.6)
            return None, self._described(begin, stop, kind)
        spoken_for = noun_of(phrase).startswith("spokes") and (
            plain is phrase or " for " in phrase or " of " in phrase
        )
        if not spoken_for:
            found = self.roles.resolve(plain, self._salience(begin))
            if found is not None:
                role, score = found
                mention = Mention(role.begin, role.end, role.reason, score)
                return role.entity, self._named(role.entity, begin, stop, "role", score, mention)
            if plain is not phrase and is_role(noun_of(phrase)):
                entity = self._most_salient(begin, phrase)
                if entity is not None:
                    return entity, self._named(entity, begin, stop, "description", 0.5)
        return None, self._described(begin, stop, kind)

    def _body(self, noun: str, at: int, also: Set[str] = frozenset()) -> Entity | None:
        """The organisation that "the agency" or "the campaign" means: the last that fits."""
        heads = set(GENERIC.get(noun, noun).split())
        index = bisect_right(self.cast.begins, at)
        namings = self.cast.namings
        before = [n.entity for n in namings[max(0, index - 60) : index]][::-1]
        after = [n.entity for n in namings[index : index + 60]]
        bodies = [
            e
            for e in (*before, *after)
            if e.kind == "organization"
            and (not also or any(also & {fold(w) for w in form} for form in e.forms))
        ]
        for entity in bodies:
            if entity.last in heads:
                return entity
        for entity in bodies:
            if any(heads & {fold(w) for w in form} for form in entity.forms):
                return entity
        if noun in (
            "company",
            "firm",
            "newspaper",
            "paper",
            "network",
            "group",
            "charity",
            "airline",
            "magazine",
            "outlet",
            "website",
            "site",
            "agency",
            "organization",
            "organisation",
        ):
            # A general word for an organisation whose name does not say what it is.
            recent = [
                t
                for t in self.traces.values()
                if t.entity.kind != "person"
                and not t.entity.sex()
                and t.subject_sentence >= 0
                and self.paragraph(at) - t.paragraph <= 3
                and t.entity.last not in COUNTRIES
                and t.entity.last not in GENERIC
            ]
            if recent:
                return max(recent, key=lambda t: (t.count > 1, t.begin)).entity
        return None

    def _without_source(self, quotation: Quotation) -> Speaker | None:
        """A quotation that names no source: an embedded post's, or going on from the last."""
        if not quotation.content:
            return None
        begin = quotation.content[0][0]
        self._advance(begin)
        blocks = self.article.blocks
        if 0 <= quotation.block < len(blocks):
            block = blocks[quotation.block]
            if block.kind == "embed" and block.author and block.begin <= begin < block.end:
                at = self.text.find(block.author, block.begin, block.end)
                mention = (Mention(at, at + len(block.author), "name"),) if at >= 0 else ()
                return Speaker(block.author, "person", 0.8, mention)
        if quotation.cue or self.last is None or quotation.type == "indirect":
            return None
        gap = self.text[self.last_end : begin] if self.last_end <= begin else ""
        if self.last_direct and len(gap.strip(_EDGE + "'’.!?")) == 0:
            mention_on = Mention(begin, quotation.content[0][1], "quotation", 0.8)
            return replace(self.last, confidence=0.8, mentions=(mention_on, *self.last.mentions))
        return None

    # -- answers --------------------------------------------------------------------------

    def _named(
        self,
        entity: Entity,
        begin: int,
        end: int,
        reason: Reason,
        score: float,
        via: Mention | None = None,
    ) -> Speaker:
        mentions = [Mention(begin, end, reason, round(score, 3))]
        full = self.full.get(entity.number)
        for mention in (via, Mention(full.begin, full.end, "name") if full else None):
            if mention is not None and all(m.begin != mention.begin for m in mentions):
                mentions.append(mention)
        name = entity.name() if entity.forms else self.text[begin:end]
        return Speaker(name, entity.kind or "organization", round(score, 3), tuple(mentions))

    def _described(self, begin: int, end: int, kind: SpeakerKind) -> Speaker:
        name = self.text[begin:end].strip(_EDGE) or self.text[begin:end]
        return Speaker(name, kind, 0.5, (Mention(begin, end, "description", 0.5),))


def _is_office(preposition: str, rest: str) -> bool:
    """Whether "of" goes on with an office and not with somebody: "secretary of state Ann Lee"."""
    if preposition != " of ":
        return False
    word = rest.split(maxsplit=1)[0] if rest.strip() else ""
    folded = fold(word)
    if folded in ("state", "staff", "defense", "defence", "treasury", "ceremonies", "parliament"):
        return True
    return False


def _end(quotation: Quotation) -> int:
    spans = (*quotation.content, *quotation.cue, *quotation.source)
    return max((s[1] for s in spans), default=-1)
