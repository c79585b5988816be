"""When something was said, by sentences other than its own (published on Thursday 23 May 2024)."""

from __future__ import annotations

import pytest
from said import Told, told


def days(found: list[Told]) -> list[str | None]:
    """When each was said."""
    return [when for _, _, when in found]


def test_days_later_are_counted_from_the_day_told_before() -> None:
    found = told(
        "{Ines Moro} [wrote] in a letter on 4 May <that the offer was low>.\n\n"
        "{Paul Grady} [responded] three days later <that it was fair>."
    )
    assert days(found) == ["2024-05-04", "2024-05-07"]


def test_days_later_without_a_day_before_are_no_date() -> None:
    found = told("{Paul Grady} [responded] three days later <that it was fair>.")
    assert days(found) == [None]


@pytest.mark.parametrize(
    ("before", "when"),
    [
        ("In March a storm shut the harbour.", "2024-03"),
        ("The ferry sank in 1998.", "1998"),
        ("A storm shut the harbour.", None),
    ],
)
def test_at_the_time_is_the_last_time_told_in_the_paragraph(before: str, when: str | None) -> None:
    found = told(f"{before} {{Its owner, Ravi Sood}}, [said] at the time <it would reopen>.")
    assert days(found) == [when]


@pytest.mark.parametrize(("then", "when"), [("year", "2019"), ("month", "2019-03")])
def test_that_year_is_the_one_told_before(then: str, when: str) -> None:
    found = told(
        "The ferry sank on 4 March 2019. "
        f"In an interview that {then} {{Ravi Sood}} [said] <it leaked>."
    )
    assert days(found) == [when]


def test_a_story_that_opens_with_a_day_is_of_that_day() -> None:
    found = told(
        "On Monday, a gull stole the keys. It sat on the mast for an hour. {She} [shouted]"
        " <“Drop them!”>"
    )
    assert days(found) == ["2024-05-20"]


def test_a_day_in_the_middle_of_a_story_dates_nothing_else() -> None:
    found = told("A gull stole the keys on Monday. {Ines Moro} [says] <gulls are thieves>.")
    assert days(found) == [None]


def test_all_that_is_said_at_one_hearing_is_said_on_its_day() -> None:
    found = told(
        "{Ines Moro} [told] the transport committee on Tuesday <that the ferry leaked>.\n\n"
        "Rain fell on the roof.\n\nThe room was cold.\n\nSomebody slept.\n\n"
        "{Paul Grady} [told] the committee <it had been repaired>."
    )
    assert days(found) == ["2024-05-21", "2024-05-21"]


def test_a_judge_speaks_to_the_accused_on_the_day_of_the_trial() -> None:
    found = told(
        "{Lena Army} [told] the jury on Monday <that birds were stolen>.\n\n"
        "A window was open.\n\nA fly came in.\n\nNobody moved.\n\n"
        "{Judge Tom Wilby} [told] Moxley <that he knew>."
    )
    assert found[1][1:] == ("court", "2024-05-20")


def test_of_two_days_none_is_taken() -> None:
    found = told(
        "{Ines Moro} [told] a news conference on Tuesday <that the ferry leaked>.\n\n"
        "{Moro} [told] a news conference on 2 April <it had been repaired>.\n\n"
        "A reader writes in.\n\nThe room was cold.\n\nSomebody slept.\n\n"
        "{Moro} [told] a news conference <nobody had looked>."
    )
    assert days(found)[2] is None


def test_what_is_said_when_a_hearing_is_over_is_of_its_day_and_not_said_in_it() -> None:
    found = told(
        "A committee hearing on Tuesday lasted nine hours.\n\n"
        "{Ines Moro} [told] the committee <that the ferry leaked>.\n\n"
        "{Paul Grady} [said] outside the hearing <that he was tired>."
    )
    assert found[1][1:] == (None, "2024-05-21")


def test_a_post_is_of_the_day_of_the_announcement_that_it_makes() -> None:
    found = told(
        "{Dale Finn} [announced] on Monday <that he was leaving the band>.\n\n"
        "In a post on Instagram, {Finn} [said] <he was tired>."
    )
    assert found[1][1:] == ("social post", "2024-05-20")


def test_when_somebody_spoken_of_was_taken_is_not_when_it_was_said() -> None:
    found = told(
        "The bishop appealed for the two sisters abducted on Monday. {He} [asked] <for mercy>."
    )
    assert days(found) == [None]


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("{Ana Pell} [said] on Tuesday last week <that it was late>.", "2024-05-14"),
        ("{Ana Pell} [said] on Tuesday of last week <that it was late>.", "2024-05-14"),
        ("{Ana Pell} [told] the media after training on Tuesday <that it was late>.", "2024-05-21"),
        ("{Ana Pell}, after she was freed on Tuesday, [said] <that it was late>.", None),
        ("{Ana Pell} is due to leave on Tuesday and [said] <that it was late>.", None),
        ("A boat sank on Tuesday and {many} [will deplore] <the delay>.", None),
        ("A mob came on Tuesday, doing harm in what {Ana Pell} [called] <a riot>.", None),
    ],
)
def test_a_day_is_that_of_what_was_said_and_of_nothing_else(
    sentence: str, when: str | None
) -> None:
    assert told(sentence)[0][2] == when
