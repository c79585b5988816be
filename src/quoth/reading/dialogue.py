"""Question and answer: each is addressed to who speaks the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.addressees import APPEALING, is_passive
from quoth.reading.channels import SHARED, WRITTEN, channel_of_document
from quoth.reading.drafts import Draft
from quoth.reading.framing import Framing

_WONDERING = re.compile(r"\bwonder", re.IGNORECASE)
REPLYING = re.compile(
    r"\b(?:repl(?:y|ied|ies)|answer(?:s|ed)?|retort(?:s|ed)?|respond(?:s|ed)?|(?:shot|emailed|called"
    r"|wrote) back|rejoined)\b"
)
_IN_REPLY = re.compile(
    r"(?:In (?:a |an? \w+ |his |her |its |their )?(?:reply|response)|Responding|Replying)"
    r"(?:,| (?:the same day|(?:later )?that (?:day|evening|night)|minutes later|hours later))"
)
_EXAMINING = re.compile(r"\b(?:asked|suggested|put|challenged)\b")
_ASKS = re.compile(
    r"(?:(?:then|also|again|later) )?(?:asks?|asked|demanded|wants?|wanted(?: to know)?"
    r"|quer(?:ies|ied))$"
)
_HOST = re.compile(r"\b(?:host|presenter|anchor|interviewer|moderator|broadcaster)\b")
_ON_AIR = SHARED | {None, "interview", "podcast"}
_PRESSED = re.compile(r"(?:Asked|Pressed|Questioned|Challenged)(?! by)\b")
_PRONOUNS = frozenset("he she they".split())
_CLOSED = re.compile(r"[.!?”\"’' ]*")
_OBJECTS = frozenset(("him", "her", "them"))
_WRITER = frozenset(("I", "we"))
_ASKING = re.compile(
    r"\b(?:ask|wonder|quizz|quer|question|demand|press|want|inquir|enquir)", re.IGNORECASE
)
_UNANSWERED = re.compile(r"(?:\bnot|n[’']t)\b[\w ]* (?:respond|reply|answer)")
_REACH = 3
_LOOK_BACK = 10


def converse(article: Article, framing: Framing, drafts: Sequence[Draft]) -> None:
    """Address each question to who answers it, and each answer to who asked.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what is known of each quotation; filled in place.
    """
    faced: dict[str, Draft] = {}
    interviewed: dict[str, Draft] = {}
    in_reply = _IN_REPLY.search(framing.words) is not None
    for index, draft in enumerate(drafts):
        following = drafts[index + 1 : index + 1 + _REACH]
        if draft.question and not _WONDERING.search(draft.cue):
            _ask_again(framing, draft, following, interviewed)
            _ask(article, framing, draft, drafts[index - 1] if index else None, following, faced)
        elif (
            following
            and (_replies(following[0].cue) or (in_reply and _in_reply(framing, following[0])))
            and not following[0].goes_on(draft)
            and not channel_of_document(draft.source)
        ):
            _answer(framing, draft, following[0])
        if draft.speaker and draft.addressee and not APPEALING.search(draft.cue):
            faced[draft.speaker] = draft
        if draft.speaker and draft.channel == "interview" and draft.channel_span:
            interviewed[draft.speaker] = draft
    _keep_facing(framing, drafts)
    _alternate(article, framing, drafts)


def _replies(cue: str) -> bool:
    """Whether a cue tells of a reply, and not that there was none."""
    return REPLYING.search(cue) is not None and _UNANSWERED.search(cue) is None


def _in_reply(framing: Framing, draft: Draft) -> bool:
    """Whether the sentence of a quotation opens as a reply to what was said before it."""
    return _IN_REPLY.match(framing.words, *draft.sentence) is not None


def _ask(
    article: Article,
    framing: Framing,
    draft: Draft,
    previous: Draft | None,
    following: Sequence[Draft],
    faced: Mapping[str, Draft],
) -> None:
    """Link a question to its answer, if one follows.

    Who is not named as asking is whom the answerer faced before, in the same conversation.
    """
    for answer in following:
        if framing.apart(draft.quotation, answer.quotation) > 1:
            return
        before = faced.get(answer.speaker)
        facing = _faces(article, draft, before)
        if facing and before and before.channel is None:
            facing = framing.apart(before.quotation, draft.quotation) <= _REACH
        back = (
            previous is not None
            and answer is following[0]
            and _speaks_again(article, framing, previous, draft, answer)
        )
        if facing or back or _answers(article, framing, draft, answer):
            if draft.addressee is None or _is_pronoun(article, draft.addressee):
                draft.addressee = answer.place()
            if before and facing and draft.channel is None and answer.channel is None:
                answer.channel, answer.channel_span = before.channel, before.channel_span
                answer.when, answer.when_span = before.when, before.when_span
            if draft.place() and _only_goes_on(draft, answer):
                answer.addressee = None
            _answer(framing, draft, answer)
            if answer.addressee is None and before and before.channel == answer.channel:
                answer.addressee = before.addressee
            return


def _ask_again(
    framing: Framing,
    draft: Draft,
    following: Sequence[Draft],
    interviewed: Mapping[str, Draft],
) -> None:
    """Let "Asked whether ..., she said" belong to the interview that she is said to have given."""
    answer = following[0] if following else None
    before = interviewed.get(answer.speaker) if answer else None
    if not answer or not before or draft.speaker or answer.channel is not None:
        return
    together = framing.apart(draft.quotation, answer.quotation) == 0
    if together and _PRESSED.match(framing.words, *draft.sentence):
        for one in (draft, answer):
            one.channel, one.channel_span = before.channel, before.channel_span


def _only_goes_on(draft: Draft, answer: Draft) -> bool:
    """Whether an answer in a scene is to whom its speaker spoke before, by nothing in its words."""
    hearer = answer.addressee
    return (
        draft.channel in SHARED
        and hearer is not None
        and hearer != draft.place()
        and not answer.sentence.holds(hearer)
    )


def _is_pronoun(article: Article, span: Span) -> bool:
    return article.text[slice(*span)] in _OBJECTS


def _speaks_again(
    article: Article, framing: Framing, before: Draft, question: Draft, answer: Draft
) -> bool:
    """Whether the one who spoke before a question goes on to answer it."""
    if not answer.speaker or answer.speaker == question.speaker or answer.question:
        return False
    if answer.speaker != before.speaker or answer.quotation.type != "direct":
        return False
    if not question.quotation.source or _ASKS.fullmatch(question.cue) is None:
        return False
    hearer = question.addressee
    if framing.apart(before.quotation, question.quotation) > 1 or question.channel in WRITTEN:
        return False
    return hearer is None or _is_pronoun(article, hearer) or _names(article, hearer, answer)


def _names(article: Article, hearer: Span | None, one: Draft) -> bool:
    """Whether the words for a hearer end in somebody's last name."""
    return hearer is not None and article.text[slice(*hearer)].endswith(one.speaker.split()[-1])


