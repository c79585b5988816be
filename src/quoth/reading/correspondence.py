"""Letters and posts that are answered in kind, and reports whose author goes on telling them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Article, Span
from quoth.reading.channels import channel_of_document
from quoth.reading.dialogue import REPLYING
from quoth.reading.drafts import Draft
from quoth.reading.framing import Framing

_ANSWERED = frozenset(("letter", "email", "memo", "note", "cable", "message", "social post"))
"""What is answered by another of its kind."""
_AUTHORED = frozenset(("report", "affidavit", "book", "column", "filing", "minutes"))
"""What speaks for those who wrote it."""
_COMMENTING = re.compile(r"\b(?:comment(?:s|ed)|chimed in|weighed in)\b")
_BENEATH = re.compile(
    r"\b(?:[Uu]nderneath|[Bb]eneath|[Bb]elow (?:it|the post)|[Ii]n (?:the )?(?:comments|replies)"
    r"|to reply)\b"
)
_LEADING = ("neath", "elow ", "n the comments", "replies", "to reply")
"""What every word of `_BENEATH` has in it: to look for them is quick."""
_TELLING = re.compile(
    r"\b(?:said|says?|found|finds?|add(?:s|ed)|wrote|writes?|notes?|noted|conclude[sd]?|warn(?:s|ed)"
    r"|estimate[sd]?|show(?:s|ed)|report(?:s|ed)|according to)$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"\b(?:by|from|of)\b|[’']s? ")
_AUTHORS = re.compile(
    r"(?:[Tt]he|[Ii]ts) (?:(?:study|report)[’']s )?(?:team|researchers|authors?|scientists)"
)
_NEAR = 2
_KNOWN = re.compile(r"(?:the|The) ")


def answer_in_kind(article: Article, framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let who replies to a letter write one, and who comments on a post speak to who posted it.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what is known of each quotation; filled in place.
    """
    posts = [b.kind == "embed" for b in article.blocks]
    if not any(posts) and not any(d.channel in _ANSWERED for d in drafts):
        return
    beneath = any(word in framing.words for word in _LEADING)
    for index, here in enumerate(drafts):
        before = drafts[index - 1] if index else None
        replies = REPLYING.search(here.cue)
        in_kind = replies and before and here.channel == before.channel
        if here.channel not in (None, "social post") and not in_kind:
            continue
        if not (
            replies or _COMMENTING.search(here.cue) or (beneath and _is_beneath(framing, here))
        ):
            continue
        at = here.quotation.block
        post = _author(article, at - 1) if at and posts and posts[at - 1] else None
        if post:
            here.channel = "social post"
            here.addressee = here.addressee or post
        elif (
            before
            and (replies or before.channel == "social post")
            and _answers(framing, before, here)
        ):
            here.channel = here.channel or before.channel
            here.channel_span = here.channel_span or before.channel_span
            here.addressee = here.addressee or before.place()
        _go_on(framing, drafts[index : index + 3])


def _is_beneath(framing: Framing, here: Draft) -> bool:
    return _BENEATH.search(framing.words, *here.sentence) is not None


def _answers(framing: Framing, before: Draft, here: Draft) -> bool:
    """Whether a quotation may answer what somebody else wrote right before it."""
    if before.channel not in _ANSWERED or here.goes_on(before):
        return False
    return framing.apart(before.quotation, here.quotation) <= 1


def _author(article: Article, at: int) -> Span | None:
    """The words of an embedded post that name who put it up."""
    block = article.blocks[at]
    name = block.author or block.handle
    begin = article.text.find(name, block.begin, block.end) if name else -1
    return Span(begin, begin + len(name)) if name and begin >= 0 else None


def _go_on(framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let who has answered go on answering within the paragraph."""
    first, *following = drafts
    for here in following:
        apart = framing.apart(first.quotation, here.quotation)
        if first.channel is None or here.channel or apart or not here.goes_on(first):
            return
        here.channel, here.channel_span = first.channel, first.channel_span
        here.when, here.when_span = here.when or first.when, here.when_span or first.when_span
        here.addressee = here.addressee or first.addressee


def tell_by_author(framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let what is right after a report said by who made it be said in it.

    "Figures from the Office for Statistics (OFS) show ... Prices rose, the OFS said."

    Args:
        framing: the article's sentences.
        drafts: what is known of each quotation; filled in place.
    """
    report: Draft | None = None
    for here in drafts:
        if here.channel in _AUTHORED and channel_of_document(here.source) == here.channel:
            report = here
        elif report and here.channel is None and here.source:
            near = framing.apart(report.quotation, here.quotation) <= _NEAR
            if near and _TELLING.search(here.cue) and _made(here, report.source):
                here.channel, here.channel_span = report.channel, report.channel_span
                if here.when is None:
                    here.when, here.when_span = report.when, report.when_span


def _made(here: Draft, report: str) -> bool:
    """Whether the words that name a report name the speaker as its author."""
    if _AUTHORS.fullmatch(here.source):
        return True
    called = _KNOWN.sub("", here.source, count=1)
    for name in (here.speaker, called):
        at = report.find(name) if name and name[0].isupper() else -1
        if at > 0 and _NAME_BEFORE.search(report, 0, at):
            return True
    return False
