"""What much work was spent on, kept for a minute: counts beside lists, which change slowly."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

_T = TypeVar("_T")
_SECONDS = 60.0
_MOST = 500


class Memory:
    """Remembers results until they are old, too many, or the record is changed from here."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Return what is remembered under a key; make it where nothing is."""
        with self._lock:
            held = self._held
            at, result = held.get(key, (0.0, None))
        if at and time.monotonic() - at < _SECONDS:
            return cast(_T, result)
        made = make()
        with self._lock:
            # What was begun before the record was changed goes with what is forgotten.
            held[key] = time.monotonic(), made
            held.move_to_end(key)
            while len(held) > _MOST:
                held.popitem(last=False)
        return made

    def forget(self) -> None:
        """Forget everything: the record is another one now."""
        with self._lock:
            self._held = OrderedDict()
