"""What the mark-up says of a document: symbol, title, organ, session, agenda item, dates, language, subjects."""

from __future__ import annotations

import datetime
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.text import text_of
from clausetag.data.documents.resolution import Subject

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

_LANGUAGES = {"ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es"}
_ORGANS = {"ga": "General Assembly", "sc": "Security Council"}
_SCHEMES = {"UNBIS": "unbis", "UNBIS Thesaurus": "unbis", "SDGO": "sdg", "EuroVoc": "eurovoc"}
_AGENDA = re.compile(r"\d+(?:\s?\([a-z]+\))*")


@dataclass(frozen=True, slots=True)
class Meta:
    """The fields of a resolution that are not its clauses; None or empty where the mark-up does not give them."""

    symbol: str | None = None
    title: str | None = None
    organ: str | None = None
    session: int | None = None
    agenda_item: str | None = None
    adopted: datetime.date | None = None
    meeting: str | None = None
    report: str | None = None
    language: str | None = None
    subjects: tuple[Subject, ...] = ()


def read_meta(root: Node) -> Meta:
    """Read the fields from the first part of a document that gives each."""
    return Meta(
        symbol=_text(root, ".//{*}docNumber[@refersTo='#symbol']"),
        title=_title(root),
        organ=_organ(root),
        session=_session(root),
        agenda_item=_agenda(root),
        adopted=_adopted(root),
        meeting=_text(root, ".//{*}inline[@name='adoptionMeeting']")
        or _text(root, ".//{*}location[@refersTo='#adoptionMeeting']"),
        report=_report(root),
        language=_language(root),
        subjects=_subjects(root),
    )


def _text(root: Node, path: str) -> str | None:
    node = root.find(path)
    return (text_of(node) or None) if node is not None else None


def _title(root: Node) -> str | None:
    """The title in the preface; those of single parts (75/101 A) are the parts' own."""
    preface = root.find(".//{*}preface")
    titles = [] if preface is None else preface.findall(".//{*}docTitle[@refersTo='#resolutionTitle']")
    return " ".join(filter(None, map(text_of, titles))).rstrip("*").lstrip("-– ") or None


def _organ(root: Node) -> str | None:
    author = root.find(".//{*}FRBRWork/{*}FRBRauthor")
    known = _ORGANS.get(author.get("href", "").lstrip("#")) if author is not None else None
    return known or _text(root, ".//{*}docAuthority[@refersTo='#issuingBody']")


def _session(root: Node) -> int | None:
    node = root.find(".//{*}session")
    value = "" if node is None else node.get("value", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None


def _agenda(root: Node) -> str | None:
    node = root.find(".//{*}inline[@name='agenda item']")
    found = _AGENDA.search(node.get("title") or text_of(node)) if node is not None else None
    return found[0] if found else None


def _adopted(root: Node) -> datetime.date | None:
    for path in (".//{*}docDate[@refersTo='#adoptionDate']", ".//{*}FRBRWork/{*}FRBRdate[@name='adoption']"):
        node = root.find(path)
        try:
            day = datetime.date.fromisoformat("" if node is None else node.get("date", ""))
        except ValueError:
            continue
        if day.year > 1:  # 0001-01-01 stands where nobody filled the date in
            return day
    return None


def _report(root: Node) -> str | None:
    shown = _text(root, ".//{*}docProponent")
    return re.sub(r"^on (?:the )?", "", shown.strip("[] ")) or None if shown else None


def _language(root: Node) -> str | None:
    node = root.find(".//{*}FRBRExpression/{*}FRBRlanguage")
    return None if node is None else _LANGUAGES.get(node.get("language", ""))


def _subjects(root: Node) -> tuple[Subject, ...]:
    """Keywords of the vocabularies that have numbers, each once; librarians' own UNBIS terms come without one."""
    found: dict[tuple[str, str, str], Subject] = {}
    for node in root.iterfind(".//{*}classification/{*}keyword"):
        scheme = _SCHEMES.get(node.get("dictionary", ""))
        if scheme is None:
            continue
        number = (node.get("href") or "").rstrip("/").rpartition("/")[2]
        shown = html.unescape(node.get("showAs") or node.get("value") or "")  # "women&amp;#39;s" in the files
        subject = Subject(scheme, number, shown.replace("_", " ").strip())
        found.setdefault((scheme, number, "" if number else subject.name.casefold()), subject)
    return tuple(found.values())
