"""A tagged resolution as AKN4UN XML (Akoma Ntoso 3.0 as the United Nations writes it), valid against the OASIS schema.

Clauses stand in containers, paragraphs, lists and points; each points to the themes that apply by `refersTo`. The
themes and their matches in the UNBIS Thesaurus and the Sustainable Development Goals stand among the references. What
the mark-up has no place for (paths, headings, answers, probabilities, lines that are no clause) stands in the block
that `data.documents.akn.own` describes; from it, `read_akn` gives back the same clauses. Remarks are not written.

A clause keeps its own eId; where it has none, or another element has it already, one is made by the pattern of the
United Nations' files, and the block holds the clause's own.
"""

from collections.abc import Collection, Sequence

from clausetag.data.themes import Theme
from clausetag.serve.outputs.akn_body import body_of
from clausetag.serve.outputs.akn_meta import conclusions, cover_page, meta, preface
from clausetag.serve.outputs.akn_xml import NAMESPACE, element
from clausetag.serve.tags import TaggedResolution


def akn_document(tagged: TaggedResolution, themes: Sequence[Theme], corrected: Collection[str] = ()) -> bytes:
    """Return the resolution as AKN4UN XML in UTF-8; `corrected` holds the paths of clauses a reader answered for."""
    import lxml.etree as etree

    body = body_of(tagged)
    statement = element("statement", name="resolution")
    statement.append(meta(tagged, themes, body, corrected))
    for part in (cover_page(tagged.resolution), preface(tagged.resolution), body.preamble, body.main):
        if part is not None:
            statement.append(part)
    for part in (conclusions(tagged.resolution), body.attachments):
        if part is not None:
            statement.append(part)
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    root.append(statement)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written
