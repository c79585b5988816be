"""The words of a search: how they are understood, and what is told where they cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import QueryError
from quoth.record.query import Node, Phrase, expression, parse, telling


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("tax", '"tax"'),
        ("tax cuts", '("tax" AND "cuts")'),
        ('"tax cuts"', '"tax cuts"'),
        ("“tax cuts”", '"tax cuts"'),
        ("invest*", '"invest"*'),
        ('"tax cut"*', '"tax cut"*'),
        ("^today", '^"today"'),
        ("tax OR jobs", '("tax" OR "jobs")'),
        ("tax AND jobs", '("tax" AND "jobs")'),
        ("tax NOT jobs", '("tax" NOT "jobs")'),
        ("tax AND NOT jobs", '("tax" NOT "jobs")'),
        ("tax NOT jobs NOT war", '("tax" NOT ("jobs" OR "war"))'),
        ("tax OR jobs AND war", '("tax" OR ("jobs" AND "war"))'),
        ("(tax OR jobs) war", '(("tax" OR "jobs") AND "war")'),
        ("NEAR(tax cut, 5)", 'NEAR("tax" "cut", 5)'),
        ("NEAR(tax cut)", 'NEAR("tax" "cut", 10)'),
        ('NEAR("tax cut" jobs 5)', 'NEAR("tax cut" "jobs" "5", 10)'),
    ],
)
def test_the_language_is_that_of_the_index(words: str, asked: str) -> None:
    assert expression(parse(words)) == asked


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("cost-of-living", '"cost of living"'),
        ("don't", '"don t"'),
        ("e\u0301cole", '"école"'),
        ("speaker:smith", '"speaker smith"'),
        ("tax, jobs; war", '("tax" AND "jobs" AND "war")'),
        ("tax + jobs & war — peace", '("tax" AND "jobs" AND "war" AND "peace")'),
        ("and or not near", '("and" AND "or" AND "not" AND "near")'),
        ('"AND" tax', '("AND" AND "tax")'),
        ("$5.00 {tax} [cut]", '("5 00" AND "tax" AND "cut")'),
        ("tax\x00cut", '("tax" AND "cut")'),
        ("tax '", '"tax"'),
    ],
)
def test_whatever_else_is_written_is_plain_words(words: str, asked: str) -> None:
    assert expression(parse(words)) == asked


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "no word"),
        ("  — & !", "no word"),
        ("AND", "no word"),
        ('tax "cuts', "quotation mark at character 5 is not closed"),
        ("(tax cuts", "bracket at character 1 is not closed"),
        ("tax) cuts", "bracket at character 4 closes nothing"),
        ("OR tax", "'OR' at character 1 needs a word before it"),
        ("NOT tax", "'NOT' at character 1 needs a word before it"),
        ("tax AND OR jobs", "'OR' at character 9 needs a word before it"),
        ("tax OR", "nothing follows 'OR' at character 5"),
        ("tax ()", "')' at character 6 needs a word before it"),
        ("tax NEAR(, 5", "NEAR at character 5 is not closed"),
        ("tax NEAR(, 5)", "NEAR at character 5 has no words"),
        ("NEAR(tax OR cut)", "'OR' at character 10 has no place in NEAR"),
        ("NEAR(tax ^cut, 5)", "'^cut' at character 10 has no place in NEAR"),
        ("ta*", "too many words begin with 'ta' (character 1)"),
        ("(" * 20 + "tax" + ")" * 20, "deep"),
        ("tax " * 100, "60 words at most"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_place(words: str, told: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(words)
    assert told in str(raised.value)


def test_what_ranks_is_the_words_that_are_not_common() -> None:
    def common(phrase: Phrase) -> bool:
        return phrase.terms[0] in ("the", "of")

    def asked(words: str) -> str | None:
        found = telling(parse(words), common)
        return expression(found) if found else None

    assert asked('"the price of bread" NOT cake') == '("price" AND "bread")'
    assert asked("the OR (price bre*)") == '("price" AND "bre"*)'
    assert asked("NEAR(the price, 3) bread bread") == '("price" AND "bread")'
    assert asked('"of the"') is None


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE i USING fts5(words, facets, "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO i VALUES ('we will cut the tax', 'tdirect')")
    yield connection
    connection.close()


WRITTEN = 'tax ^cut cut AND OR NOT NEAR NEAR( ( ) " * ^ , : - + 5 é “ ” { the*'.split()
SIGNS = st.sampled_from([*WRITTEN, " ", "\x00", "\ud800", "\u0301", "𞤀"])


@given(st.lists(SIGNS, max_size=40).map("".join) | st.text(max_size=60))
def test_nothing_that_is_written_is_refused_by_the_index(
    index: sqlite3.Connection, words: str
) -> None:
    try:
        node: Node = parse(words)
    except QueryError as error:
        assert str(error)
        return
    ranked = telling(node, lambda phrase: phrase.terms[0] == "the")
    for asked in (node, ranked):
        if asked:
            match = f'words : ({expression(asked)}) AND (facets : ("tdirect"))'
            found = index.execute("SELECT count(*) FROM i WHERE i MATCH ?", (match,)).fetchone()
            assert found[0] in (0, 1)


@given(st.integers(1, 10), st.sampled_from(["tax {} OR cut", "a NOT {} NOT b", "c AND {} d e"]))
def test_brackets_as_deep_as_allowed_are_understood_by_the_index(
    index: sqlite3.Connection, depth: int, pattern: str
) -> None:
    words = "tax"
    for _ in range(depth):
        words = pattern.format(f"({words})")
    match = expression(parse(words))
    assert index.execute("SELECT count(*) FROM i WHERE i MATCH ?", (match,)).fetchone()[0] in (0, 1)
