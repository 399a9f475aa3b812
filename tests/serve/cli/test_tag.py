import csv
import io
import json
from dataclasses import replace

import pytest
from lxml import etree
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from clausetag.data import read_resolution, read_resolution_bytes
from clausetag.serve.outputs.columns import arrow_schema
from clausetag.serve.outputs.records import columns, flat

THEMES = ("detention", "children", "trafficking", "labour_rights")
SPACED = {"COLUMNS": "120"}


@pytest.fixture(scope="module")
def rows(tagger, seed):
    from clausetag.serve.outputs.records import records

    return list(records(tagger.tag(seed)))


def flat_row(row):
    return {column.name: flat(row)[column.name] for column in columns(THEMES)}


def test_table_shows_clauses_tags_and_counts(tag, seed):
    result = tag(seed, env=SPACED)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("A/RES/67/172  Protection of migrants")
    (line,) = [line for line in lines if line.split()[:1] == ["op4(b)"]]
    assert "Urges" in line
    assert "detention" in line
    assert any(line.startswith("77 clauses: detention ") for line in lines)


def test_jsonl_has_a_record_a_clause(tag, seed, rows):
    result = tag(seed, "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert records == [row | {"adopted": "2012-12-20"} for row in rows]
    assert list(records[0])[-4:] == ["themes", "review", "verdicts", "model_version"]
    assert records[0]["source"] == "A_RES_67_172.txt"
    assert records[0]["path"] == "pp1"


def test_every_row_says_how_it_is_cited_and_where_it_stands(rows):
    (row,) = [row for row in rows if row["path"] == "op4(a)"]
    assert row["citation"] == "A/RES/67/172, para. 4 (a)"
    assert row["address"] == "https://docs.un.org/en/A/RES/67/172"
    assert (row["title"], row["year"]) == ("Protection of migrants", 2012)
    assert row["chapeau"].startswith("Also reaffirms the duty of States")


def test_csv_is_for_people(tag, seed, rows):
    result = tag(seed, "--format", "csv")
    table = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode())))
    assert list(table[0]) == [column.name for column in columns(THEMES)]
    assert [row["text"] for row in table] == [row["text"] for row in rows]
    assert [row["themes"] for row in table] == [";".join(row["themes"]) for row in rows]
    assert [float(row["children_probability"]) for row in table] == [
        round(row["verdicts"]["children"]["probability"], 4) for row in rows
    ]
    words = [word for row in table for word in row["detention_evidence"].split(";") if word]
    assert "detention" in words
    assert all(row["text"].count(word) for row in table for word in row["detention_evidence"].split(";"))


def test_csv_in_a_file_opens_in_excel_as_utf_8(tag, seed, tmp_path):
    assert tag(seed, "--out", tmp_path / "tags.csv").exit_code == 0
    content = (tmp_path / "tags.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfsource,")
    assert content[3:] == tag(seed, "--format", "csv").stdout_bytes


def test_parquet_reads_back_as_written(tag, seed, rows, tmp_path):
    out = tmp_path / "tags.parquet"
    assert tag(seed, seed, "--format", "parquet", "--out", out).exit_code == 0
    table = parquet.read_table(out)
    assert table.schema.equals(arrow_schema(columns(THEMES)))
    assert table.to_pylist() == [flat_row(row) for row in rows] * 2


def test_parquet_goes_through_a_pipe(tag, seed, rows):
    result = tag(seed, "--format", "parquet")
    assert parquet.read_table(io.BytesIO(result.stdout_bytes)).to_pylist() == [flat_row(row) for row in rows]


def test_evidence_spans_cut_words_out_of_the_text(rows):
    cut = [row["text"][start:end] for row in rows for start, end in row["verdicts"]["detention"]["evidence"]]
    assert "detention" in cut
    assert all(word == word.strip() for word in cut)


def test_word_and_excel_are_what_their_names_say(tag, seed, tmp_path):
    for name in ("r.docx", "r.xlsx"):
        assert tag(seed, "--out", tmp_path / name).exit_code == 0
    assert len(read_resolution(tmp_path / "r.docx").clauses) == 77
    table = CalamineWorkbook.from_path(tmp_path / "r.xlsx").get_sheet_by_name("clauses").to_python()
    assert len(table) == 78


def test_html_is_one_document(tag, seed, tmp_path):
    out = tmp_path / "report.html"
    assert tag(seed, "--out", out).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "Protection of migrants" in page


def test_html_of_several_documents_fills_a_folder(tag, seed, tmp_path):
    other = tmp_path / "other" / seed.name
    other.parent.mkdir()
    other.write_bytes(seed.read_bytes())
    out = tmp_path / "reports"
    assert tag(seed, other, "--format", "html", "--out", out).exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == ["A_RES_67_172-2.html", "A_RES_67_172.html", "index.html"]


