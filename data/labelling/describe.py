"""How a file of labels was understood, in lines for people: which column is what, and what counts as asked."""

from collections import Counter
from collections.abc import Iterator

from clausetag.data.labelling.importing import Reading
from clausetag.data.labelling.names import ThemeNames
from clausetag.data.labelling.plan import strangers
from clausetag.data.words import counted

_SHOWN = 8  # entries


def describe(reading: Reading, names: ThemeNames) -> Iterator[str]:
    """Yield the lines: texts, answers, what else is known, what is passed over."""
    table, plan = reading.table, reading.plan
    columns = table.columns
    yield f"{table.name}: {counted(len(table.rows), 'row')}, texts from column {columns[plan.text]!r}"
    for remark in table.remarks:
        yield f"  {remark}"
    for place, theme in plan.themes.items():
        empty = "no" if place in plan.empty_is_no else "not asked"
        nothing = "" if any(value not in (None, "") for value in table.column(place)) else ", but nothing stands in it"
        yield f"  column {columns[place]!r} answers for {theme}{nothing}; an empty cell is {empty}"
    if plan.answer is not None:
        theme, answer = (columns[place] for place in plan.answer)
        yield f"  column {theme!r} names the theme, column {answer!r} answers"
    if plan.listed is not None:
        yield from _of_list(reading, names)
    for what, place in plan.known.items():
        yield f"  column {columns[place]!r} is taken for {_MEANS.get(what, what)}"
    if rest := [repr(column) for place, column in enumerate(columns) if place not in plan.used]:
        yield f"  not used: {', '.join(rest)}"


_MEANS = {
    "document": "the document: clauses of one stay together when data are split",
    "asked": "the themes that were asked",
    "unsure": "whether the reader was unsure",
    "when": "the day",
    "decides": "whether the answer is an adjudicator's",
    "path": "the clause's path",
}


def _of_list(reading: Reading, names: ThemeNames) -> Iterator[str]:
    table, plan = reading.table, reading.plan
    column = table.columns[plan.listed or 0]
    empty = "no to all of these" if plan.empty_is_no else 'not asked; write "none" where no theme applies'
    asked = ", ".join(plan.asked) or "none"
    yield f"  column {column!r} lists themes; asked in each of its rows are those that occur in it: {asked}"
    if missing := [key for key in names.keys if key not in plan.asked]:
        yield f"  not asked, for they occur nowhere in it: {', '.join(missing)}"
    yield f"  an empty cell of it is {empty}"
    if others := strangers(table, plan, names):
        yield f"  no themes of this project, passed over: {_counted(others)}"


def _counted(counts: Counter[str]) -> str:
    shown = ", ".join(f"{name} ({count:,})" for name, count in counts.most_common(_SHOWN))
    return shown + (f" and {len(counts) - _SHOWN:,} more" if len(counts) > _SHOWN else "")
