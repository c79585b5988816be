"""Names, roles and evidence: what makes two articles speak of one person."""

from __future__ import annotations

import pytest
from timing import within

from quoth.record.calling import called, compatible
from quoth.record.identity import Candidate, Evidence, choose, evidence, prior, weigh
from quoth.record.offices import Telling, described, holder, in_short, offices

# -- names ----------------------------------------------------------------------------------------


def of_one(one: str, other: str, kind: str = "person") -> bool:
    a, b = called(one, kind), called(other, kind)
    return a.block == b.block and compatible(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Radan", "William Radan"),
        ("Alex Radan", "Alexander Radan"),
        ("Ines Okafor", "Ines M. Okafor"),
        ("Inés Okafor", "Ines Okafor"),
        ("Dr. Ines Okafor", "Ines Okafor"),
        ("J. K. Pemberton", "J.K. Pemberton"),
        ("Petra Rodman Radan", "Petra Radan"),
        ("Petra R. Radan", "Petra Rodman Radan"),
        ("Walter Quist Jr.", "Walter Quist, Jr."),
        ("Anneke van der Molen", "Anneke Van der Molen"),
    ],
)
def test_two_forms_may_be_one_persons(one: str, other: str) -> None:
    assert of_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Walter Quist Jr.", "Walter Quist Sr."),
        ("Walter Quist", "Walter Quist Jr."),
        ("George W. Radan", "George H. W. Radan"),
        ("Petra A. Radan", "Petra B. Radan"),
        ("Petra Radan", "Peter Radan"),
        ("Eric Radan", "Erica Radan"),
    ],
)
def test_two_forms_are_two_peoples(one: str, other: str) -> None:
    assert not of_one(one, other)


def test_a_body_is_known_without_what_tells_its_legal_form() -> None:
    assert of_one("Orbit Inc.", "Orbit", "organization")
    assert of_one("The Marle Courier", "Marle Courier", "organization")


def test_a_surname_an_initial_and_an_acronym_are_short() -> None:
    assert called("Okafor", "person").short
    assert called("I. Okafor", "person").last == "okafor"
    assert called("Van der Molen", "person").short
    assert called("PEHA", "organization").short
    assert not called("Orbit", "organization").short


def test_a_usual_name_says_less_than_a_rare_one() -> None:
    usual, rare = called("John Smith", "person"), called("Ines Okafor-Quist", "person")
    assert prior(usual, usual, 1) < prior(rare, rare, 1)


# -- evidence -------------------------------------------------------------------------------------


def test_roles_at_one_body_speak_for_one_and_at_two_against() -> None:
    mayor = evidence("ines okafor", ["mayor of Port Ellery"], {})
    again = evidence("ines okafor", ["Port Ellery mayor"], {})
    coach = evidence("ines okafor", ["coach of the Tarn Rowing Club"], {})
    silent = evidence("ines okafor", [], {})
    assert weigh(mayor, again, {}) > weigh(mayor, silent, {}) > weigh(mayor, coach, {})


def test_rare_company_says_more_than_usual_company() -> None:
    beside = Evidence(beside={"tom varga": 1.0})
    chances = weigh(beside, beside, {"tom varga": 0.01}), weigh(beside, beside, {"tom varga": 0.9})
    assert chances[0] > chances[1]


def test_two_who_are_as_likely_are_not_guessed_among() -> None:
    one, two = Candidate(1, 1, 3.0), Candidate(2, 2, 3.0)
    assert choose([(one, 0.0), (two, 0.0)]) is None
    assert choose([(one, 2.0), (two, 0.0)]) is one
    assert choose([(one, -4.0)]) is None


def test_two_who_are_one_by_decision_are_no_rivals() -> None:
    one, two = Candidate(1, 7, 3.0), Candidate(7, 7, 3.0)
    assert choose([(one, 0.0), (two, 0.0)]) is one


# -- offices --------------------------------------------------------------------------------------


