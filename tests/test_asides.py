"""Asides end at their comma, and what somebody calls a thing is theirs."""

from __future__ import annotations

import pytest

from quoth.article import Span
from quoth.quotation import Quotation
from quoth.reading.asides import closed, what_is_called, with_rest
from quoth.reading.sentences import sentence_starts


def place(text: str, words: str) -> Span:
    begin = text.index(words)
    return Span(begin, begin + len(words))


def aside(text: str, source: str, cue: str, *content: str) -> list[str]:
    spans = tuple(place(text, words) for words in content)
    found = closed(text, sentence_starts(text), spans, [place(text, cue)], [place(text, source)])
    return [text[slice(*span)] for span in found]


def test_an_aside_ends_where_the_sentence_goes_on() -> None:
    text = "It rained. The bridge, which Okoro described as a folly, cost millions."
    parts = ("The bridge", "which", "as a folly, cost millions")
    assert aside(text, "Okoro", "described", *parts) == ["which", "as a folly"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a “minor leak” flooded the street", "a “minor leak”"),
        ("a “minor leak” was a flood", "a “minor leak”"),
        ("a “minor leak” of the main", "a “minor leak” of the main"),
    ],
)
def test_what_is_called_so_ends_where_the_verb_of_the_sentence_follows(
    said: str, kept: str
) -> None:
    assert aside(f"What Okoro called {said}.", "Okoro", "called", said) == [kept]


def test_who_says_it_may_be_the_pronoun_itself() -> None:
    text = "The minister, who said the law was clear, left the hall."
    assert aside(text, "who", "said", "the law was clear, left the hall") == ["the law was clear"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The bridge, which Okoro called a folly, an insult and a shame.", "a folly, an insult"),
        ("Webb fought the bridge, which Okoro called a folly, to the end.", "a folly, to the end"),
        ("He hates the bridge, which Okoro called a folly, and left.", "a folly, and left"),
    ],
)
def test_a_list_and_the_end_of_a_sentence_stay(text: str, said: str) -> None:
    assert aside(text, "Okoro", "called", "which", said) == ["which", said]


def test_a_content_beside_no_relative_clause_stays() -> None:
    text = "Okoro called the bridge a folly, which cost millions."
    assert aside(text, "Okoro", "called", "the bridge a folly") == ["the bridge a folly"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what my aunt used to call “a thin coat”", ("“a thin coat”", "used to call", "my aunt")),
        ("It closed in what it called a “brisk” sale", ("a “brisk” sale", "called", "it")),
        ("what Brandt described as “a lie”", ("“a lie”", "described as", "Brandt")),
    ],
)
def test_who_calls_it_so_is_its_source(text: str, told: tuple[str, str, str]) -> None:
    found = what_is_called(text, [Span(0, len(text))])
    assert found is not None
    assert tuple(text[slice(*span)] for span in found) == told


@pytest.mark.parametrize("text", ["what Brandt saw", "what is called for", "“a thin coat”"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert what_is_called(text, [Span(0, len(text))]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The frogs, she says, are gone for good. It rained.", ["The frogs", "are gone for good"]),
        ("No one knew, she says, and none could.", ["No one knew", "and none could"]),
        ("The frogs, she says, “are gone”.", ["The frogs"]),
        ("The frogs left, she says, leaving mud.", ["The frogs left"]),
        ("The frogs left, she says, as he is told.", ["The frogs left"]),
        ("The frogs left, she says. Are they gone?", ["The frogs left"]),
    ],
)
def test_a_sentence_goes_on_behind_a_cue_between_commas(text: str, said: list[str]) -> None:
    first = Quotation(
        "",
        "indirect",
        (Span(0, text.index(",")),),
        (place(text, "says"),),
        (place(text, "she"),),
    )
    (found,) = with_rest(text, sentence_starts(text), [first], lambda content: "indirect")
    assert [text[slice(*span)] for span in found.content] == said


def test_what_is_another_quotation_is_not_taken_twice() -> None:
    text = "The frogs, she says, are gone, Webb adds."
    told = ((place(text, "says"),), (place(text, "she"),))
    first = Quotation("", "indirect", (place(text, "The frogs"),), *told)
    other = Quotation("", "indirect", (place(text, "are gone"),), (place(text, "adds"),))
    found = list(with_rest(text, sentence_starts(text), [first, other], lambda content: "mixed"))
    assert found == [first, other]


def test_no_aside_is_empty() -> None:
    text = "The bridge, which Okoro said, cost millions."
    assert aside(text, "Okoro", "said", ", cost millions") == [", cost millions"]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("what she saw, Ada Lund, 71, did not hesitate", "what she saw"),
        ("if Ada Lund, who left, was well, he laughed", "if Ada Lund, who left, was well"),
        ("about fire, smoke and noise", "about fire, smoke and noise"),
        ("whether Lune, Ede and Marle would pay", "whether Lune, Ede and Marle would pay"),
    ],
)
def test_a_question_ends_where_the_clause_of_who_is_asked_begins(asked: str, kept: str) -> None:
    text = f"It rained. Asked {asked}."
    spans = (place(text, asked),)
    found = closed(text, sentence_starts(text), spans, [place(text, "Asked")], [])
    assert [text[slice(*span)] for span in found] == [kept]
