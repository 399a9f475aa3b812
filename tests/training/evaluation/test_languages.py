"""The same clauses in several languages: figures by language, and when an evaluation is cut by it."""

from dataclasses import replace

import numpy as np
import pytest

from clausetag.models.decision import ThemeRule, bounds_of
from clausetag.training.evaluation.crossval import label_matrix
from clausetag.training.evaluation.evaluate import evaluate_probabilities
from clausetag.training.evaluation.languages import evaluate_languages
from clausetag.training.evaluation.tables import format_languages, format_slices

THEMES = ("children", "detention")
BOUNDS = bounds_of([(ThemeRule(0.5, 0.2),) * 2], 2)


@pytest.fixture
def examples(few_examples):
    english = [e for e in few_examples if set(e.themes) <= set(THEMES)][:40]
    spanish = [replace(e, id=f"{e.id}@es", language="es") for e in english[:30]]
    chinese = [replace(e, id=f"{e.id}@zh", language="zh", themes=()) for e in english[:2]]
    return [*chinese, *spanish, *english]


def test_each_language_is_measured_by_itself_and_what_is_not_read_has_no_theme(examples):
    probabilities = label_matrix(examples, THEMES).astype(float)
    unread = [i for i, example in enumerate(examples) if example.language == "es"][:10]
    probabilities[unread] = np.nan
    english, spanish, chinese = evaluate_languages(probabilities, BOUNDS, examples, THEMES, rounds=20)
    assert [f.language for f in (english, spanish, chinese)] == ["en", "es", "zh"]
    assert [(f.clauses, f.unread) for f in (english, spanish, chinese)] == [(40, 0), (30, 10), (2, 0)]
    assert english.evaluation.macro_f1.value == 1.0
    assert spanish.evaluation.macro_f1.value < 1.0
    assert chinese.evaluation is None
    table = format_languages("ours", [english, spanish, chinese], THEMES).splitlines()
    assert table[0] == "ours: by language"
    assert table[1].split() == ["clauses", "not", "read", "macro-F1", *THEMES]
    assert table[2].split() == ["en", "40", "0", "1.000", "[1.000,", "1.000]", "1.000", "1.000"]
    assert table[4].split() == ["zh", "2", "0", "-", "-", "-"]
    assert len({len(line) for line in table[1:]}) == 1


def test_an_evaluation_is_cut_by_language_only_where_there_are_several(examples):
    def measure(some):
        return evaluate_probabilities("x", label_matrix(some, THEMES).astype(float), BOUNDS, some, THEMES, rounds=20)

    assert list(measure(examples).slices) == ["organ", "decade", "section", "length", "language"]
    assert {name: n for name, (n, _) in measure(examples).slices["language"].items()} == {"en": 40, "es": 30, "zh": 2}
    assert "language" not in measure(examples[-40:]).slices
    assert "  language " in format_slices(measure(examples))
