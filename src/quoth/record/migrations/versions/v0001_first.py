"""The record as it first was.

The statements stand here as they were then, whatever the schema is now.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE articles (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    added TEXT NOT NULL
)""",
    """CREATE TABLE raws (
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL,
    CONSTRAINT pk_raws PRIMARY KEY (hash)
)""",
    """CREATE TABLE shingles (
    "key" INTEGER NOT NULL,
    quotation_id INTEGER NOT NULL,
    CONSTRAINT pk_shingles PRIMARY KEY ("key", quotation_id)
)
 WITHOUT ROWID""",
    """CREATE TABLE decisions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    verb TEXT NOT NULL,
    detail JSON NOT NULL,
    undone TEXT
)""",
    """CREATE TABLE printings (
    "key" TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    url TEXT,
    outlet TEXT,
    published TEXT,
    added TEXT NOT NULL,
    CONSTRAINT pk_printings PRIMARY KEY ("key"),
    CONSTRAINT fk_printings_article_id FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_printings_article_id ON printings (article_id)",
    "CREATE INDEX ix_printings_outlet ON printings (outlet)",
    """CREATE TABLE revisions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    current BOOLEAN NOT NULL,
    text_hash TEXT NOT NULL,
    text TEXT NOT NULL,
    blocks JSON NOT NULL,
    name TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    headline TEXT,
    byline TEXT,
    published TEXT,
    language TEXT,
    headline_check JSON NOT NULL,
    source TEXT NOT NULL,
    fetched TEXT NOT NULL,
    raw_hash TEXT NOT NULL,
    program TEXT NOT NULL,
    model TEXT NOT NULL,
    added TEXT NOT NULL,
    CONSTRAINT uq_revisions_article_id_text_hash UNIQUE (article_id, text_hash),
    CONSTRAINT uq_revisions_article_id_number UNIQUE (article_id, number),
    CONSTRAINT fk_revisions_article_id FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE,
    CONSTRAINT fk_revisions_raw_hash FOREIGN KEY(raw_hash) REFERENCES raws (hash)
)""",
    "CREATE INDEX ix_revisions_text_hash ON revisions (text_hash)",
    "CREATE INDEX ix_revisions_raw_hash ON revisions (raw_hash)",
    "CREATE INDEX ix_revisions_current ON revisions (current, outlet, published, article_id)",
    "CREATE INDEX ix_revisions_outlet ON revisions (outlet)",
    "CREATE INDEX ix_revisions_published ON revisions (published)",
    """CREATE TABLE speakers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    wikidata TEXT,
    merged_into INTEGER,
    renamed BOOLEAN DEFAULT 0 NOT NULL,
    "key" TEXT DEFAULT '' NOT NULL,
    article_id INTEGER,
    added TEXT NOT NULL,
    CONSTRAINT fk_speakers_merged_into FOREIGN KEY(merged_into) REFERENCES speakers (id),
    CONSTRAINT fk_speakers_article_id FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE SET NULL
)""",
    "CREATE INDEX ix_speakers_merged_into ON speakers (merged_into)",
    "CREATE INDEX ix_speakers_wikidata ON speakers (wikidata)",
    "CREATE INDEX ix_speakers_renamed ON speakers (id) WHERE renamed",
    "CREATE INDEX ix_speakers_article_id ON speakers (article_id)",
    """CREATE TABLE appearances (
    id INTEGER NOT NULL,
    revision_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    "key" TEXT NOT NULL,
    kind TEXT NOT NULL,
    forms JSON NOT NULL,
    found_id INTEGER,
    speaker_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    learned_from INTEGER,
    CONSTRAINT pk_appearances PRIMARY KEY (id),
    CONSTRAINT uq_appearances_revision_id_name_kind UNIQUE (revision_id, name, kind),
    CONSTRAINT fk_appearances_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_appearances_found_id FOREIGN KEY(found_id) REFERENCES speakers (id),
    CONSTRAINT fk_appearances_speaker_id FOREIGN KEY(speaker_id) REFERENCES speakers (id),
    CONSTRAINT fk_appearances_learned_from FOREIGN KEY(learned_from) REFERENCES appearances (id) ON DELETE SET NULL
)""",
    "CREATE INDEX ix_appearances_speaker_id ON appearances (speaker_id)",
    "CREATE INDEX ix_appearances_found_id ON appearances (found_id)",
    "CREATE INDEX ix_appearances_learned_from ON appearances (learned_from)",
    'CREATE INDEX ix_appearances_key_appearances_reason ON appearances ("key", reason)',
    """CREATE TABLE aliases (
    speaker_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    block TEXT NOT NULL,
    last TEXT NOT NULL,
    names INTEGER NOT NULL,
    uses INTEGER NOT NULL,
    CONSTRAINT pk_aliases PRIMARY KEY (speaker_id, "key"),
    CONSTRAINT fk_aliases_speaker_id FOREIGN KEY(speaker_id) REFERENCES speakers (id)
)""",
    'CREATE INDEX ix_aliases_key ON aliases ("key")',
    "CREATE INDEX ix_aliases_last_aliases_uses ON aliases (last, uses)",
    "CREATE INDEX ix_aliases_block_aliases_uses ON aliases (block, uses)",
    """CREATE TABLE vectors (
    revision_id INTEGER NOT NULL,
    ids BLOB NOT NULL,
    vectors BLOB NOT NULL,
    CONSTRAINT pk_vectors PRIMARY KEY (revision_id),
    CONSTRAINT fk_vectors_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE
)""",
    """CREATE TABLE placements (
    decision_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    kind TEXT NOT NULL,
    speaker_id INTEGER NOT NULL,
    CONSTRAINT pk_placements PRIMARY KEY (decision_id, article_id, "key", kind),
    CONSTRAINT fk_placements_decision_id FOREIGN KEY(decision_id) REFERENCES decisions (id),
    CONSTRAINT fk_placements_article_id FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE,
    CONSTRAINT fk_placements_speaker_id FOREIGN KEY(speaker_id) REFERENCES speakers (id)
)""",
    "CREATE INDEX ix_placements_article_id ON placements (article_id)",
    """CREATE TABLE offices (
    appearance_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    day TEXT NOT NULL,
    sense TEXT NOT NULL,
    CONSTRAINT pk_offices PRIMARY KEY (appearance_id, "key"),
    CONSTRAINT fk_offices_appearance_id FOREIGN KEY(appearance_id) REFERENCES appearances (id) ON DELETE CASCADE
)""",
    'CREATE INDEX ix_offices_key_offices_sense_offices_day ON offices ("key", sense, day)',
    """CREATE TABLE roles (
    appearance_id INTEGER NOT NULL,
    "begin" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_roles PRIMARY KEY (appearance_id, "begin", "end"),
    CONSTRAINT fk_roles_appearance_id FOREIGN KEY(appearance_id) REFERENCES appearances (id) ON DELETE CASCADE
)""",
    'CREATE INDEX ix_roles_key ON roles ("key")',
    """CREATE TABLE memberships (
    group_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    CONSTRAINT pk_memberships PRIMARY KEY (group_id, member_id),
    CONSTRAINT fk_memberships_group_id FOREIGN KEY(group_id) REFERENCES appearances (id) ON DELETE CASCADE,
    CONSTRAINT fk_memberships_member_id FOREIGN KEY(member_id) REFERENCES appearances (id) ON DELETE CASCADE
)
 WITHOUT ROWID""",
    "CREATE INDEX ix_memberships_member_id ON memberships (member_id)",
    """CREATE TABLE quotations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    revision_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    type TEXT NOT NULL,
    words TEXT NOT NULL,
    appearance_id INTEGER,
    place TEXT NOT NULL,
    channel TEXT,
    said TEXT,
    length INTEGER NOT NULL,
    confidence FLOAT NOT NULL,
    detail JSON NOT NULL,
    facets TEXT,
    CONSTRAINT fk_quotations_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_quotations_appearance_id FOREIGN KEY(appearance_id) REFERENCES appearances (id)
)""",
    "CREATE INDEX ix_quotations_appearance_id ON quotations (appearance_id)",
    "CREATE INDEX ix_quotations_said ON quotations (said, id)",
    """CREATE INDEX ix_quotations_figures ON quotations (revision_id, appearance_id, type, channel, length)""",
    """CREATE TABLE abouts (
    quotation_id INTEGER NOT NULL,
    appearance_id INTEGER NOT NULL,
    CONSTRAINT pk_abouts PRIMARY KEY (quotation_id, appearance_id),
    CONSTRAINT fk_abouts_quotation_id FOREIGN KEY(quotation_id) REFERENCES quotations (id) ON DELETE CASCADE,
    CONSTRAINT fk_abouts_appearance_id FOREIGN KEY(appearance_id) REFERENCES appearances (id)
)
 WITHOUT ROWID""",
    "CREATE INDEX ix_abouts_appearance_id ON abouts (appearance_id)",
    """CREATE VIRTUAL TABLE quotation_index USING fts5(words, facets, content='quotations', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE VIEW quotation_facets AS SELECT
    q.id AS id,
    't' || q.type
    || CASE WHEN r.current THEN '' ELSE ' former' END
    || CASE WHEN q.channel IS NULL THEN '' ELSE ' c' || hex(q.channel) || '0' END
    || coalesce(' y' || substr(q.said, 1, 4), ' undated')
    || CASE WHEN length(q.said) >= 7 THEN ' m' || replace(substr(q.said, 1, 7), '-', '')
       ELSE '' END
    || CASE WHEN length(q.said) >= 10 THEN ' d' || replace(substr(q.said, 1, 10), '-', '')
       ELSE '' END
    || coalesce((
        SELECT group_concat(' o' || hex(outlet) || '0', '') FROM (
            SELECT r.outlet AS outlet
            UNION SELECT p.outlet FROM printings p WHERE p.article_id = r.article_id
        ) WHERE outlet IS NOT NULL), '')
    || coalesce((
        SELECT group_concat(' s' || speaker_id, '') FROM (
            SELECT a.speaker_id FROM appearances a WHERE a.id = q.appearance_id
            UNION SELECT a.speaker_id FROM memberships m
                JOIN appearances a ON a.id = m.member_id WHERE m.group_id = q.appearance_id
        )), '')
    || coalesce((
        SELECT group_concat(' a' || speaker_id, '') FROM (
            SELECT DISTINCT a.speaker_id FROM abouts o
            JOIN appearances a ON a.id = o.appearance_id WHERE o.quotation_id = q.id
        )), '') AS facets
FROM quotations q JOIN revisions r ON r.id = q.revision_id""",
    """CREATE TRIGGER quotation_changed AFTER UPDATE OF words, facets ON quotations
        WHEN old.words IS NOT new.words OR old.facets IS NOT new.facets BEGIN
            INSERT INTO quotation_index(quotation_index, rowid, words, facets)
                SELECT 'delete', old.id, old.words, old.facets WHERE old.facets IS NOT NULL;
            INSERT INTO quotation_index(rowid, words, facets)
                SELECT new.id, new.words, new.facets WHERE new.facets IS NOT NULL;
        END""",
    """CREATE TRIGGER quotation_gone BEFORE DELETE ON quotations
        WHEN old.facets IS NOT NULL BEGIN
            INSERT INTO quotation_index(quotation_index, rowid, words, facets)
                VALUES ('delete', old.id, old.words, old.facets);
        END""",
    """CREATE TRIGGER facets_of_speaker AFTER UPDATE OF speaker_id ON appearances
        WHEN old.speaker_id IS NOT new.speaker_id BEGIN

UPDATE quotations
SET facets = (SELECT f.facets FROM quotation_facets f WHERE f.id = quotations.id)
WHERE facets IS NOT NULL AND id IN (
                SELECT id FROM quotations WHERE appearance_id = new.id
                UNION SELECT q.id FROM memberships m
                    JOIN quotations q ON q.appearance_id = m.group_id WHERE m.member_id = new.id
                UNION SELECT quotation_id FROM abouts WHERE appearance_id = new.id
            );
        END""",
    """CREATE TRIGGER facets_of_revision AFTER UPDATE OF current ON revisions
        WHEN old.current IS NOT new.current BEGIN

UPDATE quotations
SET facets = (SELECT f.facets FROM quotation_facets f WHERE f.id = quotations.id)
WHERE facets IS NOT NULL AND revision_id = new.id;
        END""",
    """CREATE TRIGGER facets_of_printing AFTER INSERT ON printings
        WHEN new.outlet IS NOT NULL BEGIN

UPDATE quotations
SET facets = (SELECT f.facets FROM quotation_facets f WHERE f.id = quotations.id)
WHERE facets IS NOT NULL AND revision_id IN (SELECT id FROM revisions WHERE article_id = new.article_id);
        END""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
