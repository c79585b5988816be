"""Two wordings are held side by side: verbatim, an excerpt, altered, or unrelated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import within

from quoth.record.comparing import Comparison, compare
from quoth.record.wordings import weight, wording

HARBOUR = (
    "We will never sell the harbour, not this year, not next year, and no minister can make us."
)
WORDS = st.lists(
    st.sampled_from(
        """we will never sell the harbour don't do not it's is [Ruth] … ... minister, tariff
        ferry? “boats” 3.5 35 e-mail email a the and was""".split()
    ),
    max_size=25,
).map(" ".join)


def told_by(text: str) -> float:
    return weight(wording(text).tokens)


def told(one: str, other: str) -> list[tuple[str, str, str]]:
    found = held(one, other)
    return [(d.kind, one[slice(*d.one)], other[slice(*d.other)]) for d in found.differences]


def held(one: str, other: str) -> Comparison:
    found = compare(one, other)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "other",
    [
        "“We will never sell the harbour — not this year — not next year; and no minister can…”",
        "WE WILL NEVER SELL THE HARBOUR, NOT THIS YEAR, NOT NEXT YEAR, AND NO MINISTER CAN",
        "… we will  never\nsell the harbour, not this year, not next year, and no minister can ...",
    ],
)
def test_case_marks_dashes_white_space_and_outer_ellipses_make_no_difference(other: str) -> None:
    found = held(HARBOUR.removesuffix(" make us."), other)
    assert (found.verdict, found.excerpt, found.differences) == ("verbatim", None, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s the Ferrys’ café, at 9.30", "it's the Ferrys' cafe at 9.30"),
        ("the boss's e-mail on health-care", "The boss' email on health care"),
        ("a rise of 4.5% to 1,200", "a rise of 4.5 per cent to 1200"),
        ("We want this [sic] bridge", "[W]e want this bridge"),
        ("The U.S. will pay", "The US will pay"),
    ],
)
def test_what_houses_style_differently_is_verbatim(one: str, other: str) -> None:
    assert held(one, other).verdict == "verbatim"


def test_figures_and_currencies_are_no_style() -> None:
    assert told("prices rose by 3.5 percent last year", "prices rose by 35 percent last year") == [
        ("changed", "3.5", "35")
    ]
    assert told("the ferry cost us $5 million", "the ferry cost us £5 million") == [
        ("changed", "$", "£")
    ]


def test_a_stretch_of_the_other_is_an_excerpt() -> None:
    found = held("“never sell the harbour”", HARBOUR)
    assert (found.verdict, found.excerpt, found.score) == ("excerpt", "one", 1.0)
    assert HARBOUR[slice(*found.shared_other)] == "never sell the harbour"


def test_stretches_joined_by_an_ellipsis_are_an_excerpt_and_what_is_gone_is_told() -> None:
    cut = "We will never sell the harbour […] and no minister can make us."
    found = held(HARBOUR, cut)
    assert (found.verdict, found.excerpt) == ("excerpt", "other")
    assert told(HARBOUR, cut) == [("left_out", "not this year, not next year", "")]
    assert found.differences[0].marked


def test_words_left_out_without_an_ellipsis_are_an_alteration() -> None:
    cut = "We will never sell the harbour and no minister can make us."
    assert held(HARBOUR, cut).verdict == "altered"
    assert told(HARBOUR, cut) == [("left_out", "not this year, not next year", "")]
    assert not held(HARBOUR, cut).differences[0].marked


def test_two_extents_of_which_each_goes_on_where_the_other_ends_are_excerpts_both() -> None:
    middle = "the ferry to Sandholm burned twice in one winter and nobody was charged"
    found = held(f"I was there when {middle}", f"{middle}, which tells you everything")
    assert (found.verdict, found.excerpt) == ("excerpt", "both")


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("We don’t want the ferry", "We do not want the ferry", ("don’t", "do not")),
        ("It's a quarrel about money", "It is a quarrel about money", ("It's", "It is")),
        ("Our goverment is corrupt", "Our government is corrupt", ("goverment", "government")),
        ("Ruth's plan is a joke", "Ruth plan is a joke", ("Ruth's", "Ruth")),
        (
            "I will never sell the harbour",
            "she would never sell the harbour",
            ("I will", "she would"),
        ),
        (
            "she was unhappy about the tariff",
            "she was happy about the tariff",
            ("unhappy", "happy"),
        ),
    ],
)
def test_a_changed_word_is_one_difference(
    one: str, other: str, difference: tuple[str, str]
) -> None:
    assert held(one, other).verdict == "altered"
    assert told(one, other) == [("changed", *difference)]


def test_a_bracketed_insert_is_told_as_marked() -> None:
    one, other = "She has ruined the harbour", "[Mayor Stone] has ruined the harbour"
    assert told(one, other) == [("changed", "She", "[Mayor Stone]")]
    assert held(one, other).differences[0].marked
    other = "She [the mayor] has ruined the harbour"
    assert told(one, other) == [("put_in", "", "[the mayor]")]


def test_words_at_another_place_have_moved() -> None:
    one, other = "Yesterday we won the decisive vote", "We won the decisive vote yesterday"
    assert told(one, other) == [("moved", "Yesterday", "yesterday")]


def test_an_altered_excerpt_tells_only_what_was_altered() -> None:
    one = "They will not surrender the harbour"
    other = "I promise you all tonight that we will not surrender the harbour to anybody"
    assert told(one, other) == [("changed", "They", "we")]
    assert (held(one, other).verdict, held(one, other).excerpt) == ("altered", "one")


@pytest.mark.parametrize(
    "other",
    [
        "The council met on Tuesday to speak about the schools.",
        "He will never be a minister, not this year.",
        "“No comment.”",
        "",
    ],
)
def test_other_utterances_are_unrelated(other: str) -> None:
    assert compare(HARBOUR, other) is None


def test_names_and_a_reporters_words_around_a_quotation_tell_little() -> None:
    said = "the ferry deal is a swindle"
    assert told_by(f"that {said}") > told_by("that the ferry deal is “a swindle”")
    assert told_by(f"Here {said}, sailors") > told_by(f"Here {said}, Sailors")


def test_of_a_mixed_quotation_the_words_in_marks_are_compared() -> None:
    said = "“The ferry deal is a swindle from the first handshake to the last, and they knew.”"
    mixed = "her rival's harbour policy “a swindle from the first handshake to the last” for towns"
    found = held(said, mixed)
    assert (found.verdict, found.excerpt, found.differences) == ("excerpt", "other", ())
    assert told(said, mixed.replace("the first", "a first")) == [("changed", "the", "a")]


@given(st.text(max_size=80))
def test_every_text_is_itself(text: str) -> None:
    found = held(text, text)
    assert (found.verdict, found.score, found.differences) == ("verbatim", 1.0, ())


@given(st.text(max_size=60) | WORDS, st.text(max_size=60) | WORDS)
@settings(max_examples=300)
def test_the_other_way_round_is_the_mirror_and_all_spans_are_within(one: str, other: str) -> None:
    found, back = compare(one, other), compare(other, one)
    if found is None or back is None:
        assert found is back
        return
    assert found.mirrored() == back
    spans = [(found.shared_one, one), (found.shared_other, other)]
    spans += [(d.one, one) for d in found.differences]
    spans += [(d.other, other) for d in found.differences]
    assert all(0 <= begin <= end <= len(text) for (begin, end), text in spans)
    assert all(d.one != d.other or one[slice(*d.one)] for d in found.differences)
    assert 0 <= found.score <= 1


def test_long_texts_are_compared_in_moderate_time() -> None:
    long = " ".join(f"word{n} and" for n in range(5000))
    assert held(long, long.replace("word7 ", "thing ")).verdict == "altered"


def test_a_long_talk_with_many_quotation_marks_is_a_wording_in_moderate_time() -> None:
    text = " ".join(f'He said "word{n} is other" and went on.' for n in range(6_000))
    with within(10):
        tokens = wording(text).tokens
    inside = [token.form for token in tokens if not token.reporter]
    assert inside == [form for n in range(6_000) for form in (f"word{n}", "is", "other")]