def _faces(article: Article, draft: Draft, before: Draft | None) -> bool:
    """Whether somebody who spoke to the asker before is who answers now."""
    asker = draft.speaker.split()[-1:]
    if before is None or before.addressee is None or not asker or before.speaker == draft.speaker:
        return False
    return article.text[slice(*before.addressee)].endswith(asker[0])


def _answers(article: Article, framing: Framing, draft: Draft, answer: Draft) -> bool:
    """Whether a quotation answers a question before it."""
    question, reply = draft.quotation, answer.quotation
    if channel_of_document(draft.source) == "report":
        return False  # a poll asks, and those who are asked are counted
    if any(q.cue and is_passive(framing.words, q) for q in (question, reply)):
        put = bool(question.source) and reply.type == "direct" and not answer.question
        return framing.together(question, reply) or (put and framing.apart(question, reply) == 0)
    if (
        answer.question
        or answer.goes_on(draft)
        or (answer.channel and answer.channel != draft.channel and not _with_writer(draft, answer))
    ):
        return False
    if REPLYING.search(answer.cue):
        return _UNANSWERED.search(answer.cue) is None
    same_paragraph = framing.apart(question, reply) == 0
    if not same_paragraph and question.source and _is_put_to(article, draft, answer):
        return reply.type == "direct" and _opens(framing, reply)
    if not same_paragraph and not _ASKING.search(draft.cue) and not _opens(framing, reply):
        return False  # "he" is whom the new paragraph has brought in
    if not same_paragraph and question.type == "indirect" and question.source:
        return False  # "he" is somebody of the new paragraph
    ends = max(span.end for span in (*question.content, *question.cue, *question.source))
    right_behind = _CLOSED.fullmatch(article.text, ends, max(ends, reply.content[0].begin))
    return reply.type == "direct" and (
        answer.source.casefold() in _PRONOUNS
        or (same_paragraph and (draft.addressee is not None or draft.source in _WRITER))
        or (
            question.type == "direct"
            and _ASKS.fullmatch(draft.cue) is not None
            and right_behind is not None
        )
    )


