from dataclasses import replace

import numpy as np

from clausetag.training.evaluation.crossval import answers, apart, label_matrix, one_by_one, out_of_fold

THEMES = ("detention", "children", "trafficking", "labour_rights")


class Memory:
    """Knows by heart what it learned, and answers 0.5 to all else."""

    def __init__(self, texts, labels, *, asked):
        self.learned = dict(zip(texts, labels.astype(float), strict=True))

    def predict_proba(self, texts):
        return np.array([self.learned.get(text, np.full(4, 0.5)) for text in texts])


def test_nothing_is_asked_that_was_learned_from(few_examples):
    held, rest = apart(few_examples)
    texts, labels = [example.text for example in few_examples], label_matrix(few_examples, THEMES)
    learned = one_by_one(Memory)(texts, labels, asked=labels == labels, parts=rest)
    said, first = answers(learned, held, texts)
    assert (said == 0.5).all()
    assert 0 < len(first.rows) < len(few_examples)
    assert (first.classifier.predict_proba([few_examples[i].text for i in first.rows]) == 0.5).all()


def test_of_a_fold_neither_a_document_nor_a_near_copy_is_learned_from(few_examples):
    seen = []

    class Listening(Memory):
        def predict_proba(self, texts):
            seen.append((set(self.learned), set(texts)))
            return super().predict_proba(texts)

    linked = [
        replace(example, document=f"d{i // 4}", cluster=f"c{i // 6}") for i, example in enumerate(few_examples[:120])
    ]
    by_text = {example.text: example for example in linked}
    out_of_fold(one_by_one(Listening), linked, THEMES)
    assert sum(len(asked) for _, asked in seen) == 120
    for learned, asked in seen:
        assert len(learned) > 60
        for field in ("document", "cluster"):
            known, held = ({getattr(by_text[text], field) for text in texts} for texts in (learned, asked))
            assert known.isdisjoint(held)


def test_folds_side_by_side_answer_as_one_after_the_other(few_examples):
    side_by_side = out_of_fold(one_by_one(Memory, 3), few_examples, THEMES)
    assert (side_by_side == out_of_fold(one_by_one(Memory), few_examples, THEMES)).all()
