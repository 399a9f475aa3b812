"""Labels in JSON Lines: a table of one's own, labels of a project, or the corrections that `clausetag serve` keeps."""

from pathlib import Path

from clausetag.data.jsonl import read_jsonl
from clausetag.data.labelling.table import Table, table_of
from clausetag.data.words import counted


def read_json_lines(path: Path) -> Table:
    """Read a table from JSON Lines; LabelError, naming the line, if one is no object.

    Corrections that an earlier clausetag kept without their texts are left out and counted in the remarks.
    """
    records = [(where.removeprefix(f"{path}, "), entry) for where, entry in read_jsonl(path)]
    found = [(place, entry) for place, entry in records if "text" in entry or "sha256" not in entry]
    without = len(records) - len(found)
    remarks = [f"{counted(without, 'correction')} without the text of the clause left out"] if without else []
    return table_of(path.name, found, remarks)
