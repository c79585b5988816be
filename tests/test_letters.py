"""Letters to the editor are told on pages that say that they print some."""

from __future__ import annotations

import pytest

from quoth.article import Article
from quoth.reading.letters import letters
from quoth.reading.marks import lines

TRAMS = "Your report on the trams missed the point. I have driven them for thirty years."
TREES = "Why does the council plant trees in August? They are dead by October, all of them."


def signed(text: str) -> list[tuple[str, list[str]]]:
    found = letters(Article(text), list(lines(text)))
    return [(text[slice(*x.source)], [text[slice(*span)] for span in x.content]) for x in found]


def test_each_letter_is_said_by_who_signs_it() -> None:
    text = (
        f"Letters: trams and trees\n\nTrams and bends\n\n{TRAMS}\n\nSlow them at Mill Lane.\n\n"
        f"Harriet Osei\nPort Ellery\n\n{TREES}\n\nProf. Daniel van Whitlock, Marlow Springs"
    )
    assert signed(text) == [
        ("Harriet Osei", [TRAMS, "Slow them at Mill Lane."]),
        ("Prof. Daniel van Whitlock", [TREES]),
    ]


@pytest.mark.parametrize("greeting", ["Sir, ", "Dear Editor,\n", "To the Editor:\n"])
def test_a_greeting_opens_a_letter_and_is_no_part_of_it(greeting: str) -> None:
    assert signed(f"{greeting}{TRAMS}\nM. K. Rao\nChair, Friends of the Tram") == [
        ("M. K. Rao", [TRAMS])
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Trams\n\n{TRAMS}\n\nHarriet Osei\n",
        f"Letters show that the minister knew\n\n{TRAMS}\n\nHarriet Osei\n\n{TREES}",
        f"Letters to the editor\n\n{TRAMS}\n\n{TREES}",
        "Letters to the editor\n\nHarriet Osei\n",
    ],
)
def test_a_name_below_paragraphs_alone_makes_no_letter(text: str) -> None:
    assert signed(text) == []
