from dataclasses import replace

import pytest

from clausetag.data.themes import Theme
from clausetag.training.bench import few
from clausetag.training.bench.few import OURS, Clauses, Measured, draw, format_table, measure
from clausetag.training.bench.few_peers import PEERS, Peer, trained_peers
from clausetag.training.learners import blend
from clausetag.training.learners.sentences import sentence_encoder
from clausetag.training.plots.few import few_labels

CHILDREN = Theme("children", "Children", "People under 18.", ("girls and boys",))


@pytest.mark.parametrize(("n", "true"), [(20, (2, 6)), (100, (4, 18)), (300, (18, 45))])
def test_labels_are_drawn_with_one_in_ten_true(few_examples, n, true):
    drawn = draw(few_examples, "children", n, seed=0)
    assert len({example.id for example in drawn}) == len(drawn) == min(n, len(drawn))
    assert true[0] <= sum("children" in example.themes for example in drawn) <= true[1]
    assert draw(few_examples, "children", n, seed=0) == drawn != draw(few_examples, "children", n, seed=1)


def test_ours_and_a_peer_are_measured_and_shown(few_examples, tiny_config, monkeypatch):
    monkeypatch.setattr(blend, "sentence_encoder", lambda: sentence_encoder(tiny_config.base))
    apart = [replace(e, document=f"d{i}") for i, e in enumerate(few_examples)]
    clauses = Clauses(apart[::2], apart[1::2])
    found = list(measure(clauses, [CHILDREN], [40], 1, [PEERS[0], replace(PEERS[0], name="never", most=10)]))
    assert [one.contestant for one in found] == [OURS, PEERS[0].name]
    assert all(0 <= one.f1 <= 1 and 0 < one.ap <= 1 and one.labels == 40 for one in found)
    table = format_table(found)
    assert f"{found[0].f1:.3f} / {found[0].ap:.3f}" in table
    assert "40 (" in table
    assert (
        few_labels([(one.contestant, one.labels, one.f1, one.ap) for one in found]).axes[0].get_ylabel() == "macro-F1"
    )


def test_who_is_not_installed_is_named():
    absent = Peer("Nobody", lambda: None, ("no_such_package",))
    assert trained_peers([PEERS[0], absent]) == (
        [PEERS[0]],
        ['Nobody: not installed (pip install "clausetag[bench]")'],
    )


def test_a_cell_that_was_not_measured_is_empty():
    one = Measured(OURS, "children", 30, 3, 0, 0.5, 0.6, 1.0)
    table = format_table([one, replace(one, labels=100), replace(one, contestant="other")])
    assert table.splitlines()[2].split()[-1] == "-"
    assert few.SIZES == (30, 100, 300, 1000, 3000)
