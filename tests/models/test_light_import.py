"""What answers needs nothing of what learns: no module of models brings in a library of training."""

import subprocess
import sys

import numpy as np
import pytest

from clausetag.models.bundle import save_bundle
from clausetag.models.calibration import PlattCalibration
from clausetag.models.cascade import CascadeClassifier, Gate
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules

LEARNING = ("torch", "transformers", "sklearn", "scipy", "mlflow", "clausetag.training")
RUNTIME = ("onnxruntime", "tokenizers")  # of an encoder
EVERY_MODULE = """
import importlib, pkgutil
import clausetag.models
for module in pkgutil.walk_packages(clausetag.models.__path__, "clausetag.models."):
    importlib.import_module(module.name)
"""
ANSWER = """
import sys
from pathlib import Path
from clausetag.models.bundle import load_bundle
model = load_bundle(Path(sys.argv[1])).model
texts = ["Urges States to protect children", "detainedness of prisoners"]
assert model.predict_proba(texts).shape == (2, len(model.themes))
assert len(model.evidence(texts, [model.themes, ()])) == 2
"""


def loaded_after(code, *args):
    program = f"{code}\nimport sys\nprint(' '.join(m for m in {LEARNING + RUNTIME!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program, *map(str, args)], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture
def saved(ngrams, encoder, tmp_path):
    """Save a model of a kind; a cascade asks the encoder everything."""

    def save(kind):
        always = Gate(*(np.array([row] * 2) for row in ([-np.inf, np.inf], [1.0, 0.0], [0.5, 0.5, 0.0])))
        classifiers = {"ngrams": ngrams, "encoder": encoder, "cascade": CascadeClassifier(ngrams, encoder, always)}
        model = Model(classifiers[kind], Rules((PlattCalibration(),) * 2, (ThemeRule(0.5, 0.2),) * 2))
        return save_bundle(model, tmp_path / kind, card="", dataset={}, metrics={}, config={}).path

    return save


def test_importing_every_module_brings_in_no_library_but_numpy():
    assert loaded_after(EVERY_MODULE) == set()


@pytest.mark.parametrize("kind", ["ngrams", "encoder", "cascade"])
def test_answering_brings_in_the_runtime_of_the_encoder_at_most(saved, kind):
    assert loaded_after(ANSWER, saved(kind)) == (set() if kind == "ngrams" else set(RUNTIME))
