"""The summary as a page: shares, own scales, a heat map, links; read in a browser by axe."""

from collections import Counter

import pytest
from lxml import html

from clausetag.serve.batch.summary import FEW, Share, Summary
from clausetag.serve.batch.summary_page import heat, scale, theme_marks, write_html
from clausetag.serve.batch.summary_text import format_summary, headline
from clausetag.serve.batch.telling import Telling

RUN = {"documents": 26, "clauses": 390, "errors": 0, "model_version": "m", "parser_version": "p"}


def share(documents, clauses, review=0, **themes):
    return Share(documents, clauses, sum(themes.values()), Counter(themes), review)


@pytest.fixture
def summary():
    found = Summary(RUN, ("detention", "children", "lakes"), share(26, 390, 4, detention=30, children=60, lakes=3))
    found.years = {
        2000: share(10, 100, detention=10, children=10),
        2002: share(15, 200, detention=10, children=40, lakes=2),
        2003: share(1, 10, detention=10),
    }
    found.organs = {"General Assembly": share(25, 380, detention=20, children=60), "not known": share(1, 10)}
    found.documents = {"a.txt": share(1, 20, children=9), "b/c.pdf": share(1, 30, detention=4)}
    found.titles = {"a.txt": "A/RES/67/172", "b/c.pdf": "A list <b>of</b> lakes"}
    found.official = {"a.txt": "https://docs.un.org/en/A/RES/67/172"}
    found.together = Counter({("detention", "children"): 12})
    found.review = Counter({"lakes": 4})
    telling = Telling(0.99, "a.txt", "op4(a)", "Urges <i>all</i> to free prisoners;")
    found.telling = {"detention": [telling], "children": [], "lakes": []}
    return found


@pytest.fixture
def page(summary, tmp_path):
    reports = tmp_path / "my reports"
    reports.mkdir()
    (reports / "a.html").write_text("x")
    write_html(summary, tmp_path / "summary.html", reports)
    return html.fromstring((tmp_path / "summary.html").read_text(encoding="utf-8"))


def words(element):
    return " ".join(element.text_content().split())


def test_the_first_sentence_says_what_was_found(summary, page):
    lead = words(page.xpath("//*[@class='lead']")[0])
    assert lead == (
        "23.8% of the 390 clauses in 26 documents (2000 to 2003) speak of at least one theme: "
        "most often children (15.4%), least often lakes (0.8%)."
    )
    assert headline(Summary(RUN, ("lakes",), share(1, 5)), {"lakes": "lakes"}).startswith("None of the 5 clauses")


def test_themes_have_the_colours_of_the_reports(summary, page):
    assert [mark.place for mark in theme_marks(summary)] == [0, 1, 2]
    assert [figure.get("class") for figure in page.xpath("//figure")] == ["p0", "p1", "p2"]


def test_years_are_shares_on_a_scale_of_the_theme_and_few_documents_are_grey(summary, page):
    assert [scale(summary, theme) for theme in summary.themes] == [0.1, 0.2, 0.01]
    bars = page.xpath("//figure")[0].xpath(".//rect")
    assert [float(bar.get("height")) for bar in bars] == [
        86.0,
        43.0,
        92.9,
    ]  # cut off, beyond the upper line, where it may be chance
    assert [bar.get("class") for bar in bars] == [None, None, "few"]
    assert words(bars[2]) == "2003: 100.0% (10 of 10 clauses, 1 document)"
    assert FEW == 5
    first = page.xpath("//details//tbody/tr")[0]
    assert [words(cell) for cell in first] == ["2000", "10", "100", "10", "10", "0"]
    organ = page.xpath("//*[@aria-label='Shares: Organ']//tbody/tr[1]")[0]
    assert [words(cell) for cell in organ][:5] == ["General Assembly", "25", "380", "5.3%", "15.8%"]


def test_the_heat_map_has_one_darkest_cell_and_leaves_out_a_theme_with_itself(summary, page):
    shades = [[cell.shade for cell in row] for row in heat(summary)]
    assert shades == [[0, 10, 0], [5, 0, 0], [0, 0, 0]]
    row = page.xpath("//table[@class='heat']/tbody/tr[1]/td")
    assert [words(cell) for cell in row] == ["30", "40.0%12", "0.0%0"]
    assert [cell.get("class") for cell in row] == ["same", "h10", "h0"]


def test_one_is_one_and_languages_have_names(tmp_path):
    one = Summary(RUN | {"documents": 1}, ("lakes",), share(1, 5, 1, lakes=1))
    one.languages = {"fr": share(1, 5, 1, lakes=1)}
    write_html(one, tmp_path / "one.html")
    page = html.fromstring((tmp_path / "one.html").read_text(encoding="utf-8"))
    assert page.xpath("//title")[0].text == "Summary of 1 document, clauses by theme"
    assert words(page.xpath("//*[@class='small']")[0]) == "1 clause (20.0%) has a theme that a person should decide."
    row = page.xpath("//*[@aria-label='Shares: Language']//tbody/tr")[0]
    assert words(row.xpath("th")[0]) == "French *"
    assert row.xpath("td/@title") == ["1 clause", "1 clause"]
    assert "French *" in format_summary(one)


def test_documents_link_to_their_reports_and_to_the_official_ones(page):
    row = page.xpath("//*[@aria-label='Documents']//tbody/tr")[0]
    assert row.xpath(".//a/@href") == ["my%20reports/a.html", "https://docs.un.org/en/A/RES/67/172"]
    assert page.xpath("//*[@class='where']/a[1]/@href") == ["my%20reports/a.html#op4-a"]
    assert page.xpath("//b[not(@class)] | //i | //script") == []


def test_reports_go_with_a_page(cli, tmp_path):
    result = cli("summarize", tmp_path, "--reports", tmp_path)
    assert result.exit_code == 2
    assert "goes with --html" in result.stderr


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_overflows(page, browser, tmp_path, width, scheme, violations):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    shown, said = context.new_page(), []
    shown.on("console", lambda message: said.append(message.text))
    shown.goto((tmp_path / "summary.html").as_uri())
    shown.locator("details summary").click()
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert violations(shown) == []
    context.close()
    assert said == []
