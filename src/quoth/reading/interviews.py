"""Interviews in which no turn has a label: a question, and what is answered to it.

That questions head paragraphs makes no interview ("Will my ferry sail?"): here somebody is asked
about what they do, and answers in the first person, outside of quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from quoth.article import Article, Span
from quoth.quotation import Mention, Named, Quotation, Speaker
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.marks import Marks, parted

_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_ME = re.compile(r"\b(?:I|[Mm]y|[Mm]e|myself)\b")
_WORDS = re.compile(r"[^\s*_](?:.*[^\s*_])?", re.DOTALL)
_LEAST_QUESTIONS = 3
_SHORT = 120
# How sure it is that who is named most before the first question is who answers.
_ASKED = 0.7


class Exchange(NamedTuple):
    """A question and its answer, a span a paragraph."""

    question: Span
    answer: tuple[Span, ...]


def exchanges(article: Article, marks: Marks) -> list[Exchange]:
    """Return the questions and answers of an article that is an interview, in order.

    Args:
        article: what was read; its blocks tell the questions.
        marks: its quotation marks.
    """
    blocks = article.blocks
    asked = [i for i, block in enumerate(blocks) if block.kind == "question"]
    if len(asked) < _LEAST_QUESTIONS:
        return []
    _, plain = parted(article.text, marks)
    found: list[Exchange] = []
    for index, following in zip(asked, [*asked[1:], len(blocks)], strict=True):
        answer: list[Span] = []
        for block in blocks[index + 1 : following]:
            span = _trimmed(article.text, block.begin, block.end)
            words = plain[slice(*span)]
            mine = _ME.search(words) is not None
            if block.kind != "paragraph" or (following == len(blocks) and answer and not mine):
                break
            # What is short and speaks to somebody may be a remark of who asks.
            if not answer or mine or len(words) > _SHORT or not _YOU.search(words):
                answer.append(span)
        if answer:
            question = _trimmed(article.text, blocks[index].begin, blocks[index].end)
            found.append(Exchange(question, tuple(answer)))
    to_you = sum(bool(_YOU.search(article.text, *e.question)) for e in found)
    by_me = sum(any(_ME.search(plain, *span) for span in e.answer) for e in found)
    if len(found) < _LEAST_QUESTIONS or 2 * min(to_you, by_me) < len(found):
        return []
    return found


def with_interviewee(
    article: Article,
    talk: Sequence[Exchange],
    quotations: Sequence[Quotation],
    named: Sequence[Named],
) -> tuple[Quotation, ...]:
    """Give the answers of an interview to whom it names most before the first question.

    What stands in marks over it, and is nobody else's, is theirs as well.

    Args:
        article: what was read.
        talk: its questions and answers.
        quotations: its quotations, with speakers where they are known.
        named: whom it names.
    """
    if not talk:
        return tuple(quotations)
    answered = {exchange.answer for exchange in talk}
    asked = {(exchange.question,) for exchange in talk}
    interviewee = _interviewee(article, talk[0].question.begin, named)
    found: list[Quotation] = []
    for quotation in quotations:
        if quotation.content in answered:
            channel = quotation.channel or "interview"
            quotation = replace(quotation, speaker=interviewee, channel=channel)
        elif quotation.content in asked:
            quotation = replace(
                quotation,
                speaker=None,
                question=True,
                addressee=interviewee.name if interviewee else None,
                addressee_span=_place(interviewee),
                channel=quotation.channel or "interview",
            )
        elif _heads(article, quotation):
            quotation = replace(quotation, speaker=interviewee)
        found.append(quotation)
    return tuple(found)


def _heads(article: Article, quotation: Quotation) -> bool:
    """Whether a quotation stands over an article and nobody is said to say it."""
    kind = article.blocks[quotation.block].kind
    unsaid = not quotation.source and not quotation.cue and quotation.speaker is None
    return kind in TITLE_BLOCKS and unsaid and quotation.type == "direct"


def _place(interviewee: Speaker | None) -> Span | None:
    """Where the article first names who is interviewed."""
    mentions = interviewee.mentions if interviewee else ()
    return Span(mentions[0].begin, mentions[0].end) if mentions else None


def _interviewee(article: Article, end: int, named: Sequence[Named]) -> Speaker | None:
    before = article.text[:end]
    best: tuple[int, Speaker] | None = None
    for person in named:
        if person.kind != "person" or person.name in (article.byline or ""):
            continue
        places = [before.find(form) for form in (person.name, *person.forms)]
        times = max(map(before.count, person.forms), default=0)
        at = min((place for place in places if place >= 0), default=-1)
        if at >= 0 and (best is None or times > best[0]):
            form = next(f for f in (person.name, *person.forms) if before.startswith(f, at))
            mention = Mention(at, at + len(form), "name", _ASKED)
            best = times, Speaker(person.name, "person", _ASKED, (mention,))
    return best[1] if best else None


def _trimmed(text: str, begin: int, end: int) -> Span:
    found = _WORDS.search(text, begin, end)
    return Span(*found.span()) if found else Span(begin, begin)
