"""What holds for a quotation because the article tells it elsewhere (published on a Thursday)."""

from __future__ import annotations

from said import told


def test_a_sentence_that_only_says_how_somebody_spoke_tells_it_of_what_was_said_around_it() -> None:
    found = told(
        "{Alhaji Sikiru Bamgbose} [threatened] <a strike>.\n\n"
        "Bamgbose disclosed this in an interview with the Coast News Agency on Tuesday.\n\n"
        "{Bamgbose} [said] <tanker owners were paying twice>.\n\n"
        "<“How can a man sell it?”> {he} [queried]."
    )
    assert found == [("Coast News Agency", "interview", "2024-05-21")] * 3


def test_he_was_speaking_there_tells_where() -> None:
    found = told(
        "{Ravi Sood} [called] <the plan “a fire sale”>.\n\n"
        "He was speaking at the launch of a ferry on Monday."
    )
    assert found == [(None, "speech", "2024-05-20")]


def test_a_sentence_about_somebody_else_tells_nothing() -> None:
    found = told(
        "{Ravi Sood} [called] <the plan “a fire sale”>.\n\n"
        "Ines Moro was speaking at the launch of a ferry on Monday."
    )
    assert found == [(None, None, None)]


def test_who_goes_on_by_a_pronoun_goes_on_in_the_same_interview() -> None:
    found = told(
        "In an interview with Radio Coast on Monday, {the agency's chief} [said] <rates were"
        " settled>.\n\n<“It's in an envelope,”> {she} [said]."
    )
    assert found[1][1:] == ("interview", "2024-05-20")


def test_another_time_is_another_occasion() -> None:
    found = told(
        "On Instagram, {Dale Finn} [wrote] <“Sorry.”>\n\n"
        "In 2021 {Finn} [had said] <the bear smelt of pennies>."
    )
    assert found == [(None, "social post", None), (None, None, "2021")]


def test_what_is_told_to_reporters_ends_the_hearing_for_those_who_had_no_part_in_it() -> None:
    found = told(
        "{Lucinda Farr} [told] a committee hearing on Tuesday <the towers were a fiction>.\n\n"
        "<“It is forgotten,”> {Garrett Kess} [told] reporters.\n\n"
        "{Ines Moro} [called] <the claims “a pack of lies”>."
    )
    assert [channel for _, channel, _ in found] == ["hearing", None, None]


def test_after_the_match_is_the_day_of_the_match() -> None:
    found = told(
        "Coach {Dale Finn} [has attacked] <the umpires> after a one-point loss on Saturday"
        " night.\n\n<“A shocker,”> {Finn} [said] in his post-match press conference."
    )
    assert found[1] == (None, "press conference", "2024-05-18")


def test_results_and_the_call_on_them_are_of_one_day() -> None:
    found = told(
        "May 23 (Coast Wire) - Chipmaker {Corvane} [forecast] <lower revenue> on Wednesday.\n\n"
        "<“We see a trough,”> {Ines Moro} [told] analysts on a call."
    )
    assert found[1] == ("analysts", "call", "2024-05-22")


def test_a_rally_that_opens_the_news_dates_what_was_said_at_it() -> None:
    found = told(
        "Hundreds rallied at the harbour on Tuesday.\n\n"
        "<“I will not yield,”> {Olive Hath} [told] the crowd."
    )
    assert found == [("the crowd", "speech", "2024-05-21")]


def test_what_opens_the_news_was_said_where_its_speaker_is_soon_said_to_speak() -> None:
    found = told(
        "A magnate must pay, {Ravi Sood} [said] <he must face the music> yesterday.\n\n"
        "The ship is old.\n\n<“I told him nicely,”> {Sood} [told] a press conference."
    )
    assert [channel for _, channel, _ in found] == ["press conference"] * 2


