"""`quoth people`: who is in a record, and what one decides about them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from quoth.cli.options import limit_option, to_option
from quoth.cli.record import opened_record, record_option
from quoth.cli.screen import screen, show_table
from quoth.cli.verbs import ListedVerbs
from quoth.export.output import opened

if TYPE_CHECKING:
    from rich.text import Text

    from quoth.record.decisions import Decision
    from quoth.record.people import Person, Place, Profile, Role

    Line = tuple[str, Text]
    """A number, and what stands beside it."""

_FORMS = ("text", "json", "csv")
_COLUMNS = "id,name,kind,wikidata,quotations,articles,first,last,aliases,roles,outlets".split(",")
_SHOWN, _LISTED = 3, 10
"""How many roles and names of each are told in a list, and of one alone."""
_EXAMPLES = """\b
Examples:
  quoth people                                 the most quoted
  quoth people okaf                            whose names begin so
  quoth people --kind organization --to csv > organizations.csv
  quoth people show "Ines Okafor"              roles, names, where each was learned
  quoth people merge "Ines Okafor" "I. A. Okafor"
  quoth people split '#12' --article 4711      there it is somebody else
  quoth people log
\b
`quoth people VERB --help` tells of one verb.
"""


@click.group(cls=ListedVerbs, epilog=_EXAMPLES)
def people() -> None:
    """List and find who is in a record; say who is one, who is two, how they are called.

    A person is given by a name, an alias, or the number that the list shows ('#12'). What you
    decide is kept with its date, holds for what is read and added later, and can be undone.
    """


@people.command(name="list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@record_option
@click.option("--kind", type=click.Choice(("person", "organization")), help="Only these.")
@limit_option()
@to_option(_FORMS)
@click.pass_context
def list_(
    context: click.Context,
    words: tuple[str, ...],
    path: Path | None,
    kind: str | None,
    limit: int,
    form: str,
) -> None:
    """List people and organisations, the most quoted first.

    With WORDS, only those one of whose names has words that begin so; case and accents make no
    difference. `list` itself may be left out.
    """
    from quoth.record.opening import reading
    from quoth.record.people import people as find

    with opened_record(path) as record, reading(record.engine) as connection:
        found = find(connection, " ".join(words), limit=limit, kind=kind)
    with opened(None) as stream:
        if form == "json":
            _write_json([asdict(person) for person in found], stream)
        elif form == "csv":
            _write_csv(found, stream)
        else:
            _print(_listed(found), stream)
            if not found:
                stream.write("nobody found\n")
    if not found:
        # As grep has it: a script can ask whether anybody was found.
        context.exit(1)


@people.command()
@click.argument("name")
@record_option
@limit_option(10, "many articles")
@to_option(("text", "json"))
def show(name: str, path: Path | None, limit: int, form: str) -> None:
    """Tell all of one person or organisation: names, roles, outlets, articles.

    Where an article does not name them but was understood by a role, it is told where that was
    learned.
    """
    from quoth.record.filters import speaker_meant
    from quoth.record.opening import reading
    from quoth.record.people import speaker

    with opened_record(path) as record, reading(record.engine) as connection:
        profile = speaker(connection, speaker_meant(connection, name), places=limit)
    with opened(None) as stream:
        if form == "json":
            _write_json(asdict(profile), stream)
        else:
            _print(_told(profile), stream)


@people.command()
@click.argument("kept")
@click.argument("other")
@record_option
def merge(kept: str, other: str, path: Path | None) -> None:
    """Say that OTHER is KEPT: all that is OTHER's becomes KEPT's."""
    from quoth.record.decisions import merge

    _decide(path, (kept, other), merge)


@people.command()
@click.argument("name")
@record_option
@click.option(
    "--article",
    "articles",
    type=click.IntRange(1),
    multiple=True,
    required=True,
    metavar="N",
    help="An article that means somebody else; several times for several.",
)
@click.option("--as", "other", metavar="NAME", help="What the other one is called.")
def split(name: str, path: Path | None, articles: tuple[int, ...], other: str | None) -> None:
    """Say that some articles mean somebody else than NAME: a new speaker.

    `quoth people show NAME` tells the numbers of the articles. What is added later goes to
    whom it fits better.
    """
    from quoth.record.decisions import split

    _decide(path, (name,), lambda connection, who: split(connection, who, articles, other))


@people.command()
@click.argument("name")
@click.argument("new")
@record_option
def rename(name: str, new: str, path: Path | None) -> None:
    """Say what somebody is called: NEW."""
    from quoth.record.decisions import rename

    _decide(path, (name,), lambda connection, who: rename(connection, who, new))


@people.command()
@click.argument("name")
@click.argument("item")
@record_option
def link(name: str, item: str, path: Path | None) -> None:
    """Say which item of Wikidata somebody is: ITEM, such as Q42."""
    from quoth.record.decisions import link

    _decide(path, (name,), lambda connection, who: link(connection, who, item))


@people.command()
@click.argument("number", type=click.IntRange(1))
@record_option
def undo(number: int, path: Path | None) -> None:
    """Take back decision NUMBER; `quoth people log` tells the numbers."""
    from quoth.record.decisions import undo

    _decide(path, (), lambda connection: undo(connection, number))


@people.command()
@record_option
@limit_option(50)
@to_option(("text", "json"))
def log(path: Path | None, limit: int, form: str) -> None:
    """Tell what was decided, the last first, and what of it was undone."""
    from quoth.record import decisions
    from quoth.record.opening import reading

    with opened_record(path) as record, reading(record.engine) as connection:
        made = decisions.log(connection, limit)
    if form == "json":
        with opened(None) as stream:
            _write_json([asdict(decision) for decision in made], stream)
        return
    for decision in made:
        click.echo(f"{decision.made[:16].replace('T', ' ')}  {_decided(decision)}")
    if not made:
        click.echo("nothing was decided yet")


def _decide(path: Path | None, names: Sequence[str], decide: Callable[..., Decision]) -> None:
    """Decide something about the speakers who bear these names, and say what."""
    from quoth.record.filters import speaker_meant
    from quoth.record.opening import writing

    with opened_record(path) as record, writing(record.engine) as connection:
        made = decide(connection, *(speaker_meant(connection, name) for name in names))
    click.echo(_decided(made))


# -- words ----------------------------------------------------------------------------------------


def _decided(decision: Decision) -> str:
    """A decision in one line."""
    from quoth.export.wording import printable

    detail = decision.detail
    names = detail["names"]
    if decision.verb == "merge":
        told = f"{names[1]} (#{detail['other']}) is {names[0]} (#{detail['kept']})"
    elif decision.verb == "split":
        where = ", ".join(map(str, detail["articles"]))
        told = f"not {names[0]} (#{detail['speaker']}) but {names[1]} (#{detail['new']})"
        told += f" in article {where}"
    elif decision.verb == "rename":
        told = f"{names[0]} (#{detail['speaker']}) is called {detail['name']}"
    else:
        told = f"{names[0]} (#{detail['speaker']}) is {detail['item']} of Wikidata"
    undone = f" (undone {decision.undone[:10]})" if decision.undone else ""
    return printable(f"decision {decision.id}: {told}{undone}", but="\n")


def _listed(found: Sequence[Person]) -> Iterable[Line]:
    """One or two lines for each: who it is, what is told of them."""
    from rich.text import Text

    from quoth.export.wording import counted

    for person in found:
        yield (
            f"#{person.id}",
            Text.assemble(
                (person.name, "bold"),
                (f" · {counted(person.quotations, 'quotation')}", "dim"),
                (f" in {counted(person.articles, 'article')}{_between(person)}", "dim"),
            ),
        )
        told = [role.words for role in person.roles[:_SHOWN]]
        others = [alias.name for alias in person.aliases if alias.name != person.name]
        if others:
            told.append(f"also {', '.join(others[:_SHOWN])}")
        if told:
            yield "", Text(" · ".join(told))


def _told(profile: Profile) -> Iterable[Line]:
    """All of one person or body."""
    from rich.text import Text

    from quoth.export.wording import counted

    person = profile.person
    yield f"#{person.id}", Text.assemble((person.name, "bold"), f", {person.kind}")
    summary = f"{counted(person.quotations, 'quotation')} in {counted(person.articles, 'article')}"
    yield "", Text(summary + _between(person))
    if person.wikidata:
        yield "", Text(f"https://www.wikidata.org/wiki/{person.wikidata}")
    if profile.merged:
        same = ", ".join(f"{name} (#{number})" for number, name in profile.merged)
        yield "", Text(f"the same as {same}")
    names = [f"{a.name} ({counted(a.articles, 'article')})" for a in person.aliases[:_LISTED]]
    outlets = [f"{outlet} ({count})" for outlet, count in person.outlets[:_LISTED]]
    held = list(map(_role, person.roles[:_LISTED]))
    for heading, lines in (("Names", names), ("Roles", held), ("Outlets", outlets)):
        if lines:
            yield "", Text(f"\n{heading}", "bold")
            yield from (("", Text(line)) for line in lines)
    yield "", Text("\nArticles", "bold")
    yield from map(_placed, profile.places)
    if person.articles > len({place.article_id for place in profile.places}):
        yield "", Text("... (more with --limit)")


def _role(role: Role) -> str:
    from quoth.export.wording import counted

    days = " to ".join(dict.fromkeys(day[:10] for day in (role.first, role.last) if day))
    told = [counted(role.articles, "article"), days, f"first in article {role.learned_in}"]
    return f"{role.words} ({', '.join(part for part in told if part)})"


def _placed(place: Place) -> Line:
    from rich.text import Text

    reasons = {
        "short": f"as “{place.called}”",
        "role": f"as “{place.called}”: article {place.learned_in} tells who that was",
        "decision": f"as “{place.called}”, by decision",
    }
    title = " ".join(place.title.split())
    notes = (title, place.outlet, (place.published or "")[:10], reasons.get(place.reason))
    return str(place.article_id), Text(" · ".join(note for note in notes if note))


def _between(person: Person) -> str:
    days = dict.fromkeys(day[:10] for day in (person.first, person.last) if day)
    return f", {' to '.join(days)}" if days else ""


# -- writing --------------------------------------------------------------------------------------


def _print(lines: Iterable[Line], stream: TextIO) -> None:
    """Write lines, each with a number before it that nothing is wrapped under."""
    from rich.table import Table

    from quoth.export.wording import printable

    console = screen(stream)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column()
    for number, text in lines:
        text.plain = printable(text.plain, but="\n")
        grid.add_row(number, text)
    show_table(console, grid)


def _write_json(held: object, stream: TextIO) -> None:
    stream.write(json.dumps(held, ensure_ascii=False, indent=1) + "\n")


def _write_csv(found: Sequence[Person], stream: TextIO) -> None:
    from quoth.export.table import begun

    write = begun(stream, _COLUMNS)
    for person in found:
        held = asdict(person)
        held["aliases"] = "; ".join(alias.name for alias in person.aliases)
        held["roles"] = "; ".join(role.words for role in person.roles[:_LISTED])
        held["outlets"] = "; ".join(f"{outlet} ({count})" for outlet, count in person.outlets)
        write(held[column] for column in _COLUMNS)
