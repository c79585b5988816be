"""Who wrote an article, by its own words."""

from __future__ import annotations

import pytest
from bracketed import names
from timing import assert_linear

from quoth.reading.authors import signature

LETTERS = "The ferry is late again.\nAda Moss\n\nThe harbour wall leaks.\n— Thomas Finch\n\nNo end."


@pytest.mark.parametrize(("after", "name"), [("late", "Ada Moss"), ("wall", "Thomas Finch")])
def test_a_letter_is_signed_by_the_next_name_on_a_line_of_its_own(after: str, name: str) -> None:
    span = signature(LETTERS, LETTERS.index(after))
    assert span is not None
    assert LETTERS[slice(*span)] == name


def test_behind_the_last_name_nobody_signs() -> None:
    assert signature(LETTERS, LETTERS.index("No end")) is None


def test_who_wrote_one_long_line_is_not_looked_for_again_and_again() -> None:
    assert_linear(lambda times: names("[I] said so and left. " * times), 400)
