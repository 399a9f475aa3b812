"""What clauses refer to: resolutions, decisions, documents, paragraphs and treaties, with their place in the text.

| module       | does                                                                  |
|--------------|-----------------------------------------------------------------------|
| `reference`  | what a reference is                                                    |
| `terms`      | the words of six languages that resolutions, organs, paragraphs go by |
| `numbers`    | "70/1", "60/288 B", "217 A (III)", "1325 (2000)" in a text             |
| `organs`     | whose resolution a number is                                           |
| `printed`    | symbols printed in full: "A/HRC/17/27/Add.1"                           |
| `paragraphs` | "paragraph 3 above", "paragraphs 5 to 7 of its resolution 70/1"        |
| `treaties`   | treaties by name                                                       |
| `find`       | all of it, for a text and for a resolution                             |
"""

from clausetag.data.references.find import find_references, references_of
from clausetag.data.references.reference import CitedReference, Reference, ReferenceKind

__all__ = ["CitedReference", "Reference", "ReferenceKind", "find_references", "references_of"]
