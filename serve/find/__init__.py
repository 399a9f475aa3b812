"""Questions to the tables of a batch: which clauses speak of what, where, when and in which words."""

from clausetag.serve.find.query import Query as Query
from clausetag.serve.find.tables import Found as Found
from clausetag.serve.find.tables import FoundAnswer as FoundAnswer
from clausetag.serve.find.tables import FoundClause as FoundClause
from clausetag.serve.find.tables import Tables as Tables
