"""The paragraphs that lines cut at a margin make, with or without empty lines between them."""

from collections.abc import Sequence
from itertools import pairwise

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.numbering import number_value
from clausetag.data.documents.readers.cut_lines import WrappedLine, usual_width
from clausetag.data.documents.readers.cut_seams import Seam
from clausetag.data.documents.readers.filled import edge_of, had_room
from clausetag.data.documents.readers.hyphens import Vocabulary, joint
from clausetag.data.documents.readers.pauses import Pauses


def join_paragraphs(lines: Sequence[WrappedLine], vocabulary: Vocabulary, forms: Forms) -> list[Paragraph]:
    """Put lines together to paragraphs; `forms` are those of their language."""
    edge = edge_of([line.text for line in lines])
    ends = [edge > 0 and had_room(line.text, below.text, edge) for line, below in pairwise(lines)]
    pauses = Pauses(forms, [line.unmarked for line in lines], [*ends, True])
    seam = Seam(usual_width(line.text for line in lines), forms, pauses, edge)
    blocks: list[list[WrappedLine]] = []
    for place, line in enumerate(lines):
        label, _ = forms.split_label(line.text)
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        seam.place = place
        if not blocks or seam.parts(blocks[-1], line, label, following):
            seam.begin(blocks[-1] if blocks else [])
            blocks.append([])
            if label is not None and label.kind == "number":
                seam.number = number_value(label.text)
            elif seam.names_organ(line.text):
                seam.number = 0
        blocks[-1].append(line)
        seam.read(line)
    return [_joined(block, vocabulary, forms) for block in blocks]


def _joined(block: Sequence[WrappedLine], vocabulary: Vocabulary, forms: Forms) -> Paragraph:
    text = ""
    raised: list[tuple[int, int]] = []
    for place, line in enumerate(block):
        cut, between = joint(text, line.text, vocabulary)
        if place == 1 and not between and forms.split_label(text)[1] == "":
            between = " "  # behind a number that stands alone, also in Chinese
        text = (text[:-cut] if cut else text) + between
        raised.extend((start + len(text), end + len(text)) for start, end in line.raised)
        text += line.text
    return Paragraph(text, tuple(raised))
