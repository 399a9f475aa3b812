"""Treaties by name, in the six languages; `treaties.toml` holds names and numbers."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clausetag.data.languages import LANGUAGES
from clausetag.data.references.reference import Reference, ReferenceKind

_PROCLITICS = "وبلف"  # Arabic: "and", "by", "to" are written in front of a word


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a treaty: the word of it to look for first, which is quick, its pattern, the treaty's number."""

    telling: str
    pattern: re.Pattern[str]
    symbol: str


def treaties(text: str, language: str | None) -> list[Reference]:
    """Return the treaties that a text names, in its order; of names within each other the longest."""
    found: list[Reference] = []
    taken = bytearray(len(text))
    for name in _names(language if language in LANGUAGES else "en"):
        for match in name.pattern.finditer(text) if name.telling in text else ():
            if not taken[match.start()] and not taken[match.end() - 1]:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(Reference(ReferenceKind.TREATY, match[0], name.symbol, match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


@cache
def _names(language: str) -> tuple[_Name, ...]:
    """Return the names of a language, the longest first."""
    table = tomllib.loads(Path(__file__).with_name("treaties.toml").read_text("utf-8"))
    names = [(name, symbol) for symbol, treaty in table.items() for name in treaty[language]]
    names.sort(key=lambda pair: -len(pair[0]))
    return tuple(_Name(_telling(name), _pattern(name, language), symbol) for name, symbol in names)


def _telling(name: str) -> str:
    """Return the longest word of a name that stands in every way of writing it."""
    return max(re.split(r"[\s']+", name.replace("~", "")), key=len)


def _pattern(name: str, language: str) -> re.Pattern[str]:
    """Make a pattern of a name: any space for a space, any apostrophe; a word that ends in "~" has any ending."""
    words = [re.escape(word.removesuffix("~")) + (r"\w*" if word.endswith("~") else "") for word in name.split()]
    pattern = r"\s{1,3}".join(words).replace("'", "['’]")
    if language == "zh":
        return re.compile(pattern)
    before = rf"(?<![^\W{_PROCLITICS}])" if language == "ar" else r"(?<!\w)"
    return re.compile(rf"{before}{pattern}(?!\w)")
