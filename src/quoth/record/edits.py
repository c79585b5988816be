"""What was done to the words of one wording to make the other, from their alignment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from quoth.article import Span
from quoth.record.aligning import Pairs
from quoth.record.rarity import bits
from quoth.record.wordings import Wording, joined

EditKind = Literal["same", "left_out", "put_in", "changed", "moved", "elided", "outside"]

_LEAST_MOVED = 8.0
_SMALL = 6.0
_MOST_RUNS = 400
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of one wording and what stands for it in the other.

    Attributes:
        kind: `same`; `left_out`, `put_in`, `changed`, `moved`; `elided`, left out or put in
            where an ellipsis says so; `outside`, before or after all that is shared, or a
            reporter's words around what is in quotation marks.
        one, other: spans in tokens; one of them may be empty.
    """

    kind: EditKind
    one: Span
    other: Span


def edits(here: Wording, there: Wording, pairs: Pairs) -> list[Edit]:
    """Return the edits between two wordings, in order, given which tokens are paired."""
    end = (len(here.tokens), len(there.tokens))
    pairs = _filled(here, there, pairs)
    gaps = list(_gaps(pairs, end))
    moves = _moves(here, there, gaps)
    found: list[Edit] = []
    for gap, (i, j) in zip(gaps, [*pairs, end], strict=True):
        found += (m for m in moves if gap.one.begin <= m.one.begin < gap.one.end)
        for piece in _pieces(gap, moves):
            found += _named(here, there, piece)
        if (i, j) != end:
            kind: EditKind = "same" if here.tokens[i].word == there.tokens[j].word else "changed"
            found.append(Edit(kind, Span(i, i + 1), Span(j, j + 1)))
    merged = _merged(here, there, found)
    return [Edit("outside", e.one, e.other) if _one_reports(here, there, e) else e for e in merged]


def _gaps(pairs: Pairs, end: tuple[int, int]) -> Iterator[Edit]:
    """What stands between the pairs, before them and after; empty where nothing does."""
    i = j = 0
    for row, column in [*pairs, end]:
        yield Edit("changed", Span(i, row), Span(j, column))
        i, j = row + 1, column + 1


def _filled(here: Wording, there: Wording, pairs: Pairs) -> Pairs:
    """The pairs together with equal words at either end of each gap between them.

    Small words by themselves are not worth a gap to the alignment.
    """
    end = (len(here.tokens), len(there.tokens))
    filled = set(pairs)
    for gap in _gaps(pairs, end):
        (i, row), (j, column) = gap.one, gap.other
        at_edge = not i or not j or row == end[0] or column == end[1]
        if at_edge and max(row - i, column - j) > _SHORT:
            continue
        while i < row and j < column and here.tokens[i].form == there.tokens[j].form:
            filled.add((i, j))
            i, j = i + 1, j + 1
        while i < row and j < column and here.tokens[row - 1].form == there.tokens[column - 1].form:
            row, column = row - 1, column - 1
            filled.add((row, column))
    return sorted(filled)


def _moves(here: Wording, there: Wording, gaps: Sequence[Edit]) -> list[Edit]:
    """Words that stand in one gap of the one and in another gap of the other."""
    ones = [gap.one for gap in gaps if gap.one.begin < gap.one.end]
    others = [gap.other for gap in gaps if gap.other.begin < gap.other.end]
    unpaired = {here.tokens[n].form for run in ones for n in range(*run)}
    if not any(
        bits(there.tokens[n].form) > _SMALL and there.tokens[n].form in unpaired
        for run in others
        for n in range(*run)
    ):
        return []
    moves: list[Edit] = []
    while 0 < len(ones) * len(others) <= _MOST_RUNS:
        runs = ((one, other) for one in ones for other in others)
        told, move = max(
            (_shared_run(here, there, *run) for run in runs), key=lambda found: found[0]
        )
        if told < _LEAST_MOVED:
            break
        moves.append(move)
        ones = [rest for run in ones for rest in _without(run, [move.one])]
        others = [rest for run in others for rest in _without(run, [move.other])]
    return moves


def _shared_run(here: Wording, there: Wording, one: Span, other: Span) -> tuple[float, Edit]:
    """The longest run of words that two stretches share, and what it tells in bits."""
    forms = [t.form for t in here.tokens[slice(*one)]]
    others = [t.form for t in there.tokens[slice(*other)]]
    i, j, size = SequenceMatcher(None, forms, others, autojunk=False).find_longest_match()
    told = sum(map(bits, forms[i : i + size])) if size else 0.0
    begin, there_begin = one.begin + i, other.begin + j
    return told, Edit("moved", Span(begin, begin + size), Span(there_begin, there_begin + size))


