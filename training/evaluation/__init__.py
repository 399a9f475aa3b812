"""How good a model is: figures of merit with intervals, and the ways they are cut and shown."""
