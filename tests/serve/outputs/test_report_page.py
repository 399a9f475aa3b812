"""The report in a real browser, from a file, with nothing else to load."""

from itertools import pairwise

import pytest

from clausetag.data import resolution_from_paragraphs
from clausetag.serve.outputs.report import index_entry, render_index, render_report


@pytest.fixture(scope="module")
def report(tagger, seed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    tagged = tagger.tag(seed)
    (folder / "seed.html").write_text(render_report(tagged, tagger.definitions), encoding="utf-8")
    entries = [index_entry("seed.html", tagged, tagger.definitions)]
    (folder / "index.html").write_text(render_index(entries, tagger.definitions), encoding="utf-8")
    return folder


@pytest.fixture
def page(browser, request):
    context = browser.new_context(reduced_motion="reduce", **getattr(request, "param", {}))
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith("file:") else None)
    yield page
    context.close()
    assert said == []


def test_index_leads_to_the_report_and_back_to_a_clause(page, report, violations):
    page.goto((report / "index.html").as_uri())
    assert violations(page) == []
    page.get_by_role("link", name="A/RES/67/172").click()
    page.locator('.map a[href="#op9-a"]').click()
    assert page.url.endswith("seed.html#op9-a")
    assert page.locator("#op9-a").is_visible()


def test_filters_count_and_keep_the_paragraph_above_for_context(page, report):
    page.goto((report / "seed.html").as_uri())
    page.get_by_label("Detention", exact=False).first.check()
    assert page.locator("#op4").is_visible()
    assert page.locator("#op4-b").is_visible()
    assert not page.locator("#op1").is_visible()
    assert not page.locator("#op4-j").is_visible()
    matching = page.locator(".clause.has-0").count()
    assert page.locator("#shown").inner_text() == f"{matching} of 77 clauses"


@pytest.mark.parametrize(
    "page",
    [{"viewport": {"width": 390, "height": 844}}, {"color_scheme": "dark"}, {"forced_colors": "active"}],
    ids=["phone", "dark", "forced colours"],
    indirect=True,
)
def test_axe_finds_nothing_with_everything_open(page, report, violations):
    page.goto((report / "seed.html").as_uri())
    page.get_by_role("button", name="Open all").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_citation_is_copied(page, report):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((report / "seed.html").as_uri())
    page.locator("#op4-a summary").click()
    page.locator("#op4-a").get_by_role("button", name="Copy the citation").click()
    page.locator("#op4-a button.copy", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "A/RES/67/172, para. 4 (a)"


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], ids=["no scripts"], indirect=True)
def test_without_scripts_the_citation_stands_there_without_a_button(page, report):
    page.goto((report / "seed.html").as_uri())
    page.locator("#op4-a summary").click()
    assert page.locator("#op4-a .cite cite").inner_text() == "A/RES/67/172, para. 4 (a)"
    assert not page.locator("#op4-a button.copy").is_visible()
    link = page.locator("#op4-a").get_by_role("link", name="Official document")
    assert link.get_attribute("href") == "https://docs.un.org/en/A/RES/67/172"


def test_printing_hides_what_only_a_screen_can_use(page, report):
    page.goto((report / "seed.html").as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".map").is_visible()
    assert page.locator("#op15").is_visible()
    assert page.locator(".panel").get_by_text("Detention").is_visible()


def test_on_paper_badges_are_whole_and_lie_over_nothing(page, tagger, tmp_path):
    texts = ["Free every child who is held in prison or trafficked for forced labour;", "-", "Decides to meet again."]
    tagged = tagger.tag(resolution_from_paragraphs([f"{n}. {text}" for n, text in enumerate(texts, 1)]))
    assert len(tagged.clauses[0].tags.themes) > 2
    (tmp_path / "short.html").write_text(render_report(tagged, tagger.definitions), encoding="utf-8")
    page.set_viewport_size({"width": 700, "height": 900})  # about the width of A4 between its margins
    page.goto((tmp_path / "short.html").as_uri())
    page.emulate_media(media="print")
    cut = "(badge) => badge.lastElementChild.scrollWidth > badge.lastElementChild.clientWidth"
    assert not any(badge.evaluate(cut) for badge in page.locator(".badge").all())
    boxes = [summary.bounding_box() for summary in page.locator(".tags summary").all()]
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes))
    assert not page.locator(".colophon summary").is_visible()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "14px"  # 10.5 points


@pytest.mark.parametrize("width", [320, 768])
def test_the_map_of_a_few_clauses_is_small(page, tagger, tmp_path, width):
    tagged = tagger.tag(resolution_from_paragraphs(["1. Decides to plant ash;", "2. Decides to meet again."]))
    (tmp_path / "short.html").write_text(render_report(tagged, tagger.definitions), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((tmp_path / "short.html").as_uri())
    assert all(line.bounding_box()["height"] <= 32 for line in page.locator(".map li").all())