def key(role: str) -> str:
    return " + ".join(office.key for office in offices(role))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orbit chief", "chief executive of Orbit"),
        ("Orbit CEO", "the Orbit boss"),
        ("mayor of Port Ellery", "Port Ellery mayor"),
        ("Marle’s new mayor", "the mayor of Marle"),
        ("billionaire Orbit chief", "Orbit chief"),
        ("U.S. president", "US president"),
    ],
)
def test_one_office_in_other_words(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mayor of Marle", "deputy mayor of Marle"),
        ("Orbit chief", "Orbit finance chief"),
        ("mayor of Marle", "mayor of New Marle"),
        ("Orbit chief", "Orbit president"),
    ],
)
def test_two_offices(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    "role",
    [
        "mayor",
        "Prime Minister",
        "an Orbit director",
        "Orbit engineer",
        "Orbit spokeswoman",
        "Marle senator",
        "Republican nominee",
        "his manager at Orbit",
        "the mayor of Marle’s wife",
        "mayor-elect of Marle",
        "chairwoman of a Marle panel",
    ],
)
def test_what_more_than_one_may_be_is_no_office(role: str) -> None:
    assert offices(role) == ()


def test_a_role_as_long_as_an_article_is_looked_at_once() -> None:
    role = "mayor" + " of Brell" * 20_000
    with within(2):
        assert [office.key for office in offices(role)] == ["brell mayor"]


def test_two_offices_at_once_are_both_learned() -> None:
    assert {o.key for o in offices("founder and chief executive of Orbit")} == {
        "founder orbit",
        "chief orbit",
    }


def test_who_held_it_before_does_not_hold_it() -> None:
    assert [o.former for o in offices("former Orbit chief")] == [True]
    assert described("the former Orbit chief") is None


def on(day: str, who: int, former: bool = False) -> Telling:
    return Telling(int(day[:4]) * 100 + int(day[5:7]), who, day, former)


def held(day: str, *tellings: Telling) -> int | None:
    before = sorted((t for t in tellings if t.day <= day), key=lambda t: t.day, reverse=True)
    after = sorted((t for t in tellings if t.day > day), key=lambda t: t.day)
    found = holder(before, after, day)
    return found.holder if found else None


def test_an_office_is_its_holders_near_the_days_on_which_that_is_told() -> None:
    assert held("2026-03-01", on("2026-01-01", 1)) == 1
    assert held("2025-12-01", on("2026-01-01", 1)) == 1
    assert held("2012-03-01", on("2026-01-01", 1)) is None
    assert held("2026-03-01") is None


def test_an_office_changes_hands() -> None:
    told = on("2026-01-01", 1), on("2026-06-01", 2)
    assert held("2025-12-01", *told) == 1
    assert held("2026-07-01", *told) == 2
    assert held("2026-03-01", *told) is None


def test_whom_an_article_calls_former_holds_it_no_more() -> None:
    told = on("2026-01-01", 1), on("2026-05-01", 1, former=True)
    assert held("2025-12-01", *told) == 1
    assert held("2026-06-01", *told) is None


def test_two_at_once_are_not_guessed_among() -> None:
    assert held("2026-03-01", on("2026-01-01", 1), on("2026-02-01", 2), on("2026-04-01", 1)) is None
    assert held("2026-03-01", on("2026-02-01", 1), on("2026-02-01", 2)) is None
    assert held("2026-05-01", on("2026-01-01", 1), on("2026-02-01", 2), on("2026-04-01", 1)) is None


@pytest.mark.parametrize(
    ("role", "short"),
    [
        ("chief executive of Kestrel Grid", "chief executive of Kestrel"),
        ("Kestrel Grid Chief Executive", "Kestrel Chief Executive"),
        ("founder of Halcyon Motors", "founder of Halcyon"),
        ("mayor of Port Ellery", None),
        ("Federal Reserve chairman", None),
        ("Orbit CEO", None),
    ],
)
def test_a_body_may_go_by_the_first_word_of_its_name_if_that_is_a_rare_one(
    role: str, short: str | None
) -> None:
    assert in_short(role) == short


def test_a_chief_executive_officer_is_a_chief_executive() -> None:
    (one,), (other,) = offices("chief executive officer of Orbit"), offices("the Orbit chief")
    assert one.key == other.key
