"""From a draft (paragraphs, notes, page furniture) to a resolution with its clauses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from clausetag.data.documents import lines as kinds
from clausetag.data.documents.draft import Draft, Note, Paragraph
from clausetag.data.documents.footnotes import split_notes, strip_markers
from clausetag.data.documents.header import is_number, is_numbered_title, organ_line, read_header
from clausetag.data.documents.numbering import Label, Nesting, split_label
from clausetag.data.documents.openings import opening_of
from clausetag.data.documents.paths import Entry, assign_paths
from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section
from clausetag.data.documents.sections import sections_of

_LEAD_IN = re.compile(
    r"(The (?:General Assembly|Security Council|Human Rights Council|Economic and Social Council|[A-Z]\w+ Council|"
    r"Commission on Human Rights|Conference|Commission))\s*,\s+(?=[A-Z]\w+(?:ing|ed|ful|re|ious)\b)"
)


@dataclass(slots=True)
class _Line:
    text: str
    cites: tuple[str, ...]
    heading: bool = False
    label: Label | None = None
    rest: str = ""
    section: Section = Section.NEITHER
    cut: bool = False  # the line after it goes on in small letters


@dataclass(slots=True)
class _State:
    """Where the walk through the lines stands."""

    entries: list[Entry] = field(default_factory=list)
    head: list[str] = field(default_factory=list)  # lines that are no clause, up to "The General Assembly,"
    tail: list[str] = field(default_factory=list)  # and after it
    part: int = 0
    annex: int = 0
    block: int = 0
    part_labels: dict[int, str] = field(default_factory=dict)
    block_labels: dict[int, str] = field(default_factory=dict)
    label: str = ""  # of the heading last seen
    fresh: bool = True  # nothing but headings since the block began
    operative: bool = False
    closed: bool = False
    named: bool = False  # the organ's line has been seen
    number: int = 0
    top: int | None = None  # index of the paragraph that subparagraphs hang on
    nesting: Nesting = field(default_factory=Nesting)
    below: dict[tuple[str, ...], int] = field(default_factory=dict)  # labels below the top -> index of the last entry
    former: tuple[int, Nesting] | None = None  # top and nesting before an unnumbered paragraph came between

    def set_aside(self, text: str) -> None:
        """Keep a line that is no clause for the header's fields."""
        (self.tail if self.named else self.head).append(text)


def parse(draft: Draft, *, source: str | None = None) -> Resolution:
    """Split a draft into its clauses and read what the lines around them say."""
    kept: list[Paragraph] = []
    furniture = list(draft.furniture)
    opened = False
    for paragraph in draft.paragraphs:
        text = paragraph.text.strip()
        opened = opened or (text[:4] in ("The ", "THE ") and organ_line(text) is not None)
        if kinds.is_noise(text) and (opened or not is_number(text)):
            furniture.append(paragraph.text)
        else:
            kept.append(paragraph)
    notes: Sequence[Note]
    if draft.notes is None:
        kept, notes = split_notes(kept)
    else:
        notes = draft.notes
    stripped = strip_markers(kept, {n.number for n in notes})
    all_lines = _lines(kept, stripped)
    sections = sections_of([line.text for line in all_lines])
    for line, section in zip(all_lines, sections, strict=True):
        line.section = section
    start = _body_start(all_lines, sections)
    body = all_lines[start:]
    letters = [line.text.rstrip(".") for line in all_lines[max(0, start - 3) : start] if len(line.text) < 6]
    state = _walk(body, label=next((kinds.heading_label(text) for text in letters), ""))
    paths = assign_paths(state.entries, state.part_labels, state.block_labels)
    header = read_header([*(line.text for line in all_lines[:start]), *state.head], state.tail, furniture)
    clauses = tuple(
        _clause(entry, path, state.entries) for entry, path in zip(state.entries, paths, strict=True) if entry.text
    )
    return Resolution(
        clauses=clauses,
        footnotes=_footnotes(notes, clauses),
        symbol=header.symbol,
        title=header.title,
        organ=header.organ,
        session=header.session,
        agenda_item=header.agenda_item,
        adopted=header.adopted,
        meeting=header.meeting,
        report=header.report,
        source=source,
    )


def _clause(entry: Entry, path: str, entries: Sequence[Entry]) -> Clause:
    return Clause(
        path=path,
        section=Section.ANNEX if entry.annex else entry.section,
        text=entry.text,
        opening=opening_of(entry.text),
        chapeau=entries[entry.parent].text if entry.parent is not None else "",
        footnotes=tuple(dict.fromkeys(entry.cites)),
    )


def _footnotes(notes: Sequence[Note], clauses: Sequence[Clause]) -> tuple[Footnote, ...]:
    cited: dict[str, list[str]] = {}
    for clause in clauses:
        for number in clause.footnotes:
            cited.setdefault(number, []).append(clause.path)
    return tuple(Footnote(n.number, " ".join(n.text.split()), tuple(cited.get(n.number, ()))) for n in notes)


