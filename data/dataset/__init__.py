"""From labels and texts to the labelled examples that models learn from."""
