"""Hearers whom no verb of telling names."""

from __future__ import annotations

import pytest
from said import told


def _hearers(marked: str) -> list[str | None]:
    return [hearer for hearer, _, _ in told(marked)]


@pytest.mark.parametrize(
    ("said", "hearer"),
    [
        ("{Her landlord, Mr Aas,} [called to say] <that the piano had to go>.", "Ingrid Solberg"),
        ("{Ingrid Solberg’s sister} [phoned to ask] <if she was eating>.", "Ingrid Solberg"),
        ("Her landlord, {Mr Aas}, [rang on Monday to say] <that it was sold>.", "Ingrid Solberg"),
        ("{Her lawyer} [called to say] <that she could not come>.", None),
        ("{Her landlord} [wanted to say] <that the piano had to go>.", None),
        ("{Her landlord} [called reporters to say] <that the piano had to go>.", None),
    ],
)
def test_whose_landlord_or_sister_rings_up_is_told(said: str, hearer: str | None) -> None:
    assert _hearers(f"Ingrid Solberg sang in Oslo. {said}") == [hearer]


@pytest.mark.parametrize(
    ("before", "hearer"),
    [
        ("The court saw a text that Ross had sent to his mother.", "his mother"),
        ("On the door hung a note left for the landlord.", "the landlord"),
        ("The court saw the street at night.", None),
    ],
)
def test_what_is_read_out_was_sent_to_somebody(before: str, hearer: str | None) -> None:
    assert _hearers(f"{before} {{It}} [said]: <“Do not wait up.”>") == [hearer]


@pytest.mark.parametrize(
    ("said", "hearer"),
    [
        ("Contacted by the Gazette, {the office} [said] <it had sent boats>.", "the Gazette"),
        ("Reached on Friday by Radio Coast, {Ana Pell} [said] <it was late>.", "Radio Coast"),
        ("Approached by two men, {Ana Pell} [said] <it was late>.", None),
        (
            "Some traders this newspaper spoke to were bitter. {One of them, Ana Pell,} [said]:"
            " <“Nobody came.”>",
            "Quay Gazette",
        ),
        ("Some traders Ana Pell spoke to left. {One of them} [said]: <“Nobody came.”>", None),
    ],
)
def test_whoever_was_reached_by_an_outlet_speaks_to_it(said: str, hearer: str | None) -> None:
    assert _hearers(said) == [hearer]
