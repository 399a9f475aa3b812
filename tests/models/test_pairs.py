from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.pairs import PairIndex, known, lay_out

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
    row = lay_out(ids, np.arange(len(ids)), clause, 2, N)
    places = known(row, row.ordered)
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
    kept = np.flatnonzero((ids < 0) | np.array(counts)[ids])
    row = lay_out(ids[kept], kept, clause[kept], within, N)
    places = known(row, row.near)
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
    asked = np.array([*held, -1, *others], dtype=np.int64)
    at, row = PairIndex(keys).find(asked)
    expected = [i for i, key in enumerate(asked.tolist()) if key in held]
    assert at.tolist() == expected
    assert keys[row].tolist() == asked[expected].tolist()


def test_a_large_table_finds_every_key():
    keys = np.unique(np.random.default_rng(0).integers(0, 2**45, size=50_000))
    index = PairIndex(keys)
    for found in index.find(keys):
        np.testing.assert_array_equal(found, np.arange(len(keys)))
    assert index.find(keys + 1)[0].tolist() == np.flatnonzero(np.isin(keys + 1, keys)).tolist()
