"""Dates as documents write them out: "20 December 2012"; other languages have their own form in `languages/`."""

import datetime
import re
from collections.abc import Sequence

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH = f"(?:{'|'.join(_MONTHS)})"  # a pattern


class DateForm:
    """How a language writes dates: its months, and where day, month and year stand.

    Args:
        form: A pattern with {day}, {month} and {year} in it.
        months: Their names, patterns too.
    """

    def __init__(self, form: str, months: Sequence[str]) -> None:
        self._months = [re.compile(month, re.IGNORECASE) for month in months]
        month = "|".join(sorted(months, key=len, reverse=True))
        self.month = f"(?:{month})"  # a pattern
        pattern = form.format(day=r"(?P<day>\d{1,2})", month=f"(?P<month>{month})", year=r"(?P<year>\d{4})")
        self._pattern = re.compile(rf"(?<!\d){pattern}(?!\d)", re.IGNORECASE)

    def find(self, text: str) -> datetime.date | None:
        """Return the first date written out in `text`; None if there is none."""
        for match in self._pattern.finditer(text):
            month = next((n for n, name in enumerate(self._months, 1) if name.fullmatch(match["month"])), 0)
            try:
                return datetime.date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                continue
        return None

    def is_alone(self, text: str) -> bool:
        """Whether a line is a date and nothing else."""
        return self._pattern.fullmatch(text.strip(" .[]。")) is not None


ENGLISH_DATE = DateForm(r"{day}\s+{month}\s+{year}", _MONTHS)
