"""Whether somebody's words stand in the record or in a transcript: as given, altered, or not.

It never says that words are false. It says what it found, and where it looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sqlalchemy import Connection, func, select

from quoth.intake.transcripts import Transcript
from quoth.record.claims import Claim
from quoth.record.filters import Filters
from quoth.record.likening import Change, Match, likened
from quoth.record.naming import may_name
from quoth.record.people import find_speakers
from quoth.record.placing import Placed, placed
from quoth.record.printed import Standing, standing
from quoth.record.schema import appearances, articles, revisions, shingles
from quoth.record.search import Query, search
from quoth.record.shingles import keys
from quoth.record.spoken import Heard, Spoken
from quoth.record.wordings import wording

Verdict = Literal["verbatim", "excerpt", "altered", "other_speaker", "in_text", "not_found"]
SameSpeaker = Literal["same", "other", "unknown"]

FOUND: tuple[Verdict, ...] = ("verbatim", "excerpt")
"""The verdicts that say that the words were said as they are given."""

_MOST_CANDIDATES = 200
_MOST_BY_PHRASE = 50
_MOST_PHRASES = 4
_PHRASE_WORDS = 12
_MOST_TEXTS = 2_000
_SURELY_OTHER = 0.7
_EXACT: tuple[Match, ...] = ("verbatim", "excerpt")
_EXACT_FIRST: dict[Match, int] = {"verbatim": 0, "excerpt": 1, "altered": 2}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where the words stand, or words like them.

    Attributes:
        match: how they stand there: `verbatim`, `excerpt` (they are part of what was said) or
            `altered`.
        by: whether the speaker there is the one asked for: `same`, `other`, or `unknown` where
            either is not told.
        speaker: who says it there, or None.
        words: the words there.
        changes: the words given, with what was left out of or put into the words there.
        place: a quotation of the record, a stretch of an article's text that is none, or one of
            a transcript.
        score: which part of the words given is there, 0 to 1.
    """

    match: Match
    by: SameSpeaker
    speaker: str | None
    words: str
    changes: tuple[Change, ...]
    place: Placed | Standing | Heard
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a claim.

    Attributes:
        claim: the words and whose they are said to be.
        verdict: `verbatim` or `excerpt` (found as given, and nobody else is named for them),
            `altered`, `other_speaker` (found, but somebody else is named), `in_text` (an
            article has the words, but not as a quotation), or `not_found`.
        evidence: the places, the best first.
        texts: in how many articles' whole texts the words were looked for, too.
    """

    claim: Claim
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    texts: int = 0


class Checker:
    """Where words are looked for: a record, transcripts, or both.

    Args:
        connection: to a record, or None.
        transcripts: what was said.

    Attributes:
        articles: how many articles of the record are looked in.
        transcripts: the names of the transcripts.
    """

    def __init__(
        self, connection: Connection | None, transcripts: Iterable[Transcript] = ()
    ) -> None:
        self._connection = connection
        self._spoken = [Spoken(transcript) for transcript in transcripts]
        self.transcripts = tuple(spoken.name for spoken in self._spoken)
        counted = select(func.count()).select_from(articles)
        self.articles = (connection.execute(counted).scalar() or 0) if connection else 0

    def check(self, claim: Claim) -> list[Finding]:
        """Return what was found of a claim.

        A claim of several stretches that stands nowhere as a whole is looked up stretch by
        stretch, and has a finding for each.
        """
        whole = self._finding(claim)
        pieces = list(claim.pieces()) if len(claim.stretches) > 1 else []
        if whole.verdict in FOUND or not pieces:
            return [whole]
        parts = [self._finding(piece) for piece in pieces]
        if whole.verdict != "not_found" and not all(part.verdict in FOUND for part in parts):
            return [whole]
        return parts

    def _finding(self, claim: Claim) -> Finding:
        people = self._people(claim.speakers)
        found = [*self._recorded(claim, people), *self._heard(claim)]
        verdict = _verdict(found)
        texts = 0
        if self._connection is not None and verdict not in FOUND:
            within = _texts(self._connection, people if claim.speakers else None)
            texts = len(within)
            found += self._standing(claim, within)
            if verdict == "not_found" and any(isinstance(e.place, Standing) for e in found):
                verdict = "in_text"
        order = {"same": 0, "unknown": 1, "other": 2}
        found.sort(
            key=lambda e: (e.match == "altered", order[e.by], -e.score, _EXACT_FIRST[e.match])
        )
        return Finding(claim, verdict, tuple(found), texts)

    def _people(self, names: Iterable[str]) -> frozenset[int]:
        if self._connection is None:
            return frozenset()
        return frozenset(
            person.id for name in names for person in find_speakers(self._connection, name)
        )

    def _recorded(self, claim: Claim, people: frozenset[int]) -> Iterator[Evidence]:
        """Quotations of the record; of an article's several texts the latest that has it."""
        if self._connection is None:
            return
        latest: dict[tuple[int, str, str | None], Placed] = {}
        for one in placed(self._connection, _candidates(self._connection, claim)):
            key = one.article_id, one.words, one.speaker.name if one.speaker else None
            if key not in latest or one.revision_id > latest[key].revision_id:
                latest[key] = one
        for one in latest.values():
            found = likened(one.words, claim.words)
            if found is None:
                continue
            by = _by_recorded(claim.speakers, people, one)
            if found.match == "altered" and by == "other" and found.score < _SURELY_OTHER:
                continue
            name = one.speaker.name if one.speaker else None
            yield Evidence(
                found.match,
                by,
                name,
                one.words[slice(*found.stretch)],
                found.changes,
                one,
                found.score,
            )

    def _heard(self, claim: Claim) -> Iterator[Evidence]:
        for spoken in self._spoken:
            for heard in spoken.find(claim.words):
                like = heard.likeness
                by = _by_names(claim.speakers, heard.speakers)
                if like.match == "altered" and by == "other" and like.score < _SURELY_OTHER:
                    continue
                label = " / ".join(filter(None, heard.speakers)) or None
                yield Evidence(like.match, by, label, heard.words, like.changes, heard, like.score)

    def _standing(self, claim: Claim, within: Sequence[int]) -> Iterator[Evidence]:
        if self._connection is None:
            return
        for place in standing(self._connection, claim.stretches, within):
            same = (Change("same", claim.words),)
            yield Evidence("verbatim", "unknown", None, place.words, same, place, 1.0)


