"""Who asked for this already: the clauses of a batch that are most like those of a draft (`clausetag similar`).

| module    | does                                                            |
|-----------|-----------------------------------------------------------------|
| `index`   | builds and updates the index beside the tables                  |
| `search`  | families of near-copies of a text, with years and organs        |
| `draft`   | the same for each clause of a draft                             |
| `words`   | what is said of a family                                        |
| `write`   | where the answer goes                                           |
| `records` | the answer as JSON                                              |
| `table`   | the answer for a terminal                                       |
| `page`    | the answer as one HTML page                                     |
| `bench`   | how long a clause takes, on official texts and ten times as many |
"""

from clausetag.serve.similar.draft import DraftClause, similar_to
from clausetag.serve.similar.index import build_index
from clausetag.serve.similar.search import Citation, Family, Index

__all__ = ["Citation", "DraftClause", "Family", "Index", "build_index", "similar_to"]
