"""The one shape of an answer: what the API, `clausetag tag`, downloads and the tables of `clausetag batch` say.

Where an answer is JSON, it is nested as here. Where it is a table, fields of a verdict are columns of their own
(`clausetag.serve.outputs.records`), or rows of their own (the table `tags` of a batch), by the same names.

A document:

| field            | holds                                                                                          |
|------------------|------------------------------------------------------------------------------------------------|
| `source`         | name of the file that it was read from                                                         |
| `symbol`         | "A/RES/67/172"; null if the document gives none, as in the next fields                         |
| `title`          | title                                                                                          |
| `organ`          | "General Assembly", as the document says it, else as the symbol does                           |
| `session`        | 67                                                                                             |
| `agenda_item`    | "69 (b)"                                                                                       |
| `meeting`        | "60th plenary meeting"                                                                         |
| `report`         | the report that it was adopted on                                                              |
| `adopted`        | day of adoption, "2012-12-20"                                                                  |
| `year`           | of adoption, else that in which the session of the symbol began                                |
| `language`       | ISO 639-1, "en"; null where it cannot be told                                                   |
| `address`        | where the official document stands, by symbol and language (English where it is not known)     |
| `subjects`       | list of `scheme`, `id`, `name`: what it is about in vocabularies, as AKN XML gives them        |
| `model_version`  | version of the bundle that answered                                                            |
| `clauses`        | list, see below                                                                                |
| `footnotes`      | list of `number`, `text`, `cited_by` (paths of clauses)                                        |
| `remarks`        | list of texts: what could not be read (a page that is a picture), where mark-up and text differ |

A clause:

| field            | holds                                                                                          |
|------------------|------------------------------------------------------------------------------------------------|
| `path`           | the clause within its document: `pp12`, `op4(a)`, `annex.op1`                                  |
| `citation`       | how people cite it: "A/RES/67/172, para. 4 (a)"; see `clausetag.data.citation`                 |
| `eid`            | its name in the United Nations' mark-up (AKN4UN `eId`); empty elsewhere                        |
| `section`        | preambular, operative, annex or neither                                                        |
| `headings`       | headings that the clause stands under, the widest first                                        |
| `opening`        | opening verb or phrase, "Calls upon"; empty if there is none                                   |
| `text`           | the clause, clean                                                                              |
| `chapeau`        | text of the paragraph that a subparagraph hangs on; empty for others                           |
| `footnotes`      | numbers of the notes that it cites                                                             |
| `references`     | list of `kind`, `text`, `symbol`, `start`, `end`, `note`: what the clause and the notes that it cites refer to (`clausetag.data.references`), `start` and `end` in `text`, or in that of the note with the number `note` |
| `themes`         | keys of the themes that apply                                                                  |
| `review`         | keys of the themes that a person should decide                                                 |
| `verdicts`       | by the key of each theme: `answer` (applies, review, does_not_apply or not_scored), `probability` (calibrated, 0 to 1; null if not scored), `evidence` (list of `[start, end]`: the words that speak for it, in characters of `text` from 0, end excluded; only where the answer is applies or review), and, if the tagger was asked to explain and the text was scored, `why` |

`why` holds `threshold` (the probability from which the theme applies) and, in log-odds, `margin` (how far above it),
`base` (what a text starts from), `speaks_for` and `against` (lists of `start`, `end`, `weight`).
"""  # noqa: E501 (tables)

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from clausetag.data.citation import citations_of, official_address
from clausetag.data.dataset.corpus import describe
from clausetag.data.documents.loose import is_recognised
from clausetag.data.documents.resolution import Resolution
from clausetag.data.references import references_of
from clausetag.models.classifier import Span
from clausetag.models.explanation import Explanation
from clausetag.serve.tags import TaggedResolution, Tags

Record = dict[str, Any]


def document_answer(tagged: TaggedResolution) -> Record:
    """Return a tagged document; days are dates."""
    return {
        **document_facts(tagged.resolution),
        "model_version": tagged.model_version,
        "clauses": list(clause_answers(tagged)),
        "footnotes": notes_of(tagged.resolution),
        "remarks": remarks_of(tagged.resolution),
    }


