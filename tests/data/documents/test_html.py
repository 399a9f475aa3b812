"""What web pages hold beside plain paragraphs."""

# ruff: noqa: E501 - markup reads better on one line

import pytest

from clausetag.data import read_resolution_bytes


def read(body: str, head: str = "") -> list[tuple[str, str]]:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return [(c.path, c.text) for c in read_resolution_bytes(page.encode(), "a.html").clauses]


def test_lists_that_count_by_themselves():
    body = (
        "<p>The General Assembly,</p><ol><li>Calls upon States:<ol type='a'><li>To act;</li><li>To see:"
        "<ol type='i'><li>Children;</li><li>Women;</li></ol></li></ol></li><li value='4'>Decides to rest.</li></ol>"
    )
    assert [path for path, _ in read(body)] == ["op1", "op1(a)", "op1(b)", "op1(b)(i)", "op1(b)(ii)", "op4"]


def test_what_is_marked_as_no_text_is_passed_over_and_lists_without_numbers_count_nothing():
    body = (
        "<p>The General Assembly,</p><ol class='sub unnumbered'><li><a data-not-text>op3</a><p>3. Decides to act;</p>"
        "<details data-not-text=''><table><tr><td>Nothing of it</td></tr></table></details></li></ol>"
    )
    assert read(body) == [("op3", "Decides to act;")]


def test_notes_are_found_by_the_links_to_them():
    body = (
        '<p id="p1">1. Recalls the Covenant<a href="#n1" id="r1">[1]</a> of 2006<sup><a href="#n2">2</a></sup>;</p>'
        '<ol><li id="n1">Resolution 217 A (III). <a href="#r1">↩</a></li><li id="n2">Ibid.</li></ol>'
    )
    found = read_resolution_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert [(c.text, c.footnotes) for c in found.clauses] == [("Recalls the Covenant of 2006;", ("1", "2"))]
    assert [n.text for n in found.footnotes] == ["Resolution 217 A (III).", "Ibid."]


def test_scripts_menus_and_hidden_text_are_left_out():
    body = "<nav>1. Menu;</nav><script>'1. x;'</script><p style='display: none'>1. Hidden;</p><p>1. Decides to <b>act</b> <i>now</i>;</p>"
    assert read(body) == [("op1", "Decides to act now;")]


def test_line_breaks_part_paragraphs():
    assert [p for p, _ in read("<p>1. Decides to act;<br>2. Decides to rest;<br/>3. Decides to go.</p>")] == [
        "op1",
        "op2",
        "op3",
    ]


def test_entities_and_spaces():
    assert read("<p>1.&nbsp;&nbsp;Decides&#8217;s &ldquo;act&rdquo; &amp; rest;</p>") == [
        ("op1", "Decides’s “act” & rest;")
    ]


def test_declared_encoding():
    page = "<html><head><meta charset='windows-1252'></head><body><p>1. Decides on the “act”;</p></body></html>"
    found = read_resolution_bytes(page.encode("cp1252"), "a.html")
    assert found.clauses[0].text == "Decides on the “act”;"


def test_raised_by_style():
    body = "<p>1. Recalls the Covenant<span style='vertical-align: super; font-size: 60%'>1</span>;</p><p><sup>1</sup>Resolution 217 A (III).</p>"
    assert read(body) == [("op1", "Recalls the Covenant;")]


def test_table_cells_in_order():
    body = "<table><tr><td>1.</td><td>Decides to act;</td></tr><tr><td>2.</td><td>Decides to rest.</td></tr></table>"
    assert read(body) == [("op1", "Decides to act;"), ("op2", "Decides to rest.")]


def test_a_paragraph_is_no_note_though_the_note_links_back_to_its_mark():
    body = (
        '<p>The Council,</p><p>1. Thanks the keepers<a href="#_n1" name="_r1"><span>[1]</span></a> of the lakes;</p>'
        '<p>2. Ends<a href="#_n2" name="_r2">[2]</a>.</p><div id="n1"><p><a href="#_r1" name="_n1">[1]</a> Book one.</p></div>'
        '<div id="n2"><p><a href="#_r2" name="_n2">[2]</a> Book two.</p></div>'
    )
    found = read_resolution_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert [(c.path, c.text, c.footnotes) for c in found.clauses] == [
        ("op1", "Thanks the keepers of the lakes;", ("1",)),
        ("op2", "Ends.", ("2",)),
    ]
    assert [n.text for n in found.footnotes] == ["Book one.", "Book two."]