def _lines(paragraphs: Sequence[Paragraph], stripped: Sequence[tuple[str, tuple[str, ...]]]) -> list[_Line]:
    """Give every paragraph its label; split "The Council, Recalling ..."; join a label that stands alone."""
    lines: list[_Line] = []
    waiting = ""
    for paragraph, (text, cites) in zip(paragraphs, stripped, strict=True):
        if not text:
            continue
        if waiting:
            text, waiting = f"{waiting} {text}", ""
        lead = _LEAD_IN.match(text) if text.startswith("The ") else None
        if lead:
            lines.append(_Line(f"{lead[1]},", ()))
            text = text[lead.end() :]
        label, rest = split_label(text)
        if label is not None and not rest and label.kind != "bullet":
            waiting = text
            continue
        lines.append(_Line(text, cites, paragraph.heading, label, rest))
    if waiting:
        lines.append(_Line(waiting, ()))
    return lines


def _body_start(lines: Sequence[_Line], sections: Sequence[Section]) -> int:
    """Index of the line that opens the body: "The General Assembly,", or the first clause if it comes before that."""
    for index, (line, section) in enumerate(zip(lines, sections, strict=True)):
        if organ_line(line.text) and (line.text.startswith(("The ", "THE ")) or line.text.rstrip().endswith(",")):
            return index
        if not kinds.ends_like_clause(line.text) or kinds.is_closing(line.text) or is_numbered_title(line.text):
            continue
        if (line.label is not None and line.rest) or len(line.text) > 100:
            return index
        if section is not Section.NEITHER and len(line.text.split()) > 3:
            return index
    first = (
        i for i, (line, s) in enumerate(zip(lines, sections, strict=True)) if line.label or s is not Section.NEITHER
    )
    return next(first, len(lines))


def _walk(body: Sequence[_Line], *, label: str) -> _State:
    state = _State(label=label)
    ahead: list[list[str]] = [[] for _ in body]
    for index in range(len(body) - 2, -1, -1):
        following = body[index + 1].label
        if following is None:
            ahead[index] = ahead[index + 1]
        elif following.kind == "letter":
            ahead[index] = [following.text, *ahead[index + 1][:2]]
    last_number = max((i for i, line in enumerate(body) if line.label and line.label.kind == "number"), default=-1)
    for line, following_line in pairwise(body):
        line.cut = following_line.text[:1].islower() and following_line.label is None
    for index, line in enumerate(body):
        if organ_line(line.text) and (line.text.startswith(("The ", "THE ")) or not state.entries):
            state.set_aside(line.text)
            state.named = True
            _open_part(state)
        elif kinds.annex_heading(line.text):
            state.annex += 1
            _open_block(state, "")
            state.operative, state.closed, state.number, state.top = False, False, 0, None
        elif line.label is None and kinds.is_closing(line.text):
            state.set_aside(line.text)
            state.closed = True
        elif line.label is None and is_numbered_title(line.text) and line.section is Section.NEITHER:
            _open_part(state)
            state.set_aside(line.text)
        elif line.label is None and kinds.is_note_text(line.text):
            state.set_aside(line.text)
        elif line.label is not None:
            _labelled(state, line, line.label, ahead[index])
        else:
            _unlabelled(state, line, numbers_follow=index < last_number)
    return state


def _open_part(state: _State) -> None:
    """A line "The General Assembly,": a new resolution begins, if clauses stand before it."""
    if any(e.part == state.part and e.annex == 0 for e in state.entries) or state.annex:
        state.part += 1
        state.annex = 0
        _open_block(state, "")
    if state.label:
        state.part_labels[state.part] = state.label
    state.operative, state.closed, state.number, state.top, state.label, state.former = False, False, 0, None, "", None


def _open_block(state: _State, label: str) -> None:
    if not state.fresh:
        state.block += 1
        state.fresh = True
    if label:
        state.block_labels.setdefault(state.block, label)
    state.label = label or state.label


def _add(state: _State, line_text: str, cites: tuple[str, ...], number: str | None, labels: tuple[str, ...]) -> None:
    parent = None
    if labels and state.top is not None:
        top = state.entries[state.top]
        shorter = (labels[:size] for size in range(len(labels) - 1, 0, -1))
        parent = next((state.below[key] for key in shorter if key in state.below), state.top)
        section, number = top.section, top.number
    else:
        section = Section.OPERATIVE if state.operative else Section.PREAMBULAR
    state.entries.append(
        Entry(section, state.part, state.annex, state.block, number, labels, line_text, list(cites), parent, state.top)
    )
    state.below[labels] = len(state.entries) - 1
    if not labels:
        state.top = len(state.entries) - 1
        state.nesting = Nesting()
        state.below = {}
    state.fresh, state.closed, state.label = False, False, ""