def test_a_reply_of_the_same_day_takes_channel_and_day_from_what_it_replies_to() -> None:
    found = told(
        "<“This number is soft,”> {Farhan Qadri} [wrote] in an email dated March 4, 2023.\n\n"
        "In a reply the same day, {Joelle Trem} [said] <it should stay off the slide>."
    )
    assert found == [
        (None, "email", "2023-03-04"),
        ("Farhan Qadri", "email", "2023-03-04"),
    ]


def test_times_may_stand_behind_the_hearer_or_after_an_event() -> None:
    found = told(
        "{Ana Pell} [told] <reporters Monday that it was late>.\n\n"
        "{Olive Hath} [said] after Saturday's 3-1 defeat <that it was late>.\n\n"
        "{Ravi Sood} [said] last September <that it was late>."
    )
    assert [when for _, _, when in found] == ["2024-05-20", "2024-05-18", "2023-09"]


def test_he_who_is_rung_up_is_not_told_what_he_says_himself() -> None:
    found = told(
        "Her midwife spoke to Piet Tarn, a surgeon in Leith, on Monday.\n\n"
        "<“It was caught early,”> {Tarn} [said]."
    )
    assert found == [(None, None, None)]


def test_somebody_elses_call_is_not_where_it_was_said() -> None:
    found = told(
        "{Ida Moss} [told] the Harbour Committee on Monday <that it rained>. Moss had"
        " taken the minutes of Governor Hale’s March 5 call with the ferry owners."
        " {She} [said] <it was a dull call>.\n\n{Ida Moss} [added] <nobody laughed>."
    )
    assert [how[1:] for how in found[1:]] == [("hearing", "2024-05-20")] * 2


def test_ones_own_call_is() -> None:
    found = told(
        "{Nora Hale} [hoped for] <sun>.\n\nIn Hale’s call with analysts she was blunt. {She} [said]"
        " <it rained>."
    )
    assert found[1][1] == "call"


def test_nothing_was_said_yet_in_a_debate_that_is_to_come() -> None:
    found = told(
        "What to watch ahead of the mayoral debate\n\nFive hopefuls climb the debate stage"
        " on Thursday.\n\n{Ida Moss} [came out for] <higher rates>."
    )
    assert found[0][1] is None
    found = told(
        "Five hopefuls climbed the debate stage on Monday.\n\n{Ida Moss} [came out for]"
        " <higher rates>."
    )
    assert found[0][1] == "debate"


def test_what_an_outlet_reports_is_said_in_no_hearing() -> None:
    found = told(
        "{Ida Moss} [told] the Harbour Committee <it rained>. {She} [said] <she knew of it>"
        " after {the Leith Herald} [reported] <that the quay was wet>."
    )
    assert [channel for _, channel, _ in found] == ["hearing", "hearing", "report"]


def test_who_is_said_to_be_alleging_something_does_so_outside_the_hearing() -> None:
    found = told(
        "{Ida Moss} [told] the Harbour Committee on Monday <it rained>.\n\n"
        "{The Greens} [are alleging] <that the quay was wet>."
    )
    assert found[1] == (None, None, None)


def test_he_does_not_go_on_with_an_email_of_hers() -> None:
    found = told("<“What news,”> {she} [wrote] in an email. <“No,”> {he} [said]. <“Tell me.”>")
    assert [channel for _, channel, _ in found[:2]] == ["email", None]


def test_a_study_that_was_told_of_earlier_is_not_what_somebody_else_wrote() -> None:
    found = told(
        "{A study by the institute} [found] <that kettles leak>.\n\nNobody minds.\n\n"
        "Kettles are cheap.\n\n<“They drip,”> {Ida Moss} [has written]."
    )
    assert [channel for _, channel, _ in found] == ["report", None]


def test_a_judge_of_a_contest_sits_in_no_court() -> None:
    found = told("Ten dancers came. <“It was a fine evening,”> {judge Ida Moss} [noted].")
    assert found[0][1] is None
    found = told("The jury was out. <“It was a fine defence,”> {judge Ida Moss} [noted].")
    assert found[0][1] == "court"


