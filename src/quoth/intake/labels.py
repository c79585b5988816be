"""Labels of speakers in transcripts: "MAYOR OKAFOR:", ">> Tait:", "Ines Okafor (00:12):"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CLOCK = r"(?:(?P<{0}h>\d{{1,3}}):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{2}})(?:[.,]\d{{1,3}})?"
_NAME = r"[^\W\d_][\w.’'&-]*(?:,? [^\W_][\w.’'&-]*){0,7}"
# A chevron, a time, a name, what he or she is, a time, a colon: all but the name may lack.
_LABEL = re.compile(
    rf"\s*(?P<chevron>(?:>>|&gt;&gt;|»)+)?\s*-?\s*"
    rf"(?:[\[(]?{_CLOCK.format('a')}[\])]?[\s–—-]+)?(?:\*\*|__)?"
    rf"(?:(?P<name>{_NAME})(?P<role>\s?\([^()\d]{{1,100}}\))?(?:\*\*|__)?"
    rf"(?:\s*[\[(]?{_CLOCK.format('z')}[\])]?(?::|$)|:)(?:\*\*|__)?(?=\s|$))?"
)
_TURN_WITHIN = re.compile(
    r"(?<=[\w.!?…\"”’)\]—-])\s+(?=>>)"
    r"|(?<=[.!?…\"”’)\]—])(?<!\d[\])])\s+(?=[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,4}:\s)"
)
_LOWER = frozenset("of the and for de da van von der den del la le bin al y".split())
# What stands before a colon in capitals and speaks not.
_NO_SPEAKERS = frozenset(
    "note update warning transcript date time source subject re ps part chapter music title "
    "edit editor’s editor's recorded location present remember still look listen".split()
)
_LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """What one speaker says in a stretch.

    Attributes:
        words: what is said.
        name: whom the label names; None without one.
        changes: whether another speaker begins here: a label, or a chevron without a name.
        time: the time that stands with the label, in seconds.
    """

    words: str
    name: str | None = None
    changes: bool = False
    time: float | None = None


def speaker_labels(stretches: Iterable[str]) -> frozenset[str]:
    """Return the names, case-folded, that label turns in a transcript.

    "Update: ..." looks like a label. In capitals, or of several words or with a time, it is one;
    a single word in small letters is where it comes again.
    """
    met: Counter[str] = Counter()
    sure: set[str] = set()
    for stretch in stretches:
        for part in _TURN_WITHIN.split(stretch):
            found = _LABEL.match(part[:_LONGEST_LABEL])
            name = found and found["name"]
            if not found or not name or not _is_name(name):
                continue
            key = name.casefold()
            met[key] += 1
            if found["chevron"] or found["am"] or found["zm"] or name.isupper() or " " in name:
                sure.add(key)
    return frozenset(sure | {name for name, times in met.items() if times > 1})


def labelled(stretch: str, labels: frozenset[str]) -> Iterator[LabelledTurn]:
    """Yield the turns of a stretch; there is mostly one.

    Args:
        stretch: a cue or paragraph.
        labels: what `speaker_labels` found in the whole transcript.
    """
    for part in _TURN_WITHIN.split(stretch):
        found = _LABEL.match(part[:_LONGEST_LABEL])
        if found is None:
            yield LabelledTurn(part)
            continue
        name = found["name"]
        if name and name.casefold() in labels:
            words = part[found.end() :].strip()
            yield LabelledTurn(words, name.strip(" .,"), True, _time(found))
        elif found["chevron"]:
            yield LabelledTurn(part[found.end("chevron") :].strip(), None, True)
        else:
            yield LabelledTurn(part)


def _time(found: re.Match[str]) -> float | None:
    for which in "az":
        if found[which + "m"]:
            hours = int(found[which + "h"] or 0)
            return float(hours * 3600 + int(found[which + "m"]) * 60 + int(found[which + "s"]))
    return None


def _is_name(words: str) -> bool:
    parts = words.replace(",", " ").split()
    if parts[0].casefold() in _NO_SPEAKERS:
        return False
    return all(part[0].isupper() or part.casefold() in _LOWER for part in parts)
