import itertools
import string
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from clausetag.data.dataset.nearcopies import clusters, near_any

FIRST = "Recalling its resolution 66/172 of 19 December 2011 on the protection of migrants,"
YEAR_LATER = "Recalling its resolution 67/172 of 20 December 2012 on the protection of migrants,"
ELSE = "Decides to remain seized of the matter."
WORDS = ["".join(letters) for letters in itertools.product(string.ascii_lowercase, repeat=3)]


def test_the_same_clause_a_year_later_is_a_near_copy_and_another_is_not():
    assert clusters([ELSE, FIRST, YEAR_LATER]) == [0, 1, 1]
    assert near_any([ELSE, YEAR_LATER], [FIRST]) == [False, True]


def test_near_copies_chain_into_one_cluster():
    steps = ["a b c d e f g h", "a b c d e f x y", "a b c d z f x y"]
    assert clusters(steps) == [0, 0, 0]
    assert near_any([steps[0]], [steps[2]]) == [False]


def test_a_long_clause_within_a_longer_one_is_a_near_copy_and_a_short_phrase_is_not():
    whole = " ".join(WORDS[:200])
    part = " ".join(whole.split()[20:80])
    assert clusters([whole, part, " ".join(whole.split()[:8])]) == [0, 0, 2]


def test_no_texts_and_texts_of_one_word_or_none():
    assert clusters([]) == []
    assert near_any([], ["x"]) == []
    assert near_any(["x"], []) == [False]
    assert clusters(["", "x", "x", "--"]) == [0, 1, 1, 3]


@given(st.lists(st.text("ab ", max_size=30), max_size=12))
@settings(deadline=None)
def test_equal_texts_are_together_and_a_cluster_is_named_by_its_first_text(texts: list[str]):
    found = clusters(texts)
    assert all(found[place] == place for place in set(found))
    assert all(found[i] == found[j] for i in range(len(texts)) for j in range(i) if texts[i] == texts[j])


def test_ten_thousand_clauses_take_seconds():
    texts = [
        " ".join(["of the", *(WORDS[(place * 7 + step * step) % 400] for step in range(45)), WORDS[place]])
        for place in range(10_000)
    ]
    start = time.process_time()
    clusters(texts)
    assert time.process_time() - start < 20
