"""A speaker for every quotation, by rules that can say why.

The article's names become entities (`cast`), its roles point to them (`roles`), and one walk
through the text (`walking`) then names each source (`sources`): a name by its parts, "he" by
the people named before (`pronouns`), "who" by the noun before it (`relatives`), "the OpenAI
chief" by the role (`describing`), a quotation without a source by the one it follows. What
none of these settles keeps the words of the article as its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.article import Article
from quoth.quotation import Known, Quotation, Speaker
from quoth.reading.abouts import about
from quoth.reading.antecedents import Antecedents
from quoth.reading.hearers import with_circumstances
from quoth.reading.sources import Sources


def name_speakers(
    article: Article,
    quotations: Sequence[Quotation],
    antecedents: Antecedents | None = None,
    known: Sequence[Known] = (),
) -> tuple[Quotation, ...]:
    """Say of each quotation who its speaker is, of whom it speaks, to whom, when and how.

    Args:
        article: what was read.
        quotations: its quotations with `content`, `cue` and `source`; speakers already there
            are replaced.
        antecedents: a learned scorer for this article, which is then weighed together with
            the rules' own signs.
        known: people of whom it is known beforehand who they are; they count where the article
            names them.

    Returns:
        The same quotations in the same order, all that can be told filled in; the speaker is
        None where the article has no words that tell.
    """
    if not quotations:
        return ()
    sources = Sources(article, quotations, antecedents, known)
    order = sorted(range(len(quotations)), key=lambda i: (_anchor(quotations[i]), i))
    speakers: dict[int, Speaker | None] = {i: sources.speaker(quotations[i]) for i in order}
    walk, describing = sources.walk, sources.phrases.describing
    walk.advance(len(article.text))
    named = tuple(
        replace(q, speaker=speakers[i], about=about(walk, describing, q, speakers[i]))
        for i, q in enumerate(quotations)
    )
    return with_circumstances(article, named, sources.phrases)


def _anchor(quotation: Quotation) -> int:
    spans = quotation.source or quotation.content or quotation.cue
    return spans[0][0] if spans else 0
