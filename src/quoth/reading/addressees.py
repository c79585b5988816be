"""To whom something was said: "told the Courier", "wrote to residents", "asked by the judge"."""

from __future__ import annotations

import re

from quoth.article import Span
from quoth.quotation import Quotation
from quoth.reading.channels import GATHERED
from quoth.reading.framing import NAMED, SAID
from quoth.reading.noun_phrases import GAP, NAME, noun_phrase
from quoth.reading.outlets import is_outlet

TELLING = frozenset(
    """tell tells told telling ask asks asked asking urge urges urged urging warn warns warned
    warning advise advises advised advising assure assures assured assuring remind reminds
    reminded inform informs informed informing promise promised promises invite invited invites
    beg begged begs dare dares dared daring direct directed directs directing order ordered
    orders ordering instruct instructed instructs caution cautioned cautions implore implored
    challenge challenged challenges text texted texts message messaged messages notify notified
    notifies brief briefed address addressed lecture lectured quiz quizzed question questioned
    press pressed grill grilled command commanded encourage encouraged encourages thank thanked
    thanks scold scolded reassure reassured counselled counseled interrupt interrupted heckle
    heckled persuade persuaded convince convinced request requested alert alerted alerts admonish
    admonished reprimanded chided berated taunted congratulated exhort exhorted enjoined tasked
    task emailed e-mailed phoned petitioned confronted nudged""".split()
)
# Who is convinced has not been told: "we are convinced".
_OF_ONESELF = frozenset("convinced persuaded assured determined".split())
# What is done to people and things alike: "questioned the decision", "pressed the case".
_OF_THINGS = frozenset(
    """question questioned questioning challenge challenges challenged challenging address
    addressed press pressed confronted request requested order ordered orders ordering command
    commanded thank thanked directed""".split()
)
_ABSTRACT = re.compile(
    r"\b(?!(?:audience|conference|government|parliament|department|regiment|delegation|commission"
    r"|association|administration|corporation|federation|organi[sz]ation|congregation|nation"
    r"|population|opposition|coalition|foundation|institution|union|convention|legislature"
    r"|community|university|city|authority|authorities|party|ministry|society|county|charity"
    r"|security|station|division|faculty|embassy|leadership|membership|patient|president"
    r"|resident|student|agent|client|parent)s?\b)[a-z]+(?:ence|ance|tion|sion|ment|ness|ity|ism"
    r"|ship|acy|ure|dom|ing|ogy|ency|ancy|ice|olicy)s?$"
)
_CONFIDING = re.compile(r"\bconfid\w+ in$", re.IGNORECASE)
# Before a noun that could be a verb: "in a message", "the order".
_NOUN_BEFORE = re.compile(
    r"\b(?:an?|the|his|her|its|their|this|that|in|by|via)[ \u00a0](?:\w+[ \u00a0])?$"
)
# "The jury heard that ...": who hears is who is told.
_HEARING = frozenset("hear hears heard".split())
APPEALING = re.compile(
    r"\b(?:urg|appeal|order|instruct|advis|exhort|implor|beseech|call(?:s|ed|ing)? (?:up)?on)",
    re.IGNORECASE,
)
"""Verbs of who appeals to somebody who need not be there: "urged both sides to talk"."""
_ASKED_ALONE = frozenset("asked pressed told questioned quizzed informed".split())
_NEAR = 240
# What is told or asked, and not to whom: "told the story of", "asked a question about".
TOLD_OF = re.compile(
    r"\b(?:stor(?:y|ies)|tales?|truth|lies?|jokes?|anecdotes?|questions?|things?|part|version|side"
    r"|favou?rs?|permission|help|time|fortune|difference|same|all|much|more|little|way)(?=$| of\b)"
)
_ADVERB = re.compile(
    rf"{GAP}(?:back|later|also|then|again|(?!(?:family|elderly)\b)[a-z]+ly)(?={GAP})"
)
_AUXILIARY = r"(?:was|were|been|being|is|are|be|get|gets|got)"
# "was told", and not "is asking": whose verb goes on is the one who speaks.
_PASSIVE = re.compile(rf"\b{_AUXILIARY}\b(?!(?:{GAP}\w+)?{GAP}\w+ing\b)", re.IGNORECASE)
PASSIVE_BEFORE = re.compile(rf"\b(?:{_AUXILIARY}|when)(?:{GAP}\w+ly)?{GAP}$", re.IGNORECASE)
_BEFORE_PASSIVE = re.compile(
    rf"([^\x01\x02,;:.!?()–—]{{2,80}}?|\x02+)(?:,{GAP}(?:meanwhile|however|too|for{GAP}(?:his|her){GAP}part))?(?:,)?"
    rf"(?:{GAP}who)?{GAP}"
    rf"(?:(?:had|has|have|also|then|later|once|first|\w+ly|{_AUXILIARY}){GAP})*$"
)
_OFTEN = rf"(?:(?:twice|again|later|repeatedly|directly|on{GAP}\w+day){GAP})?"
_BY = re.compile(rf"{GAP}{_OFTEN}by{GAP}")
_ASKED_BEFORE = re.compile(r"\b(?:asked|pressed|questioned|challenged|quizzed)$", re.IGNORECASE)
_TAIL = re.compile(
    rf"{GAP}(?:(?:late|early){GAP})?(?:on{GAP})?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|last|this)\b"
)
# "hours after a committee heard that ...": when something was, and not who was told.
_WHEN = re.compile(
    rf"(?:(?:[\w-]+{GAP})?(?:moments|minutes|hours|days|weeks|months|years){GAP})?"
    rf"(?:(?:shortly|soon|just){GAP})?(?:after|before|when|as|while){GAP}",
    re.IGNORECASE,
)
_NOT_A_SUBJECT = frozenset(
    "when and but if as while after once later asked then another one others".split()
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Madam|Mx|Professor|Prof|Minister|Councillor|Chairman|Senator"
    r"|Congressman|Congresswoman|Representative|Governor|President|Officer|Judge|Justice|Reverend"
    r"|Father|Chief|Coach|Captain|Secretary|Commissioner|Chancellor|Prime Minister)\.?"
)
_FACING = re.compile(
    rf"\b(?:pressed|questioned|confronted|challenged|grilled|interrupted|rounded{GAP}on"
    rf"|turned{GAP}to|cut{GAP}off|corrected){GAP}"
)
# A cue may hold the hearer: "tasked the council to explain", "has written to Lee demanding".
_SHORT_CUE = 3
_INSIDE = re.compile(
    rf"\b(?:(?:wrote|written|spoke|spoken|appealed|complained){GAP}to|call(?:s|ed|ing)?{GAP}on"
    rf"|(?P<telling>\w+)){GAP}"
)
_CALLING = frozenset("call calls called calling".split())
_UPON = re.compile(rf"{GAP}(?:up)?on{GAP}")
CALLED_ON = re.compile(r"[Cc]all(?:s|ed|ing)? (?:up)?on$")
_VOCATIVE = re.compile(
    rf"[\"“‘'«„`]*(?:(?:Dear|Hi|Hello|Hey) ({_TITLE} {NAME}|{NAME})[,.!:]"
    rf"|({_TITLE}(?: {NAME})?),[\s”’\"'])"
    rf"|.{{0,300}}?, ({_TITLE} {NAME})[,?.!]",
    re.DOTALL,
)
_SUBJECT_AFTER = re.compile(rf"\x01?[,”’\"']*{GAP}?(\x02+|(?:he|she|they)\b|{NAME})")
# Words between which and the hearer only a blank stands: "in a letter to", "speaking to".
_MONTH_OR_DAY = (
    r"(?:\d{1,4}|[JFMASOND][a-z]{2,8}\.?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:this|last)|week|month|year|morning|afternoon|evening|night|yesterday|today)"
)
# What may stand between a letter and to whom it went: "dated 3 May", "sent home on Friday".
_SENT = (
    rf"(?:(?:dated|sent|written|delivered|circulated|submitted|filed|issued|addressed|home|out|on"
    rf"|late|early|earlier|the|same|day|{_MONTH_OR_DAY}),?{GAP}){{0,6}}?"
)
_SEEN_BY = (
    rf"(?={GAP}(?:(?:an?|the|his|her|its|their|some){GAP})?(?:[\w,’'-]+{GAP}){{0,5}}?"
    rf"(?:{GATHERED}|reporters|journalists|judges?|jury|court|committee|panel|cameras|hundreds"
    r"|thousands|dozens|him|her|them|me|us)\b)"
)
_TOWARDS = re.compile(
    rf"\b(?=\w)(?:(?:[Ll]etter|e-?mail|message|note|memo(?:randum)?|statement|post|reply|response|appeal"
    rf"|complaint|evidence|testimony|filing|cable|submission|apology|remarks|comments|speech"
    rf"|presentation|voicemail|text|tweet|address){GAP}{_SENT}to(?!{GAP}say\b)"
    rf"|(?:copied|sent|issued|addressed|released|[Ss]peaking|[Tt]alking|spoke|talked|wrote|[Ww]riting"
    rf"|writes|complained|appealed|said|says|announced|announces|explained|explains|repeated"
    rf"|confirmed|remarked|shouted|whispered|muttered|pleaded|boasted|admitted|declared|apologised"
    rf"|apologized|stated|suggested|proposed|revealed|disclosed|joked|yelled|called|testified"
    rf"|mouthed|conceded|hinted|turned|[Tt]urning){GAP}"
    rf"(?:(?:exclusively|back|live|privately|directly|later){GAP})?to(?!{GAP}say\b)"
    rf"|(?:[Ss]peaking|[Tt]alking|spoke|talked|joked|pleaded|reasoned|shared){GAP}"
    rf"(?:(?:exclusively|live|privately|directly|later){GAP})?with"
    rf"|(?:interview|interviews|conversation|Q&A|sit-down){GAP}with"
    rf"|(?:claimed|claims|insisted|complains|vented|lied|alleged|griped){GAP}"
    rf"to(?={GAP}(?:me|us|him|her|them|reporters|journalists|the|his|her|[A-Z]))"
    rf"|(?:call|meeting|talks|discussion|chat|exchange|town{GAP}hall|roundtable|sat{GAP}down){GAP}with"
    rf"|(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged|[Qq]uizzed|[Gg]rilled|[Cc]ross-examined)"
    rf"{GAP}{_OFTEN}by"
    rf"|(?:questioning|cross-examination|pressure){GAP}(?:from|by)"
    rf"|interviewed{GAP}by|(?:yelled|shouted|screamed|snapped|barked|swore|hissed){GAP}at"
    rf"|(?:[Rr]esponding|[Rr]eplying|[Rr]eacting){GAP}to(?:{GAP}an?{GAP}question{GAP}(?:from|by))?"
    rf"|(?:reply|response|answer){GAP}to{GAP}an?{GAP}question{GAP}(?:from|by)"
    rf"|(?:queries|questions|inquiries|enquiries){GAP}(?:from|by|put{GAP}by)"
    rf"|[Aa]nswering{GAP}an?{GAP}question{GAP}(?:from|by)|[Ii]n{GAP}front{GAP}of{_SEEN_BY}"
    rf"|confid\w+{GAP}(?:in|to)|[Aa]ddressing|[Bb]riefing|while{GAP}receiving|pleaded{GAP}with"
    rf"|[Aa]ddressed(?={GAP}(?:(?:an?|the|his|her|its|their){GAP})?(?:[\w’'-]+{GAP}){{0,5}}?{GATHERED}\b)"
    rf"|put{GAP}(?:it{GAP})?to|(?:[Tt]estif|[Aa]ppear)(?:ied|ed|ying|ing|y){GAP}before|testimony{GAP}before"
    rf"|before(?={GAP}(?:some|about|around|an?{GAP}(?:crowd|audience|packed))\b)){GAP}"
)
# What is addressed or replied to and hears nothing.
_DEAF = re.compile(
    r"\b(?:queries|query|questions?|criticisms?|claims?|allegations?|accusations?|reports?|concerns?"
    r"|issues?|matters?|topic|news|remarks?|comments?|complaints?|calls?|rumou?rs?|suggestions?"
    r"|attacks?|situation|crisis|decision|ruling|verdict|results?|developments?|incident|post|tweet"
    r"|(?:press|news|media) (?:conference|briefing)|requests?|enquir(?:y|ies)|move|fears|backlash"
    r"|speculation|problem|debate|motion|row|controversy|best|smile|laugh|fanfare|acclaim|surprise"
    r"|applause|cheers|boos|jeers|laughter"
    r"|dismay|delight|relief|disbelief|effect|letter|email|statement|interview|pride|sadness|joy"
    r"|passion|emotion|anger|confidence|candou?r|warmth|enthusiasm|affection|regret|caution"
    r"|conviction|urgency|fondness|bitterness|heart|face|voice|accent|tone|lisp|stammer|shrug|grin)"
    r"(?=$| (?:of|from|about|by|that|over|here)\b)"
)
_LEADING = (
    *" with , by , at , from , before , in front of, receiving ,onfid".split(","),
    "ddress",
    "riefing ",
    " interview",
)
"""Words of which every way to name a hearer without "to" has one: to look for them is quick."""
_MEETING = re.compile(r"(?:meeting|talks|discussion|chat|exchange|sat|speaking|talking)\b")
_AFTER = re.compile(
    r"\b(?:after|following|before|ahead of|since|about|of|on)(?: (?:an?|the|his|her|their|\w+ing))?"
    r"(?: \w+)? $",
    re.IGNORECASE,
)
_INTERVIEWER = re.compile(
    r"\b(?:an?|the|his|her|their) ((?:[A-Z][\w.&’']*(?: [A-Z][\w.&’']*){0,2}|police)) interview\b"
)


