"""Every quotation gets the name that its article gives, and no other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from bracketed import names, read, speakers

from quoth.article import Article, Block, Span
from quoth.quotation import Known, Quotation
from quoth.reading.people import name_speakers

# -- people of one surname --------------------------------------------------------------------


def test_a_couple_is_told_apart_by_titles_and_pronouns() -> None:
    assert names("""\
Ivo Radan and his wife, Petra Radan, sold the mill on Tuesday.
“It was time,” [Ivo Radan] said.
“We cried,” [Mrs. Radan] said.
“I did not,” [Mr. Radan] said. [She] said that he had.
""") == ["Ivo Radan", "Petra Radan", "Ivo Radan", "Petra Radan"]


def test_mr_is_not_the_one_woman_of_that_surname() -> None:
    found = names("""\
Petra Radan, the first lady, planted a tree on Monday.
“It is a small tree,” [President Radan] said.
“It will grow,” [Ms. Radan] said. [Mr. Radan] said he hoped so.
""")
    assert found == ["Radan", "Petra Radan", "Radan"]


def test_father_and_son_of_one_name_stay_two() -> None:
    assert names("""\
Walter Quist Jr. runs the ferry that Walter Quist Sr. built in 1961.
“Dad never wrote a timetable,” [Walter Quist Jr.] said.
“There was no need,” [Walter Quist Sr.] said.
""") == ["Walter Quist Jr.", "Walter Quist Sr."]


def test_a_shared_surname_spreads_to_both_of_a_couple() -> None:
    assert names("""\
Arthur and Lucy Penhaligon keep bees on the roof.
“They know us,” [Lucy] said.
“They know her,” [Arthur] said.
""") == ["Lucy Penhaligon", "Arthur Penhaligon"]


# -- the forms of names -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("full", "later"),
    [
        ("Anneke van der Molen", "Van der Molen"),
        ("Tariq bin Saleh", "Bin Saleh"),
        ("Lucía de la Vega", "De la Vega"),
        ("Ludwig von Trotz", "Von Trotz"),
        ("Seán Ó Maolagáin", "Ó Maolagáin"),
        ("Oluwaseun Adebayo-Cole", "Adebayo-Cole"),
        ("J. R. Pemberton", "Pemberton"),
        ("Marguerite A. Dufresne", "Dufresne"),
        ("Thandiwe Mokoena", "Mokoena"),
        ("Nguyễn Thị Hạnh", "Hạnh"),
        ("Sione Fa’alogo", "Fa’alogo"),
        ("Lionel King", "King"),
        ("Dean Abernathy", "Abernathy"),
        ("James A. Baker", "Baker"),
        ("Priya Raghunathan", "RAGHUNATHAN"),
        ("Ólafur Þórsson", "Þórsson"),
        ("Александра Ветрова", "Ветрова"),
    ],
)
def test_a_later_surname_means_the_full_name(full: str, later: str) -> None:
    assert names(
        f"{full}, a miller from Ostrava, won the prize on Monday.\n"
        f"“I had flour in my hair,” [{full}] said.\n"
        f"“It is still there,” [{later}] added.\n"
    ) == [full, full]


@pytest.mark.parametrize(
    ("full", "later"),
    [("Zhao Lirong", "Zhao"), ("Kovács Ilona", "Kovács"), ("Seo Min-jae", "Seo")],
)
def test_the_surname_may_come_first(full: str, later: str) -> None:
    assert names(
        f"“The river is late,” said [{full}], a ferryman.\n"
        f"“It will come,” [{later}] said. “It always has,” [{later}] added.\n"
    ) == [full, full, full]


@pytest.mark.parametrize(
    "nickname", ["“Red”", '"Red"', "‘Red’", "(Red)"], ids=["curly", "straight", "single", "round"]
)
def test_a_nickname_is_no_part_of_the_name(nickname: str) -> None:
    assert names(
        f"Edgar {nickname} Mulcahy painted the tram stop.\n"
        "“I like a strong colour,” [Mulcahy] said. [Edgar Mulcahy] said so twice.\n"
    ) == ["Edgar Mulcahy", "Edgar Mulcahy"]


@pytest.mark.parametrize(
    "source",
    [
        "Dr. Imogen Hale",
        "Senator Imogen Hale of Iowa",
        "Rep. Imogen Hale (D-Ore.)",
        "Councillor Imogen Hale",
        "Imogen Hale’s",
        "Imogen Hale, 41,",
        "Imogen Hale KC, prosecuting",
        "the harbour master, Imogen Hale",
        "harbour master Imogen Hale",
        "a neighbour, Imogen Hale",
        "his running mate, Gov. Imogen Hale,",
        "Imogen Hale herself",
        "advice from Imogen Hale",
        "another\u00a0friend, Imogen Hale",
        "Mister Imogen Hale",
    ],
)
def test_a_name_is_found_in_what_stands_around_it(source: str) -> None:
    assert names(f"“The tide does not vote,” according to [{source}].\n") == ["Imogen Hale"]


@pytest.mark.parametrize(
    "source",
    [
        "His wife, model Grace Hale",
        "The clerk, Capt (retd) Grace Hale",
        "DC Grace Hale",
        "Det Con Grace Hale",
    ],
)
def test_a_trade_or_a_rank_in_capitals_is_no_part_of_a_name(source: str) -> None:
    assert names(f"[{source}] said that the tide does not vote.\nSo [Hale] said.\n") == [
        "Grace Hale",
        "Grace Hale",
    ]


def test_a_word_before_a_known_name_is_no_part_of_it() -> None:
    assert names("""\
