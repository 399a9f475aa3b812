"""What a search says of itself: what was found, what was not looked at, what nobody asked."""

from collections.abc import Iterator

from clausetag.data.words import counted
from clausetag.serve.find.query import Query
from clausetag.serve.find.tables import Found, Tables

_MOST = 8  # names of organs or languages


def said_of(found: Found, query: Query, tables: Tables) -> list[str]:
    """Return lines: the first what was found, the others what was not searched or not asked."""
    return [_first(found, query, tables), *_rest(found)]


def _first(found: Found, query: Query, tables: Tables) -> str:
    searched = counted(found.searched, "document")
    if found.total:
        return f"{counted(found.total, 'clause')} in {counted(found.documents, 'document')}, of {searched} searched"
    if found.searched:
        return f"nothing found: no clause of the {searched} searched is like that"
    there = counted(len(tables.facts), "document")
    hints = [
        f"{kind} there: {', '.join(names[:_MOST])}{', ...' * (len(names) > _MOST)}"
        for kind, wanted, names in (
            ("organs", query.organ, tables.organs),
            ("languages", query.language, tables.languages),
        )
        if wanted and names
    ]
    return "; ".join([f"nothing searched: none of {there} is of that kind", *hints])


def _rest(found: Found) -> Iterator[str]:
    for fact, count in found.unknown.items():
        does = "does" if count == 1 else "do"
        yield f"{counted(count, 'document')} {does} not say the {fact}: not searched"
    if found.not_scored:
        were = counted(found.not_scored, "more clause was", "more clauses were")
        yield f"{were} not scored, so the model was not asked about the themes"
