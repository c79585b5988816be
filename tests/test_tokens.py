"""Word pieces keep their place in the text, and are told what stands around them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from quoth.reading.marks import lines, pair_marks
from quoth.reading.tokens import FEATURES, Cutter, Tokens, tokenize, windows

WORDS = ["[UNK]", "we", "won", "she", "said", "nato", ",", ".", "“", "”", "‘", "’", '"', "'"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    vocabulary = {word: index for index, word in enumerate(WORDS)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def cut(tokenizer: Tokenizer, text: str) -> Tokens:
    paragraphs = list(lines(text))
    return tokenize(Cutter(tokenizer), text, pair_marks(text, paragraphs), paragraphs)


def test_the_kind_of_mark_makes_no_difference(tokenizer: Tokenizer) -> None:
    styles = ["“We won,” she said.", '"We won," she said.', "«We won,» she said."]
    seen = [
        cut(tokenizer, text) for text in [*styles, "‘We won,’ she said.", "``We won,'' she said."]
    ]
    for other in seen[1:]:
        assert other.ids.tolist() == seen[0].ids.tolist()
        assert other.features.tolist() == seen[0].features.tolist()


def test_nested_marks_are_told_from_outer_ones(tokenizer: Tokenizer) -> None:
    tokens = cut(tokenizer, "\"We 'won',\" she said.")
    assert [WORDS[i] for i in tokens.ids[:6]] == ["“", "we", "‘", "won", "’", ","]


def test_pieces_keep_their_place(tokenizer: Tokenizer) -> None:
    text = "``We won,'' she said. NATO"
    tokens = cut(tokenizer, text)
    words = [text[b:e] for b, e in zip(tokens.begins, tokens.ends, strict=True)]
    assert [w for w in words if w[0].isalpha()] == ["We", "won", "she", "said", "NATO"]


def test_letter_case_and_paragraphs_are_told(tokenizer: Tokenizer) -> None:
    tokens = cut(tokenizer, "We won\nwe NATO")
    assert tokens.starts.tolist() == [0, 2]
    cases = (tokens.features // 14).tolist()
    assert cases == [2, 1, 1, 3]
    assert (tokens.features % 2).tolist() == [1, 0, 1, 0]


@given(text=st.text(max_size=120))
def test_any_text_is_cut_within_its_bounds(tokenizer: Tokenizer, text: str) -> None:
    tokens = cut(tokenizer, text)
    assert np.all(tokens.begins <= tokens.ends)
    assert not len(tokens) or tokens.ends.max() <= len(text)
    assert np.all((tokens.features >= 0) & (tokens.features < FEATURES))


@given(
    size=st.integers(8, 40),
    lengths=st.lists(st.integers(1, 60), min_size=1, max_size=12),
)
def test_windows_read_every_piece_once_as_their_own(size: int, lengths: list[int]) -> None:
    total = sum(lengths)
    starts = np.cumsum([0, *lengths[:-1]])
    blank = np.zeros(total, dtype=np.int64)
    found = windows(Tokens(blank, blank, blank, blank, starts), size, size // 4)
    assert found[0].begin == 0
    assert found[-1].end == total
    assert all(a.end == b.begin for a, b in itertools.pairwise(found))
    assert all(w.context <= w.begin < w.end <= w.context + size for w in found)


def test_what_is_remembered_of_words_changes_no_pieces(tokenizer: Tokenizer) -> None:
    once = Cutter(tokenizer)
    texts = (
        "We won",
        "won, We\u00a0won\n\u2029we [UNK] \u0301won",
        "",
        "\n",
        "x" * 90 + " won won " * 3,
    )
    for text in (*texts, *texts):
        ids, begins, ends, _ = once(text)
        encoding = tokenizer.encode(text, add_special_tokens=False)
        assert ids.tolist() == encoding.ids
        assert list(zip(begins.tolist(), ends.tolist(), strict=True)) == encoding.offsets
