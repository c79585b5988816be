"""Whether what somebody said is a question: by its mark, its verb, or what stands before it."""

from __future__ import annotations

import re

from quoth.article import Article
from quoth.quotation import Quotation
from quoth.reading.taken_in import told_within

_ASKING = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|quizz(?:es|ed)|question(?:s|ed)|quer(?:ies|ied)"
    r"|[ie]nquir(?:es|ed)|press(?:es|ed)|(?:want(?:s|ed)?|demand(?:s|ed)) to know|grilled)\b",
    re.IGNORECASE,
)
# "Wanted to know", where the content takes in that it is asked.
_WANTING = ("want", "wants", "wanted", "demands", "demanded")
_TO_KNOW = re.compile(r"to know (?:if|whether|how|why|what|when|where|who|which)\b")
_ASKED = re.compile(
    r"\s*[\"“‘'«„`]*(?:(?:on|about|over) )?(?:if|whether|how|why|what|when|where|who|whom|whose"
    r"|which|about|would|could|did|does|do|is|are|was|were|should|will|can)\b",
    re.IGNORECASE,
)
_ASKED_ABOUT = re.compile(
    r"\b(?:asked|pressed|questioned|quizzed|grilled) (?:about|on|over)$", re.IGNORECASE
)
_ASKED_BARE = re.compile(
    r"(?:^|[.!?”\"’]\s+|\n)(?:Asked|Pressed|Questioned|Challenged|Quizzed|Pushed)"
    r"(?: (?:later|again|repeatedly|further|directly))?(?: (?:on|about|over|as to))? $"
)
_QUESTION_END = re.compile(r"\?[\s\"”’'»“*)\]`]*$")
_INNER_END = re.compile(r"\?(?:[’'][”\"]|[”\"][’'])[\s.]*$")
_THINKING = re.compile(r"\b(?:thought|thinks?|thinking)\b")


def is_question(article: Article, quotation: Quotation, cue: str) -> bool:
    """Whether a content is put to somebody as a question."""
    if not quotation.content:
        return False
    text, at = article.text, quotation.content[0].begin
    if any(_QUESTION_END.search(text, begin, end) for begin, end in quotation.content):
        nested = _INNER_END.search(text, *quotation.content[-1])
        return nested is None and not _THINKING.search(cue)
    if not cue and text.endswith(("want ", "wants ", "wanted "), 0, at):
        return _TO_KNOW.match(text, *quotation.content[0]) is not None
    if not cue and _ASKED_BARE.search(text, max(0, at - 40), at):
        return _ASKED.match(text, *quotation.content[0]) is not None
    if not _ASKING.search(cue):
        return cue.endswith(_WANTING) and _TO_KNOW.match(text, *quotation.content[0]) is not None
    if _ASKED_ABOUT.search(cue):
        return True
    begin, end = quotation.content[0]
    within = told_within(text, quotation)
    return _ASKED.match(text, within.end if within else begin, end) is not None
