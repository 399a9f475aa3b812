"""Text cut at a margin where every line takes the words it has room for: the room left over ends paragraphs."""

import textwrap
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import read_resolution_bytes
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.punctuation import width_of
from clausetag.data.documents.readers.pauses import Pauses
from clausetag.data.documents.readers.txt import paragraphs_of_text

WORDS = st.text("abcdefghijk", min_size=3, max_size=9)
ARABIC = (
    "A/RES/95/7",
    "95/7 - أكواخ الجبال",
    "إن الجمعية العامة،",
    "إذ تشير إلى ميثاق دروب الجبال وإلى كل ما قام به المرشدون في أكواخ الشرق من أجل إبقاء الدروب مفتوحة في جميع "
    "فصول السنة، "
    "وإذ تدعو القرى إلى إصلاح الجسور التي سقطت في الشتاء الماضي قبل ذوبان الثلج في الربيع القادم،",
    "وإذ تلاحظ تقرير المرشدين عن أكواخ الشرق الذي أعد في الشتاء مع الذين يحملون إليها الخشب والخبز كل صباح "
    "من القرى القريبة،",
    "1 - تشكر المرشدين في أكواخ الشرق الذين أبقوا الدروب مفتوحة خلال ثلاثة فصول شتاء من دون أن يذوب الثلج؛",
    "2 - تحث القرى على إصلاح الجسور قبل ذوبان الثلج وعلى إبلاغ المرشدين بالجسور التي سقطت خلال فصل الشتاء الماضي.",
)
PAGE = (
    "A/RES/95/7",
    "95/7. Mountain huts",
    "The General Assembly,",
    "Recalling its decision 1 and the plan of the guides for the paths of the eastern huts, which was drawn up in "
    "the long winter of that year with those who carry the wood and the bread from the villages to all of the huts,",
    "Noting the website of the guides 2 and the list of the bridges that fell in the spring of that year, which has "
    "the names of those who built them and of those who mended them each year before the snow melts in the valley,",
    "1. Thanks the guides, who have spent 3 450 days on the paths of the eastern huts and the bridges of the valley, "
    "of which they mended more than any guides before them, 3 and more than anyone had asked of them.",
)
NOTES = """
__________________
1 Decision 94/12 on the keeping of the paths of the eastern huts, annex, chap. II, para.
24.
2 www.guides.example.
3 See A/94/13, annex.

1
\fA/RES/95/7

2. Urges the villages to mend the bridges before the snow melts.
"""


def _cut(paragraphs, width):
    return [textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) for text in paragraphs]


def _has_room(rows, following, width):
    return len(rows[-1]) + 1 + len(following[0].split()[0]) <= width


def _joined(cut):
    return "\n".join(row for rows in cut for row in rows)


@given(st.lists(st.lists(WORDS, min_size=40, max_size=60), min_size=3, max_size=5), st.integers(50, 90))
def test_paragraphs_without_any_stop_come_back(texts, width):
    paragraphs = [f"W{' '.join(words)}" for words in texts]
    cut = _cut(paragraphs, width)
    edge = max(len(row) for rows in cut for row in rows)
    if all(_has_room(rows, following, edge) for rows, following in pairwise(cut)):
        assert paragraphs_of_text(_joined(cut)) == paragraphs


def test_an_opening_that_rather_goes_on_parts_no_paragraph_at_a_full_line():
    cut = _cut(ARABIC, 60)
    assert any(row.startswith("وإذ تدعو") for rows in cut for row in rows)
    found = read_resolution_bytes(_joined(cut).encode(), "huts.txt")
    assert [clause.text for clause in found.clauses if clause.path.startswith("pp")] == list(ARABIC[3:5])


def test_a_comma_above_an_opening_is_read_as_the_rest_of_the_preamble_shows():
    forms = forms_of("zh")
    line, below = "欢迎东部山屋的向导在冬季修复了通往山谷的道路和桥梁，", "认识到山区居民为保持道路畅通所作的努力，"
    apart = ["回顾关于山间道路的计划，", "注意到向导的报告，", "重申桥梁的重要性，", "强调道路应保持畅通，"]
    within = ["回顾计划，注意到报告，重申桥梁的重要性，强调道路应保持畅通，认识到冬季漫长，"]
    for shown, parts in ((apart * 3, True), (within * 3, False)):
        lines = [*shown, line, below]
        ends = [*(True for _ in shown), False, True]
        assert Pauses(forms, lines, ends).end(line, width_of(line), len(lines) - 1) is parts


def test_a_title_in_quotation_marks_goes_on_below_a_comma():
    title = "Recalling the plan entitled “The Bridges of the Valley in the Interest of the Guides and of All Huts,"
    text = f"""95/7. Mountain huts
The General Assembly,
{title}
Taking into Particular Account the Snow Finches”, which was drawn up by the guides with
those who carry the wood and the bread from the villages to all of the eastern huts,
Noting the list of the bridges that fell in the spring, which has the names of those
who built them and of those who mended them each year before the snow melts,
1. Thanks the guides, who have spent many days on the paths of the eastern huts and
on the bridges of the valley."""
    found = read_resolution_bytes(text.encode(), "a.txt")
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "op1"]


def test_marks_and_notes_of_a_page_that_look_like_something_else():
    found = read_resolution_bytes((_joined(_cut(PAGE, 86)) + "\n" + NOTES).encode(), "huts.txt")
    texts = {clause.path: clause.text for clause in found.clauses}
    assert texts["pp1"].startswith("Recalling its decision and the plan")
    assert texts["pp2"].startswith("Noting the website of the guides and the list")
    assert "3 450 days" in texts["op1"]
    assert [note.number for note in found.footnotes] == ["1", "2", "3"]
    assert found.footnotes[0].text.endswith("para. 24.")
    assert found.footnotes[1].text == "www.guides.example."
