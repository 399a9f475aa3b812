import re

import pytest
from lxml import html

from clausetag.data import load_themes, read_resolution_bytes, resolution_from_paragraphs
from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section, Subject
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.outputs.arrange import lay_out
from clausetag.serve.outputs.clause_names import heading_of, number_of
from clausetag.serve.outputs.marks import marks_of
from clausetag.serve.outputs.report import index_entry, render_index, render_report
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

THEMES = load_themes()
HOSTILE = """</style></script><script>owned = 1</script><img src=x onerror="owned = 1">"'><svg onload=x>{{ 7*7 }}&lt;"""


@pytest.fixture(scope="module")
def page(tagger, seed):
    return html.fromstring(render_report(tagger.tag(seed), tagger.definitions))


def words(element):
    return " ".join(element.text_content().split())


def tagged(*clauses, footnotes=(), **fields):
    resolution = Resolution(tuple(clause for clause, _ in clauses), footnotes, **fields)
    return TaggedResolution(resolution, tuple(TaggedClause(c, t) for c, t in clauses), "test")


def tags(evidence=None, **answers):
    given = {theme.key: Answer(answers.get(theme.key, "does_not_apply")) for theme in THEMES}
    chances = {Answer.APPLIES: 0.97, Answer.REVIEW: 0.4, Answer.DOES_NOT_APPLY: 0.003}
    return Tags(
        tuple(key for key, answer in given.items() if answer is Answer.APPLIES),
        {key: chances[answer] for key, answer in given.items() if answer in chances},
        given,
        evidence or {},
    )


def clause(path="op1", text="Urges States to release children", section=Section.OPERATIVE, **fields):
    return Clause(path, section, text, **fields)


def test_every_clause_of_the_seed_stands_once_in_order_with_its_full_text(page, tagger, seed):
    shown = page.xpath("//*[contains(@class, 'clause')]")
    clauses = tagger.tag(seed).resolution.clauses
    assert [words(element.xpath("a[@class='ref']")[0]) for element in shown] == [c.path for c in clauses]
    for element, c in zip(shown, clauses, strict=True):
        assert c.text in words(element)


def test_ids_are_unique_and_every_link_inside_leads_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"op4-a", "pp30", "op15"} <= set(ids)
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


def test_subparagraphs_hang_on_their_paragraph(page):
    assert len(page.xpath("//li[*[@id='op4']]/ol/li")) == 10


def test_footnotes_and_clauses_link_to_each_other(page):
    notes = page.xpath("//section[@class='notes']//li")
    assert len(notes) == 22
    assert page.xpath("//*[@id='op4-g']//sup/a/@href") == ["#note-9"]
    assert page.xpath("//li[@id='note-9']/a/@href") == ["#pp4", "#op4-g"]


def test_map_has_a_row_for_every_clause_and_says_its_themes(page):
    rows = page.xpath("//nav[contains(@class, 'map')]//a")
    assert len(rows) == 77
    assert "op4(b): Detention" in [row.get("aria-label") for row in rows]


def test_page_asks_for_nothing_from_outside(page):
    assert page.xpath("//link | //img | //iframe | //script[@src] | //*[@style]") == []
    assert not re.search(r"url\(|@import|https?:", html.tostring(page, encoding="unicode"))
    assert page.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'; style-src 'sha256-")


def test_hostile_text_stays_text():
    text = f"Urges {HOSTILE} children"
    found = tagged(
        (clause(text=text, opening=text[:18], eid=HOSTILE), tags({"children": ((3, 40),)}, children="applies")),
        (clause(f"op1({HOSTILE})", text, chapeau=HOSTILE, footnotes=(HOSTILE,)), tags()),
        footnotes=(Footnote(HOSTILE, HOSTILE, ("op1", HOSTILE)),),
        subjects=(Subject(HOSTILE, HOSTILE, HOSTILE),),
        **dict.fromkeys(
            ("title", "symbol", "organ", "agenda_item", "meeting", "report", "source", "language"), HOSTILE
        ),
    )
    page = html.fromstring(render_report(found, [Theme("children", HOSTILE, HOSTILE)]))
    assert page.xpath("//img | //svg | //*[@onerror] | //*[@onload]") == []
    assert len(page.xpath("//script")) == 1
    assert text in words(page.xpath("//*[@id='op1']")[0])
    index = html.fromstring(render_index([index_entry(f"{HOSTILE}.html", found, THEMES)], THEMES))
    assert index.xpath("//img | //svg | //script") == []
    assert ":" not in index.xpath("//a/@href")[0]


def test_lone_surrogates_and_controls_do_not_stop_the_report():
    render_report(tagged((clause(text="children \ud800\x00\x1b"), tags())), THEMES).encode()


