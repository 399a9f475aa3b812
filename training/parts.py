"""What a training learns from: labelled clauses from every source, whole or parted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.dataset.corpus import Corpus
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.examples import load_examples
from clausetag.data.dataset.splits import first_fold
from clausetag.data.labelling.own import Own, beside
from clausetag.data.themes import Theme, load_themes
from clausetag.models.classifier import Asked, Labels
from clausetag.training.evaluation.crossval import asked_matrix, label_matrix
from clausetag.training.learners.blend import MANY, few_of
from clausetag.training.learners.ngrams import check_labels
from clausetag.training.learners.progress import on_stderr


def load_data(
    corpora: Sequence[Corpus], themes: Sequence[Theme] | None, corrections: Path | None, own: Own | None
) -> tuple[list[Example], tuple[str, ...], str]:
    """Return what a training learns from, the keys of its themes, and how labels and texts came together."""
    core = tuple(theme.key for theme in (themes if themes and not own else load_themes()))
    if own is None:
        examples, report = load_examples(corpora, themes=themes, corrections=corrections)
        return examples, core, str(report)
    keys = tuple(theme.key for theme in own.themes)
    if not own.with_core:
        return list(own.examples), keys, own.report
    examples, report = load_examples(corpora, corrections=corrections)
    keys = (*core, *(key for key in keys if key not in core))
    return beside(own.examples, examples, core), keys, f"{report}\n{own.report}"


@dataclass(frozen=True, slots=True)
class Parts:
    """The labelled clauses, all of them, and parted into those to learn from and those held out."""

    keys: tuple[str, ...]  # of the themes
    parts: Mapping[str, Sequence[Example]]  # "train", "validation", "all"
    report: str

    @property
    def splits(self) -> dict[str, Sequence[Example]]:
        """The two parts, which a bundle's manifest records."""
        return {name: self.parts[name] for name in ("train", "validation")}

    def labelled(self, name: str) -> tuple[list[str], Labels, Asked]:
        """Return a part's texts, its labels of shape (n_clauses, n_themes), and where each theme was asked."""
        examples = self.parts[name]
        return [e.text for e in examples], label_matrix(examples, self.keys), asked_matrix(examples, self.keys)


def load_parts(
    corpora: Sequence[Corpus], themes: Sequence[Theme] | None, corrections: Path | None, own: Own | None
) -> Parts:
    """Return the data of `load_data` in two parts, for what learns from one and its rules from the other.

    Says of themes of one's own with few true clauses what learns them better.
    """
    examples, keys, report = load_data(corpora, themes, corrections, own)
    _warn_of_few(keys, examples, own)
    train, validation = first_fold(examples)
    check_labels(keys, label_matrix(train, keys), asked_matrix(train, keys))
    return Parts(keys, {"train": train, "validation": validation, "all": examples}, report)


def _warn_of_few(keys: Sequence[str], examples: Sequence[Example], own: Own | None) -> None:
    labels, asked = label_matrix(examples, keys), asked_matrix(examples, keys)
    for theme in few_of(own.themes, keys, labels, asked) if own else []:
        k = keys.index(theme.key)
        true = int((labels * asked)[:, k].sum())
        on_stderr(
            f"theme {theme.key!r}: {true:,} true clauses teach an encoder little, it takes {MANY} or more; "
            "`clausetag train ngrams` is made for few"
        )
