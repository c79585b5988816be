"""Where a long answer goes on: what a program gets with one page and gives back for the next."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json

from quoth.errors import QueryError


def cursor(asked: object, offset: int) -> str:
    """Return what stands for a place in the answer to something.

    Args:
        asked: what was asked for, as anything that JSON can write.
        offset: how many entries come before the place.
    """
    held = json.dumps([offset, _mark(asked)]).encode("ascii")
    return base64.urlsafe_b64encode(held).decode("ascii").rstrip("=")


def offset_of(asked: object, given: str) -> int:
    """Return the place that a cursor stands for; raises `QueryError` where it is of another one."""
    try:
        held = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
        offset, mark = json.loads(held)
        if mark == _mark(asked) and isinstance(offset, int) and 0 <= offset < 2**53:
            return offset
    except (binascii.Error, ValueError, TypeError, RecursionError):
        pass
    raise QueryError("this cursor is of another search", "give `next` of the page before")


def _mark(asked: object) -> str:
    told = json.dumps(asked, sort_keys=True).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:12]
