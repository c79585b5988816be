"""The `quoth` command: one function a verb, no logic of its own.

What is heavy is imported by the verb that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections import UserDict
from importlib import import_module
from typing import Any

import click

from quoth.cli.telling import tell
from quoth.version import __version__

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""
_MANY_THINGS = 50_000
"""New things after which the interpreter looks for garbage; more than are made by a start."""
SWITCHING = 0.0001
"""After how many seconds a thread that asks for the interpreter gets it.

Between two runs the encoder's threads wait for it: the usual 5 ms are a tenth of what a run
takes them.
"""


class _Verbs(UserDict[str, Any]):
    """The verbs by their names, each loaded when it is asked for: the others cost nothing."""

    def __getitem__(self, name: str) -> click.Command:
        module, _, function = self.data[name].partition(":")
        verb: click.Command = getattr(import_module(f"quoth.cli.{module}"), function)
        return verb


_VERBS = _Verbs(
    {
        "read": "read:read",
        "schema": "read:schema",
        "add": "record:add",
        "follow": "follow:follow",
        "feeds": "feeds:feeds",
        "verify": "record:verify",
        "search": "search:search",
        "people": "people:people",
        "variants": "variants:variants",
        "check": "check:check",
        "exchange": "exchange:exchange",
        "stats": "stats:stats",
        "export": "share:export",
        "import": "share:import_",
        "serve": "serve:serve",
        "batch": "batch:batch",
    }
)


@click.group(
    commands=_VERBS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="quoth")
def cli() -> None:
    """Read news, and see who said what: direct, mixed and indirect speech, with its speakers.

    Everything happens on this machine; nothing is fetched but addresses that you give, and what
    the feeds that you follow announce.
    """


def main() -> None:
    """Run the command; Ctrl-C and a closed pipe end it quietly."""
    from quoth.errors import QuothError

    gc.set_threshold(_MANY_THINGS)
    sys.setswitchinterval(SWITCHING)
    # What goes with the process needs not be looked through for garbage at its end.
    atexit.register(gc.freeze)
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
