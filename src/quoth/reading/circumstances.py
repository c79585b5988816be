"""To whom, when, how and where something was said, and whether it was a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation
from quoth.reading.addressees import called_upon, faced_in, told, towards
from quoth.reading.calling import reached_by, read_out, rung_up
from quoth.reading.carrying import carry_on, reach_back
from quoth.reading.channels import (
    channel_in,
    channel_of_cue,
    channel_of_document,
)
from quoth.reading.correspondence import answer_in_kind, tell_by_author
from quoth.reading.dating import date_by_scene, date_by_sentences_before
from quoth.reading.dialogue import converse
from quoth.reading.drafts import Circumstances, Draft
from quoth.reading.framing import Framing, anchor, frame
from quoth.reading.openings import date_by_opening
from quoth.reading.outlets import is_outlet
from quoth.reading.parties import calls_to_order, channel_of_hearer, channel_of_speaker
from quoth.reading.profiles import sit_down
from quoth.reading.questioning import is_question
from quoth.reading.scenes import repeat_in_headline, set_scene
from quoth.reading.staging import stage
from quoth.reading.taken_in import told_within
from quoth.reading.times import Time, as_date, times
from quoth.reading.transcripts import take_turns
from quoth.reading.witnesses import heard_by
from quoth.reading.writers import tell_writer

# What is still to be said has no day that is past.
_TO_COME = re.compile(r"(?:will|should|must|may|might|would|can|could) (?!be (?:heard|seen))\w")
_QUERIES = re.compile(r"\b(?:quer|question|[ei]nquir)(?:ies|s) (?:from|by) $")
_CONFERENCE = re.compile(r"\b(?:(?:press|news|media) (?:conference|briefing)|presser)$")
_PRONOUN = re.compile(r"(?:he|she|they|it|one|another)\b", re.IGNORECASE)
_TESTIMONY = re.compile(r"witness|cross-examin|giving evidence|the stand|closing argument|testif")
_JUDGING = re.compile(
    r"^(?:also )?(?:ruled|wrote|found|held|ordered|noted|concluded|cited|citing|rejected|dismissed"
    r"|blocked)$"
)
_TESTIFYING = re.compile(r"\btestif(?:y|ies|ied)\b")
_ASIDE = re.compile(r"\b(?:who|which|after|before|since|because)\b|, [^,]*\bin what\b")
# "She appealed for the sisters abducted on Monday": they were abducted then, and she appeals now.
_OF_ANOTHER = re.compile(r"\b(?:\w+ed|was|were|is|are|has|had)\b[^.;:]* \w+s \w+ed (?:on |in )?$")
_BESIDE = 24
_OWNER = re.compile(r"\b([A-Z][\w-]+)[’']s (?:[\w.,-]+ ){0,4}$")
# Of a contest's judge this is told, and no court.
_CONTEST = re.compile(
    r"\b(?:contest(?:ants?)?|competitions?|danc(?:e|ers?|ing)|bak(?:e|ers?|ing)|pageant|talent show"
    r"|finalists?|semi-?finals?)\b"
)
_TRIED = re.compile(
    r"\b(?:[Cc]ourts?|[Jj]ur(?:y|ors)|trial|charged|guilty|sentenc\w+|lawsuit|plaintiffs?|defendants?"
    r"|prosecut\w+|ruling|ruled|bail|injunction|convicted)\b"
)
_AFTER_WHAT = re.compile(
    r"[’']s (?:[\w-]+ )?(?:loss|win|defeat|victory|draw|game|match|race|meeting|vote|hearing"
    r"|session|ruling|verdict|result|results|debate|final|announcement)\b"
)
# "She said after training on Wednesday": the day is that of what was said as well.
_AFTER_EVENT = re.compile(
    r"\bafter (?:(?:an?|the|his|her|their|its) )?(?:[\w-]+ ){0,2}?(?:training|practice"
    r"|meetings?|talks|votes?|match|game|race|hearing|session|ceremony|verdict|ruling|defeat|win|victory|loss|draw"
    r"|debate|briefing|visit|launch|service|sentencing|inquest|final|rally|summit|trial)"
    r" (?:(?:in|at) (?:the )?(?:[A-Z][\w’'-]+ ){1,3})?(?:(?:on|late|early) ){0,2}$"
)
# "Lee, who was freed on Friday, said": that is not the day on which he said it.
_OF_WHOM = re.compile(
    r", (?:who(?! (?:was )?(?:spoke|speaking|addressed|addressing|talking)\b)|whose|whom|which"
    r"|(?:after|before|since) (?:he|she|they|it|being)) [^,;\x01]*$"
)
# "She is due to meet them on Friday", and nothing was said on that day.
_PLANNED = re.compile(
    r"\b(?:will|(?:due|set|scheduled|expected|planned|plans?|going) to)\b[^,;\x01\x02]* $"
)
_OVER = re.compile(r", (?:who|which|after|before|since|because) [^,]*,")
_HAPPENING = (
    "[Ss]ummit [Rr]ally [Cc]onference [Mm]eeting [Hh]earing [Cc]eremony [Ee]vent [Ff]orum"
    " [Cc]ongress [Aa]udience [Ff]estival [Ff]uneral [Vv]igil [Dd]inner [Ll]unch [Ll]aunch"
    " [Dd]ebate [Cc]onvention [Ss]ession [Gg]ala [Pp]rotest [Mm]arch [Dd]emonstration [Kk]eynote"
    " [Ii]nquest [Ii]nquiry [Bb]riefing [Ss]ymposium [Ww]orkshop [Ss]eminar [Tt]rial [Rr]eception"
    " [Mm]ass [Ss]ervice [Ww]edding [Ss]how [Pp]arade [Tt]ournament [Pp]remiere [Vv]isit"
    " [Ii]nauguration [Gg]athering [Aa]ssembly [Ee]xpo [Ff]air"
)
_YEAR = re.compile(r"(?<![\w.,$€£¥])(?:19|20)\d\d(?![\w%])")
_OCCASION = re.compile(
    r"[OoADda](?<!\w.)(?:(?<=[Oo])(?:n the (?:sidelines|margins|fringes) of|pening)"
    r"|(?<=[Aa])(?:t|ddressing)|(?<=[Dd])uring) "
    r"(?P<event>(?:an?|the|his|her|its|their|this|last|[A-Z][\w’']+[’']s?) (?:[\w&’'-]+ ){0,6}?"
    rf"(?:{'|'.join(_HAPPENING.split())})\b"
    r"(?: (?:in|of|on) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)*)"
)


def circumstances(article: Article, quotations: Sequence[Quotation]) -> Sequence[Circumstances]:
    """Say of each quotation to whom, when, how and where it was said.

    Args:
        article: what was read; weekdays and the like are counted back from `published`, or,
            where that is not known, from the newest of the posts that it shows.
        quotations: its quotations, in the order of the text, with speakers where known.

    Returns:
        One entry for each quotation, in the same order.
    """
    framing = frame(article, quotations)
    day = as_date(article.published) or _day_of_posts(article)
    drafts = [
        _own(article, framing, q, day, framing.clause(quotations, i))
        for i, q in enumerate(quotations)
    ]
    date_by_opening(article, framing, drafts, day)
    date_by_sentences_before(article, framing, drafts, day)
    tell_by_author(framing, drafts)
    _settle_testimony(article, drafts)
    stage(article, framing, drafts, day)
    carry_on(article, framing, drafts)
    reach_back(article, framing, drafts)
    set_scene(article, framing, drafts, day)
    answer_in_kind(article, framing, drafts)
    for draft in drafts:
        if draft.channel is None:
            _judge_by_hearer(article, draft)
    _go_on_judging(drafts)
    sit_down(article, drafts)
    converse(article, framing, drafts)
    take_turns(article, drafts)
    heard_by(article, framing, drafts)
    tell_writer(article, framing, drafts)
    date_by_scene(drafts)
    repeat_in_headline(article, drafts)
    for draft in drafts:
        if draft.addressee and _CONFERENCE.search(article.text, *draft.addressee):
            draft.addressee = None  # that is where it was said
        if not draft.when:
            draft.when = draft.when_span = None
        if draft.channel is None:
            draft.channel_span = None
    return drafts


def _own(
    article: Article, framing: Framing, quotation: Quotation, day: date | None, clause: Span
) -> Draft:
    """What the sentence of a quotation and its block tell, and no more."""
    cue, source = (_joined(article, spans) for spans in (quotation.cue, quotation.source))
    sentence = framing.sentence(anchor(quotation).begin)
    question = is_question(article, quotation, cue)
    draft = Draft(quotation, cue, source, sentence, question=question)
    draft.addressee = told(framing.words, quotation, sentence, clause)
    if draft.addressee is None:
        draft.addressee = (
            told_within(article.text, quotation)
            or rung_up(article.text, quotation)
            or reached_by(article, framing.words, clause)
        )
    draft.channel, draft.channel_span = _channel(article, framing, quotation, clause)
    time = _time(article, framing, quotation, clause, day)
    if time is None and draft.addressee:
        time = _right_behind(article.text, draft.addressee, day)
    lead = framing.leading(sentence) if _PRONOUN.match(draft.source) else None
    if lead and not draft.channel:
        found = channel_in(framing.words, *lead, lead.end)
        if found and _is_anothers(article, found[1].begin, draft):
            found = lead = None
        draft.channel, draft.channel_span = found or (None, None)
        if found and lead and draft.addressee is None:
            draft.addressee = towards(framing.words, lead)
    if draft.addressee is None and not framing.opens_paragraph(sentence.begin):
        before = framing.sentence(sentence.begin - 1)
        draft.addressee = read_out(article.text, quotation, before)
        if draft.addressee is None and draft.source.startswith("One of"):
            draft.addressee = reached_by(article, framing.words, before)
    if lead and draft.addressee is None and quotation.type == "direct":
        draft.addressee = faced_in(framing.words, lead)
    if draft.addressee is None and quotation.type == "direct" and quotation.content:
        draft.addressee = called_upon(article.text, quotation.content[0])
    if draft.channel is None:
        draft.channel, draft.channel_span = _channel_of_parties(article, draft)
    if lead and time is None:
        time = _last_day(framing, lead, day)
    if time:
        # The day of a post may stand nowhere in the article.
        draft.when = time.value
        draft.when_span = time.span if time.span.begin < time.span.end else None
    occasion = _OCCASION.search(framing.words, clause.begin, clause.end)
    draft.occasion = Span(*occasion.span("event")) if occasion else None
    return draft


def _is_anothers(article: Article, at: int, draft: Draft) -> bool:
    """Whether a call or speech is somebody else's: "took notes of the governor's May 3 call"."""
    owner = _OWNER.search(article.text, max(0, at - 60), at)
    unknown = draft.speaker.casefold() == draft.source.casefold()
    if owner is None or unknown or is_outlet(owner[1], article.outlet):
        return False
    return owner[1] not in draft.speaker and draft.speaker.casefold() not in owner[1].casefold()


