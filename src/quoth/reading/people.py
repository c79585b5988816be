"""A speaker for every quotation, by rules that can say why.

The article's names become entities (`cast`), its roles point to them (`roles`), and one walk
through the text (`walking`) then names each source (`sources`): a name by its parts, "he" by
the people named before (`pronouns`), "who" by the noun before it (`relatives`), "the OpenAI
chief" by the role (`describing`), a quotation without a source by the one it follows. What
none of these settles keeps the words of the article as its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quoth.article import Article
from quoth.quotation import Known, Mention, Named, Quotation, Speaker
from quoth.reading.abouts import abouts
from quoth.reading.antecedents import Antecedents
from quoth.reading.askers import with_askers
from quoth.reading.echoes import echoes
from quoth.reading.hearers import with_circumstances
from quoth.reading.ledes import introduced
from quoth.reading.sides import with_sides
from quoth.reading.sources import Sources
from quoth.reading.walking import Walk

ECHOED = 0.7
"""How sure it is that a headline repeats the one whose words it repeats."""

INTRODUCED = 0.6
"""How sure it is that whom the opening describes is who is named next."""


def name_speakers(
    article: Article,
    quotations: Sequence[Quotation],
    antecedents: Antecedents | None = None,
    known: Sequence[Known] = (),
) -> tuple[Quotation, ...]:
    """Say of each quotation who its speaker is, of whom it speaks, to whom, when and how.

    Args:
        article: what was read.
        quotations: its quotations with `content`, `cue` and `source`; speakers already there
            are replaced.
        antecedents: a learned scorer for this article, which is then weighed together with
            the rules' own signs.
        known: people of whom it is known beforehand who they are; they count where the article
            names them.

    Returns:
        The same quotations in the same order, all that can be told filled in; the speaker is
        None where the article has no words that tell.
    """
    return speakers_and_named(article, quotations, antecedents, known)[0]


def speakers_and_named(
    article: Article,
    quotations: Sequence[Quotation],
    antecedents: Antecedents | None = None,
    known: Sequence[Known] = (),
) -> tuple[tuple[Quotation, ...], tuple[Named, ...]]:
    """Do what `name_speakers` does, and tell of all whom the article names, quoted or not.

    Without quotations nobody is looked for.
    """
    if not quotations:
        return (), ()
    walk = Walk(article, quotations, antecedents, known)
    sources = Sources(walk)
    order = sorted(range(len(quotations)), key=lambda i: (_anchor(quotations[i]), i))
    speakers: dict[int, Speaker | None] = {i: sources.speaker(quotations[i]) for i in order}
    walk.advance(len(article.text))
    if any(_is_unnamed(speaker) for speaker in speakers.values()):
        _name_echoes(article, quotations, speakers, sources)
        _name_opening(quotations, speakers, sources)
        for index in order:
            speaker = speakers[index]
            if speaker is not None and speaker.kind == "unnamed" and quotations[index].source:
                speakers[index] = sources.again(quotations[index], speaker)
    named = tuple(replace(q, speaker=speakers[i]) for i, q in enumerate(quotations))
    told = with_circumstances(article, named, sources.phrases)
    concerned = abouts(walk, sources.phrases.describing, told)
    pairs = zip(told, concerned, strict=True)
    found = tuple(replace(q, about=names) if names else q for q, names in pairs)
    held = tuple(_named(walk))
    return with_askers(article, with_sides(found, held), held), held


def _named(walk: Walk) -> Iterator[Named]:
    roles = walk.roles.stated()
    for entity in walk.cast.entities:
        if entity.kind in ("person", "organization") and entity.forms:
            forms = tuple(" ".join(form) for form, _ in entity.forms.most_common())
            yield Named(entity.name(), entity.kind, forms, roles.get(entity.number, ()))


def _name_echoes(
    article: Article,
    quotations: Sequence[Quotation],
    speakers: dict[int, Speaker | None],
    sources: Sources,
) -> None:
    """Who says a thing by their role ("Orbit CEO says") is who says it by their name."""
    by_name = {e.name(): e for e in sources.walk.cast.entities if e.kind == "person" and e.forms}
    for index, other in echoes(article, quotations):
        named, source = speakers[other], next(iter(quotations[index].source), None)
        if source is None or not _is_unnamed(speakers[index]):
            continue
        if named is not None and named.name in by_name:
            entity = by_name[named.name]
            heard = Mention(*quotations[other].content[0], "quotation", ECHOED)
            if sources.walk.roles.overheard(entity, source, heard):
                speakers[index] = sources.answers.named(entity, *source, "role", ECHOED, heard)


def _name_opening(
    quotations: Sequence[Quotation], speakers: dict[int, Speaker | None], sources: Sources
) -> None:
    """Whom the opening only describes is who is named first where the story goes on."""
    for index, quotation in enumerate(quotations):
        if not quotation.source or not _is_unnamed(speakers[index]):
            continue
        source = quotation.source[0]
        naming = introduced(sources.walk, source)
        if naming is not None:
            via = Mention(naming.begin, naming.end, naming.reason, INTRODUCED)
            entity = naming.entity
            sources.walk.roles.overheard(entity, source, via)
            speakers[index] = sources.answers.named(entity, *source, "description", INTRODUCED, via)


def _is_unnamed(speaker: Speaker | None) -> bool:
    return speaker is not None and speaker.kind == "unnamed"


def _anchor(quotation: Quotation) -> int:
    spans = quotation.source or quotation.content or quotation.cue
    return spans[0][0] if spans else 0
