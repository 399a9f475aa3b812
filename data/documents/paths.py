"""Paths: the name of every clause within its resolution, unique, and true to the numbers the document gives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausetag.data.documents.articles import is_article
from clausetag.data.documents.numbering import bis, number_value, path_of
from clausetag.data.documents.resolution import Section


@dataclass(slots=True)
class Entry:
    """A paragraph on its way to being a clause; one without text only carries the number of those below it."""

    section: Section
    part: int
    annex: int
    block: int
    number: str | None
    labels: tuple[str, ...]
    text: str
    cites: list[str]
    parent: int | None = None  # index of the entry it hangs on
    top: int | None = None  # index of the numbered paragraph it belongs to
    headings: tuple[str, ...] = ()
    printed: bool = True  # whether the document prints its number or letter


def assign_paths(entries: Sequence[Entry], parts: Mapping[int, str], blocks: Mapping[int, str]) -> list[str]:
    """Name every entry. `parts` and `blocks` are the labels of the headings that parts and blocks stand under."""
    groups = _groups(entries, blocks)
    prefixes = _prefixes(entries, groups, parts, blocks)
    numbers = _numbers(entries, groups)
    taken: set[str] = set()
    times: dict[str, int] = {}
    paths: list[str] = []
    for index, entry in enumerate(entries):
        if entry.labels and entry.top is not None:
            path = paths[entry.top] + "".join(f"({label})" for label in entry.labels)
        else:
            path = path_of(entry.section, prefixes[groups[index]], numbers[index])
        paths.append(_unique(path, taken, times))
    return paths


def _unique(path: str, taken: set[str], times: dict[str, int]) -> str:
    candidate = path
    while candidate in taken:
        times[path] = times.get(path, 0) + 1
        candidate = bis(path, times[path])
    taken.add(candidate)
    return candidate


def _groups(entries: Sequence[Entry], labels: Mapping[int, str]) -> list[tuple[int, int, int]]:
    """Group of each entry: part, annex, and the block (if any) in which the numbers begin again at 1, or of an article.

    `labels` are those of the headings that blocks stand under. Where several blocks begin at 1, the first of them
    is a group too if it has one: what stands before it is a preamble of them all.
    """
    firsts: dict[int, int] = {}
    for entry in entries:
        if entry.number is not None and not entry.labels:
            firsts.setdefault(entry.block, number_value(entry.number))
    begin = {(entry.part, entry.annex, entry.block) for entry in entries if firsts.get(entry.block) == 1}
    again = Counter((part, annex) for part, annex, _ in begin)
    groups: list[tuple[int, int, int]] = []
    here = (-1, -1)
    run = last = seen = 0
    outside = (0, 0)  # the group around articles, and its last number
    for entry in entries:
        if (entry.part, entry.annex) != here:
            here, run, last, seen = (entry.part, entry.annex), entry.block, 0, entry.block
            outside = (run, last)
        elif entry.block != seen:
            seen = entry.block
            if is_article(labels.get(seen, "")):
                outside = outside if is_article(labels.get(run, "")) else (run, last)
                run, last = seen, 0
            elif firsts.get(entry.block) == 1 and (last >= 1 or (entry.block in labels and again[here] > 1)):
                run, last = entry.block, 0
        if entry.number is not None and not entry.labels:
            value = number_value(entry.number)
            if is_article(labels.get(run, "")) and value == outside[1] + 1 and value > last + 1:
                run, last = outside  # "2. Decides ..." below an article that paragraph 1 amends
            last = max(last, value)
        groups.append((entry.part, entry.annex, run))
    return groups


def _prefixes(
    entries: Sequence[Entry],
    groups: Sequence[tuple[int, int, int]],
    parts: Mapping[int, str],
    blocks: Mapping[int, str],
) -> dict[tuple[int, int, int], str]:
    distinct = list(dict.fromkeys(groups))
    many_parts = len({entry.part for entry in entries}) > 1
    annexes = {key: n for n, key in enumerate(dict.fromkeys((p, a) for p, a, _ in distinct if a), 1)}
    prefixes: dict[tuple[int, int, int], str] = {}
    used: dict[str, int] = {}
    siblings: dict[tuple[int, int], dict[int, int]] = {}  # part and annex -> its blocks and their places
    for part, annex, run in distinct:
        blocks_here = siblings.setdefault((part, annex), {})
        blocks_here.setdefault(run, len(blocks_here) + 1)
    for part, annex, run in distinct:
        prefix = ""
        if many_parts and (part > 0 or part in parts):
            prefix += f"{parts.get(part, f'part{part + 1}')}."
        if annex:
            place = annexes[(part, annex)]
            prefix += f"annex{place if place > 1 else ''}."
        if len(siblings[(part, annex)]) > 1:
            place = siblings[(part, annex)][run]
            label = blocks.get(run, "" if place == 1 else f"part{place}")
            prefix += f"{label}." if label else ""
        base = prefix
        while prefix in used:
            used[base] = used.get(base, 1) + 1
            prefix = f"{base.rstrip('.') or 'part'}-{used[base]}."
        used[prefix] = 1
        prefixes[(part, annex, run)] = prefix
    return prefixes


def _numbers(entries: Sequence[Entry], groups: Sequence[tuple[int, int, int]]) -> list[str]:
    """Number of each top-level entry: the document's own, a lost one restored, or its place in the list."""
    numbers = [""] * len(entries)
    members: dict[tuple[int, int, int], list[int]] = {}
    for index, entry in enumerate(entries):
        if not (entry.labels and entry.top is not None):
            members.setdefault(groups[index], []).append(index)
    for indices in members.values():
        preambular = [i for i in indices if entries[i].section is Section.PREAMBULAR]
        _own_numbers(entries, preambular, numbers)
        operative = [i for i in indices if entries[i].section is not Section.PREAMBULAR]
        _own_numbers(entries, operative, numbers)
    return numbers


def _own_numbers(entries: Sequence[Entry], indices: Sequence[int], numbers: list[str]) -> None:
    own = {i: entries[i].number for i in indices if entries[i].number is not None}
    if not own:
        for place, index in enumerate(indices, 1):
            numbers[index] = str(place)
        return
    last, run = "0", list[int]()
    for index in [*indices, -1]:
        number = own.get(index)
        if index >= 0 and number is None:
            run.append(index)
            continue
        missing = number_value(number) - number_value(last) - 1 if number is not None else -1
        for place, unnumbered in enumerate(run, 1):
            if missing == len(run):
                numbers[unnumbered] = str(number_value(last) + place)
            elif last == "0":
                numbers[unnumbered] = "0" if place == 1 else bis("0", place - 1)
            else:
                numbers[unnumbered] = bis(last, place)
        run = []
        if number is not None:
            numbers[index] = last = number
