"""What the verbs show: a page of 80 columns in a pipe, the terminal's width up to 100 on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_PLAIN, _NARROWEST, _WIDEST = 80, 40, 100


def screen(stream: TextIO) -> Console:
    """Return what shows text on a stream: in colours on a terminal, plain elsewhere."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, emoji=False)
    width = console.width if stream.isatty() else _PLAIN
    console.width = max(_NARROWEST, min(width, _WIDEST))
    return console


def show(console: Console, line: Text, indent: int = 0) -> None:
    """Show a line, wrapped to the width of the page, each row of it after an indent."""
    from rich.text import Text

    for row in line.wrap(console, console.width - indent):
        row.rstrip()
        shown = Text.assemble(" " * indent, row)
        console.print(shown, no_wrap=True, overflow="ignore", crop=False)


def show_table(console: Console, table: Table) -> None:
    """Show a table, without the spaces that fill its last column up."""
    with console.capture() as held:
        console.print(table)
    for row in held.get().splitlines():
        console.file.write(f"{row.rstrip()}\n")
