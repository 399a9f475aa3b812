from dataclasses import replace

import numpy as np
import pytest

from clausetag.data.errors import UsageError
from clausetag.data.themes import Theme
from clausetag.training.bench.few import __main__ as command
from clausetag.training.bench.few.clauses import Themes, draw, is_held
from clausetag.training.bench.few.measure import OURS, Cell, Measured, tasks
from clausetag.training.bench.few.peers import PEERS, Peer, trained_peers
from clausetag.training.bench.few.results import measure_rest, read_results
from clausetag.training.bench.few.table import format_table, rows_of
from clausetag.training.learners import blend
from clausetag.training.learners.sentences import sentence_encoder

CHILDREN = Theme("children", "Children", "People under 18.", ("girls and boys",))
QUICK = [PEERS[0], replace(PEERS[0], name="told", described=True, slow=1)]


@pytest.fixture(scope="module")
def themes(few_examples):
    apart = [replace(e, document=f"d{i}") for i, e in enumerate(few_examples)]
    return Themes("core", (CHILDREN,), apart[::2], apart[1::2])


@pytest.fixture
def tiny_encoder(tiny_config, monkeypatch):
    tiny = sentence_encoder(tiny_config.base)
    for module in (blend, command):
        monkeypatch.setattr(module, "sentence_encoder", lambda: tiny)


@pytest.mark.parametrize(("n", "true"), [(20, (2, 6)), (100, (4, 18)), (300, (18, 45))])
def test_labels_are_drawn_with_one_in_ten_true(few_examples, n, true):
    drawn = draw(few_examples, "children", n, seed=0)
    assert len({example.id for example in drawn}) == len(drawn) == min(n, len(drawn))
    assert true[0] <= sum("children" in example.themes for example in drawn) <= true[1]
    assert draw(few_examples, "children", n, seed=0) == drawn != draw(few_examples, "children", n, seed=1)


def test_one_in_ten_of_the_clauses_to_answer_has_the_theme(themes):
    tested = themes.tested("children")
    true = sum("children" in example.themes for example in tested)
    assert len(tested) >= 20
    assert true == round(len(tested) / 10)


def test_about_half_of_the_documents_is_held_however_they_are_written():
    held = [is_held(f"A/RES/75/{number}") for number in range(1, 301)]
    assert 120 < sum(held) < 180
    assert held == [is_held(f"A-RES-75-{number}") for number in range(1, 301)]


def test_the_bench_goes_on_where_it_was_stopped(themes, tiny_encoder, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(command, "gather", lambda corpus: [themes])
    monkeypatch.setattr(command, "PEERS", QUICK)
    out = tmp_path / "few.jsonl"
    arguments = ["--corpus", str(tmp_path), "--sizes", "40", "--seeds", "2", "--out", str(out)]
    assert command.main(arguments) == 0
    assert len(capsys.readouterr().err.splitlines()) == 5
    measured = read_results(out)
    assert [one.cell.contestant for one in measured] == [OURS, OURS, PEERS[0].name, PEERS[0].name, "told"]
    assert all(0 <= one.f1 <= 1 and 0 < one.ap <= 1 for one in measured)
    out.write_text("".join(out.read_text().splitlines(keepends=True)[:-1]))
    assert command.main(arguments) == 0
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert len(read_results(out)) == len(measured)
    assert out.with_suffix(".png").stat().st_size > 1000
    assert out.with_suffix(".md").read_text().startswith("| four core themes")


def test_a_stop_is_said_and_loses_nothing(themes, tiny_encoder, monkeypatch, tmp_path, capsys):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "gather", stopped)
    assert command.main(["--corpus", str(tmp_path), "--out", str(tmp_path / "few.jsonl")]) == 130
    assert "stopped" in capsys.readouterr().err


def test_a_file_that_holds_no_results_is_named(tmp_path):
    path = tmp_path / "few.jsonl"
    path.write_text('{"cell": {}}\n')
    with pytest.raises(UsageError, match=r"few\.jsonl, line 1: no result of this bench"):
        read_results(path)


def test_only_cells_that_are_not_known_are_measured(themes, tmp_path):
    path = tmp_path / "few.jsonl"
    cells = [cell for cell, _ in tasks([themes], [20, 10_000], 2, QUICK)]
    assert {cell.labels for cell in cells} == {20}
    assert [(cell.contestant, cell.seed) for cell in cells[-3:]] == [
        (PEERS[0].name, 0),
        (PEERS[0].name, 1),
        ("told", 0),
    ]
    asked = []

    def measured(cell):
        asked.append(cell)
        return Measured(cell, 2, 0.5, 0.6, 1.0)

    all_tasks = [(cell, lambda cell=cell: measured(cell)) for cell in cells]
    list(measure_rest(all_tasks[:2], path))
    list(measure_rest(all_tasks, path))
    assert asked == cells


def test_who_is_not_installed_is_named():
    absent = Peer("Nobody", lambda: None, ("no_such_package",))
    assert trained_peers([PEERS[0], absent]) == (
        [PEERS[0]],
        ['Nobody: not installed (pip install "clausetag[bench]")'],
    )


def test_the_table_has_intervals_over_draws_and_what_was_not_measured_is_empty():
    def one(contestant, labels, seed, f1):
        return Measured(Cell(contestant, "core", "children", labels, seed), 3, f1, f1, 1.0)

    measured = [one(OURS, 30, seed, f1) for seed, f1 in enumerate((0.5, 0.6))]
    measured += [one("other", 30, 0, 0.4), one(OURS, 100, 0, 0.7)]
    table = format_table(measured)
    assert f"| {OURS} | 0.550 ± 0.635 / 0.550 ± 0.635 | 0.700 / 0.700 (1 of 2 draws) |" in table
    assert "| other | 0.400 / 0.400 (1 of 2 draws) | - |" in table
    assert f"| {OURS} above the next best | +0.100 / +0.100 | - |" in table
    np.testing.assert_allclose(rows_of(measured)[0].by_seed, [[0.5, 0.5], [0.6, 0.6]])
