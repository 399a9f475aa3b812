import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section
from clausetag.data.sheets.sheet import Sheet
from clausetag.serve.api.wire import characters_of, sheet_from_json, sheet_to_json

TOLD = {"name": "a", "columns": ["A"], "delimiter": None, "remarks": [], "first_row": 2, "column": 0}
CELLS = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=999)),
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_spreadsheets_cross_to_the_service_with_their_types(rows):
    sheet = Sheet("a.xlsx", ("Text", "Other"), tuple(rows), None, ("a remark",), 4)
    found, column = sheet_from_json(sheet_to_json(sheet, 1))
    assert (found, column) == (sheet, 1)
    assert [list(map(type, row)) for row in found.rows] == [list(map(type, row)) for row in sheet.rows]


@pytest.mark.parametrize("cell", [[1], {"eval": "x"}, {"date": "never"}, {"a": 1, "b": 2}])
def test_what_is_no_cell_is_refused(cell):
    with pytest.raises((ValueError, TypeError, KeyError)):
        sheet_from_json(json.dumps(TOLD | {"rows": [[cell]]}).encode())


def test_rows_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        sheet_from_json(json.dumps(TOLD | {"rows": [[1, 2]]}).encode())


def test_a_note_counts_for_each_clause_that_cites_it_and_numbers_for_what_they_may_refer_to():
    clauses = tuple(Clause(f"op{n}", Section.OPERATIVE, "Decides to rest;") for n in range(1, 101))
    note = Footnote("1", "See resolution 70/1.", tuple(clause.path for clause in clauses))
    without = characters_of(Resolution(clauses))
    assert characters_of(Resolution(clauses, (note,))) >= without + 100 * (len(note.text) + 100)
    plain = characters_of(Resolution(clauses, (Footnote("1", "See above."),)))
    assert plain == without + len("See above.")
