"""Labels of every kind of file come in as they were meant; what is wrong is said by row and column."""

import json
import string
from dataclasses import asdict, fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausetag.data import ClausetagError
from clausetag.data.dataset.corrections import Correction, correction_line
from clausetag.data.labelling.describe import describe
from clausetag.data.labelling.importing import import_labels, read_files
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.lines import read_labels, write_labels

WELLS = "Dig wells in every village of the dry northern plain"
QUAYS = "Open the new quay of the harbour to all fishing boats"
BOATS = "Mend the boats of the fishing villages before the winter"

KEYS = ("water", "harbours")
CHOICES = {"from_name": "topics", "to_name": "text", "type": "choices"}


def test_one_column_a_theme_by_key_or_name(sheet, answers):
    path = sheet(
        ["No.", "Recommendation", "Water and sanitation", "HARBOURS"],
        ["1", WELLS, "1", "0"],
        ["2", QUAYS, "no", "x"],
        ["3", BOATS, "?", ""],
        ["", "", "", ""],
    )
    assert answers(path) == (
        [
            ("Dig", "water", "yes"),
            ("Dig", "harbours", "no"),
            ("Open", "water", "no"),
            ("Open", "harbours", "yes"),
            ("Mend", "water", "unsure"),
        ],
        [],
    )


@pytest.mark.parametrize(
    ("yes", "no"), [("oui", "Non"), ("VRAI", "FAUX"), ("Sí", "no"), ("да", "Нет"), ("نعم", "لا"), ("是", "否")]
)
def test_yes_and_no_in_the_languages_of_the_united_nations(sheet, answers, yes, no):
    path = sheet(["text", "water"], [WELLS, yes], [QUAYS, no])
    assert answers(path) == ([("Dig", "water", "yes"), ("Open", "water", "no")], [])


def test_csv_as_a_french_spreadsheet_program_saves_it(tmp_path, answers):
    rows = (
        "Recommandation;Water;État",
        '"Creuser des puits ; partout où l’eau manque";oui;Sylvanie',
        "Ouvrir le quai;non;Sylvanie",
    )
    (tmp_path / "mine.csv").write_bytes("\r\n".join(rows).encode("cp1252"))
    assert answers(tmp_path / "mine.csv") == ([("Creuser", "water", "yes"), ("Ouvrir", "water", "no")], [])


def test_a_column_of_a_theme_in_which_nothing_stands_is_said(sheet, project):
    ((reading,), names) = read_files([sheet(["text", "water", "harbours"], [WELLS, "1", ""])], project)
    assert "column 'harbours' answers for harbours, but nothing stands in it" in "\n".join(describe(reading, names))


def test_where_only_yes_is_marked_an_empty_cell_is_no_unless_told_otherwise(sheet, answers):
    path = sheet(["text", "water"], [WELLS, "x"], [QUAYS, ""])
    assert answers(path)[0] == [("Dig", "water", "yes"), ("Open", "water", "no")]
    assert answers(path, empty_is_no=False)[0] == [("Dig", "water", "yes")]
    path = sheet(["text", "water"], [WELLS, "x"], [QUAYS, ""], [BOATS, "no"])
    assert answers(path)[0] == [("Dig", "water", "yes"), ("Mend", "water", "no")]
    assert ("Open", "water", "no") in answers(path, empty_is_no=True)[0]


def test_a_column_that_lists_themes_asks_for_those_that_occur_in_it(sheet, answers):
    path = sheet(["text", "themes"], [WELLS, "water; boats"], [QUAYS, "none"], [BOATS, ""])
    assert answers(path) == ([("Dig", "water", "yes"), ("Open", "water", "no")], [])
    found = answers(path, mapping=["boats=harbours"])[0]
    assert found == [(word, theme, answer) for word, answer in (("Dig", "yes"), ("Open", "no")) for theme in KEYS]
    assert ("Mend", "water", "no") in answers(path, empty_is_no=True)[0]


@pytest.mark.parametrize(
    "cell",
    [
        "['water', 'harbours']",
        '{"choices": ["water", "harbours"]}',
        '["water", "harbours"]',
        "Water;harbours;",
        "water\nHarbours",
    ],
)
def test_lists_as_people_and_programs_write_them(sheet, answers, cell):
    path = sheet(["text", "codes"], [WELLS, cell])
    assert answers(path) == ([("Dig", "water", "yes"), ("Dig", "harbours", "yes")], [])


