"""From the bytes of a document to a resolution with its clauses: `read` is the way in, `parse` makes the clauses."""
