"""How much of one document is read, in every format."""

MAX_BYTES = 50 * 1024 * 1024
MAX_PARAGRAPHS = 200_000
