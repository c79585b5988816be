"""Transcripts: SubRip, WebVTT and plain text to what was said, by whom, and at what time.

Captions come from many hands. What can be understood of them is, and what cannot is told with
its line; a cue that is broken never takes the others with it. (The parsers there are stop at the
first wrong cue, and keep neither the lines of the file nor several voices of one cue.)
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quoth.errors import EmptyInput, Malformed
from quoth.intake.decoding import decode
from quoth.intake.files import read_bytes
from quoth.intake.labels import labelled, speaker_labels
from quoth.intake.limits import Limits

_TIME = (
    r"(?:(?P<{0}h>\d{{1,3}}):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{1,2}})(?:[.,](?P<{0}f>\d{{1,3}}))?"
)
_TIMING = re.compile(rf"\s*{_TIME.format('b')}\s*-->\s*{_TIME.format('e')}(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z\d][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
_NOT_CUES = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_SOUND = re.compile(
    r"[\[(](?:[a-z]+ )?(?:applau|laugh|chuckl|cheer|boo|music|silence|pause|inaudible|indistinct"
    r"|unintelligible|cross-?talk|end of)[^\])\n]{0,40}[\])]|♪+",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*[-–—]\s*(?=\w|>>)")
_BREAK = re.compile(r"\r\n|\r|\n")
_FORMS = {".srt": "captions", ".vtt": "captions", ".sbv": "captions"}
_MOST_SEGMENTS = 200_000
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a transcript: what one speaker says in one cue or paragraph.

    Attributes:
        text: the words, without markup; line breaks are blanks.
        speaker: the label that stands with it or, without one, the last before it; None where
            nobody is named.
        begin: seconds from the start of the recording; None in a text without times.
        line: where it begins in the file, counted from 1.
    """

    text: str
    speaker: str | None
    begin: float | None
    line: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, in order.

    Attributes:
        name: the file as the user knows it.
        segments: its stretches.
        problems: what could not be understood, a line each: "line 12: ..."; the first twenty.
    """

    name: str
    segments: tuple[Segment, ...]
    problems: tuple[str, ...] = ()


def read_transcript(path: Path, *, limits: Limits | None = None) -> Transcript:
    """Read a transcript: `.srt`, `.vtt`, or text; told by its ending or how it begins.

    Raises:
        InputError: it cannot be read, is too large, binary, empty, or nothing in it is a cue.
    """
    limits = limits or Limits()
    name = str(path)
    data = read_bytes(path, limits.text_bytes, "split the transcript")
    return parse_transcript(decode(data, name), name)


def parse_transcript(text: str, name: str) -> Transcript:
    """Return the transcript that a text holds.

    Args:
        text: the whole file.
        name: the file as the user knows it; its ending tells captions from text.

    Raises:
        EmptyInput: nothing is said in it.
        Malformed: it should be captions, but no cue can be understood, or there are too many.
    """
    lines = _BREAK.split(text.removeprefix("\ufeff"))
    captions = _FORMS.get(Path(name).suffix.lower()) or _opens_as_captions(lines)
    problems: list[str] = []
    if captions:
        stretches = list(_bounded(_cues(lines, problems), name))
        if text.strip() and not any(map(_TIMING.match, lines)):
            raise Malformed(name, "no cue with a time in it", "give it as .txt if it is plain text")
    else:
        stretches = list(_bounded(_paragraphs(lines), name))
    labels = speaker_labels(stretch.text for stretch in stretches)
    segments: list[Segment] = []
    speaker: str | None = None
    # A label on a line of its own gives its time to the words below it.
    time: float | None = None
    for stretch in stretches:
        for part in _turns(stretch, labels, speaker):
            speaker = part.speaker
            time = time if part.begin is None else part.begin
            words = _joined([_SOUND.sub("", part.text)])
            if words:
                segments.append(replace(part, text=words, begin=time))
                time = None
    if not segments:
        raise EmptyInput(name, "nothing is said in it")
    return Transcript(name, tuple(segments), tuple(problems[:_MOST_PROBLEMS]))


def clock(seconds: float) -> str:
    """Return a time as players show it: 0:12, 1:02:45."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def _opens_as_captions(lines: list[str]) -> bool:
    filled = [line for line in lines[:20] if line.strip()][:3]
    return bool(filled) and (
        filled[0].startswith("WEBVTT") or any(_TIMING.match(line) for line in filled)
    )


