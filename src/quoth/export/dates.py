"""Dates as machines read them."""

from __future__ import annotations

from datetime import datetime


def is_date(text: str) -> bool:
    """Whether words are a date or time by ISO 8601 that there is; a year or month is one too."""
    try:
        datetime.fromisoformat(text if len(text) > 7 else (text + "-01-01")[:10])
    except ValueError:
        return False
    return True
