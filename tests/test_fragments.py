"""The reporter's own sentences beside words in marks are no fragments of what was said."""

from __future__ import annotations

import pytest

from quoth.article import Span
from quoth.reading.fragments import without_narration
from quoth.reading.marks import pair_marks, parted
from quoth.reading.sentences import sentence_starts


def kept(text: str, source: str, cue: str, *content: str) -> list[str]:
    """Which of the fragments taken for one content are left."""

    def place(words: str) -> Span:
        begin = text.index(words)
        return Span(begin, begin + len(words))

    left = without_narration(
        text,
        parted(text, pair_marks(text)),
        sentence_starts(text),
        tuple(map(place, content)),
        [place(cue)],
        [place(source)],
    )
    return [text[slice(*span)] for span in left]


@pytest.mark.parametrize(
    ("text", "source", "cue", "narration", "said"),
    [
        (
            "“I want it back,” she added. The bell is at the police.",
            "she",
            "added",
            "The bell is at the police",
            "“I want it back,”",
        ),
        ("Would he tell us? “No,” she said.", "she", "said", "Would he tell us?", "“No,”"),
        (
            "The quay was shut because, Okoro said, “the wall moves.”",
            "Okoro",
            "said",
            "The quay was shut because",
            "“the wall moves.”",
        ),
        (
            "Brandt wrote a letter in which she called it “a folly”.",
            "she",
            "called",
            "which",
            "“a folly”",
        ),
        (
            "“We sank,” Okoro said. The boat is tagged “Exhibit 9.”",
            "Okoro",
            "said",
            "The boat is tagged “Exhibit 9.”",
            "“We sank,”",
        ),
    ],
)
def test_sentences_of_the_reporters_are_left_out(
    text: str, source: str, cue: str, narration: str, said: str
) -> None:
    fragments = sorted((narration, said), key=text.index)
    assert kept(text, source, cue, *fragments) == [said]


@pytest.mark.parametrize(
    ("text", "source", "cue", "fragments"),
    [
        (
            "The streets were empty, he added, “but people talk.”",
            "he",
            "added",
            ("The streets were empty", "“but people talk.”"),
        ),
        ("“No,” she said. “Never. Not once.”", "she", "said", ("“No,”", "“Never. Not once.”")),
        (
            "“We lost. We lost big,” she said. “I wept,",
            "she",
            "said",
            ("“We lost. We lost big,”", "“I wept,"),
        ),
        (
            "The plan, she said:\nIt cuts rates. It builds homes.",
            "she",
            "said",
            ("It cuts rates", "It builds homes"),
        ),
        (
            "He said that it rained. “I am wet.”",
            "He",
            "said",
            ("that it rained", "“I am wet.”"),
        ),
        (
            "“It is not true,” he said. I never was there.”",
            "he",
            "said",
            ("“It is not true,”", "I never was there."),
        ),
    ],
)
def test_what_is_said_stays(text: str, source: str, cue: str, fragments: tuple[str, str]) -> None:
    assert kept(text, source, cue, *fragments) == list(fragments)


@pytest.mark.parametrize(
    ("text", "fragments", "left"),
    [
        (
            "Crops wither, he said. An island is buying land.",
            ("Crops wither", "An island is buying land"),
            ["Crops wither"],
        ),
        (
            "He said that it rained. The roof is gone, too.",
            ("that it rained. The roof is gone, too",),
            ["that it rained"],
        ),
        (
            "He said it was “a shame.” The mill has closed.",
            ("it was “a shame.” The mill has closed",),
            ["it was “a shame.”"],
        ),
        (
            "He said that Sens. Webb and Quist met at 3 p.m. Tuesday",
            ("that Sens. Webb and Quist met at 3 p.m. Tuesday",),
            ["that Sens. Webb and Quist met at 3 p.m. Tuesday"],
        ),
        (
            "He wrote: We stopped numbering them. Every year was worse",
            ("We stopped numbering them. Every year was worse",),
            ["We stopped numbering them. Every year was worse"],
        ),
        (
            "He wrote a note long in her head: We stopped numbering them. Every year was worse",
            ("a note long in her head: We stopped numbering them. Every year was worse",),
            ["a note long in her head: We stopped numbering them. Every year was worse"],
        ),
        (
            "He said that clients, media, etc.. all need a plan",
            ("that clients, media, etc.. all need a plan",),
            ["that clients, media, etc.. all need a plan"],
        ),
        (
            "He said it “never rains. Not here. Not ever, really”",
            ("it “never rains. Not here. Not ever, really”",),
            ["it “never rains. Not here. Not ever, really”"],
        ),
    ],
)
def test_what_is_said_ends_with_the_sentence_of_its_cue(
    text: str, fragments: tuple[str, ...], left: list[str]
) -> None:
    cue = "wrote" if "wrote" in text else "said"
    source = "he " if "he said." in text else "He "
    assert kept(text, source, cue, *fragments) == left
