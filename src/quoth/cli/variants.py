"""`quoth variants`: every printing of one utterance, and how its words differ."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from quoth.cli.options import to_option
from quoth.cli.record import opened_record, record_option
from quoth.cli.screen import screen
from quoth.export.output import opened

_EXAMPLES = """\b
Examples:
  quoth variants 1204                          by the number that search shows
  quoth variants "we will rebuild the pier"    by words
  quoth variants 1204 --to json | jq '.members[].placed.outlet'
"""


@click.command(epilog=_EXAMPLES)
@click.argument("asked", metavar="QUOTATION_ID|WORDS")
@record_option
@to_option(("text", "json"))
@click.pass_context
def variants(context: click.Context, asked: str, path: Path | None, form: str) -> None:
    """Show every other printing of an utterance in the order of time, and what differs.

    Verbatim is what differs in marks, case and white space only; an excerpt is part of what was
    said; what is altered is shown word by word. The exit code is 1 where there is none.
    """
    from quoth.record.opening import reading
    from quoth.record.variants import variants_of

    number = asked.strip().removeprefix("#")
    sought: int | str = int(number) if number.isascii() and number.isdigit() else asked
    with opened_record(path) as record, reading(record.engine) as connection:
        family = variants_of(connection, sought)
    with opened(None) as stream:
        if form == "json":
            stream.write(json.dumps(asdict(family), ensure_ascii=False, indent=1) + "\n")
        else:
            from quoth.cli.family import print_family

            print_family(family, screen(stream))
    if not family.members:
        context.exit(1)