def document_json(tagged: TaggedResolution, corrected: Collection[str] | None = None) -> bytes:
    """Return a tagged document as JSON for a file; each clause says if a reader corrected it, where that is known."""
    answer = document_answer(tagged)
    if corrected is not None:
        for clause in answer["clauses"]:
            clause["corrected"] = clause["path"] in corrected
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1, default=str).encode() + b"\n"


def document_facts(document: Resolution) -> Record:
    """Return what a document says of itself, without its clauses and notes."""
    _, organ, year = describe((document.symbol or "").replace("/", "-").replace(" ", ""))
    return {
        "source": _text(document.source),
        "symbol": _text(document.symbol),
        "title": _text(document.title),
        "organ": _text(document.organ or organ),
        "session": _believable(document.session),
        "agenda_item": _text(document.agenda_item),
        "meeting": _text(document.meeting),
        "report": _text(document.report),
        "adopted": document.adopted,
        "year": _believable(document.adopted.year if document.adopted else year),
        "language": document.language,
        "address": official_address(document.symbol, document.language) or None,
        "subjects": [{"scheme": s.scheme, "id": _clean(s.id), "name": _clean(s.name)} for s in document.subjects],
    }


def notes_of(document: Resolution) -> list[Record]:
    """Return the notes of a document."""
    return [{"number": n.number, "text": _clean(n.text), "cited_by": list(n.cited_by)} for n in document.footnotes]


def remarks_of(document: Resolution) -> list[str]:
    """Return what is to be said of how a document was read."""
    other = [] if is_recognised(document) else ["no resolution recognised; its clauses are its paragraphs"]
    return other + [_clean(remark) for remark in document.remarks]


def clause_answers(tagged: TaggedResolution) -> Iterator[Record]:
    """Yield the clauses of a tagged document."""
    document = tagged.resolution
    citations = citations_of(document)
    references: dict[str, list[Record]] = {}
    for cited in references_of(document):
        one = cited.reference
        found = {"kind": one.kind.value, "text": _clean(one.text), "symbol": _text(one.symbol) or None}
        place = {"start": one.start, "end": one.end, "note": cited.note}
        references.setdefault(cited.path, []).append(found | place)
    for clause, tags in ((item.clause, item.tags) for item in tagged.clauses):
        yield {
            "path": clause.path,
            "citation": _clean(citations[clause.path]),
            "eid": _clean(clause.eid),
            "section": clause.section.value,
            "headings": [_clean(heading) for heading in clause.headings],
            "opening": _clean(clause.opening),
            "text": _clean(clause.text),
            "chapeau": _clean(clause.chapeau),
            "footnotes": list(clause.footnotes),
            "references": references.get(clause.path, []),
            **tags_answer(tags),
        }


def tags_answer(tags: Tags) -> Record:
    """Return what was answered for one text: `themes`, `review` and `verdicts`."""
    verdicts: Record = {}
    for theme, answer in tags.answers.items():
        verdict: Record = {
            "answer": answer.value,
            "probability": tags.probabilities.get(theme),
            "evidence": [list(span) for span in tags.evidence.get(theme, ())],
        }
        if theme in tags.why:
            verdict["why"] = _why(tags.why[theme])
        verdicts[theme] = verdict
    return {"themes": list(tags.themes), "review": list(tags.review), "verdicts": verdicts}


def _why(why: Explanation) -> Record:
    return {
        "threshold": why.threshold,
        "margin": round(why.margin, 3),
        "base": round(why.base, 3),
        "speaks_for": _words(why.speaks_for),
        "against": _words(why.against),
    }


def _words(spans: Sequence[Span]) -> list[Record]:
    return [{"start": span.start, "end": span.end, "weight": round(span.weight, 3)} for span in spans]


def _believable(number: int | None) -> int | None:
    """A symbol may be misread, and name the session 20121220."""
    return number if number and 0 < number < 10_000 else None


def _text(text: str | None) -> str | None:
    return None if text is None else _clean(text)


def _clean(text: str) -> str:
    """Characters that UTF-8 cannot hold are lost already; an answer with them must still be written."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
