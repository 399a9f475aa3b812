"""Documents sent in the text of a mail, as what it quotes or below its head."""

import re
from collections.abc import Sequence
from itertools import takewhile

from clausetag.data.documents.forms import Forms
from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.patterns import NUMBERED_TITLE
from clausetag.data.documents.punctuation import ends_with

_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
_FIELD = re.compile(
    r"(?:From|Sent|Date|To|Cc|Subject|De|Envoyé|À|Objet|Enviado|Para|Asunto|От|Отправлено|Кому|Тема)\s?:\s",
    re.IGNORECASE,
)
_WROTE = re.compile(r".*(?:wrote|a écrit|escribió|пишет|написал\w*)\s?:$")
_FEWEST = 3  # lines that are quoted; fields of a head
_TITLE = 8  # lines above the one that names the organ


def without_mail(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the document that a mail quotes or that stands below its head, and the mail's own lines."""
    quoted = [line for line in lines if _QUOTED.match(line)]
    if len(quoted) < _FEWEST:
        start = _behind_head(lines)
        return list(lines[start:]), [line for line in lines[:start] if line.strip()]
    own = [line for line in lines if line.strip() and not _QUOTED.match(line)]
    if len(own) < len(quoted) and any(_FIELD.match(line) or _WROTE.match(line) for line in own):
        return [_QUOTED.sub("", line, count=1) for line in quoted], own
    return [_QUOTED.sub("", line, count=1) for line in lines], []


def _behind_head(lines: Sequence[str]) -> int:
    """Index of the line that the document below the head of a mail, and what is said to it, begins with."""
    begin = next((i for i, line in enumerate(lines) if line.strip()), 0)
    end = begin + len(list(takewhile(_FIELD.match, lines[begin:])))
    if end - begin < _FEWEST:
        return 0
    forms = forms_of(language_of(lines[end:]))
    organ = next((i for i in range(end, len(lines)) if _speaks(lines[i].strip(), forms)), None)
    if organ is None:
        return end
    above = [i for i in range(end, organ) if lines[i].strip()][-_TITLE:]
    titled = next((i for i in above if NUMBERED_TITLE.match(lines[i].strip())), None)
    if titled is not None:
        return titled
    return above[-1] if above and _is_title(lines[above[-1]].strip()) else organ


def _speaks(line: str, forms: Forms) -> bool:
    return forms.organ(line) is not None and forms.speaks(line)


def _is_title(line: str) -> bool:
    return " " in line and not ends_with(line, ",;:.!?")
