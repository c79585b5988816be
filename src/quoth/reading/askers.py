"""Who asked, where the article lets nobody ask: whom the one who answers was talking to.

"Okafor told Radio Marle that the bridge would stay shut. Asked whether it was safe, she said
…": it was Radio Marle that asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.article import Article
from quoth.quotation import Mention, Named, Quotation, Speaker, SpeakerKind
from quoth.reading.addressees import APPEALING

_ASKED = 0.6
"""How sure it is that whoever was spoken to asks on."""
_FARTHEST = 12
"""Quotations back of which one tells to whom the one who answers is talking."""


def with_askers(
    article: Article, quotations: Sequence[Quotation], named: Sequence[Named]
) -> tuple[Quotation, ...]:
    """Give questions that nobody is said to ask to those whom the one asked was talking to.

    Nothing is given where that one has meanwhile been heard through another channel.

    Args:
        article: what was read.
        quotations: an article's, in the order of the text, with speakers and circumstances.
        named: whom the article names.
    """
    kinds: dict[str, SpeakerKind] = {one.name: one.kind for one in named}
    found: list[Quotation] = []
    for quotation in quotations:
        if _is_nobodys(article.text, quotation):
            asker = _talking(article.text, quotation, found[: -_FARTHEST - 1 : -1])
            if asker is not None and asker.name != quotation.addressee:
                kind = kinds.get(asker.name, asker.kind)
                quotation = replace(quotation, speaker=replace(asker, kind=kind))
        found.append(quotation)
    return tuple(found)


def _is_nobodys(text: str, quotation: Quotation) -> bool:
    """Whether a question has a verb but no asker, nor one who could follow it ("asked by")."""
    return bool(
        quotation.question
        and quotation.addressee
        and quotation.cue
        and not quotation.source
        and quotation.speaker is None
        and not text.startswith(" by ", quotation.cue[-1].end)
    )


def _talking(text: str, question: Quotation, earlier: Sequence[Quotation]) -> Speaker | None:
    """With whom the one asked was talking last in what stands before, the nearest first."""
    for quotation in earlier:
        heard = Mention(*quotation.content[0], "quotation", _ASKED)
        speaker = quotation.speaker
        if quotation.relayed_by is not None or speaker is None:
            continue
        if quotation.question and quotation.addressee == question.addressee:
            return replace(speaker, confidence=_ASKED, mentions=(heard, *speaker.mentions))
        if speaker.name != question.addressee:
            continue
        if quotation.channel and question.channel and quotation.channel != question.channel:
            return None
        if quotation.cue and APPEALING.search(text, *quotation.cue[0]):
            return None
        if quotation.addressee:
            span = quotation.addressee_span
            named = (Mention(*span, "name", _ASKED),) if span else ()
            return Speaker(quotation.addressee, "unnamed", _ASKED, (heard, *named))
    return None
