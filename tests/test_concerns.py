"""Whom a quotation is about, where its words do not name them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bracketed import read
from timing import assert_linear

from quoth.article import Article, Span
from quoth.quotation import Quotation, Speaker
from quoth.reading.abouts import of_themselves
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
        return (-4.0, -0.7, -0.8, -4.0)


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
        "Ada Nwosu met the board of Orbit Freight at Quay Row. The Lau Bank was there, too."
        " Critics said that the company had left."
    )
    learned = Leaning(text, "the company", "Orbit Freight")
    assert about_of(text, "that the company had left", "Critics", learned) == ("Orbit Freight",)


def test_he_in_reported_speech_may_be_who_says_it() -> None:
    text = OPENING + "Bruno Lau, a baker, met his sister. [Lau] said that he had sold the mill."
    assert abouts(text)[0][0] == "Bruno Lau"


def test_what_somebody_promises_to_do_is_of_them() -> None:
    text = OPENING + "Bruno Lau met her there. [The Harbour Trust] said it would appeal."
    assert abouts(text) == [("Harbour Trust",)]


def test_my_mother_is_the_speakers_and_has_no_other_name() -> None:
    text = OPENING + "“My mum baked here,” [Bruno Lau] said.\n\n“I miss her,” [Ada Nwosu] said."
    assert "Bruno Lau’s mother" in abouts(text)[0]
    assert "Ada Nwosu" in abouts(text)[1]


def test_a_mother_who_is_named_is_not_somebody_else() -> None:
    text = OPENING + "“My mother, Ada Nwosu, baked here,” [Bruno Lau] said."
    assert abouts(text) == [("Ada Nwosu", "Bruno Lau")]


def test_whose_wife_somebody_is_makes_two() -> None:
    text = OPENING + "[Okafor] said that Bruno Lau’s wife had left."
    assert "Bruno Lau’s wife" in abouts(text)[0]


def test_who_asks_not_to_be_named_speaks_of_nobody() -> None:
    content = "not to be named because the Harbour Trust is powerful"
    text = OPENING + f"A friend of the Harbour Trust asked {content}."
    assert about_of(text, content, "A friend of the Harbour Trust") == ()


def test_money_is_nobody() -> None:
    for money in ("Rs40 crore", "Rs 40 crore"):
        text = OPENING + f"[Okafor] said that {money} had been spent on Bruno Lau, a baker."
        assert abouts(text) == [("Bruno Lau",)], money


def test_a_party_called_a_congress_is_somebody() -> None:
    text = OPENING + "[Okafor] said that the New Harbour Congress had met."
    assert abouts(text) == [("New Harbour Congress",)]


def test_who_says_i_and_is_found_out_later_is_spoken_of() -> None:
    article = Article("“I baked here.”")
    then = Quotation("q1", "direct", (Span(0, 15),))
    now = replace(then, speaker=Speaker("Bruno Lau", "person", 0.5, ()))
    (read_again,) = of_themselves(article, [then], [now])
    assert read_again.about == ("Bruno Lau",)
    assert of_themselves(article, [now], [now]) == (now,)


def test_a_quotation_without_words_is_about_nobody() -> None:
    bare = Quotation("q1", "direct", (), (), (Span(0, 7),))
    (read_again,) = name_speakers(Article("Ann Lee spoke."), [bare])
    assert read_again.about == ()


def test_whom_the_words_do_not_take_up_must_be_likelier() -> None:
    likely = {1: LEAST_OTHERS - 0.1, 2: LEAST_OTHERS - 0.1}
    assert told(likely, {1}) == [1]


def test_her_husband_is_he_whom_the_article_calls_so() -> None:
    text = (
        "Ines Okafor, the mayor, came with her husband, Bruno Lau, a baker.\n\n"
        "Critics said that Okafor’s husband had left."
    )
    found = about_of(text, "that Okafor’s husband had left", "Critics")
    assert "Bruno Lau" in found
    assert "Ines Okafor’s husband" not in found


def test_many_quotations_take_little_time() -> None:
    line = "“The mill is shut,” [Okafor] said. Bruno Lau, a baker, left Quay Row.\n\n"
    found = abouts(OPENING + line * 400)
    assert len(found) == 400
    told = "[Okafor] said that Bruno Lau left Quay Row and Ada Nwosu, too. "
    assert_linear(lambda count: abouts(OPENING + told * count), 200)
    assert not re.search("Okafor", " ".join(found[-1]))


def test_who_only_holds_an_opinion_is_not_what_it_is_of() -> None:
    for words in (
        "“I think the Harbour Trust is trying to slow us down,”",
        "“I’m sure the Harbour Trust meant well. I do,”",
        "“I don’t trust the Harbour Trust,”",
        "“I really feel for the Harbour Trust,”",
        "“My hope is with the Harbour Trust,”",
    ):
        assert abouts(OPENING + f"{words} [Bruno Lau] said.") == [("Harbour Trust",)], words


def test_who_tells_of_himself_is_spoken_of_beside_his_opinions() -> None:
    text = OPENING + "“I think I lost my job. The Harbour Trust sacked me,” [Bruno Lau] said."
    assert abouts(text) == [("Harbour Trust", "Bruno Lau")]


def test_he_who_doubts_others_is_not_what_he_doubts() -> None:
    text = OPENING + "Bruno Lau, a baker, left. [Lau] said that he does not trust Ines Okafor."
    assert abouts(text) == [("Ines Okafor",)]


def test_he_in_a_second_clause_is_he_of_the_first() -> None:
    content = "that Reed was a rival and that he had worked hard for his mill"
    text = OPENING + f"Adam Reed, a baker, met Bruno Lau. Lau said {content}."
    assert about_of(text, content, "Lau") == ("Adam Reed",)


def test_a_bare_company_in_a_headline_is_the_one_of_who_speaks() -> None:
    text = "Harbour Trust chief says company not for sale\n\n" + OPENING
    content = "company not for sale"
    assert about_of(text, content, "Harbour Trust chief") == ("Harbour Trust",)


def test_whose_chief_somebody_is_is_not_what_is_spoken_of() -> None:
    text = (
        "Bruno Lau, chief executive of Orbit Freight, was there.\n\n" + OPENING * 5 + "“Words of"
        " the Harbour Trust cost nothing. The Orbit Freight chief is wrong,” [Okafor] said."
    )
    assert abouts(text) == [("Harbour Trust", "Bruno Lau")]


def test_what_is_bought_is_a_firm() -> None:
    text = (
        OPENING + "“We will buy Skerry for $9 million,” [Bruno Lau] said.\n\n"
        "Adam Reed bought Skerry in 2019."
    )
    assert abouts(text) == [("Skerry",)]
