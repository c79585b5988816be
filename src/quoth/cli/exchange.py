"""`quoth exchange`: what two say about each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from quoth.cli.options import to_option
from quoth.cli.record import opened_record, record_option
from quoth.cli.screen import screen, show
from quoth.export.output import opened

if TYPE_CHECKING:
    from quoth.record.exchange import Turn

_FORMS = ("text", "csv", "json")
_COLUMNS = (
    "said",
    "by",
    "about",
    "words",
    "type",
    "prints",
    "outlets",
    "published",
    "title",
    "url",
    "quotation_id",
    "article_id",
)
_EXAMPLES = """\b
Examples:
  quoth exchange "Ines Okafor" "Rowan Tait"
  quoth exchange '#12' Tait --to csv > exchange.csv
"""


@click.command(epilog=_EXAMPLES)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@record_option
@to_option(_FORMS)
@click.pass_context
def exchange(context: click.Context, one: str, other: str, path: Path | None, form: str) -> None:
    """Show what A says about B and B about A, in the order in which they said it.

    A and B are names, aliases or numbers of people and organisations. What several outlets print
    of one utterance is shown once. The exit code is 1 where there is nothing to show.
    """
    from quoth.record.exchange import exchange as find
    from quoth.record.filters import speaker_meant
    from quoth.record.opening import reading
    from quoth.record.people import speaker

    with opened_record(path) as record, reading(record.engine) as connection:
        ids = [speaker_meant(connection, name) for name in (one, other)]
        if ids[0] == ids[1]:
            raise click.UsageError(f"{one} and {other} are the same")
        names = [speaker(connection, number, places=0).person.name for number in ids]
        turns = find(connection, *ids)
    with opened(None) as stream:
        _WRITERS[form](turns, names, stream)
    if not turns:
        context.exit(1)


def _write_json(turns: Sequence[Turn], names: Sequence[str], stream: TextIO) -> None:
    from quoth.record.turns import turn_to_dict

    told = [turn_to_dict(turn, names) for turn in turns]
    stream.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _write_csv(turns: Sequence[Turn], names: Sequence[str], stream: TextIO) -> None:
    from quoth.export.table import begun
    from quoth.record.turns import turn_to_row

    write = begun(stream, _COLUMNS)
    for turn in turns:
        row = turn_to_row(turn, names)
        row["outlets"] = "; ".join(row["outlets"])
        write(row[column] for column in _COLUMNS)


def _write_text(turns: Sequence[Turn], names: Sequence[str], stream: TextIO) -> None:
    from rich.text import Text

    from quoth.export.wording import counted, day, on_one_line
    from quoth.record.turns import turn_to_row

    console = screen(stream)
    for turn in turns:
        row = turn_to_row(turn, names)
        when = day(row["said"]) if row["said"] else "date not known"
        style = "green" if turn.by == "one" else "cyan"
        head = Text.assemble(
            (when, "dim"), "  ", (on_one_line(row["by"]), f"bold {style}"), " on ", row["about"]
        )
        show(console, head)
        show(console, Text(on_one_line(turn.quotation.text)), 2)
        show(console, Text(_where(turn), "dim"), 2)
        console.print()
    each = [sum(turn.by == side for turn in turns) for side in ("one", "other")]
    told = [
        f"{counted(count, 'utterance')} of {on_one_line(by)} about {on_one_line(about)}"
        for count, by, about in zip(each, names, reversed(names), strict=True)
    ]
    show(console, Text("; ".join(told), "dim"))


def _where(turn: Turn) -> str:
    from quoth.export.wording import day, on_one_line, shortened

    shown = turn.quotation
    published = shown.published and day(shown.published[:10])
    kind = "" if shown.type == "direct" else shown.type
    title = f"“{shortened(on_one_line(shown.title))}”"
    parts = [shown.outlet and on_one_line(shown.outlet), published, title, kind, f"#{shown.id}"]
    others = [on_one_line(name) for name in turn.outlets if name != shown.outlet]
    if others:
        parts.append(f"also in {', '.join(others)}")
    if len(turn.printed) > 1:
        parts.append(f"printed {len(turn.printed)} times")
    return " · ".join(filter(None, parts))


_WRITERS = {"text": _write_text, "csv": _write_csv, "json": _write_json}
