from __future__ import annotations

import subprocess
import sys
from pathlib import Path


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
