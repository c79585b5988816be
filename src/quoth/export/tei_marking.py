"""Stretches of a text as marks that nest, as XML needs them: where each opens and closes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quoth.article import Block, Span
from quoth.quotation import Quotation

Role = Literal["content", "cue", "source"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked within one block.

    Attributes:
        begin, end: where it stands in the text; it is not empty.
        quotation: the number of its quotation in the reading, from 0.
        role: what it is of the quotation.
    """

    begin: int
    end: int
    quotation: int
    role: Role


@dataclass(frozen=True, slots=True)
class Turn:
    """A place where a mark, or a part of it, opens or closes."""

    at: int
    mark: Mark
    opens: bool


def turns_of(
    quotations: Sequence[Quotation], blocks: Sequence[Block]
) -> tuple[tuple[Turn, ...], ...]:
    """Return for each block where marks open and close in it, in order and nested.

    Args:
        quotations: whose contents, cues and sources are marked. One without content has none.
        blocks: the blocks of the text; a stretch is cut where one ends.
    """
    marks: list[list[Mark]] = [[] for _ in blocks]
    begins = [block.begin for block in blocks]
    for number, quotation in enumerate(quotations):
        if all(begin >= end for begin, end in quotation.content):
            continue
        roles: tuple[tuple[Role, Sequence[Span]], ...] = (
            ("content", quotation.content),
            ("cue", quotation.cue),
            ("source", quotation.source),
        )
        for role, spans in roles:
            for begin, end in spans:
                index = max(0, bisect_right(begins, begin) - 1)
                while index < len(blocks) and blocks[index].begin < end:
                    low, high = max(begin, blocks[index].begin), min(end, blocks[index].end)
                    if low < high:
                        marks[index].append(Mark(low, high, number, role))
                    index += 1
    return tuple(tuple(_nested(held)) for held in marks)


def _nested(marks: Sequence[Mark]) -> list[Turn]:
    """Return where marks open and close; one that crosses another is closed and opened again."""
    waiting = sorted(marks, key=lambda mark: (-mark.begin, mark.end, -mark.quotation))
    open_now: list[Mark] = []
    turns: list[Turn] = []
    while waiting or open_now:
        ends = [mark.end for mark in open_now]
        at = min([waiting[-1].begin, *ends] if waiting else ends)
        if at in ends:
            first = ends.index(at)
            cut = open_now[first:]
            del open_now[first:]
            turns += [Turn(at, mark, False) for mark in reversed(cut)]
            again = [mark for mark in cut if mark.end > at]
            turns += [Turn(at, mark, True) for mark in again]
            open_now += again
        while waiting and waiting[-1].begin == at:
            mark = waiting.pop()
            open_now.append(mark)
            turns.append(Turn(at, mark, True))
    return turns
