"""What somebody is called, and titles, are not taken for speech."""

from __future__ import annotations

import pytest

from quoth.article import Article, Span
from quoth.reading.naming import is_naming


def naming(text: str, content: str, cue: str = "", source: str = "") -> bool:
    def spans(words: str) -> list[Span]:
        return [Span(text.index(words), text.index(words) + len(words))] if words else []

    return is_naming(Article(text), spans(content), spans(cue), spans(source))


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("The crew calls her “Captain”.", "her “Captain”", "calls", "The crew"),
        (
            "A painting titled “Waiting for the 6:40” hung there.",
            "“Waiting for the 6:40”",
            "titled",
            "",
        ),
        ("The sign, “MARLOW SPIRNGS”, was mended.", "“MARLOW SPIRNGS”", "", ""),
    ],
)
def test_names_and_titles_are_no_speech(text: str, content: str, cue: str, source: str) -> None:
    assert naming(text, content, cue, source)


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("Quist called him a “liar”.", "him a “liar”", "called", "Quist"),
        ("Quist called the plan “Madness”.", "the plan “Madness”", "called", "Quist"),
        ("“No,” she said.", "“No,”", "said", "she"),
        (
            "“We waited for years and then it came.”",
            "“We waited for years and then it came.”",
            "",
            "",
        ),
        ("Quist said the mill would close.", "the mill would close", "said", "Quist"),
    ],
)
def test_speech_stays_speech(text: str, content: str, cue: str, source: str) -> None:
    assert not naming(text, content, cue, source)
