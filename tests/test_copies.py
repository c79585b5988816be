"""Near copies of articles: which they are, and what is none though much of it is the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.record.copies import copies_among
from quoth.record.sketches import pack, share, sketch, unpack

STORY = """Port Ellery ferry to run again after winter storms

PORT ELLERY (Coast Wire) — The ferry between Port Ellery and Saint Brannoc will run again from \
Monday, the harbour board said, four months after storms tore away its landing stage.

“We have rebuilt 48 metres of quay in eleven weeks, and every bolt of it has been tested,” said \
Ines Okafor, the harbour master. “Nobody on the island should have to wait another winter.”

The Kestrel Line, which owns the two ships, put the cost of the repair at 3.2 million crowns, of \
which the county pays a third. Its managing director, Tomas Reyle, said that fares would not rise \
before 2027.

Some 600 people live on Saint Brannoc. Since November they have depended on a fishing boat that \
carries twelve passengers and no cars.

“My daughter has not seen her school since the autumn,” said Hanne Vik, who keeps the island's \
only shop. “We will believe in the ferry when we hear its horn.”

The board will decide in May whether a second stage is built at Gull Point, Okafor said."""

NEXT_DAY = """Island cheers as first ferry in four months docks

SAINT BRANNOC (Coast Wire) — Children with paper flags and a brass band met the Marigold on Monday \
as it became the first ship to land cars on Saint Brannoc since last November.

Captain Elsa Brandt blew the horn twice. “I have had quieter mornings,” she told the crowd of \
about 250, among them the county's governor, Aurel Pike, who called the new quay “money well \
spent, and not a day too soon”.

Tomas Reyle of the Kestrel Line said that 212 passengers and 41 cars had booked for the first week.

Hanne Vik closed her shop for the day. Her daughter Liv, 9, was to sail back with the ship and \
sleep at an aunt's in Port Ellery, she said.

Some 600 people live on Saint Brannoc. Since November they have depended on a fishing boat that \
carries twelve passengers and no cars.

The Kestrel Line, which owns the two ships, put the cost of the repair at 3.2 million crowns, of \
which the county pays a third."""

BAKERY = """Baker of Tarrow retires after half a century

TARROW — Josip Hallam sold his last seeded loaf on Saturday, 51 years after he lit the oven in \
Dyer Street for the first time. “My knees have given notice, not I,” the baker said.

His niece Clara will take over in June and wants to bake for two schools in Corbridge as well."""

FORECAST = """Weather for {place} and surroundings

{day} will begin {sky} over {place}, with temperatures around {low} degrees in the early morning. \
Towards noon the sun will win through in most places and the air will warm to {high} degrees. \
The wind blows from the {wind} at {speed} kilometres an hour, with gusts of up to {gusts} near the \
coast. In the evening showers are possible, above all in the hills behind {hills}. The chance of \
rain is {rain} per cent. The forecasters of the county advise drivers to allow more time on their \
way home and to keep their distance, as roads may be slippery where leaves have fallen. At night \
it will be {sky} again, and the lowest temperature will be {night} degrees. The outlook for the \
days to come: little change, with {sky} mornings and mild afternoons."""

TERMS = """

