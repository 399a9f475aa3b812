"""Marks of notes that the mark-up has as digits of the text come out of it, and other digits stay."""

import pytest

NOTE = "<authorialNote marker='{0}' eId='n{0}'><p>See plan {0}.</p></authorialNote>"
REFERENCE = "<noteRef marker='{0}' href='#n{0}'/>"


@pytest.fixture
def texts(read):
    """Read paragraphs, in which "{1}" is a note; of each the text and the marks of the notes it cites."""

    def make(*paragraphs, cite=NOTE):
        notes = [cite.format(number) for number in range(10)]
        rows = (
            f"<paragraph eId='p{n}'><num>{n}.</num><content><p>{text.format(*notes)}</p></content></paragraph>"
            for n, text in enumerate(paragraphs, 1)
        )
        found = read(f"<mainBody>{''.join(rows)}</mainBody>")
        return [(clause.text, clause.footnotes) for clause in found.clauses]

    return make


@pytest.mark.parametrize("again", ["Recalls the plan1 of the keepers;", "Recalls the plan,1 of the keepers;"])
def test_a_note_that_is_cited_again_by_a_typed_number(texts, again):
    found = texts("Adopts the plan{1} of the huts;", again)
    assert found == [("Adopts the plan of the huts;", ("1",)), (again.replace("1", ""), ("1",))]


def test_several_in_one_paragraph(texts):
    found = texts("Adopts the plan{1} and the rules;{2}", "Recalls the plan,1 the rules,2 and the huts;")
    assert found[1] == ("Recalls the plan, the rules, and the huts;", ("1", "2"))


def test_it_stands_beside_the_notes_of_its_paragraph(texts):
    found = texts("Adopts the plan;{1}", "Recalls the plan,1 and the rules;{2}")
    assert found[1] == ("Recalls the plan, and the rules;", ("2", "1"))


def test_the_note_that_was_typed_is_cited_by_both(read):
    paragraph = "<paragraph eId='p{0}'><num>{0}.</num><content><p>{1}</p></content></paragraph>"
    rows = paragraph.format(1, f"Adopts the plan;{NOTE.format(1)}") + paragraph.format(2, "Recalls the plan,1 again;")
    found = read(f"<mainBody>{rows}</mainBody>")
    assert [(note.number, note.text, note.cited_by) for note in found.footnotes] == [
        ("1", "See plan 1.", ("op1", "op2"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Recalls plan 1, and asks for more;",
        "Recalls paragraph 1 of the plan;",
        "Recalls resolution 77/1, and the plan;",
        "Recalls the hut H1 of the east;",
        "Recalls the plan3 of the keepers;",  # no such note
    ],
)
def test_other_numbers_stay(texts, text):
    assert texts("Adopts the plan;{1}", text)[1] == (text, ())


def test_no_number_is_a_mark_before_its_note_is_cited(texts):
    assert (
        texts("Recalls the plan,1 again;", "Adopts the rules{0}; and the plan;{1}")[0][0] == "Recalls the plan,1 again;"
    )


def test_without_notes_all_numbers_stay(texts):
    assert texts("Recalls the plan,1 of the keepers;") == [("Recalls the plan,1 of the keepers;", ())]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Recalls the plan of 19491, which stands;", "Recalls the plan of 1949, which stands;"),
        ("回顾《小屋计划》1的规定；", "回顾《小屋计划》的规定；"),
        ("感谢各村庄的行动1；", "感谢各村庄的行动；"),
        ("تشير إلى ”خطة الأكواخ“(1)، وتؤكدها؛", "تشير إلى ”خطة الأكواخ“، وتؤكدها؛"),
        ("تشير إلى خطة الأكواخ لعام 1949(1)، وتؤكدها؛", "تشير إلى خطة الأكواخ لعام 1949، وتؤكدها؛"),
    ],
)
def test_typed_marks_behind_a_year_and_a_title(texts, text, clean):
    assert texts("Adopts the plan;{1}", text)[1] == (clean, ("1",))


def test_years_and_sums_keep_their_digits(texts):
    text = "Recalls the years 1949 and 2030, 19,491 boats and plan 1949/1;"
    assert texts("Adopts the plan;{1}", text)[1] == (text, ())
