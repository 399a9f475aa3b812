"""Corrections: what readers decided about single clauses, kept line by line in the forms that labels have anyway.

A clause that a label file of the project already knows is corrected by a stand-off line (`doc`, `index`, `sha256`,
`themes`, `unsure`), any other by a line that carries its text (`id`, `text`, `themes`, `section`, `unsure`, and the
`document` it stood in). Whatever its form, a correction is about a text: the last line about a text holds, and it goes
before every label that the text has elsewhere.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from clausetag.data.dataset.annotations import (
    OFFICIAL_LABELS,
    Annotation,
    document_key,
    place_fields,
    read_annotation,
    read_annotations,
    text_hash,
)
from clausetag.data.jsonl import read_jsonl, text_field, themes_field
from clausetag.data.themes import load_themes


@dataclass(frozen=True, slots=True)
class Correction:
    """A reader's decision about one clause."""

    text: str
    themes: tuple[str, ...]
    section: str
    unsure: bool = False
    document: str | None = None  # symbol or name of the document it was read in


@dataclass(frozen=True, slots=True)
class Corrections:
    """A file of corrections: the themes of each text by its hash, and what names the texts."""

    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    annotations: tuple[Annotation, ...] = ()
    texts: tuple[Correction, ...] = ()

    def of(self, text: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        """Return the corrected themes of a text, or those given if nobody corrected it."""
        return self.themes.get(text_hash(text), otherwise)

    def annotated(self, annotations: Sequence[Annotation], *, official: bool) -> list[Annotation]:
        """Return the annotations with corrected ones replaced, and those that only the corrections know added.

        `official` says whether they are of official texts or of the translated corpus.
        """
        known = {annotation.id for annotation in annotations}
        corrected = [replace(a, themes=self.themes.get(a.sha256, a.themes)) for a in annotations]
        added = [a for a in self.annotations if a.id not in known and a.official is official]
        return corrected + added


def read_corrections(path: Path, themes: Collection[str]) -> Corrections:
    """Read a file of corrections; LabelError, naming the line, if one is malformed or names an unknown theme."""
    decided: dict[str, tuple[str, ...]] = {}
    annotations: dict[str, Annotation] = {}
    texts: dict[str, Correction] = {}
    for where, entry in read_jsonl(path):
        if "doc" in entry:
            annotation = read_annotation(entry, themes, where)
            annotations[annotation.id] = annotation
            decided[annotation.sha256] = annotation.themes
        else:
            correction = _read_correction(entry, themes, where)
            texts[text_hash(correction.text)] = correction
            decided[text_hash(correction.text)] = correction.themes
    return Corrections(decided, tuple(annotations.values()), tuple(texts.values()))


def _read_correction(entry: Mapping[str, Any], themes: Collection[str], where: str) -> Correction:
    document = entry.get("document")
    return Correction(
        text=text_field(entry, "text", where),
        themes=themes_field(entry, themes, where),
        section=text_field(entry, "section", where),
        unsure=entry.get("unsure") is True,
        document=document if isinstance(document, str) else None,
    )


def correction_line(correction: Correction, themes: Collection[str]) -> dict[str, Any]:
    """Return the line that keeps a correction: stand-off where a label file knows the text, else with its text."""
    digest = text_hash(correction.text)
    keys = [key for key in themes if key in correction.themes]
    own = {theme.key for theme in load_themes()}
    places = _places().get(digest) if set(themes) == own else None  # other themes, other label files
    if places:
        wanted = document_key(correction.document or "")
        place = next((place for place in places if document_key(place.doc) == wanted), places[0])
        return place_fields(place) | {"sha256": digest, "themes": keys, "unsure": correction.unsure}
    line = {"id": f"c-{digest[:16]}", "text": correction.text, "themes": keys, "section": correction.section}
    return line | {"unsure": correction.unsure} | ({"document": correction.document} if correction.document else {})


@cache
def _places() -> Mapping[str, tuple[Annotation, ...]]:
    places: dict[str, tuple[Annotation, ...]] = {}
    keys = [theme.key for theme in load_themes()]
    for annotation in (*read_annotations(keys)[0], *read_annotations(keys, OFFICIAL_LABELS)[0]):
        places[annotation.sha256] = (*places.get(annotation.sha256, ()), annotation)
    return places
