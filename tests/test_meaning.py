"""What quotations mean: their vectors, and the nearest among those that a record holds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, create_engine, delete, insert
from tokenizers import Tokenizer

from quoth.errors import ModelError
from quoth.reading.reader import MODEL
from quoth.record import nearest
from quoth.record.meaning import LENGTH, WIDTH, load_model, save_model, vectors
from quoth.record.nearest import Meanings, packed
from quoth.record.schema import metadata, quotations, revisions
from quoth.record.schema import vectors as table

SAID = (
    "The bridge over the Arle will be closed to lorries from March.",
    "We simply do not have the funds to open a second clinic.",
    "She was the finest cellist of her generation.",
    "Our striker tore a ligament and will miss the rest of the season.",
    "The reservoir is at a fifth of what it should hold in June.",
)
NOT_ENOUGH_MONEY = "the money is lacking for another hospital"


@pytest.fixture
def connection() -> Iterator[Connection]:
    """An empty record."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connected:
        yield connected


def add(connection: Connection, revision: int, said: dict[int, str]) -> None:
    """Store a text and its quotations, by their numbers; anew, if it is stored already."""
    known = {"article_id": revision, "number": 1, "current": True, "blocks": [], "name": "a"}
    told = dict.fromkeys(("text_hash", "text", "source", "fetched", "program", "model"), "x")
    told |= {"headline_check": [], "raw_hash": "x", "added": "x"}
    connection.execute(delete(revisions).where(revisions.c.id == revision))
    connection.execute(delete(table).where(table.c.revision_id == revision))
    connection.execute(insert(revisions).values(id=revision, **known, **told))
    connection.execute(delete(quotations).where(quotations.c.revision_id == revision))
    alike = {"type": "direct", "place": "body", "length": 1, "confidence": 1.0, "detail": {}}
    rows = [
        {"id": n, "number": n, "revision_id": revision, "words": w, **alike}
        for n, w in said.items()
    ]
    connection.execute(insert(quotations), rows)
    held = packed(list(said), list(said.values()))
    connection.execute(insert(table).values(revision_id=revision, **held))


def found(meanings: Meanings, question: str, k: int = 1, **among: list[int]) -> list[int]:
    """The numbers of the nearest quotations."""
    return [near.id for near in meanings.nearest(vectors([question])[0], k, **among)]


def cosine(one: str, other: str) -> float:
    """How near two texts are."""
    a, b = vectors([one, other]).astype(float)
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def test_a_paraphrase_is_nearer_than_another_sentence() -> None:
    said = "There is no money left in the budget for a new school."
    same = "The council cannot afford to build another school."
    other = "The goalkeeper was brilliant in the second half of the match."
    assert cosine(said, same) > cosine(said, other) + 0.2


def test_a_text_has_a_vector_of_the_agreed_length() -> None:
    made = vectors(SAID)
    assert made.shape == (len(SAID), WIDTH)
    assert made.dtype == np.int8
    assert np.linalg.norm(made.astype(float), axis=1) == pytest.approx(LENGTH, rel=0.01)


def test_a_vector_does_not_depend_on_the_texts_beside_it() -> None:
    together = vectors(["", *SAID, ""])
    alone = np.concatenate([vectors([text]) for text in SAID])
    # But for what is rounded up here and down there.
    assert np.abs(together[1:-1].astype(int) - alone).max() <= 1


@pytest.mark.parametrize("text", ["", "  \n\t", "\u200b"])
def test_a_text_without_words_has_zeros(text: str) -> None:
    assert not vectors([text]).any()


@pytest.mark.parametrize("text", ["\ud83d", "𓀀𓀁", "???", "ẞ" * 50_000, "a b " * 20_000, "\0"])
def test_odd_text_has_a_vector_of_the_usual_form(text: str) -> None:
    made = vectors([text, SAID[0]])
    assert made.shape == (2, WIDTH)
    assert np.abs(made[1].astype(int) - vectors([SAID[0]])[0]).max() <= 1


def test_no_texts_have_no_vectors() -> None:
    assert vectors([]).shape == (0, WIDTH)


def test_letter_case_makes_no_difference() -> None:
    assert np.array_equal(*vectors([SAID[0], SAID[0].upper()]))


def test_the_model_fits_the_readers_tokenizer() -> None:
    tokenizer, layers = load_model(MODEL)
    assert layers.pieces.shape[0] == tokenizer.get_vocab_size()
    assert (MODEL / "meaning.npz").stat().st_size < 10_000_000


def test_a_model_of_another_vocabulary_is_refused(tmp_path: Path) -> None:
    Tokenizer.from_file(str(MODEL / "tokenizer.json")).save(str(tmp_path / "tokenizer.json"))
    _, layers = load_model(MODEL)
    save_model(layers._replace(pieces=layers.pieces[:7]), tmp_path)
    with pytest.raises(ModelError, match="another version"):
        load_model(tmp_path)


