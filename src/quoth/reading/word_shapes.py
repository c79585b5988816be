"""Shapes of words that many rooms look for, as parts of their expressions."""

from __future__ import annotations

CAPITAL = r"[^\W\d_a-zß-ÿ]"
"""A capital letter, or one of a script without small letters."""
CAPITALISED = rf"{CAPITAL}[\w.’'-]*"
"""A word with a capital."""
AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b"
"""A finite auxiliary verb, but for forms of "do"."""
IN_TALK = r"(?:I|[Ww]e|[Mm]y|[Oo]urs?|[Uu]s|[Mm]e|[Yy]ours?|[Yy]ou)\b"
"""A word for who speaks or who is spoken to."""
