"""Ways in which words reach the public: in an interview, a statement, a post, in court."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from quoth.article import Span

SHARED = frozenset(("hearing", "court", "parliament"))
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
    "|Mastodon|Snapchat|YouTube|Truth Social|social media)"
)
_OWN = "(?:an?|the|his|her|its|their|one|another)"
_BODY = "(?:committee|subcommittee|inquiry|commission|panel)"
# Each channel by the words that tell of it. Of two that begin at one word the first holds.
_CHANNELS: tuple[tuple[str, str], ...] = (
    (
        "social post",
        rf"(?:re)?tweet(?:s|ed|ing)?|[Oo]n {_PLATFORM}"
        rf"|{_PLATFORM} (?:handle|account|page|post|story)"
        rf"|[Ii]n {_OWN} (?:[Xx] |Facebook |online |social media |long |short |viral )?"
        r"(?:posts?|thread|tweet)|Telegram channel|took to (?:social media|X|Twitter)"
        r"|(?:post|thread) on X",
    ),
    (
        "press conference",
        r"(?:press|news|media) (?:conference|briefing)|told a briefing|at a briefing",
    ),
    ("press release", r"(?:press|news|media) release"),
    ("statement", r"(?:e-?mailed )?statement|written (?:answer|response)"),
    ("blog post", r"blog(?: ?post)?"),
    ("podcast", rf"[Oo]n {_OWN} podcast"),
    (
        "interview",
        r"interview(?:s|ed)?|[Ii]n (?:a )?conversation with|(?:speaking|talking|spoke|talked)"
        r" (?:exclusively )?(?:to|with) (?:me|us|this (?:paper|newspaper|portal))"
        r"|(?:morning|breakfast|talk) show|(?<=, )reached (?:in|at)"
        r"|[Oo]n (?:BBC|CNN|Fox News|MSNBC|NPR|C-SPAN|Sky News|Radio|ITV|Raidió)",
    ),
    ("email", r"e-?mail(?:s|ed)?"),
    (
        "message",
        r"(?:WhatsApp|text|direct|Slack|Signal|voice) messages?|texts to say|WhatsApp|Slack",
    ),
    (
        "call",
        r"(?:by|on|over) (?:the )?(?:tele)?phone|on (?:an?|the) (?:\w+ )?(?:\w+ )?call"
        r"|(?:conference|earnings|phone|video) call|call with|when I rang|had rung",
    ),
    ("affidavit", r"affidavit"),
    (
        "court",
        r"in court|told (?:the |a )?(?:jury|jurors|court|judge|inquest|tribunal)"
        r"|(?:[Aa]t|[Ii]n|[Bb]efore) (?:[\w’']+ )?(?:[\w’']+ )?(?:Crown|Magistrates[’']"
        r"|High|Supreme|Federal|District|County) Court"
        r"|giving evidence on|witness (?:box|stand)|the judge",
    ),
    (
        "hearing",
        rf"(?:an?|the|his|her) (?:\w+ )?(?:\w+ )?hearing|told {_OWN} (?:\w+ )?(?:\w+ )?{_BODY}"
        rf"|(?:evidence|testimony) to {_OWN} (?:\w+ )?(?:\w+ )?{_BODY}|[Cc]ommittee (?:hears|heard)"
        r"|(?:inquiry|commission|panel) (?:heard|was told)|public inquiry",
    ),
    (
        "parliament",
        r"(?:told|tells|in) (?:the )?(?:House of (?:Commons|Lords|Representatives)|Commons|Lords"
        r"|House|Dáil|Seanad|Senate|[Pp]arliament|MPs|Lok Sabha|Rajya Sabha|National Assembly"
        r"|Holyrood|Senedd)|[Pp]rime [Mm]inister[’']s [Qq]uestions|PMQs",
    ),
    (
        "speech",
        rf"speech|keynote|onstage|on stage|address(?:ed|ing) {_OWN}|general audience|homily|sermon"
        r"|(?:televised|weekly|opening|inaugural|national) address|lecture|eulogy|[Aa]t a rally"
        r"|told (?:the|an?) (?:crowd|rally|audience|gathering|congregation|conference|summit)",
    ),
    ("memo", r"memo(?:randum)?"),
    ("cable", r"cables"),
    ("letter", r"letters?"),
    ("note", rf"(?:[Ii]n )?{_OWN} (?:research )?note"),
    ("column", rf"[Ii]n {_OWN} (?:newspaper |weekly )?column|on this page|op-ed"),
    ("book", rf"[Ii]n {_OWN} (?:new |first |latest )?(?:book|memoir|autobiography)"),
    ("filing", r"(?:court|regulatory|stock exchange|securities) filing|[Ii]n a filing"),
    ("conversation", rf"[Oo]ver {_OWN} (?:plate|cup|glass|pint)|[Aa]t a (?:lunch|dinner)"),
    (
        "report",
        rf"[Ii]n {_OWN} (?:[\w-]+ )?(?:[\w-]+ )?(?:report|study|review|audit|analysis|survey)"
        r"|[Ii]n analysis",
    ),
)
_IN_WORDS = re.compile(r"\b(?=\w)(?:" + "|".join(words for _, words in _CHANNELS) + r")\b")
_EACH = tuple((channel, re.compile(words)) for channel, words in _CHANNELS)
_CUES = {
    "social post": "posted tweeted tweets retweeted posts",
    "email": "emailed emails e-mailed",
    "message": "texted texts messaged messages",
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
    "book": "book memoir",
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
    r"\s(?:of|by|from|for|in|on|at|to|who|that|which|it|he|she|they|we|I|signed|published|unsealed|obtained|last"
    r"|conducted|carried|prepared|sent|\w+ed)\s|[,;:(]"
)


_HEARERS = re.compile(
    r"\b(?:(?P<hearing>committee|subcommittee|inquiry|commission|panel)"
    r"|(?P<court>jury|jurors|court|inquest|tribunal|judge|magistrate|coroner)"
    r"|(?P<parliament>MPs|TDs|Senators|senators|peers|House|Commons|[Pp]arliament|Dáil)"
    r"|(?P<press>(?:press |news )?(?:conference|briefing)$)"
    r"|(?P<speech>crowd|audience|rally|congregation|gathering|delegates|supporters|worshippers"
    r"|pilgrims|graduates))\b"
)
_ONLY_MENTIONED = re.compile(
    r"\bto (?:challenge|contest|defend|face|fight|meet|prove|see|settle|test)(?: \w+){0,2} $"
    r"|\b(?:after|before|about|since|until|despite|response to|(?<!took )to)"
    r" (?:an?|the|his|her|its|their|this|that) (?:[\w-]+ )?$",
    re.IGNORECASE,
)


def channel_in(
    words: str, begin: int, end: int, near: int, among: Collection[str] | None = None
) -> tuple[str, Span] | None:
    """Return the channel that a stretch of words tells of, with the words that tell it.

    Args:
        words: the article's words, contents blanked out.
        begin, end: the stretch.
        near: a place in it; where several channels are named, the closest to it is taken.
        among: the channels to look for; all by default.
    """
    best: tuple[int, str, Span] | None = None
    for match in _IN_WORDS.finditer(words, begin, end):
        if _ONLY_MENTIONED.search(words, max(begin, match.start() - 30), match.start()):
            continue
        channel = next(name for name, told in _EACH if told.fullmatch(words, *match.span()))
        if among is not None and channel not in among:
            continue
        away = max(match.start() - near, near - match.end(), 0)
        if best is None or away < best[0]:
            best = away, channel, Span(*match.span())
    return best[1:] if best else None


def channel_of_cue(cue: str) -> str | None:
    """Return the channel that a verb alone tells of: "tweeted"."""
    found = (_BY_CUE.get(word) for word in cue.casefold().split())
    return next((channel for channel in found if channel), None)


@lru_cache(maxsize=4096)
def channel_of_document(source: str) -> str | None:
    """Return the channel that a source is itself: "the letter", "a survey by ..."."""
    head = _HEAD_END.split(source, maxsplit=1)[0]
    if head.startswith("@") or _USER.search(head) or _USER.search(source):
        return "social post"
    words = _WORD.findall(head.casefold())
    return _BY_DOCUMENT.get(words[-1]) if words else None


def channel_of_hearer(hearer: str) -> str | None:
    """Return the channel that to whom something is told tells of: a jury, a committee."""
    match = _HEARERS.search(hearer)
    if match is None:
        return None
    return "press conference" if match["press"] else match.lastgroup
