"""Noun phrases by their form: "the court", "her sister", "residents of the Quay"."""

from __future__ import annotations

import re

from quoth.article import Span

_STOP = (
    r"(?:that|to|on|in|at|by|after|before|during|how|why|what|if|whether|when|where|about|as|from"
    r"|while|who|whom|which|whose|afterwards?|later|earlier|last|yesterday|today|tonight|via"
    r"|over|under|through|aboard|above|across|along|alongside|amid|among|around|behind|below"
    r"|beneath|beside|besides|between|beyond|despite|down|off|onto|past|throughout|toward|towards"
    r"|up|unless|until|whenever|though|although|not|he|she|they|we|I|there|thus|also|with|within|into|is|was|had|has"
    r"|were|are|would|will|could|because|since|against|upon|without|near|outside|inside|recently"
    r"|again|repeatedly|ahead|following|then|so|but|or|for|late|early|just|once|twice|its|seen"
    r"|gathered|assembled|attending|previously(?![ \u00a0]\w+ed\b)"
    r"|obtained|published|sent|dated|released|entitled|titled|signed"
    r"|(?:say|add|speak|call|urg|ask|demand|seek|request|express|outlin|cit|us|not|describ|writ|warn|refer|regard|concern|be|hav|stand"
    r"|look|point|hold|sitt|argu|claim|insist|accord|includ|explain|mak|giv|promis|vow|quot)ing"
    r"|this[ \u00a0](?:morning|afternoon|evening|week|weekend|month|year)"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_DETERMINER = (
    r"(?:(?:(?:some|many|most|several|all|both|any|one|two|three) of )?"
    r"(?:the|his|her|its|their|our|my|these|those)|an?|this|your|some|all|both|any)"
)
GAP = r"[ \u00a0]"
"""The blank between two words."""
# "told the Courier bluntly": an adverb behind the hearer, and no adjective before a noun.
_ADVERB_BEHIND = (
    r"(?:(?:exclusive|blunt|flat|private|frank|simp|repeated|plain|direct|quiet|proud|angri|brief"
    r"|open|public|firm|sharp|joking|confidential|anonymous|express|wry|solemn|calm|cold)ly)\b"
)
_WORD = rf"(?!{_STOP}|{_ADVERB_BEHIND})[\w&@$£€+#][\w.&’'@/-]*"
_NOUN_PHRASE = re.compile(
    rf"(?:{_DETERMINER}{GAP})?{_WORD}"
    rf"(?:{GAP}(?:of|and|for)(?:{GAP}the)?{GAP}(?=[A-Z])[\w.&’'-]+"
    rf"|{GAP}(?:(?!(?:and|of|{_DETERMINER})\b)|of(?:{GAP}{_DETERMINER})?{GAP}){_WORD}"
    rf"|{GAP}[“\"‘'][A-Z][\w ’]+[”\"’'])*"
)
_ONLY_DETERMINER = re.compile(_DETERMINER)
NAME = rf"(?=[A-Z])[^\W\d_][\w.’'-]*(?:{GAP}[A-Z][\w.’'-]*){{0,4}}"
"""A name, from its first word on; a pattern."""
_APPOSITION = re.compile(rf",{GAP}{NAME}(?=,)")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
# "A rally in Stranraer", and not "a rally in May".
_GATHERED_AT = re.compile(
    rf"an?{GAP}(?:[a-z-]+{GAP})?(?:rally|court|conference|congregation|crowd|congress|summit|hearing"
    r"|tribunal|inquest|inquiry|audience|meeting|forum|seminar|convention|gathering|service|jury|hall"
    r"|dinner|lunch|breakfast|reception|event|panel|parade"
    rf"|magistrates?[’'])(?P<where>{GAP}(?:in|at){GAP}(?:the{GAP})?"
    rf"(?!{_MONTH}|(?:\w+day|\w+(?:ish|ese)|German|French|Arabic|Russian|Italian|Hindi)\b)"
    rf"[A-Z][\w.’'-]*(?:{GAP}(?!\w+day\b)[A-Z][\w.’'-]*){{0,4}})"
)
_PRONOUN = re.compile(
    rf"(?:me|us|him|her|them|it)(?={GAP}*[\x01\x02]|[^\w \u00a0]|{GAP}{_STOP}"
    rf"|{GAP}(?:it|you|this|these|those|the|an?|no|everything)\b|$)"
    rf"|(?:me|us|him|them|it)(?={GAP}[a-z]+\b)"
)
_STOPS = re.compile(_STOP.casefold())
_LONGEST_STOP = 24
# Who belongs to a body is told something, as what belongs to it is not: "warned its members".
_ITS_PEOPLE = re.compile(
    r"its (?:[\w,]+ )?(?:members|staff|customers|clients|users|readers|viewers|employees|workers"
    r"|workforce|supporters|followers|subscribers|shareholders|investors|residents|citizens|students"
    r"|pupils|parents|passengers|patients|players|fans|allies|neighbou?rs|partners|board|donors"
    r"|candidates|volunteers|tenants|suppliers|lawmakers|MPs|officers|owners?|lenders|creditors"
    r"|(?:chief )?(?:secretary|executive|director|chief|president|manager|minister|head|chair(?:man"
    r"|woman)?)|lawyers?|officials|engineers|contractors|crews?|drivers|agents)\b"
)
_NOT_TOLD = re.compile(
    r"(?:(?!(?:family|ally|assembly|elderly)\b)(?-i:[a-z])+ly|and|of|more"
    rf"|(?!\d[A-Z]{{2}}\b|\d{{1,2}}{GAP}(?!{_MONTH})(?-i:[A-Z])|\d[\d,]*{GAP}(?!(?:minutes|hours|days|weeks|months|years)\b)[a-z]+s\b|\d[\d,]*{GAP}(?:staff|people))[\d£$€]\S*"
    r"|no|nothing|anything|everything|something|only|out|up|down|back"
    r"|aloud|goodbye|questions?|stories|story|lies|permission|leave|be|say|ask|tell"
    r"|(?:him|her|it|my)self|themselves|laughter|applause|cheers|the effect|the facts?)\b",
    re.IGNORECASE,
)


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
    stopped = _STOPS.match(words[begin : min(end, begin + _LONGEST_STOP)].casefold())
    if stopped and not _ITS_PEOPLE.match(words, begin, end):
        return None
    stop = match.end()
    while words[stop - 1] in ".’'":
        stop -= 1
    if not any(c.isupper() for c in words[begin:stop]):
        apposed = _APPOSITION.match(words, stop, end)
        stop = apposed.end() if apposed else stop
    gathered = _GATHERED_AT.match(words, begin, end)
    if gathered and gathered.start("where") == stop:
        stop = gathered.end()
        while words[stop - 1] in ".’'":
            stop -= 1
    phrase = words[begin:stop]
    if _ONLY_DETERMINER.fullmatch(phrase) or not any(map(str.isalpha, phrase)):
        return None
    return Span(begin, stop)
