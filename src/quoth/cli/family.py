"""A family of variants for the terminal: who printed what, and where the words differ."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from quoth.cli.screen import show
from quoth.record.comparing import Comparison, Difference
from quoth.record.variants import Family, Member

_STYLES = {
    "left_out": "red strike",
    "put_in": "green",
    "changed": "yellow",
    "moved": "cyan",
}
_SAID = {"verbatim": "verbatim", "excerpt": "excerpt", "altered": "altered"}


def print_family(family: Family, console: Console) -> None:
    """Print a family: the words asked for, then each printing in the order of time.

    Differences are marked without colour too: [-left out-], {+put in+}, {before → after},
    {~moved~}; words around the shared stretch are dim.
    """
    show(console, Text(family.text, style="bold"))
    if family.asked:
        show(console, _place(family.asked), 2)
    if not family.members:
        show(console, _nothing(family))
        return
    first = {wording.first for wording in family.wordings}
    for member in family.members:
        console.print()
        _print_member(member, family.text, member.placed.id in first, console)
    console.print()
    show(console, _summary(family))


def _print_member(member: Member, asked: str, first: bool, console: Console) -> None:
    head = _place(member)
    head.append("  ")
    head.append(_verdict(member), style="bold")
    if member.same_speaker is False:
        head.append(", other speaker", style="bold red")
    if first:
        head.append(", first in this wording", style="dim")
    show(console, head)
    found = member.comparison
    words = marked(asked, member.text, found) if found else Text(member.text)
    show(console, words, 2)
    elsewhere = [p for p in member.printings if (p.outlet or p.url) and p.url != member.placed.url]
    if elsewhere:
        names = ", ".join(dict.fromkeys(p.outlet or p.url or "" for p in elsewhere))
        show(console, Text(f"the same article also: {names}", style="dim"), 2)


def _verdict(member: Member) -> str:
    found = member.comparison
    if found is None:
        return f"another part of what quotation {member.through} has"
    if found.verdict == "excerpt":
        return {"one": "longer", "other": "excerpt", "both": "overlapping"}[found.excerpt or "both"]
    return _SAID[found.verdict]


def _place(member: Member) -> Text:
    one = member.placed
    speaker = one.speaker.name if one.speaker else "speaker not told"
    date = (one.published or one.said or "no date")[:10]
    parts = [date, one.outlet or one.url or one.title, speaker]
    if one.place in ("headline", "standfirst", "embed"):
        parts.append(f"in the {one.place}")
    if not one.current:
        parts.append("in an earlier text")
    return Text(" · ".join(parts) + f"  [{one.id}]")


def marked(asked: str, text: str, found: Comparison) -> Text:
    """Return the words of a printing with the differences from the words asked for marked."""
    begin, end = found.shared_other
    shown = Text()
    shown.append(text[:begin], "dim")
    at = begin
    for difference in sorted(found.differences, key=lambda d: d.other):
        if difference.other.begin < at:
            continue
        shown.append(text[at : difference.other.begin])
        shown.append(_signed(asked, text, difference), _STYLES[difference.kind])
        at = difference.other.end
        if difference.kind == "left_out" and text[at : at + 1].isalnum():
            shown.append(" ")
    shown.append(text[at:end])
    shown.append(text[end:], "dim")
    return shown


def _signed(asked: str, text: str, difference: Difference) -> str:
    """A difference in signs that can be told without colour."""
    before, after = asked[slice(*difference.one)], text[slice(*difference.other)]
    return {
        "left_out": f"[-{before}-]",
        "put_in": f"{{+{after}+}}",
        "changed": f"{{{before} → {after}}}",
        "moved": f"{{~{after}~}}",
    }[difference.kind]


def _nothing(family: Family) -> Text:
    if family.common:
        return Text("These words are too few, or too common, to tell whose they are.")
    if family.asked:
        return Text("No other printing of it is in the record.")
    return Text(
        "The record has no printing of these words that can be told from other people's;"
        " `quoth search` finds words as they stand."
    )


def _summary(family: Family) -> Text:
    members = [*family.members, *([family.asked] if family.asked else [])]
    return Text(
        f"{len(members)} printings in {len(family.wordings)} wordings"
        f" by {len(family.outlets)} outlets",
        style="dim",
    )
