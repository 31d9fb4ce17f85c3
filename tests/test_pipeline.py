from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

import build_standins
import truceline.reading
from build_standins import PLACES, write_articles, write_pack
from truceline.case import Case, CaseError, store
from truceline.pipeline import Report, build
from truceline.records import Article, Claim

DRIVER = Path(build_standins.__file__).with_name("build_driver.py")


@dataclass
class Bench:
    """A case with a pack and a folder of articles, and how to build it."""

    folder: Path
    case: Case

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    def write(self, name: str, *records: dict[str, str]) -> None:
        self.articles.mkdir(exist_ok=True)
        lines = [json.dumps(record) for record in records]
        (self.articles / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def fill(self, number: int) -> Path:
        """Articles of every kind, and a pack that knows their places."""
        write_pack(self.folder / "pack", *PLACES)
        return write_articles(self.articles, number)

    def build(self, *paths: Path, outlet: str | None = None) -> Report:
        pack = str(self.folder / "pack")
        return build(paths or [self.articles], self.case, packs=[pack], workers=1, outlet=outlet)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    build_standins.install(lambda where, name, value: monkeypatch.setattr(where, name, value, raising=False))
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path / "pack", "Hantar")
    with Case.create(tmp_path / "x.case") as case:
        yield Bench(Path(), case)


def record(name: str, text: str, **more: str) -> dict[str, str]:
    return {"id": name, "text": text, **more}


def first() -> dict[str, str]:
    return record("one", "Rebels shelled Hantar on 2016-08-09, killing 7.", outlet="Morav Herald")


def second() -> dict[str, str]:
    return record("two", "Somebody shelled Beldun.", outlet="Beldun Radio")


def test_everything_is_built(bench: Bench) -> None:
    bench.write("all.jsonl", first(), second())
    report = bench.build()
    assert (report.files_read, report.articles_new, report.claims, report.events, report.truces) == (1, 2, 2, 2, 1)
    claim = bench.case.claims["one#7"]
    assert (claim.actor[0].entity, claim.place[0].entity) == ("small:rebels", "small:town-0")
    article = bench.case.articles[claim.article]
    assert article.passage(claim.trigger.span) == "shelled"
    assert [e.place for e in bench.case.events.values() if e.date] == ["small:town-0"]
    assert [t.name for t in bench.case.truces.values()] == ["Hantar"]
    assert bench.case.finished
    assert bench.case.packs == ("pack",)


