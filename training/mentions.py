"""Who is mentioned where: gold mentions of texts annotated with them, and of quoted articles.

GUM (Zeldes 2017), LitBank (Bamman and others 2019, 2020) and GAP (Webster and others 2018) say
which words mean the same person or thing. Articles with named speakers say it of the sources:
there the names that the article's own rules find are the mentions that may be meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.reading.cast import Cast
from quoth.reading.names import fold
from training.data import Annotated, Mention, Named

Row = dict[str, Any]

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_PRONOUNS = frozenset(
    """he she him her his hers himself herself they them their theirs themselves it its itself who
    which whom whose""".split()
)
_OTHERS = frozenset(
    """i me my mine myself we us our ours ourselves you your yours yourself yourselves one this
    that these those here there""".split()
)
_LITBANK = {"PER": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}


def _form(words: str, name: bool) -> str:
    """Name, description or pronoun; "" for words that no antecedent is looked for."""
    if words.lower() in _PRONOUNS:
        return "pronoun"
    if words.lower() in _OTHERS:
        return ""
    return "name" if name else "description"


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def load_gum(path: Path) -> list[Annotated]:
    """GUM's documents with their people, organisations and places."""
    found = []
    for row in _rows(path):
        mentions = []
        for held in row["mentions"]:
            kind = held["entity_type"]
            if kind not in ("person", "organization", "place"):
                continue
            begin, end = held["span"]
            form = _form(row["text"][begin:end], str(held["head_pos"]).startswith("NNP"))
            mentions.append(Mention(begin, end, kind, str(held["cluster"]), form))
        found.append(
            Annotated(row["id"], row["text"], (), tuple(mentions), quoted=False, complete=True)
        )
    return found


def load_litbank(path: Path) -> list[Annotated]:
    """LitBank's openings of novels, likewise."""
    found = []
    for row in _rows(path):
        mentions = []
        for held in row["mentions"]:
            how, kind = held["type"].split()
            if kind in _LITBANK:
                begin, end = held["span"]
                form = _form(row["text"][begin:end], how == "PROP")
                mentions.append(Mention(begin, end, _LITBANK[kind], str(held["cluster"]), form))
        found.append(
            Annotated(row["id"], row["text"], (), tuple(mentions), quoted=False, complete=True)
        )
    return found


def load_gap(path: Path) -> list[Annotated]:
    """GAP's paragraphs: a pronoun and two names, of which it may mean one."""
    found = []
    for row in _rows(path):
        a, b, pronoun = row["A"], row["B"], row["pronoun"]
        whom = "a" if a["coref"] else "b" if b["coref"] else "neither"
        mentions = (
            Mention(*a["span"], "person", "a", "name"),
            Mention(*b["span"], "person", "b", "name"),
            Mention(*pronoun["span"], "person", whom, "pronoun"),
        )
        found.append(Annotated(row["id"], row["text"], (), mentions, quoted=False))
    return found


def _means(words: list[str], speaker: Named) -> bool:
    """Whether a name as printed may be that of the speaker."""
    full = [fold(w) for w in _WORD.findall(speaker.name)]
    if not full:
        return False
    if speaker.kind == "person":
        return words[-1] == full[-1] and (len(words) == 1 or words[0] == full[0])
    return words == full or "".join(words) == "".join(w[0] for w in full)


def of_speakers(article: Annotated) -> tuple[Mention, ...]:
    """The mentions of an article whose quotations have named speakers; none if they have not."""
    text = article.text
    speakers = {
        a.speaker.name: a.speaker
        for a in article.attributions
        if a.speaker and a.speaker.kind in ("person", "organization")
    }
    if not speakers:
        return ()
    mentions: dict[tuple[int, int], Mention] = {}
    cast = Cast(text)
    for naming in cast.namings:
        words = [fold(w) for w in _WORD.findall(text[naming.begin : naming.end])]
        meant = [s for s in speakers.values() if words and _means(words, s)]
        if len(meant) > 1 or not words:
            continue
        kind = meant[0].kind if meant else ""
        cluster = meant[0].name if meant else f"other {naming.entity.number}"
        span = naming.begin, naming.end
        mentions[span] = Mention(*span, kind, cluster, "name")
    for said in article.attributions:
        if not said.source or said.speaker is None:
            continue
        begin, end = said.source[0]
        form = _form(text[begin:end], False)
        known = said.speaker.kind in ("person", "organization")
        cluster = said.speaker.name if known else f"nobody {begin}"
        named = any(
            begin <= b and e <= end and m.cluster == cluster for (b, e), m in mentions.items()
        )
        if form and not named and (begin, end) not in mentions:
            kind = said.speaker.kind if known and form == "pronoun" else ""
            mentions[begin, end] = Mention(begin, end, kind, cluster, form)
    return tuple(mentions.values())
