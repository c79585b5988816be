"""Given names that speak for one gender: a small list, evidence and not a verdict.

The English ones are the most frequent of the US Census of 1990 (public domain) that at least
five of six bearers of one sex carry, without those that are more often places or words
("Georgia", "May"); to them come frequent names of other languages, by hand. What an article
itself says ("Mr.", "she") goes before this list.
"""

from __future__ import annotations

MASCULINE = frozenset(
    """
    aaron abraham adam adrian ahmad ahmed akira al alan alastair albert alberto alejandro alex
    alexander alfonso alfred alfredo ali alistair allan allen alonzo alton alvin amir anders
    andre andreas andrei andrej andres andrew andrzej andy angelo angus anthony antoine antonio
    anwar archie arjun armando arnold arthur arturo arun aziz barack barry bashar ben benjamin
    benny bernard bernardo bernie bill billy bjorn björn blake bob bobby boris brad bradley
    brandon brent brett brian bruce bryan bryant byron caleb callum calvin cameron carl carlos
    carlton carsten cecil cedric cesar chad charles charlie chidi chris christopher chuck
    clarence clark claude claudio clayton clifford clifton clint clyde cody colin corey cory
    craig curtis cyril dai dale damon dan daniel danny darko darrel darrell darren darryl daryl
    dave david dean deepak delbert dennis derek derrick devin dewey dimitris dmitri dmitry
    dominic don donald donnie doug douglas doyle dragan drew duane dustin dwayne dwight dylan
    earl ed eddie edgar edmund eduardo edward edwin ehud elias ellis elmer elon emeka emmanuel
    enrique enzo erdogan eric erick erik ernest ernesto ervin eugene evan everett evgeny ewan
    faisal farai farid felipe felix ferenc fergus fernando finn floyd forrest francisco francois
    frank franklin franz françois fred freddie frederick fredrick fritz gabriel gareth garrett
    garry gary gene geoffrey george gerald gerard gerardo gilbert gilberto giorgio giorgos
    giovanni giuseppe glen glenn goran gordon graham grant greg gregg gregory guido guillaume
    guillermo gustavo gábor günther hakan hamid hamish hans harold harry haruto harvey hassan
    hector henrik henry herbert herman hiro hiroshi hisham homer horace howard hubert hugh hugo
    hussein ian ibrahim ignacio igor ikenna ilya imran ira irving isaac ismael istván ivan ivo
    iñaki jaap jack jacob jacques jae jake james jan jared jason javier jay jeb jeff jeffery
    jeffrey jens jeremiah jeremy jermaine jerome jerry jesse jesus jim jimmy jin jiří joe joel
    joey johan john johnathan johnny jon jonas jonathan jonathon jorge jose joseph josh joshua
    josé joão juan juergen julian julio julius jun justin jörg jürgen kagiso kamal kareem karim
    karl keir keith kelvin ken kenji kenneth kenny kent kenta kevin khalid kirk klaus kofi
    kostas krishna kristopher krzysztof kurt kwame kwasi kwesi kyle larry lars laszlo laurence
    laurent lawrence leif leland leo leon leonard leroy lester levi lewis liam lionel lloyd
    lonnie loren lorenzo louis lowell luca lucas luigi luis lukas luke luther lyle mack magnus
    mahathir mahmoud mahmud malcolm manuel marc marcel marco marcos marcus marek mario mark
    marshall martin marty marvin mathew mathieu mats matt matteo matthew maurice max mehmet
    melvin michael micheal michel miguel mikael mike mikhail milan milton ming minh mitch
    mitchell mitt mohamed mohammad mohammed morris moses muhammad mustafa myron narendra nasser
    nathan nathaniel neal neil newt nguyen nicholas nick nicolas nigel niklas nikolai nikos nils
    norman obinna ola olaf oleg oliver olivier omar orville osama oscar oskar osman otis owen
    pablo patrick paul pavel pawel pedro per perry pete peter petr philip phillip pierre piotr
    pradeep rafael rahul raj rajesh ralph ramon rand randall randolph randy raul ravi ray
    raymond recep reginald reince rex rhys ricardo richard rick rickey ricky rishi robbie robert
    roberto roderick rodney rodolfo rogelio roger rohan roland ron ronald ronnie roosevelt rory
    ross roy ruben rubén rudolph rudy rufus rupert russell ryan sadiq sajid salman salvatore sam
    samir sammy samuel sanjay satoshi saul scott seamus sean sergei sergio seth shane shaun
    shawn sheldon sherman shinzo sidney simon sipho spencer stanley stefan stephen steve steven
    stewart stuart stéphane sunil suresh sven syed sylvester sébastien takeshi tariq ted tendai
    terence terrance terrence thabo themba theo theodore thomas tim timothy todd tom tomas
    tomasz tommy tony travis trevor troy tunde tyler tyrone vaclav vernon victor vijay vikram
    viktor vincent virgil vladimir volodymyr václav wade wallace walter warren wayne wei wendell
    werner wesley wilbert wilbur wilfred willard william willis wilson wolfgang woodrow xavier
    yasser yitzhak yoshi yusuf zachary zoran
    """.split()
)

