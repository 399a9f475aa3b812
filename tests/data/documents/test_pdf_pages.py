"""Pages of a PDF: ends and tops of pages, notes without a raised number, lists within a line, hyphens, contents."""

import io

from reportlab.pdfgen import canvas

from clausetag.data import Resolution, read_resolution_bytes
from clausetag.data.documents.readers.hyphens import Vocabulary, joint
from clausetag.data.documents.resolution import Rest

LEFT, SIZE, RIGHT = 113, 10, 480
FULL = "who carry bread and wood to the huts of the eastern range in each of the seasons and who"


class Page:
    """Draws lines of a page one below the other; a size below zero is that of bold letters."""

    def __init__(self, *, head: str = "A/RES/95/7", foot: str = "41-00123") -> None:
        self.rows: list[tuple[float, float, float, str]] = [(57, 783, 9, head), (57, 42, 8, foot)]
        self._y = 740.0

    def line(self, text: str, *, mark: str = "", indent: float = 0, gap: float = 0, bold: bool = False) -> "Page":
        self._y -= gap
        self.rows.append((LEFT + indent, self._y, -SIZE if bold else SIZE, text))
        if mark:
            self.rows.append((-1, self._y + 3.4, 6, mark))
        self._y -= 12
        return self

    def foot(self, *notes: str, top: float = 90) -> "Page":
        """Notes; of one whose number is larger, a tab stands behind the number."""
        for place, note in enumerate(notes):
            number, tab, text = note.rpartition("\t")
            self.rows += [(LEFT, top - 10 * place, SIZE, f"{number} ")] if tab else []
            self.rows.append((-1 if tab else LEFT, top - 10 * place, 8, text))
        return self


def read(*pages: Page) -> Resolution:
    stream = io.BytesIO()
    pdf = canvas.Canvas(stream, pagesize=(595, 842))
    for page in pages:
        end = 0.0
        for x, y, size, text in page.rows:
            font = "Times-Bold" if size < 0 else "Times-Roman"
            pdf.setFont(font, abs(size))
            start = end if x < 0 else x
            pdf.drawString(start, y, text)
            end = start + pdf.stringWidth(text, font, abs(size))
        pdf.showPage()
    pdf.save()
    return read_resolution_bytes(stream.getvalue(), "a.pdf")


def opening() -> Page:
    page = Page().line("95/7. Mountain huts").line("The General Assembly,", indent=24, gap=8)
    return page.line("Recalling the work of the guides " + FULL, indent=24, gap=8).line("have kept the paths open,")


def test_a_paragraph_at_the_top_of_a_page_behind_one_that_ends_with_a_mark():
    first = opening().line("1. Thanks the guides " + FULL, gap=8).line("mend the bridges;", mark="1")
    first.foot("____________", "1 A/94/12, annex.")
    second = Page().line("2. Urges the keepers to stay in the huts").line("until the snow melts;")
    second.line("3. Decides to come back to this matter.", gap=8)
    found = read(first, second)
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op2", "op3"]
    assert found.clause("op1").text.endswith("mend the bridges;")
    assert [(note.number, note.text, note.cited_by) for note in found.footnotes] == [("1", "A/94/12, annex.", ("op1",))]


def test_a_paragraph_goes_on_behind_a_note_with_a_star():
    first = opening().line("1. Thanks the guides " + FULL, gap=8).line("apply for")
    first.foot("* Issued late, and not read over by the editors.")
    second = Page().line("the prize of the league;").line("2. Decides to come back to this matter.", gap=8)
    found = read(first, second)
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op2"]
    assert found.clause("op1").text.endswith("apply for the prize of the league;")
    assert [(note.number, note.text[:11]) for note in found.footnotes] == [("*", "Issued late")]


