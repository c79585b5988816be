"""What a headline repeats from the body is a quotation in the headline, too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from timing import assert_linear

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation
from quoth.reading.headline import check_headline
from quoth.reading.headline_quotes import with_quoted
from quoth.reading.marks import pair_marks, paragraphs

BODY = "Mensah spoke of “forgotten miles of water” and “rust”. She likes “The Salt Clerk”."


def read(headline: str, *taken: str) -> list[str]:
    """The words of each quotation, where the body's are found, and some of the headline's."""
    text = f"{headline}\n\n{BODY}"
    cut = len(headline) + 2
    article = Article(text, (Block("headline", 0, cut), Block("paragraph", cut, len(text))))

    def made(words: str, block: int) -> Quotation:
        begin = text.index(words)
        return Quotation("", "mixed", (Span(begin, begin + len(words)),), block=block)

    found = [made("“forgotten miles of water” and “rust”", 1), *(made(w, 0) for w in taken)]
    marks = pair_marks(text, paragraphs(article))
    kept = with_quoted(article, marks, found, check_headline(article))
    return [" / ".join(text[b:e] for b, e in q.content) for q in kept if q.block == 0]


def test_words_that_somebody_says_in_the_body_are_quoted() -> None:
    assert read("Fund for ‘forgotten miles’ opens") == ["‘forgotten miles’"]


def test_a_single_word_a_title_and_what_is_not_in_the_body_are_not() -> None:
    assert read("Fund for ‘rust’ opens") == []
    assert read("‘The Salt Clerk’ opens") == []
    assert read("Fund for ‘empty old sheds’ opens") == []


def test_what_is_found_already_is_not_quoted_twice() -> None:
    whole = "Fund for ‘forgotten miles’"
    assert read(f"{whole} opens, says Mensah", whole) == [whole]


def test_words_before_a_colon_are_a_quotation_of_their_own() -> None:
    whole = "‘Forgotten miles’: Mensah opens fund"
    assert read(whole, whole) == ["‘Forgotten miles’"]


def test_what_is_said_behind_the_colon_stays() -> None:
    text = "‘I quit’: Webb leaves, boss says he was ‘shown out’"
    first = Quotation("", "mixed", (Span(0, 20), Span(text.index("he"), len(text))))
    headline = (Block("headline", 0, len(text)), Block("paragraph", len(text), len(text) + 12))
    article = Article(f"{text}\n\nHe quit. \n", headline)
    marks = pair_marks(article.text, paragraphs(article))
    (_, *_), checked = with_quoted(article, marks, [first], ()), check_headline(article)
    parts = with_quoted(article, marks, [replace(first)], checked)
    assert [article.text[b:e] for q in parts for b, e in q.content] == [
        "‘I quit’",
        "he was ‘shown out’",
    ]


@pytest.mark.parametrize(
    ("cue", "kept"), [("rejects", "‘dire’"), ("tells of", "‘dire’ plan"), ("slams", "‘dire’ plan")]
)
def test_words_in_marks_are_not_of_who_does_something_about_them(cue: str, kept: str) -> None:
    text = f"Council {cue} ‘dire’ plan\n\n“It is dire,” said Mensah."
    cut = text.index("“")
    article = Article(text, (Block("headline", 0, cut), Block("paragraph", cut, len(text))))

    def place(words: str) -> tuple[Span]:
        begin = text.index(words)
        return (Span(begin, begin + len(words)),)

    title = Quotation("", "mixed", place("‘dire’ plan"), place(cue), place("Council"))
    body = Quotation("", "direct", place("“It is dire,”"), place("said"), place("Mensah"), block=1)
    marks = pair_marks(text, paragraphs(article))
    found = with_quoted(article, marks, [title, body], check_headline(article))
    assert [text[slice(*q.content[0])] for q in found if q.block == 0] == [kept]


def test_a_headline_without_an_end_takes_time_by_its_length_and_no_more() -> None:
    assert_linear(lambda times: read("‘forgotten miles’: " * times), 300)
