"""Figures of a record: who is quoted how often and how long, by outlet, month, type, channel.

Only the current revision of each article counts. What several articles print of an agency's
story counts once, unless it is asked for otherwise. Everything is taken in one pass over a
narrow index; no text is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from sqlalchemy import Connection, select

from quoth.record.aliasing import NAMED
from quoth.record.counted import KINDS, TYPES, Columns, Numbers, columns, distinct, repeated
from quoth.record.schema import speakers
from quoth.record.wanted import Articles, Wanted, articles_wanted

By = Literal["outlet", "month", "speaker", "type", "channel"]

TOP = 10
_KINDS = len(KINDS) + 1
_FEW = 500


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
        copies: how many more there are that were left out, being near copies of one of these.
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
    copies: int = 0
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
        articles, outlets: in how many; the outlets that printed a copy are among them.
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
            first. An article printed by several outlets, and a copy of it, counts for each.
        speakers: by speaker, the most quoted first; only where that was asked for.
    """

    whole: Figures
    groups: tuple[Figures, ...] = ()
    speakers: tuple[SpeakerFigures, ...] = ()


Known = Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Groups:
    """Parts of some quotations.

    Attributes:
        names: of the groups.
        rows: indexes of the quotations; one that belongs to several groups comes several times.
        of: the group of each, as an index of `names`.
        articles: how many articles each group has, copies counted once, and how many copies
            were left out; None where only quotations make a group.
    """

    names: tuple[str | None, ...]
    rows: Numbers
    of: Numbers
    articles: tuple[tuple[int, int], ...] | None = None


def stats(connection: Connection, wanted: Wanted | None = None, by: By | None = None) -> Stats:
    """Return the figures of what is wanted, and of its parts by one of its sides.

    Args:
        connection: to a record.
        wanted: which quotations count.
        by: what to part them by.
    """
    wanted = wanted or Wanted()
    articles = articles_wanted(connection, wanted)
    printed = columns(connection, articles, wanted.speaker_ids)
    counts_as = _counts_as(articles, printed.article)
    repeats = repeated(printed, counts_as)
    everything = np.arange(len(repeats))
    once = np.flatnonzero(repeats == everything)
    held = replace(printed, article=counts_as).at(once)
    size = len({article.of for article in articles.values()})
    sizes = ((size, len(articles) - size),)
    whole = _Groups((None,), np.arange(len(once)), np.zeros_like(once), sizes)
    groups: list[Figures] = []
    if by == "outlet":
        parts = _without(repeats, _parted(printed, articles, by))
        groups = _figures(connection, replace(printed, article=counts_as), parts)
    elif by and by != "speaker":
        groups = _figures(connection, held, _parted(held, articles, by))
    groups.sort(key=(lambda g: g.name or "~") if by == "month" else _largest)
    return Stats(
        _figures(connection, held, whole)[0],
        tuple(groups),
        tuple(_by_speaker(connection, held, printed, articles)) if by == "speaker" else (),
    )


def _counts_as(articles: Articles, numbers: Numbers) -> Numbers:
    """The texts as which some texts count."""
    held = np.array([(n, article.of) for n, article in sorted(articles.items())], dtype=np.int64)
    held = held.reshape(-1, 2)
    return held[:, 1][np.searchsorted(held[:, 0], numbers)]


def _largest(figures: Figures) -> tuple[int, int, str]:
    return -figures.quotations, -figures.articles, figures.name or "~"


def _parted(held: Columns, articles: Articles, by: By) -> _Groups:
    """The groups that the quotations are parted into."""
    rows = np.arange(len(held.article))
    if by == "type":
        return _Groups(TYPES, rows, held.type)
    if by == "channel":
        return _Groups(held.channels, rows, held.channel)
    names: dict[str | None, int] = {}
    sizes: list[list[int]] = []
    codes: dict[int, list[int]] = {}
    several = {article.of for number, article in articles.items() if article.of != number}
    seen: set[tuple[int, int]] = set()
    for number, article in articles.items():
        within = article.outlets if by == "outlet" else (_month(articles[article.of].day),)
        codes[number] = [names.setdefault(name, len(names)) for name in within]
        for code in codes[number]:
            sizes += [[0, 0] for _ in range(code + 1 - len(sizes))]
            sizes[code][(code, article.of) in seen] += 1
            if article.of in several:
                seen.add((code, article.of))
    each = [codes[number] for number in held.article.tolist()]
    several_times = np.repeat(rows, np.fromiter(map(len, each), dtype=np.int64, count=len(each)))
    of = np.fromiter((code for found in each for code in found), dtype=np.int64)
    return _Groups(tuple(names), several_times, of, tuple((size, copies) for size, copies in sizes))


def _without(repeats: Numbers, groups: _Groups) -> _Groups:
    """The groups without what repeats another quotation of the same group."""
    whole = groups.of * (len(repeats) + 1) + repeats[groups.rows]
    _, kept = np.unique(whole, return_index=True)
    return replace(groups, rows=groups.rows[kept], of=groups.of[kept])


def _month(day: str | None) -> str | None:
    return day[:7] if day else None


