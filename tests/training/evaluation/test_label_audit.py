from dataclasses import replace

import numpy as np
import pytest

from clausetag.data import Example
from clausetag.training.evaluation.label_audit import Suspect, audit_labels, format_counts, suspects_of

pytest.importorskip("cleanlab")
KEYS = ("detention", "children", "trafficking", "labour_rights")


def example(name: str, themes: tuple[str, ...]) -> Example:
    return Example(name, "Text", themes, "operative", "resolutions", name.partition("#")[0], None, None, name)


def test_labels_against_sure_probabilities_are_suspects_in_order_and_others_are_not():
    examples = [example(f"A-RES-1-{i}#3", ("children",) if i % 2 else ()) for i in range(40)]
    said = np.array([[0.95 if i % 2 else 0.05] for i in range(40)])
    examples[7] = example("A-RES-1-7#12.4", ())
    examples[8] = example("A-RES-1-8#2", ("children",))
    said[7], said[8] = 0.99, 0.02
    found = suspects_of(said, examples, ["children"])
    assert [str(suspect) for suspect in found] == [
        "A-RES-1-7\t12\t4\tnone\t+children\t0.990",
        "A-RES-1-8\t2\t\tchildren\t-children\t0.020",
    ]
    assert format_counts(found, ["children"]).splitlines() == [
        "2 suspects",
        "  children            1 missing    1 not belonging",
    ]


def test_a_theme_that_is_true_of_none_has_no_suspects():
    assert suspects_of(np.full((6, 1), 0.9), [example(f"d{i}#0", ()) for i in range(6)], ["children"]) == []


def test_drafted_clauses_are_named_by_their_id():
    one = replace(example("a001", ("children",)), source="drafted", document="drafted-a001")
    rows = [one] + [example(f"d{i}#0", ("children",) if i % 2 else ()) for i in range(20)]
    said = np.array([[0.01]] + [[0.9 if i % 2 else 0.1] for i in range(20)])
    assert suspects_of(said, rows, ["children"]) == [Suspect("drafted", "a001", "", ("children",), "children", 0.01)]


def test_a_flipped_label_of_a_plain_clause_is_found_out_of_fold(few_examples):
    examples = few_examples[:240]
    plain = next(i for i, e in enumerate(examples) if e.themes == ("detention",) and "detention" in e.text)
    flipped = [replace(e, themes=()) if i == plain else e for i, e in enumerate(examples)]
    found = audit_labels(flipped, KEYS)
    wanted = examples[plain]
    assert any((s.index, s.theme) == (wanted.id, "detention") and "detention" not in s.themes for s in found[:10])
