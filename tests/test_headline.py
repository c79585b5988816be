"""What a headline puts in quotation marks is sought in the body, and differences are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import assert_linear

from quoth.article import Article, Block, Span
from quoth.quotation import HeadlineQuote, Quotation, Speaker
from quoth.reading.headline import check_headline, with_speakers


def article(headline: str, body: str) -> Article:
    text = f"{headline}\n\n{body}"
    cut = len(headline) + 2
    return Article(text, (Block("headline", 0, cut), Block("paragraph", cut, len(text))))


def checked(headline: str, body: str) -> HeadlineQuote:
    (found,) = check_headline(article(headline, body))
    return found


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Mayor: ‘We were wrong’", "“We were wrong,” the mayor said."),
        ("Mayor: 'we were wrong'", "The mayor said: “We were wrong.”"),
        ("Mayor says “we were  wrong”", "«We were wrong», she said."),
    ],
)
def test_the_same_words_are_verbatim_but_for_case_and_marks(headline: str, body: str) -> None:
    assert checked(headline, body).verdict == "verbatim"


def test_other_words_are_altered_and_the_differences_told() -> None:
    body = "“I don’t think he is a happy man,” she said."
    found = checked("Chief calls rival ‘unhappy man’", body)
    held = article("Chief calls rival ‘unhappy man’", body).text
    assert found.verdict == "altered"
    assert found.closest is not None
    assert held[slice(*found.closest)] == "happy man"
    assert [(d.kind, d.headline, d.body) for d in found.differences] == [
        ("changed", "unhappy", "happy")
    ]


def test_words_left_out_and_put_in_are_told() -> None:
    found = checked(
        "Owner ‘deeply sorry for flood’", "She was sorry for the terrible flood, she said."
    )
    assert {(d.kind, d.headline or d.body) for d in found.differences} == {
        ("put_in", "deeply"),
        ("left_out", "the terrible"),
    }


def test_words_that_the_body_lacks_are_absent() -> None:
    assert checked("A ‘scandal of our time’", "The council met on Tuesday.").verdict == "absent"
    assert checked("It was ‘on the way’", "The van was late, on Tuesday.").verdict == "absent"


def test_without_a_headline_or_marks_there_is_nothing_to_check() -> None:
    assert check_headline(Article("“Yes,” she said.")) == ()
    assert check_headline(article("Mayor was wrong", "“Yes,” she said.")) == ()


@given(st.text(alphabet="‘’“” abcde'", max_size=40), st.text(max_size=120))
def test_any_text_is_checked_within_its_bounds(headline: str, body: str) -> None:
    held = article(headline, body)
    for quote in check_headline(held):
        assert 0 <= quote.begin < quote.end <= len(held.text)
        assert (quote.closest is None) == (quote.verdict == "absent")


def test_time_grows_no_faster_than_the_body() -> None:
    def check(times: int) -> None:
        body = "The grid is his for sale now. " * times
        check_headline(article("‘the grid is never for sale’", body))

    assert_linear(check, 1000)


def test_who_says_the_words_in_the_body_is_whom_the_headline_quotes() -> None:
    held = article(
        "‘We lost the roof’: a night on Gull Street", "“We lost the roof,” said Ada Quist."
    )
    begin = held.text.index("“")
    webb = Speaker("Ada Quist", "person", 0.95)
    found = (
        Quotation("q1", "direct", (Span(0, 18),)),
        Quotation("q2", "direct", (Span(begin, begin + 19),), speaker=webb, block=1),
    )
    first, second = with_speakers(held, found, check_headline(held))
    assert first.speaker is not None and first.speaker.name == "Ada Quist"
    assert first.speaker.mentions[0].reason == "quotation"
    assert second is found[1]
    (alone, _) = with_speakers(held, found, ())
    assert alone.speaker is None
