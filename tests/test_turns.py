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


def spoken(text: str) -> list[str]:
    return [" / ".join(text[slice(*w)] for w in t.words()) for t in turns(text, lines(text))]


def test_an_aside_before_the_words_or_behind_the_name_is_not_spoken() -> None:
    text = "WEBB [on the phone]: Why?\nQUIST: [laughs] Sheep.\nWEBB: (*coughs*) Sheep?"
    assert spoken(text) == ["Why?", "Sheep.", "Sheep?"]


def test_q_and_a_will_do_with_a_full_stop() -> None:
    assert names("Q. Why?\nA. Sheep.\nQ. Sheep?\nA. Yes.") == ["Q", "A", "Q", "A"]


def test_a_turn_goes_on_up_to_the_next_but_for_asides() -> None:
    text = "WEBB: Why?\nQUIST: Sheep.\nMany sheep.\n[They laugh.]\nWEBB: I see.\nQUIST: Do you?"
    assert spoken(text) == ["Why?", "Sheep. / Many sheep.", "I see.", "Do you?"]


def test_what_follows_the_last_turn_or_a_headline_is_the_articles_own() -> None:
    text = "Webb: I was misled\nShe spoke on air.\nWEBB: Why?\nQUIST: Sheep.\nThe show ends."
    assert spoken(text) == ["I was misled", "Why?", "Sheep."]


def test_long_stretches_between_turns_are_not_spoken() -> None:
    text = "WEBB: Why?\nQUIST: Sheep.\n" + "It rained.\n" * 9 + "WEBB: I see."
    assert spoken(text) == ["Why?", "Sheep.", "I see."]


def test_a_name_that_does_not_come_again_is_none_who_talks_first() -> None:
    assert names("Transcript: The Night Ferry\nWEBB: Why?\nQUIST: Sheep.\nWEBB: I see.") == [
        "WEBB",
        "QUIST",
        "WEBB",
    ]


def test_a_list_of_names_or_of_one_label_holds_no_turns() -> None:
    blotter = (
        "Ada Quist: theft\nJonas Webb: arson\nMary Quist: theft\nOla Brunt: fraud\nEd Lum: theft"
    )
    assert names(blotter) == []
    assert names("Note: Rain.\nNote: More rain.\nNote: Prices vary.") == []