def test_a_missing_model_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"meaning\.npz"):
        load_model(tmp_path)


def test_the_nearest_quotation_says_what_was_asked_in_other_words(connection: Connection) -> None:
    add(connection, 1, dict(enumerate(SAID, 1)))
    meanings = Meanings(connection)
    assert found(meanings, NOT_ENOUGH_MONEY) == [2]
    assert found(meanings, "an injured player") == [4]
    assert found(meanings, "drought empties the lake") == [5]


def test_the_nearest_come_first_and_at_most_as_many_as_wanted(connection: Connection) -> None:
    add(connection, 1, dict(enumerate(SAID, 1)))
    meanings = Meanings(connection)
    near = meanings.nearest(vectors([SAID[2]])[0], 3)
    assert near[0].id == 3
    assert near[0].score == pytest.approx(1, abs=0.01)
    assert [n.score for n in near] == sorted((n.score for n in near), reverse=True)
    assert len(near) == 3
    assert len(found(meanings, SAID[2], k=100)) == len(SAID)


def test_search_keeps_to_the_quotations_and_texts_allowed(connection: Connection) -> None:
    add(connection, 1, {1: SAID[0], 2: SAID[1]})
    add(connection, 2, {3: SAID[2], 4: SAID[1]})
    meanings = Meanings(connection)
    assert found(meanings, NOT_ENOUGH_MONEY, k=2) == [2, 4]
    assert found(meanings, NOT_ENOUGH_MONEY, allowed=[1, 3, 4, 99]) == [4]
    assert found(meanings, NOT_ENOUGH_MONEY, within=[1]) == [2]
    assert found(meanings, NOT_ENOUGH_MONEY, allowed=[3, 4], within=[1]) == []
    assert found(meanings, NOT_ENOUGH_MONEY, allowed=[]) == []


def test_an_empty_question_and_an_empty_record_find_nothing(connection: Connection) -> None:
    assert found(Meanings(connection), SAID[0]) == []
    add(connection, 1, {1: SAID[0]})
    assert found(Meanings(connection), "") == []


def test_what_is_added_is_found_after_a_refresh(connection: Connection) -> None:
    add(connection, 1, {1: SAID[0]})
    meanings = Meanings(connection)
    for number in range(2, 40):
        add(connection, number, {number: SAID[number % 5]})
        meanings.refresh(connection)
        assert len(meanings) == number
        assert number in found(meanings, SAID[number % 5], k=number)


def test_a_text_read_again_counts_once(connection: Connection) -> None:
    add(connection, 1, {1: SAID[0], 2: SAID[1]})
    add(connection, 2, {3: SAID[2]})
    meanings = Meanings(connection)
    add(connection, 1, {2: SAID[1], 4: SAID[3]})
    meanings.refresh(connection)
    assert len(meanings) == 3
    assert found(meanings, SAID[3]) == [4]
    assert sorted(found(meanings, SAID[0], k=9)) == [2, 3, 4]


def test_a_deleted_text_is_no_longer_found(connection: Connection) -> None:
    add(connection, 1, {1: SAID[0]})
    add(connection, 2, {2: SAID[1]})
    meanings = Meanings(connection)
    for of in (delete(revisions).where(revisions.c.id == 1), delete(table)):
        connection.execute(of)
    meanings.refresh(connection)
    assert found(meanings, SAID[0], k=9) == [2]


def test_a_refresh_without_a_change_reads_no_vectors(connection: Connection) -> None:
    add(connection, 1, {1: SAID[0]})
    meanings = Meanings(connection)
    connection.execute(delete(table))
    meanings.refresh(connection)
    assert found(meanings, SAID[0]) == [1]


def test_among_many_the_nearest_are_those_that_comparing_all_finds(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "CANDIDATES", 300)
    words = sorted({w.strip(".") for text in SAID for w in text.split()})
    chance = random.Random(5)
    texts = [" ".join(chance.choices(words, k=8)) for _ in range(3_000)]
    add(connection, 1, dict(enumerate(texts, 1)))
    meanings = Meanings(connection)
    rows = vectors(texts).astype(float)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    for question in SAID:
        asked = vectors([question])[0]
        scores = rows @ asked / np.linalg.norm(asked.astype(float))
        near = [n.id for n in meanings.nearest(asked, 10)]
        assert len(set(near) & set(np.argsort(-scores)[:10] + 1)) >= 9
        odd = meanings.nearest(asked, 10, allowed=range(1, len(texts), 2))
        assert len(odd) == 10
        assert all(n.id % 2 for n in odd)