You may not copy, share or republish what stands here without leave in writing. Subscribers get \
our morning letter before seven, the crossword, and the archive since 1921. Write to the editors, \
call the news desk, or visit us at the counter on Market Square from nine to five. Errors are put \
right on the second page. We take part in the council of the press and keep to its code. Sign up \
here for alerts on your phone, and follow us wherever you read. All rights are reserved, and \
photographs are the property of those who are named beside them."""


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


def is_copy(one: str, other: str) -> bool:
    return share(sketch(one), sketch(other)) is not None


def test_a_story_under_another_headline_and_dateline_is_a_copy() -> None:
    _head, first, *rest = paragraphs(STORY)
    first = first.replace("PORT ELLERY (Coast Wire) — ", "Port Ellery, CW - ")
    assert is_copy(STORY, "\n\n".join(["Ferry back on Monday", first, *rest]))


def test_a_story_cut_from_below_is_a_copy() -> None:
    assert is_copy(STORY, "\n\n".join(paragraphs(STORY)[:4]))


def test_a_story_with_a_line_added_for_local_readers_is_a_copy() -> None:
    added = "Readers in Marle will remember the storm of 12 November, when Mill Lane was flooded."
    assert is_copy(STORY, f"{STORY}\n\n{added}")


def test_a_story_with_words_changed_by_an_editor_is_a_copy() -> None:
    edited = STORY.replace("from Monday", "from this Monday").replace("“", '"').replace("”", '"')
    edited = edited.replace("harbour", "harbor").replace("Some 600", "About 600")
    assert is_copy(STORY, edited)


def test_what_is_written_the_next_day_is_no_copy_though_it_repeats_paragraphs() -> None:
    assert not is_copy(STORY, NEXT_DAY)


def test_pieces_from_one_mould_are_no_copies() -> None:
    one = FORECAST.format(place="Marle", day="Tuesday", sky="cloudy", low=4, high=11, wind="west",
                          speed=20, gusts=45, hills="Upper Fenn", rain=40, night=2)  # fmt: skip
    two = FORECAST.format(place="Tarrow", day="Friday", sky="clear", low=7, high=15, wind="south",
                          speed=15, gusts=38, hills="Corbridge", rain=25, night=5)  # fmt: skip
    assert not is_copy(one, two)


def test_short_pieces_that_end_with_the_same_terms_are_no_copies() -> None:
    one = "\n\n".join(paragraphs(STORY)[:2]) + TERMS
    two = BAKERY + TERMS
    assert not is_copy(one, two)


def test_a_line_or_two_are_too_little_to_be_told() -> None:
    assert not is_copy("The ferry sails at nine.", "The ferry sails at nine.")


def test_a_story_in_a_long_collection_is_no_copy_of_it() -> None:
    others = "\n\n".join(STORY.translate(str.maketrans("aeiou", moved)) for moved in
                         ("eioua", "iouae", "ouaei", "uaeio"))  # fmt: skip
    assert not is_copy(STORY, f"{STORY}\n\n{others}")


def test_copies_among_many_are_linked_to_the_first() -> None:
    cut = "\n\n".join(paragraphs(STORY)[:4])
    items = [("a", NEXT_DAY), ("b", STORY), ("c", cut), ("d", STORY + TERMS)]
    assert [(key, of) for key, of, _ in copies_among(items)] == [("c", "b"), ("d", "b")]
    assert all(part > 0.6 for _, _, part in copies_among(items))


def test_the_order_in_which_articles_come_changes_only_who_is_the_first() -> None:
    pieces = paragraphs(STORY)
    texts = {
        0: STORY, 1: "\n\n".join(pieces[:4]), 2: "\n\n".join(pieces[:6]), 3: NEXT_DAY,
        4: "\n\n".join(pieces[1:]), 5: NEXT_DAY + TERMS,
    }  # fmt: skip
    for seed in range(5):
        order = random.Random(seed).sample(sorted(texts), len(texts))
        groups = {n: {n} for n in order}
        for key, of, _ in copies_among((n, texts[n]) for n in order):
            groups[of].add(key)
            del groups[key]
        assert sorted(map(sorted, groups.values())) == [[0, 1, 2, 4], [3, 5]]


def test_nothing_has_no_copies() -> None:
    assert list(copies_among([])) == []
    assert list(copies_among([("a", ""), ("b", "")])) == []


@given(st.text(max_size=400))
def test_any_text_has_a_sketch_that_is_the_same_after_packing(text: str) -> None:
    made = sketch(text)
    again = unpack(pack(made))
    assert again.size == made.size
    assert again.runs.tolist() == made.runs.tolist()
    assert again.names.tolist() == made.names.tolist()


def test_the_sketch_of_a_text_is_the_same_everywhere_and_always() -> None:
    # Sketches are stored: where this changes, records need a migration.
    made = sketch(STORY)
    assert (made.size, len(made.names)) == (180, 23)
    assert made.leads[:3] == [273309361, 97568055, 3107412683]
    assert sorted(made.names.tolist())[:2] == [18791777, 86326980]


def test_a_text_of_inordinate_length_costs_no_more_than_its_beginning() -> None:
    made = sketch("word and another " * 2_000_000)
    assert made.size < 10
    with pytest.raises(AttributeError):
        made.size = 3  # type: ignore[misc]
