from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from truceline.crew import Crew


def doubled(numbers: Sequence[int]) -> list[int]:
    if 5 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * n for n in numbers]


def lost(number: int) -> list[int]:
    return [-number]


def test_only_the_thing_that_ends_its_workers_is_lost() -> None:
    batches = [range(n, n + 4) for n in range(0, 32, 4)]
    with Crew(2) as crew:
        done = [n for part in crew.map(doubled, batches, len(batches), lost) for n in part]
    assert done == [-n if n == 5 else 2 * n for n in range(32)]


def slept(seconds: Sequence[float]) -> list[float]:
    time.sleep(sum(seconds))
    return list(seconds)


def test_workers_leave_an_interrupt_at_their_start_to_the_parent(tmp_path: Path) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(
        "import os, signal\n"
        "from truceline.crew import Crew\n"
        "from test_crew import slept\n"
        "if __name__ == '__main__':\n"
        "    with Crew(2) as crew:\n"
        "        signal.signal(signal.SIGINT, lambda *_: print('interrupted', flush=True))\n"
        "        done = crew.map(slept, iter([[0.1]] * 4), 4, list)\n"
        "        signal.setitimer(signal.ITIMER_REAL, 0.03)\n"
        "        signal.signal(signal.SIGALRM, lambda *_: os.killpg(0, signal.SIGINT))\n"
        "        print(len(list(done)))\n",
        encoding="utf-8",
    )
    result = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    assert (result.stdout, result.stderr) == ("interrupted\n4\n", "")


def test_a_script_whose_workers_cannot_start_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from truceline.crew import Crew\nwith Crew(2) as crew:\n    print(list(crew.map(len, [[1], [2]], 2, int)))\n",
        encoding="utf-8",
    )
    result = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    assert result.stdout == ""
    assert "CrewError: worker processes end before they do any work" in result.stderr