def _bounded(stretches: Iterator[Segment], name: str) -> Iterator[Segment]:
    for number, stretch in enumerate(stretches, 1):
        if number > _MOST_SEGMENTS:
            raise Malformed(name, f"over {_MOST_SEGMENTS} cues", "split the transcript")
        yield stretch


def _cues(lines: list[str], problems: list[str]) -> Iterator[Segment]:
    """Yield the cues of SubRip or WebVTT, and the voices within one apart.

    A cue is what follows a line with two times, up to a blank line or the next such line; a
    number or name right before a line with times belongs to it.
    """
    shown: list[str] = []
    ended = -1.0
    at = 0
    while at < len(lines):
        timing = _TIMING.match(lines[at])
        if timing is None:
            if "-->" in lines[at]:
                problems.append(f"line {at + 1}: not two times: {lines[at].strip()[:60]}")
            elif _NOT_CUES.match(lines[at]):
                while at < len(lines) and lines[at].strip():
                    at += 1
            at += 1
            continue
        begin, end = _seconds(timing, "b"), _seconds(timing, "e")
        if end < begin:
            problems.append(f"line {at + 1}: ends before it begins")
        first = at = at + 1
        while at < len(lines) and lines[at].strip() and not _TIMING.match(lines[at]):
            at += 1
        last = at
        if at < len(lines) and _TIMING.match(lines[at]) and last > first + 1:
            # No blank line before the next cue: its number is none of this one's words.
            last -= lines[at - 1].strip().isdigit()
        rows = [(number, _VOICE.split(lines[number])) for number in range(first, last)]
        if sum(bool(_DASH.match(lines[number])) for number in range(first, last)) > 1:
            # Two speakers in one cue: each dash is another one's.
            rows = [(number, [_DASH.sub(">> ", p[0], count=1), *p[1:]]) for number, p in rows]
        plain = [_plain("".join(pieces[0::2])) for _, pieces in rows]
        skipped = _rolled(shown, plain) if begin <= ended + 0.1 else 0
        shown, ended = [row for row in plain if row] or shown, end
        yield from _voices(rows[skipped:], begin)


def _voices(rows: list[tuple[int, list[str]]], begin: float) -> Iterator[Segment]:
    """Yield what each voice of a cue says; a row is a line's number and its parts by voices."""
    words: list[str] = []
    speaker: str | None = None
    line = rows[0][0] if rows else 0
    for number, pieces in rows:
        words.append(_plain(pieces[0]))
        for voice, said in zip(pieces[1::2], pieces[2::2], strict=True):
            if any(words):
                yield Segment(_joined(words), speaker, begin, line + 1)
            words, speaker, line = [_plain(said)], _joined([_plain(voice)]) or None, number
    if any(words):
        yield Segment(_joined(words), speaker, begin, line + 1)


def _rolled(shown: list[str], lines: list[str]) -> int:
    """How many lines a cue only repeats of the one before it, as rolling captions do.

    A single short line that comes again may as well be said again: "No." "No."
    """
    for count in range(min(len(shown), len(lines)), 0, -1):
        again = lines[:count]
        if again == shown[-count:] and len(" ".join(again).split()) > 2:
            return count
    return 0


def _seconds(timing: re.Match[str], which: str) -> float:
    hours, minutes, seconds, rest = (timing[which + unit] for unit in "hmsf")
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + (float(f"0.{rest}") if rest else 0.0)


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup)).strip()


def _joined(parts: list[str]) -> str:
    return " ".join(" ".join(parts).split())


def _paragraphs(lines: list[str]) -> Iterator[Segment]:
    """Yield the lines of a plain text that are not empty; each may begin with a label."""
    for number, line in enumerate(lines, 1):
        words = _joined([line])
        if words:
            yield Segment(words, None, None, number)


def _turns(stretch: Segment, labels: frozenset[str], before: str | None) -> Iterator[Segment]:
    """Yield a stretch by its speakers: who is named in it, else who spoke before."""
    speaker = stretch.speaker or before
    for turn in labelled(stretch.text, labels):
        if turn.changes:
            speaker = turn.name
        time = turn.time if turn.time is not None else stretch.begin
        yield Segment(turn.words, speaker, time, stretch.line)
