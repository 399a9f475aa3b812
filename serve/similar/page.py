"""What is like a draft, as one self-contained HTML page."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from clausetag.data.citation import official_address
from clausetag.data.compare import Mark, mark_words
from clausetag.data.documents.resolution import Resolution
from clausetag.serve.outputs.clause_names import anchor_of, number_of
from clausetag.serve.outputs.report import environment, script, source_hash, stylesheet
from clausetag.serve.similar.draft import DraftClause
from clausetag.serve.similar.search import Citation, Family
from clausetag.serve.similar.words import COUNTS, headline, passed_over, percent, since


@dataclass(frozen=True, slots=True)
class PageFamily:
    """A family as the page shows it."""

    family: Family
    percent: str
    since: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PageClause:
    """A clause of the draft as the page shows it."""

    anchor: str
    path: str
    number: str
    text: str
    families: tuple[PageFamily, ...]


def render_page(draft: Resolution, found: Sequence[DraftClause]) -> str:
    """Return the page as an HTML document that needs nothing else; what comes from documents is escaped."""
    css = stylesheet(()) + script("similar.css")
    policy = f"default-src 'none'; style-src {source_hash(css)}; base-uri 'none'; form-action 'none'"
    taken = {"title"}
    page = {
        "draft": draft,
        "name": draft.symbol or draft.source or "A clause",
        "headline": headline(found),
        "counts": COUNTS,
        "passed_over": passed_over(draft.symbol) if draft.symbol else "",
        "clauses": [_clause(one, taken) for one in found],
        "address": _address,
        "css": Markup(css),  # noqa: S704 (ours)
        "policy": Markup(policy),  # noqa: S704
    }
    return environment().get_template("similar.html.j2").render(page).encode("utf-8", "replace").decode()


def _clause(one: DraftClause, taken: set[str]) -> PageClause:
    clause = one.clause
    families = tuple(
        PageFamily(family, percent(family), since(family), mark_words(family.text, clause.text))
        for family in one.families
    )
    return PageClause(anchor_of(clause.path, taken), clause.path, number_of(clause.path), clause.text, families)


def _address(citation: Citation) -> str:
    """Return where the official document is; "" if the citation names no symbol."""
    return official_address(citation.symbol) if citation.symbol else ""
