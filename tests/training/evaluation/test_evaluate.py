import math
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from clausetag.data import UsageError
from clausetag.models.calibration import PlattCalibration
from clausetag.models.classifier import Span
from clausetag.models.decision import ThemeRule, bounds_of
from clausetag.models.model import Model, Rules
from clausetag.models.tokens import word_spans
from clausetag.training.card import model_card
from clausetag.training.evaluation import evaluate
from clausetag.training.evaluation.comprehensiveness import comprehensiveness
from clausetag.training.evaluation.crossval import label_matrix
from clausetag.training.evaluation.slices import SLICES
from clausetag.training.evaluation.tables import format_evaluations, format_slices

THEMES = ("children", "detention")
RULE = ThemeRule(threshold=0.5, review_from=0.2)
evaluate_model = partial(evaluate.evaluate_model, rounds=50)
evaluate_probabilities = partial(evaluate.evaluate_probabilities, rounds=50)


class Mentions:
    """Says 0.9 where the theme's name stands in the text, else 0.1; the name is the evidence."""

    kind, themes = "ngrams", THEMES

    def predict_proba(self, texts):
        return np.array([[0.9 if theme in text else 0.1 for theme in THEMES] for text in texts])

    def evidence(self, texts, asked):
        def of(text, theme):
            at = text.find(theme)
            return (Span(at, at + len(theme), 1.0),) if at >= 0 else ()

        return [{theme: of(text, theme) for theme in themes} for text, themes in zip(texts, asked, strict=True)]


@pytest.fixture(scope="module")
def model():
    return Model(Mentions(), Rules((PlattCalibration(),) * 2, (RULE,) * 2))


@pytest.fixture(scope="module")
def examples(few_examples):
    """40 clauses of 10 documents; the themes are those that are named, except in the first."""
    texts = ["a child", "children and States", "detention of children", "nothing at all, however long the clause " * 12]
    return [
        replace(
            few_examples[0],
            id=str(i),
            text=texts[i % 4],
            themes=("children",) if i == 0 else tuple(t for t in THEMES if t in texts[i % 4]),
            document=f"d{i // 4}",
            year=1989 if i < 20 else None,
            organ="Security Council" if i < 8 else None,
        )
        for i in range(40)
    ]


def test_figures_of_a_model_whose_answers_are_known(model, examples):
    found = evaluate_model("known", model, examples)
    children, detention = found.themes
    assert (children.true, children.precision, children.recall) == (21, 1.0, pytest.approx(20 / 21))
    assert children.f1.value == pytest.approx(40 / 41)
    assert (detention.f1.value, detention.ap.value) == (1.0, 1.0)
    assert found.macro_f1.value == pytest.approx((40 / 41 + 1) / 2)
    assert found.micro_f1 == pytest.approx(60 / 61)
    assert found.worst_f1 == pytest.approx(40 / 41)
    assert (found.clauses, found.documents) == (40, 10)
    assert children.missed == pytest.approx(1 / 21)
    assert (children.review_share, detention.missed) == (0, 0)
    assert children.ece.value == pytest.approx(0.1, abs=0.02)
    assert children.f1.low <= children.f1.value <= children.f1.high


def test_what_goes_to_review_is_counted_apart(examples):
    probabilities = np.array([[0.3 if "children" in e.themes else 0.1, 0.0] for e in examples])
    found = evaluate_probabilities("unsure", probabilities, bounds_of([(RULE, RULE)], 2), examples, THEMES).themes[0]
    assert (found.recall, found.missed, found.review_share) == (0.0, 0.0, 21 / 40)


def test_a_theme_that_does_not_occur_counts_in_no_mean(model, examples):
    with_water = np.column_stack([model.predict_proba([e.text for e in examples]), np.full(40, 0.7)])
    found = evaluate_probabilities("w", with_water, bounds_of([(RULE,) * 3], 3), examples, (*THEMES, "water"))
    expected = evaluate_model("w", model, examples, with_evidence=False)
    assert (found.macro_f1, found.macro_ap, found.worst_f1) == (
        expected.macro_f1, expected.macro_ap, expected.worst_f1,
    )  # fmt: skip
    assert found.themes[2].precision == 0


def test_nothing_to_measure_is_said(model, examples):
    bare = [replace(example, themes=()) for example in examples]
    with pytest.raises(UsageError, match=r"^gold: none of 40 clauses has a theme, so there is nothing to measure$"):
        evaluate_model("gold", model, bare)


