"""From spans and links to quotations: fragments joined, types told, confidence given."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from quoth.article import Article, Span
from quoth.quotation import Quotation, QuotationType
from quoth.reading.decoding import Stretch
from quoth.reading.links import Floats, Ints, likelihoods
from quoth.reading.marks import Marks
from quoth.reading.settings import Settings
from quoth.reading.tokens import Tokens, Window

_WORD = re.compile(r"\w")
_SPOKEN_BLOCKS = frozenset({"embed", "block_quote", "question"})


@dataclass(frozen=True, slots=True)
class Linked:
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
    settings: Settings,
) -> list[Linked]:
    """Give every content the source and cue that are together the likeliest.

    The content speaks for each of the two, and the cue for the source.

    Args:
        stretches: of one article, in order.
        windows: of the article, in order.
        vectors: of each window, one row a piece from `Window.context` on.
        settings: of the reader.
    """
    sources = [s for s in stretches if s.role == "source"]
    cues = [s for s in stretches if s.role == "cue"]
    source_firsts = np.array([s.first for s in sources], dtype=np.int64)
    cue_firsts = np.array([s.first for s in cues], dtype=np.int64)
    begins = np.array([w.begin for w in windows])
    found: list[Linked] = []
    asked: dict[tuple[int, int], Floats] = {}
    for content in (s for s in stretches if s.role == "content"):
        index = int(np.searchsorted(begins, content.first, side="right")) - 1
        window, held = windows[index], vectors[index]
        base = window.context

        def ask(
            stretch: Stretch,
            candidates: Ints,
            relation: int,
            held: Floats = held,
            base: int = base,
            end: int = window.end,
        ) -> Floats:
            first, last = stretch.first - base, min(stretch.last, end - 1) - base
            return likelihoods(
                held, first, last, candidates - base, relation, settings.null, settings.distance
            )

        low, high = np.searchsorted(source_firsts, (base, window.end))
        near_sources, here_sources = sources[low:high], source_firsts[low:high]
        low, high = np.searchsorted(cue_firsts, (base, window.end))
        near_cues, here_cues = cues[low:high], cue_firsts[low:high]
        by_content = ask(content, here_sources, 0)
        by_cue = ask(content, here_cues, 1)
        together = by_content[None, :] + by_cue[:, None]
        for row, cue in enumerate(near_cues, start=1):
            key = (index, cue.first)
            if key not in asked:
                asked[key] = ask(cue, here_sources, 2)
            together[row] += asked[key]
        row, column = np.unravel_index(int(together.argmax()), together.shape)
        found.append(
            Linked(
                content,
                near_sources[column - 1] if column else None,
                near_cues[row - 1] if row else None,
                float(np.exp(by_content[column])),
                float(np.exp(by_cue[row])),
            )
        )
    return found


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
    settings: Settings,
) -> tuple[Quotation, ...]:
    """Make quotations of groups, numbered in the order of the text."""
    text = article.text
    quoted = _quoted(text, marks)

    def spans(stretches: Iterable[Stretch]) -> tuple[Span, ...]:
        placed = (Span(int(tokens.begins[s.first]), int(tokens.ends[s.last])) for s in stretches)
        return tuple(sorted(s for s in placed if _WORD.search(text, s.begin, s.end)))

    found: list[Quotation] = []
    for group in groups:
        content, source, cue = spans(group.contents), spans(group.sources), spans(group.cues)
        if not content:
            continue
        block = _block(article, content[0].begin)
        told = _type(text, content, quoted)
        if told == "indirect" and not cue and (source or _is_spoken(article, block)):
            told = "direct"  # a post, a block quote or a turn of talk needs no marks
        sure = confidence(evidence(group), settings.calibration)
        found.append(Quotation("", told, content, cue, source, block=block, confidence=sure))
    found.sort(key=lambda q: q.content)
    return tuple(replace(q, id=f"q{number}") for number, q in enumerate(found, start=1))


def evidence(group: Group) -> list[float]:
    """What speaks for a quotation, as numbers; the calibration weighs them."""
    sources, cues = group.sources, group.cues
    return [
        1.0,
        _odds(min(c.sure for c in group.contents)),
        _odds(min(c.edges for c in group.contents)),
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


def _quoted(text: str, marks: Marks) -> npt.NDArray[np.bool_]:
    """Which characters of the text stand in quotation marks."""
    inside = np.zeros(len(text), dtype=bool)
    for stretch in marks.stretches:
        inside[stretch.begin : stretch.end] = True
    return inside


def _type(
    text: str, content: Iterable[Span], quoted: npt.NDArray[np.bool_]
) -> QuotationType:
    within = outside = 0
    for begin, end in content:
        for match in _WORD.finditer(text, begin, end):
            if quoted[match.start()]:
                within += 1
            else:
                outside += 1
    if not within:
        return "indirect"
    return "mixed" if outside else "direct"


def _block(article: Article, offset: int) -> int:
    low, high = 0, max(0, len(article.blocks) - 1)
    while low < high:
        middle = (low + high + 1) // 2
        if article.blocks[middle].begin <= offset:
            low = middle
        else:
            high = middle - 1
    return low
