import numpy as np
import pytest

from clausetag.data import Example, UsageError
from clausetag.models.decision import ThemeRule, bounds_of
from clausetag.training.evaluation.review import format_review, measure_review


def clauses(number: int, share: float, seed: int = 0) -> tuple[list[Example], np.ndarray]:
    """Clauses of which a share is true, and probabilities that are higher for the true ones, with overlap."""
    rng = np.random.default_rng(seed)
    true = rng.random(number) < share
    probability = np.clip(rng.normal(np.where(true, 0.7, 0.2), 0.2), 0, 1)
    examples = [
        Example(f"e{i}", "", ("children",) if yes else (), "operative", "resolutions", f"d{i // 2}", None, None, "")
        for i, yes in enumerate(true)
    ]
    return examples, probability[:, None]


def test_relearned_bounds_keep_the_miss_rate_on_average_and_the_shipped_one_is_measured_as_it_is():
    examples, said = clauses(1200, 0.4)
    (found,) = measure_review(said, bounds_of([[ThemeRule(0.6, 0.0)]], 1), examples, ["children"])
    assert 0.02 < found.relearned.missed.value < 0.06
    assert found.relearned.missed.low <= found.relearned.missed.value <= found.relearned.missed.high
    assert found.shipped.missed.value == 0
    assert found.shipped.to_review.value == pytest.approx(float((said < 0.6).mean()), abs=0.02)
    assert found.without_bound == 0
    assert found.true == sum(bool(example.themes) for example in examples)


def test_a_bound_above_the_threshold_sends_nothing_to_review_and_tagged_clauses_are_not_missed():
    examples, said = clauses(400, 0.5)
    (found,) = measure_review(said, bounds_of([[ThemeRule(0.0, 0.9)]], 1), examples, ["children"], splits=5)
    assert (found.shipped.missed.value, found.shipped.to_review.value) == (0, 0)


def test_with_too_few_true_clauses_all_below_the_threshold_goes_to_review_and_the_table_says_so():
    examples, said = clauses(60, 0.2)
    reviews = measure_review(said, bounds_of([[ThemeRule(0.6, 0.3)]], 1), examples, ["children"], splits=20)
    assert reviews[0].without_bound == 1
    assert reviews[0].relearned.missed.value == 0
    assert "no bound in 100% of the splits" in format_review(reviews, splits=20)


def test_a_theme_that_never_occurs_has_no_figures_and_one_document_cannot_be_split():
    examples, said = clauses(40, 0.5)
    (found,) = measure_review(said, bounds_of([[ThemeRule(0.5, 0.2)]], 1), examples, ["detention"], splits=3)
    assert np.isnan(found.relearned.missed.value)
    with pytest.raises(UsageError, match="two documents"):
        measure_review(said[:2], bounds_of([[ThemeRule(0.5, 0.2)]], 1), examples[:2], ["children"])


def test_the_same_seed_gives_the_same_figures():
    examples, said = clauses(100, 0.5)
    bounds = bounds_of([[ThemeRule(0.5, 0.2)]], 1)
    assert measure_review(said, bounds, examples, ["children"]) == measure_review(said, bounds, examples, ["children"])


def test_each_clause_is_measured_under_its_own_bounds():
    examples, said = clauses(400, 0.5)
    own = [[ThemeRule(0.6, 0.6)] if i < 200 else [ThemeRule(0.6, 0.0)] for i in range(400)]
    (found,) = measure_review(said, bounds_of(own, 1), examples, ["children"])
    below = said[200:, 0] < 0.6
    assert found.shipped.to_review.value == pytest.approx(below.sum() / 400, abs=0.02)
