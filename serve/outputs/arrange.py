"""From a tagged resolution to its layout."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from clausetag.data.citation import citations_of, official_address
from clausetag.data.documents.loose import is_recognised
from clausetag.data.documents.resolution import Clause
from clausetag.models.decision import Answer
from clausetag.models.explanation import Explanation
from clausetag.serve.outputs.clause_names import anchor_of, begins_anew, heading_of, is_row, new_headings, number_of
from clausetag.serve.outputs.layout import Block, Layout, Node, PageFootnote, Verdict
from clausetag.serve.outputs.marks import Mark
from clausetag.serve.outputs.spans import SEARCHED, joined, pieces, places_of, strongest
from clausetag.serve.tags import TaggedClause, TaggedResolution

_DEEPEST = 4  # deeper subparagraphs are indented like these
_MOST_WORDS = 5  # for a theme, and against it


def lay_out(
    tagged: TaggedResolution, marks: Sequence[Mark], corrected: Collection[str] = (), search: str = ""
) -> Layout:
    """Arrange a tagged resolution for a page.

    `corrected` holds the paths of clauses that a reader answered for, `search` words to be marked where they stand.
    """
    nodes: list[Node] = []
    by_path: dict[str, Node] = {}
    tops: list[Node] = []
    taken: set[str] = set()
    for item in tagged.clauses:
        parent = _parent(item.clause.path, by_path)
        depth = min(parent.depth + 1, _DEEPEST) if parent else int("(" in item.clause.path)
        anchor, by_reader = anchor_of(item.clause.path, taken), item.clause.path in corrected
        node = _node(item, marks, anchor, depth, under=parent is not None, corrected=by_reader, search=search)
        nodes.append(node)
        by_path.setdefault(item.clause.path, node)
        if parent is None:
            tops.append(node)
        else:
            parent.children.append(node)
    cited = {note.number: anchor_of(f"note-{note.number}", taken) for note in tagged.resolution.footnotes}
    return Layout(
        resolution=tagged.resolution,
        blocks=tuple(_blocks(tops)),
        nodes=tuple(nodes),
        notes=tuple(
            PageFootnote(note, cited[note.number], tuple(by_path[path] for path in note.cited_by if path in by_path))
            for note in tagged.resolution.footnotes
        ),
        note_anchors=cited,
        applies=Counter(v.mark.place for n in nodes for v in n.verdicts if v.answer is Answer.APPLIES),
        review=Counter(v.mark.place for n in nodes for v in n.verdicts if v.answer is Answer.REVIEW),
        citations=citations_of(tagged.resolution),
        address=official_address(tagged.resolution.symbol, tagged.resolution.language),
        recognised=is_recognised(tagged.resolution),
        rows=any(is_row(item.clause.path) for item in tagged.clauses),
    )


def _node(
    item: TaggedClause,
    marks: Sequence[Mark],
    anchor: str,
    depth: int,
    *,
    under: bool,
    corrected: bool,
    search: str,
) -> Node:
    clause, tags = item.clause, item.tags
    answers = {mark.place: tags.answers.get(mark.key, Answer.NOT_SCORED) for mark in marks}
    marked = {
        mark.place: joined(clause.text, tags.evidence.get(mark.key, ()))
        for mark in marks
        if answers[mark.place] in (Answer.APPLIES, Answer.REVIEW)
    }
    verdicts = tuple(
        Verdict(
            mark,
            answers[mark.place],
            tags.probabilities.get(mark.key),
            tuple(dict.fromkeys(clause.text[start:end] for start, end in marked.get(mark.place, ()))),
            corrected,
            *_reasons(clause.text, tags.why.get(mark.key)),
        )
        for mark in marks
    )
    hits = places_of(search, clause.text)
    text = pieces(clause.text, marked | ({SEARCHED: hits} if hits else {}), clause.opening)
    return Node(clause, tags, anchor, _number(clause), depth, under, corrected, text, verdicts, bool(hits))


def _reasons(text: str, why: Explanation | None) -> Iterator[tuple[tuple[str, float], ...]]:
    """Yield the words that speak for a theme, then those against it; nothing where nobody asked."""
    for spans in (why.speaks_for, why.against) if why else ():
        yield tuple(strongest(text, spans)[:_MOST_WORDS])


def _number(clause: Clause) -> str:
    """What stands in front of a clause: its number if the document prints one, a dash for an item of a list."""
    if clause.numbered:
        return number_of(clause.path)
    return "–" if clause.path.endswith(")") else ""


def _parent(path: str, by_path: Mapping[str, Node]) -> Node | None:
    while path.endswith(")"):
        path = path[: path.rindex("(")] if "(" in path else ""
        if path in by_path:
            return by_path[path]
    return None


def _blocks(tops: Sequence[Node]) -> list[Block]:
    """Begin a block at every heading of the document, and where part or section change."""
    under: dict[str, tuple[str, ...]] = {}
    blocks: list[Block] = []
    for node in tops:
        clause = node.clause
        titles, heading = new_headings(clause, under), heading_of(clause.path)
        if titles or not blocks or (blocks[-1].heading, blocks[-1].section) != (heading, clause.section):
            speaks = bool(blocks) and begins_anew(clause.path, blocks[-1].nodes[-1].clause.path)
            level = max(0, len(clause.headings) - len(titles))
            blocks.append(Block(heading, clause.section, titles, level, speaks, []))
        blocks[-1].nodes.append(node)
    return blocks
