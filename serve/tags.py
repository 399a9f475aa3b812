"""What the tagger answers: plain, frozen, ready for any output."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clausetag.data.documents.resolution import Clause, Resolution
from clausetag.models.decision import Answer, ThemeRule
from clausetag.models.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Tags:
    """The answers for one clause text.

    `themes` holds the keys of the themes that apply, in the model's order; `probabilities`, `answers` have every
    theme of the model, `evidence` those with words to show as (start, end) characters of the text. A text that could
    not be read has no probabilities, and every answer is `not_scored`. `why` has every theme of a text that was scored,
    if the tagger was asked to explain, and nothing otherwise.
    """

    themes: tuple[str, ...]
    probabilities: Mapping[str, float]
    answers: Mapping[str, Answer]
    evidence: Mapping[str, tuple[tuple[int, int], ...]]
    why: Mapping[str, Explanation] = field(default_factory=dict)

    @property
    def review(self) -> tuple[str, ...]:
        """Keys of the themes that a person should decide."""
        return tuple(key for key, answer in self.answers.items() if answer is Answer.REVIEW)


@dataclass(frozen=True, slots=True)
class TaggedClause:
    """A clause and its tags."""

    clause: Clause
    tags: Tags


@dataclass(frozen=True, slots=True)
class TaggedResolution:
    """A resolution with every clause tagged, the version of the model that did it, and its rules for the language.

    `rules` stand in the order of the model's themes; empty where they are not known.
    """

    resolution: Resolution
    clauses: tuple[TaggedClause, ...]
    model_version: str
    rules: tuple[ThemeRule, ...] = ()
