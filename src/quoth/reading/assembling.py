"""From spans and links to quotations: fragments joined, types told, confidence given."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from quoth.article import Article, Span
from quoth.quotation import HeadlineQuote, Quotation, QuotationType
from quoth.reading.asides import closed, what_is_called, with_rest
from quoth.reading.decoding import Stretch
from quoth.reading.fragments import without_narration
from quoth.reading.headline_quotes import with_quoted
from quoth.reading.headline_tails import with_tails
from quoth.reading.interviews import Exchange
from quoth.reading.links import Floats, Ints, likelihoods
from quoth.reading.marks import Marks, parted
from quoth.reading.naming import is_naming
from quoth.reading.reaching import Reach
from quoth.reading.replies import with_replies
from quoth.reading.second_verbs import with_second_verbs
from quoth.reading.sentences import sentence_starts
from quoth.reading.settings import Settings
from quoth.reading.shaping import shaped
from quoth.reading.subjects import put_right
from quoth.reading.tags import ROLES
from quoth.reading.tokens import Tokens, Window
from quoth.reading.turns import Turn

_WORD = re.compile(r"\w")
# What stands before the words of a content: marks of other kinds, "only: “", a question of the
# reporter's own before an answer in marks.
_BEFORE = re.compile(
    r"[\s,;:*_]+(?=\S)|(?:that|only|thus|this): +(?=[\"“‘'«„])|[^\"“‘«„?]{8,200}\?\s+(?=[“\"«„])"
)
_LETTER = re.compile(r"[^\W_]")
_FIRST = attrgetter("first")
_SPOKEN_BLOCKS = frozenset({"embed", "block_quote", "question"})


class Linked(NamedTuple):
    """A content fragment with the source and cue that it was linked to."""

    content: Stretch
    source: Stretch | None
    cue: Stretch | None
    source_sure: float
    cue_sure: float


@dataclass(slots=True)
class Group:
    """The linked fragments of one quotation, and how sure its least sure link is."""

    contents: list[Stretch] = field(default_factory=list)
    sources: list[Stretch] = field(default_factory=list)
    cues: list[Stretch] = field(default_factory=list)
    source_sure: float = 1.0
    cue_sure: float = 1.0


def link(
    stretches: Sequence[Stretch],
    windows: Sequence[Window],
    vectors: Sequence[Floats],
    reach: Reach,
    settings: Settings,
) -> list[Linked]:
    """Give every content the source and cue that are together the likeliest.

    The content speaks for each of the two, and the cue for the source.

    Args:
        stretches: of one article, in order.
        windows: of the article, in order.
        vectors: of each window, one row a piece from `Window.context` on.
        reach: which paragraphs may share a quotation.
        settings: of the reader.
    """
    by_role = {role: _held([s for s in stretches if s.role == role]) for role in ROLES}
    found: list[Linked] = []
    for window, read in zip(windows, vectors, strict=True):
        contents = by_role["content"].within(window.begin, window)
        if contents.stretches:
            sources, cues = (by_role[r].within(window.context, window) for r in ("source", "cue"))
            found += _link_window(contents, sources, cues, window, read, reach, settings)
    return found


class _Held(NamedTuple):
    """Spans of one role, in order, with the first and the last piece of each."""

    stretches: Sequence[Stretch]
    firsts: Ints
    lasts: Ints

    def within(self, begin: int, window: Window) -> _Held:
        """Those that begin at a piece of a window or behind it, their pieces as its rows."""
        low, high = (bisect_left(self.stretches, at, key=_FIRST) for at in (begin, window.end))
        firsts, lasts = self.firsts[low:high], np.minimum(self.lasts[low:high], window.end - 1)
        return _Held(self.stretches[low:high], firsts - window.context, lasts - window.context)


def _held(stretches: Sequence[Stretch]) -> _Held:
    firsts, lasts = ([s.first for s in stretches], [s.last for s in stretches])
    return _Held(stretches, np.array(firsts, dtype=np.int64), np.array(lasts, dtype=np.int64))


def _link_window(
    contents: _Held,
    sources: _Held,
    cues: _Held,
    window: Window,
    vectors: Floats,
    reach: Reach,
    settings: Settings,
) -> Iterator[Linked]:
    def ask(asking: _Held, answering: _Held, relation: int) -> Floats:
        firsts, lasts, candidates = asking.firsts, asking.lasts, answering.firsts
        null, distance = settings.null, settings.distance
        allowed = reach.within(firsts + window.context, candidates + window.context)
        return likelihoods(vectors, firsts, lasts, candidates, relation, null, distance, allowed)

    to_source, to_cue = ask(contents, sources, 0), ask(contents, cues, 1)
    # A content without a cue leaves the source to itself.
    cue_to_source = np.zeros((to_cue.shape[1], to_source.shape[1]), dtype=np.float32)
    if cues.stretches:
        cue_to_source[1:] = ask(cues, sources, 2)
    together = to_cue[:, :, None] + to_source[:, None, :] + cue_to_source
    for row, content in enumerate(contents.stretches):
        cue, source = divmod(int(together[row].argmax()), to_source.shape[1])
        yield Linked(
            content,
            sources.stretches[source - 1] if source else None,
            cues.stretches[cue - 1] if cue else None,
            float(np.exp(to_source[row, source])),
            float(np.exp(to_cue[row, cue])),
        )


def join(linked: Iterable[Linked]) -> list[Group]:
    """Join linked fragments: contents that share a cue are parts of one quotation."""
    groups: dict[tuple[str, int], Group] = {}
    for item in linked:
        key = ("cue", item.cue.first) if item.cue else ("content", item.content.first)
        group = groups.setdefault(key, Group())
        group.contents.append(item.content)
        if item.source and item.source not in group.sources:
            group.sources.append(item.source)
        if item.cue and item.cue not in group.cues:
            group.cues.append(item.cue)
        group.source_sure = min(group.source_sure, item.source_sure)
        group.cue_sure = min(group.cue_sure, item.cue_sure)
    return list(groups.values())


def assemble(
    article: Article,
    marks: Marks,
    tokens: Tokens,
    groups: Iterable[Group],
    turns: Sequence[Turn],
    settings: Settings,
    exchanges: Sequence[Exchange] = (),
    checked: Sequence[HeadlineQuote] = (),
) -> tuple[Quotation, ...]:
    """Make quotations of groups, numbered in the order of the text.

    Args:
        article: what was read.
        marks: its quotation marks.
        tokens: its word pieces, which the groups refer to.
        groups: what belongs together.
        turns: its turns of talk.
        settings: of the reader.
        exchanges: the questions and answers in it that have no label.
        checked: what its headline puts in marks, and where the body has it.
    """
    text = article.text
    quoted = parted(text, marks)
    starts = sentence_starts(text)

    def spans(stretches: Iterable[Stretch]) -> tuple[Span, ...]:
        placed = [Span(tokens.begins.item(s.first), tokens.ends.item(s.last)) for s in stretches]
        return tuple(sorted([s for s in placed if _WORD.search(text, *s)]))

    def type_of(content: Sequence[Span]) -> QuotationType:
        return _type(content, quoted)

    found: list[Quotation] = []
    for group in groups:
        content, source, cue = spans(group.contents), spans(group.sources), spans(group.cues)
        content = (*(_begun(text, span) for span in content[:1]), *content[1:])
        if not content:
            continue
        named = None if cue or source else what_is_called(text, content)
        if named is not None:
            content, cue, source = ((span,) for span in named)
        content = without_narration(text, quoted, starts, content, cue, source)
        content = closed(text, starts, content, cue, source)
        if is_naming(article, quoted, content, cue, source):
            continue
        told = type_of(content)
        block = article.block_at(content[0].begin)
        spoken = source or _is_spoken(article, block)
        if told == "indirect" and not cue and spoken:
            told = "direct"  # a post, a block quote or a turn of talk needs no marks
        sure = confidence(evidence(group), settings.calibration)
        if sure < settings.least:
            continue
        found.append(Quotation("", told, content, cue, source, block=block, confidence=sure))
    found = list(with_rest(text, starts, found, type_of))
    shapely = shaped(article, marks, turns, exchanges, found)
    blocks = [article.block_at(q.content[0].begin) for q in shapely]
    placed = [
        q if q.block == block else replace(q, block=block)
        for q, block in zip(shapely, blocks, strict=True)
    ]
    replied = with_replies(text, placed, type_of)
    placed = list(put_right(article, with_second_verbs(text, quoted[1], replied, type_of)))
    right = with_quoted(article, marks, with_tails(article, placed, type_of), checked)
    right.sort(key=lambda q: q.content)
    return tuple(replace(q, id=f"q{number}") for number, q in enumerate(right, start=1))


def evidence(group: Group) -> list[float]:
    """What speaks for a quotation, as numbers; the calibration weighs them."""
    sources, cues = group.sources, group.cues
    return [
        1.0,
        _odds(min([c.sure for c in group.contents])),
        _odds(min([c.edges for c in group.contents])),
        _odds(group.source_sure),
        _odds(group.cue_sure),
        _odds(sources[0].sure) if sources else 0.0,
        _odds(cues[0].sure) if cues else 0.0,
        float(bool(sources)),
        float(bool(cues)),
    ]


def confidence(held: Sequence[float], weights: Sequence[float]) -> float:
    """Probability that a quotation and its source are right, by logistic regression."""
    if not weights:
        return 1.0
    total = sum(w * e for w, e in zip(weights, held, strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def _odds(probability: float) -> float:
    held = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(held / (1 - held))


def _is_spoken(article: Article, block: int) -> bool:
    return bool(article.blocks) and article.blocks[block].kind in _SPOKEN_BLOCKS


def _begun(text: str, content: Span) -> Span:
    """A content from where its words begin."""
    before = _BEFORE.match(text, *content)
    if before is None or not _WORD.search(text, before.end(), content.end):
        return content
    return Span(before.end(), content.end)


def _type(content: Sequence[Span], parts: tuple[str, str]) -> QuotationType:
    """Direct if all of the content stands in marks, mixed if part of it does."""
    quoted, bare = (any(_LETTER.search(words, b, e) for b, e in content) for words in parts)
    if not quoted:
        return "indirect"
    return "mixed" if bare else "direct"
