"""What a clause is called on a page, told from its path: number, heading, anchor."""

import re

from clausetag.data.documents.resolution import Clause
from clausetag.serve.outputs.akn_tree import prefix_of

_PATH = re.compile(r"(?P<group>.*\.)?(?P<kind>pp|op|p)(?P<number>[^()]*)(?P<labels>(?:\([^()]*\))*)")
_GROUP = re.compile(r"^(annex|part|art|principle)(\d*)([a-z]*)$")
_ARTICLE = re.compile(r"(?:art|principle)\d+[a-z]*\.$")
_NAMES = {"annex": "Annex", "part": "Part", "art": "Article", "principle": "Principle"}
_ROW = "row "
_BIS = re.compile(r"(\d[\d.]*)([a-z]+)")


def heading_of(path: str) -> str:
    """Heading of the group that a path stands in: "Annex 2, Article 3", "B"; "" in the body of the resolution."""
    match = _PATH.fullmatch(path)
    words = ((match["group"] if match else None) or "").rstrip(".").split(".")
    return ", ".join(_GROUP.sub(_spelled, word) for word in words if word)


def new_headings(clause: Clause, under: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the headings that a clause stands under and the one before it in its part did not.

    A part that has none is named by its path. `under` keeps the headings of each part's last clause; articles go on
    with the part that they stand in.
    """
    here = _ARTICLE.sub("", prefix_of(clause.path))
    before = under.get(here)
    under[here] = clause.headings
    pairs = zip(before or (), clause.headings, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(before or ()), len(clause.headings)))
    new = clause.headings[same:]
    named = heading_of(clause.path)
    return new if new or before is not None or not named else tuple(named.split(", ")[-1:])


def begins_anew(path: str, before: str) -> bool:
    """Whether a clause, below that at `before`, is the first of a further resolution in the document."""
    here = prefix_of(path)
    return here != prefix_of(before) and ".annex" not in f".{here}" and path.startswith(f"{here}pp")


def number_of(path: str) -> str:
    """Number as a resolution prints it in front of the clause: "4.", "4 bis.", "(a)"; "" if it prints none."""
    match = _PATH.fullmatch(path)
    if match is None or (not match["labels"] and (match["kind"] == "pp" or match["number"].startswith("0"))):
        return ""
    if match["labels"]:
        return match["labels"][match["labels"].rindex("(") :]
    return _BIS.sub(r"\1 \2", match["number"]) + "."


def row_path(number: int) -> str:
    """What stands for a path where texts are the rows of a spreadsheet."""
    return f"{_ROW}{number}"


def is_row(path: str) -> bool:
    """Whether it is what `row_path` gives."""
    return path.startswith(_ROW)


def anchor_of(path: str, taken: set[str]) -> str:
    """Name for links: `op4(a)` is `op4-a`; letters, digits and hyphens only, each name once."""
    base = re.sub(r"[^A-Za-z0-9]+", "-", path).strip("-") or "clause"
    name, times = base, 1
    while name in taken:
        times += 1
        name = f"{base}-x{times}"
    taken.add(name)
    return name


def _spelled(match: re.Match[str]) -> str:
    return " ".join(filter(None, (_NAMES[match[1]], match[2], match[3])))
