"""Checking: whether words stand in the record or in a transcript, and whose they are."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import Says, printed, record
from sqlalchemy import Connection, update

from quoth.article import Article
from quoth.cli.check import check
from quoth.errors import EmptyInput, FetchError, InputError
from quoth.intake.drafts import draft_from_markdown, read_draft
from quoth.intake.transcripts import parse_transcript
from quoth.quotation import Reading
from quoth.reading.reader import Reader
from quoth.record.checking import FOUND, Checker, Finding
from quoth.record.claims import Claim, claims_of
from quoth.record.naming import may_name
from quoth.record.opening import reading, writing
from quoth.record.placing import Placed
from quoth.record.record import Record
from quoth.record.schema import revisions
from quoth.record.spoken import Heard

ROOT = Path(__file__).parent.parent
QUILLARD, TAIT = "Ines Quillard", "Rowan Tait"
HARBOUR = "We will not yield to anybody who threatens the harbour, and I mean it"
PLANT = "The plant opens in May, whatever the council and the fishermen think of me"
SAYINGS = (
    HARBOUR,
    PLANT,
    "It was as loud as a foundry in there. Nobody — not even the café’s owner — could sleep!",
    "It is what it is, and so it will be",
    "In 1998 we had 1,200 boats; today we’ve 15% of that, don’t we?",
)
TALK = """WEBVTT

00:10.000 --> 00:12.000
<v MAYOR QUILLARD>Good evening. We are here because

00:12.000 --> 00:14.000
the ferry company has sold its

00:14.000 --> 00:17.000
last two boats to a stranger. It is what

00:17.000 --> 00:19.000
it is.

00:19.000 --> 00:22.000
<v ROWAN TAIT>That is an absurd thing to say about a buyer.
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "record.db"
    record(
        path,
        printed("The Ellery Post", "2026-02-27", Says(QUILLARD, HARBOUR)),
        printed("Harbour Daily", "2026-02-28", *(Says(TAIT, words) for words in SAYINGS[1:2])),
        printed("Coast Wire", "2026-03-01", Says("a neighbour", SAYINGS[2], kind="unnamed")),
        printed("Coast Wire", "2026-03-02", *(Says(QUILLARD, words) for words in SAYINGS[3:])),
        printed(
            "Coast Wire",
            "2026-03-03",
            f"{QUILLARD} wrote that nobody had ever asked the fishermen of the eastern quay.",
        ),
    ).dispose()
    return path


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    from quoth.record.opening import open_record

    with reading(open_record(path)[0]) as held:
        yield held


def found(connection: Connection | None, words: str, *by: str, talk: str = "") -> Finding:
    transcripts = [parse_transcript(talk, "talk")] if talk else []
    (finding,) = Checker(connection, transcripts).check(Claim((words,), by))
    return finding


def signs(finding: Finding) -> str:
    shown = {"same": "{}", "left_out": "[-{}-]", "put_in": "{{+{}+}}", "moved": "{{~{}~}}"}
    return "".join(shown[c.kind].format(c.words) for c in finding.evidence[0].changes)


# -- the record -----------------------------------------------------------------------------------


def test_the_whole_of_a_quotation_is_verbatim_whatever_its_style(connection: Connection) -> None:
    finding = found(connection, f"{HARBOUR.upper()}!", QUILLARD)
    assert finding.verdict == "verbatim"
    place = finding.evidence[0].place
    assert isinstance(place, Placed)
    assert (place.outlet, place.published) == ("The Ellery Post", "2026-02-27")


def test_a_part_of_a_quotation_is_an_excerpt(connection: Connection) -> None:
    assert found(connection, "We will not yield", QUILLARD).verdict == "excerpt"
    assert found(connection, "We will not yield … and I mean it", QUILLARD).verdict == "excerpt"


def test_common_words_are_found_where_they_stand_in_full(connection: Connection) -> None:
    assert found(connection, "It is what it is", QUILLARD).verdict == "excerpt"


def test_changed_words_are_shown(connection: Connection) -> None:
    finding = found(
        connection, "We will never yield to anybody who threatens the harbour", "Quillard"
    )
    assert finding.verdict == "altered"
    assert signs(finding) == ("We will [-not-]{+never+} yield to anybody who threatens the harbour")


def test_words_that_go_on_where_the_quotation_ends_are_not_found_with_it(
    connection: Connection,
) -> None:
    finding = found(connection, f"{PLANT}, and that is the end of this old story", TAIT)
    assert finding.verdict == "altered"
    assert signs(finding).endswith("{+, and that is the end of this old story+}")


