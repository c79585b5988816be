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
