"""Labels of one's own as examples: those of the project that the working folder lies in, or of a file or folder."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.nearcopies import near_pairs
from clausetag.data.errors import LabelError, UsageError
from clausetag.data.jsonl import read_jsonl
from clausetag.data.labelling.describe import describe
from clausetag.data.labelling.examples import examples_of, settled
from clausetag.data.labelling.importing import Reading
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.lines import read_labels
from clausetag.data.labelling.names import ThemeNames
from clausetag.data.labelling.plan import plan_of
from clausetag.data.labelling.read import read_table
from clausetag.data.labelling.references import with_texts
from clausetag.data.labelling.rows import labels_of
from clausetag.data.labelling.saved_dataset import is_saved_dataset
from clausetag.data.project import find_project
from clausetag.data.themes import Theme, load_themes
from clausetag.data.words import counted

_TABLES = (".csv", ".tsv", ".xlsx", ".ods", ".xls", ".json")
FEW, NO_BOUND = 5, 19  # true clauses: below the first hardly anything is known, below the second no review bound


@dataclass(frozen=True, slots=True)
class Own:
    """Labels of one's own.

    Attributes:
        examples: Clauses, each with the themes that it was asked for.
        themes: Those that labels are about.
        with_core: Whether the labels that ship are learned from beside them.
        report: How the labels came together, and which themes have none, for people.
    """

    examples: Sequence[Example]
    themes: tuple[Theme, ...]
    report: str
    with_core: bool = False


def own_labels(path: Path | None = None, themes: Sequence[Theme] | None = None, *, with_core: bool = False) -> Own:
    """Return the labels in a file or folder, or those of the project that the working folder lies in.

    A file holds labels as a project keeps them (.jsonl), or is a table that `clausetag labels import` would take.
    `themes` are those that labels may be about: by default the project's, or where there is none, those that come with
    clausetag.

    Raises:
        LabelError: A label is wrong, or none is about one of the themes.
        UsageError: No path is given and there is no project.
    """
    project = find_project()
    if path is None and project is None:
        raise UsageError("no labels: give --labels FILE or FOLDER, or run it inside a project (`clausetag init`)")
    known = themes or (project.themes() if project else load_themes())
    where = path or (project.labels_folder if project else Path())
    labels, understood = _read(where, known)
    keys = [theme.key for theme in known]
    asked = {label.theme for label in labels}
    examples = examples_of(labels, keys)
    if not labels:
        raise LabelError(f"{where}: no labels yet; import some with `clausetag labels import FILE`")
    if not examples:
        raise LabelError(f"{where}: no label answers yes or no about one of the themes {', '.join(keys)}")
    left = [f"theme {key!r} has no labels and is left out" for key in keys if key not in asked]
    others = Counter(label.theme for label in labels if label.theme not in keys)
    left += [f"theme {key!r} is not described: {counted(n, 'label')} left out" for key, n in sorted(others.items())]
    report = [*understood, f"{where}: {counted(len(examples), 'clause')}; {settled(labels, keys)}", *left]
    used = {theme for example in examples for theme in example.asked or ()}
    return Own(examples, tuple(theme for theme in known if theme.key in used), "\n".join(report), with_core)


def holds_labels(path: Path) -> bool:
    """Whether a file or folder holds labels of one's own, and not gold clauses or a corpus."""
    if path.is_dir():
        return is_saved_dataset(path) or (any(path.glob("*.jsonl")) and not any(path.glob("*.json")))
    if path.suffix.lower() != ".jsonl":
        return path.suffix.lower() in _TABLES and path.is_file()
    fields = set(_fields(path))
    return not ("texts" in fields or ("doc" in fields and fields & {"index", "sha256"}))  # which gold clauses have


def _fields(path: Path) -> Collection[str]:
    """Return the names of the fields that the first line of a .jsonl has."""
    return next((entry.keys() for _, entry in read_jsonl(path)), {}.keys())


def _read(where: Path, themes: Sequence[Theme]) -> tuple[Sequence[Label], Sequence[str]]:
    """Return the labels, and of a table how it was understood."""
    if not where.exists():
        raise LabelError(f"{where}: is not there")
    if _is_kept(where):
        return read_labels(where), ()
    names, (table,) = ThemeNames(themes, {}), with_texts([read_table(where)], None)
    plan = plan_of(table, names)
    labels, problems = labels_of(table, plan, names)
    if problems:
        raise LabelError(f"{problems[0]}" + (f"; {len(problems):,} wrong cells in all" if len(problems) > 1 else ""))
    return labels, [*describe(Reading(table, plan, labels, problems), names)]


def _is_kept(path: Path) -> bool:
    """Whether a file or folder holds labels in the form that a project keeps."""
    if path.is_dir():
        return not is_saved_dataset(path)
    return path.suffix.lower() == ".jsonl" and {"theme", "answer"} <= set(_fields(path))


def beside(own: Sequence[Example], core: Sequence[Example], asked: Collection[str]) -> list[Example]:
    """Return examples of one's own with those that ship, which were asked for the themes `asked` alone.

    A clause of one's own that nearly repeats one that ships is put in its cluster, and both stay together in splits.
    """
    shipped = [replace(e, asked=tuple(asked) if e.asked is None else e.asked) for e in core]
    place = {own[i].cluster: core[j].cluster for i, j in near_pairs([e.text for e in own], [e.text for e in core])}
    return [*shipped, *(replace(e, cluster=place.get(e.cluster, e.cluster)) for e in own)]


def too_few(examples: Sequence[Example], themes: Sequence[str]) -> list[str]:
    """Say, a line a theme, what has too few true clauses to be trusted."""
    lines = []
    for theme in themes:
        asked = [example for example in examples if example.was_asked(theme)]
        true = sum(theme in example.themes for example in asked)
        if true >= NO_BOUND:
            continue
        what = "its figures or a review bound" if true >= FEW else "anything but its order of clauses"
        lines.append(
            f"theme {theme!r}: {counted(len(asked), 'clause')} asked, {true:,} of them true: too few to trust {what}"
        )
    return lines
