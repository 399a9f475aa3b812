"""The preamble, body and annexes of a resolution in AKN XML."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.units import NO_OPENING
from clausetag.data.documents.resolution import Clause, Footnote, Resolution
from clausetag.serve.outputs.akn_meta import RESERVED, annex_meta
from clausetag.serve.outputs.akn_tree import Branch, annex_of, branches_of, heading_of, kind_of, number_of, prefix_of
from clausetag.serve.outputs.akn_xml import element
from clausetag.serve.tags import TaggedResolution

if TYPE_CHECKING:
    from lxml.etree import _Element as Node


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(slots=True)
class Body:
    """The parts of a statement that hold clauses; the eId of each clause (by path) and of each footnote, in order."""

    main: "Node"
    preamble: "Node | None" = None
    attachments: "Node | None" = None
    eids: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    uncited: list["Node"] = field(default_factory=list)


def body_of(tagged: TaggedResolution) -> Body:
    """Return the parts of a tagged resolution that hold clauses."""
    branches = branches_of(tagged)
    writer = _Writer(tagged.resolution)
    first = next((i for i, branch in enumerate(branches) if not branch.top.startswith("pp")), len(branches))
    last = max((i + 1 for i, branch in enumerate(branches) if not annex_of(branch.top)), default=0)
    last = max(first, last)
    body = Body(element("mainBody"), eids=writer.eids)
    body.preamble = writer.preamble(branches[:first])
    body.main.extend(writer.block(branches[first:last]))
    body.attachments = writer.attachments(branches[last:])
    if not len(body.main):
        body.main.append(writer.empty())
    body.notes = [f"note_{place}" for place in range(1, len(tagged.resolution.footnotes) + 1)]
    body.uncited = writer.uncited()
    for part in (body.preamble, body.main, *(() if body.attachments is None else body.attachments)):
        if part is not None and tagged.resolution.language:
            part.set(_LANG, tagged.resolution.language)
    return body


class _Writer:
    """Writes branches, and keeps count of the eIds and notes that have been written."""

    def __init__(self, resolution: Resolution) -> None:
        self.eids: dict[str, str] = {}
        self._resolution = resolution
        self._own = {clause.eid for clause in resolution.clauses}
        self._taken: set[str] = set(RESERVED)
        self._made = 0
        self._prefix = ""
        self._written: set[int] = set()  # places of the notes that have been written
        self._citing: dict[str, list[int]] = {}
        for place, note in enumerate(resolution.footnotes, 1):
            for path in note.cited_by:
                self._citing.setdefault(path, []).append(place)

    def preamble(self, branches: Sequence[Branch]) -> "Node | None":
        organ = self._resolution.organ if self._resolution.language in (None, "en") else None
        if not branches and not organ:
            return None
        node = element("preamble")
        if organ:
            formula = element("p", element("span", f"The {organ}", class_="italic"), ",")
            node.append(element("formula", formula, name="enactingFormula", eId="formula_1"))
        node.extend(self.block(branches))
        return node

    def attachments(self, branches: Sequence[Branch]) -> "Node | None":
        groups: dict[str, list[Branch]] = {}
        for branch in branches:
            groups.setdefault(annex_of(branch.top), []).append(branch)
        if not groups:
            return None
        node = element("attachments")
        for prefix, members in groups.items():
            self._prefix = prefix
            doc = element("doc", annex_meta(), element("mainBody", *self.block(members)), name="annex")
            node.append(element("attachment", doc, eId=self._eid("att", "")))
        return node

    def block(self, branches: Iterable[Branch]) -> list["Node"]:
        nodes: list[Node] = []
        for branch in branches:
            prefix = prefix_of(branch.top)
            if prefix != self._prefix:
                self._prefix = prefix
                nodes.append(self._heading(heading_of(prefix)))
            nodes.append(
                self._container(branch) if kind_of(branch.top) == "pp" else self._hierarchy(branch, "paragraph")
            )
        return nodes

    def empty(self) -> "Node":
        eid = self._eid("para", "")
        return element("paragraph", element("content", element("p"), eId=f"{eid}__content"), eId=eid)

    def uncited(self) -> list["Node"]:
        """The notes that no clause cites."""
        return [
            element("note", element("p", note.text), marker=note.number, eId=f"note_{place}")
            for place, note in enumerate(self._resolution.footnotes, 1)
            if place not in self._written
        ]

    def _heading(self, text: str) -> "Node":
        return element("paragraph", element("heading", text), class_="H1", eId=self._eid("para", ""))

    def _container(self, branch: Branch) -> "Node":
        """A paragraph of the preamble: its name is its opening, as in the United Nations' files."""
        eid = self._named(branch, "container")
        opening = branch.clause.opening if branch.clause else ""
        node = element("container", eId=eid, name=opening or NO_OPENING, **_refers(branch))
        if branch.clause is not None or not branch.children:
            node.append(self._p(branch))
        if branch.children:
            node.append(self._block_list(branch, eid))
        return node

    def _block_list(self, branch: Branch, eid: str) -> "Node":
        node = element("blockList", eId=self._unique(f"{eid}__list"))
        for child in branch.children:
            own = self._named(child, f"{eid}__list__item_{child.labels[-1]}")
            item = element("item", element("num", f"({child.labels[-1]})"), self._p(child), eId=own, **_refers(child))
            if child.children:
                item.append(self._block_list(child, own))
            node.append(item)
        return node

    def _hierarchy(self, branch: Branch, name: str, above: str = "") -> "Node":
        """A paragraph or point: its text, or a list with the text as its introduction."""
        eid = self._named(branch, f"{above}_point_{branch.labels[-1]}" if branch.labels else "para")
        node = element(name, eId=eid, **_refers(branch))
        if number := number_of(branch):
            node.append(element("num", number))
        if not branch.children:
            node.append(element("content", self._p(branch), eId=self._unique(f"{eid}__content")))
            return node
        own = self._unique(f"{eid}_list")
        points = element("list", eId=own)
        if branch.clause is not None:
            points.append(element("intro", self._p(branch), eId=self._unique(f"{own}_intro")))
        points.extend(self._hierarchy(child, "point", own) for child in branch.children)
        node.append(points)
        return node

    def _p(self, branch: Branch) -> "Node":
        clause = branch.clause
        if clause is None:
            return element("p")
        if clause.opening and clause.text.startswith(clause.opening):
            start = element("span", clause.opening, class_="italic")
            node = element("p", start, clause.text[len(clause.opening) :])
        else:
            node = element("p", clause.text)
        for place in self._notes_of(clause):
            node.append(self._note(place))
        return node

    def _notes_of(self, clause: Clause) -> list[int]:
        order = {mark: place for place, mark in enumerate(clause.footnotes)}
        notes = self._resolution.footnotes
        return sorted(
            self._citing.get(clause.path, ()), key=lambda place: order.get(notes[place - 1].number, len(order))
        )

    def _note(self, place: int) -> "Node":
        note: Footnote = self._resolution.footnotes[place - 1]
        if place in self._written:
            return element("noteRef", href=f"#note_{place}", marker=note.number)
        self._written.add(place)
        return element(
            "authorialNote", element("p", note.text), marker=note.number, placement="bottom", eId=f"note_{place}"
        )

    def _named(self, branch: Branch, stem: str) -> str:
        """The eId of a clause's element: its own if it may be used here, else one made."""
        own = branch.clause.eid if branch.clause is not None else ""
        if own and own not in self._taken and not re.search(r"\s|^note_\d|^theme-", own):
            self._taken.add(own)
            eid = own
        else:
            eid = self._eid(stem, own)
        if branch.clause is not None:
            self.eids[branch.clause.path] = eid
        return eid

    def _eid(self, stem: str, own: str) -> str:
        if stem in {"para", "container", "att"}:
            self._made += 1
            stem = own or f"{stem}_{self._made}"
        return self._unique(stem)

    def _unique(self, stem: str) -> str:
        stem = re.sub(r"\s+", "_", stem)
        eid, times = stem, 1
        while eid in self._taken or eid in self._own:
            times += 1
            eid = f"{stem}-{times}"
        self._taken.add(eid)
        return eid


def _refers(branch: Branch) -> dict[str, str]:
    return {"refersTo": branch.refers} if branch.refers else {}
