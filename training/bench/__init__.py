"""`python -m clausetag.training.bench`: our models beside what a user would otherwise write, measured in one run."""
