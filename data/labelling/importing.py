"""Taking labels from files into a project: all of them, or, if anything is wrong anywhere, none."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausetag.data.errors import UsageError
from clausetag.data.labelling.answers import names_in
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.lines import append_labels
from clausetag.data.labelling.names import ThemeNames, folded, read_mapping
from clausetag.data.labelling.plan import Plan, plan_of
from clausetag.data.labelling.read import read_table
from clausetag.data.labelling.references import with_texts
from clausetag.data.labelling.rows import Problem, labels_of
from clausetag.data.labelling.settle import holds_after
from clausetag.data.labelling.table import Table
from clausetag.data.project import Project

FILE = "imported.jsonl"  # in the project's folder of labels


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its table, how it was understood, its labels and what is wrong with it."""

    table: Table
    plan: Plan
    labels: Sequence[Label]
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Imported:
    """How many answers were new, were there already, or took the place of another by the same reader."""

    new: int
    known: int
    changed: int

    def __str__(self) -> str:
        return f"{self.new:,} new, {self.known:,} there already, {self.changed:,} changed"


def read_files(
    paths: Sequence[Path],
    project: Project,
    *,
    text: str | None = None,
    group: str | None = None,
    mapping: Sequence[str] = (),
    annotator: str = "",
    decides: bool = False,
    empty_is_no: bool | None = None,
    documents: Path | None = None,
) -> tuple[list[Reading], ThemeNames]:
    """Read files of labels by the themes of a project; nothing is kept.

    `documents` is the folder in which the clauses are found that rows name by reference.

    Raises:
        ClausetagError: A file cannot be read or understood, or nothing in any of them is called as `mapping` says.
    """
    themes = project.themes()
    names = ThemeNames(themes, mapped := read_mapping(mapping, themes))
    readings = []
    for table in with_texts([read_table(path) for path in paths], documents, text):
        plan = plan_of(table, names, text=text, group=group, empty_is_no=empty_is_no)
        readings.append(Reading(table, plan, *labels_of(table, plan, names, annotator=annotator, decides=decides)))
    for name in mapped:
        if not any(_occurs(name, reading) for reading in readings):
            raise UsageError(f"--map {name!r}: no column and no theme in a list is called so")
    return readings, names


def _occurs(name: str, reading: Reading) -> bool:
    table, plan = reading.table, reading.plan
    lists = [column for column in (plan.listed, *(plan.answer or ())[:1]) if column is not None]
    entries = (entry for column in lists for value in table.column(column) for entry in names_in(value) or ())
    return folded(name) in map(folded, (*table.columns, *entries))


def import_labels(labels: Sequence[Label], project: Project, *, today: datetime.date | None = None) -> Imported:
    """Add to a project what it does not hold yet; a changed answer without a day of its own is of today.

    Raises:
        LabelError: A label of the project is wrong.
        UsageError: The labels cannot be written; none is then.
    """
    day = (today or datetime.datetime.now(datetime.UTC).date()).isoformat()
    held = _latest(project.labels())
    new: list[Label] = []
    known = changed = 0
    for key, label in _latest(labels).items():
        before = held.get(key)
        if before is None:
            new.append(label)
        elif before.answer == label.answer or not holds_after(label, before):
            known += 1
        else:
            new.append(label if label.when else replace(label, when=max(day, before.when)))
            changed += 1
    if new:
        append_labels(project.labels_folder / FILE, new)
    return Imported(len(new) - changed, known, changed)


def _latest(labels: Sequence[Label]) -> dict[tuple[str, str, str, bool], Label]:
    """Return the answer that holds of each reader about each theme of each clause."""
    found: dict[tuple[str, str, str, bool], Label] = {}
    for label in labels:
        key = (label.clause, label.theme, label.annotator, label.decides)
        before = found.get(key)
        if before is None or holds_after(label, before):
            found[key] = label
    return found
