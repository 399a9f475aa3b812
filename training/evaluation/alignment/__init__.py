"""How well the clauses of two texts are lined up, beside what others line up."""
