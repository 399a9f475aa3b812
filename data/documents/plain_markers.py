"""Markers in plain text, where a marker is only a number that touches the word before it.

"Human Rights,2 which", "of 10 May 200613": the notes' own numbering decides. Notes are cited first in ascending order,
and only numbers of notes that exist can be markers.
"""

from collections.abc import Sequence

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.marker_candidates import candidates
from clausetag.data.documents.marker_chain import Marker, best_chain, filled, place_of
from clausetag.data.documents.weak_markers import before_letters, set_apart_marks, spaced_marks, weak_marks

_FEW = 0.2  # of the notes


def find_markers(paragraphs: Sequence[Paragraph], known: set[str]) -> list[Marker]:
    """Return the markers of `known` notes: the best chain of first citations in order, then the repetitions."""
    found = [c for i, p in enumerate(paragraphs) for c in candidates(i, p.text, known)]
    spaced = spaced_marks(paragraphs, known)
    english = language_of(p.text for p in paragraphs) == "en"
    set_apart = set_apart_marks(paragraphs, known) if english else []  # French parts all numbers from a semicolon
    if set_apart:
        found = sorted([*found, *set_apart, *spaced], key=place_of)
    numbers = sum(map(str.isdigit, known))
    bracketed = [c for c in found if paragraphs[c.paragraph].text[c.end - 1] in "()]"]
    if len(chain := best_chain(bracketed, known)) * 2 > numbers:
        found = bracketed  # then digits without brackets are none
    else:
        chain = best_chain(found, known)
    if len(chain) * 2 < numbers:
        merged = sorted([*found, *spaced], key=place_of)
        other = best_chain(merged, known)
        if len(other) > len(chain):
            found, chain = merged, other
    if len(chain) < numbers and found is not bracketed:
        # in English markers stand behind the comma: hardly any touches a number, where most are found
        told = not english or (len(chain) > 1 and numbers - len(chain) <= max(1, _FEW * numbers))
        weak = weak_marks(paragraphs, spaced, known, english=english) if told else before_letters(paragraphs, known)
        chain = filled(chain, weak, known)
    first = {c.number: (c.paragraph, c.start) for c in chain}
    taken = {(c.paragraph, c.start) for c in chain}
    taken |= {(c.paragraph, c.end) for c in chain}
    hits = list(chain)
    for c in found:
        if (c.paragraph, c.start) in taken or (c.paragraph, c.end) in taken or c.weight < 2:
            continue
        cited = first.get(c.number)
        if not c.number.isdigit() or (cited is not None and cited < (c.paragraph, c.start)):
            hits.append(c)
            taken |= {(c.paragraph, c.start), (c.paragraph, c.end)}
    return hits


def is_cited(number: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether any paragraph carries something that could be a marker with this number."""
    return any(candidates(0, p.text, {number}) for p in paragraphs) or bool(before_letters(paragraphs, {number}))
