"""Tag the rows of a spreadsheet, each of them one text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausetag.data.documents.language import detect_languages
from clausetag.data.errors import DocumentError
from clausetag.data.sheets.sheet import Sheet
from clausetag.serve.tagger import MAX_CHARACTERS, Tagger, not_scored
from clausetag.serve.tags import Tags

_AT_ONCE = 20_000  # texts


@dataclass(frozen=True, slots=True)
class TaggedSheet:
    """A spreadsheet, which of its columns holds the texts, and for each row the text's language and tags."""

    sheet: Sheet
    column: int
    languages: tuple[str | None, ...]
    tags: tuple[Tags, ...]
    themes: tuple[str, ...]
    model_version: str
    not_scored: Mapping[str, int]  # rows, by the reason: "without text", "in fr"


def tag_sheet(tagger: Tagger, sheet: Sheet, column: int) -> TaggedSheet:
    """Tag the texts of a column. Rows without text, or in a language that the model does not know, are not scored.

    Raises:
        DocumentError: A text is longer than `MAX_CHARACTERS`.
    """
    texts, languages = checked_texts(sheet, column)
    known = known_rows(tagger, texts, languages)
    tags: list[Tags] = []
    for start in range(0, len(known), _AT_ONCE):
        tags += tagger.tag_texts([texts[i] for i in known[start : start + _AT_ONCE]])
    return put_together(tagger, sheet, column, languages, dict(zip(known, tags, strict=True)))


def checked_texts(sheet: Sheet, column: int, most: int = MAX_CHARACTERS) -> tuple[list[str], list[str | None]]:
    """Return the texts of a column and their languages; DocumentError if one has more than `most` characters."""
    texts = sheet.texts(column)
    for number, text in enumerate(texts, sheet.first_row):
        if len(text) > most:
            raise DocumentError(
                f"{sheet.name}: the text of row {number} has {len(text):,} characters, more than {most:,}; "
                "rows may have run together, or split it"
            )
    return texts, detect_languages(texts)


def known_rows(tagger: Tagger, texts: Sequence[str], languages: Sequence[str | None]) -> list[int]:
    """Return the places of the rows with a text that the model can be asked about."""
    return [i for i, text in enumerate(texts) if text and tagger.knows(languages[i])]


def put_together(
    tagger: Tagger, sheet: Sheet, column: int, languages: Sequence[str | None], answered: Mapping[int, Tags]
) -> TaggedSheet:
    """Return the spreadsheet with the answers for its rows, by their places; other rows are not scored."""
    texts = sheet.texts(column)
    tags = [answered.get(place) or not_scored(tagger.themes) for place in range(len(texts))]
    unscored = [i for i, answer in enumerate(tags) if not answer.probabilities]
    reasons = dict(Counter(_reason(texts[i], languages[i], tagger) for i in unscored).most_common())
    return TaggedSheet(sheet, column, tuple(languages), tuple(tags), tagger.themes, tagger.info.version, reasons)


def _reason(text: str, language: str | None, tagger: Tagger) -> str:
    if not text:
        return "without text"
    return "that cannot be read" if tagger.knows(language) else f"in {language}"
