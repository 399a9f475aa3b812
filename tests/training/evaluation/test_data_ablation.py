import re
from dataclasses import replace

import pytest

from clausetag.data import UsageError, load_themes
from clausetag.data.dataset.annotations import LABELS
from clausetag.data.dataset.drafted import DRAFTED
from clausetag.data.dataset.stages import parts_of
from clausetag.training.evaluation.data_ablation import STAGES, data_ablation, header, row
from clausetag.training.plots import canvas
from clausetag.training.plots import data_ablation as plots

KEYS = tuple(theme.key for theme in load_themes())


@pytest.fixture(scope="module")
def points(few_examples):
    """Ablation of drafted clauses, every other of which is said to be a real one."""
    some = few_examples[::2]
    half = [replace(e, source="resolutions", id=f"real#{i}") if i % 2 else e for i, e in enumerate(some)]
    return list(data_ablation(half, KEYS, tested=2, rounds=20))


def test_every_file_of_labels_and_drafted_clauses_has_its_stage():
    files = {path.stem for folder in (DRAFTED, LABELS) for path in folder.glob("*.jsonl")}
    named = {part for _, parts in STAGES for part in parts}
    assert named == files | {"seed"}


def test_parts_are_named_by_file_and_else_by_source(few_examples):
    files = {"clauses", "detention_and_labour", "hard_kinds", "trafficking_and_children"}
    assert set(parts_of(few_examples)) == files
    assert parts_of([replace(few_examples[0], id="new")]) == ["drafted"]
    assert parts_of([replace(few_examples[0], source="seed")]) == ["seed"]


def test_subsets_grow_and_both_orders_end_with_everything(points, few_examples):
    for by in ("parts", "shares"):
        some = [point for point in points if point.by == by]
        sizes = [point.clauses for point in some]
        assert sizes == sorted(sizes)
        assert sizes[-1] == len(few_examples[::2])
        assert some[0].gain is None
        assert all(point.gain is not None for point in some[1:])
    ends = [[p for p in points if p.by == by][-1] for by in ("parts", "shares")]
    assert ends[0].macro_f1 == ends[1].macro_f1
    assert ends[0].macro_f1.value == pytest.approx(sum(ends[0].f1) / len(KEYS))


def test_a_gain_is_the_difference_to_the_row_before(points):
    before, after = [point for point in points if point.by == "shares"][-2:]
    assert after.gain.value == pytest.approx(after.macro_f1.value - before.macro_f1.value)
    assert after.gain.low <= after.gain.high


def test_rows_stand_under_their_headings(points):
    assert len({len(header(KEYS)), *(len(row(point)) for point in points)}) == 1
    assert re.search(r"100% of the real labels +\d+  0\.\d{3} \[", row(points[-1]))


def test_a_plot_is_drawn_and_an_unknown_format_is_refused(points, tmp_path):
    canvas.save(plots.data_ablation(points), tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UsageError, match=r"curve\.xyz: the plot cannot be written"):
        canvas.save(plots.data_ablation(points), tmp_path / "curve.xyz")


def test_without_real_clauses_there_is_nothing_to_measure(few_examples):
    with pytest.raises(UsageError, match="give a corpus"):
        next(data_ablation(few_examples, KEYS))
    with pytest.raises(UsageError, match="2 to 5 folds can be measured, not 1"):
        next(data_ablation(few_examples, KEYS, tested=1))
