"""Numbers of operative paragraphs that stand without a stop, "1 Calls upon", or in brackets; bullets in their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.data.documents.forms import Forms
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.resolution import Section

_BARE = re.compile(r"(\d{1,3})(?:[°º]?\s+(?=[A-Z])|\s*(?=[\u3400-\u9fff]))")
_BRACKETED = re.compile(r"\((\d{1,3})\)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class OddNumbers:
    """What stands in front of the paragraphs of a document in place of a number with a stop."""

    forms: Forms
    bare: frozenset[str]  # the numbers that have no stop
    bracketed: bool
    bulleted: bool

    def plain(self, text: str, number: int) -> str:
        """Return a paragraph behind paragraph `number` with its number and a stop, or without its bullet."""
        if self.bracketed and (match := _BRACKETED.match(text)) and match[1] == str(number + 1):
            return f"{match[1]}. {text[match.end() :]}"
        if self.bare and (match := _BARE.match(text)) and match[1] in self.bare:
            return f"{match[1]}. {text[match.end() :]}"
        if number and (rest := behind_bare_number(text, number + 1, self.forms)):
            return f"{number + 1}. {rest}"
        if self.bulleted:
            label, rest = self.forms.split_label(text)
            if label is not None and label.kind == "bullet" and _opens(rest, self.forms):
                return rest
        return text


def odd_numbers(texts: Sequence[str], forms: Forms) -> OddNumbers:
    """Look through the paragraphs of a document for numbers without a stop, in brackets, and bullets."""
    return OddNumbers(forms, _bare(texts, forms), _is_bracketed(texts, forms), _is_bulleted(texts, forms))


def behind_bare_number(text: str, number: int, forms: Forms) -> str:
    """Return what stands behind a number without a stop, "3 Calls upon", if that opens an operative paragraph."""
    match = _BARE.match(text) if text[:1].isdigit() else None
    if match is None or match[1] != str(number):
        return ""
    return text[match.end() :] if _acts(text[match.end() :], forms) else ""


def _bare(texts: Sequence[str], forms: Forms) -> frozenset[str]:
    """The numbers that stand without a stop before operative paragraphs, if they count from one."""
    found: list[str] = []
    for text in texts:
        if behind_bare_number(text, len(found) + 1, forms):
            found.append(str(len(found) + 1))
    if found == ["1"] and not any(text.startswith("2.") for text in texts):
        return frozenset()
    return frozenset(found)


def _is_bracketed(texts: Sequence[str], forms: Forms) -> bool:
    """Whether the numbers of operative paragraphs stand in brackets, "(1) Decides", and no paragraph has another."""
    found = 0
    for text in texts:
        label, rest = forms.split_label(text)
        if label is not None and label.kind == "number":
            return False
        found += label is not None and label.text == str(found + 1) and _acts(rest, forms)
    return found > 1


def _is_bulleted(texts: Sequence[str], forms: Forms) -> bool:
    """Whether all paragraphs of a resolution have a bullet: those of its preamble have, above any number or list."""
    found, above = 0, ""
    for text in texts:
        label, rest = forms.split_label(text)
        if label is not None and (label.kind == "number" or (label.kind == "bullet" and ends_with(above, ":"))):
            break
        above = text
        if label is not None and label.kind == "bullet" and ends_with(rest, ","):
            opening = forms.opening(rest)
            found += opening is not None and opening.section is Section.PREAMBULAR and not opening.weak
    return found > 1


def _acts(text: str, forms: Forms) -> bool:
    """Whether a text opens as an operative paragraph, not behind another label: "O. Urges"."""
    opening = forms.opening(text)
    return opening is not None and opening.section is Section.OPERATIVE and _opens(text, forms)


def _opens(text: str, forms: Forms) -> bool:
    """Whether a text opens as a clause does, with words that begin hardly anything else."""
    opening = forms.opening(text)
    return opening is not None and not (opening.bare or opening.weak)
