"""`clausetag diff` with real files, in several formats."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from clausetag.data import seed_path

OFFICIAL = Path(__file__).resolve().parents[4] / "shared" / "unxml" / "ga" / "77session-English.zip"


@pytest.fixture
def diff(cli, bundle, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    return lambda *args, **kwargs: cli("diff", *args, "--bundle", bundle, **kwargs)


@pytest.fixture
def in_word(tmp_path):
    """The seed document as a Word file in which one paragraph is worded otherwise and one left out."""
    document = docx.Document()
    for line in seed_path().read_text(encoding="utf-8").split("\n"):
        text = line.strip()
        if text.startswith("2.\t"):
            continue
        document.add_paragraph(text.replace("Expresses its concern", "Expresses its grave concern"))
    document.save(tmp_path / "draft.docx")
    return tmp_path / "draft.docx"


def test_text_against_word(diff, seed, in_word):
    result = diff(seed, in_word, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    (comparison,) = json.loads(result.stdout)["comparisons"]
    assert (comparison["old"], comparison["new"]) == (seed.name, "draft.docx")
    counts = comparison["counts"]
    assert counts["same"] >= 70
    assert counts["new"] == 0
    dropped = [row["old"][0]["path"] for row in comparison["rows"] if row["kind"] == "dropped"]
    assert dropped == ["op2"]
    marks = [
        mark[2]
        for row in comparison["rows"]
        if row["kind"] == "reworded"
        for mark in row["marks"]
        if mark[0] == "added"
    ]
    assert {mark.strip() for mark in marks} == {"grave"}


def test_a_text_against_itself_in_every_format(diff, seed, tmp_path):
    shown = diff(seed, seed)
    assert shown.exit_code == 0
    assert "77 same" in shown.stdout
    assert "pp1 to op" in shown.stdout
    for name in ("a.json", "a.html", "a.docx", "a.txt"):
        assert diff(seed, seed, "--out", tmp_path / name).exit_code == 0
        assert (tmp_path / name).stat().st_size > 200
    assert zipfile.is_zipfile(tmp_path / "a.docx")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "<del>" not in (tmp_path / "a.html").read_text(encoding="utf-8").split("<footer")[0]


def test_the_terminal_shows_words_and_themes(diff, tmp_path):
    for name, who in (("old.txt", "boats"), ("new.txt", "children in detention")):
        text = f"The General Assembly,\n\n1. Urges States to count all {who} in harbours;\n\n2. Decides to act."
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = diff(tmp_path / "old.txt", tmp_path / "new.txt").stdout
    assert "old.txt -> new.txt" in shown
    assert "[-boats-]{+children in detention+}" in shown
    assert "(+ children)" in " ".join(shown.split())


def test_standard_input_and_a_series(diff, seed):
    result = diff(seed, "-", seed, "-f", "json", input=seed.read_bytes())
    record = json.loads(result.stdout)
    assert [text["name"] for text in record["texts"]] == [seed.name, "stdin", seed.name]
    assert len(record["comparisons"]) == 2
    assert record["threads"][0] == [["pp1"], ["pp1"], ["pp1"]]


def test_word_goes_to_a_pipe(process, seed, bundle):
    done = process("diff", seed, seed, "-f", "docx", "--bundle", bundle)
    assert done.returncode == 0
    assert zipfile.is_zipfile(io.BytesIO(done.stdout))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["{seed}"], "name two or more"),
        (["{seed}", "nowhere.txt"], "nowhere.txt: no such file"),
        (["{seed}", "{seed}", "{seed}", "-f", "docx"], "give two documents, or --format html"),
        (["{seed}", "{seed}", "-o", "a.xlsx"], "no format has the ending .xlsx"),
        (["{seed}", "{seed}", "-f", "html", "-o", "a.docx"], ".docx is not the ending of html"),
        (["{seed}", "{seed}", "-o", "nowhere/a.html"], "no folder nowhere to write it in"),
        (["{seed}", "{seed}", "-o", "."], "is a folder"),
        (["{seed}", "{seed}", "-o", "{seed}"], "is one of the documents"),
        (["-", "-"], "only once"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(diff, seed, args, said):
    result = diff(*(arg.format(seed=seed) for arg in args))
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_texts_in_two_languages_are_refused(diff, tmp_path):
    (tmp_path / "en.txt").write_text("The General Assembly,\n\n1. Urges all States to act;\n", encoding="utf-8")
    french = "L’Assemblée générale,\n\n1. Prie instamment tous les États d’agir;\n\n2. Décide de rester saisie."
    (tmp_path / "fr.txt").write_text(french, encoding="utf-8")
    result = diff(tmp_path / "en.txt", tmp_path / "fr.txt")
    assert (result.exit_code, "different languages" in result.stderr) == (2, True)


def test_official_xml_against_what_word_makes_of_it(diff, tmp_path):
    if not OFFICIAL.is_file():
        pytest.skip(f"no {OFFICIAL}: official texts are not part of the project")
    from clausetag.training.evaluation.structure.printed import print_document
    from clausetag.training.evaluation.structure.write import WRITERS

    with zipfile.ZipFile(OFFICIAL) as archive:
        name = next(name for name in archive.namelist() if "A_RES_77_210" in name)
        content = archive.read(name)
    (tmp_path / "adopted.xml").write_bytes(content)
    for kind in ("docx", "txt", "html"):
        (tmp_path / f"draft.{kind}").write_bytes(WRITERS[kind](print_document(content)))
        result = diff(tmp_path / f"draft.{kind}", tmp_path / "adopted.xml", "-f", "json")
        (comparison,) = json.loads(result.stdout)["comparisons"]
        assert comparison["counts"] == dict.fromkeys(comparison["counts"], 0) | {"same": 20}
