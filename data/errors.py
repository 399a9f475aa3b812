"""Everything clausetag raises on purpose.

    ClausetagError
    ├── DocumentError    a document cannot be read
    ├── LabelError       a label, theme or dataset file is wrong
    ├── BundleError      a saved model is missing, changed or foreign
    └── UsageError       a request that cannot be carried out as asked

Messages say what was wrong with which file or field, and what to do about it; the command line prints them on one
line and the API turns them into problem details.
"""


class ClausetagError(Exception):
    """Base of every error clausetag raises on purpose."""


class DocumentError(ClausetagError):
    """A document cannot be read; the message starts with its name."""


class LabelError(ClausetagError):
    """A label, theme or dataset file is missing, malformed or does not match its text."""


class BundleError(ClausetagError):
    """A saved model is missing, incomplete, changed since it was saved, or of a kind this version does not know."""


class UsageError(ClausetagError):
    """A request that cannot be carried out as asked: an unknown theme, an extra that is not installed, and so on."""
