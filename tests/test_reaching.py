"""A quotation reaches over paragraphs only where the text leads on."""

from __future__ import annotations

import re

import numpy as np
import pytest

from quoth.reading.marks import lines, pair_marks
from quoth.reading.reaching import reach
from quoth.reading.tokens import Tokens


def words(text: str) -> Tokens:
    """Pieces that are the words of a text."""
    begins = np.array([m.start() for m in re.finditer(r"\S+", text)])
    ends = np.array([m.end() for m in re.finditer(r"\S+", text)])
    starts = np.searchsorted(begins, [line.begin for line in lines(text)])
    return Tokens(begins * 0, begins * 0, begins, ends, np.unique(starts))


def reaches(text: str, back: bool = True) -> bool:
    """Whether the last word may belong with the first, or the first with the last."""
    tokens = words(text)
    ends = np.array([0, len(tokens) - 1])
    within = reach(text, pair_marks(text), tokens).within(ends, ends)
    return bool(within[1, 0] if back else within[0, 1])


def test_a_paragraph_is_within_reach_of_itself() -> None:
    assert reaches("She said that it rained")
    assert reaches("It rained, she said", back=False)


def test_another_paragraph_is_not() -> None:
    assert not reaches("She said that it rained.\nNobody came.")
    assert not reaches("Nobody came.\nShe said that it rained.", back=False)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said:\n\nWe are not ready.",
        "She said: “We are not ready.\n\n“We never were.\n\n“We shall be.”",
        "She wrote:\n> We are not ready.\n> We never were.",
        "He named three aims:\n- more rain\n- less sun\n- sheep",
    ],
)
def test_colons_marks_opened_again_and_lists_lead_on(text: str) -> None:
    assert reaches(text)


def test_nothing_leads_back() -> None:
    assert not reaches("The aims:\nmore rain, she said", back=False)


def test_a_quotation_that_is_closed_leads_nowhere() -> None:
    assert not reaches("She said: “We are not ready.”\n\n“We never were.”")
