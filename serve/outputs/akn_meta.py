"""What AKN XML says about a resolution: identification, subjects, themes, answers, cover page, title, conclusions."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from clausetag.data.documents.akn.own import TAGS_NAMESPACE
from clausetag.data.documents.openings import opening_of
from clausetag.data.documents.resolution import Clause, Resolution, TableRow
from clausetag.data.themes import Theme
from clausetag.serve.outputs.akn_xml import LANGUAGES, element
from clausetag.serve.tags import TaggedClause, TaggedResolution

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

    from clausetag.serve.outputs.akn_body import Body

_ORGANS = {"General Assembly": "ga", "Security Council": "sc"}
_ADDRESSES = {
    "unbis": "http://metadata.un.org/thesaurus/",
    "sdg": "http://metadata.un.org/sdg/",
    "eurovoc": "http://eurovoc.europa.eu/",
}
_DICTIONARIES = {"unbis": "UNBIS", "sdg": "SDGO", "eurovoc": "EuroVoc"}
_ROLES = ("author", "issuer", "editor")
_TERMS = ("symbol", "issuingBody", "resolutionTitle", "adoptionDate", "report")
RESERVED = frozenset(  # eIds that are no clause's
    {*_ROLES, *_TERMS, *_ORGANS.values(), "un", "clausetag", "coverPage", "session_1", "formula_1", "conclusions"}
)
_NO_DATE = "0001-01-01"  # what the United Nations' own files say where they know none


def meta(tagged: TaggedResolution, themes: Sequence[Theme], body: "Body", corrected: Collection[str]) -> "Node":
    """Return the `meta` of the statement; a clause whose path is in `corrected` says that a reader answered."""
    resolution = tagged.resolution
    node = element("meta", _identification(resolution))
    if resolution.subjects:
        node.append(_classification(resolution))
    node.append(_references(resolution, themes))
    if body.uncited:
        node.append(element("notes", *body.uncited, source="#clausetag"))
    node.append(element("proprietary", _tags(tagged, body, corrected), source="#clausetag"))
    return node


def annex_meta() -> "Node":
    """Return the `meta` of an attachment."""
    return element("meta", _identification(Resolution(clauses=()), "annex"))


def cover_page(resolution: Resolution) -> "Node | None":
    """Return the cover page: symbol, organ, session, agenda item, report; None if there is nothing to show."""
    shown: list[Node] = []
    if resolution.symbol:
        shown.append(element("docNumber", resolution.symbol, refersTo="#symbol"))
    if resolution.organ:
        shown.append(element("docAuthority", resolution.organ, refersTo="#issuingBody"))
    if resolution.session is not None:
        session = str(resolution.session)
        shown.append(element("session", session, value=session, eId="session_1"))
    if resolution.agenda_item:
        item = resolution.agenda_item
        shown.append(element("inline", f"Agenda item {item}", name="agenda item", title=item))
    if resolution.report:
        on = "on the " if resolution.language in (None, "en") and not resolution.report.startswith("without") else ""
        shown.append(element("docProponent", f"[{on}{resolution.report}]", refersTo="#report"))
    return element("coverPage", *(element("p", node) for node in shown), eId="coverPage") if shown else None


def preface(resolution: Resolution) -> "Node | None":
    """Return the preface, which holds the title."""
    if not resolution.title:
        return None
    return element("preface", element("p", element("docTitle", resolution.title, refersTo="#resolutionTitle")))


def conclusions(resolution: Resolution) -> "Node | None":
    """Return the conclusions: the meeting and the date of adoption."""
    node = element("p")
    if resolution.meeting:
        node.append(element("inline", resolution.meeting, name="adoptionMeeting"))
        node.append(element("eol"))
    if resolution.adopted:
        date = resolution.adopted
        shown = f"{date.day} {date:%B %Y}" if resolution.language in (None, "en") else date.isoformat()
        node.append(element("docDate", shown, date=date.isoformat(), refersTo="#adoptionDate"))
    return element("conclusions", node, eId="conclusions") if len(node) else None


def _identification(resolution: Resolution, part: str = "main") -> "Node":
    language = LANGUAGES.get(resolution.language or "", "und")
    organ = _ORGANS.get(resolution.organ or "", "un")
    number = quote((resolution.symbol or "").replace("/", "-").replace(" ", ""), safe="-().") or "nn"
    date = resolution.adopted.isoformat() if resolution.adopted else ""
    work = f"/akn/un/statement/deliberation/{organ}/{date or _NO_DATE}/{number}/"
    expression = f"{work}{language}@/"
    dated = element("FRBRdate", date=date or _NO_DATE, name="adoption" if date else "unknown")
    return element(
        "identification",
        element(
            "FRBRWork",
            element("FRBRthis", value=f"{work}!{part}"),
            element("FRBRuri", value=work),
            dated,
            element("FRBRauthor", href=f"#{organ}", as_="#author"),
            element("FRBRcountry", value="un"),
        ),
        element(
            "FRBRExpression",
            element("FRBRthis", value=f"{expression}!{part}"),
            element("FRBRuri", value=expression),
            element("FRBRdate", date=date or _NO_DATE, name="publication"),
            element("FRBRauthor", href=f"#{organ}", as_="#issuer"),
            element("FRBRlanguage", language=language),
        ),
        element(
            "FRBRManifestation",
            element("FRBRthis", value=f"{expression}!{part}.xml"),
            element("FRBRuri", value=f"{expression[:-1]}.xml"),
            element("FRBRdate", date=_NO_DATE, name="markup"),
            element("FRBRauthor", href="#clausetag", as_="#editor"),
        ),
        source="#clausetag",
    )


def _classification(resolution: Resolution) -> "Node":
    node = element("classification", source="#un")
    for subject in resolution.subjects:
        address = {"href": _ADDRESSES[subject.scheme] + quote(subject.id)} if subject.id else {}
        node.append(
            element(
                "keyword", value=subject.name, showAs=subject.name, dictionary=_DICTIONARIES[subject.scheme], **address
            )
        )
    return node


def _references(resolution: Resolution, themes: Sequence[Theme]) -> "Node":
    organ = resolution.organ or "United Nations"
    key = _ORGANS.get(organ, "un")
    node = element(
        "references",
        element("TLCOrganization", eId=key, href=f"/akn/ontology/organization/un/{key}", showAs=organ),
        element("TLCOrganization", eId="clausetag", href="/akn/ontology/organization/clausetag", showAs="clausetag"),
        source="#clausetag",
    )
    for role in _ROLES:
        node.append(element("TLCRole", eId=role, href=f"/akn/ontology/role/{role}", showAs=role))
    for name in _TERMS:
        node.append(element("TLCConcept", eId=name, href=f"/akn/ontology/concept/un/{name}", showAs=name))
    for theme in themes:
        node.extend(_concepts(theme))
    return node


def _concepts(theme: Theme) -> Iterator["Node"]:
    """A theme, and its matches in vocabularies that have addresses."""
    own = f"theme-{theme.key}"
    yield element("TLCConcept", eId=own, href=f"/akn/ontology/concept/clausetag/{theme.key}", showAs=theme.name)
    for number, concept in enumerate((c for c in theme.concepts if c.scheme in _ADDRESSES), 1):
        yield element(
            "TLCConcept",
            eId=f"{own}-{concept.scheme}-{number}",
            href=_ADDRESSES[concept.scheme] + quote(concept.id),
            showAs=concept.name,
        )


def _tags(tagged: TaggedResolution, body: "Body", corrected: Collection[str]) -> "Node":
    node = element("tags", namespace=TAGS_NAMESPACE, model=tagged.model_version)
    for item in tagged.clauses:
        clause = _clause(item, body.eids[item.clause.path], tagged.resolution.language)
        if item.clause.path in corrected:
            clause.set("corrected", "yes")
        node.append(clause)
    for eid in body.notes:
        node.append(element("note", namespace=TAGS_NAMESPACE, href=f"#{eid}"))
    for line in tagged.resolution.left_out:
        left = element("left", line.text, namespace=TAGS_NAMESPACE, kind=line.kind.value)
        if isinstance(line, TableRow):
            left.set("after", line.after)
            left.extend(element("cell", cell, namespace=TAGS_NAMESPACE) for cell in line.cells)
        node.append(left)
    return node


def _clause(item: TaggedClause, eid: str, language: str | None) -> "Node":
    clause = item.clause
    node = element("clause", namespace=TAGS_NAMESPACE, href=f"#{eid}", path=clause.path)
    if clause.eid != eid:
        node.set("eid", clause.eid)
    if not _shows_opening(clause, language):
        node.set("opening", clause.opening)
    for heading in clause.headings:
        node.append(element("heading", heading, namespace=TAGS_NAMESPACE))
    for theme, answer in item.tags.answers.items():
        told = {"href": f"#theme-{theme}", "theme": theme, "answer": answer.value}
        if (probability := item.tags.probabilities.get(theme)) is not None:
            told["probability"] = repr(float(probability))
        node.append(element("theme", namespace=TAGS_NAMESPACE, **told))
    return node


def _shows_opening(clause: Clause, language: str | None) -> bool:
    """Whether a reader finds the clause's opening in the text."""
    if clause.opening:
        return clause.text.startswith(clause.opening) and clause.opening == clause.opening.strip()
    return not (language in (None, "en") and opening_of(clause.text))
