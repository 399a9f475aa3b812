"""The page for people who program: drawn from the OpenAPI document, and what it shows runs."""

import shutil
import subprocess

import httpx
import pytest
from lxml import html

from clausetag.serve.api.snippets import LANGUAGES, snippets


@pytest.fixture(scope="module")
def page(client):
    answer = client.get("/docs", headers={"accept": "text/html"})
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def test_every_call_and_field_of_the_openapi_document_is_there(client, page):
    document = client.get("/openapi.json").json()
    shown = [" ".join(code.text_content().split()) for code in page.xpath("//section/h2/code")]
    assert shown == [f"{method.upper()} {path}" for path, own in document["paths"].items() for method in own]
    names = set(page.xpath("//table[@class='fields']//th/code/text()"))
    assert {"texts", "explain", "file", "results[].verdicts.KEY.why.speaks_for[].weight", "clauses[].path"} <= names
    assert "5,000" in page.text_content()


def test_it_loads_nothing_from_elsewhere_and_links_lead_somewhere(page):
    assert page.xpath("//link | //img | //script | //iframe | //*[@style]") == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_calls_are_written_in_four_languages_and_with_a_key_where_one_is_needed(page):
    assert len(page.xpath("//section//pre[contains(@class, 'w0')]")) == len(page.xpath("//section"))
    written = snippets("POST", "http://x/v1/tag", body={"texts": ['it\'s "so"'], "explain": True}, key=True)
    assert tuple(written) == LANGUAGES
    assert all("key" in code.lower() for code in written.values())
    assert "explain = TRUE" in written["R"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl: apt-get install curl")
def test_curl_examples_run_as_they_stand(page, seed, tmp_path):
    shutil.copy(seed, tmp_path / "A_RES_67_172.txt")
    for code in page.xpath("//section//pre[contains(@class, 'w0')]"):
        found = subprocess.run(["bash", "-c", f"{code.text_content()} -sf"], cwd=tmp_path, capture_output=True)
        assert found.returncode == 0, code.text_content()
        assert found.stdout


def test_python_examples_run_as_they_stand(page, seed, tmp_path, monkeypatch):
    shutil.copy(seed, tmp_path / "A_RES_67_172.txt")
    monkeypatch.chdir(tmp_path)
    for code in page.xpath("//section//pre[contains(@class, 'w3')]"):
        if "/metrics" in code.text_content():  # no JSON
            continue
        known = {"httpx": httpx}
        exec(code.text_content(), known)
        assert known["found"]


@pytest.mark.parametrize("options", [{"viewport": {"width": 320, "height": 700}}, {"color_scheme": "dark"}])
def test_axe_finds_nothing_and_one_language_is_shown_at_a_time(client, browser, violations, options):
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(f"{client.base_url}/docs")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("R", exact=True).check()
    assert page.locator("section .w2").first.is_visible()
    assert not page.locator("section .w0").first.is_visible()
    context.close()


def test_on_paper_tables_are_whole_and_folded_examples_away(client, browser):
    context = browser.new_context(viewport={"width": 680, "height": 900})  # A4 between its margins
    page = context.new_page()
    page.goto(f"{client.base_url}/docs")
    page.emulate_media(media="print")
    wide = "(one) => one.scrollWidth > one.clientWidth"
    assert not any(table.evaluate(wide) for table in page.locator(".wide").all())
    assert not page.locator("details summary").first.is_visible()
    context.close()
