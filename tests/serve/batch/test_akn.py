"""Official documents in AKN: where they are found, what is said of other XML, what the tables tell of them."""

import json
import tarfile
import zipfile

import pytest

from clausetag.serve.batch.inputs import find_inputs, items_of
from clausetag.serve.batch.run import run_batch
from clausetag.serve.batch.schema import TABLES
from clausetag.serve.batch.sheets import Columns
from clausetag.serve.batch.summary import summarize
from clausetag.serve.batch.summary_text import format_summary

TEXT = "Urges States to protect migrant children from trafficking;"
NOT_AKN = "XML, but not AKN: its root is <rss>, not <akomaNtoso>"
RSS = b"<?xml version='1.0'?><rss><p>The General Assembly,</p><p>1. Urges States to protect children;</p></rss>"


@pytest.fixture(autouse=True)
def inline(in_this_process):
    with in_this_process():
        yield


@pytest.fixture
def packs(tmp_path, akn_resolution, text_of):
    """The layout of UNxml: zip files of a session and language each, and one of metadata."""
    folder = tmp_path / "unxml"
    (folder / "ga").mkdir(parents=True)
    for language, code in (("English", "eng"), ("Spanish", "spa")):
        with zipfile.ZipFile(folder / "ga" / f"79session-{language}.zip", "w") as archive:
            for number in (85, 86):
                name = f"79session/{language}/A_RES_79_{number}-{language[0]}.xml"
                archive.writestr(name, akn_resolution(TEXT, "Decides.", language=code))
    with zipfile.ZipFile(folder / "ga" / "data_extract.zip", "w") as archive:
        archive.writestr("data_extract/79.json", json.dumps({"title": text_of(1)}) + "\n")
    (folder / "text.txt").write_text(text_of(1))
    return folder


@pytest.fixture
def out(packs, bundle, tmp_path):
    run_batch([str(packs)], tmp_path / "out", bundle=bundle)
    return tmp_path / "out"


def reasons(read, out):
    return {row["document"]: row["reason"] for row in read(out, "errors")}


def test_a_folder_of_zip_files(packs, out, read):
    documents = read(out, "documents")
    assert [row["document"].removeprefix(f"{packs}/") for row in documents] == [
        "ga/79session-English.zip!79session/English/A_RES_79_85-E.xml",
        "ga/79session-English.zip!79session/English/A_RES_79_86-E.xml",
        "ga/79session-Spanish.zip!79session/Spanish/A_RES_79_85-S.xml",
        "ga/79session-Spanish.zip!79session/Spanish/A_RES_79_86-S.xml",
        "text.txt",
    ]
    assert [row["language"] for row in documents] == ["en", "en", "es", "es", "en"]
    assert [len(row["subjects"]) for row in documents] == [2, 2, 2, 2, 0]
    assert documents[0]["subjects"][0] == {"scheme": "unbis", "id": "1004108", "name": "migrant workers"}
    assert (documents[0]["symbol"], documents[0]["organ"], documents[0]["year"]) == (
        "A/RES/75/900", "General Assembly", 2021,
    )  # fmt: skip
    assert reasons(read, out) == {f"{packs}/ga/data_extract.zip!data_extract/79.json": "a .json file is no document"}


def test_clauses_have_the_eid_of_the_mark_up(out, read):
    rows = [(row["path"], row["eid"], row["text"]) for row in read(out, "clauses")]
    assert rows[:3] == [("pp1", "c1", "Recalling its wish of old,"), ("op1", "p1", TEXT), ("op2", "p2", "Decides.")]
    assert rows[0][:2] == rows[6][:2]  # the same in another language
    assert {eid for _, eid, _ in rows[12:]} == {""}


