"""A name that an article shortens in parentheses is one name, whatever words it holds."""

from __future__ import annotations

import pytest
from bracketed import names

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
