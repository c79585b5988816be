"""Near copies of articles, and the sketches by which they are known.

Articles that are there already get their sketches when something is next added, as that takes
a while where there are many. The statements stand here as they were then, whatever the schema
is now.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE sketches (
    article_id INTEGER NOT NULL,
    packed BLOB NOT NULL,
    CONSTRAINT pk_sketches PRIMARY KEY (article_id),
    CONSTRAINT fk_sketches_article_id FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
)""",
    """CREATE TABLE sketch_keys (
    "key" INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    CONSTRAINT pk_sketch_keys PRIMARY KEY ("key", article_id)
)
 WITHOUT ROWID""",
    """CREATE TABLE copies (
    article_id INTEGER NOT NULL,
    of_id INTEGER NOT NULL,
    CONSTRAINT pk_copies PRIMARY KEY (article_id),
    CONSTRAINT fk_copies_article_id FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE,
    CONSTRAINT fk_copies_of_id FOREIGN KEY(of_id) REFERENCES articles (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_copies_of_id ON copies (of_id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
