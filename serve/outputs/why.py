"""What spoke for and against each theme of a clause, as lines on a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from clausetag.models.decision import Answer
from clausetag.serve.outputs.spans import strongest
from clausetag.serve.outputs.table import clean, counts_of, heading_of, percent, theme_colours
from clausetag.serve.tags import TaggedClause, TaggedResolution

_MOST_WORDS = 5  # a theme, on a terminal


def render_why(tagged: TaggedResolution, themes: Sequence[str], console: Console) -> RenderableType:
    """Return a document as a heading, its clauses with a line a theme each, and a line of counts."""
    colours = theme_colours(themes)
    lines: list[Text] = []
    for item in tagged.clauses:
        first = clean(f"{item.clause.path}  {item.clause.text[:400]}", "bold" if item.tags.themes else "")
        first.truncate(console.width, overflow="ellipsis" if console.encoding.lower().startswith("utf") else "crop")
        lines += [first, *_lines(item, colours), Text()]
    return Group(heading_of(tagged, console), Text(), *lines, counts_of(tagged, colours), Text())


def _lines(item: TaggedClause, colours: Mapping[str, str]) -> Iterator[Text]:
    """Yield a line a theme: probability, threshold, how far above or below, the words for it and against."""
    width = max(map(len, item.tags.answers), default=0)
    for theme, answer in item.tags.answers.items():
        why = item.tags.why.get(theme)
        line = Text("  ").append(theme.ljust(width), colours[theme] if answer is not Answer.DOES_NOT_APPLY else "")
        if why is None:
            yield line.append("  not scored", "italic red")
            continue
        line.append(f" {percent(item.tags.probabilities[theme]).rjust(3)}% of {why.threshold:3.0%} {why.margin:+5.1f} ")
        line.append({Answer.APPLIES: "applies", Answer.REVIEW: "for review"}.get(answer, "does not apply").ljust(14))
        for name, spans in (("for", why.speaks_for), ("against", why.against)):
            words = strongest(item.clause.text, spans)[:_MOST_WORDS]
            if words:
                line.append(f"  {name} ", "dim")
                line.append(clean(", ".join(f"{word} {weight:+.1f}" for word, weight in words)))
        yield line
