"""Label Studio's own package takes what is exported for it, and what it exports comes back as labels."""

import json
from pathlib import Path

import pytest

interface = pytest.importorskip("label_studio_sdk.label_interface")
objects = pytest.importorskip("label_studio_sdk.label_interface.objects")
converter = pytest.importorskip("label_studio_sdk.converter")

ANSWERS = {"op2": {"water": "yes"}, "op4": {"detention": "no", "water": "no"}, "op5": {"water": "unsure"}}
IMPORTED = {
    ("Invites", "water"): "yes",
    ("Welcomes", "detention"): "no",
    ("Welcomes", "water"): "no",
    ("Requests", "water"): "unsure",
}


@pytest.fixture
def exported(project, export):
    """Export clauses to read; return the labelling interface and the tasks."""
    export("a.txt", "-o", "read.json")
    tasks = json.loads(Path("read.json").read_text(encoding="utf-8"))
    return interface.LabelInterface(Path("read.xml").read_text(encoding="utf-8")), tasks


def test_the_interface_and_the_tasks_are_valid(exported):
    labelling, tasks = exported
    labelling.validate()
    predictions = [prediction for task in tasks for prediction in task["predictions"]]
    assert any(one["type"] == "choices" for prediction in predictions for one in prediction["result"])
    assert any(one["type"] == "labels" for prediction in predictions for one in prediction["result"])
    for prediction in predictions:
        assert labelling.validate_prediction(prediction, return_errors=True) == []
    for task in tasks:
        objects.TaskValue.model_validate(task)
        assert all(tag.value_name in task["data"] for tag in labelling.objects if tag.value_is_variable)


def annotated(labelling, task):
    """Return a task as Label Studio keeps it once a person has answered, and marked a word."""
    answers = ANSWERS.get(task["data"]["path"], {})
    marked = {"words-that-speak": [{"start": 0, "end": 7, "label": ["Water and sanitation"]}]} if answers else {}
    regions = labelling.create_regions({**answers, **marked})
    given = objects.AnnotationValue(completed_by=3, result=regions).model_dump()
    times = dict.fromkeys(("created_at", "updated_at"), "2026-11-26T10:00:00Z")
    assert labelling.validate_annotation(given) or not answers
    return {**task, "annotations": [{"id": task["id"], **given, **times}] if answers else []}


@pytest.mark.parametrize("form", ["JSON", "JSON_MIN", "CSV", "TSV"])
def test_what_its_converter_writes_comes_back_as_labels(exported, project, cli, labels_of, form):
    labelling, tasks = exported
    done = project.root / "done.json"
    done.write_text(json.dumps([annotated(labelling, task) for task in tasks]), encoding="utf-8")
    written = project.root / form
    kept = converter.Converter(labelling.config, str(project.root), download_resources=False)
    kept.convert(str(done), str(written), form, is_dir=False)
    (path,) = [written] if written.is_file() else written.iterdir()
    result = cli("labels", "import", path)
    assert result.exit_code == 0, result.stderr
    labels = labels_of()
    assert {place: label.answer for place, label in labels.items()} == IMPORTED
    label = labels["Invites", "water"]
    assert (label.document, label.path, label.section, label.annotator) == ("a.txt", "op2", "operative", "3")
    assert label.text == "Invites donors to bring safe drinking water to the camps;"
