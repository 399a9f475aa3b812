"""Who takes part. Each is a module of `peers` with `train(learn, folder)` and `load(folder, asked)`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from clausetag.data.errors import BundleError
from clausetag.models.bundle import MANIFEST

BASELINE = "SentenceTransformer.encode + logistic regression"  # every ratio is against this row


@dataclass(frozen=True, slots=True)
class Contestant:
    """One row of the table.

    Attributes:
        name: As printed.
        module: In `clausetag.training.bench.peers`.
        about: Its settings, in one line.
        imports: Packages it cannot do without, by the names they are imported under.
        install: What `pip install` gets for a missing one.
        bundle: The bundle that answers; None for one that is trained in the bench.
    """

    name: str
    module: str
    about: str
    imports: tuple[str, ...] = ()
    install: str = '"clausetag[bench]"'
    bundle: Path | None = None

    def missing(self) -> str | None:
        """Say what is not installed, or return None."""
        absent = [name for name in self.imports if find_spec(name) is None]
        return f"not installed ({', '.join(absent)}: pip install {self.install})" if absent else None


PEERS: tuple[Contestant, ...] = (
    Contestant("keywords", "keywords", "the regular expressions of models/keywords.py; learns nothing"),
    Contestant(
        "scikit-learn TF-IDF + logistic regression",
        "sklearn_tfidf",
        "TfidfVectorizer and one LogisticRegression a theme, default settings but max_iter=1000",
        ("sklearn", "skops"),
    ),
    Contestant(
        BASELINE,
        "sentence_transformer",
        "all-MiniLM-L6-v2 as it comes, float32 on PyTorch; one LogisticRegression a theme",
        ("sentence_transformers", "sklearn", "skops"),
    ),
    Contestant(
        "spaCy textcat_multilabel",
        "spacy_textcat",
        "a blank pipeline, TextCatEnsemble.v2 as by default; 15 epochs at most, the best on validation kept",
        ("spacy",),
    ),
    Contestant(
        "SetFit",
        "setfit_minilm",
        "all-MiniLM-L6-v2, one-vs-rest head; 100 contrastive steps of 16 pairs, then the head on all clauses",
        ("setfit", "datasets"),
    ),
    Contestant(
        "clausetag n-grams, trained here",
        "ngrams",
        "NgramClassifier with its default settings, on the training split like the peers",
        ("scipy",),
        '"clausetag[train]"',
    ),
)
_OURS = {
    "ngrams": "clausetag n-grams, bundle",
    "encoder": "clausetag encoder, ONNX int8",
    "cascade": "clausetag cascade",
}


def bundle_contestants(bundles: Sequence[Path]) -> tuple[list[Contestant], dict[str, str]]:
    """Return a contestant for each bundle, and the reason for each of our models that has none.

    Raises:
        BundleError: A folder is not a bundle, or two bundles hold the same kind of model.
    """
    found: dict[str, Contestant] = {}
    for folder in bundles:
        try:
            kind = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["kind"]
            name = _OURS[kind]
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise BundleError(
                f"{folder}: is not a bundle ({error}); give folders that `clausetag train` made"
            ) from error
        if kind in found:
            raise BundleError(f"{folder}: is the second bundle of kind {kind!r}; give one of each")
        about = f"the bundle {folder.name}, its own thresholds (learned on held-out training clauses)"
        found[kind] = Contestant(name, "bundle", about, bundle=folder.resolve())
    skipped = {name: "no bundle given (--bundles FOLDER)" for kind, name in _OURS.items() if kind not in found}
    return [found[kind] for kind in _OURS if kind in found], skipped
