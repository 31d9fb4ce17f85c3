"""How fast a build is and how much memory it takes: `python benchmarks/build.py ARTICLES...` (a few minutes).

Builds a case from the articles with one worker and with two, each in a process of its own, and prints articles a
second, what each step takes, how much of it is spent inside the encoder (with one worker, which works in the process
that is measured), peak memory of the parent and of the largest worker, the ratio between the two, and how long it is
from starting Python to the first claim. Figures of different machines do not compare; ratios do.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.reading.model import Chances
    from truceline.reading.windows import Window


class Clock:
    """Takes the time of each step of a build."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._step, self._begun = "start", time.perf_counter()

    def start(self, step: str, _total: int | None) -> None:
        """A step begins; the one before is done."""
        now = time.perf_counter()
        self.seconds[self._step] = self.seconds.get(self._step, 0.0) + now - self._begun
        self._step, self._begun = step, now

    def advance(self, _number: int) -> None:
        """Nothing to do: only whole steps are timed."""


def timed_encoder() -> list[float]:
    """A list whose one number grows by the seconds that this process spends inside the encoder."""
    from truceline.reading.model import Model

    spent, plain = [0.0], Model.encode

    def encode(model: Model, window: Window) -> tuple[Chances, Chances]:
        begun = time.perf_counter()
        try:
            return plain(model, window)
        finally:
            spent[0] += time.perf_counter() - begun

    Model.encode = encode  # type: ignore[method-assign]
    return spent


def to_first_claim() -> float:
    """Seconds from starting Python to the first claim of a sentence."""
    code = (
        "from truceline import reading; from truceline.records import Article;"
        "assert reading.read(Article('a', '', 'Rebels shelled the town of Hantar on Monday, killing four people.'))"
    )
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


def measure(workers: int, paths: list[str]) -> dict[str, object]:
    """Build once in this process and tell what it took."""
    from truceline.case import Case
    from truceline.pipeline import build

    clock, encoding = Clock(), timed_encoder()
    with tempfile.TemporaryDirectory() as folder, Case.create(Path(folder) / "x.case") as case:
        report = build(paths, case, workers=workers, progress=clock)
        clock.start("end", None)
        size = case.path.stat().st_size
    mega = 1024  # ru_maxrss counts kilobytes on Linux
    return {
        "workers": workers,
        "articles": report.articles,
        "claims": report.claims,
        "seconds": report.seconds,
        "articles_per_second": report.articles / report.seconds,
        "steps": clock.seconds,
        "encoder_seconds": encoding[0],
        "parent_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / mega,
        "largest_worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / mega,
        "case_mb": size / 1e6,
    }


def main() -> None:
    """Measure with one worker and with two, each in a process of its own, and print both."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]), sys.argv[3:])))
        return
    runs = []
    for workers in (1, 2):
        out = subprocess.run(
            [sys.executable, __file__, "--one", str(workers), *sys.argv[1:]], check=True, capture_output=True, text=True
        )
        runs.append(json.loads(out.stdout.splitlines()[-1]))
    for run in runs:
        print(
            f"{run['workers']} worker(s): {run['articles']} articles, {run['claims']} claims "
            f"in {run['seconds']:.1f} s, {run['articles_per_second']:.1f} a second; "
            f"parent {run['parent_mb']:.0f} MB, largest worker "
            f"{run['largest_worker_mb']:.0f} MB; case {run['case_mb']:.1f} MB"
        )
        print("  " + ", ".join(f"{step} {seconds:.1f} s" for step, seconds in run["steps"].items()))
        if run["workers"] == 1:
            print(f"  inside the encoder {run['encoder_seconds']:.1f} s, {run['encoder_seconds'] / run['seconds']:.0%}")
    print(f"two workers against one: {runs[0]['seconds'] / runs[1]['seconds']:.2f} times as fast")
    print(f"from starting Python to the first claim: {min(to_first_claim() for _ in range(3)):.2f} s")


if __name__ == "__main__":
    main()
