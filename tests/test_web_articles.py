"""An article's page calls its speakers what the record calls them."""

from __future__ import annotations

from pathlib import Path

from served import quarrel, served

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
