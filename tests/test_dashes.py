"""Dialogue behind dashes is told from lists and signatures."""

from __future__ import annotations

import pytest

from quoth.reading.dashes import spoken_lines
from quoth.reading.marks import lines

Told = tuple[str, str, str]


def heard(text: str) -> list[Told]:
    """Words, cue and source of each line of dialogue."""
    return [
        tuple(" / ".join(text[slice(*s)] for s in spans) for spans in (x.content, x.cue, x.source))  # type: ignore[misc]
        for x in spoken_lines(text, list(lines(text)))
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("— I never signed it, said Okoro.", ("I never signed it,", "said", "Okoro")),
        (
            "– Who are you? asked the clerk, without looking up. – I was told to wait.",
            ("Who are you? / I was told to wait.", "asked", "the clerk"),
        ),
        (
            "—Never! his brother Erik cried. You know me.",
            ("Never! / You know me.", "cried", "his brother Erik"),
        ),
        ("-- We sail at nine, she says.", ("We sail at nine,", "says", "she")),
        (
            "— I think — no, I know — that he lied, replied Ada Quist",
            ("I think — no, I know — that he lied,", "replied", "Ada Quist"),
        ),
    ],
)
def test_a_line_behind_a_dash_is_said_by_whom_it_names(line: str, told: Told) -> None:
    assert heard(f"They met at noon.\n{line}\nIt rained.") == [told]


def test_lines_that_name_nobody_are_said_beside_one_that_does() -> None:
    text = "— I never signed it, said Okoro.\nShe laughed.\n— You signed every page.\n— Not so!"
    assert [words for words, _, _ in heard(text)] == [
        "I never signed it,",
        "You signed every page.",
        "Not so!",
    ]


def test_who_speaks_may_stand_in_the_line_before() -> None:
    text = "Okoro took the floor and said:\n— I shall not sign."
    assert heard(text) == []
    text = "Then Okoro said:\n— I shall not sign."
    assert heard(text) == [("I shall not sign.", "said", "Okoro")]


@pytest.mark.parametrize(
    "text",
    [
        "The plan:\n– Duty is frozen, she said.\n– Pensions rise.\n– The army gets two ships.",
        "“Time is salt.”\n— Lena Brandt",
        "— The first item.\n— The second item?",
        "The talks — I was there, he said — failed.",
        "– 12 people were hurt, said police.",
    ],
)
def test_lists_signatures_and_asides_are_no_dialogue(text: str) -> None:
    assert heard(text) == []
