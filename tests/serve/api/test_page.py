"""The page in a real browser, and without its scripts."""

import csv
import datetime
import io
import json
import re

import pytest
from lxml import etree, html

from clausetag.data import load_themes, read_resolution_bytes
from clausetag.data.dataset.corrections import read_corrections
from clausetag.data.documents.akn.own import TAGS_NAMESPACE

KEYS = [theme.key for theme in load_themes()]
EMPTY = {"accept": "text/html"}


@pytest.fixture(scope="module")
def corrections(client):
    return client.app.state.service.corrections.path


@pytest.fixture(scope="module")
def page_of(client, browser):
    """Open the service's page in a fresh context; what the console or a failed script says fails the test."""
    opened = []

    def open_page(**options):
        context = browser.new_context(**({"reduced_motion": "reduce"} | options))
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        opened.append((context, said))
        page.goto(str(client.base_url))
        return page

    yield open_page
    for context, said in opened:
        context.close()
        assert said == []


@pytest.fixture(scope="module")
def excerpt(seed):
    """The seed's title, some of its preamble, and paragraphs 1 to 4 with their items: axe looks at each clause."""
    lines = [line.strip() for line in seed.read_text(encoding="utf-8").splitlines()]
    first, fifth = (next(n for n, line in enumerate(lines) if line.startswith(number)) for number in ("1.", "5."))
    return "\n".join([*lines[:12], *lines[first:fifth]])


def paste(page, text):
    page.get_by_label("Text of the resolution").fill(text)
    page.get_by_role("button", name="Tag it").click()
    page.wait_for_url("**/results/*")


def words(page, path):
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


def tagged_page(client, **sent):
    answer = client.post("/", headers=EMPTY, **sent)
    assert answer.status_code == 303, answer.text[:2000]
    return html.fromstring(client.get(answer.headers["location"], headers=EMPTY).text)


def shown(page):
    return page.locator(".clause").evaluate_all("all => all.filter(c => c.offsetParent !== null).map(c => c.id)")