FEMININE = frozenset(
    """
    abena ada adaeze adrienne agnes aimee aisha akua alexandra alice alicia alisha alison
    allison alma alyssa ama amal amanda amber amelia amina amy amélie ana ananya anaïs andrea
    angela angelica angelika angelina angie anika anita anja ann anna anne anneke annelies
    annette annie antoinette antonia arlene ashley astrid audrey aurélie ayesha barbara beata
    beatrice beatriz becky belinda bernadette bernice bertha bessie beth bethany betsy betty
    beulah beverly birgit blanca blanche bobbie bonnie brandi brandy brenda bridget brittany
    bronwyn brooke camila camille candace candice carla carly carmen carol carole caroline
    carolyn carrie cassandra catherine cathy catriona cecelia cecilia celeste celia charlene
    charlotte chelsea cheryl chiara chioma chloe chloé christie christina christine christy
    cindy claire clara claudia claudine colleen condoleezza connie constance cora cristina
    cynthia daisy daniela danielle danuta darla darlene dawn deanna debbie deborah debra delia
    della delores delphine denise desiree diana diane dianna dianne dilma divya dixie dolores
    donna dora doreen doris dorothy ebony edith edna efua eileen eilidh elaine eleanor elena
    elif elisa elisabeth elise elizabeth ella ellen eloise elsa elsie elvira emily emma
    emmanuelle erica erika erin erma ernestine esra essie estelle esther ethel eula eunice eva
    evelyn faith fannie fatima fatou faye felicia femke fernanda fiona flora folake frances
    francesca frauke freda freya gabriela gail gayle genevieve geraldine gertrude gina ginger
    giulia gladys glenda gloria grace gretchen gunilla gwen gwendolyn hanna hannah harriet
    haruka hattie hazel heather heidi heike helen helga henrietta hilda hillary hina holly huma
    hye hélène ines inez ingrid inès inés ioana irene iris irma isabel isabella isabelle ivanka
    jacinda jacqueline jacquelyn jana jane janet janice janie janis jasmin jasmine jeanette
    jeanne jeannette jeannie jenna jennie jennifer jenny jessica jill jo joan joana joann joanna
    joanne jodi johanna josefina josephine joy joyce juana juanita judith judy julia julie
    kamala kara karen kari karin karla katarzyna kate katherine kathleen kathryn kathy katie
    katja katrina kavita kay kayla keiko kelley kelli kellie kendra khadija kimberly kirsten
    krista kristen kristi kristie kristin kristina kristine kristy krystal laila lakshmi lana
    latasha latoya laura lauren laurie layla leah leigh leila lela lena leona leticia lila
    lillian lillie lina linda lindiwe lindsay lindsey ling lisa liz lois lola lora lorena lorene
    loretta lori lorraine louisa louise lucia luciana lucille lucy lucía lula luz lydia lynda
    lynette lynne mabel mable mae maggie mairead maja malala malgorzata mamie mandy manon
    marcella marcia margaret margarita margie margrethe marguerite maria mariam marian mariana
    marianne marie marieke marilyn marina marjorie marla marlene marsha marta martha mary
    maryam maryann mathilde mattie maureen maxine megan meghan megyn mei melania melanie melba
    melinda melissa melody mercedes meredith mette michele michelle mildred mina mindy minnie
    mira miranda miriam misty molly mona monica monique muriel myra myrna myrtle nadia nadine
    naledi nancy naoko naomi natalia natalie natasha nellie nettie ngozi niamh nichole nicola
    nicole nikki nina nkechi nomsa noor nora norma nurul oksana olga olive olivia pam pamela
    paola patricia patsy patti patty paula paulette pauline pearl peggy penny petra phyllis pia
    pilar pooja priscilla priya priyanka rachael rachel ramona rania raquel rebecca rekha rena
    renate renee rhonda rita roberta robin robyn rochelle rosa rosalie rosario rose rosemarie
    rosemary rosie roxanne ruby rukhsana ruth saanvi sabine sabrina sadie sakura sally salma
    samantha samia sandra sandy saoirse sara sarah saskia shabana shanthi shari sharon shawna
    sheila shelia shelley shelly sheri sherri sherry sheryl shirin shirley silvia sinead siobhan
    siti sofia sofía sonia sonja sonya soo-jin sophia sophie soraya stacey stacy stefania stella
    stephanie sue sunita susan susie suzanne svetlana sylvia tabitha tamar tamara tami tammie
    tammy tanja tanya tara tasha tatiana teresa teri terri thandi thelma theresa tiffany tina
    toni tonya tracey traci tricia ulrike ursula usha valentina valerie vanessa velma vera verna
    veronica vicki vickie vicky victoria viola violet vivian wanda wendy wilma winifred wioletta
    ximena xiu yasmin yewande yolanda yuki yukiko yvette yvonne zainab zanele zara zeynep zoe
    zoë élise
    """.split()
)
# Of these, what men and women both are called: a name, but no sign of gender.
EITHER = frozenset(
    """
    alex andrea ashley carol courtney dana evelyn francis hilary jamie jean jordan kelly kerry
    kim laurence leigh leslie lindsay lindsey loren lynn marion meredith nicola noor robin sasha
    shannon shelley shelly stacey stacy taylor tracey tracy vivian
    """.split()
)
