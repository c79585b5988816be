"""`quoth serve`: the record in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from quoth.cli.record import opened_record, record_option
from quoth.cli.telling import tell
from quoth.errors import QuothError

_EXAMPLES = """\b
Examples:
  quoth serve                                  on this machine only
  quoth serve --record campaign.db --port 9000
  quoth serve --host 0.0.0.0 --token "$(cat token.txt)"
  quoth serve --host 0.0.0.0 --public-read     everybody may read, nobody may write
"""


@click.command(epilog=_EXAMPLES)
@record_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to bind to.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port there."
)
@click.option(
    "--token",
    envvar="QUOTH_TOKEN",
    metavar="TEXT",
    help="What whoever reads or writes must show.  [default: $QUOTH_TOKEN]",
)
@click.option("--public-read", is_flag=True, help="Let everybody read without the token.")
@click.option("--add/--no-add", default=None, help="Let articles be added.  [default: on loopback]")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="URL",
    help="Another site whose scripts may read the API; may be given several times.",
)
def serve(
    path: Path | None,
    host: str,
    port: int,
    token: str | None,
    public_read: bool,
    add: bool | None,
    origins: tuple[str, ...],
) -> None:
    """Open the record in a browser, as pages and as a JSON API.

    Only this machine reaches it, unless --host says otherwise; then a token is needed to read,
    or --public-read, and always a token to write.
    """
    try:
        from quoth.web.serving import serve as run
        from quoth.web.settings import Settings
    except ModuleNotFoundError as error:
        raise QuothError(
            f"serving needs {error.name}: python -m pip install 'quoth[web]'"
        ) from error
    with opened_record(path, create=True) as record:
        place = record.path
    settings = Settings(place, host, port, token, public_read, add, origins).checked()
    shown = f"[{host}]" if ":" in host else host
    tell(f"serving {place} at http://{shown}:{port}/ (Ctrl-C ends it)")
    run(settings)
