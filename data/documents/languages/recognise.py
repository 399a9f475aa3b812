"""Which of the official languages a document is in, by its script and its little words."""

import re
from collections import Counter
from collections.abc import Iterable

from clausetag.data.documents.languages.table import OTHERS, read_table

_ENGLISH = frozenset(["the", "of", "and", "to", "in", "that", "for", "with", "by", "its", "as", "which"])
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_LETTERS = 20_000  # of a document, counted from its beginning
_FEWEST = 3  # little words


def language_of(texts: Iterable[str]) -> str | None:
    """Return the language of paragraphs as ISO 639-1; None where it is none of the official ones or nobody can tell."""
    sample = ""
    for text in texts:
        sample += f"{text[: _LETTERS - len(sample)]}\n"
        if len(sample) >= _LETTERS:
            break
    han = len(_HAN.findall(sample))
    if han:
        letters = sum(map(str.isalpha, sample))
        return "zh" if han * 2 > letters and not _KANA.search(sample) else _by_words(sample)
    return _by_words(sample)


def _by_words(sample: str) -> str | None:
    words = Counter(map(str.lower, _WORD.findall(sample)))
    counts = {"en": sum(words[word] for word in _ENGLISH)}
    for language in OTHERS:
        counts[language] = sum(words[word] for word in read_table(language)["words"].split())
    (best, most), (_, second) = Counter(counts).most_common(2)
    return best if most >= _FEWEST and most > 2 * second else None
