"""Whom a quotation is about, where its words do not name them all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bracketed import read
from timing import assert_linear

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.concerns import LEAST_OTHERS, told
from quoth.reading.people import name_speakers

OPENING = (
    "Harbour Trust shuts the tide mill\n\nThe Harbour Trust has shut the tide mill. Ines Okafor,"
    " the mayor, met the Harbour Trust on Monday.\n\n"
)


def abouts(marked: str) -> list[tuple[str, ...]]:
    """Whom the quotations are about whose sources stand in brackets."""
    return [quotation.about for quotation in read(marked)]


def about_of(
    text: str, content: str, source: str, learned: Leaning | None = None
) -> tuple[str, ...]:
    """Whom an indirect quotation is about."""
    at, who = text.index(content), text.rindex(source)
    quotation = Quotation(
        "q1", "indirect", (Span(at, at + len(content)),), (), (Span(who, who + len(source)),)
    )
    return name_speakers(Article(text), [quotation], learned)[0].about


class Leaning:
    """A learned scorer that takes one description for one name."""

    def __init__(self, text: str, description: str, name: str) -> None:
        self.text, self.description, self.name = text, description, name

    def scores(self, begin: int, end: int, candidates: Sequence[tuple[int, int]]) -> list[float]:
        meant = self.text[begin:end].endswith(self.description)
        found = [self.name in self.text[b:e] for b, e in candidates]
        return [0.0, *(9.0 if meant and each else -9.0 for each in found)]

    def kinds(self, begin: int, end: int) -> tuple[float, float, float, float]:
        return (-1.4, -1.4, -1.4, -1.4)


def test_those_whom_the_words_name_come_first_and_in_their_order() -> None:
    text = OPENING + "[Okafor] said that Bruno Lau had written to Ada Nwosu. Lau is a baker."
    assert abouts(text) == [("Bruno Lau", "Ada Nwosu")]


def test_a_verdict_without_a_name_is_on_whom_the_article_is_about() -> None:
    text = (
        OPENING
        + "“The Harbour Trust gave no reason,” [Bruno Lau] said.\n\nThe Harbour Trust was silent."
        + " “A disgrace,” [Okafor] said."
    )
    assert abouts(text) == [("Harbour Trust",), ("Harbour Trust",)]


def test_who_speaks_is_not_spoken_of_for_speaking() -> None:
    text = OPENING + "Okafor left early. Okafor was tired. “It rains too much,” [Okafor] said."
    assert all("Ines Okafor" not in about for about in abouts(text))


def test_in_a_short_text_with_one_name_nobody_is_spoken_of() -> None:
    assert abouts("“It rains,” [Ann Lee] said.") == [()]


def test_who_is_named_around_words_that_name_another_is_not_meant() -> None:
    text = OPENING + "The Harbour Trust was late. [Okafor] said that Bruno Lau, a baker, had left."
    assert abouts(text) == [("Bruno Lau",)]


def test_a_firm_known_by_its_capitals_alone_is_somebody() -> None:
    text = "Rowan Tait met a board. “NorthMill is not for sale,” [Tait] said."
    assert abouts(text) == [("NorthMill",)]


def test_a_description_that_the_learned_scorer_resolves_counts() -> None:
    text = (
        "Ada Nwosu met Bruno Lau, a baker, at Quay Row. Gil Serra was there, too. Critics said"
        " that the old rogue had left."
    )
    learned = Leaning(text, "old rogue", "Bruno Lau")
    assert about_of(text, "that the old rogue had left", "Critics", learned) == ("Bruno Lau",)
    assert about_of(text, "that the old rogue had left", "Critics") == ()


def test_a_quotation_without_words_is_about_nobody() -> None:
    bare = Quotation("q1", "direct", (), (), (Span(0, 7),))
    (read_again,) = name_speakers(Article("Ann Lee spoke."), [bare])
    assert read_again.about == ()


def test_whom_the_words_do_not_take_up_must_be_likelier() -> None:
    likely = {1: LEAST_OTHERS - 0.1, 2: LEAST_OTHERS - 0.1}
    assert told(likely, {1: 0}) == [1]


def test_many_quotations_take_little_time() -> None:
    line = "“The mill is shut,” [Okafor] said. Bruno Lau, a baker, left Quay Row.\n\n"
    found = abouts(OPENING + line * 400)
    assert len(found) == 400
    told = "[Okafor] said that Bruno Lau left Quay Row and Ada Nwosu, too. "
    assert_linear(lambda count: abouts(OPENING + told * count), 200)
    assert not re.search("Okafor", " ".join(found[-1]))
