"""The tables of a record.

    articles ─┬─ printings            where an article was met
              ├─ sketches ─ sketch_keys   by which near copies of it are found
              ├─ copies               what is a near copy of which
              └─ revisions ─┬─ raws    the bytes that it was read from
                            ├─ appearances ─┬─ roles      who is named in it, and as what
                            │      │        └─ memberships   who speaks with whom
                            │      │  offices   who holds a role, or is meant by it
                            │      └─ speakers ── aliases   who that is, across all articles
                            ├─ quotations ─┬─ abouts      of whom a quotation speaks
                            │              ├─ shingles    by which its variants are found
                            │              └─ quotation_index   its words, for full-text search
                            └─ vectors                    what its quotations mean
    decisions ── placements                               what people decided
    feeds ── feed_entries                                 what is followed, and was met there

Offsets are code points of a revision's text. Dates are ISO 8601 text, times in UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

VERSION = "0003"
"""The schema that this version of Quoth reads and writes: the newest migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _reference(column: str, *, gone: str | None = None) -> ForeignKey:
    return ForeignKey(column, ondelete=gone)


articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("added", Text, nullable=False),
    sqlite_autoincrement=True,
)

# An article's text stands in the record once, at however many addresses it was printed.
printings = Table(
    "printings",
    metadata,
    # The address without what does not tell which article it is, or the text and the outlet.
    Column("key", Text, primary_key=True),
    Column("article_id", Integer, _reference("articles.id", gone="CASCADE"), nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("added", Text, nullable=False),
    Index(None, "article_id"),
    Index(None, "outlet"),
)

# The sketch of each article's present text, by which near copies of it are known.
sketches = Table(
    "sketches",
    metadata,
    Column("article_id", Integer, _reference("articles.id", gone="CASCADE"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

# By what copies are looked up; without a foreign key, as `shingles`.
sketch_keys = Table(
    "sketch_keys",
    metadata,
    Column("key", Integer, nullable=False),
    Column("article_id", Integer, nullable=False),
    PrimaryKeyConstraint("key", "article_id"),
    sqlite_with_rowid=False,
)

# Each article that is a near copy, and the one that stands for it and all others of its group.
copies = Table(
    "copies",
    metadata,
    Column("article_id", Integer, _reference("articles.id", gone="CASCADE"), primary_key=True),
    Column("of_id", Integer, _reference("articles.id", gone="CASCADE"), nullable=False),
    Index(None, "of_id"),
)

raws = Table(
    "raws",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, _reference("articles.id", gone="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("headline", Text),
    Column("byline", Text),
    Column("published", Text),
    Column("language", Text),
    Column("headline_check", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("fetched", Text, nullable=False),
    Column("raw_hash", Text, _reference("raws.hash"), nullable=False),
    Column("program", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("added", Text, nullable=False),
    UniqueConstraint("article_id", "text_hash"),
    UniqueConstraint("article_id", "number"),
    Index(None, "text_hash"),
    Index(None, "raw_hash"),
    # Without it each look at an outlet or a date would read past the text.
    Index("ix_revisions_current", "current", "outlet", "published", "article_id"),
    Index(None, "outlet"),
    Index(None, "published"),
    sqlite_autoincrement=True,
)

speakers = Table(
    "speakers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("wikidata", Text),
    # A speaker is never deleted: who was merged into another can be taken out again. This leads
    # to the last of a chain of mergers, never to one who is merged on.
    Column("merged_into", Integer, _reference("speakers.id")),
    # Whether the name was given by a person's decision.
    Column("renamed", Boolean, nullable=False, server_default=text("0")),
    # The first name, as it is looked up, and the article it stood in, which finds its speaker
    # again by these when it is read again; a description belongs to its article for good.
    Column("key", Text, nullable=False, server_default=""),
    Column("article_id", Integer, _reference("articles.id", gone="SET NULL")),
    Column("added", Text, nullable=False),
    Index(None, "merged_into"),
    Index(None, "wikidata"),
    Index("ix_speakers_renamed", "id", sqlite_where=text("renamed")),
    Index(None, "article_id"),
    sqlite_autoincrement=True,
)

# One speaker, addressee or other person or body that an article names or describes.
appearances = Table(
    "appearances",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision_id", Integer, _reference("revisions.id", gone="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("forms", JSON, nullable=False),
    # Who that is: by all that articles tell (`found_id`), and by what people decided as well.
    Column("found_id", Integer, _reference("speakers.id")),
    Column("speaker_id", Integer, _reference("speakers.id"), nullable=False),
    # Why: new, name, surname, role, decision; a role was learned from another appearance.
    Column("reason", Text, nullable=False),
    Column("learned_from", Integer, _reference("appearances.id", gone="SET NULL")),
    UniqueConstraint("revision_id", "name", "kind"),
    Index(None, "key", "reason"),
    Index(None, "found_id"),
    Index(None, "speaker_id"),
    Index(None, "learned_from"),
)

# By which names speakers are known (as found, before decisions), and in how many appearances:
# `names` counts those that have it for their fullest name, `uses` all.
aliases = Table(
    "aliases",
    metadata,
    Column("speaker_id", Integer, _reference("speakers.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    # The same for all names that may be one person's or body's; the surname; see `calling`.
    Column("block", Text, nullable=False),
    Column("last", Text, nullable=False),
    Column("names", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    PrimaryKeyConstraint("speaker_id", "key"),
    Index(None, "key"),
    Index(None, "block", "uses"),
    Index(None, "last", "uses"),
)

# Roles that one person at a time holds: who is told to hold them (`holds`) or to have held them
# (`held`), and where a description (`bare`) means whoever holds them.
offices = Table(
    "offices",
    metadata,
    Column("appearance_id", Integer, _reference("appearances.id", gone="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("sense", Text, nullable=False),
    PrimaryKeyConstraint("appearance_id", "key"),
    Index(None, "key", "sense", "day"),
)

roles = Table(
    "roles",
    metadata,
    Column("appearance_id", Integer, _reference("appearances.id", gone="CASCADE"), nullable=False),
    Column("begin", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("appearance_id", "begin", "end"),
    Index(None, "key"),
)

# A group that speaks together ("Cook and Pichai") and those who are in it.
memberships = Table(
    "memberships",
    metadata,
    Column("group_id", Integer, _reference("appearances.id", gone="CASCADE"), nullable=False),
    Column("member_id", Integer, _reference("appearances.id", gone="CASCADE"), nullable=False),
    PrimaryKeyConstraint("group_id", "member_id"),
    Index(None, "member_id"),
    sqlite_with_rowid=False,
)

quotations = Table(
    "quotations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision_id", Integer, _reference("revisions.id", gone="CASCADE"), nullable=False),
    # Which of the text's quotations it is, in the order of its reading, from 1.
    Column("number", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("appearance_id", Integer, _reference("appearances.id")),
    # Where it stands: the kind of its block.
    Column("place", Text, nullable=False),
    Column("channel", Text),
    # When it was said, as far as that is known, else when it was printed.
    Column("said", Text),
    # How many words it has.
    Column("length", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    # Everything that reading told of it: the object that `quoth schema` describes.
    Column("detail", JSON, nullable=False),
    # By what a search can pick it out; None where it is not in the index. See `facets`.
    Column("facets", Text),
    # Figures over all quotations are taken from this index alone.
    Index("ix_quotations_figures", "revision_id", "appearance_id", "type", "channel", "length"),
    Index(None, "appearance_id"),
    # The newest first, without a look at the words.
    Index("ix_quotations_said", "said", "id"),
    sqlite_autoincrement=True,
)

abouts = Table(
    "abouts",
    metadata,
    Column("quotation_id", Integer, _reference("quotations.id", gone="CASCADE"), nullable=False),
    Column("appearance_id", Integer, _reference("appearances.id"), nullable=False),
    PrimaryKeyConstraint("quotation_id", "appearance_id"),
    Index(None, "appearance_id"),
    sqlite_with_rowid=False,
)

# Without a foreign key: it would need a second index as large as the table itself, and what is
# to be deleted is known by the quotation's words.
shingles = Table(
    "shingles",
    metadata,
    Column("key", Integer, nullable=False),
    Column("quotation_id", Integer, nullable=False),
    PrimaryKeyConstraint("key", "quotation_id"),
    sqlite_with_rowid=False,
)

vectors = Table(
    "vectors",
    metadata,
    Column("revision_id", Integer, _reference("revisions.id", gone="CASCADE"), primary_key=True),
    Column("ids", LargeBinary, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
)

# What people decided about speakers and quotations; kept apart, so that it outlives every
# reading. An undone decision stays, with the time at which it was undone.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("undone", Text),
    sqlite_autoincrement=True,
)

# What splitting a speaker comes to: in this article, who has this name is that speaker.
placements = Table(
    "placements",
    metadata,
    Column("decision_id", Integer, _reference("decisions.id"), nullable=False),
    Column("article_id", Integer, _reference("articles.id", gone="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("speaker_id", Integer, _reference("speakers.id"), nullable=False),
    PrimaryKeyConstraint("decision_id", "article_id", "key", "kind"),
    Index(None, "article_id"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text),
    # The outlet's own page.
    Column("page", Text),
    Column("added", Text, nullable=False),
    Column("looked", Text),
    # When it is to be looked at again; and before when its server said not to come, at any rate.
    Column("due", Text),
    Column("held", Text),
    # What the server is told, so that it answers only with something new.
    Column("etag", Text),
    Column("modified", Text),
    # How often, and at which hours and days, the feed wants to be looked at.
    Column("pace", JSON, nullable=False),
    # How many looks failed, one after another, and how the last one did.
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("problem", Text),
    Column("gone", Boolean, nullable=False, server_default=text("0")),
    UniqueConstraint("url"),
    sqlite_autoincrement=True,
)

# An entry waits until its article is in the record, or will not be: then it stays here, without
# its content, so that it is known again.
feed_entries = Table(
    "feed_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feed_id", Integer, _reference("feeds.id", gone="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("url", Text),
    Column("title", Text),
    Column("author", Text),
    Column("published", Text),
    # What the feed says of when it was last changed.
    Column("updated", Text),
    Column("content", LargeBinary),
    Column("met", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    # How often it was read again because it was changed.
    Column("again", Integer, nullable=False, server_default=text("0")),
    Column("due", Text),
    Column("problem", Text),
    Column("article_id", Integer, _reference("articles.id", gone="SET NULL")),
    UniqueConstraint("feed_id", "key"),
    Index(None, "feed_id", "state"),
    Index(None, "article_id"),
    sqlite_autoincrement=True,
)

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""What words are the same to a search: letter case, accents and inflection do not count."""

QUOTATION_INDEX = text(
    "CREATE VIRTUAL TABLE quotation_index USING fts5("
    "words, facets, content='quotations', content_rowid='id', "
    f"tokenize='{TOKENIZER}')"
)
"""Full-text search: an index of two columns of `quotations`, kept up to date by triggers."""