def test_four_states_look_and_read_differently():
    unread = Tags((), {}, dict.fromkeys((t.key for t in THEMES), Answer.NOT_SCORED), {})
    page = html.fromstring(
        render_report(
            tagged(
                (clause("op1"), tags(detention="applies", children="review")),
                (clause("op2"), tags()),
                (clause("op3", "Спасти детей"), unread),
            ),
            THEMES,
        )
    )
    first, second, third = (words(s) for s in page.xpath("//details[@class='tags']/summary"))
    assert first == "Themes of op1: D Detention C? Children 40% (for a person to decide)"
    assert second.endswith("no theme")
    assert third.endswith("not scored")
    assert "1 with a theme, 1 for a person to decide, 1 not scored" in words(page.xpath("//*[@class='counts']")[0])


def test_overlapping_evidence_is_nested_and_clipped():
    evidence = {"detention": ((6, 32),), "children": ((24, 900),)}
    found = tagged((clause(), tags(evidence, detention="applies", children="review")))
    page = html.fromstring(render_report(found, THEMES))
    assert [words(m) for m in page.xpath("//mark[@title='Children']")] == ["children"]
    assert page.xpath("//mark[@title='Detention']/mark/@title") == ["Children"]


def test_subparagraph_without_its_paragraph_shows_the_chapeau():
    found = tagged((clause("op4(a)", "Urges States", chapeau="Decides, in this regard:"), tags()))
    assert words(html.fromstring(render_report(found, THEMES)).xpath("//p[@class='chapeau']")[0]) == (
        "Under: Decides, in this regard:"
    )


def test_language_subjects_and_eids_of_the_mark_up(tagger, marked_up):
    found = tagger.tag(read_resolution_bytes(marked_up, "made.xml"))
    page = html.fromstring(render_report(found, THEMES))
    assert [words(line) for line in page.xpath("//*[@class='about']")] == [
        "In English",
        "UNBIS Thesaurus: DETAINED PERSONS (1001603); PRISONS",
        "Sustainable Development Goals: Peace (16)",
    ]
    assert page.xpath("//a[@class='ref']/@title") == ["eId c1", "eId p1", "eId p2"]


def test_text_is_of_its_language_and_runs_its_way():
    for language, way in (("fr", []), ("ar", ["rtl"])):
        page = html.fromstring(render_report(tagged((clause(), tags()), language=language), THEMES))
        (text,) = page.xpath("//*[@class='text']/p")
        assert (text.get("lang"), text.xpath("@dir")) == (language, way)
    assert html.fromstring(render_report(tagged((clause(), tags())), THEMES)).xpath("//body//@lang") == []


def test_anchors_that_fold_to_one_name_stay_apart():
    layout = lay_out(
        tagged(*((clause(p), tags()) for p in ("A.op1", "A-op1", "annex.op1(a)", "é", "ü"))), marks_of(THEMES)
    )
    assert [n.anchor for n in layout.nodes] == ["A-op1", "A-op1-x2", "annex-op1-a", "clause", "clause-x2"]


@pytest.mark.parametrize(
    ("path", "number", "heading"),
    [
        ("pp12", "", ""),
        ("op0", "", ""),
        ("op4", "4.", ""),
        ("op4bis", "4 bis.", ""),
        ("op1.2", "1.2.", ""),
        ("op4(a)(ii)", "(ii)", ""),
        ("annex.op4", "4.", "Annex"),
        ("annex2.pp1", "", "Annex 2"),
        ("B.annex.op3(a)", "(a)", "B, Annex"),
        ("part2.op1", "1.", "Part 2"),
        ("strange", "", ""),
    ],
)
def test_number_and_heading_follow_the_path(path, number, heading):
    assert (number_of(path), heading_of(path)) == (number, heading)


def test_letters_of_themes_are_distinct():
    themes = [Theme(f"t{i}", "Torture", "x") for i in range(30)]
    letters = [mark.letter for mark in marks_of(themes)]
    assert letters[:3] == ["T", "O", "R"]
    assert len(set(letters)) == 30


def test_resolution_with_nothing_known_of_it_is_shown(tagger):
    found = tagger.tag(resolution_from_paragraphs(["Calls upon all States to protect children in prison;"]))
    page = html.fromstring(render_report(found, tagger.definitions))
    assert "Calls upon all States to protect children" in words(page)


def test_index_lists_reports_with_counts(tagger, seed):
    entry = index_entry("a b.html", tagger.tag(seed), THEMES)
    page = html.fromstring(render_index([entry], THEMES))
    assert page.xpath("//tbody//a/@href") == ["a%20b.html"]
    cells = [words(cell) for cell in page.xpath("//tbody/tr/*")]
    assert cells[:2] == ["A/RES/67/172 Protection of migrants", "77"]
    assert len(cells) == 7
