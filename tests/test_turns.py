"""Turns of talk are told from other paragraphs that begin with words and a colon."""

from __future__ import annotations

from quoth.reading.marks import lines
from quoth.reading.turns import turns


def names(text: str) -> list[str]:
    return [text[slice(*turn.name)] for turn in turns(text, lines(text))]


def test_names_with_a_colon_begin_turns() -> None:
    text = "DORIAN WEBB: Why?\nCARRASCO: Sheep.\nWEBB: Sheep?\nShe laughed."
    assert names(text) == ["DORIAN WEBB", "CARRASCO", "WEBB"]
    first = turns(text, lines(text))[0]
    assert text[first.begin : first.end] == "Why?"


def test_stamps_stars_and_marks_before_a_name_are_passed_over() -> None:
    text = "[00:12:41] ADA QUIST: So?\n**Webb:** Well.\n“WEBB: And then it rained.”"
    assert names(text) == ["ADA QUIST", "Webb", "WEBB"]


def test_a_single_word_with_a_colon_is_no_turn() -> None:
    assert names("Update: the mill has reopened.\nShe said: no.\nNote: prices vary.") == []
    assert names("WEBB: Why?\nThe rest is prose.") == []
