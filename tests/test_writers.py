"""What is said to whoever wrote the piece."""

from __future__ import annotations

import pytest
from said import told

from quoth.article import Article
from quoth.reading.authors import single_writer

_FERRY = (
    "I met Cathal Breen at the slip on a wet Tuesday. <‘You are late,’> {he} [said].",
    "<‘My father built this one,’> {he} [tells] me, patting the gunwale.",
    "When I ask about the bridge he shrugs. <‘It is a grand bridge for a hurry,’> {he} [says].",
)


def _hearers(
    marked: str, byline: str | None = "Niamh Devaney", outlet: str = "Review"
) -> list[str | None]:
    return [hearer for hearer, _, _ in told(marked, outlet, byline)]


def test_who_is_met_speaks_to_the_writer() -> None:
    assert _hearers("\n\n".join(_FERRY)) == ["Niamh Devaney"] * 3


def test_whom_the_writer_asks_answers_the_writer() -> None:
    asked = (
        "{I} [asked] him <which dog he fancied>. <“The one that is not mine,”> {Jo Tate} [said]."
    )
    assert _hearers(asked) == ["Jo Tate", "Niamh Devaney"]


def test_without_a_byline_only_what_is_told_to_me_is_told_to_the_outlet() -> None:
    assert _hearers("\n\n".join(_FERRY), byline=None) == [None, "Review", None]


def test_in_a_scene_in_the_present_everybody_speaks_to_the_writer() -> None:
    scene = (
        "<“You brought the weather,”> [says] {Ingrid Moe}, our guide. We land in a gale.\n\n"
        "That night she teaches me to melt snow.\n\n"
        "On the third day we meet two botanists. <“We came for a month,”> [says] {Piotr Nowak}."
    )
    assert _hearers(scene) == ["Niamh Devaney", "Niamh Devaney"]


def test_a_writer_with_opinions_is_not_where_others_speak() -> None:
    opinion = (
        "I think the minister is wrong. <“Enough is enough,”> [says] {Padraic Lyons}.\n\n"
        "It strikes me that he has no plan. <“It is madness,”> [says] {Una Roe} of the chamber."
    )
    assert _hearers(opinion) == [None, None]


def test_news_with_a_byline_is_not_told_to_its_writer() -> None:
    news = (
        "<“I welcome this,”> [said] {Dawn Peck}. <“My own son cannot find a home.”>\n\n"
        "{Grant Lyle} [says] <the first flats will be ready in May>. <“We start on Monday,”>"
        " {he} [says]."
    )
    assert _hearers(news) == [None] * 4


@pytest.mark.parametrize(
    "said",
    [
        "{My neighbour, Jean Hale,} knocked and [said] <it was green again>.",
        "{My mother}, when I rang her, [said] <it was the soundest plan of the year>.",
        "{The manager}, when I asked him, [said] <nobody was to blame>.",
        "{Mzee Kariuki} [asked] <whether I had brought tea>.",
    ],
)
def test_whom_the_writer_knows_or_asked_speaks_to_the_writer(said: str) -> None:
    assert _hearers(said) == ["Niamh Devaney"]


def test_what_somebody_used_to_say_was_said_to_nobody_in_particular() -> None:
    assert _hearers("{My grandfather} [used to say] <that rain follows the plough>.") == [None]


def test_who_speaks_at_a_meeting_does_not_speak_to_the_writer_there() -> None:
    said = (
        "We sit in the gallery and she hands me a fan. At the hearing {Ada Quist} [said]"
        " <it rained>."
        "\n\nThen we walk home. <“It did not rain,”> [says] {Quist}."
    )
    assert _hearers(said) == [None, None]


@pytest.mark.parametrize(
    ("byline", "outlet", "name"),
    [
        ("By Ebba Lindqvist", "Gazette", "Ebba Lindqvist"),
        ("Ebba Lindqvist, harbour desk", "Gazette", "Ebba Lindqvist"),
        ("Ebba Lindqvist in Bergen", "Gazette", "Ebba Lindqvist"),
        (None, "The Night Ferry, by Ada Moss", "Ada Moss"),
        ("Ebba Lindqvist and Ola Vik", "Gazette", None),
        ("Ebba Lindqvist, Ola Vik", "Gazette", None),
        ("Staff Reporters", "Gazette", None),
        ("Harbour Post", "Harbour Post", None),
        (None, "Gazette", None),
    ],
)
def test_one_person_is_the_writer(byline: str | None, outlet: str, name: str | None) -> None:
    found = single_writer(Article("It rained.", byline=byline, outlet=outlet), 0)
    assert (found.name if found else None) == name


def test_a_paragraph_that_begins_with_by_is_no_byline() -> None:
    text = "Slow Boat\n\nNobody hurries there, finds Ada Moss\n\nBy dusk we have reached Ban Nale."
    found = single_writer(Article(text), 0)
    assert found is not None and found.name == "Ada Moss"
