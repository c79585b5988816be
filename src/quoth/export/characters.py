"""Characters that some formats cannot hold, each replaced by one, so that offsets stay."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

_HALVES = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def encodable(text: str) -> str:
    """Return text with the halves of characters (lone surrogates) replaced: no UTF-8 has them."""
    return _HALVES.sub(REPLACEMENT, text)


def allowed_in_xml(text: str) -> str:
    """Return text with the characters replaced that XML 1.0 bars: controls, halves, U+FFFE/F."""
    return _NOT_XML.sub(REPLACEMENT, text)