Electing Bruno Castelli would cost the town its pool, his rivals say.
“The pool stays,” [Bruno Castelli] said. [Castelli] said so again on Friday.
""") == ["Bruno Castelli", "Bruno Castelli"]


def test_a_misspelt_surname_means_the_one_person_it_is_nearest_to() -> None:
    assert names("""\
Ottoline Schneidermann, a lock keeper, opened the gates at six.
“Nobody came,” [Scheidermann] said.
""") == ["Ottoline Schneidermann"]


# -- roles ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stated",
    [
        "Orbit chief executive Samira Lind",
        "Samira Lind, the chief executive of Orbit,",
        "Samira Lind, Orbit’s chief executive,",
        "Orbit’s chief executive, Samira Lind,",
    ],
)
def test_a_role_stated_beside_a_name_names_its_bearer_later(stated: str) -> None:
    assert names(
        f"{stated} cut the ribbon. The mayor, Gus Okafor, clapped.\n"
        "“We start on Monday,” [the Orbit chief] said.\n"
        "“So we do,” [the mayor] said. [The CEO] said it would rain.\n"
    ) == ["Samira Lind", "Gus Okafor", "Samira Lind"]


def test_a_role_stated_by_a_copula_counts_anywhere_in_the_article() -> None:
    assert names("""\
“Nobody will lose a job,” [the Orbit chief] said on Friday.
The works are old, and the roof leaks over the third hall.
Samira Lind is the chief executive of Orbit.
""") == ["Samira Lind"]


def test_an_office_may_have_an_article_inside_its_name() -> None:
    assert names("""\
Lena Moss owes it to her closeness to the president of the Norland Republic, Daniel Trundle.
[The president] said that he would stay.
""") == ["Daniel Trundle"]


@pytest.mark.parametrize("role", ["The Chirper owner", "The Chirper chief", "Chirper’s boss"])
def test_who_bought_a_firm_is_its_owner(role: str) -> None:
    assert names(f"""\
Maria Parker bought Chirper for $44 million. Ola Lind wrote the first lines of it.
“The price was fair,” [{role}] said.
""") == ["Maria Parker"]


def test_an_owner_is_known_by_the_new_name_of_the_firm() -> None:
    assert names("""\
