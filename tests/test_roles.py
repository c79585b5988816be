"""What an article says that its people are."""

from __future__ import annotations

from timing import assert_linear

from quoth.reading.cast import Cast
from quoth.reading.stating import stated_roles

TEXT = (
    "Orbit chief Ada Okafor opened the yard. Harbour chief Bruno Lau was missing. "
    + "Orbit chief Ada Okafor waited patiently. " * 3
)


def test_who_is_called_something_again_and_again_is_no_likelier_to_be_meant() -> None:
    cast = Cast(TEXT)
    fits = stated_roles(cast).fits("chief")
    by_name = {cast.entities[number].name(): fit.score for number, fit in fits.items()}
    assert by_name["Ada Okafor"] == by_name["Bruno Lau"]


def test_each_place_that_says_what_somebody_is_is_told() -> None:
    cast = Cast(TEXT)
    told = stated_roles(cast).stated()
    spans = {cast.entities[number].name(): spans for number, spans in told.items()}
    assert [TEXT[slice(*span)] for span in spans["Ada Okafor"]] == ["Orbit chief"] * 4


def test_a_shadow_minister_or_a_deputy_does_not_hold_the_office_itself() -> None:
    cast = Cast("Ada Okafor, the shadow transport secretary, and Bruno Lau, the deputy mayor, met.")
    roles = stated_roles(cast)
    assert roles.fits("transport secretary") == {} == roles.fits("mayor")
    assert [cast.entities[n].name() for n in roles.fits("deputy mayor")] == ["Bruno Lau"]


def test_time_grows_with_those_who_are_said_to_be_the_same_and_no_faster() -> None:
    def resolve(count: int) -> None:
        sounds = [first + last for first in "bdfglmnprst" for last in "aeiou"]
        people = [f"{one.title()}n {two.title()}k" for one in sounds for two in sounds][:count]
        roles = stated_roles(Cast("".join(f"{who}, minister of fish, left. " for who in people)))
        assert roles.holders("minister")
        for _ in people:
            roles.resolve("minister", lambda numbers: dict.fromkeys(numbers, 0.0))

    assert_linear(resolve, 200)
