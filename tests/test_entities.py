"""Organisations are named whole, and their short names and pronouns lead to them."""

from __future__ import annotations

import pytest
from bracketed import names, speakers


@pytest.mark.parametrize(
    "name",
    [
        "Central and Eastern Ferry Coalition",
        "Tidewater Center for Public Opinion Research",
        "Citizens for River Justice",
        "Americans for Quieter Harbours",
        "American Lockkeepers Association",
        "Ohio Democratic Party",
        "British Herring Journal",
        "U.S. Court of Appeals for the 6th Circuit",
        "Department of Inland Waterways",
        "Halcyon & Sons Ltd",
        "Port Authority of Ghent",
        "Fishermen’s Union",
        "Supreme Court",
        "Bank of Tarifa",
    ],
)
def test_the_name_of_an_organisation_is_whole(name: str) -> None:
    assert names(f"The locks are safe, [the {name}] said on Friday.\n") == [name]


def test_two_surnames_and_an_ampersand_are_a_firm() -> None:
    article = "Anita Rowe came. [Pell & Rowe partner Anita Rowe] said no."
    assert names(article) == ["Anita Rowe"]
    assert names("It is gone. [Its statutory auditor, Pell & Rowe], said no.") == ["Pell & Rowe"]


def test_an_ampersand_between_two_who_are_named_in_full_makes_no_firm() -> None:
    article = "Anita Rowe and Omar Pell met. [Rowe & Pell] said no."
    assert speakers(article)[0].kind == "group"


def test_a_firm_is_the_same_without_its_legal_form() -> None:
    assert names("It went to Lautan Sari Bhd. [Lautan Sari] said no.") == ["Lautan Sari Bhd"]
    assert names("It went to Lydholm ApS. [Lydholm] said no.") == ["Lydholm ApS"]


def test_inc_makes_a_firm_of_what_looks_like_a_person() -> None:
    text = (
        "Brightwell Harris, Inc. recalled kettles, said Brightwell Harris, a friend.\n\n"
        "[Brightwell Harris] said it rained.\n"
    )
    assert [speaker.kind for speaker in speakers(text)] == ["organization"]


@pytest.mark.parametrize(
    "source",
    [
        "Wells & Marrow Bank just this month",
        "the Wells & Marrow Bank report",
        "Wells & Marrow Bank itself",
        "Wells & Marrow Bank’s",
        "Wells & Marrow Bank (WMB)",
        "the operator, Wells & Marrow Bank",
        "Wells & Marrow Bank, which owns the quay,",
    ],
)
def test_what_stands_around_an_organisation_is_no_part_of_it(source: str) -> None:
    assert names(f"[{source}] said the quay was sound.\n") == ["Wells & Marrow Bank"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Inland Waterways Agency", "the agency"),
        ("Inland Waterways Agency", "The IWA"),
        ("United Deckhands Union", "the union"),
        ("Bank of Tarifa", "the bank"),
        ("Pellworth Examiner", "the newspaper"),
        ("Harbour Alliance", "The alliance"),
        ("Halcyon Corp.", "the company"),
        ("Halcyon Corp.", "Halcyon"),
        ("Halcyon Corp.", "it"),
        ("United Nations Security Council", "the Security Council"),
        ("U.S. Supreme Court", "the Supreme Court"),
        ("Department of Inland Waterways", "the department"),
    ],
)
def test_a_short_name_or_general_word_leads_to_the_full_one(full: str, short: str) -> None:
    first, later = names(
        f"[The {full}] said on Friday that the quay was sound.\n"
        f"Two inspectors came by, and [{short}] said they found nothing.\n"
    )
    assert first == later


def test_an_acronym_in_brackets_leads_to_the_name_before_it() -> None:
    assert names("""\
The Alliance for Open Rivers (AOR) met in Ghent.
[AOR] said the locks were its own.
""") == ["Alliance for Open Rivers"]


def test_a_renamed_company_is_one() -> None:
    assert names("""\
Chirper (now Y) sold its offices.
[Y] said it needed none. [Chirper] said so, too.
""") == ["Chirper", "Chirper"]


def test_the_campaign_of_somebody_is_not_somebody() -> None:
    (found, _) = speakers("""\
Paula Renner lost on Tuesday.
The vote was fair, [the Renner campaign] said. [Her campaign] said so twice.
""")
    assert (found.name, found.kind) == ("Renner campaign", "organization")


def test_the_police_are_those_of_the_place() -> None:
    assert names("""\
Rotterdam police closed the quay at noon.
Nobody was hurt, [police] said.
""") == ["Rotterdam police"]


def test_a_document_or_crowd_is_no_person() -> None:
    assert [
        s.kind
        for s in speakers("""\
Paula Renner read it aloud.
[The report] said the quay was sound. [Critics] said it was not.
""")
    ] == ["document", "group"]


def test_the_police_of_a_place_have_one_name() -> None:
    assert names("""\
The Tarifa Clinic is shut. [Tarifa police] said so on Monday.
[Police in Tarifa] said so again.
""") == ["Tarifa police", "Tarifa police"]


@pytest.mark.parametrize(
    "source",
    [
        "Executives for Halcyon",
        "Families in Tarifa",
        "Members of the chapel",
        "Partisans on both sides",
        "Advisers to Ms. Renner",
        "the Founding Fathers",
        "five Tarifa-Islanders",
        "The Renners",
    ],
)
def test_a_plural_with_a_capital_is_a_group(source: str) -> None:
    _, found = speakers(
        f"“It was close,” [Paula Renner] said on Monday.\n[{source}] said the quay was sound.\n"
    )
    assert (found.name, found.kind) == (source, "group")


@pytest.mark.parametrize("surname", ["Saunders", "Rivers", "Masters", "Fathers"])
def test_a_surname_may_end_like_a_plural(surname: str) -> None:
    assert names(
        f"“It was close,” [Paula {surname}] said on Monday.\n[{surname}] said it was sound.\n"
    ) == [f"Paula {surname}", f"Paula {surname}"]


def test_those_who_back_somebody_are_not_that_person() -> None:
    found = speakers("""\
Paula Renner, 61, won on Monday.
[The group backing Paula Renner] said it was close. [Guests praising Renner] said so, too.
""")
    assert "Paula Renner" not in [s.name for s in found]


def test_a_handle_is_a_name() -> None:
    (found,) = speakers("[Chirper user @quiet_harbour] wrote that the quay was sound.\n")
    assert (found.name, found.kind) == ("@quiet_harbour", "person")


def test_a_chapter_of_an_organisation_is_named_with_its_state() -> None:
    assert names("The quay is sound, [the OBWL of Oregon] said.\n") == ["OBWL of Oregon"]


def test_new_york_may_be_shortened() -> None:
    assert names("""\
The New York Harbour News is old. [NY Harbour News] said the quay was sound.
""") == ["New York Harbour News"]


@pytest.mark.parametrize("trade", ["Brokerage", "Retailer", "Chipmaker", "Airline"])
def test_what_a_firm_does_is_no_part_of_its_name(trade: str) -> None:
    found = speakers(f"[{trade} Vask Quay] said on Friday that it was sound. [It] said no more.\n")
    assert [(s.name, s.kind) for s in found] == [("Vask Quay", "organization")] * 2
