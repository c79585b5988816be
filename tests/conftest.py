"""What several test files need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from quoth.reading.reader import MODEL, Reader

ROOT = Path(__file__).parent.parent

# On a busy machine anything may take long; what is slow in itself is tested where it matters.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped reader, loaded once."""
    if not (MODEL / "reader.onnx").is_file():
        pytest.skip("the trained reader is not in the tree")
    return Reader()