Maria Parker bought Chirper (now Y) for $44 million. Ola Lind wrote the first lines of it.
“The price was fair,” [the Y chief] said.
""") == ["Maria Parker"]


def test_the_stated_chief_comes_before_the_owner() -> None:
    assert names("""\
Maria Parker, who owns Chirper, named Ola Lind as the chief executive of Chirper.
Ola Lind, the chief executive of Chirper, took notes.
“The price was fair,” [the Chirper chief] said.
""") == ["Ola Lind"]


def test_who_has_what_the_chief_has_is_the_chief() -> None:
    assert names("""\
Lena Moss’s whole career has been about rockets, Ola Lind wrote in a letter on Monday.
The Orbit chief’s whole career is a detour, he added. “It is not,” [the Orbit chief] said.
""") == ["Lena Moss"]


def test_a_holder_whom_the_article_does_not_state_is_not_invented() -> None:
    (found,) = speakers("""\
Samira Lind, a shareholder, came by tram. Gus Okafor, the mayor, walked.
“We start on Monday,” [the chief executive of Orbit] said.
""")
    assert (found.name, found.kind) == ("the chief executive of Orbit", "unnamed")


def test_a_rival_company_has_another_chief() -> None:
    (found,) = speakers("""\
Orbit chief executive Samira Lind cut the ribbon.
“We have ribbons too,” [the Halcyon chief executive] said.
""")
    assert found.kind == "unnamed"


def test_someone_new_stays_without_a_name() -> None:
    assert [
        s.kind
        for s in speakers("""\
Samira Lind cut the ribbon with a spokesman for the town.
“It was blunt,” [a spokesman] said. [One guest] said it tore.
""")
    ] == ["unnamed", "unnamed"]


def test_kin_are_named_where_the_article_names_them() -> None:
    assert names("""\
Thomas Wren lost the vote. His sister, Anna Wren, counted it.
“It was close,” [his sister] said.
""") == ["Anna Wren"]


# -- pronouns ---------------------------------------------------------------------------------


def test_who_is_the_name_before_it() -> None:
    assert names("Anna Wren, [who] said the count was fair, went home.\n") == ["Anna Wren"]


def test_who_after_and_is_the_same_as_the_who_before_it() -> None:
    assert names("""\
Anna Wren, who would not sell the Old Mill and [who] said the count was fair, went home.
""") == ["Anna Wren"]


def test_who_stands_close_to_somebody_is_not_that_person() -> None:
    assert names("""\
Rowan Tait sold the mill. A person close to Tait, [who] asked not to be named, said it was cheap.
""") == ["A person close to Tait"]


def test_i_outside_quotation_marks_is_who_wrote_it() -> None:
    text = "The sea was loud that year, and [I] thought it would not stop.\n"
    assert names(text, byline="Noor Haddad") == ["Noor Haddad"]
    assert names("By Noor Haddad\n\n" + text) == ["Noor Haddad"]
    assert names("The sea is loud, finds Noor Haddad\n\n" + text) == ["Noor Haddad"]
    assert names("The sea is loud, says Noor Haddad\n\n" + text) == ["I"]


def test_a_pronoun_agrees_in_gender() -> None:
    assert names("""\
