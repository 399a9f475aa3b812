"""Gold clauses with their texts, a `.jsonl` file: one line a clause, of either gold set.

A clause of the machine-translated corpus has one `text` and its hash, an official one its `texts` by language.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from clausetag.data.dataset.annotations import text_hash
from clausetag.data.dataset.corpus import describe
from clausetag.data.dataset.example import Example
from clausetag.data.documents.printed_labels import split_printed
from clausetag.data.documents.resolution import Section
from clausetag.data.errors import LabelError
from clausetag.data.jsonl import index_field, read_jsonl, text_field, themes_field
from clausetag.data.languages import LANGUAGES

_KINDS = {"preambular": Section.PREAMBULAR, "paragraph": Section.OPERATIVE}  # in the body; of annexes nothing is told


def read_gold_file(path: Path, keys: Sequence[str]) -> list[Example]:
    """Read the clauses of a file; LabelError, naming the line, if one is wrong."""
    return [
        example
        for where, entry in read_jsonl(path)
        for example in (_official(entry, keys, where) if "texts" in entry else [_translated(entry, keys, where)])
    ]


def _translated(entry: Mapping[str, Any], keys: Sequence[str], where: str) -> Example:
    doc, text = text_field(entry, "doc", where), text_field(entry, "text", where)
    if text_hash(text) != text_field(entry, "sha256", where):
        raise LabelError(f"{where}: the text does not have the hash that is given for it")
    name = f"{doc}#{index_field(entry, 'index', where)}"
    _, organ, year = describe(doc)
    themes = themes_field(entry, keys, where)
    return Example(name, text, themes, _by_words(text), "resolutions", doc, year, organ, cluster=name)


def _official(entry: Mapping[str, Any], keys: Sequence[str], where: str) -> list[Example]:
    """Return one clause in English and in the other languages that the line has."""
    doc, unit = text_field(entry, "doc", where), text_field(entry, "unit", where)
    texts = _texts(entry, where)
    kind = _KINDS.get(str(entry.get("kind")))
    _, organ, year = describe(doc.replace("/", "-").replace(" ", ""))
    name = f"{doc}#{unit}"
    return [
        Example(
            id=name if language == "en" else f"{name}@{language}",
            text=text,
            themes=themes_field(entry, keys, where),
            section=kind.value if kind else _by_words(texts["en"]),
            source="official",
            document=doc,
            year=year,
            organ=organ,
            cluster=name,
            language=language,
        )
        for language, text in texts.items()
    ]


def _texts(entry: Mapping[str, Any], where: str) -> dict[str, str]:
    """Return the texts of an official clause, English first, without printed numbers: as our reader gives them."""
    texts = entry["texts"]
    if not isinstance(texts, dict) or "en" not in texts or not set(texts) <= set(LANGUAGES):
        raise LabelError(f"{where}: field 'texts' must hold texts by language, 'en' and any of {', '.join(LANGUAGES)}")
    given = {language: text_field(texts, language, f"{where}, texts") for language in LANGUAGES if language in texts}
    return {language: split_printed(text, top=True)[1] for language, text in given.items()}


def _by_words(text: str) -> str:
    """The section of a clause without neighbours: judged by its own words."""
    from clausetag.data.documents.sections import sections_of

    return sections_of([text])[0].value
