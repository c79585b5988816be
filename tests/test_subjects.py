"""Who stands before a cue: courts only hear, and a name far from its verb has said it."""

from __future__ import annotations

import pytest

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation
from quoth.reading.subjects import put_right


def source(text: str, cue: str, content: str, given: str = "", headline: bool = False) -> str:
    """The source of a quotation, put right."""

    def place(part: str) -> tuple[Span, ...]:
        begin = text.index(part)
        return (Span(begin, begin + len(part)),) if part else ()

    blocks = (Block("headline" if headline else "paragraph", 0, len(text)),)
    found = Quotation("q1", "indirect", place(content), place(cue), place(given))
    (right,) = put_right(Article(text, blocks), [found])
    return " ".join(text[b:e] for b, e in right.source)


def test_who_is_told_at_the_end_of_a_headline_has_not_spoken() -> None:
    text = "Builder laughed as wall fell, jury told"
    assert source(text, "told", "Builder laughed as wall fell", "jury", headline=True) == ""
    text = "Mayor told crowd that he is sorry"
    assert source(text, "told", "that he is sorry", "Mayor", headline=True) == "Mayor"


@pytest.mark.parametrize("body", ["The court", "An inquest", "Jurors", "The public inquiry"])
def test_a_body_that_heard_something_has_not_said_it(body: str) -> None:
    text = f"{body} has heard that the two fell out"
    assert source(text, "has heard", "that the two fell out", body) == ""


def test_a_person_who_heard_something_keeps_it() -> None:
    text = "Ada Quist heard that the mill would close"
    assert source(text, "heard", "that the mill would close", "Ada Quist") == "Ada Quist"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ada Quist, who has led the board since 2019 and who fell ill, said it rained.", "said"),
        ("Ada Quist (Green) said it rained.", "said"),
        ("Ada Quist, a farmer, on Monday told it rained.", "told"),
        (
            "PORT ELLERY, March 3 -- Ada Quist, Inc. (NASDAQ: AQ), a farm, today said it rained.",
            "said",
        ),
    ],
)
def test_a_name_far_from_its_verb_is_found_again(text: str, cue: str) -> None:
    assert source(text, cue, "it rained") == "Ada Quist"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The fire, which began at noon, police said it rained.", "said"),
        ("In March, after a long winter, said it rained.", "said"),
        ("Asked about sheep, who knows, told it rained.", "told"),
        ("Ada Quist, a farmer, was believed it rained.", "was believed"),
    ],
)
def test_what_is_no_subject_is_not_taken_for_one(text: str, cue: str) -> None:
    assert source(text, cue, "it rained") == ""


def led_to(text: str) -> str:
    """The source of the words in marks that end a text."""
    begin = text.index("“")
    found = Quotation("q1", "direct", (Span(begin, len(text)),))
    (right,) = put_right(Article(text, (Block("paragraph", 0, len(text)),)), [found])
    return " ".join(text[b:e] for b, e in right.source)


def test_who_begins_a_sentence_that_leads_to_a_quotation_says_it() -> None:
    assert led_to("It rained. Ada Quist was more reserved: “It just fell.”") == "Ada Quist"
    assert led_to("They met Quist. Quist herself shrugged at that: “It fell.”") == "Quist"
    assert led_to("They met Quist. She was blunt about it: “It fell.”") == "She"


def test_other_words_before_a_colon_are_no_name() -> None:
    assert led_to("It rained. Posters went up at once: “Save the mill.”") == ""
    assert led_to("It rained. The question was plain: “Who fell?”") == ""
    assert led_to("They met Quist. Quist’s sign was plain: “Keep out.”") == ""
    assert led_to("Ada Quist fell. It rained: “Keep out.”") == ""


def test_a_long_description_is_found_again() -> None:
    text = "LEITH — The captain of a ferry that ran aground with 212 people aboard told it rained."
    held = "The captain of a ferry that ran aground with 212 people aboard"
    assert source(text, "told", "it rained") == held


def test_what_looks_like_a_verb_before_a_noun_has_no_subject() -> None:
    text = "The nine Leithers who were hurt by the alleged it rained."
    assert source(text, "alleged", "it rained") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quist, asked on Friday whether it rained, said it did",
        "Ada Quist, when asked whether it rained, laughed",
        "Ada Quist, later asked whether it rained, replied: “Wait.”",
    ],
)
def test_who_is_asked_in_an_aside_has_not_asked(text: str) -> None:
    assert source(text, "asked", "whether it rained", "Ada Quist") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quist, the mayor, asked whether it rained.",
        "Ada Quist asked whether it rained, and Tom Okoro laughed.",
    ],
)
def test_who_asks_has_asked(text: str) -> None:
    given = "the mayor" if "mayor" in text else "Ada Quist"
    assert source(text, "asked", "whether it rained", given) == given