def told(words: str, quotation: Quotation, sentence: Span, clause: Span) -> Span | None:
    """Return the words that name to whom a quotation was said, in its own clause, or None.

    Args:
        words: the article's words, contents and sources blanked out.
        quotation: whose hearer is sought.
        sentence: its sentence.
        clause: the part of the sentence that is about it.
    """
    if not quotation.cue:
        return towards(words, clause)
    cue = quotation.cue[-1]
    verbs = words[cue.begin : cue.end].casefold().split()
    if "according" in verbs or verbs == ["per"]:
        return None
    by = _BY.match(words, clause.begin, clause.end)
    if by and _ASKED_BEFORE.search(words, max(0, clause.begin - 16), clause.begin):
        return noun_phrase(words, by.end(), clause.end)  # "the minister, asked by Lee if ..., said"
    if verbs and verbs[-1] in _HEARING:
        return quotation.source[0] if quotation.source else _subject(words, quotation, sentence)
    verb = next((word for word in reversed(verbs) if word in TELLING), None)
    if verb and is_passive(words, quotation):
        if verb in _OF_ONESELF and quotation.source:
            return None
        return _subject(words, quotation, sentence)
    within = _INSIDE.finditer(words, *cue) if len(verbs) > _SHORT_CUE else ()
    inside = next((m for m in within if _tells_within(words, m)), None)
    if inside:
        found = noun_phrase(words, inside.end(), cue.end)
        if found and found.end < cue.end and can_hear(words, found):
            return found
    if verb:
        adverb = _ADVERB.match(words, cue.end, clause.end)
        found = noun_phrase(words, adverb.end() if adverb else cue.end, clause.end)
        if found and can_hear(words, found, verb):
            return found
    led = verbs[-1:] in (["to"], ["with"]) or (
        verbs[-1:] == ["in"] and _CONFIDING.search(words, *cue)
    )
    if verbs and (led or CALLED_ON.search(words, *cue)):
        return noun_phrase(words, cue.end, clause.end)
    upon = _UPON.match(words, cue.end, clause.end) if verbs and verbs[-1] in _CALLING else None
    if upon:
        return noun_phrase(words, upon.end(), clause.end)
    return towards(words, clause)


