"""What a witness says at a hearing is said to those who hold it."""

from __future__ import annotations

from said import told

_HEARING = (
    "<“You ran the train blind,”> {Sen. Marta Quill} [told] Boyd Tanner at a hearing of the Rail"
    " Safety Subcommittee."
)


def _hearers(*paragraphs: str) -> list[str | None]:
    return [hearer for hearer, _, _ in told("\n\n".join(paragraphs))]


def test_who_is_addressed_where_a_hearing_is_named_speaks_to_the_committee() -> None:
    answer = "{Tanner}, the railroad’s president, [said] <the sensors had been tested>."
    assert _hearers(_HEARING, answer) == ["Boyd Tanner", "Rail Safety Subcommittee"]


def test_a_member_who_asks_is_no_witness() -> None:
    asks = "{Sen. Lou Dietz} [asked] <who had tested them>. {Dietz} [said] <it was a disgrace>."
    assert _hearers(_HEARING, asks)[2] is None


def test_who_testifies_does_so_before_the_inquiry_that_was_told_before() -> None:
    told_it = "{A pilot} [told] a public inquiry on Monday <that he had reported ice twice>."
    testified = "<“Nobody wrote it down,”> {Marc Theriault} [testified]."
    assert _hearers(told_it, testified) == ["a public inquiry", "a public inquiry"]


def test_where_no_hearing_is_held_nobody_is_its_witness() -> None:
    assert _hearers("{Boyd Tanner} [testified] <that it rained>.") == [None]
