"""The article that the project began with comes out right, where it is at hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MISSION = ROOT.parent / "shared" / "mission"


@pytest.mark.skipif(not MISSION.is_dir(), reason="the article is not part of the repository")
def test_every_attribution_is_found_and_those_who_are_named_are_named() -> None:
    told = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "mission.py", MISSION],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert told[-1] == "21 needed: 0 missed, 21 with the right speaker"
    assert told[-2] == "about 19 of 21, addressee 3 of 3, when 3 of 3, channel 6 of 6"
    assert told[-3] == "headline: 'unhappy person' altered"
    assert told[-4].endswith("left alone")
