"""Texts compared clause by clause, with the themes gained and lost; and the comparison written in every format."""

from clausetag.serve.compare.comparison import ComparedRow, Comparison, Series, ThemeChange, compare_texts

__all__ = ["ComparedRow", "Comparison", "Series", "ThemeChange", "compare_texts"]
