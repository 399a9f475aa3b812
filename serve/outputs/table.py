"""The table that a person sees on a terminal: one line a tag, nothing wrapped, whatever the width."""

import os
from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from clausetag.data.palette import colour_of
from clausetag.models.decision import Answer
from clausetag.serve.outputs.about import language_name, subject_lines
from clausetag.serve.outputs.layout import percent_of
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_PIPE_WIDTH = 120  # where no terminal says how wide it is
_WIDE, _MIDDLING = 100, 56  # from here there is room for openings; from here for bars


class _Console(Console):
    """A console that lets the caller decide what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        """Raise the error again instead of ending the process."""
        raise BrokenPipeError


def table_console(stream: TextIO) -> Console:
    """Return a console on `stream`; one that is no terminal gets a fixed width and no colour."""
    known = stream.isatty() or "COLUMNS" in os.environ
    return _Console(file=stream, width=None if known else _PIPE_WIDTH, highlight=False, emoji=False)


def render(tagged: TaggedResolution, themes: Sequence[str], console: Console) -> RenderableType:
    """Return a document as a heading, a table of its clauses and a line of counts, to fit the console."""
    width = console.width
    plain = not console.encoding.lower().startswith("utf")
    bar = 0 if width < _MIDDLING else 5 if width < _WIDE else 8
    colours = theme_colours(themes)
    names = max((len(key) for key in themes), default=0)

    table = Table(box=box.ASCII if plain else box.SIMPLE_HEAD, pad_edge=False, expand=True, header_style="dim")
    paths = [item.clause.path for item in tagged.clauses]
    path_width = min(max(map(len, [*paths, "path"])), max(8, width // 6))
    table.add_column("path", no_wrap=True, width=path_width)
    if width >= _WIDE:
        openings = [item.clause.opening for item in tagged.clauses]
        table.add_column("opening", no_wrap=True, width=min(max(map(len, [*openings, "opening"])), width // 6))
    table.add_column("themes", no_wrap=True, width=min(names, width // 3) + bar + bool(bar) + 6)
    table.add_column("text", no_wrap=True, ratio=1)

    section = None
    for item in tagged.clauses:
        if section not in (None, item.clause.section):
            table.add_section()
        section = item.clause.section
        table.add_row(*_row(item, colours, bar, plain=plain, opening=width >= _WIDE))
    return Group(heading_of(tagged, console), table, counts_of(tagged, colours), Text())


def theme_colours(themes: Sequence[str]) -> dict[str, str]:
    """Return the colour of each theme on a terminal."""
    return {key: colour_of(i).middle for i, key in enumerate(themes)}


def _row(item: TaggedClause, colours: dict[str, str], bar: int, *, plain: bool, opening: bool) -> list[Text]:
    clause, tags = item.clause, item.tags
    quiet = "" if tags.themes or tags.review else "dim"
    text = clause.text[:400]
    if opening and clause.opening:
        text = text.removeprefix(clause.opening).lstrip(" ,")
    cells = [clean(clause.path, quiet), _tags(tags, colours, bar, plain=plain), clean(text, quiet)]
    return [cells[0], clean(clause.opening, quiet), *cells[1:]] if opening else cells


def _tags(tags: Tags, colours: dict[str, str], bar: int, *, plain: bool) -> Text:
    if not tags.probabilities:
        return Text("not scored", "italic red")
    lines = []
    for key, answer in tags.answers.items():
        if answer not in (Answer.APPLIES, Answer.REVIEW):
            continue
        line = Text()
        if bar:
            line.append(bar_of(tags.probabilities[key], bar, plain=plain), colours[key]).append(" ")
        review = answer is Answer.REVIEW
        line.append(percent(tags.probabilities[key]).rjust(3) + " ", "dim")
        line.append(key, colours[key] + (" italic" if review else " bold")).append(" ?" if review else "")
        lines.append(line)
    return Text("\n").join(lines)


def bar_of(probability: float, width: int, *, plain: bool = False) -> str:
    """Return a bar of `width` characters, filled to `probability` in eighths of a character (or "#" where `plain`)."""
    if plain:
        return ("#" * round(probability * width)).ljust(width, ".")
    eighths = max(0, min(round(probability * width * 8), width * 8))
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


def percent(probability: float) -> str:
    """Return a probability as pages show it, without the sign: never 0 or 100, which would claim certainty."""
    return percent_of(probability).removesuffix("%")


def clean(text: str, style: str = "") -> Text:
    """Return a document's text without control characters, which could play tricks on a terminal."""
    return Text("".join(ch if ch.isprintable() else " " for ch in text), style)


def heading_of(tagged: TaggedResolution, console: Console) -> Text:
    """Return what the document is, to fit the console."""
    document, plain = tagged.resolution, not console.encoding.lower().startswith("utf")
    heading = Text()
    heading.append(clean(document.symbol or document.source or "resolution", "bold"))
    if document.title:
        heading.append("  ").append(clean(document.title, "bold"))
    rest = [
        document.organ,
        f"adopted {document.adopted.isoformat()}" if document.adopted else None,
        f"in {language_name(document.language)}" if document.language else None,
        document.source if document.symbol else None,
    ]
    if details := ", ".join(part for part in rest if part):
        heading.append("\n").append(clean(details, "dim"))
    for line in subject_lines(document.subjects):
        shown = clean(line, "dim")
        shown.truncate(console.width, overflow="crop" if plain else "ellipsis")
        heading.append("\n").append(shown)
    return heading


def counts_of(tagged: TaggedResolution, colours: dict[str, str]) -> Text:
    """Say how many clauses each theme applies to; of those that were chosen, only themes that they have."""
    clauses, whole = tagged.clauses, len(tagged.resolution.clauses)
    chosen = len(clauses) < whole
    shown = f"{len(clauses)} of {whole}" if chosen else f"{whole}"
    line = Text(f"{shown} clause{'' if whole == 1 else 's'}:", "dim")
    for key, colour in colours.items():
        if (count := sum(key in item.tags.themes for item in clauses)) or not chosen:
            line.append(" ").append(key, colour).append(f" {count},")
    review = sum(bool(item.tags.review) for item in clauses)
    line.append(f" for review (?) {review}")
    if unscored := sum(not item.tags.probabilities for item in clauses):
        line.append(f", not scored {unscored}", "red")
    return line
