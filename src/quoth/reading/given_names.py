"""Given names that speak for one gender: a small list, evidence and not a verdict.

The English ones are the most frequent of the US Census of 1990 (public domain) that at least
five of six bearers of one sex carry, without those that are more often places or words
("Georgia", "May"); to them come frequent names of other languages, by hand. What an article
itself says ("Mr.", "she") goes before this list.
"""

from __future__ import annotations

MASCULINE = frozenset(
    """
    aamir aaron abdul abdullah abdullahi abraham abubakar adam adamu adel aditya adrian afonso
    agustín ahmad ahmed ajay akash akira al alan alasdair alastair albert alberto albie
    alejandro aleksandar aleksander aleksandr alemayehu alex alexander alfie alfonso alfred
    alfredo ali alistair aliyu allan allen alonzo alton alvaro alvin aminu amir amit amitabh
    anand anders andre andreas andrei andrej andres andrew andriy andrzej andrés andy angelo
    angus anil ankit anthony antoine antonio anwar archibald archie arjun armando arnold arthur
    arturo arun arvind ashish ashok asif avinash ayman aziz babatunde barack barasa barnaby
    barry bashar bashir behrouz bekele ben benigno benito benjamin benny bernard bernardo bernie
    bharat bilal bill billy bjorn björn blake bob bobby bogdan bohdan bolaji bonface bongani
    boniface boris borja brad bradley brandon branko brent brett brian brody bruce bryan bryant
    burak byron caio caleb callum calvin cameron carl carlos carlton carsten catalin cathal
    cecil cedric cem cesar chad charles charlie cheruiyot chetan chibuzor chidi chike chinedu
    chirag chris christopher chuck chukwudi chukwuma cian ciprian clarence clark claude claudio
    clayton clifford clifton clint clyde cody colin colm conor corey cormac cory craig crisanto
    crispin curt curtis cuthbert cyprian cyril dafydd dai dale damon dan danie daniel danny
    dariush darko darragh darrel darrell darren darryl darshan daryl dave david dawit dayo dean
    declan deepak delbert dennis deon derek derrick desmond detlef devin dewey dexter diarmuid
    diego dieter dimitris dindo dinesh dmitri dmitry dmytro dominic don donal donald donnie doug
    douglas doyle dragan dragos drew duane duarte duc dustin dwayne dwight dylan eamon eamonn
    earl ebo ebuka ed eddie edgar edmund eduardo edward edwin efe efren ehud einar eirik elias
    elijah eliud ellis elmer elon emeka emiliano emilio emmanuel emre emyr enrique enzo eoghan
    eoin erdogan eric erick erik ernest ernesto ervin esteban etienne euan eugene evan everett
    evgeny ewan ewen fabián facundo fadi faisal faizan farai farhan farid faris fausto felipe
    felix femi ferenc fergal fergus fernando fidel finlay finn fintan florin floyd folarin
    forrest fouad francisco francois frank franklin franz françois fraser fred freddie frederick
    fredrick fritz gabriel ganesh gareth garrett garry garth gary gbenga gearoid gene geoffrey
    george geraint gerald gerard gerardo gert getachew gethin ghassan gheorghe gideon gilbert
    gilberto giles giorgio giorgos giovanni girish giuseppe glen glenn godswill godwin gonzalo
    gonçalo gopal goran gordon govind graham grant greg gregg gregory grzegorz guido guillaume
    guillermo gunnar gustavo gwilym gábor göran gösta günther haakon hadi haider haile hakan
    hamid hamish hamza hani hans harish harold harry haruki haruto harvey hasan hassan hector
    heinrich helmut hemant hemi hendrik hennie henrik henrique henry herbert herman hernán
    himanshu hiro hiroki hiroshi hisham hoang holger homer horace horst hossein howard hubert
    hugh hugo hung hussein huw håkon iain ian ibrahim ieuan ifeanyi ignacio igor ikechukwu
    ikenna iker ilya imad imran imtiaz ionut ira irfan irving isaac isagani ismael istván ivan
    ivo iwan iñaki jaap jabu jack jacob jacques jae jagdish jake jakub jamal james jan jannie
    janusz jared jaroslav jarrod jason jasper javier jay jayesh jeb jeff jeffery jeffrey jejomar
    jens jeppe jeremiah jeremy jermaine jerome jerry jerzy jesper jesse jesus jide jignesh jim
    jimmy jin jiří joaquim joaquín jochen joe joel joey johan johannes john johnathan johnny
    jomo jon jonas jonathan jonathon jorge jose joseph josh joshua josé joão juan juergen julian
    julio julius jun jun-ho junaid jurgen justin jye jörg jürgen kagiso kailash kamal kamau
    kareem karim kariuki karl karsten karthik kashif kasper kayode kazuki kazuo kebede keir
    keith kelechi kelvin kemal ken kenji kenneth kenny kent kenta kevin khalid kibet kieran
    kimani kingsley kipchoge kiplagat kiprono kirk klaus kobus kofi kojo kolawole kostas kourosh
    krishna kristopher krzysztof kunal kunle kurt kurtis kwabena kwaku kwame kwasi kweku kwesi
    kyle lachlan ladislav lalit lanre larry lars lasse laszlo laurence laurent lawrence leandro
    leif leland lennart leo leon leonard leopold leroy lester levi lewis liam lionel lisandro
    llewelyn lloyd lochlan lonnie lorcan loren lorenzo lothar louis lowell lubomir luca lucas
    luigi luis lukas luke lungile luther luís lyle mack magnus mahathir mahesh mahmoud mahmud
    maina majid makoto malcolm mandla manfred manish manoj manuel marc marcel marcin marco
    marcos marcus marek mario marius mark marshall martin marty marvin masato mateo mateusz
    mathew mathieu mats matt matteo matthew matías maurice mauricio max mehdi mehmet melvin
    michael michal michał micheal michel micheál miguel mihai mikael mike mikhail mikkel milan
    milton min-jun ming minh miroslav mitch mitchell mitt mohamed mohammad mohammed mohan mohsen
    monty morris morten moses muhammad mukesh mulugeta murat murdo musa mustafa mutua mwangi
    mykola myron nabil nadeem nagesh naoki narendra naresh nasser nathan nathanael nathaniel
    naveed naveen nawaz neal nebojsa neil neville newt nguyen niall nicholas nick nicolas
    nicolás nigel nikhil niklas nikolai nikos nils nitin njoroge nnamdi nonso norbert norman
    nuno obinna obiora ochieng octavio odhiambo oisin oisín okechukwu okoth ola olaf olav oleg
    oleksandr oliver olivier olumide olusegun oluwaseun omar omondi omprakash onyango orhan
    orville osagie osama osas oscar oskar osman osvaldo otieno otis ottmar owain owen oyvind
    pablo padraig pankaj parag patrick paul paulo pavel pawel paweł pedro per percival perry
    pete peter petr philip phillip pierre pieter piotr pradeep prakash pramod prashant praveen
    przemysław pádraig qasim quang quentin radoslav radu rafael rafał rafe raghav ragnar rahul
    raila rainer raj rajeev rajendra rajesh rajiv rakesh ralph ramesh rami ramon rand randall
    randolph randy ranjit rashid rasmus raul ravi rawiri ray raymond razvan recep reginald
    reince reinhard reto rewi rex reza rhodri rhys riaan riaz ricardo richard rick rickey ricky
    rishi robbie robert roberto roderick rodney rodolfo rodrigo rogelio roger rohan rohit roland
    rommel ron ronald ronan ronnie roosevelt rory ross rotimi roy ruairi ruaridh ruben rubén
    rudi rudolph rudy ruedi rufus rui rupert russell ryan ryota sachin sadiq saeed sajid saleem
    salman salvatore sam sameer samir sammy samuel sandeep sandile sani sanjay santiago santosh
    satish satoshi saul saurabh scott seamus sean sebastian sebastián segun sergei sergio serhiy
    serkan seth seun seán shafiq shahid shane shaun shawn shehu shekhar sheldon sherman shinji
    shinzo shoaib shota siamak sibusiso siddharth sidney siegfried sifiso sigurd silas simon
    sindre sipho siyabonga slobodan soren sourav spencer stan stanislav stanley stefan stephen
    steve steven stewart stuart stéphane subhash sudhir sung-ho sunil suresh sushil sven sverre
    syed sylvester séamus sébastien søren sławomir tadesse tadhg takashi takeshi takuya taras
    tarek tariq tarquin tarun tatsuya tavish tayo ted teddy tendai terence terrance terrence
    tersoo tesfaye tetsuya thabo themba theo theodore thiago thomas thorsten thulani tiago tim
    timothy tobi tobias toby todd tolga tom tomas tomasz tommy tomás tony torbjorn torbjørn
    torsten toshiro travis trevor tristan trond troy tshepo tudur tunde tushar tyler tyoor
    tyrone uchenna uday ugochukwu uhuru ultan umar umesh usman utkarsh uwe vaclav varun vasco
    vasile vernon vicente victor vidar vijay vikas vikram viktor vinay vincent vinod virgil
    vishal vitaliy vivek vladimir vladislav volkan volker volodymyr vusi václav wade wafula wale
    walid wallace walter waqar warren wasim wayne wei wekesa wendell werner wesley wikus wilbert
    wilbur wilf wilfred wilhelm willard william willis wilson wiremu wojciech wolfgang woodrow
    wycliffe xavier xolani yakubu yaroslav yashwant yasir yasser yasuo yaw yilmaz yitzhak yogesh
    yohannes yoshi yoshio yousef yusuf yusuke zachary zahid zbigniew zdenek ziad zlatan zoran
    zubair zweli álvaro øyvind łukasz
    """.split()
)

