"""Social posts as they stand in plain text: what is left of an embed when a page is copied.

X closes a post with "— Name (@handle) February 11, 2025", Instagram with "A post shared by
Name (@handle)"; a screenshot typed out, or a copied card, has name, handle, words and time on
lines of their own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d)"
_TIME = r"\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
_HANDLE = r"@[\w.-]{1,60}(?:@[\w.-]{1,60})?"

# Few texts hold a post: these are compiled when one is looked for, and kept by `re`.
# No part of a time: "10:30", "5 pm".
_DAY = r"(?<![\d:.])\b(\d{1,2})\b(?![:.]\d| ?[AaPp]\.?[Mm]\b)"

_SIGNATURE = (
    rf"(?:—|–|―|--|-) ?(?P<name>[^\n@()—–]{{1,80}}?) ?\((?P<handle>{_HANDLE})\)"
    rf"(?:,? (?:on )?(?P<date>{_DATE})(?:,? at {_TIME})?)?\s*$"
)
_SHARED = (
    rf"\bA (?:post|video|reel|photo|story) (?:shared|posted) by (?P<name>[^\n@()]{{1,80}}?) ?"
    rf"\((?P<handle>{_HANDLE})\)(?: on (?P<date>{_DATE})[^\n]{{0,40}})?\s*$"
)
_COMMENT = rf"(?s)^(?P<handle>{_HANDLE}): .*(?:—|–|--) ?(?P<date>{_DATE})\s*$"
_HANDLE_LINE = rf"^(?P<handle>{_HANDLE})(?:\s*·.*)?$"
_STAMP_LINE = (
    rf"^(?:{_TIME} ?[·•,-] ?(?P<date>{_DATE})"
    rf"|(?P<day>{_DATE}|\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})"
    rf"(?: at |, | · ){_TIME})\b[^\n]{{0,60}}$"
)
_COMMENTS_LINE = re.compile(r"^View all \d[\d,.]* comments?$")
_POST_LIKE = re.compile(r"pic\.twitter\.com/|https?://t\.co/|(?<!\w)[@#]\w{2,}")
_QUOTED_LINE = re.compile(r"^\s*>")


class Post(NamedTuple):
    """What a post's remains tell of it: see the fields of `quoth.article.Block`."""

    author: str | None = None
    handle: str | None = None
    date: str | None = None
    platform: str | None = None


def iso_date(printed: str) -> str:
    """Return a printed date ("February 11, 2025", "11 Feb 2025") as ISO 8601, else as it was."""
    day = re.search(_DAY, printed)
    year = re.search(r"\b(\d{4})\b", printed)
    month = re.search(r"[A-Za-z]{3,}", printed)
    if not (day and year and month):
        return printed
    name = month[0][:3].lower()
    if name not in _MONTHS or not 1 <= int(day[1]) <= 31:
        return printed
    return f"{year[1]}-{_MONTHS.index(name) + 1:02d}-{int(day[1]):02d}"


def platform_of(handle: str | None, address: str = "") -> str | None:
    """Return the name of the network that an address, or else a handle, belongs to."""
    for pattern, name in (
        (r"(?:^|[/.])(?:twitter|x)\.com/", "X"),
        (r"instagram\.com/", "Instagram"),
        (r"(?:facebook|fb)\.(?:com|watch)/", "Facebook"),
        (r"tiktok\.com/", "TikTok"),
        (r"bsky\.app/|bsky\.social", "Bluesky"),
        (r"threads\.(?:net|com)/", "Threads"),
    ):
        if re.search(pattern, address):
            return name
    if handle and handle.count("@") == 2:
        return "Mastodon"
    if handle and handle.endswith(".bsky.social"):
        return "Bluesky"
    return None


def signature(words: str) -> tuple[int, Post] | None:
    """Return where the signature of a post begins in these words, and what it says.

    Args:
        words: a line or a paragraph; only a signature at its end counts. One that names the
            handle first and the date last ("@handle: words — date") stands after its words.
    """
    if "@" not in words:
        return None
    tail = words[-260:]
    for pattern, usual in ((_SHARED, "Instagram"), (_SIGNATURE, "X")):
        found = re.search(pattern, tail)
        if found:
            handle, date = found["handle"], found["date"]
            post = Post(
                author=found["name"].strip() or None,
                handle=handle,
                date=iso_date(date) if date else None,
                platform=platform_of(handle) or usual,
            )
            return len(words) - len(tail) + found.start(), post
    found = re.match(_COMMENT, words) if len(words) < 1000 else None
    if found:
        return len(words), Post(handle=found["handle"], date=iso_date(found["date"]))
    return None


def card(lines: list[str]) -> Post | None:
    """Return what a post's card says, if these consecutive lines are one.

    A card has the name, then the handle or the time on a line of its own, then the words; or
    it ends with the time, or with a count of comments.
    """
    if not 3 <= len(lines) <= 40 or len(lines[0]) > 80:
        return None
    lines = [line.strip() for line in lines]
    handle = re.match(_HANDLE_LINE, lines[1])
    stamp = re.match(_STAMP_LINE, lines[1])
    last = next((m for line in lines[2:] if (m := re.match(_STAMP_LINE, line))), None)
    if handle and (last or any(_POST_LIKE.search(line) for line in lines[2:])):
        date = (last["date"] or last["day"]) if last else None
        return Post(
            lines[0],
            handle["handle"],
            iso_date(date) if date else None,
            platform_of(handle["handle"]),
        )
    if stamp:
        date = stamp["date"] or stamp["day"]
        return Post(lines[0], None, iso_date(date), None)
    if any(_COMMENTS_LINE.match(line) for line in lines[1:]) and " " not in lines[0]:
        return Post(handle="@" + lines[0].lstrip("@"), platform="Instagram")
    return None


def is_quoted(line: str) -> bool:
    """Return whether a line is set off as quoted by a leading ">"."""
    return _QUOTED_LINE.match(line) is not None


def post_like(words: str) -> bool:
    """Return whether words carry what posts carry: a hashtag, a mention, a short link."""
    return _POST_LIKE.search(words) is not None
