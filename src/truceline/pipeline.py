"""The pipeline: files to a case, one function a step, each doing only what is new since the case was last built."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from truceline import DEFAULT_PACKS, intake, matching, naming, reading, truces, work
from truceline.case import Case, Grouping, Outcome, Writer
from truceline.crew import Crew
from truceline.intake import copies
from truceline.intake.manifest import NAME as MANIFEST
from truceline.matching.events import events
from truceline.matching.reports import Reports
from truceline.pack import Knowledge
from truceline.records import Article, Problem

BATCH = 32
"""Articles that a worker takes at a time."""

Made = TypeVar("Made", Outcome, Grouping)

_STORED_AT_ONCE, _CHARACTERS_AT_ONCE = 64, 4_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, and what the case then holds.

    Attributes:
        files_read, files_skipped: files read in this run, and those known from an earlier one.
        articles_new, articles_known: articles of the files read that the case did not hold, and that it did.
        articles, copies, unread, claims, events, truces: what the case holds now; ``unread`` are the articles that
            could not be read, each of which has its problem.
        problems: what this run could not read, or only with a doubt.
        seconds: how long it took.
    """

    files_read: int
    files_skipped: int
    articles_new: int
    articles_known: int
    articles: int
    copies: int
    unread: int
    claims: int
    events: int
    truces: int
    problems: tuple[Problem, ...]
    seconds: float


class Progress(Protocol):
    """Who is told how far a build is."""

    def start(self, step: str, total: int | None) -> None:
        """A step begins, on so many things where their number is known; the step before is done."""

    def advance(self, number: int) -> None:
        """So many more of them are done."""


class _Silent:
    def start(self, step: str, total: int | None) -> None:
        pass

    def advance(self, number: int) -> None:
        pass


