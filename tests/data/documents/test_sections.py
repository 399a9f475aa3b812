import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.openings import unnumbered
from clausetag.data.documents.resolution import Section
from clausetag.data.documents.sections import sections_of

LETTERS = {"p": Section.PREAMBULAR, "o": Section.OPERATIVE, "a": Section.ANNEX, "n": Section.NEITHER}

# One text a style: each line is a paragraph, its first letter the section expected.
STYLES = {
    "General Assembly, 1946": """
n 41 (I). Political rights of islanders
n The General Assembly,
p Whereas the Charter reaffirms faith in fundamental human rights,
p Whereas certain Members have not yet granted islanders political rights,
o (a) Recommends that all Member States adopt the measures necessary to fulfil the aims of the Charter;
o (b) Invites the Secretary-General to communicate this recommendation to the Governments.
n Fifty-fifth plenary meeting, 11 December 1946.
n 42 (I). Seats
n The General Assembly
o Decides to set up a committee on seats.
""",
    "parts A and B": """
n 12/34. Questions relating to islands
n A
n Small islands
n The General Assembly,
p Having considered the report of the Committee,
o 1. Takes note of the report;
o 2. Requests the Secretary-General to report thereon.
n 80th plenary meeting
n 12 December 1985
n B
n Large islands
n The General Assembly,
p Deeply concerned at the state of large islands,
p Mindful of their needs,
o Calls upon all States to help them.
n 80th plenary meeting
n 12 December 1985
""",
    "Security Council": """
n Resolution 9999 (2031)
n Adopted by the Security Council at its 9999th meeting, on 3 March 2031
n The Security Council,
p Recalling its previous resolutions on the situation in Freedonia,
p Determining that the situation constitutes a threat to international peace and security,
p Acting under Chapter VII of the Charter of the United Nations,
n Sanctions
o 1. Decides that all States shall take the measures set out below:
o (a) Freeze without delay the funds of the persons listed;
o (b) Prevent the entry of such persons into their territory;
o 2. Decides to remain actively seized of the matter.
""",
    "Human Rights Council, with chapeaux": """
n Human Rights Council
n The Human Rights Council,
p Noting with concern:
p (a) That many detainees are held without charge;
p (b) That children are held with adults;
p (c) The absence of legal aid,
p Recalling its resolution 5/1,
o Urges States:
o (a) To release children;
o (b) Providing legal aid;
o – including free legal aid to migrants;
o Decides to remain seized of the matter.
n [Adopted without a vote.]
""",
    "regional commission, two resolutions": """
o (b) To report to the Commission at its next session.
n 724th meeting 10 April 1991
n 47/99. Regional follow-up to the meeting on ferries
n The Economic and Social Commission for Asia and the Pacific,
p Bearing in mind the number of ferries,
p Welcoming the declaration of the ministers of ferries,
o 1. Urges all members to inspect their ferries;
o 2. Requests the Executive Secretary:
o (a) To help them in doing so;
o (b) Take the measures that are needed.
""",
    "conference recommendation": """
n International Conference on Public Education
n Recommendation No. 99 to the Ministries of Education concerning school gardens
n The International Conference on Public Education,
n Convened in Geneva by the two organizations, adopts on the fifteenth of July the following Recommendation:
n The Conference,
p Considering that every child should know where bread comes from,
p Considering that the shortage of gardens remains a pressing problem in most countries,
p that the quality of gardens depends first of all on the gardener,
p Considering, nevertheless, that countries in very different situations must find different solutions,
o Submits to the Ministries of Education of the different countries the following Recommendation:
n Gardens
o 1. Every school should have a garden.
o 2. It is important that girls and boys work in it alike.
o 3. That ministries of education should provide the tools;
o (a) by buying them;
o (b) by having them made.
n Gardeners
o 4. The teaching profession should be consulted.
""",
    "considerations that run on": """
p Considering that long schooling is spreading for reasons of trade as much as of health;
p That wherever the young have no work it keeps them from idling;
p That the harbours of the islands no longer take apprentices under sixteen;
p But that the poorest families cannot spare the wages of a child;
p In fact, many a lighthouse keeper sends his eldest to sea at twelve;
p Yet the teachers of the islands have shown that evening lessons can be given on board;
o Submits to the Ministries of the islands the following recommendation:
o The length of schooling should be fixed by law.
o It is desirable that no child leave school before fourteen.
o Teachers of evening schools should be paid as others are.
""",
    "suggestions that begin with that": """
p Considering that the teaching of navigation serves the friendship of peoples;
p In addition, the charts in use are old;
p That new charts cost little;
o Draws the attention of the Ministries to the following:
o That navigation be taught from the sixth year on;
o That charts be renewed every ten years;
o But small schools may share their charts.
""",
    "narrative declaration": """
p We, the Ministers of Schools of the islands, have met at Port Verity from 2 to 5 May 2003.
p Two generations of islanders have grown up since the first school was opened.
p The sea is a source of wealth, but it also divides us.
p In spite of all efforts, one child in ten never sees a teacher.
p We recognize that schools alone cannot mend this.
p We are convinced that every child can learn.
o We affirm that learning to live together is the first task of schools.
o Schools must be open to all.
o The training of teachers is the key to quality.
o We recognize the part that parents play.
o We call upon the islands to double what they spend on schools.
""",
    "a body that speaks of itself": """
p The Conference notes that ferries are late in every harbour.
p The Conference has learned with regret that pilots are few.
p Ferries carry mail as well as people.
o The Conference, therefore, recommends that pilots be trained.
o Training should take two years.
o The Conference invites the harbours to pay for it.
""",
    "declaration spelled out": """
n The General Assembly
o Adopts the following declaration:
n Declaration on ferries
n I. Values
p We, the heads of the harbours, gathered at Port Verity to look back on ten years of ferries.
p We recognize that ferries are late.
o We reaffirm our commitment to ferries that are on time.
o We believe that some values are dear to every pilot.
n II. Aims
o We will mend every ferry.
""",
    "lists of considerations, one resolution after another": """
p Having examined the chapter on ferries;
p Considering that ferries serve the friendship of peoples;
o Urges the harbours to mend them.
p Having examined the chapter on bridges;
p Considering that bridges serve it no less;
o Urges the harbours to build some.
""",
    "verbless recommendation": """
n The Conference
p that access to secondary education remains the privilege of a few,
p that girls are everywhere at a disadvantage,
p considering that the school must serve the whole of society,
o Recommends to Ministries of Education
o that school fees should be abolished;
o that scholarships should be increased in number;
o that the teaching profession should be consulted.
o The teaching profession should take part in the drafting of curricula.
""",
    "annex with a preamble of its own": """
n The Economic and Social Council,
p Recalling its earlier work,
o Adopts the guidelines contained in the annex to the present resolution.
n 45th plenary meeting
n 25 July 2011
a Annex
a Guidelines on the treatment of travellers
a Recognizing that travellers have rights,
a 1. Travellers shall be treated with humanity.
a 2. States should train their officials.
""",
    "machine translation": """
n The General Assembly
p Considers the report of the Secretary-General,
p Having regard to the Charter,
p Noting with anxiety the slow pace of progress,
o The Assembly decides:
o 1. Request the Secretary-General to pursue his efforts;
o 2. Invite the States to cooperate;
o 3. Prays the Secretary-General to report;
o 4. Asks the Committee to meet.
""",
    "page breaks": """
n The General Assembly,
p Recalling its resolution 50/1 of 2 October 1995 and the
n _______________
n 1 Resolution 217 A (III).
n 2 See A/50/1, annex.
n 95-12345
p commitments made therein by all Member States,
p Welcoming the progress achieved,
o 1. Urges Governments to continue their
n A/RES/50/99
n Page 2
o efforts to protect children from forced labour;
o 2. Decides to return to the matter.
n In favour: Freedonia, Sylvania.
n Abstaining: Ruritania.
""",
    "loose clauses": """
p Recalling its resolution 50/1,
p Deeply alarmed by the continuing violence,
p Convinced that more can be done,
o Condemns the violence;
o Urges the parties to stop it;
o Requests a report.
""",
    "a declaration that gives reasons before and behind its first commitment": """
n Political declaration of the meeting on huts
p 1. We, the Ministers of the mountain States, met at Upper Vale to speak of huts and bread.
p 2. We recognize that many huts are cold in winter.
p 3. We are concerned that few paths are open.
o 4. We commit ourselves to keeping the huts warm.
o 5. We recognize that guides need bread, and that bread needs wood.
o 6. Progress has been made in opening the paths of the western range.
o 7. We note with concern that wood is dear in the valley.
o 8. We welcome the work of the keepers of the eastern range.
o 9. Recognizing that guides carry wood in all months of the year, we call upon States to thank them.
""",
    "an organ that text recognition misread, first letters apart, nouns for verbs": """
n 12 (II). Mountain huts
n The Gcneral Asscmbly,
p H aving noted that the huts of the eastern range are cold,
o 1. T akes note of the report of the guides;
o 2. Recommendations that Members carry wood to the huts;
o 3. Requests the Council to come back to this matter.
n 13 (II). Mountain paths
n L'Asscmblee gencrale,
p Considering that the paths are closed,
o Authorities the Council to open them.
""",
    "an organ below the title that nobody can read, notes and closes that text recognition misread": """
n 36/ 14. Mountain huts
n T.he 4sse mhl;e g(nr,rale,
p Having examined the report of the guides,
n 12 Jbid., chap. II.
n 3:l !bid., chap. III.
n V01r A/36/999, annex.
p Noting that the huts of the eastern range are cold,
o Requests the Council to mend them.
n 1752• seanc pleni,
n 14 December 1981.
n 1294 (XDI). Mountain paths
n T.he 4sse mhl;e g(nr,rale,
o Decides to open the paths.
""",
    "names below an opening that cannot be read": """
n The General Assembly
o 1. No members of the Committee on Huts:
o Mr. Aldo Bianchi,
o Mrs. Ines Alvarez,
o Ms. Ida Berg;
o 2. Declares them appointed for three years.
""",
    "considerations and verbs in small letters": """
p considering that the cinema is a powerful means of instruction;
p considering the dangers that it may have for the young;
p that many islands have taken measures;
o recommends to the ministries:
o to make lists of good films;
o to train operators.
""",
    "a conference that says it": """
p The Conference notes that vacations differ widely from one island to the next.
p It observes that climate alone does not explain this.
p It does not claim to settle the matter.
o It recommends that the pilots be heard.
o It is desirable that ferries carry pupils free of charge.
o Ferries must not be late.
o Pilots could be asked to help.
""",
    "a conference of an opinion": """
p Considering that the pay of pilots has been cut,
p Considering that such cuts endanger the ferries,
o The Conference is of opinion that pilots should be paid as others are;
o that married pilots should keep their post;
o It thinks that the ferries need them.
""",
    "ministers who agree": """
p We, Ministers of the small islands, gathered in Port Verity on 2 March 1982,
p Recalling that culture is the whole of the traits that mark a people;
p It is through culture that we discern values and make choices.
o The Ministers solemnly agree that the following principles must govern ferries:
o Every island is worth a ferry.
o All ferries are part of the heritage of all.
""",
    "sentences among considerations, all with semicolons": """
p Whereas, on the one hand, small harbours serve more than half of the islanders;
p On the other hand, their means are far below those of the town;
p It is important that their children have the same chances;
p Attracted by the town, many young pilots leave;
p That, however, can be mended;
p Estimating that some would stay,
o Issues the wish that each harbour draw up a plan;
o That such a plan cover ten years;
o Attracts the attention of the town to it.
""",
    "organ and consideration in one paragraph": """
p The Conference, considering that swimming is a part of schooling,
p That it serves health and character,
o Recommends that:
o swimming be taught every day;
o its teachers have the same standing as the rest.
""",
    "facts, then a wish": """
p The number of harbours doubled between 1950 and 1960.
p That of pilots rose by only a third.
p Consequently, ferries are late.
p The Conference cannot ignore it.
o It therefore asks that pilots be trained.
o Two years are a time that should not be exceeded.
""",
    "reasons before the aim, with a proposal": """
p In the conviction that peace is built in schools,
p With the aim of making the young aware of it,
p On the proposal of its third commission,
o Adopts the following resolution:
o Lessons on peace are given in each class.
""",
    "an outcome spelled out, with a long introduction": """
n The General Assembly
o Adopts the outcome document of the meeting on ferries:
n Port Verity Declaration
p 1. We, the representatives of the islands, met at Port Verity, are encouraged by the progress made.
p 2. However, many ferries are late.
o 3. We reaffirm our will to mend them.
o 4. Ferries are dear to us.
""",
    "an annex whose heading stands beside its title": """
n The Commission on Ferries,
p Recalling its earlier work,
o 1. Endorses the Declaration.
n Fifth plenary meeting 1 May 2013
a Annex Ministerial Declaration on the Decade of Ferries
a We, the Ministers of the islands, met at Port Verity,
a Recalling the storm,
a Decide to mend the ferries.
""",
    "ministers who tell and then act": """
p From the second to the ninth of May, the ministers of eleven islands met in Sarn to look back on ten years.
p Those years saw more ferries built than the whole century before.
p The ministers are aware that pilots are few.
o The ministers undertake to train more of them.
o They ask the harbours to help.
o They have decided to set up a fund.
o Each island gives according to its means.
""",
    "participants who agreed": """
p We, the participants in the meeting on ferries, held in Port Verity, have discussed for three days how to mend them.
p Our starting point is a simple fact: ferries rust.
p We believe they can be mended.
o We agreed on the following:
o Ferries that rust must be painted.
o Painters need time and help.
""",
    "reasons that end in semicolons": """
p We, the keepers of the islands, assembled at Sarn from 25 to 27 June to review the state of the lights;
p Deeply concerned that many lights are out;
p Recognizing that oil is dear;
p Emphasizing the part of the harbours;
p Many keepers work without pay;
o Solemnly declare our commitment to mend the lights;
o Ensure that oil is cheap;
o Recognizing the part of the harbours, support them;
""",
    "articles": """
p Whereas the Conference has before it three drafts on ferries;
p Whereas the second has won support;
o Article 1. The second draft is adopted.
o Article 2. The guild sends it to the harbours.
""",
    "a conference that submits at the end of its reasons": """
p Considering that pilots help to find out why ferries are late,
o The Conference, wishing to train them, and having heard several keepers, submits the following suggestions:
o Their training lasts at least two years.
o They work beside the painters.
""",
    "countries and resolutions named in a preamble": """
n The Council,
p Taking note of the reports of the guides on the huts and the paths of Freedonia, Sylvania, Ruritania and Graustark,
p Recalling its earlier wish as set out in
p resolution 12/34 of 14 May 1999 and the later ones on the huts of the eastern range and its paths,
o Decides to mend the huts.
""",
}


