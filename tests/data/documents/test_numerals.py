import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.numerals import as_letter, as_roman, letter_value, ordinal_value, roman_value


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(value):
    assert roman_value(as_roman(value)) == roman_value(as_roman(value).upper()) == value


@given(st.integers(1, 78))
def test_letters_read_back(value):
    assert letter_value(as_letter(value)) == value


@pytest.mark.parametrize("text", ["", "iiii", "vx", "a", "12"])
def test_what_is_no_roman_numeral(text):
    assert roman_value(text) == 0


@pytest.mark.parametrize(
    ("words", "value"), [("Sixty-seventh", 67), ("12th", 12), ("third", 3), ("special", None), ("one hundredth", 100)]
)
def test_ordinals(words, value):
    assert ordinal_value(words) == value
