"""Official documents in words of our own."""

import pytest

NOTE = "<authorialNote marker='{0}' eId='note_{0}'><p>{1}</p></authorialNote>"


def container(opening: str, rest: str) -> str:
    return f"<container name='{opening}' eId='c'><p><span class='italic'>{opening}</span>{rest}</p></container>"


def paragraph(number: str, text: str) -> str:
    return f"<paragraph eId='p'><num>{number}</num><content><p>{text}</p></content></paragraph>"


@pytest.fixture(scope="session")
def lakes(akn):
    """Make a resolution on invented lakes: cover, title, preamble with two notes, two paragraphs, close, annex."""
    cover = (
        "<coverPage><p><docAuthority refersTo='#issuingBody'>General Assembly</docAuthority></p>"
        "<p><docNumber refersTo='#symbol'>A/RES/98/7</docNumber></p>"
        "<p>Resolution adopted by the General Assembly on 4 March 2021</p></coverPage>"
        "<preface><p><docNumber>98/7.</docNumber> "
        "<docTitle refersTo='#resolutionTitle'>Clean lakes</docTitle></p></preface>"
    )
    preamble = (
        "<preamble><formula name='enactingFormula'><p>The General Assembly,</p></formula>"
        + container("Recalling", f" the Lakes Charter,{NOTE.format(1, 'Resolution 90/1.')}")
        + container("Noting", f" the report of the wardens{NOTE.format(2, 'A/98/12.')} and its annex,")
        + "</preamble>"
    )
    points = "".join(
        f"<point eId='x'><num>({letter})</num><content><p>{text}</p></content></point>"
        for letter, text in (("a", "Boats;"), ("b", "Nets;"))
    )
    body = (
        "<mainBody>"
        "<paragraph eId='p1'><num>1.</num><content><p>Invites the lake villages to send:</p></content>"
        f"<list>{points}</list></paragraph>"
        + paragraph("2.", "Decides to remain seized of the matter.")
        + "</mainBody>"
    )
    close = (
        "<conclusions><p><inline name='adoptionMeeting'>7th plenary meeting</inline><eol/>"
        "<docDate date='2021-03-04' refersTo='#adoptionDate'>4 March 2021</docDate></p></conclusions>"
    )
    annex = (
        "<attachments><attachment><doc><mainBody><block name='h'>Annex</block>"
        + paragraph("1.", "The wardens meet once a year.")
        + "</mainBody></doc></attachment></attachments>"
    )
    return akn(cover, preamble, body, close, annex)
