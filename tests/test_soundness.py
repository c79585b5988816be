"""What is not a reading is refused before anything of it is kept."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quoth import Article, Block, InputError, Malformed, Quotation, Reading, Record, Span, Speaker
from quoth.export.document import to_dict
from quoth.quotation import Mention, Named
from quoth.record.importing import Imported, read_readings
from quoth.record.soundness import fault

TEXT = "“We will rebuild the pier,” said Odalys Quist, mayor of Port Ellery."
READING = Reading(
    Article(TEXT, (Block("paragraph", 0, len(TEXT)),), id="pier", url="https://marle.example/p"),
    (
        Quotation(
            "q1",
            "direct",
            (Span(0, 27),),
            (Span(28, 32),),
            (Span(33, 45),),
            Speaker("Odalys Quist", "person", 0.9, (Mention(33, 45, "name"),)),
        ),
    ),
    (),
    (Named("Odalys Quist", "person", ("Odalys Quist",), (Span(47, 67),)),),
)

Spoil = Callable[[dict[str, Any]], object]


def said(held: dict[str, Any]) -> dict[str, Any]:
    (only,) = held["quotations"]
    assert isinstance(only, dict)
    return only


SPOILT: dict[str, Spoil] = {
    "an id that is a number": lambda held: said(held).update(id=7),
    "a span of words": lambda held: said(held).update(content=[["a", "b"]]),
    "a span of fractions": lambda held: said(held).update(content=[[0.5, 9.5]]),
    "a span of truths": lambda held: said(held).update(content=[[False, True]]),
    "a span outside": lambda held: said(held).update(content=[[0, 4000]]),
    "a when outside": lambda held: said(held).update(when_span=[0, 4000]),
    "an empty span": lambda held: said(held).update(source=[[5, 5]]),
    "spans that go back": lambda held: said(held).update(content=[[9, 12], [0, 4]]),
    "no content": lambda held: said(held).update(content=[]),
    "a block that is not there": lambda held: said(held).update(block=9),
    "a block by name": lambda held: said(held).update(block="first"),
    "a type of its own": lambda held: said(held).update(type="sung"),
    "a kind of its own": lambda held: said(held)["speaker"].update(kind="alien"),
    "a name that is a number": lambda held: said(held)["speaker"].update(name=5),
    "a member that is a number": lambda held: said(held)["speaker"].update(members=[3]),
    "no number for sureness": lambda held: said(held).update(confidence="high"),
    "not a number for sureness": lambda held: said(held).update(confidence=float("nan")),
    "abouts that are numbers": lambda held: said(held).update(about=[1, 2]),
    "a date that is a number": lambda held: said(held).update(when=5),
    "two quotations of one id": lambda held: held["quotations"].append(said(held)),
    "a text that is a number": lambda held: held.update(text=5),
    "an address that is a number": lambda held: held.update(url=5),
    "a date that is a list": lambda held: held.update(published=[1]),
    "no id": lambda held: held.update(id=None),
    "half a character": lambda held: held.update(text="\ud800" + TEXT[1:]),
    "blocks with a hole": lambda held: held["blocks"][0].update(begin=3),
    "somebody named by a number": lambda held: held["named"][0].update(name=1),
    "a role outside": lambda held: held["named"][0]["roles"][0].update(end=4000),
}


def test_a_reading_has_no_fault() -> None:
    assert fault(READING) is None
    assert fault(Reading(Article(""))) is None


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_what_is_spoilt_is_refused_with_its_line_and_the_rest_goes_on(
    spoil: Spoil, tmp_path: Path
) -> None:
    held = copy.deepcopy(to_dict(READING))
    spoil(held)
    file = tmp_path / "mixed.jsonl"
    file.write_text(f"{json.dumps(held)}\n{json.dumps(to_dict(READING))}\n", encoding="utf-8")
    wrong, right = read_readings(str(file))
    assert isinstance(wrong, InputError)
    assert wrong.source == f"{file}:1"
    assert isinstance(right, Imported)
    with Record(tmp_path / "quoth.db") as record:
        assert record.import_readings(str(file)) == {"refused": 1, "added": 1}
        assert [stored.reading for stored in record.readings()] == [READING]
        assert list(record.verify()) == []


def test_a_program_is_told_that_its_reading_is_none(tmp_path: Path) -> None:
    quotation = replace(READING.quotations[0], content=(Span(0, 4000),))
    with Record(tmp_path / "quoth.db") as record:
        with pytest.raises(Malformed, match="q1 has a span outside the text"):
            record.add_reading(replace(READING, quotations=(quotation,)))
        assert list(record.readings()) == []


def test_ids_of_others_keep_the_order_of_their_quotations(tmp_path: Path) -> None:
    one = READING.quotations[0]
    named = tuple(
        replace(one, id=name, content=(span,), source=(), cue=(), speaker=None)
        for name, span in [("b", Span(3, 7)), ("x-1", Span(0, 2)), ("a", Span(8, 15))]
    )
    reading = replace(READING, quotations=named)
    with Record(tmp_path / "quoth.db") as record:
        record.add_reading(reading)
        assert [stored.reading for stored in record.readings()] == [reading]
