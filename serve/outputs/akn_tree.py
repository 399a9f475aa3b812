"""The clauses of a resolution as a tree, by their paths: what hangs on what, under which number and which part."""

import re
from dataclasses import dataclass, field

from clausetag.data.documents.resolution import Clause
from clausetag.serve.tags import TaggedResolution

_PATH = re.compile(r"(?P<prefix>(?:.*\.)?)(?P<kind>pp|op)(?P<number>\d[\d.]*)?(?P<bis>[^()]*)(?P<labels>\(.*)?")
_LABEL = re.compile(r"\(([^()]*)\)")
_ANNEX = re.compile(r"(?:^|\.)annex(\d*)\.")


@dataclass(slots=True)
class Branch:
    """A clause, or the number of one without text, with what hangs on it."""

    top: str  # the path of its paragraph
    labels: tuple[str, ...]
    clause: Clause | None = None
    refers: str = ""
    children: list["Branch"] = field(default_factory=list)


def branches_of(tagged: TaggedResolution) -> list[Branch]:
    """Hang every clause on the one that its path says; paragraphs without a text come in where points need them."""
    tops: list[Branch] = []
    below: dict[tuple[str, ...], Branch] = {}
    for item in tagged.clauses:
        top, labels = split_path(item.clause.path)
        if not labels or not tops or tops[-1].top != top:
            tops.append(Branch(top, ()))
            below = {(): tops[-1]}
        branch = tops[-1] if not labels else Branch(top, labels)
        if labels:
            above = next(labels[:size] for size in range(len(labels) - 1, -1, -1) if labels[:size] in below)
            below[above].children.append(branch)
            below[labels] = branch
        branch.clause = item.clause
        branch.refers = " ".join(f"#theme-{key}" for key in item.tags.themes)
    return tops


def split_path(path: str) -> tuple[str, tuple[str, ...]]:
    """Split a path into that of its paragraph and the labels below it: "op4(a)(i)" is "op4" and a, i."""
    match = _PATH.fullmatch(path)
    if match is None or match["labels"] is None:
        return path, ()
    return path[: match.start("labels")], tuple(_LABEL.findall(match["labels"]))


def prefix_of(path: str) -> str:
    """The part that a path stands in: "II." of "II.op1", "annex2." of "annex2.pp1"; else empty."""
    match = _PATH.fullmatch(path)
    return match["prefix"] if match else ""


def kind_of(path: str) -> str:
    """Whether a path is of a preambular ("pp") or operative ("op") paragraph."""
    match = _PATH.fullmatch(path)
    return match["kind"] if match else "op"


def heading_of(prefix: str) -> str:
    """The heading of a part: "II" for "II.", "Annex 2" for "annex2."."""
    name = prefix.rstrip(".").rpartition(".")[2]
    return re.sub(r"^annex(\d*)$", r"Annex \1", name).strip() or "*"


def number_of(branch: Branch) -> str:
    """The number in front of a clause: "4." or "(a)"; none for op0, op4bis and others that have none in print."""
    if branch.labels:
        return f"({branch.labels[-1]})"
    if branch.clause is not None and not branch.clause.numbered:
        return ""
    match = _PATH.fullmatch(branch.top)
    if match is None or match["number"] in (None, "0") or match["bis"]:
        return ""
    return f"{match['number']}."


def annex_of(path: str) -> str:
    """The annex that a path stands in, "annex2." or "B.annex."; empty if in none."""
    match = _ANNEX.search(path)
    return path[: match.end()] if match else ""