def test_what_somebody_has_long_said_was_not_said_at_the_hearing() -> None:
    found = told(
        "{Ida Moss} [told] the Harbour Committee on Monday <it rained>.\n\n"
        "{The Greens} [have argued] <that the quay was wet>."
    )
    assert found[1] == (None, None, None)


def test_a_month_that_a_source_takes_in_is_when_it_was_said() -> None:
    found = told(
        "{Ida Moss} [told] reporters at a press conference <that it rained>. {Moss in March}"
        " [revealed] <a plan for a roof>."
    )
    assert found[1] == (None, None, "2024-03")


def test_officers_of_a_company_speak_on_the_call_on_which_its_chief_spoke() -> None:
    found = told(
        "{Chief Executive Mara Dahl} [told] analysts on a call on Tuesday <that sales fell>.\n\n"
        "{Chief Financial Officer Hiro Brand} [said] <jobs would go>.\n\n"
        "{Works council head Aymeric Des} [said] <he had heard it on the radio>."
    )
    assert [channel for _, channel, _ in found] == ["call", "call", None]


def test_an_interview_with_one_outlet_is_no_call_with_analysts() -> None:
    found = told(
        "{Mara Dahl} [told] this newspaper over phone <that sales fell>.\n\n"
        "{Finance chief Hiro Brand} [said] <jobs would go>."
    )
    assert [channel for _, channel, _ in found] == ["call", None]


def test_what_is_told_to_those_who_sit_at_a_meeting_is_said_at_it() -> None:
    found = told(
        "The Quay council voted on Tuesday to close the pier.\n\n"
        "{Mayor Ana Pell} [said] <it was time>.\n\n"
        "{Paul Grady, the builder,} [wrote] in a letter <that he was owed money>.\n\n"
        "{Opal White, a driver,} [told] council members <she had paid twice>."
    )
    assert found[2] == ("council members", None, "2024-05-21")


def test_what_a_court_has_on_paper_is_no_scene() -> None:
    found = told(
        "Court records released on Tuesday shed little light, {lawyers} [said] <so>.\n\n"
        "{Ravi Sood} [charged] <that it was theft>.\n\n{Ines Moro} [said] <it was not>."
    )
    assert [channel for _, channel, _ in found[1:]] == [None, None]


def test_a_recent_conference_is_not_the_scene_of_the_article() -> None:
    found = told(
        "<“We sue,”> {Ines Moro} [said] at a recent press conference.\n\n"
        "She was born in Brill.\n\n{Moro} [said] <she had liked it>."
    )
    assert [channel for _, channel, _ in found] == ["press conference", None]


def test_what_was_not_said_was_said_nowhere() -> None:
    found = told(
        "{Ines Moro} [did not tell] <tenants “to move somewhere cheaper”>.\n\n"
        "A picture on Facebook quotes {Moro} as [saying]: <“Tenants should move somewhere"
        " cheaper.”>"
    )
    assert found[0][1] is None


def test_what_an_author_thinks_does_not_stand_in_the_column() -> None:
    found = told(
        "<“Trains are slow,”> {Piet Roth} [wrote] in the Harbour Times on Monday. The line is old"
        " and narrow. {He} [thinks] <buses are better>."
    )
    assert found == [(None, "column", "2024-05-20"), (None, None, None)]


def test_who_did_not_reply_answers_nobody() -> None:
    found = told(
        "<“They lied,”> {Ines Moro} [told] Radio Coast.\n\n"
        "{The bank} [did not respond to] <requests for comment>."
    )
    assert found[1] == (None, None, None)


def test_he_of_a_new_paragraph_answers_no_question_that_was_only_quoted() -> None:
    found = told(
        "{Ines Moro} [added]: <“Is this man staying or going?”>\n\n"
        "The fishmonger Dale Finn was kinder. <“They are heroes,”> {he} [said]."
    )
    assert [hearer for hearer, _, _ in found] == [None, None]
