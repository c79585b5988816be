"""A name that an article shortens in parentheses is one name, whatever words it holds."""

from __future__ import annotations

import pytest
from bracketed import names
from timing import assert_linear

from quoth.reading.cast import Cast


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Alliance to Mend Our Roads (AMOR) met on Monday.", "Alliance to Mend Our Roads"),
        ("A note of the Board for Inland Lights (BIL) came.", "Board for Inland Lights"),
        ("Rowers and Anglers of the Lune (R&AL) met.", "Rowers and Anglers of the Lune"),
    ],
)
def test_the_letters_tell_how_far_back_a_name_reaches(text: str, name: str) -> None:
    assert next(e.name() for e in Cast(text).entities if e.kind == "organization") == name


def test_the_short_form_means_the_long_one() -> None:
    found = names("""\
The walkout was called by [the organiser Alliance to Mend Our Roads (AMOR)].
“Nobody mends them,” [AMOR] said. [The alliance] wants tolls.
""")
    assert found == ["Alliance to Mend Our Roads"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Rep. Ada Quist (R-Ohio) spoke.",
        "Ada Beth Quist (ABQ) spoke.",
        "The Northern Ferry met (SEE PAGE 4).",
        "The Board of Lights (BOATS) met.",
    ],
)
def test_parentheses_that_shorten_no_body_join_nothing(text: str) -> None:
    long = [e for e in Cast(text).entities if len(e.name().split()) > 3]
    assert long == []


def test_letters_may_count_the_small_words() -> None:
    found = names("""\
The Department of Harbours said no on Monday. [The DOH] did not say why.
""")
    assert found == ["Department of Harbours"]


def test_what_is_short_for_a_body_is_short_for_its_fuller_name() -> None:
    found = names("""\
The Department of Harbours said no, and the U.S. Department of Harbours said why.
[The DOH] said so again. The Lune-Wyre Ferry Safety Board met. [The Ferry Safety Board] agreed.
The National Ferry Safety Board did not, [the National Ferry Safety Board] said.
""")
    assert found == [
        "U.S. Department of Harbours",
        "Lune-Wyre Ferry Safety Board",
        "National Ferry Safety Board",
    ]


def test_a_department_goes_by_what_it_is_for() -> None:
    assert names("""\
The Department of Ferry Affairs met on Monday. [The FA] did not say why.
""") == ["Department of Ferry Affairs"]


def test_time_grows_with_the_names_and_no_faster() -> None:
    assert_linear(lambda times: Cast("Northern Bakers (NB) met. " * times), 500)
