"""How a tagged resolution lies on a page: a tree of clauses with numbers, anchors, marked text and verdicts.

The HTML report, the web page and the Word download all draw this; what is in it is plain text, never mark-up.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.outputs.spans import Piece, pieces
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

_PATH = re.compile(r"(?P<group>.*\.)?(?P<kind>pp|op)(?P<number>[^()]*)(?P<labels>(?:\([^()]*\))*)")
_BIS = re.compile(r"(\d[\d.]*)([a-z]+)")
_DEEPEST = 4  # deeper subparagraphs are indented like these


@dataclass(frozen=True, slots=True)
class Mark:
    """A theme as a page shows it: its place in the list, its letter and its colour (one of eight, they come round)."""

    place: int
    key: str
    name: str
    letter: str
    definition: str

    @property
    def colour(self) -> int:
        """Which of the page's eight colours."""
        return self.place % 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was answered for one theme of one clause."""

    mark: Mark
    answer: Answer
    probability: float | None
    words: tuple[str, ...]  # the evidence, as read in the text

    @property
    def percent(self) -> str:
        """The probability for a reader: never 0% or 100%, which would claim certainty."""
        if self.probability is None:
            return ""
        if self.probability < 0.01:
            return "<1%"
        return ">99%" if self.probability > 0.99 else f"{self.probability:.0%}"


@dataclass(slots=True)
class Node:
    """A clause on the page, and the subparagraphs that hang on it."""

    clause: Clause
    tags: Tags
    anchor: str
    number: str  # as printed in front: "4.", "(a)", "" for preambular paragraphs
    depth: int
    under: bool  # whether the paragraph it hangs on stands above it
    corrected: bool  # whether the answers are a reader's; the probabilities stay the model's
    pieces: tuple[Piece, ...]
    verdicts: tuple[Verdict, ...]
    children: list["Node"] = field(default_factory=list)

    @property
    def shown(self) -> tuple[Verdict, ...]:
        """Verdicts that the page marks: themes that apply, then those for a person to decide."""
        order = (Answer.APPLIES, Answer.REVIEW)
        return tuple(v for answer in order for v in self.verdicts if v.answer is answer)

    @property
    def scored(self) -> bool:
        """Whether the clause was looked at."""
        return any(v.answer is not Answer.NOT_SCORED for v in self.verdicts)

    @property
    def summary(self) -> str:
        """The verdicts in words."""
        if not self.scored:
            return "not scored"
        said = (f"{v.mark.name}{' (for a person to decide)' if v.answer is Answer.REVIEW else ''}" for v in self.shown)
        return "; ".join(said) or "no theme"


@dataclass(frozen=True, slots=True)
class Block:
    """Clauses under one heading: the preamble, the operative part, an annex."""

    heading: str  # "" in the body of the resolution
    section: Section
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote with the anchors of the clauses that cite it."""

    footnote: Footnote
    anchor: str
    cited_by: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One resolution on the page."""

    resolution: Resolution
    blocks: tuple[Block, ...]
    nodes: tuple[Node, ...]  # all of them, in reading order
    notes: tuple[Note, ...]
    note_anchors: dict[str, str]  # by the note's number
    applies: Counter[int]  # clauses a theme applies to, by the theme's place
    review: Counter[int]

    @property
    def name(self) -> str:
        """What to call it: symbol, title or file name."""
        found = self.resolution
        return found.symbol or found.title or found.source or "Untitled resolution"

    @property
    def kinds(self) -> str:
        """What it consists of, in words."""
        sub = sum("(" in node.clause.path for node in self.nodes)
        top = Counter(node.clause.section for node in self.nodes if "(" not in node.clause.path)
        counts = [(top[section], section.value) for section in Section if top[section]]
        return ", ".join([*(f"{n:,} {name}" for n, name in counts), *([f"{sub:,} subparagraphs"] if sub else [])])

    @property
    def tagged(self) -> int:
        """Number of clauses to which a theme applies."""
        return sum(bool(node.tags.themes) for node in self.nodes)

    @property
    def undecided(self) -> int:
        """Number of clauses with something for a person to decide."""
        return sum(bool(node.tags.review) for node in self.nodes)

    @property
    def unscored(self) -> int:
        """Number of clauses that nobody looked at."""
        return sum(not node.scored for node in self.nodes)


def marks_of(themes: Sequence[Theme]) -> tuple[Mark, ...]:
    """Give each theme its letter: the first of its name that is free, else the next free one of the alphabet."""
    taken: set[str] = set()
    marks = []
    for place, theme in enumerate(themes):
        wanted = [c for c in theme.name.upper() if c.isalpha()] + list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        letter = next((c for c in wanted if len(c) == 1 and c not in taken), str(place + 1))
        taken.add(letter)
        marks.append(Mark(place, theme.key, theme.name, letter, theme.definition))
    return tuple(marks)


def lay_out(tagged: TaggedResolution, marks: Sequence[Mark], corrected: Collection[str] = ()) -> Layout:
    """Arrange a tagged resolution for a page; `corrected` holds the paths of clauses that a reader answered for."""
    nodes: list[Node] = []
    by_path: dict[str, Node] = {}
    tops: list[tuple[str, Node]] = []
    taken: set[str] = set()
    for item in tagged.clauses:
        parent = _parent(item.clause.path, by_path)
        depth = min(parent.depth + 1, _DEEPEST) if parent else int("(" in item.clause.path)
        anchor, by_reader = _anchor(item.clause.path, taken), item.clause.path in corrected
        node = _node(item, marks, anchor, depth, under=parent is not None, corrected=by_reader)
        nodes.append(node)
        by_path.setdefault(item.clause.path, node)
        if parent is None:
            tops.append((heading_of(item.clause.path), node))
        else:
            parent.children.append(node)
    cited = {note.number: _anchor(f"note-{note.number}", taken) for note in tagged.resolution.footnotes}
    return Layout(
        resolution=tagged.resolution,
        blocks=tuple(_blocks(tops)),
        nodes=tuple(nodes),
        notes=tuple(
            Note(note, cited[note.number], tuple(by_path[path] for path in note.cited_by if path in by_path))
            for note in tagged.resolution.footnotes
        ),
        note_anchors=cited,
        applies=Counter(v.mark.place for n in nodes for v in n.verdicts if v.answer is Answer.APPLIES),
        review=Counter(v.mark.place for n in nodes for v in n.verdicts if v.answer is Answer.REVIEW),
    )


def heading_of(path: str) -> str:
    """Heading of the group that a path stands in: "Annex", "Annex 2", "B"; "" in the body of the resolution."""
    match = _PATH.fullmatch(path)
    words = ((match["group"] if match else None) or "").rstrip(".").split(".")
    return ", ".join(re.sub(r"^(annex|part)(\d*)$", _spelled, word) for word in words if word)


def number_of(path: str) -> str:
    """Number as a resolution prints it in front of the clause: "4.", "4 bis.", "(a)"; "" if it prints none."""
    match = _PATH.fullmatch(path)
    if match is None or (not match["labels"] and (match["kind"] == "pp" or match["number"].startswith("0"))):
        return ""
    if match["labels"]:
        return match["labels"][match["labels"].rindex("(") :]
    return _BIS.sub(r"\1 \2", match["number"]) + "."


def _spelled(match: re.Match[str]) -> str:
    return f"{match[1].capitalize()} {match[2]}".strip()


def _node(item: TaggedClause, marks: Sequence[Mark], anchor: str, depth: int, *, under: bool, corrected: bool) -> Node:
    clause, tags = item.clause, item.tags
    answers = {mark.place: tags.answers.get(mark.key, Answer.NOT_SCORED) for mark in marks}
    marked = {
        mark.place: tags.evidence.get(mark.key, ())
        for mark in marks
        if answers[mark.place] in (Answer.APPLIES, Answer.REVIEW)
    }
    verdicts = tuple(
        Verdict(
            mark,
            answers[mark.place],
            tags.probabilities.get(mark.key),
            tuple(dict.fromkeys(clause.text[start:end] for start, end in marked.get(mark.place, ()))),
        )
        for mark in marks
    )
    text = pieces(clause.text, marked, clause.opening)
    return Node(clause, tags, anchor, number_of(clause.path), depth, under, corrected, text, verdicts)


def _parent(path: str, found: dict[str, Node]) -> Node | None:
    while path.endswith(")"):
        path = path[: path.rindex("(")] if "(" in path else ""
        if path in found:
            return found[path]
    return None


def _anchor(path: str, taken: set[str]) -> str:
    """Name for links: `op4(a)` is `op4-a`; letters, digits and hyphens only, each name once."""
    base = re.sub(r"[^A-Za-z0-9]+", "-", path).strip("-") or "clause"
    name, times = base, 1
    while name in taken:
        times += 1
        name = f"{base}-x{times}"
    taken.add(name)
    return name


def _blocks(tops: Sequence[tuple[str, Node]]) -> Iterator[Block]:
    run: list[Node] = []
    here: tuple[str, Section] | None = None
    for heading, node in tops:
        if here is not None and (heading, node.clause.section) != here:
            yield Block(*here, tuple(run))
            run = []
        here = (heading, node.clause.section)
        run.append(node)
    if here is not None:
        yield Block(*here, tuple(run))
