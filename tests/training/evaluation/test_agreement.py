"""The same clause in two languages: which clauses are asked, and how far the answers agree."""

import numpy as np
import pytest

from clausetag.data import UsageError
from clausetag.data.dataset.annotations import read_gold
from clausetag.models.calibration import PlattCalibration
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules
from clausetag.training.evaluation.agreement import (
    Parallel,
    format_agreement,
    measure_agreement,
    parallel_clauses,
)
from clausetag.training.evaluation.metrics import kappa

THEMES = ("children", "detention")
CHILD = "Urges the schools of Utopia to plant a tree for each child that learns in them;"
ENFANT = "Prie instamment les écoles d’Utopie de planter un arbre pour chaque enfant qui y apprend ;"
TREES = "Requests the foresters to count the trees and to report on their number;"
ARBRES = "Prie les forestiers de compter les arbres et de rendre compte de leur nombre ;"


class Mentions:
    """Says 0.9 where a word of the theme stands in the text."""

    kind, themes = "ngrams", THEMES

    def predict_proba(self, texts):
        words = (("child", "enfant"), ("prison",))
        return np.array([[0.9 if any(w in text for w in own) else 0.1 for own in words] for text in texts])


@pytest.fixture
def source(tmp_path, akn_document):
    symbol = read_gold((*THEMES, "trafficking", "labour_rights"), official=True)[0].doc
    files = {
        "gold_en": (symbol, "eng", CHILD, TREES),
        "gold_fr": (symbol, "fra", ENFANT, ARBRES),
        "other_en": ("A/RES/99/1", "eng", CHILD, TREES),
        "other_fr": ("A/RES/99/1", "fra", ENFANT, ARBRES),
    }
    for name, (its, language, *texts) in files.items():
        clauses = [(f"para_{i}", f"{i}.", text) for i, text in enumerate(texts, 1)]
        (tmp_path / f"{name}.xml").write_bytes(akn_document(its, *clauses, language=language))
    return tmp_path


def test_asked_are_clauses_of_gold_documents_in_two_languages(source):
    found = parallel_clauses([source], (*THEMES, "trafficking", "labour_rights"))
    assert [(pair.english, pair.other) for pair in found["fr"]] == [(CHILD, ENFANT), (TREES, ARBRES)]
    assert not found["ru"]
    for name in ("gold_en", "gold_fr"):
        (source / f"{name}.xml").unlink()
    with pytest.raises(UsageError, match="no document of the official gold set"):
        parallel_clauses([source], (*THEMES, "trafficking", "labour_rights"))


def test_agreement_is_measured_by_theme_and_language():
    rules = Rules((PlattCalibration(),) * 2, (ThemeRule(0.5, 0.2),) * 2)
    pairs = [Parallel(f"d{i}", CHILD if i % 2 else TREES, ENFANT if i % 2 else ARBRES) for i in range(20)]
    pairs.append(Parallel("d20", CHILD, ARBRES))
    (french,) = measure_agreement(Model(Mentions(), rules), {"fr": pairs, "ru": []})
    assert (french.language, french.clauses, french.documents) == ("fr", 21, 21)
    assert french.kappas["children"].value == pytest.approx(kappa(*_answers(pairs)))
    assert french.kappas["detention"].value == 1.0
    assert french.applies["children"] == (11, 10)
    assert french.review["children"] == (0.0, 0.0)
    assert "fr: 21 clauses of 21 documents" in format_agreement([french])


def test_it_says_how_many_clauses_of_whole_documents_go_to_review():
    rules = Rules((PlattCalibration(),) * 2, (ThemeRule(0.95, 0.2),) * 2)
    pairs = [Parallel("d1", CHILD, ENFANT), Parallel("d2", CHILD, ARBRES), *[Parallel("d3", TREES, ARBRES)] * 2]
    (french,) = measure_agreement(Model(Mentions(), rules), {"fr": pairs})
    assert (french.applies["children"], french.review["children"]) == ((0, 0), (0.5, 0.25))
    assert "0 in English, 50.0% to review" in format_agreement([french])


def test_kappa_is_that_of_cohen():
    one, other = np.repeat([1, 1, 0, 0], [20, 5, 10, 15]), np.repeat([1, 0, 1, 0], [20, 5, 10, 15])
    assert kappa(one, other) == pytest.approx(0.4)
    assert kappa(one, one) == 1.0


def _answers(pairs):
    return (
        np.array([int("child" in pair.english) for pair in pairs]),
        np.array([int("enfant" in pair.other) for pair in pairs]),
    )
