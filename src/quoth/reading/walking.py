"""One walk through an article: where each person was named or meant last, and who spoke last."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice

from quoth.article import Article
from quoth.quotation import Known, Quotation
from quoth.reading import pronouns
from quoth.reading.antecedents import Antecedents
from quoth.reading.cast import Cast
from quoth.reading.entities import Entity, Naming
from quoth.reading.newcomers import brought_in, newcomer
from quoth.reading.pronouns import Trace
from quoth.reading.stating import stated_roles

# The letter it begins with is looked for first: that is quick to fail.
_PRONOUN = re.compile(r"[HSsh](?<!\w.)(?:(?<=[Hh])(?:e|is|er|im|imself|erself)|(?<=[Ss])he)\b")
_SUBJECTS = ("he ", "she ", "he’s", "he's")
_LINKING = re.compile(r"(?:that|if|whether|how|why|where|when)\s+")
_ASKED = re.compile(r"(?:Asked|Pressed|Questioned)\b")
_CLOSING = frozenset("\"”’»'")
SEX = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
# How sure a pronoun must be to bring its person to the fore.
_SURE = 0.4
# How sure it is that "As for Ann Lee, she" means her.
_TOPIC = 0.9
# How many paragraphs back a pronoun may reach.
_REACH = 8
# How many people, the last in mind first, it may mean.
_MOST = 12

# How much less likely a pronoun means somebody whom the article only describes.
NEWCOMER = 0.5
# How much more, where they have just spoken in the same paragraph.
GOES_ON = 2.0

Choice = tuple[Entity, float]


class Walk:
    """One walk through an article from quotation to quotation.

    Attributes:
        cast, roles: who is named in the article, and what it says they are.
        told_of: by where a source begins, the number of who is named right behind it, if anybody.
        reached: how far it has come.
        traces: by entity number, where it was named or meant last, the last of all at the end.
        speaking: the last person to be quoted.
    """

    def __init__(
        self,
        article: Article,
        quotations: Sequence[Quotation],
        antecedents: Antecedents | None = None,
        known: Sequence[Known] = (),
    ) -> None:
        text = article.text
        self.article = article
        self.text = text
        self.antecedents = antecedents
        kinds = antecedents.kinds if antecedents is not None else None
        self.cast = Cast(text, kinds)
        self.roles = stated_roles(self.cast)
        for person in known:
            self.roles.learn(person, self.cast)
        self.lines = [0, *(m.end() for m in re.finditer(r"\n\s*", text))]
        self.sources = {s[0] for q in quotations for s in q.source[:1]}
        self.contents = sorted(
            (begin, end, q.type == "direct", number)
            for number, q in enumerate(quotations)
            for begin, end in q.content
        )
        self.content_begins = [c[0] for c in self.contents]
        self.content_reach = list(accumulate((c[1] for c in self.contents), max))
        self.told_of = {
            q.source[0].begin: self._named_behind(q) for q in quotations if q.source and q.content
        }
        self.quotations = quotations
        self.traces: dict[int, Trace] = {}
        self.reached = 0
        self.at_naming = 0
        self.pronouns = [(m.start(), m.end(), SEX[m[0].lower()]) for m in _PRONOUN.finditer(text)]
        self.pronoun_begins = [p[0] for p in self.pronouns]
        self.at_pronoun = 0
        self.newcomers = list(brought_in(text))
        self.at_newcomer = 0
        self.unnamed: dict[int, Entity] = {}
        self._unnamed_as: defaultdict[str, list[int]] = defaultdict(list)
        self.meant: dict[int, Choice] = {}
        self.weighed: dict[int, list[Choice]] = {}
        self.places: dict[int, bool] = {}
        self.heard: dict[int, list[Choice]] = {}
        self.named = [((n.begin, n.end), n.entity.number) for n in self.cast.namings]
        self.mentions: list[tuple[tuple[int, int], int]] = []
        self.speaking: Entity | None = None
        self.speaking_paragraph = -1
        self._learn_gender()

    # -- the article around a place -------------------------------------------------------

    def paragraph(self, at: int) -> int:
        """Index of the paragraph that holds the offset."""
        return bisect_right(self.lines, at) - 1

    def inside(self, at: int) -> tuple[bool, int] | None:
        """Whether the offset lies in a content: (direct, number of the quotation)."""
        index = bisect_right(self.content_begins, at) - 1
        if index < 0 or at >= self.content_reach[index]:
            return None
        for held in self.contents[max(0, index - 2) : index + 1]:
            if held[0] <= at < held[1]:
                return held[2], held[3]
        return None

    def _named_behind(self, quotation: Quotation) -> int | None:
        """Who begins indirect speech behind its source: "the judge said Reed lied" is not Reed."""
        begin = quotation.content[0].begin
        if quotation.type != "indirect" or quotation.source[0].begin > begin:
            return None
        linking = _LINKING.match(self.text, begin)
        begin = linking.end() if linking else begin
        first = next(iter(self.cast.between(begin, quotation.content[0].end)), None)
        return first.entity.number if first and first.outer == begin else None

    def naming_at(self, at: int) -> Naming | None:
        """The naming that begins at the offset."""
        index = bisect_right(self.cast.begins, at) - 1
        if index >= 0 and self.cast.namings[index].begin == at:
            return self.cast.namings[index]
        return None

    def _asked(self, at: int) -> Entity | None:
        """Who is named behind a question that takes them up: "Asked what she saw, Ann Lee"."""
        held = self.inside(at)
        quotation = self.quotations[held[1]] if held is not None else None
        if quotation is None or quotation.source or not quotation.cue:
            return None
        cue, end = quotation.cue[0], quotation.content[-1].end
        begins = self.cast.sentences[self.cast.sentence(cue.begin)] == cue.begin
        if not begins or not _ASKED.match(self.text, *cue):
            return None
        index = bisect_left(self.cast.begins, end)
        naming = self.cast.namings[index] if index < len(self.cast.namings) else None
        if naming is None or self.text[end : naming.outer] != ", ":
            return None
        return naming.entity if naming.entity.kind == "person" else None

    def naming_to(self, at: int) -> Naming | None:
        """The naming that ends right before a comma before the offset."""
        if self.text[at - 2 : at] != ", ":
            return None
        index = bisect_left(self.cast.begins, at) - 1
        if index >= 0 and self.cast.namings[index].end == at - 2:
            return self.cast.namings[index]
        return None

    def _learn_gender(self) -> None:
        """Where one person alone precedes "he" in its sentence, "he" tells their gender."""
        cast = self.cast
        for at, _, sex in self.pronouns:
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

    def is_place(self, entity: Entity) -> bool:
        """Whether a learned scorer takes what an entity is called for the name of a place."""
        known = self.places.get(entity.number)
        if known is None:
            known = self.places[entity.number] = self._place(entity)
        return known

    def _place(self, entity: Entity) -> bool:
        if self.antecedents is None:
            return False
        odds = [self.antecedents.kinds(n.begin, n.end) for n in self.cast.of(entity.number)]
        return sum(o[3] - max(o[1], o[2]) for o in odds) > 0

    # -- going on -------------------------------------------------------------------------

    def advance(self, to: int) -> None:
        """Take in the names, the pronouns and those brought in before the offset."""
        self.reached = max(self.reached, to)
        namings, found, new = self.cast.namings, self.pronouns, self.newcomers
        while True:
            naming = namings[self.at_naming] if self.at_naming < len(namings) else None
            pronoun = found[self.at_pronoun] if self.at_pronoun < len(found) else None
            stranger = new[self.at_newcomer] if self.at_newcomer < len(new) else None
            at = min(
                naming.begin if naming else to,
                pronoun[0] if pronoun else to,
                stranger[0] if stranger else to,
            )
            if at >= to:
                return
            if naming is not None and naming.begin == at:
                self.at_naming += 1
                subject = naming.subject or naming.outer in self.sources
                self.trace(naming.entity, naming.begin, naming.end, subject, False)
            elif pronoun is not None and pronoun[0] == at:
                self.at_pronoun += 1
                self._take_pronoun(*pronoun)
            elif stranger is not None:
                self.at_newcomer += 1
                self.bring_in(*stranger)

    def bring_in(self, begin: int, end: int) -> Entity | None:
        """Take in somebody whom the article describes and does not name."""
        held = self.inside(begin)
        if begin in self.unnamed or (held is not None and held[0]):
            return self.unnamed.get(begin)
        entity = newcomer(-1 - len(self.unnamed), self.text[begin:end])
        self.unnamed[begin] = entity
        insort(self._unnamed_as[entity.last], begin)
        self.trace(entity, begin, end, True, False)
        return entity

    def last_unnamed(self, at: int, noun: str) -> int | None:
        """Where somebody without a name was last brought in before the offset by a noun."""
        held = self._unnamed_as.get(noun, ())
        index = bisect_left(held, at)
        return held[index - 1] if index else None

    def _take_pronoun(self, begin: int, end: int, sex: str) -> None:
        held = self.inside(begin)
        if held is not None and held[0]:
            self.heard[begin] = self.choices(begin, end, sex)
            return
        chosen = self.choose(begin, end, sex)
        if chosen is not None and chosen[1] > _SURE:
            subject = self.text[begin : begin + 4].lower() in _SUBJECTS
            self.trace(chosen[0], begin, end, subject or begin in self.sources, True)

    def trace(self, entity: Entity, at: int, end: int, subject: bool, pronoun: bool) -> None:
        """Remember that an entity is named or meant at a place."""
        held = self.inside(at)
        old = self.traces.get(entity.number)
        quoted = held is not None and held[0]
        self.mentions.append(((at, end), entity.number))
        if quoted and old is not None and self.paragraph(at) - old.paragraph < 3:
            old.count += 1
            return  # words inside a quotation do not bring their people to the fore
        sentence = self.cast.sentence(at)
        self.traces.pop(entity.number, None)
        self.traces[entity.number] = Trace(
            entity,
            at,
            sentence,
            self.paragraph(at),
            subject,
            quoted,
            held is not None,
            pronoun,
            (old.count if old else 0) + 1,
            sentence if subject else old.subject_sentence if old else -9,
            at - self.cast.sentences[sentence] < 3,
        )

    # -- whom a pronoun means -------------------------------------------------------------

    def candidates(self, at: int, sex: str) -> list[tuple[Entity, tuple[float, ...]]]:
        """The people that a pronoun at the offset may mean, with their signs."""
        sentence, paragraph = self.cast.sentence(at), self.paragraph(at)
        other = {"m": "f", "f": "m"}.get(sex, "?")
        told_of = self.told_of.get(at)
        found = (
            t
            for t in reversed(self.traces.values())
            if paragraph - t.paragraph <= _REACH
            and (entity := t.entity).number != told_of
            and entity.kind != "organization"
            and (entity.evidence > 0 or entity.kind in ("person", "unnamed"))
            and entity.sex() != other
        )
        after = self.text[max(0, at - 2) : at].strip()[-1:] in _CLOSING
        voice, voiced = self.speaking, self.speaking_paragraph
        return [
            (
                t.entity,
                pronouns.features(t, sentence, paragraph, rank, voice, voiced, after, sex),
            )
            for rank, t in enumerate(islice(found, _MOST))
        ]

    def salience(self, at: int, numbers: Iterable[int]) -> dict[int, float]:
        """How much those named so far are in the reader's mind at the offset.

        Args:
            at: the offset.
            numbers: of the entities that are asked for.
        """
        sentence, paragraph = self.cast.sentence(at), self.paragraph(at)
        voice, voiced = self.speaking, self.speaking_paragraph
        return {
            number: pronouns.weigh(
                pronouns.features(trace, sentence, paragraph, 0, voice, voiced, False, "")
            )
            for number in numbers
            if (trace := self.traces.get(number)) is not None
        }

    def choices(self, begin: int, end: int, sex: str) -> list[Choice]:
        """Whom "he" or "she" may mean, each with its weight, the likeliest first."""
        found = [
            (e, pronouns.weigh(signs) + self._as_newcomer(e, begin))
            for e, signs in self.candidates(begin, sex)
        ]
        found = self.with_learned(
            begin, end, [*found, *self._coming(found, sex, self.told_of.get(begin))]
        )
        found.sort(key=lambda f: -f[1])
        return found

    def _as_newcomer(self, entity: Entity, at: int) -> float:
        """What it counts for somebody that they are unnamed: much, where they just spoke there."""
        if entity.kind != "unnamed":
            return 0.0
        here = entity is self.speaking and self.speaking_paragraph == self.paragraph(at)
        return GOES_ON * here - NEWCOMER

    def _coming(self, found: list[Choice], sex: str, told_of: int | None) -> list[Choice]:
        """The people named soon after and not yet before, for a learned scorer to choose."""
        if self.antecedents is None:
            return []
        known = {entity.number for entity, _ in found} | {told_of}
        later = self.cast.namings[self.at_naming : self.at_naming + pronouns.NAMINGS_AFTER]
        people = {n.entity.number: n.entity for n in later if n.entity.kind == "person"}
        return [
            (entity, pronouns.COMING)
            for number, entity in people.items()
            if number not in known and number not in self.traces and entity.sex() in ("", sex)
        ]

    def with_learned(self, begin: int, end: int, found: list[Choice]) -> list[Choice]:
        """Add what the learned scorer says, where there is one, to the weights of entities."""
        if self.antecedents is None or not found:
            return found
        weights = {entity.number: weight for entity, weight in found}
        before = self.mentions[-pronouns.NAMINGS_BEFORE :]
        later = self.named[self.at_naming : self.at_naming + pronouns.NAMINGS_AFTER]
        near = [held for held in before if held[1] in weights and held[0][0] < begin]
        near += [held for held in later if held[1] in weights]
        scores = self.antecedents.scores(begin, end, [span for span, _ in near])
        joined = pronouns.combine(scores, [number for _, number in near], weights)
        return [(entity, joined[entity.number]) for entity, _ in found]

    def choose(
        self, begin: int, end: int, sex: str, other_than: Entity | None = None
    ) -> Choice | None:
        """Whom "he" or "she" means, and how sure that is, 0 to 1."""
        known = self.meant.get(begin)
        if known is not None:
            return known
        topic = self.naming_to(begin)
        if (
            topic is not None
            and self.text.endswith("As for ", 0, topic.outer)
            and topic.entity.kind != "organization"
            and topic.entity.sex() in ("", sex)
        ):
            self.meant[begin] = topic.entity, _TOPIC
            return self.meant[begin]
        asked = self._asked(begin)
        if asked is not None and asked.sex() in ("", sex):
            self.meant[begin] = asked, _TOPIC
            return self.meant[begin]
        found = [f for f in self.choices(begin, end, sex) if f[0] is not other_than]
        if not found:
            return None
        self.weighed[begin] = found
        top = found[0][1]
        share = 1.0 / sum(math.exp(w - top) for _, w in found)
        self.meant[begin] = found[0][0], share
        return self.meant[begin]
