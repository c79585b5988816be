"""To whom something was said: "told the Courier", "wrote to residents", "asked by the judge"."""

from __future__ import annotations

import re

from quoth.article import Span
from quoth.quotation import Quotation
from quoth.reading.framing import NAMED, SAID
from quoth.reading.outlets import is_outlet

_TELLING = frozenset(
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
# "The jury heard that ...": who hears is who is told.
_HEARING = frozenset("hear hears heard".split())
_STOP = (
    r"(?:that|to|on|in|at|by|after|before|during|how|why|what|if|whether|when|where|about|as|from"
    r"|while|who|whom|which|whose|afterwards?|later|earlier|last|yesterday|today|tonight|via"
    r"|over|under|through|aboard|above|across|along|alongside|amid|among|around|behind|below"
    r"|beneath|beside|besides|between|beyond|despite|down|off|onto|past|throughout|toward|towards"
    r"|up|unless|until|whenever|though|although|not|he|she|they|we|I|there|thus|also|with|within|into|is|was|had|has"
    r"|were|are|would|will|could|because|since|against|upon|without|near|outside|inside|recently"
    r"|again|repeatedly|ahead|following|then|so|but|or|for|late|early|just|once|twice|its|seen"
    r"|obtained|published|sent|dated|released|entitled|titled|signed"
    r"|(?:say|add|speak|call|urg|ask|demand|seek|request|express|outlin|cit|us|not|describ|writ|warn|refer|regard|concern|be|hav|stand"
    r"|look|point|hold|sitt|argu|claim|insist|accord|includ|explain|mak|giv|promis|vow|quot)ing"
    r"|this[ \u00a0](?:morning|afternoon|evening|week|weekend|month|year)"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_ASKED_ALONE = frozenset("asked pressed told questioned quizzed informed".split())
_NEAR = 240
_DETERMINER = (
    r"(?:(?:(?:some|many|most|several|all|both|any|one|two|three) of )?"
    r"(?:the|his|her|its|their|our|my|these|those)|an?|this|your|some|all|both|any)"
)
_GAP = r"[ \u00a0]"
# "told the Courier bluntly": an adverb behind the hearer, and no adjective before a noun.
_ADVERB_BEHIND = (
    r"(?:(?:exclusive|blunt|flat|private|frank|simp|repeated|plain|direct|quiet|proud|angri|brief"
    r"|open|public|firm|sharp|joking|confidential|anonymous|express|wry|solemn|calm|cold)ly)\b"
)
_WORD = rf"(?!{_STOP}|{_ADVERB_BEHIND})[\w&@$£€+#][\w.&’'@/-]*"
_NOUN_PHRASE = re.compile(
    rf"(?:{_DETERMINER}{_GAP})?{_WORD}"
    rf"(?:{_GAP}(?:of|and|for)(?:{_GAP}the)?{_GAP}(?=[A-Z])[\w.&’'-]+"
    rf"|{_GAP}(?:(?!(?:and|of|{_DETERMINER})\b)|of(?:{_GAP}{_DETERMINER})?{_GAP}){_WORD}"
    rf"|{_GAP}[“\"‘'][A-Z][\w ’]+[”\"’'])*"
)
_ONLY_DETERMINER = re.compile(_DETERMINER)
_NAME = rf"(?=[A-Z])[^\W\d_][\w.’'-]*(?:{_GAP}[A-Z][\w.’'-]*){{0,4}}"
_APPOSITION = re.compile(rf",{_GAP}{_NAME}(?=,)")
_PRONOUN = re.compile(
    rf"(?:me|us|him|her|them|it)(?={_GAP}*[\x01\x02]|[^\w \u00a0]|{_GAP}{_STOP}"
    rf"|{_GAP}(?:it|you|this|these|those|the|an?|no|everything)\b|$)"
    rf"|(?:me|us|him|them|it)(?={_GAP}[a-z]+\b)"
)
_STOPS = re.compile(_STOP.casefold())
_LONGEST_STOP = 24
_NOT_TOLD = re.compile(
    rf"(?:(?!(?:family|ally|assembly|elderly)\b)(?-i:[a-z])+ly|and|of|more|(?!\d[A-Z]{{2}}\b|\d[\d,]*{_GAP}(?!(?:minutes|hours|days|weeks|months|years)\b)[a-z]+s\b|\d[\d,]*{_GAP}(?:staff|people))[\d£$€]\S*|no|nothing|anything|everything|something|only|out|up"
    r"|down|back|aloud|goodbye|questions?|stories|story|lies|permission|leave|be|say|ask|tell"
    r"|(?:him|her|it|my)self|themselves|laughter|applause|cheers|the effect|the facts?)\b",
    re.IGNORECASE,
)
_ASKED_OR_TOLD = re.compile(
    rf"{_GAP}(?:if|whether|that|about|(?:not{_GAP})?to|how|why|what|when|where|who|he|she|it|they|there|his|her|its|their|the|an?|this|against"
    r"|these|those|some|many|most|no|my|our|any|every|all)\b"
)
_TELL = frozenset("tell tells told telling".split())
# What is told or asked, and not to whom: "told the story of", "asked a question about".
_TOLD_OF = re.compile(
    r"\b(?:stor(?:y|ies)|tales?|truth|lies?|jokes?|anecdotes?|questions?|things?|part|version|side"
    r"|favou?rs?|permission|help|time|fortune|difference|same|all|much|more|little|way)(?=$| of\b)"
)
_TOLD_HIM = re.compile(rf"(?:tell|tells|told){_GAP}(?:him|her|them|me|us){_GAP}")
_ADVERB = re.compile(
    rf"{_GAP}(?:back|later|also|then|again|(?!(?:family|elderly)\b)[a-z]+ly)(?={_GAP})"
)
_AUXILIARY = r"(?:was|were|been|being|is|are|be|get|gets|got)"
# "was told", and not "is asking": whose verb goes on is the one who speaks.
_PASSIVE = re.compile(rf"\b{_AUXILIARY}\b(?!(?:{_GAP}\w+)?{_GAP}\w+ing\b)", re.IGNORECASE)
_PASSIVE_BEFORE = re.compile(rf"\b(?:{_AUXILIARY}|when)(?:{_GAP}\w+ly)?{_GAP}$", re.IGNORECASE)
_BEFORE_PASSIVE = re.compile(
    rf"([^\x01\x02,;:.!?()–—]{{2,80}}?|\x02+)(?:,)?{_GAP}"
    rf"(?:(?:had|has|have|also|then|later|once|first|\w+ly|{_AUXILIARY}){_GAP})*$"
)
_BY = re.compile(rf"{_GAP}by{_GAP}")
_ASKED_BEFORE = re.compile(r"\b(?:asked|pressed|questioned|challenged|quizzed)$", re.IGNORECASE)
_TAIL = re.compile(
    rf"{_GAP}(?:(?:late|early){_GAP})?(?:on{_GAP})?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|last|this)\b"
)
_NOT_A_SUBJECT = frozenset(
    "when and but and_was if as while after once later asked then another one others".split()
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Madam|Mx|Professor|Prof|Minister|Councillor|Chairman|Senator"
    r"|Congressman|Congresswoman|Representative|Governor|President|Officer|Judge|Justice|Reverend"
    r"|Father|Chief|Coach|Captain|Secretary|Commissioner|Chancellor|Prime Minister)\.?"
)
# Who is so often told something that no "that" has to part them from it.
_HEARERS = re.compile(
    r"(?:(?:the|his|her|its|their)[ \u00a0])?(?:reporters|journalists|newsmen|analysts|investors"
    r"|shareholders|lawmakers|legislators|senators|MPs|MSPs|TDs|MEPs|jurors|residents|officials"
    r"|employees|staff|workers|supporters|delegates|members|parents|students|fans|voters"
    r"|colleagues|friends|police|detectives|officers|investigators|prosecutors|jury|court|inquest"
    r"|tribunal|judge|committee|inquiry|commission|panel|council|board|House|Senate|parliament"
    r"|Parliament|Commons|Dáil|AFP|AP|BBC|CNN|Reuters)(?=[ \u00a0]\w)"
    r"(?![ \u00a0](?:and|or|of|members?|officials|at|in|from|who|on|about)\b)"
)
_FACING = re.compile(
    rf"\b(?:pressed|questioned|confronted|challenged|grilled|interrupted|rounded{_GAP}on"
    rf"|turned{_GAP}to|cut{_GAP}off|corrected){_GAP}"
)
# A cue may hold the hearer: "tasked the council to explain", "has written to Lee demanding".
_SHORT_CUE = 3
_INSIDE = re.compile(
    rf"\b(?:(?:wrote|written|spoke|spoken|appealed|complained){_GAP}to|call(?:s|ed|ing)?{_GAP}on"
    rf"|(?P<telling>\w+)){_GAP}"
)
_CALLING = frozenset("call calls called calling".split())
_UPON = re.compile(rf"{_GAP}(?:up)?on{_GAP}")
_CALLED_ON = re.compile(r"[Cc]all(?:s|ed|ing)? (?:up)?on$")
_VOCATIVE = re.compile(
    rf"[\"“‘'«„`]*(?:(?:Dear|Hi|Hello|Hey) ({_TITLE} {_NAME}|{_NAME})[,.!:]"
    rf"|({_TITLE}(?: {_NAME})?),[\s”’\"'])"
    rf"|.{{0,300}}?, ({_TITLE} {_NAME})[,?.!]",
    re.DOTALL,
)
_SUBJECT_AFTER = re.compile(rf"\x01?[,”’\"']*{_GAP}?(\x02+|(?:he|she|they)\b|{_NAME})")
# Words between which and the hearer only a blank stands: "in a letter to", "speaking to".
_MONTH_OR_DAY = (
    r"(?:\d{1,4}|[JFMASOND][a-z]{2,8}\.?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:this|last)|week|month|year|morning|afternoon|evening|night|yesterday|today)"
)
# What may stand between a letter and to whom it went: "dated 3 May", "sent home on Friday".
_SENT = (
    rf"(?:(?:dated|sent|written|delivered|circulated|submitted|filed|issued|addressed|home|out|on"
    rf"|late|early|earlier|the|same|day|{_MONTH_OR_DAY}),?{_GAP}){{0,6}}?"
)
_TOWARDS = re.compile(
    rf"\b(?=\w)(?:(?:[Ll]etter|e-?mail|message|note|memo(?:randum)?|statement|post|reply|response|appeal"
    rf"|complaint|evidence|testimony|filing|cable|submission|apology|remarks|comments|speech"
    rf"|presentation|voicemail|text|tweet|address){_GAP}{_SENT}to(?!{_GAP}say\b)"
    rf"|(?:copied|sent|issued|addressed|released|[Ss]peaking|[Tt]alking|spoke|talked|wrote|[Ww]riting"
    rf"|writes|complained|appealed|said|says|announced|announces|explained|explains|repeated"
    rf"|confirmed|remarked|shouted|whispered|muttered|pleaded|boasted|admitted|declared|apologised"
    rf"|apologized|stated|suggested|proposed|revealed|disclosed|joked|yelled|called|testified"
    rf"|mouthed|conceded|hinted|turned|[Tt]urning){_GAP}"
    rf"(?:(?:exclusively|back|live|privately|directly|later){_GAP})?to(?!{_GAP}say\b)"
    rf"|(?:[Ss]peaking|[Tt]alking|spoke|talked|joked|pleaded|reasoned|shared){_GAP}"
    rf"(?:(?:exclusively|live|privately|directly|later){_GAP})?with"
    rf"|(?:interview|interviews|conversation|Q&A|sit-down){_GAP}with"
    rf"|(?:claimed|claims|insisted|complains|vented|lied|alleged|griped){_GAP}"
    rf"to(?={_GAP}(?:me|us|him|her|them|reporters|journalists|the|his|her|[A-Z]))"
    rf"|(?:call|meeting|talks|discussion|chat|exchange|sat{_GAP}down){_GAP}with"
    rf"|(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged|[Qq]uizzed|[Gg]rilled){_GAP}by"
    rf"|(?:questioning|cross-examination|pressure){_GAP}(?:from|by)"
    rf"|interviewed{_GAP}by|(?:yelled|shouted|screamed|snapped|barked|swore|hissed){_GAP}at"
    rf"|(?:[Rr]esponding|[Rr]eplying|[Rr]eacting){_GAP}to(?:{_GAP}an?{_GAP}question{_GAP}(?:from|by))?"
    rf"|(?:reply|response|answer){_GAP}to{_GAP}an?{_GAP}question{_GAP}(?:from|by)"
    rf"|(?:queries|questions|inquiries|enquiries){_GAP}(?:from|by|put{_GAP}by)"
    rf"|[Aa]nswering{_GAP}an?{_GAP}question{_GAP}(?:from|by)|[Ii]n{_GAP}front{_GAP}of"
    rf"|confid\w+{_GAP}(?:in|to)|[Aa]ddressing|[Bb]riefing|while{_GAP}receiving|pleaded{_GAP}with"
    rf"|put{_GAP}(?:it{_GAP})?to|[Tt]estif(?:ied|ying|y){_GAP}before|testimony{_GAP}before"
    rf"|before(?={_GAP}(?:some|about|around|an?{_GAP}(?:crowd|audience|packed))\b)){_GAP}"
)
# What is addressed or replied to and hears nothing.
_DEAF = re.compile(
    r"\b(?:queries|query|questions?|criticisms?|claims?|allegations?|accusations?|reports?|concerns?"
    r"|issues?|matters?|topic|news|remarks?|comments?|complaints?|calls?|rumou?rs?|suggestions?"
    r"|attacks?|situation|crisis|decision|ruling|verdict|results?|developments?|incident|post|tweet"
    r"|(?:press|news|media) (?:conference|briefing)|requests?|enquir(?:y|ies)|move|fears|backlash"
    r"|speculation|problem|debate|motion|row|controversy|best|smile|laugh|fanfare|acclaim|surprise"
    r"|applause|cheers|boos|jeers|laughter"
    r"|dismay|delight|relief|disbelief|effect|letter|email|statement|interview)"
    r"(?=$| (?:of|from|about|by|that|over|here)\b)"
)
_LEADING = (
    *" to , with , by , at , from , before , in front of, receiving ,onfid".split(","),
    "ddressing ",
    "riefing ",
    " interview",
)
"""Words of which every way to name a hearer has one: to look for them is quick."""
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
    by = (
        _BY.match(words, clause.begin, clause.end)
        if words.startswith("by", clause.begin + 1)
        else None
    )
    if by and _ASKED_BEFORE.search(words, max(0, clause.begin - 16), clause.begin):
        return noun_phrase(words, by.end(), clause.end)  # "the minister, asked by Lee if ..., said"
    if verbs and verbs[-1] in _HEARING:
        return quotation.source[0] if quotation.source else _subject(words, quotation, sentence)
    verb = next((word for word in reversed(verbs) if word in _TELLING), None)
    if verb and is_passive(words, quotation):
        return _subject(words, quotation, sentence)
    within = _INSIDE.finditer(words, *cue) if len(verbs) > _SHORT_CUE else ()
    inside = next((m for m in within if m["telling"] is None or m["telling"] in _TELLING), None)
    if inside:
        found = noun_phrase(words, inside.end(), cue.end)
        if found and found.end < cue.end and not _DEAF.search(words, *found):
            return found
    if verb:
        adverb = _ADVERB.match(words, cue.end, clause.end)
        found = noun_phrase(words, adverb.end() if adverb else cue.end, clause.end)
        if found:
            return found
    if verbs and (verbs[-1] in ("to", "in", "with") or _CALLED_ON.search(words, *cue)):
        return noun_phrase(words, cue.end, clause.end)
    upon = _UPON.match(words, cue.end, clause.end) if verbs and verbs[-1] in _CALLING else None
    if upon:
        return noun_phrase(words, upon.end(), clause.end)
    return towards(words, clause)


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


def told_within(text: str, quotation: Quotation) -> Span | None:
    """Return the hearer where the content takes it in: "asked [the chief if he knew]"; or None."""
    if not quotation.cue or not quotation.content:
        return None
    cue, content = quotation.cue[-1], quotation.content[0]
    said = text[cue.begin : cue.end].casefold()
    verb = said.split()[-1:]
    if content.begin - cue.end not in (0, 1) or not verb:
        return None
    if verb[0] not in _TELLING and not _CALLED_ON.search(said):
        return None
    end = min(content.end, content.begin + _NEAR)
    plain = _HEARERS.match(text, content.begin, end)
    found = Span(*plain.span()) if plain else noun_phrase(text, content.begin, end)
    if found is None or plain or (found.end == content.end and quotation.content[1:]):
        return found
    if _TOLD_OF.search(text, *found) or any(map(str.isdigit, text[slice(*found)].split()[0])):
        return None
    if verb[0] in _TELL and not _PASSIVE_BEFORE.search(text, max(0, cue.begin - 16), cue.begin):
        return found
    after = _ASKED_OR_TOLD.match(text, found.end, end)
    return found if after or _TOLD_HIM.match(text, cue.end - len(verb[0]), end) else None


def is_passive(words: str, quotation: Quotation) -> bool:
    """Whether a cue such as "was told" or "asked by" makes its subject the hearer."""
    cue = quotation.cue[0]
    said = words[cue.begin : cue.end].casefold()
    if said.endswith(" by") or words[cue.end : cue.end + 8].lstrip().startswith("by "):
        return True
    if _PASSIVE.search(said):
        return True
    going_on = said.endswith("ing")
    if not going_on and _PASSIVE_BEFORE.search(words, max(0, cue.begin - 16), cue.begin):
        return True
    if quotation.source or _ASKED_ALONE.isdisjoint(said.split()):
        return False
    # "told a jury on Thursday": who hears stands behind the cue, and the subject has spoken.
    return noun_phrase(words, cue.end, min(len(words), cue.end + _NEAR)) is None


def noun_phrase(words: str, begin: int, end: int) -> Span | None:
    """Return the noun phrase that begins at a place, without relative clause; or None.

    A name that stands in apposition to a description belongs to it: "our producer, Ann Lee,".
    """
    while begin < end and words[begin] in " \u00a0":
        begin += 1
    pronoun = _PRONOUN.match(words, begin, end)
    if pronoun:
        return Span(*pronoun.span())
    match = _NOUN_PHRASE.match(words, begin, end)
    if match is None or _NOT_TOLD.match(words, begin, end):
        return None
    # To have the expression itself pass over the case takes long to compile.
    if _STOPS.match(words[begin : min(end, begin + _LONGEST_STOP)].casefold()):
        return None
    stop = match.end()
    while words[stop - 1] in ".’'":
        stop -= 1
    if not any(c.isupper() for c in words[begin:stop]):
        apposed = _APPOSITION.match(words, stop, end)
        stop = apposed.end() if apposed else stop
    phrase = words[begin:stop]
    if _ONLY_DETERMINER.fullmatch(phrase) or not any(map(str.isalpha, phrase)):
        return None
    return Span(begin, stop)


def _subject(words: str, quotation: Quotation, sentence: Span) -> Span | None:
    """The subject of a cue like "was told" or "asked by": before it, or after the content."""
    cue = quotation.cue[0]
    match = _BEFORE_PASSIVE.search(words, max(sentence.begin, cue.begin - _NEAR), cue.begin)
    if match and match.start() < cue.begin:
        begin, end = match.span(1)
        while begin < end and words[begin] in " \u00a0“‘":
            begin += 1
        phrase = words[begin:end]
        if phrase and phrase.casefold().split()[0] not in _NOT_A_SUBJECT:
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
    if not any(word in stretch for word in _LEADING):
        return None
    for match in _TOWARDS.finditer(words, clause.begin, clause.end):
        found = noun_phrase(words, match.end(), clause.end)
        if found and _DEAF.search(words, *found):
            continue
        if _MEETING.match(match[0]) and _AFTER.search(words, clause.begin, match.start()):
            continue
        if found and not {SAID, NAMED} & set(words[found.begin : found.end]):
            return found
    interview = _INTERVIEWER.search(words, *clause)
    if interview and (interview[1] == "police" or is_outlet(interview[1])):
        return Span(*interview.span(1))
    return None
