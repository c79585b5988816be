""" "Who" and "which" mean the name or the noun before them."""

from __future__ import annotations

import pytest
from bracketed import names
from timing import assert_linear, within


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("The count was a symbolic victory for Anna Radan, [who] said she was glad.", "Anna Radan"),
        ("It was met by Anna Radan, the leader of the Lune Party, [who] said no.", "Anna Radan"),
        ("It drew an answer from Ivo Radan Jr., [who] said no.", "Ivo Radan Jr."),
        ("Two crew members, [who] asked not to be named, said no.", "Two crew members"),
        ("It was a nurse at a clinic in Lune, [who] said no.", "a nurse at a clinic in Lune"),
        ("Ivo Radan is a baker in Lune, [who] said no.", "Ivo Radan"),
        ("A lawyer for Anna Radan [who] asked not to be named said no.", "A lawyer for Anna Radan"),
    ],
)
def test_who_keeps_to_the_name_before_it(article: str, name: str) -> None:
    assert names(article) == [name]


def test_brackets_opened_again_and_again_cost_no_time() -> None:
    with within(5):
        names("It was left by Anna Radan" + " (a" * 40 + "); b, [who] said she was glad.")


def test_time_grows_with_the_length_of_a_sentence_and_no_faster() -> None:
    assert_linear(lambda times: names(", who, [who] said so, he says" * times), 50)


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("It was backed by Cllr Anna Radan (Con, Lune North), [who] said yes.", "Anna Radan"),
        ("It was left to Anna Radan (Orbit), [who] said yes.", "Anna Radan"),
        ("She left a son, Ivo, and four friends, [who] said they wept.", "four friends"),
    ],
)
def test_who_is_nobody_in_brackets_and_nobody_before_an_and(article: str, name: str) -> None:
    assert names(article) == [name]
