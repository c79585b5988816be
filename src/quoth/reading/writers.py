"""What is said to whoever wrote the article: columns, travel pieces, profiles in the first person.

Nobody is said to be told it: "‘No hurry,’ says Mr Boun. I have been hurrying since Bangkok."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Article
from quoth.reading.authors import single_writer
from quoth.reading.drafts import Draft
from quoth.reading.framing import NAMED, Framing
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.profiles import TELLING
from quoth.reading.turns import turns_of

_SOMEBODY = r"(?:him|her|them|the [a-z]|an? [a-z]|my [a-z]|[A-Z])"
# The writer is there now: "I ask what is in the stew", "we have climbed for an hour".
_HERE = re.compile(
    r"\b(?:I|we|We)(?:[’']ve| have| [’']?m| am|[’']re| are)? (?:\w+ly |just |already |been |now )?"
    r"(?:(?:meet|visit|join|follow|phone|watch|thank|interrupt|greet) "
    rf"(?:{_SOMEBODY}|two|three|some|several)|tell (?={_SOMEBODY})"
    rf"|find {_SOMEBODY}[\w’'. ]* (?:in|at|on|behind|outside|by|under)\b"
    r"|ask(?! (?:you|your|my(?:self)?|only|readers)\b)"
    r"|(?:sit|arrive|land|climb|reach|order|walk|drive|board|wait|drink|eat|nod|laugh|share|stop"
    r"|set off|head|rattle|cross|knock|step|fly|sail|camp|hike|paddle|ride|row|park|squeeze|visited"
    r"|met|arrived|climb(?:ed|ing)|reached|ordered|walk(?:ed|ing)|driv(?:en|ing)|wait(?:ed|ing)"
    r"|com(?:e|ing)|sitting|standing|hurrying|travel(?:l?ed|l?ing))\b)"
    # "She teaches me to melt snow", and not "it strikes me".
    r"|\b(?:[Hh]e|[Ss]he|they|[A-Z]\w+|who) (?:\w+ly )?(?!(?:strike|remind|bother|worrie|make"
    r"|interest|surprise|amaze|annoy|depresse|let|leave|seem|concern|puzzle|tire|frighten|doe|i|wa"
    r"|ha)s\b)[a-z]+s (?:me|us)\b"
    r"|\b(?:laughs|grins|looks|smiles|winks|nods|frowns|points|waves) at (?:me|us|my)\b"
    r"|\bboth of us\b|\b(?:[Mm]y|[Oo]ur) (?:guide|driver|interpreter|translator|fixer|companion"
    r"|host|hostess)\b"
)
# Whoever is "my" somebody talks with the writer, as a colleague's column does not.
_MINE = re.compile(
    r"(?:and )?my (?:[a-z]+ ){0,2}(?:neighbou?r|friend|guide|driver|interpreter|translator|host"
    r"|hostess|landlady|landlord|dentist|doctor|barber|hairdresser|plumber|builder|vet|cleaner"
    r"|mother|father|mum|mom|dad|mam|wife|husband|partner|sister|brother|daughter|son|uncle"
    r"|aunt|cousin|nephew|niece|companion|professor|teacher|nurse|gardener|postman|butcher)\b",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"(?:\w+ly )?(?:says?|said|asks?|asked|warns?|warned|replie[sd]|whispers?|whispered|tells?|told"
    r"|explains?|explained|answer(?:s|ed)|jokes?|joked|sighs?|sighed|shouts?|shouted|points? out"
    r"|pointed out|remarks?|remarked|observes?|observed|(?:phones?|phoned|rang|rings|calls?|called"
    r"|texts?|texted) .*to (?:say|ask|tell).*)"
)
# "My mother, when I rang her, said": the writer has asked.
_WHEN_I = re.compile(
    r"\bwhen I (?:\w+ly )?(?:ask|call|phon|r[ai]ng|met|visit|s[ae]w|sp[oe]k|t(?:old|ell)|put|press"
    r"|suggest|wonder|mention|question|reach|inquir|enquir|bump|ran|run|caught|stopp)\w*\b"
)
_OF_ME = re.compile(r"\b(?:I|me|my)\b")
# What the writer has just done to hear it: "I met her at the slip."
_I_DID = re.compile(
    r"\b(?:I|we) (?:\w+ly )?(?:met|called|phoned|rang|asked|visited|found (?:him|her|them|[A-Z])"
    r"|caught up with|sat down with|bumped into|ran into|knocked|dropped in|went to see"
    r"|was \w+ing)\b"
)
_SOURCE = re.compile(f"{NAMED}+")
_BY_HAND = frozenset((None, "interview", "call", "conversation", "message"))
_PEOPLE = frozenset(("person", "unnamed"))
_OTHER = TITLE_BLOCKS | {"embed", "caption", "block_quote", "question"}
_LEAST_SCENES = 2
_NEAR = 2


def tell_writer(article: Article, framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let what somebody says to the writer, in a piece in the first person, be said to the writer.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what is known of each quotation; filled in place.
    """
    if turns_of(article) or single_writer(article, len(article.text)) is None:
        return
    words = _SOURCE.sub(lambda m: article.text[m.start() : m.end()], framing.words)
    scenes = {framing.paragraph(m.start()) for m in _HERE.finditer(words)}
    elsewhere = {d.speaker for d in drafts if d.channel not in _BY_HAND}
    before: Draft | None = None
    for here in drafts:
        if _may_hear(article, here):
            here.to_writer = bool(
                _is_met(article, framing, words, here)
                or (before and _goes_on(framing, before, here))
                or (here.speaker not in elsewhere and _is_there(framing, here, scenes))
            )
        before = here


def _may_hear(article: Article, here: Draft) -> bool:
    """Whether a quotation leaves open to whom it was said, and is somebody's own words."""
    speaker = here.quotation.speaker
    if here.addressee or here.channel not in _BY_HAND or speaker is None:
        return False
    if article.blocks and article.blocks[here.quotation.block].kind in _OTHER:
        return False
    return speaker.kind in _PEOPLE and here.source not in ("I", "we", "We")


def _is_met(article: Article, framing: Framing, words: str, here: Draft) -> bool:
    """Whether the sentence shows that the writer was there: "my neighbour knocked and said"."""
    if here.question and here.quotation.type == "indirect":
        asked = (_OF_ME.search(article.text, *span) for span in here.quotation.content)
        if any(asked):
            return True
    if not _SPEAKING.fullmatch(here.cue):
        return False
    if _WHEN_I.search(words, *here.sentence):
        return True
    if _MINE.match(here.source):
        return True
    if here.quotation.type != "direct":
        return False
    before = framing.sentence(max(0, here.sentence.begin - 1))
    begin = max(before.begin, framing.paragraphs[framing.paragraph(here.sentence.begin)])
    return _I_DID.search(words, begin, here.sentence.end) is not None


def _goes_on(framing: Framing, before: Draft, here: Draft) -> bool:
    """Whether somebody goes on to speak to the writer."""
    if not before.to_writer or not here.goes_on(before):
        return False
    apart = framing.apart(before.quotation, here.quotation)
    return apart == 0 or (apart == 1 and here.quotation.type == "direct")


def _is_there(framing: Framing, here: Draft, scenes: set[int]) -> bool:
    """Whether somebody speaks in a scene that the writer tells in the present."""
    if here.quotation.type != "direct" or not (TELLING.search(here.cue) or not here.cue):
        return False
    if len(scenes) >= _LEAST_SCENES:
        return True
    at = framing.paragraph(here.sentence.begin)
    return any(abs(scene - at) <= _NEAR for scene in scenes)