FEMININE = frozenset(
    """
    aarti abeba abena achieng ada adaeze adaobi adela adhiambo aditi adriana adrienne adunni
    adwoa afia agnes agnieszka ailsa aimee aine aino aisha aishwarya aisling aissatou akiko
    akinyi akosua akoth akua alejandra aleksandra alena alessandra alexandra alice alicia alisha
    alison allison alma almaz almudena alyssa ama amal amanda amandine amarachi amber amelia
    amina aminat aminata amira amparo amrita amy amélie ana analyn ananya anaïs anca andrea
    andreea angela angelica angelika angelina angie anika anita anja anjali anke ann anna
    annalisa anne anne-marie anneke anneli annelies annette annie antje antoinette antonella
    antonia anuradha anyango aoibheann aoife aparna araminta archana arianna arlene aroha
    arundhati asha ashley asma astrid asuka atieno atsuko audrey auma aurore aurélie awuor ayako
    ayesha aylin ayse aysel ayumi ayşe barbara beata beate beatrice beatriz becky belinda belén
    benedetta bente berit bernadette bernice bertha beryl bessie beth bethany betsy betty beulah
    beverly bhavna bianca bintou birgit blanca blanche blanka bláthnaid bobbie bodil boitumelo
    bojana bonnie bontle bożena brandi brandy breesha brenda bridget brigid brigitte britta
    brittany bronte bronwyn brooke bruna brunhilde bríd bukola bushra busisiwe bärbel bénédicte
    bérénice camelia camila camille candace candice caoimhe capucine carla carlota carlotta
    carly carmen carol carole carolina caroline carolyn carrie carys cassandra catalina caterina
    catherine cathy catrin catriona cecelia cecilia celeste celia cerys chantal charlene
    charlotte chebet chelsea cherono cheryl chiamaka chiara chidinma chie chinyere chioma chipo
    chitra chiyo chloe chloé christie christina christine christy ciara cindy cinzia claire
    clara claudia claudine clementine clodagh clémence clémentine colleen conceição concepción
    condoleezza connie constance consuelo cora coralie corazon cordelia corina corinne cornelia
    costanza coumba cressida cristina cynthia céline dagmar dagny daisy dalia daniela danielle
    danuta darla darlene davina dawn deanna dearbhla debbie deborah debra deepa deepika deirdre
    delia della delores delphine delyth denise dervla desiree diana diane dianna dianne dilma
    dilys dina dineo divya dixie doina dolores donatella donna dora doreen doris dorota dorothea
    dorothy dorte dragana dubravka débora dörte earlene ebere ebony ebru edith edna eduarda efua
    eija eileen eilidh eimear eithne ekaterina elaine eleanor elena eleonora elif elin elisa
    elisabeth elisabetta elise elizabeth elke ella ellen eloise elsa elsie elspeth elvira
    elżbieta emiko emily emine emma emmanuelle encarnación erica erika erin erma ernestine esi
    esra essie estefanía estelle esther eszter ethel etsuko eula eun-ji eunice eva evelyn ewa
    ezinne fadwa fahmida faith fannie farah farida farzana fatima fatma fatou fatoumata fauzia
    faye federica felicia felicity femke feride fernanda ffion filipa fiona fionnuala flavia
    flora folake folasade frances francesca françoise frauke freda freya fumiko funke funmi
    funmilayo fátima gabriela gabriele gaia gail galina gamze gayatri gayle gaëlle geeta
    genevieve geneviève georgina geraldine gerda gertrude ghada ghislaine giada gillian gina
    ginevra ginger giorgia giovanna gisela gisele gisèle gita gitte giulia gladys glenda gloria
    gonul grace graciela grainne grazia graça grażyna gretchen grethe gro gráinne guadalupe
    gudrun gugu gunilla gwen gwendolyn gwenllian gülşen hadiza hala halima halina hana hanan
    hande hanna hannah hannelore harriet haruka haruko hatice hattie hauwa hazel heather heba
    heidemarie heidi heike heledd helen helga heli hema henrietta hermione hilda hilde hillary
    hina hinemoa hirut hisako hitomi holly hortensia huda hui-min huia huma humaira hye
    hyun-jung hélène hülya iara ifeoma ijeoma ilaria ildikó ileana ilka ilse iman imelda imke
    imogen indira ines inez ingeborg ingela inger ingrid inmaculada intisar inès inés inês ioana
    iona iqra irene irina iris irma irmgard iryna isabel isabella isabelle ishwari isla ivana
    ivanka ivone iwona iyabo izumi jacinda jacira jacqueline jacquelyn jadwiga jamila jana jane
    janet janice janie janine janis jasmin jasmine jasna jaya jayanti jayne jeanette jeanne
    jeannette jeannie jeannine jebet jelena jemima jenna jennie jennifer jenny jepkosgei jessica
    ji-woo jill jinky jitka jo joan joana joann joanna joanne jodi johanna jolanta jolene josefa
    josefina josephine josette joy joyce joëlle juana juanita judit judith judy julia julie
    junko justyna jutta jyoti kaarina kadiatou kajal kalpana kamala kamini kanchan kaori kara
    karen kari karima karin karishma karla katalin katarzyna kate kateryna katherine kathleen
    kathryn kathy katie katja katrin katrina kavita kay kayla kaylee kazuko keiko keisha kelley
    kelli kellie kemi kendra kerstin kerubo ketaki kgomotso khadija khanyi kimberly kinga kiri
    kirra kirsteen kirsten kirsty kjerstin krista kristen kristi kristie kristin kristina
    kristine kristy krisztina krystal ksenia kseniya kumiko kylie kyoko ladi laetitia laila
    lakeisha lakshmi lana larisa larysa lata latasha latifa latoya laura lauren laurie lavinia
    layla leah leanne lebohang leela leigh leila leilani lela lena lene lenka leona leonor
    lerato lesego lesia leticia lettice letícia leyla lieselotte liezl lila liliane lillian
    lillie lina linda lindiwe lindsay lindsey ling lisa lisbeth liv liz ljiljana lois lola lora
    loredana lorelle lorena lorene loretta lori lorna lorraine lotte louisa louise lourdes lowri
    lubna lucia luciana lucie lucille lucinda lucrezia lucy lucía ludivine ludovica luisa lula
    lungi lurleen luz luísa lydia lynda lynette lynne lyudmila lyudmyla léa mabel mable macarena
    madalena madeleine madhuri mae maeve magali magda magdalena maggie maha mahina mahsa maiko
    mair maire mairead mairi mairéad maisie maja makiko malala malgorzata malin malini mamata
    mamie mandy manisha manon manuela marama marcella marcia mareike margaret margarita
    margherita margie margit margot margrethe marguerite maria mariam mariama marian mariana
    mariangela marianne maribel maricel marie marieke mariko marilyn marina marisol marit
    marites maritza mariya marja marjorie marketa markéta marla marlene marsha marta martha
    martina mary maryam maryann marzena maría masoumeh mathilde matilda matilde mattie maureen
    mavis maxine maybelle maysa mayumi małgorzata meena meenakshi meera megan meghan megumi
    megyn mehreen mei mei-ling meike melania melanie melba melinda melissa melody meltem
    mercedes meredith merve meseret mette mhairi michela michele michelle michiko midori mieko
    mihaela miho mildred milica millicent millie min-ji mina minako mindy minnie mira miranda
    mireille mirella miriam mirjana misako misty mitsuko miyuki moira molly mona monica monika
    monique montserrat moraa morag morgane morven mpumi muireann mulu munira muriel muthoni
    mwende myfanwy myra myrna myrtle máire márcia mária märta méabh mónika nadezhda nadia nadine
    nadiya nafissatou nafula nagwa najla naledi nalini namrata nanako nancy nandi nandini naoko
    naomi narelle narges nargis nasreen nasrin natalia natalie natasha nataša nathalie natsumi
    nawal nazan nazanin nazia ndidi neelam neha nekesa nellie nerys neslihan nesta nettie ngaire
    ngozi nguyet nia niamh nichole nicola nicole nicoletta nidhi nieves nikki nilüfer nina
    nirmala nisha nisreen njeri nkechi nneka nnenna nobuhle noelia noluthando nomfundo nomsa
    nomvula nonhlanhla noor nora noreen noriko norma nosipho noura noémie ntombi nuala nurul
    nusrat nwanneka nyambura nyokabi oana obiageli octavia océane odette odile oksana olajumoke
    olena olga olha olive olivia olwyn omolara omotola onyinye oonagh orla orlaith ornella
    orsolya ottilie oumou oyinkan padma palesa pallavi paloma pam pamela pania paola parisa
    pascale patrice patricia patrizia patsy patti patty paula paulette pauline payal pearl peggy
    pelin penny perdita pernille petra petronella philippa phoebe phumzile phyllis pia pilar
    pinar pirjo piroska pooja poonam portia prachi pratibha preeti priscilla priya priyanka
    päivi rabab rabia rachael rachel radha radhika radka radmila raelene rafaela raffaella
    ragnhild raisa rajni raluca ramatoulaye ramona rana randa randi rani rania raquel rasha
    rashmi raymonde rebecca reem refilwe rehana reiko rekha rena renata renate renee renu reshma
    rhian rhiannon rhonda rie riitta rikke risa rita ritu roberta robin robyn rochelle rocío
    roimata roisin rokia ronke rosa rosalie rosalind rosalía rosamund rosanna rosario rose
    rosemarie rosemary rosie rossella roswitha rosângela rowena roxana roxanne ruba rubina ruby
    rukhsana rumbidzai rupa rutendo ruth ryoko régine réka róisín saanvi sabiha sabine sabrina
    sachiko sade sadhana sadhbh sadie sahar saima sakiko sakura sally salma salwa samantha samar
    samia samina samira sana sandra sandrine sandy sangeeta sanna saoirse sara sarah sarita
    saskia satoko satu savita sawsan sayaka sayuri seema selam senga serena setsuko sevgi
    shabana shabnam shaima shaista shalini shanice shanta shanthi shari sharmila sharon shawna
    shayla shazia sheila shelia shelley shelly shereen sheri sherri sherrilyn sherry sheryl
    shilpa shirin shirley shizuko shona shreya shweta sibel sibylle signe sigrid siham silke
    silvana silvia simona simone sinead sinéad siobhan siobhán sioned siti siv smita smriti
    sneha snežana sofia sofía soheila solange solveig solène sonal sonali songül sonia sonja
    sonya soo-jin sophia sophie soraya sorcha souad stacey stacy stefania stella stephanie sudha
    sue suhair sujata sulekha sultana sumiko sunita sunniva susan susana susanne sushma susie
    suzanne svetlana svitlana swati sybil sylvia sylvie synnøve séverine síle sílvia tabitha
    tahani tahira talia tamar tamara tami tamika tamiko tammie tammy tamsin tanisha tanja tanvi
    tanya tara tarja tasha tatiana tatyana tausaga teresa teresita teri terri tessa tetiana
    thandeka thandi thandiwe thea thelma thembi theresa thomasina thuy tiarna tiffany tigist
    tijana tilly tina titilayo tiziana tomoko toni tonya torill toshiko tove toyin tracey traci
    tricia trudi trudy tsehay tsitsi turid tuula tânia ulla ulrike uma una unni urmila ursula
    usha ute valentina valeria valerie valérie vanda vandana vanessa vasudha veena velma venetia
    vera verity verna veronica verónica vesna vibeke vicki vickie vicky victoria vidya vigdis
    vimala vimbai viola violet viorica virginie vittoria vivian viviane véronique wafa wairimu
    waithera waltraud wambui wanda wangari wangui wanjiku wanjiru wendy wiebke wiesława
    wilhelmina wilma winifred winnie wioletta ximena xiu yaa yamini yana yasmeen yasmin yasmine
    yasuko yekaterina yelena yemisi yeshi yetunde yevheniya yewande ylva yoko yolanda yoshiko
    yukari yuki yukiko yuko yulia yuliana yuliia yumi yumiko yvette yvonne zahra zaina zainab
    zandile zanele zara zdenka zeenat zehra zeina zewditu zeynep zinhle zodwa zoe zofia zohreh
    zoë zsuzsa zsófia zubaida zuzanna ágnes áine édith éliane élise élodie émilie órla özge úna
    šárka
    """.split()
)
# Of these, what men and women both are called: a name, but no sign of gender.
EITHER = frozenset(
    """
    alex andrea ashley bolaji carol courtney dana dayo evelyn francis gabriele hilary ifeanyi
    jabu jamie jaya jean jordan kelechi kelly kerry kgomotso kim laurence lebohang leigh lerato
    lesego leslie lindsay lindsey loren lynn makoto marion meredith nicola noor nyasha oluwaseun
    refilwe robin sasha seun shannon shelley shelly simone stacey stacy taylor tayo tobi tracey
    tracy tshepo uchenna vivian
    """.split()
)
