"""Whom "he" and "she" mean: a weighing of the people named before.

Each person of fitting gender who was named, or meant by an earlier pronoun, in the last
paragraphs is weighed by a few plain signs: how many sentences ago, whether as a subject,
whether they were the last to be quoted, how often the article names them. The weights were
fitted on the training articles by logistic choice and rounded.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from quoth.reading.entities import Entity

FEATURES = (
    "same sentence",
    "sentence before",
    "sentences between",
    "paragraphs between",
    "named last",
    "subject",
    "subject in this sentence or the one before",
    "begins its sentence",
    "last speaker",
    "last speaker, in this paragraph",
    "last speaker, and a quotation stands before the pronoun",
    "frequency",
    "gender known",
    "gender unknown",
    "in quotation marks",
    "in a content",
    "by a pronoun",
)
WEIGHTS = (0.0, 0.3, -0.2, -1.0, 0.1, 0.2, 0.7, 0.4, 0.4, 0.6, 0.7, 0.2, 0.5, -0.5, -0.6, -0.6, 0.3)


@dataclass(slots=True)
class Trace:
    """The last place where an entity was named or meant.

    Attributes:
        begin: offset.
        sentence, paragraph: indexes.
        subject: whether it is a grammatical subject, as far as can be told.
        quoted: inside words that stand in quotation marks.
        content: inside something said by somebody.
        pronoun: whether by a pronoun.
        count: how often the entity has been named until then.
        subject_sentence: the last sentence that has it as its subject; -9 for none.
        initial: whether it begins its sentence.
    """

    entity: Entity
    begin: int
    sentence: int
    paragraph: int
    subject: bool
    quoted: bool
    content: bool
    pronoun: bool
    count: int
    subject_sentence: int
    initial: bool


def features(
    trace: Trace,
    sentence: int,
    paragraph: int,
    rank: int,
    speaker: Entity | None,
    speaker_paragraph: int,
    after_quotation: bool,
    sex: str,
) -> tuple[float, ...]:
    """The signs for one candidate, in the order of `FEATURES`."""
    entity = trace.entity
    known = entity.sex()
    return (
        trace.sentence == sentence,
        trace.sentence == sentence - 1,
        min(6, sentence - trace.sentence),
        min(4, paragraph - trace.paragraph),
        rank == 0,
        trace.subject,
        sentence - trace.subject_sentence <= 1,
        trace.initial,
        entity is speaker,
        entity is speaker and speaker_paragraph == paragraph,
        entity is speaker and after_quotation,
        math.log1p(trace.count),
        known == sex,
        known == "",
        trace.quoted,
        trace.content and not trace.quoted,
        trace.pronoun,
    )


def weigh(signs: tuple[float, ...]) -> float:
    """The sum of the signs by their weights."""
    total: float = sum(map(mul, signs, WEIGHTS))
    return total


# What one unit of each side counts where a learned scorer is given. That both count alike was
# best on development articles; the half makes the shares less extreme.
LEARNED = 0.5
BY_HAND = 0.5
NAMINGS_BEFORE = 40
NAMINGS_AFTER = 20
# For an entity none of whose mentions is near enough to be scored.
MISSING = -8.0
# The weight of somebody who is named only after the words that take him up, by the hand-made
# signs: after a description of his, and after "he" or "she".
NOT_YET_NAMED = -3.0
COMING = -8.0


def combine(
    scores: Sequence[float], owners: Sequence[int], weights: Mapping[int, float]
) -> dict[int, float]:
    """Join the learned scores of mentions with the weights of the entities they name.

    Args:
        scores: log odds of "none" and then of each mention.
        owners: the entity number of each mention, all in question; one fewer than `scores`.
        weights: by number, what the hand-made signs say of each entity in question.

    Returns:
        For each entity in question the log of the sum of its mentions' odds over that of
        "none", with its weight added.
    """
    held: defaultdict[int, list[float]] = defaultdict(list)
    none, *others = scores
    for score, owner in zip(others, owners, strict=True):
        held[owner].append(score)
    return {
        number: LEARNED * (_log_sum(held[number]) - none if number in held else MISSING)
        + BY_HAND * weight
        for number, weight in weights.items()
    }


def _log_sum(values: Sequence[float]) -> float:
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + math.log(sum([math.exp(v - top) for v in values]))
