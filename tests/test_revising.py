"""Two texts of an article, paragraph beside paragraph."""

from __future__ import annotations

from timing import within

from quoth.record.revising import compared

FIRST = "The pier opens in May.\n\n“We are glad,” said Odalys Quist.\n\nIt rained."
SECOND = (
    "The pier opens in June.\n\n“We are glad,” said Odalys Quist.\n\nIt cost a fortune to mend."
)


def test_words_that_changed_are_set_off_within_their_paragraph() -> None:
    rows = compared(FIRST, SECOND)
    assert rows[0] == (
        [("The pier opens in ", False), ("May", True), (".", False)],
        [("The pier opens in ", False), ("June", True), (".", False)],
    )
    assert rows[1] == ([("“We are glad,” said Odalys Quist.", False)],) * 2


def test_a_paragraph_that_became_another_stands_beside_nothing() -> None:
    rows = compared("It rained.", "Xyz klm, qpf!")
    assert rows == [([("It rained.", True)], []), ([], [("Xyz klm, qpf!", True)])]


def test_both_texts_are_whole_in_what_is_shown() -> None:
    rows = compared(FIRST, SECOND)
    for side, text in enumerate((FIRST, SECOND)):
        shown = ["".join(words for words, _ in row[side]) for row in rows]
        assert [words for words in shown if words] == text.split("\n\n")


def test_long_texts_with_nothing_in_common_are_compared_in_little_time() -> None:
    one = "\n\n".join(f"alpha {n} beta gamma delta {n} epsilon zeta" for n in range(3000))
    other = "\n\n".join(f"eins {n} zwei drei vier {n} fuenf sechs sieben" for n in range(3000))
    with within(10):
        compared(one, other)
        compared("word other " * 60_000, "other word thing " * 60_000)
