"""Question and answer: each is addressed to who speaks the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quoth.article import Article, Span
from quoth.reading.addressees import is_passive
from quoth.reading.channels import SHARED, channel_of_document
from quoth.reading.drafts import Draft
from quoth.reading.framing import Framing

_WONDERING = re.compile(r"\bwonder", re.IGNORECASE)
REPLYING = re.compile(
    r"\b(?:repl(?:y|ied|ies)|answer(?:s|ed)?|retort(?:s|ed)?|respond(?:s|ed)?|(?:shot|emailed|called"
    r"|wrote) back|rejoined)\b"
)
_LABEL_GAP = re.compile(r"[*_]*:[*_]*\s*(?:\[[^\]]*\]|\*\[[^\]]*\]\*)?\s*[\"“‘'«]?$")
_PODCAST = re.compile(r"\b[Pp]odcast\b|\[\d\d:\d\d:\d\d\]")
_PRONOUNS = frozenset("he she they".split())
_LEAST_TURNS = 3
_REACH = 3
_LOOK_BACK = 10


def converse(framing: Framing, drafts: Sequence[Draft]) -> None:
    """Address each question to who answers it, and each answer to who asked.

    Args:
        framing: the article's sentences.
        drafts: what is known of each quotation; filled in place.
    """
    faced: dict[str, Draft] = {}
    for index, draft in enumerate(drafts):
        following = drafts[index + 1 : index + 1 + _REACH]
        if draft.question and not _WONDERING.search(draft.cue):
            _ask(framing, draft, following, faced)
        elif (
            following
            and REPLYING.search(following[0].cue)
            and not following[0].goes_on(draft)
            and not channel_of_document(draft.source)
        ):
            _answer(framing, draft, following[0])
        if draft.speaker and draft.addressee:
            faced[draft.speaker] = draft
    _keep_facing(framing, drafts)
    _alternate(framing, drafts)


def _ask(
    framing: Framing, draft: Draft, following: Sequence[Draft], faced: Mapping[str, Draft]
) -> None:
    """Link a question to its answer, if one follows.

    Who is not named as asking is whom the answerer faced before, in the same conversation.
    """
    for answer in following:
        if framing.apart(draft.quotation, answer.quotation) > 1:
            return
        if _answers(framing, draft, answer):
            if draft.addressee is None:
                draft.addressee = answer.place()
            _answer(framing, draft, answer)
            before = faced.get(answer.speaker)
            if answer.addressee is None and before and before.channel == answer.channel:
                answer.addressee = before.addressee
            return


def _answers(framing: Framing, draft: Draft, answer: Draft) -> bool:
    """Whether a quotation answers a question before it."""
    question, reply = draft.quotation, answer.quotation
    if question.cue and is_passive(framing.words, question):
        return framing.together(question, reply)
    if (
        answer.question
        or answer.goes_on(draft)
        or (answer.channel and answer.channel != draft.channel)
    ):
        return False
    if REPLYING.search(answer.cue):
        return True
    same_paragraph = framing.apart(question, reply) == 0
    return reply.type == "direct" and (
        answer.source.casefold() in _PRONOUNS or (same_paragraph and draft.addressee is not None)
    )


def _answer(framing: Framing, draft: Draft, answer: Draft) -> None:
    """Address an answer to who spoke before, unless it tells its own hearer."""
    if framing.apart(draft.quotation, answer.quotation) > 1:
        return
    if answer.addressee is None:
        answer.addressee = draft.place()
    for one, other in ((draft, answer), (answer, draft)):
        if one.channel is None:
            one.channel, one.channel_span = other.channel, other.channel_span
        if one.when is None and one.channel == other.channel:
            one.when, one.when_span = other.when, other.when_span


def _keep_facing(framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let two who face each other go on to do so.

    An answer that goes on within its paragraph is still given to who asked; who takes the word
    again after a reply speaks to who replied; and in court, in parliament and at a hearing a
    question is put to who spoke last.
    """
    for first, second, here in zip(drafts, drafts[1:], drafts[2:], strict=False):
        apart = framing.apart(second.quotation, here.quotation)
        if here.addressee or apart > 1:
            continue
        if first.question and apart == 0 and here.goes_on(second):
            here.addressee = second.addressee
            here.channel = here.channel or second.channel
            here.channel_span = here.channel_span or second.channel_span
        if here.quotation.type != "direct" or here.goes_on(second):
            continue
        replied = here.goes_on(first) and REPLYING.search(second.cue) is not None
        examined = here.question and here.channel in SHARED and second.channel == here.channel
        if replied or examined:
            here.addressee = second.place()


