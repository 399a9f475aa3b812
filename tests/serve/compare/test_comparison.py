"""What a comparison adds to aligned clauses: words, themes, threads; and what it refuses."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import UsageError, load_themes
from clausetag.data.compare import Kind
from clausetag.serve.compare import compare_texts
from clausetag.serve.compare.figures import counts_in_words, theme_figures
from clausetag.serve.compare.records import series_record

PEARLS = "Welcomes the report of the Office for Pearl Fisheries on the licences granted to divers in Ostralia;"
LAMPS = "Urges all States to light the lamps of their lighthouses before dusk and to train keepers in mending lenses;"
BELLS = "Decides to ring the bells of Verania on the first day of each session."
_TEXTS = [PEARLS, LAMPS, BELLS, f"{PEARLS} {LAMPS}"]
THEMES = tuple(theme.key for theme in load_themes())


def test_rows_of_every_kind(old, new):
    (step,) = compare_texts([old, new]).steps
    assert [(row.name, [i.clause.path for i in row.old], [i.clause.path for i in row.new]) for row in step.rows] == [
        ("reworded", ["pp1"], ["pp1"]),
        ("moved", ["op4"], ["op1"]),
        ("reworded", ["op1"], ["op2"]),
        ("split", ["op2"], ["op3", "op4"]),
        ("dropped", ["op3"], []),
        ("new", [], ["op5"]),
        ("same", ["op5"], ["op6"]),
    ]
    assert counts_in_words(step) == "2 same, 2 reworded, 1 split, 1 new, 1 dropped; 1 moved"


def test_themes_gained_lost_and_undecided(old, new):
    (step,) = compare_texts([old, new]).steps
    found = {row.name: row.themes for row in step.rows[2:]}
    assert (found["reworded"].gained, found["reworded"].kept) == (("children",), ("labour_rights",))
    assert (found["split"].kept, found["split"].undecided) == (("children",), ("labour_rights",))
    assert found["new"].gained == ("detention",)
    children = next(f for f in theme_figures(step, THEMES) if f.theme == "children")
    assert (children.old, children.new, children.gained, children.lost) == (1, 2, 1, 0)


@pytest.mark.parametrize("side", [0, 1])
def test_what_nobody_scored_gains_and_loses_nothing(side, tagged, tags, not_scored):
    texts = [tagged(("op", LAMPS, tags("children"))), tagged(("op", LAMPS, not_scored))]
    row = compare_texts([texts[side], texts[1 - side]]).steps[0].rows[0]
    assert (row.themes.gained, row.themes.lost, row.themes.undecided) == ((), (), ())


def test_a_dropped_clause_loses_its_themes_and_an_undecided_one_loses_nothing(tagged, tags):
    old = tagged(("op", PEARLS, tags("children")), ("op", LAMPS, tags("detention")))
    new = tagged(("op", LAMPS, tags(review=("detention",))))
    dropped, same = sorted(compare_texts([old, new]).steps[0].rows, key=lambda row: row.kind is not Kind.DROPPED)
    assert dropped.themes.lost == ("children",)
    assert (same.themes.lost, same.themes.undecided) == ((), ("detention",))


def test_a_series_has_a_thread_for_each_clause_from_its_first_text_to_its_last(tagged):
    texts = [tagged(PEARLS, LAMPS), tagged(LAMPS, BELLS), tagged(BELLS, LAMPS.replace("dusk", "nightfall"))]
    series = compare_texts(texts)
    assert [(thread.since, thread.until, thread.places) for thread in series.threads] == [
        (0, 0, ((0,), (), ())),
        (0, 2, ((1,), (0,), (1,))),
        (1, 2, ((), (1,), (0,))),
    ]
    assert len(series.steps) == 2


@given(
    texts=st.lists(
        st.lists(st.sampled_from([PEARLS, LAMPS, BELLS, f"{PEARLS} {LAMPS}"]), max_size=5), min_size=2, max_size=4
    )
)
def test_every_clause_of_a_series_stands_in_one_thread(tagged, texts):
    series = compare_texts([tagged(*clauses) for clauses in texts])
    for number, clauses in enumerate(texts):
        places = sorted(at for thread in series.threads for at in thread.places[number])
        assert places == list(range(len(clauses)))


def test_texts_of_one_symbol_are_called_by_their_files(tagged):
    draft, adopted = (tagged(LAMPS, symbol="A/RES/1/1", source=name) for name in ("draft.docx", "adopted.pdf"))
    assert compare_texts([draft, adopted]).names == ("draft.docx", "adopted.pdf")
    assert compare_texts([draft, tagged(LAMPS, symbol="A/RES/2/1")]).names == ("A/RES/1/1", "A/RES/2/1")
    assert compare_texts([tagged(LAMPS, source=None), tagged(LAMPS, source=None)]).names == ("text 1", "text 2")


def test_what_cannot_be_compared_is_refused(tagged):
    english, french = (tagged(LAMPS, language=language, source=f"{language}.txt") for language in ("en", "fr"))
    with pytest.raises(UsageError, match=r"en.txt in English, fr.txt in French"):
        compare_texts([english, french])
    with pytest.raises(UsageError, match="name two or more"):
        compare_texts([english])
    with pytest.raises(UsageError, match=r"^text.txt and big.txt: .* more than the 2,000"):
        compare_texts([tagged(LAMPS), tagged(*["x"] * 2001, source="big.txt")])


def test_json_holds_all_of_it(old, new):
    record = json.loads(json.dumps(series_record(compare_texts([old, new]))))
    assert [text["name"] for text in record["texts"]] == ["A/RES/90/1", "A/RES/91/1"]
    (comparison,) = record["comparisons"]
    assert comparison["counts"] == {"same": 2, "reworded": 2, "split": 1, "merged": 0, "new": 1, "dropped": 1}
    for row in comparison["rows"]:
        for at, side in ((1, "old"), (2, "new")):
            assert "".join(mark[at] for mark in row["marks"]) == " ".join(clause["text"] for clause in row[side])
    assert record["threads"][3] == [["op3"], []]
