"""Figures of a record: who is quoted how often and how long, by outlet, month, type, channel.

Only the current revision of each article counts. Everything is taken in one pass over a narrow
index; no text is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from quoth.record.schema import appearances, printings, quotations, revisions, speakers

By = Literal["outlet", "month", "speaker", "type", "channel"]

NAMED = ("person", "organization")
TOP = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotations count; without anything, all.

    Attributes:
        speaker_ids: of these identities, with those who were merged into them.
        outlet: printed there.
        since, until: published from and up to these days (ISO 8601, both included; a month or
            year is meant whole). Articles without a date count only where neither is given.
    """

    speaker_ids: frozenset[int] | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One speaker's part in some figures.

    Attributes:
        speaker_id, name, kind: who it is.
        quotations, words: theirs.
    """

    speaker_id: int
    name: str
    kind: str
    quotations: int
    words: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a source audit asks of some quotations.

    Attributes:
        name: the outlet, month, type or channel they have in common; None where it is unknown.
        articles: the articles among which they were counted; for a speaker, a type or a
            channel, those that hold such a quotation.
        quoting: the articles with at least one of the quotations.
        quotations, words: how many, and how many words they have together.
        direct, mixed, indirect: how many are of each type.
        direct_words: the words of those that are direct.
        person, organization, group, document, unnamed: how many are of each kind of speaker.
        untold: how many have no speaker at all.
        speakers: how many different people and organisations are quoted by name.
        top_share: which part of the quotations with a named speaker the ten most quoted have.
        top: those ten, the most quoted first.
    """

    name: str | None
    articles: int = 0
    quoting: int = 0
    quotations: int = 0
    words: int = 0
    direct: int = 0
    mixed: int = 0
    indirect: int = 0
    direct_words: int = 0
    person: int = 0
    organization: int = 0
    group: int = 0
    document: int = 0
    unnamed: int = 0
    untold: int = 0
    speakers: int = 0
    top_share: float = 0.0
    top: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerFigures:
    """How one speaker is quoted.

    Attributes:
        speaker_id, name, kind: who it is.
        quotations, words: how many, and how many words they have together.
        quotation_share, word_share: their part of all that was counted.
        direct, mixed, indirect: how many are of each type.
        articles, outlets: in how many.
        first, last: the earliest and latest dates of publication; None where none is known.
    """

    speaker_id: int
    name: str
    kind: str
    quotations: int
    words: int
    quotation_share: float
    word_share: float
    direct: int
    mixed: int
    indirect: int
    articles: int
    outlets: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a record, or of a part of it.

    Attributes:
        whole: of everything that was asked for.
        groups: of its parts, where they were asked for: months in order, else the largest
            first. An article printed by several outlets counts for each of them.
        speakers: by speaker, the most quoted first; only where that was asked for.
    """

    whole: Figures
    groups: tuple[Figures, ...] = ()
    speakers: tuple[SpeakerFigures, ...] = ()


class _Article(NamedTuple):
    outlets: tuple[str | None, ...]
    day: str | None


class _Row(NamedTuple):
    article: int
    speaker: int | None
    kind: str | None
    type: str
    channel: str | None
    words: int


@dataclass(slots=True)
class _Tally:
    """What is counted of some quotations while they pass by."""

    quotations: int = 0
    words: int = 0
    direct_words: int = 0
    types: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str | None] = field(default_factory=Counter)
    articles: set[int] = field(default_factory=set)
    by: Counter[int] = field(default_factory=Counter)
    words_by: Counter[int] = field(default_factory=Counter)

    def count(self, row: _Row) -> None:
        self.quotations += 1
        self.words += row.words
        if row.type == "direct":
            self.direct_words += row.words
        self.types[row.type] += 1
        self.kinds[row.kind] += 1
        self.articles.add(row.article)
        if row.speaker is not None and row.kind in NAMED:
            self.by[row.speaker] += 1
            self.words_by[row.speaker] += row.words


def stats(connection: Connection, wanted: Wanted | None = None, by: By | None = None) -> Stats:
    """Return the figures of what is wanted, and of its parts by one of its sides.

    Args:
        connection: to a record.
        wanted: which quotations count.
        by: what to part them by.
    """
    wanted = wanted or Wanted()
    within = _articles(connection, wanted)
    merged = _merged(connection)
    whole = _Tally()
    parts: defaultdict[str | None, _Tally] = defaultdict(_Tally)
    each: defaultdict[int, _Tally] = defaultdict(_Tally)
    for row in _rows(connection, wanted, within, merged):
        whole.count(row)
        if by == "speaker":
            if row.speaker is not None and row.kind in NAMED:
                each[row.speaker].count(row)
        elif by:
            for name in _names(row, within, by):
                parts[name].count(row)
    tallies = [whole, *parts.values()]
    top = {n for tally in tallies for n, _ in tally.by.most_common(TOP)}
    known = _known(connection, None if by == "speaker" else top)
    sizes = _sizes(within, by)
    groups = [
        _figures(name, parts[name], sizes.get(name), known)
        for name in (sizes if by in ("outlet", "month") else list(parts))
    ]
    groups.sort(key=(lambda g: g.name or "~") if by == "month" else _largest)
    return Stats(
        _figures(None, whole, len(within), known),
        tuple(groups),
        tuple(_speakers(each, whole, within, known)),
    )


def _largest(figures: Figures) -> tuple[int, int, str]:
    return -figures.quotations, -figures.articles, figures.name or "~"


def _articles(connection: Connection, wanted: Wanted) -> dict[int, _Article]:
    """The current revisions that count, with the outlets that printed them and their day."""
    printed: defaultdict[int, list[str | None]] = defaultdict(list)
    for article, outlet in connection.execute(
        select(printings.c.article_id, printings.c.outlet).order_by(printings.c.article_id)
    ):
        printed[article].append(outlet)
    held: dict[int, _Article] = {}
    current = select(
        revisions.c.id, revisions.c.article_id, revisions.c.outlet, revisions.c.published
    ).where(revisions.c.current)
    for number, article, outlet, published in connection.execute(current):
        outlets = dict.fromkeys([outlet, *printed.get(article, ())])
        if len(outlets) > 1:
            outlets.pop(None, None)
        day = published[:10] if published else None
        if _counts(wanted, outlets, day):
            kept = (wanted.outlet,) if wanted.outlet else tuple(outlets)
            held[number] = _Article(kept, day)
    return held


def _counts(wanted: Wanted, outlets: Iterable[str | None], day: str | None) -> bool:
    if wanted.outlet and wanted.outlet not in outlets:
        return False
    if wanted.since and (day is None or day < wanted.since):
        return False
    # "2026-03" as a last day means that whole month.
    return not wanted.until or (day is not None and day[: len(wanted.until)] <= wanted.until)


def _merged(connection: Connection) -> dict[int, int]:
    """For each speaker who was merged into another, who that is in the end."""
    asked = select(speakers.c.id, speakers.c.merged_into).where(speakers.c.merged_into.is_not(None))
    steps = {row.id: row.merged_into for row in connection.execute(asked)}
    ends: dict[int, int] = {}
    for one in steps:
        end, seen = one, {one}
        while end in steps and steps[end] not in seen:
            end = steps[end]
            seen.add(end)
        ends[one] = end
    return ends


def _rows(
    connection: Connection,
    wanted: Wanted,
    within: Mapping[int, _Article],
    merged: Mapping[int, int],
) -> Iterator[_Row]:
    found = select(
        quotations.c.revision_id,
        appearances.c.speaker_id,
        appearances.c.kind,
        quotations.c.type,
        quotations.c.channel,
        quotations.c.length,
    ).select_from(quotations.outerjoin(appearances, appearances.c.id == quotations.c.appearance_id))
    if wanted.speaker_ids is not None:
        asked = {merged.get(n, n) for n in wanted.speaker_ids}
        asked |= {n for n, end in merged.items() if end in asked}
        found = found.where(appearances.c.speaker_id.in_(asked))
    for row in connection.execute(found):
        article, speaker, *rest = row
        if article in within:
            yield _Row(article, merged.get(speaker, speaker), *rest)


def _names(row: _Row, within: Mapping[int, _Article], by: By) -> Sequence[str | None]:
    """The groups that a quotation belongs to."""
    if by == "outlet":
        return within[row.article].outlets
    if by == "month":
        return (_month(within[row.article].day),)
    return (row.type if by == "type" else row.channel,)


def _month(day: str | None) -> str | None:
    return day[:7] if day else None


def _sizes(within: Mapping[int, _Article], by: By | None) -> Counter[str | None]:
    """How many articles each group has, where articles belong to groups by themselves."""
    if by == "outlet":
        return Counter(outlet for article in within.values() for outlet in article.outlets)
    if by == "month":
        return Counter(_month(article.day) for article in within.values())
    return Counter()


def _known(connection: Connection, wanted: set[int] | None) -> dict[int, tuple[str, str]]:
    """Names and kinds of speakers; of all where None are told."""
    asked = select(speakers.c.id, speakers.c.name, speakers.c.kind)
    if wanted is not None:
        asked = asked.where(speakers.c.id.in_(wanted))
    return {number: (name, kind) for number, name, kind in connection.execute(asked)}


def _figures(
    name: str | None,
    tally: _Tally,
    articles: int | None,
    known: Mapping[int, tuple[str, str]],
) -> Figures:
    ranked = sorted(tally.by.items(), key=lambda item: (-item[1], -tally.words_by[item[0]]))[:TOP]
    of_named = tally.by.total()
    return Figures(
        name,
        articles=len(tally.articles) if articles is None else articles,
        quoting=len(tally.articles),
        quotations=tally.quotations,
        words=tally.words,
        direct=tally.types["direct"],
        mixed=tally.types["mixed"],
        indirect=tally.types["indirect"],
        direct_words=tally.direct_words,
        person=tally.kinds["person"],
        organization=tally.kinds["organization"],
        group=tally.kinds["group"],
        document=tally.kinds["document"],
        unnamed=tally.kinds["unnamed"],
        untold=tally.kinds[None],
        speakers=len(tally.by),
        top_share=sum(n for _, n in ranked) / of_named if of_named else 0.0,
        top=tuple(Share(n, *known[n], count, tally.words_by[n]) for n, count in ranked),
    )


def _speakers(
    each: Mapping[int, _Tally],
    whole: _Tally,
    within: Mapping[int, _Article],
    known: Mapping[int, tuple[str, str]],
) -> Iterator[SpeakerFigures]:
    ranked = sorted(each.items(), key=lambda item: (-item[1].quotations, -item[1].words, item[0]))
    for number, tally in ranked:
        articles = [within[a] for a in tally.articles]
        days = sorted(a.day for a in articles if a.day)
        yield SpeakerFigures(
            number,
            *known[number],
            quotations=tally.quotations,
            words=tally.words,
            quotation_share=tally.quotations / whole.quotations,
            word_share=tally.words / whole.words if whole.words else 0.0,
            direct=tally.types["direct"],
            mixed=tally.types["mixed"],
            indirect=tally.types["indirect"],
            articles=len(articles),
            outlets=len({o for a in articles for o in a.outlets if o}),
            first=days[0] if days else None,
            last=days[-1] if days else None,
        )
