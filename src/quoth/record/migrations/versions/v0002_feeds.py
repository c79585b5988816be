"""The feeds that a record follows, and what was met in them.

The statements stand here as they were then, whatever the schema is now.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE feeds (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL,
    title TEXT,
    page TEXT,
    added TEXT NOT NULL,
    looked TEXT,
    due TEXT,
    held TEXT,
    etag TEXT,
    modified TEXT,
    pace JSON NOT NULL,
    failures INTEGER DEFAULT 0 NOT NULL,
    problem TEXT,
    gone BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT uq_feeds_url UNIQUE (url)
)""",
    """CREATE TABLE feed_entries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    url TEXT,
    title TEXT,
    author TEXT,
    published TEXT,
    updated TEXT,
    content BLOB,
    met TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER DEFAULT 0 NOT NULL,
    again INTEGER DEFAULT 0 NOT NULL,
    due TEXT,
    problem TEXT,
    article_id INTEGER,
    CONSTRAINT uq_feed_entries_feed_id_key UNIQUE (feed_id, "key"),
    CONSTRAINT fk_feed_entries_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE,
    CONSTRAINT fk_feed_entries_article_id FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE SET NULL
)""",
    "CREATE INDEX ix_feed_entries_feed_id_feed_entries_state ON feed_entries (feed_id, state)",
    "CREATE INDEX ix_feed_entries_article_id ON feed_entries (article_id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
