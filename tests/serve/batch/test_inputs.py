import csv
import io
import json
import os
import tarfile
import zipfile

import pyarrow as pa
import pytest
from pyarrow import parquet

from clausetag.data.errors import ClausetagError, UsageError
from clausetag.serve.batch.inputs import find_inputs, items_of
from clausetag.serve.batch.items import Item, held_item, read_item, reason_of
from clausetag.serve.batch.parts import FIRST, FULL, parts_of
from clausetag.serve.batch.sheets import Columns


def items(*wanted, columns=Columns()):  # noqa: B008
    return list(items_of(find_inputs([str(one) for one in wanted]), columns))


def outcome(item):
    try:
        return len(read_item(item).clauses)
    except ClausetagError as error:
        return reason_of(error, item)


def tar_of(path, members, mode="w"):
    with tarfile.open(path, mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def test_a_folder_in_the_order_of_its_names(docs):
    (docs / ".hidden").write_text("x")
    (docs / "data.json").write_text("{}")
    (docs / "manifest.tsv").write_text("symbol")
    names = [item.name for item in items(docs)]
    assert names == sorted(names)
    assert len(names) == 233
    assert names[0] == f"{docs}/d001.txt"
    reasons = {item.file or item.name: outcome(item) for item in items(docs) if isinstance(outcome(item), str)}
    assert reasons == {
        f"{docs}/data.json": "a .json file is no document",
        "empty.txt": "empty; give a document with text",
        "picture.txt": "a picture; give a document with text",
    }


def test_patterns_and_names_given_twice_count_once(docs):
    files = items(docs / "d00*.txt", docs / "d001.txt")
    assert len(files) == len({item.name for item in files}) == 8
    assert len(items(docs / "d001.txt", docs)) == 232


def test_what_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"no/\*\.pdf: no such file or folder, and no pattern that finds any"):
        find_inputs(["no/*.pdf"])


def test_the_corpus_layout(corpus):
    found = items(corpus)
    assert [item.file for item in found] == [f"A-RES-60-{n}-fr-parsed.json" for n in (1, 2, 3)]
    assert [outcome(item) for item in found] == [4, 5, 3]


@pytest.mark.parametrize(
    ("suffix", "mode"), [(".tar", "w"), (".tar.gz", "w:gz"), (".tgz", "w:gz"), (".tar.bz2", "w:bz2")]
)
def test_tar(tmp_path, text_of, suffix, mode):
    members = [
        ("b/../../x.txt", text_of(1).encode()),
        ("a.txt", text_of(2).encode()),
        ("in.zip", b"PK"),
        ("a.txt", b""),
    ]
    path = tar_of(tmp_path / f"docs{suffix}", members, mode)
    found = items(path)
    assert [item.name.removeprefix(f"{path}!") for item in found] == ["b/../../x.txt", "a.txt", "in.zip", "a.txt'1"]
    assert [outcome(item) for item in found] == [
        4, 5, "an archive in an archive is not opened; unpack it", "empty; give a document with text",
    ]  # fmt: skip
    assert sorted(tmp_path.iterdir()) == [path]


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path):
    with tarfile.open(tmp_path / "t.tar", "w") as archive:
        link = tarfile.TarInfo("passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert [outcome(item) for item in items(tmp_path / "t.tar")] == ["a link or device, not a plain file"]


def test_a_cut_off_tar_keeps_what_stands_before(tmp_path, text_of):
    path = tar_of(tmp_path / "t.tar", [("a.txt", text_of(1).encode()), ("b.txt", text_of(2).encode() * 100)])
    path.write_bytes(path.read_bytes()[:3000])
    found = [outcome(item) for item in items(path)]
    assert found[0] == 4
    assert found[1].startswith("damaged or cut off (")


def test_a_tar_whose_header_would_fill_memory(tmp_path):
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 8 << 30
    (tmp_path / "t.tar").write_bytes(info.tobuf(tarfile.GNU_FORMAT) + b"\0" * 4096)
    assert "a header larger than any document" in outcome(items(tmp_path / "t.tar")[0])


def test_zip_with_good_bad_and_huge_members(tmp_path, text_of):
    path = tmp_path / "docs.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.txt", text_of(1))
        archive.writestr("huge.txt", b"\0" * (51 << 20))
        archive.writestr("bad.txt", text_of(2) * 9)
    content = bytearray(path.read_bytes())
    start = content.index(b"bad.txt") + 12
    content[start : start + 20] = bytes(20)
    path.write_bytes(content)
    found = items(path)
    assert [item.name for item in found] == [f"{path}!{name}" for name in ("a/b.txt", "huge.txt", "bad.txt")]
    said = [outcome(item) for item in found]
    assert said[:2] == [4, "more than the 50 MB that are read; split it"]
    assert said[2].startswith("damaged in the archive (")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_does_not_end_the_zip(tmp_path, text_of, method):
    path = tmp_path / "docs.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("bad.txt", text_of(2) * 9)
        archive.writestr("good.txt", text_of(1))
    content = bytearray(path.read_bytes())
    start = content.index(b"bad.txt") + 25
    content[start : start + 20] = bytes(20)
    path.write_bytes(content)
    bad, good = items(path)
    assert outcome(bad).startswith("damaged in the archive (")
    assert outcome(good) == 4