def test_pasted_resolution_is_read_filtered_corrected_and_taken_away(page_of, seed, corrections):
    page = page_of(viewport={"width": 1280, "height": 900})
    paste(page, seed.read_text(encoding="utf-8"))
    assert len(shown(page)) == 77

    page.get_by_label("Detention", exact=False).first.check()
    detention = shown(page)
    assert {"op4", "op4-a", "op4-b"} <= set(detention)
    assert len(detention) < 20
    assert "of 77 clauses" in page.locator("#shown").inner_text()
    page.get_by_role("link", name="Show all").click()
    page.wait_for_load_state()
    assert len(shown(page)) == 77

    clause = page.locator("#op4-b")
    clause.locator("summary").click()
    clause.get_by_label("Children").check()
    clause.get_by_label("I am not sure").check()
    clause.get_by_role("button", name="Save correction").click()
    page.locator("#op4-b .saved", has_text="Corrected by a reader").wait_for()
    assert "Children" in clause.locator("summary").inner_text()
    assert "Children" in page.locator('.map a[href="#op4-b"]').get_attribute("aria-label")
    kept = read_corrections(corrections, KEYS)
    assert ("detention", "children") in kept.themes.values()

    found = {}
    for name in ("Word", "Excel", "CSV", "JSON", "HTML"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        found[name] = (download.value.suggested_filename, download.value.path().read_bytes())
    assert [name for name, _ in found.values()] == [
        f"A_RES_67_172.{s}" for s in ("docx", "xlsx", "csv", "json", "html")
    ]
    by_path = {c["path"]: c for c in json.loads(found["JSON"][1])["clauses"]}
    assert by_path["op4(b)"]["themes"] == ["detention", "children"]
    assert [path for path, c in by_path.items() if c["corrected"]] == ["op4(b)"]
    rows = list(csv.DictReader(io.StringIO(found["CSV"][1].decode("utf-8-sig"))))
    assert len(rows) == 77
    assert [row["path"] for row in rows if row["corrected"] == "yes"] == ["op4(b)"]
    assert found["HTML"][1].decode().count('<span class="by">corrected by a reader') == 1
    assert len(html.fromstring(found["HTML"][1]).xpath("//*[contains(@class, 'clause')]")) == 77

    import docx

    document = docx.Document(io.BytesIO(found["Word"][1]))
    assert any("deprivation of liberty" in p.text for p in document.paragraphs)
    comments = [comment.text for comment in document.comments]
    assert len(comments) == sum(bool(c["themes"] or c["review"]) for c in by_path.values())
    (corrected,) = [comment for comment in comments if "corrected by a reader" in comment]
    assert corrected.startswith("A/RES/67/172, para. 4 (b)\nDetention: applies, corrected by a reader")


def test_akn_is_sent_corrected_and_taken_away(client, page_of, marked_up):
    page = page_of()
    assert ".xml" in page.get_by_label("Drop a file here").get_attribute("accept")
    page.get_by_label("Drop a file here").set_input_files({"name": "made.xml", "mimeType": "", "buffer": marked_up})
    page.get_by_role("button", name="Tag it").click()
    page.wait_for_url("**/results/*")
    assert "In English" in page.locator(".masthead").inner_text()
    clause = page.locator("#op2")
    clause.locator("summary").click()
    clause.get_by_label("Children").check()
    clause.get_by_role("button", name="Save correction").click()
    page.locator("#op2 .saved", has_text="Corrected by a reader").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="AKN XML").click()
    assert download.value.suggested_filename == "A_RES_99_1.xml"
    content = download.value.path().read_bytes()
    assert [c.eid for c in read_resolution_bytes(content, "x").clauses] == ["c1", "p1", "p2"]
    recorded = etree.fromstring(content).iter(f"{{{TAGS_NAMESPACE}}}clause")
    assert [node.get("path") for node in recorded if node.get("corrected")] == ["op2"]
    assert etree.fromstring(content).xpath("//*[@eId='p2']/@refersTo") == ["#theme-children"]


