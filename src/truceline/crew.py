"""Several processes that do one kind of work on many batches, with the results in the order of the batches."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from types import TracebackType
from typing import Self, TypeVar

AHEAD = 2
"""How many batches a worker may be ahead of the results in use: what bounds the memory."""

B = TypeVar("B")
R = TypeVar("R")


class CrewError(Exception):
    """A worker process ended in the middle of its work; the message says what to do."""


class Crew:
    """Worker processes, started when first needed; a context manager. With one worker there are none: the caller works.

    The processes are spawned, never forked: the caller may have threads and an open case.
    """

    def __init__(self, workers: int | None = None) -> None:
        """Take the number of workers, by default that of the processors."""
        self.workers = workers or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def map(self, work: Callable[[B], R], batches: Iterable[B], count: int) -> Iterator[R]:
        """Do the work on each batch, in order; ``work`` and what passes through it must be picklable.

        Args:
            work: a function of a module, so that other processes find it.
            batches: asked for as the work goes on, a few ahead.
            count: how many there are; a single one is not worth a process.

        Raises:
            CrewError: a worker process was ended from outside.
        """
        if self.workers == 1 or count < 2:
            yield from map(work, batches)
            return
        pool = self._started()
        waiting: deque[Future[R]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(work, batch))
                if len(waiting) >= AHEAD * self.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise CrewError(
                "a worker process ended before its work was done, perhaps for want of memory: run again with fewer "
                "workers, it goes on where it stopped (a script has to call build under `if __name__ == '__main__':`)"
            ) from error

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_prepare)
        return self._pool


def _prepare() -> None:
    """Make a worker leave Ctrl-C to its parent, and end with it: it would otherwise wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
