import re
from dataclasses import replace

import pytest
from lxml import html

from clausetag.data import load_themes, read_resolution_bytes, resolution_from_paragraphs
from clausetag.data.documents.resolution import Clause, Footnote, LeftOut, Resolution, Rest, Section, Subject
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer, ThemeRule
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
    assert {link[1:] for link in page.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


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
    assert set(page.xpath("//@href[starts-with(., 'http')]")) == {"https://docs.un.org/en/A/RES/67/172"}  # for readers
    shown = html.tostring(page, encoding="unicode").replace("https://docs.un.org/", "")
    assert not re.search(r"url\(|@import|https?:", shown)
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
    assert words(page.xpath("//*[@class='found']")[0]) == (
        "1 of 3 paragraphs speaks of a theme: Detention 1. 1 for a person to decide. 1 not scored."
    )


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


def chance(answer, probability):
    given = {"children": Answer(answer)}
    return Tags(("children",) if answer == "applies" else (), {"children": probability}, given, {})


def test_badges_show_how_sure_and_bars_where_the_threshold_is():
    found = tagged(
        (clause("op1"), chance("applies", 0.99)),
        (clause("op2"), chance("applies", 0.34)),
        (clause("op3"), chance("review", 0.2)),
        (clause("op4"), chance("applies", 0.001)),
    )
    theme = [Theme("children", "Children", "x")]
    page = html.fromstring(render_report(replace(found, rules=(ThemeRule(0.3, 0.1),)), theme, corrected=["op4"]))
    badges = page.xpath("//summary/span[contains(@class, 'badge')]")
    assert [badge.get("class").split()[-1] for badge in badges] == ["sure", "unsure", "ask", "by-reader"]
    assert [badge.get("title") for badge in badges] == [
        "Children: applies, 99% (applies from 30%)",
        "Children: applies, 34% (applies from 30%)",
        "Children: for a person to decide, 20% (applies from 30%)",
        "Children: applies, corrected by a reader, the model said <1% (applies from 30%)",
    ]
    assert words(badges[1]) == "C Children 34%"
    assert words(badges[3]) == "C✓ Children"
    assert "corrected by a reader" in words(page.xpath("//*[@id='op4']//summary")[0])
    said = [words(line) for line in page.xpath("//*[@class='said']")]
    assert said[:3] == ["applies, from 30%", "applies, from 30%", "for a person to decide, from 30%"]
    assert said[3] == "a reader: applies"
    assert len(page.xpath("//*[@class='gauge t0']/meter")) == 4
    assert ".t0 { --from: 30.0%; }" in page.xpath("//style")[0].text


def test_without_a_threshold_nothing_is_said_of_one():
    page = html.fromstring(render_report(tagged((clause(), chance("applies", 0.99))), [Theme("children", "C", "x")]))
    assert page.xpath("//*[@class='gauge']/meter/@value") == ["0.990"]
    assert "applies from" not in page.xpath("//summary/span[contains(@class, 'badge')]")[0].get("title")


OWN_LINES = {
    "fr": ("L’Assemblée générale,", "Rappelant les droits des personnes détenues et de leurs familles,"),
    "ar": ("إن الجمعية العامة،", "إذ تشير إلى حقوق الأطفال من قبل التي في هذا وإلى أن على"),
    "zh": ("大会，", "回顾其以前关于囚犯的决议，"),
}


@pytest.mark.parametrize("language", OWN_LINES)
def test_who_speaks_is_said_in_the_documents_own_language(language):
    line, text = OWN_LINES[language]
    pp1 = clause("pp1", text, Section.PREAMBULAR, eid="pp_1")
    for left_out in ((LeftOut(Rest.HEADER, line),), ()):  # as it is printed, and where the mark-up leaves it out
        found = tagged(
            (pp1, tags()), organ="General Assembly", language=language, symbol="A/RES/1/1", left_out=left_out
        )
        page = html.fromstring(render_report(found, THEMES))
        (organ,) = page.xpath("//*[@class='organ']")
        assert (words(organ), organ.get("lang")) == (line, language)
        assert "General Assembly" not in words(page.xpath("//article")[0])


def test_arabic_is_laid_out_from_right_to_left_and_what_is_said_of_it_is_not():
    page = html.fromstring(render_report(tagged((clause(), tags()), language="ar"), THEMES))
    assert page.xpath("//article/@dir") == ["rtl"]
    assert page.xpath("//details[@class='tags']/@dir") == ["ltr"]
    assert html.fromstring(render_report(tagged((clause(), tags())), THEMES)).xpath("//article/@dir") == []


@pytest.mark.parametrize(
    ("text", "paths", "numbers"),
    [
        ("The General Assembly,\n\nUrges States to act;\n\nDecides to meet;\n", ["op1", "op2"], ["", ""]),
        ("The General Assembly,\n\n3. Urges States to act;\n\n4. Decides to meet;\n", ["op3", "op4"], ["3.", "4."]),
        ("The General Assembly,\n\n1. Urges States:\n\n• To act;\n\n• To meet;\n", ["op1", "op1(1)", "op1(2)"], "1.––"),
    ],
)
def test_only_numbers_that_the_document_prints_are_shown(tagger, text, paths, numbers):
    layout = lay_out(tagger.tag(read_resolution_bytes(text.encode(), "x.txt")), marks_of(THEMES))
    assert [node.clause.path for node in layout.nodes] == paths
    assert "".join(node.number for node in layout.nodes) == "".join(numbers)


def test_the_report_is_read_back_as_the_document_it_shows(tagger, seed):
    tagged = tagger.tag(seed)
    for corrected in ((), ("op4(b)",)):
        report = render_report(tagged, THEMES, corrected).encode()
        again, before = read_resolution_bytes(report, "r.html"), tagged.resolution
        assert again.clauses == before.clauses
        assert again.footnotes == before.footnotes
        for name in ("symbol", "title", "organ", "session", "agenda_item", "adopted", "meeting", "report"):
            assert getattr(again, name) == getattr(before, name)


def test_a_path_breaks_before_its_letters_and_nowhere_else(tagger, seed):
    assert ">op3<wbr>(a)</a>" in render_report(tagger.tag(seed), THEMES)


COMMITTEE = [
    "A/96/458", "Report of the Third Committee", "I. Introduction",
    "1. At its 2nd meeting, on 13 September 2041, the Assembly decided to allocate the item to the Third Committee.",
    "II. Proposals", "A. Huts", "2. The Committee adopted the draft resolution without a vote.", "B. Bridges",
    "3. The Third Committee recommends to the General Assembly the adoption of the following draft resolution:",
    "Draft resolution", "Huts for children", "The General Assembly,", "Recalling the winter,", "1. Urges action;",
    "2. Requests a report.", "4. The Committee thanked its Chair.",
]  # fmt: skip


def test_the_documents_own_headings_stand_above_the_clauses(tagger):
    """The organ speaks where the draft begins, not above the report; the page is read back with the same clauses."""
    own = resolution_from_paragraphs(COMMITTEE)
    assert [c.path for c in own.clauses] == ["p1", "p2", "p3", "draft.pp1", "draft.op1", "draft.op2", "p4"]
    page = render_report(tagger.tag(own), tagger.definitions)
    shown = html.fromstring(page).xpath("//article//*[self::h2 or @class='organ' or @class='ref']")
    assert [words(element) for element in shown] == [
        "I. Introduction", "p1", "II. Proposals", "A. Huts", "p2", "B. Bridges", "p3",
        "Draft resolution", "Huts for children", "The General Assembly,", "draft.pp1", "draft.op1", "draft.op2", "p4",
    ]  # fmt: skip
    back = read_resolution_bytes(page.encode(), "back.html")
    assert [(c.path, c.text) for c in back.clauses] == [(c.path, c.text) for c in own.clauses]


def test_the_heading_of_a_part_stands_above_its_first_article_alone(tagger):
    rows = ["The General Assembly,", "1. Adopts the Convention, annexed to the present resolution.", "Annex",
            "Convention on Mountain Paths", "The States Parties to the present Convention,", "Have agreed as follows:",
            "PART I", "Article 1", "1. A path is whatever is walked upon.", "Article 2", "1. A hut has a roof.",
            "PART II", "Article 3", "1. Guides shall be paid."]  # fmt: skip
    own = resolution_from_paragraphs(rows)
    page = render_report(tagger.tag(own), tagger.definitions)
    titles = [words(element) for element in html.fromstring(page).xpath("//article//h2")]
    assert titles == ["Annex Convention on Mountain Paths", "PART I", "Article 1", "Article 2", "PART II", "Article 3"]
    back = read_resolution_bytes(page.encode(), "back.html")
    assert [(c.path, c.text) for c in back.clauses] == [(c.path, c.text) for c in own.clauses]
