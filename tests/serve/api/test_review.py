"""The review queue in a real browser, and without its scripts: every answer is kept at once, by the reader's name."""

import json

import pytest
from lxml import html

from clausetag.data.project import make_project
from clausetag.serve.review.item import Guess, Item
from clausetag.serve.review.label_studio import tasks_of
from tests.serve.review.conftest import THEMES

EMPTY = {"accept": "text/html"}
PRISON = "Release the children who are held in the prison of Sylvania;"
HOSTILE = "<script>alert(1)</script> Dig wells in every village of the dry northern plain;"
LONG = "Open the harbour to all fishing boats of the coast, whatever their flag; " * 12


@pytest.fixture
def project(tmp_path):
    project = make_project(tmp_path / "mine")
    project.themes_file.write_text(THEMES, encoding="utf-8")
    words = (PRISON.index("held"), PRISON.index("prison") + 6)
    items = [
        Item(PRISON, {"detention": Guess("review", 0.4, (words,))}, "A/RES/99/1", "op4(a)", "operative", "en", 2044),
        Item(HOSTILE, document="A/RES/99/1", path="op5", before=PRISON, after=LONG),
        Item(LONG, document="A/RES/99/1", path="op6", before=HOSTILE),
    ]
    tasks = tasks_of(items, project.themes())
    (project.root / "review.json").write_text(json.dumps(tasks), encoding="utf-8")
    return project


@pytest.fixture
def service(served, project):
    with served(review=project.root) as client:
        yield client


@pytest.fixture
def page_of(service, browser):
    """Open the queue in a fresh context; what the console or a failed script says fails the test."""
    opened = []

    def open_page(reader="anna", **options):
        context = browser.new_context(**({"reduced_motion": "reduce"} | options))
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        opened.append((context, said))
        page.goto(f"{service.base_url}/review")
        page.get_by_label("Your name").fill(reader)
        page.get_by_role("button", name="Begin").click()
        page.wait_for_url("**reader=**")
        return page

    yield open_page
    for context, said in opened:
        context.close()
        assert said == []


def kept(project):
    return [(label.text.split()[0], label.theme, label.answer, label.annotator) for label in project.labels()]


def press(page, key, said):
    page.keyboard.press(key)
    page.locator("#said", has_text=said).wait_for(state="attached")
    page.evaluate("document.getElementById('said').textContent = ''")


def test_keys_answer_and_undo_and_every_answer_is_kept_at_once(page_of, project):
    page = page_of(viewport={"width": 1200, "height": 850})
    press(page, "y", "Kept: Detention, yes.")
    assert kept(project) == [("Release", "detention", "yes", "anna")]
    press(page, "u", "Kept: Water and sanitation, unsure.")
    assert page.locator("h1").inner_text() == "A/RES/99/1 op5"
    press(page, "n", "Kept: Detention, no.")
    press(page, "z", "Taken back.")
    press(page, "Control+z", "Taken back.")
    assert page.locator("h1").inner_text() == "A/RES/99/1 op4(a)"
    assert kept(project) == [("Release", "detention", "yes", "anna")]
    assert page.locator(".current legend").inner_text().startswith("W")
    for key in "nnynn":
        press(page, key, "Kept")
    assert "Every clause is read" in page.locator("main").inner_text()
    assert "3 of 3 clauses read, 6 answers kept" in page.locator(".progress").inner_text()
    label = project.labels()[0]
    assert (label.document, label.path, label.section, label.language, label.year) == (
        "A/RES/99/1",
        "op4(a)",
        "operative",
        "en",
        2044,
    )


def test_keys_can_be_turned_off_and_an_answer_changed(page_of, project):
    page = page_of(viewport={"width": 1200, "height": 850})
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("y")
    page.get_by_role("button", name="No", exact=False).first.click()
    page.locator("#said", has_text="Kept: Detention, no.").wait_for(state="attached")
    assert not page.get_by_label("Single keys work").is_checked()
    page.reload()  # the browser keeps it
    assert not page.get_by_label("Single keys work").is_checked()
    page.keyboard.press("y")
    page.get_by_role("button", name="Yes", exact=False).first.click()
    page.locator("#said", has_text="Kept: Detention, yes.").wait_for(state="attached")
    page.keyboard.press("z")
    assert [answer for _, _, answer, _ in kept(project)] == ["no", "yes"]  # the latest holds


