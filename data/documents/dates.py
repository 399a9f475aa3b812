"""Dates as documents write them out: "20 December 2012"."""

import datetime
import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH = f"(?:{'|'.join(_MONTHS)})"  # a pattern
DATE = re.compile(rf"\b(\d{{1,2}})\s+({MONTH})\s+(\d{{4}})\b")


def parse_date(text: str) -> datetime.date | None:
    """The first date written out in `text`, such as "20 December 2012"; None if there is none."""
    for match in DATE.finditer(text):
        try:
            return datetime.date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
        except ValueError:
            continue
    return None
