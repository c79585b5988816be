"""The time, and waiting: handed in, so that a day passes in no time where it is only a trial."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the time in seconds since 1970, and waits for some seconds, or less if disturbed."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], object] = time.sleep

    def told(self, ahead: float = 0.0) -> str:
        """Return the time, or one so many seconds later, as a record writes it."""
        return datetime.fromtimestamp(self.now() + ahead, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def until(self, told: str | None) -> float:
        """Return how many seconds there are until a time as a record writes it; 0 for none."""
        if told is None:
            return 0.0
        return datetime.fromisoformat(told).timestamp() - self.now()
