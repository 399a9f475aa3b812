"""A comparison as one self-contained HTML page: side by side, or as one text with what was removed and added."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from clausetag.data.compare import Kind
from clausetag.data.themes import Theme
from clausetag.serve.compare.comparison import ComparedRow, Marks, Series
from clausetag.serve.compare.figures import counts_in_words, theme_figures
from clausetag.serve.outputs.clause_names import anchor_of, heading_of, number_of
from clausetag.serve.outputs.marks import Mark as ThemeMark
from clausetag.serve.outputs.marks import marks_of
from clausetag.serve.outputs.report import environment, script, source_hash, stylesheet
from clausetag.serve.tags import TaggedClause

_SHOWN = 100  # characters of a clause in the table of a series


@dataclass(frozen=True, slots=True)
class PageClause:
    """One clause of a row: what it is called, the number in front, how deep it stands, its words."""

    path: str
    number: str
    depth: int
    marks: Marks


@dataclass(frozen=True, slots=True)
class PageTheme:
    """A theme of a row and what became of it: gained, lost, kept, undecided."""

    mark: ThemeMark
    change: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row as the page shows it."""

    anchor: str
    kind: Kind
    name: str
    changed: bool
    section: str
    heading: str
    old: tuple[PageClause, ...]
    new: tuple[PageClause, ...]
    both: tuple[PageClause, ...]  # the new clauses, or the dropped one, with the marks of both sides
    themes: tuple[PageTheme, ...]


def render_page(series: Series, themes: Sequence[Theme], *, back: str = "") -> str:
    """Return the page as an HTML document that needs nothing else; texts of documents are escaped wherever they stand.

    The page's content security policy allows only its own style and script (by their hashes). A page of a service
    leads `back` to an address of its own.
    """
    marks = marks_of(themes)
    by_key = {mark.key: mark for mark in marks}
    taken: set[str] = {"title"}
    steps = [
        {
            "old": series.names[number],
            "new": series.names[number + 1],
            "anchor": anchor_of(f"step-{number + 1}", taken),
            "text": step.new.resolution,
            "before": step.old.resolution,
            "counts": counts_in_words(step),
            "figures": [(by_key[f.theme], f) for f in theme_figures(step, [*by_key]) if f.old or f.new],
            "rows": [_row(row, by_key, taken) for row in step.rows],
        }
        for number, step in enumerate(series.steps)
    ]
    page = {"names": series.names, "steps": steps, "threads": [*_threads(series)], "kinds": [*Kind], "marks": marks}
    return _rendered(page | {"model_version": series.texts[-1].model_version, "back": back}, marks)


def policy_of(themes: Sequence[Theme]) -> str:
    """Return the content security policy of the page, for the header of an answer that carries it."""
    return _assets(marks_of(themes))[2]


def _assets(marks: Sequence[ThemeMark]) -> tuple[str, str, str]:
    """Return style, script and the policy that allows these alone."""
    css, js = stylesheet(marks) + script("compare.css"), script("compare.js")
    sources = f"style-src {source_hash(css)}; script-src {source_hash(js)}"
    return css, js, f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _rendered(page: Mapping[str, object], marks: Sequence[ThemeMark]) -> str:
    css, js, policy = _assets(marks)
    template = environment().get_template("compare.html.j2")
    text = template.render(**page, css=Markup(css), js=Markup(js), policy=Markup(policy))  # noqa: S704 (all ours)
    return text.encode("utf-8", "replace").decode()  # a lone surrogate cannot be written


def _row(row: ComparedRow, by_key: Mapping[str, ThemeMark], taken: set[str]) -> PageRow:
    old = tuple(_clause(item, marks) for item, marks in zip(row.old, row.old_marks, strict=True))
    new = tuple(_clause(item, marks) for item, marks in zip(row.new, row.new_marks, strict=True))
    both = tuple(_clause(item, marks) for item, marks in zip(row.new or row.old, row.both_marks, strict=True))
    first = (row.new or row.old)[0].clause
    changes = row.themes
    named = (("gained", changes.gained), ("lost", changes.lost), ("?", changes.undecided), ("", changes.kept))
    return PageRow(
        anchor=anchor_of(first.path if row.new else f"old-{first.path}", taken),
        kind=row.kind,
        name=row.name,
        changed=row.kind is not Kind.SAME or row.moved or bool(changes.gained or changes.lost),
        section=first.section.value,
        heading=heading_of(first.path),
        old=old,
        new=new,
        both=both,
        themes=tuple(PageTheme(by_key[key], change) for change, keys in named for key in keys),
    )


def _clause(item: TaggedClause, marks: Marks) -> PageClause:
    path = item.clause.path
    return PageClause(path, number_of(path), min(path.count("("), 3), marks)


def _threads(series: Series) -> Iterator[tuple[list[str], str]]:
    """Yield each thread of a series of three texts or more: its paths in each text, and how its last clause begins."""
    if len(series.texts) < 3:
        return
    for thread in series.threads:
        clauses = [
            [text.clauses[at].clause for at in places] for text, places in zip(series.texts, thread.places, strict=True)
        ]
        text = clauses[thread.until][0].text
        begins = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
        yield [", ".join(clause.path for clause in found) for found in clauses], begins
