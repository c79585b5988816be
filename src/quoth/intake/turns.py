"""Interviews in question-and-answer form: which turns are the interviewer's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

_LABEL = re.compile(
    r"^(?:\*\*|__)?(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?(?:\*\*|__)?"
    r"(?P<name>[^\W\d_][\w.’'\-]{0,30}(?: [^\W\d_][\w.’'\-]{0,30}){0,3})"
    r"(?P<mark>[:.])(?:\*\*|__)?(?=\s|$)"
)
_ASKING = {"q", "question", "interviewer", "host", "moderator"}
_ANSWERING = {"a", "answer"}
_LEAST_TURNS = 4
_LEAST_BARE_QUESTIONS = 3
_LONGEST_BARE_QUESTION = 300
_QUESTION_END = re.compile(r"\?(?:\*\*|__|[\"'”’»)\]])*$")
_SPOKEN_OF = re.compile(r"[\"“”«»]|^['‘]")


def questions_in(paragraphs: Sequence[str]) -> set[int]:
    """Return the indices of the paragraphs that are an interviewer's turns.

    Three forms count: turns that begin with a label ("Q:", "Okafor:"), where the label whose
    turns mostly end in a question mark is the interviewer's; a labelled turn that ends in a
    question mark right before another's turn; and bare questions, at least three of them,
    each a paragraph of its own and each answered by one that is none.
    """
    labels = {i: label for i, words in enumerate(paragraphs) if (label := _label(words))}
    asked = {
        i
        for i, label in labels.items()
        if labels.get(i + 1, label) != label and _QUESTION_END.search(paragraphs[i].rstrip())
    }
    return _interviewer(paragraphs, labels) or asked or _bare(paragraphs)


def _label(words: str) -> str | None:
    found = _LABEL.match(words[:160])
    if found is None:
        return None
    name = found["name"].casefold()
    if found["mark"] == "." and name not in _ASKING | _ANSWERING:
        return None
    return name.split()[-1]


def _interviewer(paragraphs: Sequence[str], labels: dict[int, str]) -> set[int]:
    turns: dict[str, list[int]] = defaultdict(list)
    for i, label in labels.items():
        turns[label].append(i)
    if {"q", "a"} <= turns.keys() or {"question", "answer"} <= turns.keys():
        return {i for name in _ASKING for i in turns.get(name, ())}
    turns = {name: found for name, found in turns.items() if len(found) >= 2}
    if len(turns) < 2 or sum(map(len, turns.values())) < _LEAST_TURNS:
        return set()
    asked = {
        name: sum(bool(_QUESTION_END.search(paragraphs[i].rstrip())) for i in found) / len(found)
        for name, found in turns.items()
    }
    name = max(asked, key=lambda key: (asked[key], key in _ASKING))
    others = [share for key, share in asked.items() if key != name]
    if asked[name] >= 0.5 and max(others) < asked[name] - 0.25:
        return set(turns[name])
    return set()


def _bare(paragraphs: Sequence[str]) -> set[int]:
    asked = [_is_bare_question(words) for words in paragraphs]
    found = {
        i
        for i in range(1, len(paragraphs) - 1)
        if asked[i] and not asked[i + 1] and len(paragraphs[i + 1]) > 40
    }
    return found if len(found) >= _LEAST_BARE_QUESTIONS else set()


def _is_bare_question(words: str) -> bool:
    words = words.strip()
    return (
        8 < len(words) <= _LONGEST_BARE_QUESTION
        and _QUESTION_END.search(words) is not None
        and _SPOKEN_OF.search(words) is None
        and not re.search(r"\b(?:asked|asks|said|says)\b", words)
    )
