"""How events are kept, with their accounts and what was found of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import insert, select

from truceline.case.store import Store
from truceline.case.tables import ACCOUNT, ACCOUNT_CLAIM, ACCOUNT_EARLIER, EVENT, FINDING
from truceline.case.values import answer_of, answer_value, interval_columns, interval_of, range_columns, range_of
from truceline.records import QUESTIONS, Account, Earlier, Event, Finding


def load(store: Store, ids: Sequence[str]) -> dict[str, Event]:
    """The events with these ids, in order of id; ids that the case does not hold are left out."""
    claims = defaultdict[tuple[str, int], list[str]](list)
    query = select(ACCOUNT_CLAIM).where(ACCOUNT_CLAIM.c.event.in_(ids)).order_by(*ACCOUNT_CLAIM.primary_key)
    for row in store.rows(query):
        claims[row.event, row.account].append(row.claim)
    earlier = defaultdict[tuple[str, int], list[Earlier]](list)
    query = select(ACCOUNT_EARLIER).where(ACCOUNT_EARLIER.c.event.in_(ids)).order_by(*ACCOUNT_EARLIER.primary_key)
    for row in store.rows(query):
        earlier[row.event, row.account].append(
            Earlier(row.article, row.published, row.stance, range_of("killed", row), range_of("wounded", row))
        )
    findings = defaultdict[str, list[Finding]](list)
    for row in store.rows(select(FINDING).where(FINDING.c.event.in_(ids))):
        answers = tuple(answer_of(a) for a in row.answers)
        findings[row.event].append(Finding(row.question, row.verdict, answers))
    accounts = defaultdict[str, list[Account]](list)
    for row in store.rows(select(ACCOUNT).where(ACCOUNT.c.event.in_(ids)).order_by(*ACCOUNT.primary_key)):
        accounts[row.event].append(
            Account(
                outlet=row.outlet,
                source=row.source,
                side=row.side,
                stance=row.stance,
                claims=tuple(claims[row.event, row.ordinal]),
                actors=tuple(row.actors),
                targets=tuple(row.targets),
                killed=range_of("killed", row),
                wounded=range_of("wounded", row),
                copies=row.copies,
                voice=row.voice,
                types=tuple(row.types),
                places=tuple(row.places),
                date=interval_of(row),
                civilians=range_of("civilians", row),
                earlier=tuple(earlier[row.event, row.ordinal]),
            )
        )
    return {
        row.id: Event(
            id=row.id,
            type=row.type,
            family=row.family,
            place=row.place,
            date=interval_of(row),
            accounts=tuple(accounts[row.id]),
            killed=range_of("killed", row),
            wounded=range_of("wounded", row),
            sides=tuple(row.sides),
            findings=tuple(sorted(findings[row.id], key=lambda f: QUESTIONS.index(f.question))),
        )
        for row in store.rows(select(EVENT).where(EVENT.c.id.in_(ids)).order_by(EVENT.c.id))
    }


def save(store: Store, clustered: Sequence[tuple[str, Event]]) -> None:
    """Keep events, each with its cluster (see ``matching.linking``), that are new to the case; their claims are not."""
    events = [e for _, e in clustered]
    store.run(
        insert(EVENT),
        [
            {
                "id": e.id,
                "cluster": cluster,
                "type": e.type,
                "family": e.family,
                "place": e.place,
                **interval_columns(e.date),
                **range_columns("killed", e.killed),
                **range_columns("wounded", e.wounded),
                "sides": list(e.sides),
            }
            for cluster, e in clustered
        ],
    )
    store.run(
        insert(ACCOUNT),
        [
            {
                "event": e.id,
                "ordinal": n,
                "outlet": a.outlet,
                "source": a.source,
                "side": a.side,
                "stance": a.stance,
                "actors": list(a.actors),
                "targets": list(a.targets),
                **range_columns("killed", a.killed),
                **range_columns("wounded", a.wounded),
                **range_columns("civilians", a.civilians),
                **interval_columns(a.date),
                "types": list(a.types),
                "places": list(a.places),
                "voice": a.voice,
                "copies": a.copies,
            }
            for e in events
            for n, a in enumerate(e.accounts)
        ],
    )
    store.run(
        insert(ACCOUNT_CLAIM),
        [
            {"event": e.id, "account": n, "ordinal": k, "claim": claim}
            for e in events
            for n, a in enumerate(e.accounts)
            for k, claim in enumerate(a.claims)
        ],
    )
    store.run(
        insert(ACCOUNT_EARLIER),
        [
            {
                "event": e.id,
                "account": n,
                "ordinal": k,
                "article": before.article,
                "published": before.published,
                "stance": before.stance,
                **range_columns("killed", before.killed),
                **range_columns("wounded", before.wounded),
            }
            for e in events
            for n, a in enumerate(e.accounts)
            for k, before in enumerate(a.earlier)
        ],
    )
    store.run(
        insert(FINDING),
        [
            {
                "event": e.id,
                "question": f.question,
                "verdict": f.verdict,
                "answers": [answer_value(a) for a in f.answers],
            }
            for e in events
            for f in e.findings
        ],
    )
