"""One person across articles: who is taken for one, who is not, what roles teach."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from naming_articles import Shelf, article, bare, body, who

from quoth.errors import QueryError, RecordError
from quoth.record.filters import speaker_meant
from quoth.record.people import find_speakers, people, speaker

CHIEF = article("2026-03-02", who("Mara Lindqvist", "Orbit chief"), body("Orbit"))
BARE = article("2026-03-09", bare("The Orbit chief"), outlet="Tarn Herald")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "quoth.db")


# -- names ----------------------------------------------------------------------------------------


def test_the_same_full_name_is_one_person(shelf: Shelf) -> None:
    one = shelf.add(article("2026-03-02", who("Mara Lindqvist")))
    two = shelf.add(article("2026-03-03", who("Mara Lindqvist")))
    assert shelf.id(one, "Mara Lindqvist") == shelf.id(two, "Mara Lindqvist")


def test_two_of_one_name_stay_apart_when_all_else_differs(shelf: Shelf) -> None:
    sheriff = who("John Smith", "Dale County sheriff")
    golfer = who("John Smith", "golfer from Leeds")
    one = shelf.add(article("2026-03-02", sheriff, who("Tom Varga")))
    two = shelf.add(article("2026-03-03", golfer, who("Lena Fisk")))
    three = shelf.add(article("2026-03-04", sheriff, who("Tom Varga"), outlet="Tarn Herald"))
    four = shelf.add(article("2026-03-05", golfer, who("Lena Fisk"), outlet="Tarn Herald"))
    ids = [shelf.id(n, "John Smith") for n in (one, two, three, four)]
    assert ids[0] == ids[2] != ids[1] == ids[3]


def test_a_rare_name_with_quite_another_role_and_company_is_another(shelf: Shelf) -> None:
    one = shelf.add(article("2026-03-02", who("Maja Kovar", "mayor of Brell"), body("Brell Zoo")))
    two = shelf.add(article("2026-03-03", who("Maja Kovar", "Tarn Rowing Club coach")))
    assert shelf.id(one, "Maja Kovar") != shelf.id(two, "Maja Kovar")


def test_another_form_of_a_name_is_the_same_person(shelf: Shelf) -> None:
    one = shelf.add(article("2026-03-02", who("Bill Radan")))
    two = shelf.add(article("2026-03-03", who("William T. Radan")))
    junior = shelf.add(article("2026-03-04", who("William Radan Jr.")))
    assert shelf.id(one, "Bill Radan") == shelf.id(two, "William T. Radan")
    assert shelf.id(junior, "William Radan Jr.") != shelf.id(one, "Bill Radan")


def test_a_person_is_called_by_the_most_used_full_name(shelf: Shelf) -> None:
    first = shelf.add(article("2026-03-02", who("William T. Radan")))
    for day in ("2026-03-03", "2026-03-04"):
        shelf.add(article(day, who("Bill Radan")))
    assert shelf.called(first, "William T. Radan") == "Bill Radan"


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_surname_alone_is_the_one_whom_company_tells(
    order: tuple[int, ...], shelf: Shelf
) -> None:
    both = (
        article("2026-03-02", who("Mara Lindqvist", "Orbit chief"), body("Orbit")),
        article("2026-03-03", who("Lindqvist"), body("Orbit")),
    )
    numbers = {at: shelf.add(both[at]) for at in order}
    assert shelf.called(numbers[1], "Lindqvist") == "Mara Lindqvist"
    assert shelf.row(numbers[1], "Lindqvist").reason == "short"


def test_a_surname_alone_that_nothing_speaks_for_stays_alone(shelf: Shelf) -> None:
    shelf.add(article("2026-03-02", who("Mara Lindqvist", "Orbit chief"), body("Orbit")))
    two = shelf.add(article("2026-03-03", who("Lindqvist"), body("Brell Zoo")))
    three = shelf.add(article("2026-03-04", who("Lindqvist"), body("Tarn Rowing Club")))
    assert shelf.called(two, "Lindqvist") == "Lindqvist"
    assert shelf.id(two, "Lindqvist") != shelf.id(three, "Lindqvist")


def test_a_surname_is_not_guessed_between_two_who_bear_it(shelf: Shelf) -> None:
    shelf.add(article("2026-03-02", who("Mara Lindqvist"), body("Orbit")))
    shelf.add(article("2026-03-03", who("Jonas Lindqvist"), body("Orbit"), outlet="Tarn Herald"))
    three = shelf.add(article("2026-03-04", who("Lindqvist"), body("Orbit")))
    assert shelf.called(three, "Lindqvist") == "Lindqvist"


def test_a_surname_beside_a_full_name_is_another_bearer(shelf: Shelf) -> None:
    shelf.add(article("2026-03-02", who("Petra Radan"), body("Orbit")))
    both = shelf.add(article("2026-03-03", who("Petra Radan"), who("Radan"), body("Orbit")))
    assert shelf.id(both, "Radan") != shelf.id(both, "Petra Radan")


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_an_acronym_is_the_body_that_an_article_explains(
    order: tuple[int, ...], shelf: Shelf
) -> None:
    both = (
        article("2026-03-02", body("Port Ellery Harbour Authority", "PEHA")),
        article("2026-03-03", body("PEHA"), body("Port Ellery")),
    )
    numbers = {at: shelf.add(both[at]) for at in order}
    shelf.add(article("2026-03-04", body("Port Ellery Harbour Authority", "PEHA")))
    assert shelf.id(numbers[0], "Port Ellery Harbour Authority") == shelf.id(numbers[1], "PEHA")


def test_descriptions_of_two_articles_are_never_one_by_their_words(shelf: Shelf) -> None:
    one = shelf.add(article("2026-03-02", bare("the officer")))
    two = shelf.add(article("2026-03-03", bare("the officer")))
    assert shelf.id(one, "the officer") != shelf.id(two, "the officer")


# -- roles ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_role_learned_anywhere_names_its_holder_everywhere(
    order: tuple[int, ...], shelf: Shelf
) -> None:
    numbers = {at: shelf.add((CHIEF, BARE)[at]) for at in order}
    row = shelf.row(numbers[1], "The Orbit chief")
    assert row.called == "Mara Lindqvist"
    assert row.reason == "role"
    assert row.learned_from == shelf.row(numbers[0], "Mara Lindqvist").id


def test_a_role_without_a_body_teaches_nothing(shelf: Shelf) -> None:
    shelf.add(article("2026-03-02", who("Ines Okafor", "mayor")))
    two = shelf.add(article("2026-03-03", bare("the mayor")))
    assert shelf.row(two, "the mayor").reason == "new"


def test_what_one_of_many_is_called_names_nobody(shelf: Shelf) -> None:
    shelf.add(article("2026-03-02", who("Tom Varga", "Orbit spokesman"), body("Orbit")))
    two = shelf.add(article("2026-03-03", bare("an Orbit spokesman")))
    assert shelf.row(two, "an Orbit spokesman").reason == "new"


TENURE = (
    article("2025-01-10", who("Ines Okafor", "mayor of Port Ellery")),
    article("2025-06-10", who("Ines Okafor", "Port Ellery mayor"), outlet="Tarn Herald"),
    article("2025-09-10", who("Jonas Bell", "mayor of Port Ellery"), who("Tom Varga")),
    article("2025-12-10", who("Ines Okafor", "former mayor of Port Ellery")),
    article("2025-03-01", bare("the mayor of Port Ellery")),
    article("2025-07-20", bare("the Port Ellery mayor")),
    article("2025-11-01", bare("Port Ellery’s mayor")),
)
WHO = ("Ines Okafor", "the Port Ellery mayor", "Jonas Bell")


@pytest.mark.parametrize("order", [range(7), range(6, -1, -1), (4, 0, 5, 2, 6, 1, 3)])
def test_a_role_that_changes_hands_is_its_holders_of_the_time(
    order: tuple[int, ...], shelf: Shelf
) -> None:
    numbers = {at: shelf.add(TENURE[at]) for at in order}
    bares = [TENURE[at].quotations[0].speaker for at in (4, 5, 6)]
    names = [s.name for s in bares if s]
    found = [shelf.called(numbers[at], name) for at, name in zip((4, 5, 6), names, strict=True)]
    assert tuple(found) == WHO


def test_when_the_teacher_goes_the_pupil_falls_back(shelf: Shelf) -> None:
    two = shelf.add(BARE)
    own = shelf.id(two, "The Orbit chief")
    one = shelf.add(CHIEF)
    assert shelf.called(two, "The Orbit chief") == "Mara Lindqvist"
    shelf.again(one, article("2026-03-02", who("Mara Lindqvist"), text=CHIEF.article.text))
    assert (shelf.id(two, "The Orbit chief"), shelf.row(two, "The Orbit chief").reason) == (
        own,
        "new",
    )


def test_another_teacher_steps_in_when_one_goes(shelf: Shelf) -> None:
    one, two = shelf.add(CHIEF), shelf.add(BARE)
    three = shelf.add(article("2026-03-12", who("Mara Lindqvist", "chief executive of Orbit")))
    shelf.again(one, article("2026-03-02", who("Mara Lindqvist"), text=CHIEF.article.text))
    row = shelf.row(two, "The Orbit chief")
    assert row.called == "Mara Lindqvist"
    assert row.learned_from == shelf.row(three, "Mara Lindqvist").id


def test_reading_everything_again_changes_nothing(shelf: Shelf) -> None:
    made = [
        CHIEF,
        BARE,
        article("2026-03-10", who("Lindqvist"), body("Orbit")),
        article("2026-03-11", who("John Smith", "Dale County sheriff")),
        article("2026-03-12", who("John Smith", "golfer from Leeds")),
        article("2026-03-13", bare("the officer"), who("Bill Radan"), who("William Radan")),
    ]
    numbers = [shelf.add(one) for one in made]
    before = shelf.state()
    for number, one in zip(numbers, made, strict=True):
        shelf.again(number, one)
    assert shelf.state() == before


def test_a_role_is_understood_in_the_last_years_that_there_are(shelf: Shelf) -> None:
    mayor = who("Ines Okafor", "mayor of Port Ellery")
    first = shelf.add(article("9999-01-01", mayor))
    asked = shelf.add(article("9999-02-01", bare("the mayor of Port Ellery")))
    shelf.add(article("9999-06-01", mayor))
    assert shelf.id(asked, "the mayor of Port Ellery") == shelf.id(first, "Ines Okafor")


def test_a_name_of_marks_alone_is_nobody_whom_its_other_forms_name(shelf: Shelf) -> None:
    first = shelf.add(article("2026-03-02", who("Ines Okafor")))
    other = shelf.add(article("2026-03-03", who("“…”", forms=("Ines Okafor",))))
    assert shelf.id(other, "“…”") != shelf.id(first, "Ines Okafor")


# -- lists ----------------------------------------------------------------------------------------


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    shelf.add(CHIEF)
    shelf.add(BARE)
    shelf.add(article("2026-04-01", who("Mara Lindqvist", "Orbit chief"), who("Jörg Fält")))
    shelf.add(article("2026-04-02", who("Mara T. Lindqvist"), outlet="Tarn Herald"))
    return shelf


def test_people_are_listed_with_what_they_are_and_how_often_they_are_quoted(full: Shelf) -> None:
    with full.read() as connection:
        found = people(connection)
    assert [one.name for one in found] == ["Mara Lindqvist", "Orbit", "Jörg Fält"]
    mara = found[0]
    assert (mara.quotations, mara.articles, mara.first, mara.last) == (
        4,
        4,
        "2026-03-02",
        "2026-04-02",
    )
    assert [(a.name, a.articles) for a in mara.aliases] == [
        ("Mara Lindqvist", 2),
        ("Mara T. Lindqvist", 1),
    ]
    assert [(r.words, r.articles, r.first, r.last) for r in mara.roles] == [
        ("Orbit chief", 2, "2026-03-02", "2026-04-01")
    ]
    assert mara.outlets == (("Marle Courier", 2), ("Tarn Herald", 2))


def test_what_only_its_article_explains_is_no_role_to_list(shelf: Shelf) -> None:
    shelf.add(article("2026-03-02", who("Pat Ruane", "Their manager", "Dunmore Town manager")))
    shelf.add(article("2026-03-03", who("Piet Maarten", "its owner")))
    with shelf.read() as connection:
        told = {one.name: [role.words for role in one.roles] for one in people(connection)}
    assert told == {"Pat Ruane": ["Dunmore Town manager"], "Piet Maarten": []}


def test_the_most_quoted_come_first_also_who_is_quoted_by_a_role(full: Shelf) -> None:
    full.add(article("2026-04-03", who("Jörg Fält")))
    full.add(article("2026-04-04", who("Jörg Fält"), outlet="Tarn Herald"))
    full.add(article("2026-04-05", who("Jörg Fält"), bare("a neighbour")))
    full.add(article("2026-04-06", bare("the Orbit chief")))
    with full.read() as connection:
        found = people(connection)
        assert [(one.name, one.quotations) for one in found] == [
            ("Mara Lindqvist", 5),
            ("Jörg Fält", 4),
            ("Orbit", 1),
        ]
        assert [one.name for one in people(connection, kind="unnamed")] == ["a neighbour"]
        assert people(connection, kind="person") == found[:2]
        assert people(connection, "o", kind="organization") == found[2:]


@pytest.mark.parametrize("words", ["falt", "Fält jorg", "jö"])
def test_people_are_found_by_the_beginnings_of_their_names(words: str, full: Shelf) -> None:
    with full.read() as connection:
        assert [one.name for one in people(connection, words)] == ["Jörg Fält"]
        assert people(connection, "nobody") == ()


def test_a_name_is_resolved_or_its_bearers_are_told(full: Shelf) -> None:
    full.add(article("2026-04-03", who("Jonas Lindqvist")))
    with full.read() as connection:
        mara = find_speakers(connection, "mara lindqvist")
        assert [one.name for one in mara] == ["Mara Lindqvist"]
        assert find_speakers(connection, f"#{mara[0].id}") == mara
        assert {one.name for one in find_speakers(connection, "Lindqvist")} == {
            "Mara Lindqvist",
            "Jonas Lindqvist",
        }
        assert [one.name for one in find_speakers(connection, "jonas lind")] == ["Jonas Lindqvist"]
        assert find_speakers(connection, "Nobody At All") == ()


@pytest.mark.parametrize("name", ["#0", "9" * 30, "#" + "9" * 5000, "\udcff", "…", "\x00"])
def test_what_no_database_holds_means_nobody(name: str, full: Shelf) -> None:
    with full.read() as connection:
        assert find_speakers(connection, name) == ()
        assert people(connection, f"{name}x") == ()
        with pytest.raises(QueryError, match=r"no speaker|nobody"):
            speaker_meant(connection, name)
        with pytest.raises(RecordError, match="no speaker"):
            speaker(connection, 10**30)


def test_of_one_person_it_is_told_where_each_role_was_learned(full: Shelf) -> None:
    with full.read() as connection:
        mara = people(connection, "mara")[0]
        told = speaker(connection, mara.id)
    [learned] = [place for place in told.places if place.reason == "role"]
    assert (learned.called, learned.outlet) == ("The Orbit chief", "Tarn Herald")
    assert (learned.learned_in, learned.learned_words) == (1, "Mara Lindqvist")
    assert told.person == mara
    assert mara.roles[0].learned_in == 1


def test_a_speaker_that_is_not_there_is_an_error(shelf: Shelf) -> None:
    with shelf.read() as connection, pytest.raises(RecordError, match="no speaker #7"):
        speaker(connection, 7)
