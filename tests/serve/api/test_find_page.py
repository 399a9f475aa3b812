"""The page of questions to a batch: answered without scripts, on a phone and on a wide screen, in light and dark."""

import csv
import io

import pytest
from lxml import html

from clausetag.data.errors import UsageError
from clausetag.serve.api.app import create_app

PAGE = {"accept": "text/html"}


@pytest.fixture(scope="module")
def searched(served, tagged_folder):
    with served(tags=tagged_folder) as client:
        yield client


def asked(client, **query):
    answer = client.get("/find", params=query, headers=PAGE)
    assert "script" not in answer.headers["content-security-policy"]
    return answer, html.fromstring(answer.text)


def texts(page, path):
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


def test_the_form_asks_nothing_by_itself(searched):
    answer, page = asked(searched)
    assert answer.status_code == 200
    assert (texts(page, "//*[@class='said']"), texts(page, "//li")) == ([], [])
    assert texts(page, "//p[@class='small']") == ["In 4 tagged documents. What you leave empty is not asked."]
    assert len(answer.content) < 60_000


def test_the_first_page_leads_there_where_there_are_tables(searched, client):
    for service, links in ((searched, ["/find"]), (client, [])):
        page = html.fromstring(service.get("/", headers=PAGE).text)
        assert [link for link in page.xpath("//nav/a/@href") if link == "/find"] == links


def test_an_answer_has_citations_links_themes_and_words(searched):
    _, page = asked(searched, theme=["children", "trafficking"], **{"from": "2010"}, organ="General Assembly")
    assert texts(page, "//*[@class='said']")[0] == "3 clauses in 2 documents, of 3 documents searched."
    links = page.xpath("//h2/a")
    assert [link.text for link in links] == [
        "A/RES/73/902, para. 1",
        "A/RES/67/901, preambular para. 1",
        "A/RES/67/901, para. 1",
    ]
    assert links[0].get("href") == "https://docs.un.org/en/A/RES/73/902"
    assert any("child" in text for text in texts(page, "//mark"))
    assert [box.get("value") for box in page.xpath("//input[@checked]")] == ["children", "trafficking"]
    assert page.xpath("//select[@name='organ']/option[@selected]")[0].text == "General Assembly"


def test_badges_show_how_sure_as_they_do_in_a_report(searched):
    _, page = asked(searched, theme=["children", "detention", "trafficking"])
    badges = page.xpath("//span[contains(@class, 'badge')]")
    assert badges
    for badge in badges:
        sure = badge.xpath(".//small")[0].text.strip("<>%")
        look = badge.get("class").split()[-1]
        assert look == "ask" or (look == "sure") == (int(sure) >= 90)


def test_what_was_found_can_be_taken_away(searched):
    _, page = asked(searched, text="lakes")
    files = page.xpath("//p[@class='files']/a/@href")
    assert [file.partition("?")[0].rpartition(".")[2] for file in files] == ["csv", "jsonl", "xlsx"]
    answer = searched.get(files[0])
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["citation"] for row in rows] == ["A/RES/73/902, para. 1", "A/RES/67/901, para. 2", "para. 1"]
    assert searched.get("/find/clauses.exe").status_code == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from": "2020", "to": "2010"}, "From 2020 to 2010: the first year comes after the last."),
        ({"theme": "water"}, "No theme 'water' in this model; its themes are "),
        ({"section": "middle"}, "No section 'middle'; there are "),
    ],
)
def test_questions_that_cannot_be_answered_say_so_above_the_form(searched, query, said):
    answer, page = asked(searched, **query)
    assert answer.status_code == 422
    assert texts(page, "//*[@role='alert']")[0].startswith(said)
    assert page.xpath("//form[@action='/find']")


@pytest.mark.parametrize("number", ["0", "-1", "1e3", "0000000019999999999999999999", "9" * 5000])
def test_what_is_no_number_is_refused(searched, number):
    for field in ("page", "from", "to"):
        answer, page = asked(searched, **{field: number})
        assert answer.status_code == 422
        assert texts(page, "//*[@role='alert']")[0].lower().startswith(f"{field}: a whole number is wanted")


def test_a_file_of_a_question_that_cannot_be_answered_is_a_page_for_people_and_json_for_programs(searched):
    person, program = (searched.get("/find/clauses.csv?from=x", headers=headers) for headers in (PAGE, {}))
    assert (person.status_code, program.status_code) == (422, 422)
    assert "From: a whole number is wanted, such as 2012" in html.fromstring(person.text).text_content()
    assert program.json()["detail"] == "from: a whole number is wanted, such as 2012"


def test_nothing_found_and_nobody_looked(searched):
    _, page = asked(searched, text="zebra")
    assert texts(page, "//*[@class='said']") == ["Nothing found: no clause of the 4 documents searched is like that."]
    _, page = asked(searched, **{"from": "2030"})
    assert texts(page, "//*[@class='said']") == [
        "Nothing searched: none of 4 documents is of that kind.",
        "1 document does not say the year: not searched.",
    ]


def test_mark_up_in_a_question_is_text(searched):
    answer, _ = asked(searched, text="<script>alert(1)</script>", organ='"><b>')
    assert "<script>" not in answer.text
    assert "<b>" not in answer.text.replace('<b aria-hidden="true">', "").replace('<b class="chip"', "")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_overflows(searched, browser, width, scheme, violations):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{searched.base_url}/find?text=lakes&theme=children&theme=trafficking&theme=detention")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_without_tables_there_is_no_such_page(client):
    assert client.get("/find").status_code == 404


def test_a_folder_without_tables_is_said_at_the_start(settings, tmp_path):
    with pytest.raises(UsageError, match="no tables of clausetag batch here"):
        create_app(settings(tags=tmp_path))
