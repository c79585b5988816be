"""A headline that ends in who says so is said by them, as a whole."""

from __future__ import annotations

import pytest

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation
from quoth.reading.headline_tails import with_tails


def read(headline: str, *found: Quotation) -> list[tuple[str, str, str]]:
    """Source, cue and words of each quotation of a headline."""
    text = f"{headline}\n\nIt rained."
    cut = len(headline) + 2
    blocks = (Block("headline", 0, cut), Block("paragraph", cut, len(text)))
    kept = with_tails(Article(text, blocks), found, lambda content: "indirect")
    return [
        (
            " ".join(text[b:e] for b, e in q.source),
            " ".join(text[b:e] for b, e in q.cue),
            " ".join(text[b:e] for b, e in q.content),
        )
        for q in kept
    ]


@pytest.mark.parametrize(
    ("headline", "source", "cue", "said"),
    [
        ("Rates to stay high, warns Bank chief", "Bank chief", "warns", "Rates to stay high"),
        ("Nobody will quit, insists Quist", "Quist", "insists", "Nobody will quit"),
        ("Fire was no accident, say police", "police", "say", "Fire was no accident"),
        (
            "Town \u2018left to rot\u2019, residents claim",
            "residents",
            "claim",
            "Town \u2018left to rot\u2019",
        ),
        ("Police missed signs, report finds", "report", "finds", "Police missed signs"),
        ("Boy, 9, begged driver, inquest hears", "", "hears", "Boy, 9, begged driver"),
        ("Chaos could last a year, MPs told", "", "told", "Chaos could last a year"),
    ],
)
def test_the_clause_before_the_comma_is_what_they_say(
    headline: str, source: str, cue: str, said: str
) -> None:
    assert read(headline) == [(source, cue, said)]


@pytest.mark.parametrize(
    "headline",
    [
        "Quist quits, claims victory",
        "Firm raises bid, warns rivals",
        "Actor backs down, says sorry",
        "Actor backs down, says he is tired",
        "Ferry sinks, nothing heard",
        "Storm closes schools and roads",
        "Quist Quits Board, Claims Big Win",
    ],
)
def test_who_does_not_speak_is_no_source(headline: str) -> None:
    assert read(headline) == []


def test_marks_alone_are_nothing_that_is_said() -> None:
    assert read("“…”, say police") == []


def test_what_was_found_inside_is_part_of_it() -> None:
    headline = "Killer wrote \u2018sorry\u2019 in snow, jury hears"
    inner = Quotation("", "mixed", (Span(13, 20),), (Span(7, 12),), (Span(0, 6),))
    body = Quotation("", "indirect", (Span(len(headline) + 2, len(headline) + 5),), block=1)
    found = read(headline, inner, body)
    assert sorted(found) == sorted(
        [("", "", "It "), ("", "hears", "Killer wrote \u2018sorry\u2019 in snow")]
    )


def test_a_topic_before_what_is_said_stays_outside() -> None:
    headline = "Ferry trial: master slept, jury told"
    found = Quotation("", "indirect", (Span(13, 25),), (Span(32, 36),))
    assert read(headline, found) == [("", "told", "master slept")]
