import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.openings import find_opening, opening_of, unnumbered
from clausetag.data.documents.resolution import Section

PREAMBULAR = {
    "Recalling its resolution 50/1 of 2 October 1995,": "Recalling",
    "Recalling also the Charter,": "Recalling also",
    "Reaffirming further that all human rights are universal,": "Reaffirming further",
    "Having considered the report of the Committee,": "Having considered",
    "Having also considered the reports of the Secretary-General,": "Having also considered",
    "Having regard to Article 55 of the Charter,": "Having regard to",
    "Deeply concerned about the fate of prisoners,": "Deeply concerned",
    "Remaining deeply concerned at the situation,": "Remaining deeply concerned",
    "Alarmed by the number of child labourers,": "Alarmed",
    "Mindful of its responsibilities,": "Mindful",
    "Guided by the purposes of the Charter,": "Guided by",
    "Bearing in mind the needs of women,": "Bearing in mind",
    "Taking note with appreciation of the report,": "Taking note with appreciation",
    "Noting with deep concern the lack of progress,": "Noting with deep concern",
    "Noting with anxiety the delays,": "Noting with anxiety",
    "In the light of the discussion,": "In the light of",
    "Whereas the Charter affirms faith in human rights,": "Whereas",
    "Considering that the school serves all,": "Considering",
    "Believing that peace begins at school,": "Believing",
    "Desiring to promote friendly relations,": "Desiring",
    "Convinced of the need for action,": "Convinced",
    "Looking forward to the conference,": "Looking forward to",
    "Calling upon all parties to stop,": "Calling upon",
    "Expressing its grave concern at the attacks,": "Expressing its grave concern",
    "Once again condemning all acts of violence,": "Once again condemning",
    "Acting under Chapter VII of the Charter,": "Acting under",
    "_Recognizing_ the role of teachers,": "Recognizing",
    "Rappelant sa résolution 50/1,": "Rappelant",
}
OPERATIVE = {
    "Decides to remain seized of the matter.": "Decides",
    "1. Calls upon States to act;": "Calls upon",
    "2. Calls once again upon all States to act;": "Calls once again upon",
    "Strongly condemns all acts of torture;": "Strongly condemns",
    "3. Also takes note of the report;": "Also takes note",
    "Takes note with appreciation of the report;": "Takes note with appreciation",
    "Notes with satisfaction that progress was made;": "Notes with satisfaction",
    "Also notes with appreciation the programme;": "Also notes with appreciation",
    "Solemnly proclaims this Declaration;": "Solemnly proclaims",
    "Further requests the Secretary-General to report;": "Further requests",
    "Requests again that a report be submitted;": "Requests again",
    "Expresses its appreciation to the Government;": "Expresses its appreciation",
    "Draws the attention of States to the report;": "Draws the attention",
    "Looks forward to the report;": "Looks forward to",
    "Remains actively seized of the matter.": "Remains actively seized",
    "Prays the Secretary-General to report;": "Prays",
    "1. Request the Secretary-General to report;": "Request",
    "2. Invite States to cooperate;": "Invite",
    "Asks the Committee to meet;": "Asks",
    "The Council decides to close the item.": "decides",
    "We reaffirm our commitment;": "reaffirm",
    "Décide de rester saisie de la question.": "Décide",
}
NONE = [
    "", "   ", "1.", "(a)", "The General Assembly,", "Request for an advisory opinion", "Support for the secretariat",
    "States should train their officials.", "Member States shall report.", "(a) The right to education;",
    "76/1. Rights of the child", "Annex II", "United Nations Children's Fund",
]  # fmt: skip


@pytest.mark.parametrize(("text", "opening"), PREAMBULAR.items())
def test_preambular_openings(text, opening):
    found = find_opening(text)
    assert found is not None
    assert (found.text, found.section) == (opening, Section.PREAMBULAR)


@pytest.mark.parametrize(("text", "opening"), OPERATIVE.items())
def test_operative_openings(text, opening):
    found = find_opening(text)
    assert found is not None
    assert (found.text, found.section) == (opening, Section.OPERATIVE)


@pytest.mark.parametrize("text", NONE)
def test_paragraphs_without_an_opening(text):
    assert opening_of(text) == ""


def test_bare_verbs_are_told_from_finite_ones():
    bare, finite = find_opening("Urge all States to act"), find_opening("Urges all States to act")
    assert bare is not None
    assert finite is not None
    assert bare.bare
    assert not finite.bare


@pytest.mark.parametrize(
    "label", ["1. ", "1 . ", "(1) ", "12) ", "(a) ", "( b ) ", "c) ", "I. ", "(iv) ", "• ", "- ", "– ", "1. (a) ", "“"]
)
def test_labels_in_front_are_taken_off(label):
    assert unnumbered(label + "Calls upon all States") == "Calls upon all States"


@pytest.mark.parametrize(
    "text", ["A world without hunger", "I remain convinced", "15 September 2006 was a Friday", "2030 Agenda"]
)
def test_words_and_years_are_no_labels(text):
    assert unnumbered(text) == text


@given(st.text(max_size=200))
def test_any_text_has_an_opening_or_none(text):
    opening = opening_of(text)
    assert opening == " ".join(opening.split())
    assert opening.replace(" ", "") in "".join(text.split())


@given(st.sampled_from(sorted({**PREAMBULAR, **OPERATIVE})), st.integers(1, 199))
def test_a_number_in_front_does_not_change_the_opening(text, number):
    assert opening_of(f"{number}. {unnumbered(text)}") == opening_of(text)
