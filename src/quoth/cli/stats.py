"""`quoth stats`: who is quoted how often, where and when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from quoth.cli.options import to_option
from quoth.cli.record import opened_record, record_option
from quoth.cli.screen import screen, show
from quoth.export.output import opened

if TYPE_CHECKING:
    from rich.table import Table

    from quoth.record.stats import Figures, SpeakerFigures, Stats

_FORMS = ("text", "csv", "json")
_PARTS = ("outlet", "month", "speaker", "type", "channel")
_MOST_ROWS = 40
_NARROWEST_NAME = 12
_EXAMPLES = """\b
Examples:
  quoth stats                                  the whole record
  quoth stats --by outlet                      outlets side by side
  quoth stats --by month --speaker "Ines Okafor"
  quoth stats --by speaker --outlet "Harbour Daily" --since 2026-01
  quoth stats --by speaker --to csv > audit.csv
"""


@click.command(epilog=_EXAMPLES)
@record_option
@click.option("--by", type=click.Choice(_PARTS), help="Part the figures by this.")
@click.option("--speaker", metavar="NAME", help="Only what they say: a name, alias or number.")
@click.option("--outlet", metavar="OUTLET", help="Only what is printed there.")
@click.option("--since", metavar="DATE", help="Published on or after: 2026-03-02, 2026-03, 2026.")
@click.option("--until", metavar="DATE", help="Published on or before.")
@click.option("--copies", is_flag=True, help="Count what wire copies repeat again and again.")
@to_option(_FORMS)
def stats(
    path: Path | None,
    by: Any,
    speaker: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    copies: bool,
    form: str,
) -> None:
    """Count who is quoted how often, and how: the figures of a source audit.

    Only the present texts of articles count, and what several print of one agency's story counts
    once: --copies counts it each time. What each figure means stands in docs/stats.md.
    """
    from quoth.record.filters import outlets_called, speaker_meant, stretch_of
    from quoth.record.opening import reading
    from quoth.record.stats import stats as count
    from quoth.record.wanted import Wanted

    with opened_record(path) as record, reading(record.engine) as connection:
        wanted = Wanted(
            frozenset({speaker_meant(connection, speaker)}) if speaker else None,
            frozenset(outlets_called(connection, outlet)) if outlet else None,
            stretch_of(since, until) if since or until else None,
            copies,
        )
        found = count(connection, wanted, by)
    with opened(None) as stream:
        if form == "json":
            stream.write(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n")
        elif form == "csv":
            _write_csv(found, by, stream)
        else:
            _write_text(found, by, stream)


def _write_csv(found: Stats, by: str | None, stream: TextIO) -> None:
    from quoth.export.table import begun
    from quoth.record.stats import Figures, SpeakerFigures

    rows: Sequence[Figures | SpeakerFigures] = (found.whole,)
    if by:
        rows = found.speakers if by == "speaker" else found.groups
    kind = SpeakerFigures if by == "speaker" else Figures
    columns = [field.name for field in fields(kind) if field.name != "top"]
    write = begun(stream, columns)
    for row in rows:
        write(getattr(row, column) for column in columns)


def _write_text(found: Stats, by: str | None, stream: TextIO) -> None:
    from rich.text import Text

    console = screen(stream)
    for line in _summary(found.whole):
        show(console, Text(line))
    if not found.whole.quotations:
        return
    console.print()
    if by == "speaker":
        console.print(_speakers(found.speakers[:_MOST_ROWS]))
        _rest(console, len(found.speakers))
    elif by:
        console.print(_groups(found.groups[:_MOST_ROWS], by))
        _rest(console, len(found.groups))
    else:
        console.print(_top(found.whole))


def _rest(console: Any, rows: int) -> None:
    if rows > _MOST_ROWS:
        console.print(f"and {rows - _MOST_ROWS:,} more: all with --to csv", style="dim")


def _summary(whole: Figures) -> Iterable[str]:
    """The figures of everything, in sentences."""
    from quoth.export.wording import counted

    yield f"{counted(whole.articles, 'article')}, {whole.quoting:,} of them with a quotation"
    if whole.copies:
        yield f"wire copies counted once: {counted(whole.copies, 'article')} left out"
    if not whole.quotations:
        return
    of = whole.quotations
    yield f"{counted(of, 'quotation')}, {whole.words:,} words: " + ", ".join(
        f"{_share(count, of)} {name}"
        for name, count in (
            ("direct", whole.direct),
            ("mixed", whole.mixed),
            ("indirect", whole.indirect),
        )
    )
    yield "said by: " + ", ".join(
        f"{_share(count, of)} {name}"
        for name, count in (
            ("a person", whole.person),
            ("an organisation", whole.organization),
            ("a group", whole.group),
            ("a document", whole.document),
            ("somebody unnamed", whole.unnamed),
            ("a speaker not told", whole.untold),
        )
        if count
    )
    if whole.speakers:
        named = f"{counted(whole.speakers, 'person or body', 'people and bodies')} quoted by name"
        few = whole.speakers <= len(whole.top)
        yield named + ("" if few else f"; the ten most quoted have {whole.top_share:.0%} of that")


def _share(part: int, of: int) -> str:
    return f"{part / of:.0%}" if of else "-"


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for number, name in enumerate(columns):
        if number:
            table.add_column(name, justify="right", no_wrap=True)
        else:
            table.add_column(name, overflow="fold", min_width=_NARROWEST_NAME)
    return table


def _groups(groups: Iterable[Figures], by: str) -> Table:
    table = _table(by, "articles", "quotes", "words", "direct", "unnamed", "speakers", "top ten")
    for group in groups:
        table.add_row(
            _plain(group.name or "not known"),
            f"{group.articles:,}",
            f"{group.quotations:,}",
            f"{group.words:,}",
            _share(group.direct, group.quotations),
            _share(group.unnamed, group.quotations),
            f"{group.speakers:,}",
            f"{group.top_share:.0%}" if group.speakers else "-",
        )
    return table


def _speakers(speakers: Iterable[SpeakerFigures]) -> Table:
    table = _table("speaker", "quotes", "share", "words", "share", "direct", "articles", "outlets")
    for one in speakers:
        table.add_row(
            _plain(f"{one.name} #{one.speaker_id}"),
            f"{one.quotations:,}",
            f"{one.quotation_share:.1%}",
            f"{one.words:,}",
            f"{one.word_share:.1%}",
            _share(one.direct, one.quotations),
            f"{one.articles:,}",
            f"{one.outlets:,}",
        )
    return table


def _top(whole: Figures) -> Table:
    table = _table("most quoted", "quotes", "share", "words")
    for one in whole.top:
        table.add_row(
            _plain(f"{one.name} #{one.speaker_id}"),
            f"{one.quotations:,}",
            f"{one.quotations / whole.quotations:.1%}",
            f"{one.words:,}",
        )
    return table


def _plain(name: str) -> Any:
    from rich.text import Text

    from quoth.export.wording import on_one_line

    return Text(on_one_line(name))
