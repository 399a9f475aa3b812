"""The words by which resolutions, decisions, organs and paragraphs go in a language, from `terms.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clausetag.data.languages import LANGUAGES
from clausetag.data.references.reference import ReferenceKind


@dataclass(frozen=True, slots=True)
class Terms:
    """Patterns of one language; those of Chinese follow the numbers they go with, the others stand before them."""

    language: str
    kinds: Mapping[ReferenceKind, re.Pattern[str]]  # resolution and decision
    organs: Mapping[str, re.Pattern[str]]
    its: re.Pattern[str]
    paragraph: str
    own: str
    joining: str

    @property
    def follows(self) -> bool:
        """Whether "resolution" stands behind its number."""
        return self.language == "zh"


@cache
def terms_of(language: str | None) -> Terms:
    """Return the terms of a language; those of English where it is None or none of the six."""
    name = language if language in LANGUAGES else "en"
    table = tomllib.loads(Path(__file__).with_name("terms.toml").read_text("utf-8"))[name]
    left, right = ("", "") if name == "zh" else (r"(?<!\w)", r"(?!\w)")

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(f"{left}(?:{pattern}){right}", re.IGNORECASE)

    return Terms(
        language=name,
        kinds={
            ReferenceKind.RESOLUTION: compiled(table["resolution"]),
            ReferenceKind.DECISION: compiled(table["decision"]),
        },
        organs={key: compiled(pattern) for key, pattern in table["organs"].items()},
        its=re.compile(rf"{left}(?:{table['its']})\s?$" if name != "ar" else rf"{table['its']}$", re.IGNORECASE),
        paragraph=table["paragraph"],
        own=table["own"],
        joining=table["and"],
    )
