"""Keeps the bars and the advice of libraries off the terminal while a pretrained encoder is loaded or exported."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from clausetag.data.extras import needs


@contextmanager
def quiet() -> Iterator[None]:
    """Silence warnings, log lines below errors, and bars of transformers, until the block ends."""
    with needs("train"):
        from transformers.utils import logging as bars

    shown = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
        if shown:
            bars.enable_progress_bar()  # type: ignore[no-untyped-call]
