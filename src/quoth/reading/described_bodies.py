"""Which organisation a description means: "the agency", "the campaign", "the company".

Its name may say what the description says; a general word takes up whichever of those named near
a learned scorer thinks is meant, or else the one that the article is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set

from quoth.reading.descriptions import FIRMS, GENERAL_BODIES, GENERIC, NO_FIRMS
from quoth.reading.entities import Entity
from quoth.reading.name_words import COUNTRIES
from quoth.reading.names import fold
from quoth.reading.walking import Walk

_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w’'&-]+")
# What takes up an organisation named before, unlike a bare "campaign" or "Republicans".
_DETERMINED = re.compile(r"(?:the|this|that|his|her|its|their|our|my)[ \u00a0]", re.IGNORECASE)
# The margin for organisations by a learned scorer alone: for "the company" and for those whose
# names mostly say what they are ("the department").
LIKELY = 0.5
LIKELIER = 1.0
UNLIKELY = -2.0
# What it counts for that the name of an organisation says what "the agency" says.
CALLED = 2.0
# How far on either side of "the agency" its name is looked for, in namings.
_NEAR = 60
# How often an article names the organisation it is about, at least.
_OFTEN = 3


class DescribedBodies:
    """Finds the organisations that the descriptions of one article mean, where a walk has come to.

    Args:
        walk: the walk.
    """

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.text = walk.text

    def meant(
        self, noun: str, at: int, also: Set[str] = frozenset(), stop: int = 0
    ) -> Entity | None:
        """The organisation that "the agency" or "the campaign" means.

        Args:
            noun: its head, case-folded.
            at: where the description begins.
            also: its other content words; one of them is in the name.
            stop: where it ends; 0 where it is not to be asked of a learned scorer.
        """
        heads = set(GENERIC.get(noun, noun).split())
        near = self._bodies_near(at)
        if noun in FIRMS:
            near = list(filter(_may_be_firm, near))
        bodies = [
            e
            for e in near
            if e.kind == "organization"
            and not (noun == "house" and any("White" in form for form in e.forms))
            and (not also or any(also & {fold(w) for w in form} for form in e.forms))
        ]
        fitting = [e for e in bodies if e.last in heads] or [
            e for e in bodies if any(heads & {fold(w) for w in form} for form in e.forms)
        ]
        determined = _DETERMINED.match(self.text, at) is not None
        learned = stop > 0 and self.walk.antecedents is not None
        learned = learned and (determined or not noun.endswith("s"))  # not "Republicans"
        general = noun in GENERAL_BODIES
        if fitting and learned and general:
            others = [e for e in self._met(near) if e not in fitting]
            return self._likeliest(at, stop, fitting + others, 0.0, fitting) or fitting[0]
        if fitting:
            return (self._likeliest(at, stop, fitting) if learned else None) or fitting[0]
        if not learned:
            return self._recent_body(at) if general else None
        lead = self.text[at:stop].casefold().partition(noun)[0]
        proper = {fold(w) for w in _CAPITAL.findall(self.text, at, at + len(lead))} & also
        named = [e for e in near if any(proper & {fold(w) for w in form} for form in e.forms)]
        if general and len(named) == 1 and determined:
            return named[0]
        least = LIKELY if general else LIKELIER
        asked = named or self._met(near) or list(filter(self._is_body, near))
        meant = self._likeliest(at, stop, asked, least)
        if meant or not general:
            return meant
        main = self._main_body()
        if main is None or noun in FIRMS:
            return main if main and _may_be_firm(main) else None
        # The learned scorer need not be for it, but neither for another nor quite against it.
        return main if self._likeliest(at, stop, asked, UNLIKELY) is main else None

    def _met(self, entities: Sequence[Entity]) -> list[Entity]:
        """Those that may be bodies and have been named already, as what is taken up is."""
        traces = self.walk.traces
        return [e for e in entities if e.number in traces and self._is_body(e)]

    def _is_body(self, entity: Entity) -> bool:
        """Whether the name of an entity is no country, no place and no general word."""
        return (
            entity.last not in COUNTRIES
            and entity.last not in GENERIC
            and not self.walk.is_place(entity)
        )

    def _bodies_near(self, at: int) -> list[Entity]:
        """What is named near a place and is no person, the last before it first."""
        cast = self.walk.cast
        index = bisect_right(cast.begins, at)
        before = cast.namings[max(0, index - _NEAR) : index][::-1]
        after = cast.namings[index : index + _NEAR]
        entities = dict.fromkeys(n.entity for n in (*before, *after))
        return [e for e in entities if e.kind != "person"]

    def _likeliest(
        self,
        begin: int,
        stop: int,
        bodies: list[Entity],
        least: float = 0.0,
        called: Sequence[Entity] = (),
    ) -> Entity | None:
        """Which of the organisations a learned scorer thinks is meant, if it is any.

        Those that are `called` what the description says count for more.
        """
        weighed = [(e, CALLED if e in called else 0.0) for e in bodies]
        found = self.walk.with_learned(begin, stop, weighed)
        entity, weight = max(found, key=lambda f: f[1], default=(None, 0.0))
        return entity if weight > least else None

    def _recent_body(self, at: int) -> Entity | None:
        """What a general word takes up where no organisation's name says what it is."""
        paragraph = self.walk.paragraph(at)
        recent = [
            t
            for t in self.walk.traces.values()
            if t.entity.kind not in ("person", "unnamed")
            and not t.entity.sex()
            and t.subject_sentence >= 0
            and paragraph - t.paragraph <= 3
            and not t.entity.last.endswith(("states", "kingdom", "nations"))
            and self._is_body(t.entity)
        ]
        if recent:
            return max(recent, key=lambda t: (t.count > 1, t.begin)).entity
        return self._main_body()

    def _main_body(self) -> Entity | None:
        """The one organisation that the article names far more often than any other."""
        called = self.walk.cast.called
        bodies = [
            e
            for e in self.walk.cast.entities
            if e.kind == "organization"
            and self._is_body(e)
            and not e.last.endswith(("states", "nations"))
        ]
        bodies.sort(key=called, reverse=True)
        if not bodies or called(bodies[0]) < _OFTEN:
            return None
        if len(bodies) > 1 and 2 * called(bodies[1]) > called(bodies[0]):
            return None
        return bodies[0]


def _may_be_firm(entity: Entity) -> bool:
    """Whether a name does not say that its bearer is an office, a union or the like."""
    return not any(fold(word) in NO_FIRMS for form in entity.forms for word in form)
