"""The comparison as a page: every clause with its marks, in two views, in a browser that loads nothing else."""

import pytest
from lxml import html

from clausetag.data import load_themes
from clausetag.serve.compare import compare_texts
from clausetag.serve.compare.page import render_page

HOSTILE = """</style></script><script>owned = 1</script><img src=x onerror="owned = 1">"'><svg onload=x>{{ 7*7 }}&lt;"""
LAMPS = "Urges all States to light the lamps of their lighthouses before dusk and to train keepers in mending lenses;"


@pytest.fixture(scope="module")
def page(old, new):
    return html.fromstring(render_page(compare_texts([old, new]), load_themes()))


def words(element):
    return " ".join(element.text_content().split())


def rows(page):
    return page.xpath("//li[contains(concat(' ', @class, ' '), ' row ')]")


def test_every_clause_stands_once_on_its_side_with_its_words(page, old, new):
    for side, text in (("old", old), ("new", new)):
        shown = [words(p) for row in rows(page) for p in row.xpath(f"div[contains(@class, '{side} text')]/p")]
        for item in text.clauses:
            assert sum(item.clause.text in said for said in shown) == 1
        assert len(shown) == len(text.clauses)


def test_marks_are_elements_for_removed_and_added(page):
    row = rows(page)[0]
    assert [e.text for e in row.xpath("div[@class='old text']//del")] == ["1/2", "3", "2020"]
    assert [e.text for e in row.xpath("div[@class='new text']//ins")] == ["2/2", "4", "2021"]
    assert [e.tag for e in row.xpath("div[@class='both text']//del | div[@class='both text']//ins")] == [
        "del",
        "ins",
    ] * 3


def test_what_became_of_each_is_said_in_words(page):
    assert [words(row.xpath(".//span[@class='kind']")[0]) for row in rows(page)] == [
        *("reworded", "moved", "reworded", "split", "dropped", "new", "same")
    ]
    assert "Children gained" in words(rows(page)[2])
    assert "Labour rights (for a person to decide)" in words(rows(page)[3])
    assert "2 same, 2 reworded, 1 split, 1 new, 1 dropped; 1 moved" in words(page)


def test_ids_are_unique_and_links_lead_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


def test_a_series_has_a_step_for_each_text_and_a_table_of_threads(old, new):
    page = html.fromstring(render_page(compare_texts([old, new, old]), load_themes()))
    assert len(page.xpath("//section[@class='step']")) == 2
    table = [[words(cell) for cell in row] for row in page.xpath("//section[@class='threads']//tr")]
    begins = "Requests the Secretary-General to count the ovens of the northern towns and to report how many …"
    assert ["op2", "op3, op4", "op2", begins] in table


def test_hostile_text_is_only_text(tagged):
    texts = [tagged(f"{LAMPS} {HOSTILE} {n}", symbol=HOSTILE, title=HOSTILE, source=HOSTILE) for n in (1, 2)]
    page = html.fromstring(render_page(compare_texts(texts), load_themes()))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //svg")
    assert words(page).count("owned = 1") >= 8


def test_arabic_runs_from_right_to_left(tagged):
    texts = [tagged("يطلب إلى الدول إضاءة المنارات؛", language="ar") for _ in range(2)]
    page = html.fromstring(render_page(compare_texts(texts), load_themes()))
    assert {(p.get("lang"), p.get("dir")) for p in page.xpath("//div[contains(@class, 'text')]/p")} == {("ar", "rtl")}


@pytest.fixture
def shown(browser, tmp_path, old, new, request):
    """The page in a browser; what it says on its console, or asks for elsewhere, fails the test."""
    (tmp_path / "page.html").write_text(render_page(compare_texts([old, new, old]), load_themes()), encoding="utf-8")
    context = browser.new_context(**request.param)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith("file:") else None)
    page.goto((tmp_path / "page.html").as_uri())
    yield page
    context.close()
    assert said == []


@pytest.mark.parametrize("shown", [{"color_scheme": scheme} for scheme in ("light", "dark")], indirect=True)
def test_views_and_filter_work_and_nothing_is_hard_to_read(shown, violations):
    row = shown.locator("li.row").first
    assert violations(shown) == []
    assert row.locator(".old").is_visible()
    shown.check("#one")
    assert violations(shown) == []
    assert (row.locator(".old").is_visible(), row.locator(".both").is_visible()) == (False, True)
    shown.check("#changes")
    assert not shown.locator("li.row.same:not(.changed)").first.is_visible()
    assert shown.locator("li.row.reworded").first.is_visible()


@pytest.mark.parametrize("shown", [{"viewport": {"width": 360, "height": 700}}], indirect=True)
def test_on_a_phone_it_begins_with_one_text_and_fits(shown, violations):
    assert shown.locator("#one").is_checked()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360
    shown.check("#side")
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(shown) == []


@pytest.mark.parametrize("shown", [{}], indirect=True)
def test_paper_shows_both_texts(shown):
    shown.emulate_media(media="print")
    assert not shown.locator(".controls").is_visible()
    assert shown.locator("li.row .old").first.is_visible()