def test_the_name_given_to_out_chooses_the_format(tag, seed, tmp_path, rows):
    assert tag(seed, "--out", tmp_path / "tags.jsonl").exit_code == 0
    assert len((tmp_path / "tags.jsonl").read_text(encoding="utf-8").splitlines()) == len(rows)
    assert tag(seed, "--out", tmp_path / "tags.txt").exit_code == 0
    assert "77 clauses" in (tmp_path / "tags.txt").read_text(encoding="utf-8")


@pytest.fixture
def made(tmp_path, marked_up):
    file = tmp_path / "made.xml"
    file.write_bytes(marked_up)
    return file


def test_akn_points_to_themes_and_is_read_back(tag, made, tagger):
    result = tag(made, "--format", "akn")
    assert result.exit_code == 0
    found, given = read_resolution_bytes(result.stdout_bytes, made.name), read_resolution(made)
    assert found == replace(given, remarks=())
    root = etree.fromstring(result.stdout_bytes)
    refers = {node.get("eId"): node.get("refersTo") for node in root.iter("{*}paragraph")}
    (themes,) = [c.tags.themes for c in tagger.tag(given).clauses if c.clause.path == "op1"]
    assert {"detention", "children"} <= set(themes)
    assert refers == {"p1": " ".join(f"#theme-{key}" for key in themes), "p2": None}


def test_akn_is_made_of_any_document_and_of_some_of_its_clauses(tag, seed, tmp_path):
    out = tmp_path / "tagged.xml"
    assert tag(seed, "--out", out).exit_code == 0
    found, given = read_resolution(out), read_resolution(seed)
    assert [(c.path, c.text) for c in found.clauses] == [(c.path, c.text) for c in given.clauses]
    assert (found.symbol, found.title, found.footnotes) == (given.symbol, given.title, given.footnotes)
    assert tag(seed, "--format", "akn", "--theme", "trafficking", "--out", out).exit_code == 0
    paths = [clause.path for clause in read_resolution(out).clauses]
    assert 0 < len(paths) < 77
    assert set(paths) < {clause.path for clause in read_resolution(seed).clauses}


def test_remarks_of_the_reader_go_to_stderr(tag, made, monkeypatch):
    result = tag(made, "--format", "jsonl")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr.splitlines() == [
        "clausetag: made.xml: numbers stand in the text of paragraphs (1)",
        "clausetag: 17 characters left out: 17 header",
    ]
    many = replace(read_resolution(made), left_out=(), remarks=tuple(f"remark {n}" for n in range(12)))
    monkeypatch.setattr("clausetag.serve.inputs.read_any", lambda name: many)
    lines = tag(made, "--format", "jsonl").stderr.splitlines()
    assert lines == [*(f"clausetag: made.xml: remark {n}" for n in range(10)), "clausetag: made.xml: and 2 more"]


def test_standard_input_is_a_document(tag, seed, rows):
    result = tag("-", "--format", "jsonl", input=seed.read_bytes())
    records = [json.loads(line) for line in result.stdout.splitlines()]
    blank = {"source": "", "adopted": "2012-12-20"}
    assert [r | blank for r in records] == [r | blank for r in rows]
    assert {r["source"] for r in records} == {"stdin"}


def test_a_text_that_is_no_resolution_is_tagged_as_its_paragraphs(tag, tagger, tmp_path):
    from clausetag.data.documents.loose import read_any
    from clausetag.serve.outputs.arrange import lay_out
    from clausetag.serve.outputs.marks import marks_of

    (tmp_path / "notes.txt").write_text("Buy milk and eggs\n\nThe child was held in the harbour prison\n")
    result = tag(tmp_path / "notes.txt", "-f", "jsonl")
    assert result.exit_code == 0
    assert [(row["path"], row["section"]) for row in map(json.loads, result.stdout.splitlines())] == [
        ("p1", "neither"),
        ("p2", "neither"),
    ]
    page = lay_out(tagger.tag(read_any(tmp_path / "notes.txt")), marks_of(tagger.definitions))
    assert result.stderr == f"clausetag: {page.what}\n"
    assert page.what == "notes.txt, 2 paragraphs, no resolution recognised"


def test_theme_keeps_clauses_that_speak_of_it_or_may(tag, seed, rows):
    result = tag(seed, "--format", "jsonl", "--theme", "trafficking", "--theme", "detention")
    wanted = [r for r in rows if {"trafficking", "detention"} & {*r["themes"], *r["review"]}]
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == [r["path"] for r in wanted]


def test_min_probability_counts_for_the_chosen_themes(tag, seed, rows):
    result = tag(seed, "--format", "jsonl", "--theme", "children", "--min-probability", "0.9")
    wanted = [r["path"] for r in rows if r["verdicts"]["children"]["probability"] >= 0.9]
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == wanted
    assert 0 < len(wanted) < 77
    everything = tag(seed, "--format", "jsonl", "--min-probability", "0")
    assert len(everything.stdout.splitlines()) == 77


