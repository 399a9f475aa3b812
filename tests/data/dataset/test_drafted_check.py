from dataclasses import replace
from pathlib import Path

import pytest

from clausetag.data import Example, load_gold, load_themes
from clausetag.data.dataset.annotations import join, read_annotations, read_gold
from clausetag.data.dataset.corpus import read_corpus
from clausetag.data.dataset.drafted import drafted_examples
from clausetag.data.dataset.drafted_check import format_near_copies, near_copies_of_drafted
from clausetag.data.dataset.examples import seed_examples

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
OFFICIAL_GOLD = CORPUS.parent / "gold" / "official_dev.jsonl"
KEYS = [theme.key for theme in load_themes()]


def example(name: str, text: str, source: str = "drafted", document: str | None = None) -> Example:
    return Example(name, text, (), "operative", source, document or f"drafted-{name}", None, None, name)


COPY = "Urges the warden of each prison to keep a register of every person who is brought in;"
NEAR = "Urges the warden of each prison to keep a register of all persons who are brought in;"
ELSE = "Decides to remain seized of the matter."


def test_a_near_copy_among_drafted_clauses_is_named_once():
    assert near_copies_of_drafted([example("a", COPY), example("b", NEAR), example("c", ELSE)]) == [("a", "b")]


def test_drafted_clauses_that_differ_in_little_but_the_theme_may_stay():
    held = replace(example("b", NEAR), themes=("detention",))
    assert near_copies_of_drafted([example("a", COPY), held]) == []
    assert near_copies_of_drafted([example("a", COPY)], [replace(held, source="gold")]) == [("a", "b")]


def test_a_near_copy_of_a_real_clause_or_of_gold_is_named_and_real_ones_among_themselves_are_not():
    real = [example("r", NEAR, "resolutions", "A-RES-1-1"), example("s", NEAR, "resolutions", "A-RES-1-2")]
    assert near_copies_of_drafted([example("a", COPY), *real]) == [("a", "r"), ("a", "s")]
    assert near_copies_of_drafted([example("a", COPY)], real[:1]) == [("a", "r")]
    assert near_copies_of_drafted(real) == []


def test_what_a_reader_corrected_is_not_refused():
    assert near_copies_of_drafted([example("a", COPY), example("c-1", COPY, document="corrected-1")]) == [("a", "c-1")]
    assert near_copies_of_drafted([example("c-1", COPY, document="corrected-1"), example("r", COPY, "seed")]) == []


def test_the_message_names_clauses_to_change():
    assert format_near_copies([]) == "drafted clauses that nearly repeat others: none"
    said = format_near_copies([("a", "r"), ("a", "s"), ("a", "t"), ("a", "u"), ("b", "r")])
    assert said.splitlines() == [
        "drafted clauses that nearly repeat others: 2; change or drop them",
        "  a: r, s, t, ...",
        "  b: r",
    ]


def test_no_drafted_clause_nearly_repeats_another_or_the_seed():
    assert near_copies_of_drafted([*drafted_examples(KEYS), *seed_examples(KEYS)]) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs a local copy of the corpus")
def test_no_drafted_clause_nearly_repeats_a_gold_or_a_real_one():
    labels = [*read_annotations(KEYS)[0], *read_gold(KEYS, official=False)]
    labelled, _ = join(labels, read_corpus(CORPUS, {label.doc for label in labels}))
    real = [example(label.id, document.paragraphs[place], "resolutions") for label, document, place in labelled]
    assert len(real) == len(labels)
    assert near_copies_of_drafted(drafted_examples(KEYS), real) == []


@pytest.mark.skipif(not OFFICIAL_GOLD.is_file(), reason="needs the texts of official gold in ../shared/gold")
def test_no_drafted_clause_nearly_repeats_an_official_gold_clause_in_its_language():
    gold = load_gold(OFFICIAL_GOLD)
    assert len({one.language for one in gold}) == 6
    assert near_copies_of_drafted(drafted_examples(KEYS), gold) == []
