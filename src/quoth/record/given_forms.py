"""Short forms of given names, and surnames that many bear: what two names may hide.

The surnames are the most frequent of the US Census of 1990 (public domain), and by hand those
that are borne by many in other languages.
"""

from __future__ import annotations

_SHORT_FORMS = """
abby abigail; abe abraham; al albert; alex alexander; andy andrew; angie angela;
archie archibald; art arthur; barb barbara; becky rebecca; ben benjamin; bernie bernard;
bert albert; beth elizabeth; betsy elizabeth; bill william; billy william; bob robert;
bobby robert; brad bradley; cathy catherine; charlie charles; chris christopher; chuck charles;
cindy cynthia; cliff clifford; dan daniel; danny daniel; dave david; deb deborah; debbie deborah;
dick richard; don donald; donnie donald; doug douglas; ed edward; eddie edward; fran frances;
frank francis; fred frederick; freddie frederick; gabe gabriel; geoff geoffrey; gerry gerald;
greg gregory; hank henry; harry harold; jack john; jackie jacqueline; jake jacob; jamie james;
jeff jeffrey; jen jennifer; jenny jennifer; jerry gerald; jim james; jimmy james; joe joseph;
joey joseph; johnny john; jon jonathan; josh joshua; judy judith; kate katherine; kathy katherine;
katie katherine; ken kenneth; kenny kenneth; larry lawrence; len leonard; les leslie; liz elizabeth;
lou louis; maggie margaret; mandy amanda; marge margaret; marty martin; matt matthew; max maxwell;
meg margaret; mick michael; mickey michael; mike michael; mitch mitchell; nancy ann; nate nathaniel;
ned edward; nick nicholas; nicky nicholas; norm norman; pam pamela; pat patrick; patty patricia;
peg margaret; peggy margaret; pete peter; phil philip; ray raymond; rich richard; rick richard;
ricky richard; rob robert; robbie robert; rod rodney; ron ronald; ronnie ronald; russ russell;
sally sarah; sam samuel; sandy sandra; sid sidney; stan stanley; steph stephanie; steve steven;
stephen steven; phillip philip; sue susan; susie susan; ted edward; terry terence; tim timothy;
toby tobias; tom thomas; tommy thomas; tony anthony; trish patricia; val valerie; vicky victoria;
vince vincent; wally walter; walt walter; wes wesley; will william; zach zachary; zack zachary
"""

_PAIRS = [pair.split() for pair in _SHORT_FORMS.split(";")]
SHORT_FORMS: dict[str, str] = {pair[0]: pair[1] for pair in _PAIRS}
"""Case-folded short form of a given name to the form that stands for all of them."""

COMMON_SURNAMES = frozenset(
    """smith johnson williams jones brown davis miller wilson moore taylor anderson thomas jackson
    white harris martin thompson garcia martinez robinson clark rodriguez lewis lee walker hall
    allen young hernandez king wright lopez hill scott green adams baker gonzalez nelson carter
    mitchell perez roberts turner phillips campbell parker evans edwards collins stewart sanchez
    morris rogers reed cook morgan bell murphy bailey rivera cooper richardson cox howard ward
    torres peterson gray ramirez james watson brooks kelly sanders price bennett wood barnes ross
    henderson coleman jenkins perry powell long patterson hughes flores washington butler simmons
    foster gonzales bryant alexander russell griffin diaz hayes
    khan singh kumar patel sharma gupta ahmed ali hussain mohammed hassan ibrahim li wang zhang
    liu chen yang huang zhao wu zhou kim park choi nguyen tran le pham tanaka suzuki sato
    silva santos oliveira souza pereira fernandez gomez ruiz jimenez moreno romero muller schmidt
    schneider fischer weber meyer rossi russo ferrari dubois durand bernard ivanov petrov novak
    kowalski nowak horvat jansen hansen larsen olsen johansson andersson karlsson nielsen jensen
    cohen levy walsh ryan obrien macdonald mcdonald okafor mensah dlamini nkosi""".split()
)
"""Surnames (`name_key`) so frequent that one with a usual given name says little."""
