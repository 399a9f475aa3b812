from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clausetag.models.classifier import Span
from clausetag.models.spans import strongest_spans
from clausetag.models.tokens import token_places, token_spans, word_spans, words_of


def test_words_are_folded_and_numbers_are_all_alike():
    assert words_of("Children's rights, 1989; Réaffirme résolution 44/25_b") == [
        "children", "s", "rights", "0", "reaffirme", "resolution", "0", "0", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Права ребёнка ДЕТИ", ["права", "ребенка", "дети"]),
        ("حُقوق الأطفـــال", ["حقوق", "الاطفال"]),  # vowel signs, a stretched word and a hamza
        ("《儿童权利》ILO公约", ["儿", "童", "权", "利", "ilo", "公", "约"]),  # no blanks: a character is a word
        ("œuvres, e\u0301cole", ["œuvres", "ecole"]),
    ],
)
def test_words_of_other_scripts(text, words):
    assert words_of(text) == words


@given(text=st.text(max_size=300))
@example("儿\ufada")  # a code point among the Chinese signs that is none
def test_spans_and_words_are_the_same_words_in_order_without_overlap(text):
    spans = word_spans(text)
    assert [word for word, _, _ in spans] == words_of(text)
    assert all(word for word, _, _ in spans)
    ends = [0, *(end for _, _, end in spans)]
    assert all(before <= start < end <= len(text) for before, (_, start, end) in zip(ends, spans, strict=False))
    assert all(text[start].isalnum() and not any(map(str.isspace, text[start:end])) for _, start, end in spans)


@given(text=st.text(max_size=120), data=st.data())
def test_places_are_those_of_the_words_wanted(text, data):
    every = [(start, end) for _, start, end in token_spans(text)]
    wanted = sorted(data.draw(st.sets(st.integers(0, max(len(every) - 1, 0))))) if every else []
    assert token_places(text, wanted) == [every[i] for i in wanted]


@given(text=st.text("ab é'-,0", max_size=80), data=st.data())
def test_strongest_spans_are_in_order_apart_inside_the_text_and_positive(text, data):
    weights = st.floats(-5, 5, allow_nan=False)
    contributions = [(start, end, data.draw(weights)) for _, start, end in word_spans(text)]
    spans = strongest_spans(text, contributions)
    assert bool(spans) == any(weight > 0 for _, _, weight in contributions)
    assert all(span.weight > 0 and 0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end < b.start or text[a.end : b.start].strip(" -'’") for a, b in pairwise(spans))
    if spans:
        strongest = max(contributions, key=lambda c: c[2])
        assert any(span.start <= strongest[0] and strongest[1] <= span.end for span in spans)


@pytest.mark.parametrize(
    ("text", "weights", "expected"),
    [
        ("child labour law", [2.0, 1.0, 0.1], [Span(0, 12, 3.0)]),  # neighbours joined, the weak one left out
        ("child, labour", [2.0, 1.0], [Span(0, 5, 2.0), Span(7, 13, 1.0)]),  # a comma parts them
        ("child labour", [-1.0, 0.0], []),
    ],
)
def test_examples_of_strongest_spans(text, weights, expected):
    contributions = [(start, end, w) for (_, start, end), w in zip(word_spans(text), weights, strict=True)]
    assert list(strongest_spans(text, contributions)) == expected


def test_no_more_than_twelve_words_are_shown():
    text = ",".join("abcdefghijklmnopqrst")
    assert len(strongest_spans(text, [(i * 2, i * 2 + 1, 1.0) for i in range(20)])) == 12
