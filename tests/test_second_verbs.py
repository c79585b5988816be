"""A second verb of the speaker's begins a quotation of its own."""

from __future__ import annotations

import pytest

from quoth.article import Span
from quoth.quotation import Quotation, QuotationType
from quoth.reading.marks import pair_marks, parted
from quoth.reading.second_verbs import with_second_verbs


def told(
    text: str, source: str, cue: str, content: str, type: QuotationType = "mixed"
) -> list[tuple[str, str]]:
    """Cue and words of each quotation that one is parted into."""

    def place(words: str) -> Span:
        begin = text.index(words)
        return Span(begin, begin + len(words))

    whole = Quotation("", type, (place(content),), (place(cue),), (place(source),))
    outside = parted(text, pair_marks(text))[1]
    found = with_second_verbs(text, outside, [whole], lambda content: "indirect")
    return [(text[slice(*q.cue[0])], text[slice(*q.content[0])]) for q in found]


@pytest.mark.parametrize(
    ("cue", "content", "first", "second", "rest"),
    [
        ("said", "no one was held and urged calm", "no one was held", "urged", "calm"),
        ("has said", "it had rained, and also blamed Webb", "it had rained", "blamed", "Webb"),
        ("said", "two died and appealed for blood", "two died", "appealed", "for blood"),
        ("expects", "rain and warns of floods", "rain", "warns", "of floods"),
        ("said", "it was “a lie” and called for peace", "it was “a lie”", "called for", "peace"),
    ],
)
def test_what_the_speaker_does_next_is_parted(
    cue: str, content: str, first: str, second: str, rest: str
) -> None:
    text = f"Quist {cue} {content}."
    assert told(text, "Quist", cue, content) == [(cue, first), (second, rest)]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Quist said that Webb lied and told her so.", "said", "that Webb lied and told her so"),
        ("Quist says they met and blamed Webb.", "says", "they met and blamed Webb"),
        ("Quist said “he came and blamed us”.", "said", "“he came and blamed us”"),
        ("Quist said a man ran in and demanded cash.", "said", "a man ran in and demanded cash"),
        ("According to Quist, it was late and blamed Webb.", "According", "it was late and blamed"),
        ("Rain came and blamed nobody, Quist said.", "said", "Rain came and blamed nobody"),
    ],
)
def test_other_verbs_tenses_and_places_stay_in_what_is_said(
    text: str, cue: str, content: str
) -> None:
    assert told(text, "Quist", cue, content) == [(cue, content)]


def test_what_is_said_directly_is_never_parted() -> None:
    text = "Quist said:\n\nWe have seen them and urged them to go."
    content = "We have seen them and urged them to go."
    assert told(text, "Quist", "said", content, "direct") == [("said", content)]


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("Reed was angry and blamed his brother", 1),
        ("she is careful and accuses nobody", 1),
        ("Reed was angry and blamed her for it", 2),
        ("Reed was angry and urged calm", 2),
        ("the plan was dead and blamed the mayor", 2),
    ],
)
def test_whom_a_content_says_to_be_so_may_have_done_the_rest(content: str, parts: int) -> None:
    cue = "says" if "accuses" in content else "said"
    assert len(told(f"Webb {cue} {content}.", "Webb", cue, content)) == parts
