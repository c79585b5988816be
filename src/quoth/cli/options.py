"""Options that several verbs have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from quoth.quotation import Known

FAST = "en_fast"
"""The trained reader that is made for speed."""

_Verb = TypeVar("_Verb", bound=Callable[..., Any])


def to_option(forms: Sequence[str], default: str = "text") -> Callable[[_Verb], _Verb]:
    """Give a verb the option `--to FORMAT`, as the argument `form`."""
    return click.option(
        "--to",
        "form",
        type=click.Choice(forms),
        default=default,
        show_default=True,
        help="Format of the output.",
    )


def limit_option(default: int = 20, many: str = "many") -> Callable[[_Verb], _Verb]:
    """Give a verb that lists the option `--limit N`; `many` says of what, as in its help."""
    return click.option(
        "--limit",
        type=click.IntRange(1, 100_000),
        default=default,
        show_default=True,
        metavar="N",
        help=f"How {many} to show.",
    )


def output_option(verb: _Verb) -> _Verb:
    """Give a verb the option `--output PATH`."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path, allow_dash=True),
        metavar="PATH",
        help="File to write instead of standard output, or, for brat and parquet, the folder to"
        " write; it appears whole or not at all.",
    )(verb)


def model_option(verb: _Verb) -> _Verb:
    """Give a verb that reads the options `--fast` and `--model FOLDER`, both as `model`."""
    folder = click.option(
        "--model",
        type=click.Path(file_okay=False),
        metavar="FOLDER",
        help="Folder of another trained reader.",
    )
    fast = click.option(
        "--fast",
        "model",
        flag_value=FAST,
        help="Read twice as fast, and miss one quotation in a hundred more.",
    )
    return fast(folder(verb))


def people_option(verb: _Verb) -> _Verb:
    """Give a verb that reads the option `--people FILE`."""
    return click.option(
        "--people",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Table of people known beforehand: name,aliases,roles,wikidata.",
    )(verb)


def people_known(path: Path | None) -> tuple[Known, ...]:
    """Return the people of the table that `--people` names; raises `InputError`."""
    if path is None:
        return ()
    from quoth.intake.people import read_people

    return tuple(read_people(path))


def threads_option(verb: _Verb) -> _Verb:
    """Give a verb that reads the option `--threads N`."""
    return click.option(
        "--threads",
        type=click.IntRange(1),
        default=None,
        metavar="N",
        help="Processor cores to use.  [default: all]",
    )(verb)


def language_option(verb: _Verb) -> _Verb:
    """Give a verb that reads the option `--language`."""
    return click.option(
        "--language",
        type=click.Choice(("en", "any")),
        default=None,
        help="Read only what is in English, or what is in any language."
        "  [default: en for archives and tables, any for all else]",
    )(verb)


def column_option(verb: _Verb) -> _Verb:
    """Give a verb that reads the option `--column KEY=NAME`, as the argument `columns`."""
    return click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="KEY=NAME",
        callback=_columns,
        help="What a column of the tables is called: text=BODY, url=LINK, ...",
    )(verb)


def _columns(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    from quoth.intake.archives import KEYS

    columns: dict[str, str] = {}
    for one in given:
        key, equals, name = one.partition("=")
        if not equals or not name or key not in KEYS:
            raise click.BadParameter(f"{one!r} is no KEY=NAME; keys are {', '.join(KEYS)}")
        columns[key] = name
    return columns


def verbose_option(verb: _Verb) -> _Verb:
    """Give a verb that reads the option `--verbose`."""
    return click.option(
        "--verbose",
        "-v",
        is_flag=True,
        help="Tell also of each thing that is passed over, and why.",
    )(verb)