def test_names_that_are_not_utf8_stay_different(tmp_path, text_of):
    (tmp_path / "docs").mkdir()
    names = [os.fsdecode(name) for name in (b"\xfe.txt", b"\xff.txt")]
    for name in names:
        (tmp_path / "docs" / name).write_text(text_of(1))
    tar_of(tmp_path / "t.tar", [(name, text_of(2).encode()) for name in names])
    found = items(tmp_path / "docs", tmp_path / "t.tar")
    assert [outcome(item) for item in found] == [4, 4, 5, 5]
    assert len({item.name for item in found}) == 4
    assert all((item.name + item.file).encode() for item in found)


def test_no_zip_at_all(tmp_path):
    (tmp_path / "x.zip").write_text("nothing")
    assert outcome(items(tmp_path / "x.zip")[0]).startswith("damaged or cut off (File is not a zip file)")


def test_rows_of_texts_and_paths(tmp_path, text_of):
    (tmp_path / "p.txt").write_text(text_of(2))
    rows = [{"text": text_of(1)}, {"path": "p.txt"}, {"other": 1}, {"path": "gone.txt"}]
    (tmp_path / "r.jsonl").write_text("\n".join([*map(json.dumps, rows), "", "{broken", "[1]"]) + "\n")
    with (tmp_path / "r.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([["text", "path"], [text_of(1), ""], ["", "p.txt"], ["", ""], ["", "gone.txt"]])
    parquet.write_table(
        pa.table({"text": [text_of(1), None, None, None], "path": [None, "p.txt", None, "gone.txt"]}),
        tmp_path / "r.parquet",
    )
    wanted = [4, 5, "neither 'text' nor 'path' holds a text in this row", "cannot be read (No such file or directory)"]
    for name in ("r.jsonl", "r.csv", "r.parquet"):
        found = items(tmp_path / name)
        assert [outcome(item) for item in found[:4]] == wanted, name
        assert found[0].name == f"{tmp_path / name}#1"
    assert [outcome(item)[:8] for item in items(tmp_path / "r.jsonl")[4:]] == ["not JSON", "the row "]


def test_paths_in_a_table_that_lead_to_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    rows = [{"path": "pipe"}, {"path": "."}, {"path": "\ud800.txt"}]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert [outcome(item) for item in items(tmp_path / "r.jsonl")] == [
        "not a plain file", "not a plain file", "no path that a file can have",
    ]  # fmt: skip


def test_a_row_that_names_another_file_has_another_stamp(tmp_path, text_of):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text_of(1))
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / "r.csv").write_text("path\na.txt\nb.txt\n")
    first, second = items(tmp_path / "r.csv")
    assert first.stamp != second.stamp