def test_a_second_build_does_only_what_is_new(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(article: Article) -> tuple[Claim, ...]:
        read.append(article.id)
        return build_standins.read(article)

    monkeypatch.setattr(truceline.reading, "read", noted)
    bench.write("a.jsonl", first())
    bench.build()
    before = bench.case.fingerprint()
    report = bench.build()
    assert (report.files_read, report.files_skipped, report.articles_new, report.claims) == (0, 1, 0, 1)
    assert bench.case.fingerprint() == before
    bench.write("b.jsonl", second(), first())
    report = bench.build()
    assert (report.files_read, report.files_skipped, report.articles_new, report.articles_known) == (1, 1, 1, 1)
    assert read == ["one", "two"]
    assert report.events == 2


def test_a_changed_pack_names_anew_and_reads_nothing_anew(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.write("all.jsonl", first(), second())
    bench.build()
    write_pack(bench.folder / "pack", "Beldun")
    monkeypatch.setattr(truceline.reading, "read", lambda _: pytest.fail("read anew"))
    bench.build(bench.articles)
    assert [c.place[0].entity for c in bench.case.claims.values()] == [None, "small:town-0"]
    assert {e.place for e in bench.case.events.values()} == {"Hantar", "small:town-0"}


def test_another_version_of_the_reader_reads_anew(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.write("all.jsonl", first(), second())
    bench.build()
    monkeypatch.setattr(truceline.reading, "read", lambda article: build_standins.read(article)[:0])
    assert bench.build().claims == 2
    monkeypatch.setattr(truceline.reading, "VERSION", "stand-in 2")
    report = bench.build()
    assert (report.claims, report.events) == (0, 0)


def test_new_articles_change_only_the_events_they_touch(bench: Bench) -> None:
    write_pack(bench.folder / "pack", *PLACES)
    far = "Rebels shelled Morav on 2015-02-01, killing 3."
    bench.write("a.jsonl", {**first(), "published": "2016-08-10"}, record("far", far, outlet="Morav Herald"))
    bench.build()
    before = dict(bench.case.events)
    rows = event_rows(bench)
    late = "Rebels shelled Hantar on 2016-08-09, killing 9."
    bench.write("b.jsonl", record("late", late, outlet="Beldun Radio", published="2016-08-11"))
    bench.build()
    kept = event_rows(bench)
    (hantar,), (morav,) = (
        [e for e in before if before[e].place == place] for place in ("small:town-0", "small:town-2")
    )
    assert kept[morav] == rows[morav]  # not taken out and put in again
    assert bench.case.events[morav] == before[morav]
    assert len(bench.case.events[hantar].accounts) == 2


def event_rows(bench: Bench) -> dict[str, int]:
    with closing(sqlite3.connect(bench.folder / "x.case")) as connection:
        return dict(connection.execute("SELECT id, rowid FROM event"))


def test_an_id_with_two_texts_keeps_both(bench: Bench) -> None:
    bench.write("a.jsonl", first())
    bench.write("b.jsonl", {**second(), "id": "one"})
    report = bench.build()
    assert report.articles_new == 2
    one, other = bench.case.articles
    assert one == "one"
    assert re.fullmatch(r"one@[0-9a-f]{8}", other)
    assert bench.case.articles[other].text == second()["text"]
    (problem,) = bench.case.problems
    assert problem.severity == "warning"
    assert other in problem.reason
    assert problem.path.endswith("b.jsonl")
    bench.write("c.jsonl", {**second(), "id": "one"})
    assert bench.build().articles_known == 1


def test_what_cannot_be_read_is_told_and_the_others_go_on(bench: Bench) -> None:
    bench.write(
        "all.jsonl",
        record("bad", "Rebels shelled Hantar. CRASH"),
        record("false", "Rebels shelled Hantar. FALSE"),
        record("foreign", "Rebels shelled Hantar.", language="ar"),
        first(),
    )
    report = bench.build()
    assert (report.articles, report.unread, report.claims) == (4, 3, 1)
    told = {p.place: (p.severity, p.reason) for p in report.problems}
    assert set(report.problems) == set(bench.case.problems)
    assert "the reader came to grief" in told["article bad"][1]
    assert "does not stand in its article" in told["article false"][1]
    assert told["article foreign"] == ("warning", "ar is not read")
    assert bench.build().problems == ()


def test_problems_go_when_they_are_mended(bench: Bench) -> None:
    bench.write("a.jsonl", first())
    (bench.articles / "b.jsonl").write_text("no JSON", encoding="utf-8")
    report = bench.build(bench.articles, Path("missing.txt"))
    assert {p.path for p in report.problems} == {"articles/b.jsonl", "missing.txt"}
    report = bench.build(bench.articles, Path("missing.txt"))
    assert {p.path for p in report.problems} == {"missing.txt"}
    assert {p.path for p in bench.case.problems} == {"articles/b.jsonl", "missing.txt"}
    bench.write("b.jsonl", second())
    Path("missing.txt").write_text("Rebels shelled Morav.", encoding="utf-8")
    bench.build(bench.articles, Path("missing.txt"))
    assert not bench.case.problems
    assert len(bench.case.articles) == 3


def test_what_a_manifest_tells_later_counts(bench: Bench) -> None:
    bench.articles.mkdir()
    (bench.articles / "a.txt").write_text(first()["text"], encoding="utf-8")
    bench.build()
    assert [a.outlet for a in bench.case.articles.values()] == [None]
    (bench.articles / "manifest.csv").write_text("file,outlet\na.txt,Morav Herald\n", encoding="utf-8")
    report = bench.build()
    assert (report.articles_new, report.articles_known, report.claims) == (0, 1, 1)
    assert bench.case.articles["articles/a.txt"].outlet == "Morav Herald"
    assert next(e.accounts[0].outlet for e in bench.case.events.values()) == "Morav Herald"


def test_an_outlet_given_later_counts_and_stays(bench: Bench) -> None:
    bench.articles.mkdir()
    (bench.articles / "a.txt").write_text(first()["text"], encoding="utf-8")
    bench.build()
    assert bench.build(outlet="Morav Herald").files_read == 1
    assert bench.build(outlet="Morav Herald").files_skipped == 1
    assert bench.build().files_skipped == 1
    assert bench.case.articles["articles/a.txt"].outlet == "Morav Herald"


def test_the_case_itself_is_no_source(bench: Bench) -> None:
    bench.write("all.jsonl", first())
    report = bench.build(Path())
    assert not any("x.case" in p.path for p in report.problems)
    assert report.articles_known == 0


def test_a_text_told_twice_is_a_copy(bench: Bench) -> None:
    bench.write("a.jsonl", {**first(), "published": "2016-08-10"})
    bench.build()
    assert dict(bench.case.copies) == {}
    bench.write("b.jsonl", {**first(), "id": "earlier", "published": "2016-08-09"})
    assert bench.build().copies == 1
    assert dict(bench.case.copies) == {"one": "earlier"}
    (event,) = bench.case.events.values()
    assert event.claims == ("earlier#7", "one#7")
    assert event.accounts[0].copies == 1


def test_a_case_that_is_being_written_is_left_alone(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.write("a.jsonl", first())
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    with Case.open(bench.folder / "x.case") as second_process:
        with bench.case.writer(), pytest.raises(CaseError, match="being written by another process"):
            build([bench.articles], second_process, packs=["pack"])
        assert not second_process.articles


def test_an_interrupted_build_leaves_a_good_case(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.fill(100)
    bench.build()
    whole = bench.case.fingerprint()

    def interrupt(article: Article) -> tuple[Claim, ...]:
        if article.id == "n-62":
            raise KeyboardInterrupt
        return build_standins.read(article)

    monkeypatch.setattr(truceline.reading, "read", interrupt)
    with Case.create("again.case") as case:
        with pytest.raises(KeyboardInterrupt):
            build([bench.articles], case, packs=["pack"], workers=1)
        assert 0 < len(case.claims) < len(bench.case.claims)
        assert not case.finished
        monkeypatch.setattr(truceline.reading, "read", build_standins.read)
        build([bench.articles], case, packs=["pack"], workers=1)
        assert case.fingerprint() == whole


def test_neither_the_order_of_paths_nor_the_number_of_workers_counts(bench: Bench) -> None:
    files = sorted(bench.fill(100).iterdir())
    bench.build()
    assert bench.case.copies
    assert bench.case.truces
    random.Random(1).shuffle(files)
    drive("workers.case", 2, files)
    with Case.open("workers.case") as case:
        assert case.fingerprint() == bench.case.fingerprint()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_build_killed_anywhere_goes_on(bench: Bench, seed: int) -> None:
    bench.fill(100)
    bench.build()
    draw = random.Random(seed)
    # About as many statements as each step has in this build, so that a kill may fall on all of it.
    length = {"files": 790, "comparing": 65, "reading": 130, "naming": 120, "telling apart": 120}
    length |= {"comparing tellings": 80, "matching": 500, "truces": 25}
    moments = [f"{step}:{draw.randrange(1, most)}" for step, most in length.items()]
    output = drive("killed.case", 1, [bench.articles], KILL_AT=";".join(moments))
    assert f"killed {len(moments)}\n" in output
    with Case.open("killed.case") as case:
        assert case.fingerprint() == bench.case.fingerprint()


def test_a_build_killed_with_its_workers_at_work_goes_on(bench: Bench) -> None:
    bench.fill(200)
    bench.build()
    process = start("killed.case", 2, [bench.articles], PAUSE="0.01")
    assert process.stdout is not None
    while not process.stdout.readline().startswith("reading"):
        pass
    process.stdout.readline()  # the first batch is done
    workers = children(process.pid)
    assert len(workers) >= 2
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert wait_for_end(workers)
    with Case.open("killed.case") as case:
        assert not case.finished
        assert len(case.articles) == len(bench.case.articles)
    drive("killed.case", 2, [bench.articles])
    with Case.open("killed.case") as case:
        assert case.fingerprint() == bench.case.fingerprint()
    assert not list(Path().glob("killed.case?*"))


def test_an_article_that_ends_its_workers_is_set_aside(bench: Bench) -> None:
    many = [record(f"n-{n:02}", f"Rebels shelled Hantar, killing {n}.") for n in range(34)]
    many[32]["text"] += " DEADLY"
    bench.write("all.jsonl", *many)
    drive("set-aside.case", 2, [bench.articles])
    with Case.open("set-aside.case") as case:
        assert case.finished
        assert {c.article for c in case.claims.values()} == {r["id"] for r in many} - {"n-32"}
        (problem,) = case.problems
        assert (problem.place, problem.severity) == ("article n-32", "error")
        assert "for want of memory" in problem.reason


def start(case: str, workers: int, paths: list[Path], **environment: str) -> subprocess.Popen[str]:
    arguments = [sys.executable, str(DRIVER), case, "pack", str(workers), *map(str, paths)]
    return subprocess.Popen(arguments, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)


def drive(case: str, workers: int, paths: list[Path], **environment: str) -> str:
    process = start(case, workers, paths, **environment)
    output, _ = process.communicate()
    assert process.returncode == 0
    return output


def children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children")
    if not told.exists():
        pytest.skip("this system does not tell the children of a process")
    return [int(n) for n in told.read_text().split()]


def wait_for_end(processes: list[int]) -> bool:
    """Whether the processes end by themselves within a minute."""
    for _ in range(600):
        if not any(Path(f"/proc/{process}").exists() for process in processes):
            return True
        time.sleep(0.1)
    return False
