"""What prints the same utterance is one family, by keys that its variants share."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.record.families import families
from quoth.record.shingles import keys

LONG = (
    "“I was there when the ferry to Sandholm burned, and I tell you that nobody in this town "
    "hall has answered for it. Not the mayor, not her deputy, not the insurers in the capital. "
    "We buried four fishermen and were handed a brochure.”"
)
PRINTED = {
    1: LONG,
    2: "“Nobody in this town hall has answered for it,”",
    3: "“We buried four fishermen and were handed a brochure.”",
    4: "“We buried four fishermen … and they handed us a brochure,”",
    5: "“I was there when the ferry to Sandholm burned, and … nobody … has answered for it.”",
    6: "“The tariff on timber will close every sawmill between here and the border.”",
    7: "“The tariff on timber would close each sawmill between here and the border,”",
    8: "“Thank you very much.”",
    9: "“Thank you very much!”",
    10: "“I don't know.”",
    11: "“I don’t know.”",
    12: "“There is a harbour, a ferry and a town hall in Sandholm, and all of it is for sale.”",
}


def test_variants_are_grouped_and_common_phrases_are_not() -> None:
    assert families(PRINTED.items()) == [[1, 2, 3, 4, 5], [6, 7]]


@given(st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_makes_no_difference(chance: random.Random) -> None:
    items = list(PRINTED.items())
    chance.shuffle(items)
    assert families(items) == [[1, 2, 3, 4, 5], [6, 7]]


def test_a_short_phrase_joins_no_two_utterances() -> None:
    items = [
        ("a", "“They bought it in a bargain basement, and the port authority knew in the spring.”"),
        ("b", "“My opponent shops for judges in a bargain basement and calls the bill a reform.”"),
        ("c", "“in a bargain basement”"),
    ]
    assert families(items) == []


def test_without_quotation_marks_more_has_to_be_shared() -> None:
    said = "a temporary ban on trawlers entering the strait"
    reports = [(1, f"{said} and a lasting one on dredgers"), (2, f"his call for {said}")]
    assert families(reports) == []
    assert families((n, f"“{words}”") for n, words in reports) == [[1, 2]]


@pytest.mark.parametrize(
    "phrase", ["Thank you very much", "No comment.", "I don't know", "“We'll see.”", "", "…"]
)
def test_common_phrases_have_no_keys(phrase: str) -> None:
    assert keys(phrase) == ()


def test_keys_are_few_and_fit_the_record() -> None:
    found = keys(LONG)
    assert len(found) <= len(LONG.split()) / 2
    assert all(0 <= key < 2**63 for key in found)
    assert len(set(found)) == len(found)


def test_keys_never_change_as_they_are_stored() -> None:
    assert keys("We buried four fishermen and were handed a brochure") == STORED


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_an_excerpt_shares_a_key_with_the_whole(number: int) -> None:
    assert set(keys(PRINTED[number])) & set(keys(LONG))


def test_style_makes_no_other_keys() -> None:
    assert keys("“WE BURIED four fishermen — & were handed a brochure”") == STORED


@given(st.text(max_size=200))
def test_every_text_has_keys_or_none(text: str) -> None:
    assert keys(text) == keys(text)
    assert len(keys(text)) <= max(1, len(text))


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_texts_are_grouped_without_loss_of_order(texts: list[str]) -> None:
    found = families(enumerate(texts))
    assert found == sorted(sorted(group) for group in found)
    assert all(len(group) > 1 for group in found)


STORED = (2717291463815418151, 3114082739056422444, 1257230154386601200, 1032851365560904204)
