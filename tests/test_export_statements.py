"""The view for people: what was said, under the name of who said it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from quoth.article import Article, Block, Span
from quoth.export import wording
from quoth.export.statements import write_text
from quoth.quotation import Difference, HeadlineQuote, Mention, Quotation, Reading, Speaker

TEXT = (
    "Port chief ‘never saw’ the report\n"
    "“We read it,” he told reporters. "
    "Yara Lindholm, who runs the port, said the cranes were safe.\n"
    "Nobody asked me. — Yara Lindholm (@ylindholm)"
)
YARA = Speaker("Yara Lindholm", "person", 0.9)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(begin, begin + len(words))


@pytest.fixture
def reading() -> Reading:
    first, last = TEXT.index("“We"), TEXT.index("Nobody")
    article = Article(
        TEXT,
        (
            Block("headline", 0, first),
            Block("paragraph", first, last),
            Block("embed", last, len(TEXT), handle="@ylindholm", date="2026-05-02", platform="X"),
        ),
        id="port.txt",
        outlet="The Marle Gazette",
        published="2026-05-03T07:05:00+02:00",
    )
    quotations = (
        Quotation("q1", "direct", (at("“We read it,”"),), (at("told"),), (at("he"),), YARA, 1),
        Quotation(
            "q2",
            "indirect",
            (at("the cranes were safe"),),
            (at("said"),),
            (at("Yara Lindholm, who runs the port,"),),
            YARA,
            1,
            confidence=0.3,
        ),
        Quotation("q3", "direct", (at("Nobody asked me."),), (), (at("Yara Lindholm"),), YARA, 2),
    )
    check = HeadlineQuote(
        *at("never saw"), "altered", at("We read"), (Difference("changed", "never saw", "We read"),)
    )
    return Reading(article, quotations, (check, HeadlineQuote(*at("report"), "absent")))


def shown(*readings: Reading, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    write_text(readings, stream)
    return stream.getvalue()


def test_it_begins_with_title_outlet_date_and_file(reading: Reading) -> None:
    lines = shown(reading).splitlines()
    assert lines[0] == "Port chief ‘never saw’ the report"
    assert lines[1] == "The Marle Gazette · 3 May 2026, 07:05 · port.txt"


def test_statements_of_one_speaker_stand_under_one_name(reading: Reading) -> None:
    lines = shown(reading).splitlines()
    assert [line for line in lines if line.startswith("  Yara")] == ["  Yara Lindholm"]


def test_each_has_its_type_the_words_that_attribute_it_and_what_was_said(reading: Reading) -> None:
    view = shown(reading)
    assert "    direct    he told: “We read it,”\n" in view
    assert "    indirect  Yara Lindholm, who runs the port, said: the cranes were safe" in view


def test_a_source_that_is_the_name_itself_is_not_repeated(reading: Reading) -> None:
    assert "    direct    Nobody asked me.  [post on X, 2 May 2026]" in shown(reading)


def test_a_doubtful_statement_says_so(reading: Reading) -> None:
    assert re.search(r"cranes were safe\s+\[unsure, 30%\]", shown(reading))
    doubtful = replace(reading.quotations[0], speaker=replace(YARA, confidence=0.2))
    assert "Yara Lindholm  [name unsure, 20%]" in shown(replace(reading, quotations=(doubtful,)))


def test_warnings_of_the_headline_name_the_words(reading: Reading) -> None:
    view = " ".join(shown(reading).split())
    assert "‘never saw’ is not in the body word for word; closest there: ‘We read’" in view
    assert "headline “never saw”, body “We read”" in view
    assert "! headline: ‘report’ is not in the body" in view


def test_a_headline_that_holds_is_not_spoken_of(reading: Reading) -> None:
    fine = replace(reading, headline_check=(HeadlineQuote(*at("never saw"), "verbatim"),))
    assert "!" not in shown(fine)


def test_piped_lines_fit_in_80_columns_without_colour_or_time(reading: Reading) -> None:
    view = shown(reading, reading)
    assert max(map(len, view.splitlines())) <= 80
    assert "\x1b" not in view
    assert view.endswith("\n2 articles, 6 statements\n")
    assert shown(reading).endswith("3 statements (2 direct, 1 indirect) by 1 speaker\n")


def test_a_terminal_gets_colours_and_the_time(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    view = shown(reading, stream=Terminal())
    assert "\x1b[32m" in view
    assert re.search(r"\d\.\d s", view)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[32m" not in shown(reading, stream=Terminal())


@pytest.mark.parametrize(("columns", "longest"), [("1", 40), ("60", 60), ("300", 100)])
def test_lines_are_as_long_as_the_terminal_is_wide_within_reason(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, columns: str, longest: int
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", columns)
    view = re.sub(r"\x1b\[[\d;]*m", "", shown(reading, reading, stream=Terminal()))
    assert max(map(len, view.splitlines())) == longest


def test_words_of_the_standfirst_are_not_laid_to_the_headline(reading: Reading) -> None:
    headline, *others = reading.article.blocks
    blocks = (replace(headline, kind="standfirst"), *others)
    view = shown(replace(reading, article=replace(reading.article, blocks=blocks)))
    assert "! standfirst: ‘report’ is not in the body" in view


def test_no_statements_are_said_to_be_none() -> None:
    assert "No statements found" in shown(Reading(Article("It rained.", id="rain.txt")))


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2026-04-08", "8 April 2026"),
        ("2026-04-08T09:30:00Z", "8 April 2026, 09:30"),
        ("2026-04", "April 2026"),
        ("2026", "2026"),
        ("2026-13", "2026-13"),
        ("last Tuesday", "last Tuesday"),
    ],
)
def test_dates_are_told_as_one_reads_them(date: str, told: str) -> None:
    assert wording.day(date) == told


def test_differing_words_are_told_apart_where_they_stand_whole() -> None:
    parts = list(wording.told_apart("an analyst saw an end", ["saw", "an"]))
    assert [words for words, _ in parts] == ["an analyst ", "saw", " ", "an", " end"]
    assert [words for words, differs in parts if differs] == ["saw", "an"]
    assert list(wording.told_apart("never said", ["", "shouted"])) == [("never said", False)]


def flat(view: str) -> str:
    return " ".join(view.split())


def test_to_whom_how_where_when_and_through_whom_stand_in_brackets(reading: Reading) -> None:
    told = replace(
        reading.quotations[0],
        addressee="Nils\nBrandt",
        channel="interview",
        occasion=at("the report"),
        when="2025-02-10",
        relayed_by="The Marle Gazette",
    )
    view = flat(shown(replace(reading, quotations=(told,))))
    assert (
        "[to Nils Brandt; interview; at the report; 10 February 2025; relayed by The Marle Gazette]"
    ) in view


@pytest.mark.parametrize(
    ("question", "addressee", "note"),
    [
        (True, None, "[question]"),
        (True, "Nils Brandt", "[question to Nils Brandt]"),
        (False, "Nils Brandt", "[to Nils Brandt]"),
    ],
)
def test_a_question_is_called_one(
    reading: Reading, question: bool, addressee: str | None, note: str
) -> None:
    told = replace(reading.quotations[0], question=question, addressee=addressee)
    assert note in flat(shown(replace(reading, quotations=(told,))))


def test_an_occasion_told_with_its_preposition_gets_no_second_one(reading: Reading) -> None:
    told = replace(reading.quotations[0], occasion=at("who runs"))
    article = replace(reading.article, text=TEXT.replace("who runs", "in court"))
    assert "[in court]" in shown(replace(reading, article=article, quotations=(told,)))


def test_what_a_post_tells_of_itself_is_not_told_twice(reading: Reading) -> None:
    post = replace(reading.quotations[2], channel="social post", when="2026-05-02")
    assert "[post on X, 2 May 2026]" in shown(replace(reading, quotations=(post,)))
    dated = replace(post, when="2024")
    assert "[post on X, 2 May 2026; 2024]" in shown(replace(reading, quotations=(dated,)))


@pytest.mark.parametrize("channel", ["report", "reporters"])
def test_a_channel_that_hearer_or_occasion_name_is_not_told_twice(
    reading: Reading, channel: str
) -> None:
    told = replace(
        reading.quotations[0], addressee="reporters", channel=channel, occasion=at("the report")
    )
    assert "[to reporters; at the report]" in shown(replace(reading, quotations=(told,)))


def test_what_holds_for_all_statements_of_a_speaker_in_a_row_is_told_once(reading: Reading) -> None:
    first, second, _ = (replace(q, channel="interview") for q in reading.quotations)
    pair = (replace(first, addressee="reporters"), second)
    view = shown(replace(reading, quotations=pair))
    assert view.count("interview") == 1
    assert "  Yara Lindholm  [interview]\n" in view
    assert "“We read it,”  [to reporters]\n" in view


def test_others_of_whom_it_speaks_stand_below(reading: Reading) -> None:
    told = replace(reading.quotations[0], about=("Nils Brandt", YARA.name, "Port of Marle"))
    lines = shown(replace(reading, quotations=(told,))).splitlines()
    below = lines[lines.index("    direct    he told: “We read it,”") + 1]
    assert below == "              about: Nils Brandt, Port of Marle"
    assert "about:" not in shown(reading)


def why(reading: Reading, *mentions: Mention, name: str = "Yara Lindholm") -> str:
    """What is told of a name to which these mentions led."""
    speaker = Speaker(name, "person", 0.9, mentions)
    told = replace(reading.quotations[0], speaker=speaker)
    stream = io.StringIO()
    write_text([replace(reading, quotations=(told,))], stream, why=True)
    (line,) = re.findall(r"why: (.+?)\n\n", stream.getvalue(), re.DOTALL)
    return flat(line)


def test_the_way_to_a_name_is_told_link_by_link(reading: Reading) -> None:
    he = Mention(at("he told").begin, at(" told").begin, "pronoun", 0.86)
    chief = Mention(*at("Port chief"), "role", 0.85)
    yara = Mention(*at("Yara Lindholm"), "name", 1.0)
    led = "“he” → pronoun .86 → “Port chief” → role .85 → “Yara Lindholm”"
    assert why(reading, he, chief, yara) == led


def test_a_name_that_stands_there_needs_no_way(reading: Reading) -> None:
    yara = Mention(*at("Yara Lindholm"), "name", 0.95)
    assert why(reading, yara) == "“Yara Lindholm” (name .95)"
    assert why(reading, yara, yara) == "“Yara Lindholm” (name .95)"


def test_what_is_nearly_sure_is_not_told_as_sure(reading: Reading) -> None:
    yara = Mention(*at("Yara Lindholm"), "name", 0.998)
    assert why(reading, yara) == "“Yara Lindholm” (name .99)"


def test_a_name_put_together_from_several_follows_their_list(reading: Reading) -> None:
    port = Mention(*at("Port chief"), "list", 1.0)
    yara = Mention(*at("Yara Lindholm"), "list", 0.9)
    led = "“Port chief” and “Yara Lindholm” → list .90 → the port"
    assert why(reading, port, yara, name="the port") == led


def test_words_that_no_name_answers_are_said_to_be_so(reading: Reading) -> None:
    chief = Mention(*at("Port chief"), "description", 0.5)
    assert why(reading, chief, name="Port chief") == "“Port chief” (description .50, not named)"
    assert why(reading) == "nothing in the article leads to a name"


def test_the_way_is_told_only_where_it_is_asked_for(reading: Reading) -> None:
    assert "why:" not in shown(reading)
