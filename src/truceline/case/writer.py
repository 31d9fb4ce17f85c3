"""What the pipeline writes into a case with. Every method is one transaction, or part of the one that is open."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath

from sqlalchemy import Column, ColumnElement, Table, bindparam, delete, func, insert, or_, select, update

from truceline.case import articles, claims, events, meta, truces
from truceline.case.mappings import PAGE, pages
from truceline.case.store import Store
from truceline.case.tables import ACCOUNT_CLAIM, ARTICLE, CLAIM, EVENT, FILE, LINK, PROBLEM, RUN, TRUCE
from truceline.records import Article, Claim, Event, Problem, Truce


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading or naming made of one article.

    Attributes:
        article: its id.
        claims: all its claims.
        problem: why there are no claims, or no names in them; ``None`` when all went well.
    """

    article: str
    claims: tuple[Claim, ...]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """What telling made of one article.

    Attributes:
        article: its id.
        tellings: the ids of the claims of each.
        links: log-odds by the ids of two tellings, those of their first claims.
        problem: why every claim stands alone; ``None`` when all went well.
    """

    article: str
    tellings: Sequence[Sequence[str]]
    links: Mapping[tuple[str, str], float]
    problem: Problem | None = None


class Writer:
    """Writes a case; made by :meth:`truceline.case.Case.writer`.

    Events go, in the same transaction, as soon as anything changes that they were made from, and all truces with any.
    """

    def __init__(self, store: Store) -> None:
        """Take the store of a case that is held against other processes."""
        self._store = store

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside takes effect together or not at all."""
        return self._store.transaction()

    # Files and articles

    def knows_file(self, name: str, digest: str, hints: str) -> bool:
        """Whether a file with that content was read to its end, with these hints if there are any."""
        conditions = [FILE.c.name == name, FILE.c.sha256 == digest, FILE.c.done]
        return bool(self.count(FILE, *conditions, *([FILE.c.hints == hints] if hints else [])))

    def begin_file(self, name: str, digest: str, size: int, hints: str) -> None:
        """Note that a file is being read; the problems of an earlier reading go, its articles stay."""
        row = {"name": name, "sha256": digest, "size": size, "hints": hints, "done": False}
        with self.transaction():
            self._store.run(delete(FILE).where(FILE.c.name == name))
            self._drop_problems("intake", PROBLEM.c.subject == name)
            self._store.run(insert(FILE), [row])

    def end_file(self, name: str) -> None:
        """Note that a file was read to its end."""
        self._store.run(update(FILE).where(FILE.c.name == name).values(done=True))

    def add_article(self, article: Article) -> tuple[str, bool]:
        """Keep an article unless the case holds its text under its id.

        Where it does, and the article came from the same file, what else the file tells of it now (outlet, date ...)
        takes the place of what it told before. Where another text has the id, the article is kept under ``ID@`` and
        the first digits of its text's SHA-256: eight of them, more where those are taken too.

        Returns:
            The id that it is kept under, and whether it is new to the case.
        """
        digest = hashlib.sha256(article.text.encode()).hexdigest()
        with self.transaction():
            for name in (article.id, *(f"{article.id}@{digest[:n]}" for n in range(8, len(digest) + 1, 8))):
                kept = replace(article, id=name)
                before = articles.load(self._store, [name]).get(name)
                if before is None:
                    articles.save(self._store, kept)
                    self._articles_changed([])
                    return name, True
                if before.text == kept.text:
                    if before != kept and before.origin == kept.origin:
                        self._articles_changed([name])
                        self._store.run(delete(CLAIM).where(CLAIM.c.article == name))
                        articles.amend(self._store, kept)
                    return name, False
        raise AssertionError("two texts with one SHA-256")

    # Problems

    def add_problem(self, problem: Problem, step: str, subject: str) -> None:
        """Keep a problem, once; it goes with its subject: a file's name, a path given, an article's id."""
        row = {
            "step": step,
            "subject": subject,
            "path": problem.path,
            "place": problem.place,
            "reason": problem.reason,
            "severity": problem.severity,
        }
        key = hashlib.sha256(json.dumps(list(row.values())).encode()).hexdigest()
        with self.transaction():
            self._store.run(delete(PROBLEM).where(PROBLEM.c.key == key))
            self._store.run(insert(PROBLEM), [{"key": key, **row}])

    def forget_paths(self, paths: Collection[str]) -> None:
        """Drop the problems of paths given, and of what lies under them, that were noted when they were looked for."""
        with self.transaction():
            rows = self._store.rows(select(PROBLEM.c.subject).where(PROBLEM.c.step == "finding"))
            under = {row.subject for row in rows if any(PurePosixPath(row.subject).is_relative_to(p) for p in paths)}
            for subject in under:
                self._drop_problems("finding", PROBLEM.c.subject == subject)

    # Copies

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """The articles with these ids, in order of id."""
        return list(articles.load(self._store, ids).values())

    def count_unsigned(self) -> int:
        """How many articles have no signature."""
        return self.count(ARTICLE, ARTICLE.c.signature.is_(None))

    def unsigned(self, size: int) -> Iterator[list[str]]:
        """Ids of the articles without a signature, in order, ``size`` at a time."""
        return pages(self._store, ARTICLE.c.id, ARTICLE.c.signature.is_(None), size=size)

    def sign(self, signatures: Mapping[str, bytes]) -> None:
        """Keep the signatures of some articles."""
        self._update_articles("signature", signatures)

    def begin_signing(self, version: str) -> None:
        """Drop the signatures of other versions."""
        with self.transaction():
            if self.versions().get("signatures") != version:
                self._store.run(update(ARTICLE).values(signature=None))
                meta.write(self._store, signatures=version)

    def signatures(self) -> dict[str, bytes]:
        """The signature of each article that has one, by its id."""
        query = select(ARTICLE.c.id, ARTICLE.c.signature).where(ARTICLE.c.signature.is_not(None))
        return {row.id: row.signature for row in self._store.stream(query.order_by(ARTICLE.c.id))}

    def published(self) -> dict[str, date | None]:
        """The day of publication of each article, by its id."""
        query = select(ARTICLE.c.id, ARTICLE.c.published).order_by(ARTICLE.c.id)
        return {row.id: row.published for row in self._store.stream(query)}

    def set_copies(self, copies: Mapping[str, str], version: str) -> None:
        """Say which articles are copies of which, in the place of what was known of it."""
        with self.transaction():
            query = select(ARTICLE.c.id, ARTICLE.c.copy_of).where(ARTICLE.c.copy_of.is_not(None))
            before = {row.id: row.copy_of for row in self._store.rows(query)}
            changed = {a: copies.get(a) for a in {*before, *copies} if before.get(a) != copies.get(a)}
            if changed:
                self._update_articles("copy_of", changed)
                self._drop_events(sorted(changed))
            meta.write(self._store, copies=version)

    # Claims and names

    def unread(self, version: str, size: int) -> Iterator[list[str]]:
        """Ids of the articles that this version of the reader has not read, in order, ``size`` at a time."""
        return pages(self._store, ARTICLE.c.id, _not_by(ARTICLE.c.read_by, version), size=size)

    def articles_with_claims(self, ids: Sequence[str]) -> list[tuple[Article, tuple[Claim, ...]]]:
        """The articles with these ids, in order of id, and the claims of each."""
        of = defaultdict[str, list[Claim]](list)
        rows = self._store.rows(select(CLAIM.c.id).where(CLAIM.c.article.in_(ids)))
        for claim in claims.load(self._store, [row.id for row in rows]).values():
            of[claim.article].append(claim)
        return [(article, tuple(of[article.id])) for article in self.articles(ids)]

    def unnamed(self, version: str, size: int) -> Iterator[list[str]]:
        """Ids of the articles whose claims were not named by this version, in order, ``size`` at a time."""
        return pages(self._store, ARTICLE.c.id, _not_by(ARTICLE.c.named_by, version), size=size)

    def count_unread(self, version: str) -> int:
        """How many articles this version of the reader has not read."""
        return self.count(ARTICLE, _not_by(ARTICLE.c.read_by, version))

    def count_unnamed(self, version: str) -> int:
        """How many articles have claims that this version has not named."""
        return self.count(ARTICLE, _not_by(ARTICLE.c.named_by, version))

    def set_claims(self, outcomes: Sequence[Outcome], version: str) -> None:
        """Put what reading made of some articles in the place of their claims."""
        ids = [o.article for o in outcomes]
        with self.transaction():
            self._drop_events(ids)
            self._drop_problems("reading", PROBLEM.c.subject.in_(ids))
            self._drop_problems("naming", PROBLEM.c.subject.in_(ids))
            self._drop_problems("telling", PROBLEM.c.subject.in_(ids))
            self._store.run(delete(CLAIM).where(CLAIM.c.article.in_(ids)))
            claims.save(self._store, [c for o in outcomes for c in o.claims])
            self._update_articles("read_by", dict.fromkeys(ids, version))
            self._update_articles("named_by", dict.fromkeys(ids))
            self._update_articles("told_by", dict.fromkeys(ids))
            self._add_problems("reading", outcomes)

    def set_names(self, outcomes: Sequence[Outcome], version: str) -> None:
        """Put the entities that naming found for some articles' claims in the place of those known before."""
        ids = [o.article for o in outcomes]
        with self.transaction():
            self._drop_events(ids)
            self._drop_problems("naming", PROBLEM.c.subject.in_(ids))
            claims.save_names(self._store, [c for o in outcomes for c in o.claims])
            self._update_articles("named_by", dict.fromkeys(ids, version))
            self._update_articles("told_by", dict.fromkeys(ids))
            self._add_problems("naming", outcomes)

    def set_packs(self, packs: Sequence[str], digest: str) -> None:
        """Note the packs that names are resolved with from now on; events made with others go."""
        with self.transaction():
            if self.versions().get("knowledge") != digest:
                self._drop_all_events()
            meta.write(self._store, packs=json.dumps(list(packs)), knowledge=digest)

    # Tellings and links

    def count_untold(self, version: str) -> int:
        """How many articles have claims that this version has not grouped."""
        return self.count(ARTICLE, _not_by(ARTICLE.c.told_by, version))

    def untold(self, version: str, size: int) -> Iterator[list[str]]:
        """Ids of the articles whose claims this version has not grouped, in order, ``size`` at a time."""
        return pages(self._store, ARTICLE.c.id, _not_by(ARTICLE.c.told_by, version), size=size)

    def set_tellings(self, groupings: Sequence[Grouping], version: str) -> None:
        """Put the tellings of some articles, and the links between these, in the place of those known before."""
        ids = [g.article for g in groupings]
        of = [{"of": claim, "value": own[0]} for g in groupings for own in g.tellings for claim in own]
        with self.transaction():
            self._drop_problems("telling", PROBLEM.c.subject.in_(ids))
            claimed = select(CLAIM.c.id).where(CLAIM.c.article.in_(ids))
            self._store.run(delete(LINK).where(or_(LINK.c.one.in_(claimed), LINK.c.other.in_(claimed))))
            self._store.run(update(CLAIM).where(CLAIM.c.id == bindparam("of")).values(telling=bindparam("value")), of)
            self._add_links(pair for g in groupings for pair in g.links.items())
            self._update_articles("told_by", dict.fromkeys(ids, version))
            self._update_articles("linked_by", dict.fromkeys(ids))
            self._add_problems("telling", groupings)

    def tellings(self) -> dict[str, dict[str, list[str]]]:
        """The ids of the claims of each telling, by its id, in order, by the id of its article."""
        found: dict[str, dict[str, list[str]]] = defaultdict(dict)
        columns = (CLAIM.c.article, CLAIM.c.telling, CLAIM.c.id)
        order = (CLAIM.c.article, CLAIM.c.trigger_field.desc(), CLAIM.c.trigger_begin, CLAIM.c.id)
        for row in self._store.stream(select(*columns).where(CLAIM.c.telling.is_not(None)).order_by(*order)):
            found[row.article].setdefault(row.telling, []).append(row.id)
        return found

    def unlinked(self, version: str) -> frozenset[str]:
        """Ids of the articles whose tellings this version has not compared with others."""
        rows = self._store.rows(select(ARTICLE.c.id).where(_not_by(ARTICLE.c.linked_by, version)))
        return frozenset(row.id for row in rows)

    def add_links(self, links: Iterable[tuple[tuple[str, str], float]], of: Collection[str], version: str) -> None:
        """Keep the links of articles that were not compared before."""
        with self.transaction():
            self._add_links(links)
            self._update_articles("linked_by", dict.fromkeys(sorted(of), version))

    def links(self) -> dict[tuple[str, str], float]:
        """The log-odds of each two tellings that are linked, by their ids."""
        rows = self._store.stream(select(LINK).order_by(*LINK.primary_key))
        return {(row.one, row.other): row.log_odds for row in rows}

    def _add_links(self, links: Iterable[tuple[tuple[str, str], float]]) -> None:
        rows = [{"one": one, "other": other, "log_odds": odds} for (one, other), odds in links]
        self._store.run(insert(LINK), rows)

    # Events and truces

    def clusters(self) -> frozenset[str]:
        """The clusters whose events the case holds."""
        return frozenset(row.cluster for row in self._store.rows(select(EVENT.c.cluster).distinct()))

    def claims(self, ids: Sequence[str]) -> list[Claim]:
        """The claims with these ids, in order of id."""
        return [c for page in _paged(ids) for c in claims.load(self._store, page).values()]

    def set_events(self, found: Mapping[str, Sequence[Event]], gone: Collection[str], version: str) -> None:
        """Put the events of these clusters in the place of those of the clusters that are gone."""
        with self.transaction():
            self._store.run(delete(TRUCE))
            for page in _paged(sorted(gone)):
                self._store.run(delete(EVENT).where(EVENT.c.cluster.in_(page)))
            rows = [(cluster, e) for cluster, own in found.items() for e in own]
            for start in range(0, len(rows), PAGE):  # a row of a table takes more memory than its record
                events.save(self._store, rows[start : start + PAGE])
            meta.drop(self._store, "truces")
            meta.write(self._store, events=version)

    def set_truces(self, found: Sequence[Truce], version: str) -> None:
        """Put these truces in the place of all that the case holds."""
        with self.transaction():
            self._store.run(delete(TRUCE))
            truces.save(self._store, found)
            meta.write(self._store, truces=version)

    def versions(self) -> dict[str, str]:
        """What the case keeps about itself, see :mod:`truceline.case.meta`."""
        return meta.read(self._store)

    # The log of runs

    def start_run(self) -> int:
        """Note that a run begins; returns its number."""
        with self.transaction():
            number = int(self._store.rows(select(func.coalesce(func.max(RUN.c.number), 0)))[0][0]) + 1
            self._store.run(insert(RUN), [{"number": number, "started": _now()}])
        return number

    def end_run(self, number: int, counts: Mapping[str, int]) -> None:
        """Note that a run went to its end, and what it counted."""
        self._store.run(update(RUN).where(RUN.c.number == number).values(finished=_now(), counts=dict(counts)))

    def count(self, table: Table, *conditions: ColumnElement[bool]) -> int:
        """How many rows of a table meet the conditions."""
        return int(self._store.rows(select(func.count()).select_from(table).where(*conditions))[0][0])

    def count_problems(self, step: str) -> int:
        """How many problems of a step the case holds."""
        return self.count(PROBLEM, PROBLEM.c.step == step)

    def _articles_changed(self, known: Sequence[str]) -> None:
        meta.drop(self._store, "copies")
        self._drop_events(known)

    def _drop_events(self, of: Sequence[str]) -> None:
        """Drop what was made of these articles' claims; the rest is to be looked at again."""
        self._store.run(delete(TRUCE))
        for page in _paged(of):
            own = select(ACCOUNT_CLAIM.c.event).join(CLAIM, CLAIM.c.id == ACCOUNT_CLAIM.c.claim)
            touched = select(EVENT.c.cluster).where(EVENT.c.id.in_(own.where(CLAIM.c.article.in_(page))))
            self._store.run(delete(EVENT).where(EVENT.c.cluster.in_(touched)))
        meta.drop(self._store, "events", "truces")

    def _drop_all_events(self) -> None:
        self._store.run(delete(TRUCE))
        self._store.run(delete(EVENT))
        meta.drop(self._store, "events", "truces")

    def _drop_problems(self, step: str, *conditions: ColumnElement[bool]) -> None:
        self._store.run(delete(PROBLEM).where(PROBLEM.c.step == step, *conditions))

    def _add_problems(self, step: str, outcomes: Sequence[Outcome] | Sequence[Grouping]) -> None:
        for outcome in outcomes:
            if outcome.problem is not None:
                self.add_problem(outcome.problem, step, outcome.article)

    def _update_articles(self, column: str, values: Mapping[str, object]) -> None:
        statement = update(ARTICLE).where(ARTICLE.c.id == bindparam("of")).values({column: bindparam("value")})
        self._store.run(statement, [{"of": article, "value": value} for article, value in values.items()])


def _not_by(column: Column[str], version: str) -> ColumnElement[bool]:
    return or_(column.is_(None), column != version)


def _paged(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)