def read(style):
    lines = [line for line in style.splitlines() if line]
    return [line[2:] for line in lines], [LETTERS[line[0]] for line in lines]


@pytest.mark.parametrize("name", STYLES)
def test_styles(name):
    paragraphs, expected = read(STYLES[name])
    assert list(zip(paragraphs, sections_of(paragraphs), strict=True)) == list(zip(paragraphs, expected, strict=True))


@pytest.mark.parametrize("name", STYLES)
def test_numbers_in_front_do_not_matter(name):
    paragraphs, expected = read(STYLES[name])
    clauses = {Section.PREAMBULAR, Section.OPERATIVE}
    bare = [unnumbered(p) if s in clauses else p for p, s in zip(paragraphs, expected, strict=True)]
    numbered = [f"{i}. {p}" if s in clauses else p for i, (p, s) in enumerate(zip(bare, expected, strict=True), 1)]
    assert sections_of(bare) == sections_of(numbered) == expected


def test_a_sentence_that_breaks_off_goes_on_in_its_section():
    preamble = ["Recalling its wish to open the paths of the range and", "to keep the huts of the guides warm,"]
    found = sections_of(["The General Assembly,", *preamble, "Decides to act."])
    assert found == [Section.NEITHER, Section.PREAMBULAR, Section.PREAMBULAR, Section.OPERATIVE]


