"""The documents that labels name by reference: their clauses, found in a folder by symbol or file name."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clausetag.data.dataset.annotations import document_key, text_hash
from clausetag.data.dataset.corpus import CorpusDocument, is_corpus, read_corpus
from clausetag.data.dataset.official import is_official, read_official
from clausetag.data.documents.loose import read_any
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import DocumentError, UsageError
from clausetag.data.sheets.sheet import is_sheet

_READ_ELSEWHERE = (".xml", ".zip", ".json")  # official texts and the translated corpus
_NO_DOCUMENTS = (".jsonl", ".toml", ".yaml", ".yml", ".md")


@dataclass(slots=True)
class Clauses:
    """The clauses of a document, in every language and file that it is there in.

    Attributes:
        texts: Each text by its hash.
        places: What its clauses are called: paths, `eId`s, and their numbers in order from 0.
    """

    texts: dict[str, str] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)

    def add(self, texts: Iterable[str], places: Iterable[str]) -> None:
        """Add the clauses of one more file of the document."""
        self.texts.update((text_hash(text), text) for text in texts)
        self.places.update(places)


def clauses_of(folder: Path, names: Collection[str]) -> tuple[Mapping[str, Clauses], list[str]]:
    """Return the clauses of the documents of some names, by `document_key`, and why files could not be read.

    A folder holds documents of any kind that clausetag reads, UNxml or zip files of it, or the translated corpus. Files
    that are not called as one of the documents are read only while one is missing, for the symbol in them.

    Raises:
        UsageError: There is no such folder, or its XML cannot be read.
    """
    if not folder.exists():
        raise UsageError(f"{folder}: no such folder; give the one that holds the documents which the labels name")
    wanted = {document_key(name) for name in names}
    found: dict[str, Clauses] = {}
    for key, read in _official_and_corpus(folder, names, wanted):
        _add(found.setdefault(key, Clauses()), read)
    reasons: list[str] = []
    given = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    files = [path for path in given if _may_be_read(path)]
    called = {path: keys for path in files if (keys := _keys_of(path, folder) & wanted)}
    for path in (*called, *(path for path in files if path not in called)):
        if path not in called and wanted <= found.keys():
            break
        try:
            resolution = read_any(path)
        except DocumentError as error:
            reasons.append(str(error))
            continue
        for key in called.get(path, set()) | ({document_key(resolution.symbol or "")} & wanted):
            _add(found.setdefault(key, Clauses()), resolution)
    return found, reasons


def _official_and_corpus(
    folder: Path, names: Collection[str], wanted: Collection[str]
) -> Iterator[tuple[str, Resolution | CorpusDocument]]:
    if is_official(folder):
        for key, by_language in read_official([folder], wanted).documents.items():
            yield from ((key, resolution) for resolution in by_language.values())
    elif is_corpus(folder):
        yield from ((document_key(document.id), document) for document in read_corpus(folder, names))


def _add(clauses: Clauses, read: Resolution | CorpusDocument) -> None:
    if isinstance(read, CorpusDocument):
        entries = range(len(read.starts) - 1)
        items = (f"{index}.{item}" for index in entries for item in range(read.starts[index + 1] - read.starts[index]))
        clauses.add(read.paragraphs, (*map(str, entries), *items))
    else:
        names = (name for number, clause in enumerate(read.clauses) for name in (str(number), clause.path, clause.eid))
        clauses.add((clause.text for clause in read.clauses), filter(None, names))


def _may_be_read(path: Path) -> bool:
    return (
        path.is_file()
        and not path.name.startswith(".")
        and path.suffix.lower() not in (*_READ_ELSEWHERE, *_NO_DOCUMENTS)
        and not is_sheet(path.name)
    )


def _keys_of(path: Path, folder: Path) -> set[str]:
    """Return the keys of what a file may be called in labels: its name or path, with or without its ending."""
    paths = [Path(path.name)]
    if path != folder:
        inside = path.relative_to(folder)
        paths += [inside, folder.resolve().name / inside]
    return {document_key(str(name)) for one in paths for name in (one, one.with_suffix(""))}
