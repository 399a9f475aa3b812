"""Two documents compared on the page, without scripts and in a browser."""

import pytest
from lxml import html

PAGE = {"accept": "text/html"}
OLD = "The General Assembly,\n\n1. Calls upon the valley to open its bridges;\n\n2. Welcomes the fair of nets.\n"
NEW = "The General Assembly,\n\n1. Calls upon the valley to open all its bridges;\n\n2. Decides to weigh no goose.\n"


def files(**texts):
    return {side: (f"{side}.txt", text.encode()) for side, text in texts.items()}


def test_two_files_are_compared(client):
    assert "The older text" in client.get("/compare", headers=PAGE).text
    answer = client.post("/compare", headers=PAGE, files=files(old=OLD, new=NEW))
    assert answer.status_code == 303, answer.text[:500]
    shown = client.get(answer.headers["location"], headers=PAGE)
    page = html.fromstring(shown.text)
    assert [" ".join(one.text_content().split()) for one in page.xpath("//ins")][:1] == ["all"]
    assert {one.text_content() for one in page.xpath("//*[@class='kind']")} == {"reworded", "new", "dropped"}
    assert "frame-ancestors 'none'" in shown.headers["content-security-policy"]


@pytest.mark.parametrize(("side", "order"), [("new", ["old.txt", "Pasted text"]), ("old", ["Pasted text", "old.txt"])])
def test_a_file_beside_a_result(client, side, order):
    kept = client.post("/", headers=PAGE, data={"text": NEW}, files={"none": ""}).headers["location"].rsplit("/", 1)[-1]
    form = client.get("/compare", params={"with": kept}, headers=PAGE).text
    assert "The other text" in form
    answer = client.post("/compare", headers=PAGE, data={"with": kept, "side": side}, files=files(old=OLD))
    page = html.fromstring(client.get(answer.headers["location"], headers=PAGE).text)
    pair = page.xpath("//*[@class='pair']/span[not(@*)]")
    assert [one.text_content() for one in pair] == order


def test_what_cannot_be_compared_is_said_on_the_form(client):
    for sent, said in (
        (files(old=OLD), "give two files"),
        (files(old=OLD, new=""), "empty"),
        ({"old": ("a.csv", b"a,b\n1,2\n"), "new": ("b.txt", NEW.encode())}, "a spreadsheet"),
    ):
        answer = client.post("/compare", headers=PAGE, files=sent)
        assert answer.status_code == 422
        assert said in html.fromstring(answer.text).xpath("//*[@class='problem']")[0].text_content()
    assert client.get("/compare", params={"with": "gone"}, headers=PAGE).status_code == 404
    assert client.get("/compare/gone/away", headers=PAGE).status_code == 404


def test_in_a_browser_from_a_result(client, browser, tmp_path):
    (tmp_path / "old.txt").write_text(OLD)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(str(client.base_url))
    page.get_by_label("Text of the resolution").fill(NEW)
    page.get_by_role("button", name="Tag it").click()
    page.get_by_role("link", name="Compare with").click()
    page.set_input_files("#old", tmp_path / "old.txt")
    page.get_by_role("button", name="Compare").click()
    assert "reworded" in page.inner_text("main")
    page.get_by_role("link", name="Compare other texts").click()
    assert page.get_by_role("heading", name="What changed?").is_visible()
    context.close()
