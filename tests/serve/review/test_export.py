"""`clausetag review export`: what is chosen, and that a spreadsheet and Label Studio's tasks come back as labels."""

import json
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from clausetag.data.project import find_project


def test_a_spreadsheet_is_filled_in_and_taken_back(project, export, cli, labels_of):
    assert "4 of 5 clauses" in export("a.txt", "-o", "read.xlsx")  # near-copies are asked about once
    book = openpyxl.load_workbook("read.xlsx")
    sheet = book["clauses"]
    head = [cell.value for cell in sheet[1]]
    column = {name: place for place, name in enumerate(head, 1)}
    assert sheet.freeze_panes == "E2"
    assert head[:6] == ["No.", "document", "path", "text", "Detention", "Water and sanitation"]
    taken = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert taken["F2:F5"].formula1 == '"yes,no,unsure"'
    assert taken["F2:F5"].prompt == "Safe drinking water, and the right to it."
    assert taken["F2:F5"].promptTitle == "Water and sanitation"
    assert [cell.value for cell in book["themes"][2]][2:] == ["• prisons", "• kidnapping"]
    rows = {sheet.cell(row, column["path"]).value: row for row in range(2, sheet.max_row + 1)}
    prison = rows.get("op1") or rows["op3"]
    sheet.cell(prison, column["Detention"]).value = "yes"
    sheet.cell(prison, column["Water and sanitation"]).value = "no"
    sheet.cell(rows["op2"], column["Water and sanitation"]).value = "yes"
    sheet.cell(rows["op5"], column["Detention"]).value = "unsure"
    sheet.cell(rows["op5"], column["note"]).value = "yes, perhaps"
    book.save("read.xlsx")
    result = cli("labels", "import", "read.xlsx", "--annotator", "anna")
    assert result.exit_code == 0, result.stderr
    assert "4 answers: 4 new" in result.stdout
    found = labels_of()
    assert {place: label.answer for place, label in found.items() if place[0] != "Calls" and place[0] != "Also"} == {
        ("Invites", "water"): "yes",
        ("Requests", "detention"): "unsure",
    }
    label = found["Invites", "water"]
    assert (label.document, label.path, label.section, label.annotator) == ("a.txt", "op2", "operative", "anna")
    assert label.text == "Invites donors to bring safe drinking water to the camps;"