@pytest.mark.parametrize(
    "text",
    [
        "Convert the old huts into schools and pay the keepers.",
        "States should mend their huts.",
        "Huts in the eastern range need wood, guides and bread;",
        "决定召开会议，讨论山区小屋问题；",
    ],
)
def test_one_sentence_alone_tells_no_reasons(text):
    assert sections_of([text]) == [Section.OPERATIVE]


def test_an_annex_below_the_closing_lines_stays_one_however_long_it_is():
    head = [
        "The General Assembly",
        "Adopts the declaration in the annex.",
        "16th plenary meeting 5 October 2031",
        "Annex",
    ]
    annex = ["Declaration on huts", *(f"{i}. Reaffirm that hut {i} is to be kept warm;" for i in range(1, 60))]
    assert set(sections_of([*head, *annex])[3:]) == {Section.ANNEX}


def test_a_commitment_behind_a_long_introduction_is_one():
    keepers = ", ".join(f"the keepers of hut {i}" for i in range(25))
    texts = [
        f"We, the guides, met at Upper Vale with {keepers}, reaffirm our will to keep huts warm.",
        "Huts need wood.",
    ]
    assert sections_of(texts) == [Section.OPERATIVE, Section.OPERATIVE]


def test_the_seed_has_30_preambular_and_47_operative_paragraphs():
    text = next((Path(__file__).parents[3] / "data" / "seed").glob("*.txt")).read_text(encoding="utf-8-sig")
    sections = sections_of(text.splitlines())
    assert sections.count(Section.PREAMBULAR) == 30
    assert sections.count(Section.OPERATIVE) == 47


