"""What there is of the machine."""

from __future__ import annotations

import os


def cores() -> int:
    # Containers and `taskset` give a process fewer cores than the machine has.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
