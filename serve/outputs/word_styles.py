"""Paper, language, direction and paragraph styles of a resolution in Word."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clausetag.data.documents.readers.docx import TABLE_STYLE
from clausetag.serve.outputs.word_xml import element, field, replace_child, words

if TYPE_CHECKING:
    from docx.document import Document

_LATIN = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
_FONT = "Times New Roman"
_CHINESE = "SimSun"
_SIZE = 21  # of the text, in half points
_ARABIC_LARGER = 5  # by so many half points: its letters are small
_CM = 567  # twentieths of a point
INDENT = 1.0  # of a level, in cm
DEEPEST = 4  # deeper subparagraphs are indented like these


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; sizes in half points, spaces in points, indents and tab stops in cm."""

    id: str
    name: str
    size: int = _SIZE
    bold: bool = False
    italic: bool = False
    align: str = "start"
    before: float = 0
    after: float = 6
    indent: float = 0
    first: float = 0
    tabs: tuple[float, ...] = ()
    outline: int | None = None
    keep: bool = False
    page: bool = False  # begins a page
    based: str = "Normal"


_STYLES = (
    _Style("Masthead", "Masthead", 24, after=2),
    _Style("MastheadOrgan", "Masthead Organ", 34, bold=True, before=6, after=2),
    _Style("MastheadSymbol", "Masthead Symbol", 24, align="end", after=2),
    _Style("MastheadSmall", "Masthead Small", 19, align="end", after=0),
    _Style("Session", "Session", before=4, after=0, bold=True),
    _Style("Adopted", "Adopted", 27, bold=True, before=16, after=6, keep=True),
    _Style("Report", "Report", italic=True, after=10, keep=True),
    _Style("Title", "Title", 25, bold=True, before=8, after=10, keep=True),
    _Style("Speaks", "Speaks", italic=True, first=INDENT, before=6, keep=True),
    _Style("Preambular", "Preambular Paragraph", align="both", first=INDENT),
    _Style("Operative", "Operative Paragraph", align="both", first=INDENT, tabs=(2 * INDENT, 3 * INDENT, 4 * INDENT)),
    _Style("Heading1", "heading 1", 25, bold=True, after=8, outline=0, keep=True, page=True),
    *(
        _Style(f"Heading{level}", f"heading {level}", 22, bold=True, italic=level > 3, before=10, after=6)
        for level in (2, 3, 4)
    ),
    *(
        _Style(
            f"Subparagraph{depth}", f"Subparagraph {depth}", align="both", indent=INDENT * (depth + 1), first=-INDENT
        )
        for depth in range(1, DEEPEST + 1)
    ),
    _Style("Cell", "Cell", 18, after=0),
    _Style("Closing", "Meeting", italic=True, align="end", after=0, indent=8),
    _Style("Header", "header", 19, bold=True, after=0),
    _Style("Footer", "footer", 19, bold=True, align="end", after=0),
    _Style("FootnoteText", "footnote text", 17, align="both", after=2),
    _Style("CommentText", "annotation text", 20, after=0),
)


def set_up(document: "Document", language: str | None, running_head: str) -> None:
    """Give a new document A4 paper, a running head, its language and direction, and the styles of a resolution."""
    from docx.shared import Twips

    arabic = language == "ar"
    styles = document.styles.element
    _defaults(styles, language)
    for style in _STYLES:
        _put(styles, _paragraph_style(style, right_to_left=arabic and style.id != "CommentText"))
    _put(styles, _character_style())
    _put(styles, _table_style())
    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)  # A4
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(1304))  # 2.3 cm
    if arabic:
        section._sectPr.append(element("bidi"))
    section.different_first_page_header_footer = True
    section.header.paragraphs[0]._p.append(element("r", words(running_head)))
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph._p.extend((field("PAGE"), element("r", words("/")), field("NUMPAGES")))
    theme = document.settings.element.find(_tag("themeFontLang"))
    if theme is not None:
        document.settings.element.replace(theme, _lang("themeFontLang", language))


def _defaults(styles: Any, language: str | None) -> None:  # noqa: ANN401
    properties = styles.find(f"{_tag('docDefaults')}/{_tag('rPrDefault')}/{_tag('rPr')}")
    size = _SIZE + _ARABIC_LARGER
    for child in list(properties):
        properties.remove(child)
    properties.append(element("rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT, eastAsia=_CHINESE))
    properties.extend((element("sz", val=str(_SIZE)), element("szCs", val=str(size)), _lang("lang", language)))
    normal = next(s for s in styles.iter(_tag("style")) if s.get(_tag("styleId")) == "Normal")
    replace_child(normal, element("rPr"))


def _lang(name: str, language: str | None) -> Any:  # noqa: ANN401
    return element(name, val=_LATIN.get(language or "en", "en-GB"), eastAsia="zh-CN", bidi="ar-SA")


def _paragraph_style(style: _Style, *, right_to_left: bool) -> Any:  # noqa: ANN401
    paragraph = element("pPr")
    if style.keep or style.outline is not None:
        paragraph.append(element("keepNext"))
    if style.page:
        paragraph.append(element("pageBreakBefore"))
    if style.tabs:
        paragraph.append(element("tabs", *(element("tab", val="left", pos=_twips(at)) for at in style.tabs)))
    if right_to_left:
        paragraph.append(element("bidi"))
    paragraph.append(element("spacing", before=str(int(style.before * 20)), after=str(int(style.after * 20))))
    indent = {"left": _twips(style.indent)}
    if style.first:
        indent["firstLine" if style.first > 0 else "hanging"] = _twips(abs(style.first))
    paragraph.append(element("ind", **indent))
    if style.align != "start":
        paragraph.append(element("jc", val="both" if style.align == "both" else "right"))
    if style.outline is not None:
        paragraph.append(element("outlineLvl", val=str(style.outline)))
    run = element("rPr")
    for name, on in (("b", style.bold), ("bCs", style.bold), ("i", style.italic), ("iCs", style.italic)):
        if on:
            run.append(element(name))
    run.extend((element("sz", val=str(style.size)), element("szCs", val=str(style.size + _ARABIC_LARGER))))
    names = (element("name", val=style.name), element("basedOn", val=style.based), element("qFormat"))
    return element("style", *names, paragraph, run, type="paragraph", styleId=style.id)


def _character_style() -> Any:  # noqa: ANN401
    raised = element("rPr", element("vertAlign", val="superscript"))
    names = (element("name", val="footnote reference"), element("basedOn", val="DefaultParagraphFont"))
    return element("style", *names, raised, type="character", styleId="FootnoteReference")


def _table_style() -> Any:  # noqa: ANN401
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    edges = element("tblBorders", *(element(side, val="single", sz="4", space="0", color="auto") for side in sides))
    names = (element("name", val="Resolution Table"), element("basedOn", val="TableNormal"))
    return element("style", *names, element("tblPr", edges), type="table", styleId=TABLE_STYLE)


def _put(styles: Any, style: Any) -> None:  # noqa: ANN401
    """Put a style in the place of the one of its name."""
    for old in list(styles.iter(_tag("style"))):
        if old.get(_tag("styleId")) == style.get(_tag("styleId")):
            styles.remove(old)
    styles.append(style)


def _twips(cm: float) -> str:
    return str(round(cm * _CM))


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")
