"""Weights of commas above an opening phrase, learned from the mark-up."""

import tomllib

import pytest

from clausetag.data.documents.readers.pauses import weigh
from clausetag.training.learners import pauses
from clausetag.training.learners.commas import commas_of

# Preambles of invented lakes: one opening always begins a paragraph, another stands within one.
PARAGRAPHS = (
    ("отмечая доклад смотрителей озера, приветствуя их усилия по ремонту лодок,", "ссылаясь на устав рыбаков,"),
    ("ссылаясь на решение о сетях, приветствуя новые причалы,", "отмечая работу школы у озера,", "ссылаясь на план,"),
    ("отмечая высокую воду, приветствуя помощь соседей, и их лодки,", "ссылаясь на правила лова рыбы,"),
)


@pytest.fixture
def lakes(akn):
    return [_document(akn, paragraphs) for paragraphs in PARAGRAPHS]


def _document(akn, paragraphs):
    containers = "".join(f"<container name='preambular'><p>{text}</p></container>" for text in paragraphs)
    body = "<mainBody><paragraph><num>1.</num><content><p>благодарит рыбаков.</p></content></paragraph></mainBody>"
    formula = "<formula name='enactingFormula'><p>Генеральная Ассамблея,</p></formula>"
    return akn(f"<preamble>{formula}{containers}</preamble>", body, language="rus")


@pytest.fixture
def commas(lakes):
    return [comma for n, content in enumerate(lakes) for comma in commas_of(content, f"{n}.xml")]


def test_commas_end_paragraphs_where_the_mark_up_says_so(commas):
    by_document = [[c.ends for c in commas if c.document == f"{n}.xml"] for n in range(3)]
    assert by_document == [[False, True], [False, True, True], [False, True]]
    assert [c.seen["within"] for c in commas if "opening приветствуя" in c.seen] == [0.0, 0.0, 0.0]


def test_what_begins_paragraphs_weighs_for_an_end_and_what_stands_within_against_it(commas):
    weights = pauses.learn(commas)
    assert weights["head ссылаясь"] > 0 > weights["head приветствуя"]
    clear = [c for c in commas if c.seen.keys() & {"head ссылаясь", "head приветствуя"}]
    assert [weigh(weights, c.seen) > 0 for c in clear] == [c.ends for c in clear]
    assert min(map(abs, weights.values())) >= 0.05


def test_weights_are_written_as_they_are_read():
    tables = {"ru": {"": 0.4, 'above "сеть"': -1.25}, "zh": {"same": 0.1}}
    assert tomllib.loads(pauses.format_weights(tables)) == tables


def test_a_source_that_cannot_teach_every_language_is_told(tmp_path, lakes, capsys):
    for n, content in enumerate(lakes):
        (tmp_path / f"{n}.xml").write_bytes(content)
    assert pauses.main([str(tmp_path), "--out", str(tmp_path / "pauses.toml")]) == 2
    assert "too few commas above an opening in ar; give a clone of UNxml" in capsys.readouterr().err
    assert not (tmp_path / "pauses.toml").exists()
