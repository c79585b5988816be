"""Run by Alembic: takes the steps on the connection that `opening` hands over."""

from __future__ import annotations

from alembic import context

from quoth.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a table by making it anew.
    render_as_batch=True,
)
# The transaction is that of `opening`, so that a record is made or changed whole or not at all.
context.run_migrations()
