"""Reading clauses for the n-gram classifier: what is found in them, what it adds up to, what each word has of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clausetag.models.classifier import WordLogOdds
from clausetag.models.features import Counted, FeatureTable, Found
from clausetag.models.pairs import Ints
from clausetag.models.stretches import clause_of, pool
from clausetag.models.vocabulary import Tokens


class Unknown(NamedTuple):
    """A word that the vocabulary does not know, folded, and which token of which stretch it is."""

    token: int
    stretch: int
    word: str


class Read(NamedTuple):
    """What was read of some clauses."""

    texts: Sequence[str]
    tokens: Tokens
    begins: Ints  # of each clause's stretches
    found: Found
    counted: Counted
    unknown: Sequence[Unknown]
    stretches: NDArray[np.float64]  # log-odds, shape (stretches, themes)
    clauses: NDArray[np.float64]  # log-odds, shape (clauses, themes)


@dataclass(frozen=True, eq=False)
class Reader:
    """Reads clauses with the features and the intercept of a model; `unseen` has the scores of any other word."""

    features: FeatureTable
    intercept: NDArray[np.float64]
    unseen: Mapping[str, NDArray[np.float64]]

    def read(self, texts: Sequence[str]) -> Read:
        """Return what is found in clauses, and their log-odds."""
        tokens, begins = self.features.vocabulary.read_texts(texts)
        found = self.features.find(tokens)
        counted = self.features.count(found, tokens)
        unknown = self._unknown(texts, tokens, begins)
        stretches = np.tile(self.intercept, (tokens.n_stretches, 1))
        for stretch, word in dict.fromkeys((stretch, word) for _, stretch, word in unknown):
            stretches[stretch] += self.unseen[word]
        for sums in self.features.sums(counted, tokens.n_stretches):
            stretches += sums
        return Read(texts, tokens, begins, found, counted, unknown, stretches, pool(stretches, begins))

    def weights(self, read: Read, rows: Sequence[int], columns: Sequence[int]) -> list[WordLogOdds]:
        """Return the log-odds that the words of some clauses contribute to some themes, shape (words, columns)."""
        if not rows:
            return []
        tokens, found, unknown = read.tokens, read.found, read.unknown
        columns = list(columns)
        clause = clause_of(read.begins, tokens.n_stretches)
        by_token = clause[tokens.stretch]
        if len(rows) < len(read.texts):
            wanted = np.zeros(len(read.texts), dtype=np.bool_)
            wanted[rows] = True
            found = found.of(wanted[by_token])
            unknown = [one for one in unknown if wanted[clause[one.stretch]]]
        weights = self.features.shared(found, tokens, read.counted, columns)
        if unknown:
            times = Counter((stretch, word) for _, stretch, word in unknown)
            theirs = np.array([self.unseen[word] for _, _, word in unknown])[:, columns]
            each = np.array([times[stretch, word] for _, stretch, word in unknown])
            weights[[one.token for one in unknown]] += theirs / each[:, None]
        shares = np.exp(read.stretches[:, columns] - read.clauses[:, columns][clause])
        weights *= shares[tokens.stretch]
        of = np.array(rows)
        bounds = zip(by_token.searchsorted(of).tolist(), by_token.searchsorted(of + 1).tolist(), strict=True)
        return [weights[start:end] for start, end in bounds]

    def _unknown(self, texts: Sequence[str], tokens: Tokens, begins: Ints) -> list[Unknown]:
        """Return the words that the vocabulary does not know."""
        at = (tokens.word < 0).nonzero()[0]
        if not len(at):
            return []
        stretch = tokens.stretch[at]
        theirs: dict[int, None] = dict.fromkeys(clause_of(begins, tokens.n_stretches)[stretch].tolist())
        words = self.features.vocabulary.unknown(texts[i] for i in theirs)
        return list(map(Unknown, at.tolist(), stretch.tolist(), words))
