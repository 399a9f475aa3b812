"""From the rows of a table to labels: every cell is checked, and what is wrong is said by row and column."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from clausetag.data.labelling.answers import WORDS, NoAnswerError, answer_of, names_in
from clausetag.data.labelling.label import Answer, Label
from clausetag.data.labelling.names import ThemeNames
from clausetag.data.labelling.plan import Plan
from clausetag.data.labelling.table import Table, Value

_YEAR = re.compile(r"[0-9]{4}")
_SHOWN = 40  # characters of a wrong cell


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell."""

    place: str  # "mine.csv, row 7"
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}, column {self.column}: {self.what}"


def labels_of(
    table: Table, plan: Plan, names: ThemeNames, *, annotator: str = "", decides: bool = False
) -> tuple[list[Label], list[Problem]]:
    """Return the labels of a table, and what is wrong in it; what rows do not say of reader and weight is given."""
    labels: list[Label] = []
    problems: list[Problem] = []
    said: dict[tuple[str, str, str, bool, str], tuple[str, Label]] = {}
    in_order = plan.answer is not None or "unsure" in plan.known  # kept as it was answered: the last line holds
    for number, (place, row) in enumerate(zip(table.places, table.rows, strict=True)):
        where = f"{table.name}, {place}"
        if number in table.lost:
            problems.append(Problem(where, *table.lost[number]))
            continue
        reader = _Row(row, plan, names, table.name, annotator, decides)
        for column, label in reader.labels():
            key = (label.clause, label.theme, label.annotator, label.decides, label.when)
            before, other = said.setdefault(key, (place, label))
            if other.answer != label.answer and not in_order:
                what = f"says {label.answer} to {label.theme}, but {before} says {other.answer} of the same text"
                reader.wrong.append((column, what))
            labels.append(label)
        problems += [Problem(where, table.columns[column], what) for column, what in reader.wrong]
    return labels, problems


@dataclass(slots=True)
class _Row:
    """A row; what is wrong with its cells gathers in `wrong`: column, and why."""

    row: tuple[Value, ...]
    plan: Plan
    names: ThemeNames
    source: str
    annotator: str
    decides: bool
    wrong: list[tuple[int, str]] = field(default_factory=list)

    def labels(self) -> Iterator[tuple[int, Label]]:
        """Yield the labels of a row, each with the column that it stands in."""
        answers = list(self._answers())
        if not answers:
            return
        text = _tidy(self.row[self.plan.text])
        if not any(map(str.isalpha, text)):
            what = f"{text[:_SHOWN]!r} is no text" if text else "empty, though the row has answers"
            self.wrong.append((self.plan.text, what))
            return
        known = self._known(text)
        for column, theme, answer in answers:
            yield column, replace(known, theme=theme, answer=answer)

    def _answers(self) -> Iterator[tuple[int, str, Answer]]:
        if self.plan.answer is not None:
            yield from self._beside_theme(*self.plan.answer)
        elif self.plan.listed is not None:
            yield from self._from_list(self.plan.listed)
        elif any(self.row[column] not in (None, "") for column in (self.plan.text, *self.plan.themes)):
            for column, theme in self.plan.themes.items():
                answer = self._answer(column)
                if answer is None and column in self.plan.empty_is_no:
                    answer = "no"
                if answer is not None:
                    yield column, theme, answer

    def _beside_theme(self, theme: int, answer: int) -> Iterator[tuple[int, str, Answer]]:
        said, name = self._answer(answer), _tidy(self.row[theme])
        if said is None:
            return
        key = self.names.theme(name)
        if key is None and not self.names.is_mapped(name):
            known = f"the themes are {', '.join(self.names.keys)}"
            self.wrong.append((theme, f"no theme {name!r}; {self.names.slip(name) or known}"))
        if key is not None:
            yield answer, key, said

    def _from_list(self, column: int) -> Iterator[tuple[int, str, Answer]]:
        listed = names_in(self.row[column])
        if listed is None and column in self.plan.empty_is_no and _tidy(self.row[self.plan.text]):
            listed = ()
        if listed is None:
            return
        for name in listed:
            if slip := self.names.slip(name):
                self.wrong.append((column, f"no theme {name!r}; {slip}"))
        chosen = {key for name in listed if (key := self.names.theme(name))}
        asked, unsure = self.plan.known.get("asked"), self.plan.known.get("unsure")
        given = names_in(self.row[asked]) if asked is not None else None
        keys = self.plan.asked if given is None else [key for name in given if (key := self.names.theme(name))]
        doubtful = unsure is not None and self._answer(unsure) == "yes"
        for key in keys:
            yield column, key, "unsure" if doubtful else "yes" if key in chosen else "no"

    def _answer(self, column: int) -> Answer | None:
        try:
            return answer_of(self.row[column])
        except NoAnswerError as error:
            self.wrong.append((column, f"{str(error)[:_SHOWN]!r} is no answer; write {WORDS}, or nothing"))
            return None

    def _known(self, text: str) -> Label:
        """Return a label without theme that holds what the row says beside its answers."""
        decides = self.plan.known.get("decides")
        return Label(
            text,
            theme="",
            answer="unsure",
            annotator=self._cell("annotator") or self.annotator,
            when=self._when(),
            source=self._cell("source") or self.source,
            document=self._cell("document"),
            path=self._cell("path"),
            section=self._cell("section").casefold(),
            language=self._cell("language").casefold(),
            year=self._year(),
            decides=self.decides or (decides is not None and self._answer(decides) == "yes"),
        )

    def _cell(self, name: str) -> str:
        column = self.plan.known.get(name)
        return "" if column is None else _tidy(self.row[column])

    def _when(self) -> str:
        column = self.plan.known.get("when")
        value = None if column is None else self.row[column]
        if column is None or value is None:
            return ""
        text = value.isoformat() if isinstance(value, datetime.date) else str(value).strip()
        try:
            return datetime.datetime.fromisoformat(text).date().isoformat()
        except ValueError:
            self.wrong.append((column, f"{text[:_SHOWN]!r} is no day; write it as 2026-11-26"))
            return ""

    def _year(self) -> int | None:
        column = self.plan.known.get("year")
        value = None if column is None else self.row[column]
        if column is None or value is None:
            return None
        if _YEAR.fullmatch(text := str(value).strip().removesuffix(".0")):
            return int(text)
        self.wrong.append((column, f"{text[:_SHOWN]!r} is no year; write it as 2026"))
        return None


def _tidy(value: Value) -> str:
    """Return a cell as text, white space folded, without halves of characters."""
    if value is None or isinstance(value, tuple):
        return "; ".join(value or ())
    return " ".join(str(value).split()).encode("utf-8", "replace").decode()
