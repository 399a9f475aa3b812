"""Worker processes that may die: of a damaged document, or by the hand of a system short of memory."""

import sys
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from multiprocessing import get_context

from clausetag.data.errors import UsageError
from clausetag.serve.batch.parts import Part
from clausetag.serve.batch.run_info import Counts
from clausetag.serve.batch.work import Job, ready, start_worker, tag_part, try_item

_AHEAD = 2  # parts handed out for each worker: bounds memory
_QUICK = "fork" if sys.platform == "linux" else "spawn"  # a copy of this process has the model already


def tag_parts(parts: Iterable[Part], job: Job, workers: int) -> Generator[Counts, None, None]:
    """Tag parts in `workers` processes, in whatever order they finish.

    When a process dies, the parts under way are taken up again, each alone. A document that ends its process a second
    time is left out and named among the errors.
    """
    left = iter(parts)
    held, then = next(left, None), next(left, None)
    if held is not None and then is None:  # nothing for a second process to do
        yield _carefully(held, job)
        return
    left = chain([then] if then else [], left)
    while held is not None:
        broken: list[Part] = []
        with _processes(workers) as pool:
            pending: dict[Future[Counts], Part] = {}
            while (held is not None or pending) and not broken:
                while held is not None and len(pending) < _AHEAD * workers and not broken:
                    try:
                        pending[pool.submit(tag_part, held, job)] = held
                    except BrokenProcessPool:
                        broken.append(held)
                    held = next(left, None)
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    part = pending.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        broken.append(part)
            broken += pending.values()
        for part in sorted(broken, key=lambda part: part.number):
            yield _carefully(part, job)


def _carefully(part: Part, job: Job) -> Counts:
    with _processes(1, _QUICK) as pool:
        try:
            return pool.submit(tag_part, part, job).result()
        except BrokenProcessPool:
            pass
    fatal: set[str] = set()
    left = list(part.items)
    while left:
        with _processes(1) as pool:
            try:
                while left:
                    pool.submit(try_item, left[0], job).result()
                    left.pop(0)
            except BrokenProcessPool:
                fatal.add(left.pop(0).name)
    with _processes(1) as pool:
        try:
            return pool.submit(tag_part, part, job, fatal).result()
        except BrokenProcessPool as error:
            names = f"{part.items[0].name} to {part.items[-1].name}"
            raise UsageError(f"{names}: worker processes keep ending, for want of memory perhaps") from error


@contextmanager
def _processes(workers: int, method: str = "spawn") -> Iterator[ProcessPoolExecutor]:
    """Start processes; on the way out none is left, and what had not begun is dropped."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context(method), initializer=start_worker)
    try:
        try:
            pool.submit(ready).result()
        except BrokenProcessPool as error:
            raise UsageError(
                "worker processes cannot be started; is the call under `if __name__ == '__main__':`?"
            ) from error
        yield pool
    except BaseException:
        processes = list(pool._processes.values())  # which shutdown forgets
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        raise
    pool.shutdown(cancel_futures=True)