@given(st.lists(st.text(max_size=80), max_size=30))
def test_any_texts_get_one_section_each(paragraphs):
    assert len(sections_of(paragraphs)) == len(paragraphs)


LINES = [line[2:] for style in STYLES.values() for line in style.splitlines() if line]


@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_lines_in_any_order_get_one_section_each(paragraphs):
    sections = sections_of(paragraphs)
    assert len(sections) == len(paragraphs)
    assert set(sections) <= set(Section)


WORDS = [
    unnumbered(line)
    for line in LINES
    if re.match(r"(?:Recalling|Noting|Welcoming|Urges|Decides|Requests|Calls)", unnumbered(line))
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), st.sampled_from(["{}. ", "({}) ", "{}) ", "{} . "]))
def test_any_numbering_gives_the_same_answer(paragraphs, form):
    assert sections_of([form.format(i) + p for i, p in enumerate(paragraphs, 1)]) == sections_of(paragraphs)


@given(st.lists(st.sampled_from(LINES), max_size=20), st.data())
def test_page_furniture_changes_nothing_else(paragraphs, data):
    place = data.draw(st.integers(0, len(paragraphs)))
    with_image = [*paragraphs[:place], "<!-- image -->", *paragraphs[place:]]
    sections = sections_of(with_image)
    assert sections.pop(place) is Section.NEITHER
    assert sections == sections_of(paragraphs)
