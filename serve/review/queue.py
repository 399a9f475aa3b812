"""The review queue of a project: clauses to read, and what each reader answered; kept at once, reader by reader.

The clauses stand in `review.json`, which `clausetag review export` writes; what Anna answers on the page is appended to
`labels/review-anna.jsonl`.
"""

import datetime
import fcntl
import hashlib
import os
import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from clausetag.data.errors import UsageError
from clausetag.data.labelling.label import Answer, Label
from clausetag.data.labelling.lines import append_labels, read_labels
from clausetag.data.labelling.settle import holds_after
from clausetag.data.project import Project, find_project, project_here
from clausetag.data.themes import Theme
from clausetag.serve.review.item import Item
from clausetag.serve.review.label_studio import read_tasks

TASKS = "review.json"
SOURCE = "review page"
LONGEST_NAME = 60  # characters of a reader's
Stamp = tuple[tuple[str, int, int], ...]


class Queue:
    """Clauses to read and the answers to them. Threads may share it."""

    def __init__(self, project: Project, items: Sequence[Item], themes: Sequence[Theme]) -> None:
        self.items = tuple(items)
        self.themes = tuple(themes)
        self._project = project
        self._clauses = {item.clause for item in items}
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._held: dict[str, dict[tuple[str, str], Label]] = {}  # by reader, clause and theme

    def answers(self, reader: str) -> Mapping[tuple[str, str], Answer]:
        """Return what a reader answered to the clauses of the queue, by clause and theme, wherever they did it.

        Raises:
            LabelError: A label of the project is wrong.
        """
        with self._lock:
            self._refresh()
            return {place: label.answer for place, label in self._held.get(reader, {}).items()}

    def keep(self, reader: str, item: Item, answers: Mapping[str, Answer]) -> None:
        """Keep a reader's answers to a clause, by theme; UsageError if they cannot be written: none is then."""
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        facts = (SOURCE, item.document, item.path, item.section, item.language, item.year)
        text = " ".join(item.text.split())
        labels = [Label(text, theme, answer, reader, day, *facts) for theme, answer in answers.items()]
        with self._lock:
            known = self._stamp == self._files()
            append_labels(self._file(reader), labels)
            if known:  # then nothing needs to be read again
                self._held.setdefault(reader, {}).update({(label.clause, label.theme): label for label in labels})
                self._stamp = self._files()

    def undo(self, reader: str) -> Item | None:
        """Take a reader's last answer back and return its clause; None if there is none to this queue."""
        path = self._file(reader)
        with self._lock:
            labels = read_labels(path) if path.exists() else []
            if not labels or labels[-1].clause not in self._clauses:
                return None
            _cut_last_line(path)
            return next(item for item in self.items if item.clause == labels[-1].clause)

    def _file(self, reader: str) -> Path:
        """Return the file that holds what a reader answers here; no two readers share one, whatever their names."""
        name = re.sub(r"[^a-z0-9]+", "-", reader.casefold()).strip("-")
        if name != reader:
            name = f"{name}-{hashlib.sha256(reader.encode()).hexdigest()[:6]}".strip("-")
        return self._project.labels_folder / f"review-{name}.jsonl"

    def _files(self) -> Stamp:
        files = sorted(self._project.labels_folder.glob("*.jsonl"))
        return tuple((file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files)

    def _refresh(self) -> None:
        """Read the labels again if any file of them changed: others may import some while this runs."""
        stamp = self._files()
        if stamp == self._stamp:
            return
        held: dict[str, dict[tuple[str, str], Label]] = {}
        for label in self._project.labels():
            of, place = held.setdefault(label.annotator, {}), (label.clause, label.theme)
            if label.clause in self._clauses and (place not in of or holds_after(label, of[place])):
                of[place] = label
        self._held, self._stamp = held, stamp


def _cut_last_line(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            content = file.read()
            file.truncate(content.rstrip(b"\n").rfind(b"\n") + 1)
            os.fsync(file.fileno())
    except OSError as error:
        raise UsageError(f"{path}: the answer cannot be taken back ({error.strerror or error})") from error


def find_queue() -> Path | None:
    """Return the queue's file of the project that the working folder lies in; None if there is none."""
    project = find_project()
    return project.root / TASKS if project and (project.root / TASKS).is_file() else None


def open_queue(given: Path) -> Queue:
    """Open the queue in a file or in a project's folder.

    Answers are kept in the project that the file lies in, else in the one that the working folder lies in.

    Raises:
        LabelError: The file holds no tasks.
        UsageError: There is no project.
    """
    file = given / TASKS if given.is_dir() else given
    project = find_project(file.parent) or project_here()
    themes = project.themes()
    return Queue(project, read_tasks(file, themes), themes)


def reader_name(given: str) -> str:
    """Return a reader's name as it is kept; UsageError if it is none."""
    name = " ".join(given.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(f"give your name, up to {LONGEST_NAME} characters: answers are kept by it")
    return name
