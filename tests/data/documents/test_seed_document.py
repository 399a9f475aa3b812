"""A/RES/67/172, the document that ships with clausetag, read to the last detail."""

import datetime
import re

from clausetag.data import Section, seed_path

LETTERS = {"op3": "abcde", "op4": "abcdefghij", "op5": "abcdefghijk", "op9": "abcd", "op10": "ab"}


def expected_paths() -> list[str]:
    paths = [f"pp{n}" for n in range(1, 31)]
    for n in range(1, 16):
        paths += [f"op{n}", *(f"op{n}({letter})" for letter in LETTERS.get(f"op{n}", ""))]
    return paths


def test_paths(seed):
    assert [c.path for c in seed.clauses] == expected_paths()
    assert len(seed.clauses) == 77
    assert sum("(" in c.path for c in seed.clauses) == 32


def test_sections_and_chapeaux(seed):
    for clause in seed.clauses:
        assert clause.section is (Section.PREAMBULAR if clause.path.startswith("pp") else Section.OPERATIVE)
        assert clause.chapeau == (seed.clause(clause.path.split("(")[0]).text if "(" in clause.path else "")


def test_header(seed):
    assert seed.symbol == "A/RES/67/172"
    assert seed.title == "Protection of migrants"
    assert seed.organ == "General Assembly"
    assert seed.session == 67
    assert seed.agenda_item == "69 (b)"
    assert seed.adopted == datetime.date(2012, 12, 20)
    assert seed.meeting == "60th plenary meeting"
    assert seed.report == "report of the Third Committee (A/67/457/Add.2 and Corr.1)"
    assert seed.source == "A_RES_67_172.txt"


def test_footnotes(seed):
    cited = {
        "1": "pp1", "2": "pp2 op3", "3": "pp4 op3", "4": "pp4", "5": "pp4", "6": "pp4", "7": "pp4", "8": "pp4",
        "9": "pp4 op4(g)", "10": "pp4 op3(d)", "11": "pp6", "12": "pp7", "13": "pp8", "14": "pp8", "15": "pp11",
        "16": "pp11", "17": "op3(e)", "18": "op5(k)", "19": "op5(k)", "20": "op5(k)", "21": "op6", "22": "op14",
    }  # fmt: skip
    assert {n.number: " ".join(n.cited_by) for n in seed.footnotes} == cited
    assert seed.footnotes[1].text == "Resolution 217 A (III)."


def test_numbers_keep_their_digits(seed):
    assert seed.clause("pp8").text.endswith("resolutions 2006/2 of 10 May 2006 and 2009/1 of 3 April 2009,")
    assert "14 and 15 September 2006," in seed.clause("pp14").text
    assert seed.clause("op14").text.endswith("in accordance with resolution 66/172;")


def test_every_word_of_the_body_is_in_one_clause(seed):
    raw = seed_path().read_text("utf-8").split("The General Assembly,", 1)[1].split("60th plenary meeting", 1)[0]
    raw = re.sub(r"^\s*(?:\d+\.|\([a-z]\))\t", "", raw, flags=re.MULTILINE)
    assert re.findall(r"[A-Za-z]+", raw) == re.findall(r"[A-Za-z]+", " ".join(c.text for c in seed.clauses))