def _settle_testimony(article: Article, drafts: Sequence[Draft]) -> None:
    """At an inquiry witnesses testify and are cross-examined as in court."""
    if not any(_is_heard(article.text, draft) for draft in drafts):
        return
    tried = [d for d in drafts if d.channel == "court" and d.channel_span]
    if all(_TESTIMONY.search(article.text, *(d.channel_span or (0, 0))) for d in tried):
        for draft in drafts:
            if draft.channel == "court" or (
                draft.channel is None and _TESTIFYING.search(draft.cue)
            ):
                draft.channel = "hearing"
                draft.channel_span = draft.channel_span or draft.quotation.cue[0]


def _is_heard(text: str, draft: Draft) -> bool:
    """Whether something is told to an inquiry or a committee."""
    if draft.channel or draft.addressee is None:
        return draft.channel == "hearing"
    return channel_of_hearer(text[slice(*draft.addressee)]) == "hearing"


def _joined(article: Article, spans: Sequence[Span]) -> str:
    return " ".join(article.text[begin:end] for begin, end in spans)


def _channel(
    article: Article, framing: Framing, quotation: Quotation, clause: Span
) -> tuple[str | None, Span | None]:
    """The channel that a quotation's own sentence or block tells."""
    text = article.text
    for span in quotation.source:
        channel = channel_of_document(text[slice(*span)]) or _owned(text, quotation, span)
        if channel:
            return channel, span
    post = _post(article, quotation)
    if post:
        return "social post", None
    found = channel_in(framing.words, clause.begin, clause.end, anchor(quotation).begin)
    return found or (None, None)


