"""Channels that who speaks, or to whom, tells of: a judge, a committee, a newspaper."""

from __future__ import annotations

import re
from functools import lru_cache

from quoth.article import Span
from quoth.reading.channels import HOUSE
from quoth.reading.outlets import IN_PRINT

_HEARERS = re.compile(
    r"\b(?:(?P<hearing>[Cc]ommittee|[Ss]ubcommittee|[Ii]nquiry|commission|Commission of|panel)"
    r"|(?P<court>jury|jurors|court|courtroom|inquest|tribunal|judge|magistrate|coroner)"
    rf"|(?P<parliament>{HOUSE}|MPs|MSPs|TDs|MEPs|MKs|Senators|senators|peers)"
    r"|(?P<call>analysts|dispatchers?)"
    r"|(?P<press>(?:press |news )?(?:conference|briefing)$)"
    r"|(?P<speech>crowd|audience|rally|congregation|gathering|delegates|supporters|worshippers"
    r"|pilgrims|graduates|mourners|rallygoers|the nation|General Assembly|Security Council))\b"
)
_BENCH = re.compile(
    r"\b(?:Supreme|High|District|Crown|Circuit|Appeals|Superior|Constitutional|Federal) Court$"
    r"|^(?:the |The )?(?:court|bench|judge|magistrate|coroner|Supreme Court|High Court)\b"
    r"|\b(?:Judge|Magistrate|Coroner) [A-Z]"
    r"|, (?:prosecuting|defending|mitigating)\b"
    r"|\bJustice (?!Minister|Secretary|Department|Ministry|Committee)[A-Z]"
)
_SPEAKER = re.compile(r"\b(?:the|The|Mr|Madam|Mister)(?: [Dd]eputy)? Speaker\b")
_REPORTS = re.compile(r"\breport(?:s|ed|ing)?\b|^[Aa]ccording to$")
_REPORTING = re.compile(
    rf"(?:[Tt]he )?{IN_PRINT}(?: (?:of )?[A-Z]\w+| newspaper| magazine| channel| website| daily)*"
)


def calls_to_order(source: str, text: str, content: Span) -> bool:
    """Whether a Speaker, in the chair of a parliament, says "Order"."""
    begin = content.begin
    if not (text.startswith("Order", begin) or text.startswith("Order", begin + 1)):
        return False
    return _SPEAKER.search(source) is not None


@lru_cache(maxsize=4096)
def channel_of_speaker(source: str, cue: str) -> str | None:
    """Return the channel that who speaks tells of: a court or a judge, an outlet that reports."""
    if _BENCH.search(source):
        return "court"
    reports = _REPORTS.search(cue) and _REPORTING.fullmatch(source)
    return "report" if reports else None


def channel_of_hearer(hearer: str) -> str | None:
    """Return the channel that to whom something is told tells of: a jury, a committee."""
    match = _HEARERS.search(hearer)
    if match is None:
        return None
    return "press conference" if match["press"] else match.lastgroup
