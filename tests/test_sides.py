"""Lines that nobody is said to speak, where one examines another."""

from __future__ import annotations

from said import heard

_COURT = (
    "{Lech Orban} [told] the jury at the crown court <that he had seen the flames>.",
    "<“How far is your window?”> {Simeon Lacey, defending,} [asked].",
    "<“Sixty metres.”>",
    "<“And you had your glasses on?”>",
    "<“I do not wear glasses.”>",
)


def _exchange(*paragraphs: str) -> list[tuple[str | None, str | None]]:
    found = heard("\n\n".join(paragraphs))
    return [(q.speaker.name if q.speaker else None, q.addressee) for q in found]


def test_who_is_examined_answers_every_second_line() -> None:
    asked, answered = ("Simeon Lacey", "Lech Orban"), ("Lech Orban", "Simeon Lacey")
    assert _exchange(*_COURT)[1:] == [asked, answered, asked, answered]


def test_elsewhere_a_line_may_go_on_with_what_was_asked() -> None:
    found = _exchange(
        "<“Who pays for this?”> {Ana Pell} [asked] Tom Okoro. <“We do.”>", "<“All of us.”>"
    )
    assert "Tom Okoro" not in [speaker for speaker, _ in found]
