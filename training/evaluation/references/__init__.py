"""How well references are found and resolved, against the links of official mark-up."""
