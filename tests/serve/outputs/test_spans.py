import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.serve.outputs.spans import Piece, joined, pieces

spans = st.dictionaries(
    st.integers(0, 5), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=4), max_size=4
)


@given(st.text(max_size=50), spans, st.text(max_size=10))
def test_pieces_join_to_the_text_and_carry_exactly_the_marks_of_their_characters(text, found, opening):
    cut = pieces(text, found, opening)
    assert "".join(piece.text for piece in cut) == text
    place = 0
    for piece in cut:
        for character in range(place, place + len(piece.text)):
            assert set(piece.marks) == {m for m, of in found.items() if any(s <= character < e for s, e in of)}
        place += len(piece.text)


def test_overlapping_themes_share_the_words_they_share():
    assert pieces("detention of children", {0: [(0, 21)], 1: [(13, 21)]}) == (
        Piece("detention of ", (0,)),
        Piece("children", (0, 1)),
    )


def test_opening_words_are_a_piece_of_their_own():
    assert pieces("Calls upon States", {}, "Calls upon") == (Piece("Calls upon", (), True), Piece(" States"))


def test_opening_that_the_text_does_not_begin_with_marks_nothing():
    assert pieces("States", {}, "Urges") == (Piece("States"),)


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("against trafficking in persons and war", [(8, 19), (23, 30)], ["trafficking in persons"]),
        ("children, prisons", [(0, 8), (10, 17)], ["children", "prisons"]),
        ("the dignity of their labour", [(12, 14), (21, 27)], ["of their labour"]),
        ("value of all that labour", [(6, 8), (18, 24)], ["of all that labour"]),
        ("value of some decent labour", [(6, 8), (21, 27)], ["labour"]),
        ("the value of it", [(10, 12)], ["of"]),
        ("la trata de personas", [(3, 8), (12, 20)], ["trata de personas"]),
        ("非法贩运儿童", [(0, 4), (4, 6)], ["非法贩运儿童"]),
    ],
)
def test_evidence_that_little_words_keep_apart_is_one(text, spans, shown):
    assert [text[start:end] for start, end in joined(text, spans)] == shown


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple)))
def test_joined_spans_are_in_order_and_apart(text, spans):
    found = joined(text, spans)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(found))
    assert bool(found) == bool(spans)
