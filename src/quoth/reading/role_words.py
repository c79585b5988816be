"""Nouns for one person by what they do or are, and which of them mean the same."""

from __future__ import annotations

import re
from functools import lru_cache

from quoth.reading.given_names import FEMININE, MASCULINE
from quoth.reading.name_words import TITLES

# "mother-of-two", "sister-in-law", "editor-at-large"
_COMPOUND = re.compile(r"(\w+)-(?:of|in|at)-")
_NOUN_ENDING = re.compile(
    r".{2,}(?:man|woman|person|er|or|ist|ian|yst|nee|tary|ress|maker|leader|director)$"
)
_NOUNS = frozenset(
    """ceo cfo coo cto chief executive head boss chair president vice-president governor mayor judge
    justice sheriff commander captain coach professor star diva mogul tycoon billionaire
    millionaire magnate aide advocate candidate nominee hopeful contender frontrunner
    evacuee front-runner rival opponent husband wife mother father mum mom dad son daughter brother
    sister sibling uncle aunt cousin grandfather grandmother widow friend neighbour neighbor
    partner lawyer attorney counsel host anchor columnist journalist correspondent author critic
    actor actress artist chef nurse doctor physician surgeon vet principal dean provost rector
    imam pastor priest bishop rabbi king queen prince princess pope mp senator congressman
    congresswoman representative minister premier chancellor secretary speaker ambassador
    diplomat general colonel admiral sergeant detective constable officer inspector
    superintendent trooper agent student pupil teacher pilot driver farmer fisherman veteran
    activist economist analyst strategist consultant adviser advisor pollster lobbyist donor
    surrogate delegate politician democrat republican socialist native teenager pensioner
    resident owner entrepreneur engineer scientist businessman businesswoman developer guru
    champion midfielder striker goalkeeper defender captain skipper quarterback singer rapper
    drummer guitarist composer conductor comedian novelist poet historian sociologist
    psychologist biologist climatologist truckie publican accused defendant suspect gunman
    plaintiff victim witness survivor founder co-founder mate lead half chairperson envoy
    delegate coroner magistrate solicitor barrister treasurer comptroller auditor cardinal
    archbishop taoiseach duke duchess baron baroness sultan emir coauthor
    co-author marine lawmaker insider onlooker bystander administrator spokesperson leader
    executive assistant deputy full-back fullback left-back right-back centre-back wing-back
    winger substitute debutant centre-half fly-half scrum-half all-rounder wicketkeeper
    wicket-keeper batsman bowler prop hooker aspirant flanker linebacker quarterback cornerback
    pitcher catcher shortstop nephew niece grandson granddaughter stepmother stepfather stepson
    stepdaughter fiancé fiancée fiance fiancee boyfriend girlfriend godmother godfather
    midwife paramedic vicar curate chaplain referee trainee retiree landlord
    landlady""".split()
)
_NOT_PERSONAL = frozenset(
    """newspaper paper however number other order power quarter letter matter former under over
    super better later after either never ever center computer water summer winter september
    october november december member chapter poster counter error factor sector minor major
    motor color floor door labor river laser offer tower dollar per her for or nor prior senior
    junior inner outer further rather whether together another human tier west twitter consumer
    customer user voter list exist transfer murder border gender disorder disaster encounter
    reuters dinner answer shoulder career volunteer premier presidential danger weather anger
    hunger leather feather ladder bladder timber lumber rubber copper silver butter cover corner
    folder finger shower flower trailer scooter helicopter freezer burger ginger filter shelter
    container crater cancer fever ulcer theater meter litter layer trigger tractor elevator
    terror horror mirror honor humor rumor tumor vapor armor harbor visor sensor monitor reactor
    vector escalator calculator generator indicator refrigerator mist twist fist wrist waist
    gist assist consist insist persist resist knee military monetary voluntary documentary
    commentary dietary budgetary elementary sanitary solitary parliamentary complementary
    momentary sedentary asian european proper charter cluster bumper buffer booster barrier
    deter differ refer suffer wonder consider discover recover remember enter gather lower
    render register semester slander spider splinter thunder tender timer tumbler typewriter
    underwater vinegar whisper clutter barometer thermometer kilometer centimeter diameter
    perimeter parameter supper lager""".split()
) - frozenset({"premier", "volunteer", "customer", "voter", "user", "member"})
# Words for one role: each set shares its first word.
SAME_ROLE = {
    word: group[0]
    for group in (
        (
            "chief",
            "ceo",
            "executive",
            "boss",
            "head",
            "leader",
            "secretary-general",
            "director-general",
        ),
        (
            "nominee",
            "candidate",
            "hopeful",
            "contender",
            "frontrunner",
            "front-runner",
            "standard-bearer",
        ),
        ("spokesman", "spokeswoman", "spokesperson"),
        ("chairman", "chairwoman", "chair", "chairperson"),
        ("senator", "sen"),
        ("governor", "gov"),
        ("congressman", "congresswoman", "representative", "rep", "lawmaker"),
        ("lawyer", "attorney", "solicitor", "barrister", "counsel"),
        (
            "businessman",
            "billionaire",
            "mogul",
            "tycoon",
            "magnate",
            "businesswoman",
            "developer",
            "entrepreneur",
        ),
        ("president", "pres"),
        ("minister", "premier"),
        ("adviser", "advisor", "aide"),
        ("journalist", "reporter", "correspondent", "columnist", "host", "anchor", "interviewer"),
        ("doctor", "dr", "physician", "surgeon"),
        ("professor", "prof", "academic", "scholar"),
        ("councillor", "coun", "cllr", "councilor", "councilman", "councilwoman"),
        ("actor", "actress"),
        ("founder", "co-founder", "cofounder"),
        ("mother", "mum", "mom"),
        ("father", "dad"),
        ("secretary", "sec"),
        ("judge", "justice"),
        ("general", "gen"),
        ("admiral", "adm"),
        ("colonel", "col"),
        ("captain", "capt"),
        ("sergeant", "sgt"),
        ("lieutenant", "lt"),
        ("commander", "cmdr"),
        ("superintendent", "supt"),
        ("inspector", "insp"),
        ("detective", "det"),
        ("reverend", "rev"),
        ("ambassador", "amb"),
        ("mp", "parliamentarian", "legislator"),
    )
    for word in group
}


@lru_cache(maxsize=4096)
def is_role(word: str) -> bool:
    """Whether the case-folded word is a noun for one person by what they do or are."""
    if word in _NOUNS or word in SAME_ROLE or word.endswith("-year-old"):
        return True
    compound = _COMPOUND.match(word)
    if compound:
        return is_role(compound[1])
    return word not in _NOT_PERSONAL and _NOUN_ENDING.match(word) is not None


def is_given(word: str) -> bool:
    """Whether the case-folded word is a known given name."""
    return word in MASCULINE or word in FEMININE


@lru_cache(maxsize=4096)
def is_title(word: str) -> bool:
    """Whether a capitalised word before a name is a title rather than a given name."""
    return word in TITLES or (word in _NOUNS and not is_given(word))


@lru_cache(maxsize=4096)
def may_be_title(word: str) -> bool:
    """The same for a word before two more capitalised ones: "Truckie", "Winchman"."""
    return is_title(word) or (is_role(word) and not is_given(word))