def _owned(text: str, quotation: Quotation, source: Span) -> str | None:
    """The channel that stands behind who owns it: "[Ann Lee’s] report described"."""
    if not quotation.cue or not text.endswith(("’s", "'s", "s’", "s'"), source.begin, source.end):
        return None
    cue = quotation.cue[0].begin
    near = source.end < cue < source.end + _BESIDE
    return channel_of_document(text[source.end : cue]) if near else None


def _channel_of_parties(article: Article, draft: Draft) -> tuple[str | None, Span | None]:
    """The channel that the cue, or who speaks to whom, tells."""
    text = article.text
    for span in draft.quotation.cue:
        channel = channel_of_cue(text[slice(*span)])
        if channel:
            return channel, span
    for span in draft.quotation.content[:1]:
        if calls_to_order(draft.source, text, span):
            return "parliament", span
    parties = [draft.addressee] if draft.addressee else []
    if draft.question:
        parties += draft.quotation.source
    for span in parties:
        if _QUERIES.search(text, max(0, span.begin - 16), span.begin):
            continue
        if is_outlet(text[slice(*span)], article.outlet):
            return "interview", span
    return None, None


@lru_cache(maxsize=2)
def _is_contest(text: str) -> bool:
    """Whether an article tells of a contest, whose judges sit in no court."""
    return _CONTEST.search(text) is not None and _TRIED.search(text) is None


