"""Sources of many words: a name with what stands beside it, or a description."""

from __future__ import annotations

import pytest
from bracketed import names, speakers


def test_what_is_put_behind_the_name_that_begins_a_sentence_means_it() -> None:
    assert names("""\
Norland met the envoys on Monday.
Even Norland, [Suderland’s only ally and its lifeline], opposed the test.
For Radan, [a majority of voters, 56 percent], had harsh words.
""") == ["Norland", "a majority of voters"]


def test_a_panel_of_judges_is_its_court() -> None:
    assert names("""\
[A three-judge panel of the Lune Court of Appeals] ruled on Monday.
[A panel of the Senate] met.
""") == ["Lune Court of Appeals", "A panel of the Senate"]


@pytest.mark.parametrize("word", ["Newspaper", "Transcript", "Report"])
def test_a_general_word_that_begins_a_line_is_no_name(word: str) -> None:
    (speaker,) = speakers(f"""\
[{word}] says the port will close.
""")
    assert speaker.mentions[0].reason == "description"


def test_a_newspaper_is_known_by_its_masthead() -> None:
    assert names("""\
That did not please the Lune Examiner, which looked at the papers. [The newspaper] said so.
""") == ["Lune Examiner"]


def test_a_name_may_end_a_long_description() -> None:
    assert names("""\
[An aspirant of the Lune Renewal Party (LRP) in Lune Central, Hon. Ada Quist,] vowed to stay.
[A lawyer for the Lune Renewal Party (LRP), which lost, and for Ivo Radan,] vowed to go.
""") == ["Ada Quist", "A lawyer for the Lune Renewal Party"]


def test_ones_own_doctor_is_not_the_doctor_met_before() -> None:
    assert names("""\
Dr. Ada Quist runs the ward. [The doctor] said it was full.
Petra Radan came in June. [Her own doctor] said it may come back.
""") == ["Ada Quist", "Her own doctor"]


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("[Orbit’s sporting director, Ivo Radan], said yes.", "Ivo Radan"),
        ("[Brekke’s leading rival, Ivo Radan], said yes. Brekke left.", "Ivo Radan"),
        ("Questioned by [her lawyer, Ada Lee, Ivo Radan] said yes.", "Ivo Radan"),
        ("[The Oba of Lune, Ivo Radan], said yes.", "Ivo Radan"),
        ("[The Guardian of Lune], Ivo Radan read, said yes.", "Guardian of Lune"),
    ],
)
def test_of_two_names_the_right_one_speaks(article: str, name: str) -> None:
    assert names(article) == [name]


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("[Her brother Douglas], who came, said yes.", "Douglas"),
        ("[His solicitors, Pell Groves], said yes.", "Pell Groves"),
        ("[His parents, Ada Radan and Ivo Radan], said yes.", "His parents"),
        ("[His solicitors, whom Ivo Radan chose], said yes.", "His solicitors"),
    ],
)
def test_a_name_like_a_plural_and_a_plural_with_a_name(article: str, name: str) -> None:
    assert names(article) == [name]


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("[At Lune Hospital, Mzee Ivo Radan, 71], said that it was wet.", "Ivo Radan"),
        ("[Outside the court, Ivo Radan] said yes.", "Ivo Radan"),
        ("[In Lune, the mayor] said yes. Ivo Radan left.", "the mayor"),
        ("[His nephew, Dilhan], said yes.", "Dilhan"),
        ("Lindholm grew. [Lindholm’s central bank] said yes.", "Lindholm’s central bank"),
    ],
)
def test_neither_the_place_nor_the_owner_speaks(article: str, name: str) -> None:
    assert names(article) == [name]
