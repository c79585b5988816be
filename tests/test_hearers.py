"""To whom something was said, by name."""

from __future__ import annotations

import re

import pytest

from quoth.article import Article, Span
from quoth.quotation import Quotation, QuotationType
from quoth.reading.people import name_speakers

OPENING = "Tom Reyes, a reporter for the Harbour Post, met Ines Okafor, the mayor, on Monday.\n\n"
SAID = re.compile(r"(?P<source>\w+) (?P<cue>told|said) (?P<heard>.*?)(?P<content>that .*)")


def heard(told: str, outlet: str | None = None, byline: str | None = None) -> str | None:
    text = OPENING + told
    said = SAID.search(text, len(OPENING))
    assert said is not None
    spans = {role: (Span(*said.span(role)),) for role in ("source", "cue", "content")}
    (quotation,) = name_speakers(
        Article(text, outlet=outlet, byline=byline), [Quotation("q1", "indirect", **spans)]
    )
    return quotation.addressee


def test_a_name_is_spelt_out() -> None:
    assert heard("Okafor told Reyes that the pier would open.") == "Tom Reyes"


def test_a_pronoun_is_somebody_else_than_the_speaker() -> None:
    assert heard("Reyes told her that the pier was late.") == "Ines Okafor"


def test_a_role_is_named_where_the_article_says_whose_it_is() -> None:
    assert heard("Reyes told the mayor that the pier was late.") == "Ines Okafor"


def test_the_house_that_sits_is_no_house_named_before() -> None:
    told = "Government House was silent. Okafor told the House that the pier would open."
    assert heard(told) == "the House"


def test_people_without_a_name_stay_as_they_are_called() -> None:
    assert heard("Okafor told residents that the pier would open.") == "residents"


def test_the_reporter_s_me_is_the_outlet() -> None:
    assert heard("Okafor told me that the pier would open.", "Harbour Post") == "Harbour Post"


def test_me_is_the_writer_where_one_is_known() -> None:
    told = "Okafor told me that the pier would open."
    assert heard(told, "Harbour Post", "By Gil Serra") == "Gil Serra"
    assert heard(told, "Harbour Post", "Gil Serra and Una Roe") == "Harbour Post"


def test_the_house_is_the_only_house_that_the_article_names() -> None:
    told = "Okafor told the House that it would open. The House of Assembly then rose."
    assert heard(told) == "House of Assembly"
    assert heard(told + " The House of Lords did not.") == "the House"


def test_who_is_greeted_by_the_writer_s_first_name_is_the_writer() -> None:
    text = OPENING + "Okafor emailed back: “Hi Gil. Not us. If you find out, please tell them.”"
    at = text.index("“Hi")
    cue = Span(text.index("emailed back"), text.index(": “Hi"))
    source = Span(cue.begin - len("Okafor "), cue.begin - 1)
    mailed = Quotation("q1", "direct", (Span(at, len(text)),), (cue,), (source,))
    for byline, name in (("By Gil Serra", "Gil Serra"), ("By Una Roe", "Gil")):
        (found,) = name_speakers(Article(text, byline=byline), [mailed])
        assert found.addressee == name


def test_this_paper_is_the_outlet_and_our_producer_is_whoever_that_is() -> None:
    assert heard("Okafor told this paper that it would open.", "Harbour Post") == "Harbour Post"
    told = heard("Okafor told our producer, Gil Serra, that it would open.", "Harbour Post")
    assert told == "Gil Serra"


def test_a_pronoun_that_nobody_fits_is_no_name() -> None:
    assert heard("Okafor told it that the pier was late.") is None


def test_nobody_spoken_to_is_nobody() -> None:
    assert heard("Okafor said that the pier would open.") is None


def test_a_question_whether_he_would_is_of_who_is_asked() -> None:
    text = OPENING + "Reyes was late. Asked whether she would resign, Okafor replied: “Never.”"
    at = text.index("whether she would resign")
    cue = Span(at - len("Asked "), at - 1)
    asked = Quotation("q1", "indirect", (Span(at, at + len("whether she would resign")),), (cue,))
    source, said = text.index("Okafor replied"), text.index("“Never.”")
    reply = Quotation(
        "q2",
        "direct",
        (Span(said, len(text)),),
        (Span(source + len("Okafor "), said - 2),),
        (Span(source, source + len("Okafor")),),
    )
    question, _ = name_speakers(Article(text), [asked, reply])
    assert (question.question, question.addressee) == (True, "Ines Okafor")
    assert question.about == ("Ines Okafor",)


def test_who_answers_is_who_was_asked() -> None:
    text = OPENING + "Asked when she would resign, she replied: “Never.”"
    asked = _quotation(text, "q1", "when she would resign", "Asked")
    reply = _quotation(text, "q2", "“Never.”", "replied", "she")
    question, answer = name_speakers(Article(text), [asked, reply])
    assert answer.speaker is not None
    assert question.addressee == answer.speaker.name == "Ines Okafor"


def test_who_emails_to_say_something_emails_those_who_print_it() -> None:
    text = OPENING + "Okafor emailed to say that the pier was late. Reyes said that it was not."
    emailed = _quotation(text, "q1", "that the pier was late", "emailed to say", "Okafor")
    said = _quotation(text, "q2", "that it was not", "said", "Reyes")
    article = Article(text, outlet="Quay Gazette")
    assert [q.addressee for q in name_speakers(article, [emailed, said])] == ["Quay Gazette", None]


def _quotation(text: str, name: str, content: str, cue: str, source: str = "") -> Quotation:
    """A quotation whose cue and source stand last in the text as they are given."""
    begin = text.index(content)
    spans = {
        role: (Span(at, at + len(words)),) if words and (at := text.rindex(words)) >= 0 else ()
        for role, words in (("cue", cue), ("source", source))
    }
    kind: QuotationType = "direct" if content[0] == "“" else "indirect"
    return Quotation(name, kind, (Span(begin, begin + len(content)),), **spans)


@pytest.mark.parametrize(
    ("how", "hearer"),
    [
        ("in an interview,", "Quay Gazette"),
        ("in a phone interview.", "Quay Gazette"),
        ("in a 2019 interview,", None),
        ("in a television interview,", None),
        ("in an interview published on Sunday,", None),
        ("in an emailed statement,", None),
    ],
)
def test_an_interview_of_which_no_more_is_told_was_given_to_those_who_print_it(
    how: str, hearer: str | None
) -> None:
    assert heard(f"Okafor said {how} that the pier would open.", outlet="Quay Gazette") == hearer


def test_a_programme_is_not_who_bears_its_name() -> None:
    assert heard("Okafor told CNN’s “Morning Reyes” that the pier was late.") == "Morning Reyes"


@pytest.mark.parametrize(
    ("asking", "hearer"),
    [("The host, Una Roe", "Ines Okafor"), ("Una Roe, a farmer", None)],
)
def test_a_host_asks_the_guest_who_has_just_spoken(asking: str, hearer: str | None) -> None:
    text = OPENING + f"Okafor said the pier was safe.\n\n{asking}, wanted to know who had checked."
    said = text.index("the pier was safe")
    before = Quotation(
        "q1",
        "indirect",
        (Span(said, said + len("the pier was safe")),),
        (Span(said - len("said "), said - 1),),
        (Span(said - len("Okafor said "), said - len(" said ")),),
    )
    at, who = text.index("to know who"), text.index(asking)
    asked = Quotation(
        "q2", "indirect", (Span(at, len(text) - 1),), (), (Span(who, who + len(asking)),)
    )
    _, question = name_speakers(Article(text), [before, asked])
    assert (question.question, question.addressee) == (True, hearer)
