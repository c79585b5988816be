"""By what an article, a name and a role are known again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from quoth.reading.role_words import SAME_ROLE
from quoth.reading.roles import content_words

_MARKS = re.compile(r"[.‘’'`´\"“”]")
_APART = re.compile(r"[\s‐-―-]+")
_LEADING = re.compile(r"(?:the|an?) ")


@lru_cache(maxsize=256)
def address_key(url: str) -> str:
    """Return an address without what does not tell which article it is.

    Scheme, "www.", fragment, tracking parameters and a closing slash are left out, and the
    other parameters put in order.
    """
    # Slow to import, and needed only where something is added.
    from courlan import normalize_url

    whole = normalize_url(url.strip(), trailing_slash=False)
    parts = urlsplit(whole)
    host = parts.netloc.removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return digest(text.encode("utf-8", "surrogatepass"))


def name_key(name: str) -> str:
    """Return a name without case, accents, full stops, quotation marks and hyphens."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = _APART.sub(" ", _MARKS.sub("", plain)).strip()
    return _LEADING.sub("", plain, count=1) if _LEADING.match(plain) else plain


def role_key(words: str) -> str:
    """Return what is the same for "OpenAI chief" and "the chief executive of OpenAI".

    These are its content words, case-folded, synonyms made one, in the order of the alphabet.
    """
    return " ".join(sorted({SAME_ROLE.get(word, word) for word in content_words(words)}))
