"""An article's page calls its speakers what the record calls them."""

from __future__ import annotations

import re
from pathlib import Path

from newsroom import Says, printed
from served import quarrel, served

from quoth.quotation import Reading
from quoth.record.decisions import rename
from quoth.record.opening import writing
from quoth.record.people import find_speakers


def test_who_was_renamed_has_the_new_name_beside_what_they_say(tmp_path: Path) -> None:
    client = served(tmp_path, *quarrel())
    engine = client.app.state.record.engine  # type: ignore[attr-defined]
    with writing(engine) as connection:
        (person,) = find_speakers(connection, "Leonie Marsh")
        rename(connection, person.id, "Dame <Leonie>")
    page = client.get("/articles/2").text
    assert f'<b><a href="/speakers/{person.id}">Dame &lt;Leonie&gt;</a></b>' in page
    assert "very hungry landlord" in page


def _story(outlet: str, headline: str, more: str = "") -> Reading:
    return printed(
        outlet,
        "2026-03-08" if outlet == "Coast Wire" else "2026-03-09",
        Says("Leonie Marsh", "Nobody on the island should have to wait another winter"),
        "The ferry between Port Ellery and Saint Brannoc will run again from Monday, four months "
        "after storms tore away 48 metres of quay; the repair cost the county 3.2 million crowns.",
        *([more] if more else []),
        headline=headline,
    )


def test_an_article_tells_its_near_copies_and_a_quotation_who_else_printed_it(
    tmp_path: Path,
) -> None:
    client = served(
        tmp_path,
        _story("Coast Wire", "Ferry runs again"),
        _story("Harbour Daily", "<b>Island</b> breathes again"),
        _story("Marle Gazette", "No more waiting", "Our readers in Marle may buy tickets."),
        _story("Pylon Weekly", "Back on the water"),
    )
    page = client.get("/articles/1").text
    assert "Near copies" in page
    assert '<a href="/articles/2">&lt;b&gt;Island&lt;/b&gt; breathes again</a>' in page
    assert "published first" not in page
    others = client.get("/articles/3").text
    assert re.findall(r"<li>.*articles/(.).*: published first</li>", others) == ["1"]
    found = client.get("/", params={"q": "another winter"}).text
    assert len(re.findall(r"also printed by [^<]*and 1 more", found)) == 4
    hits = client.get("/api/v1/search", params={"q": "another winter"}).json()["hits"]
    also = {hit["article"]["outlet"]: hit["article"]["also_printed_by"] for hit in hits}
    assert sorted(also["Coast Wire"]) == ["Harbour Daily", "Marle Gazette", "Pylon Weekly"]


def test_an_article_without_copies_tells_of_none(tmp_path: Path) -> None:
    assert "Near copies" not in served(tmp_path, *quarrel()).get("/articles/1").text


def test_a_quotation_is_cited_with_all_its_marks_and_not_as_about_its_speaker(
    tmp_path: Path,
) -> None:
    said = Says("Leonie Marsh", "We will build it", ("Leonie Marsh",))
    client = served(tmp_path, printed("Coast Wire", "2026-03-02", said, headline="Marsh builds"))
    page = client.get("/quotations/1").text
    assert "“We will build it” — Leonie Marsh, “Marsh builds”, Coast Wire" in page
    assert "<dt>About</dt>" not in page
    assert "…" not in page.split('<p class="context">')[1].split("</p>")[0]


def test_an_indirect_quotation_is_cited_as_it_stands(tmp_path: Path) -> None:
    said = Says("Leonie Marsh", "to be “patient, not hungry”", type="indirect")
    client = served(tmp_path, printed("Coast Wire", "2026-03-02", said, headline="Marsh builds"))
    assert "to be “patient, not hungry” — Leonie Marsh" in client.get("/quotations/1").text
