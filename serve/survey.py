"""What many resolutions speak of: a row of counts a resolution, and plots over decades and organs."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.corpus import Corpus, read_corpus
from clausetag.serve.tagger import Tagger

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Row:
    """One resolution: how many clauses it has, and to how many each theme, and each pair of themes, applies."""

    document: str
    symbol: str
    organ: str
    year: int | None
    clauses: int
    together: NDArray[np.int64]  # shape (themes, themes): clauses of both; of one theme on the diagonal

    @property
    def counts(self) -> NDArray[np.int64]:
        """Clauses of each theme."""
        return np.diag(self.together)


def survey(tagger: Tagger, corpus: Corpus, *, most: int | None = None) -> list[Row]:
    """Tag the resolutions of a corpus, or `most` of them evenly spread over its ids."""
    documents = list(read_corpus(corpus))
    step = max(1, len(documents) // most) if most else 1
    rows = []
    for document in documents[::step][:most]:
        tags = tagger.tag_texts(document.paragraphs)
        applies = np.array([[theme in t.themes for theme in tagger.themes] for t in tags], dtype=np.int64)
        applies = applies.reshape(len(tags), len(tagger.themes))
        symbol, organ = document.symbol or document.id, document.organ or "unknown"
        rows.append(Row(document.id, symbol, organ, document.year, len(tags), applies.T @ applies))
    return rows


def over_decades(rows: Sequence[Row], themes: Sequence[str]) -> "Figure":
    """Share of paragraphs that speak of each theme, by decade, with how many resolutions each decade has."""
    from clausetag.training.plots.canvas import colour, label, panels

    figure, (ax,) = panels(1, "Themes over the decades", width=6.6, height=3.6)
    dated = [(row.year // 10 * 10, row) for row in rows if row.year]
    decades = sorted({decade for decade, _ in dated})
    shares = np.array([_share([row for found, row in dated if found == decade]) for decade in decades])
    for k, theme in enumerate(themes):
        ax.plot(decades, shares[:, k], marker="o", markersize=4, color=colour(k), label=label(theme))
    sizes = [sum(found == decade for found, _ in dated) for decade in decades]
    ax.set_xticks(decades, [f"{d}s\n({n:,})" for d, n in zip(decades, sizes, strict=True)], fontsize=8)
    ax.set(ylabel="% of paragraphs", ylim=(0, None))
    ax.legend(fontsize=8, frameon=False)
    return figure


def over_organs(rows: Sequence[Row], themes: Sequence[str]) -> "Figure":
    """Share of paragraphs that speak of each theme, by organ."""
    from clausetag.training.plots.canvas import colour, label, panels

    organs = sorted({row.organ for row in rows}, key=lambda organ: -sum(row.organ == organ for row in rows))
    figure, (ax,) = panels(1, "Themes by organ", width=6.6, height=0.7 * len(organs) + 1)
    at, height = np.arange(len(organs)), 0.8 / len(themes)
    shares = np.array([_share([row for row in rows if row.organ == organ]) for organ in organs])
    for k, theme in enumerate(themes):
        ax.barh(at + (k - (len(themes) - 1) / 2) * height, shares[:, k], height, color=colour(k), label=label(theme))
    names = [f"{fill(organ, 36)} ({sum(row.organ == organ for row in rows):,})" for organ in organs]
    ax.set_yticks(at, names, fontsize=8)
    ax.invert_yaxis()
    ax.set_xlabel("% of paragraphs")
    ax.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return figure


def co_occurrence(rows: Sequence[Row], themes: Sequence[str]) -> "Figure":
    """Of the paragraphs of one theme, how many speak of another as well."""
    from clausetag.training.plots.canvas import label, matrix, panels

    both = np.sum([row.together for row in rows], axis=0)
    shares = both / np.maximum(np.diag(both), 1)[:, None]
    figure, (ax,) = panels(1, "Themes in one paragraph", width=5.2, height=3.6)
    names, n = [label(theme) for theme in themes], range(len(themes))
    matrix(ax, shares.tolist(), names, names, [[f"{both[i, j]:,}\n{shares[i, j]:.0%}" for j in n] for i in n])
    ax.set(xlabel="also of", ylabel="paragraphs of")
    return figure


def most_about(rows: Sequence[Row], themes: Sequence[str], *, number: int = 5) -> list[dict[str, object]]:
    """Return, for each theme, the resolutions with most paragraphs of it."""
    found: list[dict[str, object]] = []
    for k, theme in enumerate(themes):
        for row in sorted(rows, key=lambda row: (-row.counts[k], row.symbol))[:number]:
            if row.counts[k]:
                own = {"theme": theme, "resolution": row.symbol, "year": row.year, "paragraphs": int(row.counts[k])}
                found.append({**own, "of all": f"{row.counts[k] / row.clauses:.0%}"})
    return found


def _share(rows: Sequence[Row]) -> NDArray[np.float64]:
    counts = np.sum([row.counts for row in rows], axis=0)
    return np.asarray(100.0 * counts / max(sum(row.clauses for row in rows), 1))