def test_word_and_pdf_files_are_read_when_sent_or_dropped(page_of, seed, written):
    for name, count in (("seed.docx", 77), ("seed.pdf", 77)):
        page = page_of()
        page.get_by_label("Drop a file here").set_input_files({"name": name, "mimeType": "", "buffer": written[name]})
        page.get_by_role("button", name="Tag it").click()  # choosing alone sends nothing
        page.wait_for_url("**/results/*")
        assert len(shown(page)) == count, name
    page = page_of()
    page.evaluate(
        """content => {
            const data = new DataTransfer();
            data.items.add(new File([content], "dropped.txt", { type: "text/plain" }));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        seed.read_text(encoding="utf-8"),
    )
    page.wait_for_url("**/results/*")
    assert len(shown(page)) == 77


def test_dropped_text_is_put_into_the_form_and_not_sent(page_of):
    page = page_of()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "1. Urges States to act;");
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    assert page.evaluate("document.activeElement.value") == "1. Urges States to act;"
    assert page.locator("#working").inner_text() == ""


@pytest.mark.parametrize("scripts", [True, False])
def test_problem_is_the_first_thing_that_is_read(client, browser, tmp_path, scripts):
    large = tmp_path / "big.txt"  # as a file: the browser would be handed its bytes in base64
    with large.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(str(client.base_url))
    page.get_by_label("Drop a file here").set_input_files(large)
    with page.expect_navigation():
        page.get_by_role("button", name="Tag it").click()
    problem = page.locator("[role=alert]")
    assert "larger than the 20 MB" in problem.inner_text()
    assert page.locator("[role=alert]:focus").count() == 1
    assert page.title().startswith("Problem: The body is larger")
    context.close()


def test_correction_counts_again_what_the_filters_show(page_of, seed):
    page = page_of(viewport={"width": 1280, "height": 900})
    paste(page, seed.read_text(encoding="utf-8"))
    filters = page.get_by_label("Detention", exact=False).first
    filters.check()
    filters.press("Enter")  # sends no form, which would lose the filters
    assert filters.is_checked()
    before = int(page.locator("#shown").inner_text().split()[0])
    page.goto(f"{page.url}#pp3")
    clause = page.locator("#pp3")
    assert clause.locator("summary .none").evaluate("none => getComputedStyle(none).opacity") == "1"
    clause.locator("summary").evaluate("summary => summary.click()")  # hidden by the filter
    clause.get_by_label("Detention").evaluate("box => box.click()")
    clause.locator(".correct button").evaluate("button => button.click()")
    page.locator("#shown", has_text=f"{before + 1} of 77 clauses").wait_for()


def test_correction_that_is_kept_but_not_shown_says_so(page_of, seed):
    page = page_of()
    paste(page, seed.read_text(encoding="utf-8"))
    clause = page.locator("#op4-b")
    clause.locator("summary").click()
    page.route("**/results/*", lambda route: route.fulfill(status=200, body="no such page"))
    clause.get_by_role("button", name="Save correction").click()
    page.locator("#op4-b .saved", has_text="Saved, but the view could not be refreshed").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_overflows_a_phone(page_of, excerpt, scheme, violations):
    page = page_of(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    assert violations(page) == []
    paste(page, excerpt)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Open all").click()
    page.get_by_label("Children", exact=False).first.check()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_the_narrowest_phone(client, page_of, seed, excerpt, scheme, violations):
    page = page_of(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert len(client.get("/", headers=EMPTY).content) < 60_000
    paste(page, seed.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Open all").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.goto(str(client.base_url))
    paste(page, excerpt)
    page.get_by_role("button", name="Open all").click()
    assert violations(page) == []


def test_phone_shows_the_clauses_with_a_theme_first_and_unfolds_the_others_without_scripts(page_of, seed):
    page = page_of(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    paste(page, seed.read_text(encoding="utf-8"))
    assert page.locator("#op4-b").is_visible()
    without = page.locator(".clause.plain.d1").first
    assert not without.is_visible()
    page.locator("#rest").check()
    assert without.is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not page.locator("#rest").is_visible()
    page.get_by_label("Operative only").check()
    assert page.locator("#op1").is_visible()
    assert not page.locator("#pp1").is_visible()


def test_first_line_says_what_was_found_and_details_open_across_the_text(page_of, seed):
    page = page_of(viewport={"width": 1400, "height": 900})
    paste(page, seed.read_text(encoding="utf-8"))
    found = page.locator(".found").inner_text()
    assert found.startswith("A/RES/67/172: ")
    assert re.search(r" of 77 clauses speak of a theme: [A-Z][a-z ]+ \d", found)
    page.locator("#op2 summary").click()
    text, why = (page.locator(f"#op2 {part}").bounding_box() for part in (".text", ".why"))
    assert why["y"] >= text["y"] + text["height"] - 1
    assert why["width"] >= text["width"]
    assert page.locator("#op2 .verdicts li").count() == len(KEYS)
    assert "workers" in page.locator("#op2 .verdicts li").last.locator(".words").inner_text()
    title, clause = (page.locator(part).bounding_box() for part in (".masthead", "#pp1 .text"))
    assert abs(title["x"] - clause["x"]) < 2


def test_text_is_searched_and_keys_lead_from_one_tagged_clause_to_the_next(page_of, seed):
    page = page_of(viewport={"width": 1400, "height": 900})
    paste(page, seed.read_text(encoding="utf-8"))
    tagged = page.locator(".clause:not(.plain)").evaluate_all("all => all.map(c => c.id)")
    seen = []
    for key in ("n", "n", "n", "p"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == [tagged[0], tagged[1], tagged[2], tagged[1]]
    page.keyboard.press("/")
    page.keyboard.type("deprivation of liberty")  # its letters lead nowhere
    assert "op4-b" in shown(page)
    assert len(shown(page)) < 10
    assert page.evaluate("CSS.highlights.get('search').size") >= 1
    assert "of 77 clauses" in page.locator("#shown").inner_text()
    page.get_by_label("Search in the text").fill("")
    assert len(shown(page)) == 77


def test_filters_and_search_are_a_form_that_the_server_answers(page_of, seed):
    page = page_of(java_script_enabled=False)
    paste(page, seed.read_text(encoding="utf-8"))
    assert not page.get_by_role("button", name="Next clause").is_visible()
    page.get_by_label("Detention", exact=False).first.check()
    page.get_by_label("Operative only").check()
    page.get_by_label("Search in the text").fill("Deprivation of liberty")
    page.get_by_label("Search in the text").press("Enter")
    page.wait_for_url("**/results/*?*")
    assert page.get_by_label("Detention", exact=False).first.is_checked()
    found = shown(page)
    assert {"op4", "op4-b"} <= set(found)  # the paragraph above it for context
    detention = page.locator(".clause.has-0.hit").evaluate_all("all => all.map(c => c.id)")
    assert len(found) < 10
    assert page.locator("#shown").inner_text() == f"{len(set(detention) & set(found))} of 77 clauses"
    assert {mark.lower() for mark in page.locator("mark.s").all_inner_texts()} == {"deprivation of liberty"}
    page.locator("#op4-b summary").click()
    page.locator("#op4-b").get_by_role("button", name="Save correction").click()
    page.wait_for_url("**/results/*?*#op4-b")  # what was asked for stays
    assert shown(page) == found
    page.get_by_role("link", name="Show all").click()
    page.wait_for_load_state()
    assert len(shown(page)) == 77


@pytest.mark.parametrize("options", [{"viewport": {"width": 320, "height": 700}}, {"color_scheme": "dark"}])
def test_what_the_server_marks_the_script_takes_over(page_of, excerpt, violations, options):
    page = page_of(**options)
    paste(page, excerpt)
    page.goto(f"{page.url}?text=deprivation+of+liberty&theme=detention")
    assert page.locator("mark.s").count() == 0
    assert page.evaluate("CSS.highlights.get('search').size") >= 1
    assert violations(page) == []
    page.get_by_label("Search in the text").fill("")
    page.get_by_role("link", name="Show all").click()
    page.get_by_role("link", name="Show all").wait_for(state="hidden")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_single_keys_can_be_switched_off_for_every_page(page_of, excerpt, violations):
    page = page_of(viewport={"width": 1280, "height": 900})
    paste(page, excerpt)
    page.get_by_text("Keys", exact=True).click()
    assert violations(page) == []
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "keys"
    assert page.locator("[aria-keyshortcuts]").count() == 0
    page.reload()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.className") != "clause"
    page.get_by_role("button", name="Next clause").click()  # which needs no key
    assert "clause" in page.evaluate("document.activeElement.className")


def test_home_says_what_it_does_and_tags_the_example_in_one_click(page_of):
    page = page_of(java_script_enabled=False)
    assert page.get_by_role("heading", level=1).inner_text() == (
        "Find the clauses on detention, children, trafficking in persons and labour rights"
    )
    assert "English" in page.locator(".facts").inner_text()
    assert "20 MB, 5,000 clauses" in page.locator(".facts").inner_text()
    figures = page.locator(".figures tbody tr").inner_text().split()
    assert figures == ["A", "small", "set", "7", "0.90", "[0.80,", "0.95]"]
    page.get_by_role("button", name="Try A/RES/67/172").click()
    page.wait_for_url("**/results/*")
    assert len(shown(page)) == 77


def test_page_is_used_by_keyboard_alone(page_of, seed):
    page = page_of(viewport={"width": 1280, "height": 900})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the form"
    paste(page, seed.read_text(encoding="utf-8"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    page.locator('.map a[tabindex="0"]').focus()
    for key in ("Home", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    assert page.url.endswith("#pp2")
    assert page.evaluate("document.activeElement.id") == "pp2"  # reading goes on from there
    page.locator('.map a[tabindex="0"]').focus()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#op15"
    assert page.locator('.map a[tabindex="0"]').count() == 1
    page.locator("#op4-a summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#op4-a details").get_attribute("open") is not None


def test_link_to_a_clause_leads_there_even_when_filters_hide_it(page_of, seed):
    page = page_of(viewport={"width": 1280, "height": 900})
    paste(page, seed.read_text(encoding="utf-8"))
    page.get_by_label("Detention", exact=False).first.check()
    page.goto(page.url + "#pp3")
    assert page.locator("#pp3").is_visible()


def test_hostile_text_runs_nothing(page_of):
    page = page_of()
    paste(
        page, '1. Urges <img src=x onerror="document.title=1"><script>document.title = 1</script> children in prison;'
    )
    assert page.locator("img").count() == 0
    assert page.title() != "1"
    assert "<script>" in page.locator("#op1").inner_text()


def test_reading_and_correcting_work_without_scripts(page_of, seed, corrections):
    page = page_of(java_script_enabled=False)
    paste(page, seed.read_text(encoding="utf-8"))
    page.get_by_label("Trafficking", exact=False).first.check()
    assert page.locator("#op5-b").is_visible()
    assert not page.locator("#pp3").is_visible()
    clause = page.locator("#op5-b")
    clause.locator("summary").click()
    clause.get_by_label("Labour rights").check()
    clause.get_by_role("button", name="Save correction").click()
    page.wait_for_url("**/results/*#op5-b")
    assert "Labour rights" in page.locator("#op5-b summary").inner_text()
    assert "Corrected by a reader." in page.locator("#op5-b .saved").text_content()
    assert any("labour_rights" in themes for themes in read_corrections(corrections, KEYS).themes.values())


def test_trouble_is_said_above_the_form_and_the_text_is_not_lost(client):
    answer = client.post("/", data={"text": "\n  "}, headers=EMPTY)
    assert answer.status_code == 422
    assert "Pasted text: empty" in answer.text
    answer = client.post("/", files={"file": ("x.png", b"\x89PNG")}, headers=EMPTY)
    assert answer.status_code == 422
    assert "picture" in html.fromstring(answer.text).xpath("//*[@role='alert']")[0].text


def test_a_text_and_a_file_at_once_are_refused_and_the_text_is_not_lost(client):
    files = {"file": ("x.txt", b"1. Urges States to act;")}
    answer = client.post("/", data={"text": "<b>Nothing here</b>"}, files=files, headers=EMPTY)
    assert answer.status_code == 422
    page = html.fromstring(answer.text)
    said = page.xpath("//*[@role='alert']")[0].text
    assert said == "Both a text and the file x.txt were given; give one of them."
    assert page.xpath("//textarea")[0].text == "<b>Nothing here</b>"


def test_text_that_is_no_resolution_is_called_that_and_nothing_is_made_up(client):
    text = "Share on Facebook\n\nBuy milk and eggs\n\nCall the General Assembly about children in prison"
    page = tagged_page(client, data={"text": text})
    assert words(page, "//h1") == ["Pasted text"]
    assert words(page, "//*[@class='counts']")[0].startswith("Pasted text, 3 paragraphs, no resolution recognised.")
    assert page.xpath("//*[@class='bar' or @class='adopted' or @class='organ' or @class='num']") == []
    assert [words(element, ".//a[@class='ref']") for element in page.xpath("//*[@id='p1']")] == [["p1"]]
    assert page.xpath("//title")[0].text == "Pasted text, paragraphs by theme"
    assert "Detention" in words(page, "//*[@id='p3']//summary")[0]


def test_numbers_and_lines_that_the_document_does_not_have_are_not_shown(client):
    page = tagged_page(client, data={"text": "The General Assembly,\n\nUrges States to free children in prison;\n"})
    assert page.xpath("//*[@class='num' or @class='adopted']") == []
    assert words(page, "//*[@class='organ']") == ["The General Assembly,"]
    page = tagged_page(client, data={"text": "Share this page\n\nThe General Assembly,\n\n7. Urges States to act;\n"})
    assert words(page, "//*[@class='num']") == ["7."]
    assert words(page, "//h1") == ["Pasted text"]


def test_a_spreadsheet_comes_back_with_columns_added_and_corrected(client, corrections):
    rows = 'No,Recommendation,Given\n1,"Release all children who are held in prison",2020\n2,,2021\n'
    files = {"file": ("advice.csv", rows.encode())}
    answer = client.post("/", files=files, headers=EMPTY)
    where = answer.headers["location"]
    page = html.fromstring(client.get(where, headers=EMPTY).text)
    assert words(page, "//*[@class='counts']") == ["advice.csv, 2 rows of a spreadsheet."]
    said = words(page, "//*[@class='found']")[0]
    assert said.startswith("1 of 2 rows speaks of a theme: ")
    assert said.endswith("1 not scored.")
    assert words(page, "//*[@class='about']") == ["Texts from the column “Recommendation”."]
    assert words(page, "//a[@class='ref']") == ["row 1", "row 2"]
    form = {"path": "row 1", "theme": ["detention", "labour_rights"], "anchor": "row-1"}
    assert client.post(f"{where}/corrections", data=form).json()["themes"] == ["detention", "labour_rights"]
    kept = json.loads(corrections.read_text(encoding="utf-8").splitlines()[-1])
    assert (kept["path"], kept["asked"], kept["before"]) == ("row 1", KEYS, ["detention", "children"])
    assert kept["model"] == client.app.state.service.tagger.info.version
    datetime.date.fromisoformat(kept["when"])
    assert client.get(f"{where}/tags.csv").status_code == 200
    found = client.get(f"{where}/sheet.csv")
    assert found.headers["content-disposition"] == 'attachment; filename="advice.csv"'
    first, second = csv.DictReader(io.StringIO(found.content.decode("utf-8-sig")))
    assert (first["No"], first["Given"], first["themes"]) == ("1", "2020", "detention;labour_rights")
    assert (second["No"], second["Given"], second["detention_answer"]) == ("2", "2021", "not_scored")
    assert client.get(f"{where}/sheet.xlsx").content.startswith(b"PK")
    assert client.get(f"{where}/sheet.jsonl").status_code == 200
    assert client.get(f"{where}/sheet.doc").status_code == 404


def test_workbooks_keep_days_and_numbers_and_bad_ones_are_refused(client):
    from clausetag.serve.outputs.workbook import write_workbook

    held = io.BytesIO()
    write_workbook(("Text", "Day", "N"), [("Urges States to free prisoners;", datetime.date(2020, 5, 1), 2.5)], held)
    answer = client.post("/", files={"file": ("a.xlsx", held.getvalue())}, headers=EMPTY)
    row = json.loads(client.get(f"{answer.headers['location']}/sheet.jsonl").text)
    assert row["Day"].startswith("2020-05-01")
    assert row["N"] == 2.5
    for name, content in (("a.xlsx", b"PK\x03\x04 no workbook"), ("a.csv", b"n\n1\n"), ("a.csv", b" ")):
        assert client.post("/", files={"file": (name, content)}, headers=EMPTY).status_code == 422


def test_results_that_are_gone_say_so(client):
    answer = client.get("/results/nothing", headers=EMPTY)
    assert answer.status_code == 404
    assert "no longer kept" in answer.text
    assert client.get("/results/nothing/tags.json").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"path": "op99"}, 404),
        ({"path": "op1", "theme": "joy"}, 422),
        ({"path": "op1", "theme": ["children"] * 200}, 400),
    ],
)
def test_wrong_corrections_are_refused_and_not_kept(client, seed, corrections, form, status):
    result = client.post("/", data={"text": seed.read_text(encoding="utf-8")})
    before = corrections.read_bytes() if corrections.exists() else b""
    answer = client.post(f"{result.headers['location']}/corrections", data=form)
    assert answer.status_code == status
    assert (corrections.read_bytes() if corrections.exists() else b"") == before
