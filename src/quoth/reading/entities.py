"""The people and organisations of one article, and the places where it names them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from quoth.quotation import Reason, SpeakerKind
from quoth.reading.names import fold


@dataclass(slots=True, eq=False)
class Entity:
    """A person or organisation of the article.

    Attributes:
        number: its place in the order of first naming.
        kind: person, organization, or "" while only a bare word is known.
        forms: its names as printed, with how often.
        first, last: case-folded given name ("" if unknown) and surname.
        generation: "jr", "sr" and the like, or "".
        gender: votes for "m" and "f".
        evidence: signs that a bare word is a person's name (or, below 0, is not).
        unproven: taken for an organisation only because nothing says person.
        known: the name they carry in a list of known people, or "".
    """

    number: int
    kind: SpeakerKind | None
    first: str = ""
    last: str = ""
    generation: str = ""
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    gender: Counter[str] = field(default_factory=Counter)
    evidence: int = 0
    unproven: bool = False
    known: str = ""

    def name(self) -> str:
        """The fullest usual name: of the forms of several words the most frequent."""
        if self.known:
            return self.known
        if len(self.forms) == 1:
            (best,) = self.forms
        else:
            best = self._fullest()
        name = " ".join(best)
        if self.kind == "person" and _is_loud(best):
            name = name.title()
        return name + "." if best[-1] in ("Jr", "Sr") else name

    def _fullest(self) -> tuple[str, ...]:
        full = [f for f in self.forms if len(f) > 1] or list(self.forms)
        if self.kind == "person":
            full = [f for f in full if not all(w.isupper() and len(w) > 2 for w in f)] or full
        if len(full) == 1:
            return full[0]
        if self.kind == "organization":
            return max(full, key=lambda f: (len(f), self.forms[f]))
        often = max(self.forms[f] for f in full)
        usual = [f for f in full if 2 * self.forms[f] >= often]
        return max(usual, key=lambda f: len(" ".join(f)))

    def sex(self) -> str:
        """ "m" or "f", or "" where the votes are even."""
        if not self.gender:
            return ""
        m, f = self.gender.get("m", 0), self.gender.get("f", 0)
        return "m" if m > f else "f" if f > m else ""


@dataclass(slots=True)
class Naming:
    """One place where an entity is named: span with and without titles, and how."""

    begin: int
    end: int
    outer: int
    entity: Entity
    reason: Reason
    subject: bool = False


def _is_loud(words: tuple[str, ...]) -> bool:
    """Whether a name stands in capitals that are not its own: no "SZA", no "MF Pell"."""
    long = len(words[0]) > (3 if len(words) > 1 else 4)
    return long and all(w.isupper() and (len(w) > 2 or "." in w) for w in words)


def same_given(first: str, middle: list[str], entity: Entity) -> bool:
    """Whether two given names before one surname may be one person's."""
    held = entity.first
    if not held or first == held:
        return True
    if len(first) == 1 or len(held) == 1:
        return first[:1] == held[:1]
    if held in middle or any(len(form) > 2 and first in _middle(form) for form in entity.forms):
        return True
    if first[:1] != held[:1]:
        return False
    short, long = sorted((first, held), key=len)
    return len(short) >= 3 and long.startswith(short)


def _middle(form: tuple[str, ...]) -> list[str]:
    """The case-folded words of a name between the first and the last."""
    return [fold(word) for word in form[1:-1]]
