"""The official languages other than English: a data file each, and what makes forms of it."""