def test_words_of_somebody_else_are_told_as_such(connection: Connection) -> None:
    finding = found(connection, "The plant opens in May", QUILLARD)
    assert finding.verdict == "other_speaker"
    assert finding.evidence[0].speaker == TAIT


def test_an_unnamed_speaker_speaks_neither_for_nor_against_a_name(connection: Connection) -> None:
    finding = found(connection, "It was as loud as a foundry in there", QUILLARD)
    assert finding.verdict == "excerpt"
    assert finding.evidence[0].by == "unknown"


def test_what_only_stands_in_an_article_is_no_quotation(connection: Connection) -> None:
    finding = found(connection, "nobody had ever asked the fishermen", QUILLARD)
    assert finding.verdict == "in_text"
    assert finding.evidence[0].words == "nobody had ever asked the fishermen"
    assert finding.texts > 0


def test_what_nobody_said_is_not_found(connection: Connection) -> None:
    finding = found(connection, "All fish belong in the sea of our mothers", QUILLARD)
    assert (finding.verdict, finding.evidence) == ("not_found", ())
    assert Checker(connection).articles == 5


def test_an_earlier_text_of_an_article_is_a_place_and_told_as_such(tmp_path: Path) -> None:
    engine = record(tmp_path / "record.db", printed("Coast Wire", None, Says(TAIT, PLANT)))
    with writing(engine) as connection:
        connection.execute(update(revisions).values(current=False))
    with reading(engine) as connection:
        (evidence,) = found(connection, PLANT, TAIT).evidence
    assert isinstance(evidence.place, Placed)
    assert not evidence.place.current


@pytest.mark.parametrize("words", ["«»", "…", '""', "*", "a" * 5000, "NEAR(", "x\0y", "^"])
def test_odd_words_are_looked_up_without_an_error(connection: Connection, words: str) -> None:
    assert found(connection, words).verdict == "not_found"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_words_taken_out_of_a_quotation_are_found_in_it(
    connection: Connection, data: st.DataObject
) -> None:
    words = data.draw(st.sampled_from(SAYINGS)).split()
    begin = data.draw(st.integers(0, len(words) - 5))
    end = data.draw(st.integers(begin + 5, len(words)))
    assert found(connection, " ".join(words[begin:end])).verdict in FOUND


# -- transcripts ----------------------------------------------------------------------------------


def test_words_are_found_over_the_boundaries_of_cues_with_the_time_of_the_first() -> None:
    finding = found(None, "the ferry company has sold its last two boats", QUILLARD, talk=TALK)
    assert finding.verdict == "verbatim"
    (evidence,) = finding.evidence
    assert isinstance(evidence.place, Heard)
    assert evidence.place.segment.begin == 12
    assert evidence.speaker == "MAYOR QUILLARD"


def test_common_words_are_found_in_a_transcript_too() -> None:
    assert found(None, "It is what it is", QUILLARD, talk=TALK).verdict == "verbatim"


def test_a_long_talk_is_searched_to_its_end() -> None:
    talk = "OKAFOR: It is what it was and so it will be.\n" * 3_000
    talk += "TAIT: It was what it is and so will it be.\n" + talk
    finding = found(None, "It was what it is and so will it be", TAIT, talk=talk)
    assert finding.verdict == "verbatim"
    place = finding.evidence[0].place
    assert isinstance(place, Heard)
    assert place.segment.line == 3_001


def test_what_a_draft_changes_of_a_talk_is_shown() -> None:
    finding = found(None, "the ferry company has sold its last three boats", talk=TALK)
    assert finding.verdict == "altered"
    assert signs(finding) == "the ferry company has sold its last [-two-]{+three+} boats"


def test_the_labels_of_a_transcript_tell_who_speaks() -> None:
    words = "That is an absurd thing to say"
    assert found(None, words, TAIT, talk=TALK).verdict == "verbatim"
    assert found(None, words, QUILLARD, talk=TALK).verdict == "other_speaker"


