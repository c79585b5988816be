"""Times that an article names in words, as dates: "on Monday", "last year", "in May 1998"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from quoth.article import Span

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
} | {"a": 1, "an": 1}

_MONTH = (
    r"(?P<month{0}>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|MARCH|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
# What any time begins with is looked for first: it is quick to fail.
_TIME = re.compile(
    r"\b(?=\d|[ADEFJL-OSTWY]|last|this|next|yest|tod|ton|(?:at|over)[ \u00a0]the[ \u00a0]w"
    r"|the[ \u00a0][nf]|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)[ \u00a0]"
    r"(?:day|week|month|year))(?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?[ \u00a0](?:of[ \u00a0])?{_MONTH.format(1)}"
    r"(?:,?[ \u00a0](?P<year1>(?:19|20)\d\d))?"
    rf"|{_MONTH.format(2)}[ \u00a0](?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%:,]\d)"
    r"(?:,?[ \u00a0](?P<year2>(?:19|20)\d\d))?"
    rf"|{_MONTH.format(3)}(?:,?[ \u00a0](?P<year3>(?:19|20)\d\d))?"
    r"|(?P<last>last|Last)[ \u00a0](?P<unit>night|week|month|year|spring|summer|autumn|fall|winter"
    r"|weekend)"
    r"|(?P<this>this|This)[ \u00a0]"
    r"(?:morning|afternoon|evening|lunchtime|(?P<span>week|month|year))"
    r"|(?P<weekend>(?:[Aa]t|[Oo]ver)[ \u00a0]the[ \u00a0]weekend)"
    r"|(?P<following>[Tt]he[ \u00a0](?:next|following)[ \u00a0]day)"
    r"|(?P<yesterday>[Yy]esterday)|(?P<today>[Tt]oday|[Tt]onight)"
    r"|(?P<count>\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight"
    r"|[Nn]ine|[Tt]en)[ \u00a0](?P<ago>day|week|month|year)s?[ \u00a0](?P<side>ago|earlier|later)"
    r"|(?:(?P<before>[Ll]ast|[Nn]ext|[Tt]his)[ \u00a0])?"
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"(?![ \u00a0](?:Times|Trust|Mail|Mirror|World|Independent|Telegraph|Express|Herald|Post|Star"
    r"|Sun|People|Punch|Vanguard|Tribune|Business|Life|Review|Observer|Standard|Nation|Monitor|Night"
    r"|Prayer|[Ss]chool)\b)"
    r"(?P<week_before>,?[ \u00a0](?:of[ \u00a0])?last[ \u00a0]week\b)?"
    r"|(?P<year>(?:19|20)\d\d)"
    r")\b"
)
_MAY_BE_MONTH = re.compile(
    r"(?:\b(?:in|early|late|mid|of|an?|the|last|this|since|from|its|their|and)|[’']s?)[ \u00a0-]+$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|an?|the|his|her|its|their|from|in early|in late|during)[ \u00a0]$",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"\b(?:by|from|until|till|before|due|next|for|ending|to|since)[ \u00a0](?:late |early |mid-)?$",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:last|back in)[ \u00a0]$", re.IGNORECASE)
_HALF_A_YEAR = timedelta(days=183)


class Time(NamedTuple):
    """A time that the text names.

    Attributes:
        value: the date, month or year as ISO 8601 in the precision of the words; "" where they
            mean the day of publication.
        span: the words.
    """

    value: str
    span: Span


def times(
    text: str,
    published: date | None,
    begin: int = 0,
    end: int | None = None,
    then: str | None = None,
) -> Iterator[Time]:
    """Yield the times named in a stretch of text that lie at or before publication.

    Weekdays, days and months without a year are the latest such before publication; without a
    date of publication only times with a year have a value. Times that words before them show
    to be ends or beginnings of something ("until Friday", "by June") are left out.

    Args:
        text: where to look.
        published: the date of publication, if known.
        begin, end: the stretch of `text`.
        then: the day told before it, from which "three days later" is counted.
    """
    end = len(text) if end is None else end
    for match in _TIME.finditer(text, begin, end):
        if _led(_NOT_THEN, match):
            continue
        try:
            value = _value(match, published, then)
        except OverflowError:  # before the first day that there is, or after the last
            continue
        if value is None or (published and value > published.isoformat()):
            continue
        then = value or then
        if published and value == published.isoformat():
            value = ""
        yield Time(value, Span(*match.span()))


def as_date(words: str | None) -> date | None:
    """The day that ISO 8601 or English words with a year name, or None."""
    if not words:
        return None
    found = next(times(words, None), None)
    for value in (words[:10], found.value if found else ""):
        try:
            return date.fromisoformat(value)
        except ValueError:
            continue
    return None


def _led(before: re.Pattern[str], match: re.Match[str]) -> bool:
    """Whether a time stands right after certain words."""
    return before.search(match.string, max(0, match.start() - 16), match.start()) is not None


def _value(match: re.Match[str], published: date | None, then: str | None) -> str | None:
    """The date of a match, or None where it has none."""
    kind = match.lastgroup
    if match["iso"]:
        return match["iso"]
    if match["year"]:
        return match["year"] if _led(_YEAR_BEFORE, match) else None
    for number in "123":
        if match[f"month{number}"]:
            return _calendar(match, number, published)
    if match["count"]:
        return _counted(match, published, then)
    if match["following"]:
        start = as_date(then)
        return (start + timedelta(days=1)).isoformat() if start else None
    if published is None:
        return None
    if match["weekend"]:
        return _last("weekend", published)
    if match["weekday"]:
        return _weekday(match, published)
    if match["last"]:
        return _last(match["unit"], published)
    if match["this"]:
        return {
            "week": published.isoformat()[:7],
            "month": published.isoformat()[:7],
            "year": published.isoformat()[:4],
        }.get(match["span"] or "", published.isoformat())
    return (published - timedelta(days=1 if kind == "yesterday" else 0)).isoformat()


def _calendar(match: re.Match[str], number: str, published: date | None) -> str | None:
    """The value of a month, with or without day and year."""
    name = match[f"month{number}"].rstrip(".").casefold()
    month = next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name))
    day = int(match[f"day{number}"]) if number != "3" else 0
    year = int(match[f"year{number}"] or 0)
    if name == "may" and not (day or year) and not _led(_MAY_BE_MONTH, match):
        return None
    if not year:
        if published is None:
            return None
        year = published.year - ((month, day) > (published.month, published.day))
        if not (_is_near(year, month, day, published) or _led(_PAST, match)):
            return None
    if not day:
        return f"{year}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _is_near(year: int, month: int, day: int, published: date) -> bool:
    """Whether a day without a year is more likely past than to come."""
    try:
        return published - date(year, month, day or 28) < _HALF_A_YEAR
    except ValueError:
        return False


def _weekday(match: re.Match[str], published: date) -> str | None:
    """The latest day of that name, publication's own included; not "next Monday"."""
    before = (match["before"] or "").casefold()
    if before == "next":
        return None
    back = (published.weekday() - _DAYS.index(match["weekday"].casefold())) % 7
    if match["week_before"]:
        back = published.weekday() + 7 - _DAYS.index(match["weekday"].casefold())
    elif before == "last" and not back:
        back = 7
    return (published - timedelta(days=back)).isoformat()