def test_a_clause_that_cannot_be_read_says_so(tag, tmp_path):
    document = tmp_path / "odd.txt"
    document.write_text(
        "1. Calls upon States to release all prisoners;\n2. 关于拘留的决议，关于拘留的决议;\n", encoding="utf-8"
    )
    records = [json.loads(line) for line in tag(document, "--format", "jsonl").stdout.splitlines()]
    verdicts = [r["verdicts"]["detention"] for r in records]
    assert [verdict["answer"] for verdict in verdicts] == ["applies", "not_scored"]
    assert verdicts[1]["probability"] is None
    assert "not scored 1" in tag(document).stdout


def test_bad_files_are_named_and_the_others_tagged(tag, seed, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = tag(empty, seed, tmp_path, tmp_path / "nothing.pdf", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 77
    *errors, left_out = result.stderr.splitlines()
    assert left_out.startswith("clausetag: 715 characters left out: 179 header, ")
    assert [line.split(":")[:2] for line in errors] == [
        ["clausetag", " empty.txt"],
        ["clausetag", f" {tmp_path.name}"],
        ["clausetag", " nothing.pdf"],
    ]


@pytest.mark.parametrize("name", ["rows.csv", "rows.xlsx", "rows.ods", "ROWS.TSV"])
def test_a_spreadsheet_is_sent_to_tag_texts(tag, tmp_path, name):
    file = tmp_path / name
    file.write_text("id,text\n1,Calls upon all States to release prisoners;\n", encoding="utf-8")
    result = tag(file)
    assert result.exit_code == 2
    hint = f"a spreadsheet; if each row is one text, tag it with: clausetag tag-texts {file}"
    assert result.stderr == f"clausetag: {name}: {hint}\n"


def test_nothing_tagged_writes_nothing(tag, tmp_path):
    out = tmp_path / "tags.csv"
    out.write_text("kept", encoding="utf-8")
    result = tag(tmp_path / "nothing.txt", "--out", out)
    assert result.exit_code == 2
    assert out.read_text(encoding="utf-8") == "kept"
    assert [p.name for p in tmp_path.iterdir()] == ["tags.csv"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ["--theme", "cats"],
            "no theme 'cats' in this model; its themes are detention, children, trafficking, labour_rights",
        ),
        (["--out", "{tmp}/no/tags.csv"], "no folder {tmp}/no to write it in; make it first"),
        (["--out", "{tmp}"], "is a folder; give the name of a file"),
        (["--out", "{doc}"], "is one of the documents to tag; choose another --out"),
        (["{doc}", "--format", "html"], "HTML of several documents needs a folder: give --out FOLDER"),
        (["{doc}", "--format", "html", "--out", "{tmp}/file"], "exists and is no folder"),
        (["{doc}", "--format", "akn"], "AKN XML holds one document; give one FILE at a time"),
        (["{doc}", "--out", "{tmp}/all.xml"], "AKN XML holds one document; give one FILE at a time"),
        (
            ["--out", "{tmp}/r.pdf"],
            "no format has the ending .pdf; give one of .txt .json .jsonl .csv .parquet .xlsx .docx .xml .html",
        ),
        (["{doc}", "--format", "json"], "JSON holds one document; give one FILE at a time"),
        (["{doc}", "--out", "{tmp}/all.docx"], "a Word file holds one document; give one FILE at a time"),
        (["--format", "csv", "--out", "{tmp}/r.jsonl"], ".jsonl is not the ending of csv; give one that ends in .csv"),
        (
            ["--format", "table", "--out", "{tmp}/r.xlsx"],
            ".xlsx is not the ending of table; give one that ends in .txt",
        ),
        (["-", "-"], "standard input (-) can be read only once; name it once"),
        (["--bundle", "{tmp}"], "no manifest.json in it, so it is not a clausetag bundle"),
    ],
)
def test_requests_that_cannot_be_carried_out(tag, cli, bundle, seed, tmp_path, args, message):
    document = tmp_path / "document.txt"
    document.write_bytes(seed.read_bytes())
    (tmp_path / "file").touch()
    names = {"tmp": str(tmp_path), "doc": str(document)}
    filled = [arg.format(**names) for arg in args]
    result = cli("tag", document, "--bundle", bundle, *filled)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert message.format(**names) in result.stderr
    assert document.read_bytes() == seed.read_bytes()


@pytest.mark.parametrize("args", [[], ["--format", "xml", "x"], ["--min-probability", "2", "x"], ["--wrong", "x"]])
def test_a_command_not_understood_exits_with_2(tag, args):
    result = tag(*args)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_names_cannot_play_tricks_on_the_terminal(tag):
    result = tag("no\x1b[31msuch\nfile.txt")
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<?xml version='1.0'?><akomaNtoso><statement>", "made.xml: not well-formed XML (Premature end of data"),
        ("<rss><p>1. Decides to act;</p></rss>", "made.xml: XML, but not AKN: its root is <rss>, not <akomaNtoso>"),
    ],
)
def test_xml_that_is_no_resolution_is_one_clear_line(cli, bundle, tmp_path, content, said):
    file = tmp_path / "made.xml"
    file.write_text(content, encoding="utf-8")
    result = cli("tag", file, "--bundle", bundle)
    assert result.exit_code != 0
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
