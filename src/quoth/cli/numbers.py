"""Numbers as the command tells them."""

from __future__ import annotations


def many(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: "1 article", "1,204 articles", "2 people"."""
    return f"1 {one}" if number == 1 else f"{number:,} {several or one + 's'}"
