"""What paragraphs are that do not say so by themselves, by the one that stands before them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausetag.data.documents.forms import ENGLISH
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.look import VOICES, Look
from clausetag.data.documents.voice import voice_of

_LONGEST_ORGAN = 45  # characters
_UNTOLD = frozenset({Kind.TEXT, Kind.GARBLED, Kind.LOWER, Kind.SHOULD, Kind.HEADING})
_FINITE = frozenset({Kind.OPERATIVE, Kind.OPERATIVE_BARE})
_STILL_WE = _FINITE | _UNTOLD | {Kind.THAT, Kind.RUN_ON, Kind.TO}  # "We, the Ministers: note ...; recall ...;"


def in_context(looks: Sequence[Look]) -> Iterator[Look]:
    """Return the looks of a document's paragraphs in order, with another kind where only the context tells it.

    A short line below the title of a resolution, which cannot be read, is the name of the organ. After "We, the
    Ministers, met at ..." the verbs have that subject, "Note with concern ...", and may give reasons as "We note" does.
    """
    before: Kind | None = None
    says_we = False
    for seen in looks:
        if before is Kind.NUMBER and _may_name_organ(seen):
            seen = replace(seen, kind=Kind.ORGAN)
        elif says_we and seen.kind in _FINITE:
            voice = voice_of(f"We {ENGLISH.unnumbered(seen.text)}")
            seen = replace(seen, kind=VOICES[voice]) if voice else seen
        says_we = seen.kind is Kind.INTRODUCTION or (says_we and seen.kind in _STILL_WE | {Kind.REASON})
        yield seen
        before = seen.kind


def _may_name_organ(seen: Look) -> bool:
    return (
        seen.forms is ENGLISH
        and seen.kind in _UNTOLD
        and len(seen.text) <= _LONGEST_ORGAN
        and seen.end in (",", ".", ":")
    )
