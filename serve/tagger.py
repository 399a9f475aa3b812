"""The tagger: documents or texts in, tags out. Everything that serves tags (command line, API, batch) calls it."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from clausetag.data.documents.language import detect_languages
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import DocumentError, UsageError
from clausetag.data.themes import Theme
from clausetag.models.address import Address, load_model
from clausetag.models.bundle import Bundle, Manifest
from clausetag.models.decision import Answer
from clausetag.serve.definitions import definitions_of
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

MAX_CHARACTERS = 100_000  # of one text
MAX_TEXTS = 100_000  # in one call
_BATCH = 4096  # clauses of a document tagged at once

_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Tagger:
    """Tags clauses with the model of one bundle. Holds no state between calls, so threads may share it."""

    bundle: Bundle

    @classmethod
    def load(cls, bundle: Address = None) -> Self:
        """Load the bundle in a folder, of a registered model, or the one that ships with clausetag.

        A registered model is named as in MLflow, "models:/clausetag@champion"; MLFLOW_TRACKING_URI says where.

        Raises:
            BundleError: The bundle cannot be used.
            UsageError: The registry cannot be asked or holds no such model.
        """
        return cls(load_model(bundle))

    @property
    def info(self) -> Manifest:
        """What the bundle says of itself: version, dataset, metrics, versions of the libraries that trained it."""
        return self.bundle.manifest

    @property
    def themes(self) -> tuple[str, ...]:
        """Keys of the themes, in the model's order."""
        return self.bundle.model.themes

    @property
    def definitions(self) -> tuple[Theme, ...]:
        """What each theme means, in the model's order; see `definitions_of`."""
        return definitions_of(self.themes)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that the model learned from, ISO 639-1; English alone where the bundle does not say."""
        return tuple(self.info.dataset.get("languages", ("en",)))

    def knows(self, language: str | None) -> bool:
        """Whether clauses of a document in this language can be scored; where nobody said the language, yes."""
        return language is None or language in self.languages

    def tag(self, document: str | os.PathLike[str] | Resolution, *, explain: bool = False) -> TaggedResolution:
        """Tag every clause of a document (.txt, .docx, .pdf, .html, AKN .xml) or of a resolution already read.

        Clauses in a language unknown to the model, as the document says or the clause shows, come back not scored.
        With `explain`, `tags.why` of the others says what spoke for and against each theme.

        Raises:
            DocumentError: The document cannot be read, or one of its clauses is longer than `MAX_CHARACTERS`.
        """
        resolution = document if isinstance(document, Resolution) else _read(document)
        for clause in resolution.clauses:
            if len(clause.text) > MAX_CHARACTERS:
                raise DocumentError(
                    f"{resolution.source or 'resolution'}: clause {clause.path} has {len(clause.text):,} characters,"
                    f" more than {MAX_CHARACTERS:,}; its paragraphs may have been lost, split them"
                )
        texts = [clause.text for clause in resolution.clauses]
        if self.knows(resolution.language):
            tags = [t for i in range(0, len(texts), _BATCH) for t in self._tag(texts[i : i + _BATCH])]
        else:
            tags = [not_scored(self.themes)] * len(texts)
        if explain:
            tags = self.explained(texts, tags)
        return TaggedResolution(
            resolution,
            tuple(TaggedClause(clause, t) for clause, t in zip(resolution.clauses, tags, strict=True)),
            self.info.version,
            self.bundle.model.rules_of(resolution.language),
        )

    def tag_texts(self, texts: Sequence[str], *, explain: bool = False) -> list[Tags]:
        """Tag clause texts; one result a text, in order.

        A text that cannot be read, or is in a language unknown to the model, comes back not scored. With `explain`,
        `why` of the others says what spoke for and against each theme.

        Raises:
            UsageError: `texts` is not a sequence of strings, holds more than `MAX_TEXTS`, or one is longer than
                `MAX_CHARACTERS`.
        """
        if isinstance(texts, str):
            raise UsageError("tag_texts takes a list of texts, not one text; put it in a list")
        if len(texts) > MAX_TEXTS:
            raise UsageError(
                f"{len(texts):,} texts, more than the {MAX_TEXTS:,} that one call takes; send them in parts"
            )
        for i, text in enumerate(texts):
            if not isinstance(text, str):
                raise UsageError(f"text {i} is of type {type(text).__name__}, not a string")
            if len(text) > MAX_CHARACTERS:
                raise UsageError(f"text {i} has {len(text):,} characters, more than {MAX_CHARACTERS:,}; split it")
        tags = [t for i in range(0, len(texts), _BATCH) for t in self._tag(texts[i : i + _BATCH])]
        return self.explained(texts, tags) if explain else tags

    def explained(self, texts: Sequence[str], tags: Sequence[Tags]) -> list[Tags]:
        """Return the tags that this tagger gave to texts, with `why` for every theme of those that were scored."""
        found = list(tags)
        scored = [place for place, one in enumerate(found) if one.probabilities]
        for start in range(0, len(scored), _BATCH):
            rows = scored[start : start + _BATCH]
            asked = [texts[place] for place in rows]
            for place, why in zip(rows, self.bundle.model.explain(asked, detect_languages(asked)), strict=True):
                found[place] = replace(found[place], why=why)
        return found

    def _tag(self, texts: Sequence[str]) -> list[Tags]:
        languages = detect_languages(texts)
        learned = {None, *self.languages}
        scored = [of in learned and is_readable(text) for text, of in zip(texts, languages, strict=True)]
        known = [(text, of) for text, of, ok in zip(texts, languages, scored, strict=True) if ok]
        answered = iter(self._answer([text for text, _ in known], [of for _, of in known]))
        return [next(answered) if ok else not_scored(self.themes) for ok in scored]

    def _answer(self, texts: Sequence[str], languages: Sequence[str | None]) -> list[Tags]:
        if not texts:
            return []
        model, themes = self.bundle.model, self.themes
        probabilities, give_evidence = model.judge(texts, languages)
        rows = probabilities.tolist()
        rules = {language: model.rules_of(language) for language in set(languages)}
        answers = [
            {key: rule.answer(p) for key, rule, p in zip(themes, rules[of], row, strict=True)}
            for of, row in zip(languages, rows, strict=True)
        ]
        shown = [[key for key, answer in a.items() if answer is not Answer.DOES_NOT_APPLY] for a in answers]
        places = [i for i, keys in enumerate(shown) if keys]
        evidence: list[dict[str, tuple[tuple[int, int], ...]]] = [{} for _ in texts]
        for i, found in zip(places, give_evidence(places, [shown[i] for i in places]), strict=True):
            evidence[i] = {key: tuple((s.start, s.end) for s in spans) for key, spans in found.items() if spans}
        return [
            Tags(
                themes=tuple(key for key in keys if a[key] is Answer.APPLIES),
                probabilities=dict(zip(themes, row, strict=True)),
                answers=a,
                evidence=e,
            )
            for keys, a, row, e in zip(shown, answers, rows, evidence, strict=True)
        ]


def _read(document: str | os.PathLike[str]) -> Resolution:
    from clausetag.data.documents.read import read_resolution  # who tags texts needs none of it

    return read_resolution(document)


def is_readable(text: str) -> bool:
    """Whether a text has words, and few of its characters are lost."""
    return bool(_WORD.search(text)) and text.count("\ufffd") * 10 <= len(text)


def not_scored(themes: Sequence[str]) -> Tags:
    """Return the tags of a text that could not be read, or is in a language that the model does not know."""
    return Tags((), {}, dict.fromkeys(themes, Answer.NOT_SCORED), {})
