"""Which paragraphs of the mark-up are headings, of parts or of annexes, though they are marked up as paragraphs."""

import re

from clausetag.data.documents.akn.units import Unit, UnitKind
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.headings import is_titled
from clausetag.data.documents.items import is_quoted
from clausetag.data.documents.look import look
from clausetag.data.documents.printed_labels import label_of, part_label, split_printed
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.resolution import Section

_ANNEX = re.compile(
    r"(?:Annex(?:es)?|Annexe|Anexo|Appendix|Appendice|Apéndice|Enclosure|Приложение|Добавление|المرفقات|المرفق|مرفق|附件|附录)"
    r"(?:\s?(?:[IVXLА-Я]{1,6}|[A-Z]|\d{1,2}|[一二三四五六七八九十]{1,3}|ال\w+|\w{2,4}))?\s?[.:]?",
)
_SALUTATION = re.compile(r"(?:Your )?(?:Excellenc(?:y|ies)|Sirs?|Madame?|Dear\s.{1,60})\s?[,:]")
_DIVISION = re.compile(
    r"(?:Article|Benchmark|Chapter|Part|Section|Principle|Guideline|Rule|Artículo|Capítulo|Parte|Sección|Principio|Chapitre|Partie|"
    r"Principe|Règle|Directive|Статья|Глава|Часть|Раздел|Принцип|Правило|المادة|الفصل|الباب|الجزء|المبدأ)\s+\w+|第\S{1,4}[章条节部]"
)
COMMAS = (",", "،", "，")
COLONS = (":", "：")
_STOPS = (*COMMAS, *COLONS, *'.;؛。；”")»…؟?')
_CLOSED = (")", "）", "”", "»")  # "Information gathering (four months)"
_LENGTH = 160
_LONGEST = 300  # in bold or italics


def is_annex_heading(text: str) -> bool:
    """Whether a heading begins an annex: "Annex II", "附件"."""
    return _ANNEX.fullmatch(text) is not None


def is_titled_annex(text: str, forms: Forms) -> bool:
    """Whether a heading begins an annex and says what it is: "Annex C – Components"."""
    return is_annex_heading(text) or look(text, forms).is_annex


def is_salutation(text: str) -> bool:
    """Whether a line greets, as a letter does: "Dear Ms. Doe,"."""
    return _SALUTATION.fullmatch(text) is not None


def is_heading(unit: Unit, forms: Forms) -> bool:
    """Whether a paragraph without a paragraph's number is a heading: short, without a stop, without an opening."""
    text = unit.text
    if unit.kind is not UnitKind.PARAGRAPH or unit.depth or unit.number:
        return False
    if not any(map(str.isalpha, text)) or (text.startswith("(") and text.endswith(")")):
        return True  # "* * *", "(“Renewing the mandate”)"
    if is_salutation(text):
        return True
    longest = _LONGEST if unit.styled or _DIVISION.match(text) else _LENGTH
    if len(text) >= longest or (unit.opening and not unit.styled):
        return False
    if is_titled(text):
        return True
    if text.endswith(_STOPS) and (is_quoted(text) or not text.endswith(_CLOSED) or text.rstrip('”»"').endswith(".")):
        return False
    opening = forms.find_opening(text)
    return opening is None or opening.weak or unit.styled


def is_numbered(unit: Unit) -> bool:
    """Whether it is a paragraph with a number."""
    if unit.kind is not UnitKind.PARAGRAPH or unit.depth:
        return False
    label = label_of(unit.number, top=True) if unit.number else split_printed(unit.text, top=True)[0]
    return label is not None and label.kind == "number"


def is_numbered_heading(unit: Unit, forms: Forms) -> bool:
    """Whether a paragraph or point is the heading of a part: "II." in front of a few words without a stop."""
    number = unit.number.strip()
    return (
        not number.startswith(("(", ")", "（"))
        and part_label(number) != ""
        and 0 < len(unit.text) < _LENGTH
        and not unit.text.endswith(_STOPS)
        and (unit.styled or (number.rstrip(". ").isupper() and forms.find_opening(unit.text) is None))
    )


def is_list_item(unit: Unit, following: Unit | None, forms: Forms) -> bool:
    """Whether a paragraph without a number may be an item of a list: names after "Decides to appoint:"."""
    if unit.kind is not UnitKind.PARAGRAPH or unit.depth or unit.styled or unit.number:
        return False
    if (
        forms.find_opening(unit.text) is not None
        or (_DIVISION.match(unit.text) and not unit.text.endswith(COLONS))
        or is_annex_heading(unit.text)
    ):
        return False
    if unit.text.endswith(_STOPS):
        return True
    return (
        following is not None
        and following.kind is UnitKind.PARAGRAPH
        and not (following.number or following.styled or following.opening)
        and (len(following.text) < _LENGTH or following.text.endswith(_STOPS))
    )


def is_preambular(text: str, forms: Forms, *, numbers_follow: bool) -> bool:
    """Whether a paragraph of the body, before anything operative, is preambular."""
    opening = forms.find_opening(text)
    if text.endswith(COMMAS):
        return opening is None or opening.section is Section.PREAMBULAR or numbers_follow
    return numbers_follow and ends_with(text, ";") and opening is not None and opening.section is Section.PREAMBULAR
