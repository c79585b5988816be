"""Charts over time: which unit they take, and where their columns stand."""

from __future__ import annotations

import pytest

from quoth.web.charts import WIDTH, timeline


def test_some_weeks_are_drawn_by_day() -> None:
    drawn = timeline({"2026-03-02": 3, "2026-03-03": 2, "2026-03-05": 1})
    assert drawn is not None
    assert (drawn.unit, drawn.most, drawn.drawn, drawn.rest) == ("day", 3, 6, 0)
    first, second, last = drawn.columns
    assert (first.name, first.count, last.name) == ("2 March 2026", 3, "5 March 2026")
    assert last.x - first.x == pytest.approx(3 * (second.x - first.x))
    assert first.height == pytest.approx(3 * last.height, abs=0.1)
    assert first.y + first.height == pytest.approx(drawn.base)


def test_some_years_are_drawn_by_month_and_decades_by_year() -> None:
    months = timeline({"2024-01-31": 1, "2026-03-02": 2})
    years = timeline({"1950-01-31": 1, "2026-03-02": 2})
    assert months is not None and months.unit == "month"
    assert [column.since for column in months.columns] == ["2024-01", "2026-03"]
    assert years is not None and years.unit == "year"
    assert [column.since for column in years.columns] == ["1950", "2026"]


def test_what_has_no_day_is_told_apart_from_what_is_drawn() -> None:
    drawn = timeline({"2026": 1, "2026-03": 1, "2026-03-02": 2, "2026-03-04": 3})
    assert drawn is not None
    assert (drawn.unit, drawn.drawn, drawn.rest) == ("day", 5, 2)


def test_the_unit_is_coarser_where_most_have_no_finer_date() -> None:
    drawn = timeline({"2026-01": 5, "2026-02": 4, "2026-03-02": 2})
    assert drawn is not None and (drawn.unit, drawn.drawn) == ("month", 11)


@pytest.mark.parametrize("counts", [{}, {"2026-03-02": 9}, {"2026": 9}, {"soon": 1, "2026-99": 2}])
def test_nothing_is_drawn_where_there_is_no_stretch_of_time(counts: dict[str, int]) -> None:
    assert timeline(counts) is None


def test_a_date_in_antiquity_does_not_hide_the_rest() -> None:
    drawn = timeline({"0044-03-15": 1, "2025-01-02": 1, "2026-03-02": 2})
    assert drawn is not None and [c.since for c in drawn.columns] == ["2025", "2026"]
    assert (drawn.drawn, drawn.rest) == (3, 1)


def test_columns_and_labels_stay_within_the_chart() -> None:
    for last in ("2026-03-03", "2026-03-31", "2027-03-01", "2090-01-01"):
        drawn = timeline({"2026-03-02": 1, last: 2})
        assert drawn is not None
        assert all(c.x >= 0 and c.x + c.width <= WIDTH and c.width > 0 for c in drawn.columns)
        assert all(0 <= label.x <= WIDTH for label in drawn.labels)
        assert len(drawn.labels) >= 2
