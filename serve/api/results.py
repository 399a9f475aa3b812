"""Documents that the web page shows: kept in memory for an hour, under names that cannot be guessed."""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace

from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.settings import Settings
from clausetag.serve.tags import TaggedClause, TaggedResolution


@dataclass(slots=True)
class Result:
    """A tagged document, the themes of the model that tagged it, and what a reader corrected since."""

    id: str
    tagged: TaggedResolution
    themes: tuple[Theme, ...]
    began: float
    corrected: dict[str, bool] = field(default_factory=dict)  # path: whether the reader was unsure

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the themes."""
        return tuple(theme.key for theme in self.themes)

    @property
    def characters(self) -> int:
        """How much it holds."""
        return sum(len(c.clause.text) + len(c.clause.chapeau) for c in self.tagged.clauses)

    def clause(self, path: str) -> TaggedClause:
        """Return a clause; ProblemError 404 if there is none of that path."""
        for item in self.tagged.clauses:
            if item.clause.path == path:
                return item
        raise ProblemError(404, "this document has no such clause")

    def correct(self, path: str, themes: tuple[str, ...], *, unsure: bool) -> None:
        """Answer for a clause what the reader answered; the model's probabilities stay to be seen."""
        answers = {key: Answer.APPLIES if key in themes else Answer.DOES_NOT_APPLY for key in self.keys}
        clauses = tuple(
            replace(item, tags=replace(item.tags, themes=themes, answers=answers)) if item.clause.path == path else item
            for item in self.tagged.clauses
        )
        self.tagged = replace(self.tagged, clauses=clauses)
        self.corrected[path] = unsure


class Results:
    """The latest results. The oldest go when there are too many, when they hold too much, or after an hour."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._results: OrderedDict[str, Result] = OrderedDict()

    def add(self, tagged: TaggedResolution, themes: tuple[Theme, ...]) -> Result:
        """Keep a result."""
        result = Result(secrets.token_urlsafe(16), tagged, themes, time.monotonic())
        self._results[result.id] = result
        self._tidy()
        return result

    def get(self, name: str) -> Result:
        """Return a result; ProblemError 404 if it is gone or never was."""
        self._tidy()
        if name not in self._results:
            raise ProblemError(404, "this result is no longer kept (results stay for an hour); tag the document again")
        return self._results[name]

    def _tidy(self) -> None:
        oldest = time.monotonic() - self._settings.result_seconds
        held = sum(result.characters for result in self._results.values())
        for name, result in list(self._results.items()):
            full = len(self._results) > self._settings.results or held > self._settings.result_characters
            if result.began >= oldest and (not full or len(self._results) == 1):
                break
            held -= result.characters
            del self._results[name]
