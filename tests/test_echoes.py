"""What a headline says again, and who is learned to be whom by it."""

from __future__ import annotations

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation
from quoth.reading.echoes import echoes
from quoth.reading.people import name_speakers

HEADLINE = "Orbit CEO says satellites are not toys"
BODY = "“Our satellites are not toys for the rich,” Mirela Vask told a hearing on Tuesday."
LATER = "The Orbit chief said that she would not sell."


def article(*paragraphs: str) -> Article:
    text = "\n".join((HEADLINE, *paragraphs))
    ends = [len(HEADLINE) + 1]
    for paragraph in paragraphs:
        ends.append(min(len(text), ends[-1] + len(paragraph) + 1))
    kinds = ("headline", *("paragraph" for _ in paragraphs))
    blocks = (Block(k, b, e) for k, b, e in zip(kinds, (0, *ends), ends, strict=False))
    return Article(text, tuple(blocks))


def said(held: Article, source: str, content: str, block: int) -> Quotation:
    source_at, content_at = held.text.index(source), held.text.index(content)
    return Quotation(
        f"q{block}",
        "direct" if content.startswith("“") else "indirect",
        (Span(content_at, content_at + len(content)),),
        source=(Span(source_at, source_at + len(source)),),
        block=block,
    )


def test_a_headline_repeats_the_statement_whose_words_it_shares() -> None:
    held = article(BODY, LATER)
    quotations = [
        said(held, "Orbit CEO", "satellites are not toys", 0),
        said(held, "Mirela Vask", "“Our satellites are not toys for the rich,”", 1),
        said(held, "The Orbit chief", "that she would not sell", 2),
    ]
    assert list(echoes(held, quotations)) == [(0, 1)]


def test_few_common_words_are_no_echo() -> None:
    held = article("“The rich are late,” Mirela Vask said.")
    quotations = [
        said(held, "Orbit CEO", "satellites are not toys", 0),
        said(held, "Mirela Vask", "“The rich are late,”", 1),
    ]
    assert list(echoes(held, quotations)) == []


def test_a_role_in_the_headline_is_that_of_who_says_the_same_and_holds_later_on() -> None:
    held = article(BODY, LATER)
    named = name_speakers(
        held,
        [
            said(held, "Orbit CEO", "satellites are not toys", 0),
            said(held, "Mirela Vask", "“Our satellites are not toys for the rich,”", 1),
            said(held, "The Orbit chief", "that she would not sell", 2),
        ],
    )
    assert [q.speaker and q.speaker.name for q in named] == ["Mirela Vask"] * 3
    headline = named[0].speaker
    assert headline is not None
    assert [m.reason for m in headline.mentions] == ["role", "quotation", "name"]


def test_a_role_that_nobody_is_heard_in_stays_a_role() -> None:
    held = article("“The rich are late,” Mirela Vask said.")
    named = name_speakers(
        held,
        [
            said(held, "Orbit CEO", "satellites are not toys", 0),
            said(held, "Mirela Vask", "“The rich are late,”", 1),
        ],
    )
    assert [q.speaker and (q.speaker.name, q.speaker.kind) for q in named] == [
        ("Orbit CEO", "unnamed"),
        ("Mirela Vask", "person"),
    ]


def test_a_statement_without_a_source_is_let_be_where_its_speaker_has_no_name() -> None:
    first, cup = "An official: “We won.” ", "“We won the cup today.”"
    text = f"{first}{cup}\nMirela Vask, who won, said: {cup}"
    half = text.index("\n") + 1
    blocks = (Block("caption", 0, half), Block("paragraph", half, len(text)))
    held = Article(text, blocks)
    named = name_speakers(
        held,
        [
            said(held, "An official", "“We won.”", 0),
            Quotation("q1", "direct", (Span(len(first), half - 1),), block=0),
            Quotation(
                "q2",
                "direct",
                (Span(len(text) - len(cup), len(text)),),
                source=(Span(half, half + len("Mirela Vask")),),
                block=1,
            ),
        ],
    )
    assert [q.speaker and q.speaker.name for q in named] == [
        "An official",
        "An official",
        "Mirela Vask",
    ]
