from dataclasses import replace

import numpy as np

from clausetag.training.evaluation.crossval import out_of_fold

THEMES = ("detention", "children", "trafficking", "labour_rights")


class Memory:
    """Knows by heart what it learned, and answers 0.5 to all else."""

    def __init__(self, texts, labels):
        self.learned = dict(zip(texts, labels.astype(float), strict=True))

    def predict_proba(self, texts):
        return np.array([self.learned.get(text, np.full(4, 0.5)) for text in texts])


def test_nothing_is_asked_that_was_learned_from(few_examples):
    assert (out_of_fold(Memory, few_examples, THEMES) == 0.5).all()


def test_a_document_and_a_near_copy_stand_on_one_side(few_examples):
    asked = []

    class Listening(Memory):
        def predict_proba(self, texts):
            asked.append(set(texts))
            return super().predict_proba(texts)

    grouped = [
        replace(example, document=f"d{i // 4}", cluster=f"c{i // 6}") for i, example in enumerate(few_examples[:120])
    ]
    out_of_fold(Listening, grouped, THEMES)
    assert sum(map(len, asked)) == 120
    for field in ("document", "cluster"):
        for name in {getattr(example, field) for example in grouped}:
            members = {example.text for example in grouped if getattr(example, field) == name}
            assert sum(bool(members & fold) for fold in asked) == 1
