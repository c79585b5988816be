"""The answers of naming: speakers with the mentions that led to them."""

from __future__ import annotations

from quoth.quotation import Mention, Reason, Speaker, SpeakerKind
from quoth.reading.cast import Cast
from quoth.reading.entities import Entity, Naming

EDGE = ' \t\n\r\u00a0,.;:—–-"“”„«»‘()[]*>'

Answer = tuple[Entity | None, Speaker]
"""The entity that a source means, if it is one, and the speaker made of it."""


class Answers:
    """Makes the speakers of one article."""

    def __init__(self, cast: Cast) -> None:
        self.text = cast.text
        self.full: dict[int, Naming] = {}
        for naming in cast.namings:
            held = self.full.get(naming.entity.number)
            if held is None or (
                naming.end - naming.begin > held.end - held.begin
                and naming.reason == "name"
                and held.reason == "surname"
            ):
                self.full[naming.entity.number] = naming

    def named(
        self,
        entity: Entity,
        begin: int,
        end: int,
        reason: Reason,
        score: float,
        via: Mention | None = None,
    ) -> Speaker:
        """An entity as the speaker meant by a span."""
        mentions = [Mention(begin, end, reason, round(score, 3))]
        full = self.full.get(entity.number)
        for mention in (via, Mention(full.begin, full.end, "name") if full else None):
            if mention is not None and all(m.begin != mention.begin for m in mentions):
                mentions.append(mention)
        name = entity.name() if entity.forms else self.text[begin:end]
        return Speaker(name, entity.kind or "organization", round(score, 3), tuple(mentions))

    def found(self, naming: Naming, reason: Reason | None = None) -> Answer:
        """The entity of a naming as the speaker."""
        entity = naming.entity
        if entity.kind is None and (entity.sex() or entity.evidence > 0):
            entity.kind = "person"
        why = reason or naming.reason
        mention = Mention(naming.begin, naming.end, why)
        return entity, self.named(entity, naming.begin, naming.end, why, 0.95, mention)

    def described(self, begin: int, end: int, kind: SpeakerKind) -> Speaker:
        """The words of the article themselves, where nothing names their bearer."""
        name = self.text[begin:end].strip(EDGE) or self.text[begin:end]
        return Speaker(name, kind, 0.5, (Mention(begin, end, "description", 0.5),))

    def several(self, begin: int, end: int, namings: list[Naming]) -> Speaker:
        """Several people together, each of them a mention."""
        mentions = tuple(Mention(n.begin, n.end, "list") for n in namings)
        names = [n.entity.name() for n in namings if n.entity.forms]
        whole = self.text[begin:end]
        covered = sum(n.end - n.outer for n in namings)
        name = " and ".join(dict.fromkeys(names)) if covered > 0.6 * len(whole) else whole
        members = tuple(dict.fromkeys(names))
        mentions = mentions or (Mention(begin, end, "list"),)
        return Speaker(name or whole, "group", 0.9, mentions, members)
