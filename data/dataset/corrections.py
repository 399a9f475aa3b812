"""Corrections: what readers decided about single clauses, kept line by line in the forms that labels have anyway.

A clause that a label file of clausetag already knows is named as there (`doc`, `index` or `eid`, `sha256`), any other
has an `id`. Both carry `text`, `themes`, `section` and `unsure`, and where they are known `asked` (the model's themes),
`document` and `path` of the clause, `when` (day), `model` (version) and `before` (themes that applied until then).
Earlier versions kept less: `text` may lack where a label file knows it. Whatever its form, a correction is about a
text: the last line about a text holds, and it goes before every label that the text has elsewhere.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from clausetag.data.dataset.annotations import (
    OFFICIAL_LABELS,
    Annotation,
    answers_of,
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
    path: str = ""  # of the clause in its document
    when: str = ""  # day, "2026-11-26"
    model: str = ""  # version of the model that was corrected
    before: tuple[str, ...] | None = None  # themes that applied until then, by the model or an earlier correction
    asked: tuple[str, ...] | None = None  # the themes that the reader was asked for; None for all


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
    applies, asked = answers_of(entry, themes, where)
    return Correction(
        text=text_field(entry, "text", where),
        themes=applies,
        section=text_field(entry, "section", where),
        unsure=entry.get("unsure") is True,
        document=document if isinstance(document, str) else None,
        path=str(entry.get("path", "")),
        when=str(entry.get("when", "")),
        model=str(entry.get("model", "")),
        before=themes_field({"themes": entry["before"]}, themes, where) if "before" in entry else None,
        asked=asked,
    )


def correction_line(correction: Correction, themes: Collection[str]) -> dict[str, Any]:
    """Return the line that keeps a correction, named as a label file names its text where one knows it.

    `themes` are those of the model: the reader was asked for each of them.
    """
    digest = text_hash(correction.text)
    own = {theme.key for theme in load_themes()}
    places = _places().get(digest) if set(themes) == own else None  # other themes, other label files
    if places:
        wanted = document_key(correction.document or "")
        place = next((place for place in places if document_key(place.doc) == wanted), places[0])
        name = place_fields(place) | {"sha256": digest}
    else:
        name = {"id": f"c-{digest[:16]}"}
    line = name | {
        "text": correction.text,
        "themes": [key for key in themes if key in correction.themes],
        "asked": list(themes),
        "section": correction.section,
        "unsure": correction.unsure,
    }
    known = {name: getattr(correction, name) for name in ("document", "path", "when", "model")}
    line |= {name: value for name, value in known.items() if value}
    return line if correction.before is None else line | {"before": list(correction.before)}


@cache
def _places() -> Mapping[str, tuple[Annotation, ...]]:
    places: dict[str, tuple[Annotation, ...]] = {}
    keys = [theme.key for theme in load_themes()]
    for annotation in (*read_annotations(keys)[0], *read_annotations(keys, OFFICIAL_LABELS)[0]):
        places[annotation.sha256] = (*places.get(annotation.sha256, ()), annotation)
    return places
