"""Run as a script: a batch whose workers are killed whenever they read d003.txt, as a damaged document may do it."""

import os
import signal
import sys
from pathlib import Path

from clausetag.serve.batch import rows

read = rows.read_item


def read_item(item):
    if item.file == "d003.txt" and not item.reason:
        os.kill(os.getpid(), signal.SIGKILL)
    return read(item)


rows.read_item = read_item  # in the workers, too: they import this file

if __name__ == "__main__":
    from clausetag.serve.batch.run import run_batch

    run_batch([sys.argv[1]], Path(sys.argv[2]), bundle=sys.argv[3], workers=2)
