"""Running the server until it is told to stop."""

from __future__ import annotations

import uvicorn

from quoth.web.app import create_app
from quoth.web.settings import Settings

_GRACE = 5


def serve(settings: Settings) -> None:
    """Serve a record until a signal says stop; requests that are being answered are finished.

    Raises:
        QuothError: the settings would let everybody in, or the record cannot be opened.
        OSError: the address is taken or is not this machine's.
    """
    app = create_app(settings)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
