"""Drafts in brackets, resolutions one after the other, and organs that speak twice."""

from clausetag.data import Resolution, resolution_from_paragraphs
from clausetag.data.citation import citations_of


def read(*rows: str) -> Resolution:
    return resolution_from_paragraphs(rows)


def test_a_paragraph_in_brackets_is_no_heading():
    found = read("The General Assembly,", "Recalling its resolution 90/1,",
                 "[Recognizing that bridges fall,]", "1. Asks for wood;", "[2. Asks for [rope] [chains];]",
                 "3. Asks for huts;", "[(a) Of stone;]", "4. Decides to go on.")  # fmt: skip
    assert {clause.path: clause.text for clause in found.clauses} == {
        "pp1": "Recalling its resolution 90/1,",
        "pp2": "[Recognizing that bridges fall],",
        "op1": "Asks for wood;",
        "op2": "[Asks for [rope] [chains]];",
        "op3": "Asks for huts;",
        "op3(a)": "[Of stone];",
        "op4": "Decides to go on.",
    }
    assert found.clause("op2").opening == "Asks"


def test_each_resolution_of_a_volume_is_cited_by_its_own_number():
    found = read("90/1. Bridges", "The Human Rights Council,", "Recalling its resolution 80/1,", "1. Asks for wood.",
                 "22nd meeting", "90/2. Huts", "The Human Rights Council,", "Recalling its resolution 80/2,",
                 "1. Asks for stones.")  # fmt: skip
    cited = citations_of(found)
    assert cited["op1"] == "A/HRC/RES/90/1, para. 1"
    assert cited["part2.op1"] == "A/HRC/RES/90/2, para. 1"
    assert found.clause("part2.pp1").headings == ("90/2. Huts",)


def test_below_now_therefore_the_organ_speaks_again():
    found = read("The General Assembly,", "Whereas bridges fall,", "Now, therefore,", "The General Assembly",
                 "Proclaims this Declaration of the Bridges to the end that they may stand.")  # fmt: skip
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "op1"]


def test_an_old_volume_is_cited_by_its_numbers_and_what_has_another_kind_of_number_by_its_part():
    old = read("1386 (XIV). Bridges", "The General Assembly,", "1. Asks for wood.", "841st plenary meeting",
               "1387 (XIV). Huts", "The General Assembly,", "1. Asks for stones.")  # fmt: skip
    assert citations_of(old)["part2.op1"] == "A/RES/1387(XIV), para. 1"
    other = read("90/1. Bridges", "The General Assembly,", "1. Asks for wood.", "841st plenary meeting",
                 "1387 (XIV). Huts", "The General Assembly,", "1. Asks for stones.")  # fmt: skip
    assert citations_of(other)["part2.op1"] == "A/RES/90/1, part 2, para. 1"
