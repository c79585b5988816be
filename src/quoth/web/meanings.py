"""What the quotations mean, held in memory from the first search by meaning on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from starlette.requests import Request

if TYPE_CHECKING:
    from quoth.record.nearest import Meanings

_loading = threading.Lock()


def meanings(request: Request, connection: Connection) -> Meanings:
    """Return the meanings of the record that is served, as they are now.

    Loading those of a large record takes some seconds; who asks meanwhile waits.
    """
    # Only who searches by meaning needs the table of words.
    from quoth.record.nearest import Meanings

    with _loading:
        held: Meanings | None = getattr(request.app.state, "meanings", None)
        if held is None:
            held = request.app.state.meanings = Meanings(connection)
            return held
    held.refresh(connection)
    return held
