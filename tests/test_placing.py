"""A quotation is shown with a mark where something stood between its fragments."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from quoth import Article, Quotation, Reading, Record, Span
from quoth.record.opening import reading
from quoth.record.placing import Placed, placed

TEXT = "“We will rebuild the pier,” she said. “It opens in May.”"


def one(tmp_path: Path) -> Placed:
    quotation = Quotation("q1", "direct", (Span(0, 27), Span(38, len(TEXT))))
    with Record(tmp_path / "quoth.db") as record:
        record.add_reading(Reading(Article(TEXT), (quotation,)))
        with reading(record.engine) as connection:
            (found,) = placed(connection, [1])
    return found


def test_what_stood_between_is_marked(tmp_path: Path) -> None:
    found = one(tmp_path)
    assert found.words == "“We will rebuild the pier,” “It opens in May.”"
    assert found.text == "“We will rebuild the pier,” … “It opens in May.”"
    opens = found.words.index("opens")
    shown = list(found.pieces((Span(1, 3), Span(opens, opens + 5))))
    assert shown == [
        ("“", False),
        ("We", True),
        (" will rebuild the pier,”", False),
        (" … ", False),
        ("“It ", False),
        ("opens", True),
        (" in May.”", False),
    ]


WORDS = "ab cd ef"
FOUND = Placed(
    *(1, WORDS, "direct", None, None, "paragraph", 1.0, None, ()),
    {"content": [[0, 2], [7, 9], [20, 22]]},
    *(1, 1, True, "t", None, None, None),
)


@given(st.lists(st.integers(0, len(WORDS)), max_size=6))
def test_the_pieces_are_the_text_whatever_is_marked(bounds: list[int]) -> None:
    ends = sorted(bounds)
    marks = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]
    shown = list(FOUND.pieces(marks))
    assert "".join(words for words, _ in shown) == FOUND.text == "ab … cd … ef"
    told = "".join(words for words, mark in shown if mark)
    meant = "".join(WORDS[begin:end] for begin, end in marks)
    assert told.replace(" ", "") == meant.replace(" ", "")
