"""Two wordings held side by side: the same words, an excerpt, altered, or unrelated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quoth.article import Span
from quoth.record.aligning import aligned, alike
from quoth.record.edits import Edit, edits
from quoth.record.wordings import Wording, weight, wording

Verdict = Literal["verbatim", "excerpt", "altered"]
DifferenceKind = Literal["left_out", "put_in", "changed", "moved"]
Side = Literal["one", "other", "both"]

_MIRRORED_KIND: dict[DifferenceKind, DifferenceKind] = {"left_out": "put_in", "put_in": "left_out"}
_MIRRORED_SIDE: dict[Side, Side] = {"one": "other", "other": "one"}

_LEAST_EVIDENCE = 12.0
_LEAST_ALTERED = 24.0
_NEARLY = 0.75
_ALTERED = 0.55
_PASSAGE = 70.0
_PASSAGE_SHARE = 0.3
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Difference:
    """Words in which two wordings differ.

    Attributes:
        kind: `left_out` (the one has them, the other not), `put_in` (the other has them, the
            one not), `changed`, or `moved` (both have them, at different places).
        one, other: their spans in code points of either text; empty, and where the words
            would stand, on the side that has none.
        marked: whether the printer said so, by an ellipsis or square brackets.
    """

    kind: DifferenceKind
    one: Span
    other: Span
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two wordings of the same utterance stand to each other.

    Attributes:
        verdict: `verbatim` (the same but for case, marks, white space, dashes and accents),
            `excerpt` (the one is a stretch, or stretches joined by ellipses, of the other,
            or each goes on where the other ends; nothing else differs), or `altered`.
        score: the share of the shorter wording that the longer has too, by what its words
            tell; 0 to 1.
        evidence: what the shared words tell, less what the differing ones do, in bits;
            common phrases and names tell little.
        words: how many words they share.
        excerpt: which side has less of the utterance; `both` where each has words from
            before or after the other's; None where they have the same extent.
        shared_one, shared_other: the stretch of either text that stands against the other's,
            in code points; what is outside of it is no difference, only more of the same
            utterance.
        differences: in the order of the texts. An excerpt's are all marked ellipses.
    """

    verdict: Verdict
    score: float
    evidence: float
    words: int
    excerpt: Side | None
    shared_one: Span
    shared_other: Span
    differences: tuple[Difference, ...] = ()

    def mirrored(self) -> Comparison:
        """Return the same comparison with its sides exchanged."""
        return replace(
            self,
            excerpt=_MIRRORED_SIDE.get(self.excerpt, self.excerpt) if self.excerpt else None,
            shared_one=self.shared_other,
            shared_other=self.shared_one,
            differences=tuple(
                Difference(_MIRRORED_KIND.get(d.kind, d.kind), d.other, d.one, d.marked)
                for d in self.differences
            ),
        )


def compare(one: str, other: str) -> Comparison | None:
    """Compare two wordings; None where they are not of the same utterance.

    Fragments of a quotation are best given joined by an ellipsis. Who speaks is no part of the
    comparison. `compare(b, a)` is `compare(a, b)` with its sides exchanged.
    """
    swapped = (len(other), other) < (len(one), one)
    found = _compared(other, one) if swapped else _compared(one, other)
    return found.mirrored() if found and swapped else found


def _compared(one: str, other: str) -> Comparison | None:
    here, there = wording(one), wording(other)
    if here.letters == there.letters:
        told, size = weight(here.tokens), len(here.tokens)
        return Comparison(
            "verbatim", 1.0, told, size, None, _whole(here, one), _whole(there, other)
        )
    if not here.tokens or not there.tokens:
        return None
    return _contained(here, there) or _related(here, there)


def _whole(held: Wording, text: str) -> Span:
    if not held.tokens:
        return Span(0, len(text))
    return Span(held.tokens[0].begin, held.tokens[-1].end)


def _contained(here: Wording, there: Wording) -> Comparison | None:
    """The comparison of two wordings of which one stands in the other in one piece."""
    short, long = sorted((here, there), key=lambda held: len(held.tokens))
    words = [t.word for t in short.tokens]
    told = weight(short.tokens)
    inner = {n for n in short.elisions if 0 < n < len(words)}
    if told < _LEAST_EVIDENCE or inner:
        return None
    firsts = [n for n, t in enumerate(long.tokens) if t.word == words[0]]
    for first in firsts:
        found = long.tokens[first : first + len(words)]
        if [t.word for t in found] == words and not any(
            first < n < first + len(words) for n in long.elisions
        ):
            short_span = Span(short.tokens[0].begin, short.tokens[-1].end)
            long_span = Span(found[0].begin, found[-1].end)
            if short is here:
                return Comparison("excerpt", 1.0, told, len(words), "one", short_span, long_span)
            return Comparison("excerpt", 1.0, told, len(words), "other", long_span, short_span)
    return None