def test_text_set_as_plain_text_is_read_as_such_whatever_is_marked_in_it():
    body = (
        "<pre>The Council,\n\n     <a name='x'>Recalling</a> the lakes and the rivers that run to them from the\nhills of Norland,\n\n"
        "     1. <b>Calls upon</b> all to keep the lakes and rivers clean, as they are a\nGood of all;\n\n     2. Decides to meet.\n</pre>"
    )
    assert read(body) == [
        ("pp1", "Recalling the lakes and the rivers that run to them from the hills of Norland,"),
        ("op1", "Calls upon all to keep the lakes and rivers clean, as they are a Good of all;"),
        ("op2", "Decides to meet."),
    ]


def test_deleted_text_and_what_is_not_shown_is_left_out_and_lists_go_on_behind_it():
    body = (
        "<dialog>1. Take our cookies;</dialog><select><option>English</option></select><p>The Council,</p>"
        "<ol><li>Thanks <del>none</del><ins>all</ins>;<ul hidden><li>secretly</li></ul></li><li>Decides to rest.</li></ol>"
    )
    assert read(body) == [("op1", "Thanks all;"), ("op2", "Decides to rest.")]


def test_a_page_behind_a_dialog_is_read():
    body = (
        "<div id='app' aria-hidden='true'><p>The Council,</p><p>1. Decides to act<i aria-hidden='true'>x</i>;</p></div>"
    )
    assert read(body + "<div>Take our cookies.</div>")[0] == ("op1", "Decides to act;")


def test_pictures_and_scripts_within_the_page_cut_nothing_off():
    large = "A" * 10_000_001
    body = f"<p>1. Decides to act;</p><script>{large}</script><img src='data:{large}'><p>2. Decides to rest.</p>"
    assert [path for path, _ in read(body)] == ["op1", "op2"]


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Благодарит хранителей озёр."),
        ("gb2312", "感谢湖泊的守护者。"),
        ("windows-1256", "تشكر حراس البحيرات."),
    ],
)
def test_encodings_that_pages_declare(charset, text):
    page = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={charset}'></head><body><p>1. {text}</p></body></html>"
    found = read_resolution_bytes(page.encode(charset), "a.html")
    assert [clause.text for clause in found.clauses] == [text]


def test_letters_and_numerals_that_a_style_names():
    body = "<p>The Council,</p><ol><li>Asks:<ol style='list-style-type: lower-latin'><li>Some;</li><li>All;</li></ol></li></ol>"
    assert [path for path, _ in read(body)] == ["op1", "op1(a)", "op1(b)"]


@pytest.mark.parametrize(
    "page", ["<ol><li>Decides to act;<li>Decides to rest.</ol>", "<b>1. Decides to act;</b><br>2. Decides to rest."]
)
def test_a_piece_of_a_page_is_read_as_one(page):
    assert [clause.path for clause in read_resolution_bytes(page.encode(), "a.html").clauses] == ["op1", "op2"]


def test_what_is_the_sites_is_furniture():
    body = (
        "<div role='navigation'><ul><li>Main page</li></ul></div><h1>Resolution 5<span class='mw-editsection'>edit</span></h1>"
        "<p>The General Assembly,</p><p>1. Decides to act<sup><a href='#n1'>1</a></sup>.</p>"
        "<div class='printfooter'>Retrieved from a wiki.</div>"
        "<footer><p id='n1'>1 See A/90/1.</p><ul><li>About us</li></ul><p>This page was last edited in May.</p></footer><p>2. Decides to rest.</p>"
    )
    found = read_resolution_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert [(c.path, c.text) for c in found.clauses] == [("op1", "Decides to act."), ("op2", "Decides to rest.")]
    assert [n.text for n in found.footnotes] == ["See A/90/1."]
    assert [left.text for left in found.left_out if left.kind == "furniture"] == [
        "• Main page",
        "edit",
        "Retrieved from a wiki.",
        "• About us",
        "This page was last edited in May.",
    ]
