"""Letters and posts answered in kind; reports whose author goes on (published on a Thursday)."""

from __future__ import annotations

from said import told

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation
from quoth.reading.people import name_speakers


def test_who_replies_to_a_letter_writes_one() -> None:
    found = told(
        "{Ines Moro} [wrote] in a letter to the board <that the offer was low>.\n\n"
        "{Paul Grady} [replied] <that it was fair>, and [asked] <what she wanted>."
    )
    assert [channel for _, channel, _ in found] == ["letter"] * 3
    assert found[1][0] == "Ines Moro"


def test_who_replies_in_another_way_does_so() -> None:
    found = told(
        "{Ines Moro} [wrote] in a letter to the board <that the offer was low>.\n\n"
        "{Paul Grady} [replied] in an interview with Radio Coast <that it was fair>."
    )
    assert [channel for _, channel, _ in found] == ["letter", "interview"]


def test_who_comments_on_a_post_speaks_to_who_wrote_it() -> None:
    found = told(
        "{Dale Finn} [tweeted] <“Some doors close.”>\n\n"
        "{His sister, Maeve Finn}, [commented] <“Come home.”>"
    )
    assert found[1] == ("Dale Finn", "social post", None)


def test_underneath_an_embedded_post_people_speak_to_who_put_it_up() -> None:
    text = "Quay Library\nShe is home!\n\nUnderneath, one reader asked if thieves took bookings."
    at = text.index("Underneath")
    blocks = (
        Block("embed", 0, at, author="Quay Library"),
        Block("paragraph", at, len(text)),
    )
    content, cue, source = (
        (Span(text.index(words), text.index(words) + len(words)),)
        for words in ("if thieves took bookings", "asked", "one reader")
    )
    quotation = Quotation("q1", "indirect", content, cue, source, block=1)
    (named,) = name_speakers(Article(text, blocks, published="2024-05-23"), [quotation])
    assert (named.addressee, named.channel) == ("Quay Library", "social post")


def test_what_the_author_of_figures_says_after_them_is_said_in_them() -> None:
    found = told(
        "{Figures from the Office for Harbours (OFH) published on Tuesday} [show] <that tolls"
        " rose>. <Prices were flat>, {the OFH} [said]."
    )
    assert found == [(None, "report", "2024-05-21")] * 2


def test_what_somebody_else_says_after_a_report_is_not_said_in_it() -> None:
    found = told(
        "{A report by the Office for Harbours} [said] <that tolls rose>. <Prices were flat>,"
        " {Paul Grady} [said]."
    )
    assert [channel for _, channel, _ in found] == ["report", None]


def test_a_letter_is_not_sent_to_whom_somebody_in_it_spoke() -> None:
    found = told(
        "{Sgt Ines Moro} [told] a neighbour in an affidavit <that she was sorry>.\n\n"
        "<“The horses were old,”> {Moro} [wrote]."
    )
    assert found[1][0] is None


def test_the_team_behind_a_study_speaks_in_it() -> None:
    found = told(
        "{A new study} [found] <that crows hold grudges>.\n\n"
        "{The team} [concluded] <that the young learn them>.\n\n{A reader} [said] <it was so>."
    )
    assert [channel for _, channel, _ in found] == ["report", "report", None]
