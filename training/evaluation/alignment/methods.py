"""Ways of lining up two texts: ours, and those of libraries that compare texts line by line or word by word."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec

from clausetag.data.compare import align
from clausetag.data.documents.resolution import Clause
from clausetag.data.extras import needs

Links = list[tuple[tuple[int, ...], tuple[int, ...]]]  # places that correspond, on both sides at least one
Method = Callable[[Sequence[Clause], Sequence[Clause]], Links]


def by_clausetag(old: Sequence[Clause], new: Sequence[Clause]) -> Links:
    """Line up as `clausetag diff` does."""
    return [(row.old, row.new) for row in align(old, new).rows if row.old and row.new]


def by_difflib(old: Sequence[Clause], new: Sequence[Clause]) -> Links:
    """Line up by `difflib.SequenceMatcher` on clauses as lines: those equal, and replaced ones one by one."""
    matcher = difflib.SequenceMatcher(None, _lines(old), _lines(new), autojunk=False)
    links: Links = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            links += [((i,), (j,)) for i, j in zip(range(i1, i2), range(j1, j2), strict=False)]
    return links


def by_ndiff(old: Sequence[Clause], new: Sequence[Clause]) -> Links:
    """Line up by `difflib.ndiff` on clauses as lines: those equal, and those it marks changes within."""
    links: Links = []
    i = j = 0
    for shown in _groups(difflib.ndiff(_lines(old), _lines(new))):
        removed, added = shown.count("-"), shown.count("+")
        if shown in (" ", "-?+", "-+?", "-?+?"):
            links.append(((i,), (j,)))
        i, j = i + removed + (shown == " "), j + added + (shown == " ")
    return links


def by_redlines(old: Sequence[Clause], new: Sequence[Clause]) -> Links:
    """Line up by redlines' comparison of the whole texts: clauses that share half of the shorter one's words."""
    with needs("bench"):
        from redlines import Redlines
        from redlines.processor import tokenizer

    texts_old, texts_new = _lines(old), _lines(new)
    opcodes = Redlines("\n\n".join(texts_old), "\n\n".join(texts_new)).opcodes
    homes_old = [at for at, text in enumerate(texts_old) for _ in [*tokenizer.findall(text), "¶"]]
    homes_new = [at for at, text in enumerate(texts_new) for _ in [*tokenizer.findall(text), "¶"]]
    shared: Counter[tuple[int, int]] = Counter()
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "equal":
            shared.update(zip(homes_old[i1:i2], homes_new[j1:j2], strict=True))
    sizes_old, sizes_new = Counter(homes_old), Counter(homes_new)
    links: Links = []
    for (i, j), count in shared.most_common():
        free = all(i != a and j != b for (a,), (b,) in links)
        if free and 2 * count >= min(sizes_old[i], sizes_new[j]):
            links.append(((i,), (j,)))
    return links


def methods() -> dict[str, Method]:
    """Return the ways by name, those whose libraries are installed."""
    found: dict[str, Method] = {"clausetag diff": by_clausetag, "difflib, lines": by_difflib, "difflib.ndiff": by_ndiff}
    return found | ({"redlines": by_redlines} if find_spec("redlines") else {})


def _lines(clauses: Sequence[Clause]) -> list[str]:
    return [" ".join(clause.text.split()) for clause in clauses]


def _groups(delta: Iterator[str]) -> Iterator[str]:
    """Give the signs of a delta in groups: one line kept, or a line removed, the line put in its place, and marks."""
    group = ""
    for sign in (line[0] for line in delta):
        joins = (sign == "?" and group[-1:] in ("-", "+")) or (sign == "+" and group in ("-", "-?"))
        if group and not joins:
            yield group
            group = ""
        group += sign
    if group:
        yield group
