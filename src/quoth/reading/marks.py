"""Quotation marks: which open, which close, and what stands between them.

One pass over the marks of each paragraph pairs them with a stack, so that time is linear and
a missing or stray mark damages its own paragraph only. Marks of one kind nest in marks of
another; a quotation that runs on over paragraphs is opened again in each and closed in the
last. Single marks and apostrophes share their characters: what stands on either side tells
them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from quoth.article import Article, Span

Role = Literal["open", "close", "stray"]

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚‛'`＂″]")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")

# The family of a mark: marks of one family may close each other.
_FAMILY = {
    **dict.fromkeys(("“", "”", "„", "‟"), "double"),
    **dict.fromkeys(('"', "＂", "″"), "straight"),
    **dict.fromkeys(("``", "''"), "doubled"),
    **dict.fromkeys(("«", "»"), "guillemet"),
    **dict.fromkeys(("‹", "›"), "angle"),
    **dict.fromkeys(("‘", "’", "‚", "‛", "'", "`"), "single"),
}
_ONLY_OPENS = frozenset("„‚")
_USUALLY_OPENS = frozenset(("“", "‟", "«", "‹", "‘", "‛", "``", "`"))
_USUALLY_CLOSES = frozenset(("”", "»", "›", "’", "''"))

# Words that begin or end with an apostrophe, so that it is no quotation mark.
_CLIPPED_FRONT = re.compile(
    r"(?:em|tis|twas|til|till|cause|bout|round|n|cos|cuz|ere|ello|ave|e|is|er|im|ow|alf|"
    r"\d\ds?)(?![\w])",
    re.IGNORECASE,
)
# "Goin'", but not "again": no verb ends in a, and these are whole words.
_CLIPPED_BACK = re.compile(
    r"(?:^|[^\w’'])(?:t|o|th|an|n|wi|ol|fo"
    r"|(?!\w*ain$|(?:with|beg|jo|co|ru|cab|orig|marg|cous|sat|lat|prote|ve|[bfkpstw]|ch|gr|sk|sp|th"
    r"|tw)in$)\w+in)$",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(r"[.?!]\s+[A-Z]")
_SMALL_WORD = re.compile(r" [a-z][a-z’]{3,}\b")
_LONGEST_TITLE = 200
_MAX_DEPTH = 8
_LINE_BLOCKS = frozenset({"embed", "block_quote", "list_item"})


class Mark(NamedTuple):
    """One quotation mark: its span in the text, and what it does there."""

    begin: int
    end: int
    role: Role


class QuotedStretch(NamedTuple):
    """A stretch in quotation marks.

    Attributes:
        begin: where the opening mark begins.
        end: where the closing mark ends; without one, the end of the words it opens.
        inner: the words between the marks.
        depth: 0 for the outermost.
        closed: whether a closing mark was found.
        runs_on: not closed, because the next paragraph opens it again.
    """

    begin: int
    end: int
    inner: Span
    depth: int
    closed: bool
    runs_on: bool = False


class Marks(NamedTuple):
    """All quotation marks of a text and the stretches between them, in ascending order."""

    marks: tuple[Mark, ...]
    stretches: tuple[QuotedStretch, ...]


@dataclass(slots=True)
class _Open:
    begin: int
    end: int
    family: str
    text: str


def lines(text: str) -> Iterator[Span]:
    """Yield the span of every line of `text` that is not empty, without its line break."""
    for match in _LINE.finditer(text):
        yield Span(match.start(), match.end())


def paragraphs(article: Article) -> list[Span]:
    """Spans in which quotation marks pair: blocks, or lines where lines stand for paragraphs."""
    if not article.blocks:
        return list(lines(article.text))
    found: list[Span] = []
    for block in article.blocks:
        if block.kind in _LINE_BLOCKS:
            held = lines(article.text[block.begin : block.end])
            found += [Span(s.begin + block.begin, s.end + block.begin) for s in held]
        else:
            found.append(Span(block.begin, block.end))
    return found


def quoted_stretches(
    text: str, paragraphs: Iterable[Span] | None = None
) -> tuple[QuotedStretch, ...]:
    """Return the stretches in quotation marks, in the order of their opening marks.

    Args:
        text: any text; offsets in the result are its code points.
        paragraphs: ascending spans within which marks pair; every line by default.
    """
    return pair_marks(text, paragraphs).stretches


def pair_marks(text: str, paragraphs: Iterable[Span] | None = None) -> Marks:
    """Pair the quotation marks of a text. Linear in its length; never raises.

    Args:
        text: any text; offsets in the result are its code points.
        paragraphs: ascending spans within which marks pair; every line by default.
    """
    spans = list(lines(text) if paragraphs is None else paragraphs)
    marks: list[Mark] = []
    stretches: list[QuotedStretch] = []
    for index, span in enumerate(spans):
        found = [(m.start(), m.end()) for m in _MARK.finditer(text, span.begin, span.end)]
        if not found:
            continue
        following = _first_mark(text, spans[index + 1]) if index + 1 < len(spans) else None
        _pair(text, span, found, following, marks, stretches)
    marks.sort(key=lambda m: m.begin)
    stretches.sort(key=lambda s: (s.begin, -s.end))
    return Marks(tuple(marks), tuple(stretches))


def parted(text: str, marks: Marks) -> tuple[str, str]:
    """The text with all outside of quotation marks blanked out, and with all inside of them."""
    inside: list[str] = []
    outside: list[str] = []
    at = 0
    for stretch in marks.stretches:
        begin, end = max(at, stretch.begin), max(at, stretch.end)
        inside += [" " * (begin - at), text[begin:end]]
        outside += [text[at:begin], " " * (end - begin)]
        at = end
    return "".join(inside).ljust(len(text)), "".join((*outside, text[at:]))


def _first_mark(text: str, span: Span) -> str | None:
    """The quotation mark that a paragraph begins with, if it does."""
    begin = span.begin
    while begin < span.end and text[begin] in " \t\u00a0\n\r":
        begin += 1
    match = _MARK.match(text, begin, span.end)
    return match[0] if match else None


def _pair(
    text: str,
    span: Span,
    found: Sequence[tuple[int, int]],
    following: str | None,
    marks: list[Mark],
    stretches: list[QuotedStretch],
) -> None:
    stack: list[_Open] = []
    closers = _single_closers(text, span, found)
    running_on = _single_running_on(text, span, found, following, closers)

    def open_mark(begin: int, end: int, family: str) -> None:
        if len(stack) >= _MAX_DEPTH:
            marks.append(Mark(begin, end, "stray"))
            return
        for level, held in enumerate(stack):
            if held.family == family:
                # The same kind again before its close: the earlier one lacks its mark.
                abandon(level, begin)
                break
        stack.append(_Open(begin, end, family, text[begin:end]))

    def abandon(level: int, at: int, runs_on: bool = False) -> None:
        while len(stack) > level:
            held = stack.pop()
            if held.family == "single" and not runs_on:
                continue  # an apostrophe after all
            end = stripped_end(text, held.end, at)
            marks.append(Mark(held.begin, held.end, "open" if runs_on else "stray"))
            stretches.append(
                QuotedStretch(held.begin, end, Span(held.end, end), len(stack), False, runs_on)
            )

    def close_mark(begin: int, end: int, family: str) -> bool:
        for level in range(len(stack) - 1, -1, -1):
            held = stack[level]
            if held.family != family:
                continue
            abandon(level + 1, begin)
            stack.pop()
            marks.append(Mark(held.begin, held.end, "open"))
            marks.append(Mark(begin, end, "close"))
            stretches.append(
                QuotedStretch(held.begin, end, Span(held.end, begin), len(stack), True)
            )
            return True
        return False

    for index, (begin, end) in enumerate(found):
        mark = text[begin:end]
        family = _FAMILY[mark]
        before = text[begin - 1] if begin > span.begin else " "
        after = text[end] if end < span.end else " "
        opens, closes = _flanks(before, after)
        holds = any(held.family == family for held in stack)
        if family == "single":
            if running_on is not None and index >= running_on:
                # The next paragraph opens it again, so that no mark after it closes it.
                if index == running_on:
                    open_mark(begin, end, family)
            elif opens and not closes and closers[index] and not _clipped(text, end, mark):
                open_mark(begin, end, family)
            elif holds and _closes_single(text, begin, end, before, after, closers[index]):
                close_mark(begin, end, family)
            continue
        if mark in _ONLY_OPENS:
            wants_open = True
        elif mark in _USUALLY_OPENS or mark in _USUALLY_CLOSES:
            usual = mark in _USUALLY_OPENS
            # Low-high pairs close with “, and hurried hands type either curl for the other.
            if holds and usual and closes and not opens:
                wants_open = False
            elif not holds and not usual and opens and not closes:
                wants_open = True
            else:
                wants_open = usual
        else:
            wants_open = opens and not (closes and holds) if opens != closes else not holds
        if wants_open:
            open_mark(begin, end, family)
        elif not close_mark(begin, end, family):
            marks.append(Mark(begin, end, "stray"))

    for level, held in enumerate(stack):
        if following is not None and _FAMILY[following] == held.family and following == held.text:
            abandon(level + 1, span.end)
            abandon(level, span.end, runs_on=True)
            break
    abandon(0, span.end)


def stripped_end(text: str, begin: int, end: int) -> int:
    """Where the words of a span end: before the white space at its end."""
    while end > begin and text[end - 1].isspace():
        end -= 1
    return end


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between these two characters can open, and whether it can close."""
    opens = not (after.isspace() or after in ",;:!?.)]}") and not before.isalnum()
    closes = not (before.isspace() or before in "([{") and not after.isalnum()
    return opens, closes