Anna Wren met Thomas Finch at the lock.
“It is shut,” [he] said.
“It is not,” [she] said.
""") == ["Thomas Finch", "Anna Wren"]


class AlwaysTheFirst:
    """A scorer that takes the first mention there is, and knows no names."""

    def kinds(self, begin: int, end: int) -> tuple[float, float, float, float]:
        return 0.0, 0.0, 0.0, 0.0

    def scores(self, begin: int, end: int, candidates: Sequence[tuple[int, int]]) -> list[float]:
        first = min(candidates, default=(0, 0))
        return [0.0, *(9.0 if c == first else -9.0 for c in candidates)]


def test_a_learned_scorer_is_weighed_with_the_rules() -> None:
    text = "Karl Finch met Thomas Wren at the lock. He said it was shut."
    begin = text.index("He said")
    quotation = Quotation(
        "q1", "indirect", (Span(begin + 8, len(text)),), (), (Span(begin, begin + 2),)
    )
    (found,) = name_speakers(Article(text), [quotation], AlwaysTheFirst())
    assert found.speaker is not None
    assert found.speaker.name == "Karl Finch"


# -- several people, and what is said about whom ----------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "Anna Wren and Thomas Finch",
        "Anna Wren (Kent) and Thomas Finch",
        "Anna Wren, the mayor, and Thomas Finch",
        "Senator Anna Wren of Maine and Senator Thomas Finch of Ohio",
    ],
)
def test_people_who_speak_together_are_a_group_of_members(source: str) -> None:
    (found,) = speakers(f"[{source}] said in a joint statement that the lock would open.\n")
    assert found.kind == "group"
    assert len(found.mentions) == 2
    assert {m.reason for m in found.mentions} == {"list"}


def test_two_roles_of_one_person_are_no_group() -> None:
    assert names("“It is late,” said [painter and former ferry captain Anna Wren].\n") == [
        "Anna Wren"
    ]


def test_about_names_those_whom_the_words_speak_of() -> None:
    found = read("""\
Anna Wren, who runs Orbit Freight, met Thomas Finch in Norway.
“Orbit Freight owes him nothing,” [Anna Wren] said.
“Mrs. Wren owes me a boat,” [Thomas Finch] said.
“It is raining in Norway,” [she] said.
""")
    assert [q.about for q in found] == [
        ("Orbit Freight", "Thomas Finch"),
        ("Anna Wren", "Thomas Finch"),
        (),
    ]


def test_about_names_those_whom_the_words_describe_by_their_body() -> None:
    found = read("""\
Anna Wren, chief executive of Orbit Freight, met Thomas Finch in Norway.
“The Orbit chief owes me a boat,” [Thomas Finch] said.
""")
    assert found[0].about[0] == "Anna Wren"


def test_an_empty_article_has_nobody_to_name() -> None:
    assert name_speakers(Article(""), []) == ()


def test_speakers_in_capitals_are_the_people_named_elsewhere() -> None:
    assert names("""\
A debate between Anna Wren and Thomas Finch, moderated by Chris Mallory, was held on Monday.
[MALLORY]: “Good evening.”
[WREN]: “Good evening, Chris.”
""") == ["Chris Mallory", "Anna Wren"]


def test_a_letter_is_by_who_signs_it() -> None:
    assert names("""\
[I] think the lock should stay shut.
Thomas Finch
Maidstone, Kent
[I] think it should be open.
Anna Wren
""") == ["Thomas Finch", "Anna Wren"]


def test_a_column_is_by_whom_its_last_lines_describe() -> None:
    body = "The lock was shut again, and nobody could say for how long it would be. " * 40
    assert names(f"[I] walked there.\n{body}\nAnna Wren is a teacher in Maidstone.\n") == [
        "Anna Wren"
    ]


def test_the_words_of_somebody_are_that_person_speaking() -> None:
    assert names("""\
Anna Wren was asked about the lock.
[Wren’s response] was that it would stay shut. [Her account] was disputed.
""") == ["Anna Wren", "Anna Wren"]


# -- people known beforehand ------------------------------------------------------------------


def test_a_role_that_the_article_takes_for_granted_is_that_of_a_known_person_it_names() -> None:
    text = """\
Ada Quist met Rowan Tait at the docks on Tuesday.

