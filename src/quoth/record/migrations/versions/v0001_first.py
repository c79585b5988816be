"""The record as it first was."""

from __future__ import annotations

from alembic import op

from quoth.record.facets import FACETS_TRIGGERS, FACETS_VIEW
from quoth.record.schema import QUOTATION_INDEX, metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    for statement in (QUOTATION_INDEX, FACETS_VIEW, *FACETS_TRIGGERS):
        op.execute(statement)
