"""Newspapers, broadcasters, news agencies and those who ask on their behalf.

What is told to one of these is told in an interview. Names are known by the words of which
names of newspapers and stations are made in English, and by a list of outlets of the world that
are called by a name of their own or by letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MADE_OF = (
    r"Radio|Raidió|TV|Television|News(?:[A-Z]\w+)?|Newswire|Newspapers?|Times(?! Square)"
    r"|Post(?! Office)|Courier|(?<!Royal )Mail|Star(?! (?:Wars|Trek|Alliance))|Herald"
    "|Gazette|Tribune|Guardian|Chronicle|Telegraph|Observer|Examiner|Inquirer|Enquirer|Echo|Beacon"
    "|Daily|Weekly|Magazine|Review(?! Board)|Quarterly|Journal|Mercury|Dispatch|Sentinel|Argus"
    "|Bulletin|Advertiser|Globe|Monitor|Ledger|Broadcasting|Newsroom|Podcast"
    "|Independent(?! [A-Z])|Standard(?! [A-Z&])|Sun(?! [A-Z])|Mirror(?! [A-Z])"
    "|(?:Associated|Canadian|Free) Press|Press (?:Association|Trust|Agency)"
)
_ON_AIR = (
    "BBC|CNN|CNBC|MSNBC|NPR|PBS|C-SPAN|ITV|LBC|NBC|CBS|ABC|CBC|CTV|SBS|RNZ|SABC|NDTV|RTÉ|Fox|Sky"
    "|Newsmax|ESPN|TSN|Bloomberg|BFM|BFMTV|TF1|RTL|ZDF|ARD|Al Jazeera"
)
_NAMES = (
    "AFP|AP|ANI|PTI|IANS|UPI|DPA|dpa|EFE|ANSA|TASS|Tass|Interfax|Xinhua|Kyodo|Yonhap|NAN|AAP"
    f"|Reuters|{_ON_AIR}|RTE|eNCA|RAI|RTVE|RFI|DW|VOA|NHK|TRT"
    "|HBO|TMZ|OAN|Al Arabiya|Politico|POLITICO|Axios|Vox|BuzzFeed|MTV|USA T(?:oday|ODAY)|Slate"
    r"|Newsnight|Newshour|Newstalk|talkSPORT|TalkTV|TalkRadio|talkRADIO|Good Morning [A-Z]\w+"
    "|HuffPost|ProPublica|Breitbart|Semafor|Variety|Billboard|Vogue|Vanity Fair|Rolling Stone|GQ"
    "|Esquire|Forbes|Fortune|Wired|WIRED|Newsweek|TechCrunch|The Verge|The Atlantic|New Yorker"
    "|Economist|FT|Le Monde|Le Figaro|Le Parisien|Libération|Spiegel|Bild|Die Zeit|Die Welt"
    "|El País|El Mundo|Corriere|Repubblica|La Stampa|Haaretz|Asahi|Nikkei|Caixin|The Hindu"
    "|Indian Express|Rappler|L[’']Équipe|Marca|Gazzetta"
    "|[2-8][A-Z]{2}|[WK][A-Z]{2,3}-(?:TV|FM|AM)"
)
IN_PRINT = rf"(?:[A-Z][\w’'-]* ){{0,3}}?(?:{_MADE_OF}|{_NAMES})"
"""The name of an outlet, from its first word on; a pattern."""
_OUTLET = re.compile(
    r"^(?:me|us|I|we)$"
    r"|\b(?:our|this) (?:own )?(?:correspondent|reporter|paper|newspaper|portal|website|magazine"
    r"|publication|outlet|medium)\b"
    rf"|\b(?:{_MADE_OF}|{_NAMES})\b(?![’']s? (?:[Bb]oard|[Cc]hief|owner|lawyer))"
    r"|\b[A-Z]\w+ (?:daily|weekly|newspaper|magazine|tabloid|broadcaster) [A-Z]"
    r"|\b(?:podcast|club website|broadcaster|(?:radio|television|TV) (?:station|channel|network)"
    r"|(?<=\w )(?:radio|television|daily)(?! \w)|magazine|newspaper|tabloid|programme"
    r"|(?:local|national|regional|student|Sunday|college|school|state|trade) paper\b"
    r"|news (?:agency|channel|outlet|website|site))\b"
)
BROADCASTERS = rf"(?:{_ON_AIR}|Radio|Raidió|TV|Television|FM)"
"""On whose air people are interviewed."""
_ASKS = re.compile(
    r"\b(?:co-)?(?<!pool )(?:presenter|interviewer|podcaster|newsreader|reporter|journalist"
    r"|(?:chat|talk|radio|TV|show|podcast) host|(?:news|TV) anchor)\b"
    r"|^(?:[Tt]he )?(?:host|anchor)\b"
)


@lru_cache(maxsize=4096)
def is_outlet(words: str, own: str | None = None) -> bool:
    """Whether words name a newspaper, a broadcaster or their reporter.

    Args:
        words: as they stand in the article.
        own: the outlet that published the article, of which a part may be its name.
    """
    if _OUTLET.search(words) or _ASKS.search(words):
        return True
    outlet = (own or "").casefold().split()
    named = [word for word in words.split() if word[0].isupper() and word != "The"]
    return bool(named) and all(word.casefold() in outlet for word in named)
