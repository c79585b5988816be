"""Interviews without labels are told from articles with questions over their paragraphs."""

from __future__ import annotations

from quoth.article import Article, Span
from quoth.intake import article_from_text
from quoth.quotation import Named, Quotation
from quoth.reading.interviews import exchanges, with_interviewee
from quoth.reading.marks import pair_marks

INTRO = """Ten minutes with Ada Quist

Ada Quist has led the rescue team since 2011. Quist spoke to Petra Lum, who asked her about fog.
"""
TALK = (
    "**Do you still get nervous?**\n\nEvery time. I would stop if it were otherwise, believe me.\n",
    "**What do people get wrong?**\n\nThey believe that a forecast is a promise. It is none.\n\n"
    "And my father would agree, if he were still here to be asked about it.\n",
    "**Has the ice changed your work?**\n\nCompletely. I climb other ways than I did, in August.\n",
)
ASKED = [
    "Will my ferry sail?\n\nMost will not, says the company, which runs one boat in four.\n",
    "Can you get a refund?\n\nYes. Brand said: “I would ask for my money back.” Others agree.\n",
    "What do the crews want?\n\nThe union wants nine per cent, and says that it will wait.\n",
]


def interview(*parts: str) -> Article:
    return article_from_text("\n".join((INTRO, *parts)), id="talk")


def heard(article: Article) -> list[tuple[str, list[str]]]:
    found = exchanges(article, pair_marks(article.text))
    text = article.text
    return [(text[slice(*e.question)], [text[slice(*s)] for s in e.answer]) for e in found]


def test_a_question_goes_with_all_paragraphs_that_answer_it() -> None:
    found = heard(interview(*TALK))
    assert [question for question, _ in found] == [
        "Do you still get nervous?",
        "What do people get wrong?",
        "Has the ice changed your work?",
    ]
    assert [len(answer) for _, answer in found] == [1, 2, 1]


def test_a_note_below_the_last_answer_is_no_answer() -> None:
    found = heard(interview(*TALK, "This talk has been edited for length and for clarity."))
    assert found[-1][1] == ["Completely. I climb other ways than I did, in August."]


def test_a_short_remark_to_somebody_within_an_answer_is_left_out() -> None:
    talk = TALK[0] + "\nSo you do.\n\nI do, and I have never made a secret of it to anybody.\n"
    assert [len(answer) for _, answer in heard(interview(talk, *TALK[1:]))] == [2, 2, 1]


def test_questions_over_paragraphs_of_a_report_are_no_interview() -> None:
    assert heard(interview(*ASKED)) == []


def test_two_questions_are_no_interview() -> None:
    assert heard(interview(*TALK[:2])) == []


def test_who_is_named_most_before_the_first_question_answers() -> None:
    article = interview(*TALK)
    talk = exchanges(article, pair_marks(article.text))
    told = [
        Quotation("q1", "direct", (talk[0].question,)),
        Quotation("q2", "direct", talk[0].answer),
    ]
    told.append(Quotation("q3", "indirect", (Span(0, 3),)))
    named = [
        Named("Petra Lum", "person", ("Petra Lum",)),
        Named("Ada Quist", "person", ("Quist", "Ada Quist")),
    ]
    question, answer, other = with_interviewee(article, talk, told, named)
    assert question.speaker is None and question.question is True
    assert answer.speaker is not None and answer.speaker.name == "Ada Quist"
    assert (question.channel, answer.channel) == ("interview", "interview")
    assert question.addressee == "Ada Quist"
    mention = answer.speaker.mentions[0]
    assert question.addressee_span == Span(mention.begin, mention.end)
    assert article.text[mention.begin : mention.end] == "Ada Quist"
    assert other == told[2]
    assert with_interviewee(article, [], told, named) == tuple(told)


def test_words_in_marks_over_an_interview_are_the_interviewees() -> None:
    article = interview(*TALK)
    talk = exchanges(article, pair_marks(article.text))
    named = [Named("Ada Quist", "person", ("Ada Quist", "Quist"))]
    title = Quotation("q1", "direct", (Span(0, 3),), block=0)
    others = [
        Quotation("q2", "indirect", (Span(0, 3),), block=0),
        Quotation("q3", "direct", (Span(0, 3),), source=(Span(4, 11),), block=0),
    ]
    found = with_interviewee(article, talk, [title, *others], named)
    assert [q.speaker and q.speaker.name for q in found] == ["Ada Quist", None, None]
