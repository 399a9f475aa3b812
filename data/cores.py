"""How many cores this process may use."""

import os


def cores() -> int:
    """Return their number, fewer than the machine has where a container or a scheduler says so."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
