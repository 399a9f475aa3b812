"""Tagged texts compared: their clauses lined up, words marked, themes gained and lost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clausetag.data.compare import Change, Kind, Mark, align, mark_words
from clausetag.data.compare.alignment import Row
from clausetag.data.compare.marks import cut
from clausetag.data.documents.language import detect_language
from clausetag.data.errors import UsageError
from clausetag.serve.compare.threads import Thread, threads_of
from clausetag.serve.outputs.about import language_name
from clausetag.serve.tags import TaggedClause, TaggedResolution

Marks = tuple[Mark, ...]

_TELLING = 2_000  # characters of a text from which its language is told


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """Keys of themes by what became of them; a side that was not scored gains and loses nothing."""

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()  # for a person to decide on one side at least


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """Clauses that correspond, with the words that differ and the themes that changed."""

    places: Row  # in the two texts
    old: tuple[TaggedClause, ...]
    new: tuple[TaggedClause, ...]
    marks: Marks  # of the old texts and the new ones, each joined by a space
    themes: ThemeChange

    @property
    def kind(self) -> Kind:
        """What became of the clauses."""
        return self.places.kind

    @property
    def moved(self) -> bool:
        """Whether they stand in another order, or in another section."""
        return self.places.moved

    @property
    def old_marks(self) -> list[Marks]:
        """The marks of each old clause: what was kept and what was removed."""
        return cut(self.marks, Change.REMOVED, [item.clause.text for item in self.old])

    @property
    def new_marks(self) -> list[Marks]:
        """The marks of each new clause: what was kept and what was added."""
        return cut(self.marks, Change.ADDED, [item.clause.text for item in self.new])

    @property
    def both_marks(self) -> list[Marks]:
        """All marks, a paragraph for each new clause, or one for what was dropped."""
        return cut(self.marks, Change.ADDED, [item.clause.text for item in self.new] or [""], others=True)

    @property
    def name(self) -> str:
        """The same in words: "moved and reworded"."""
        if not self.moved:
            return self.kind.value
        return "moved" if self.kind is Kind.SAME else f"moved and {self.kind.value}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts and their rows, in the order of the new one."""

    old: TaggedResolution
    new: TaggedResolution
    rows: tuple[ComparedRow, ...]

    @property
    def counts(self) -> Counter[Kind]:
        """How many rows of each kind there are."""
        return Counter(row.kind for row in self.rows)

    @property
    def moved(self) -> int:
        """How many rows were moved, whatever their kind."""
        return sum(row.moved for row in self.rows)


@dataclass(frozen=True, slots=True)
class Series:
    """Texts in order, the comparison of each with the one before, and the threads that clauses make through all."""

    texts: tuple[TaggedResolution, ...]
    steps: tuple[Comparison, ...]
    threads: tuple[Thread, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What to call each text: its symbol, or its file where it has none or shares it with another of them."""
        symbols = Counter(text.resolution.symbol for text in self.texts)
        found = []
        for number, text in enumerate(self.texts, start=1):
            document = text.resolution
            alone = document.symbol if symbols[document.symbol] == 1 else None
            found.append(alone or document.source or f"text {number}")
        return tuple(found)


def compare_texts(texts: Sequence[TaggedResolution]) -> Series:
    """Compare each text with the one before.

    Raises:
        UsageError: There are fewer than two texts, two of them are in different languages, or one is too large.
    """
    if len(texts) < 2:
        raise UsageError("one text has nothing to be compared with; name two or more")
    _check_languages(texts)
    rows = [_aligned(old, new) for old, new in pairwise(texts)]
    steps = tuple(
        Comparison(old, new, tuple(_row(row, old, new) for row in found))
        for (old, new), found in zip(pairwise(texts), rows, strict=True)
    )
    return Series(tuple(texts), steps, threads_of([len(text.clauses) for text in texts], rows))


def _aligned(old: TaggedResolution, new: TaggedResolution) -> tuple[Row, ...]:
    try:
        return align(old.resolution.clauses, new.resolution.clauses).rows
    except UsageError as error:
        raise UsageError(f"{old.resolution.source} and {new.resolution.source}: {error}") from error


def _check_languages(texts: Sequence[TaggedResolution]) -> None:
    known: dict[str, str | None] = {}
    for text in texts:
        if language := _language(text):
            known.setdefault(language, text.resolution.source)
    if len(known) > 1:
        said = ", ".join(f"{source} in {language_name(language)}" for language, source in known.items())
        raise UsageError(f"texts in different languages ({said}); compare texts in one language")


def _language(text: TaggedResolution) -> str | None:
    return text.resolution.language or detect_language(_joined(text.clauses)[:_TELLING])


def _row(row: Row, old: TaggedResolution, new: TaggedResolution) -> ComparedRow:
    before, after = tuple(old.clauses[i] for i in row.old), tuple(new.clauses[j] for j in row.new)
    marks = mark_words(_joined(before), _joined(after))
    return ComparedRow(row, before, after, marks, _themes(before, after))


def _joined(items: Iterable[TaggedClause]) -> str:
    return " ".join(item.clause.text for item in items)


def _themes(old: Sequence[TaggedClause], new: Sequence[TaggedClause]) -> ThemeChange:
    keys = [key for item in (*new, *old)[:1] for key in item.tags.answers]
    if any(not item.tags.probabilities for item in (*old, *new)):
        return ThemeChange()
    before, after = ({key for item in items for key in item.tags.themes} for items in (old, new))
    unsure = {key for item in (*old, *new) for key in item.tags.review} - (before & after)
    return ThemeChange(
        gained=tuple(key for key in keys if key in after - before - unsure),
        lost=tuple(key for key in keys if key in before - after - unsure),
        kept=tuple(key for key in keys if key in before & after),
        undecided=tuple(key for key in keys if key in unsure),
    )
