"""What becomes known, step by step, of how a quotation came to be said."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.article import Span
from quoth.quotation import Quotation


@dataclass(slots=True, kw_only=True)
class Circumstances:
    """How something came to be said.

    Attributes:
        addressee: the words that name to whom it was said; None where the article does not tell.
        question: whether it is a question put to somebody.
        when: the date, month or year when it was said, ISO 8601, where this is not the day of
            publication; None where not told.
        when_span: the words that tell it.
        channel: "interview", "statement", "social post", ...; None where not told.
        channel_span: the words that tell it; None where the kind of text does.
        occasion: the words that name the event at which it was said.
        to_writer: whether it was said to the writer of the article, whom no words name there.
    """

    addressee: Span | None = None
    question: bool = False
    when: str | None = None
    when_span: Span | None = None
    channel: str | None = None
    channel_span: Span | None = None
    occasion: Span | None = None
    to_writer: bool = False


@dataclass(slots=True)
class Draft(Circumstances):
    """What is known so far of how a quotation came to be said.

    Attributes:
        quotation: of which it tells.
        cue, source: their words.
        sentence: that tells of it.
        when: as in `Circumstances`, but that "" is the day of publication.
    """

    quotation: Quotation
    cue: str
    source: str
    sentence: Span

    @property
    def speaker(self) -> str:
        """The speaker's name, or ""."""
        return self.quotation.speaker.name if self.quotation.speaker else ""

    def goes_on(self, before: Draft) -> bool:
        """Whether the speaker is the one of an earlier quotation."""
        first, second = before.quotation, self.quotation
        if first.speaker and second.speaker:
            return first.speaker.name == second.speaker.name
        return not second.source and not second.cue

    def place(self) -> Span | None:
        """Words that name the speaker: the source, or for a pronoun the name it stands for."""
        quotation = self.quotation
        mentions = quotation.speaker.mentions if quotation.speaker else ()
        if mentions and (not quotation.source or mentions[0].reason == "pronoun"):
            return Span(mentions[-1].begin, mentions[-1].end)
        return quotation.source[0] if quotation.source else None
