"""What LibreOffice makes of a document, where it is installed."""

import pytest

from clausetag.data import read_resolution_bytes
from clausetag.data.documents.office import convert, soffice
from clausetag.training.evaluation.structure.compare import compare
from clausetag.training.evaluation.structure.pdf import pdf_of_docx
from clausetag.training.evaluation.structure.printed import print_document
from clausetag.training.evaluation.structure.write import write_docx

pytestmark = pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed: libreoffice-writer-nogui")


def test_a_pdf_and_an_old_word_document_are_read_back(lakes):
    program = soffice()
    assert program is not None
    own = read_resolution_bytes(lakes, "a.xml")
    word = write_docx(print_document(lakes))
    for made in (pdf_of_docx(word, program), convert(word, program, "docx", "doc")):
        comparison = compare(read_resolution_bytes(made, "a"), own)
        assert comparison.exact, comparison.first
        assert comparison.shares["notes"] == 1


def test_letters_of_one_ligature_are_all_read(akn):
    program = soffice()
    assert program is not None
    text = "Reaffirms that the efficient staff of the offices offers coffee;"
    content = akn(f"<mainBody><paragraph><num>1.</num><content><p>{text}</p></content></paragraph></mainBody>")
    pdf = pdf_of_docx(write_docx(print_document(content)), program)
    assert [clause.text for clause in read_resolution_bytes(pdf, "a").clauses] == [text]
