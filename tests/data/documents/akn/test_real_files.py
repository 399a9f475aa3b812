"""Real files of UNxml, where they lie beside the repository; none of their texts is kept here."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml.etree import QName, XMLParser, fromstring

from clausetag.data.documents.akn.units import units_of
from clausetag.data.documents.printed_labels import split_printed
from clausetag.data.documents.punctuation import fold
from clausetag.data.documents.read import read_resolution_bytes

_PACKS = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}


def test_the_sample_is_read(sample):
    for name, content in sample:
        found = read_resolution_bytes(content, name)
        assert found.clauses, name
        assert len({clause.path for clause in found.clauses}) == len(found.clauses), name
        assert all(clause.text for clause in found.clauses), name
        assert found.organ, name
        assert found.adopted or b"0001-01-01" in content, name  # a date that nobody filled in
        assert found.language, name
        assert found.meeting or found.organ == "Security Council", name


def test_no_text_of_the_sample_is_left_out(sample):
    left = Counter()
    for _, content in sample:
        root = fromstring(content, XMLParser(remove_comments=True, remove_pis=True))
        for statement in root.iter("{*}statement"):
            units = list(units_of(statement))
            kept = "\n".join(
                piece for u in units for piece in (u.number, u.text, *(f"{n.mark}\n{n.text}" for n in u.notes))
            )
            left += _left_out(statement, kept)
    assert not left, f"characters left out by element: {left.most_common()}"


def _left_out(statement, kept):
    left = Counter()
    for part in statement:
        if QName(part).localname not in {"preamble", "mainBody", "attachments"}:
            continue
        for node in part.iter():
            within = [QName(node).localname, *(QName(above).localname for above in node.iterancestors())]
            if {"formula", "table", "meta"} & set(within):
                continue
            for piece, names in ((node.text, within), (node.tail, within[1:])):
                shown = fold(piece or "")
                if "authorialNote" in within:
                    shown = re.sub(r"^\(\s*\)\s*", "", shown)  # brackets of a mark that is no text
                if shown and shown not in kept:
                    left["<".join(names[:3])] += len(shown)
    return left


@pytest.fixture(scope="module")
def gold(unxml):
    file = Path(unxml("sc/2021").filename).parents[2] / "gold" / "official_dev.jsonl"
    if not file.is_file():
        pytest.skip("needs ../shared/gold/official_dev.jsonl beside the repository")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_texts_of_the_gold(gold, unxml):
    """The clause of each gold row has its text; a number that the mark-up left in the text is taken off."""
    read = {}
    differ = []
    for row in gold:
        name = row["file"]
        if name not in read:
            read[name] = read_resolution_bytes(unxml(_pack(row, "en")).read(name), name)
        if not _agrees(read[name], row, "en"):
            differ.append((row["id"], row["unit"]))
    assert not differ, f"{len(gold) - len(differ)} of {len(gold)} agree; differ: {differ[:10]}"


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar", "zh"])
def test_texts_of_the_gold_in_other_languages(gold, unxml, language):
    """As above, for each 15th row; the file is found by the symbol. An eId may name another clause there."""
    rows = [row for row in gold[::15] if row["texts"].get(language)]
    differ = []
    for row in rows:
        found = _by_symbol(unxml(_pack(row, language)), row["doc"], _PACKS[language])
        if found is None or not _agrees(found, row, language):
            differ.append((row["id"], row["doc"], row["unit"]))
    assert len(differ) <= len(rows) // 10, f"{len(rows) - len(differ)} of {len(rows)} agree; differ: {differ[:10]}"


def _pack(row, language):
    top = row["file"].partition("/")[0]
    return f"ga/{top}-{_PACKS[language]}" if "session" in top else f"sc/{top.lower()}"


def _agrees(resolution, row, language):
    wanted = re.sub(r"\(\s?\)|\)\s?\(", "", fold(row["texts"][language]))  # notes left their brackets there
    texts = [clause.text for clause in resolution.clauses if clause.eid == row["unit"]]
    return wanted in texts or split_printed(wanted, top=True)[1] in texts


def _by_symbol(pack, symbol, language):
    number = re.sub(r"\W+", "_", symbol.removeprefix("A/RES/").removeprefix("S/RES/").partition("(")[0].strip())
    for name in pack.namelist():
        if f"/{language}/" in name and re.search(
            rf"(?<!\d){number}(?![\d])", name.rpartition("/")[2].replace("-", "_")
        ):
            found = read_resolution_bytes(pack.read(name), name)
            if (found.symbol or "").replace(" ", "") == symbol.replace(" ", ""):
                return found
    return None
