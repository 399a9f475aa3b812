"""A tagged spreadsheet as a document to be shown, its rows for clauses; and back, with what a reader corrected."""

from dataclasses import replace

from clausetag.data.documents.resolution import Clause, Resolution, Section
from clausetag.serve.outputs.clause_names import row_path
from clausetag.serve.tags import TaggedClause, TaggedResolution
from clausetag.serve.texts import TaggedSheet


def as_document(tagged: TaggedSheet) -> TaggedResolution:
    """Return the texts of a tagged spreadsheet as clauses `row 1`, `row 2`, ...; remarks say which column they are."""
    sheet = tagged.sheet
    texts = sheet.texts(tagged.column)
    clauses = tuple(
        Clause(row_path(number), Section.NEITHER, text, numbered=False) for number, text in enumerate(texts, 1)
    )
    remarks = (f"Texts from the column “{sheet.columns[tagged.column]}”", *sheet.remarks)
    return TaggedResolution(
        Resolution(clauses, source=sheet.name, remarks=remarks),
        tuple(TaggedClause(clause, tags) for clause, tags in zip(clauses, tagged.tags, strict=True)),
        tagged.model_version,
    )


def as_sheet(tagged: TaggedSheet, shown: TaggedResolution) -> TaggedSheet:
    """Return the spreadsheet with the tags that stand in the document made of it."""
    return replace(tagged, tags=tuple(item.tags for item in shown.clauses))
