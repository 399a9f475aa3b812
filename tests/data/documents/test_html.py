"""What web pages hold beside plain paragraphs."""

# ruff: noqa: E501 - markup reads better on one line

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