def _clipped(text: str, end: int, mark: str) -> bool:
    """Whether the mark before `end` is the apostrophe of a clipped word: 'em, ’tis, ’90s."""
    return mark in "'’" and _CLIPPED_FRONT.match(text, end, end + 8) is not None


def _single_closers(text: str, span: Span, found: Sequence[tuple[int, int]]) -> list[int]:
    """For each mark, how sure a closing single mark comes after it in the paragraph.

    2: one after punctuation before the next opening single mark; 1: some other; 0: none.
    """
    result = [0] * len(found)
    ahead = 0
    for index in range(len(found) - 1, -1, -1):
        result[index] = ahead
        begin, end = found[index]
        mark = text[begin:end]
        if _FAMILY[mark] != "single":
            continue
        before = text[begin - 1] if begin > span.begin else " "
        after = text[end] if end < span.end else " "
        opens, closes = _flanks(before, after)
        if closes and not opens and mark not in "‘‚‛`":
            ahead = 2 if not before.isalnum() else max(ahead, 1)
        elif opens and not closes and ahead == 2:
            ahead = 1
    return result


def _single_running_on(
    text: str,
    span: Span,
    found: Sequence[tuple[int, int]],
    following: str | None,
    closers: Sequence[int],
) -> int | None:
    """The index of the single mark that runs on into the next paragraph, which opens one again.

    It is the last that opens one, and nothing after it can be its close: marks after a plural's
    letter s, before more of the sentence, are apostrophes.
    """
    if following not in ("‘", "'"):
        return None
    for index in range(len(found) - 1, -1, -1):
        begin, end = found[index]
        before = text[begin - 1] if begin > span.begin else " "
        after = text[end] if end < span.end else " "
        opens, closes = _flanks(before, after)
        if (
            text[begin:end] == following
            and opens
            and not closes
            and not _clipped(text, end, following)
        ):
            if closers[index] == 0:
                return index
            return index if _is_plural(text, span, found[index:]) else None
        if (
            closes
            and not opens
            and _FAMILY[text[begin:end]] == "single"
            and not (
                before in "sS" and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
            )
        ):
            return None
    return None


