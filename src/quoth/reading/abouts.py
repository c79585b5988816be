"""Of whom a quotation speaks: the people and organisations named or meant in its content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set

from quoth.quotation import Quotation, Speaker
from quoth.reading.concerns import Concerns, counts
from quoth.reading.describing import Describing
from quoth.reading.entities import Entity, Naming
from quoth.reading.walking import Walk

_SELF = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Mm]ine)\b")
_OPENING = tuple("\"“‘«„'")
_CLOSING = tuple("\"”’»“'")
_PROMISE = re.compile(
    r"\b(?:vow|promis|plan|hop|refus|declin|agree|pledg|threaten|offer|want|claim|den[yi]|intend)"
)
_US = re.compile(r"\b(?:[Ww]e|[Uu]s|[Oo]ur|[Oo]urselves)\b")
_ITSELF = re.compile(r"\b(?:[Ii]t|[Ii]ts|[Tt]hey|[Tt]heir|[Tt]hem)\b")
# A description that may take somebody up: "the company", "the transport minister".
_TAKES_UP = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir)((?: [A-Z][\w&-]+)?(?: [a-z][\w-]+){1,3})"
)


def abouts(
    walk: Walk, describing: Describing, quotations: Sequence[Quotation]
) -> list[tuple[str, ...]]:
    """Name the people and organisations that each quotation is about.

    Args:
        walk: the walk, finished.
        describing: what resolves descriptions in it.
        quotations: all of the article, with speakers and addressees, in the order of the text.

    Returns:
        Names for each: those whom its words take up in the order of the text, then the others
        that it most likely concerns; countries and places left out.
    """
    concerns = Concerns(walk)
    found: list[tuple[str, ...]] = []
    for quotation in quotations:
        if not quotation.content:
            found.append(())
            continue
        up = taken_up(walk, describing, concerns, quotation)
        found.append(tuple(concerns.names[n] for n in concerns.of(quotation, up)))
    return found


def taken_up(
    walk: Walk, describing: Describing, concerns: Concerns, quotation: Quotation
) -> dict[int, int]:
    """Whom a quotation's content names, or takes up by a pronoun or a description.

    Args:
        walk, describing, concerns: of the article.
        quotation: whose content; "he" inside words in quotation marks is neither who says
            them nor who hears them. A person who says "I" speaks of himself, an organisation
            by "we".

    Returns:
        The numbers of the entities and where each is first taken up.
    """
    speaker = quotation.speaker
    own = concerns.by_name.get(speaker.name) if speaker else None
    facing = frozenset(filter(None, (speaker.name if speaker else "", quotation.addressee)))
    asked = _asked(walk, quotation)
    found: list[tuple[int, int]] = []
    for begin, end in quotation.content:
        meant = [
            *_meant_in(walk, begin, end, facing, asked),
            *_described_in(describing, begin, end),
        ]
        found.extend((at, entity.number) for at, entity in meant)
        if speaker is not None and own is not None:
            at = _own_place(walk.text, begin, end, quotation, speaker)
            if at >= 0:
                found.append((at, own))
    first: dict[int, int] = {}
    for at, number in sorted(found):
        if number in concerns.names:
            first.setdefault(number, at)
    return first


def meant_in(walk: Walk, begin: int, end: int, facing: Set[str] = frozenset()) -> list[Entity]:
    """The people and organisations that a span names or takes up by a pronoun, in order.

    Args:
        walk: a walk that has come past the span.
        begin, end: the span.
        facing: the names of those who say and who hear the words in quotation marks that the
            span holds.
    """
    return [entity for _, entity in _meant_in(walk, begin, end, facing)]


def _asked(walk: Walk, quotation: Quotation) -> Entity | None:
    """Who is asked: "whether he would resign" is of him."""
    if not quotation.question or quotation.type == "direct" or quotation.addressee is None:
        return None
    people = (e for e in walk.cast.entities if e.kind == "person" and e.forms)
    return next((e for e in people if e.name() == quotation.addressee), None)


def _meant_in(
    walk: Walk, begin: int, end: int, facing: Set[str], asked: Entity | None = None
) -> list[tuple[int, Entity]]:
    found = [
        (n.begin, n.entity)
        for n in walk.cast.between(begin, end)
        if counts(n.entity) and not _is_title(walk, n)
    ]
    low, high = (bisect_left(walk.pronoun_begins, at) for at in (begin, end))
    for at, stop, _ in walk.pronouns[low:high]:
        if stop > end:
            break
        entity = asked or _taken_up(walk, at, facing)
        if entity is not None:
            found.append((at, entity))
    found.sort(key=lambda f: f[0])
    return found


def _described_in(describing: Describing, begin: int, end: int) -> list[tuple[int, Entity]]:
    """Whom the short descriptions of a span take up, as far as the article states it."""
    found = []
    for match in _TAKES_UP.finditer(describing.text, begin, end):
        entity = describing.stated(match.start(), match[1].split())
        if entity is not None and counts(entity):
            found.append((match.start(), entity))
    return found


def _own_place(text: str, begin: int, end: int, quotation: Quotation, speaker: Speaker) -> int:
    """Where a speaker speaks of himself in the span, or -1."""
    first = quotation.content[0].begin
    if begin == first and quotation.type != "direct" and text.startswith("to ", begin):
        return begin if any(_PROMISE.search(text, b, e) for b, e in quotation.cue) else -1
    if speaker.kind == "person":
        words = _SELF if quotation.type != "indirect" else None
    else:
        words = _US if quotation.type == "direct" else _ITSELF
    match = words.search(text, begin, end) if words else None
    return match.start() if match else -1


def _taken_up(walk: Walk, at: int, facing: Set[str]) -> Entity | None:
    """Whom a pronoun of the span means."""
    known = walk.meant.get(at)
    if known is not None:
        return known[0]
    return next((e for e, _ in walk.heard.get(at, ()) if e.name() not in facing), None)


def _is_title(walk: Walk, naming: Naming) -> bool:
    """Whether a name stands in quotation marks by itself, or is shouted once: no body."""
    if naming.entity.kind == "person":
        return False
    text, begin, end = walk.text, naming.begin, naming.end
    marked = text[begin - 1 : begin] in _OPENING and text[end : end + 2].strip(",.")[:1] in _CLOSING
    shouted = text[begin:end].isupper() and walk.cast.called(naming.entity) < 2
    return (begin > 0 and end < len(text) and marked) or shouted
