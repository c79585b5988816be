"""Every printing of one utterance that a record holds, and how their wordings differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from quoth.record.browsing import Printing, printings_of
from quoth.record.clock import moment
from quoth.record.comparing import Comparison, compare
from quoth.record.families import Link, link
from quoth.record.placing import Placed, fragments, placed, placed_one
from quoth.record.schema import quotations, shingles
from quoth.record.shingles import keys
from quoth.record.wordings import GAP, wording

# SQLite takes a little more values in one question where nobody has raised that.
_MOST_KEYS = 30_000
_MOST_HOLDERS = 3000
_MOST_WHOLES = 3
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Member:
    """One printing of the utterance.

    Attributes:
        placed: the quotation with its place.
        text: its words, fragments joined by an ellipsis.
        comparison: how the words asked for (its side `one`) and `text` (its side `other`)
            compare; None where they have no words in common, being different stretches.
        same_speaker: whether it is given to the speaker of the quotation asked for; None where
            either is not known or only described, or two of the record's speakers have one name.
        wording: which of the family's wordings it is, as an index.
        through: the number of the quotation that has both stretches, where `comparison` is None.
        printings: where else the very article was printed.
    """

    placed: Placed
    text: str
    comparison: Comparison | None
    same_speaker: bool | None
    wording: int
    through: int | None = None
    printings: tuple[Printing, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstPrinted:
    """One of a family's wordings, and who had it first.

    Attributes:
        text: the wording as it was first printed.
        first: the number of the quotation that was printed first with it.
        printed: how many quotations have it.
    """

    text: str
    first: int
    printed: int


@dataclass(frozen=True, slots=True)
class Family:
    """An utterance in all its printings.

    Attributes:
        text: the words asked for.
        asked: the quotation asked for, or None where words were given.
        members: all others, in the order of time; those without a date come last.
        wordings: the different wordings, the quotation asked for among them, in the order in
            which they were first printed.
        common: whether the words are too few or too common to be told from other people's.
    """

    text: str
    asked: Member | None
    members: tuple[Member, ...]
    wordings: tuple[FirstPrinted, ...]
    common: bool = False

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who printed it, in the order of time, the very article elsewhere included."""
        members = sorted([*self.members, *([self.asked] if self.asked else [])], key=_in_time)
        named = (
            name
            for member in members
            for name in (member.placed.outlet, *(place.outlet for place in member.printings))
        )
        return tuple(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A quotation that may be of the utterance; `exact` unless it is a reporter's words."""

    number: int
    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class _Linked:
    """A candidate that is of the utterance, how surely, and how the two wordings compare."""

    candidate: _Candidate
    tie: Link
    comparison: Comparison


def variants_of(connection: Connection, asked: int | str) -> Family:
    """Return the other printings of a quotation, or all printings of some words.

    An earlier text of an article counts where it has other words than the present one. Words
    so few that anybody may say them are members only where the same speaker does.

    Args:
        connection: in one transaction.
        asked: the number of a quotation, or words.

    Raises:
        RecordError: there is no quotation of that number.
    """
    own = placed_one(connection, asked) if isinstance(asked, int) else None
    text = own.text if own else str(asked)
    looked_up = keys(own.words if own else text)
    linked = _linked(connection, looked_up, text, own is None or own.type != "indirect")
    through = _through(connection, linked)
    numbers = sorted({*linked, *through} - {own.id if own else 0})
    held = [
        one
        for one in _present(placed(connection, numbers), own)
        if one.id not in linked or linked[one.id].tie == "firm" or _same(own, one) is not False
    ]
    return _family(connection, text, own, held, linked, through, common=not looked_up)


def _linked(
    connection: Connection, looked_up: Sequence[int], text: str, exact: bool
) -> dict[int, _Linked]:
    """Quotations of the same utterance as a text, by their numbers."""
    compared: dict[str, Comparison | None] = {}
    linked: dict[int, _Linked] = {}
    for one in _candidates(connection, looked_up):
        if one.text not in compared:
            compared[one.text] = compare(text, one.text)
        found = compared[one.text]
        tie = link(found, exact and one.exact) if found else None
        if found and tie:
            linked[one.number] = _Linked(one, tie, found)
    return linked


def _through(connection: Connection, linked: dict[int, _Linked]) -> dict[int, int]:
    """Quotations of other stretches of longer ones, with the longer one of each."""
    firm = [one for one in linked.values() if one.tie == "firm"]
    longer = [one.candidate for one in firm if one.comparison.excerpt == "one"]
    through: dict[int, int] = {}
    for whole in sorted(longer, key=lambda one: (-len(one.text), one.number))[:_MOST_WHOLES]:
        for number, one in _linked(connection, keys(whole.text), whole.text, whole.exact).items():
            if one.tie == "firm" and number not in linked:
                through.setdefault(number, whole.number)
    return through


def _candidates(connection: Connection, looked_up: Sequence[int]) -> Iterator[_Candidate]:
    """Quotations that share a key, so many that they can be compared in about a second.

    The rarest keys come first: those of common phrases are left out where there are others.
    """
    holders = (
        select(shingles.c.key, func.count().label("holders"))
        .where(shingles.c.key.in_(looked_up[:_MOST_KEYS]))
        .group_by(shingles.c.key)
        .order_by("holders", shingles.c.key)
    )
    wanted: list[int] = []
    room = _MOST_HOLDERS
    for key, count in connection.execute(holders):
        if wanted and count > room:
            break
        wanted.append(key)
        room -= count
    sharing = select(shingles.c.quotation_id).where(shingles.c.key.in_(wanted)).distinct()
    numbers = connection.execute(sharing.order_by("quotation_id").limit(_MOST_HOLDERS)).scalars()
    found = list(numbers)
    columns = select(
        quotations.c.id, quotations.c.words, quotations.c.type, quotations.c.detail["content"]
    )
    for begin in range(0, len(found), _PAGE):
        page = found[begin : begin + _PAGE]
        for number, words, kind, content in connection.execute(
            columns.where(quotations.c.id.in_(page))
        ):
            yield _Candidate(number, GAP.join(fragments(words, content)), kind != "indirect")


def _present(held: Iterable[Placed], own: Placed | None) -> list[Placed]:
    """The quotations of present texts, and those of earlier ones that have other words."""
    ordered = sorted(held, key=lambda one: (not one.current, -one.revision_id, one.id))
    seen = {(own.article_id, wording(own.words).letters)} if own else set()
    kept: list[Placed] = []
    for one in ordered:
        printed = (one.article_id, wording(one.words).letters)
        if one.current or printed not in seen:
            kept.append(one)
        seen.add(printed)
    return kept


def _same(own: Placed | None, other: Placed) -> bool | None:
    if own is None or own.speaker is None or other.speaker is None:
        return None
    one, two = own.speaker, other.speaker
    if one.id == two.id:
        return True
    # "The Kestrel chief" may be anybody; so may two of one name.
    return None if "unnamed" in (one.kind, two.kind) or one.name == two.name else False


def _family(
    connection: Connection,
    text: str,
    own: Placed | None,
    held: Iterable[Placed],
    linked: dict[int, _Linked],
    through: dict[int, int],
    common: bool,
) -> Family:
    ordered = sorted([*held, *([own] if own else [])], key=_when)
    firsts: dict[str, FirstPrinted] = {}
    for one in ordered:
        letters = wording(one.words).letters
        first = firsts.get(letters, FirstPrinted(one.text, one.id, 0))
        firsts[letters] = FirstPrinted(first.text, first.first, first.printed + 1)
    places = {letters: n for n, letters in enumerate(firsts)}
    members = [
        Member(
            one,
            one.text,
            linked[one.id].comparison if one.id in linked else compare(text, one.text),
            _same(own, one),
            places[wording(one.words).letters],
            through.get(one.id),
            tuple(printings_of(connection, one.article_id)),
        )
        for one in ordered
    ]
    asked = next((member for member in members if own and member.placed.id == own.id), None)
    others = tuple(member for member in members if member is not asked)
    return Family(text, asked, others, tuple(firsts.values()), common)


def _in_time(member: Member) -> tuple[bool, str, int]:
    return _when(member.placed)


def _when(one: Placed) -> tuple[bool, str, int]:
    """By when a quotation is put in order: when it was printed, else when it was said."""
    told = one.published or one.said
    return told is None, moment(told) if told else "", one.id
