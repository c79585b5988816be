"""Charts, laid out for the templates that draw them: columns over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quoth.export.wording import day

WIDTH, HEIGHT = 720, 132
_BASE, _TOP = 108, 18
_MOST_DAYS, _MOST_MONTHS = 70, 180
_LABELS = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of time.

    Attributes:
        since: the day, month or year, ISO 8601.
        name: as one reads it.
        count: how many there are.
        x, y, width, height: of what is drawn, in the units of the chart.
    """

    since: str
    name: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """What stands under the columns: words and their middle, or where they begin or end."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """How something is spread over time.

    Attributes:
        unit: day, month or year.
        columns: those with something in them, in the order of time.
        labels: what stands under them.
        most: the largest count.
        drawn, rest: how many are in it, and how many more are not, because no more than
            their year or month is known, or because they are of long before.
    """

    unit: str
    columns: tuple[Column, ...]
    labels: tuple[Label, ...]
    most: int
    drawn: int
    rest: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = _BASE


def timeline(counts: Mapping[str, int]) -> Timeline | None:
    """Return how counts are spread over days, months or years: the finest with room for all.

    Args:
        counts: by the beginning of an ISO 8601 date: "2026", "2026-03", "2026-03-02".

    Returns:
        None where all are of one day, month or year, or of none that is known.
    """
    for unit, length in (("day", 10), ("month", 7), ("year", 4)):
        held: dict[str, int] = {}
        for when, count in counts.items():
            if len(when) >= length and _is_date(when[:length]):
                held[when[:length]] = held.get(when[:length], 0) + count
        coarse = sum(counts.values()) - sum(held.values())
        if not held or (coarse > sum(held.values()) and unit != "year"):
            continue
        stretch = list(_stretch(min(held), max(held), unit))
        if stretch:
            return (
                _laid_out(unit, stretch, held, sum(counts.values())) if len(stretch) > 1 else None
            )
    return None


def _laid_out(unit: str, stretch: list[str], held: Mapping[str, int], total: int) -> Timeline:
    most = max(held.get(when, 0) for when in stretch)
    step = min(WIDTH / len(stretch), 48.0)
    gap = min(2.0, step * 0.2)
    scale = (_BASE - _TOP) / most
    columns = tuple(
        Column(
            when,
            day(when),
            held[when],
            round(n * step, 2),
            round(_BASE - held[when] * scale, 2),
            round(step - gap, 2),
            round(held[when] * scale, 2),
        )
        for n, when in enumerate(stretch)
        if when in held
    )
    drawn = sum(column.count for column in columns)
    return Timeline(unit, columns, tuple(_labels(stretch, step)), most, drawn, total - drawn)


def _labels(stretch: list[str], step: float) -> Iterator[Label]:
    """The first, the last, and some between, where there is room."""
    room = step * len(stretch)
    many = max(2, min(_LABELS, len(stretch), int(room // 130)))
    last = len(stretch) - 1
    for at in sorted({round(n * last / (many - 1)) for n in range(many)}):
        if at == 0:
            yield Label(0, day(stretch[0]), "start")
        elif at == last and room > WIDTH / 2:
            yield Label(round(room, 1), day(stretch[at]), "end")
        else:
            yield Label(round((at + 0.5) * step, 1), day(stretch[at]), "middle")


def _stretch(first: str, last: str, unit: str) -> Iterator[str]:
    """All days, months or years between two, these included; none where they are too many."""
    begin, end = _first_day(first), _first_day(last)
    months = (end.year - begin.year) * 12 + end.month - begin.month
    if unit == "day" and (end - begin).days < _MOST_DAYS:
        for n in range((end - begin).days + 1):
            yield (begin + timedelta(n)).isoformat()
    elif unit == "month" and months < _MOST_MONTHS:
        for n in range(months + 1):
            year, month = divmod(begin.year * 12 + begin.month - 1 + n, 12)
            yield f"{year:04}-{month + 1:02}"
    elif unit == "year":
        # Somebody who is said to have spoken in antiquity is not to make the rest invisible.
        for year in range(max(begin.year, end.year - _MOST_MONTHS), end.year + 1):
            yield f"{year:04}"


def _first_day(when: str) -> date:
    year, month, of_month = (*map(int, when.split("-")), 1, 1)[:3]
    return date(year, month, of_month)


def _is_date(when: str) -> bool:
    try:
        _first_day(when)
    except ValueError:
        return False
    return True
