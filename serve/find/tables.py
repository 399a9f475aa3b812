"""Search the Parquet tables of a finished batch: no row that does not match is held in memory."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import dataset

from clausetag.data.errors import UsageError
from clausetag.models.decision import Answer
from clausetag.serve.batch.run_info import finished_run
from clausetag.serve.batch.schema import VERSION
from clausetag.serve.find.query import Query
from clausetag.serve.selection import check_themes

_SPEAKS = [Answer.APPLIES.value, Answer.REVIEW.value]
_CLAUSE = ["document", "clause", "path", "citation", "address", "section", "opening", "text"]
_FACTS = ["document", "symbol", "title", "organ", "year", "language"]
_KEYS = ["document", "clause"]

_functions: Any = pc  # which it makes at run time, so that no type checker knows them


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """What the model says of one theme: applies or review, how probable, and which characters speak for it."""

    theme: str
    answer: Answer
    probability: float
    evidence: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause that answers a question, with what its document says of itself; `document` names the batch's input."""

    document: str
    symbol: str | None
    title: str | None
    organ: str | None
    year: int | None
    language: str | None
    path: str
    citation: str
    address: str | None  # of the official document
    section: str
    opening: str
    text: str
    answers: tuple[FoundAnswer, ...]  # of the themes that it speaks of, or may


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and how much was looked at.

    Attributes:
        clauses: Those of the page that was asked for, the newest documents first.
        total: How many there are in all.
        documents: How many documents that is.
        searched: How many documents were looked at.
        unknown: Documents that were not, since they do not say what was asked of them, by what: year, organ, language.
        not_scored: Clauses that match but for their themes, about which the model was not asked.
    """

    clauses: tuple[FoundClause, ...]
    total: int
    documents: int
    searched: int
    unknown: Mapping[str, int]
    not_scored: int


@dataclass(frozen=True)
class Tables:
    """The tables of a finished batch in a folder."""

    out: Path

    def __post_init__(self) -> None:
        """Refuse a folder without finished Parquet tables of this schema; UsageError says what to do."""
        run = finished_run(self.out)
        if run["format"] != "parquet":
            raise UsageError(f"{self.out}: holds {run['format']}; questions need the tables as Parquet: batch --redo")
        if run["schema"] != VERSION:
            raise UsageError(f"{self.out}: written by another version of clausetag; run clausetag batch --redo")

    @cached_property
    def facts(self) -> dict[str, dict[str, Any]]:
        """What each document says of itself, by its name."""
        with self._reading():
            return {row["document"]: row for row in self._table("documents").to_table(columns=_FACTS).to_pylist()}

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """Keys of the themes that the model was asked about; none where no clause was tagged."""
        with self._reading():
            first = self._table("tags").head(1000, columns=["theme"])["theme"]
        return tuple(dict.fromkeys(first.to_pylist()))

    @cached_property
    def organs(self) -> tuple[str, ...]:
        """Names of the organs, those of most documents first."""
        return self._named("organ")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages of the documents, ISO 639-1, those of most documents first."""
        return self._named("language")

    def _named(self, fact: str) -> tuple[str, ...]:
        return tuple(name for name, _ in Counter(row[fact] for row in self.facts.values() if row[fact]).most_common())

    def find(self, query: Query, *, start: int = 0, most: int | None = None) -> Found:
        """Answer a question, with at most `most` clauses from the one at `start` on.

        Raises:
            UsageError: The question cannot be answered: a theme that nobody was asked about, years in the wrong order,
                a table that is damaged or gone.
        """
        query.check()
        check_themes(query.themes, self.themes)
        unknown: Counter[str] = Counter()
        names = []
        for name, facts in self.facts.items():
            lacking = query.unknown(facts)
            unknown.update(lacking)
            if not lacking and query.takes(facts):
                names.append(name)
        asked = _asked(query, names if len(names) < len(self.facts) else None)
        with self._reading():
            keys = self._matching(query, asked)
            order = sorted(keys, key=lambda key: (-(self.facts[key[0]]["year"] or 0), key))
            shown = tuple(self._clauses(order[start : None if most is None else start + most]))
            unscored = self._not_scored(query, asked) if query.themes else 0
        documents = len({document for document, _ in keys})
        return Found(shown, len(keys), documents, len(names), dict(unknown), unscored)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (pa.ArrowException, OSError) as error:
            reason = str(error).splitlines()[0]
            raise UsageError(f"{self.out}: a table cannot be read ({reason}); run clausetag batch --redo") from error

    def _table(self, name: str) -> Any:  # noqa: ANN401 (pyarrow has no types)
        return dataset.dataset(self.out / name, format="parquet")

    def _matching(self, query: Query, asked: Any) -> list[tuple[str, int]]:  # noqa: ANN401
        """Return document and place of each clause that answers the question."""
        found: list[tuple[str, int]] = []
        columns = [*_KEYS, *(("themes", "review") if query.themes else ())]
        for batch in self._table("clauses").scanner(columns=columns, filter=asked).to_batches():
            if query.themes:
                speaks = _holds(batch["themes"], query.themes) | _holds(batch["review"], query.themes)
                batch = batch.filter(pa.array(speaks))
            found += zip(batch["document"].to_pylist(), batch["clause"].to_pylist(), strict=True)
        return found

    def _not_scored(self, query: Query, asked: Any) -> int:  # noqa: ANN401
        nobody = (pc.field("theme") == query.themes[0]) & (pc.field("answer") == Answer.NOT_SCORED.value)
        unscored = self._table("tags").to_table(columns=_KEYS, filter=nobody)
        if not len(unscored):
            return 0
        theirs = _and(asked, pc.field("document").isin(unscored["document"].unique()))
        return len(
            self._table("clauses").to_table(columns=_KEYS, filter=theirs).join(unscored, _KEYS, join_type="inner")
        )

    def _clauses(self, keys: Sequence[tuple[str, int]]) -> Iterator[FoundClause]:
        if not keys:
            return
        of = pc.field("document").isin(pa.array(sorted({document for document, _ in keys})))
        wanted = set(keys)
        rows = {key: row for key, row in self._rows("clauses", _CLAUSE, of) if key in wanted}
        answers: dict[tuple[str, int], list[FoundAnswer]] = {}
        spoken = of & pc.field("answer").isin(_SPEAKS)
        for key, row in self._rows("tags", [*_KEYS, "theme", "answer", "probability", "evidence"], spoken):
            if key in wanted:
                spans = tuple((start, end) for start, end in row["evidence"])
                answer = FoundAnswer(row["theme"], Answer(row["answer"]), row["probability"], spans)
                answers.setdefault(key, []).append(answer)
        for key in keys:
            row = {name: value for name, value in rows[key].items() if name != "clause"}
            yield FoundClause(**self.facts[key[0]] | row, answers=tuple(answers.get(key, ())))

    def _rows(self, table: str, columns: list[str], chosen: Any) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:  # noqa: ANN401
        for batch in self._table(table).scanner(columns=columns, filter=chosen).to_batches():
            for row in batch.to_pylist():
                yield (row["document"], row["clause"]), row


def _asked(query: Query, names: Sequence[str] | None) -> Any:  # noqa: ANN401
    """Return the filter of the clauses' own facts, and of their documents where not all are asked about."""
    asked = None if names is None else pc.field("document").isin(pa.array(names, pa.string()))
    if query.section is not None:
        asked = _and(asked, pc.field("section") == query.section.value)
    if query.words:
        asked = _and(asked, _functions.match_substring(pc.field("text"), query.words, ignore_case=True))
    return asked


def _and(one: Any, other: Any) -> Any:  # noqa: ANN401
    return other if one is None else one & other


def _holds(lists: Any, keys: Sequence[str]) -> NDArray[np.bool_]:  # noqa: ANN401
    """Whether each list holds one of the keys."""
    hits = _functions.is_in(_functions.list_flatten(lists), value_set=pa.array(keys, pa.string()))
    found = np.zeros(len(lists), dtype=np.bool_)
    found[_functions.list_parent_indices(lists).filter(hits).to_numpy(zero_copy_only=False)] = True
    return found
