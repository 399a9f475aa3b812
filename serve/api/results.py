"""Documents that the web page shows: kept in memory for an hour, under names that cannot be guessed."""

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace

from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.settings import Settings
from clausetag.serve.api.wire import characters_of
from clausetag.serve.tagger import Tagger
from clausetag.serve.tags import TaggedClause, TaggedResolution
from clausetag.serve.texts import TaggedSheet

_TAGS = 1000  # characters that weigh as much as the tags of a clause, however short it is


@dataclass(slots=True)
class Result:
    """A tagged document, the themes of the model that tagged it, and what a reader corrected since."""

    id: str
    tagged: TaggedResolution
    themes: tuple[Theme, ...]
    began: float
    characters: int  # how much it holds
    sheet: TaggedSheet | None = None  # the spreadsheet that the document was made of
    corrected: dict[str, bool] = field(default_factory=dict)  # path: whether the reader was unsure

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the themes."""
        return tuple(theme.key for theme in self.themes)

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
        self._lock = threading.RLock()  # pages are drawn in threads

    def add(self, tagged: TaggedResolution, tagger: Tagger, sheet: TaggedSheet | None = None) -> Result:
        """Keep a result; ProblemError 422 if it alone holds more than may be kept."""
        characters = characters_of(tagged.resolution) + _TAGS * len(tagged.clauses)
        if sheet is not None:
            characters += sum(len(cell) for row in sheet.sheet.rows for cell in row if isinstance(cell, str))
        if characters > self._settings.result_characters:
            raise ProblemError(422, "this document is too long to be shown here; split it, or use POST /v1/documents")
        name = secrets.token_urlsafe(16)
        result = Result(name, tagged, tagger.definitions, time.monotonic(), characters, sheet)
        with self._lock:
            self._results[result.id] = result
            self.tidy()
        return result

    def get(self, name: str) -> Result:
        """Return a result; ProblemError 404 if it is gone or never was."""
        with self._lock:
            self.tidy()
            result = self._results.get(name)
        if result is None:
            raise ProblemError(404, "this result is no longer kept (results stay for an hour); tag the document again")
        return result

    def tidy(self) -> None:
        """Let go of what is too old or too much."""
        oldest = time.monotonic() - self._settings.result_seconds
        with self._lock:
            held = sum(result.characters for result in self._results.values())
            for name, result in list(self._results.items()):
                full = len(self._results) > self._settings.results or held > self._settings.result_characters
                if result.began >= oldest and not full:
                    break
                held -= result.characters
                del self._results[name]
