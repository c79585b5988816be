"""What sort of speaker a description is: "critics", "the report", "a spokesman", "the agency"."""

from __future__ import annotations

import re
from functools import lru_cache

from quoth.quotation import SpeakerKind
from quoth.reading.name_words import FUNCTION_WORDS, OPENERS, ORGANIZATION_HEADS
from quoth.reading.role_words import is_role

_WORD = re.compile(r"[^\W_][\w.]*(?:[-‐’'&][\w]+)*|%")
_STOP = re.compile(
    r",|;|:|\(|—|–|(?<!-)\b(?:who|which|that|whose|of|for|from|at|in|with|to|on|by|against|near|about"
    r"|released|published|filed|obtained|seen|issued|conducted|named|called|close|familiar"
    r"|backing|supporting|opposing|praising|representing|covering|advising|suing|prosecuting"
    r"|defending|investigating|funding|owning)\b"
)
INDEFINITE = frozenset(
    "a an one another some any someone somebody no each every either two three several".split()
)
_MANY = frozenset(
    """many some most few several both all others those these they we two three four five six
    seven eight nine ten dozens hundreds thousands millions half fewer more people police-men
    women men children folks percent % majority others none fans""".split()
)
_DOCUMENTS = frozenset(
    """report poll survey study indictment letter ad advertisement advert statement book article
    lawsuit suit complaint filing document transcript memo email e-mail tweet post video data law
    review analysis story spot piece headline caption paper papers records figures statistics
    research numbers results findings documents emails e-mails polls surveys studies reports
    ballot bill agreement treaty contract charter convention constitution rule rules ruling
    order note notice message text website site page account accounts affidavit petition
    press-release release brief briefing minutes log sign placard banner campaign-ad sms
    editorial column op-ed commercial script song film documentary novel diary blog blogpost
    cable cables dossier invoice receipt label plaque biography profile obituary judgment
    verdict opinion dispatch resolution policy policies guidelines guidance manifesto platform
    speech slide slides chart evidence testimony census forecast projection projections
    estimate estimates filings ads letters statements tally index tweets posts returns""".split()
)
_BODIES = ORGANIZATION_HEADS | frozenset(
    """government administration campaign company firm agency department police newspaper
    outlet broadcaster station channel publisher retailer carrier airline manufacturer maker
    startup start-up organisation organization nonprofit think-tank charity watchdog regulator
    body panel jury prosecution defence defense management team camp office opposition
    government junta ministry embassy mayoralty union council watchdog network website
    publication tabloid daily weekly conglomerate giant lender insurer operator utility
    contractor supplier developer developer's ruling-party party presidency monarchy palace
    vatican military army navy kremlin parliament senate congress house court tribunal
    hospital university school college museum theatre club church mosque diocese parish
    country nation state city town county
    automaker carmaker chipmaker drugmaker planemaker steelmaker shipbuilder housebuilder
    powerhouse multinational juggernaut behemoth supermarket chain studio brewery lab
    laboratory fintech""".split()
) - frozenset(
    {
        "press",
        "survey",
        "poll",
        "workers",
        "teachers",
        "veterans",
        "nurses",
        "producers",
        "farmers",
        "republicans",
        "democrats",
        "directors",
        "governors",
        "trustees",
        "regents",
        "sons",
        "brothers",
        "review",
        "news",
        "post",
        "journal",
        "record",
        "records",
        "project",
        "action",
    }
)
_SINGULAR_S = frozenset(
    "boss press news congress series headquarters politics ceo's lens chaos witness actress "
    "waitress hostess business process princess duchess mistress address".split()
)
# General words that a newspaper or office may have for its short name: "the Post".
GENERIC_NAMES = frozenset(
    "post times journal star sun herald tribune globe guardian mail express record mirror news "
    "gazette chronicle observer advocate house senate court department commission committee board "
    "council bureau agency company office foundation university college bank".split()
)
# General words for organisations whose names do not say what they are.
GENERAL_BODIES = frozenset(
    "company firm newspaper paper network group charity airline magazine outlet website site "
    "agency organization organisation bank airline alliance retailer startup start-up carrier "
    "broadcaster station publisher label show lender insurer channel institute institution".split()
)
# What trades, and the words of names of bodies that do not.
FIRMS = frozenset(
    "company firm airline retailer startup start-up carrier lender insurer brokerage manufacturer "
    "distributor supplier maker developer builder broker label bank".split()
)
NO_FIRMS = frozenset(
    "office department ministry bureau commission council committee coalition union association "
    "federation society university college school academy police court courts senate house "
    "congress parliament assembly party campaign authority administration institute foundation "
    "church league tribunal inquiry embassy nations states ipo".split()
)
# What an organisation does, said like a person's trade.
MAKERS = frozenset(
    "operator owner publisher maker developer builder supplier broker brokerage insurer lender "
    "retailer broadcaster carrier manufacturer distributor contractor organizer organiser "
    "auditor underwriter sponsor pollster bookmaker landlord shareholder investor rival competitor "
    "subsidiary parent vendor".split()
)
# Documents that nobody is called by.
SAYING = frozenset("transcript report reports poll polls survey study video statement".split())
# What is a document or an organisation, as the article has it.
OUTLETS = frozenset("paper website site".split())
# What stands behind the name of an organisation that speaks through it: "the IMF report".
PUBLICATIONS = frozenset(
    "newspaper newspapers tabloid magazine website news paper blog network report".split()
) | {"news agency", "news service", "news website"}
# What people in the news are called by without its being said of them before.
PUBLIC = frozenset(
    """senator candidate nominee hopeful frontrunner front-runner contender businessman
    businesswoman billionaire mogul tycoon developer socialist republican democrat governor
    congressman congresswoman lawmaker politician author host columnist investor filmmaker actor
    actress singer star writer speechwriter documentarian playwright musician rapper comedian
    nominee-in-waiting standard-bearer minister cardinal bishop investigator""".split()
)
# Whose holder the article must state: the first words of `SAME_ROLE`, and single nouns.
OFFICES = frozenset(
    """chief chairman founder director spokesman manager owner president treasurer
    editor operator publisher partner member worker employee user customer voter supporter
    adviser lawyer officer source insider organizer organiser prosecutor witness
    reporter analyst official narrator photographer dispatcher caller reader
    friend rep relative colleague neighbour neighbor ally classmate roommate flatmate stranger
    objector complainant bystander onlooker passer-by diplomat client patient guest
    queen king pope emperor empress sultan emir""".split()
)
# Words that are no document but the speaking of the one whose they are: "his response".
OWN_WORDS = frozenset(
    "mind account response remarks rhetoric comments words view opinion eyes testimony "
    "lesson advice message warning thoughts word".split()
)
# What newspapers are called.
MASTHEADS = (
    "times post journal herald tribune gazette star news telegraph guardian globe advocate "
    "chronicle courier inquirer examiner dispatch register sentinel mail express mirror record "
    "independent observer bulletin argus echo standard citizen leader bee sun mercury press"
)
# General words for an organisation, and the heads of the names they may stand for.
GENERIC = {
    "agency": "agency bureau administration service department office authority",
    "company": "inc corp corporation company co ltd llc plc group holdings nv gmbh bhd",
    "firm": "inc corp corporation company co ltd llc plc group partners",
    "newspaper": MASTHEADS,
    "paper": MASTHEADS,
    "network": "news television tv radio network",
    "panel": "committee commission panel",
    "body": "commission council committee agency authority",
    "regulator": "authority commission agency",
    "group": "group association coalition alliance society foundation institute",
    "department": "department ministry",
    "organization": "organization association foundation institute society center centre",
    "organisation": "organisation association foundation institute society centre",
    "charity": "charity trust foundation",
    "campaign": "campaign",
    "union": "union workers federation association brotherhood guild",
    "school": "school academy college university",
    "university": "university college",
    "party": "party republicans democrats",
    "force": "police force",
    "police": "police",
    "club": "club",
    "council": "council",
    "commission": "commission",
    "committee": "committee",
    "court": "court",
    "government": "government",
    "ministry": "ministry",
    "team": "campaign team",
    "bank": "bank",
    "board": "board",
    "institute": "institute",
    "administration": "administration",
    "pac": "pac action",
    "alliance": "alliance coalition",
}


