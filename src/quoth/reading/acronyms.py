"""Names that an article shortens itself: "Alliance to Mend Our Roads (AMOR)".

The letters in parentheses tell how far back the name reaches, whatever small words and verbs it
holds (Schwartz and Hearst 2003, for capitals alone).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from quoth.reading.names import Name, fold
from quoth.reading.role_words import is_given

_ACRONYM = re.compile(r" \((?<=\w..)([A-Z][A-Z&]{1,7})\)")
_WORD = re.compile(r"[^\W_][\w’'-]*|&")
_SMALL = frozenset("of the and for to in on at a an with by &".split())
# A name of more words than this is none.
_MOST = 12


def spell_out(text: str, names: list[Name]) -> None:
    """Join what an article shortens to one name of an organisation, in place.

    Args:
        text: the article's text.
        names: those found in it, in its order.
    """
    begins = [name.begin for name in names]
    kept: list[Name] = []
    taken = 0
    for match in _ACRONYM.finditer(text):
        words = list(_WORD.finditer(text, max(0, match.start() - 120), match.start()))
        first = _first(words[-_MOST:], match[1].replace("&", ""))
        if first is None or is_given(fold(first[0])):
            continue
        begin, end = first.start(), match.start()
        at, after = bisect_left(begins, begin), bisect_left(begins, end)
        at -= at > 0 and names[at - 1].end > begin
        if at < taken or "\n" in text[begin:end] or any(n.titles for n in names[at:after]):
            continue
        whole = Name(begin, end, begin, tuple(text[begin:end].split()), organization=True)
        kept += (*names[taken:at], whole)
        taken = after
    names[:] = [*kept, *names[taken:]]


def _first(words: list[re.Match[str]], letters: str) -> re.Match[str] | None:
    """The word with which a name begins whose capitals are the letters, read from its end."""
    left = len(letters)
    for word in reversed(words):
        initial = word[0][0]
        if initial.isupper():
            if initial != letters[left - 1]:
                return None
            left -= 1
            if left == 0:
                return word
        elif word[0] not in _SMALL:
            return None
    return None
