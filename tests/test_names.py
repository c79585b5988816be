"""Names are cut out of running text whole, apart from their titles and from what is no name."""

from __future__ import annotations

import pytest
from timing import assert_linear

from quoth.reading.capitals import find_names
from quoth.reading.names import fold, gender_of


def found(text: str) -> list[str]:
    """The names of a text, each as its words with blanks between."""
    return [" ".join(n.words) for n in find_names(text, frozenset())[0]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She met Prof. Imogen Hale on Monday.", ["Imogen Hale"]),
        ("She met Lionel King on Monday.", ["Lionel King"]),
        ("She met Jill A. Martin on Monday.", ["Jill A. Martin"]),
        ("She met June Okafor in June.", ["June Okafor"]),
        ("She met J.R. Pemberton III there.", ["J.R. Pemberton III"]),
        ("Hi Maud, she said.", ["Maud"]),
        ("When she was there she met Majority Whip Imogen Hale.", ["Imogen Hale"]),
        ("She asked Lady Maud on Monday.", ["Maud"]),
        ("They drank at the Lord Hale on Monday.", ["Lord Hale"]),
        ("She asked the Deputy Governor on Monday.", []),
        ("She asked the Hale-backed candidate on Monday.", []),
        ("She met Cr Imogen Hale on Monday.", ["Imogen Hale"]),
        ("She met Brig. Imogen Hale on Monday.", ["Imogen Hale"]),
        ("She met Del. Imogen Hale on Monday.", ["Imogen Hale"]),
        ("She met Maj-Gen Imogen Hale on Monday.", ["Imogen Hale"]),
        ("She met Cde Imogen Hale on Monday.", ["Imogen Hale"]),
        ("She met MS. HALE on Monday.", ["HALE"]),
        ("She met Anglers’ Aid Lune on Monday.", ["Anglers Aid Lune"]),
        ("She met the SEC on Monday.", ["SEC"]),
        (
            "It was United States Lamps and Buoy Services that came.",
            ["United States Lamps and Buoy Services"],
        ),
        ("It was the U.S. Geological Survey that came.", ["U.S. Geological Survey"]),
        (
            "It was the American Lockkeepers Association that came.",
            ["American Lockkeepers Association"],
        ),
        ("It was the Ohio Democratic Party that came.", ["Ohio Democratic Party"]),
        ("It was Citizens for River Justice that came.", ["Citizens for River Justice"]),
        ("It was the 6th Circuit Court of Appeals that ruled.", ["6th Circuit Court of Appeals"]),
    ],
)
def test_names_are_whole_and_bare_of_titles(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_capitals_of_all_of_europe_begin_names() -> None:
    assert found("She met Łucja Żak and Ólafur Ærøe there.") == ["Łucja Żak", "Ólafur Ærøe"]
    assert found("She met Ólafur Ærøe and Нина Белова there.") == ["Ólafur Ærøe", "Нина Белова"]


def test_a_line_in_title_case_or_capitals_says_nothing() -> None:
    names, loud = find_names("Hale Opens Bridge In Rain\n\nIt rained on Hale.", frozenset())
    assert [n.words for n in names] == [("Hale",)]
    assert loud == [(0, 25)]


def test_the_span_of_a_name_leaves_its_titles_out() -> None:
    text = "Then Senator Imogen Hale spoke."
    (name,) = find_names(text, frozenset())[0]
    assert text[name.begin : name.end] == "Imogen Hale"
    assert text[name.outer : name.end] == "Senator Imogen Hale"
    assert name.titles == ("senator",)


@pytest.mark.parametrize(
    ("titles", "words", "gender"),
    [
        (("mr",), ("Hale",), "m"),
        (("mrs",), ("Hale",), "f"),
        ((), ("Petra", "Radan"), "f"),
        ((), ("Lindsey", "Hale"), ""),
        ((), ("Hale",), ""),
        (("senator",), ("Zzyzx", "Hale"), ""),
    ],
)
def test_gender_is_told_by_title_or_given_name_alone(
    titles: tuple[str, ...], words: tuple[str, ...], gender: str
) -> None:
    assert gender_of(titles, words) == gender


def test_words_are_folded_without_possessive_and_periods() -> None:
    assert [fold(w) for w in ("Hale’s", "U.S.", "HALE", "Radans'")] == [
        "hale",
        "us",
        "hale",
        "radans",
    ]


@pytest.mark.parametrize("word", ["May ", "American ", "Pell "])
def test_time_grows_with_the_capitals_and_no_faster(word: str) -> None:
    assert_linear(lambda times: found(word * times), 5000)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kelly Hale, 34, left. Emily Hale, too.", ["Kelly Hale", "Emily Hale"]),
        ("Finally, Imogen Hale left.", ["Imogen Hale"]),
        ("Mother-of-two Imogen Hale left.", ["Imogen Hale"]),
        ("Next-door neighbour Imogen Hale left.", ["Imogen Hale"]),
        ("It was Sen. Imogen Hale, R-Marlow, who left.", ["Imogen Hale"]),
        ("It was R-Marlow who sang.", ["R-Marlow"]),
        ("It was Tan Wei Ling who left.", ["Tan Wei Ling"]),
        ("It was Tan Sri Lim Goh Kee who left.", ["Lim Goh Kee"]),
        ("It was DCP Imogen Hale who left.", ["Imogen Hale"]),
        ("She asked the Chief Press Secretary on Monday.", []),
        ("She met Mrs Tunde Bishop there.", ["Tunde Bishop"]),
        ("She beat Belgian Ada Verlinden there.", ["Ada Verlinden"]),
        ("She asked Belgian Lamp Council there.", ["Belgian Lamp Council"]),
        ("She beat the Slovak there.", []),
        ("One posted on X. Another left.", []),
        ("One posted on X. Ada Hale left.", ["Ada Hale"]),
        ("She met J. Young there.", ["J. Young"]),
        ("Substitute Tunji Hale left.", ["Tunji Hale"]),
        ("Nominated MCA Esther Hale left.", ["Esther Hale"]),
        ("Police Scotland left.", ["Police Scotland"]),
        ("Police Sergeant Imogen Hale left.", ["Imogen Hale"]),
        ("Police left.", []),
    ],
)
def test_what_somebody_is_begins_no_name(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_names_of_either_sex_tell_none() -> None:
    assert gender_of((), ("Oluwaseun", "Hale")) == ""
    assert gender_of((), ("Vidya", "Hale")) == "f"
    assert gender_of(("mr",), ("Simone", "Hale")) == "m"