def test_letters_that_run_on_within_a_line_are_no_list():
    page = opening().line("1. Notes that what is owed comes to 900 crowns, made up of what is due for:", gap=8)
    page.line("(a) bread (500 crowns); (b) wood (300 crowns); and (c) rope (100 crowns), and asks").line("for it;")
    page.line("2. Urges the keepers:", gap=8).line("(a) To stay;", indent=24, gap=8).line(
        "(b) To cook.", indent=24, gap=8
    )
    found = read(page)
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op2", "op2(a)", "op2(b)"]
    assert found.clause("op1").text.endswith("and (c) rope (100 crowns), and asks for it;")


def test_suspended_hyphens_stay_and_cut_words_are_whole():
    page = (
        opening().line("1. Thanks the guide-", gap=8).line("and keeper-owning huts of the pre-").line("and post-thaw")
    )
    page.line("months, and of the short- or long-term plans of the moun-").line("tains;")
    text = read(page.line("2. Decides to act.", gap=8)).clause("op1").text
    assert text == (
        "Thanks the guide- and keeper-owning huts of the pre- and post-thaw months, and of the short- or long-term "
        "plans of the mountains;"
    )


def test_rows_of_contents_and_numbered_headings():
    contents = Page(head="A/HRC/95/7").line("Report of the Working Group on Mountain Huts").line("Contents", gap=20)
    contents.line("I. Introduction .................................................. 1", gap=8)
    contents.line("Annex ........................................................... 4", gap=8)
    body = Page(head="A/HRC/95/7").line("I. Introduction").line("1. The Working Group met in May.", gap=8)
    body.line("1. Bread and wood", gap=8).line("2. It spoke of bread and of wood.", gap=8)
    found = read(contents, body)
    assert [(clause.path, clause.headings) for clause in found.clauses] == [
        ("p1", ("I. Introduction",)),
        ("p2", ("I. Introduction", "1. Bread and wood")),
    ]
    assert (found.symbol, found.title) == ("A/HRC/95/7", "Report of the Working Group on Mountain Huts")
    assert len([line for line in found.left_out if line.kind is Rest.CONTENTS]) == 3


def test_lines_above_the_first_note_are_not_lost():
    page = (
        opening().line("1. Decides to act.", gap=8).foot("____________", "which goes on from elsewhere.", "1 A/94/12.")
    )
    found = read(page)
    assert "which goes on from elsewhere." in [
        *(line.text for line in found.left_out),
        *(n.text for n in found.footnotes),
    ]


def test_paragraphs_without_space_between_them_end_where_the_next_word_had_room():
    page = Page().line("95/7. Mountain huts").line("The General Assembly,")
    page.line("Recalling the work of the guides " + FULL).line("have kept the paths open,")
    page.line("Recognizing the work of keepers " + FULL).line("have kept the huts warm,")
    page.line("1. Thanks all guides and keepers " + FULL).line("mend the bridges;")
    page.line("2. Decides to come back to this matter.")
    found = read(page)
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "op1", "op2"]
    assert found.title == "Mountain huts"


def test_hyphens_stay_in_a_document_that_cuts_no_words():
    page = opening()
    for number in range(1, 12):
        page.line(f"{number}. Thanks the guides " + FULL, gap=8).line("mend the bridges of the range;")
    page.line("12. Asks the guides and keepers of the high and the low huts for a good-", gap=8).line(
        "neighbourly word."
    )
    assert read(page).clause("op12").text.endswith("for a good-neighbourly word.")


def test_a_paragraph_set_in_goes_on_at_the_top_of_a_page():
    first = (
        opening()
        .line("1. Urges the keepers:", gap=8)
        .line("(a) To thank all of the guides " + FULL[:-4], indent=18, gap=8)
    )
    second = Page().line("2004;", indent=18).line("(b) To cook.", indent=18, gap=8)
    found = read(first, second)
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op1(a)", "op1(b)"]
    assert found.clause("op1(a)").text.endswith("seasons and 2004;")


