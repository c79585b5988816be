"""Of whom a quotation speaks: the people and organisations named or meant in its content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace

from quoth.article import Article
from quoth.quotation import Quotation
from quoth.reading.concerns import Concerns, counts
from quoth.reading.describing import Describing
from quoth.reading.entities import Entity
from quoth.reading.of_self import says_of_self
from quoth.reading.walking import Walk

# What sources ask for on their own behalf is about nobody: "not to be named because ...".
_ANONYMITY = re.compile(
    r"(?:not to be (?:named|identified|quoted)|(?:to (?:remain|stay|be) )?anonym(?:ous|ity)"
    r"|that (?:his|her|their) (?:full |real )?names? not be)\b"
)


def abouts(
    walk: Walk, describing: Describing, quotations: Sequence[Quotation]
) -> list[tuple[str, ...]]:
    """Name the people and organisations that each quotation is about.

    Args:
        walk: the walk, finished.
        describing: what resolves descriptions in it.
        quotations: all of the article, with speakers and addressees, in the order of the text.

    Returns:
        Names for each: those whom its words take up in the order of the text, then the others
        that it most likely concerns.
    """
    concerns = Concerns(walk, describing)
    return [
        () if not q.content or _ANONYMITY.match(walk.text, *q.content[0]) else tuple(concerns.of(q))
        for q in quotations
    ]


def of_themselves(
    article: Article, before: Sequence[Quotation], quotations: Sequence[Quotation]
) -> tuple[Quotation, ...]:
    """Let those who say "I" and became known only later be spoken of, too.

    Args:
        article: what was read.
        before: its quotations when it was told whom they are about.
        quotations: the same, with the speakers that were found since.
    """
    return tuple(
        replace(now, about=(now.speaker.name, *now.about))
        if then.speaker is None and now.speaker is not None and _says_i(article, now)
        else now
        for then, now in zip(before, quotations, strict=True)
    )


def _says_i(article: Article, quotation: Quotation) -> bool:
    known = quotation.speaker is not None and quotation.speaker.name not in quotation.about
    return (
        known
        and quotation.type != "indirect"
        and says_of_self(" ".join(article.text[begin:end] for begin, end in quotation.content))
    )


def meant_in(walk: Walk, begin: int, end: int, facing: Set[str] = frozenset()) -> list[Entity]:
    """The people and organisations that a span names or takes up by a pronoun, in order.

    Args:
        walk: a walk that has come past the span.
        begin, end: the span.
        facing: the names of those who say and who hear the words in quotation marks that the
            span holds.
    """
    found = [(n.begin, n.entity) for n in walk.cast.between(begin, end) if counts(n.entity)]
    low, high = (bisect_left(walk.pronoun_begins, at) for at in (begin, end))
    for at, stop, _ in walk.pronouns[low:high]:
        entity = _taken_up(walk, at, facing) if stop <= end else None
        if entity is not None:
            found.append((at, entity))
    found.sort(key=lambda f: f[0])
    return [entity for _, entity in found]


def _taken_up(walk: Walk, at: int, facing: Set[str]) -> Entity | None:
    """Whom a pronoun of the span means."""
    known = walk.meant.get(at)
    if known is not None:
        return known[0]
    return next((e for e, _ in walk.heard.get(at, ()) if e.name() not in facing), None)
