"""What a clause is called on a page, told from its path: number, heading, anchor."""

import re

_PATH = re.compile(r"(?P<group>.*\.)?(?P<kind>pp|op|p)(?P<number>[^()]*)(?P<labels>(?:\([^()]*\))*)")
_GROUP = re.compile(r"^(annex|part|art|principle)(\d*)([a-z]*)$")
_NAMES = {"annex": "Annex", "part": "Part", "art": "Article", "principle": "Principle"}
_ROW = "row "
_BIS = re.compile(r"(\d[\d.]*)([a-z]+)")


def heading_of(path: str) -> str:
    """Heading of the group that a path stands in: "Annex 2, Article 3", "B"; "" in the body of the resolution."""
    match = _PATH.fullmatch(path)
    words = ((match["group"] if match else None) or "").rstrip(".").split(".")
    return ", ".join(_GROUP.sub(_spelled, word) for word in words if word)


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
