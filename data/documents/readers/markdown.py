"""Marks of Markdown in plain text: emphasis, headings, links, notes."""

import re

_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=[^\s*_])((?:(?!\n\s*\n)[^*_])+)(?<=[^\s\\])\1(?![\w*])")
_EMPHASIZED = re.compile(r"\W{0,8}(?:\d{1,3}\.\s+)?(\*{1,3}|_{1,3})[^\W\d_][^*_]*\1(?!\w)")  # how a line begins
_HEADING = re.compile(r"^#{1,6}\s+(?=\S)", re.MULTILINE)
_LINK = re.compile(r"(?<!\w)\[([^\[\]\n]+)\]\(<?[^\s()]+(?:\([^\s()]*\))?>?\)")
_NOTE = re.compile(r"\[\^(\w{1,5})\](:?)")
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!>-])")
_FEWEST = 2  # lines by which marks are told from stars of notes


def without_markdown(text: str) -> str:
    """Return a text without the marks of Markdown, if it has some."""
    lines = text.split("\n")
    if sum(1 for line in lines if _EMPHASIZED.match(line) or _HEADING.match(line)) < _FEWEST:
        return text
    text = _LINK.sub(r"\1", _HEADING.sub("", text))
    for _ in range(2):  # "***both***" is one pair, "**one _in_ another**" two
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPED.sub("", _NOTE.sub(lambda match: f"[{match[1]}]", text))
