"""`quoth check`: did they really say that?"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from quoth.cli.machine import cores
from quoth.cli.options import people_known, to_option
from quoth.cli.record import opened_record, record_option
from quoth.cli.screen import screen, show
from quoth.cli.telling import tell
from quoth.export.output import opened

if TYPE_CHECKING:
    from rich.text import Text

    from quoth.intake.transcripts import Transcript
    from quoth.record.checking import Checker, Evidence, Finding, Verdict
    from quoth.record.claims import Draft

UNREADABLE = 2
"""Exit code where nothing was checked: wrong use, or an input that cannot be read."""

_FORMS = ("text", "json")
_ENDINGS = (".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml")
_MOST_PLACES = 5
_LITTLE = 0.7
_SAID: dict[Verdict, tuple[str, str]] = {
    "verbatim": ("found verbatim", "green"),
    "excerpt": ("found as part of what was said", "green"),
    "altered": ("found in other words", "yellow"),
    "other_speaker": ("found, but said by someone else", "red"),
    "in_text": ("found in an article, but not as a quotation", "yellow"),
    "not_found": ("not found", "red"),
}
_SIGNS = {
    "same": ("", "", ""),
    "left_out": ("[-", "-]", "red"),
    "put_in": ("{+", "+}", "green"),
    "moved": ("{~", "~}", "cyan"),
}
_EXAMPLES = """\b
Examples:
  quoth check "We will not yield" --by "Ines Okafor"
  quoth check draft.md                         all quotations of a draft
  quoth check draft.md --against council.vtt --against speech.txt
  cat draft.md | quoth check - --to json       for a newsroom's own pipeline
\b
Exit codes:
  0  everything was found as it is given, and nobody else is named for it
  1  something was found in other words, of someone else, or not at all
  2  nothing was checked: wrong use, or something that cannot be read
