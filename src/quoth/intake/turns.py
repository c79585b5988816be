"""Interviews in question-and-answer form: which turns are the interviewer's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

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
_LONGEST_BOLD = 400
_BOLD = re.compile(r"(?:\*\*|__)[^\n]+(?:\*\*|__)")
_QUESTION_END = re.compile(r"\?(?:\*\*|__|[\"'”’»)\]])*$")
_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_SPOKEN_OF = re.compile(r"[\"“”«»]|^['‘]")


def questions_in(paragraphs: Sequence[str], bold: Collection[int] = ()) -> set[int]:
    """Return the indices of the paragraphs that are an interviewer's turns.

    Four forms count: turns that begin with a label ("Q:", "Okafor:"), where the label whose
    turns mostly end in a question mark is the interviewer's; a labelled turn that ends in a
    question mark right before another's turn; paragraphs set in bold, at least three of them,
    where most end in a question mark; and bare questions, at least three, each a paragraph of its
    own and each answered by one that is none.

    Args:
        paragraphs: their words, in order.
        bold: the indices of those known to be set in bold; stars tell, too.
    """
    labels = {i: label for i, words in enumerate(paragraphs) if (label := _label(words))}
    asked = {
        i
        for i, label in labels.items()
        if labels.get(i + 1, label) != label and _QUESTION_END.search(paragraphs[i].rstrip())
    }
    return _interviewer(paragraphs, labels) or asked or _bold(paragraphs, bold) or _bare(paragraphs)


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


def _bold(paragraphs: Sequence[str], bold: Collection[int]) -> set[int]:
    found = {
        i
        for i, words in enumerate(paragraphs)
        if (i in bold or _BOLD.fullmatch(words.strip())) and len(words) <= _LONGEST_BOLD
    }
    found = {i for i in found if i + 1 < len(paragraphs) and i + 1 not in found}
    asked = [i for i in found if _QUESTION_END.search(paragraphs[i].strip())]
    return found if len(asked) >= _LEAST_BARE_QUESTIONS and 2 * len(asked) > len(found) else set()


def _bare(paragraphs: Sequence[str]) -> set[int]:
    asked = [_is_bare_question(words) for words in paragraphs]
    found = {
        i
        for i in range(1, len(paragraphs) - 1)
        if asked[i] and not asked[i + 1] and len(paragraphs[i + 1]) > 40
    }
    if len(found) < _LEAST_BARE_QUESTIONS:
        return set()
    # Where there is an interview, an answer may be short, and the first words be a question.
    first = {0} if asked[0] and not asked[1] and _YOU.search(paragraphs[0]) else set()
    return found | first | {i for i in range(1, len(paragraphs) - 1) if asked[i] > asked[i + 1]}


def _is_bare_question(words: str) -> bool:
    words = words.strip()
    return (
        8 < len(words) <= _LONGEST_BARE_QUESTION
        and _QUESTION_END.search(words) is not None
        and _SPOKEN_OF.search(words) is None
        and not re.search(r"\b(?:asked|asks|said|says)\b", words)
    )