def _figures(connection: Connection, held: Columns, groups: _Groups) -> list[Figures]:
    """The figures of each group that has an article."""
    rows, size = held.at(groups.rows), len(groups.names)
    of = groups.of
    named = rows.named()
    ranks = _ranks(of[rows.is_named], named)
    known = _known(connection, {speaker for rank in ranks.values() for speaker, _, _ in rank})
    types = np.bincount(of * len(TYPES) + rows.type, minlength=size * len(TYPES))
    kinds = np.bincount(of * _KINDS + rows.kind, minlength=size * _KINDS)
    is_direct = rows.type == TYPES.index("direct")
    table = zip(
        groups.names,
        distinct(of, rows.article, size).tolist(),
        np.bincount(of, minlength=size).tolist(),
        _summed(of, rows.words, size),
        types.reshape(size, -1).tolist(),
        _summed(of[is_direct], rows.words[is_direct], size),
        kinds.reshape(size, -1).tolist(),
        distinct(of[rows.is_named], named.speaker, size).tolist(),
        strict=True,
    )
    found: list[Figures] = []
    for n, (name, quoting, count, words, typed, direct_words, kind, speakers_) in enumerate(table):
        if not count and groups.articles is None:
            continue
        top = ranks.get(n, [])
        articles, copies = groups.articles[n] if groups.articles else (quoting, 0)
        of_named = sum(kind[: len(NAMED)])
        found.append(
            Figures(
                name,
                articles,
                copies,
                quoting,
                count,
                words,
                **dict(zip(TYPES, typed, strict=True)),
                direct_words=direct_words,
                **dict(zip((*KINDS, "untold"), kind, strict=True)),
                speakers=speakers_,
                top_share=sum(times for _, times, _ in top) / of_named if of_named else 0.0,
                top=tuple(Share(s, *known[s], times, length) for s, times, length in top),
            )
        )
    return found


def _summed(of: Numbers, words: Numbers, size: int) -> list[int]:
    return [int(n) for n in np.bincount(of, weights=words, minlength=size)]


def _ranks(of: Numbers, named: Columns) -> dict[int, list[tuple[int, int, int]]]:
    """For each group its most quoted: the speaker, how many quotations, how many words."""
    if not len(of):
        return {}
    base = int(named.speaker.max()) + 1
    pairs, inverse, counts = np.unique(
        of * base + named.speaker, return_inverse=True, return_counts=True
    )
    words = np.bincount(inverse, weights=named.words).astype(np.int64)
    order = np.lexsort((pairs, -words, -counts, pairs // base))
    ranks: dict[int, list[tuple[int, int, int]]] = {}
    for pair, count, length in zip(
        pairs[order].tolist(), counts[order].tolist(), words[order].tolist(), strict=True
    ):
        rank = ranks.setdefault(pair // base, [])
        if len(rank) < TOP:
            rank.append((pair % base, count, length))
    return ranks


def _by_speaker(
    connection: Connection, held: Columns, printed: Columns, articles: Articles
) -> Iterator[SpeakerFigures]:
    """How each named speaker is quoted, the most quoted first.

    Args:
        connection: to a record.
        held: the quotations that count.
        printed: these and what copies repeat of them.
        articles: in which they stand.
    """
    named = held.named()
    ids, of, counts = np.unique(named.speaker, return_inverse=True, return_counts=True)
    size = len(ids)
    words = np.array(_summed(of, named.words, size), dtype=np.int64)
    types = np.bincount(of * len(TYPES) + named.type, minlength=size * len(TYPES)).reshape(size, -1)
    within = distinct(of, named.article, size)
    printed = printed.named()
    by = _parted(printed, articles, "outlet")
    is_known = np.array([name is not None for name in by.names], dtype=bool)[by.of]
    who = np.searchsorted(ids, printed.speaker)
    outlets = distinct(who[by.rows][is_known], by.of[is_known], size)
    days = sorted({article.day for article in articles.values() if article.day})
    place = {day: n for n, day in enumerate(days)}
    when = np.array([place.get(articles[n].day or "", -1) for n in named.article.tolist()], int)
    first, last = np.full(size, len(days)), np.full(size, -1)
    np.minimum.at(first, of[when >= 0], when[when >= 0])
    np.maximum.at(last, of, when)
    known = _known(connection, set(ids.tolist()))
    all_quotations, all_words = len(held.article), int(held.words.sum())
    for n in np.lexsort((ids, -words, -counts)).tolist():
        yield SpeakerFigures(
            int(ids[n]),
            *known[int(ids[n])],
            quotations=int(counts[n]),
            words=int(words[n]),
            quotation_share=int(counts[n]) / all_quotations,
            word_share=int(words[n]) / max(1, all_words),
            **dict(zip(TYPES, types[n].tolist(), strict=True)),
            articles=int(within[n]),
            outlets=int(outlets[n]),
            first=days[first[n]] if last[n] >= 0 else None,
            last=days[last[n]] if last[n] >= 0 else None,
        )


def _known(connection: Connection, wanted: set[int]) -> Known:
    """Names and kinds of speakers."""
    asked = select(speakers.c.id, speakers.c.name, speakers.c.kind)
    if len(wanted) <= _FEW:
        asked = asked.where(speakers.c.id.in_(wanted))
    return {n: (name, kind) for n, name, kind in connection.execute(asked) if n in wanted}
