"""Texts come back from both files as they went in, whatever stands in them: labels are joined by the text."""

import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from clausetag.data.labelling.read import read_table
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.review.item import Guess, Item
from clausetag.serve.review.label_studio import read_tasks, tasks_of
from clausetag.serve.review.select import Selection
from clausetag.serve.review.workbook import write_review

THEMES = (Theme("water", "Water", "Safe & sound <water>."), Theme("quays", "Quays", "Quays."))
# What documents can hold: no control characters, no halves of pairs.
TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60).filter(
    lambda text: any(map(str.isalpha, text))
)
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(31, 60)), max_size=3)


def item(text, spans):
    spans = tuple((start, min(end, len(text))) for start, end in spans if start < min(end, len(text)))
    guess = Guess(Answer.REVIEW, 0.4, spans)
    return Item(text, {"water": guess, "quays": guess}, "A/RES/99/1", "op1", before=text, after=text)


@given(st.lists(st.builds(item, TEXTS, SPANS), min_size=1, max_size=4))
@settings(max_examples=60)
def test_a_workbook_gives_texts_back(tmp_path_factory, items):
    path = tmp_path_factory.mktemp("files") / "read.xlsx"
    with path.open("wb") as stream:
        write_review(Selection(tuple(items), THEMES, len(items), 0, Counter()), stream)
    table = read_table(path)
    column = table.columns.index("text")
    assert [" ".join(str(text).split()) for text in table.column(column)] == [" ".join(i.text.split()) for i in items]


@given(st.lists(st.builds(item, TEXTS, SPANS), min_size=1, max_size=4))
@settings(max_examples=60)
def test_tasks_give_clauses_back_with_what_speaks_for_a_theme(tmp_path_factory, items):
    path = tmp_path_factory.mktemp("files") / "read.json"
    path.write_text(json.dumps(tasks_of(items, THEMES)), encoding="utf-8")
    for found, given_ in zip(read_tasks(path, THEMES), items, strict=True):
        assert (found.text, found.clause, found.link) == (given_.text, given_.clause, given_.link)
        assert found.guesses["water"].answer is Answer.REVIEW