def _verdict(found: Sequence[Evidence]) -> Verdict:
    """What the places come to; exact words weigh more than altered ones, names more than none."""
    exact = {e.by for e in found if e.match in _EXACT}
    altered = {e.by for e in found if e.match == "altered"}
    if "same" in exact or ("unknown" in exact and ("same" in altered or "other" not in exact)):
        by: SameSpeaker = "same" if "same" in exact else "unknown"
        matches = {e.match for e in found if e.by == by}
        return "verbatim" if "verbatim" in matches else "excerpt"
    if "same" in altered:
        return "altered"
    if "other" in exact:
        return "other_speaker"
    if "unknown" in altered:
        return "altered"
    return "other_speaker" if "other" in altered else "not_found"


def _candidates(connection: Connection, claim: Claim) -> list[int]:
    """Quotations that may be of these words: by rare words in common, and by words in a row."""
    found: list[int] = []
    if asked := keys(claim.words):
        shared = (
            select(shingles.c.quotation_id)
            .where(shingles.c.key.in_(asked[:_MOST_CANDIDATES]))
            .group_by(shingles.c.quotation_id)
            .order_by(func.count().desc(), shingles.c.quotation_id)
            .limit(_MOST_CANDIDATES)
        )
        found += connection.execute(shared).scalars()
    phrases = [phrase for stretch in claim.stretches for phrase in _phrases(stretch)]
    if phrases:
        query = Query(
            " ".join(phrases[:_MOST_PHRASES]), Filters(former=True), limit=_MOST_BY_PHRASE
        )
        found += (hit.quotation.id for hit in search(connection, query).hits)
    return list(dict.fromkeys(found))


def _phrases(stretch: str) -> Iterator[str]:
    """The words between the ellipses of a stretch, as a search for words in a row."""
    held = wording(stretch)
    for first, last in pairwise(sorted({0, len(held.tokens), *held.elisions})):
        row = dict.fromkeys((t.begin, t.end) for t in held.tokens[first:last])
        words = " ".join(stretch[b:e] for b, e in list(row)[:_PHRASE_WORDS])
        plain = "".join(c if c.isalnum() else " " for c in words).split()
        if plain:
            yield f'"{" ".join(plain[:_PHRASE_WORDS])}"'


def _by_recorded(names: Sequence[str], people: frozenset[int], one: Placed) -> SameSpeaker:
    if not names:
        return "same"
    speaker = one.speaker
    if speaker is None or speaker.kind == "unnamed":
        return "unknown"
    if speaker.id in people:
        return "same"
    told = (one.detail.get("speaker") or {}).get("members") or ()
    return _by_names(names, (speaker.name, speaker.printed, *told))


def _by_names(names: Sequence[str], told: Sequence[str | None]) -> SameSpeaker:
    if not names or any(may_name(name, one) for name in names for one in told if one):
        return "same"
    return "other" if all(told) and told else "unknown"


def _texts(connection: Connection, people: frozenset[int] | None) -> list[int]:
    """The present texts in which words are looked for at large, the latest first.

    They are all, where they are not too many, or else those that name the speaker.
    """
    wanted = select(revisions.c.id).where(revisions.c.current).order_by(revisions.c.id.desc())
    found = list(connection.execute(wanted.limit(_MOST_TEXTS + 1)).scalars())
    if len(found) <= _MOST_TEXTS or people is None:
        return found if len(found) <= _MOST_TEXTS else []
    named = select(appearances.c.revision_id).where(appearances.c.speaker_id.in_(people))
    wanted = wanted.where(revisions.c.id.in_(named)).limit(_MOST_TEXTS)
    return list(connection.execute(wanted).scalars())
