"""Given names that speak for one gender: a small list, evidence and not a verdict.

The English ones are the most frequent of the US Census of 1990 (public domain) that at least
five of six bearers of one sex carry, without those that are more often places or words
("Georgia", "May"); to them come frequent names of other languages, by hand. What an article
itself says ("Mr.", "she") goes before this list.
"""

from __future__ import annotations

MASCULINE = frozenset(
    """
    aamir aaron abdoulaye abdul abdullah abdullahi abraham abubakar adam adamu adebayo adel adewale
    aditya adrian afonso agustín ahmad ahmed ajay akash akira al alan alasdair alastair albert
    alberto albie alejandro aleksandar aleksander aleksandr alemayehu alex alexander alfie alfonso
    alfred alfredo ali alioune alistair aliyu allan allen alonzo alton alvaro alvin amadou aminu
    amir amit amitabh anand anders andre andreas andrei andrej andres andrew andriy andrzej andrés
    andy angelo angus anil ankit anthony antoine antonio antti anwar archibald archie arjun armando
    arnav arne arnold arthur arturo arun arvind ashish ashok asif attila avinash ayman aziz azman
    babajide babatunde bakary balasaheb barack barasa barnaby barry bashar bashir bastiaan bayo
    behrouz bekele ben benigno benito benjamin benny benoît bernard bernardo bernie bharat bheki
    bilal bill billy biodun bjarne bjorn björn blake bob bobby bogdan bohdan bolaji bonface bongani
    boniface boris borja boubacar brad bradley brandon branko brent brett brian brody bruce bryan
    bryant burak byron caio caleb callum calvin cameron carl carlos carlton carsten catalin cathal
    cecil cedric cem cesar chad charles charlie cheikh cheruiyot chetan chibuzor chidi chike chinedu
    chinua chirag chris christopher chuck chukwudi chukwuma cian ciarán ciprian clarence clark
    claude claudio clayton clifford clifton clint clive clyde cody colin colm conor corey cormac
    cory cosmin craig crisanto crispin curt curtis cuthbert cyprian cyril cédric dafydd dai dale
    damon dan danie daniel danny dapo dariush darko darragh darrel darrell darren darryl darshan
    daryl dave david dawit dayo dean declan deepak deji delbert dennis deon derek derrick desmond
    detlef devendra devin dewey dexter diarmuid diego dieter dimitris dindo dinesh dmitri dmitry
    dmytro dominic don donal donald donnie doug douglas doyle dragan dragos drew duane duarte duc
    dustin dwayne dwight dylan eamon eamonn earl ebenezer ebo ebuka ed eddie edgar edmund eduardo
    edward edwin efe efren ehud einar eirik ekow elias elijah eliud ellis elmer elon emeka emiliano
    emilio emmanuel emre emyr enrique enzo eoghan eoin erdogan eric erick erik ernest ernesto ervin
    esteban etienne euan eugene evan evaristo everett evgeny ewan ewen fabián facundo fadi faisal
    faizal faizan farai farhan farid faris farooq farouk faruq fausto felipe felix femi ferenc
    fergal fergus fernando fidel finlay finn fintan florian florin floyd folarin forrest fouad
    francisco francois frank franklin franz françois fraser fred freddie frederick fredrick fritz
    gabriel ganesh gareth garrett garry garth gary gaurav gaétan gaël gbenga gearoid gene geoffrey
    george geraint gerald gerard gerardo gert getachew gethin ghassan gheorghe gideon gijs gilbert
    gilberto giles giorgio giorgos giovanni girish giuseppe glen glenn godswill godwin gonzalo
    gonçalo gopal goran gordon govind graham grant greg gregg gregory grzegorz guido guillaume
    guillermo gunnar gustavo gwilym gábor göran gösta günther haakon hadi hafiz haider haile hakan
    hakim hamid hamish hamza hani hans harish harold harry haruki haruto harvey hasan hassan hector
    heikki heinrich helmut hemant hemi hendrik hennie henrik henrique henry herbert herman hernán
    himanshu hiro hiroki hiroshi hisham hitesh hoang holger homer horace horst hossein howard hubert
    hugh hugo hung hussain hussein huw håkon iain ian ibrahim ibrahima idrissa ieuan ifeanyi ignacio
    igor ikechukwu ikenna iker ilya imad imran imtiaz iolo ionut ira irfan irving isaac isagani
    ismael ismail istván ivan ivo iwan iñaki jaap jabu jack jacob jacques jae jagdish jake jakub
    jamal james jan jannie janusz jared jaroslav jarrod jason jasper jatin javed javier jay jayesh
    jean-claude jean-paul jeb jeff jeffery jeffrey jejomar jens jeppe jeremiah jeremy jermaine
    jerome jerry jerzy jesper jesse jesus jianguo jide jignesh jim jimmy jin jiří joaquim joaquín
    jochen joe joel joey johan johannes john johnathan johnny jomo jon jonas jonathan jonathon joost
    jorge jose joseph josh joshua josé joão juan juergen juha jukka julian julio julius jun jun-ho
    junaid jurgen justin jye jörg jürgen kabiru kagiso kailash kamal kamau kapil karan kareem karim
    kariuki karl karsten karthik kartik kashif kasper kayode kazuki kazuo kebede keir keith kelechi
    kelvin kemal ken kenji kenneth kenny kent kenta kevin khalid kibet kieran kimani kingsley
    kipchoge kiplagat kiprono kirk klaus kobus koffi kofi kojo kolawole kossi kostas kourosh krishna
    kristopher krzysztof kunal kunle kurt kurtis kwabena kwadwo kwaku kwame kwasi kweku kwesi kyle
    lachlan ladislav lalit lamin lanre larry lars lasse laszlo laurence laurent lawrence leandro
    leif lekan leland lennart leo leon leonard leopold leroy lester levi lewis liam lionel lisandro
    llewelyn lloyd lochlan lokesh lonnie lorcan loren lorenzo lothar louis lowell loïc lubomir luca
    lucas luciano luigi luis lukas luke lungile luther luís lwazi lyle lászló maarten mack magnus
    mahathir mahesh mahmood mahmoud mahmud maina majid makoto malcolm mamadou mandla manfred manish
    manoj manuel marc marc-andré marcel marcin marco marcos marcus marek mario marius mark marshall
    martin marty marvin masato mateo mateusz mathew mathieu mats matt matteo matthew matías maurice
    mauricio max mayank mehdi mehmet mehmood melvin michael michal michał micheal michel micheál
    miguel mihai mihir mikael mike mikhail mikkel mikko miklós milan milton min-jun ming minh
    miroslav mitch mitchell mitt modou mohamed mohammad mohammed mohan mohit mohsen monty moritz
    morris morten moses moussa muhammad mukesh mulugeta murat murdo musa mustafa mutua mwangi mykola
    myron nabil nadeem nagesh naoki narendra naresh nasiru nasser nathan nathanael nathaniel naveed
    naveen nawaz neal nebojsa neeraj neil neville newt nguyen niall nicholas nick nicolas nicolás
    nigel nikhil niklas nikolai nikos nils nitesh nitin niyi njoroge nnamdi nonso norbert norman
    nuno obi obinna obiora ochieng octavio odhiambo oisin oisín okechukwu okoth ola olaf olav oleg
    oleksandr oliver olivier olu olumide olusegun oluwaseun oluwole omar omondi omprakash onyango
    orhan orville osagie osama osas oscar oskar osman osvaldo otieno otis ottmar ousmane owain owen
    oyvind pablo padraig pankaj parag patrick paul paulo pavan pavel pawel paweł pedro pekka per
    percival perry pervez pete peter petr philip phillip pierre pierre-luc pieter piotr piyush
    prabhakar pradeep prakash pramod prashant pratap praveen przemysław pádraig qasim quang quentin
    radoslav radu rafael rafał rafe raghav raghu ragnar rahul raila rainer raj rajan rajat rajeev
    rajendra rajesh rajiv rajnish rakesh ralph ramakant ramdas ramesh rami ramon rand randall
    randolph randy ranjit rashid rasmus raul ravi rawiri ray raymond razak razvan recep reginald
    reince reinhard reto rewi rex reza rhodri rhys riaan riaz ricardo richard rick rickey ricky
    rishi ritesh robbie robert roberto roderick rodney rodolfo rodrigo rogelio roger rohan rohit
    roland rommel ron ronald ronan ronnie roosevelt rory ross rotimi roy ruairi ruaridh ruben rubén
    rudi rudolph rudy ruedi rufus rui rupert rupesh russell ruud ryan ryota rémi sachin sadiq saeed
    sajid saleem salman salvatore sam sameer samir sammy samuel sandeep sander sandile sani sanjay
    santanu santiago santosh satish satoshi satyam saul saurabh scott seamus sean sebastian
    sebastián segun sergei sergio serhiy serkan seth seun seydou seán shafiq shahid shakeel shane
    shaun shawn shehu shekhar sheldon sherman shinji shinzo shoaib shota shyam siamak sibusiso
    siddharth siddhartha sidney siegfried sifiso sigurd silas simon sindre sipho siyabonga sjoerd
    slobodan somnath soren souleymane sourav spencer srinivas stan stanislav stanley stefan stephen
    steve steven stewart stuart stéphane subhash subramaniam sudhakar sudhir sulaiman suleiman sumit
    sung-ho sunil surendra suresh sushil sven sverre syed sylvester séamus sébastien søren sławomir
    tadesse tadhg tafadzwa takashi takeshi takuya taras tarek tariq tarquin tarun tatsuya tavish
    tayo ted teddy tejas tendai terence terrance terrence tersoo tesfaye tetsuya thabo themba theo
    theodore thiago thibault thomas thorsten thulani tiago tim timo timothy tobi tobias toby
    tochukwu todd tolga tom tomas tomasz tommy tomás tony torbjorn torbjørn torsten toshiro travis
    trevor tristan trond troy tshepo tudur tunde tunji tuomas tushar tyler tyoor tyrone uchenna uday
    ugochukwu uhuru ultan umar umesh usman utkarsh uwe vaclav vaibhav varun vasco vasile venkatesh
    vernon vicente victor vidar vijay vikas vikram vikrant viktor vinay vincent vineet vinod virgil
    vishal vishnu vitaliy vivek vlad vladimir vladislav volkan volker volodymyr vusi vuyo václav
    wade wafula wale walid wallace walter waqar warren waseem wasim wayne wei wekesa wendell werner
    wesley wikus wilbert wilbur wilf wilfred wilhelm willard william willis wilson winston wiremu
    wojciech wole wolfgang woodrow wouter wycliffe xavier xiaolong xiaoming xolani yahaya yakubu
    yannick yaroslav yashwant yasir yasser yasuo yaw yilmaz yitzhak yogendra yogesh yohannes yoshi
    yoshio yousef yusuf yusuke zachary zafar zahid zbigniew zdenek zhiwei ziad zlatan zoltán zoran
    zubair zulfiqar zulkifli zweli álvaro øyvind łukasz
    """.split()
)

