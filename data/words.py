"""Numbers in the words of a message."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 document", "2,000 documents"; `many` where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