def test_evidence_is_bold_and_the_official_document_linked(export, seed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    export(seed, "-o", "read.xlsx", "--most", 30)
    sheet = openpyxl.load_workbook("read.xlsx", rich_text=True)["clauses"]
    assert sheet["B2"].hyperlink.target == "https://docs.un.org/en/A/RES/67/172"
    rich = [cell.value for cell in sheet["D"] if not isinstance(cell.value, str)]
    bold = [part.text for text in rich for part in text if not isinstance(part, str) and part.font.b]
    assert any("detention" in part for part in bold)
    plain = [cell.value for cell in openpyxl.load_workbook("read.xlsx")["clauses"]["D"]]
    assert plain[1:] == [task["data"]["text"] for task in tasks(export, seed, 30)]


def tasks(export, source, most):
    export(source, "-o", "read.json", "--most", most)
    return json.loads(Path("read.json").read_text(encoding="utf-8"))


def answered(task, **answers):
    """Give a task what its export holds once a person has answered: https://labelstud.io/guide/export."""
    results = [
        {"from_name": key, "to_name": "clause-text", "type": "choices", "value": {"choices": [answer]}}
        for key, answer in answers.items()
    ]
    spans = [one for prediction in task["predictions"] for one in prediction["result"] if one["type"] == "labels"]
    times = dict.fromkeys(("created_at", "updated_at"), "2026-11-26T10:00:00Z")
    who = {"id": 1, "completed_by": {"email": "anna"}, "was_cancelled": False, "lead_time": 3.0}
    annotation = {**who, **times, "result": [{"id": str(n), **one} for n, one in enumerate(results + spans)]}
    return {**task, "annotations": [annotation]}


def test_tasks_of_label_studio_are_taken_back(project, export, cli, labels_of):
    found = {task["data"]["path"]: task for task in tasks(export, "a.txt", 9)}
    config = ElementTree.parse("read.xml").getroot()
    names = {choices.get("name") for choices in config.iter("Choices")}
    assert names == {"detention", "water"}
    shown = {part[1:] for tag in config.iter() for part in tag.get("value", "").split() if part.startswith("$")}
    objects = {tag.get("name") for tag in config.iter() if tag.tag in ("Text", "HyperText")}
    for task in found.values():
        assert shown <= task["data"].keys()
        for one in (one for prediction in task["predictions"] for one in prediction["result"]):
            assert one["to_name"] in objects
            value = one["value"]
            if one["type"] == "labels":
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    unanswered = cli("labels", "import", "read.json")
    assert unanswered.exit_code == 2
    assert "no labels in it" in unanswered.stderr  # predictions are no answers
    done = [answered(found["op2"], water="yes"), answered(found["op5"], water="unsure"), found["op4"]]
    done.append(answered(found.get("op1") or found["op3"], detention="yes"))
    (project.root / "done.json").write_text(json.dumps(done), encoding="utf-8")
    result = cli("labels", "import", "done.json")
    assert result.exit_code == 0, result.stderr
    labels = labels_of()
    assert len(labels) == 3  # what nobody came to was not asked
    assert labels["Requests", "water"].answer == "unsure"
    label = labels["Invites", "water"]
    assert (label.annotator, label.when, label.path, label.section) == ("anna", "2026-11-26", "op2", "operative")


def test_what_was_answered_is_not_asked_again(project, export, cli):
    assert "4 of 5 clauses" in export("a.txt")
    (project.root / "done.csv").write_text(
        "text,detention,water\nInvites donors to bring safe drinking water to the camps;,0,1\n", encoding="utf-8"
    )
    assert cli("labels", "import", "done.csv").exit_code == 0
    assert "3 of 5 clauses (1 answered already)" in export("a.txt")
    found = json.loads((project.root / "review.json").read_text(encoding="utf-8"))
    assert "op2" not in [task["data"]["path"] for task in found]
    assert find_project() == project


def test_tables_of_a_batch_and_documents_give_the_same(export, cli, bundle, seed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    by_document = tasks(export, seed, 20)
    for form in ("parquet", "csv", "jsonl"):
        done = cli("batch", seed, "--out", form, "--format", form, "--bundle", bundle)
        assert done.exit_code == 0, done.stderr
        told = [
            {key: value for key, value in task["data"].items() if key != "language"} for task in tasks(export, form, 20)
        ]
        assert told == [{k: v for k, v in task["data"].items() if k != "language"} for task in by_document], form


def test_rows_of_a_spreadsheet_are_chosen_from(project, export):
    rows = ["id,recommendation", "1,Release the children who are held in the prison of Sylvania"]
    rows.append("2,Bring safe drinking water to schools")
    (project.root / "rows.csv").write_text("\n".join(rows), encoding="utf-8")
    found = {task["data"]["path"]: task["data"] for task in tasks(export, "rows.csv", 5)}
    assert set(found) == {"row 2", "row 3"}
    assert found["row 3"]["before"] == ""
    assert "Water and sanitation: likely" in [data["chosen_for"] for data in found.values()]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["a.txt", "-o", "read.pdf"], "give one of .xlsx .json"),
        (["a.txt", "-o", "nowhere/read.xlsx"], "no folder nowhere"),
        (["a.txt", "--theme", "children"], "no theme 'children' in this project; its themes are detention, water"),
        (["missing.txt"], "missing.txt"),
        (["."], "no tables of clausetag batch here"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(project, cli, bundle, args, said):
    result = cli("review", "export", *args, "--bundle", bundle)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_outside_of_a_project_a_file_must_be_named(cli, bundle, seed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = cli("review", "export", seed, "--bundle", bundle)
    assert result.exit_code == 2
    assert "say with --out" in result.stderr