def test_a_heading_at_the_top_of_a_page_ends_no_paragraph():
    first = (
        opening()
        .line("1. Thanks the guides " + FULL, gap=8)
        .line("who mend the bridges of the range " + FULL[:60] + ";")
    )
    second = Page().line("Reports of the keepers").line("2. Decides to come back to this matter.", gap=8)
    found = read(first, second)
    assert [(clause.path, clause.text[-20:]) for clause in found.clauses][1:] == [
        ("op1", found.clause("op1").text[-20:]),
        ("op2", "back to this matter."),
    ]
    assert "Reports of the keepers" not in found.clause("op1").text


def test_bold_lines_are_headings():
    page = opening().line("1. Decides to adopt the plan of the guides;", gap=8).line("Annex", gap=20, bold=True)
    page.line("Keeping the huts of the eastern range warm and their paths open for the guides who", gap=8, bold=True)
    page.line("carry bread and wood", bold=True)
    page.line("1. The keepers will stay in the huts.", gap=8).line("2. The guides will carry wood.", gap=8)
    assert [clause.path for clause in read(page).clauses] == ["pp1", "op1", "annex.op1", "annex.op2"]


def test_a_note_that_goes_on_with_a_number_and_one_that_looks_like_a_page_number():
    first = opening().line("1. Decides to act;", gap=8).line("2. Decides to stay;", gap=8, mark="1")
    first.foot("1 A/94/12 (Sect. 15), A/94/12 (Sect. 16), A/94/12 (Sect.")
    second = Page().line("3. Decides to cook;", gap=8, mark="2").foot("17), A/94/12 (Sect. 18).", "2 A/94/13.")
    found = read(first, second)
    assert [(note.number, note.text) for note in found.footnotes] == [
        ("1", "A/94/12 (Sect. 15), A/94/12 (Sect. 16), A/94/12 (Sect. 17), A/94/12 (Sect. 18)."),
        ("2", "A/94/13."),
    ]
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op2", "op3"]


def test_lines_of_other_languages_are_joined_without_a_space():
    spanish = Vocabulary(["los tres refugios —norte, sur y este— del valle"])
    assert joint("de los tres refugios —", "norte, sur y este—", spanish) == (0, "")
    plain = Vocabulary(["the three huts — north, south and east"])
    assert joint("of the three huts —", "north, south and east", plain) == (0, " ")
    for before, after in (("决议第71/5、72/11", "2、73/8"), ("第1540(2004)、16", "95(2006)、"), ("第2576", "(2021)、")):
        assert joint(before, after, plain) == (0, "")
    assert joint("共计150", "700美元", plain) == (0, " ")
    assert joint("2010年、1", "2013年2和2015年", plain) == (0, " ")  # the mark of a note, and a year


def test_lines_of_notes_that_return_at_the_foot_of_pages_are_no_footers():
    first = opening().line("1. Thanks the guides;", gap=8, mark="1")
    first.foot("1 Records of the league of guides, tenth session,", "supplement 3 (A/91/3).")
    second = Page().line("2. Thanks the keepers.", mark="2")
    second.foot("2 Records of the league of guides, ninth session,", "supplement 4 (A/90/4).")
    found = read(first, second)
    assert [(note.number, note.text) for note in found.footnotes] == [
        ("1", "Records of the league of guides, tenth session, supplement 3 (A/91/3)."),
        ("2", "Records of the league of guides, ninth session, supplement 4 (A/90/4)."),
    ]


def test_lines_of_text_that_return_at_the_top_of_pages_are_no_headers():
    pages = [opening().line("1. Thanks the guides of the range;", gap=8)]
    for number, goods in ((2, "wood and rope"), (3, "bread"), (4, "oil and wicks")):
        page = Page().line(f"{number}. Asks the keepers of the huts in the eastern valleys of the range to")
        pages.append(page.line(f"carry {goods} to hut {number}, and to keep the path to it open;"))
    found = read(*pages, Page().line("5. Decides to act."))
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op2", "op3", "op4", "op5"]
    assert found.clause("op3").text.startswith(
        "Asks the keepers of the huts in the eastern valleys of the range to carry"
    )


