"""What an article says that its people are."""

from __future__ import annotations

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