The Halcyon chief said that the grid was next.
"""
    begin = text.index("The Halcyon chief")
    end = begin + len("The Halcyon chief")
    said = Quotation("q1", "indirect", (Span(end + 6, len(text) - 1),), source=(Span(begin, end),))
    tait = Known("Rowan J. Tait", ("Rowan Tait",), ("chief executive of Halcyon",), "Q1")
    (alone,) = name_speakers(Article(text), [said])
    (told,) = name_speakers(Article(text), [said], known=[tait])
    assert alone.speaker is not None and alone.speaker.kind == "unnamed"
    assert told.speaker is not None and told.speaker.name == "Rowan J. Tait"
    assert {m.reason for m in told.speaker.mentions} >= {"role"}


def test_a_known_person_whom_the_article_does_not_name_is_not_brought_in() -> None:
    text = "Ada Quist was late. The Halcyon chief said that the grid was next."
    begin = text.index("The Halcyon chief")
    end = begin + len("The Halcyon chief")
    said = Quotation("q1", "indirect", (Span(end + 6, len(text) - 1),), source=(Span(begin, end),))
    tait = Known("Rowan Tait", (), ("chief executive of Halcyon",))
    (told,) = name_speakers(Article(text), [said], known=[tait])
    assert told.speaker is not None and told.speaker.name == "The Halcyon chief"


# -- interviews -------------------------------------------------------------------------------


def test_who_is_talked_to_in_an_interview_is_the_journalist() -> None:
    assert names("""\
“It is not for sale,” [Mirela Vask] said in an interview with Dan Orme on Tuesday.
[The Channel Nine journalist] asked whether she took the offer seriously.
""") == ["Mirela Vask", "Dan Orme"]


def attribution(text: str, clause: str, content: str) -> Quotation:
    """A quotation whose clause is its source and then its cue: "Orme asked"."""
    begin, at = text.index(clause), text.index(content)
    source = Span(begin, begin + len(clause.split()[0]))
    cue = Span(source.end + 1, begin + len(clause))
    content_span = Span(at, at + len(content))
    return Quotation("q", "indirect", (content_span,), cue=(cue,), source=(source,))


def test_he_who_replies_is_not_he_who_asked() -> None:
    text = (
        "Vask said in an interview with Dan Orme that it was not for sale. "
        "Orme asked Pavel Vask if he was sure, to which he replied that it was his last word."
    )
    quotations = [
        attribution(text, "Vask said", "that it was not for sale"),
        attribution(text, "Orme asked", "if he was sure"),
        attribution(text, "he replied", "that it was his last word"),
    ]
    named = name_speakers(Article(text), quotations)
    assert [q.speaker and q.speaker.name for q in named] == ["Pavel Vask", "Dan Orme", "Pavel Vask"]


def test_he_is_not_the_one_by_whom_he_is_asked() -> None:
    assert names("""\
Pavel Vask, the minister, was on the radio.
Asked by presenter Dan Orme if he was sure, [he] said that it was his last word.
""") == ["Pavel Vask"]


def test_i_in_a_turn_of_talk_is_who_talks() -> None:
    text = """\
Dan Orme: Mirela Vask, welcome.
Mirela Vask: Thank you. I think that a small satellite is enough.
Dan Orme: Enough for what?
Mirela Vask: For the weather.
"""
    thought = attribution(text, "I think", "that a small satellite is enough")
    (named,) = name_speakers(Article(text), [thought])
    assert named.speaker is not None and named.speaker.name == "Mirela Vask"


def test_a_post_whose_author_is_blank_is_nobodys() -> None:
    text = "It rains here."
    block = Block("embed", 0, len(text), author=" ")
    quotation = Quotation("q1", "direct", (Span(0, len(text)),))
    (named,) = name_speakers(Article(text, (block,)), [quotation])
    assert named.speaker is None


def test_a_firm_named_after_two_is_one_body() -> None:
    (found,) = speakers("[Pell & Groves] wrote that the vote settles the price.\n")
    assert (found.name, found.kind) == ("Pell & Groves", "organization")


def test_himself_adds_nothing_to_a_description() -> None:
    found = names("""\
Rowan Tait, the founder of Halcyon, arrived late.
[The Halcyon founder himself] said that he was no quitter.
""")
    assert found == ["Rowan Tait"]
