"""Quotation marks are paired whatever their kind, and a fault stays in its paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import assert_linear

from quoth.reading.marks import pair_marks, quoted_stretches


def inner(text: str) -> list[str]:
    return [text[s.inner.begin : s.inner.end] for s in quoted_stretches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” she said, “at last.”", ["We won,", "at last."]),
        ('"We won," she said, "at last."', ["We won,", "at last."]),
        ("‘We won,’ she said, ‘at last.’", ["We won,", "at last."]),
        ("'We won,' she said, 'at last.'", ["We won,", "at last."]),
        ("«We won», she said, «at last»", ["We won", "at last"]),
        ("„We won“, she said, „at last“", ["We won", "at last"]),
        ("„We won”, she said", ["We won"]),
        ("``We won,'' she said, ``at last.''", ["We won,", "at last."]),
        ("‹We won›, she said", ["We won"]),
    ],
)
def test_every_kind_of_mark_is_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The members’ hands were tied, it’s said.",
        "rock 'n' roll in the '90s, 'em too",
        "It's the boys' turn, and the girls' too.",
        "’Twas the night before; ’tis done.",
        "She is 5'10\" tall.",
    ],
)
def test_apostrophes_are_not_quotation_marks(text: str) -> None:
    assert [s for s in quoted_stretches(text) if s.closed] == []


def test_apostrophes_stay_apart_inside_single_marks() -> None:
    text = "‘Folk ’ave been taking their kids’ pictures here. It’s nobody’s eyesore,’ she said."
    assert inner(text) == [
        "Folk ’ave been taking their kids’ pictures here. It’s nobody’s eyesore,"
    ]
    assert inner("'It's the dogs' dinner and the members' fault,' he said.") == [
        "It's the dogs' dinner and the members' fault,"
    ]
    assert inner("would ‘chain myself to t’ spout’ before she moved") == [
        "chain myself to t’ spout"
    ]


def test_marks_nest() -> None:
    text = "“He told me ‘never “ever” again’ and left,” she said."
    found = quoted_stretches("“He told me ‘never again’ and left,” she said.")
    assert [(s.depth, s.closed) for s in found] == [(0, True), (1, True)]
    assert "never again" in inner("“He told me ‘never again’ and left,” she said.")
    assert len(quoted_stretches(text)) >= 2


def test_a_quotation_runs_on_into_the_next_paragraph() -> None:
    text = "“We waited for years.\n“Then it came,” she said."
    first, second = quoted_stretches(text)
    assert first.runs_on
    assert not first.closed
    assert text[first.inner.begin : first.inner.end] == "We waited for years."
    assert second.closed


def test_a_missing_closing_mark_damages_its_own_paragraph_only() -> None:
    text = "“We waited for years, she said.\nThen “it came”, and “went”."
    found = quoted_stretches(text)
    assert [s.closed for s in found] == [False, True, True]
    assert not found[0].runs_on


def test_a_stray_mark_damages_its_own_paragraph_only() -> None:
    text = "He left.” It was over.\n“Yes,” she said."
    found = pair_marks(text)
    assert [m.role for m in found.marks] == ["stray", "open", "close"]
    assert inner(text) == ["Yes,"]


def test_an_odd_typewriter_mark_does_not_turn_the_rest_of_the_article_inside_out() -> None:
    text = 'The 6" pipe burst.\n"It was loud," she said.\n"Very," he said.'
    assert inner(text)[-2:] == ["It was loud,", "Very,"]


MARKS = st.text(alphabet="“”\"‘’'„«»‹›`‚ ab.,\n", max_size=200)


@given(MARKS | st.text(max_size=200))
def test_stretches_lie_inside_the_text_in_order(text: str) -> None:
    found = pair_marks(text)
    for stretch in found.stretches:
        assert 0 <= stretch.begin < stretch.inner.begin <= stretch.inner.end
        assert stretch.inner.end <= stretch.end <= len(text)
        assert stretch.closed == (stretch.end > stretch.inner.end)
    begins = [s.begin for s in found.stretches]
    assert begins == sorted(begins)
    ends = [m.end for m in found.marks]
    assert all(m.begin >= e for m, e in zip(found.marks[1:], ends, strict=False))


@given(MARKS)
def test_stretches_nest_and_never_cross(text: str) -> None:
    found = [s for s in quoted_stretches(text) if s.closed]
    for one in found:
        for other in found:
            if one.begin < other.begin < one.end:
                assert other.end <= one.end


@pytest.mark.parametrize("mark", ["“", "”", '"', "'", "‘", "’", "``", "„“", "“‘"])
def test_time_is_linear_in_the_number_of_marks(mark: str) -> None:
    assert_linear(lambda size: pair_marks(mark * size), 5_000)


def test_single_marks_run_on_into_the_next_paragraph() -> None:
    text = (
        "‘Dear Mr Webb,’ it begins. ‘You write that the mills’ best days are over. It’s a “lie”.\n"
        "‘Nor do I know you.\n"
        "‘Don’t write again.’ She was called ‘stern’."
    )
    found = [(text[s.begin : s.end], s.runs_on) for s in quoted_stretches(text) if not s.depth]
    assert found == [
        ("‘Dear Mr Webb,’", False),
        ("‘You write that the mills’ best days are over. It’s a “lie”.", True),
        ("‘Nor do I know you.", True),
        ("‘Don’t write again.’", False),
        ("‘stern’", False),
    ]


@pytest.mark.parametrize(
    "first",
    [
        "She called it a ‘farce’.",
        "‘The Sisters’ opened on Friday.",
        "He sang ‘Boats’ and left.",
        "It was ’90s music.",
    ],
)
def test_single_marks_that_close_do_not_run_on(first: str) -> None:
    text = f"{first}\n‘It was bad,’ he said."
    assert not any(s.runs_on for s in quoted_stretches(text))


@pytest.mark.parametrize("words", ["Never again", "The train", "All to win", "We begin"])
def test_whole_words_in_in_may_end_a_quotation(words: str) -> None:
    text = f"‘{words}’: master quits over ‘rust’"
    assert [text[slice(*s.inner)] for s in quoted_stretches(text)] == [words, "rust"]


def test_clipped_words_in_in_end_none() -> None:
    text = "‘We’re goin’ home,’ she said. ‘Nothin’ doin’ here.’"
    assert [text[slice(*s.inner)] for s in quoted_stretches(text)] == [
        "We’re goin’ home,",
        "Nothin’ doin’ here.",
    ]
