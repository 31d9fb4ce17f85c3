from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html
from test_dossier import HOSTILE, hostile_record

from sample import KNOWLEDGE, RECORD
from truceline.records import Record
from truceline.views.dossier import render

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium installed")
@pytest.mark.parametrize(("record", "title"), [(RECORD, "Aleppo"), (hostile_record(), HOSTILE)])
def test_the_page_opens_from_disk_without_complaint(record: Record, title: str, tmp_path: Path) -> None:
    page = tmp_path / "dossier.html"
    page.write_text(render(record, KNOWLEDGE, title=title), encoding="utf-8", newline="\n")
    assert CHROMIUM
    command = [CHROMIUM, "--headless=new", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]
    if os.geteuid() == 0:
        command.append("--no-sandbox")
    ran = subprocess.run(
        [*command, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0
    assert [line for line in ran.stderr.splitlines() if "CONSOLE" in line] == []
    shown = html.document_fromstring(ran.stdout)
    assert shown.xpath("//form[@id='filter'][not(@hidden)]"), "the policy kept the page's own script from running"
