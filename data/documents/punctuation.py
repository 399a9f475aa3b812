"""Marks at the end of paragraphs, in every script."""

_FOLDED = str.maketrans("，、،；؛：。．", ",,,;;:..")
COMMAS = ",，،"


def last_mark(text: str) -> str:
    """Return the last character of a text; of other scripts' commas, semicolons, colons and full stops the Latin one."""
    return text[-1:].translate(_FOLDED)


def ends_with(text: str, marks: str) -> bool:
    """Whether a text ends with one of some Latin marks, in whatever script."""
    return text != "" and last_mark(text) in marks