def _tells_within(words: str, match: re.Match[str]) -> bool:
    """Whether a word in a cue tells somebody: "warned Lee", and not "in a message posted"."""
    if match["telling"] is None:
        return True
    noun = _NOUN_BEFORE.search(words, max(0, match.start() - 24), match.start())
    return match["telling"] in TELLING and noun is None


def can_hear(words: str, found: Span, verb: str = "") -> bool:
    """Whether a noun phrase may name somebody: "the court", and not "the wisdom of it"."""
    if _DEAF.search(words, *found) or TOLD_OF.search(words, *found):
        return False
    if verb not in _OF_THINGS:
        return True
    head, *_ = words[slice(*found)].split(" of ", maxsplit=1)
    return _ABSTRACT.search(head) is None


def faced_in(words: str, lead: Span) -> Span | None:
    """Return whom somebody turned to right before direct speech: "She pressed Lee on it."; or None.

    Args:
        words: the article's words, contents and sources blanked out.
        lead: the sentence before the speech.
    """
    for match in _FACING.finditer(words, *lead):
        found = noun_phrase(words, match.end(), lead.end)
        if found:
            return found
    return None


def called_upon(text: str, content: Span) -> Span | None:
    """Return whom direct speech calls by name: "Mr Lee, ...", "Dear Ann, ..."; or None."""
    match = _VOCATIVE.match(text, content.begin, content.end)
    if match is None or match.lastindex is None:
        return None
    return Span(*match.span(match.lastindex))


