"""What the form of a page tells of quotations: turns, posts, signatures, marks opened again."""

from __future__ import annotations

from dataclasses import replace

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.interviews import Exchange
from quoth.reading.marks import lines, pair_marks
from quoth.reading.shaping import shaped
from quoth.reading.turns import turns


def quotation(text: str, words: str, source: str = "", cue: str = "", **told: object) -> Quotation:
    """A direct quotation of words that a text holds."""

    def place(part: str) -> tuple[Span, ...]:
        begin = text.index(part)
        return (Span(begin, begin + len(part)),) if part else ()

    return Quotation("", "direct", place(words), place(cue), place(source), **told)  # type: ignore[arg-type]


def shape(text: str, *found: Quotation) -> list[tuple[str, str]]:
    """Source and words of each quotation, as the form of the text has them."""
    kept = shaped(Article(text), pair_marks(text), turns(text, lines(text)), [], found)
    return [
        (" ".join(text[b:e] for b, e in q.source), " / ".join(text[b:e] for b, e in q.content))
        for q in sorted(kept, key=lambda q: q.content)
    ]


def test_what_marks_open_again_is_the_same_quotation() -> None:
    text = "She said: “It rained.\n“It still rains.”\n“So they say.”"
    found = [
        quotation(text, "“It rained.", "She", "said"),
        quotation(text, "“It still rains.”"),
        quotation(text, "“So they say.”"),
    ]
    assert shape(text, *found) == [
        ("She", "“It rained. / “It still rains.”"),
        ("", "“So they say.”"),
    ]


def test_what_is_joined_stands_in_the_order_of_the_text() -> None:
    text = "“It rained.\n“It still rains.” So they say."
    held = quotation(text, "“It rained.", "", "")
    beyond = replace(held, content=(*held.content, Span(30, 42)))
    assert shape(text, beyond, quotation(text, "“It still rains.”")) == [
        ("", "“It rained. / “It still rains.” / So they say.")
    ]


def test_who_speaks_may_stand_with_the_last_paragraph() -> None:
    text = "“It rained.\n“It still rains,” said Webb."
    last = quotation(text, "“It still rains,”", "Webb", "said")
    assert shape(text, quotation(text, "“It rained."), last) == [
        ("Webb", "“It rained. / “It still rains,”")
    ]


def test_two_paragraphs_that_both_say_who_speaks_are_not_joined() -> None:
    text = "She said: “It rained.\n“It still rains,” added Webb."
    first = quotation(text, "“It rained.", "She", "said")
    assert len(shape(text, first, quotation(text, "“It still rains,”", "Webb", "added"))) == 2


def test_a_name_behind_a_dash_signs_a_quotation() -> None:
    for text in (
        "“It rains.” — Ada Quist, farmer\nMore follows.",
        "“It rains.”\n— Ada Quist",
        "“It rains.” -- Ada Quist.",
    ):
        assert shape(text, quotation(text, "“It rains.”")) == [("Ada Quist", "“It rains.”")]


def test_a_sentence_behind_a_dash_is_no_signature() -> None:
    text = "“It rains.” — Ada Quist was right. It did."
    assert shape(text, quotation(text, "“It rains.”")) == [("", "“It rains.”")]


TALK = "WEBB: Why?\nQUIST: They say it rained. It did.\nMuch.\nWEBB: Sheep?\nQUIST: Sheep."


def test_each_turn_of_talk_is_one_quotation() -> None:
    heard = [quotation(TALK, "it rained", "They", "say"), quotation(TALK, "Sheep.")]
    assert shape(TALK, *heard) == [
        ("WEBB", "Why?"),
        ("QUIST", "They say it rained. It did. / Much."),
        ("WEBB", "Sheep?"),
        ("QUIST", "Sheep."),
    ]