def test_columns_of_ones_own(tmp_path, text_of):
    (tmp_path / "r.csv").write_text("body\nx\n")
    assert outcome(items(tmp_path / "r.csv")[0]).startswith("no column 'text' or 'path' in it; name yours with --text-")
    (tmp_path / "r.jsonl").write_text(json.dumps({"body": text_of(1)}))
    assert [outcome(item) for item in items(tmp_path / "r.jsonl", columns=Columns(text="body"))] == [4]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_cells_of_csv_may_be_divided_by_other_signs(tmp_path, sign):
    rows = f'No{sign}"text"\r\n1{sign}"Urges States{sign} to act, at once;"\r\n'
    (tmp_path / "r.csv").write_text(rows, encoding="utf-8-sig")
    assert [outcome(item) for item in items(tmp_path / "r.csv")] == [1]


def test_what_clausetag_wrote_beside_the_documents_is_no_document(tag, seed, tmp_path):
    for name in ("a.csv", "a.jsonl", "a.parquet"):
        assert tag(seed, "--out", tmp_path / name).exit_code == 0
        (found,) = items(tmp_path / name)
        assert "clauses that clausetag wrote, no documents" in outcome(found)


def test_spreadsheets_of_clauses_are_sent_to_tag_texts(tmp_path):
    hint = "a spreadsheet; if each row is one text, tag it with: clausetag tag-texts"
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("inner/rows.csv", "text\nUrges States to act\n")
    (tmp_path / "c.csv").write_text("text\nBuy milk and eggs\n")
    (tmp_path / "d.csv").write_text("clause\nUrges States to act\n")
    found = [outcome(item) for item in items(tmp_path)]
    assert found[:2] == [f"{hint} a.xlsx", f"{hint} rows.csv"]
    assert found[2] == 1  # no resolution, but a text
    assert found[3].endswith("or, if each row is one text, use clausetag tag-texts")


@pytest.mark.parametrize(("name", "content", "reason"), [
    ("x.csv", b"text\n\xff\xfe\n", "not CSV in UTF-8"),
    ("x.parquet", b"PAR1 no", "damaged or not Parquet"),
    ("x.jsonl", b"\xff\n", "not JSON"),
])  # fmt: skip
def test_damaged_tables(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    assert reason in outcome(items(tmp_path / name)[0])


def test_a_parquet_text_that_is_not_utf8(tmp_path):
    parquet.write_table(pa.table({"text": pa.array([b"\xff"], pa.binary()).view(pa.string())}), tmp_path / "r.parquet")
    assert outcome(items(tmp_path / "r.parquet")[0]).startswith("damaged or not Parquet ('utf-8' codec")


def test_parts_grow_and_are_full_by_number_or_weight():
    many = [Item(str(n), "s") for n in range(1000)]
    sizes = [len(part.items) for part in parts_of(many)]
    assert sizes[:3] == [FIRST, 2 * FIRST, 3 * FIRST]
    assert sum(sizes) == 1000
    assert max(sizes) == FULL
    assert len({part.stamp for part in parts_of(many)}) == len(sizes)
    light = [Item(str(n), "s", weight=1 / 64) for n in range(64 * FIRST)]
    assert [len(part.items) for part in parts_of(light)] == [64 * FIRST]
    heavy = [held_item(bytes(20 << 20), str(n), "x") for n in range(3)]
    assert [len(part.items) for part in parts_of(heavy)] == [1, 1, 1]


def test_large_files_fill_a_part(tmp_path):
    for number in range(3):
        with (tmp_path / f"{number}.txt").open("wb") as stream:
            stream.truncate(20 << 20)
    assert [len(part.items) for part in parts_of(items(tmp_path))] == [1, 1, 1]


def test_an_empty_or_locked_archive_and_a_link_to_a_folder_are_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    locked = tmp_path / "locked.zip"
    with zipfile.ZipFile(locked, "w") as archive:
        archive.writestr("a.txt", "Recalling boats,")
    content = bytearray(locked.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + place] |= 1  # the flag that a password is wanted
    locked.write_bytes(bytes(content))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere")
    assert {item.name: outcome(item) for item in items(tmp_path / "empty.zip", locked, tmp_path / "in")} == {
        str(tmp_path / "empty.zip"): "no file in it",
        f"{locked}!a.txt": "the archive is encrypted; save a copy without a password",
        str(tmp_path / "in" / "link"): "a link to a folder, which is not followed; give that folder itself",
    }
