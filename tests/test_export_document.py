"""The JSON object holds all that a reading holds, for any reading."""

from __future__ import annotations

import copy
import json
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article, Block, BlockKind, Span
from quoth.errors import Malformed
from quoth.export.document import from_dict, schema, to_dict
from quoth.quotation import (
    Difference,
    HeadlineQuote,
    Mention,
    Quotation,
    QuotationType,
    Reading,
    Reason,
    Speaker,
    SpeakerKind,
    Verdict,
)

VALIDATOR = jsonschema.Draft202012Validator(schema())
WORDS = st.text(max_size=20)
MAYBE = st.none() | WORDS
SHARE = st.floats(0, 1)


def one_of(literal: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(min_size=1, max_size=80))
    span = st.builds(
        lambda a, b: Span(*sorted((a, b))), st.integers(0, len(text)), st.integers(0, len(text))
    )
    spans = st.lists(span, max_size=3).map(tuple)
    mention = st.builds(
        lambda s, reason, score: Mention(*s, reason, score), span, one_of(Reason), SHARE
    )
    speaker = st.builds(
        Speaker,
        st.text(min_size=1, max_size=20),
        one_of(SpeakerKind),
        SHARE,
        st.lists(mention, max_size=2).map(tuple),
        st.lists(WORDS, max_size=2).map(tuple),
    )
    quotation = st.builds(
        Quotation,
        WORDS,
        one_of(QuotationType),
        st.lists(span, min_size=1, max_size=3).map(tuple),
        spans,
        spans,
        st.none() | speaker,
        st.integers(0, 3),
        SHARE,
        st.lists(WORDS, max_size=2).map(tuple),
        MAYBE,
        MAYBE,
        MAYBE,
        st.none() | st.booleans(),
        MAYBE,
        st.none() | span,
        st.none() | span,
        st.none() | span,
        st.none() | span,
    )
    difference = st.builds(
        Difference, st.sampled_from(["changed", "left_out", "put_in"]), WORDS, WORDS
    )
    check = st.builds(
        lambda s, verdict, closest, found: HeadlineQuote(*s, verdict, closest, found),
        span,
        one_of(Verdict),
        st.none() | span,
        st.lists(difference, max_size=2).map(tuple),
    )
    block = st.builds(
        lambda kind, s, *told: Block(kind, *s, *told),
        one_of(BlockKind),
        span,
        MAYBE,
        MAYBE,
        MAYBE,
        MAYBE,
    )
    article = Article(
        text,
        tuple(draw(st.lists(block, max_size=3))),
        **{key: draw(MAYBE) for key in ("url", "outlet", "headline", "byline")},
        **{key: draw(MAYBE) for key in ("published", "language")},
        id=draw(WORDS),
    )
    return Reading(
        article,
        tuple(draw(st.lists(quotation, max_size=3))),
        tuple(draw(st.lists(check, max_size=2))),
    )


@given(readings())
def test_any_reading_is_valid_by_the_schema_and_comes_back_as_it_was(reading: Reading) -> None:
    held = json.loads(json.dumps(to_dict(reading)))
    VALIDATOR.validate(held)
    assert from_dict(held) == reading


def test_the_fields_stand_in_the_order_of_the_schema() -> None:
    speaker = Speaker("Ada Quist", "person", 1.0)
    quotation = Quotation("q1", "direct", (Span(0, 4),), speaker=speaker)
    check = HeadlineQuote(0, 4, "absent")
    held = to_dict(Reading(Article("“Yes”", (Block("headline", 0, 5),)), (quotation,), (check,)))
    parts = VALIDATOR.schema["$defs"]
    for made, described in (
        (held, VALIDATOR.schema),
        (held["quotations"][0], parts["quotation"]),
        (held["quotations"][0]["speaker"], parts["speaker"]),
        (held["headline_check"][0], parts["headline_quote"]),
    ):
        assert list(made) == list(described["properties"]) == described["required"]


def test_only_posts_carry_the_keys_of_posts() -> None:
    post = Block("embed", 5, 9, author="Leonie Marsh", handle="@leoniemarsh", platform="X")
    made = to_dict(Reading(Article("Some words", (Block("paragraph", 0, 5), post))))
    assert made["blocks"] == [
        {"kind": "paragraph", "begin": 0, "end": 5},
        {
            "kind": "embed",
            "begin": 5,
            "end": 9,
            "author": "Leonie Marsh",
            "handle": "@leoniemarsh",
            "platform": "X",
        },
    ]


def test_the_schema_is_itself_a_valid_schema_and_allows_no_other_fields() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    held = to_dict(Reading(Article("Some words"), (Quotation("q1", "direct", (Span(0, 4),)),)))
    wrong = copy.deepcopy(held)
    wrong["quotations"][0]["speakers"] = []
    assert VALIDATOR.is_valid(held)
    assert not VALIDATOR.is_valid(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quotations": None},
        {"quotations": [{"id": "q1"}]},
        {"blocks": [{"kind": "paragraph"}]},
        {"headline_check": [[]]},
    ],
)
def test_an_object_that_lacks_something_is_refused_by_name(wrong: dict[str, object]) -> None:
    held = to_dict(Reading(Article("Some words", id="mill.txt"))) | wrong
    with pytest.raises(Malformed, match=r"mill\.txt: not a reading"):
        from_dict(held)
    with pytest.raises(Malformed, match="not a reading"):
        from_dict([])  # type: ignore[arg-type]


def test_the_words_of_the_occasion_are_given_with_their_place() -> None:
    told = Quotation("q1", "direct", (Span(0, 4),), occasion=Span(5, 14), when_span=Span(0, 4))
    (held,) = to_dict(Reading(Article("“No” at a fair"), (told,)))["quotations"]
    assert (held["occasion"], held["occasion_span"]) == ("at a fair", [5, 14])
    assert (held["when_span"], held["channel_span"]) == ([0, 4], None)


def test_an_object_written_before_there_was_room_for_circumstances_is_read() -> None:
    speaker = Speaker("Ada Quist", "person", 1.0)
    reading = Reading(
        Article("“Yes” she said"), (Quotation("q1", "direct", (Span(0, 5),), speaker=speaker),)
    )
    held = to_dict(reading)
    (quotation,) = held["quotations"]
    for key in ("addressee_span", "when_span", "channel_span", "occasion", "occasion_span"):
        del quotation[key]
    del quotation["relayed_by"]
    del quotation["speaker"]["members"]
    assert from_dict(held) == reading
