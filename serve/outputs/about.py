"""What a document says of its language and its subjects, in words."""

from collections.abc import Iterator, Sequence

from clausetag.data.documents.resolution import Subject

_LANGUAGES = {"ar": "Arabic", "zh": "Chinese", "en": "English", "fr": "French", "ru": "Russian", "es": "Spanish"}
_SCHEMES = {"unbis": "UNBIS Thesaurus", "sdg": "Sustainable Development Goals", "eurovoc": "EuroVoc"}


def language_name(language: str) -> str:
    """Return the English name of a language of the United Nations, or its code."""
    return _LANGUAGES.get(language, language)


def sentence(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: "detention, children and labour rights"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def subject_lines(subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield one line a vocabulary: "UNBIS Thesaurus: DETAINED PERSONS (1001603); CHILD MIGRANTS (1000936)"."""
    by_scheme: dict[str, list[str]] = {}
    for subject in subjects:
        named = subject.name.casefold() not in ("", f"{subject.scheme} {subject.id}")  # "sdg 3" only says the number
        number = f" ({subject.id})" if subject.id else ""
        by_scheme.setdefault(subject.scheme, []).append(f"{subject.name}{number}" if named else subject.id)
    for scheme, names in by_scheme.items():
        yield f"{_SCHEMES.get(scheme, scheme)}: {'; '.join(names)}"
