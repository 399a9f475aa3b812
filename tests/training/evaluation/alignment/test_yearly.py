"""The list of yearly pairs, and what is said of pairs without gold."""

import pytest

from clausetag.data.errors import LabelError
from clausetag.training.evaluation.alignment.yearly import format_yearly, measure_yearly, read_pairs


def test_the_list_holds_pairs_of_many_kinds():
    pairs = read_pairs()
    assert len(pairs) >= 40
    assert len({pair[:2] for pair in pairs}) == len(pairs)
    assert len({committee for _, _, committee in pairs}) >= 6


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("# old, new\nA/RES/1/1\tA/RES/2/1\n")
    with pytest.raises(LabelError, match="line 2"):
        read_pairs(path)


def test_pairs_are_lined_up_and_what_looks_odd_is_named(akn, tmp_path):
    def text(symbol, *paragraphs):
        inside = "".join(
            f"<paragraph eId='p{n}'><num>{n}.</num><content><p>{one}</p></content></paragraph>"
            for n, one in enumerate(paragraphs, 1)
        )
        preface = f"<preface><p><docNumber refersTo='#symbol'>{symbol}</docNumber></p></preface>"
        return akn(preface, f"<mainBody>{inside}</mainBody>", language="eng")

    bridges = "Calls upon the valley to open its bridges to all who carry bread in winter"
    (tmp_path / "a.xml").write_bytes(text("A/RES/77/900", bridges, "Welcomes the fair of nets"))
    (tmp_path / "b.xml").write_bytes(text("A/RES/78/900", f"{bridges} and in spring", "Decides to weigh no goose"))
    (found,) = measure_yearly(tmp_path, [("A/RES/77/900", "A/RES/78/900", "Third")])
    assert (found.clauses, found.partnered) == (4, 2)
    assert "Third" in format_yearly([found])
    with pytest.raises(LabelError, match="lacks"):
        measure_yearly(tmp_path, [("A/RES/77/900", "A/RES/79/900", "Third")])
