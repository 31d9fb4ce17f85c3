"""Several processes that do one kind of work on many batches, with the results in the order of the batches."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from types import TracebackType
from typing import Self, TypeVar

AHEAD = 2
"""How many batches a worker may be ahead of the results in use: what bounds the memory."""

T = TypeVar("T")
R = TypeVar("R")


class CrewError(Exception):
    """Worker processes cannot do their work; the message says what to do."""


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
        self._ended()

    def map(
        self,
        work: Callable[[Sequence[T]], R],
        batches: Iterable[Sequence[T]],
        count: int,
        give_up: Callable[[T], R],
    ) -> Iterator[R]:
        """Do the work on each batch, in order; ``work`` and what passes through it must be picklable.

        When a worker is ended from outside (for want of memory, say), the batches under way are done again, one at a
        time in a process of its own; a batch that ends that one too is halved until the thing at fault is found. The
        parts of a batch then give a result each.

        Args:
            work: a function of a module, so that other processes find it.
            batches: asked for as the work goes on, a few ahead.
            count: how many there are; a single one is not worth a process.
            give_up: what stands for the result of a batch of one thing that ends every process it is given to.

        Raises:
            CrewError: worker processes end whatever they are given.
        """
        if self.workers == 1 or count < 2:
            yield from map(work, batches)
            return
        waiting: deque[tuple[Sequence[T], Future[R]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submitted(work, batch)))
            if len(waiting) >= AHEAD * self.workers:
                yield from self._done(work, waiting, give_up)
        while waiting:
            yield from self._done(work, waiting, give_up)

    def _submitted(self, work: Callable[[Sequence[T]], R], batch: Sequence[T]) -> Future[R]:
        try:
            return _given(self._pool or self._renewed(self.workers), work, batch)
        except BrokenProcessPool as error:
            failed = Future[R]()
            failed.set_exception(error)
            return failed

    def _done(
        self,
        work: Callable[[Sequence[T]], R],
        waiting: deque[tuple[Sequence[T], Future[R]]],
        give_up: Callable[[T], R],
    ) -> Iterator[R]:
        """The result of the first batch that waits; of all of them when a worker was ended."""
        batch, future = waiting.popleft()
        try:
            result = future.result()
        except BrokenProcessPool:
            # One process until all are done, so that nothing else takes the memory that was perhaps wanting.
            self._renewed(1)
            yield from self._alone(work, batch, give_up)
            while waiting:
                yield from self._alone(work, waiting.popleft()[0], give_up)
            self._ended()
        else:
            yield result

    def _alone(self, work: Callable[[Sequence[T]], R], batch: Sequence[T], give_up: Callable[[T], R]) -> Iterator[R]:
        try:
            result = _given(self._pool or self._renewed(1), work, batch).result()
        except BrokenProcessPool:
            self._prove(self._renewed(1))
        else:
            yield result
            return
        if len(batch) == 1:
            yield give_up(batch[0])
            return
        middle = len(batch) // 2
        yield from self._alone(work, batch[:middle], give_up)
        yield from self._alone(work, batch[middle:], give_up)

    def _prove(self, pool: ProcessPoolExecutor) -> None:
        try:
            _given(pool, list, ()).result()
        except BrokenProcessPool as error:
            raise CrewError(
                "worker processes end before they do any work: make room in memory, or use one worker "
                "(a script has to call build under `if __name__ == '__main__':`)"
            ) from error

    def _renewed(self, workers: int) -> ProcessPoolExecutor:
        self._ended()
        self._pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_prepare)
        return self._pool

    def _ended(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _given(pool: ProcessPoolExecutor, work: Callable[[Sequence[T]], R], batch: Sequence[T]) -> Future[R]:
    """Submit with Ctrl-C put off: workers that this starts leave it to their parent from their first moment."""
    if sys.platform == "win32":
        return pool.submit(work, batch)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, batch)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare() -> None:
    """Make a worker leave Ctrl-C to its parent, and end with it: it would otherwise wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
