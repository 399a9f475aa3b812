"""What labels are imported from, in one form: named columns, rows, and how people name each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clausetag.data.errors import LabelError
from clausetag.data.sheets.sheet import Cell

Value = Cell | tuple[str, ...]  # a list of names, as JSON and `datasets` have them


@dataclass(frozen=True, slots=True)
class Table:
    """A table of labelled texts.

    `places` name its rows ("row 7"); `remarks` say what was left out or guessed; `lost` says of rows whose clause was
    not found in which column that shows, and why.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    places: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    lost: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    def column(self, place: int) -> list[Value]:
        """Return the values of a column."""
        return [row[place] for row in self.rows]


def table_of(name: str, records: Sequence[tuple[str, Mapping[str, object]]], remarks: Sequence[str] = ()) -> Table:
    """Make a table of records, each with its place; columns stand in the order in which they first appear.

    Raises:
        LabelError: Nothing stands in them.
    """
    columns = tuple(dict.fromkeys(field for _, record in records for field in record))
    if not columns:
        raise LabelError(f"{name}: no labels in it" + "".join(f"; {remark}" for remark in remarks))
    rows = tuple(tuple(_value(record.get(column)) for column in columns) for _, record in records)
    return Table(name, columns, rows, tuple(place for place, _ in records), tuple(remarks))


def _value(value: object) -> Value:
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    if value != value:  # NaN: how pandas says that nothing is there
        return None
    return value if isinstance(value, Cell) else str(value)
