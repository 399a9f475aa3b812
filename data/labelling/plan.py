"""Which column of a table holds what: the text, the answers, and what is known about them. Guessed, and shown."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from clausetag.data.documents.resolution import Section
from clausetag.data.errors import LabelError, UsageError
from clausetag.data.labelling.answers import NoAnswerError, answer_of, names_in
from clausetag.data.labelling.names import ThemeNames, folded
from clausetag.data.labelling.table import Table, Value
from clausetag.data.sheets.column import text_column
from clausetag.data.sheets.sheet import Sheet

# What a label may have beside its answer, and how columns are called that hold it.
KNOWN = {
    "document": (
        *("document", "symbol", "doc", "document symbol", "state", "state under review", "country"),
        *("état", "pays", "estado", "país", "государство", "страна", "الدولة", "国家"),
    ),
    "year": ("year", "année", "año", "год", "السنة", "年份"),
    "section": ("section",),
    "language": ("language", "lang"),
    "path": ("path", "clause path"),
    "annotator": ("annotator", "annotated by", "coder", "labeller", "labeler", "reader"),
    "when": ("when", "labelled on", "annotated on", "coded on"),
}
# What `clausetag review export` writes beside its questions. "after" is no slip for the theme "water", and where it
# says why a clause was chosen, an empty cell is one that nobody came to, even in a column that has no "no" yet.
_CHOSEN = "chosen for"
_OURS = {_CHOSEN, "no", "note", "before", "after", "model", "official", "review", "words that speak"}
_LISTS = ("themes", "theme", "labels", "label", "tags", "tag", "topics", "topic", "categories", "category", "codes")
_NUMBERED = re.compile(r" \([0-9]+\)$")  # what tells columns apart that are called alike
_SECTIONS = {section.value for section in Section}


@dataclass(frozen=True, slots=True)
class Plan:
    """Places of columns. Answers stand in one column a theme, in one that lists themes, or one beside its theme."""

    text: int
    themes: Mapping[int, str] = field(default_factory=dict)  # one column a theme
    listed: int | None = None
    asked: tuple[str, ...] = ()  # by a column that lists themes: those that occur in it
    answer: tuple[int, int] | None = None  # columns of the theme and of the answer
    empty_is_no: frozenset[int] = frozenset()  # columns
    known: Mapping[str, int] = field(default_factory=dict)

    @property
    def used(self) -> frozenset[int]:
        """Places of every column that is read."""
        lists = () if self.listed is None else (self.listed,)
        return frozenset((self.text, *self.themes, *lists, *(self.answer or ()), *self.known.values()))


def plan_of(
    table: Table,
    names: ThemeNames,
    *,
    text: str | None = None,
    group: str | None = None,
    empty_is_no: bool | None = None,
) -> Plan:
    """Find out which column holds what.

    Args:
        table: What is to be imported.
        names: The themes, and what else is mapped to them.
        text: Name of the column of texts, where it was given.
        group: Name of the column whose rows of one value stay together, as those of a document do, where it was given.
        empty_is_no: What an empty cell says. None: nothing, but in a column of a theme that holds only marks for yes.

    Raises:
        UsageError: No column answers for a theme, or one is called nearly like a theme, or none as was given.
        DocumentError: No column holds texts.
    """
    plan = _plan_of(table, names, text, empty_is_no)
    if group is None:
        return plan
    return replace(plan, known={**plan.known, "document": text_column(_sheet(table), group)})


def _plan_of(table: Table, names: ThemeNames, text: str | None, empty_is_no: bool | None) -> Plan:
    place = _text(table, text)
    by_name = {folded(column): i for i, column in reversed(list(enumerate(table.columns))) if i != place}
    if "theme" in by_name and "answer" in by_name:
        pair = by_name["theme"], by_name["answer"]
        return Plan(place, answer=pair, known=_known(table, by_name, {place, *pair}, ("decides", "source")))
    themes = {i: key for i, name in enumerate(table.columns) if i != place and (key := names.theme(name))}
    if themes:
        known = _known(table, by_name, {place, *themes})
        _refuse_slips(table, names, {place, *themes, *known.values()})
        _refuse_twice(table, themes)
        said = False if empty_is_no is None and _CHOSEN in by_name else empty_is_no
        empty = frozenset(i for i in themes if _empty_is_no(table.column(i), said))
        return Plan(place, themes, empty_is_no=empty, known=known)
    listed = _listed(table, names, by_name, place)
    if listed is None:
        _refuse_slips(table, names, {place})
        raise UsageError(
            f"{table.name}: no column answers for a theme. The themes are {', '.join(names.keys)}, the columns "
            f"{', '.join(table.columns)}; give a column `themes` that lists them, or say what a column means: "
            'clausetag labels import --map "COLUMN=THEME"'
        )
    occurring = {names.theme(name) for value in table.column(listed) for name in names_in(value) or ()}
    asked = tuple(key for key in names.keys if key in occurring)
    empty = frozenset([listed] if empty_is_no else [])
    known = _known(table, by_name, {place, listed}, ("asked", "unsure"))
    return Plan(place, listed=listed, asked=asked, empty_is_no=empty, known=known)


def strangers(table: Table, plan: Plan, names: ThemeNames) -> Counter[str]:
    """Count the entries of a column that lists themes which are no themes of the project."""
    if plan.listed is None:
        return Counter()
    listed = (name for value in table.column(plan.listed) for name in names_in(value) or ())
    return Counter(name for name in listed if names.theme(name) is None)


def _text(table: Table, wanted: str | None) -> int:
    if wanted is None and "text" in table.columns:
        return table.columns.index("text")
    return text_column(_sheet(table), wanted)


def _sheet(table: Table) -> Sheet:
    cells = tuple(tuple(None if isinstance(cell, tuple) else cell for cell in row) for row in table.rows)
    return Sheet(table.name, table.columns, cells)


def _known(table: Table, by_name: Mapping[str, int], taken: set[int], more: Sequence[str] = ()) -> dict[str, int]:
    """Find the columns of what else is known, and those of `more` by their very names.

    A column called `section` may hold something else: its values tell.
    """
    found = {}
    for what, called in {**KNOWN, **{name: (name,) for name in more}}.items():
        place = next((by_name[name] for name in called if name in by_name and by_name[name] not in taken), None)
        if place is not None and _fits(what, table.column(place)):
            found[what] = place
    return found


def _fits(what: str, values: Sequence[Value]) -> bool:
    filled = [str(value).strip() for value in values if value is not None]
    if what == "section":
        return all(value.casefold() in _SECTIONS for value in filled)
    if what == "language":
        return all(len(value) in (2, 3) and value.isalpha() for value in filled)
    return True


def _empty_is_no(values: Sequence[Value], said: bool | None) -> bool:
    if said is not None:
        return said
    answers = set()
    for value in values:
        try:
            answers.add(answer_of(value))
        except NoAnswerError:
            return False
    return "yes" in answers and "no" not in answers


def _refuse_slips(table: Table, names: ThemeNames, taken: set[int]) -> None:
    for i, column in enumerate(table.columns):
        if i in taken or folded(column) in _OURS:
            continue
        if (first := _NUMBERED.sub("", column)) in table.columns and first != column and names.theme(first):
            raise UsageError(
                f"{table.name}: two columns are called {first!r}; rename one, or pass one over: "
                f'clausetag labels import --map "{column}="'
            )
        if slip := names.slip(column):
            raise UsageError(f"{table.name}: column {column!r} is no theme; {slip}")


def _refuse_twice(table: Table, themes: Mapping[int, str]) -> None:
    for key, count in Counter(themes.values()).items():
        if count > 1:
            columns = " and ".join(repr(table.columns[i]) for i, theme in themes.items() if theme == key)
            raise LabelError(
                f"{table.name}: columns {columns} both answer for {key!r}; pass one over: "
                "clausetag labels import --map COLUMN="
            )


def _listed(table: Table, names: ThemeNames, by_name: Mapping[str, int], text: int) -> int | None:
    """Return the column that lists themes: one called so, else the one that names most of them."""
    hits = {
        i: sum(names.theme(name) is not None for value in table.column(i) for name in names_in(value) or ())
        for i in range(len(table.columns))
        if i != text
    }
    called = [by_name[name] for name in _LISTS if name in by_name]
    best = max(hits, key=lambda i: hits[i], default=text)
    return next((i for i in (*called, best) if hits.get(i) or (i in called and "asked" in by_name)), None)
