"""What somebody is called, and titles, are not taken for speech."""

from __future__ import annotations

import pytest

from quoth.article import Article, Span
from quoth.reading.marks import pair_marks, parted
from quoth.reading.naming import is_naming


def naming(text: str, content: str, cue: str = "", source: str = "") -> bool:
    def spans(words: str) -> list[Span]:
        return [Span(text.index(words), text.index(words) + len(words))] if words else []

    parts = parted(text, pair_marks(text))
    return is_naming(Article(text), parts, spans(content), spans(cue), spans(source))


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("Crews named it “Agnes”.", "it “Agnes”", "named", "Crews"),
        ("The crew calls her “Captain”.", "her “Captain”", "calls", "The crew"),
        (
            "A painting titled “Waiting for the 6:40” hung there.",
            "“Waiting for the 6:40”",
            "titled",
            "",
        ),
        ("The sign, “MARLOW SPIRNGS”, was mended.", "“MARLOW SPIRNGS”", "", ""),
        (
            "The bill, the “Clean Rivers Act,” would pay.",
            "The bill, the “Clean Rivers Act,”",
            "",
            "",
        ),
        ("Webb, whom fans call “Big Bell”, sang.", "“Big Bell”", "call", "fans"),
        ("A spot that crews know as “the larder” is dry.", "as “the larder”", "know", "crews"),
        (
            "The boat, once billed as “the Pride of a Lifetime,” sank.",
            "“the Pride of a Lifetime,”",
            "",
            "",
        ),
        ("It was listed as “Plan B for the Quay” then.", "as “Plan B for the Quay”", "listed", ""),
        (
            "Write to us giving the reference ‘TRO/FL/25’.",
            "the reference ‘TRO/FL/25’",
            "giving",
            "",
        ),
        ("It rained.\n“All Bets Are Off.”\nIt rained.", "“All Bets Are Off.”", "", ""),
        (
            "“A,” he said. “B,” she said. “C.” “D.”\n‘What the river took.’\nIt rose.",
            "‘What the river took.’",
            "",
            "",
        ),
    ],
)
def test_names_and_titles_are_no_speech(text: str, content: str, cue: str, source: str) -> None:
    assert naming(text, content, cue, source)


def test_what_is_named_may_stand_before_those_who_name_it() -> None:
    text = "The storm, which crews named “Agnes”, hit."
    content = [Span(11, 16), Span(29, 36)]
    parts = parted(text, pair_marks(text))
    assert is_naming(Article(text), parts, content, [Span(23, 28)], [Span(17, 22)])


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("Quist called him a “liar”.", "him a “liar”", "called", "Quist"),
        ("Quist called the plan “Madness”.", "the plan “Madness”", "called", "Quist"),
        ("“No,” she said.", "“No,”", "said", "she"),
        ("Was he sorry?\n“No.”\nHe sat down.", "“No.”", "", ""),
        ("He shrugged. “Who knows?” It was late.", "“Who knows?”", "", ""),
        ("Bread was called “a luxury of the rich”.", "“a luxury of the rich”", "called", ""),
        ("The plan was dismissed as “a Folly of Fools”.", "as “a Folly of Fools”", "dismissed", ""),
        ("Notes show that ‘the till’ was short.", "that ‘the till’ was short", "", ""),
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
