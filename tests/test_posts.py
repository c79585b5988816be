"""Signed posts, and what they pass on."""

from __future__ import annotations

import pytest

from quoth.article import Article, Block
from quoth.intake import article_from_text
from quoth.reading.posts import posts, relayed

STORY = """Ferry talks end without a deal

The harbour authority met the crews for nine hours on Tuesday.

{post}
— Odile Brandt (@odilebrandt) March 4, 2025

Talks go on next week.
"""


def passed_on(post: str) -> tuple[str, list[str]] | None:
    article: Article = article_from_text(STORY.format(post=post), id="ferry")
    (signed,) = posts(article)
    found = relayed(article.text, signed)
    if found is None:
        return None
    text = article.text
    return text[slice(*found.source)], [text[slice(*span)] for span in found.content]


def test_lines_marked_as_quoted_are_whose_name_stands_above_them() -> None:
    post = "Harbour CEO loses patience with the crews\n> We are not a bank.\n> “I am tired.” WOW"
    assert passed_on(post) == ("Harbour CEO", ["We are not a bank.", "“I am tired.”"])


def test_a_name_and_a_colon_will_do() -> None:
    assert passed_on("Marit Solberg:\n> We sail tomorrow.") == (
        "Marit Solberg",
        ["We sail tomorrow."],
    )


def test_words_without_such_lines_are_the_poster_s_own() -> None:
    assert passed_on("Nine hours and no deal. Somebody buy them lunch.") is None


def test_marked_lines_below_no_name_are_nobody_else_s() -> None:
    assert passed_on("This just in\n> We sail tomorrow.") is None


def test_a_post_begins_where_its_words_do() -> None:
    text = "> \u00a0We sail at nine.\n— Odile Brandt"
    (signed,) = posts(Article(text, (Block("embed", 0, len(text), author="Odile Brandt"),)))
    assert text[slice(*signed.words)] == "We sail at nine."


CARDS = """Storm closes the quay

The quay at Port Ellery was closed on Monday after waves broke the wall in two places.

Ama Mensah
@amensah
The wall was never going to hold.
Nobody listened.
9:14 AM · Oct 12, 2024 · 3.1M Views

@quaygull: told you so, the sea always wins — Jan 30, 2024

Port Ellery Harbour
8 July at 6:42 am
We are open again from Thursday!
1.4K likes · 312 comments

The harbour board meets next week to look at the damage and the costs.
"""


def test_a_copied_card_is_said_by_whose_name_stands_above_it() -> None:
    article = article_from_text(CARDS, id="quay")
    text = article.text
    assert [(text[slice(*p.author)], text[slice(*p.words)]) for p in posts(article)] == [
        ("Ama Mensah", "The wall was never going to hold.\nNobody listened."),
        ("@quaygull", "told you so, the sea always wins"),
        ("Port Ellery Harbour", "We are open again from Thursday!"),
    ]


def test_an_embed_that_begins_with_other_words_than_a_name_is_not_certain() -> None:
    text = "Ama Mensah broke the wall\nwith her own hands."
    assert not list(posts(Article(text, (Block("embed", 0, len(text), author="Ama Mensah"),))))


@pytest.mark.parametrize(("words", "handle"), [("  \n", "@quist"), ("\n\n", None), ("@", "@")])
def test_an_embed_without_words_is_no_post(words: str, handle: str | None) -> None:
    block = Block("embed", 0, len(words), author="Ada Quist", handle=handle)
    assert list(posts(Article(words, (block,)))) == []
