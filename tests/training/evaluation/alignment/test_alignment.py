"""Alignment measured beside other ways: each way lines up what it can, and what is right is counted."""

import json
from pathlib import Path

import pytest

from clausetag.data import Clause, LabelError, Section
from clausetag.data.compare import Kind
from clausetag.data.dataset.aligned import ALIGNED_LABELS, read_aligned
from clausetag.training.evaluation.alignment import measure
from clausetag.training.evaluation.alignment.measure import measure_alignment
from clausetag.training.evaluation.alignment.methods import by_clausetag, by_difflib, by_ndiff, by_redlines
from clausetag.training.evaluation.alignment.table import format_alignment

LAMPS = "Urges all States to light the lamps of their lighthouses before dusk and to train the keepers;"
BREAD = "Requests the Secretary-General to count the ovens of the northern towns;"
SHOES = "Encourages cobblers to repair the boots of postal workers without a fee;"
OLD = (LAMPS, BREAD, SHOES)
NEW = (BREAD, SHOES.replace("a fee", "any fee"), "Decides to ring the bells of Verania each noon.")


def clauses(texts):
    return [Clause(f"op{n}", Section.OPERATIVE, text, eid=f"para_{n}") for n, text in enumerate(texts, start=1)]


@pytest.fixture
def texts(tmp_path, akn):
    """Folder of two resolutions in AKN XML."""
    for symbol, paragraphs in (("A/RES/98/1", OLD), ("A/RES/99/1", NEW)):
        body = "".join(
            f"<paragraph eId='para_{n}'><num>{n}.</num><content><p>{text}</p></content></paragraph>"
            for n, text in enumerate(paragraphs, start=1)
        )
        cover = f"<coverPage><p><docNumber refersTo='#symbol'>{symbol}</docNumber></p></coverPage>"
        (tmp_path / f"{symbol.replace('/', '-')}.xml").write_bytes(akn(cover, f"<mainBody>{body}</mainBody>"))
    return tmp_path


@pytest.fixture
def gold(tmp_path_factory, monkeypatch):
    """Gold of those two, in which the reader took the second clause of the old one for dropped."""
    rows = [
        (["para_1"], [], "dropped"),
        (["para_2"], [], "dropped"),
        ([], ["para_1"], "new"),
        (["para_3"], ["para_2"], "reworded"),
        ([], ["para_3"], "new"),
    ]
    folder = tmp_path_factory.mktemp("gold")
    lines = [{"old": "A/RES/98/1", "new": "A/RES/99/1", "from": f, "to": t, "kind": k} for f, t, k in rows]
    (folder / "first.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    monkeypatch.setattr(measure, "read_aligned", lambda: read_aligned(folder))
    return folder


@pytest.mark.parametrize("line_up", [by_clausetag, by_ndiff])
def test_what_was_kept_and_reworded_is_lined_up(line_up):
    assert line_up(clauses(OLD), clauses(NEW)) == [((1,), (0,)), ((2,), (1,))]


def test_difflib_takes_what_stands_in_one_place_for_the_same():
    assert by_difflib(clauses(OLD), clauses(NEW)) == [((1,), (0,)), ((2,), (1,))]
    assert by_difflib(clauses([LAMPS]), clauses([BREAD])) == [((0,), (0,))]


def test_redlines_lines_up_by_the_words_it_keeps():
    assert sorted(by_redlines(clauses(OLD), clauses(NEW))) == [((1,), (0,)), ((2,), (1,))]


def test_clauses_are_counted_that_have_the_partners_of_gold(texts, gold):
    ours = measure_alignment(texts)[0]
    assert (ours.method, ours.clauses, ours.right, ours.kinds) == ("clausetag diff", 6, 4, 4)
    assert ours.wrong == ("old op2: op1, not nothing", "new op1: op2, not nothing")
    shown = format_alignment(measure_alignment(texts))
    assert "clausetag diff                     0.667  0.667" in shown
    assert "    old op2: op1, not nothing" in shown


def test_gold_of_another_version_or_without_its_texts_is_an_error(texts, gold):
    path = texts / "A-RES-99-1.xml"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("para_3", "para_4"), encoding="utf-8")
    with pytest.raises(LabelError, match="A/RES/99/1: not the clauses that were lined up"):
        measure_alignment(texts)
    path.unlink()
    with pytest.raises(LabelError, match="lacks A/RES/99/1 in English"):
        measure_alignment(texts)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("kind", "alike", "must be one of same"), ("to", "para_1", "list of eIds"), ("old", "", "old")],
)
def test_a_line_of_gold_that_is_malformed_is_named(gold, field, value, said):
    path = gold / "first.jsonl"
    line = json.loads(path.read_text(encoding="utf-8").splitlines()[0]) | {field: value}
    path.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(LabelError, match=rf"first.jsonl, line 1.*{said}"):
        read_aligned(gold)


def test_the_gold_that_ships_holds_no_text_and_every_clause_once():
    pairs = read_aligned()
    assert [len({(p.old, p.new) for p in pairs if p.reading == r}) for r in ("first", "second")] == [10, 5]
    for pair in pairs:
        for side in ("old", "new"):
            names = [name for row in pair.rows for name in getattr(row, side)]
            assert len(names) == len(set(names))
        for row in pair.rows:
            sizes = (min(len(row.old), 2), min(len(row.new), 2))
            assert sizes == {Kind.NEW: (0, 1), Kind.DROPPED: (1, 0), Kind.SPLIT: (1, 2), Kind.MERGED: (2, 1)}.get(
                row.kind, (1, 1)
            )
    keys = {
        key
        for path in ALIGNED_LABELS.glob("*.jsonl")
        for line in path.open(encoding="utf-8")
        for key in json.loads(line)
    }
    assert keys == {"old", "new", "from", "to", "kind"}


def test_the_first_ten_pairs_are_lined_up_as_they_were_read():
    unxml = Path(__file__).resolve().parents[5] / "shared" / "unxml"
    if not unxml.is_dir():
        pytest.skip(f"no {unxml}: official texts are not part of the project")
    first = [
        one for one in measure_alignment(unxml / "ga") if one.method == "clausetag diff" and one.pair.reading == "first"
    ]
    assert sum(one.right for one in first) / sum(one.clauses for one in first) >= 0.98
    assert all(one.seconds < 1 for one in first)