def _without(run: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of a stretch without others, empty rests dropped."""
    rests = [run]
    for begin, end in taken:
        cut = (
            [Span(rest.begin, min(rest.end, begin)), Span(max(rest.begin, end), rest.end)]
            for rest in rests
        )
        rests = [rest for parts in cut for rest in parts if rest.begin < rest.end]
    return rests


def _pieces(gap: Edit, moves: Sequence[Edit]) -> Iterator[Edit]:
    """A gap without the words that moved."""
    ones = _without(gap.one, [m.one for m in moves])
    others = _without(gap.other, [m.other for m in moves])
    nothing = Span(gap.one.end, gap.one.end), Span(gap.other.end, gap.other.end)
    if len(ones) <= 1 and len(others) <= 1:
        if ones or others:
            yield Edit("changed", *(ones or nothing[:1]), *(others or nothing[1:]))
        return
    for one in ones:
        yield Edit("left_out", one, nothing[1])
    for other in others:
        yield Edit("put_in", nothing[0], other)


def _named(here: Wording, there: Wording, piece: Edit) -> Iterator[Edit]:
    """What was done at a gap: its edits by kind."""
    (i, row), (j, column) = piece.one, piece.other
    rows, columns = row - i, column - j
    if not rows and not columns:
        return
    leading = not i and not j
    trailing = row == len(here.tokens) and column == len(there.tokens)
    at_edge = leading or trailing
    kept = min(rows, columns)
    shorter = (there, piece.other) if rows >= columns else (here, piece.one)
    before = _elided_after(*shorter)
    longer = there.tokens[j:column] if rows < columns else here.tokens[i:row]
    inserted = all(token.bracketed for token in longer)
    if leading and [t.word for t in shorter[0].tokens[slice(*shorter[1])]] == ["that"]:
        # The reporter's word, which the utterance need not have had.
        one, other = (piece.one, Span(j, j)) if rows >= columns else (Span(i, i), piece.other)
        yield Edit("outside", one, other)
    elif at_edge and not kept:
        yield Edit("outside", piece.one, piece.other)
    elif at_edge and rows != columns and kept <= _SHORT and not inserted:
        if leading:
            yield Edit("outside", Span(i, row - kept), Span(j, column - kept))
            yield from _kinds(here, there, Span(row - kept, row), Span(column - kept, column))
        else:
            yield from _kinds(here, there, Span(i, i + kept), Span(j, j + kept))
            yield Edit("outside", Span(i + kept, row), Span(j + kept, column))
    elif before is not None:
        yield from _around(here, there, piece, before)
    else:
        yield from _kinds(here, there, piece.one, piece.other)


def _one_reports(here: Wording, there: Wording, edit: Edit) -> bool:
    """Whether an edit sets a reporter's words against somebody's very words, or against none.

    Two reporters who put it in different ways do alter it.
    """
    if edit.kind == "same":
        return False
    tokens = here.tokens[slice(*edit.one)], there.tokens[slice(*edit.other)]
    reported = [bool(side) and all(token.reporter for token in side) for side in tokens]
    return any(reported) and not all(reported)


def _elided_after(held: Wording, run: Span) -> int | None:
    """How many words of a run stand before its ellipsis; None where it has none."""
    return next((n - run.begin for n in sorted(held.elisions) if run.begin <= n <= run.end), None)


def _around(here: Wording, there: Wording, piece: Edit, before: int) -> Iterator[Edit]:
    """The edits of a gap in whose shorter side an ellipsis stands, after `before` words."""
    (i, row), (j, column) = piece.one, piece.other
    after = min(row - i, column - j) - before
    if before:
        yield from _kinds(here, there, Span(i, i + before), Span(j, j + before))
    if row - i != column - j:
        yield Edit("elided", Span(i + before, row - after), Span(j + before, column - after))
    if after:
        yield from _kinds(here, there, Span(row - after, row), Span(column - after, column))


def _kinds(here: Wording, there: Wording, one: Span, other: Span) -> Iterator[Edit]:
    """The edits of a gap whose two sides stand for each other."""
    (i, row), (j, column) = one, other
    while i < row and j < column and here.tokens[i].word == there.tokens[j].word:
        yield Edit("same", Span(i, i + 1), Span(j, j + 1))
        i, j = i + 1, j + 1
    if i == row and j == column:
        return
    if i == row:
        yield Edit("put_in", Span(i, row), Span(j, column))
    elif j == column:
        yield Edit("left_out", Span(i, row), Span(j, column))
    else:
        same = joined(here.tokens[i:row]) == joined(there.tokens[j:column])
        yield Edit("same" if same else "changed", Span(i, row), Span(j, column))


def _merged(here: Wording, there: Wording, found: Iterable[Edit]) -> list[Edit]:
    """The edits, those joined that touch each other: of one kind, or within one word."""
    merged: list[Edit] = []
    for edit in found:
        last = merged[-1] if merged else None
        if last and _touch(here, there, last, edit):
            one = Span(last.one.begin, edit.one.end)
            other = Span(last.other.begin, edit.other.end)
            kind: EditKind = "same" if edit.kind == last.kind == "same" else "changed"
            merged[-1] = Edit(kind, one, other)
        elif last and _spelled_apart(here, there, last, edit):
            one = Span(last.one.begin, edit.one.end)
            merged[-1] = Edit("same", one, Span(last.other.begin, edit.other.end))
        else:
            merged.append(edit)
    return merged


def _touch(here: Wording, there: Wording, last: Edit, edit: Edit) -> bool:
    if last.one.end != edit.one.begin or last.other.end != edit.other.begin:
        return False
    if last.kind == edit.kind and edit.kind in ("same", "changed"):
        return True
    if {last.kind, edit.kind} & {"outside", "elided", "moved", "same"}:
        return False
    return _parts_word(here, edit.one.begin) or _parts_word(there, edit.other.begin)


def _spelled_apart(here: Wording, there: Wording, last: Edit, edit: Edit) -> bool:
    """Whether two edits together are one word written as two: "e-mail" and "email"."""
    if {last.kind, edit.kind} not in ({"changed", "left_out"}, {"changed", "put_in"}):
        return False
    one = here.tokens[last.one.begin : edit.one.end]
    return joined(one) == joined(there.tokens[last.other.begin : edit.other.end])


def _parts_word(held: Wording, index: int) -> bool:
    """Whether a boundary between tokens stands within one printed word."""
    tokens = held.tokens
    return 0 < index < len(tokens) and tokens[index - 1].begin == tokens[index].begin
