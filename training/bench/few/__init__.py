"""How good is a theme that was learned from few labels, by ours and by what else one would write?

Themes take turns as the theme that nobody has taught yet: each is learned from nothing but some labelled clauses, and,
ours, from its description. Clauses are official ones in English, labelled for this project. A fixed half of the
documents gives the labels, and what our learner does for few labels was chosen on it alone; clauses of the other half,
which are no near-copies of the first's, are answered. In labels and answers one clause in ten has the theme.
"""