def test_a_transcript_without_labels_speaks_for_whoever_is_said_to_speak() -> None:
    talk = "1\n00:00:01,000 --> 00:00:02,000\nThe ferry company has sold its boats.\n"
    assert found(None, "The ferry company has sold its boats", TAIT, talk=talk).verdict in FOUND


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("MAYOR QUILLARD", "Ines Quillard", True),
        ("Sen. I. Quillard", "Quillard", True),
        ("INES QUILLARD, MAYOR OF PORT ELLERY", "Ines Quillard", True),
        ("HALCYON MOTORS", "Halcyon Motors", True),
        ("Nora Tait", "Rowan Tait", False),
        ("MODERATOR", "Rowan Tait", False),
        ("Q", "Rowan Tait", False),
    ],
)
def test_a_label_means_whoever_bears_the_name(label: str, name: str, same: bool) -> None:
    assert may_name(label, name) is same
    assert may_name(name, label) is same


# -- drafts ---------------------------------------------------------------------------------------


def test_the_marks_of_markdown_are_no_part_of_the_words() -> None:
    draft = draft_from_markdown(
        "---\ntitle: x\n---\n# At *odds*\n\n“We will **not**\nyield,” said [Ines](http://x.y).\n\n"
        "> set off\n> here\n\n- one \\* two\n\n    an indented line\n",
        id="draft.md",
    )
    assert draft.article.text == (
        "At odds\n\n“We will not yield,” said Ines.\n\nset off here\n\none * two\n\n"
        "an indented line"
    )
    kinds = [block.kind for block in draft.article.blocks]
    assert kinds == ["headline", "paragraph", "block_quote", "list_item", "list_item"]
    assert draft.article.headline == "At odds"
    at = draft.article.text.index
    assert [draft.line(at(w)) for w in ("At", "We", "yield", "set", "here", "one")] == [
        4, 6, 7, 9, 10, 12,
    ]  # fmt: skip


def test_drafts_that_hold_nothing_or_too_much_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyInput):
        draft_from_markdown("\n\n![](x.png)\n", id="draft.md")
    with pytest.raises(InputError, match="no such file"):
        read_draft(str(tmp_path / "none.md"))
    with pytest.raises(FetchError):
        read_draft("http://127.0.0.1/draft.md")
    lines = tmp_path / "several.jsonl"
    lines.write_text('{"text": "One day."}\n{"text": "Another day."}\n')
    with pytest.raises(InputError, match="holds 2 articles"):
        read_draft(str(lines))


def test_text_and_pages_are_drafts_too(tmp_path: Path) -> None:
    text = tmp_path / "draft.txt"
    text.write_text("A day\n\nNothing was said.\n")
    assert read_draft(str(text)).line(8) == 3
    page = tmp_path / "draft.html"
    page.write_text("<html><body><article><p>Nothing was said at all here.</p></article></html>")
    assert read_draft(str(page)).line(0) is None


def claims(given: Reading) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(c.stretches, c.speakers) for c in claims_of(given, lambda offset: None).claims]


def test_claims_are_the_words_in_marks_with_their_speakers() -> None:
    given = printed(
        None,
        None,
        Says(QUILLARD, HARBOUR),
        Says("a neighbour", "It was loud in there", kind="unnamed"),
        Says(TAIT, "No comment"),
        Says(TAIT, "it would open", type="indirect"),
        "On the wall stood “the sea gives and the sea takes away”, and “harbour” beside it.",
    )
    draft = claims_of(given, lambda offset: 7)
    assert [(c.stretches, c.speakers, c.line) for c in draft.claims] == [
        ((HARBOUR,), (QUILLARD,), 7),
        (("It was loud in there",), (), 7),
        (("the sea gives and the sea takes away",), (), 7),
    ]
    assert (draft.scare, draft.indirect) == (1, 1)


def test_what_the_attribution_parts_is_looked_up_as_a_whole_and_else_in_pieces(
    connection: Connection,
) -> None:
    claim = Claim(("We will not yield to anybody", "and I mean it"), (QUILLARD,))
    (whole,) = Checker(connection).check(claim)
    assert whole.verdict == "excerpt"
    mixed = Claim(("In 1998 we had 1,200 boats", "It is what it is"), (QUILLARD,))
    pieces = Checker(connection).check(mixed)
    assert [p.claim.words for p in pieces] == list(mixed.stretches)
    assert {p.verdict for p in pieces} == {"excerpt"}


def test_block_quotes_need_no_marks() -> None:
    words = "The sea gives and the sea takes away"
    draft = draft_from_markdown(f"He wrote:\n\n> {words}\n", id="draft.md")
    assert claims(Reading(draft.article)) == [((words,), ())]
    assert claims(Reading(Article("Plain words without any marks at all."))) == []


# -- the command ----------------------------------------------------------------------------------


