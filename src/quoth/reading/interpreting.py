"""What the encoder's scores for articles come to: their readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from quoth.quotation import Known, Reading
from quoth.reading.abouts import of_themselves
from quoth.reading.assembling import assemble, join, link
from quoth.reading.coreference import coreference
from quoth.reading.decoding import Stretch, best_tags, probabilities, spelled
from quoth.reading.encoder import Scores
from quoth.reading.going_on import going_on
from quoth.reading.headline import check_headline, with_speakers
from quoth.reading.interviews import exchanges, with_interviewee
from quoth.reading.links import Floats, Ints
from quoth.reading.people import speakers_and_named
from quoth.reading.preparing import Prepared
from quoth.reading.reaching import reach
from quoth.reading.settings import Settings
from quoth.reading.tags import TAGS, entering
from quoth.reading.turns import turns_of


def interpret(
    group: Sequence[Prepared],
    scores: Sequence[Scores],
    settings: Settings,
    people: Sequence[Known] = (),
) -> Iterator[Reading]:
    """Turn the encoder's scores for the windows of some articles into their readings.

    Args:
        group: the articles.
        scores: tag scores and vectors of all their windows, in order.
        settings: of the reader.
        people: of whom it is known beforehand who they are.
    """
    for prepared, stretches, read in find(group, scores, settings):
        article = prepared.article
        vectors = [held.vectors for held in read]
        near = reach(article.text, prepared.marks, prepared.tokens)
        groups = join(link(stretches, prepared.windows, vectors, near, settings))
        talk = turns_of(article)
        asked = [] if talk else exchanges(article, prepared.marks)
        checked = check_headline(article)
        quotations = assemble(
            article, prepared.marks, prepared.tokens, groups, talk, settings, asked, checked
        )
        meant = coreference(prepared.tokens, prepared.windows, read, settings)
        found, named = speakers_and_named(article, quotations, meant, people)
        known = going_on(article, with_interviewee(article, asked, found, named), named)
        known = of_themselves(article, found, with_speakers(article, known, checked))
        yield Reading(article, known, checked, named)


def find(
    group: Sequence[Prepared], scores: Sequence[Scores], settings: Settings
) -> Iterator[tuple[Prepared, list[Stretch], Sequence[Scores]]]:
    """Yield each article with the spans that the tag scores speak for and its scores."""
    breaks = [rows for prepared in group for rows in prepared.breaks()]
    beginning = entering(settings.eager)
    paths = best_tags([s.tags for s in scores], breaks, settings.transitions, beginning)
    at = 0
    for prepared in group:
        tags: Ints = np.empty(len(prepared.tokens), dtype=np.int64)
        emitted: Floats = np.empty((len(tags), len(TAGS)), dtype=np.float32)
        until = at + len(prepared.windows)
        for window, path, read in zip(
            prepared.windows, paths[at:until], scores[at:until], strict=True
        ):
            own = slice(window.begin - window.context, None)
            tags[window.begin : window.end] = path[own]
            emitted[window.begin : window.end] = read.tags[own]
        yield prepared, spelled(tags, probabilities(tags, emitted)), scores[at:until]
        at = until