def test_what_was_asked_and_passed_over_is_shown(sheet, project):
    path = sheet(["id", "text", "themes", "State"], ["1", WELLS, "water; boats; boats", "Sylvania"])
    readings, names = read_files([path], project)
    shown = "\n".join(describe(readings[0], names))
    assert "1 row, texts from column 'text'" in shown
    assert "asked in each of its rows are those that occur in it: water\n" in shown
    assert "not asked, for they occur nowhere in it: harbours" in shown
    assert "no themes of this project, passed over: boats (2)" in shown
    assert "column 'State' is taken for the document" in shown
    assert "not used: 'id'" in shown


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["text", "water"], [WELLS, "1"], [QUAYS, "maybe"]], "mine.csv, row 3, column water: 'maybe' is no answer"),
        (
            [["text", "water"], ["", "1"], [QUAYS, "0"]],
            "mine.csv, row 2, column text: empty, though the row has answers",
        ),
        ([["text", "water"], ["12", "1"], [QUAYS, "0"]], "mine.csv, row 2, column text: '12' is no text"),
        (
            [["text", "themes"], [WELLS, "watr"], [QUAYS, "water"]],
            "row 2, column themes: no theme 'watr'; did you mean",
        ),
        ([["text", "themes"], [WELLS, "water, harbours"], [QUAYS, "water"]], "divide them by ;"),
        ([["text", "theme", "answer"], [WELLS, "sea", "yes"]], "row 2, column theme: no theme 'sea'; the themes are"),
        ([["text", "water", "when"], [WELLS, "1", "5/6/26"]], "row 2, column when: '5/6/26' is no day; write it as"),
        ([["text", "water", "when"], [WELLS, "1", "2026-02-30"]], "column when: '2026-02-30' is no day"),
        ([["text", "water", "Year"], [WELLS, "1", "last"]], "row 2, column Year: 'last' is no year"),
        ([["text", "water", "when"], [WELLS, "1", "2026-W48-4x"]], "is no day"),
        ([["text", "water"], [WELLS, "1"], [WELLS, "0"]], "row 3, column water: says no to water, but row 2 says yes"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(sheet, answers, rows, said):
    _, problems = answers(sheet(*rows))
    assert len(problems) == 1
    assert said in problems[0]


def test_every_wrong_cell_of_a_row_is_said(sheet, answers):
    path = sheet(["text", "water", "harbours", "Year"], [WELLS, "maybe", "so", "last"], [QUAYS, "1", "0", "2024"])
    assert [problem.partition(":")[0].rpartition(" ")[2] for problem in answers(path)[1]] == ["water", "harbours"]


@pytest.mark.parametrize(
    ("rows", "how", "said"),
    [
        (
            [["text", "water", "water"], [WELLS, "1", "0"]],
            {},
            "columns are called 'water'; rename one, or pass one over: clausetag labels import --map \"water (2)=\"",
        ),
        ([["text", "watr"], [WELLS, "1"]], {}, "column 'watr' is no theme; did you mean 'water'?"),
        ([["text", "sea"], [WELLS, "1"]], {}, "no column answers for a theme. The themes are water, harbours"),
        ([["text", "water", "harbor"], [WELLS, "1", "1"]], {}, "column 'harbor' is no theme; did you mean 'harbours'?"),
        ([["text", "water", "Water and sanitation"], [WELLS, "1", "1"]], {}, "both answer for 'water'"),
        ([["text", "water"], [WELLS, "1"]], {"mapping": ["sea=water"]}, "--map 'sea': no column and no theme"),
        ([["text", "water"], [WELLS, "1"]], {"mapping": ["sea=watr"]}, "no theme 'watr' in this project; did you mean"),
        ([["text", "water"], [WELLS, "1"]], {"mapping": ["sea"]}, "give it as --map"),
        ([["text", "water"], [WELLS, "1"]], {"text": "clause"}, "no column 'clause' in mine.csv"),
    ],
)
def test_what_cannot_be_understood_is_refused(sheet, answers, rows, how, said):
    with pytest.raises(ClausetagError) as caught:
        answers(sheet(*rows), **how)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_column_may_be_named_or_passed_over(sheet, answers):
    path = sheet(["text", "Drink", "harbor"], [WELLS, "1", "1"])
    assert answers(path, mapping=["Drink=water", "harbor="]) == ([("Dig", "water", "yes")], [])


def test_a_column_may_be_named_whose_rows_stay_together(sheet, project):
    path = sheet(["text", "water", "State", "Year"], [WELLS, "1", "Sylvania", "2024"], [QUAYS, "0", "Sylvania", "2025"])
    ((reading,), names) = read_files([path], project, group="year")
    assert [(label.document, label.year) for label in reading.labels] == [("2024", 2024), ("2025", 2025)]
    assert "column 'Year' is taken for the document" in "\n".join(describe(reading, names))
    with pytest.raises(ClausetagError, match=r"no column 'Region' in mine\.csv"):
        read_files([path], project, group="Region")


def test_what_else_is_known_comes_along(sheet, project):
    path = sheet(
        ["clause", "water", "Symbol", "Year", "Section", "lang", "Clause path", "Coder", "When"],
        [WELLS, "1", "A/RES/99/1", "2024", "Operative", "EN", "op1", "anna", "2026-11-26T10:00"],
    )
    ((label,), problems) = (read_files([path], project)[0][0].labels, read_files([path], project)[0][0].problems)
    assert not problems
    assert label == Label(
        WELLS, "water", "yes", "anna", "2026-11-26", "mine.csv", "A/RES/99/1", "op1", "operative", "en", 2024
    )


def test_columns_of_states_and_years_are_known_in_other_languages(sheet, project):
    path = sheet(["Recommandation", "water", "État", "Année"], [WELLS, "1", "Sylvanie", "2024"])
    ((reading,), _) = read_files([path], project)
    assert [(label.document, label.year) for label in reading.labels] == [("Sylvanie", 2024)]


def test_the_same_file_twice_adds_nothing_and_a_changed_answer_takes_the_place(sheet, take, project):
    assert take(sheet(["text", "water"], [WELLS, "1"], [QUAYS, "0"])) == "2 new, 0 there already, 0 changed"
    assert take(sheet(["text", "water"], [WELLS, "1"], [QUAYS, "0"])) == "0 new, 2 there already, 0 changed"
    assert take(sheet(["text", "water"], [WELLS, "1"], [QUAYS, "1"])) == "0 new, 1 there already, 1 changed"
    assert take(sheet(["text", "water"], [WELLS, "1"], [QUAYS, "1"])) == "0 new, 2 there already, 0 changed"
    assert [label.answer for label in project.labels()] == ["yes", "no", "yes"]
    assert take(sheet(["text", "water"], [WELLS, "1"]), annotator="bob") == "1 new, 0 there already, 0 changed"


def test_an_older_answer_does_not_take_the_place_of_a_newer(sheet, take):
    assert take(sheet(["text", "water", "when"], [WELLS, "1", "2026-11-02"])).startswith("1 new")
    assert take(sheet(["text", "water", "when"], [WELLS, "0", "2026-11-01"])) == "0 new, 1 there already, 0 changed"


def test_workbooks(tmp_path, answers):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "mine.xlsx") as book:
        page = book.add_worksheet()
        for number, row in enumerate([["Text", "water", "harbours"], [WELLS, 1, True], [QUAYS, 0.0, "maybe"]]):
            page.write_row(number + 2, 0, row)
    found, problems = answers(tmp_path / "mine.xlsx")
    assert found == [("Dig", "water", "yes"), ("Dig", "harbours", "yes"), ("Open", "water", "no")]
    assert [problem.partition(":")[0] for problem in problems] == ["mine.xlsx, row 5, column harbours"]


