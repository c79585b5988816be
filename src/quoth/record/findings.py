"""What a check found, as objects for programs."""

from __future__ import annotations

from typing import Any

from quoth.intake.transcripts import clock
from quoth.record.checking import Checker, Evidence, Finding
from quoth.record.claims import Draft
from quoth.record.placing import Placed
from quoth.record.spoken import Heard


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """Return what was found of a claim as one object."""
    claim = finding.claim
    return {
        "words": claim.words,
        "speakers": list(claim.speakers),
        "line": claim.line,
        "verdict": finding.verdict,
        "texts": finding.texts,
        "evidence": [_evidence(one) for one in finding.evidence],
    }


def passed_over(draft: Draft) -> dict[str, Any]:
    """Return what of a draft was not checked as one object."""
    return {"scare_quotes": draft.scare, "indirect": draft.indirect}


def looked_in(checker: Checker) -> dict[str, Any]:
    """Return where a checker looked as one object."""
    return {"articles": checker.articles, "transcripts": list(checker.transcripts)}


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "match": one.match,
        "by": one.by,
        "speaker": one.speaker,
        "words": one.words,
        "changes": [{"kind": change.kind, "words": change.words} for change in one.changes],
        "score": round(one.score, 3),
        "place": _place(one),
    }


def _place(one: Evidence) -> dict[str, Any]:
    place = one.place
    if isinstance(place, Heard):
        segment = place.segment
        return {
            "kind": "transcript",
            "transcript": place.transcript,
            "line": segment.line,
            "seconds": segment.begin,
            "time": None if segment.begin is None else clock(segment.begin),
        }
    told: dict[str, Any] = {
        "kind": "quotation" if isinstance(place, Placed) else "text",
        "article_id": place.article_id,
        "title": place.title,
        "outlet": place.outlet,
        "published": place.published,
        "url": place.url,
    }
    if isinstance(place, Placed):
        told |= {"quotation_id": place.id, "type": place.type, "current": place.current}
    else:
        told |= {"begin": place.begin, "end": place.end}
    return told
