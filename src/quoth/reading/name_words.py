"""Words that tell what a capitalised stretch is: titles, organisations, places, mere words.

Closed classes and short lists of frequent words, all case-folded. They say what a word in a
name usually means; whom a name belongs to is learned from the article.
"""

from __future__ import annotations

MALE_TITLES = frozenset(
    """mr mister messrs sir lord king prince father fr brother chairman congressman councilman
    alderman pastor imam rabbi sheikh sheik dato datuk tuan haji encik shri sri emir sultan
    assemblyman pope cardinal archbishop duke alhaji mallam mzee
    herr monsieur señor senor baron count""".split()
)
FEMALE_TITLES = frozenset(
    """mrs ms miss dame lady madam madame queen princess sister chairwoman congresswoman
    councilwoman mme mlle smt puan datin hajah hajiya alhaja mama
    assemblywoman duchess frau señora senora baroness countess""".split()
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """mx dr prof professor president vice senator sen sens representative rep reps gov governor
    lt lieutenant gen general maj major col colonel capt captain sgt sergeant cmdr commander adm
    admiral cpl corporal pvt private judge justice chief secretary attorney mayor councillor
    councilor coun cllr ambassador chair chairperson speaker leader director commissioner
    minister premier chancellor deputy bishop rev reverend hon inspector superintendent supt insp
    det detective constable officer sheriff trooper agent spokesman spokeswoman spokesperson
    nominee candidate manager strategist whip editor reporter correspondent analyst host
    anchor coach ceo cfo coo cto executive founder cofounder co-founder owner seri tun
    doctor taoiseach principal dean provost barr rt sp dsp asp acp treasurer solicitor
    prosecutor counsel delegate envoy author writer actor actress singer billionaire
    businessman pollster adviser advisor
    aide activist economist physician historian alhaji sardar chaudhry mian paduka engr eng atty
    filmmaker documentarian superdelegate ex-president ex-mayor mp msp td mep mla pres
    sec cr clr ald brig cdr cpt flt sqn adv ven msgr monsignor mgr cde comrade const cst
    brigadier commodore maj-gen lt-gen brig-gen lt-col lt-cmdr lt-gov alh hajia mallam tengku
    tunku cik honourable honorable venerable dcp
    ssp dgp adgp digp mca mlc mpp mhk mama mzee hajiya alhaja""".split()
    )
)
ABBREVIATIONS = (
    "Mr Mrs Ms Mx Dr Prof Gov Sen Sens Rep Reps Gen Lt Maj Col Capt Sgt Cmdr Adm Cpl Pvt Rev Hon "
    "Barr Rt Coun Cllr Det Insp Supt Sec Pres St Fr Messrs Mme Mlle Smt Bros Atty Amb Supt Const "
    "Asst Dep Eng Engr Cr Clr Ald Brig Cdr Cpt Adv Ven Msgr Mgr Cde Cst Govs Profs Drs Min Del"
).split()
# What stands in capitals before a name in capitals: "MR. PELL".
LOUD_ABBREVIATIONS = "MR MRS MS DR PROF SEN REP GOV GEN LT COL CAPT SGT REV HON".split()
# Titles whose short forms are words of names as well, unless a period stands behind them.
SHORTENED = {"Min.": "minister", "Del.": "delegate"}

# How firms are incorporated, in many countries: "Lydholm ApS", "Sari Sdn Bhd".
LEGAL_FORMS = frozenset(
    """inc incorporated corp corporation co company ltd limited llc llp plc nv bv gmbh kg bhd sdn ag
    aps asa oyj srl sarl kk pty pte pvt jsc pjsc""".split()
)
ORGANIZATION_HEADS = LEGAL_FORMS | frozenset(
    """university college school academy institute institution committee commission council
    department ministry agency bureau office administration authority association society
    federation foundation fund union league alliance coalition party congress senate parliament
    assembly court tribunal police force service services corps army navy guard bank reserve
    exchange group holdings partners
    ventures capital industries airlines airways motors systems technologies technology
    laboratories labs hospital clinic center centre church museum library press news times post
    journal herald tribune gazette star observer guardian telegraph magazine daily chronicle
    courier mail globe sentinel inquirer examiner dispatch register review network radio
    television tv media broadcasting pictures studios records house board panel trust club
    team chamber campaign project initiative movement organization organisation caucus
    conference division unit directorate secretariat nations treasury pac action watch
    international worldwide solutions logistics energy coal oil steel electric water works
    brothers sons & insurance financial securities research survey poll shire borough county
    republicans democrats legislature branch embassy consulate command forum brigade
    registry registrar directors governors regents trustees workers teachers veterans nurses
    producers farmers council's ombudsman inspectorate constabulary collective cooperative
    co-operative charity bloc""".split()
)
# Of these an "of", "for" or "and" with more capitals after it is a part of the name.
ORGANIZATION_LINKERS = ORGANIZATION_HEADS | frozenset(
    "states kingdom republic national royal federal bar city town state appeals".split()
)
# Those who join "for" something: "Citizens for Tax Justice", "Democracy for America".
CAUSES = frozenset(
    """citizens americans veterans nurses united democrats republicans women mothers moms students
    teachers doctors physicians people workers families friends parents lawyers scientists
    democracy partnership campaign businesses economists writers artists farmers patients""".split()
)
PLACE_STARTS = frozenset(
    """new north south east west united san los las saint st fort mount mt lake santa el upper
    lower port cape great northern southern eastern western central puerto sri hong saudi costa
    sierra el rio baton palm long grand middle red""".split()
)
PLACE_ENDS = frozenset(
    """street avenue road drive lane boulevard square park tower island islands river valley
    beach city town bay county hills mountain mountains airport bridge highway plaza building
    hall coast district ocean sea desert peninsula province building arena stadium hotel
    act award awards prize cup war day amendment law bill agreement accord treaty convention
    summit revolution festival week code project deal""".split()
)
COUNTRIES = frozenset(
    """afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh
    belarus belgium bolivia bosnia botswana brazil britain bulgaria cambodia cameroon canada chad
    chile china colombia croatia cuba cyprus denmark ecuador egypt england estonia ethiopia
    finland france germany ghana greece guatemala haiti honduras hungary iceland india
    indonesia iran iraq ireland israel italy jamaica japan kazakhstan kenya kuwait kyrgyzstan
    laos latvia lebanon lesotho libya lithuania luxembourg malawi malaysia mali malta mexico
    moldova mongolia morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria
    norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar
    romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain
    sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine
    uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe europe america asia africa
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ontario quebec
    queensland victoria tasmania london paris berlin moscow beijing tokyo brussels washington
    congress pentagon kremlin downing westminster""".split()
)

