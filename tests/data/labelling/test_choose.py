"""Choosing: review first, themes in turn, nothing twice, nothing that readers have answered."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.labelling.choose import choose
from clausetag.data.labelling.likely import Likely
from clausetag.data.labelling.overlap import NEAR, Overlap
from clausetag.data.themes import Theme

TEXTS = [
    "Dig wells in every village of the dry northern plain",
    "Open the new quay of the harbour to all fishing boats",
    "Give every school a tap and separate toilets for girls",
    "Free those who wait for their trial without charge",
    "Train the judges of the mountain districts in time",
    "Plant trees along the roads that lead to the coast",
]


def chosen(probabilities, review=(), most=6, texts=TEXTS, **more):
    chances = np.array(probabilities, dtype=float)
    asked = np.zeros(chances.shape, dtype=bool)
    for place in review:
        asked[place] = True
    return [(choice.place, choice.theme, choice.reason) for choice in choose(texts, chances, asked, most, **more)]


def test_what_is_for_review_comes_before_all_else():
    found = chosen([[0.5, 0], [0.5, 0], [0, 0.02], [0, 0.9], [0, 0], [0, 0]], review=[(2, 1)], most=3, expected=[9, 9])
    assert found[0] == (2, 1, "for review")
    assert found[1][2] == "unsure"


def test_themes_take_turns():
    rows = [[0.5, 0], [0.5, 0], [0.5, 0], [0.5, 0.0], [0, 0.4], [0, 0.3]]
    assert [theme for _, theme, _ in chosen(rows, most=4, expected=[9, 9])] == [0, 1, 0, 1]
    assert [place for place, theme, _ in chosen(rows, most=4, expected=[9, 9]) if theme == 1] == [4, 5]


def test_of_a_rare_theme_the_likeliest_come_first():
    rows = [[0.5], [0.99], [0.1], [0], [0], [0]]
    assert chosen(rows, most=2, expected=[1.5])[0] == (1, 0, "likely")
    assert chosen(rows, most=2, expected=[50])[0] == (0, 0, "unsure")


def test_near_copies_are_passed_over_whether_chosen_or_labelled():
    texts = [*TEXTS, TEXTS[0] + ";", TEXTS[1].upper()]
    rows = [[0.5]] * len(texts)
    assert sorted(place for place, _, _ in chosen(rows, most=9, texts=texts)) == [0, 1, 2, 3, 4, 5]
    assert 0 not in [place for place, _, _ in chosen(rows, most=9, texts=texts, labelled=[TEXTS[0] + ", 2024"])]


def test_what_resembles_a_chosen_clause_waits():
    texts = [TEXTS[0], "Dig wells in every town of the southern coast and hills", TEXTS[1]]
    assert [place for place, _, _ in chosen([[0.5], [0.5], [0.45]], texts=texts, most=3)] == [0, 2, 1]


def test_nothing_to_choose_from():
    assert chosen(np.zeros((0, 2)), texts=[]) == []
    assert [place for place, _, _ in chosen([[0.0]], texts=["Dig wells"])] == [0]


@given(st.lists(st.text(max_size=60), max_size=12), st.integers(1, 8))
def test_no_two_chosen_clauses_are_near_copies(texts, most):
    chances = np.full((len(texts), 2), 0.5)
    found = list(choose(texts, chances, np.zeros(chances.shape, dtype=bool), most))
    assert len(found) <= most
    places = [choice.place for choice in found]
    assert len(set(places)) == len(places)
    overlap = Overlap(texts)
    for number, place in enumerate(places):
        assert (overlap.of(texts[place])[places[:number]] < NEAR).all()


@given(st.lists(st.text(max_size=80), min_size=1, max_size=8))
def test_overlap_is_a_share_and_whole_with_itself(texts):
    overlap = Overlap(texts)
    for place, text in enumerate(texts):
        found = overlap.of(text)
        assert ((found >= 0) & (found <= 1 + 1e-9)).all()
        if any(map(str.isalnum, text)):
            assert found[place] > NEAR


def test_overlap_in_languages_without_spaces():
    assert Overlap(["呼吁所有国家释放被任意拘留的人"]).of("呼吁所有国家释放被任意拘留的移民")[0] > NEAR
    assert Overlap(["呼吁所有国家释放被任意拘留的人"]).of("决定继续处理此案")[0] < NEAR


def test_a_theme_that_no_model_knows_goes_by_its_words():
    theme = Theme("water", "Water and sanitation", "Safe drinking water.", ("wells of villages", "toilets, sewage"))
    score = Likely(theme).score
    assert score(TEXTS[0]) > 0
    assert score("Secure drinking water and sanitation") > score(TEXTS[0]) > score(TEXTS[3]) == 0