def _is_put_to(article: Article, question: Draft, answer: Draft) -> bool:
    """Whether in a scene somebody "asked him", or asked by name who speaks next."""
    if question.channel not in SHARED or question.addressee is None or not answer.speaker:
        return False
    hearer = question.addressee
    called = _is_pronoun(article, hearer) or _names(article, hearer, answer)
    return called and _ASKS.match(question.cue) is not None


def _with_writer(question: Draft, answer: Draft) -> bool:
    """Whether the writer asked, by whatever way the two were talking."""
    return question.source in _WRITER and answer.channel in ("interview", "conversation", "call")


def _opens(framing: Framing, reply: Quotation) -> bool:
    """Whether a quotation stands at the head of its paragraph."""
    return bool(reply.content) and framing.opens_paragraph(reply.content[0].begin)


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
    for at, here in enumerate(drafts):
        if here.addressee is None and here.channel == "court" and _EXAMINING.search(here.cue):
            here.addressee = _faced_before(drafts, at)
        elif here.addressee is None and here.channel in SHARED and here.question is False:
            here.addressee = _pressed_by(framing, drafts, at)
    for before, here in pairwise(drafts):
        if here.addressee is None and _asks_on(framing, before, here):
            here.addressee = before.place()
            here.channel, here.channel_span = before.channel, before.channel_span
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
        faced = second.addressee is not None and second.addressee == first.place()
        replied = here.goes_on(first) and (REPLYING.search(second.cue) is not None or faced)
        examined = here.question and here.channel in SHARED and second.channel == here.channel
        if replied or examined:
            here.addressee = second.place()


def _asks_on(framing: Framing, before: Draft, here: Draft) -> bool:
    """Whether a question without a hearer follows in a scene upon what somebody else said.

    Whoever presents a programme asks the guest who has just spoken.
    """
    if not here.question or not here.speaker or here.goes_on(before):
        return False
    if here.cue and _ASKS.match(here.cue) is None:
        return False
    apart = framing.apart(before.quotation, here.quotation)
    if _HOST.search(here.source):
        return apart <= 1 and bool(before.speaker) and before.channel in _ON_AIR
    return apart == 0 and before.channel in SHARED and here.channel in (None, before.channel)


def _pressed_by(framing: Framing, drafts: Sequence[Draft], at: int) -> Span | None:
    """Who asked last in a scene, where "Pressed on ..., he said" leaves it open."""
    here = drafts[at]
    if _PRESSED.match(framing.words, *here.sentence) is None:
        return None
    asking = _asking_before(drafts, at)
    return asking.place() if asking and asking.speaker != here.speaker else None


def _asking_before(drafts: Sequence[Draft], at: int) -> Draft | None:
    """The last question before a place whose asker is named, in the same scene."""
    for before in reversed(drafts[max(0, at - _LOOK_BACK) : at]):
        if before.channel != drafts[at].channel:
            return None
        if before.question and before.quotation.source:
            return before
    return None


def _alternate(article: Article, framing: Framing, drafts: Sequence[Draft]) -> None:
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
            goes_on = drafts[at].channel in SHARED and not drafts[at].quotation.source
            asking = _asking_before(drafts, at) if goes_on else None
            _face(article, lines, _faced_before(drafts, at), asking)
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


def _face(
    article: Article, lines: Sequence[Draft], examined: Span | None, asking: Draft | None
) -> None:
    """Address the lines of two speakers to each other.

    Args:
        article: what was read.
        lines: of both in turn, a question first.
        examined: who was asked before, if known.
        asking: the question before it with which its examination began, if there is one.
    """
    sides = (lines[::2], lines[1::2])
    places: list[Span | None] = []
    for side in sides:
        named = [line.quotation.source[0] for line in side if line.quotation.source]
        places.append(named[0] if named else None)
    asker, other = places[0] or lines[0].place(), places[1] or lines[0].addressee or examined
    if examined and other and article.text.startswith("the ", other.begin):
        other = examined  # "the witness"
    if asking:
        asker, other = asker or asking.place(), asking.addressee or other
    for line in sides[0]:
        line.addressee = other
    for line in sides[1]:
        line.addressee = asker
    for line in lines[1:]:
        line.channel = line.channel or lines[0].channel
        line.channel_span = line.channel_span or lines[0].channel_span
