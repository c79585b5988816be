"""What several test files need."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.reading.reader import MODEL, Reader

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped reader, loaded once."""
    if not (MODEL / "reader.onnx").is_file():
        pytest.skip("the trained reader is not in the tree")
    return Reader()
