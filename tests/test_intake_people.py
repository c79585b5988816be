"""A list of people is read as it was meant, or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.errors import EmptyInput, InputError, Malformed, NotText, TooLarge
from quoth.intake.limits import Limits
from quoth.intake.people import read_people
from quoth.quotation import Known

HEADER = "name,aliases,roles,wikidata\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def people(listed: Path, text: str) -> tuple[Known, ...]:
    listed.write_text(text, encoding="utf-8", newline="")
    return read_people(listed)


def test_each_line_is_somebody_with_other_names_and_roles(listed: Path) -> None:
    assert people(
        listed,
        HEADER
        + "Ines Okafor,I. A. Okafor; Nes Okafor,mayor of Port Ellery;mayor,Q90210\n"
        + "Rowan Tait,,founder of Halcyon Motors,\n",
    ) == (
        Known(
            "Ines Okafor",
            ("I. A. Okafor", "Nes Okafor"),
            ("mayor of Port Ellery", "mayor"),
            "Q90210",
        ),
        Known("Rowan Tait", (), ("founder of Halcyon Motors",), None),
    )


def test_a_list_of_names_alone_will_do(listed: Path) -> None:
    assert people(listed, "name\nInes Okafor\nRowan Tait") == (
        Known("Ines Okafor"),
        Known("Rowan Tait"),
    )


def test_columns_may_stand_in_any_order_and_case(listed: Path) -> None:
    (ines,) = people(listed, "Wikidata, Name \nQ7,Ines Okafor\n")
    assert ines == Known("Ines Okafor", wikidata="Q7")


def test_a_list_saved_by_a_spreadsheet_is_read(listed: Path) -> None:
    saved = "\ufeffname,aliases,roles,wikidata,\r\nInes Okafor,,,,\r\n,,,,\r\nRowan Tait\r\n"
    assert [known.name for known in people(listed, saved)] == ["Ines Okafor", "Rowan Tait"]


def test_marks_keep_commas_in_a_cell_and_white_space_is_made_one_blank(listed: Path) -> None:
    (ines,) = people(listed, 'name,roles\n"Ines\n Okafor","mayor, Port Ellery;  chair"\n')
    assert ines == Known("Ines Okafor", roles=("mayor, Port Ellery", "chair"))


def test_empty_values_and_repeated_ones_are_passed_over(listed: Path) -> None:
    (ines,) = people(listed, "name,aliases\nInes Okafor,;Nes; ;Nes;\n")
    assert ines.aliases == ("Nes",)


@pytest.mark.parametrize("place", ["wiki", "entity"])
def test_the_address_of_an_item_stands_for_its_id(listed: Path, place: str) -> None:
    (ines,) = people(listed, f"name,wikidata\nInes Okafor,https://www.wikidata.org/{place}/Q7\n")
    assert ines.wikidata == "Q7"


def test_two_people_may_share_a_name_where_their_ids_differ(listed: Path) -> None:
    assert len(people(listed, "name,wikidata\nInes Okafor,Q7\nInes Okafor,Q8\n")) == 2


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("Ines Okafor,Nes\n", 1, "there is no column `name`"),
        ("name;aliases\nInes;Nes\n", 1, "the cells are not parted by commas"),
        ("name,alias\nInes,Nes\n", 1, "there is no column `alias`"),
        ("name,roles,roles\nInes,a,b\n", 1, "the column `roles` is there twice"),
        (HEADER + "\n\n,Nes,mayor,\n", 4, "there is no name"),
        (HEADER + "Ines Okafor;Nes Okafor\n", 2, "there are several names"),
        (HEADER + "Ines,,mayor, chair,Q7\n", 2, "5 cells, where the header has 4"),
        (HEADER + "Ines,,,42\n", 2, "“42” is not the id of a Wikidata item"),
        (HEADER + '"Ines\nOkafor",,,\nRowan,,,Q\n', 4, "“Q” is not the id of a Wikidata item"),
        (HEADER + "Ines\nRowan\nINES\n", 4, "INES is already there in line 2"),
        (HEADER + 'Ines,"Nes\n', 2, "not a line of comma-separated values: unexpected end of data"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    listed: Path, text: str, line: int, problem: str
) -> None:
    with pytest.raises(Malformed) as raised:
        people(listed, text)
    assert raised.value.source == f"{listed}:{line}"
    assert raised.value.problem == problem


@pytest.mark.parametrize("text", ["", "\n \n", HEADER, HEADER + ",,,\n"])
def test_a_list_without_people_is_none(listed: Path, text: str) -> None:
    with pytest.raises(EmptyInput):
        people(listed, text)


def test_a_list_that_is_not_there_or_no_text_or_too_long_is_refused(listed: Path) -> None:
    with pytest.raises(InputError, match=r"people\.csv: no such file \(check the path\)"):
        read_people(listed)
    listed.write_bytes(b"PK\x03\x04 a workbook")
    with pytest.raises(NotText, match="not text"):
        read_people(listed)
    with pytest.raises(TooLarge, match="over 4 bytes"):
        read_people(listed, limits=Limits(text_bytes=4))
    with pytest.raises(InputError, match=r"cannot be read|not allowed"):
        read_people(listed.parent)