def run(*arguments: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(check, [str(argument) for argument in arguments], input=input)


def test_the_exit_code_tells_whether_all_was_found(path: Path, tmp_path: Path) -> None:
    assert run("We will not yield", "--by", QUILLARD, "--record", path).exit_code == 0
    assert run("We will not yield", "--by", TAIT, "--record", path).exit_code == 1
    assert run("Words of nobody here", "--record", path).exit_code == 1
    for wrong in (
        ("We will not yield", "--record", tmp_path / "none.db"),
        ("We will not yield", "--record", path, "--against", tmp_path / "none.vtt"),
        (tmp_path / "none.md", "--record", path),
        (" ", "--record", path),
    ):
        assert run(*wrong).exit_code == 2


def test_without_a_record_the_transcripts_alone_are_looked_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUOTH_RECORD", raising=False)
    monkeypatch.setattr("quoth.record.opening.user_data_path", lambda *_, **__: tmp_path)
    talk = tmp_path / "talk.vtt"
    talk.write_text(TALK + "\n00:xx --> 00:yy\nLost.\n")
    done = run("the ferry company has sold", "--by", QUILLARD, "--against", talk)
    assert done.exit_code == 0
    assert "at 0:12" in " ".join(done.output.split())
    assert "looked in 1 transcript" in done.output
    assert "line 18: not two times" in done.stderr
    assert run("the ferry company has sold").exit_code == 2


def test_the_differences_are_shown_by_signs(path: Path) -> None:
    shown = run("We will never yield to anybody who threatens", "--record", path).output
    assert "We will [-not-]{+never+} yield" in shown
    assert "The Ellery Post · 27 February 2026" in shown
    assert "looked in 5 articles of the record" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_programs_are_told_everything(path: Path, tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text(TALK)
    done = run(
        "It is what it is", "--by", QUILLARD, "--record", path, "--against", talk, "--to", "json"
    )
    told = json.loads(done.output)
    assert told["looked_in"] == {"articles": 5, "transcripts": [str(talk)]}
    (finding,) = told["findings"]
    assert finding["verdict"] == "verbatim"
    places = {one["place"]["kind"]: one["place"] for one in finding["evidence"]}
    assert places["transcript"]["time"] == "0:14"
    assert places["quotation"]["outlet"] == "Coast Wire"


def test_a_draft_is_checked_from_end_to_end(reader: Reader, path: Path, tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text(TALK)
    draft = tmp_path / "draft.md"
    draft.write_text(
        "# Mayor and motor man at odds\n\n"
        "“We will **never** yield to anybody who threatens\nthe harbour,” said [Ines "
        "Quillard](https://ellery.example), the mayor of Port Ellery.\n\n"
        "Rowan Tait, founder of Halcyon Motors, called that an “outrage”. “The plant opens in\n"
        "May,” said Tait.\n\n"
        "“The ferry company has sold its last two boats,” Quillard told the council.\n"
    )
    done = run(draft, "--record", path, "--against", talk, "--to", "json")
    told = json.loads(done.output)
    assert done.exit_code == 1
    assert [(f["line"], f["speakers"], f["verdict"]) for f in told["findings"]] == [
        (3, [QUILLARD], "altered"),
        (6, [TAIT], "excerpt"),
        (9, [QUILLARD], "verbatim"),
    ]
    assert told["passed_over"]["scare_quotes"] == 1


def test_the_screen_on_the_page_is_real(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record(path) as held:
        held.add([str(ROOT / "examples" / "quarrel.jsonl")], reader=reader)
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^quoth check (examples/.+)$", page, re.MULTILINE)
    with contextlib.chdir(ROOT):
        shown = run(*line.split(), "--record", path).output
    assert f"```text\n{shown}```" in page


def test_a_transcript_that_was_given_is_shown_however_many_articles_have_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "We will not yield one berth of this harbour"
    articles = [
        printed(f"Outlet {n}", f"2026-03-0{n}", Says(QUILLARD, words), Says(TAIT, f"Quay {n}"))
        for n in range(1, 8)
    ]
    engine = record(tmp_path / "record.db", *articles)
    engine.dispose()
    # A long path would be broken at the end of the line.
    monkeypatch.chdir(tmp_path)
    Path("council.txt").write_text(f"INES QUILLARD: {words}.\n", encoding="utf-8")
    shown = run(words, "--against", "council.txt", "--record", "record.db").output
    assert "council.txt" in shown
    assert "more places" in shown