def build(
    paths: Sequence[str | Path],
    case: Case,
    *,
    packs: Sequence[str] = DEFAULT_PACKS,
    outlet: str | None = None,
    published: date | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read files into a case, and bring all that follows from them up to date.

    May be interrupted or killed at any moment; the same call then goes on where it stopped, and the case comes out the
    same. With several workers, a script has to call this under ``if __name__ == "__main__":``.

    Args:
        paths: files and folders; none only brings the case up to date.
        case: what to add to.
        packs: names of bundled packs, or folders.
        outlet: the outlet of articles whose files and manifest tell none. When it is given, files that were read
            before without it are read anew.
        published: their day of publication, likewise.
        workers: processes, by default one a processor.
        progress: who is told how far it is.

    Raises:
        CaseError: another process writes to the case, or it cannot be written.
        PackError: a pack cannot be used.
        CrewError: no worker process can be used.
    """
    begun = time.monotonic()
    progress = progress or _Silent()
    knowledge = Knowledge.of(packs)
    with case.writer() as writer, Crew(workers) as crew:
        run = writer.start_run()
        hints = intake.Hints(outlet, published)
        taken = take_in(writer, [Path(p) for p in paths], hints, progress, but=case.path)
        find_copies(writer, crew, progress)
        problems = [
            *taken.problems,
            *read_articles(writer, crew, progress),
            *name_claims(writer, packs, knowledge, crew, progress),
            *tell_apart(writer, packs, knowledge, crew, progress),
        ]
        match_events(writer, case, knowledge, progress)
        gather_truces(writer, case, knowledge, progress)
        report = Report(
            files_read=taken.read,
            files_skipped=taken.skipped,
            articles_new=taken.new,
            articles_known=taken.known,
            articles=len(case.articles),
            copies=len(case.copies),
            unread=writer.count_problems("reading"),
            claims=len(case.claims),
            events=len(case.events),
            truces=len(case.truces),
            problems=tuple(problems),
            seconds=time.monotonic() - begun,
        )
        counts = {name: value for name, value in asdict(report).items() if isinstance(value, int)}
        writer.end_run(run, {**counts, "problems": len(problems)})
    return report


# Intake


@dataclass(slots=True)
class Taken:
    """What the intake did, see ``Report``."""

    read: int = 0
    skipped: int = 0
    new: int = 0
    known: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Begin:
    source: intake.Source
    digest: str


@dataclass(frozen=True, slots=True)
class _Found:
    source: intake.Source
    digest: str
    item: Article | Problem


@dataclass(frozen=True, slots=True)
class _End:
    source: intake.Source
    digest: str


_Entry = _Begin | _Found | _End


def take_in(writer: Writer, paths: Sequence[Path], hints: intake.Hints, progress: Progress, but: Path) -> Taken:
    """Store the articles of files that are new or changed; ``but`` is the case itself, which is no source."""
    taken = Taken()
    sources: list[intake.Source] = []
    with writer.transaction():
        writer.forget_paths([p.as_posix() for path in paths for p in (path, path.parent / MANIFEST)])
        for found in intake.find(paths):
            if isinstance(found, intake.Source):
                sources.append(found)
            else:
                _note(writer, taken, found)
    own = {but.resolve(), but.with_name(f"{but.name}-journal").resolve()}
    sources = [s for s in sources if s.path.resolve() not in own]
    progress.start("files", len(sources))
    for batch in _in_transactions(_entries(writer, sources, hints, taken, progress)):
        with writer.transaction():
            for entry in batch:
                _store(writer, entry, hints, taken)
    return taken


def _note(writer: Writer, taken: Taken, problem: Problem) -> None:
    writer.add_problem(problem, "finding", problem.path)
    taken.problems.append(problem)


def _entries(
    writer: Writer, sources: Sequence[intake.Source], hints: intake.Hints, taken: Taken, progress: Progress
) -> Iterator[_Entry]:
    for source in sources:
        try:
            digest = intake.digest(source)
        except OSError as error:
            _note(writer, taken, Problem(source.name, "", f"cannot be read ({error.strerror}); check its permissions"))
        else:
            if writer.knows_file(source.name, digest, _told(hints)):
                taken.skipped += 1
            else:
                yield _Begin(source, digest)
                for item in intake.read(source, hints):
                    yield _Found(source, digest, item)
                yield _End(source, digest)
        progress.advance(1)


def _in_transactions(entries: Iterator[_Entry]) -> Iterator[list[_Entry]]:
    batch: list[_Entry] = []
    characters = 0
    for entry in entries:
        batch.append(entry)
        if isinstance(entry, _Found) and isinstance(entry.item, Article):
            characters += len(entry.item.text)
        if len(batch) >= _STORED_AT_ONCE or characters >= _CHARACTERS_AT_ONCE:
            yield batch
            batch, characters = [], 0
    yield batch


def _store(writer: Writer, entry: _Entry, hints: intake.Hints, taken: Taken) -> None:
    source, digest = entry.source, entry.digest
    match entry:
        case _Begin():
            writer.begin_file(source.name, digest, source.size, _told(hints))
        case _End():
            writer.end_file(source.name)
            taken.read += 1
        case _Found(item=Problem() as problem):
            writer.add_problem(problem, "intake", source.name)
            taken.problems.append(problem)
        case _Found(item=Article() as article):
            name, new = writer.add_article(article)
            taken.new += new
            taken.known += not new
            if name != article.id:
                reason = f"another text has the id {article.id!r} already: this one is kept as {name!r}"
                problem = Problem(article.origin, "", reason, "warning")
                writer.add_problem(problem, "intake", source.name)
                taken.problems.append(problem)


def _told(hints: intake.Hints) -> str:
    """Hints as the case keeps them with a file, empty where there are none."""
    return "; ".join(f"{name}: {value}" for name, value in asdict(hints).items() if value is not None)


# Copies


def find_copies(writer: Writer, crew: Crew, progress: Progress) -> None:
    """Say which articles repeat another's text, when there are new ones."""
    if writer.versions().get("copies") == copies.VERSION:
        return
    writer.begin_signing(copies.VERSION)
    count = writer.count_unsigned()
    progress.start("comparing", count)
    batches = map(writer.articles, writer.unsigned(BATCH))
    for signatures in crew.map(work.sign, batches, _batches(count), work.unsigned):
        writer.sign(signatures)
        progress.advance(len(signatures))
    writer.set_copies(copies.copies(writer.signatures(), writer.published()), copies.VERSION)


# Claims


def read_articles(writer: Writer, crew: Crew, progress: Progress) -> list[Problem]:
    """Read the claims of the articles that this version of the reader has not read."""
    version = reading.VERSION
    count = writer.count_unread(version)
    progress.start("reading", count)
    batches = map(writer.articles, writer.unread(version, BATCH))
    outcomes = crew.map(work.read, batches, _batches(count), work.unread)
    return _written(outcomes, partial(writer.set_claims, version=version), progress)


def name_claims(
    writer: Writer, packs: Sequence[str], knowledge: Knowledge, crew: Crew, progress: Progress
) -> list[Problem]:
    """Resolve the mentions of claims that are new, or of all when the packs or the version of naming changed."""
    version = f"{naming.VERSION} {knowledge.digest}"
    writer.set_packs(packs, knowledge.digest)
    count = writer.count_unnamed(version)
    progress.start("naming", count)
    batches = map(writer.articles_with_claims, writer.unnamed(version, BATCH))
    name = partial(work.name, tuple(packs), knowledge.digest)
    outcomes = crew.map(name, batches, _batches(count), work.unnamed)
    return _written(outcomes, partial(writer.set_names, version=version), progress)


def _written(batches: Iterator[list[Made]], write: Callable[[list[Made]], None], progress: Progress) -> list[Problem]:
    problems = []
    for outcomes in batches:
        write(outcomes)
        problems += [o.problem for o in outcomes if o.problem is not None]
        progress.advance(len(outcomes))
    return problems


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _batches(count: int) -> int:
    return -(-count // BATCH)


# Events and truces


def tell_apart(
    writer: Writer, packs: Sequence[str], knowledge: Knowledge, crew: Crew, progress: Progress
) -> list[Problem]:
    """Bring the claims of each article together to tellings, where they are new."""
    version = f"{matching.VERSION} {knowledge.digest}"
    count = writer.count_untold(version)
    progress.start("telling apart", count)
    batches = map(writer.articles_with_claims, writer.untold(version, BATCH))
    tell = partial(work.tell, tuple(packs), knowledge.digest)
    groupings = crew.map(tell, batches, _batches(count), work.untold)
    return _written(groupings, partial(writer.set_tellings, version=version), progress)


def match_events(writer: Writer, case: Case, knowledge: Knowledge, progress: Progress) -> None:
    """Bring tellings together to events: those of new articles are compared, what is linked to them is made anew."""
    version = f"{matching.VERSION} {knowledge.digest}"
    if writer.versions().get("events") == version:
        return
    teller = matching.Teller(knowledge)
    told = writer.tellings()
    if fresh := writer.unlinked(version):
        progress.start("comparing tellings", len(told))
        found = []
        for ids in _chunks(sorted(told)):
            for article, own in writer.articles_with_claims(ids):
                found += teller.facets(article, own, told[article.id].values())
            progress.advance(len(ids))
        writer.add_links(teller.link(found, fresh), fresh, version)
    claims = {telling: ids for groups in told.values() for telling, ids in groups.items()}
    found_by = teller.cluster({t: len(ids) for t, ids in claims.items()}, writer.links())
    clusters = {f"{matching.VERSION} {c.digest}": c for c in found_by}
    known = writer.clusters()
    new = {name: c for name, c in clusters.items() if name not in known}
    progress.start("matching", len(new))
    reports = Reports.of(case, knowledge)
    made = {}
    for name, cluster in new.items():
        held = {c.id: c for c in writer.claims([c for h in cluster.happenings for t in h for c in claims[t]])}
        happenings = ([held[c] for t in h for c in claims[t]] for h in cluster.happenings)
        made[name] = events(happenings, reports)
        progress.advance(1)
    writer.set_events(made, known - clusters.keys(), version)


def gather_truces(writer: Writer, case: Case, knowledge: Knowledge, progress: Progress) -> None:
    """Bring events together to truces, when anything changed that these depend on."""
    version = f"{truces.VERSION} {knowledge.digest}"
    if writer.versions().get("truces") != version:
        progress.start("truces", None)
        writer.set_truces(truces.gather(case, knowledge), version)
