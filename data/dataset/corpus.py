"""The public corpus of resolutions that stand-off labels point into: read from a local copy or from the hub.

The texts are those of `ZurichNLP/ArgMining-2026-UZH-Shared-Task` (Gao et al., 2025; CC BY-NC 4.0): one JSON file a
document, `train-data/<id>-fr-parsed.json`, a list of entries: paragraphs and headings (`{type, text_fr, text_en}`) and
lists (`{type, items_fr, items_en}`). They are never part of clausetag.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

from clausetag.data.documents.numerals import roman_value
from clausetag.data.errors import LabelError, UsageError
from clausetag.data.extras import needs

HUB_DATASET = "ZurichNLP/ArgMining-2026-UZH-Shared-Task"
FOLDER = "train-data"
_SUFFIX = "-fr-parsed.json"
_UNIT = re.compile(r"[0-9]{1,7}(\.[0-9]{1,7})?")

Corpus = Literal["hub"] | Path


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """One resolution of the corpus: its paragraphs and list items in order, in English, white space folded."""

    id: str  # "A-RES-60-214"
    paragraphs: tuple[str, ...]
    starts: tuple[int, ...]  # place in `paragraphs` of each entry of the file, and their number at the end
    symbol: str | None = None  # "A/RES/60/214"
    organ: str | None = None
    year: int | None = None
    french: tuple[str, ...] = ()  # the original of each paragraph; empty where there is none

    def place(self, unit: str) -> int | None:
        """Place in `paragraphs` of an entry of the file ("12"), or of an item of a list ("12.3"); None if none."""
        index, _, item = unit.partition(".")
        if not _UNIT.fullmatch(unit) or int(index) + 1 >= len(self.starts):
            return None
        place = self.starts[int(index)] + int(item or 0)
        return place if place < self.starts[int(index) + 1] else None


def normalise(text: str) -> str:
    r"""Fold a text of the corpus as its labels were hashed: `\_` read as `_`, runs of white space as one space."""
    return " ".join(text.replace("\\_", "_").split())


def read_corpus(corpus: Corpus, only: Collection[str] | None = None) -> Iterator[CorpusDocument]:
    """Read the documents of a corpus in the order of their ids, all or `only` those named (where they are there).

    Args:
        corpus: `"hub"` to fetch the public dataset, or a folder: `train-data` itself or the one that holds it.
        only: Ids of the documents wanted; None for all.

    Raises:
        UsageError: The folder is none of a corpus, or the dataset cannot be fetched.
        LabelError: A document of the corpus is malformed.
    """
    folder = _fetch() if corpus == "hub" else _folder(corpus)
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        name = path.name.removesuffix(_SUFFIX)
        if only is None or name in only:
            yield _read(path)


def is_corpus(folder: Path) -> bool:
    """Whether a folder is that of a corpus: `train-data` itself or the one that holds it."""
    return _found(folder) is not None


def _found(corpus: Path) -> Path | None:
    folders = (folder for folder in (corpus / FOLDER, corpus) if folder.is_dir())
    return next((folder for folder in folders if next(folder.glob(f"*{_SUFFIX}"), None)), None)


def _folder(corpus: Path) -> Path:
    if folder := _found(corpus):
        return folder
    raise UsageError(f"{corpus}: no corpus here; give the folder that holds {FOLDER}/*{_SUFFIX}, or 'hub' to fetch it")


def _fetch() -> Path:
    """Fetch the corpus from the hub into its cache.

    What is known of the hub's layout: public code that uses the dataset takes a snapshot of the repository and reads
    `train-data/*.json` from it, one file a document, as in our local copy. `datasets.load_dataset` would
    run the files together and lose their names, which are the documents' ids, so the files themselves are fetched (with
    huggingface_hub, which `datasets` brings). Not tested against the hub; the hash of every label guards the join.
    """
    with needs("train"):
        from huggingface_hub import snapshot_download
    try:
        folder = snapshot_download(HUB_DATASET, repo_type="dataset", allow_patterns=f"{FOLDER}/*.json")
    except Exception as error:  # the hub's client raises errors of several libraries
        raise UsageError(
            f"cannot fetch {HUB_DATASET} from the hub ({type(error).__name__}); give a local copy with --corpus PATH"
        ) from error
    return _folder(Path(folder))


def is_corpus_file(name: str) -> bool:
    """Whether a file is named like a document of the corpus."""
    return name.endswith(_SUFFIX)


def corpus_document(content: bytes, file: str) -> CorpusDocument:
    """Read one document of the corpus from the bytes of the file named `file`; LabelError if it is malformed."""
    name = file.removesuffix(_SUFFIX)
    try:
        entries: Any = json.loads(content)
        texts = [entry["items_en"] if "items_en" in entry else [entry["text_en"]] for entry in entries]
        paragraphs = tuple(normalise(text) for items in texts for text in items)
        french = [
            normalise(text or "")
            for entry, items in zip(entries, texts, strict=True)
            for text in _originals(entry, len(items))
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise LabelError(f"{file}: not a list of entries with 'text_en' or 'items_en'") from error
    starts = tuple(accumulate((len(items) for items in texts), initial=0))
    symbol, organ, year = describe(name)
    return CorpusDocument(name, paragraphs, starts, symbol, organ, year, tuple(french))


def _originals(entry: dict[str, Any], number: int) -> list[str]:
    """The French texts of an entry, one for each English one; empty texts where they do not go together."""
    found = (entry.get("items_fr") or []) if "items_en" in entry else [entry.get("text_fr", "")]
    return found if len(found) == number else [""] * number


def _read(path: Path) -> CorpusDocument:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LabelError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return corpus_document(content, path.name)
    except LabelError as error:
        raise LabelError(f"{path.parent}/{error}") from error


def describe(name: str) -> tuple[str | None, str | None, int | None]:
    """Derive symbol, organ and year from a document's id; None where the id does not tell.

    The year of a session is the one it opened in (General Assembly), or that of its regular calendar (Human Rights
    Council: three sessions a year from 2006; ESCAP: one a year). Special sessions have no year here.
    """
    if match := re.fullmatch(r"A-HRC-RES-(S-)?(\d+)-(\d+)", name):
        special, session, number = match[1] or "", int(match[2]), match[3]
        year = None if special else 2006 + (session - 1) // 3
        return f"A/HRC/RES/{special}{session}/{number}", "Human Rights Council", year
    if match := re.fullmatch(r"A-RES-((?:ES|S)-)?(\d+)-(\d+)-?([A-Z](?:-[A-Z])*)?", name):
        special, session, number, part = match[1] or "", int(match[2]), match[3], match[4]
        symbol = f"A/RES/{special}{session}/{number}" + (f" {part}" if part else "")
        return symbol, "General Assembly", None if special else 1945 + session
    if match := re.fullmatch(r"A-RES-(\d+)\(([IVXL]+)\)", name):
        old_session = roman_value(match[2])
        year = 1945 + old_session if old_session else None
        return f"A/RES/{match[1]}({match[2]})", "General Assembly", year
    if match := re.fullmatch(r"S-RES-(\d+)-?\((\d{4})\)", name):
        return f"S/RES/{match[1]}({match[2]})", "Security Council", int(match[2])
    if match := re.fullmatch(r"E-RES-(\d{4})-(\d+)", name):
        return f"E/RES/{match[1]}/{match[2]}", "Economic and Social Council", int(match[1])
    if match := re.fullmatch(r"(?:E-)?ESCAP-RES-(\d+)-(\d+)", name):
        return (
            f"ESCAP/RES/{match[1]}/{match[2]}",
            "Economic and Social Commission for Asia and the Pacific",
            (1944 + int(match[1])),
        )
    return None, None, None
