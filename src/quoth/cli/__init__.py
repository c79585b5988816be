"""The `quoth` command: one function a verb, no logic of its own.

What is heavy is imported by the verb that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import sys

import click

from quoth.cli.check import check
from quoth.cli.exchange import exchange
from quoth.cli.people import people
from quoth.cli.read import read, schema
from quoth.cli.record import add, verify
from quoth.cli.search import search
from quoth.cli.serve import serve
from quoth.cli.share import export, import_
from quoth.cli.stats import stats
from quoth.cli.telling import tell
from quoth.cli.variants import variants
from quoth.version import __version__

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="quoth")
def cli() -> None:
    """Read news, and see who said what: direct, mixed and indirect speech, with its speakers.

    Everything happens on this machine; nothing is fetched but addresses that you give.
    """


_VERBS = (
    *(read, schema),
    *(add, verify, search, people, variants, check, exchange, stats),
    *(export, import_, serve),
)
for _verb in _VERBS:
    cli.add_command(_verb)


def main() -> None:
    """Run the command; Ctrl-C and a closed pipe end it quietly."""
    from quoth.errors import QuothError

    try:
        code = cli.main(prog_name="quoth", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        tell("interrupted")
        sys.exit(INTERRUPTED)
    except QuothError as error:
        tell(str(error))
        sys.exit(1)
    except OSError as error:
        tell(f"{error.filename or 'output'}: {error.strerror or error}")
        sys.exit(1)
