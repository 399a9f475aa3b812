"""Forms of a language, made of its data file."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from clausetag.data.documents.dates import DateForm
from clausetag.data.documents.forms import ENGLISH, Forms
from clausetag.data.documents.languages.phrases import Phrases
from clausetag.data.documents.numbering import Label, is_letter_label
from clausetag.data.documents.printed_labels import part_label, split_any
from clausetag.data.documents.punctuation import COMMAS, ends_with

OTHERS = ("fr", "es", "ru", "ar", "zh")
_NEVER = re.compile(r"(?!)")
_FILLERS = re.compile("[\u0640\u064b-\u0652]")  # Arabic: the stroke that fills lines, vowel signs
_OPENERS = "\"'“”«»‘’`*_ ,.:;·\t\u00a0《"
_ITEMS = r"(\d+\s?(?:\(?\w{1,2}\))*(?:(?:,| et| y| и| و|和|、)\s?\d+\s?(?:\(?\w{1,2}\))*)*)"
_PARTIES = r"Les\s[ÉE]tats\s[Pp]arties|Los\sEstados\s[Pp]artes|Государства-участники|إن\sالدول\sالأطراف|本\w{2,4}缔约国"
_LABEL = r"[IVXL]{1,6}|[A-ZА-Я]|\d{1,2}|[一二三四五六七八九十]{1,3}|ال\w{2,8}|ألف|باء|جيم|دال|هاء|واو"
_HEADING = re.compile(
    r"(\S+?)(?:[.、،:–—-]\s*|\s+[-–—]\s*)\S.*|([B-H]|[IVX]{2,6})\s+(?:[^\W\d_]|\d{4}年).{0,200}|(.*)", re.DOTALL
)
_DOTTED = re.compile(r"([a-z]{1,4})\.\s*(?=[^\W\d_a-z])")  # "a. содействовать"
_LONGEST_LINE = 110


@cache
def forms_of(language: str | None) -> Forms:
    """Return the forms of a language; those of English where it is None or none of the official ones."""
    return _forms(language, read_table(language)) if language in OTHERS else ENGLISH


@cache
def read_table(language: str) -> Mapping[str, Any]:
    """Read the data file of one of `OTHERS`."""
    return tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text("utf-8"))


def _forms(language: str, table: Mapping[str, Any]) -> Forms:
    phrases = _phrases(table, spaced=language != "zh")
    organ, speaks = _organs(table)
    annex, close, meeting = table["annex"], table["close"], table["meeting"]
    months = [month.replace("/", r"\s?/\s?") for month in table["months"]]

    return Forms(
        language=language,
        organ=organ,
        article=table["article"] != "",
        speaks=speaks,
        opening=phrases.find,
        unnumbered=_unnumbered,
        split_label=_split_label,
        heading_label=_heading_label,
        small="gerund" in table,
        gerund=re.compile(table["gerund"]) if "gerund" in table else _NEVER,
        within=frozenset(table.get("within", "").replace("\n", "").split("|")),
        we=tuple(table["we"].split("|")),
        that=tuple(filter(None, table.get("that", "").split("|"))),
        linking=frozenset(),
        longest_heading=250,
        date=DateForm(table["date"], months),
        agenda=re.compile(table["agenda"].replace("{items}", _ITEMS)),
        meeting=re.compile(f"({meeting})", re.IGNORECASE),
        annex_line=re.compile(
            rf"(?:{annex})(?:(?!\w)|(?=[一二三四五六七八九十A-Z]))\s*({_LABEL})?(?!\w)\s*[.:：–—-]?\s*(.*)", re.DOTALL
        ),
        annex_hint=re.compile(rf"(?:{annex})(?:\s?(?:{_LABEL}))?\s?[.:：]?$"),
        closing_line=re.compile(rf"\W*(?:{meeting})\W*.{{0,40}}|\W*(?:{close}).*", re.DOTALL),
        closing_hint=re.compile(rf"\W*(?:{meeting})\W*.{{0,40}}$|\W*(?:{close})"),
        vote_line=re.compile(rf"\W*(?:{close})"),
        number_hint=ENGLISH.number_hint,
        head_hint=re.compile(table["head"]),
        organ_hint=organ,
        parties_hint=re.compile(rf"(?:{table['we']}|{_PARTIES}).{{0,300}}[{COMMAS}]$"),
        note_line=re.compile(rf"(?:\d{{1,3}}[/.]?\s)?(?:{table['note']}).{{0,300}}[.。]", re.DOTALL),
        series=_NEVER,
        run_on=_NEVER,
        spells_out=_NEVER,
        convened=_NEVER,
        should=_NEVER,
        note_beginning=re.compile(rf"(?:{table['note']}|United Nations|Ibid|[A-Z]{{1,6}}/)"),
        record=_NEVER,
        garbled=_NEVER,
    )


def _phrases(table: Mapping[str, Any], *, spaced: bool) -> Phrases:
    found = {name: [phrase.strip() for phrase in text.split("|")] for name, text in table["openings"].items()}
    either = found.get("either", [])
    return Phrases(
        (*found.get("preambular", ()), *either),
        (*found.get("operative", ()), *either),
        leads=table.get("leads", "").split(),
        spaced=spaced,
    )


def _organs(table: Mapping[str, Any]) -> tuple[Callable[[str], str | None], Callable[[str], bool]]:
    """Return what tells the organ that a line names, and whether it is the line that opens a resolution."""
    known = {_name(shown): name for name, shown in table["organs"].items()}
    article = re.compile(table["article"] or r"(?!)")
    other = re.compile(
        rf"(?:{table['article']})(?:[^\W\d]\w+\s?){{0,3}}?(?:{table['bodies']})(?!\w)[^;:؛；]{{0,80}}[{COMMAS}]"
    )

    def organ(text: str) -> str | None:
        if len(text) > _LONGEST_LINE:
            return None
        text = _FILLERS.sub("", " ".join(text.split())).replace("'", "’")
        name = text.rstrip(f" {COMMAS}:：")
        found = known.get(_name(name)) or known.get(_name(article.sub("", name, count=1)))
        return found or (name if article.match(text) and other.fullmatch(text) else None)

    def speaks(text: str) -> bool:
        return not table["article"] or ends_with(text, ",") or article.match(_FILLERS.sub("", text)) is not None

    return organ, speaks


def _name(text: str) -> str:
    return text.casefold().replace(" ", "")


def _unnumbered(text: str) -> str:
    """Return a paragraph without numbers, letters, bullets and quotation marks in front."""
    text = text.strip().lstrip(_OPENERS)
    for _ in range(2):
        label, rest = split_any(text)
        if label is None or not rest:
            break
        text = rest.lstrip(_OPENERS)
    return text


def _split_label(text: str) -> tuple[Label | None, str]:
    """Split the label off; what stands under "II." or "一、" without a stop is a heading and keeps it."""
    label, rest = split_any(text)
    if label is None and (match := _DOTTED.match(text)) and is_letter_label(match[1]):
        return Label("letter", match[1]), text[match.end() :]
    if label is not None and text[0] in "一二三四五六七八九十" and not ends_with(text, ";.,:"):
        return None, text
    return label, rest


def _heading_label(text: str) -> str:
    match = _HEADING.fullmatch(text)
    return part_label(match[1] or match[2] or match[3]) if match else ""
