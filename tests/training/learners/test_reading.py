import numpy as np

from clausetag.data import load_themes
from clausetag.training.evaluation.crossval import label_matrix
from clausetag.training.learners.ngrams import learn_ngrams
from clausetag.training.learners.reading import ReadOnce, read

LONG = "Urges States to end child labour, to free all detained children and to train labour inspectors, " * 4
TEXTS = ["Calls upon States, parties.", LONG, "", "中国儿童。", "1989", LONG.upper(), "Права детей"]


def shown(reading):
    words = [*reading.vocabulary.words, None]
    return [words[i] for i in reading.tokens.word], reading.tokens.stretch.tolist(), reading.begins.tolist()


def test_a_part_of_what_was_read_is_what_is_read_of_it_alone():
    once = ReadOnce(TEXTS)
    for rows in ([0], [2], [3, 1], [6, 5, 4, 1, 0], range(len(TEXTS))):
        some = [TEXTS[i] for i in rows]
        assert shown(once(some)) == shown(read(some))
        assert once(some).languages.tolist() == read(some).languages.tolist()
        assert once(some).tokens.n_stretches == read(some).tokens.n_stretches


def test_the_same_is_learned_from_texts_that_were_read_among_others(few_examples):
    themes = tuple(theme.key for theme in load_themes())
    texts = [example.text for example in few_examples]
    labels = label_matrix(few_examples, themes)
    once = learn_ngrams(themes, texts[::2], labels[::2], read=ReadOnce(texts)).to_arrays()
    for name, array in learn_ngrams(themes, texts[::2], labels[::2]).to_arrays().items():
        np.testing.assert_array_equal(once[name], array)
