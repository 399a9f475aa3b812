from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.pairs import PairTable, Places, near_pairs, ordered_pairs

N = 6  # words known
CLAUSES = st.lists(st.lists(st.integers(-1, N - 1), max_size=12), max_size=5)


def flat(clauses):
    ids = np.array([word for words in clauses for word in words], dtype=np.int64)
    return ids, np.repeat(np.arange(len(clauses)), [len(words) for words in clauses])


def met(places, ids, clause):
    """(clause, word at the first place, word at the last) of each pair."""
    return [(clause[a], ids[a], ids[b]) for a, b in zip(places.first, places.last, strict=True)]


@given(CLAUSES)
def test_ordered_pairs_are_those_of_one_clause_so_many_words_apart(clauses):
    ids, clause = flat(clauses)
    places = ordered_pairs(ids, clause, (1, 2), N)
    expected = [
        (i, a, b)
        for gap in (1, 2)
        for i, words in enumerate(clauses)
        for a, b in zip(words, words[gap:], strict=False)
        if a >= 0 and b >= 0
    ]
    assert met(places, ids, clause) == expected
    kinds = {(key, b - a) for key, a, b in zip(places.key, places.first, places.last, strict=True)}
    words = {(ids[a], ids[b], b - a) for a, b in zip(places.first, places.last, strict=True)}
    assert len({key for key, _ in kinds}) == len(words)  # a key for each pair and gap, and no two share one


@given(CLAUSES, st.lists(st.booleans(), min_size=N, max_size=N), st.integers(1, 4))
def test_near_pairs_pass_over_words_that_do_not_count(clauses, counts, within):
    ids, clause = flat(clauses)
    places = near_pairs(ids, clause, np.array(counts), within)
    expected = Counter()
    for i, words in enumerate(clauses):
        left = [word for word in words if word < 0 or counts[word]]
        for at, a in enumerate(left):
            for b in left[at + 1 : at + 1 + within]:
                if a >= 0 and b >= 0:
                    expected[i, min(a, b), max(a, b)] += 1
    assert Counter((i, min(a, b), max(a, b)) for i, a, b in met(places, ids, clause)) == expected
    assert [divmod(int(key), N) for key in places.key] == [
        (min(a, b), max(a, b)) for _, a, b in met(places, ids, clause)
    ]


@given(st.sets(st.integers(0, 2**40)), st.lists(st.integers(0, 2**40)))
def test_a_table_finds_what_it_holds_and_nothing_else(held, others):
    keys = np.array(sorted(held), dtype=np.int64)
    table = PairTable(keys, np.zeros((len(keys), 1)))
    asked = np.array([*held, *others], dtype=np.int64)
    at = np.arange(len(asked))
    found = table.find(Places(asked, at, at + 1))
    expected = [i for i, key in enumerate(asked.tolist()) if key in held]
    assert found.first.tolist() == expected
    assert (found.last == found.first + 1).all()
    assert keys[found.key].tolist() == asked[expected].tolist()


def test_a_large_table_finds_every_key():
    keys = np.unique(np.random.default_rng(0).integers(0, 2**45, size=50_000))
    at = np.arange(len(keys))
    table = PairTable(keys, np.zeros((len(keys), 1)))
    np.testing.assert_array_equal(table.find(Places(keys, at, at)).key, at)
    assert table.find(Places(keys + 1, at, at)).first.tolist() == np.flatnonzero(np.isin(keys + 1, keys)).tolist()
