"""What Citron wrote becomes a reading, or it is said why not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Span
from quoth.errors import EmptyInput, Malformed
from quoth.intake.citron import reading_from_citron
from quoth.quotation import Mention, Speaker

TEXT = (
    'Ada Quist walked in 𝔐. "I am not sorry," she said, "and I never was." '
    "An officer said that the mill would reopen. He called it “a shame” too."
)


def at(words: str, after: str = "") -> dict[str, Any]:
    start = TEXT.index(words, TEXT.index(after))
    return {"start": start, "end": start + len(words), "text": words}


def span(words: str) -> Span:
    return Span(at(words)["start"], at(words)["end"])


FIRST = {
    "contents": [at('"I am not sorry,"'), at('"and I never was."')],
    "cue": at("said"),
}
ANNOTATED = {
    "text": TEXT,
    "quotes": [
        FIRST | {"sources": [at("she")], "coreferences": [at("Ada Quist")], "id": 7},
        {
            "contents": [at("that the mill would reopen")],
            "cue": at("said", "officer"),
            "sources": [at("An officer")],
        },
    ],
}
# As `citron-extract` writes it: no text, a confidence that is a string, and the name first.
EXTRACTED = {
    "quotes": [
        {
            "sources": [at("Ada Quist")],
            "coreferences": [at("she")],
            "cue": at("said"),
            "contents": FIRST["contents"],
            "confidence": "0.8123",
        }
    ],
    "source": {"application": "citron-extractor", "model:": "2021-11-15"},
}


def test_an_annotation_file_is_an_article_with_its_quotations() -> None:
    reading = reading_from_citron(json.dumps(ANNOTATED), "mill.json")
    assert (reading.article.text, reading.article.id) == (TEXT, "mill.json")
    first, second = reading.quotations
    assert (first.id, first.type, first.confidence) == ("q1", "direct", 1.0)
    assert first.content == (span('"I am not sorry,"'), span('"and I never was."'))
    assert [TEXT[slice(*one)] for one in (*first.cue, *first.source)] == ["said", "she"]
    assert first.speaker == Speaker(
        "Ada Quist",
        "person",
        1.0,
        (Mention(*span("she"), "pronoun"), Mention(*span("Ada Quist"), "name")),
    )
    assert (second.type, second.id) == ("indirect", "q2")
    assert second.speaker and second.speaker.name == "An officer"


def test_what_was_extracted_needs_the_text_and_has_names_before_pronouns() -> None:
    (found,) = reading_from_citron(EXTRACTED, "mill.txt", text=TEXT).quotations
    (annotated, _) = reading_from_citron(ANNOTATED, "mill.txt").quotations
    assert found.confidence == 0.8123
    assert (found.source, found.speaker, found.content) == (
        annotated.source,
        annotated.speaker,
        annotated.content,
    )
    with pytest.raises(Malformed, match=r"no `text`.*the very text that Citron was given"):
        reading_from_citron(EXTRACTED, "mill.txt")


def test_a_text_that_differs_from_the_one_that_was_read_is_found_out() -> None:
    with pytest.raises(Malformed, match=re.escape("it puts a blank before each line")):
        reading_from_citron(EXTRACTED, "mill.txt", text=" " + TEXT)
    with pytest.raises(Malformed, match="another one than the text given with it"):
        reading_from_citron(ANNOTATED, "mill.txt", text=" " + TEXT)


def test_names_are_found_in_groups_of_mentions_too() -> None:
    quotes = [FIRST | {"sources": [at("she")]}]
    groups = [[at("she"), at("Ada Quist")], [at("An officer")]]
    held = {"text": TEXT, "quotes": quotes, "coreference_groups": groups}
    (found,) = reading_from_citron(held, "x").quotations
    assert found.speaker and found.speaker.name == "Ada Quist"
    (found,) = reading_from_citron(held | {"coreference_groups": None}, "x").quotations
    assert found.speaker is None


def test_several_who_speak_together_are_its_members() -> None:
    held = FIRST | {"sources": [at("she")], "coreferences": [at("An officer"), at("Ada Quist")]}
    (found,) = reading_from_citron({"text": TEXT, "quotes": [held]}, "x").quotations
    assert found.speaker and found.speaker.members == ("Ada Quist", "An officer")
    assert found.speaker.name == "Ada Quist and An officer"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ('"I am not sorry,"', "direct"),
        ("I am not sorry,", "direct"),
        ("a shame", "direct"),
        ("it “a shame” too", "mixed"),
        ("that the mill would reopen", "indirect"),
    ],
)
def test_the_type_is_told_by_the_marks(words: str, kind: str) -> None:
    held = {"text": TEXT, "quotes": [{"contents": [at(words)], "sources": []}]}
    (found,) = reading_from_citron(held, "x").quotations
    assert (found.type, found.cue, found.speaker) == (kind, (), None)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("{", "not valid JSON"),
        ("[]", "not a JSON object"),
        ({"text": TEXT}, "no list `quotes`"),
        ({"text": TEXT, "quotes": [1]}, "x: quote 1: not an object"),
        ({"text": TEXT, "quotes": [{}]}, "it has no `contents`"),
        ({"text": TEXT, "quotes": [{"contents": {}}]}, "`contents` is not a list"),
        ({"text": TEXT, "quotes": [{"contents": [1]}]}, "a span of `contents` is not an object"),
        ({"text": TEXT, "quotes": [{"contents": [{"start": 2, "end": 2}]}]}, "2 to 2 is not in"),
        ({"text": TEXT, "quotes": [{"contents": [{"start": 0, "end": 999}]}]}, "is not in the"),
        ({"text": TEXT, "quotes": [{"contents": [{"start": True, "end": 2}]}]}, "is not in the"),
        ({"text": TEXT, "quotes": [{"contents": [at("she"), at("he said")]}]}, "overlap"),
        ({"text": TEXT, "quotes": [FIRST | {"confidence": "high"}]}, "no number from 0 to 1"),
        ({"text": TEXT, "quotes": [FIRST | {"confidence": 10**400}]}, "no number from 0 to 1"),
        ({"text": TEXT, "quotes": [], "coreference_groups": 1}, "is not a list"),
    ],
)
def test_what_is_no_such_object_is_refused_with_its_place(held: Any, told: str) -> None:
    with pytest.raises(Malformed, match=re.escape(told)):
        reading_from_citron(held, "x")


def test_an_empty_text_is_told() -> None:
    with pytest.raises(EmptyInput):
        reading_from_citron({"text": " ", "quotes": []}, "x")


@given(st.text('ab “"𝔐he', min_size=1, max_size=20), st.data())
def test_spans_of_any_text_are_taken_as_they_are(words: str, data: st.DataObject) -> None:
    text = "x" + words
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    one = {"start": begin, "end": end, "text": text[begin:end]}
    held = {"text": text, "quotes": [{"contents": [one], "sources": [one], "cue": one}]}
    (found,) = reading_from_citron(held, "x").quotations
    assert found.content == found.cue == found.source == (Span(begin, end),)