def _related(here: Wording, there: Wording) -> Comparison | None:
    """The comparison of two wordings by their best alignment."""
    here, there = _cut(here), _cut(there)
    if not _may_be_related(here, there):
        return None
    found = edits(here, there, aligned(here, there))
    inner = [e for e in found if e.kind not in ("outside", "elided")]
    told, extent, surplus = _told(here, there, inner)
    passage = max((_told(here, there, [e])[0] for e in inner if e.kind == "same"), default=0.0)
    lighter = min(weight(here.tokens) - surplus[0], weight(there.tokens) - surplus[1])
    if not _same_utterance(told, lighter, extent, passage):
        return None
    differences = tuple(_differences(here, there, found))
    altered = any(e.kind not in ("same", "outside", "elided") for e in found)
    excerpt = _excerpt(here, there, found)
    return Comparison(
        "altered" if altered else "excerpt" if excerpt else "verbatim",
        min(1.0, told / lighter),
        max(passage, 2 * told - extent),
        sum(e.one.end - e.one.begin for e in inner if e.kind in ("same", "moved")),
        excerpt,
        _span(here, Span(min(e.one.begin for e in inner), max(e.one.end for e in inner))),
        _span(there, Span(min(e.other.begin for e in inner), max(e.other.end for e in inner))),
        differences,
    )


def _cut(held: Wording) -> Wording:
    """A wording no longer than what is aligned in moderate time and memory."""
    return replace(held, tokens=held.tokens[:_LONGEST]) if len(held.tokens) > _LONGEST else held


def _may_be_related(here: Wording, there: Wording) -> bool:
    """Whether two wordings have enough words in common to be worth an alignment."""
    forms = {t.form: t.weight for t in there.tokens}
    shared = sum(min(t.weight, forms[t.form]) for t in here.tokens if t.form in forms)
    lighter = min(weight(here.tokens), weight(there.tokens))
    if shared >= _ALTERED * lighter - _LEAST_EVIDENCE:
        return True
    return shared >= _PASSAGE and bool(_rows(here) & _rows(there))


def _rows(held: Wording) -> set[tuple[str, ...]]:
    """All words in a row of a wording, so many that no passage that counts has fewer."""
    forms = [t.form for t in held.tokens]
    return set(zip(forms, forms[1:], forms[2:], forms[3:], strict=False))


def _told(
    here: Wording, there: Wording, inner: Iterable[Edit]
) -> tuple[float, float, tuple[float, float]]:
    """What some edits tell, in bits.

    Returns the shared words, those alike for less than the same; the side that tells more; and
    by how much each side seems to tell more only because a word alike is a rare form, as a
    typing error is.
    """
    told = 0.0
    extents, surplus = [0.0, 0.0], [0.0, 0.0]
    for edit in inner:
        tokens, others = here.tokens[slice(*edit.one)], there.tokens[slice(*edit.other)]
        sides = weight(tokens), weight(others)
        least = min(sides)
        if edit.kind == "changed":
            part = sum(max(alike(t.form, o.form) for o in others) * t.weight for t in tokens)
            told += min(part, least)
            if part >= _ALTERED * least:
                surplus = [held + side - least for held, side in zip(surplus, sides, strict=True)]
                sides = least, least
        elif edit.kind in ("same", "moved"):
            told += least
        extents = [held + side for held, side in zip(extents, sides, strict=True)]
    return told, max(extents), (surplus[0], surplus[1])


def _same_utterance(told: float, lighter: float, extent: float, passage: float) -> bool:
    """Whether two wordings are of one utterance, by what words tell, in bits.

    Args:
        told: the words that they share.
        lighter: all words of the wording that tells less.
        extent: the stretch from the first to the last shared word, where that tells more.
        passage: the most telling run of the same words.
    """
    if told >= _NEARLY * max(lighter, extent):
        return told >= _LEAST_EVIDENCE
    if told >= _ALTERED * lighter and 2 * told - extent >= _LEAST_ALTERED:
        return True
    return told >= _PASSAGE_SHARE * lighter and passage >= _PASSAGE


def _excerpt(here: Wording, there: Wording, found: Sequence[Edit]) -> Side | None:
    """Which side lacks words at its ends, or where it has an ellipsis; a reporter's are none."""
    more = [e for e in found if e.kind in ("outside", "elided")]
    one_has = any(not t.reporter for e in more for t in here.tokens[slice(*e.one)])
    other_has = any(not t.reporter for e in more for t in there.tokens[slice(*e.other)])
    if one_has and other_has:
        return "both"
    return "other" if one_has else "one" if other_has else None


def _differences(here: Wording, there: Wording, found: Sequence[Edit]) -> Iterator[Difference]:
    for edit in found:
        if edit.kind == "elided":
            kind: DifferenceKind = "left_out" if edit.one.begin < edit.one.end else "put_in"
            yield Difference(kind, _span(here, edit.one), _span(there, edit.other), True)
        elif edit.kind != "same" and edit.kind != "outside":
            marked = _bracketed(here, edit.one) or _bracketed(there, edit.other)
            yield Difference(edit.kind, _span(here, edit.one), _span(there, edit.other), marked)


def _bracketed(held: Wording, run: Span) -> bool:
    tokens = held.tokens[slice(*run)]
    return bool(tokens) and all(token.bracketed for token in tokens)


def _span(held: Wording, run: Span) -> Span:
    """The code points of a run of tokens; of an empty one, where its words would stand."""
    tokens = held.tokens
    if run.begin < run.end:
        return Span(tokens[run.begin].begin, tokens[run.end - 1].end)
    place = tokens[run.begin].begin if run.begin < len(tokens) else tokens[-1].end
    return Span(place, place)