def test_slices_hold_every_clause_once(model, examples):
    found = evaluate_model("known", model, examples)
    assert set(found.slices) == set(SLICES) == {"organ", "decade", "section", "length"}
    for parts in found.slices.values():
        assert sum(n for n, _ in parts.values()) == 40
    assert found.slices["decade"] == {"1980s": (20, pytest.approx((18 / 19 + 1) / 2, abs=0.02)), "unknown": (20, 1.0)}
    n, score = found.slices["length"]["400 or more characters"]
    assert n == 10
    assert math.isnan(score)  # no theme occurs there


def test_deleting_the_evidence_lowers_the_probability_far_more_than_random_words(model, examples):
    found = comprehensiveness(model, [e.text for e in examples], ["en"] * 40, "children")
    assert found.clauses == 20
    assert found.words == 1
    assert found.evidence == pytest.approx(0.8)
    assert found.random < 0.5
    assert found == comprehensiveness(model, [e.text for e in examples], ["en"] * 40, "children")


def test_comprehensiveness_deletes_only_the_words_and_as_many_at_random(model):
    asked = []
    inner = Mentions()

    class Listening(Mentions):
        def predict_proba(self, texts):
            asked.append(list(texts))
            return inner.predict_proba(texts)

    comprehensiveness(replace(model, classifier=Listening()), ["the children, of all"], ["en"], "children")
    _whole, without, randomly = asked
    assert without == ["the , of all"]
    assert [len(word_spans(text)) for text in randomly] == [3]


def test_comprehensiveness_without_a_clause_is_no_number(model):
    found = comprehensiveness(model, ["nothing"], [None], "children")
    assert math.isnan(found.evidence)
    assert (found.clauses, found.words) == (0, 0)


def test_label_matrix_keeps_the_order_of_themes(examples):
    assert label_matrix(examples[1:4], ("detention", "children")).tolist() == [[0, 1], [1, 1], [0, 0]]
    assert label_matrix([], THEMES).shape == (0, 2)


def test_tables_can_be_read(model, examples):
    ours = evaluate_model("ours", model, examples)
    table = format_evaluations([ours, evaluate_model("a longer name", model, examples, with_evidence=False)])
    lines = table.splitlines()
    assert lines[0].split() == ["clauses", "macro-F1", "worst", "F1", "micro-F1", "macro", "AP"]
    assert lines[1].startswith("ours                 40  0.988 [")
    assert lines[2].startswith("a longer name        40  0.988 [")
    assert [line.index("0.988 [") for line in lines[1:3]] == [lines[0].index("macro-F1")] * 2
    theme = next(line for line in lines if "children" in line)
    head = lines[lines.index("ours") + 1]
    assert head.index("F1") == theme.index(str(ours.themes[0].f1))
    assert head.index("ECE") == theme.index(str(ours.themes[0].ece))
    assert "-0.80 / -" in theme
    assert max(map(len, lines)) <= 160
    slices = format_slices(ours).splitlines()
    assert "  Security Council" in "\n".join(slices)
    assert len({line.rindex("  ") for line in slices if "0." in line or "nan" in line}) == 1


@pytest.mark.parametrize(
    ("kind", "source", "said"),
    [
        ("ngrams", "drafted", "out-of-fold probabilities"),
        ("encoder", "resolutions", "validation split"),
        ("cascade", "seed", "validation split"),
    ],
)
def test_the_card_names_sources_licences_and_where_rules_come_from(model, examples, kind, source, said):
    examples = [replace(example, source=source) for example in examples]
    figures = [evaluate_model("ours", model, examples)]
    named = replace(model, classifier=type("Named", (Mentions,), {"kind": kind})(), by_language={"en": model.shared})
    card = model_card(named, examples, figures, 0.02)
    assert card.startswith(f"# clausetag model: {kind}\n")
    assert f"| {source} | 40 |" in card
    assert said in card
    assert ("CC BY-NC 4.0" in card) == (source == "resolutions")
    assert "| theme | en | language unknown |" in card
    assert "| children | 0.50, 0.20 | 0.50, 0.20 |" in card
    assert "miss rate 2%" in card
    assert ("could not be looked for" in card) == (source != "resolutions")