# Capitalised, but no name by themselves; a name ends where one of them stands.
MERE_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept oct nov
    dec republican republicans democrat democrats democratic american americans british french
    german germans russian russians chinese japanese european europeans muslim muslims christian
    christians jewish jews catholic catholics hispanic hispanics latino latinos african
    african-american african-americans asian mexican mexicans canadian australian indian israeli
    israelis palestinian palestinians iranian iraqi syrian saudi spanish italian english irish
    scottish welsh dutch swedish polish turkish korean islamic islam gop conservative liberal
    libertarian election primary nov. internet ai god easter christmas thanksgiving halloween
    ramadan tweet tweets brexit am pm edt est gmt et pt bst""".split()
)
# Never a part of a name unless it joins two ("Department of Justice").
FUNCTION_WORDS = frozenset(
    """the a an this that these those he she it they we i you his her its their our my your him
    them us me who whom whose which what when where why how in on at by for from with without to
    of as and but or nor so yet if then than while after before since because although though
    until unless during under about against between among amid along across through throughout
    into onto off out both either neither not no yes all any some is are was were be been am do
    does did has have had can could will would shall should might must let's a.m p.m""".split()
)
# No name where it begins a sentence.
OPENERS = frozenset(
    """over above below up down many most more much few fewer less several each every other
    others another such same own one two three four five six seven eight nine ten dozens
    hundreds thousands millions only just even also still already again once twice now today
    yesterday tomorrow tonight here there later earlier soon meanwhile however moreover instead
    perhaps maybe indeed rather thus hence therefore otherwise besides despite according asked
    speaking let lets well oh ok okay hey hello hi dear look listen thank thanks please sorry
    never ever always often sometimes usually recently currently finally eventually ultimately
    last next first second third former late young good big little long short high low
    experts officials critics supporters opponents analysts voters residents people women men
    sources authorities
    prosecutors police investigators researchers scientists lawmakers reporters readers aides
    polls poll report reports data citing addressing responding including following given based
    referring noting adding yeah absolutely like unlike per via within toward towards nearly
    almost around anyone everyone someone nobody nothing something everything none whether
    whatever whoever wherever whenever come go going get getting make making take see saw know
    think say says said tell told want nobody photo image video file related read watch
    advertisement story follow share updated published copyright correction""".split()
)
# Adjectives that belong to the name of an organisation after them, and else to none.
ORIGINS = frozenset(
    """republican democratic american british french german russian chinese japanese european
    muslim christian jewish catholic hispanic latino african asian mexican canadian australian
    indian israeli palestinian iranian iraqi syrian saudi spanish italian english irish scottish
    welsh dutch swedish polish turkish korean western eastern northern southern islamic
    conservative liberal libertarian""".split()
)
# Adjectives of countries before a full name: "Belgian Ada Quist"; a name may begin with them, too.
NATIONALITIES = frozenset(
    """belgian swiss norwegian danish finnish czech hungarian romanian bulgarian greek portuguese
    brazilian argentine argentinian chilean colombian peruvian venezuelan ecuadorian bolivian
    uruguayan paraguayan nigerian kenyan ghanaian ethiopian eritrean egyptian moroccan algerian
    tunisian libyan sudanese somali lebanese jordanian yemeni pakistani bangladeshi nepali thai
    vietnamese cambodian malaysian singaporean indonesian filipino taiwanese austrian croatian
    serbian bosnian slovak slovenian albanian ukrainian belarusian armenian azerbaijani kazakh uzbek
    afghan jamaican zimbabwean ugandan tanzanian rwandan congolese senegalese ivorian cameroonian
    zambian namibian malawian icelandic estonian latvian lithuanian maltese cypriot swede spaniard
    frenchman frenchwoman dutchman irishman irishwoman welshman englishman englishwoman scotsman
    briton turk serb croat slovene kuwaiti omani qatari emirati catalan basque filipina""".split()
)
# What somebody may be called by where they come from, among other things.
OF_COUNTRIES = NATIONALITIES | ORIGINS
# A name's own small words, and what may stand behind it.
PARTICLES = (
    "de del della di da dos das du van von der den ter ten bin ibn al el la le bint binti ap zu y "
    "of-the 't te av af"
).split()
# Capitalised, and the beginning of a surname rather than a given name.
SURNAME_STARTS = frozenset("ó ní nic mac uí van von de del della di bin al el la le".split())
GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