def _judge_by_hearer(article: Article, draft: Draft) -> None:
    """Fill the channel by whom only a court, a committee or a crowd has to hear it."""
    hearer = draft.addressee
    draft.channel = channel_of_hearer(article.text[slice(*hearer)]) if hearer else None
    draft.channel_span = hearer
    if draft.channel is None and draft.question and draft.quotation.source:
        draft.channel = channel_of_hearer(draft.source)
        draft.channel_span = draft.quotation.source[0]
    if draft.channel is None and draft.quotation.source:
        draft.channel = channel_of_speaker(draft.source, draft.cue)
        if draft.channel == "court" and _is_contest(article.text):
            draft.channel = None
        draft.channel_span = draft.quotation.source[0]
    if draft.channel is None and "testif" in draft.cue and _TESTIFYING.search(draft.cue):
        draft.channel, draft.channel_span = "court", draft.quotation.cue[0]


def _go_on_judging(drafts: Sequence[Draft]) -> None:
    """Let a judge, once named as one, speak on in court: "Judge Hale ruled ... Hale wrote ..."."""
    judges = {
        draft.speaker
        for draft in drafts
        if draft.channel == "court" and draft.channel_span in draft.quotation.source
    } - {""}
    for draft in drafts:
        if draft.channel is None and draft.speaker in judges and _JUDGING.search(draft.cue):
            draft.channel, draft.channel_span = "court", draft.quotation.cue[0]


def _post(article: Article, quotation: Quotation) -> Block | None:
    """The embedded post whose words or signature a quotation is, or None."""
    if not article.blocks or quotation.cue or not quotation.content:
        return None
    block = article.blocks[quotation.block]
    if block.kind != "embed":
        return None
    signed = any(block.begin <= span.begin < block.end for span in quotation.source)
    return block if signed or block.author or block.handle or block.platform else None


def _time(
    article: Article, framing: Framing, quotation: Quotation, clause: Span, day: date | None
) -> Time | None:
    """The time that a quotation's own sentence or block tells, the closest to its cue."""
    post = _post(article, quotation)
    if post:
        return _posted(article, framing, post, day)
    near = anchor(quotation).begin
    words = framing.words
    if quotation.cue and _TO_COME.match(article.text, *quotation.cue[0]):
        return None
    found = [
        time
        for time in times(words, day, clause.begin, clause.end)
        if (
            not _ASIDE.search(_between(words, near, time.span.begin))
            or _AFTER_WHAT.match(words, time.span.end)
            or _AFTER_EVENT.search(words, near, time.span.begin)
        )
        and not _PLANNED.search(words, clause.begin, time.span.begin)
        and not (
            time.span.end < near
            and _OF_WHOM.search(words, clause.begin, time.span.begin)
            and "," in words[time.span.end : near]
        )
    ]
    return min(found, key=lambda t: max(t.span.begin - near, near - t.span.end), default=None)


def _right_behind(text: str, hearer: Span, day: date | None) -> Time | None:
    """The time that a content takes in with the hearer: "told [reporters Monday that ...]"."""
    reach = Span(hearer.end, min(len(text), hearer.end + _BESIDE))
    return next((t for t in times(text, day, *reach) if t.span.begin - hearer.end < 5), None)


def _between(words: str, one: int, other: int) -> str:
    """The words between two places, but for asides that are over between them."""
    return _OVER.sub(" ", words[min(one, other) : max(one, other)])


def _last_day(framing: Framing, stretch: Span, day: date | None) -> Time | None:
    """The last time in a stretch that is more precise than a year."""
    words = framing.words
    found = [
        time
        for time in times(words, day, *stretch)
        if len(time.value) != 4 and not _OF_ANOTHER.search(words, stretch.begin, time.span.begin)
    ]
    return found[-1] if found else None


def _day_of_posts(article: Article) -> date | None:
    """The day of the newest post that an article shows, if it names no later year."""
    newest = max((d for b in article.blocks if (d := as_date(b.date))), default=None)
    if newest and all(int(year[0]) <= newest.year for year in _YEAR.finditer(article.text)):
        return newest
    return None


def _posted(article: Article, framing: Framing, block: Block, day: date | None) -> Time | None:
    """The time at which an embedded post was put up."""
    posted = as_date(block.date)
    named = list(times(framing.words, day, block.begin, block.end))
    if posted is None:
        return named[-1] if named else None
    value = "" if posted == as_date(article.published) else posted.isoformat()
    span = next((t.span for t in named if t.value == value), Span(block.begin, block.begin))
    return Time(value, span)
