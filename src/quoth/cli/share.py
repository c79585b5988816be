"""`quoth export` and `quoth import`: the record in the formats of others, and back."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from quoth.cli.options import output_option, to_option
from quoth.cli.read import checked_output
from quoth.cli.record import opened_record, record_option, telling
from quoth.cli.telling import bar
from quoth.export.formats import FORMATS, place, writer

_EXPORT_EXAMPLES = """\b
Examples:
  quoth export --to jsonl > record.jsonl
  quoth export --to csv --since 2026-03 -o march.csv
  quoth export --to parquet -o figures/
  quoth export --to jsonld --base https://quotes.example > quotations.jsonld
"""
_IMPORT_EXAMPLES = """\b
Examples:
  quoth import record.jsonl                    what `quoth export` or `quoth read` wrote
  quoth import citron.json --record other.db   what Citron found
"""


@click.command(name="export", epilog=_EXPORT_EXAMPLES)
@record_option
@to_option(FORMATS, "jsonl")
@output_option
@click.option("--outlet", metavar="NAME", help="Only articles of this outlet.")
@click.option("--since", metavar="DATE", help="Only articles published from this date on.")
@click.option("--until", metavar="DATE", help="Only articles published up to this date.")
@click.option("--former", is_flag=True, help="Also the earlier texts of revised articles.")
@click.option(
    "--base", default="", metavar="URL", help="Address of the server where quotations have pages."
)
def export(
    path: Path | None,
    form: str,
    output: Path | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    former: bool,
    base: str,
) -> None:
    """Write what a record holds in a format that others read.

    CSV, JSON-LD, Web Annotation, TEI and Parquet carry what the record knows beyond each article
    as well: the lasting number of a quotation, and who its speaker is across articles.
    """
    from quoth.record.filters import outlets_called, stretch_of
    from quoth.record.opening import reading
    from quoth.record.sharing import Shared

    output = checked_output(form, output)
    with opened_record(path) as record, reading(record.engine) as connection:
        shared = Shared(
            connection,
            former=former,
            outlets=outlets_called(connection, outlet) if outlet else None,
            days=stretch_of(since, until) if since or until else None,
            base=base,
        )
        with place(form, output) as where:
            writer(form, identify=shared.identify)(shared.readings(), where)


@click.command(name="import", epilog=_IMPORT_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@record_option
def import_(files: tuple[str, ...], path: Path | None) -> None:
    """Take readings that were made elsewhere into a record, without reading them again.

    FILE is JSON Lines that `quoth export` or `quoth read` wrote, or the JSON of BBC Citron; -
    is standard input. What is there already is passed over, what is wrong is told with its line
    and the rest goes on; the exit code is then 1.
    """
    counted: Counter[str] = Counter()
    with opened_record(path, create=True) as record:
        for file in files:
            with bar(f"importing {file}", lambda: None) as advance:
                record.import_readings(file, tell=telling(counted, advance))
        told = [f"{n:,} {status}" for status, n in counted.items()]
        click.echo(f"{', '.join(told) or 'nothing to do'}: {record.path}")
    if counted["refused"]:
        sys.exit(1)
