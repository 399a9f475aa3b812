"""Marks of Markdown and of quoted mail in plain text: emphasis, headings, links, notes, and ">" in front of lines."""

import re
from collections.abc import Sequence

_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=[^\s*_])((?:(?!\n\s*\n)[^*_])+)(?<=[^\s\\])\1(?![\w*])")
_EMPHASIZED = re.compile(r"\W{0,8}(?:\d{1,3}\.\s+)?(\*{1,3}|_{1,3})[^\W\d_][^*_]*\1(?!\w)")  # how a line begins
_HEADING = re.compile(r"^#{1,6}\s+(?=\S)", re.MULTILINE)
_LINK = re.compile(r"(?<!\w)\[([^\[\]\n]+)\]\(<?[^\s()]+(?:\([^\s()]*\))?>?\)")
_NOTE = re.compile(r"\[\^(\w{1,5})\](:?)")
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!>-])")
_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
_OF_MAIL = re.compile(
    r"(?:From|Sent|To|Subject|De|Objet|Asunto|От|Тема)\s?:\s|.*(?:wrote|a écrit|escribió|пишет|написал\w*)\s?:$"
)
_FEWEST = 2  # lines by which marks are told from stars of notes
_FEWEST_QUOTED = 3


def without_markdown(text: str) -> str:
    """Return a text without the marks of Markdown, if it has some."""
    lines = text.split("\n")
    if sum(1 for line in lines if _EMPHASIZED.match(line) or _HEADING.match(line)) < _FEWEST:
        return text
    text = _LINK.sub(r"\1", _HEADING.sub("", text))
    for _ in range(2):  # "***both***" is one pair, "**one _in_ another**" two
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPED.sub("", _NOTE.sub(lambda match: f"[{match[1]}]", text))


def without_quotes(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines without ">" in front, and those of a mail around what it quotes, which are no document's."""
    quoted = [line for line in lines if _QUOTED.match(line)]
    if len(quoted) < _FEWEST_QUOTED:
        return list(lines), []
    own = [line for line in lines if line.strip() and not _QUOTED.match(line)]
    if 2 * len(own) < len(quoted) + len(own) and any(map(_OF_MAIL.match, own)):
        return [_QUOTED.sub("", line, count=1) for line in quoted], own
    return [_QUOTED.sub("", line, count=1) for line in lines], []
