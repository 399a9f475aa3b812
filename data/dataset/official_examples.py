"""Labelled clauses of official texts, in every language in which the same clause is shown to stand."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clausetag.data.dataset.annotations import Annotation, document_key, text_hash
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.official import OfficialTexts
from clausetag.data.dataset.projection import Places, counterpart, places_of
from clausetag.data.documents.resolution import Clause, Resolution
from clausetag.data.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class ProjectionReport:
    """What became of labels of official clauses: joined in English, carried into other languages, refused and why."""

    joined: int = 0
    mismatched: tuple[str, ...] = ()  # clauses whose text is not the one that was labelled
    missing: tuple[str, ...] = ()  # documents with labels that the source does not hold
    repeated: int = 0  # clauses with the text of another that is labelled
    projected: Mapping[str, int] = field(default_factory=dict)  # by language
    refused: Mapping[tuple[str, str], int] = field(default_factory=dict)  # by language and check
    no_text: Mapping[str, int] = field(default_factory=dict)  # labels of documents that are not there in a language
    elsewhere: Mapping[str, int] = field(default_factory=dict)  # of those projected: in another document's translation

    def __str__(self) -> str:
        lines = [
            f"labels of official clauses joined: {self.joined:,}; texts that repeat one of them: {self.repeated:,}"
        ]
        if self.mismatched:
            lines.append(f"  text differs from the one labelled: {len(self.mismatched):,} ({self.mismatched[0]} ...)")
        if self.missing:
            lines.append(f"  documents not in the source: {len(self.missing):,} ({self.missing[0]} ...)")
        languages = {*self.projected, *self.no_text, *(of for of, _ in self.refused)}
        for language in sorted(languages, key=LANGUAGES.index):
            refused = {check: n for (of, check), n in sorted(self.refused.items()) if of == language}
            lent = self.elsewhere.get(language, 0)
            elsewhere = f" ({lent:,} in a document that repeats the clause)" if lent else ""
            reasons = "; ".join(f"{check} {n:,}" for check, n in refused.items())
            lines.append(
                f"  {language}: held by {self.projected.get(language, 0):,}{elsewhere}, "
                f"refused {sum(refused.values()):,}{f' ({reasons})' if reasons else ''}, "
                f"no text {self.no_text.get(language, 0):,}"
            )
        return "\n".join(lines)


def official_examples(
    annotations: Iterable[Annotation], texts: OfficialTexts
) -> tuple[list[Example], ProjectionReport]:
    """Join labels to official texts and take them over into the other languages.

    Of clauses with the same text in one language the first is taken. Where a document is not there in a language, or a
    check refuses its clause, the translation may come from another labelled document that repeats the English clause
    word for word. An example's `cluster` is the id of its English clause: translations belong together.
    """
    annotations = list(annotations)
    joined, mismatched, missing = _join(annotations, texts)
    repeats = _repeats(joined, {document_key(annotation.doc) for annotation in annotations}, texts)
    seen: set[tuple[str, str]] = set()
    examples: list[Example] = []
    repeated, projected, elsewhere = 0, Counter[str](), Counter[str]()
    refused, no_text = Counter[tuple[str, str]](), Counter[str]()
    places = _Places(texts)
    for annotation, clause in joined:
        key = document_key(annotation.doc)
        document = texts.documents[key]
        english = _example(annotation, clause, document["en"], "en")
        if ("en", clause.text) in seen:
            repeated += 1
            continue
        seen.add(("en", clause.text))
        examples.append(english)
        for language in LANGUAGES[1:]:
            found = places.counterpart(key, clause, language)
            lent = None
            if not isinstance(found, Clause):
                others = (places.counterpart(other, same, language) for other, same in repeats[clause.text])
                lent = next((other for other in others if isinstance(other, Clause)), None)
                found = lent or found
            if found is None:
                no_text[language] += 1
            elif isinstance(found, str):
                refused[language, found] += 1
            elif (language, found.text) in seen:
                refused[language, "text of another clause"] += 1
            else:
                seen.add((language, found.text))
                projected[language] += 1
                elsewhere[language] += lent is not None
                examples.append(_example(annotation, found, document["en"], language))
    report = ProjectionReport(
        len(joined),
        tuple(mismatched),
        tuple(missing),
        repeated,
        dict(projected),
        dict(refused),
        dict(no_text),
        dict(+elsewhere),
    )
    return examples, report


class _Places:
    """Where the clauses of documents stand, looked up once each."""

    def __init__(self, texts: OfficialTexts) -> None:
        self._texts = texts
        self._found: dict[tuple[str, str], Places] = {}

    def counterpart(self, key: str, clause: Clause, language: str) -> Clause | str | None:
        """Return a document's English clause in another language, or why not; None where the document is not there."""
        document = self._texts.documents[key]
        if language not in document:
            return None
        for of in ("en", language):
            if (key, of) not in self._found:
                self._found[key, of] = places_of(document[of])
        return counterpart(clause, self._found[key, "en"], self._found[key, language], language)


def _repeats(
    joined: Iterable[tuple[Annotation, Clause]], documents: Collection[str], texts: OfficialTexts
) -> Mapping[str, Sequence[tuple[str, Clause]]]:
    """Return, for the text of each labelled clause, where it stands in `documents`, in their order."""
    repeats: dict[str, list[tuple[str, Clause]]] = {clause.text: [] for _, clause in joined}
    for key in sorted(documents & texts.documents.keys()):
        for clause in texts.documents[key]["en"].clauses if "en" in texts.documents[key] else ():
            if clause.text in repeats:
                repeats[clause.text].append((key, clause))
    return repeats


def _join(
    annotations: Iterable[Annotation], texts: OfficialTexts
) -> tuple[list[tuple[Annotation, Clause]], list[str], list[str]]:
    """Find each label's English clause by its name, or by its text where names have moved."""
    joined: list[tuple[Annotation, Clause]] = []
    mismatched: list[str] = []
    missing: dict[str, None] = {}
    by_hash: dict[str, dict[str, list[Clause]]] = {}
    for annotation in annotations:
        key = document_key(annotation.doc)
        document = texts.documents.get(key, {}).get("en")
        if document is None:
            missing.setdefault(annotation.doc)
            continue
        if key not in by_hash:
            by_hash[key] = {}
            for clause in document.clauses:
                by_hash[key].setdefault(text_hash(clause.text), []).append(clause)
        same = by_hash[key].get(annotation.sha256, [])
        if same:
            joined.append((annotation, next((one for one in same if one.eid == annotation.unit), same[0])))
        else:
            mismatched.append(annotation.id)
    return joined, mismatched, list(missing)


def _example(annotation: Annotation, clause: Clause, document: Resolution, language: str) -> Example:
    return Example(
        id=annotation.id if language == "en" else f"{annotation.id}@{language}",
        text=clause.text,
        themes=annotation.themes,
        asked=annotation.asked,
        section=clause.section.value,
        source="official",
        document=annotation.doc,
        year=document.adopted.year if document.adopted else None,
        organ=document.organ,
        cluster=annotation.id,
        language=language,
    )
