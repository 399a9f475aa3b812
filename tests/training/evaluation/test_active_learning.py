"""Active learning, simulated on few clauses: both orders begin alike, and what is needed is read off the points."""

import math

import pytest

from clausetag.data import load_themes
from clausetag.training.evaluation.active_learning import CHOSEN, RANDOM, Point, clauses_needed, simulate
from clausetag.training.plots.active_learning import active_learning


def points(order, *pairs, seed=0, full=1.0):
    return [Point(order, seed, clauses, precision, full) for clauses, precision in pairs]


def test_both_orders_begin_with_the_same_clauses_and_go_on_apart(few_examples):
    themes = [theme.key for theme in load_themes()]
    found = simulate(few_examples, themes, seeds=1, sizes=(60, 120, 100_000))
    assert [(point.order, point.clauses) for point in found if point.order == RANDOM] == [(RANDOM, 60), (RANDOM, 120)]
    (first, second), (by_chance, _) = ([p for p in found if p.order == order] for order in (CHOSEN, RANDOM))
    assert first.precision == by_chance.precision
    assert 60 < second.clauses <= 120
    assert 0 < first.precision < 1
    assert len({point.full for point in found}) == 1


@pytest.mark.parametrize(
    ("pairs", "needed"),
    [([(50, 0.96), (80, 0.99)], 50), ([(50, 0.85), (100, 1.05)], 75), ([(50, 0.2), (100, 0.3)], math.inf)],
)
def test_how_many_clauses_are_needed(pairs, needed):
    found = clauses_needed(points(CHOSEN, *pairs) + points(RANDOM, (50, 0.1)))
    assert found == {CHOSEN: [pytest.approx(needed)], RANDOM: [math.inf]}


def test_the_plot_draws_both_orders():
    told = [*points(CHOSEN, (50, 0.5), (80, 1.0)), *points(RANDOM, (50, 0.5), (80, 0.7), (160, 0.97))]
    (ax,) = active_learning(told).axes
    assert {line.get_label() for line in ax.lines} >= {CHOSEN, RANDOM}
    assert {text.get_text() for text in ax.texts} == {"chosen: 77", "at random: 154"}
