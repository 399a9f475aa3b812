"""The shipped model on a third of 720 drafted clauses in the other five languages, from which it did not learn."""

from pathlib import Path

import numpy as np
import pytest

from clausetag.data.dataset.gold_file import read_gold_file
from clausetag.models.decision import Answer
from clausetag.serve.tagger import Tagger

CLAUSES = Path(__file__).parents[1] / "six_languages.jsonl"
LANGUAGES = ("ar", "es", "fr", "ru", "zh")


@pytest.fixture(scope="module")
def shipped():
    return Tagger.load()


@pytest.fixture(scope="module")
def answered(shipped):
    examples = [example for example in read_gold_file(CLAUSES, shipped.themes) if example.language in LANGUAGES]
    clauses = list(dict.fromkeys(example.cluster for example in examples))
    assert len(clauses) == 720
    some = set(clauses[::3])
    examples = [example for example in examples if example.cluster in some]
    tags = shipped.tag_texts([example.text for example in examples])
    return {
        language: [(e, t) for e, t in zip(examples, tags, strict=True) if e.language == language]
        for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_is_scored(answered, language):
    assert len(answered[language]) == 240
    assert not [e.id for e, tags in answered[language] if Answer.NOT_SCORED in tags.answers.values()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_themes_are_found_in_every_language(answered, language, shipped):
    pairs = answered[language]
    truth, found = (
        np.array([[theme in of(pair) for theme in shipped.themes] for pair in pairs])
        for of in (lambda pair: pair[0].themes, lambda pair: pair[1].themes)
    )
    f1 = 2 * (truth & found).sum(axis=0) / (truth.sum(axis=0) + found.sum(axis=0))
    assert f1.mean() > 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_is_words_of_the_clause(answered, language):
    for example, tags in answered[language]:
        for theme in tags.themes:
            assert tags.evidence[theme]
            assert all(0 <= start < end <= len(example.text) for start, end in tags.evidence[theme])