@lru_cache(maxsize=4096)
def noun_of(phrase: str) -> str:
    """The case-folded head noun of a description, as printed."""
    words = [w.casefold().replace("’", "'").rstrip(".") for w in _WORD.findall(_core(phrase))]
    return words[-1].removesuffix("'s") if words else ""


def _core(phrase: str) -> str:
    cut = _STOP.search(phrase, 3)
    return phrase[: cut.start()] if cut else phrase


@lru_cache(maxsize=4096)
def kind_of(phrase: str) -> SpeakerKind:
    """The kind of speaker that an unnamed description is."""
    words = [w.casefold() for w in _WORD.findall(_core(phrase))]
    if not words:
        return "unnamed"
    noun = words[-1].replace("’", "'").removesuffix("'s")
    first = words[0]
    if noun.endswith("-year-old"):
        return "unnamed"
    if first == "one" and re.match(r"one of\b", phrase, re.IGNORECASE):
        return "unnamed"
    if noun in _DOCUMENTS:
        return "document"
    if first in _MANY or noun in _MANY or first.isdigit():
        return "group"
    if noun in _BODIES:
        return "organization"
    if is_role(noun):
        return "unnamed"
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in _SINGULAR_S:
        return "group"
    return "unnamed"


def is_indefinite(phrase: str) -> bool:
    """Whether the description brings somebody new in: "a spokesman", "one official"."""
    return phrase.split(maxsplit=1)[0].casefold() in INDEFINITE if phrase.strip() else True


def is_mere(phrase: str) -> bool:
    """Whether all words of the phrase are function words or sentence openers."""
    return all(w.casefold() in FUNCTION_WORDS or w.casefold() in OPENERS for w in phrase.split())
