"""Labels in JSON Lines: a table of one's own, labels of a project, or the corrections that `clausetag serve` keeps."""

from pathlib import Path

from clausetag.data.jsonl import read_jsonl
from clausetag.data.labelling.table import Table, table_of


def read_json_lines(path: Path) -> Table:
    """Read a table from JSON Lines; LabelError, naming the line, if one is no object."""
    return table_of(path.name, [(where.removeprefix(f"{path}, "), entry) for where, entry in read_jsonl(path)])
