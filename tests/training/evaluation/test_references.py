"""The measure of references, on mark-up of our own."""

from clausetag.training.evaluation.references.links import key_of, read_links
from clausetag.training.evaluation.references.measure import measure_references
from clausetag.training.evaluation.references.table import format_references

BODY = (
    "<preface><p><docNumber refersTo='#symbol'>A/RES/77/900</docNumber></p></preface>",
    "<preamble><container name='Recalling' eId='c1'><p>Recalling its resolution "
    "<a href='https://undocs.org/en/A/RES/70/1'>70</a><a href='https://undocs.org/en/A/RES/70/1'>/1</a> and resolution "
    "<a href='https://undocs.org/en/A/RES/71/3'>71/2</a>,</p></container></preamble>",
    "<mainBody><paragraph eId='p1'><num>1.</num><content><p>Welcomes the report "
    "(<a href='https://undocs.org/en/A/72/5'>A/72/5</a>) and document S/2020/9.</p></content></paragraph></mainBody>",
)


def test_links_stand_where_they_stand_in_the_clauses(akn):
    document = read_links(akn(*BODY, language="eng"), "a.xml")
    assert document is not None
    first = document.texts[0]
    assert [(first.text[link.start : link.end], link.key) for link in first.links] == [
        ("70/1", "a/res/70/1"),
        ("71/2", "a/res/71/3"),
    ]


def test_figures_tell_found_wrong_missed_and_unlinked(akn, tmp_path):
    for number in range(8):
        (tmp_path / f"{number}.xml").write_bytes(akn(*BODY, language="eng"))
    figures = measure_references(tmp_path)
    resolutions, documents = figures.cells["en", "resolution"], figures.cells["en", "document"]
    assert 0 < figures.documents < 8
    assert (resolutions.recall, resolutions.precision) == (0.5, 0.5)
    assert (documents.recall, documents.unlinked) == (1.0, figures.documents)
    assert "a/res/71/2, not a/res/71/3" in format_references(figures)


def test_spellings_of_a_symbol_share_a_key():
    assert key_of("A/RES/217 A(III)") == key_of("a/res/217(III)")
    assert key_of("S/RES/1325 (2000)") == key_of("S/RES/1325(2000)")
