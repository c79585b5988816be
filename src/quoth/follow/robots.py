"""What a server wants of robots: its robots.txt (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

LONGEST_DELAY = 60.0
"""Seconds; a server that wants more between two requests gets these."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one server wants.

    Attributes:
        agent: who asks.
        parsed: what stands in its robots.txt; None where it has none.
        problem: why that cannot be known; nothing is allowed then.
    """

    agent: str
    parsed: Protego | None = None
    problem: str | None = None

    def allow(self, url: str) -> bool:
        """Return whether an address may be asked for."""
        if self.problem is not None:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """How many seconds there are to be between two requests, within a bound."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(self.agent)
        wanted = max(
            self.parsed.crawl_delay(self.agent) or 0.0,
            rate.seconds / rate.requests if rate else 0.0,
        )
        return min(wanted, LONGEST_DELAY)


def rules_of(data: bytes, agent: str) -> Rules:
    """Return what the bytes of a robots.txt say; what cannot be read in it says nothing."""
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return Rules(agent, Protego.parse(text.replace("\0", "")))
