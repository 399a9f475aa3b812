"""The HTML report: one self-contained file that shows a resolution as a resolution, its clauses marked by theme."""

import base64
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from clausetag.data.palette import PALETTE
from clausetag.data.themes import Theme
from clausetag.serve.outputs.about import language_name, sentence, subject_lines
from clausetag.serve.outputs.arrange import lay_out
from clausetag.serve.outputs.filters import Filters
from clausetag.serve.outputs.formulas import (
    adopted_line_of,
    agenda_line_of,
    opening_line_of,
    organ_name,
    session_line_of,
    speaks_first,
)
from clausetag.serve.outputs.marks import Mark, marks_of
from clausetag.serve.tags import TaggedResolution

if TYPE_CHECKING:
    from jinja2 import Environment

SECTIONS = {
    "preambular": "Preamble",
    "operative": "Operative part",
    "annex": "Annex",
    "neither": "Other paragraphs",
}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One report as the index of several shows it; counts stand in the order of the themes."""

    file: str
    name: str
    title: str | None
    clauses: int
    applies: tuple[int, ...]
    undecided: int


def render_report(
    tagged: TaggedResolution,
    themes: Sequence[Theme],
    corrected: Collection[str] = (),
) -> str:
    """Return the report on one resolution as an HTML document that needs nothing else.

    `corrected` are the paths of clauses that a reader answered for.

    Text of the document is escaped wherever it stands, and the page's content security policy allows only its own
    style and script (by their hashes): mark-up that got through all the same could load and run nothing.
    """
    marks = marks_of(themes, tagged.rules)
    page = {"layout": lay_out(tagged, marks, corrected), "marks": marks, "model_version": tagged.model_version}
    return render_page("report.html.j2", page | {"asked": Filters()}, marks, js=page_script())


def index_entry(file: str, tagged: TaggedResolution, themes: Sequence[Theme]) -> IndexEntry:
    """Return what the index says of the report in `file`, a name relative to the index."""
    layout = lay_out(tagged, marks_of(themes))
    counts = tuple(layout.applies[place] for place in range(len(themes)))
    return IndexEntry(file, layout.name, tagged.resolution.title, len(layout.nodes), counts, layout.undecided)


def render_index(entries: Sequence[IndexEntry], themes: Sequence[Theme]) -> str:
    """Return a page that lists several reports with their counts and links to them."""
    marks = marks_of(themes)
    return render_page("index.html.j2", {"entries": entries, "marks": marks}, marks)


def render_page(
    template: str, page: Mapping[str, object], marks: tuple[Mark, ...], *, css: str = "", js: str = ""
) -> str:
    """Return a page that needs nothing else: the house's style and `css`, `js` and a policy that allows only those."""
    css = stylesheet(marks) + css
    policy = (
        f"default-src 'none'; style-src {source_hash(css)}; script-src {source_hash(js)}; "
        "base-uri 'none'; form-action 'none'"
    )
    text = (
        environment().get_template(template).render(**page, css=Markup(css), js=Markup(js), policy=Markup(policy))  # noqa: S704 (all ours)
    )
    return text.encode("utf-8", "replace").decode()  # a lone surrogate cannot be written


@cache
def environment() -> "Environment":
    """Return the Jinja environment of all pages: it escapes everything and takes an unknown name for an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    new = Environment(
        loader=PackageLoader("clausetag.serve"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    new.globals["names"] = SECTIONS
    new.globals["pretty"] = lambda example: json.dumps(example, ensure_ascii=False, indent=2)
    of_document = (opening_line_of, speaks_first, adopted_line_of, organ_name, session_line_of, agenda_line_of)
    for helper in (language_name, sentence, subject_lines, *of_document):
        new.globals[helper.__name__] = helper
    return new


@lru_cache(8)  # models
def stylesheet(marks: Sequence[Mark]) -> str:
    """Return the style of pages that show clauses, with the filter rules and the thresholds of these themes."""
    return environment().get_template("style.css.j2").render(marks=marks, palette=PALETTE)


@cache
def base_style() -> str:
    """Return the style of pages that show no clauses; `stylesheet` has it too."""
    return environment().get_template("base.css.j2").render(palette=PALETTE)


@cache
def script(name: str) -> str:
    """Return a script of the templates' folder."""
    from importlib.resources import files

    return (files("clausetag.serve") / "templates" / name).read_text(encoding="utf-8")


def page_script() -> str:
    """Return the script of a page that shows a document."""
    return script("keys.js") + script("page.js") + script("cite.js")


def source_hash(text: str) -> str:
    """Return what a content security policy says to allow exactly this inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