FEMININE = frozenset(
    """
    aarti abeba abena achieng ada adaeze adaobi adela adhiambo aditi adriana adrienne adunni adwoa
    afia agata agnes agnieszka ailsa aimee aine aino aisha aishwarya aisling aissatou akiko akinyi
    akosua akoth akua alejandra aleksandra alena alessandra alexandra alice alicia alisha alison
    allison alma almaz almudena alyssa ama amal amanda amandine amarachi amber amelia amina aminat
    aminata amira amparo amrita amy amélie ana analyn ananya anastasia anaïs anca andrea andreea
    angela angelica angelika angelina angharad angie anika anita anja anjali anke ann anna annalisa
    anne anne-marie anneke anneli annelies anneliese annette annie annika antje antoinette antonella
    antonia anuradha anyango aoibheann aoife aparna araminta archana arianna arlene aroha arundhati
    asha ashley asma astrid asuka atieno atsuko audrey auma aurore aurélie awuor ayako ayesha aylin
    ayse aysel ayumi ayşe azadeh barbara beata beate beatrice beatrix beatriz becky belinda belén
    benedetta bente berit bernadette bernice bertha beryl bessie beth bethan bethany betsy betty
    beulah beverly bhavna bianca bintou birgit blanca blanche blanka bláthnaid bobbie bodil
    boitumelo bojana bolanle bonnie bontle bożena brandi brandy breesha brenda bridget brigid
    brigitte britta brittany bronte bronwyn brooke bruna brunhilde bríd bukola bushra busisiwe
    bärbel bénédicte bérénice camelia camila camille candace candice caoimhe capucine carla carlota
    carlotta carly carmen carol carole carolina caroline carolyn carrie carys cassandra catalina
    caterina catherine cathy catrin catriona cecelia cecilia celeste celia cerys chantal chantelle
    charlene charlotte chebet chelsea cherono cheryl chiamaka chiara chidinma chie chinyere chioma
    chipo chitra chiyo chloe chloé christie christina christine christy ciara cindy cinzia claire
    clara claudia claudine clementine clodagh clémence clémentine colleen conceição concepción
    condoleezza connie constance consuelo cora coralie corazon cordelia corina corinne cornelia
    costanza coumba cressida cristina cynthia céline dagmar dagny daisy dalia daniela danielle
    danuta daria darla darlene davina dawn deanna dearbhla debbie deborah debra deepa deepika
    deirdre delia della delores delphine delyth denise dervla desiree despina dewi diana diane
    dianna dianne dilma dilys dina dineo divya dixie doina dolores donatella donna dora doreen doris
    dorota dorothea dorothy dorte dragana dubravka débora dörte earlene ebere ebony ebru edith edna
    eduarda efua eija eileen eilidh eimear eirlys eithne ekaterina elaine eleanor elena eleni
    eleonora elif elin elisa elisabeth elisabetta elise elizabeth elke ella ellen eloise elsa elsie
    elspeth eluned elvira elżbieta emiko emily emine emma emmanuelle encarnación erica erika erin
    erma ernestine erzsébet esi esra essie estefanía estelle esther eszter ethel etsuko eula eun-ji
    eunice eva evelyn ewa ezinne fadwa fahmida faith fannie farah farida farzana fatima fatma fatou
    fatoumata fauzia faye federica felicia felicity femke feride fernanda ffion filipa fiona
    fionnuala flavia flora folake folasade frances francesca françoise frauke freda freya fumiko
    funke funmi funmilayo fátima gabriela gabriele gaia gail galina gamze gayatri gayle gaëlle geeta
    genevieve geneviève georgina geraldine gerda gertrude ghada ghislaine giada gillian gina ginevra
    ginger giorgia giovanna gisela gisele gisèle gita gitte giulia gladys glenda gloria golnaz gonul
    grace graciela grainne grazia graça grażyna greta gretchen grethe gro gráinne guadalupe gudrun
    gugu gunilla gwen gwendolyn gwenllian gülşen hadiza hala halima halina hana hanako hanan hande
    hanh hanna hannah hannelore harriet haruka haruko hatice hattie hauwa hazel heather heba
    heidemarie heidi heike heledd helen helga heli hema henrietta hermione hilda hilde hillary hina
    hinemoa hirut hisako hitomi holly hortensia huda hui-min huia huma humaira huong hye hye-jin
    hyun-jung hélène hülya iara ifeoma ijeoma ilaria ildikó ileana ilka ilse iman imelda imke imogen
    indira ines inez ingeborg ingela inger ingrid inmaculada intisar inès inés inês ioana ioanna
    iona iqra irene irina iris irma irmgard iryna isabel isabela isabella isabelle ishwari isla
    ivana ivanka ivone iwona iyabo izumi jacinda jacira jacqueline jacquelyn jadwiga jamila jana
    jane janet janice janie janine janis jasmin jasmine jasna jaya jayanti jayne jeanette jeanne
    jeannette jeannie jeannine jebet jelena jemima jenna jennie jennifer jenny jepkosgei jessica
    ji-hye ji-woo jill jinky jitka jo joan joana joann joanna joanne jodi johanna jolanta jolene
    josefa josefina josephine josette joy joyce joëlle juana juanita judit judith judy julia julie
    junko justyna jutta jyoti kaarina kadiatou kajal kalpana kamala kamini kanchan kaori kara karen
    kari karima karin karishma karla kasia katalin katarzyna kate katerina kateryna katherine
    kathleen kathryn kathy katie katja katrin katrina kavita kavitha kay kayla kaylee kazuko keiko
    keisha kelley kelli kellie kemi kendra kerstin kerubo ketaki kgomotso khadija khanyi kimberly
    kinga kiri kirra kirsteen kirsten kirsty kjerstin krista kristen kristi kristie kristin kristina
    kristine kristy krisztina krystal ksenia kseniya kumiko kylie kyoko ladi laetitia laila lakeisha
    lakshmi lalita lana larisa larysa lata latasha latifa latoya laura lauren laurie lavinia layla
    leah leanne lebohang leela leigh leila leilani lela lena lene lenka leona leonor lerato lesego
    lesia leticia letitia lettice letícia leyla lieselotte liezl lila liliane lillian lillie lina
    linda lindiwe lindsay lindsey ling linh lisa lisbeth liv liz ljiljana lois lola lora loredana
    lorelle lorena lorene loretta lori lorna lorraine lotte louisa louise lourdes lowri lubna lucia
    luciana lucie lucille lucinda lucrezia lucy lucía ludivine ludmila ludovica luisa lula lungi
    lurleen luz luísa lydia lynda lynette lynne lyudmila lyudmyla léa mabel mable macarena madalena
    madeleine madhuri mae maeve magali magda magdalena maggie maha mahina mahsa maiko mair maire
    mairead mairi mairéad maisie maja makena makiko malala malgorzata malin malini mamata mamie
    mandy manisha manon manuela marama marcella marcia mareike margaret margarita margherita margie
    margit margot margrethe marguerite maria mariam mariama marian mariana mariangela marianne
    maribel maricel marie marieke mariko marilyn marina marisol marit marites maritza mariya marja
    marjorie marketa markéta marla marlene marsha marta martha martina mary maryam maryann marzena
    maría masoumeh mathilde matilda matilde mattie maureen mavis maxine maybelle maysa mayumi
    małgorzata meena meenakshi meera megan meghan megumi megyn mehreen mehwish mei mei-ling meike
    meiling melania melanie melba mele melinda melissa melody meltem mercedes meredith merve meseret
    mette mhairi michela michele michelle michiko midori mieko mihaela miho mildred milena milica
    millicent millie min-ji mina minako mindy minnie mira miranda mireille mirella miriam mirjana
    misaki misako misty mitsuko miyuki moana moira molly mona monica monika monique montserrat moraa
    morag morgane morven mpumi muireann mulu munira muriel muthoni mwende myfanwy myra myrna myrtle
    máire márcia mária märta méabh mónika nadezhda nadia nadine nadiya nafisa nafissatou nafula
    nagwa najla naledi nalini namrata nanako nancy nandi nandini naoko naomi narelle narges nargis
    nasreen nasrin natalia natalie natasha nataša nathalie natsumi nawal nazan nazanin nazia ndidi
    neda neelam neha nekesa nellie nerys neslihan nesta nettie ngaire ngozi nguyet nia niamh nichole
    nicola nicole nicoletta nidhi nieves nikki nilüfer nina nirmala nisha nisreen nita njeri nkechi
    nneka nnenna nobuhle noelia nokuthula noluthando nomfundo nomsa nomusa nomvula nonhlanhla noor
    nora noreen noriko norma nosipho noura noémie ntombi nuala nurul nusrat nwanneka nyambura
    nyokabi oana obiageli octavia océane odette odile oksana olajumoke olena olga olha olive olivia
    olwyn omolara omotola onyinye oonagh oriel orla orlaith ornella orsolya ottilie oumou oyinkan
    padma palesa pallavi paloma pam pamela pania paola parisa pascale patrice patricia patrizia
    patsy patti patty paula paulette pauline payal pearl peggy pelin penny perdita pernille petra
    petronella philippa phoebe phumzile phuong phyllis pia pilar pinar pirjo piroska polina pooja
    poonam portia prachi pratibha preeti priscilla priya priyanka putri päivi rabab rabia rachael
    rachel radha radhika radka radmila raelene rafaela raffaella ragnhild raisa rajni raluca
    ramatoulaye ramona rana randa randi rani rania raquel rasha rashmi raymonde rebecca reem refilwe
    rehana reiko rekha rena renata renate renee renu renuka renée reshma rhian rhiannon rhonda rie
    riitta rikke risa rita ritu roberta robin robyn rochelle rocío roimata roisin rokia ronke rosa
    rosalie rosalind rosalía rosamund rosanna rosario rose rosemarie rosemary rosie rossella
    roswitha rosângela rowena roxana roxanne roya ruba rubina ruby rukayya rukhsana rumbidzai rupa
    rutendo ruth ryoko régine réka róisín saanvi sabiha sabine sabrina sachiko sade sadhana sadhbh
    sadie sahar saima sakiko sakura sally salma salome salwa samantha samar samia samina samira sana
    sandra sandrine sandy sangeeta sanna saoirse sara sarah sarita saskia satoko satu savita sawsan
    sayaka sayuri seema selam senga seren serena setsuko sevgi shabana shabnam shaima shaista
    shalini shanice shanta shanthi shanti shari sharmila sharon shawna shayla shazia sheila shelia
    shelley shelly shereen sheri sherri sherrilyn sherry sheryl shilpa shirin shirley shizuko shobha
    shona shreya shweta sibel sibylle signe sigrid siham silke silvana silvia simona simone sinead
    sinéad siobhan siobhán sioned siti siv siân smita smriti sneha snežana sofia sofía soheila
    solange soledad solveig solène sonal sonali songül sonia sonja sonya soo-jin sophia sophie
    soraya sorcha souad stacey stacy stefania stella stephanie sudha sue suhair sujata sulekha
    sultana sumiko sunita sunniva susan susana susanne sushma susie suzanne svetlana svitlana swati
    sybil sylvia sylvie synnøve séverine síle sílvia tabitha tahani tahira talia tamar tamara tami
    tamika tamiko tammie tammy tamsin tanisha tanja tanvi tanya tara tarja tasha tatiana tatyana
    tausaga teresa teresita teri terri tessa tetiana thandeka thandi thandiwe thea thelma thembi
    theresa thomasina thuy tiarna tiffany tigist tijana tilly tina titilayo tiziana tomoko toni
    tonya torill toshiko tove toyin tracey traci trang tricia trudi trudy tsehay tsitsi turid tuula
    tânia ulla ulrike uma una unni urmila ursula usha ute uzma valentina valeria valerie valérie
    vanda vandana vanessa vasiliki vasudha veena velma venetia vera verity verna veronica verónica
    vesna vibeke vicki vickie vicky victoria vidya vigdis vimala vimbai viola violet viorica
    virginie vittoria vivian viviane véronique wafa wairimu waithera waltraud wambui wanda wangari
    wangui wanjiku wanjiru wati wendy wiebke wiesława wilhelmina wilma winifred winnie wioletta
    xanthe xiaoli ximena xiu yaa yamini yana yasmeen yasmin yasmine yasuko yekaterina yelena yemisi
    yeshi yetunde yevheniya yewande ylva yoko yolanda yoshiko yukari yuki yukiko yuko yulia yuliana
    yuliia yumi yumiko yvette yvonne zahra zaina zainab zandile zanele zara zdenka zeenat zehra
    zeina zewditu zeynep zinhle zodwa zoe zofia zohreh zoya zoë zsuzsa zsófia zubaida zuzana zuzanna
    ágnes áine édith éliane élise élodie émilie órla özge özlem úna šárka
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
