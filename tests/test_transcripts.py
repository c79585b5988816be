"""Transcripts: captions and texts to what was said, by whom, and when."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import EmptyInput, InputError, Malformed, NotText, TooLarge
from quoth.intake.limits import Limits
from quoth.intake.transcripts import Transcript, clock, parse_transcript, read_transcript


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(s.speaker, s.text) for s in transcript.segments]


def test_a_webvtt_cue_tells_its_time_its_voice_and_its_line() -> None:
    found = parse_transcript(
        "WEBVTT\n\nNOTE made by hand\nof one\n\nintro\n01:00:01.500 --> 01:00:03.000 align:start\n"
        "<v.loud Ines Okafor>We will <i>not</i> yield,\nSalt &amp; Sons</v>\n",
        "talk.vtt",
    )
    (segment,) = found.segments
    assert segment.text == "We will not yield, Salt & Sons"
    assert segment.speaker == "Ines Okafor"
    assert segment.begin == 3601.5
    assert segment.line == 8
    assert found.problems == ()


def test_several_voices_in_one_cue_are_several_segments() -> None:
    found = parse_transcript(
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Tait>No.</v> <v Okafor>Yes.</v>\n", "talk.vtt"
    )
    assert said(found) == [("Tait", "No."), ("Okafor", "Yes.")]


def test_subrip_without_blank_lines_and_with_windows_line_ends_is_understood() -> None:
    found = parse_transcript(
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nWe will\r\nnot yield\r\n2\r\n"
        "00:00:02,000 --> 00:00:03,000\r\nto 2\r\n3\r\n00:00:03,000 --> 00:00:04,000\r\nof them.",
        "talk.srt",
    )
    assert [s.text for s in found.segments] == ["We will not yield", "to 2", "of them."]
    assert [s.begin for s in found.segments] == [1, 2, 3]


def test_captions_are_known_by_how_they_begin_too() -> None:
    found = parse_transcript("1\n00:00:01,000 --> 00:00:02,000\nWe will.\n", "talk.txt")
    assert found.segments[0].begin == 1


def test_a_broken_cue_is_told_and_takes_no_other_with_it() -> None:
    found = parse_transcript(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:xx --> 00:03.000\nLost.\n\n"
        "00:05.000 --> 00:04.000\nThree.\n",
        "talk.vtt",
    )
    assert [s.text for s in found.segments] == ["One.", "Three."]
    assert found.problems == (
        "line 6: not two times: 00:xx --> 00:03.000",
        "line 9: ends before it begins",
    )


def test_what_rolling_captions_repeat_is_said_once() -> None:
    found = parse_transcript(
        "WEBVTT\n\n00:01.000 --> 00:03.000\nwe will not yield to\n\n"
        "00:03.000 --> 00:03.010\nwe will not yield to\n\n"
        "00:03.010 --> 00:05.000\nwe will not yield to\nanybody<00:04.000><c> who</c> asks\n",
        "talk.vtt",
    )
    assert [s.text for s in found.segments] == ["we will not yield to", "anybody who asks"]


def test_what_a_speaker_repeats_stays() -> None:
    found = parse_transcript(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nNo.\n\n00:02.000 --> 00:03.000\nNo.\n", "talk.vtt"
    )
    assert [s.text for s in found.segments] == ["No.", "No."]


def test_dashes_in_a_cue_part_speakers_nobody_names() -> None:
    found = parse_transcript(
        "1\n00:00:01,000 --> 00:00:02,000\nTAIT: Go on.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n- Shall I?\n- Do.\n",
        "talk.srt",
    )
    assert said(found) == [("TAIT", "Go on."), (None, "Shall I?"), (None, "Do.")]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("MAYOR OKAFOR:", "MAYOR OKAFOR"),
        ("Ines Okafor:", "Ines Okafor"),
        ("**Ines Okafor:**", "Ines Okafor"),
        (">> Ines Okafor:", "Ines Okafor"),
        ("[00:12:41] OKAFOR:", "OKAFOR"),
        ("MAYOR INES OKAFOR (Port Ellery):", "MAYOR INES OKAFOR"),
        ("INES OKAFOR, MAYOR OF PORT ELLERY:", "INES OKAFOR, MAYOR OF PORT ELLERY"),
    ],
)
def test_a_label_names_the_speaker_until_the_next_one(label: str, name: str) -> None:
    found = parse_transcript(
        f"{label} We will not yield.\n\nNot to anybody.\n\nROWAN TAIT: Why?\n", "talk.txt"
    )
    assert said(found) == [
        (name, "We will not yield."),
        (name, "Not to anybody."),
        ("ROWAN TAIT", "Why?"),
    ]


def test_a_label_on_a_line_of_its_own_gives_its_time_to_the_words_below() -> None:
    found = parse_transcript(
        "Ines Okafor (00:12):\nWe will not yield.\n\nRowan Tait  1:02:03\nWhy?\n", "talk.txt"
    )
    assert said(found) == [("Ines Okafor", "We will not yield."), ("Rowan Tait", "Why?")]
    assert [s.begin for s in found.segments] == [12, 3723]


def test_what_is_heard_but_not_said_is_left_out() -> None:
    found = parse_transcript(
        "OKAFOR: We will (LAUGHTER) not [loud applause] yield [to them]. ♪\n", "talk.txt"
    )
    assert said(found) == [("OKAFOR", "We will not yield [to them].")]


def test_speakers_change_within_a_cue_as_well() -> None:
    found = parse_transcript(
        "WEBVTT\n\n00:01.000 --> 00:05.000\n>> OKAFOR: We will. >> Why? TAIT: I ask you.\n",
        "talk.vtt",
    )
    assert said(found) == [("OKAFOR", "We will."), (None, "Why?"), ("TAIT", "I ask you.")]


@pytest.mark.parametrize(
    "line", ["Update: the hall was full.", "There is one thing: money.", "NOTE: it rained."]
)
def test_a_colon_alone_makes_no_speaker(line: str) -> None:
    assert said(parse_transcript(f"{line}\n", "talk.txt")) == [(None, line)]


def test_a_single_word_is_a_label_where_it_comes_again() -> None:
    found = parse_transcript("Okafor: One.\nTait: Two.\nOkafor: Three.\nTait: Four.\n", "talk.txt")
    assert {speaker for speaker, _ in said(found)} == {"Okafor", "Tait"}


def test_times_are_shown_as_players_show_them() -> None:
    assert [clock(t) for t in (5.9, 65, 3723)] == ["0:05", "1:05", "1:02:03"]


def test_captions_without_any_cue_are_refused_with_a_way_out() -> None:
    with pytest.raises(Malformed, match=r"no cue with a time.*\.txt"):
        parse_transcript("Only words here.\n", "talk.vtt")


def test_nothing_said_is_an_error() -> None:
    with pytest.raises(EmptyInput):
        parse_transcript(" \n\n", "talk.txt")
    with pytest.raises(EmptyInput):
        parse_transcript("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "talk.vtt")


def test_a_file_is_read_within_its_bounds(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("OKAFOR: We will not yield.\n")
    assert said(read_transcript(path)) == [("OKAFOR", "We will not yield.")]
    with pytest.raises(TooLarge):
        read_transcript(path, limits=Limits(text_bytes=10))
    with pytest.raises(InputError, match="no such file"):
        read_transcript(tmp_path / "other.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_transcript(tmp_path)
    path.write_bytes(b"%PDF-1.7 \x00\x01")
    with pytest.raises(NotText):
        read_transcript(path)


@given(
    st.lists(
        st.sampled_from(
            "WEBVTT||1|00:01.000 --> 00:02.000|99:99:99,9 --> 1:1|-->|NOTE x|<v Tait>No|A B: c|"
            ">> |- x|&#0;&bogus;|<c.x><00:00:00.1>|{\\an8}".split("|")
        )
    ),
    st.sampled_from(["a.vtt", "a.srt", "a.txt"]),
)
def test_whatever_comes_is_understood_or_refused_plainly(lines: list[str], name: str) -> None:
    text = "\n".join(lines)
    try:
        found = parse_transcript(text, name)
    except InputError:
        return
    assert found.segments
    assert all(1 <= s.line <= len(lines) and s.text for s in found.segments)


def test_a_long_hostile_line_takes_no_long_time() -> None:
    line = "Ab " * 50_000 + "<" * 50_000 + "{\\" * 50_000 + "0:00 --> " * 20_000
    assert parse_transcript(f"00:01.000 --> 00:02.000\n{line}\n", "talk.vtt").segments