def test_labels_after_which_nobody_is_heard_are_no_turns() -> None:
    text = "Price: 20\nSize: 4\nPrice: 30\nSize: 5\n“It fits,” Webb said."
    assert shape(text, quotation(text, "“It fits,”", "Webb", "said")) == [("Webb", "“It fits,”")]


def test_turns_of_which_half_are_heard_are_sure() -> None:
    heard = [quotation(TALK, "Why?", confidence=0.9), quotation(TALK, "Sheep.", confidence=0.8)]
    kept = shaped(Article(TALK), pair_marks(TALK), turns(TALK, lines(TALK)), [], heard)
    assert [q.confidence for q in sorted(kept, key=lambda q: q.content)] == [0.94] * 4


def test_turns_of_which_few_are_heard_are_less_sure() -> None:
    text = TALK + "\nWEBB: And then?\nQUIST: Goats."
    heard = [quotation(text, "Why?", confidence=0.97), quotation(text, "Sheep.", confidence=0.8)]
    kept = shaped(Article(text), pair_marks(text), turns(text, lines(text)), [], heard)
    assert [q.confidence for q in sorted(kept, key=lambda q: q.content)] == [
        0.97,
        0.5,
        0.5,
        0.8,
        0.5,
        0.5,
    ]


def test_an_exchange_is_two_quotations_and_nothing_in_it_a_third() -> None:
    text = "Do you sing?\nI do. Webb said it was bad.\nI go on."
    spans = [Span(0, 12), Span(13, 40), Span(41, 49)]
    exchange = Exchange(spans[0], tuple(spans[1:]))
    found = [quotation(text, "it was bad", "Webb", "said")]
    kept = shaped(Article(text), pair_marks(text), [], [exchange], found)
    assert [q.content for q in kept] == [(spans[0],), tuple(spans[1:])]
    assert all(q.type == "direct" and not q.source and not q.cue for q in kept)


def test_what_reaches_into_a_turn_from_another_paragraph_is_no_second_quotation() -> None:
    across = quotation(TALK, "It did.\nMuch.")
    from_outside = Quotation("", "direct", (Span(TALK.index("Much"), len(TALK)),))
    heard = [quotation(TALK, "Why?"), quotation(TALK, "Sheep.")]
    assert shape(TALK, *heard, across, from_outside) == shape(TALK, *heard)


def test_what_reaches_into_an_answer_keeps_what_stands_beside_it() -> None:
    text = "It rained. Do you sing?\nI do."
    exchange = Exchange(Span(11, 23), (Span(24, 29),))
    found = Quotation("", "direct", (Span(0, 10), Span(18, 29)))
    kept = shaped(Article(text), pair_marks(text), [], [exchange], [found])
    assert [q.content for q in kept] == [(Span(0, 10),), (Span(11, 23),), (Span(24, 29),)]


def test_lines_behind_dashes_are_their_speakers_whole() -> None:
    text = "They met.\n— I never signed, said Okoro, and sat.\n— You signed it all.\nIt rained."
    found = [quotation(text, "I never signed, said", "Okoro", "said")]
    assert shape(text, *found) == [("Okoro", "I never signed,"), ("", "You signed it all.")]


def test_a_letter_is_whose_name_stands_below_it() -> None:
    text = (
        "Letters to the editor\nYour report says that trams are late, and I have driven them for"
        " years.\nSlow them at Mill Lane, please.\nHarriet Osei\nPort Ellery"
    )
    found = [quotation(text, "that trams are late", "Your report", "says")]
    assert shape(text, *found) == [
        (
            "Harriet Osei",
            "Your report says that trams are late, and I have driven them for years."
            " / Slow them at Mill Lane, please.",
        )
    ]


def test_a_statement_below_a_colon_is_whole() -> None:
    text = "Minister Ada Quist said:\nWe think that it rains. We are glad.\nThe talks go on."
    found = [quotation(text, "that it rains", "We", "think")]
    assert shape(text, *found) == [("Minister Ada Quist", "We think that it rains. We are glad.")]
