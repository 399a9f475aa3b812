"""The contestants, one a file: `train(learn, folder)` saves a model, `load(folder, asked)` returns what answers.

Each is written as its library's documentation writes it, with default settings where nothing else is said.
"""

from collections.abc import Callable, Sequence

from clausetag.models.classifier import Probabilities

Answers = Callable[[Sequence[str]], Probabilities]