def test_other_xml_is_told_for_what_it_is_wherever_it_lies(tmp_path, akn_resolution, bundle, read):
    folder = tmp_path / "docs"
    folder.mkdir()
    files = {
        "a.xml": akn_resolution(TEXT),
        "b.XML": RSS,
        "c.xml": akn_resolution(TEXT)[:-40],
        "d.xml": b"",
        "e.xml": b"1. Urges States to act;",
        "f.xml": b"<akomaNtoso><act/></akomaNtoso>",
        "g.txt": akn_resolution(TEXT),  # found by its content
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "z.zip", "w") as archive, tarfile.open(folder / "z.tar", "w") as tar:
        for name in files:
            archive.write(folder / name, name)
            tar.add(folder / name, name)
    (folder / "z.csv").write_text("path\n" + "\n".join(files) + "\n")
    run_batch([str(folder)], tmp_path / "out", bundle=bundle)
    tagged = {row["document"].removeprefix(f"{folder}/") for row in read(tmp_path / "out", "documents")}
    assert tagged == {"a.xml", "g.txt", "z.csv#1", "z.csv#7"} | {
        f"z.{k}!{n}" for k in ("zip", "tar") for n in ("a.xml", "g.txt")
    }
    told = reasons(read, tmp_path / "out")
    assert len(told) == 4 * 5
    for place in ("", "z.zip!", "z.tar!"):
        assert told[f"{folder}/{place}b.XML"] == NOT_AKN
        assert told[f"{folder}/{place}c.xml"].startswith("not well-formed XML (")
        assert told[f"{folder}/{place}d.xml"] == "empty; give a document with text"
        assert told[f"{folder}/{place}e.xml"].startswith("not well-formed XML (")
        assert told[f"{folder}/{place}f.xml"].startswith("AKN XML without a statement in it (it holds a <act>)")
    assert told[f"{folder}/z.csv#2"] == NOT_AKN


def test_an_xml_file_larger_than_any_document(tmp_path, akn_resolution):
    content = akn_resolution(TEXT)
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", content + b" " * (51 << 20))
        archive.writestr("b.xml", content)
    huge, good = items_of(find_inputs([str(tmp_path / "z.zip")]), Columns())
    assert huge.reason == "more than the 50 MB that are read; split it"
    assert (good.reason, good.content) == ("", content)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_other_formats_hold_the_same(packs, out, bundle, tmp_path, read, form):
    run_batch([str(packs)], tmp_path / form, bundle=bundle, form=form)
    for table in TABLES:
        ours, theirs = read(out, table), read(tmp_path / form, table, form)
        for column in {"language", "eid", "text"} & set(ours[0]):
            assert [row[column] or None for row in theirs] == [row[column] or None for row in ours]
    wanted = {"jsonl": read(out, "documents")[0]["subjects"], "csv": "unbis:1004108 migrant workers;sdg:8 work, growth"}
    assert read(tmp_path / form, "documents", form)[0]["subjects"] == wanted[form]
    assert format_summary(summarize(tmp_path / form)) == format_summary(summarize(out))


def test_the_summary_counts_by_language(out, cli, tmp_path):
    summary = summarize(out)
    assert {name: share.clauses for name, share in summary.languages.items()} == {"en": 10, "es": 6}
    result = cli("summarize", out, "--html", tmp_path / "s.html")
    assert result.exit_code == 0, result.stderr
    assert "\nlanguage" in result.stdout
    assert "By language" in (tmp_path / "s.html").read_text()


def test_a_summary_of_documents_in_no_language_that_is_known_has_no_such_table(bundle, cli, tmp_path):
    (tmp_path / "latin.txt").write_text("1. Lacus purus omnibus vicis esto.", "utf-8")
    run_batch([str(tmp_path / "latin.txt")], tmp_path / "out", bundle=bundle)
    result = cli("summarize", tmp_path / "out", "--html", tmp_path / "s.html")
    assert result.exit_code == 0, result.stderr
    assert "language" not in result.stdout
    assert "By language" not in (tmp_path / "s.html").read_text()


def test_tables_of_the_first_schema_are_summarized(out, bundle, packs, tmp_path):
    run_batch([str(packs)], tmp_path / "old", bundle=bundle, form="jsonl")
    for path in (tmp_path / "old" / "documents").glob("part-*"):
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        kept = [{k: v for k, v in row.items() if k not in ("language", "subjects")} for row in rows]
        path.write_text("".join(json.dumps(row) + "\n" for row in kept))
    summary = summarize(tmp_path / "old")
    assert summary.languages == {}
    assert summary.total == summarize(out).total
