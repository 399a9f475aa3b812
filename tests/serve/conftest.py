"""A small model trained on the drafted clauses, for everything that serves tags."""

import pytest

from clausetag.data import load_themes, seed_path
from clausetag.data.examples import drafted_examples
from clausetag.models.bundle import save_bundle
from clausetag.models.calibration import PlattCalibration
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model
from clausetag.models.ngrams import NgramClassifier
from clausetag.serve import Tagger


@pytest.fixture(scope="session")
def bundle(tmp_path_factory):
    import numpy as np

    keys = tuple(theme.key for theme in load_themes())
    examples = drafted_examples(keys)
    labels = np.array([[key in example.themes for key in keys] for example in examples], dtype=np.int8)
    classifier = NgramClassifier(keys).fit([example.text for example in examples], labels)
    model = Model(classifier, (PlattCalibration(),) * len(keys), (ThemeRule(0.5, 0.2),) * len(keys))
    folder = tmp_path_factory.mktemp("bundles") / "small"
    return save_bundle(
        model, folder, card="# A model for tests\n", dataset={}, metrics={"macro_f1": 0.9}, config={}
    ).path


@pytest.fixture(scope="session")
def tagger(bundle):
    return Tagger.load(bundle)


@pytest.fixture(scope="session")
def seed():
    return seed_path()
