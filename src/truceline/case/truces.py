"""How truces are kept, with their steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import insert, select

from truceline.case.store import Store
from truceline.case.tables import STEP_CLAIM, TRUCE, TRUCE_STEP
from truceline.case.values import interval_columns, interval_of, range_columns, range_of
from truceline.records import Truce, TruceStep


def load(store: Store, ids: Sequence[str]) -> dict[str, Truce]:
    """The truces with these ids, in order of id; ids that the case does not hold are left out."""
    claims = defaultdict[tuple[str, int], list[str]](list)
    for row in store.rows(select(STEP_CLAIM).where(STEP_CLAIM.c.truce.in_(ids)).order_by(*STEP_CLAIM.primary_key)):
        claims[row.truce, row.step].append(row.claim)
    steps = defaultdict[str, list[TruceStep]](list)
    for row in store.rows(select(TRUCE_STEP).where(TRUCE_STEP.c.truce.in_(ids)).order_by(*TRUCE_STEP.primary_key)):
        steps[row.truce].append(
            TruceStep(
                type=row.type,
                event=row.event,
                date=interval_of(row),
                status=row.status,
                actors=tuple(row.actors),
                claims=tuple(claims[row.truce, row.ordinal]),
            )
        )
    return {
        row.id: Truce(
            id=row.id,
            name=row.name,
            state=row.state,
            place=row.place,
            date=interval_of(row),
            hours=range_of("hours", row),
            terms=row.terms,
            steps=tuple(steps[row.id]),
            related=tuple(row.related),
        )
        for row in store.rows(select(TRUCE).where(TRUCE.c.id.in_(ids)).order_by(TRUCE.c.id))
    }


def save(store: Store, truces: Sequence[Truce]) -> None:
    """Keep truces whose ids are not in the case yet and whose events and claims are."""
    store.run(
        insert(TRUCE),
        [
            {
                "id": t.id,
                "name": t.name,
                "state": t.state,
                "place": t.place,
                **interval_columns(t.date),
                **range_columns("hours", t.hours),
                "terms": t.terms,
                "related": list(t.related),
            }
            for t in truces
        ],
    )
    store.run(
        insert(TRUCE_STEP),
        [
            {
                "truce": t.id,
                "ordinal": n,
                "type": s.type,
                "event": s.event,
                **interval_columns(s.date),
                "status": s.status,
                "actors": list(s.actors),
            }
            for t in truces
            for n, s in enumerate(t.steps)
        ],
    )
    store.run(
        insert(STEP_CLAIM),
        [
            {"truce": t.id, "step": n, "ordinal": k, "claim": claim}
            for t in truces
            for n, s in enumerate(t.steps)
            for k, claim in enumerate(s.claims)
        ],
    )
