"""Chinese paragraphs of two lines that pdftotext prints the wrong way round: the number, the short line, the long."""

import re
from collections.abc import Sequence

from clausetag.data.documents.punctuation import width_of
from clausetag.data.documents.readers.cut_lines import usual_width

_NUMBER = re.compile(r"\s*(?:\d{1,3}\.|\([a-z]\))\s*")
_ENDED = re.compile(r".*[；。：]\s*")
_SIGN = re.compile("[\u4e00-\u9fff]")
_FULL, _SHORT = 0.75, 0.5  # of the usual width


def swapped_mended(lines: Sequence[str]) -> Sequence[str]:
    """Put the two lines of such a paragraph into their order.

    The short one ends it and stands alone below the number; the long one, full and not ended, stands below that and has
    no other line below it.
    """
    edge = usual_width(lines)
    mended = list(lines)
    for place, line in enumerate(lines[:-2]):
        short = lines[place + 1]
        if not (_NUMBER.fullmatch(line) and _ENDED.fullmatch(short) and _SIGN.search(short)):
            continue
        long = next((n for n in (place + 2, place + 3) if n < len(lines) and lines[n].strip()), None)
        if long is None or width_of(short) > _SHORT * edge:
            continue
        below = lines[long + 1] if long + 1 < len(lines) else ""
        ends = not below.strip() or below.startswith("\f") or _NUMBER.fullmatch(below) is not None
        if ends and width_of(lines[long]) >= _FULL * edge and _SIGN.search(lines[long]) and not _is_ended(lines[long]):
            mended[place + 1 : long + 1] = [lines[long], short, *lines[place + 2 : long]]
    return mended


def _is_ended(line: str) -> bool:
    return _ENDED.fullmatch(line) is not None
