"""The table opens in a spreadsheet and does nothing there but be read."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article, Span
from quoth.export.table import COLUMNS, write_csv
from quoth.quotation import Quotation, Reading, Speaker


def table(*readings: Reading) -> str:
    stream = io.StringIO()
    write_csv(readings, stream)
    return stream.getvalue()


def saying(text: str) -> Reading:
    quotation = Quotation(
        "q1", "direct", (Span(0, len(text)),), speaker=Speaker("Ada Quist", "person", 0.9)
    )
    return Reading(Article(text, id="mill.txt"), (quotation,))


def rows(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written, newline="")))


def test_the_header_is_there_even_without_quotations() -> None:
    assert table() == ",".join(COLUMNS) + "\r\n"
    assert table(Reading(Article("Nothing said."))) == table()


def test_marks_commas_and_line_ends_stay_inside_their_cell() -> None:
    words = 'She said "no, never",\nand\r\nleft'
    written = table(saying(words))
    assert rows(written)[0]["text"] == words
    assert '"She said ""no, never"",\n' in written


@pytest.mark.parametrize("first", list("=+-@\t\r\n＝＋－＠"))
def test_what_a_spreadsheet_would_run_is_made_text(first: str) -> None:
    (row,) = rows(table(saying(first + "HYPERLINK(1)")))
    assert row["text"] == "'" + first + "HYPERLINK(1)"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_words_come_back_but_for_the_guard(words: str) -> None:
    (row,) = rows(table(saying(words)))
    assert row["text"] in (words, "'" + words)
    assert row["speaker"] == "Ada Quist"
    assert not row["text"].startswith(("=", "+", "-", "@"))


def test_circumstances_have_columns_at_the_end() -> None:
    reading = saying("“Never,” she told the mayor at the spring fair")
    told = replace(
        reading.quotations[0],
        about=("Nils Brandt", "Port of Marle"),
        addressee="the mayor",
        when="2025-02",
        channel="interview",
        occasion=Span(28, 46),
        question=False,
        relayed_by="The Marle Gazette",
    )
    (row,) = rows(table(replace(reading, quotations=(told,))))
    assert list(row.items())[-7:] == [
        ("about", "Nils Brandt; Port of Marle"),
        ("addressee", "the mayor"),
        ("when", "2025-02"),
        ("channel", "interview"),
        ("occasion", "at the spring fair"),
        ("question", "false"),
        ("relayed_by", "The Marle Gazette"),
    ]


def test_what_is_not_told_leaves_its_cell_empty() -> None:
    (row,) = rows(table(saying("Never")))
    assert set(list(row.values())[-7:]) == {""}
