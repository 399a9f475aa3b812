"""The Word document: accepting all changes leaves the new text, rejecting them the old one."""

import io
import re

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from clausetag.data import load_themes, read_resolution_bytes
from clausetag.serve.compare import compare_texts
from clausetag.serve.compare.word import word_comparison
from clausetag.serve.outputs.clause_names import number_of

LAMPS = "Urges all States to light the lamps of their lighthouses before dusk and to train keepers in mending lenses;"
BREAD = "Requests the Secretary-General to count the ovens of the northern towns and to report how many loaves rise"
SHOES = "encourages cobblers to repair the boots of postal workers without a fee during the months of snow and thaw;"
BELLS = "Decides to ring the bells of Verania on the first day of each session."
RINGS = "Expresses its thanks to jewellers who melted their rings for the medals of the winter games;"

_SENTENCES = [LAMPS, BREAD, SHOES, BELLS, RINGS, f"{BREAD}, and {SHOES}", f"{LAMPS} {RINGS}", "Again."]
_with_others = [text.replace("the", "a") for text in _SENTENCES]
_texts = st.lists(st.sampled_from([*_SENTENCES, *_with_others]))


def made(old, new):
    return docx.Document(io.BytesIO(word_comparison(compare_texts([old, new]), load_themes())))


def settled(document, *, accept):
    """The paragraphs of clauses with all changes accepted, or rejected."""
    gone = {qn(f"w:{name}") for name in (("del", "moveFrom") if accept else ("ins", "moveTo"))}
    found, held = [], ""
    for paragraph in document.element.body.iter(qn("w:p")):
        words = [
            node.text or ""
            for node in paragraph.iter(qn("w:t"), qn("w:delText"))
            if not any(parent.tag in gone for parent in node.iterancestors())
        ]
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        held += "".join(words)
        if mark is not None and any(child.tag in gone for child in mark):
            continue
        found.append(held)
        held = ""
    return found[3:] if not held else [*found[3:], held]


def printed(text):
    numbers = [number_of(item.clause.path) for item in text.clauses]
    return [f"{n}\u2002{i.clause.text}" if n else i.clause.text for n, i in zip(numbers, text.clauses, strict=True)]


def test_accepting_leaves_the_new_text_and_rejecting_the_old_one(old, new):
    document = made(old, new)
    assert settled(document, accept=True) == printed(new)
    assert [p.replace("\u20024.\u2002", "\u2002") for p in settled(document, accept=False)] == printed(old)


@settings(deadline=None, max_examples=60)
@given(before=_texts, after=_texts)
def test_that_holds_whatever_changed(tagged, before, after):
    old, new = tagged(*before, title="T"), tagged(*after, title="T")
    document = made(old, new)
    numbers = re.compile(r"^\d+\.\u2002|(?<=\s)\d+\.\u2002|\d+\.\u2002")
    for text, accept in ((new, True), (old, False)):
        assert [numbers.sub("", p) for p in settled(document, accept=accept)] == [i.clause.text for i in text.clauses]


def test_moves_splits_and_themes_are_said_in_comments(old, new):
    said = [comment.text for comment in made(old, new).comments]
    assert said == [
        "moved: op4 → op1",
        "Children: gained",
        "split: op2 → op3 and op4\nLabour rights: for a person to decide",
        "Detention: gained",
    ]


def test_a_moved_clause_is_tracked_as_moved(old, new):
    body = made(old, new).element.body
    names = [[e.get(qn("w:name")) for e in body.iter(qn(f"w:{kind}RangeStart"))] for kind in ("moveFrom", "moveTo")]
    assert names == [["move1"], ["move1"]]
    numbers = [e.get(qn("w:id")) for kind in ("ins", "del", "moveFrom", "moveTo") for e in body.iter(qn(f"w:{kind}"))]
    assert len(numbers) == len(set(numbers))


def test_what_word_saves_is_read_again(old, new):
    content = word_comparison(compare_texts([old, new]), load_themes())
    assert read_resolution_bytes(content, "a.docx").clauses


@pytest.mark.parametrize("text", ["a\x00b\x1f", "\ud800", "<w:t>&amp;</w:t>"])
def test_what_xml_cannot_hold_is_replaced(tagged, text):
    shown = settled(made(tagged(f"{LAMPS} {text}"), tagged(f"{LAMPS} {text} c", title=text)), accept=True)
    assert shown[0].startswith(f"1.\u2002{LAMPS}")