def test_headings_that_return_at_the_top_of_pages_and_within_them_are_no_headers():
    first = opening().line("1. Adopts the rules of the huts.", gap=8).line("Annex", gap=20)
    for number in (1, 2):
        first.line(f"Rule of the hut {number}", gap=8).line(f"{number}. The guides shall carry wood.", gap=8)
    second = Page().line("Rule of the hut 3").line("3. The guides shall carry bread.", gap=8)
    third = Page().line("Rule of the hut 4").line("4. The keepers shall cook.", gap=8)
    headings = [clause.headings[-1] for clause in read(first, second, third).clauses if clause.headings]
    assert [heading[-17:] for heading in headings] == [f"Rule of the hut {number}" for number in range(1, 5)]


def test_larger_numbers_are_those_of_notes_and_a_date_in_a_note_is_none():
    page = opening().line("1. Thanks the guides;", gap=8, mark="1").line("2. Thanks the keepers;", gap=8, mark="2")
    page.foot("1\tLog of the eastern huts, 1 May 2031 to", "2 June 2031 (A/91/3).", "2\tLog of the western huts.")
    found = read(page)
    assert [(note.number, note.text, note.cited_by) for note in found.footnotes] == [
        ("1", "Log of the eastern huts, 1 May 2031 to 2 June 2031 (A/91/3).", ("op1",)),
        ("2", "Log of the western huts.", ("op2",)),
    ]


def test_days_with_a_hyphen_between_them_are_no_number_of_a_note():
    page = opening().line("1. Thanks the guides;", gap=8, mark="1")
    page.foot("1 Report of the meeting of guides in the old hut,", "2-20 June 2031 (A/91/3), page 4.")
    assert [(note.number, note.text[-12:]) for note in read(page).footnotes] == [("1", "/3), page 4.")]


def test_the_date_at_the_end_is_no_note_where_notes_are_smaller():
    page = opening().line("1. Thanks the guides.", gap=8, mark="1").line("46th plenary meeting", gap=8)
    found = read(page.line("1 December 2041", gap=8).foot("1 A/91/3."))
    assert [(note.number, note.text) for note in found.footnotes] == [("1", "A/91/3.")]
    assert (found.adopted.year, found.adopted.month) == (2041, 12)


def test_a_note_without_its_end_goes_on_for_a_whole_page():
    valleys = ["long", "deep", "green", "north", "rocky", "upper", "lower", "wide", "stony", "blue", "cold", "last"]
    names = [f"the hut of the guides of the {valley} valley and all its keepers, and" for valley in valleys]
    first = opening().line("1. Thanks the guides;", gap=8).line("2. Thanks", gap=8, mark="1")
    first.foot("1 Those of", *names[:3], top=140)
    second = Page().line("the keepers;").foot(*names[3:9], top=140)
    third = Page().line("3. Thanks those")
    for _ in range(12):
        third.line(FULL)
    third.line("are of good cheer.").foot(*names[9:], "the pass.", top=140)
    found = read(first, second, third)
    assert found.clause("op2").text == "Thanks the keepers;"
    assert [(note.number, note.text) for note in found.footnotes] == [
        ("1", " ".join(["Those of", *names, "the pass."]))
    ]


def test_years_and_symbols_that_a_line_cuts_are_whole():
    plain = Vocabulary(["the hut"])
    for before, after in (("resolution 1515 (200", "3) of"), ("1515 (20", "03),"), ("resolution PS/COMM.", "(IX) of")):
        assert joint(before, after, plain) == (0, "")
    for before, after in (("the sum (2", "003) of"), ("the hut.", "(IX) of"), ("rule 15 (20", "3) of")):
        assert joint(before, after, plain) == (0, " ")
    mostly = Vocabulary(["huts — north and south — and", "the guides —most of them"])
    assert joint("of the huts —", "north", mostly) == (0, " ")
