"""What the API answers with: the objects that `--to json` writes, as the description has them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from quoth.quotation import QuotationType, SpeakerKind
from quoth.record.checking import SameSpeaker, Verdict
from quoth.record.gathering import Status
from quoth.record.likening import ChangeKind, Match
from quoth.record.search import Order

Span = tuple[int, int]
Spans = list[Span]


class Answer(BaseModel):
    """An object of the API: it has these fields, and no others."""

    model_config = ConfigDict(extra="forbid")


class Speaker(Answer):
    """Somebody in a quotation."""

    id: int = Field(description="The record's number of them")
    name: str = Field(description="What the record calls them")
    kind: SpeakerKind
    printed: str = Field(description="What this article calls them")


class ArticlePlace(Answer):
    """The article that a quotation stands in, as far as it is known."""

    id: int
    revision_id: int = Field(description="The record's number of the text")
    current: bool = Field(description="Whether that is the present text of the article")
    title: str
    outlet: str | None
    published: str | None = Field(description="ISO 8601")
    url: str | None
    also_printed_by: list[str] = Field(
        description="The other outlets that printed it or a near copy of it"
    )


class Quotation(Answer):
    """A quotation with its place."""

    id: int
    text: str = Field(description="What was said, as printed")
    type: QuotationType
    speaker: Speaker | None
    about: list[Speaker]
    said: str | None = Field(description="When it was said, as far as known, else printed")
    channel: str | None = Field(description="How it reached the public: interview, speech, ...")
    place: str = Field(description="The kind of block that it stands in")
    confidence: float = Field(ge=0, le=1)
    content: Spans = Field(description="Code points of the article's text: what was said")
    cue: Spans
    source: Spans
    article: ArticlePlace


class Hit(Quotation):
    """A quotation that was found."""

    score: float | None = Field(description="BM25, or the cosine by meaning; null where not ranked")
    marks: Spans = Field(description="Code points of `text`: where the words asked for stand")


class Found(Answer):
    """A page of what a search found."""

    total: int
    exact: bool = Field(description="Whether `total` is counted, not estimated")
    order: Order
    hits: list[Hit]
    next: str | None = Field(description="`cursor` of the next page; null on the last")


class Print(Answer):
    """One printing of an utterance."""

    quotation_id: int
    words: str
    outlet: str | None
    published: str | None
    title: str
    url: str | None


class Turn(Answer):
    """An utterance of one about the other."""

    said: str | None = Field(description="When, as far as known: a year, month or day")
    by: str
    about: str
    words: str = Field(description="Its fullest wording")
    type: QuotationType
    prints: int = Field(description="How many quotations print it")
    outlets: list[str]
    published: str | None
    title: str
    url: str | None
    quotation_id: int
    article_id: int
    printed: list[Print]


class Outcome(Answer):
    """What became of one input."""

    name: str = Field(description="As it was sent: a file's name, an address, “pasted text”")
    status: Status
    article_id: int | None
    quotations: int
    problem: str | None = Field(description="Why it was refused")
    remedy: str | None = Field(description="What can be done about it")


class Batch(Answer):
    """Articles that are being read, and how far that has come."""

    id: str = Field(description="Nobody can guess it; it is kept for a while after the end")
    done: bool
    problem: str | None = Field(description="Why it broke off; what was added before is kept")
    outcomes: list[Outcome]
    passed: dict[str, int] = Field(description="How much was rightly not read, by the reason")


class InQuotation(Answer):
    """A quotation of the record."""

    kind: Literal["quotation"]
    article_id: int
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    quotation_id: int
    type: QuotationType
    current: bool


class InText(Answer):
    """A stretch of an article's text that is no quotation."""

    kind: Literal["text"]
    article_id: int
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    begin: int
    end: int


class InTranscript(Answer):
    """A stretch of a transcript that was sent along."""

    kind: Literal["transcript"]
    transcript: str
    line: int | None
    seconds: float | None
    time: str | None


class Change(Answer):
    """A stretch of the words given, or of what they leave out."""

    kind: ChangeKind
    words: str


class Evidence(Answer):
    """A place where the words stand, or words like them."""

    match: Match
    by: SameSpeaker = Field(description="Whether it is who is said to have said it")
    speaker: str | None = Field(description="Who says it there")
    words: str = Field(description="The words there")
    changes: list[Change]
    score: float = Field(description="How much of the words given is there, 0 to 1")
    place: Annotated[InQuotation | InText | InTranscript, Field(discriminator="kind")]


class Finding(Answer):
    """What was found of a claim."""

    words: str
    speakers: list[str] = Field(description="Whose words they are said to be")
    line: int | None = Field(description="Of the draft")
    verdict: Verdict
    texts: int = Field(description="In how many articles' whole texts they were looked for too")
    evidence: list[Evidence] = Field(description="The places, the best first")


class LookedIn(Answer):
    """Where something was looked for."""

    articles: int
    transcripts: list[str]


class PassedOver(Answer):
    """What of a draft was not checked."""

    scare_quotes: int
    indirect: int


class Checked(Answer):
    """What a check found."""

    looked_in: LookedIn
    passed_over: PassedOver
    findings: list[Finding]
    all_found: bool = Field(description="Whether everything was found as it is given")