def _alternate(framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let two speakers alternate where lines without a source follow a question."""
    at = 0
    while at < len(drafts):
        lines = [drafts[at]]
        while at + len(lines) < len(drafts) and drafts[at].question:
            line = drafts[at + len(lines)]
            bare = not line.quotation.cue and not _named_beside(framing, line)
            replies = REPLYING.search(line.cue)
            apart = framing.apart(lines[-1].quotation, line.quotation)
            if apart != 1 or not (bare or replies) or line.quotation.type != "direct":
                break
            lines.append(line)
        if len(lines) > 1:
            _face(lines, _faced_before(drafts, at))
        at += len(lines)


def _named_beside(framing: Framing, line: Draft) -> bool:
    """Whether the paragraph of a line names its speaker."""
    if not line.quotation.content:
        return bool(line.quotation.source)
    here = framing.paragraph(line.quotation.content[0].begin)
    return any(framing.paragraph(span.begin) == here for span in line.quotation.source)


def _faced_before(drafts: Sequence[Draft], at: int) -> Span | None:
    """Who is examined: the last to speak before the one who asks, in court or at a hearing."""
    asking = drafts[at]
    if asking.channel not in SHARED or not asking.speaker:
        return None
    for before in reversed(drafts[max(0, at - _LOOK_BACK) : at]):
        if before.channel != asking.channel:
            return None
        if before.speaker and before.speaker != asking.speaker:
            return before.place()
    return None


def _face(lines: Sequence[Draft], examined: Span | None) -> None:
    """Address the lines of two speakers to each other."""
    sides = (lines[::2], lines[1::2])
    places: list[Span | None] = []
    for side in sides:
        named = [line.quotation.source[0] for line in side if line.quotation.source]
        places.append(named[0] if named else None)
    asker, other = places[0] or lines[0].place(), places[1] or lines[0].addressee or examined
    for line in sides[0]:
        line.addressee = other
    for line in sides[1]:
        line.addressee = asker
    for line in lines[1:]:
        line.channel = line.channel or lines[0].channel
        line.channel_span = line.channel_span or lines[0].channel_span


def take_turns(article: Article, drafts: Sequence[Draft]) -> None:
    """In a transcript each turn answers the one before it, and a question goes to the next."""
    turns = [draft for draft in drafts if _is_turn(article, draft)]
    if len(turns) < _LEAST_TURNS:
        return
    text = article.text
    scene = next((draft.channel for draft in drafts if draft.channel in SHARED), None)
    channel = "podcast" if _PODCAST.search(text) else "interview"
    names = [text[slice(*turn.quotation.source[0])].casefold().split()[-1] for turn in turns]
    before = _others(names)
    after = [len(names) - 1 - i if i >= 0 else i for i in _others(names[::-1])][::-1]
    for turn, last, following in zip(turns, before, after, strict=True):
        first, second = (following, last) if turn.question else (last, following)
        other = first if first >= 0 else second
        if other >= 0:
            turn.addressee = turns[other].quotation.source[0]
        turn.channel = turn.channel or scene or channel


def _others(names: Sequence[str]) -> list[int]:
    """For each name the index of the last different one before it, or -1."""
    found = [-1]
    for index in range(1, len(names)):
        same = names[index] == names[index - 1]
        found.append(found[index - 1] if same else index - 1)
    return found[: len(names)]


def _is_turn(article: Article, draft: Draft) -> bool:
    """Whether a quotation is a turn of talk that begins with a name and a colon."""
    quotation = draft.quotation
    if quotation.cue or not quotation.source or not quotation.content:
        return False
    begin, end = quotation.source[-1].end, quotation.content[0].begin
    return 0 < end - begin < 80 and _LABEL_GAP.fullmatch(article.text, begin, end) is not None
