"""Which column of a spreadsheet holds the texts."""

import re

from clausetag.data.errors import DocumentError, UsageError
from clausetag.data.sheets.sheet import Sheet

_NAMES = re.compile(
    r"\b(?:clauses?|texts?|paragraphs?|recommendations?|provisions?|sentences?|content|"
    r"textes?|paragraphes?|recommandations?|textos?|párrafos?|recomendaci(?:ón|ones)|"
    r"тексты?|пункты?|рекомендаци[яи]|نص|النص|فقرة|الفقرة|توصية|التوصية)\b|文本|正文|段落|建议",
    re.IGNORECASE,
)
_SENTENCE = 20  # characters on average that a column of texts has at least, if only its name speaks for it


def text_column(sheet: Sheet, wanted: str | None = None) -> int:
    """Return the place of the column `wanted`, or that of the texts: named so ("Recommendation"), else the longest.

    Raises:
        UsageError: There is no column `wanted`.
        DocumentError: No column holds texts.
    """
    if wanted is not None:
        return _named(sheet, wanted)
    texts = [_texts(sheet, column) for column in range(len(sheet.columns))]
    length = [sum(map(len, column)) for column in texts]
    named = [
        i for i, name in enumerate(sheet.columns) if says_text(name) and length[i] >= _SENTENCE * max(1, len(texts[i]))
    ]
    best = max(named or range(len(length)), key=lambda i: length[i])
    if not length[best]:
        raise DocumentError(f"{sheet.name}: no column holds texts; give a spreadsheet with a text in each row")
    return best


def _named(sheet: Sheet, wanted: str) -> int:
    for same in (str, str.casefold):
        for index, name in enumerate(sheet.columns):
            if same(name) == same(wanted.strip()):
                return index
    raise UsageError(f"no column {wanted!r} in {sheet.name}; its columns are {', '.join(sheet.columns)}")


def says_text(name: str) -> bool:
    """Whether the name of a column is one for texts."""
    return _NAMES.search(name.replace("_", " ")) is not None


def _texts(sheet: Sheet, column: int) -> list[str]:
    """The texts of a column that have a letter; numbers and codes without one are no texts."""
    return [text for text in sheet.texts(column) if any(map(str.isalpha, text))]
