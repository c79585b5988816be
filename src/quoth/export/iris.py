"""Addresses that linked data can use as names."""

from __future__ import annotations

import re

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")


def iri(address: str | None) -> str | None:
    """Return an address if it is an absolute IRI (RFC 3987): a scheme, no character it bars."""
    return address if address and _IRI.fullmatch(address) else None