def is_passive(words: str, quotation: Quotation) -> bool:
    """Whether a cue such as "was told" or "asked by" makes its subject the hearer."""
    cue = quotation.cue[0]
    said = words[cue.begin : cue.end].casefold()
    if said.endswith(" by") or words[cue.end : cue.end + 8].lstrip().startswith("by "):
        return True
    if _PASSIVE.search(said):
        return True
    going_on = said.endswith("ing")
    if not going_on and PASSIVE_BEFORE.search(words, max(0, cue.begin - 16), cue.begin):
        return True
    if quotation.source or _ASKED_ALONE.isdisjoint(said.split()):
        return False
    # "told a jury on Thursday": who hears stands behind the cue, and the subject has spoken.
    return noun_phrase(words, cue.end, min(len(words), cue.end + _NEAR)) is None


def _subject(words: str, quotation: Quotation, sentence: Span) -> Span | None:
    """The subject of a cue like "was told" or "asked by": before it, or after the content."""
    cue = quotation.cue[0]
    match = _BEFORE_PASSIVE.search(words, max(sentence.begin, cue.begin - _NEAR), cue.begin)
    if match and match.start() < cue.begin:
        begin, end = match.span(1)
        while begin < end and words[begin] in " \u00a0“‘":
            begin += 1
        when = _WHEN.match(words, begin, end)
        begin = when.end() if when else begin
        phrase = words[begin:end]
        if (
            any(map(str.isalpha, phrase.replace(NAMED, "x")))
            and phrase.casefold().split()[0] not in _NOT_A_SUBJECT
        ):
            return _without_tail(words, Span(begin, end))
    end = max(span.end for span in (*quotation.cue, *quotation.content))
    following = _SUBJECT_AFTER.match(words, end, min(len(words), end + 80))
    return Span(*following.span(1)) if following else None


def _without_tail(words: str, subject: Span) -> Span:
    """A subject without what is told of when and where: "the board on Tuesday night"."""
    tail = _TAIL.search(words, *subject)
    return Span(subject.begin, tail.start()) if tail else subject


def towards(words: str, clause: Span) -> Span | None:
    """The noun phrase after "in a letter to", "said to", "speaking to"."""
    stretch = words[slice(*clause)]
    if " to " not in stretch and not any(word in stretch for word in _LEADING):
        return None
    for match in _TOWARDS.finditer(words, clause.begin, clause.end):
        found = noun_phrase(words, match.end(), clause.end)
        if found and not can_hear(words, found):
            continue
        if _MEETING.match(match[0]) and _AFTER.search(words, clause.begin, match.start()):
            continue
        if found and not {SAID, NAMED} & set(words[found.begin : found.end]):
            return found
    interview = _INTERVIEWER.search(words, *clause)
    if interview and (interview[1] == "police" or is_outlet(interview[1])):
        return Span(*interview.span(1))
    return None
