"""The words of a search: what a user writes, as an expression that the full-text index takes.

    climate change            both words, in any order and inflection
    "climate change"          the words in a row
    climat*                   words that begin so
    ^today                    at the beginning of the quotation
    growth OR jobs            either; AND, OR and NOT in capitals, brackets to group
    trade NOT war
    NEAR(tax cut, 5)          with at most five words between them (ten if nothing is said)

Anything else is a word or, like "cost-of-living" and "don't", some words in a row; signs that
are in no word are passed over. Of the operators NOT binds closest, then AND, then OR, as in
SQLite's FTS5; words without an operator between them bind closer still.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quoth.errors import QueryError

MOST_WORDS = 60
LEAST_PREFIX = 3
_DEEPEST = 10
_WIDEST = 1_000
_DISTANCE = 10

_PIECE = re.compile(
    r"""
    (?P<space> \s+ )
    | (?P<near> NEAR \s* \( )
    | (?P<open> \( ) | (?P<close> \) ) | (?P<comma> , )
    | (?P<phrase> \^? ["“”„] (?P<said> [^"“”„]* ) (?P<shut> ["“”]? ) (?P<star> \*? ) )
    | (?P<word> [^\s()"“”„,]+ )
    """,
    re.VERBOSE,
)
_TERM = re.compile(r"[^\W_]+")
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row.

    Attributes:
        terms: the words, as written.
        prefix: whether the last one is only the beginning of a word.
        first: whether a quotation is to begin with them.
    """

    terms: tuple[str, ...]
    prefix: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Phrases with at most so many words between them."""

    phrases: tuple[Phrase, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part is to be found."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of the parts is to be found."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class But:
    """The one is to be found, the other not."""

    wanted: Node
    unwanted: Node


Node = Phrase | Near | All | Any | But


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    at: int
    phrase: Phrase | None = None


def parse(words: str) -> Node:
    """Understand the words of a search.

    Raises:
        QueryError: there is no word in them, or an operator, bracket or quotation mark stands
            where it makes no sense; it tells where.
    """
    pieces = list(_pieces(askable(words)))
    if sum(len(piece.phrase.terms) for piece in pieces if piece.phrase) > MOST_WORDS:
        raise QueryError(f"a search can have {MOST_WORDS} words at most", "leave some out")
    if not any(piece.phrase for piece in pieces):
        raise QueryError("there is no word to look for", "name one, or search by filters alone")
    parser = _Parser(pieces)
    found = parser.either(0)
    parser.end()
    return found


def askable(given: str) -> str:
    """Return words with spaces for the letters that the database cannot be asked for."""
    return re.sub("[\x00\ud800-\udfff]", " ", given)


def expression(node: Node) -> str:
    """Return what FTS5 is to be asked for; it has no quotation but in balanced marks."""
    match node:
        case Phrase():
            return _quoted(node)
        case Near():
            return f"NEAR({' '.join(map(_quoted, node.phrases))}, {node.distance})"
        case All():
            return f"({' AND '.join(map(expression, node.parts))})"
        case Any():
            return f"({' OR '.join(map(expression, node.parts))})"
        case But():
            return f"({expression(node.wanted)} NOT {expression(node.unwanted)})"


def telling(node: Node, common: Callable[[Phrase], bool]) -> Node | None:
    """Return the words by which what was found can be ranked: those that are not common.

    Whatever matches a search matches its telling words too, unless it matched by common words
    alone: phrases become their words, and what was not wanted is left out.

    Args:
        node: the search.
        common: whether a single word, or the beginning of one, is so frequent that it tells
            nothing.
    """
    match node:
        case Phrase():
            last = len(node.terms) - 1
            words = [
                Phrase((term,), node.prefix and n == last) for n, term in enumerate(node.terms)
            ]
            return _some([word for word in words if not common(word)], All)
        case Near():
            return telling(All(node.phrases), common)
        case But():
            return telling(node.wanted, common)
        case All() | Any():
            parts = (telling(part, common) for part in node.parts)
            return _some([part for part in parts if part], type(node))


def _some(parts: list[Node] | list[Phrase], join: type[All] | type[Any]) -> Node | None:
    distinct = tuple(dict.fromkeys(parts))
    return (join(distinct) if len(distinct) > 1 else distinct[0]) if distinct else None


def _but(wanted: Node, unwanted: Node) -> But:
    if isinstance(wanted, But):
        return But(wanted.wanted, Any((wanted.unwanted, unwanted)))
    return But(wanted, unwanted)


def _quoted(phrase: Phrase) -> str:
    words = f'"{" ".join(phrase.terms)}"'
    return f"{'^' * phrase.first}{words}{'*' * phrase.prefix}"


def _pieces(words: str) -> Iterator[_Piece]:
    """Take what was written apart; words and phrases without a letter or figure are left out."""
    for match in _PIECE.finditer(words):
        kind, text, at = str(match.lastgroup), match[0], match.start()
        if match["phrase"] is not None:
            if not match["shut"]:
                raise QueryError(
                    f"the quotation mark at character {at + 1} is not closed", "close it"
                )
            phrase = _phrase(match["said"], at, bool(match["star"]), text[0] == "^")
        elif kind == "word" and text not in _OPERATORS:
            phrase = _phrase(text, at, text.endswith("*"), text.startswith("^"))
        else:
            phrase = None
        if text in _OPERATORS:
            yield _Piece("operator", text, at)
        elif phrase or kind not in ("space", "phrase", "word"):
            yield _Piece(kind, text, at, phrase)


def _phrase(text: str, at: int, prefix: bool, first: bool) -> Phrase | None:
    # An accent that stands by itself would part a word.
    terms = tuple(_TERM.findall(unicodedata.normalize("NFC", text)))
    if not terms:
        return None
    if prefix and len(terms[-1]) < LEAST_PREFIX:
        raise QueryError(
            f"too many words begin with {terms[-1]!r} (character {at + 1})",
            f"write {LEAST_PREFIX} letters or more before the *",
        )
    return Phrase(terms, prefix, first)


class _Parser:
    """Goes through the pieces once, by recursive descent: either, both, but, row, single."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self._pieces, self._next = pieces, 0

    def either(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise QueryError(f"brackets stand in each other more than {_DEEPEST} deep")
        parts = [self._both(depth)]
        while self._operator("OR"):
            parts.append(self._both(depth))
        return Any(tuple(parts)) if len(parts) > 1 else parts[0]

    def end(self) -> None:
        if piece := self._peek():
            raise QueryError(
                f"the bracket at character {piece.at + 1} closes nothing", "leave it out"
            )

    def _both(self, depth: int) -> Node:
        parts = [self._but(depth)]
        while self._operator("AND"):
            # "a AND NOT b" is what many write for "a NOT b".
            if self._operator("NOT"):
                parts[-1] = _but(parts[-1], self._row(depth))
            else:
                parts.append(self._but(depth))
        return All(tuple(parts)) if len(parts) > 1 else parts[0]

    def _but(self, depth: int) -> Node:
        found = self._row(depth)
        while self._operator("NOT"):
            found = _but(found, self._row(depth))
        return found

    def _row(self, depth: int) -> Node:
        parts = [self._single(depth)]
        while (piece := self._peek()) and piece.kind in ("word", "phrase", "near", "open"):
            parts.append(self._single(depth))
        return All(tuple(parts)) if len(parts) > 1 else parts[0]

    def _single(self, depth: int) -> Node:
        piece = self._peek()
        if piece is None:
            last = self._pieces[-1]
            raise QueryError(
                f"nothing follows {last.text.strip()!r} at character {last.at + 1}",
                "name a word after it",
            )
        self._next += 1
        if piece.phrase:
            return piece.phrase
        if piece.kind == "near":
            return self._near(piece)
        if piece.kind == "open":
            found = self.either(depth + 1)
            closing = self._peek()
            if closing is None or closing.kind != "close":
                raise QueryError(
                    f"the bracket at character {piece.at + 1} is not closed", "close it with )"
                )
            self._next += 1
            return found
        raise QueryError(
            f"{piece.text!r} at character {piece.at + 1} needs a word before it",
            "put single words that look like operators into quotation marks",
        )

    def _near(self, opening: _Piece) -> Node:
        phrases: list[Phrase] = []
        distance = _DISTANCE
        begin = self._next
        while (piece := self._peek(commas=True)) and piece.kind != "close":
            # Nor does the index know a beginning (^) beside which something is to stand.
            at_first = piece.phrase and piece.phrase.first
            if piece.kind not in ("word", "phrase", "comma") or at_first:
                raise QueryError(
                    f"{piece.text!r} at character {piece.at + 1} has no place in NEAR",
                    "NEAR(tax cut, 5) takes words and phrases",
                )
            if piece.phrase:
                phrases.append(piece.phrase)
            self._next += 1
        if piece is None:
            raise QueryError(
                f"the bracket of NEAR at character {opening.at + 1} is not closed",
                "close it with )",
            )
        inside = self._pieces[begin : self._next]
        self._next += 1
        if len(inside) > 1 and inside[-2].kind == "comma" and inside[-1].text.isdecimal():
            distance = min(int(inside[-1].text), _WIDEST)
            phrases.pop()
        if not phrases:
            raise QueryError(
                f"NEAR at character {opening.at + 1} has no words", "write NEAR(tax cut, 5)"
            )
        return Near(tuple(phrases), distance) if len(phrases) > 1 else phrases[0]

    def _operator(self, name: str) -> bool:
        piece = self._peek()
        if piece and piece.kind == "operator" and piece.text == name:
            self._next += 1
            return True
        return False

    def _peek(self, *, commas: bool = False) -> _Piece | None:
        """The next piece; outside of NEAR commas mean nothing."""
        while (
            not commas
            and self._next < len(self._pieces)
            and self._pieces[self._next].kind == "comma"
        ):
            self._next += 1
        return self._pieces[self._next] if self._next < len(self._pieces) else None
