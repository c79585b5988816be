"""The ways in which words reach the public, by the words of the sentence that tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import told

from quoth.reading import channels


@pytest.mark.parametrize(
    ("how", "channel"),
    [
        ("told Italy's Corriere della Sera", "interview"),
        ("told a Lagos radio station", "interview"),
        ("told Sky's Tom Okoro", "interview"),
        ("said on the Today programme", "interview"),
        ("said on “Face the Coast”", "interview"),
        ("said in a Zoom interview", "interview"),
        ("said on the Joe Blow Experience podcast", "podcast"),
        ("said on her podcast", "podcast"),
        ("said in an Instagram story", "social post"),
        ("said in a video posted to YouTube", "social post"),
        ("said in a long late-night thread", "social post"),
        ("said on Truth Social", "social post"),
        ("told the European Parliament", "parliament"),
        ("said on the Senate floor", "parliament"),
        ("said in question period", "parliament"),
        ("told the Senate Judiciary Committee", "hearing"),
        ("told the Covid Inquiry", "hearing"),
        ("told the Post Office inquiry", "hearing"),
        ("testified before the House Oversight Committee", "hearing"),
        ("told the Old Bailey", "court"),
        ("told Leeds Crown Court", "court"),
        ("told an employment tribunal", "court"),
        ("said in a lawsuit", "court"),
        ("said at a bail hearing", "court"),
        ("said in their final televised debate", "debate"),
        ("told the UN General Assembly", "speech"),
        ("said at a campaign rally", "speech"),
        ("said in his State of the Union address", "speech"),
        ("said from the pulpit", "speech"),
        ("told a conference", "speech"),
        ("told a news conference", "press conference"),
        ("said at his post-match press conference", "press conference"),
        ("told a regular briefing", "press conference"),
        ("wrote in The Times", "column"),
        ("wrote in an opinion essay", "column"),
        ("said in a group chat", "message"),
        ("said in a voicemail", "message"),
        ("said in a recorded call", "call"),
        ("told analysts", "call"),
        ("said in a regulatory filing", "filing"),
        ("said in a communique", "statement"),
        ("said on its website", "website"),
        ("said in the minutes", "minutes"),
        ("told a local paper", "interview"),
        ("told USA Today", "interview"),
        ("said during a Friday evening rally", "speech"),
        ("said at a campaign stop", "speech"),
        ("said in a sworn statement", "affidavit"),
        ("argued in filings", "filing"),
        ("said in a paper published on Tuesday", "report"),
        ("called to say", "call"),
        ("captioned the snap", "social post"),
        ("reported in the journal Corvid Letters", "report"),
        ("said in a victim statement", "court"),
        ("said at a doorstop", "press conference"),
        ("said at a press gaggle", "press conference"),
        ("said in a teleconference with reporters", "press conference"),
        ("said in a release", "statement"),
        ("said in a press note", "statement"),
        ("said in a tribute released by police", "statement"),
        ("said in the earnings release", "statement"),
        ("said in remarks delivered at the university", "speech"),
        ("told the Quay Security Conference", "speech"),
        ("said in a message posted to its Instagram account", "social post"),
        ("said on local radio", "interview"),
        ("sang in the square", "song"),
        ("said in an order on Friday", "court"),
        ("said on The Dana Poole Show", "interview"),
    ],
)
def test_the_channel_is_told_by_classes_of_words(how: str, channel: str) -> None:
    cue, rest = how.split(" ", 1)
    assert told(f"{{Ana Pell}} [{cue}] {rest} <that it was late>.")[0][1] == channel


@pytest.mark.parametrize(
    "how",
    [
        "told the board of the Post Office",
        "told the Star Wars fan club",
        "said on the campaign trail",
        "said after the press conference",
        "said, hearing the news,",
        "said in her new post as minister",
        "said at the committee meeting",
        "told investigators",
        "said with a smile",
        "said outside the hearing",
        "said in the last minutes of the game",
        "said in his tribute at the chapel",
        "said in an order of soup",
        "said of the email server",
        "said, heading into the debate,",
        "said she will hold a press conference",
    ],
)
def test_words_that_only_look_like_a_channel_are_none(how: str) -> None:
    cue, rest = how.replace(",", " ,").split(" ", 1)
    assert told(f"{{Ana Pell}} [{cue}] {rest} <that it was late>.")[0][1] is None


@pytest.mark.parametrize(
    ("opening", "channel"),
    [
        ("Speaking at the launch of the report", "speech"),
        ("Addressing supporters in Lagos", "speech"),
        ("Writing in the Guardian", "column"),
        ("Writing on LinkedIn", "social post"),
        ("Taking to X", "social post"),
        ("Appearing on CNN", "interview"),
        ("Asked on CNN's “State of Play” about it", "interview"),
        ("Addressing the row for the first time", None),
        ("Speaking after the match", None),
        ("Speaking at the 60th anniversary of the school", "speech"),
        ("Opening the debate", "parliament"),
        ("Buttering toast", None),
        ("Speaking of her childhood", None),
        ("Speaking on the sidelines of the summit in Oslo", "speech"),
        ("Appearing before the Marr commission", "hearing"),
        ("In the Senate on Monday", "parliament"),
    ],
)
def test_what_opens_a_sentence_tells_where_it_was_said(opening: str, channel: str | None) -> None:
    assert told(f"{opening}, {{Ana Pell}} [said] <it was late>.")[0][1] == channel


def test_where_an_advice_was_mocked_is_not_where_it_was_given() -> None:
    text = "The port drew ridicule on Weibo after {it} [advised] <residents to walk>."
    assert told(text)[0][1] is None


def test_a_judge_speaks_in_court_and_an_analyst_does_not() -> None:
    found = told(
        "{Judge Rupert Hale} [called] <the scheme “a toddler's plan”>.\n\n"
        "{Ines Moro, an analyst at Colby}, [said] <the plan was dead>."
    )
    assert [channel for _, channel, _ in found] == ["court", None]


def test_what_an_outlet_reports_is_a_report_and_what_it_says_of_itself_is_none() -> None:
    found = told(
        "{Sky Italia} [reported] <a deal was done>.\n\n[According to] {the Coast Times}, <it is"
        " off>.\n\n{The BBC} [said] <it would cut jobs>.\n\n{Vicente Fox} [said] <it was late>."
    )
    assert [channel for _, channel, _ in found] == ["report", "report", None, None]


def test_what_stands_behind_the_last_mark_tells_where_it_was_said() -> None:
    text = "{Ana Pell} [called] <the answer “a gift” in a brief interview with Radio Coast>."
    assert told(text) == [("Radio Coast", "interview", None)]


def test_a_judge_once_named_goes_on_in_court() -> None:
    found = told(
        "{District Judge Rupert Hale} [blocked] <the law>.\n\n{Ines Moro} [said] <it was late>.\n\n"
        "<“It binds nobody,”> {Hale} [wrote].\n\n{Hale} [has said] <he likes tea>."
    )
    assert [channel for _, channel, _ in found] == ["court", None, "court", None]


def test_the_speaker_who_calls_for_order_sits_in_a_parliament() -> None:
    found = told(
        "<“Order,”> [said] {the Speaker, Sir Ewart Lumb}.\n\n"
        "<“We are late,”> [said] {House Speaker Dana Poole}."
    )
    assert [channel for _, channel, _ in found] == ["parliament", None]


def test_whom_this_paper_spoke_to_was_interviewed() -> None:
    text = "The traders this newspaper spoke to were tired. {One of them} [said]: <“No.”>"
    assert told(text)[0][1] == "interview"


def test_every_channel_is_documented() -> None:
    documented = (Path(__file__).parent.parent / "docs" / "output.md").read_text(encoding="utf-8")
    told_by_words = {channel for channel, _ in channels._CHANNELS if channel}
    tables = (channels._THINGS, channels._CUES, channels._DOCUMENTS, {*channels._BY_TWO.values()})
    for channel in told_by_words.union(*tables):
        assert f"`{channel}`" in documented, channel


@pytest.mark.parametrize(
    ("document", "channel"),
    [
        ("a leaked memo, seen by the Courier,", "memo"),
        ("a newly revised report", "report"),
        ("my guidebook", "book"),
        ("A report seen by the Courier", "report"),
    ],
)
def test_what_stands_before_a_document_is_passed_over(document: str, channel: str) -> None:
    assert channels.channel_of_document(document) == channel


def test_a_report_may_stand_behind_who_wrote_it() -> None:
    assert told("{Dilip Sawhney’s} report [described] <the pot as “ugly”>.")[0][1] == "report"


def test_at_an_inquiry_witnesses_testify_and_are_cross_examined() -> None:
    found = told(
        "{Luc Hebb} [told] a public inquiry <he smelt gas>.\n\n"
        "<“I drove past,”> {Hebb} [testified].\n\n"
        "{Blair Oster} [suggested] in cross-examination <that he was drunk>."
    )
    assert [channel for _, channel, _ in found] == ["hearing"] * 3


def test_in_court_they_do_so_in_court() -> None:
    found = told(
        "{Luc Hebb} [told] the jury <he smelt gas>.\n\n"
        "{Blair Oster} [suggested] in cross-examination <that he was drunk>."
    )
    assert [channel for _, channel, _ in found] == ["court"] * 2


def test_what_members_of_a_house_debated_was_said_in_it() -> None:
    found = told(
        "The bread tax was called mad as MPs debated it on Tuesday.\n\n"
        "{Moira Tennant} [said] <it would pay for breakfast>.\n\n"
        "{Gareth Lyle} [called] <it “a tax on toast”>."
    )
    assert [f[1:] for f in found] == [("parliament", "2024-05-21")] * 2
