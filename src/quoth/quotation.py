"""What reading finds: quotations, their speakers, and the check of the headline.

The terms are those of Pareti (2012) and PolNeAR (Newell, Margolin and Ruths, LREC 2018): an
attribution relates a source ("she") by a cue ("said") to a content (what was said).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quoth.article import Article, Span

QuotationType = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organization", "group", "document", "unnamed"]
Verdict = Literal["verbatim", "altered", "absent"]
Reason = Literal[
    "name",
    "surname",
    "title",
    "role",
    "apposition",
    "pronoun",
    "description",
    "relative",
    "quotation",
    "list",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that name a speaker, and why they are taken to do so.

    Attributes:
        begin, end: span in `Article.text`, in code points.
        reason: what links these words to the speaker.
        score: how sure the link is, 0 to 1.
    """

    begin: int
    end: int
    reason: Reason
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a quotation comes from.

    Attributes:
        name: the fullest usual name that the article gives, or, where it gives none, the
            description it uses ("the officer").
        kind: what sort of speaker it is.
        confidence: how sure the name is, 0 to 1.
        mentions: the words that led there: first those of the source, then on to the name.
        members: the names of those who speak together, where they are several.
    """

    name: str
    kind: SpeakerKind
    confidence: float
    mentions: tuple[Mention, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """One attribution: what was said, the words that say so, and who said it.

    Attributes:
        id: unique within the reading: "q1", "q2", ... in the order of the text.
        type: `direct` (all of the content in quotation marks), `mixed` (part of it),
            `indirect` (none).
        content, cue, source: spans of `Article.text` in ascending order; cue and source may
            be empty where the text leaves them out.
        speaker: who said it, or None where the article does not tell.
        block: index in `Article.blocks` of the block where the content begins.
        confidence: calibrated probability that this is a quotation with this source.
        about: the people and organisations that the content speaks of.
        addressee: to whom it was said.
        when: when it was said, where this differs from publication: a year, month or day, ISO
            8601.
        channel: interview, statement, social post, ...
        question: whether it is a question put to somebody; None where nobody has looked.
        relayed_by: who passed it on, where the speaker's words stand in somebody else's.
        addressee_span, when_span, channel_span: the words which tell that.
        occasion: the words which tell at what event it was said.
    """

    id: str
    type: QuotationType
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    block: int = 0
    confidence: float = 1.0
    about: tuple[str, ...] = ()
    addressee: str | None = None
    when: str | None = None
    channel: str | None = None
    question: bool | None = None
    relayed_by: str | None = None
    addressee_span: Span | None = None
    when_span: Span | None = None
    channel_span: Span | None = None
    occasion: Span | None = None

    def text(self, article: Article) -> str:
        """Return the words of the content: its fragments in order, joined by one blank."""
        return " ".join(article.text[b:e] for b, e in self.content)


@dataclass(frozen=True, slots=True)
class Difference:
    """Words in which a quoted stretch and its closest words in the body differ.

    Attributes:
        kind: `changed`, `left_out` (the body has them, the headline not) or `put_in`
            (the headline has them, the body not).
        headline, body: the words on either side; one may be empty.
    """

    kind: Literal["changed", "left_out", "put_in"]
    headline: str
    body: str


@dataclass(frozen=True, slots=True)
class HeadlineQuote:
    """A stretch in quotation marks in the headline or standfirst, looked up in the body.

    Attributes:
        begin, end: span of the words between the marks, in code points.
        verdict: `verbatim` (but for case, marks and white space), `altered` or `absent`.
        closest: span of the closest words of the body; None when absent.
        differences: the words that differ; empty unless altered.
    """

    begin: int
    end: int
    verdict: Verdict
    closest: Span | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A person or organisation that an article names, whether quoted or not.

    Attributes:
        name: the fullest usual name; where they are quoted, that of the speaker.
        kind: person or organization.
        forms: the names by which the article calls them, as printed, the most frequent first.
        roles: spans of the words that say what they are: "OpenAI chief", "mayor of Port Ellery".
    """

    name: str
    kind: SpeakerKind
    forms: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article together with what was found in it.

    Attributes:
        article: what was read.
        quotations: in the order of the text.
        headline_check: one entry for each quoted stretch of headline and standfirst.
        named: the people and organisations that the article names, in the order of first
            naming; empty where it quotes nobody.
    """

    article: Article
    quotations: tuple[Quotation, ...] = ()
    headline_check: tuple[HeadlineQuote, ...] = ()
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of whom it is known beforehand who they are: a line of a list of people.

    Attributes:
        name: the name that their quotations are to carry.
        aliases: other names by which articles call them.
        roles: what they are or do: "mayor of Port Ellery".
        wikidata: the id of their item in Wikidata ("Q42"), if it is known.
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    wikidata: str | None = None
