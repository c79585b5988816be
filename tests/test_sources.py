"""Each source is named in turn, by what it is: a label, a pronoun, a phrase."""

from __future__ import annotations

from bracketed import names

from quoth.reading.cast import Cast


def test_initials_before_turns_of_talk_are_the_people_met_before() -> None:
    assert names("""\
Olive Adeyemi keeps the lamp. Tom Bell met her there.

[TB]: How long have you lived here?

[OA]: Thirty years this spring.

[TB]: And the storms?

[OA]: They come and they go.
""") == ["Tom Bell", "Olive Adeyemi", "Tom Bell", "Olive Adeyemi"]


def test_letters_that_nobody_is_called_by_stay_as_they_are() -> None:
    assert names("""\
Olive Adeyemi keeps the lamp.

[LBC]: How long have you lived here?

[OA]: Thirty years this spring.

[LBC]: And the storms?

[OA]: They come and they go.
""") == ["LBC", "Olive Adeyemi", "LBC", "Olive Adeyemi"]


def test_a_surname_in_capitals_before_turns_of_talk_is_a_person() -> None:
    assert names("""\
The lamp went out on Monday.

[OKORO]: Where were you that night?

[PELLORAN]: At home. I heard the bell.

[OKORO]: Who rang it?

[PELLORAN]: I do not know.
""") == ["Okoro", "Pelloran", "Okoro", "Pelloran"]


def test_as_for_somebody_he_is_they() -> None:
    assert names("""\
“It would be a disaster,” [Ivo Radan] said. [Radan] said he would not come.
As for Tomas Quist, [he] said he was not worried.
""") == ["Ivo Radan", "Ivo Radan", "Tomas Quist"]


def test_who_is_put_between_commas_is_the_subject_of_what_follows() -> None:
    cast = Cast("Its owner, Altavista Mining, said no to Ada Quist, who left. His heir, Ivo Radan.")
    assert [n.subject for n in cast.namings] == [True, False, False]


def test_whom_a_title_alone_names_is_who_goes_on() -> None:
    article = (
        "Nobody came.\n\n[The Taoiseach] said yes. “He works hard,” [he] said.\n\n"
        "[His wife] was less sure. “I am not,” [she] said."
    )
    found = names(article)
    assert found[:2] == ["The Taoiseach", "The Taoiseach"]
    assert found[3] == "His wife"


def test_somebody_unnamed_goes_on_speaking_in_their_paragraph() -> None:
    article = (
        "[Esther Hale] said no. “Never,” [she] said.\n\n"
        "[A nurse at the clinic] said that she was tired. “I watch,” [she] said."
    )
    assert names(article)[3] == "A nurse at the clinic"
