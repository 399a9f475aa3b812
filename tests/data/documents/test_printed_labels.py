"""Numbers as six languages print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.numbering import Label
from clausetag.data.documents.printed_labels import label_of, part_label, split_printed


@pytest.mark.parametrize(
    ("printed", "top", "label"),
    [
        ("4.", True, Label("number", "4")),
        ("4 -", True, Label("number", "4")),
        ("١٢ -", True, Label("number", "12")),
        ("十二、", True, Label("number", "12")),
        ("2.1", False, Label("number", "2.1")),
        ("(a)", False, Label("letter", "a")),
        ("b)", False, Label("letter", "b")),
        ("а)", False, Label("letter", "a")),  # Cyrillic
        ("(ب)", False, Label("letter", "b")),
        (")أ)", False, Label("letter", "a")),
        ("(هـ)", False, Label("letter", "e")),
        ("(غ)", False, Label("letter", "bb")),
        ("㈢", False, Label("letter", "3")),
        ("(二十一)", False, Label("letter", "21")),
        ("’2‘", False, Label("letter", "2")),
        ("(iv)", False, Label("letter", "iv")),
        ("–", False, Label("bullet", "")),
        ("3 bis.", False, Label("letter", "3bis")),
        ("3 bis.", True, None),
        ("Article 3", True, None),
        ("", True, None),
    ],
)
def test_labels(printed, top, label):
    assert label_of(printed, top=top) == label


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("(b) To keep the list;", Label("letter", "b"), "To keep the list;"),
        ("5 – تهيب", Label("number", "5"), "تهيب"),
        ("㈡ 第二项；", Label("letter", "2"), "第二项；"),
        ("三、第三条；", Label("number", "3"), "第三条；"),
        ("’1‘ بند", Label("letter", "1"), "بند"),
        ("2030 is the year", None, "2030 is the year"),
        ("5 – 7 May", None, "5 – 7 May"),
        ("", None, ""),
    ],
)
def test_numbers_in_the_text(text, label, rest):
    assert split_printed(text, top=True) == (label, rest)


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        ("II", "II"),
        ("B.", "B"),
        ("ثانيا", "II"),
        ("ثانياً -", "II"),
        ("باء", "B"),
        ("十一", "XI"),
        ("В", "B"),
        ("Scope", ""),
    ],
)
def test_labels_of_parts(shown, label):
    assert part_label(shown) == label


@given(st.text(max_size=12), st.booleans())
def test_any_text_is_taken(text, top):
    label = label_of(text, top=top)
    assert label is None or label.kind == "bullet" or label.text
    found, rest = split_printed(text, top=top)
    assert found is None or (rest and len(rest) < len(text) + 3)
    part_label(text)
