"""Dates as tables and JSON have them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime

from quoth.intake.posts import iso_date

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\S.*)?)?)?")
_NUMBERS = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")
_MONTHS = 12


def published_of(written: str) -> str | None:
    """Return a date or time of publication in ISO 8601; None where it cannot be told.

    Years and months are dates, too, and what is in ISO 8601 stays as it is. 2.3.2026 is in March;
    25/3/2026 and 3/25/2026 are one day, but 2/3/2026 may be two, and no guess is made.
    """
    words = written.strip()
    if _ISO.fullmatch(words):
        return words if _is_there(words) else None
    if found := _NUMBERS.fullmatch(words):
        return _from_numbers(int(found[1]), int(found[3]), int(found[4]), found[2])
    told = iso_date(words)
    if told != words:
        return told if _is_there(told) else None
    from quoth.intake.feed_values import date_of

    return date_of(words)


def _is_there(words: str) -> bool:
    try:
        datetime.fromisoformat(words if len(words) > len("2026-03") else (words + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _from_numbers(first: int, second: int, year: int, mark: str) -> str | None:
    if mark == "/" and first <= _MONTHS and second <= _MONTHS and first != second:
        return None
    day, month = (second, first) if mark == "/" and second > _MONTHS else (first, second)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
