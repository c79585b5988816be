"""Somebody whom an article only describes is nobody whom it names."""

from __future__ import annotations

import pytest
from bracketed import speakers

from quoth.reading.newcomers import brings_in, brought_in, newcomer


def found(text: str) -> list[str]:
    """The descriptions that bring somebody in."""
    return [text[b:e] for b, e in brought_in(text)]


@pytest.mark.parametrize(
    ("text", "brought"),
    [
        ("A middle-aged cashier closed the till.", ["A middle-aged cashier"]),
        ("At noon one follower asked why.", ["one follower"]),
        ("Another Pellworth man, 40, was late.", ["Another Pellworth man"]),
        ("Lind is a painter who sings.", []),
        ("He spoke as a father would.", []),
        ("Lind, a painter, was late.", []),
        ("A spokesman, Otto Brandt, was late.", []),
        ("A ferry left at noon.", []),
        ("A banner of the strike was torn by a guard.", []),
    ],
)
def test_a_subject_with_an_indefinite_article_is_somebody_new(
    text: str, brought: list[str]
) -> None:
    assert found(text) == brought


def test_a_source_that_need_not_be_introduced_is_no_one_new() -> None:
    assert brings_in("a rail executive")
    assert brings_in("the woman")
    assert not brings_in("the president")
    assert not brings_in("I")
    assert not brings_in("a clerk " + "of the court " * 20)


def test_a_noun_tells_the_gender() -> None:
    assert newcomer(-1, "an old woman").sex() == "f"
    assert newcomer(-1, "an old man").sex() == "m"
    assert newcomer(-1, "a clerk").sex() == ""
    assert newcomer(-1, "one person").sex() == newcomer(-1, "a salesperson").sex() == ""
    assert newcomer(-1, "her son").sex() == newcomer(-1, "the king").sex() == "m"


def test_she_may_be_somebody_without_a_name() -> None:
    named, _, unnamed = speakers("""\
Mirela Vask, the mayor, opened the quay on Monday. “It is open,” [Mirela Vask] said.

[A woman from the flats] said that nobody had asked her.
“They never do,” [she] said.
""")
    assert named.kind == "person"
    assert (unnamed.kind, unnamed.name) == ("unnamed", "A woman from the flats")


def test_he_stays_the_man_who_was_named_last_where_a_woman_is_brought_in() -> None:
    named, _, again = speakers("""\
Otto Brandt, the harbour master, came at six. “It is open,” [Otto Brandt] said.
[A woman from the flats] said that it was not.
“It is,” [he] said.
""")
    assert again.name == named.name == "Otto Brandt"


def test_kin_who_begin_a_sentence_are_brought_in() -> None:
    text = "He left. His wife is less sure. Her brother, Ivo, was late. His wife’s car was there."
    assert [text[slice(*span)] for span in brought_in(text)] == ["His wife"]