def _is_plural(text: str, span: Span, found: Sequence[tuple[int, int]]) -> bool:
    """Whether an apostrophe after an opening single mark is a plural's, and ends no title.

    Words that go on as speech does: "‘You write that the mills’ best days are over."
    """
    (_, begin), *others = found
    end = min(span.end, begin + _LONGEST_TITLE)
    for at, after in others:
        if text[at - 1].isalnum() and not text[after : after + 1].isalnum():
            end = min(end, at)
            break
    if not text[begin : begin + 1].isupper():
        return False
    small = sum(1 for _ in _SMALL_WORD.finditer(text, begin, end))
    return small > 1 or _NEW_SENTENCE.search(text, begin, end) is not None


def _closes_single(text: str, begin: int, end: int, before: str, after: str, later: int) -> bool:
    """Whether an apostrophe-like mark closes the single quotation that stands open."""
    if text[begin:end] in ("‘", "‛", "‚", "`"):
        return False
    opens, closes = _flanks(before, after)
    if not closes or (opens and before.isspace()):
        return False
    if not before.isalnum():
        return True
    if later < 2:
        return not (later and _CLIPPED_BACK.search(text, max(0, begin - 12), begin))
    # A surer close follows: after a plural or a clipped word this one is an apostrophe.
    if _CLIPPED_BACK.search(text, max(0, begin - 12), begin):
        return False
    return not (before in "sS" and after == " " and text[end + 1 : end + 2].islower())