"""


@click.command(epilog=_EXAMPLES)
@click.argument("given", metavar="WORDS|DRAFT")
@record_option
@click.option("--by", multiple=True, metavar="NAME", help="Who is said to have said the WORDS.")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="TRANSCRIPT",
    help="Look in this transcript, too: .srt, .vtt or text. May be given several times.",
)
@click.option(
    "--people",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="For a DRAFT: table of people known beforehand: name,aliases,roles,wikidata.",
)
@to_option(_FORMS)
def check(
    given: str,
    path: Path | None,
    by: tuple[str, ...],
    against: tuple[Path, ...],
    people: Path | None,
    form: str,
) -> None:
    """Look up words, or all quotations of a draft, in the record and in transcripts.

    A DRAFT is a file in Markdown, HTML or plain text, or - for a pipe; everything else is taken
    for the WORDS themselves. Each quotation is told with where it stands and how: verbatim, as
    part of what was said, in other words, of someone else, or nowhere.
    """
    from quoth.errors import QuothError
    from quoth.intake.transcripts import read_transcript

    try:
        transcripts = [read_transcript(name) for name in against]
        for transcript in transcripts:
            for problem in transcript.problems:
                tell(f"{transcript.name}: {problem}")
        draft = _draft(given, by, people)
        with _checker(path, transcripts) as checker:
            found = [finding for claim in draft.claims for finding in checker.check(claim)]
    except QuothError as error:
        tell(str(error))
        sys.exit(UNREADABLE)
    with opened(None) as stream:
        if form == "json":
            _write_json(found, draft, checker, stream)
        else:
            _write_text(found, draft, checker, stream)
    from quoth.record.checking import FOUND

    if any(finding.verdict not in FOUND for finding in found):
        sys.exit(1)


def _draft(given: str, by: Sequence[str], people: Path | None) -> Draft:
    """What is to be checked: words as they are given, or the quotations of a draft."""
    from quoth.record.claims import Claim, Draft, claims_of

    if not _names_a_draft(given):
        if not given.strip():
            raise click.UsageError("no words to look up")
        return Draft((Claim((given.strip(),), tuple(by)),))
    if by:
        raise click.UsageError("--by goes with WORDS; a draft names its speakers itself")
    from quoth.intake.drafts import read_draft
    from quoth.reading.reader import Reader

    draft = read_draft(given)
    reader = Reader(threads=cores(), people=people_known(people))
    return claims_of(reader.read(draft.article), draft.line)


def _names_a_draft(given: str) -> bool:
    if given == "-" or given.startswith(("http://", "https://")):
        return True
    # A misspelt file's name is no quotation either.
    named = given.lower().endswith(_ENDINGS) and "\n" not in given
    return named or (len(given) < 1024 and "\0" not in given and os.path.isfile(given))


@contextmanager
def _checker(path: Path | None, transcripts: Sequence[Transcript]) -> Iterator[Checker]:
    """What looks in the record and the transcripts; in these alone where there is no record."""
    from quoth.record.checking import Checker
    from quoth.record.opening import default_path, reading

    if path is None and transcripts and not default_path().exists():
        yield Checker(None, transcripts)
        return
    with opened_record(path) as record, reading(record.engine) as connection:
        yield Checker(connection, transcripts)


def _write_json(found: Sequence[Finding], draft: Draft, checker: Checker, stream: TextIO) -> None:
    from quoth.record.findings import finding_to_dict, looked_in, passed_over

    told = {
        "looked_in": looked_in(checker),
        "passed_over": passed_over(draft),
        "findings": [finding_to_dict(finding) for finding in found],
    }
    stream.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _write_text(found: Sequence[Finding], draft: Draft, checker: Checker, stream: TextIO) -> None:
    from rich.text import Text

    console = screen(stream)
    for finding in found:
        for line, indent in _lines(finding):
            show(console, line, indent)
        console.print()
    show(console, Text(_summary(found, draft), "dim"))
    show(console, Text(_looked_in(checker), "dim"))


def _lines(finding: Finding) -> Iterator[tuple[Text, int]]:
    """The lines that tell of a finding, each with its indent."""
    from rich.text import Text

    from quoth.export.wording import counted
    from quoth.record.checking import FOUND

    claim = finding.claim
    told, style = _SAID[finding.verdict]
    place = f"line {claim.line}: " if claim.line else ""
    who = " and ".join(map(_plain, claim.speakers))
    head = Text.assemble((place, "dim"), (who, "bold"), ": " if who else "")
    yield head.append(f"“{_plain(claim.words)}”"), 0
    yield Text(told, style), 2
    # Where the words are found, places that have others are beside the point; and where they are
    # not, those that have little of them.
    least = max((e.score for e in finding.evidence), default=0.0) * _LITTLE
    if finding.verdict in FOUND:
        shown = [e for e in finding.evidence if e.match != "altered"]
    else:
        shown = [e for e in finding.evidence if e.score >= least]
    shown = _first(shown)
    for one in shown:
        yield _place(one), 4
        if any(change.kind != "same" for change in one.changes):
            yield _changed(one), 6
    more = len(finding.evidence) - len(shown)
    if more:
        yield Text(f"and {counted(more, 'more place')}: all with --to json", "dim"), 4
    if finding.texts and finding.verdict in ("in_text", "not_found"):
        yield Text(f"looked in the whole text of {counted(finding.texts, 'article')}", "dim"), 4


def _first(shown: Sequence[Evidence]) -> list[Evidence]:
    """The first places, and the first in each transcript: somebody gave it to be looked in."""
    first = list(shown[:_MOST_PLACES])
    for one in shown[_MOST_PLACES:]:
        transcript = getattr(one.place, "transcript", None)
        if transcript and all(getattr(e.place, "transcript", None) != transcript for e in first):
            first.append(one)
    return first


def _place(one: Evidence) -> Text:
    """Where a piece of evidence stands, and who says it there."""
    from rich.text import Text

    from quoth.export.wording import day, shortened
    from quoth.intake.transcripts import clock
    from quoth.record.placing import Placed
    from quoth.record.spoken import Heard

    place = one.place
    who = _plain(one.speaker or "speaker not told")
    style = "red" if one.by == "other" else ""
    if isinstance(place, Heard):
        begin = place.segment.begin
        at = f"line {place.segment.line}" if begin is None else f"at {clock(begin)}"
        return Text.assemble((who, style), f" · {_plain(place.transcript)}, {at}")
    notes = [place.outlet, place.published and day(place.published[:10])]
    where = " · ".join(_plain(note) for note in notes if note)
    title = f"“{shortened(_plain(place.title))}”"
    if not isinstance(place, Placed):
        return Text(f"in the text · {' · '.join(filter(None, (where, title)))}")
    kind = "" if place.type == "direct" else f" ({place.type})"
    former = "" if place.current else " · an earlier text of it"
    told = " · ".join(filter(None, (where, title, f"#{place.id}")))
    return Text.assemble((who, style), f"{kind} · {told}{former}")


def _changed(one: Evidence) -> Text:
    """The words given, with signs about what was left out and put in."""
    from rich.text import Text

    text = Text()
    for number, change in enumerate(one.changes):
        before, after, style = _SIGNS[change.kind]
        words = change.words
        lead = " " if words[:1].isspace() else ""
        trail = " " if words[-1:].isspace() else ""
        rest = one.changes[number + 1 :]
        if change.kind == "left_out" and rest and rest[0].words[:1].isalnum():
            # What was left out stood apart from what comes next, unless that took its place.
            trail = " " if rest[0].kind == "same" else ""
        text.append(lead).append(f"{before}{_plain(words)}{after}", style).append(trail)
    return text


def _summary(found: Iterable[Finding], draft: Draft) -> str:
    from quoth.export.wording import counted

    verdicts = Counter(finding.verdict for finding in found)
    parts = [f"{verdicts[name]:,} {told}" for name, (told, _) in _SAID.items() if verdicts[name]]
    checked = f"{counted(verdicts.total(), 'quotation')} checked"
    passed: list[Any] = []
    if draft.scare:
        passed.append(f"{counted(draft.scare, 'short term')} in marks")
    if draft.indirect:
        passed.append(f"{counted(draft.indirect, 'indirect statement')}")
    told = f"{checked}: {', '.join(parts)}" if parts else "no quotation to check"
    return told + (f"; passed over {' and '.join(passed)}" if passed else "")


def _looked_in(checker: Checker) -> str:
    from quoth.export.wording import counted

    places = []
    if checker.articles or not checker.transcripts:
        places.append(f"{counted(checker.articles, 'article')} of the record")
    if checker.transcripts:
        places.append(counted(len(checker.transcripts), "transcript"))
    return f"looked in {' and '.join(places)}"


def _plain(words: str) -> str:
    from quoth.export.wording import on_one_line

    return on_one_line(words)