def _labelled(state: _State, line: _Line, label: Label, ahead: Sequence[str]) -> None:
    text = line.rest
    if label.kind == "number" and not _hangs(state, label):
        value = int(label.text.split(".")[0])
        if value == 1 and state.number >= 1 and "." not in label.text and not state.fresh:
            _open_block(state, "")
        state.operative = True
        state.number = value
        inner, rest = split_label(text)
        if inner is not None and inner.kind == "letter" and inner.text in {"a", "i", "1"} and rest:
            _add(state, "", (), label.text, ())
            _labelled(state, _Line(text, line.cites, label=inner, rest=rest), inner, ahead)
        else:
            _add(state, text, line.cites, label.text, ())
        return
    if (
        state.former is not None
        and label.kind == "letter"
        and not state.nesting.open
        and state.former[1].follows(label.text)
    ):
        state.top, state.nesting = state.former
    state.former = None
    if state.top is None:
        state.operative = line.section is not Section.PREAMBULAR
        _add(state, text, line.cites, None, ())
        return
    after_colon = state.entries[-1].text.endswith(":")
    labels = state.nesting.place(
        Label("letter" if label.kind == "number" else label.kind, label.text), ahead, after_colon=after_colon
    )
    inner, rest = split_label(text)
    if inner is not None and inner.kind == "letter" and inner.text in {"i", "1", "a"} and rest:
        _add(state, "", (), None, labels)
        labels = state.nesting.place(inner, ahead, after_colon=True)
        text = rest
    _add(state, text, line.cites, None, labels)


def _hangs(state: _State, label: Label) -> bool:
    """Whether a number is a list below the open paragraph ("2. Decides that: 1. ...") and not a paragraph's own."""
    if state.top is None or "." in label.text or not state.entries or state.fresh:
        return False
    value = int(label.text)
    if value == state.number + 1:
        return False
    if state.nesting.open and state.nesting.follows(label.text):
        return True
    return value == 1 and state.number >= 1 and state.entries[-1].text.endswith(":")


def _unlabelled(state: _State, line: _Line, *, numbers_follow: bool) -> None:
    text = line.text
    last = state.entries[-1] if state.entries else None
    if last is not None and not state.fresh and not state.closed and _continues(last.text, line):
        last.text = f"{last.text} {text}"
        last.cites.extend(line.cites)
        return
    letters = sum(1 for _ in islice(filter(str.isalpha, text), 3))
    if letters < 3 or _is_heading(line, text, numbered=numbers_follow or state.number > 0):
        state.set_aside(text)
        _open_block(state, kinds.heading_label(text))
        return
    if state.closed and line.section is Section.NEITHER and not state.annex:
        state.set_aside(text)
        return
    if _is_item(state, text):
        _add(state, text, line.cites, None, state.nesting.place(Label("bullet", ""), (), after_colon=True))
        return
    state.operative = _is_operative(state, line, numbers_follow=numbers_follow)
    former = (state.top, state.nesting) if state.top is not None and state.nesting.open else None
    _add(state, text, line.cites, None, ())
    state.former = former


def _continues(before: str, line: _Line) -> bool:
    """Whether a paragraph goes on with the one before it, which a page break or a line break cut."""
    if before.endswith((";", ".", ":")) or line.heading:
        return False
    if line.text[:1].islower():
        return True
    if before.endswith((",", "”", '"', ")")) or not kinds.ends_like_clause(line.text):
        return False
    return not opening_of(line.text)


def _is_item(state: _State, text: str) -> bool:
    """Whether a paragraph is an item of a list that lost its labels: "Decides that the mandate is:", "To protect"."""
    if state.top is None or state.fresh or state.closed:
        return False
    last, top = state.entries[-1], state.entries[state.top]
    if (
        text.startswith("We, ")
        or not top.text.endswith(":")
        or (last is not top and not (last.text.endswith((";", ",", "and", "or")) and state.nesting.bulleted))
    ):
        return False
    return text.startswith("To ") or not opening_of(text)


def _is_heading(line: _Line, text: str, *, numbered: bool) -> bool:
    if line.section in {Section.PREAMBULAR, Section.OPERATIVE} and not line.heading:
        return numbered and len(text) < 120 and not (line.cut or kinds.ends_like_clause(text) or kinds.breaks_off(text))
    if kinds.ends_like_clause(text) and len(text.split()) > 4:
        return False
    return len(text) < 250


def _is_operative(state: _State, line: _Line, *, numbers_follow: bool) -> bool:
    """Whether an unnumbered paragraph is operative, from its opening words, its end and its place."""
    ends_open = line.text.endswith(",")
    if line.text.startswith("We, ") and numbers_follow and not state.number:
        return False
    if line.section is Section.PREAMBULAR:
        return state.operative and not ends_open
    if line.section is Section.OPERATIVE:
        return not (ends_open and numbers_follow and not state.operative)
    if state.operative:
        return True
    return not (ends_open or numbers_follow)
