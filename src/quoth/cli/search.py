"""`quoth search`: the quotations of a record that say something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, get_args

import click

from quoth.cli.options import limit_option, to_option
from quoth.cli.record import opened_record, record_option
from quoth.cli.screen import screen
from quoth.export.output import opened
from quoth.quotation import QuotationType

if TYPE_CHECKING:
    from rich.text import Text

    from quoth.record.search import Found, Hit

_FORMS = ("text", "json", "jsonl", "csv")
_FEW = 3
_EXAMPLES = """\b
Examples:
  quoth search climate                         the best first
  quoth search '"climate change" NOT hoax'     words in a row; AND, OR, NOT in capitals
  quoth search 'invest* NEAR(tax cut, 5)'      beginnings of words; words near each other
  quoth search pier --by "Ines Okafor" --since 2026-01
  quoth search --about Okafor --type direct    no words: the newest first
  quoth search --like "taxes should be lower"  by meaning, in whatever words
  quoth search tariffs --limit 1000 --to csv > tariffs.csv
  quoth search pier --by '#12'                 a speaker by number, where names are ambiguous
"""


@click.command(epilog=_EXAMPLES)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@record_option
@click.option("--by", metavar="SPEAKER", help="Said by them: a name, an alias or a number.")
@click.option("--about", metavar="NAME", help="Which speak of this person or organisation.")
@click.option("--outlet", metavar="OUTLET", help="Printed there.")
@click.option("--since", metavar="DATE", help="Said on or after: 2026-03-02, 2026-03 or 2026.")
@click.option("--until", metavar="DATE", help="Said on or before.")
@click.option("--type", "kind", type=click.Choice(get_args(QuotationType)), help="Of this type.")
@click.option("--channel", metavar="CHANNEL", help='Said so: interview, "social post", ...')
@click.option("--former", is_flag=True, help="Also in earlier texts of revised articles.")
@click.option("--like", default="", metavar="SENTENCE", help="Near to this in meaning.")
@click.option("--newest", is_flag=True, help="The newest first, not the best.")
@limit_option()
@click.option(
    "--offset", type=click.IntRange(0, 100_000), default=0, metavar="N", help="Pass over so many."
)
@to_option(_FORMS)
@click.pass_context
def search(
    context: click.Context,
    words: tuple[str, ...],
    path: Path | None,
    by: str | None,
    about: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    kind: str | None,
    channel: str | None,
    former: bool,
    like: str,
    newest: bool,
    limit: int,
    offset: int,
    form: str,
) -> None:
    """Find quotations in a record by their words, speakers, outlets, days, or meaning.

    All WORDS are to be in a quotation, in any order and inflection. The number before each
    quotation found is what other verbs take.
    """
    from quoth.record.filters import Filters
    from quoth.record.opening import reading
    from quoth.record.search import Query
    from quoth.record.search import search as find

    query = Query(
        words=" ".join(words),
        filters=Filters(by, about, outlet, since, until, kind, channel, former),
        like=like,
        newest=newest,
        limit=limit,
        offset=offset,
    )
    with opened_record(path) as record, reading(record.engine) as connection:
        found = find(connection, query)
    with opened(None) as stream:
        _WRITERS[form](found, stream)
    if not found.hits:
        # As grep has it: a script can ask whether anything was found.
        context.exit(1)


def _write_json(found: Found, stream: TextIO) -> None:
    from quoth.record.hits import found_to_dict

    stream.write(json.dumps(found_to_dict(found), ensure_ascii=False, indent=1) + "\n")


def _write_jsonl(found: Found, stream: TextIO) -> None:
    from quoth.record.hits import hit_to_dict

    for hit in found.hits:
        stream.write(json.dumps(hit_to_dict(hit), ensure_ascii=False) + "\n")


def _write_csv(found: Found, stream: TextIO) -> None:
    from quoth.export.table import begun
    from quoth.record.hits import COLUMNS, hit_to_row

    write = begun(stream, COLUMNS)
    for hit in found.hits:
        write(hit_to_row(hit))


def _write_text(found: Found, stream: TextIO) -> None:
    from rich.text import Text

    console = screen(stream)
    widest = max((len(str(hit.quotation.id)) for hit in found.hits), default=0)
    for hit in found.hits:
        before = Text(f"#{hit.quotation.id}".ljust(widest + 3), "cyan")
        for text in (_heading(hit), _words(hit), _place(hit)):
            for line in text.wrap(console, console.width - len(before)):
                line.rstrip()
                shown = Text.assemble(before, line)
                console.print(shown, no_wrap=True, overflow="ignore", crop=False)
                before = Text(" " * len(before))
        console.print()
    console.print(Text(_summary(found), "dim"))


def _heading(hit: Hit) -> Text:
    from rich.text import Text

    from quoth.export.wording import NOBODY

    said = hit.quotation
    name = Text(said.speaker.name, "bold") if said.speaker else Text(NOBODY, "italic")
    notes = [said.said, said.type, said.channel]
    return Text.assemble(name, Text("".join(f" · {note}" for note in notes if note), "dim"))


def _words(hit: Hit) -> Text:
    from rich.text import Text

    from quoth.export.wording import printable

    shown = hit.quotation.pieces(hit.marks)
    return Text.assemble(*((printable(words), "bold" if found else "") for words, found in shown))


def _place(hit: Hit) -> Text:
    from rich.text import Text

    said = hit.quotation
    place = said.place if said.place in ("headline", "standfirst", "embed") else None
    notes = [said.outlet, (said.published or "")[:10], said.title, place and f"in the {place}"]
    if not said.current:
        notes.append("former text")
    if said.also:
        more = f" and {len(said.also) - _FEW} more" if len(said.also) > _FEW else ""
        notes.append(f"also printed by {', '.join(said.also[:_FEW])}{more}")
    told = " · ".join(" ".join(note.split()) for note in notes if note)
    return Text(told, "dim")


def _summary(found: Found) -> str:
    from quoth.export.wording import counted

    if not found.total:
        return "nothing found"
    total = (
        counted(found.total, "quotation") if found.exact else f"about {found.total:,} quotations"
    )
    if found.order == "nearest":
        return f"the {len(found.hits)} nearest in meaning of {total}"
    return f"{total}, the {found.order} first"


_WRITERS = {
    "text": _write_text,
    "json": _write_json,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
}
