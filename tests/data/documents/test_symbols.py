"""Symbols of resolutions, decisions, parts, drafts and reports, and titles that are not the names of sponsors."""

import pytest

from clausetag.data import resolution_from_paragraphs

BODY = ["The Human Rights Council,", "Recalling the winter,", "1. Decides to act."]


def header(*rows: str, body: tuple[str, ...] = tuple(BODY)) -> tuple[str | None, str | None]:
    found = resolution_from_paragraphs([*rows, *body])
    return found.symbol, found.title


def test_a_decision():
    rows = (
        "A/HRC/DEC/90/101",
        "Decision adopted by the Human Rights Council on 3 May 2041",
        "90/101. Outcome of the talks",
    )
    assert header(*rows) == ("A/HRC/DEC/90/101", "Outcome of the talks")
    assert header(*rows[1:]) == ("A/HRC/DEC/90/101", "Outcome of the talks")


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("A/RES/90/33 B", "A/RES/90/33 B"),
        ("A/RES/90/33 A-B", "A/RES/90/33 A-B"),
        ("A/RES/90/33*", "A/RES/90/33"),
        ("A/RES/90/33 General Assembly", "A/RES/90/33"),
    ],
)
def test_the_letter_of_a_part(line, symbol):
    body = ("The General Assembly,", "1. Decides to act.")
    assert header(line, "90/33. The huts", body=body)[0] == symbol


@pytest.mark.parametrize(
    "symbol",
    ["S/2041/506", "A/C.3/90/L.12", "A/C.3/90/L.12/Rev.1", "A/HRC/90/L.5", "A/90/L.2", "E/2041/L.3", "S/PRST/2041/5",
     "E/CN.6/2041/L.4"],
)  # fmt: skip
def test_drafts_keep_their_symbol_and_sponsors_are_no_title(symbol):
    assert header(symbol, "Norland and Sudland: draft resolution") == (symbol, None)
    assert header(symbol, "Norland*: revised draft decision", "The huts") == (symbol, "The huts")


def test_documents_named_in_the_head_give_no_symbol():
    rows = ("Resolution adopted by the Council", "[on the report of the Third Committee (A/90/456)]", "Of huts")
    assert header(*rows, body=("The Council,", "1. Decides to act."))[0] is None
