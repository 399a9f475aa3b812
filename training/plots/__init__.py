"""Plots of labels and of held-out answers, all of one look (`canvas`)."""
