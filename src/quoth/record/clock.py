"""What time it is, as a record writes it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Return the time in UTC, to the second: "2026-03-02T18:04:11Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(told: str) -> str:
    """Return a date or time in ISO 8601 as one by which it is put in order; times in UTC."""
    try:
        found = datetime.fromisoformat(told)
        if found.tzinfo is not None:
            found = found.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return told
    return found.isoformat()
