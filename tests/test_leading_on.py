"""A paragraph without marks is somebody's words where the line before it leads on to them."""

from __future__ import annotations

import pytest

from quoth.article import Article
from quoth.reading.leading_on import led_on_to
from quoth.reading.marks import lines, pair_marks


def led(text: str) -> list[tuple[str, str, str]]:
    """Words, cue and source of each such paragraph."""
    found = led_on_to(Article(text), pair_marks(text), list(lines(text)))
    return [(text[slice(*x.content)], text[slice(*x.cue)], text[slice(*x.source)]) for x in found]


@pytest.mark.parametrize(
    ("line", "cue", "source"),
    [
        ("Transport Secretary Ama Mensah said:", "said", "Transport Secretary Ama Mensah"),
        (
            "It rained. Ada Quist, head of the Lock Trust, added:",
            "added",
            "Ada Quist, head of the Lock Trust",
        ),
        ("But the clerk wrote back within the hour:", "wrote back", "the clerk"),
        ("She told the board on Monday:", "told", "She"),
        ("The cable ends:", "ends", "The cable"),
    ],
)
def test_who_says_it_stands_before_the_colon(line: str, cue: str, source: str) -> None:
    assert led(f"{line}\n\nWe are glad of it. The trams run.\n\nIt is late.") == [
        ("We are glad of it. The trams run.", cue, source)
    ]


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Mensah said:", "The trams run again. It is late."),
        ("Mensah said:", "“We are glad of it.”"),
        ("Mensah said:", "1. We are glad of it."),
        ("Mensah said:", "Trams: We are glad of it."),
        ("Mensah said so.", "We are glad of it."),
        ("As Mensah wrote:", "We are glad of it."),
        ("Here is what the board said:", "We are glad of it."),
        ("The board has three rules:", "We are glad of it."),
    ],
)
def test_lists_words_in_marks_and_the_reporters_own_are_none(line: str, below: str) -> None:
    assert led(f"{line}\n\n{below}\n\nIt is late.") == []
