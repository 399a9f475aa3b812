"""Learns the weights in `pauses.toml`: does a preamble go on behind a comma at the end of a full line, or its sentence?

    python -m clausetag.training.learners.pauses UNXML [--out FILE]

Logistic regression on commas of official preambles, in the languages where no capital letter tells. The same half of
the documents is taken every time, without those that gold clauses come from and those that `evaluate-structure` draws
with the seeds that reading was measured with. Printed is how many commas are told rightly: by the rule of openings
that rather go on, by the weights of today, which may have been learned from some of the same documents, and by those
learned here, each document by weights that were learned without it.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from clausetag.data.dataset.annotations import gold_documents, held_out_keys
from clausetag.data.dataset.official import key_in, official_files
from clausetag.data.documents.readers.pauses import weigh, weights_of
from clausetag.data.documents.xml import XmlError
from clausetag.data.errors import ClausetagError, UsageError
from clausetag.data.extras import needs
from clausetag.data.replacing import replacing_file
from clausetag.training.evaluation.structure.measure import draw
from clausetag.training.learners.commas import LANGUAGES, Comma, commas_of

MEASURED = {62: 150, 81: 100}  # seeds of `evaluate-structure`, documents of a language that it drew
FOLDS = 5
_SEED = 20261127
_STRENGTH = 1.0  # inverse of the regularisation
_SEEN = 2  # documents that show what is to have a weight
_SMALLEST = 0.05  # weight that is kept
_HEAD = """\
# What tells whether a preamble goes on behind a comma at the end of a full line (above 0) or its sentence (below 0), by
# language: weights of what `clausetag.data.documents.readers.pauses` sees, learned from the mark-up of the United
# Nations by `python -m clausetag.training.learners.pauses`.
"""


def read_commas(source: Path) -> dict[str, list[Comma]]:
    """Return the commas to learn from, by language.

    Raises:
        UsageError: The source has too few of a language, or a file of it is no XML.
    """
    left_out = {name for seed, sample in MEASURED.items() for name in draw(source, sample, seed)[0]}
    gold = held_out_keys(gold_documents())
    commas: dict[str, list[Comma]] = {language: [] for language in LANGUAGES}
    for name, content in official_files(source):
        taken = hashlib.sha256(name.encode()).digest()[0] < 128
        if not taken or name in left_out or key_in(content) in gold:
            continue
        try:
            for comma in commas_of(content, name):
                commas[comma.language].append(comma)
        except XmlError as error:
            raise UsageError(f"{name}: no XML that is taken ({error}); fetch it again") from error
    for language, some in commas.items():
        if len({comma.ends for comma in some}) < 2 or len({comma.document for comma in some}) < FOLDS:
            raise UsageError(f"{source}: too few commas above an opening in {language}; give a clone of UNxml")
    return commas


def learn(commas: Sequence[Comma]) -> dict[str, float]:
    """Return weights by name, that of every comma under the empty one, from commas of one language, of both kinds."""
    with needs("train"):
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression

    documents = Counter(name for _, name in {(comma.document, name) for comma in commas for name in comma.seen})
    shown = [{name: v for name, v in comma.seen.items() if documents[name] >= _SEEN} for comma in commas]
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(shown)
    rows.indices, rows.indptr = rows.indices.astype("int32"), rows.indptr.astype("int32")  # as liblinear takes them
    model = LogisticRegression(C=_STRENGTH, l1_ratio=1.0, solver="liblinear", max_iter=500, random_state=_SEED)
    model.fit(rows, [comma.ends for comma in commas])
    intercept, coefficients = np.asarray(model.intercept_), np.asarray(model.coef_)
    weights = {"": intercept[0], **dict(zip(vectorizer.get_feature_names_out(), coefficients[0], strict=True))}
    return {name: round(float(w), 2) for name, w in sorted(weights.items()) if abs(w) >= _SMALLEST}


def cross_validate(commas: Sequence[Comma]) -> float:
    """Return the share of the commas of one language that are told by weights learned without their documents."""
    with needs("train"):
        from sklearn.model_selection import GroupKFold

    right = 0.0
    for learned, asked in GroupKFold(FOLDS).split(commas, groups=[comma.document for comma in commas]):
        weights = learn([commas[i] for i in learned])
        right += sum(_told(weights, commas[i]) for i in asked)
    return right / len(commas)


def _told(weights: Mapping[str, float], comma: Comma) -> bool:
    """Whether weights say of a comma what the mark-up says."""
    return (weigh(weights, comma.seen) > 0) == comma.ends


def format_weights(tables: Mapping[str, Mapping[str, float]]) -> str:
    """Return weights by language as `pauses.toml` holds them."""
    parts = [_HEAD]
    for language, weights in tables.items():
        lines = (f"{json.dumps(name, ensure_ascii=False)} = {weight}" for name, weight in weights.items())
        parts.append("\n".join([f"[{language}]", *lines, ""]))
    return "\n".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights, write them, print how well they tell; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m clausetag.training.learners.pauses",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", type=Path, help="official documents: a clone, a folder or a zip file of UNxml")
    parser.add_argument("--out", type=Path, default=Path("out/pauses.toml"), help="the weights; %(default)s")
    given = parser.parse_args(arguments)
    try:
        commas = read_commas(given.source)
        tables = {language: learn(some) for language, some in commas.items()}
        given.out.parent.mkdir(parents=True, exist_ok=True)
        with replacing_file(given.out) as stream:
            stream.write(format_weights(tables).encode("utf-8"))
        rows = [_row(language, some) for language, some in commas.items()]
    except (ClausetagError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(
        "| | documents | commas | end a paragraph | rule | today's weights | learned |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    print("\n".join(rows))
    return 0


def _row(language: str, commas: Sequence[Comma]) -> str:
    documents = len({comma.document for comma in commas})
    rule = _share(commas, lambda comma: (not comma.seen["within"]) == comma.ends)
    today = _share(commas, lambda comma: _told(weights_of(language), comma))
    figures = (_share(commas, lambda comma: comma.ends), rule, today, cross_validate(commas))
    return f"| {language} | {documents:,} | {len(commas):,} | " + " | ".join(f"{f:.1%}" for f in figures) + " |"


def _share(commas: Sequence[Comma], holds: Callable[[Comma], bool]) -> float:
    return sum(map(holds, commas)) / len(commas)


if __name__ == "__main__":
    sys.exit(main())
