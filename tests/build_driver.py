"""Builds a case with the stand-ins in a process of its own: ``build_driver.py CASE PACK WORKERS PATH...``.

With ``KILL_AT`` set to moments such as ``reading:7;naming:2``, builds again and again in child processes, each of which
kills itself before that statement of that step, in the middle of whatever transaction that is; then once to the end.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import Engine, event

import build_standins
from truceline.case import Case
from truceline.pipeline import build

build_standins.install(setattr)  # here, so that spawned workers do the same
build_standins.pause = float(os.environ.get("PAUSE", "0"))


class Told:
    """Progress on standard output, for whoever waits for the right moment, and the moment to be killed at."""

    def __init__(self, step: str = "", statement: int = 0) -> None:
        self._fatal_step = step
        self._fatal_statement = statement
        self._step = ""
        self._statements = 0

    def start(self, step: str, total: int | None) -> None:
        print(step, total, flush=True)
        self._step, self._statements = step, 0

    def advance(self, number: int) -> None:
        print(number, flush=True)

    def before(self, *_: object) -> None:
        """A statement comes, or a commit."""
        self._statements += 1
        if (self._step, self._statements) == (self._fatal_step, self._fatal_statement):
            os.kill(os.getpid(), signal.SIGKILL)


def run(told: Told, case: str, pack: str, workers: str, *paths: str) -> None:
    with Case.at(case) as opened:
        build([Path(p) for p in paths], opened, packs=[pack], workers=int(workers), progress=told)


def run_until(moment: str) -> bool:
    """Whether a child was killed at that moment."""
    child = os.fork()
    if child == 0:
        step, _, statement = moment.partition(":")
        told = Told(step, int(statement))
        event.listen(Engine, "before_cursor_execute", told.before)
        event.listen(Engine, "commit", told.before)
        run(told, *sys.argv[1:])
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


if __name__ == "__main__":
    killed = [run_until(moment) for moment in os.environ.get("KILL_AT", "").split(";") if moment]
    print("killed", sum(killed), flush=True)
    run(Told(), *sys.argv[1:])
