"""Marked words make both texts again, whatever they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.compare import Change, Mark, mark_words
from clausetag.data.compare.marks import cut

_texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(["of", " the", " States", ",", " 灯", "塔", "  "]), max_size=20).map("".join),
)


def shown(old, new):
    signs = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return "".join(signs[mark.change].format(mark.text) for mark in mark_words(old, new))


@given(_texts, _texts)
def test_both_texts_are_made_again(old, new):
    marks = mark_words(old, new)
    assert ("".join(mark.old for mark in marks), "".join(mark.new for mark in marks)) == (old, new)
    assert all(mark.text for mark in marks)


@given(_texts)
def test_a_text_against_itself_has_no_change(text):
    assert mark_words(text, text) == ((Mark(Change.KEPT, text, text),) if text else ())


@given(st.lists(_texts, min_size=1, max_size=4), _texts)
def test_marks_are_cut_where_the_texts_were_joined(parts, old):
    marks = mark_words(old, " ".join(parts))
    for others in (False, True):
        found = cut(marks, Change.ADDED, parts, others=others)
        assert ["".join(mark.new for mark in part) for part in found] == parts
    kept = {mark.old for mark in marks if mark.change is Change.REMOVED}
    assert kept == {mark.old for part in found for mark in part if mark.change is Change.REMOVED}


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Urges all States to act", "Urges States to act soon", "Urges[- all-] States to act{+ soon+}"),
        ("before 1 July 2022;", "before 1 July 2023;", "before 1 July [-2022-]{+2023+};"),
        ("its seventy-eighth session", "its seventy-ninth session", "its [-seventy-eighth-]{+seventy-ninth+} session"),
        ("in COVID-19 times,", "in COVID‑19 times,", "in COVID‑19 times,"),
        ("点亮灯塔", "点亮灯台", "点亮灯[-塔-]{+台+}"),
        (
            "the count of ovens in northern towns",
            "a list for boots of couriers and postal workers",
            "[-the count of ovens in northern towns-]{+a list for boots of couriers and postal workers+}",
        ),
    ],
)
def test_words_are_marked_as_people_mark_them(old, new, marked):
    assert shown(old, new) == marked


def test_very_long_texts_are_marked_as_a_whole():
    old, new = "a " * 30_000, "b " * 30_000
    assert [mark.change for mark in mark_words(old, new)] == [Change.REMOVED, Change.ADDED]