def test_two_readers_read_the_same_clauses_and_do_not_see_each_other(page_of, project):
    press(page_of("Anna Ö."), "y", "Kept")
    page = page_of("anna")
    assert "0 of 3 clauses read, 0 answers kept" in page.locator(".progress").inner_text()
    press(page, "n", "Kept")
    press(page, "z", "Taken back")
    page.keyboard.press("z")  # there is nothing left of this reader's
    page.wait_for_timeout(200)
    assert kept(project) == [("Release", "detention", "yes", "Anna Ö.")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_axe_finds_nothing_and_nothing_overflows(page_of, service, scheme, width, violations):
    page = page_of(viewport={"width": width, "height": 700}, color_scheme=scheme)
    assert violations(page) == []
    press(page, "y", "Kept")
    press(page, "y", "Kept")
    page.get_by_text("What counts").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []
    for key in "nnnn":
        press(page, key, "Kept")
    assert violations(page) == []
    page.goto(f"{service.base_url}/review")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []


def test_a_new_clause_is_shown_from_its_beginning_on_a_phone(page_of):
    page = page_of(viewport={"width": 320, "height": 600})
    press(page, "y", "Kept")
    assert page.evaluate("scrollY") > 0  # the next question is in sight
    press(page, "y", "Kept")
    assert page.evaluate("scrollY") == 0
    sizes = page.locator(".answers button").evaluate_all("all => all.map(b => b.getBoundingClientRect().height)")
    assert min(sizes) >= 44


def test_it_works_without_scripts(service, project):
    first = html.fromstring(service.get("/review?reader=bob", headers=EMPTY).text)
    assert first.xpath("//mark[contains(@class, 'p0')]")[0].text == "held in the prison"
    assert first.xpath("//a[text()='Official document']/@href") == ["https://docs.un.org/en/A/RES/99/1"]
    answer = service.post("/review", data={"reader": "bob", "clause": "1", "answer": "detention:yes"}, headers=EMPTY)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?reader=bob&clause=1")
    service.post("/review", data={"reader": "bob", "clause": "1", "answer": "water:no"})
    second = html.fromstring(service.get("/review?reader=bob", headers=EMPTY).text)
    assert second.xpath("string(//p[@class='told'])") == HOSTILE
    assert second.xpath("//*[@class='near']")[0].text_content() == f"The clause before: {PRISON}"
    back = service.post("/review/undo", data={"reader": "bob", "clause": "2"})
    assert back.headers["location"] == "/review?reader=bob&clause=1"
    assert kept(project) == [("Release", "detention", "yes", "bob")]


def test_labels_that_come_in_meanwhile_count_and_a_cut_off_line_harms_nothing(service, project):
    line = {"text": PRISON, "theme": "detention", "answer": "no", "annotator": "bob"}
    (project.labels_folder / "other.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    page = html.fromstring(service.get("/review?reader=bob").text)
    assert page.xpath("string(//fieldset[contains(@class, 'current')]/legend)").strip().startswith("W")
    file = project.labels_folder / "review-bob.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")  # without its end
    service.post("/review", data={"reader": "bob", "clause": "1", "answer": "water:no"})
    assert len(kept(project)) == 3


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"reader": "bob", "clause": "1", "answer": "harbours:yes"}, "a theme's key"),
        ({"reader": "bob", "clause": "1", "answer": "water:perhaps"}, "yes, no or unsure"),
        ({"reader": "bob", "clause": "9", "answer": "water:yes"}, "from 1 to 3"),
        ({"reader": "bob", "clause": "²", "answer": "water:yes"}, "from 1 to 3"),
        ({"reader": " ", "clause": "1", "answer": "water:yes"}, "give your name"),
        ({"reader": "b" * 61, "clause": "1", "answer": "water:yes"}, "give your name"),
    ],
)
def test_wrong_answers_are_refused_and_not_kept(service, project, form, said):
    answer = service.post("/review", data=form)
    assert answer.status_code == 422
    assert said in answer.json()["detail"] if "json" in answer.headers["content-type"] else said in answer.text
    assert kept(project) == []


def test_answers_that_cannot_be_written_are_said_not_to_be_kept(service, project):
    (project.labels_folder / "review-bob.jsonl").mkdir()
    answer = service.post("/review", data={"reader": "bob", "clause": "1", "answer": "water:yes"})
    assert answer.status_code == 422
    assert "The answer was not kept" in answer.text


def test_without_a_queue_the_page_says_how_to_make_one(client):
    answer = client.get("/review", headers=EMPTY)
    assert answer.status_code == 404
    assert "clausetag review export" in answer.text
    assert client.post("/review", data={}).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "no tasks in it"),
        ("nonsense", "not JSON"),
        ('[{"data": {"text": 3}}]', "task 1: has no data with a text"),
    ],
)
def test_a_file_that_is_no_queue_is_refused_before_anything_is_served(cli, project, content, said):
    (project.root / "wrong.json").write_text(content, encoding="utf-8")
    result = cli("serve", "--review", project.root / "wrong.json")
    assert result.exit_code == 2
    assert said in result.stderr
