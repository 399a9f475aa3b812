"""The answers of the shipped bundle and of the splitter, pinned: what moves code must not move them.

`pin.json` holds a hash for each group of answers. Where numpy and the processor are those it was made with, every
probability is compared to the last bit, elsewhere to nine digits. Tags of the default model are not compared elsewhere:
its encoder rounds to int8, which makes a thousandth of a last bit. Whoever changes answers on purpose makes it anew:

    python tests/test_pin.py
"""

import dataclasses
import hashlib
import json
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from clausetag.data import load_examples, read_resolution, resolution_from_paragraphs, sections_of, seed_path
from clausetag.data.dataset.corpus import read_corpus
from clausetag.models.bundle import shipped_bundles
from clausetag.serve import Tagger

PIN = Path(__file__).with_name("pin.json")
SHARED = Path(__file__).resolve().parents[2] / "shared"
_AT_ONCE = 200  # documents of the corpus in one hash: a difference is found among so many


@cache
def examples():
    """Return what is learned from without any corpus."""
    return load_examples((), ())[0]


@cache
def odd_texts():
    """Return some hundred texts that no drafter would write: cut, repeated, shouted, in other scripts, of one word."""
    base = [example.text for example in examples()[::360]]
    turns = (
        str.upper,
        str.title,
        lambda text: text[: len(text) // 2],
        lambda text: " ".join(reversed(text.split())),
        lambda text: f"{text} {text}",
        lambda text: unicodedata.normalize("NFD", text.replace("e", "é")),
        lambda text: text.replace(" ", "  \n"),
        lambda text: "".join(text.split()),
    )
    words = [
        "children",
        "detention",
        "Trafficking",
        "1989",
        "labour",
        "é",
        "-",
        "a b",
        "Дети в заключении",
        "儿童",
        "?",
    ]
    return [*words, *(turn(text) for text in base for turn in turns)]


def tags_of(tagger, texts):
    return [
        (tags.themes, tags.probabilities, dict(tags.answers), dict(tags.evidence)) for tags in tagger.tag_texts(texts)
    ]


def fields_of(resolution):
    clauses = [
        tuple(getattr(clause, field.name) for field in dataclasses.fields(clause) if field.compare)
        for clause in resolution.clauses
    ]
    return (clauses, *dataclasses.astuple(dataclasses.replace(resolution, source=None, clauses=()))[1:])


def answers():
    """Yield the name of each group and the answers in it; groups of `shared` are named after it."""
    seed = read_resolution(seed_path())
    drafted = [example.text for example in examples() if example.source == "drafted"][::12]
    for name, folder in shipped_bundles().items():
        tagger = Tagger.load(folder)
        yield f"{name}, bundle", [tagger.info.version, tagger.themes]
        yield f"{name}, tags of the seed", tags_of(tagger, [clause.text for clause in seed.clauses])
        yield f"{name}, tags of drafted clauses", tags_of(tagger, drafted)
        yield f"{name}, tags of odd texts", tags_of(tagger, odd_texts())
    yield "seed, clauses", fields_of(seed)
    yield "drafted, sections", sections_of(drafted)
    yield "drafted, clauses", fields_of(resolution_from_paragraphs(drafted))
    yield "odd texts, clauses", [fields_of(resolution_from_paragraphs([text])) for text in odd_texts()]


def shared_answers():
    """Yield groups like `answers`, of documents that are no part of the project."""
    for path in sorted((SHARED / "documents").glob("*.pdf")):
        yield f"shared, {path.name}", fields_of(read_resolution(path))
    documents = list(read_corpus(SHARED / "corpus"))[::3]
    for start in range(0, len(documents), _AT_ONCE):
        part = [document.paragraphs for document in documents[start : start + _AT_ONCE]]
        found = [(fields_of(resolution_from_paragraphs(texts)), sections_of(texts)) for texts in part]
        yield f"shared, corpus from {start}", found


def hashes(groups):
    """Return of each group the hash to the last bit and the hash to nine digits."""
    return {
        name: [
            hashlib.sha256(_text(found, digits).encode("utf-8", "surrogatepass")).hexdigest()[:16] for digits in (17, 9)
        ]
        for name, found in groups
    }


def _text(found, digits):
    if isinstance(found, float):
        return f"{found:.{digits}g}" if digits > 9 else f"{found:.9f}"
    if isinstance(found, dict):
        return "{" + ",".join(f"{key}:{_text(value, digits)}" for key, value in found.items()) + "}"
    if isinstance(found, list | tuple):
        return "[" + ",".join(_text(value, digits) for value in found) + "]"
    return repr(str(found))


def machine():
    from numpy._core._multiarray_umath import __cpu_features__

    return f"numpy {np.__version__}: {' '.join(sorted(name for name, there in __cpu_features__.items() if there))}"


def differing(groups):
    pinned = json.loads(PIN.read_text(encoding="utf-8"))
    here = pinned["machine"] == machine()
    compared = {name: found for name, found in hashes(groups).items() if here or not name.startswith("default, tags")}
    return [name for name, found in compared.items() if pinned["hashes"][name][not here] != found[not here]]


def test_the_shipped_bundle_answers_as_pinned():
    assert differing(answers()) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared: real resolutions, which are no part of the project")
def test_real_documents_are_split_as_pinned():
    assert differing(shared_answers()) == []


if __name__ == "__main__":
    made = {"machine": machine(), "hashes": hashes([*answers(), *shared_answers()])}
    PIN.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
