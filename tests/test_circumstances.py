"""To whom, when and by what channel something was said, and whether it was a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from timing import within

from quoth.article import Article, Block, BlockKind, Span
from quoth.quotation import Quotation, QuotationType, Speaker
from quoth.reading.channels import channel_of_document
from quoth.reading.circumstances import circumstances
from quoth.reading.drafts import Circumstances
from quoth.reading.people import name_speakers
from quoth.reading.times import as_date, times

Parts = tuple[str, str, str]


class Told:
    """What an article tells of its quotations, each given as (content, cue, source)."""

    def __init__(
        self,
        text: str,
        *quotations: Parts,
        published: str | None = "2024-05-23",
        outlet: str | None = None,
        kinds: Sequence[BlockKind] = (),
        posted: str | None = None,
    ) -> None:
        begins = [0, *(i + 2 for i in range(len(text)) if text.startswith("\n\n", i))]
        blocks = []
        for index, begin in enumerate(begins):
            end = begins[index + 1] if index + 1 < len(begins) else len(text)
            kind = kinds[index] if index < len(kinds) else "paragraph"
            when = posted if kind == "embed" else None
            blocks.append(Block(kind, begin, end, date=when))
        self.article = Article(text, tuple(blocks), published=published, outlet=outlet)
        found = []
        for number, (content, cue, source) in enumerate(quotations):
            at = text.index(content)
            block = max(i for i, b in enumerate(blocks) if b.begin <= at)
            kind_of: QuotationType = "direct" if content[0] in "“‘\"'" else "indirect"
            found.append(
                Quotation(
                    f"q{number + 1}",
                    kind_of,
                    (Span(at, at + len(content)),),
                    _closest(text, cue, at),
                    _closest(text, source, at),
                    block=block,
                )
            )
        named = name_speakers(self.article, found)
        self.all: Sequence[Circumstances] = circumstances(self.article, named)

    def words(self, span: Span | None) -> str | None:
        """The words of a span."""
        return self.article.text[slice(*span)] if span else None

    def addressees(self) -> list[str | None]:
        """The words that name to whom each quotation was said."""
        return [self.words(told.addressee) for told in self.all]


def _closest(text: str, words: str, near: int) -> tuple[Span, ...]:
    """The words where they stand closest to a place; nothing for no words."""
    if not words:
        return ()
    places = [i for i in range(len(text)) if text.startswith(words, i)]
    at = min(places, key=lambda place: abs(place - near))
    return (Span(at, at + len(words)),)


# To whom


@pytest.mark.parametrize(
    ("sentence", "content", "cue", "source", "addressee"),
    [
        (
            "Mrs Pell told the Courier she had cried.",
            "she had cried",
            "told",
            "Mrs Pell",
            "the Courier",
        ),
        ("“I cried,” Ana Pell told Tom Okoro.", "“I cried,”", "told", "Ana Pell", "Tom Okoro"),
        (
            "Mr Ito told MPs on Monday that it was over.",
            "that it was over",
            "told",
            "Mr Ito",
            "MPs",
        ),
        ("Ana Pell wrote to residents: “Stay in.”", "“Stay in.”", "wrote", "Ana Pell", "residents"),
        (
            "In a letter to the council, Ana Pell called it wrong.",
            "it wrong",
            "called",
            "Ana Pell",
            "the council",
        ),
        (
            "In an interview with Radio Coast, Ana Pell said she would go.",
            "she would go",
            "said",
            "Ana Pell",
            "Radio Coast",
        ),
        (
            "In a call with analysts, Ana Pell said she would go.",
            "she would go",
            "said",
            "Ana Pell",
            "analysts",
        ),
        (
            "Responding to a question from Tom Okoro, Ana Pell said she would go.",
            "she would go",
            "said",
            "Ana Pell",
            "Tom Okoro",
        ),
        (
            "Ana Pell urged the people of Marlow to wait.",
            "to wait",
            "urged",
            "Ana Pell",
            "the people of Marlow",
        ),
        (
            "He told our producer, Wren Ito, that it worked.",
            "that it worked",
            "told",
            "He",
            "our producer, Wren Ito",
        ),
        ("Ana Pell told him it was late.", "it was late", "told", "Ana Pell", "him"),
        ("“Go,” the coach told a man who had come late.", "“Go,”", "told", "the coach", "a man"),
    ],
)
def test_whom_somebody_told_or_wrote_to_is_the_addressee(
    sentence: str, content: str, cue: str, source: str, addressee: str
) -> None:
    assert Told(sentence, (content, cue, source)).addressees() == [addressee]


@pytest.mark.parametrize(
    ("sentence", "content", "cue", "source"),
    [
        ("Ana Pell said it was late.", "it was late", "said", "Ana Pell"),
        ("Ana Pell told how it began.", "how it began", "told", "Ana Pell"),
        ("According to Ana Pell, it was late.", "it was late", "According to", "Ana Pell"),
        ("Ana Pell said, to laughter, that it was late.", "that it was late", "said", "Ana Pell"),
    ],
)
def test_without_words_that_name_a_hearer_there_is_no_addressee(
    sentence: str, content: str, cue: str, source: str
) -> None:
    assert Told(sentence, (content, cue, source)).addressees() == [None]


def test_who_was_told_is_the_addressee() -> None:
    told = Told(
        "Coun Lyle was told by officers that they held no record.",
        ("that they held no record", "told", "officers"),
    )
    assert told.addressees() == ["Coun Lyle"]


def test_a_question_in_the_passive_is_put_to_the_subject_and_the_answer_to_who_asked() -> None:
    told = Told(
        "Asked by Judge Harriet Moyle whether he understood, Lech Adamski said he did.",
        ("whether he understood", "Asked", "Judge Harriet Moyle"),
        ("he did", "said", "Lech Adamski"),
    )
    assert told.addressees() == ["Lech Adamski", "Judge Harriet Moyle"]
    assert [c.question for c in told.all] == [True, False]


def test_nobody_replies_to_what_they_said_themselves() -> None:
    told = Told(
        "Ana Pell said it was late. Hours later, Ana Pell responded that it was over.",
        ("it was late", "said", "Ana Pell"),
        ("that it was over", "responded", "Ana Pell"),
    )
    assert told.addressees() == [None, None]


def test_lines_without_a_source_go_to_and_fro_between_two_speakers() -> None:
    told = Told(
        "“How far is it?” asked Simeon Alabi.\n\n“Sixty metres.”\n\n“And you saw him?”\n\n"
        "“I did,” replied Lech Adamski.",
        ("“How far is it?”", "asked", "Simeon Alabi"),
        ("“Sixty metres.”", "", ""),
        ("“And you saw him?”", "", ""),
        ("“I did,”", "replied", "Lech Adamski"),
    )
    assert told.addressees() == ["Lech Adamski", "Simeon Alabi", "Lech Adamski", "Simeon Alabi"]


def test_a_jury_that_heard_something_was_told_it() -> None:
    told = Told("The jury heard that the vans had burnt.", ("that the vans had burnt", "heard", ""))
    assert told.addressees() == ["The jury"]


@pytest.mark.parametrize(
    ("sentence", "content", "addressee"),
    [
        ("Four doctors told her it was nerves.", "her it was nerves", "her"),
        ("Four doctors told the jury he had slept.", "the jury he had slept", "the jury"),
        ("Four doctors urged people not to run.", "people not to run", "people"),
        ("Four doctors told lies about her.", "lies about her", None),
    ],
)
def test_a_hearer_within_the_content_needs_no_that(
    sentence: str, content: str, addressee: str | None
) -> None:
    cue = sentence.split()[2]
    assert Told(sentence, (content, cue, "Four doctors")).addressees() == [addressee]


def test_a_witness_is_asked_by_who_speaks_after_them_in_court() -> None:
    told = Told(
        "Lech Adamski told the court he had slept.\n\n“How far is it?” asked Simeon Alabi.\n\n"
        "“Sixty metres.”",
        ("he had slept", "told", "Lech Adamski"),
        ("“How far is it?”", "asked", "Simeon Alabi"),
        ("“Sixty metres.”", "", ""),
    )
    assert told.addressees() == ["the court", "Lech Adamski", "Simeon Alabi"]


def test_who_is_called_by_title_and_name_is_spoken_to() -> None:
    told = Told(
        "“Mr. Kessing, you built nothing,” Lucinda Farr said.",
        ("“Mr. Kessing, you built nothing,”", "said", "Lucinda Farr"),
    )
    assert told.addressees() == ["Mr. Kessing"]


def test_turns_of_an_interview_are_addressed_to_each_other() -> None:
    told = Told(
        "Aldous: How do you walk?\n\nOyarzo: On my heels.\n\nAldous: And at home?",
        ("How do you walk?", "", "Aldous"),
        ("On my heels.", "", "Oyarzo"),
        ("And at home?", "", "Aldous"),
    )
    assert told.addressees() == ["Oyarzo", "Aldous", "Oyarzo"]
    assert [c.question for c in told.all] == [True, False, True]
    assert {c.channel for c in told.all} == {"interview"}


# Questions


@pytest.mark.parametrize(
    ("sentence", "content", "cue", "question"),
    [
        ("When asked if it hurt, Ana Pell smiled.", "if it hurt", "asked", True),
        ("She asked why nobody came.", "why nobody came", "asked", True),
        ("She wanted to know who paid.", "who paid", "wanted to know", True),
        ("She wanted to know who paid.", "to know who paid", "wanted", True),
        ("She wanted to know them better.", "to know them better", "wanted", False),
        ("“Who paid?” she demanded.", "“Who paid?”", "demanded", True),
        ("She asked him to leave.", "to leave", "asked", False),
        ("She asked for an apology.", "for an apology", "asked", False),
        ("She said why nobody came.", "why nobody came", "said", False),
        ("“He said, ‘Who paid?’” she recalled.", "“He said, ‘Who paid?’”", "recalled", False),
    ],
)
def test_a_question_is_told_from_a_request_and_a_question_reported(
    sentence: str, content: str, cue: str, question: bool
) -> None:
    assert Told(sentence, (content, cue, "")).all[0].question is question


def test_a_hearer_that_the_content_takes_in_is_found_there() -> None:
    told = Told(
        "Tom Okoro asked the harbour chief if she took it seriously.",
        ("the harbour chief if she took it seriously", "asked", "Tom Okoro"),
    )
    assert told.addressees() == ["the harbour chief"]
    assert told.all[0].question


# When (published on Thursday, 23 May 2024)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Monday", "2024-05-20"),
        ("late Wednesday", "2024-05-22"),
        ("last Thursday", "2024-05-16"),
        ("yesterday", "2024-05-22"),
        ("last night", "2024-05-22"),
        ("last week", "2024-05"),
        ("last month", "2024-04"),
        ("over the weekend", "2024-05"),
        ("last year", "2023"),
        ("in January", "2024-01"),
        ("in December", "2023-12"),
        ("in May 1998", "1998-05"),
        ("in 1966", "1966"),
        ("on 3 February 2010", "2010-02-03"),
        ("on Feb. 26", "2024-02-26"),
        ("on April 2, 2023", "2023-04-02"),
        ("three days ago", "2024-05-20"),
    ],
)
def test_a_time_is_counted_back_from_publication(words: str, value: str) -> None:
    told = Told(
        f"Ana Pell said {words} that it was late.", ("that it was late", "said", "Ana Pell")
    )
    assert told.all[0].when == value
    assert (told.words(told.all[0].when_span) or "") in words


@pytest.mark.parametrize("words", ["today", "on Thursday", "this morning"])
def test_the_day_of_publication_is_not_told(words: str) -> None:
    told = Told(
        f"Ana Pell said {words} that it was late.", ("that it was late", "said", "Ana Pell")
    )
    assert (told.all[0].when, told.all[0].when_span) == (None, None)


@pytest.mark.parametrize("words", ["by Friday", "until June", "next Monday", "from 1 May 2030"])
def test_a_time_to_come_is_not_when_it_was_said(words: str) -> None:
    assert [t.value for t in times(f"It runs {words}.", date(2024, 5, 23))] == []


def test_without_a_date_of_publication_only_full_dates_have_a_value() -> None:
    found = times("on Monday, in May 1998, last year, on 3 March, in 1966", None)
    assert [time.value for time in found] == ["1998-05", "1966"]


def test_days_later_are_counted_from_the_day_before() -> None:
    found = times("On 4 September 2023 she wrote; he answered three days later.", None)
    assert [time.value for time in found] == ["2023-09-04", "2023-09-07"]


def test_the_next_day_is_that_after_the_day_before() -> None:
    found = times("On 31 August 2023 she wrote; he answered the next day.", None)
    assert [time.value for time in found] == ["2023-08-31", "2023-09-01"]
    assert list(times("He answered the next day.", None)) == []


def test_impossible_days_have_no_value() -> None:
    assert list(times("on 31 February 2024 and on 45 May", date(2024, 5, 23))) == []


@pytest.mark.parametrize(
    "words", ["2024-05-23", "2024-05-23T07:00:00+05:30", "May 23, 2024", "23rd May 2024"]
)
def test_dates_of_publication_are_read_as_pages_print_them(words: str) -> None:
    assert as_date(words) == date(2024, 5, 23)


@pytest.mark.parametrize("words", [None, "", "yesterday", "2024", "soon"])
def test_what_is_no_day_is_no_date(words: str | None) -> None:
    assert as_date(words) is None


def test_what_a_quotation_says_of_time_is_not_when_it_was_said() -> None:
    told = Told(
        "Ana Pell said the bridge fell on Monday.",
        ("the bridge fell on Monday", "said", "Ana Pell"),
    )
    assert told.all[0].when is None


def test_a_life_told_of_the_speaker_is_not_when_it_was_said() -> None:
    told = Told(
        "Ana Pell, who retired in 2012, said it was late.",
        ("it was late", "said", "Ana Pell, who retired in 2012"),
    )
    assert told.all[0].when is None


def test_an_aside_that_is_over_parts_no_time_from_its_cue() -> None:
    told = Told(
        "In a letter of 11 March, which the Dispatch has seen, Ana Pell wrote that it was late.",
        ("that it was late", "wrote", "Ana Pell"),
    )
    assert (told.all[0].when, told.all[0].channel) == ("2024-03-11", "letter")


def test_a_time_holds_for_the_same_speaker_going_on() -> None:
    told = Told(
        "In one of his interviews last year, Ravi Sood said he did not trust her. “I don’t trust"
        " her,” Sood had said.",
        ("he did not trust her", "said", "Ravi Sood"),
        ("“I don’t trust her,”", "had said", "Sood"),
        published="2025-02-12",
    )
    assert [(c.when, c.channel) for c in told.all] == [("2024", "interview")] * 2


def test_a_post_was_said_on_the_day_it_was_put_up() -> None:
    text = "He had seen it.\n\nNot one rupee left us — Ravi Sood (@rsood) May 21, 2024"
    post = ("Not one rupee left us", "", "Ravi Sood (@rsood)")
    for posted in (None, "2024-05-21"):
        told = Told(text, post, kinds=["paragraph", "embed"], posted=posted)
        assert (told.all[0].when, told.all[0].channel) == ("2024-05-21", "social post")
        assert told.words(told.all[0].when_span) == "May 21, 2024"


@pytest.mark.parametrize(
    ("beside", "value"), [("", "2023"), (" It shut in 2025.", None)], ids=["newest", "too old"]
)
def test_without_a_date_of_publication_the_newest_post_dates_the_rest(
    beside: str, value: str | None
) -> None:
    text = (
        f"Last year, Ravi Sood said it was lost.{beside}\n\n"
        "Not one rupee left us — Ravi Sood (@rsood) May 21, 2024"
    )
    said = ("it was lost", "said", "Ravi Sood")
    post = ("Not one rupee left us", "", "Ravi Sood (@rsood)")
    kinds: Sequence[BlockKind] = ["paragraph", "embed"]
    told = Told(text, said, post, published=None, kinds=kinds, posted="2024-05-21").all
    assert [t.when for t in told] == [value, "2024-05-21"]


def test_no_words_tell_the_day_of_a_post_that_prints_none() -> None:
    text = "He had seen it.\n\nNot one rupee left us — Ravi Sood (@rsood)"
    post = ("Not one rupee left us", "", "Ravi Sood (@rsood)")
    told = Told(text, post, kinds=["paragraph", "embed"], posted="2024-05-21").all[0]
    assert (told.when, told.when_span) == ("2024-05-21", None)


def test_who_is_asked_about_what_they_wrote_answers_at_another_time() -> None:
    text = (
        "In 2019 Ada Nwosu wrote that the mill was lost. Questioned on that, she said that it was"
        " saved."
    )
    wrote = ("that the mill was lost", "wrote", "Ada Nwosu")
    told = Told(text, wrote, ("that it was saved", "said", "she")).all
    assert [t.when for t in told] == ["2019", None]


def test_what_somebody_says_now_was_not_said_then() -> None:
    text = (
        "Ada Nwosu said in 2012 that the mill was lost. It was saved. Nwosu, now 78, laughed."
        " “He beat me,” she said."
    )
    then = ("that the mill was lost", "said", "Ada Nwosu")
    told = Told(text, then, ("“He beat me,”", "said", "she")).all
    assert [t.when for t in told] == ["2012", None]


# Channels and occasions


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [
        ("Ana Pell said in a statement it was late.", "statement"),
        ("In an emailed statement, Ana Pell said it was late.", "statement"),
        ("Ana Pell said by telephone it was late.", "call"),
        ("Ana Pell said in an email it was late.", "email"),
        ("Ana Pell said in a post on X it was late.", "social post"),
        ("Ana Pell took to his X handle and said it was late.", "social post"),
        ("On Facebook, Ana Pell said it was late.", "social post"),
        ("At a press conference in Accra, Ana Pell said it was late.", "press conference"),
        ("In a televised address, Ana Pell said it was late.", "speech"),
        ("In a WhatsApp message, Ana Pell said it was late.", "message"),
        ("In a memo to staff, Ana Pell said it was late.", "memo"),
        ("In a newspaper column, Ana Pell said it was late.", "column"),
        ("Ana Pell said it was late.", None),
        ("After the interview, Ana Pell said it was late.", None),
    ],
)
def test_the_channel_is_read_from_the_sentence(sentence: str, channel: str | None) -> None:
    assert Told(sentence, ("it was late", "said", "Ana Pell")).all[0].channel == channel


@pytest.mark.parametrize(
    ("source", "channel"),
    [
        ("a May report by the auditor", "report"),
        ("The affidavit", "affidavit"),
        ("A letter from its lawyers, Quist Verb", "letter"),
        ("minutes of the November meeting", "minutes"),
        ("Dilip Sawney, author of the report", None),
        ("@teapot_fan", "social post"),
    ],
)
def test_a_document_is_its_own_channel(source: str, channel: str | None) -> None:
    assert channel_of_document(source) == channel


@pytest.mark.parametrize(
    ("source", "channel", "addressee", "when"),
    [
        (
            "the councillor Ana Pell in conversation with Radio Coast",
            "interview",
            "Radio Coast",
            None,
        ),
        (
            "mayor Ana Pell on Monday before some 400 citizens",
            "speech",
            "some 400 citizens",
            "2024-05-20",
        ),
        ("Quay Watch, a Telegram channel run by volunteers", "social post", None, None),
        ("fans on the Terrace forum", "social post", None, None),
        ("Ana Pell, who spoke for the court", None, None, None),
    ],
)
def test_what_a_source_tells_of_how_it_spoke_counts(
    source: str, channel: str | None, addressee: str | None, when: str | None
) -> None:
    told = Told(f"“We stay,” said {source}.", ("“We stay,”", "said", source))
    assert (told.all[0].channel, told.all[0].when) == (channel, when)
    assert told.addressees() == [addressee]


def test_a_court_in_which_something_is_to_be_fought_is_no_channel() -> None:
    told = Told(
        "Ana Pell dared the party to fight in court, saying it was late.",
        ("it was late", "saying", "Ana Pell"),
    )
    assert told.all[0].channel is None


def test_who_speaks_to_reporters_has_left_the_hearing() -> None:
    told = Told(
        "Lucinda Farr told a committee hearing that the towers were a fiction.\n\n"
        "“It is forgotten,” Garrett Kessing told reporters.",
        ("that the towers were a fiction", "told", "Lucinda Farr"),
        ("“It is forgotten,”", "told", "Garrett Kessing"),
    )
    assert [c.channel for c in told.all] == ["hearing", None]


def test_pressed_on_something_is_a_question_where_its_verb_was_lost() -> None:
    told = Told(
        "Liv Holm said it was late. Pressed on whether it was safe, she answered: “It is.”",
        ("it was late", "said", "Liv Holm"),
        ("whether it was safe", "", ""),
        ("“It is.”", "answered", "she"),
    )
    assert [one.question for one in told.all] == [False, True, False]
    assert told.addressees()[1] == "Liv Holm"


def test_what_is_told_to_a_briefing_is_told_to_the_press() -> None:
    told = Told(
        "Ana Pell told a briefing that it was late.",
        ("a briefing that it was late", "told", "Ana Pell"),
    )
    assert (told.all[0].channel, told.addressees()) == ("press conference", ["a briefing"])


def test_who_swore_an_affidavit_still_writes_it_paragraphs_later() -> None:
    told = Told(
        "In an affidavit, Imani Roz said the barn was full.\n\nIt was built in 1911.\n\nNobody"
        " lives there.\n\nThe form was blank, Roz wrote.",
        ("the barn was full", "said", "Imani Roz"),
        ("The form was blank", "wrote", "Roz"),
    )
    assert [c.channel for c in told.all] == ["affidavit", "affidavit"]


def test_what_is_told_to_a_newspaper_is_an_interview() -> None:
    told = Told(
        "“Pull your head in,” Nick Stamos told the Star.",
        ("“Pull your head in,”", "told", "Nick Stamos"),
        outlet="The Murray Daily Star",
    )
    assert (told.all[0].channel, told.addressees()) == ("interview", ["the Star"])


def test_the_event_at_which_it_was_said_is_told() -> None:
    told = Told(
        "“We will stay,” Ana Pell said in an interview with Tom Okoro on the sidelines of the"
        " Lisbon Ocean Summit.",
        ("“We will stay,”", "said", "Ana Pell"),
    )
    assert told.words(told.all[0].occasion) == "the Lisbon Ocean Summit"
    assert told.addressees() == ["Tom Okoro"]
    assert told.all[0].channel == "interview"


def test_a_hearing_holds_for_all_who_speak_in_it_but_not_for_what_comes_from_elsewhere() -> None:
    told = Told(
        "Lucinda Farr told a committee hearing on Tuesday that the towers were a fiction.\n\n"
        "Garrett Kessing said he was sorry.\n\n"
        "In a statement, the union Linemen First said it was glad.",
        ("that the towers were a fiction", "told", "Lucinda Farr"),
        ("he was sorry", "said", "Garrett Kessing"),
        ("it was glad", "said", "the union Linemen First"),
    )
    assert [(c.channel, c.when) for c in told.all] == [
        ("hearing", "2024-05-21"),
        ("hearing", "2024-05-21"),
        ("statement", None),
    ]


def test_a_headline_was_said_where_the_body_says_so() -> None:
    told = Told(
        "‘Chickens rule the harbour’\n\nAna Pell told the Courier on Monday: “Chickens rule the"
        " harbour and the quay.”",
        ("‘Chickens rule the harbour’", "", ""),
        ("“Chickens rule the harbour and the quay.”", "told", "Ana Pell"),
        kinds=["headline", "paragraph"],
    )
    assert [(c.channel, c.when) for c in told.all] == [("interview", "2024-05-20")] * 2


# Odd input


def test_no_quotations_tell_nothing() -> None:
    assert circumstances(Article("Nothing was said."), ()) == []


def test_bare_quotations_and_articles_without_blocks_are_read() -> None:
    text = "“Go,” she said. “Now.”\n\nAsked"
    bare = [
        Quotation("q1", "direct", (Span(0, 5),)),
        Quotation("q2", "direct", (), (Span(24, 29),)),
        Quotation("q3", "direct", ()),
    ]
    told = circumstances(Article(text), bare)
    assert [(t.addressee, t.question, t.when, t.channel) for t in told] == [
        (None, False, None, None)
    ] * 3


def test_very_long_sentences_take_little_time() -> None:
    sentence = "said x and asked whether y on Monday in a statement to the press, "
    text = sentence * 3000
    found = []
    for index in range(3000):
        at = index * len(sentence)
        found.append(
            Quotation(f"q{index}", "indirect", (Span(at + 5, at + 6),), (Span(at, at + 4),))
        )
    told = circumstances(Article(text, published="2024-05-23"), found)
    assert len(told) == 3000


@pytest.mark.parametrize(
    "words", ["on Friday", "yesterday", "last week", "last weekend", "three years ago"]
)
def test_what_lies_before_the_first_day_there_is_has_no_time(words: str) -> None:
    published = date.min

    assert list(times(f"She said so {words}.", published)) == []


def test_one_paragraph_of_very_many_speakers_takes_little_time() -> None:
    line = "In a speech Ana Pell said it was late after the match and He was speaking in Accra. "
    names = [f"Ana Pell{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}" for i in range(600)]
    text = "".join(line.replace("Ana Pell", name) for name in names)
    found, at = [], 0
    for number, name in enumerate(names):
        begin = text.index(name, at)
        content = text.index("it was late", begin)
        source = Span(begin, begin + len(name))
        cue = Span(source.end + 1, source.end + 5)
        speaker = Speaker(name, "person", 1.0, ())
        found.append(
            Quotation(
                f"q{number}",
                "indirect",
                (Span(content, content + 11),),
                (cue,),
                (source,),
                speaker=speaker,
            )
        )
        at = content
    with within(6):
        circumstances(Article(text, published="2024-05-23"), found)
