"""Somebody who speaks throughout in the present tense gave an interview."""

from __future__ import annotations

from said import told

_LINES = (
    "<“I bought the boat in spring,”> {Odile Ferrand} [says].",
    "<“It leaked by autumn,”> {she} [recalls].",
    "<“Nobody told me about barnacles,”> {Ferrand} [complains].",
    "<“I like the quiet,”> {she} [says].",
    "[Asked] <if she misses the stage>, the actress nods.",
    "<“On Fridays,”> {she} [says].",
)


def test_a_profile_is_an_interview_with_its_subject() -> None:
    found = told("\n\n".join(_LINES))
    assert {channel for _, channel, _ in found} == {"interview"}


def test_a_few_words_in_the_present_tense_are_no_profile() -> None:
    found = told("\n\n".join(_LINES[:3]))
    assert {channel for _, channel, _ in found} == {None}


def test_one_of_many_voices_is_no_profile() -> None:
    others = [f"<“Boat number {n} is cheap,”> {{Paul Grady{n}}} [says]." for n in range(7)]
    found = told("\n\n".join((*_LINES, *others)))
    assert {channel for _, channel, _ in found} == {None}


def test_a_speaker_who_is_said_to_speak_elsewhere_gave_no_interview() -> None:
    found = told("\n\n".join(("At a rally on the quay {Odile Ferrand} [says] <“Vote!”>", *_LINES)))
    assert "interview" not in {channel for _, channel, _ in found}


def test_a_profile_in_the_past_tense_is_left_open() -> None:
    found = told("\n\n".join(_LINES).replace("[says]", "[said]"))
    assert {channel for _, channel, _ in found} == {None}
