"""To whom something was said, by the words of the sentence that tells of it."""

from __future__ import annotations

import pytest
from said import told


def _addressee(sentence: str) -> str | None:
    return told(sentence)[0][0]


@pytest.mark.parametrize(
    ("how", "addressee"),
    [
        ("[told] Emily Hart", "Emily Hart"),
        ("[told] family members", "family members"),
        ("[told] 140 staff", "140 staff"),
        ("[told] 3AW", "3AW"),
        ("[told] 9 News", "9 News"),
        ("[told] a rally in Kisumu on Sunday", "a rally in Kisumu"),
        ("[told] a cheering crowd in St. Louis Monday", "a cheering crowd in St. Louis"),
        ("[told] a conference in March", "a conference"),
        ("[told] a meeting in Spanish", "a meeting"),
        ("[told] Vrij magazine", "Vrij"),
        ("[told] Ola Vik’s podcast", "Ola Vik’s podcast"),
        ("[directed] its secretary", "its secretary"),
        ("[told] reporters aboard the ferry", "reporters"),
        ("[told] some of his friends", "some of his friends"),
        ("[told] many of the miners", "many of the miners"),
        ("[told] Radio Coast exclusively", "Radio Coast"),
        ("[told] a local paper", "a local paper"),
        ("[is urging] residents", "residents"),
        ("[claimed] to reporters", "reporters"),
        ("[said] on a conference call with analysts", "analysts"),
        ("[stated] to loud applause", None),
        ("[whispered] to her husband", "her husband"),
        ("[yelled] at the referee", "the referee"),
        ("[joked] with reporters", "reporters"),
        ("[called] on the government", "the government"),
        ("[testified] before the House Oversight Committee", "House Oversight Committee"),
        ("[wrote] in an email to colleagues", "colleagues"),
        ("[said] in an address to the nation", "the nation"),
        ("[said] in comments submitted to a federal judge", "a federal judge"),
        ("[said] in a message sent home to families on Friday", "families"),
        ("[said] in a letter dated 2 May to the regulator", "the regulator"),
        ("[said] in a letter last month to shareholders", "shareholders"),
        ("[said] in a CNBC interview", "CNBC"),
        ("[has written to the ministry demanding]", "the ministry"),
        ("[tasked the hospital managers to explain]", "the hospital managers"),
        ("[said] in a police interview", "police"),
        ("[warned] its members", "its members"),
        ("[told] the Courier previously", "the Courier"),
        ("[told] supporters gathered outside", "supporters"),
        ("[said], appearing before the Marr commission,", "the Marr commission"),
        ("[said] at a town hall with voters", "voters"),
        ("[spoke with pride of her nephew and said]", None),
        ("[needs to tell the truth about]", None),
        ("[detailed in] regulatory filings", None),
        ("[questioned] the wisdom of the plan, saying", None),
        ("[questioned] the delegation, saying", "the delegation"),
        ("[is convinced]", None),
        ("[said in a message posted on Friday]", None),
    ],
)
def test_hearers_are_found_in_many_places_of_a_sentence(how: str, addressee: str | None) -> None:
    assert _addressee(f"{{Ana Pell}} {how} <that it was late>.") == addressee


@pytest.mark.parametrize(
    ("opening", "addressee"),
    [
        ("Speaking to Radio Coast", "Radio Coast"),
        ("Briefing lawmakers", "lawmakers"),
        ("Under questioning from Sen. Tom Okoro", "Tom Okoro"),
        ("In answer to a question from Tom Okoro", "Tom Okoro"),
        ("In response to queries from the Ledger", "Ledger"),
        ("Asked by Tom Okoro about it", "Tom Okoro"),
        ("Addressing supporters in Lagos", "supporters"),
        ("Turning to Tom Okoro", "Tom Okoro"),
    ],
)
def test_what_opens_a_sentence_may_name_the_hearer(opening: str, addressee: str) -> None:
    assert _addressee(f"{opening}, {{Ana Pell}} [said] <it was late>.") == addressee


@pytest.mark.parametrize(
    "sentence",
    [
        "{Ana Pell} [said] after talks with President Lee <that it was late>.",
        "{Ana Pell} [said] after a meeting with the board <that it was late>.",
        "{Ana Pell} [said] with a smile <that it was late>.",
        "{Ana Pell} [announced] to great fanfare <that it was late>.",
        "{Ana Pell} [said] to the best of her knowledge <it was late>.",
        "{Ana Pell} [told] a news conference <that it was late>.",
        "Responding to Labour leader Tom Okoro's remarks, {Ana Pell} [said] <it was late>.",
        "Replying to the debate, {Ana Pell} [said] <it was late>.",
        "Addressing the row for the first time, {Ana Pell} [said] <it was late>.",
    ],
)
def test_what_cannot_hear_is_no_hearer(sentence: str) -> None:
    assert _addressee(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "addressee"),
    [
        ("{Ana Pell} [told] <analysts margins would recover>.", "analysts"),
        ("{Ana Pell} [told] <NewsDay the ruling was an insult>.", "NewsDay"),
        ("{Ana Pell} [warned] <residents against swimming>.", "residents"),
        ("{Ana Pell} [told] <Coast Monday that it was late>.", "Coast"),
    ],
)
def test_a_content_may_take_the_hearer_in(sentence: str, addressee: str | None) -> None:
    assert _addressee(sentence) == addressee


