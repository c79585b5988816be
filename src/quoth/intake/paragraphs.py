"""Plain text to its paragraphs: by blank lines and, where lines are not wrapped, line ends."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|$)")
_NARROWEST, _WIDEST = 40, 100
_LEAST_PAIRS = 3
_SHARE_OF_FULL_LINES = 0.75
_ITEM = re.compile(r"\s*(?:[-*•‣·◦▪]|\d{1,2}[.)]|[#>])\s")


class Line(NamedTuple):
    """One line that is not blank: its words' span, without white space around."""

    begin: int
    end: int
    words: str
    after_blank: bool
    indented: bool


class Paragraph(NamedTuple):
    """A run of lines that belong together; `begin` to `end` without white space around."""

    lines: tuple[Line, ...]
    words: str

    @property
    def begin(self) -> int:
        return self.lines[0].begin

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def after_blank(self) -> bool:
        return self.lines[0].after_blank


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that hold more than white space."""
    found: list[Line] = []
    blank = True
    for match in _LINE.finditer(text):
        whole = match.group()
        words = whole.strip()
        if words:
            lead = len(whole) - len(whole.lstrip())
            begin = match.start() + lead
            found.append(Line(begin, begin + len(words), words, blank, lead > 0))
        blank = not words
    return found


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text, in order.

    A blank line ends a paragraph. Within such a stretch each line is a paragraph of its own,
    as word processors and copied pages have it, unless the lines of the text were filled to
    one width (mail, wire copy): then a line goes on in the next where the next one's first
    word had no room left in it.
    """
    lines = lines_of(text)
    width = _fill_width(lines)
    grouped: list[list[Line]] = []
    for line in lines:
        if grouped and width and _goes_on(grouped[-1][-1], line, width):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return [Paragraph(tuple(group), _joined(text, group)) for group in grouped]


def _joined(text: str, group: list[Line]) -> str:
    return text[group[0].begin : group[-1].end]


def _goes_on(line: Line, following: Line, width: int) -> bool:
    if following.after_blank or _ITEM.match(following.words):
        return False
    if following.indented and not line.indented:
        return False
    return _is_full(line, following, width)


def _is_full(line: Line, following: Line, width: int) -> bool:
    first_word = following.words.split(maxsplit=1)[0]
    return len(line.words) + 1 + len(first_word) > width


def _fill_width(lines: list[Line]) -> int:
    """Return the width that the lines were filled to, or 0 where they were not.

    Filled lines are told by what makes them: each is so long that the next word did not fit.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.after_blank]
    if len(pairs) < _LEAST_PAIRS:
        return 0
    lengths = sorted(len(a.words) for a, _ in pairs)
    width = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if full >= _SHARE_OF_FULL_LINES * len(pairs) else 0
