"""A wording as it is compared: its words without what houses style differently.

Letter case, accents, marks, dashes and the style of apostrophes are no part of a wording;
contractions are seen as the words they stand for; ellipses and brackets are noted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quoth.article import Span
from quoth.reading.marks import quoted_stretches
from quoth.record.rarity import bits

GAP = " … "
"""What joins the fragments of a quotation: something may have stood between them."""

_APOSTROPHES = "'’ʼ`´‘"
_TOKEN = re.compile(
    r"""
      (?P<number> \d+ (?:[.,:]\d+)* (?i:st|nd|rd|th|s)?\b )
    | (?P<percent> \b(?i:per\scent)\b )
    | (?P<word> (?:\[\w{1,2}\](?=\w))?
        [^\W_] [\w\u0300-\u036f]* (?: ['’ʼ`´‘] [^\W_]+ )*
        (?: (?<=\w) \[\w{1,4}\] )? )
    | (?P<elision> [\[(] \s* (?: … | \.{3,} | \.(?:\s\.){2,} ) \s* [\])]
        | …+ | \.{3,} | \.(?:\s\.){2,3} )
    | (?P<sic> \[ \s* (?i:sic) \.? \s* \] )
    | (?P<sign> [%&$£€¥₹] )
    | (?P<open> \[ ) | (?P<close> \] )
    """,
    re.VERBOSE,
)
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_OPENERS = frozenset(".!?…:“\"‘«„(['”’")
_TITLE = 4
_NAME = 5.0
_NO_LIMIT = 99.0
_IN_BRACKETS = 3.0
_REPORTER = 0.5
_SIGNS = {"%": "percent", "per cent": "percent", "&": "and"}
_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("ain't",),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "gotta": ("got", "to"),
    "wanna": ("want", "to"),
    "kinda": ("kind", "of"),
    "em": ("them",),
}
_ENDINGS = {
    "n't": "not",
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'m": "am",
    "'d": "'d",
    "'s": "'s",
}


class Token(NamedTuple):
    """A word, or one of the words that a contraction stands for.

    Attributes:
        form: what it is compared by.
        word: the whole word as printed, but for case, accents and apostrophes.
        begin, end: span of the whole word in code points; of words in square brackets, the
            brackets are part.
        weight: what it tells, in bits. Names tell little, as many speak of the same people,
            and so do a reporter's words in square brackets, or around quotation marks.
        capital: whether it is printed with a capital where capitals tell names.
        bracketed: whether somebody put it, or some of it, in square brackets.
        reporter: whether it stands outside of the quotation marks of a text that has some.
    """

    form: str
    word: str
    begin: int
    end: int
    weight: float
    capital: bool = False
    bracketed: bool = False
    reporter: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The tokens of a text and where it says that something was left out.

    Attributes:
        tokens: in the order of the text.
        elisions: indexes of the tokens before which an ellipsis stands; the number of
            tokens for one at the end.
        marked: whether any of it stands in quotation marks.
    """

    tokens: tuple[Token, ...]
    elisions: frozenset[int]
    marked: bool = False

    @property
    def letters(self) -> str:
        """What is equal where two wordings are the same but for style."""
        return joined(self.tokens)


@lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """Return the wording of a text; spans are code points of it."""
    tokens: list[Token] = []
    elisions: set[int] = set()
    opened: int | None = None
    first = 0
    by_case = _cased(text)
    quoted = _quoted(text)
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        begin, end = match.span()
        if kind == "elision":
            elisions.add(len(tokens))
        elif kind == "open":
            opened, first = begin, len(tokens)
        elif kind == "close":
            if opened is not None:
                tokens[first:] = _in_brackets(tokens[first:], opened, end)
            opened = None
        elif kind != "sic":
            capital = by_case and match[0][0].isupper()
            least = _NAME if capital and not _opens(text, begin) else _NO_LIMIT
            outside = bool(quoted) and not _within(quoted, begin)
            for form, word in _forms(match[0], kind == "number"):
                told = min(bits(form), least) * (_REPORTER if outside else 1.0)
                bracketed = "[" in match[0]
                tokens.append(Token(form, word, begin, end, told, capital, bracketed, outside))
    return Wording(tuple(tokens), frozenset(elisions), bool(quoted))


def weight(tokens: Iterable[Token]) -> float:
    """Return what some tokens tell together, in bits."""
    return sum(token.weight for token in tokens)


def joined(tokens: Sequence[Token]) -> str:
    """Return the letters of some tokens: "e-mail" and "email" have the same.

    Figures are held apart, as 1 and 5 are not 15.
    """
    words = [t.word for i, t in enumerate(tokens) if not i or t.begin != tokens[i - 1].begin]
    spaced = (f" {word} " if word[:1].isdigit() else word for word in words)
    return "".join(spaced).replace("'", "")


def _in_brackets(tokens: Sequence[Token], begin: int, end: int) -> Iterator[Token]:
    """The same tokens, known to stand in square brackets."""
    for token in tokens:
        yield token._replace(
            begin=begin if token.begin == tokens[0].begin else token.begin,
            end=end if token.end == tokens[-1].end else token.end,
            weight=min(token.weight, _IN_BRACKETS),
            bracketed=True,
        )


def _cased(text: str) -> bool:
    """Whether capitals tell names, as they do not in titles and where somebody shouts."""
    words: list[str] = _LONGER_WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) < _TITLE or 2 * capitals <= len(words)


def _opens(text: str, begin: int) -> bool:
    """Whether a word begins a sentence or what stands in quotation marks."""
    before = text[max(0, begin - 6) : begin].rstrip()
    return not before or before[-1] in _OPENERS


def _quoted(text: str) -> list[Span]:
    """The stretches in quotation marks; all of a text that has a closing mark only."""
    found = [s.inner for s in quoted_stretches(text, [Span(0, len(text))]) if not s.depth]
    return found or ([Span(0, len(text))] if text.rstrip().endswith(("”", '"', "»", "''")) else [])


def _within(spans: Sequence[Span], at: int) -> bool:
    """Whether a place is in one of some spans, ascending and apart."""
    before = bisect_right(spans, at, key=lambda span: span.begin)
    return before > 0 and at < spans[before - 1].end


@lru_cache(maxsize=65_536)
def _forms(printed: str, number: bool) -> tuple[tuple[str, str], ...]:
    """What a printed word is compared by: the forms that it stands for, each with the word."""
    word = _plain(printed)
    if number:
        word = re.sub(r",(?=\d{3}(?!\d))", "", word)
    return tuple((form, word) for form in ((word,) if number else _parts(word)))


def _plain(printed: str) -> str:
    """A printed word without case, accents, brackets and kinds of apostrophe."""
    word = printed.casefold()
    if word in _SIGNS:
        return _SIGNS[word]
    if not word.isascii() or "[" in word or "`" in word:
        for apostrophe in _APOSTROPHES:
            word = word.replace(apostrophe, "'")
        word = word.replace("[", "").replace("]", "")
        parted = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in parted if not unicodedata.combining(c)).casefold()
    # "James's" and "James'" are the same word to two houses.
    return word[:-2] if word.endswith("s's") else word


def _parts(word: str) -> tuple[str, ...]:
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, form in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)], form
    return (word,)