def test_saved_datasets_with_class_labels_and_splits(tmp_path, answers):
    datasets = pytest.importorskip("datasets")
    label = datasets.ClassLabel(names=["harbours", "water"])
    features = datasets.Features({"text": datasets.Value("string"), "themes": datasets.Sequence(label)})
    split = datasets.Dataset.from_list([{"text": WELLS, "themes": [1]}, {"text": QUAYS, "themes": []}], features)
    datasets.DatasetDict(train=split, test=split.select([1])).save_to_disk(tmp_path / "saved")
    found, problems = answers(tmp_path / "saved")
    assert found == [("Dig", "water", "yes"), ("Open", "water", "no"), ("Open", "water", "no")]
    assert problems == []
    with pytest.raises(ClausetagError, match="no dataset there"):
        answers(tmp_path)


def export(tmp_path, *tasks):
    (tmp_path / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    return tmp_path / "export.json"


def annotation(*results, who=1, **more):
    return {"id": 7, "completed_by": who, "created_at": "2026-11-26T09:00:00Z", "result": list(results), **more}


def test_label_studio_with_one_control_that_lists_themes(tmp_path, project, answers):
    chosen = CHOICES | {"value": {"choices": ["Harbours", "water"]}}
    path = export(
        tmp_path,
        {"id": 1, "data": {"text": WELLS, "document": "A/1"}, "annotations": [annotation(chosen), annotation(who=2)]},
        {"id": 2, "data": {"text": QUAYS}, "annotations": [annotation(chosen, was_cancelled=True)]},
        {"id": 3, "data": {"text": BOATS}, "annotations": []},
    )
    assert answers(path) == (
        [("Dig", "water", "yes"), ("Dig", "harbours", "yes"), ("Dig", "water", "no"), ("Dig", "harbours", "no")],
        [],
    )
    ((reading,), _) = read_files([path], project)
    assert {(label.annotator, label.when, label.document) for label in reading.labels} == {
        (who, "2026-11-26", "A/1") for who in "12"
    }
    assert reading.table.remarks == ("2 tasks without an answer left out",)


def test_label_studio_with_one_control_a_theme_and_spans(tmp_path, answers):
    results = [
        {"from_name": "water", "to_name": "text", "type": "choices", "value": {"choices": ["unsure"]}},
        {
            "from_name": "words",
            "to_name": "text",
            "type": "labels",
            "value": {"start": 0, "end": 3, "labels": ["water"]},
        },
    ]
    person = {"id": 4, "email": "anna@example.org"}
    path = export(tmp_path, {"id": 1, "data": {"text": WELLS}, "annotations": [annotation(*results, who=person)]})
    assert answers(path) == ([("Dig", "water", "unsure")], [])


def test_label_studio_in_its_short_form(tmp_path, answers):
    short = {"id": 1, "text": WELLS, "annotator": 1, "annotation_id": 3, "created_at": "2026-11-26T09:00:00Z"}
    many = {"topics": {"choices": ["water", "Harbours"]}}
    assert len(answers(export(tmp_path, short | many))[0]) == 2
    spans = {"words": [{"start": 0, "end": 3, "labels": ["water"]}, {"start": 4, "end": 5, "labels": ["water"]}]}
    assert answers(export(tmp_path, short | spans))[0] == [("Dig", "water", "yes")]
    assert answers(export(tmp_path, short | {"topics": "water"}))[0] == [("Dig", "water", "yes")]
    assert answers(export(tmp_path, short | {"harbours": "no"}))[0] == [("Dig", "harbours", "no")]


@pytest.mark.parametrize("name", ["export.json", "export.jsonl"])
@pytest.mark.parametrize("content", ["[" * 200_000, '{"text": ' + "9" * 5000 + "}"], ids=["deep", "long"])
def test_what_is_beyond_measure_is_refused_in_a_line(tmp_path, answers, name, content):
    (tmp_path / name).write_text(content)
    with pytest.raises(ClausetagError, match=r"export\.jsonl?.*: not JSON"):
        answers(tmp_path / name)


@pytest.mark.parametrize(
    "content", ["", "{", "{}", "[1]", '[{"data": 1}]', '[{"data": {}, "annotations": [{"result": [1]}]}]']
)
def test_what_is_no_export_is_refused_in_a_line(tmp_path, answers, content):
    (tmp_path / "export.json").write_text(content)
    with pytest.raises(ClausetagError, match=r"export\.json"):
        answers(tmp_path / "export.json")


def test_corrections_of_the_page_old_and_new(tmp_path, answers, project):
    old = {"id": "c-1", "text": WELLS, "themes": ["water"], "section": "operative", "unsure": False, "document": "A/1"}
    new = Correction(
        QUAYS, (), "operative", document="A/2", path="op7", when="2026-11-26", model="abc", before=("water",)
    )
    doubt = Correction(BOATS, ("harbours",), "operative", unsure=True)
    kept = [correction_line(new, KEYS), correction_line(doubt, KEYS[1:])]
    path = tmp_path / "corrections.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in (old, *kept)))
    found, problems = answers(path)
    assert problems == []
    assert ("Dig", "water", "yes") in found
    assert found[-3:] == [("Open", "water", "no"), ("Open", "harbours", "no"), ("Mend", "harbours", "unsure")]
    ((reading,), _) = read_files([path], project)
    (label,) = [label for label in reading.labels if label.text == QUAYS and label.theme == "water"]
    assert (label.document, label.path, label.when, label.section) == ("A/2", "op7", "2026-11-26", "operative")


word = st.text(string.ascii_letters + "äß;", min_size=1, max_size=12)
text = st.lists(word, min_size=1, max_size=6).map(" ".join).filter(lambda s: any(map(str.isalpha, s)))
label = st.builds(
    Label, text, st.sampled_from(["water", "harbours"]), st.sampled_from(["yes", "no", "unsure"]),
    word, st.dates().map(lambda day: day.isoformat()), word, word, word,
    st.sampled_from(["", "operative", "annex"]), st.sampled_from(["", "en", "fr"]), st.none() | st.integers(1900, 2100),
    st.booleans(),
)  # fmt: skip
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@shared
@given(labels=st.lists(label, min_size=1, max_size=8))
def test_labels_of_a_project_go_into_another_as_they_are(labels, project, tmp_path):
    write_labels(tmp_path / "theirs.jsonl", labels)
    ((reading,), _) = read_files([tmp_path / "theirs.jsonl"], project)
    assert list(reading.labels) == labels
    assert not reading.problems


@shared
@given(labels=st.lists(label, min_size=1, max_size=8))
def test_labels_go_through_a_spreadsheet_as_they_are(labels, project, sheet):
    rows = [list(asdict(label).values()) for label in labels]
    ((reading,), _) = read_files([sheet([field.name for field in fields(Label)], *rows)], project)
    assert not reading.problems
    assert list(reading.labels) == labels


cells = st.sampled_from(["", "1", "0", "x", "yes", "no", "?", "maybe", "water; harbours", "none"]) | st.text(max_size=8)


@shared
@given(
    header=st.lists(
        st.sampled_from(["text", "water", "harbours", "themes", "when", "Year", "x"]), min_size=2, max_size=5
    ),
    rows=st.lists(st.lists(cells | text, min_size=5, max_size=5), min_size=1, max_size=5),
)
def test_any_table_is_labels_or_what_is_wrong_with_it(header, rows, sheet, project):
    path = sheet(header, *(row[: len(header)] for row in rows))
    try:
        ((reading,), names) = read_files([path], project)
    except ClausetagError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert all(str(problem).startswith("mine.csv, row ") for problem in reading.problems)
    assert all(label.text and label.theme in names.keys for label in reading.labels)
    assert list(describe(reading, names))


json_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["water", "yes"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
field = st.sampled_from(["text", "themes", "water", "theme", "answer", "asked", "unsure", "data", "annotations", "id"])


@shared
@given(
    records=st.lists(st.dictionaries(field, json_value, max_size=6), max_size=4),
    form=st.sampled_from(["jsonl", "json"]),
)
def test_any_json_is_labels_or_an_error_in_a_line(records, form, project, tmp_path):
    path = tmp_path / f"any.{form}"
    lines = [json.dumps(record) for record in records]
    path.write_text("\n".join(lines) if form == "jsonl" else "[" + ",".join(lines) + "]")
    try:
        ((reading,), _) = read_files([path], project)
    except ClausetagError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert all(label.text.strip() for label in reading.labels)


@shared
@given(labels=st.lists(label, max_size=6))
def test_importing_twice_adds_nothing(labels, project):
    import_labels(labels, project)
    before = read_labels(project.labels_folder)
    again = import_labels(labels, project)
    assert (again.new, again.changed) == (0, 0)
    assert read_labels(project.labels_folder) == before
