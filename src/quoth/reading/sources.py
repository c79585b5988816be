"""Naming the source of each quotation in turn: "he", "who", "I", a name, a description, none."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from quoth.article import Span
from quoth.quotation import Mention, Quotation, Speaker
from quoth.reading.answers import EDGE, Answer, Answers
from quoth.reading.authors import writer
from quoth.reading.descriptions import noun_of
from quoth.reading.dialogue import REPLYING
from quoth.reading.entities import Entity
from quoth.reading.name_words import COUNTRIES
from quoth.reading.names import fold
from quoth.reading.newcomers import brings_in
from quoth.reading.phrases import ASKED_BY, Phrases
from quoth.reading.pronouns import Trace
from quoth.reading.relatives import Relatives
from quoth.reading.role_words import is_role
from quoth.reading.turns import Turn, turns_of
from quoth.reading.walking import SEX, Walk

_FIRST_PERSON = frozenset("i we me us my our myself ourselves".split())
_RELATIVE = frozenset("who which that whom whose".split())
_PLURAL = frozenset("they them their themselves".split())
_NEUTER = frozenset("it its itself".split())
_EVERYBODY = frozenset(("you", "one", "everyone", "everybody", "nobody", "no one"))
# How many letters a label of initials has at most.
_INITIALS = 3
# How many sentences back "it" may reach.
_NEAR = 3
# How much less likely "it" takes up a place than an organisation.
PLACE = 2.0
# The weight of an organisation below which "it" is left as it stands.
UNLIKELY = -2.0
Answered = tuple[int, Entity | None]
# How far before "he" in its sentence who asks him may be named.
_FAR_ASKER = 400


class Sources:
    """Names the speakers of one article's quotations, in the order of the text."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.article = walk.article
        self.text = walk.text
        self.quotations = walk.quotations
        self.answers = Answers(self.walk.cast)
        self.phrases = Phrases(self.walk, self.answers)
        self.relatives = Relatives(self.walk, self.answers, self.phrases.describing)
        self.last: Speaker | None = None
        self.last_end = -1
        self.last_direct = False
        self.before: Answered = (-1, None)
        self.asked: tuple[Quotation, int, Answered] | None = None
        self.groups: list[tuple[int, Speaker]] = []

    @cached_property
    def turns(self) -> Sequence[Turn]:
        """The turns of talk, looked for only where somebody says "I" outside of a quotation."""
        return turns_of(self.article)

    @cached_property
    def turn_begins(self) -> list[int]:
        """Where their names begin."""
        return [turn.name.begin for turn in self.turns]

    def speaker(self, quotation: Quotation) -> Speaker | None:
        """Name the speaker of the next quotation in the order of the text."""
        if not quotation.source:
            speaker = self._without_source(quotation)
            if speaker is not None:
                self.last_end = _end(quotation)
            return speaker
        begin, end = self._trimmed(quotation.source[0])
        self.walk.advance(begin)
        self.asked = quotation, begin, self.before
        entity, speaker = self._of_source(begin, end)
        if entity is None and speaker.kind == "unnamed":
            for span in quotation.source[1:]:
                other, named = self._of_source(*self._trimmed(span))
                if other is not None and other.kind == "person":
                    entity, speaker = other, named
                    break
        self._spoke(entity, speaker, quotation, begin)
        self.before = begin, entity
        return speaker

    def _asker(self) -> Entity | None:
        """Who spoke or is named as asking before in the sentence: "he" only replies to them."""
        if self.asked is None:
            return None
        quotation, at, (begin, entity) = self.asked
        sentence = self.walk.cast.sentence
        start = max(self.walk.cast.sentences[sentence(at)], at - _FAR_ASKER)
        asked = ASKED_BY.search(self.text, start, at)
        if asked is not None:
            return next((n.entity for n in self.walk.cast.between(asked.end(), at)), None)
        if entity is None or begin >= at or sentence(begin) != sentence(at):
            return None
        replies = any(REPLYING.search(self.text, b, e) for b, e in quotation.cue)
        return entity if replies else None

    def again(self, quotation: Quotation, speaker: Speaker) -> Speaker:
        """Name a speaker anew, after more has become known of the people of the article.

        What "it" and "the teacher" take up stands before them, and was known then.
        """
        begin, end = self._trimmed(quotation.source[0])
        if fold(self.text[begin:end]) in _NEUTER | _PLURAL:
            return speaker
        anew = self._of_source(begin, end)[1]
        return speaker if anew.mentions[0].reason == "description" else anew

    def _spoke(
        self, entity: Entity | None, speaker: Speaker, quotation: Quotation, at: int
    ) -> None:
        walk = self.walk
        if entity is None and speaker.kind == "unnamed" and quotation.source:
            span = speaker.mentions[0]
            phrase = self.text[span.begin : span.end]
            if span.reason == "description" and (brings_in(phrase) or _is_titled(phrase)):
                entity = walk.bring_in(span.begin, span.end)
        if entity is not None and entity.kind != "organization":
            walk.speaking, walk.speaking_paragraph = entity, walk.paragraph(at)
            if speaker.mentions[0].reason in ("role", "relative", "apposition"):
                walk.trace(entity, at, speaker.mentions[0].end, True, False)
        elif speaker.kind in ("organization", "group", "document"):
            self.groups.append((at, speaker))
        self.last, self.last_end = speaker, _end(quotation)
        self.last_direct = quotation.type != "indirect"

    def _trimmed(self, span: Span) -> tuple[int, int]:
        begin, end = span
        text = self.text
        while begin < end and text[begin] in EDGE:
            begin += 1
        while (
            end > begin
            and text[end - 1] in EDGE
            and not (text[end - 1] == "." and text[end - 3 : end - 1].isalpha())
        ):
            end -= 1
        return (begin, end) if begin < end else (span[0], span[1])

    def _of_source(self, begin: int, end: int) -> Answer:
        word = fold(self.text[begin:end])
        if self.text[begin:end].isupper() and " " not in word and begin in self.turn_begins:
            labelled = self._of_label(begin, end)
            if labelled is not None:
                return labelled
        if word in SEX:
            return self._of_pronoun(begin, end, SEX[word])
        if word in _FIRST_PERSON:
            return self._first_person(begin, end)
        if word in _RELATIVE:
            return self.relatives.resolve(begin, end)
        if word in _PLURAL or word in _NEUTER:
            return self._of_thing(begin, end, word in _PLURAL)
        if word == "a" and self.text[begin - 1 : begin] in ("", "\n"):
            entity = self._interviewed()
            if entity is not None:
                return entity, self.answers.named(entity, begin, end, "name", 0.6)
        if word in _EVERYBODY:
            return None, self.answers.described(begin, end, "group")
        return self.phrases.resolve(begin, end)

    def _of_label(self, begin: int, end: int) -> Answer | None:
        """Who "OA:" or "ADEYEMI:" is before a turn of talk: a person of these initials or none."""
        label, cast = self.text[begin:end], self.walk.cast
        persons = cast.by_last.get(fold(label))
        if not persons and len(label) <= _INITIALS:
            persons = [e for e in cast.entities if e.kind == "person" and _initials(e, label)]
        elif not persons and label.isalpha():
            naming = self.walk.naming_at(begin)
            if naming is not None and len(naming.entity.forms) == 1:
                naming.entity.kind = "person"
                return self.answers.found(naming)
        if not persons or len(persons) > 1:
            return None
        return persons[0], self.answers.named(persons[0], begin, end, "name", 0.8)

    def _interviewed(self) -> Entity | None:
        """Who answers where turns are marked Q and A: the person named most until then."""
        people = [t for t in self.walk.traces.values() if t.entity.kind == "person"]
        return max(people, key=lambda t: (t.count, -t.entity.number)).entity if people else None

    # -- pronouns -------------------------------------------------------------------------

    def _of_pronoun(self, begin: int, end: int, sex: str) -> Answer:
        chosen = self.walk.choose(begin, end, sex, self._asker())
        if chosen is None:
            return None, self.answers.described(begin, end, "unnamed")
        entity, share = chosen
        if entity.kind is None:
            entity.kind = "person"
        trace = self.walk.traces.get(entity.number)
        self.walk.trace(entity, begin, end, True, True)
        if entity.kind == "unnamed":
            mention = Mention(begin, end, "pronoun", round(share, 3))
            return entity, Speaker(entity.name(), "unnamed", mention.score, (mention,))
        before = None
        if trace is not None:
            naming = self.walk.naming_at(trace.begin)
            if naming is not None:
                before = Mention(naming.begin, naming.end, naming.reason, round(share, 3))
        return entity, self.answers.named(entity, begin, end, "pronoun", share, before)

    def _first_person(self, begin: int, end: int) -> Answer:
        """ "I" is who says the words around it, else who talks there or wrote the article."""
        held = self.walk.inside(begin)
        if held is not None:
            outer = self.quotations[held[1]]
            if outer.source:
                at, stop = self._trimmed(outer.source[0])
                if not at <= begin < stop and fold(self.text[at:stop]) not in _FIRST_PERSON:
                    entity, speaker = self._of_source(at, stop)
                    mention = Mention(begin, end, "pronoun", speaker.confidence)
                    return entity, replace(speaker, mentions=(mention, *speaker.mentions))
            voice = self.walk.speaking
            if self.last is not None and voice is not None:
                return voice, self.answers.named(voice, begin, end, "quotation", 0.6)
        index = bisect_right(self.turn_begins, begin) - 1
        turn = self.turns[index] if index >= 0 else None
        if turn is not None and turn.begin <= begin < turn.end:
            return self._of_source(*turn.name)
        return None, self._author(begin, end) or self.answers.described(begin, end, "unnamed")

    def _author(self, begin: int, end: int) -> Speaker | None:
        """The writer of the article, from its byline."""
        found = writer(self.article, end)
        if found is None:
            return None
        mentions = [Mention(begin, end, "pronoun", 0.8)]
        if found.place:
            mentions.append(Mention(*found.place, "name"))
        return Speaker(found.name, "person", 0.8, tuple(mentions))

    def _of_thing(self, begin: int, end: int, plural: bool) -> Answer:
        """ "it", "they": an organisation, group or document that spoke or was named just before."""
        best = self._nearest_body(begin, end)
        if self.groups:
            at, speaker = self.groups[-1]
            near = self.walk.paragraph(begin) - self.walk.paragraph(at) <= 1
            fits = speaker.kind != "document" if plural else speaker.kind != "group"
            if near and fits and (best is None or best[0] < 3.5 or best[1].name() == speaker.name):
                mention = Mention(begin, end, "pronoun", 0.6)
                return None, replace(speaker, confidence=0.6, mentions=(mention, *speaker.mentions))
        if best is not None and not (plural and best[0] < 1.0):
            return best[1], self.answers.named(best[1], begin, end, "pronoun", 0.5)
        return None, self.answers.described(begin, end, "group" if plural else "unnamed")

    def _nearest_body(self, begin: int, end: int) -> tuple[float, Entity] | None:
        """The organisation that was named just before, with its weight."""
        sentence = self.walk.cast.sentence(begin)
        found = [
            (t.entity, _thing_weight(t, sentence) - PLACE * self.walk.is_place(t.entity))
            for t in self.walk.traces.values()
            if t.entity.kind not in ("person", "unnamed")
            and not t.entity.sex()
            and not t.quoted
            and sentence - t.sentence <= _NEAR
        ]
        found = self.walk.with_learned(begin, end, found)
        if not found:
            return None
        entity, weight = max(found, key=lambda f: f[1])
        return (weight, entity) if weight > UNLIKELY else None

    # -- no source ------------------------------------------------------------------------

    def _without_source(self, quotation: Quotation) -> Speaker | None:
        """A quotation that names no source: an embedded post's, or going on from the last."""
        if not quotation.content:
            return None
        begin = quotation.content[0][0]
        self.walk.advance(begin)
        post = self._signed(quotation, begin)
        if post is not None:
            return post
        if quotation.cue or self.last is None or quotation.type == "indirect":
            return None
        gap = self.text[self.last_end : begin] if self.last_end <= begin else ""
        if self.last_direct and len(gap.strip(EDGE + "'’.!?")) == 0:
            on = Mention(begin, quotation.content[0][1], "quotation", 0.8)
            return replace(self.last, confidence=0.8, mentions=(on, *self.last.mentions))
        return None

    def _signed(self, quotation: Quotation, begin: int) -> Speaker | None:
        """Who signed the embedded post that holds the quotation."""
        blocks = self.article.blocks
        if not 0 <= quotation.block < len(blocks):
            return None
        block = blocks[quotation.block]
        author = (block.author or "").strip()
        if block.kind != "embed" or not author or not block.begin <= begin < block.end:
            return None
        at = self.text.find(author, block.begin, block.end)
        mentions = (Mention(at, at + len(author), "name"),) if at >= 0 else ()
        return Speaker(author, "person", 0.8, mentions)


def _thing_weight(trace: Trace, sentence: int) -> float:
    """How much says that "it" takes up what the trace is of."""
    weight = 2.0 * trace.subject + math.log1p(trace.count) - 0.8 * (sentence - trace.sentence)
    return weight - 1.0 * (trace.entity.last in COUNTRIES) - 0.5 * (trace.entity.kind is None)


def _is_titled(phrase: str) -> bool:
    """Whether somebody is called by a title only, and by no name: "the Taoiseach"."""
    return phrase.split()[-1][:1].isupper() and is_role(noun_of(phrase))


def _initials(entity: Entity, label: str) -> bool:
    """Whether letters are those with which somebody's names begin, all or the outer two."""
    words = entity.name().split()
    letters = "".join(word[0] for word in words).upper()
    return len(words) > 1 and label in (letters, letters[0] + letters[-1])


def _end(quotation: Quotation) -> int:
    spans = (*quotation.content, *quotation.cue, *quotation.source)
    return max((s[1] for s in spans), default=-1)
