"""The scores that `sections` weighs: how well a paragraph fits each part of a document, how parts follow each other.

All are logarithms: 0 is usual, -7 all but never.
"""

from enum import StrEnum, auto

from clausetag.data.documents.kind import Kind
from clausetag.data.documents.resolution import Section

NEVER = -1e9

# The parts of a document that a paragraph can stand in: head, preamble, preamble told in full sentences, line within
# the preamble that is no clause, operative part, line within it that is no clause, close, annex.
PARTS = (
    "head", "preamble", "narrative", "preamble line", "operative", "operative line", "close", "annex heading", "annex",
)  # fmt: skip
SECTIONS = (
    Section.NEITHER,
    Section.PREAMBULAR,
    Section.PREAMBULAR,
    Section.NEITHER,
    Section.OPERATIVE,
    Section.NEITHER,
    Section.NEITHER,
    Section.ANNEX,
    Section.ANNEX,
)

# How well a kind of paragraph fits each part, in the order of PARTS.
KINDS = {
    Kind.ORGAN: (0.0, -8.0, -9.0, -2.5, -8.0, -4.0, -3.0, NEVER, -14.0),
    Kind.NUMBER: (0.0, -8.0, -9.0, -2.5, -8.0, -4.0, -3.0, NEVER, -14.0),
    Kind.PARTIES: (-1.0, -6.0, -6.0, -2.5, -6.0, -4.0, -3.0, NEVER, 0.0),
    Kind.HEAD: (0.0, -8.0, -9.0, -2.0, -8.0, -3.0, -2.0, NEVER, -3.0),
    Kind.CLOSING: (-6.0, -9.0, -9.0, -2.0, -9.0, -2.0, 0.0, NEVER, -3.0),
    Kind.ANNEX: (-8.0, -8.0, -9.0, -6.0, -7.0, -6.0, -4.0, 0.0, 0.0),
    Kind.PREAMBULAR: (-6.0, 0.0, -1.5, -7.0, -3.0, -7.0, -7.0, NEVER, -0.2),
    Kind.PREAMBULAR_SERIES: (-7.0, 0.5, -1.0, -8.0, -3.0, -7.0, -7.0, NEVER, -0.5),
    Kind.PREAMBULAR_LIST: (-7.0, -1.5, -2.0, -8.0, -1.8, -7.0, -7.0, NEVER, -0.5),
    Kind.PREAMBULAR_WEAK: (-2.0, -0.8, -1.0, -3.0, -2.0, -2.5, -3.0, NEVER, -0.4),
    Kind.PREAMBULAR_LOWER: (-5.0, -0.3, -1.0, -5.0, -1.0, -5.0, -6.0, NEVER, -0.5),
    Kind.OPERATIVE: (-7.0, -5.0, -9.0, -7.0, 0.0, -6.0, -6.0, NEVER, -0.2),
    Kind.OPERATIVE_BARE: (-4.0, -5.0, -7.0, -4.0, -0.5, -4.0, -5.0, NEVER, -0.3),
    Kind.INTRODUCTION: (-5.0, -2.0, 3.0, -6.0, -6.0, -6.0, -6.0, NEVER, 2.0),
    Kind.REASON: (-5.0, -0.5, 0.0, -6.0, -0.05, -6.0, -5.0, NEVER, 0.0),
    Kind.COMMITMENT: (-7.0, -6.0, -7.0, -7.0, 0.0, -6.0, -6.0, NEVER, 0.0),
    Kind.NAME: (-4.0, -4.0, -5.0, -3.0, -0.3, -3.0, -1.5, NEVER, -0.3),
    Kind.TO: (-5.0, -3.0, -4.0, -5.0, -0.3, -5.0, -5.0, NEVER, -0.3),
    Kind.THAT: (-5.0, -2.5, -3.0, -5.0, -0.7, -5.0, -5.0, NEVER, -0.5),
    Kind.RUN_ON: (-5.0, -1.0, -0.3, -5.0, -0.7, -5.0, -4.0, NEVER, -0.5),
    Kind.SHOULD: (-4.0, -3.0, -1.2, -4.0, -0.5, -4.0, -4.0, NEVER, -0.4),
    Kind.LOWER: (-4.0, -0.7, -0.7, -3.0, -0.7, -3.0, -3.0, NEVER, -0.5),
    Kind.RECORD: (-0.5, -4.0, -6.0, -1.5, -3.0, -2.0, 0.0, NEVER, -1.0),
    Kind.GARBLED: (-3.0, -0.7, -1.5, -3.0, -0.7, -3.0, -3.0, NEVER, -0.7),
    Kind.HEADING: (-0.5, -3.5, -4.0, -1.5, -2.5, -0.7, -1.0, -14.0, -0.6),
    Kind.TEXT: (-2.0, -2.5, -1.2, -3.0, -1.2, -3.0, -2.0, NEVER, -0.9),
}
# How well the last character of a paragraph fits each part.
ENDS = {
    ",": (-1.0, 0.0, -0.5, -3.0, -2.0, -3.0, -3.0, 0.0, -0.3),
    ";": (-6.0, -1.5, -0.5, -5.0, 0.0, -5.0, -5.0, 0.0, -0.2),
    ":": (-2.0, -1.5, -0.5, -1.5, -0.5, -1.5, -1.0, 0.0, -0.3),
    ".": (-2.0, -2.0, 0.0, -1.5, -0.5, -1.5, -0.5, 0.0, -0.4),
    "": (0.0, -1.0, -0.5, 0.0, -1.0, 0.0, 0.0, 0.0, -0.2),
}
# Kinds that end in either part as it comes: a full stop is no sign of the operative part after "We note".
ENDS_AS_IT_COMES = frozenset({Kind.NAME, Kind.PREAMBULAR_SERIES, Kind.INTRODUCTION, Kind.REASON, Kind.COMMITMENT})
ANY_END = (0.0,) * 9

