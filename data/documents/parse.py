"""From a draft (paragraphs, notes, page furniture) to a resolution with its clauses."""

import re
from collections.abc import Sequence

from clausetag.data.documents.body import Line, body_start, lines_of
from clausetag.data.documents.contents import split_contents
from clausetag.data.documents.draft import Draft, Paragraph
from clausetag.data.documents.footnotes import split_footnotes
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.header import read_header
from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.languages.table import OTHERS, forms_of
from clausetag.data.documents.lone_marks import with_marks
from clausetag.data.documents.look import is_furniture, is_number_alone
from clausetag.data.documents.markers import strip_markers
from clausetag.data.documents.numbering import split_label
from clausetag.data.documents.organs import organ_line
from clausetag.data.documents.paths import Entry
from clausetag.data.documents.placed_rows import placed_rows
from clausetag.data.documents.presidential import is_statement
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.reports import report_start
from clausetag.data.documents.resolution import Clause, Footnote, LeftOut, Resolution, Rest, Section
from clausetag.data.documents.walk import Walked, walk_report, walk_resolution, walk_statement

_LONG = 60  # characters of a paragraph that is no masthead's
_FIRST_TITLE = re.compile(r"A(?=\s+\w)")


def parse(draft: Draft, *, source: str | None = None) -> Resolution:
    """Split a draft into its clauses and read what the lines around them say."""
    paragraphs = with_marks(draft.paragraphs) if draft.footnotes is None else draft.paragraphs
    kept, furniture, figures = _without_furniture(paragraphs)
    kept, contents = split_contents(kept)
    notes: Sequence[Footnote] | None = draft.footnotes
    if notes is None:
        kept, notes = split_footnotes(kept)
    stripped = strip_markers(kept, {n.number for n in notes})
    language = language_of(text for text, _ in stripped)
    forms = forms_of(language)
    lines = lines_of(kept, stripped, forms)
    report = report_start(lines)
    start = body_start(lines) if report is None else report
    if start and not forms.article and lines[start - 1].look.organ:  # "Генеральная Ассамблея" without its comma
        start -= 1
    walked = _walked(lines, start, [*draft.furniture, *furniture], is_report=report is not None)
    found = walked.walks[0]
    before = [line.text for line in lines[:start]]
    furniture = [*draft.furniture, *furniture]
    clauses = tuple(_clause(entry, path, above, forms) for path, entry, above in walked.paragraphs if entry.text)
    first = clauses[0].text if report is None and clauses and not clauses[0].opening else ""
    header = read_header(
        [*before, *found.before], found.after, furniture, forms, first=first, is_report=report is not None
    )
    return Resolution(
        clauses=clauses,
        footnotes=_footnotes(notes, clauses),
        symbol=header.symbol,
        title=header.title,
        organ=header.organ,
        session=header.session,
        agenda_item=header.agenda_item,
        adopted=header.adopted,
        meeting=header.meeting,
        report=header.report,
        source=source,
        language=language,
        left_out=(
            *(LeftOut(Rest.HEADER, text) for text in before),
            *(LeftOut(Rest.CONTENTS, text) for text in contents),
            *(line for its in walked.walks for line in its.left),
            *placed_rows(draft.rows, draft.paragraphs, clauses),
            *(LeftOut(Rest.TABLE, text) for text in figures),
            *(LeftOut(Rest.FURNITURE, " ".join(text.split())) for text in furniture),
        ),
        remarks=draft.remarks,
    )


def _walked(lines: Sequence[Line], start: int, furniture: Sequence[str], *, is_report: bool) -> Walked:
    """Walk through the lines from `start` on as befits what they are."""
    if is_report:
        return walk_report(lines[start:])
    opened = any(line.look.organ for line in lines[start : start + 1])  # a note of a resolution may name a statement
    if not opened and is_statement([*(line.text for line in lines[:start]), *furniture]):
        return walk_statement(lines[start:])
    return walk_resolution(lines[start:], _heading(lines[max(0, start - 3) : start]))


def _heading(before: Sequence[Line]) -> str:
    """The label of the heading that the first resolution of several stands under: "A", "I", "A Public information"."""
    titles = [line.text for line in before if line.look.organ is None]
    if titles and (match := _FIRST_TITLE.match(titles[-1])):
        return match[0]
    return next((line.look.forms.heading_label(line.text.rstrip(".")) for line in before if len(line.text) < 6), "")


def _without_furniture(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[str], list[str]]:
    """The paragraphs that are no page furniture, the texts of those that are, and the figures in cells of tables."""
    kept: list[Paragraph] = []
    furniture: list[str] = []
    figures: list[str] = []
    text_began = False  # before it a cell holds a masthead
    opened = False  # before "The General Assembly," a number alone is the resolution's own
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        opened = opened or _opens(text)
        text_began = text_began or len(text) > _LONG
        if is_furniture(text) and (opened or not is_number_alone(text)) and not _is_label(text):
            of_table = paragraph.apart and text_began and not any(map(str.isalpha, text))
            (figures if of_table else furniture).append(paragraph.text)
        else:
            kept.append(paragraph)
    return kept, furniture, figures


def _opens(text: str) -> bool:
    """Whether a line opens a resolution, in whatever language: "The General Assembly,"."""
    if text[:4] in ("The ", "THE "):
        return organ_line(text) is not None
    return ends_with(text, ",") and any(forms_of(language).organ(text) for language in OTHERS)


def _is_label(text: str) -> bool:
    """Whether it is the number of a paragraph, which stands on the next line: "1."."""
    label, rest = split_label(text)
    return label is not None and label.kind == "number" and not rest


def _clause(entry: Entry, path: str, above: str, forms: Forms) -> Clause:
    return Clause(
        path=path,
        section=Section.ANNEX if entry.annex else entry.section,
        text=entry.text,
        opening=forms.opening_of(entry.text),
        chapeau=above,
        footnotes=tuple(dict.fromkeys(entry.cites)),
        headings=entry.headings,
        numbered=entry.printed,
    )


def _footnotes(notes: Sequence[Footnote], clauses: Sequence[Clause]) -> tuple[Footnote, ...]:
    cited: dict[str, list[str]] = {}
    for clause in clauses:
        for number in clause.footnotes:
            cited.setdefault(number, []).append(clause.path)
    return tuple(Footnote(n.number, " ".join(n.text.split()), tuple(cited.get(n.number, ()))) for n in notes)