def test_who_was_pressed_right_before_is_spoken_to() -> None:
    text = "Dame Ines Moro pressed Ravi Sood on the rules. <“You are weak,”> {she} [said]."
    assert _addressee(text) == "Ravi Sood"


def test_an_answer_goes_to_the_asker_whom_its_speaker_faced_before() -> None:
    found = told(
        "<“There was no bear,”> {Dale Finn} [told] Marcy Lund on Wednesday's episode of"
        " “Loose Change”.\n\n{Lund} [asked] <why he had shown a scar>.\n\n"
        "<“Appendix,”> {Finn} [said]."
    )
    assert found == [
        ("Marcy Lund", "interview", "2024-05-22"),
        ("Dale Finn", "interview", "2024-05-22"),
        ("Marcy Lund", "interview", "2024-05-22"),
    ]


def test_turns_of_talk_are_known_by_their_labels_however_few_were_found() -> None:
    found = told(
        "Moro: <How do you walk?>\n\nSood: On my heels.\n\nMoro: And at home?\n\n"
        "Sood: <In my socks.>"
    )
    assert [(who, channel) for who, channel, _ in found] == [
        ("Sood", "interview"),
        ("Moro", "interview"),
    ]


def test_a_row_of_adverbs_takes_no_time() -> None:
    adverbs = "recently " * 25
    assert _addressee(f"Ana Pell {adverbs}[was told] <that it was late>.") == "Ana Pell"
    said = f"Ana Pell {adverbs}said: Otto Lind [was told] <that it was late>."
    assert _addressee(said) == "Otto Lind"


def test_who_told_a_jury_is_not_the_hearer_even_where_no_source_was_found() -> None:
    (found,) = told("The captain of a ferry [told] a jury <that it was late>.")
    assert found[0] == "a jury"
    (found,) = told("Jurors [told] <that it was late>.")
    assert found[0] == "Jurors"


def test_a_content_may_take_in_whom_it_was_told() -> None:
    assert _addressee("{Ana Pell} [told] <her supporters at a rally to “go and vote”>.") == (
        "her supporters"
    )
    assert _addressee("{Ana Pell} [asked] <Tom Okoro about her taxes>.") == "Tom Okoro"


@pytest.mark.parametrize("what", ["the story of her life", "140 jokes", "a different version"])
def test_what_is_told_is_not_who_is_told(what: str) -> None:
    assert _addressee(f"{{Ana Pell}} [told] <{what}>.") is None


def test_who_asks_and_is_told_hears_the_answer() -> None:
    found = told(
        "{Ana Pell} [asked] <if anybody had been hurt>, and [was told] by {officers} <that nobody"
        " was>."
    )
    assert found[1][0] == "Ana Pell"


def test_counsel_examines_who_spoke_before() -> None:
    found = told(
        "{Lech Doman} [told] the jury <he saw flames>.\n\n"
        "{Simeon Alby KC, defending,} [suggested] <that it was dark>.\n\n"
        "<“How far is the yard?”> {Alby} [asked].\n\n"
        "Pressed on the promise, {Mr Doman} [said] <there was none>."
    )
    assert [hearer for hearer, _, _ in found] == [
        "the jury",
        "Lech Doman",
        "Lech Doman",
        "Simeon Alby",
    ]


def test_who_hears_is_named_without_the_day() -> None:
    assert _addressee("The county board on Tuesday night [heard] <that tolls rose>.") == (
        "The county board"
    )


def test_them_are_those_who_were_spoken_to_before() -> None:
    found = told("{Ana Pell} [urged] residents <to stay>. <“It will pass,”> {she} [told] them. <x>")
    assert [hearer for hearer, _, _ in found][:2] == ["residents", "residents"]


@pytest.mark.parametrize(
    ("sentence", "hearer"),
    [
        ("{Ana Pell} [appealed] <to residents to leave>.", "residents"),
        ("{Ana Pell} [pleaded] <with fishermen to bring their boats>.", "fishermen"),
        ("{Ana Pell} [complained] <to reporters that nobody had come>.", "reporters"),
        ("{Ana Pell} [suggested] <to the board that it resign>.", "the board"),
        ("{Ana Pell} [agreed] <with Tom Okoro that it was late>.", None),
        ("{Ana Pell} [said] <to leave was to lose>.", None),
        ("{Ana Pell} [announced] <to great surprise that she would go>.", None),
    ],
)
def test_a_content_may_take_in_to_whom_and_the_preposition(
    sentence: str, hearer: str | None
) -> None:
    assert _addressee(sentence) == hearer