def _last(unit: str, published: date) -> str:
    """The value of "last week", "last year" and the like."""
    if unit == "night":
        return (published - timedelta(days=1)).isoformat()
    if unit == "week":
        return (published - timedelta(days=7)).isoformat()[:7]
    if unit == "weekend":
        return (published - timedelta(days=published.weekday() + 1)).isoformat()[:7]
    if unit == "month":
        return (published.replace(day=1) - timedelta(days=1)).isoformat()[:7]
    over = published.month > _SEASON_ENDS.get(unit, 12)
    return str(published.year if over else published.year - 1)


def _counted(match: re.Match[str], published: date | None, then: str | None) -> str | None:
    """The value of "three days ago", or of "three days later" after a day named before."""
    word = match["count"].casefold()
    count = _NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) < 4 else None)
    ago = match["side"] == "ago"
    start = published if ago else as_date(then)
    if count is None or start is None:
        return None
    if match["ago"] == "year":
        year = start.year + (count if match["side"] == "later" else -count)
        return str(year) if MINYEAR <= year <= MAXYEAR else None
    days = count * {"day": 1, "week": 7, "month": 30}[match["ago"]]
    moved = start + timedelta(days=days if match["side"] == "later" else -days)
    return moved.isoformat()[: 10 if match["ago"] == "day" else 7]
