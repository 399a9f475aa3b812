"""Clauses of two texts lined up: every clause once, the same both ways, and the kinds that people speak of."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import Clause, Section, UsageError
from clausetag.data.compare import Alignment, Kind, align
from clausetag.data.compare.align import MAX_CHARACTERS, MAX_CLAUSES

PEARLS = (
    "Welcomes the report of the Office for Pearl Fisheries on the licences that were granted to divers in Ostralia;"
)
LAMPS = "Urges all States to light the lamps of their lighthouses before dusk and to train keepers in mending lenses;"
BREAD = (
    "Requests the Secretary-General to count the ovens of the northern towns and to report on their number of loaves;"
)
SHOES = "Encourages cobblers to repair the boots of postal workers without a fee during the months of snow and thaw;"
BELLS = (
    "Decides to ring the bells of Verania on the first day of each session, and invites observers to listen to them."
)
ALL = (PEARLS, LAMPS, BREAD, SHOES, BELLS)

_words = st.sampled_from(
    ["urges", "states", "pearl", "lamps", "ovens", "bread", "boots", "the", "of", "and", "to", "12"]
)
_texts = st.one_of(st.lists(_words, min_size=1, max_size=12).map(" ".join), st.sampled_from(ALL), st.text(max_size=20))
_sections = st.sampled_from([Section.PREAMBULAR, Section.OPERATIVE])
_clauses = st.lists(st.builds(Clause, st.just("p"), _sections, _texts), max_size=12)


def clauses(*texts, section=Section.OPERATIVE):
    return [Clause(f"op{n}", section, text) for n, text in enumerate(texts, start=1)]


def rows(old, new):
    return [(row.kind.value, row.old, row.new, row.moved) for row in align(clauses(*old), clauses(*new)).rows]


def turned(alignment: Alignment):
    """The rows of an alignment as they should be the other way round, in no order."""
    other = {Kind.NEW: Kind.DROPPED, Kind.DROPPED: Kind.NEW, Kind.SPLIT: Kind.MERGED, Kind.MERGED: Kind.SPLIT}
    return {(other.get(row.kind, row.kind), row.new, row.old) for row in alignment.rows}


@given(_clauses, _clauses)
def test_every_clause_of_both_sides_stands_in_exactly_one_row(old, new):
    found = align(old, new).rows
    assert sorted(at for row in found for at in row.old) == list(range(len(old)))
    assert sorted(at for row in found for at in row.new) == list(range(len(new)))
    assert [row.new for row in found if row.new] == sorted(row.new for row in found if row.new)
    for row in found:
        sizes = (min(len(row.old), 2), min(len(row.new), 2))
        assert sizes == {Kind.NEW: (0, 1), Kind.DROPPED: (1, 0), Kind.SPLIT: (1, 2), Kind.MERGED: (2, 1)}.get(
            row.kind, (1, 1)
        )


@given(_clauses)
def test_a_text_against_itself_is_all_the_same(text):
    assert [(row.kind, row.old, row.new, row.moved) for row in align(text, text).rows] == [
        (Kind.SAME, (at,), (at,), False) for at in range(len(text))
    ]


@given(_clauses, _clauses)
def test_swapping_the_texts_swaps_new_and_dropped(old, new):
    assert {(row.kind, row.old, row.new) for row in align(old, new).rows} == turned(align(new, old))


def test_words_not_signs_decide_what_is_the_same():
    old = PEARLS.replace(";", ", and").upper()
    assert rows([old], [PEARLS]) == [("same", (0,), (0,), False)]
    assert rows([PEARLS], [PEARLS.replace("report", "reports")]) == [("reworded", (0,), (0,), False)]


def test_a_clause_between_others_is_new_or_dropped():
    assert rows([PEARLS, LAMPS], [PEARLS, SHOES, LAMPS])[1] == ("new", (), (1,), False)
    assert rows([PEARLS, SHOES, LAMPS], [PEARLS, LAMPS])[1] == ("dropped", (1,), (), False)


def test_the_fewest_are_said_to_have_moved():
    found = rows(ALL, [BELLS, PEARLS, LAMPS, BREAD, SHOES])
    assert found[0] == ("same", (4,), (0,), True)
    assert not any(moved for *_, moved in found[1:])


def test_another_section_is_a_move():
    old, new = clauses(PEARLS, section=Section.PREAMBULAR), clauses(PEARLS)
    assert [(row.kind, row.moved) for row in align(old, new).rows] == [(Kind.SAME, True)]


def test_a_much_changed_clause_is_found_in_its_place_only():
    changed = (
        "Encourages cobblers of every province to mend, where they are able, the boots of couriers and postal workers;"
    )
    assert ("reworded", (1,), (1,), False) in rows([PEARLS, SHOES, LAMPS], [PEARLS, changed, LAMPS])
    assert ("reworded", (1,), (2,), True) not in rows([PEARLS, SHOES, LAMPS], [PEARLS, LAMPS, changed, BREAD])


def test_a_clause_split_in_two_and_two_merged_into_one():
    first = "Requests the Secretary-General to count the ovens of the northern towns and to report how many loaves"
    second = (
        "encourages cobblers to repair the boots of postal workers without a fee during the months of snow and thaw;"
    )
    whole = f"{first}, and {second}"
    assert ("split", (1,), (1, 2), False) in rows([PEARLS, whole, LAMPS], [PEARLS, f"{first};", second, LAMPS])
    assert ("merged", (1, 2), (1,), False) in rows([PEARLS, f"{first};", second, LAMPS], [PEARLS, whole, LAMPS])


def test_repeated_clauses_keep_their_order():
    old = [LAMPS, PEARLS, LAMPS, BREAD, LAMPS]
    assert rows(old, old) == [("same", (at,), (at,), False) for at in range(5)]
    assert ("dropped", (2,), (), False) in rows(old, [LAMPS, PEARLS, BREAD, LAMPS])


def test_every_language_of_one_alphabet_or_none():
    old = (
        "Прысіць дзяржавы запаліць лямпы маякоў;",
        "请各国在黄昏前点亮灯塔的灯并培训看守人；",
        "يطلب إلى الدول إضاءة المنارات؛",
    )
    new = old[0], old[1].replace("黄昏", "日落"), old[2]
    assert [kind for kind, *_ in rows(old, new)] == ["same", "reworded", "same"]


def test_long_runs_of_signs_take_no_time():
    start = time.perf_counter()
    rows(["; " * 100_000 + "x"], ["; " * 100_000 + "y"])
    assert time.perf_counter() - start < 2


def test_empty_texts():
    assert rows([], []) == []
    assert rows([], [PEARLS]) == [("new", (), (0,), False)]
    assert rows(["", "…"], ["…"])[0][0] in ("same", "dropped")


def test_texts_too_large_to_compare_are_refused():
    with pytest.raises(UsageError, match=r"2,001 clauses, more than the 2,000 .* split it"):
        align(clauses(*["x"] * (MAX_CLAUSES + 1)), [])
    with pytest.raises(UsageError, match=r"2,000,001 characters, more than the 2,000,000"):
        align([], clauses("x" * (MAX_CHARACTERS + 1)))


def test_three_hundred_clauses_against_three_hundred_take_less_than_a_second():
    texts = [f"{ALL[n % 5]} {' '.join(f'word{n * k % 997}' for k in range(60))}" for n in range(300)]
    old, new = clauses(*texts), clauses(*(text.replace("word9", "term9") for text in texts))
    start = time.perf_counter()
    assert len(align(old, new).rows) == 300
    assert time.perf_counter() - start < 1
