"""Every page that is served or written: axe finds nothing, nothing overflows a phone, and it works without scripts."""

import json

import pytest
from lxml import html

from clausetag.data.project import make_project
from clausetag.serve.review.item import Item
from clausetag.serve.review.label_studio import tasks_of
from tests.serve.conftest import SEARCHED

PAGE = {"accept": "text/html"}
MODES = [
    {"viewport": {"width": 320, "height": 700}, "color_scheme": "light"},
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
]
FIRST = ("/", "/find", "/compare", "/docs", "/review")  # what is seen before anything is asked
FILES = ("report.html", "reports/index.html", "summary.html", "diff.html", "similar.html")


@pytest.fixture(scope="module")
def client(served, tagged_folder, tmp_path_factory):
    project = make_project(tmp_path_factory.mktemp("pages") / "mine")
    items = [Item("Release the children who are held in prison;", document="A/RES/99/1", path="op4")]
    (project.root / "review.json").write_text(json.dumps(tasks_of(items, project.themes())), encoding="utf-8")
    with served(tags=tagged_folder, review=project.root) as client:
        yield client


@pytest.fixture(scope="module")
def asked(client):
    """Addresses of the pages that answer something."""

    def sent_to(where, **form):
        answer = client.post(where, headers=PAGE, **({"files": {"none": ""}} | form))
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    pair = {"old": ("a.txt", SEARCHED["a.txt"].encode()), "new": ("b.txt", SEARCHED["b.txt"].encode())}
    sheet = {"file": ("texts.csv", b"id,text\n1,Free every child in detention.\n2,Clean the lakes.\n")}
    return {
        "result": sent_to("/", data={"text": SEARCHED["a.txt"]}),
        "a text that is no resolution": sent_to("/", data={"text": SEARCHED["notes.txt"]}),
        "spreadsheet": sent_to("/", files=sheet),
        "comparison": sent_to("/compare", files=pair),
        "found": "/find?theme=children&text=child",
        "gone": "/results/no-such-result",
        "queue": "/review?reader=anna",
    }


@pytest.fixture(scope="module")
def written(bundle, tagged_folder, tmp_path_factory):
    """The pages that commands write."""
    from typer.testing import CliRunner

    from clausetag.serve.cli import app

    out, texts = tmp_path_factory.mktemp("written"), tagged_folder.parent
    a, b = texts / "a.txt", texts / "b.txt"
    for arguments in (
        ("tag", a, "--bundle", bundle, "--out", out / "report.html"),
        ("tag", a, b, "--bundle", bundle, "--format", "html", "--out", out / "reports"),
        ("summarize", tagged_folder, "--html", out / "summary.html"),
        ("diff", a, b, "--bundle", bundle, "--out", out / "diff.html"),
        ("index", tagged_folder),
        ("similar", a, "--in", tagged_folder, "--out", out / "similar.html"),
    ):
        result = CliRunner().invoke(app, [str(one) for one in arguments])
        assert result.exit_code == 0, result.output
    assert [name for name in FILES if not (out / name).is_file()] == []
    return out


@pytest.fixture(scope="module")
def addresses(client, asked, written):
    """Every page by its name."""
    base = str(client.base_url).rstrip("/")
    served = {name: base + where for name, where in {**dict(zip(FIRST, FIRST, strict=True)), **asked}.items()}
    return served | {name: (written / name).as_uri() for name in FILES}


def test_a_first_page_is_light_and_asks_for_nothing_else(client):
    for where in FIRST:
        answer = client.get(where, headers=PAGE)
        assert answer.status_code == 200, where
        assert len(answer.content) < 60_000, where
        loaded = html.fromstring(answer.text).xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src")
        assert [one for one in loaded if not one.startswith("data:")] == [], where


@pytest.mark.parametrize("mode", MODES, ids=["narrow", "dark phone", "dark"])
def test_axe_finds_nothing_and_nothing_overflows(addresses, browser, violations, mode):
    context = browser.new_context(reduced_motion="reduce", **mode)
    page = context.new_page()
    wrong = {}
    for name, address in addresses.items():
        page.goto(address)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        if found := violations(page):
            wrong[name] = found
        if page.evaluate("document.documentElement.scrollWidth") > mode["viewport"]["width"]:
            wrong[f"{name}, width"] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wrong == {}


def test_every_page_says_the_same_without_scripts(addresses, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name, address in addresses.items():
        page.goto(address)
        said = " ".join(page.inner_text("body").split())
        assert len(said) > 60, name
        assert page.locator("h1").count() == 1, name
        shown = [button for button in page.locator("button:visible").all() if not _works(button)]
        assert [button.inner_text() for button in shown] == [], name
    context.close()


def _works(button):
    """Whether a button does something without a script: it sends a form."""
    return button.evaluate("b => b.form !== null && b.type === 'submit'")