# From which part to which, and how usual that is.
STEPS = {
    "head": {
        "head": -0.3, "preamble": -0.7, "narrative": -3.5, "operative": -3.0, "close": -9.0, "annex heading": -7.0,
    },
    "preamble": {
        "preamble": 0.0, "narrative": -1.5, "preamble line": -0.7, "operative": -0.7, "head": -6.0, "close": -6.0,
    },
    "narrative": {
        "narrative": 0.0, "preamble": -1.0, "preamble line": -0.7, "operative": -0.7, "head": -6.0, "close": -6.0,
    },
    "preamble line": {"preamble": 0.0, "narrative": -3.5, "preamble line": -0.5, "operative": -0.5, "head": -3.0},
    "operative": {
        "operative": 0.0, "operative line": -0.5, "close": -1.0, "head": -3.0, "preamble": -4.0, "narrative": -6.0,
        "annex heading": -2.0,
    },
    "operative line": {
        "operative": -0.3, "operative line": -0.5, "close": -1.0, "head": -2.0, "preamble": -2.5, "narrative": -6.0,
        "annex heading": -2.0,
    },
    "close": {
        "close": -0.3, "head": -1.0, "operative": -3.0, "preamble": -3.5, "narrative": -7.0, "annex heading": -0.5,
    },
    "annex heading": {"annex heading": -2.0, "annex": 0.0},
    "annex": {"annex": 0.0, "annex heading": -0.1, "head": -12.0, "close": -11.0},
}  # fmt: skip
START = {
    "head": 0.0,
    "preamble": -1.0,
    "narrative": -1.3,
    "operative": -2.0,
    "operative line": -3.0,
    "close": -7.0,
    "annex heading": -6.0,
}

ALONE = {"narrative": -1.6}  # where a document is one paragraph: reasons in full sentences lead to something


class Lean(StrEnum):
    """What a paragraph leans on: added to what it is in itself."""

    NOTHING = auto()
    UNDER_PREAMBULAR = auto()  # in the list under an opening that ended in a colon
    UNDER_OPERATIVE = auto()
    AFTER_PREAMBULAR = auto()  # "That ...", "But ..." where "Considering that ...;" was the opening before
    AFTER_OPERATIVE = auto()
    NUMBERED = auto()  # "2. In the light of ...", numbered where "Recalling ..." was not
    IN_SERIES = auto()  # "It is important ...;" where the considerations before end in semicolons
    AFTER_STOP = auto()  # "Having considered ..." after a full stop: another resolution may begin
    NOT_YET = auto()  # "We note ..." in a declaration that commits itself only later: reasons before are preambular
    COMMITTED = auto()  # "We note ..." in one that has committed itself
    GOING_ON = auto()  # "to ensure ...", the rest of a sentence that broke off
    AFTER_CLOSE = auto()  # "Annex" below the closing lines
    SPELLED_OUT = auto()  # a heading after "Adopts the following declaration:" begins no annex


LEANS = {
    Lean.NOTHING: (0.0,) * 9,
    Lean.UNDER_PREAMBULAR: (0.0, 2.5, 2.0, 0.0, -1.0, 0.0, 0.0, 0.0, 0.0),
    Lean.UNDER_OPERATIVE: (-1.0, -1.0, -1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0),
    Lean.AFTER_PREAMBULAR: (0.0, 3.5, 2.5, 0.0, -1.0, 0.0, 0.0, 0.0, 0.0),
    Lean.AFTER_OPERATIVE: (-1.0, -1.0, -1.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0),
    Lean.NUMBERED: (0.0, -2.0, -2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    Lean.IN_SERIES: (0.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    Lean.AFTER_STOP: (0.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    Lean.NOT_YET: (0.0, 0.5, 0.5, 0.0, -0.5, 0.0, 0.0, 0.0, 0.5),
    Lean.COMMITTED: (0.0, -1.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    Lean.GOING_ON: (0.0,) * 9,
    Lean.AFTER_CLOSE: (-15.0, -15.0, -15.0, -15.0, -15.0, -15.0, -15.0, 0.0, 0.0),
    Lean.SPELLED_OUT: (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, NEVER, 0.0),
}
HANGING = frozenset(
    {
        Kind.PREAMBULAR_LIST, Kind.PREAMBULAR_LOWER, Kind.PREAMBULAR_WEAK, Kind.OPERATIVE_BARE, Kind.NAME, Kind.TO,
        Kind.THAT, Kind.RUN_ON, Kind.SHOULD, Kind.LOWER, Kind.TEXT,
    }
)  # fmt: skip
BREAKS_OFF = HANGING | frozenset(
    {
        Kind.PREAMBULAR, Kind.PREAMBULAR_SERIES, Kind.OPERATIVE, Kind.INTRODUCTION, Kind.REASON, Kind.COMMITMENT,
        Kind.GARBLED,
    }
)  # fmt: skip
SERIAL = frozenset({Kind.TEXT, Kind.SHOULD, Kind.PREAMBULAR_LOWER, Kind.PREAMBULAR_LIST})
AFTER_STOP = frozenset({Kind.PREAMBULAR, Kind.PREAMBULAR_SERIES, Kind.PREAMBULAR_WEAK})
OPENS = {
    Kind.PREAMBULAR: Section.PREAMBULAR,
    Kind.PREAMBULAR_SERIES: Section.PREAMBULAR,
    Kind.OPERATIVE: Section.OPERATIVE,
    Kind.COMMITMENT: Section.OPERATIVE,
}