def test_an_aside_parts_who_was_asked_from_the_verb() -> None:
    asked = "{The chairman}, meanwhile, was [asked] by Radio Coast <if the club was for sale>."
    assert _addressee(asked.replace("{", "").replace("}", "")) == "The chairman"


def test_an_unnamed_source_goes_on_as_the_source() -> None:
    found = told(
        "{A source} [told] Radio Coast <they were done>. <“He took the dog,”> {the source} [said]."
    )
    assert [hearer for hearer, _, _ in found] == ["Radio Coast", "Radio Coast"]


def test_a_friend_is_not_the_source() -> None:
    found = told(
        "{A source} [told] Radio Coast <it was over>.\n\n<“It is fine,”> {a friend} [said]."
    )
    assert [hearer for hearer, _, _ in found] == ["Radio Coast", None]


def test_in_parliament_a_question_goes_to_who_has_just_spoken() -> None:
    found = told(
        "{Rewi Parata} [told] parliament <the road was shut> and sat down to some applause."
        " {Sarah Lind}, opposite, [asked] <why it"
        " had taken him a year>."
    )
    assert [hearer for hearer, _, _ in found] == ["parliament", "Rewi Parata"]


def test_who_replies_at_a_hearing_replies_to_who_asked_and_not_to_the_committee() -> None:
    found = told(
        "{Rana Asif} [told] the committee <it was being rebuilt>. <“It was in the truck,”> {he}"
        " [said]."
        "\n\n{Farah Bugti} [asked] him <who had signed>. <“I would have to check,”>"
        " {Asif} [replied]."
    )
    hearers = [hearer for hearer, _, _ in found]
    assert hearers == ["the committee", "the committee", "Rana Asif", "Farah Bugti"]


def test_who_was_asked_twice_by_reporters_answers_them() -> None:
    assert _addressee("Asked twice by reporters, {Ana Pell} [said] <it was late>.") == "reporters"


def test_who_spoke_before_a_question_and_after_it_was_asked() -> None:
    found = told(
        "<“It leaks money,”> {Vera Stone} [told] the meeting.\n\n{Hugh Main} [asked] her <where"
        " children would swim>.\n\n<“In the lake,”> {Stone} [said].\n\n<“In winter?”>"
        " {Main} [said]."
    )
    hearers = [hearer for hearer, _, _ in found]
    assert hearers == ["the meeting", "Vera Stone", "Hugh Main", "Vera Stone"]


def test_a_question_in_marks_is_answered_right_behind_it_or_not_at_all() -> None:
    asked = "<“Will you appeal?”> {a reporter} [asked]. "
    at_once = told(asked + "<“We will read the rules,”> {Ana Pell} [said].")
    assert [hearer for hearer, _, _ in at_once] == ["Ana Pell", "a reporter"]
    later = told(asked + "The film then shows her at home, where {Ana Pell} [said] <“It is late.”>")
    assert [hearer for hearer, _, _ in later] == [None, None]


def test_an_hour_before_a_passive_is_nobody_asked() -> None:
    live = "10:58 [Asked] by {Radio Coast} <if the army would come>, the minister left."
    assert _addressee(live) != "58"


def test_a_letter_that_answers_is_not_to_whom_the_first_was_sent() -> None:
    found = told(
        "In a letter to the council, {Olaf Berg} [said] <the bells would stay> as long as he did."
        " {Una Birch}, its clerk, [wrote back] <that they were loud>."
    )
    assert [hearer for hearer, _, _ in found] == ["the council", "Olaf Berg"]


def test_who_asks_in_a_note_has_asked_nobody_who_speaks_elsewhere() -> None:
    found = told(
        "<“The price will fall,”> {Budi Santoso} [said] to some surprise on Tuesday.\n\nIn a note"
        " {Rina Hadi} [asked] <whether buyers would wait>.\n\n<“We do not comment,”>"
        " {Santoso} [said]."
    )
    assert [hearer for hearer, _, _ in found] == [None, None, None]


def test_who_is_appealed_to_does_not_hear_what_is_said_next() -> None:
    found = told(
        "{Colm Ferris} [urged] <both sides to return to the table>. [Asked] <whether the army would"
        " be used>, {Ferris} [said] <no decision had been taken>."
    )
    assert found[0][0] == "both sides"
    assert "both sides" not in [hearer for hearer, _, _ in found[1:]]


@pytest.mark.parametrize(
    "before", ["He resigned, two days after", "He left, as", "Hours before", "Soon after"]
)
def test_when_something_was_told_is_not_to_whom(before: str) -> None:
    assert (
        _addressee(f"{before} the council [was told] <that the bridge was lost>.") == "the council"
    )
