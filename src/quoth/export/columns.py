"""The columns of the Parquet files that readings are written to."""

from __future__ import annotations

import pyarrow as pa

VERSION = "1"
"""Version of the schema: raised when a column goes or changes its meaning, not when one comes."""

METADATA = {b"quoth.schema": VERSION.encode()}
"""What stands in the metadata of every file."""

PROVENANCE = ("place", "fetched", "program", "model")
"""The columns of an article that tell where it is from and what read it."""

_SPAN = pa.struct([("begin", pa.int32()), ("end", pa.int32())])
_SPANS = pa.list_(_SPAN)
_WORDS = pa.string()
_NAMES = pa.list_(_WORDS)

ARTICLE_SCHEMA = pa.schema(
    [
        pa.field("article_key", _WORDS, nullable=False),
        pa.field("id", _WORDS, nullable=False),
        ("url", _WORDS),
        ("outlet", _WORDS),
        ("headline", _WORDS),
        ("byline", _WORDS),
        ("published", _WORDS),
        ("language", _WORDS),
        pa.field("text", _WORDS, nullable=False),
        (
            "blocks",
            pa.list_(
                pa.struct(
                    [
                        ("kind", _WORDS),
                        ("begin", pa.int32()),
                        ("end", pa.int32()),
                        ("author", _WORDS),
                        ("handle", _WORDS),
                        ("date", _WORDS),
                        ("platform", _WORDS),
                    ]
                )
            ),
        ),
        (
            "headline_check",
            pa.list_(
                pa.struct(
                    [
                        ("quoted", _WORDS),
                        ("begin", pa.int32()),
                        ("end", pa.int32()),
                        ("verdict", _WORDS),
                        ("closest", _WORDS),
                        ("closest_span", _SPAN),
                        (
                            "differences",
                            pa.list_(
                                pa.struct(
                                    [("kind", _WORDS), ("headline", _WORDS), ("body", _WORDS)]
                                )
                            ),
                        ),
                    ]
                )
            ),
        ),
        (
            "named",
            pa.list_(
                pa.struct(
                    [
                        ("name", _WORDS),
                        ("kind", _WORDS),
                        ("forms", _NAMES),
                        (
                            "roles",
                            pa.list_(
                                pa.struct(
                                    [("begin", pa.int32()), ("end", pa.int32()), ("text", _WORDS)]
                                )
                            ),
                        ),
                    ]
                )
            ),
        ),
        pa.field("quotations", pa.int32(), nullable=False),
        *((name, _WORDS) for name in PROVENANCE),
    ],
    metadata=METADATA,
)
"""The columns of `articles.parquet`: those of the JSON object, the key, how many quotations, and
where it is from and what read it, as far as that is told."""

QUOTATION_SCHEMA = pa.schema(
    [
        pa.field("article_key", _WORDS, nullable=False),
        pa.field("id", _WORDS, nullable=False),
        ("record_id", _WORDS),
        ("record_url", _WORDS),
        ("record_speaker", _WORDS),
        pa.field("type", _WORDS, nullable=False),
        pa.field("text", _WORDS, nullable=False),
        ("content", _SPANS),
        ("cue_text", _WORDS),
        ("cue", _SPANS),
        ("source_text", _WORDS),
        ("source", _SPANS),
        ("speaker", _WORDS),
        ("speaker_kind", _WORDS),
        ("speaker_confidence", pa.float64()),
        ("speaker_url", _WORDS),
        ("speaker_members", _NAMES),
        (
            "speaker_mentions",
            pa.list_(
                pa.struct(
                    [
                        ("begin", pa.int32()),
                        ("end", pa.int32()),
                        ("reason", _WORDS),
                        ("score", pa.float64()),
                    ]
                )
            ),
        ),
        ("about", _NAMES),
        ("addressee", _WORDS),
        ("addressee_span", _SPAN),
        ("when", _WORDS),
        ("when_span", _SPAN),
        ("channel", _WORDS),
        ("channel_span", _SPAN),
        ("occasion", _WORDS),
        ("occasion_span", _SPAN),
        ("question", pa.bool_()),
        ("relayed_by", _WORDS),
        ("block", pa.int32()),
        ("confidence", pa.float64()),
    ],
    metadata=METADATA,
)
"""The columns of `quotations.parquet`: those of the JSON object with the speaker's flattened."""

SPEAKER_SCHEMA = pa.schema(
    [
        pa.field("article_key", _WORDS, nullable=False),
        pa.field("speaker", _WORDS, nullable=False),
        pa.field("speaker_kind", _WORDS, nullable=False),
        ("forms", _NAMES),
        ("roles", _NAMES),
        pa.field("quotations", pa.int32(), nullable=False),
        pa.field("direct", pa.int32(), nullable=False),
        pa.field("mixed", pa.int32(), nullable=False),
        pa.field("indirect", pa.int32(), nullable=False),
        pa.field("words", pa.int32(), nullable=False),
        pa.field("confidence", pa.float64(), nullable=False),
    ],
    metadata=METADATA,
)
"""The columns of the speakers of each article: a row for each whom it quotes.

`forms` and `roles` are what the article calls them, `words` how many theirs are in all their
quotations there, `confidence` that of the name where it is surest.
"""

FAILURE_SCHEMA = pa.schema(
    [
        pa.field("place", _WORDS, nullable=False),
        pa.field("problem", _WORDS, nullable=False),
        ("remedy", _WORDS),
    ],
    metadata=METADATA,
)
"""The columns of what could not be read."""

COPY_SCHEMA = pa.schema(
    [
        pa.field("article_key", _WORDS, nullable=False),
        pa.field("of", _WORDS, nullable=False),
        pa.field("share", pa.float64(), nullable=False),
    ],
    metadata=METADATA,
)
"""The columns of near copies: an article, the first one of its group, and which share of its text
stands there."""
