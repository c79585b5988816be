"""Ways in which words reach the public: in an interview, a statement, a post, in court."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial

from quoth.article import Span
from quoth.reading.outlets import BROADCASTERS, IN_PRINT

SHARED = frozenset(("hearing", "court", "parliament", "debate"))
"""Scenes in which several people speak in turn: they hold for whoever speaks next."""
WRITTEN = frozenset(
    (
        "memo",
        "letter",
        "book",
        "cable",
        "column",
        "email",
        "note",
        "affidavit",
        "blog post",
        "report",
    )
)
"""What is read from: it holds for as long as its author writes and it reads."""
LASTING = SHARED | {"speech", "press conference", "memo"}
"""Scenes that hold for one speaker until something else is told."""

_PLATFORM = (
    "(?:X|Twitter|Facebook|Instagram|Telegram|Bluesky|Threads|TikTok|LinkedIn|Weibo|WeChat|Reddit"
    "|Mastodon|Snapchat|YouTube|Truth Social|Substack|Discord|Twitch|VK|Koo|[Ss]ocial media)"
)
_OWN = "(?:an?|the|his|her|its|their|one|another)"
_FEW = r"(?:[\w’'.-]+ ){0,%d}?"
_BODY = (
    "(?:(?:sub)?committee|Public Accounts Committee|(?:Sub)?[Cc]ommittee|[Ii]nquiry|commission"
    "|Royal Commission|Commission of [IE]nquiry|panel)"
)
HOUSE = (
    "(?:House of (?:Commons|Lords|Representatives|Assembly)|Commons|Lords|House|Dáil|Seanad|Senate"
    "|[Pp]arliament|(?:Lok|Rajya|Vidhan) Sabha|National Assembly"
    "|Legislative (?:Assembly|Council|Yuan)|Holyrood|Senedd|Bundestag|Bundesrat|Knesset|Duma|Sejm"
    "|(?<!General )Assembly|Riksdag|Storting|Folketing|[Ll]egislature|(?:lower|upper) house)"
)
"""A parliament or one of its houses; a pattern."""
_COURT = (
    "(?:Crown|Magistrates[’']|High|Supreme|Federal|District|County|Superior|Circuit|Sessions"
    "|Sheriff|Coroner[’']s|Family|Labou?r|Constitutional|Criminal|Appeals?) Court"
)
GATHERED = (
    "(?:crowd|rally|audience|gathering|congregation|(?<!press )(?<!news )(?<!media )conference"
    "|summit|convention|forum|supporters"
    "|delegates|members|students|workers|employees|staff|residents|leaders|nation|public|meeting"
    "|troops|graduates|pilgrims|worshippers|mourners|villagers|farmers|voters|fans|guests|people"
    "|participants|citizens|traders|event|ceremony|session|assembly|congress|delegation|youths?)"
)
"""Who listens to a speech; a pattern."""
_EVENT = (
    "(?:summit|rally|ceremony|event|forum|congress|festival|funeral|burial|vigil|dinner|luncheon"
    "|launch|convention|gala|protest|demonstration|symposium|workshop|seminar|service|inauguration"
    "|gathering|assembly|expo|reception|function|commissioning|commemorations?|graduation"
    "|anniversary|unveiling|swearing-in|ground-?breaking|handover|fundraiser"
    "|convocation|memorial|(?<!press )(?<!news )(?<!media )conference)"
)
# "In a long post", "in his latest memoir": each thing in which one says something.
_THINGS = {
    "blog post": "blog",
    "social post": "post posts thread threads tweet tweets livestream TikTok",
    "message": "message messages text",
    "call": "call",
    "court": "lawsuit indictment ruling dissent judgment",
    "speech": "address",
    "note": "note",
    "column": "column editorial essay",
    "book": "book memoir memoirs autobiography",
    "filing": "filing",
    "report": "report study review audit analysis survey",
    "statement": "release notice circular advisory handout communique communiqué",
}
_BY_NOUN = {noun: channel for channel, nouns in _THINGS.items() for noun in nouns.split()}
_BY_TWO = {
    "opinion piece": "column",
    "opinion article": "column",
    "voice note": "message",
    "press note": "statement",
    "press release": "press release",
    "news release": "press release",
    "media release": "press release",
}
_SAID_IN = ""
# Each channel by the words that tell of it. Of two that begin at one word the first holds.
_CHANNELS: tuple[tuple[str, str], ...] = (
    (
        _SAID_IN,
        rf"[Ii]n {_OWN} {_FEW % 4}(?:{'|'.join((*_BY_TWO, *_BY_NOUN))})"
        r"(?!-| as | (?:posted|shared|published|uploaded) (?:to|on) )",
    ),
    ("blog post", r"blog(?: ?posts?)?"),
    (
        "social post",
        rf"tweet(?:s|ed|ing)?|retweet(?:s|ed|ing)?|[Oo]n(?<!circulating on)(?<!circulated on)"
        rf" (?:{_OWN} )?(?:official |verified |personal )?{_PLATFORM}(?![-’'])|[Vv]ia {_PLATFORM}"
        rf"|(?=[A-Zs]){_PLATFORM} (?:handle|account|page|posts?|story|video|[Ll]ive)"
        rf"|(?:posted|shared|uploaded|published) (?:to|on) {_FEW % 3}{_PLATFORM}"
        rf"|Telegram channel|[Tt](?:ook|aking|akes) to {_PLATFORM}"
        r"|(?:posts?|thread) on X|livestream(?:ed)?",
    ),
    (
        "press conference",
        r"(?:press|news|media) (?:conferences?|briefings?|availability|interaction|meet|scrum"
        r"|huddle|opportunity|chat)|pressers?|(?<!rugby )scrum(?= with)|doorstop|press gaggle"
        r"|gaggle with|(?:tele|video) ?conference with (?:reporters|journalists"
        r"|the (?:press|media))"
        r"|[Bb]riefing (?:reporters|journalists|newsmen|the (?:press|media))"
        rf"|(?:told|at|during) {_OWN} (?:(?!intelligence|security|classified)[\w’'-]+ ){{0,2}}"
        r"briefing",
    ),
    ("press release", r"(?:press|news|media) release"),
    (
        "statement",
        r"statement(?<!bank statement)(?<!opening statement)(?<!closing statement)"
        r"(?<!impact statement)(?<!policy statement)|emailed statement|e-mailed statement"
        r"|communiqu[eé]|written (?:answer|response|reply|statement)"
        r"|tribute(?= (?:released|issued|posted))",
    ),
    (
        "podcast",
        r"(?:[Oo]n|for|[Ii]n|[Dd]uring) (?:[^\s,.;:\x01\x02]+ ){1,7}?"
        r"podcast(?! interview)",
    ),
    (
        "interview",
        r"interview(?:s|ed)?|[Ii]n (?:a )?conversation with|(?:[Ss]peaking|[Tt]alking|spoke|talked)"
        r" (?:exclusively )?(?:to|with) (?:me|us|this (?:paper|newspaper|portal|reporter|website))"
        r"|(?:this (?:paper|newspaper|portal|reporter|website)|\bwe|\bI) spoke (?:to|with)"
        rf"|sit-?down with|[Oo]n {_OWN} (?:[A-Z][\w’'-]* ){{1,3}}(?:show|program(?:me)?)"
        r"|[Oo]n (?:[A-Z][\w’.'-]* ){1,4}(?:[Ss]how|[Pp]rogram(?:me)?)"
        r"|(?:morning|breakfast|talk|chat|call-in|radio|television|TV|current affairs)"
        r" (?:show|program(?:me)?)|reached(?<=, reached) (?:in|at)"
        rf"|[Oo]n (?:the )?(?:[A-Z][\w’.&-]* ){{0,3}}?{BROADCASTERS}"
        r"|[Oo]n (?:local|regional) (?:television|TV|radio)"
        r"|[Aa]ppear(?:ed|ing|ance)s? on|(?:featured|guest) on|episode of"
        r"|(?:[Ss]peaking|spoke|told|said|appearance) (?:\w+ ){0,2}on [“\"‘](?=[A-Z])",
    ),
    (
        "email",
        r"e-?mail(?:s|ed)?(?! (?:server|scandal|probe|investigation|practice|system|account"
        r"|controversy|address|case|inquiry|list|saga|woe|issue|provider|leak|inbox|service|use)s?\b)",
    ),
    (
        "message",
        r"(?:WhatsApp|text|direct|Slack|Signal|Viber|Teams|voice|audio|video|group|private)"
        r" (?:messages?|notes?|chats?)|texts to say|WhatsApp|Slack|Viber|voicemails?"
        r"|(?:by|via|over) text",
    ),
    (
        "call",
        r"(?:by|on|over|via) (?:the |his |her )?(?:mobile |cell)?(?:tele)?phone"
        rf"|on {_OWN} (?:[\w-]+ ){{0,3}}call"
        r"|(?:conference|earnings|phone|video|results|investor) call|call with|when I rang"
        r"|had rung|called to (?:say|tell|ask|warn|complain)|rang to (?:say|tell)"
        r"|phoned to (?:say|tell)",
    ),
    ("affidavit", r"affidavit|sworn (?:statement|declaration|testimony)"),
    (
        "court",
        r"in (?:(?:federal|state|open|district|superior|high|supreme) )?court"
        r"|told (?:the |an? )?(?:jury|jurors|court|judge|inquest|tribunal)"
        rf"|told (?:the )?{_FEW % 4}{_COURT}"
        rf"|(?:[Aa]t|[Ii]n|[Bb]efore) {_FEW % 3}{_COURT}|Court of Appeals?|Old Bailey"
        r"|(?:[Cc]ourt|[Jj]ury|[Ii]nquest|[Tt]ribunal) (?:(?:in|at|into) (?:[\w’'-]+ ){1,6}?)?"
        r"(?:heard|hears|was told)"
        r"|(?:[Pp]rosecuting|[Dd]efending|[Mm]itigating)(?=,)|[Ss]entencing (?=him|her|them|[A-Z])"
        r"|giving evidence on|(?:witness|from the) (?:box|stand|dock)|the judge"
        r"|cross-examin(?:ation|ed)|arraign(?:ed|ment)|oral arguments?"
        r"|(?:bail|pre-?trial|plea|sentencing|remand|preliminary) hearing|closing arguments?"
        r"|deposition|victim (?:impact |personal )?statement"
        r"|court (?:papers|documents|records)"
        r"|[Ii]n (?:his|her|its|an?) (?:(?:\d+-page|interim|written|brief) )?order(?! to| of| for)"
        r"|(?:majority|dissenting|concurring) opinion",
    ),
    (
        "hearing",
        r"hearing(?<! after hearing)(?<! before hearing)(?<! without hearing)(?<! on hearing)"
        r"(?<! of hearing)(?<! by hearing)(?<! from hearing)(?<! about hearing)(?<! was hearing)"
        r"(?! (?:loss|aids?|tests?|rooms?|the|that|this|him|her|from|about|an?|how|what|it))"
        rf"|(?:told|(?:evidence|testimony|testified|testifying|testify) (?:to|before)) {_OWN}"
        rf" {_FEW % 4}{_BODY}"
        rf"|[Aa]ppear(?:ed|ing|s)? before {_OWN} {_FEW % 4}{_BODY}"
        r"|[Cc]ommittee (?:hears|heard)|(?:inquiry|commission|panel) (?:heard|was told)"
        r"|public inquiry|[Ss]enate [Ee]stimates",
    ),
    (
        "parliament",
        rf"(?:told|tells|[Ii]n|[Aa]ddressing) (?:the )?(?=[A-Zplu]){HOUSE}"
        r"|(?:on|from) the (?:House|Senate|Assembly|[Cc]hamber) floor|(?:on|from) the floor of the"
        r"|(?:[Pp]rime|[Ff]irst) [Mm]inister[’']s [Qq]uestions|[PF]MQs|Leaders[’'] Questions"
        r"|[Qq]uestion (?:[Pp]eriod|[Tt]ime|[Hh]our)|Zero Hour|privilege speech|d[ei]spatch box"
        r"|point of order|[Gg]overnment benches|[Oo]pposition benches|[Tt]reasury benches"
        r"|parliamentary (?:debate|session|sitting)|second reading|the National Diet"
        r"|M[SLHE]?[PA]s debated|TDs debated|[Pp]eers debated|[Ss]enators debated"
        r"|[Ll]egislators debated"
        r"|[Oo]pening the debate|[Ww]inding up the debate|[Mm]oving the (?:motion|[Bb]ill)",
    ),
    (
        "debate",
        r"(?:televised|presidential|vice[- ]presidential|primary|gubernatorial|mayoral|TV"
        r"|leaders[’']|final|first|second) debate|debate stage",
    ),
    (
        "speech",
        rf"speech|keynote|onstage|on stage|[Aa]ddress(?:ed|ing) (?:{_OWN} )?{_FEW % 5}{GATHERED}"
        r"|general audience|homily|sermon|from the pulpit|lecture|eulogy|(?:in an?|wedding) toast"
        rf"|(?:televised|weekly|opening|inaugural|national) address"
        rf"|[Aa]t {_OWN} {_FEW % 3}(?:rally|town hall|convention|vigil|funeral|ceremony"
        r"|fundraiser|campaign (?:stop|event|appearance))"
        rf"|[Dd]uring {_OWN} {_FEW % 3}(?:rally|town hall|campaign stop)"
        r"|[Ww]hile (?:receiving|addressing|inaugurating|commissioning|launching|declaring"
        r"|presenting|unveiling|flagging off)"
        r"|before (?:some|about|around|hundreds|thousands|an? (?:crowd|audience|packed))"
        r"|told (?:the |an? )(?:(?!press|news|media)[\w’'-]+ ){0,3}?(?:crowd|rally|audience"
        r"|gathering|congregation|[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]onvention|[Ss]ymposium)"
        r"|[Ii]n (?:brief |prepared |televised |(?:his|her|their) )?remarks"
        r" (?:(?:delivered|made|prepared) )?(?:at|to|in|before|during)"
        rf"|(?:[Ss]peaking|spoke) (?:at|during|(?:at|on) the sidelines of) (?:{_OWN} )?{_FEW % 6}"
        rf"{_EVENT}",
    ),
    ("memo", r"memo(?:randum)?"),
    ("website", rf"[Oo]n {_OWN} (?:\w+ )?website"),
    (
        "minutes",
        r"[Ii]n (?:the )?minutes|Minutes of"
        r"|the minutes of (?:the |an? |its )?(?:[\w’'-]+ ){0,4}meeting",
    ),
    (
        "cable",
        r"cables|diplomatic cable|leaked cable|secret cable|classified cable|[Ii]n one cable"
        r"|[Ii]n a cable (?:dated|sent|from|to|home)",
    ),
    ("letter", r"letters?"),
    ("note", r"(?:research|client) note"),
    (
        "column",
        rf"on this page|[Oo]p-?[Ee]d|(?:wrote|writes) in (?:[Tt]he )?{IN_PRINT}|"
        r"[Ww]riting (?:in|for) (?=[A-Z“\"‘]|the [A-Z])",
    ),
    (
        "filing",
        r"(?:court|regulatory|stock exchange|securities|SEC|exchange) filings?|[Ii]n filings",
    ),
    ("conversation", rf"[Oo]ver {_OWN} (?:plate|cup|glass|pint)|[Aa]t a (?:lunch|dinner)"),
    (
        "report",
        rf"[Ii]n analysis|[Ii]n {_OWN} (?:[\w-]+ )?paper"
        r" (?:published|released|posted|presented|for|to|by)|in the journal(?= [A-Z])",
    ),
)


def _any_of(told: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    # The empty groups tell which it was: words that do not begin a group are quick to fail.
    return re.compile(r"\b(?=\w)(?:" + "|".join(f"(?:{words})()" for _, words in told) + r")\b")


_IN_WORDS = _any_of(_CHANNELS)
_OPENING = tuple(held for held in _CHANNELS if held[0] in SHARED | WRITTEN | {_SAID_IN})
_in_opening = cache(partial(_any_of, _OPENING))  # few openings need it, and it takes a while
_CUES = {
    "social post": "posted tweeted tweets tweeting retweeted posts livestreamed captioned captions",
    "email": "emailed emails e-mailed",
    "message": "texted texts messaged messages",
    "song": "sang sings sung rapped raps",
}
_BY_CUE = {word: channel for channel, words in _CUES.items() for word in words.split()}
_DOCUMENTS = {
    "report": "report audit study survey review analysis strategy paper figures poll reports"
    " audits studies surveys polls",
    "letter": "letter letters note",
    "memo": "memo memos memorandum",
    "statement": "statement answer",
    "affidavit": "affidavit affidavits",
    "court": "indictment lawsuit complaint",
    "email": "email e-mail emails",
    "cable": "cable cables",
    "message": "message messages text texts",
    "social post": "tweet tweets post posts posting caption reply graphic",
    "press release": "release",
    "minutes": "minutes",
    "website": "website",
    "banner": "banner",
    "billboard": "billboard billboards",
    "sign": "sign signs placard placards",
    "book": "book memoir guidebook handbook textbook",
    "column": "column editorial op-ed",
    "filing": "filing filings prospectus",
    "forecast": "forecast",
    "contract": "contract",
    "receipt": "receipt",
}
_BY_DOCUMENT = {word: channel for channel, words in _DOCUMENTS.items() for word in words.split()}
_USER = re.compile(
    r"\b(?:(?:user|users|follower|followers|commenters?|tweeter)$"
    r"|on (?:the )?(?:[\w ]+ )?(?:forum|message board|Reddit|Facebook|Instagram|Twitter|X)\b)"
)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_HEAD_END = re.compile(
    r"\s(?:of|by|from|for|in|on|at|to|who|that|which|it|he|she|they|we|I|signed|published|unsealed|obtained|last|seen|written|drawn|made"
    r"|conducted|carried|prepared|sent|\w+ed)\s|[,;:(]"
)
# "A leaked memo", "the newly revised report": what stands before the noun does not end it.
_LEADING = re.compile(
    r"(?:(?:an?|the|his|her|its|their|another|one)\s)?(?:\w+ly\s)?(?:\w+ed|written|drawn|made|seen)\s",
    re.IGNORECASE,
)


# "It drew laughs on Weibo after it advised": what is told of is not how it advised.
_ASIDE_OF = re.compile(
    r"\b(?:after|because|since|before|when|as) (?:\x02+|it|he|she|they|we)(?: (?:had|has|was))? ?$"
)
_LED = re.compile(r"(?:on|via) ")
_ONLY_MENTIONED = re.compile(
    r"\b(?:due|set|expected|scheduled|planned|plans|will|would|refused|declined)(?: to)? (?:hold"
    r"|give|deliver|issue|make|publish|release|attend|address|appear at)(?: [\w-]+){0,3} $"
    r"|\bto (?:challenge|contest|defend|face|fight|meet|prove|see|settle|test)(?: \w+){0,2} $"
    r"|\b(?:after|before|about|since|until|despite|outside|response to|(?<!took )to|into|ahead of"
    r"|without|skip(?:s|ped|ping)?|prepar(?:es?|ed|ing) for|run-up to|eve of)"
    r" (?:an?|the|his|her|its|their|this|that) (?:[\w-]+ )?$",
    re.IGNORECASE,
)


def channel_in(words: str, begin: int, end: int, near: int) -> tuple[str, Span] | None:
    """Return the channel that a stretch of words tells of, with the words that tell it.

    Args:
        words: the article's words, contents blanked out.
        begin, end: the stretch.
        near: a place in it; where several channels are named, the closest to it is taken.
    """
    best: tuple[int, str, Span] | None = None
    for channel, span in _told(_IN_WORDS, _CHANNELS, words, Span(begin, end)):
        if span.end < near and _ASIDE_OF.search(words, span.end, near):
            continue
        away = max(span.begin - near, near - span.end, 0)
        if best is None or away < best[0]:
            best = away, channel, span
    return best[1:] if best else None


def scenes_in(words: str, end: int) -> Iterator[tuple[str, Span]]:
    """Yield what an opening that ends at a place tells of scenes and of things written."""
    if _IN_WORDS.search(words, 0, end) is None:
        return iter(())
    return _told(_in_opening(), _OPENING, words, Span(0, end))


def _told(
    pattern: re.Pattern[str], channels: Sequence[tuple[str, str]], words: str, within: Span
) -> Iterator[tuple[str, Span]]:
    """Yield the channels that a stretch of words tells of, each with the words that tell it."""
    for match in pattern.finditer(words, *within):
        if _LED.match(match[0]) is None and _ONLY_MENTIONED.search(
            words, max(within.begin, match.start() - 30), match.start()
        ):
            continue
        channel = channels[(match.lastindex or 1) - 1][0]
        if channel == _SAID_IN:
            *_, adjective, noun = match[0].split()
            channel = _BY_TWO.get(f"{adjective} {noun}") or _BY_NOUN[noun]
        yield channel, Span(*match.span())


def channel_of_cue(cue: str) -> str | None:
    """Return the channel that a verb alone tells of: "tweeted"."""
    found = (_BY_CUE.get(word) for word in _WORD.findall(cue.casefold()))
    return next((channel for channel in found if channel), None)


@lru_cache(maxsize=4096)
def channel_of_document(source: str) -> str | None:
    """Return the channel that a source is itself: "the letter", "a survey by ..."."""
    leading = _LEADING.match(source)
    noun = source[leading.end() :] if leading else source
    head = _HEAD_END.split(noun, maxsplit=1)[0]
    if head.startswith("@") or _USER.search(head) or _USER.search(source):
        return "social post"
    words = _WORD.findall(head.casefold())
    return _BY_DOCUMENT.get(words[-1]) if words else None
