"""Which column the texts are taken from."""

import pytest

from clausetag.data import DocumentError, UsageError
from clausetag.data.sheets.column import text_column
from clausetag.data.sheets.sheet import Sheet, column_letters

TEXT = "Release all children who are held in detention"
LONG = "A comment that is a good deal longer than the recommendation that it was made on, and then some more"


def sheet(*columns, **cells):
    rows = tuple(zip(*cells.values(), strict=True)) if cells else ()
    return Sheet("a.csv", columns or tuple(cells), rows)


@pytest.mark.parametrize(
    "name",
    [
        "text",
        "Clause",
        "CLAUSES",
        "paragraph_text",
        "Text of recommendation",
        "Recommandations",
        "Párrafo",
        "Текст",
        "النص",
        "建议内容",
    ],
)
def test_a_column_named_for_its_texts_is_taken(name):
    made = Sheet("a.csv", ("note", name), ((LONG, TEXT), (LONG, TEXT)))
    assert text_column(made) == 1


def test_a_name_alone_makes_no_column_of_texts():
    assert text_column(sheet(paragraph=("12 (a)", "12 (b)"), source=(TEXT, TEXT))) == 1


def test_else_the_longest_texts_are_taken():
    assert text_column(sheet(id=(1, 2), State=("Freedonia", "Sylvania"), what=(TEXT, None))) == 2


def test_one_long_note_does_not_outweigh_many_texts():
    assert text_column(sheet(what=(TEXT,) * 4, remark=(LONG, None, None, None))) == 0


def test_a_column_can_be_named_in_any_case():
    made = sheet(Note=(LONG,), Text=(TEXT,))
    assert text_column(made, "note") == 0
    assert text_column(made, " Text ") == 1


def test_a_column_that_is_not_there():
    with pytest.raises(UsageError, match=r"^no column 'clause' in a\.csv; its columns are Note, Text$"):
        text_column(sheet(Note=(LONG,), Text=(TEXT,)), "clause")


def test_numbers_are_no_texts():
    with pytest.raises(DocumentError, match=r"^a\.csv: no column holds texts"):
        text_column(sheet(id=(1, 2), code=("12.3", "45")))


def test_letters_of_columns():
    assert [column_letters(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
