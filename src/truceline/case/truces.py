"""How truces are kept, with their steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Table, insert, select

from truceline.case.store import Store
from truceline.case.tables import STEP_CLAIM, STEP_EVENT, TRUCE, TRUCE_STEP
from truceline.case.values import interval_columns, interval_of, range_columns, range_of
from truceline.records import Trait, Truce, TruceStep


def load(store: Store, ids: Sequence[str]) -> dict[str, Truce]:
    """The truces with these ids, in order of id; ids that the case does not hold are left out."""
    claims, events = _listed(store, STEP_CLAIM, "claim", ids), _listed(store, STEP_EVENT, "event", ids)
    steps = defaultdict[str, list[TruceStep]](list)
    for row in store.rows(select(TRUCE_STEP).where(TRUCE_STEP.c.truce.in_(ids)).order_by(*TRUCE_STEP.primary_key)):
        steps[row.truce].append(
            TruceStep(
                type=row.type,
                events=tuple(events[row.truce, row.ordinal]),
                date=interval_of(row),
                reported=row.reported,
                status=row.status,
                actors=tuple(row.actors),
                claims=tuple(claims[row.truce, row.ordinal]),
                disputed=tuple(row.disputed),
                confidence=row.confidence,
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
            traits=tuple(Trait(what, value, tuple(told)) for what, value, told in row.traits),
            recurring=row.recurring,
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
                "recurring": t.recurring,
                "terms": t.terms,
                "related": list(t.related),
                "traits": [[trait.what, trait.value, list(trait.claims)] for trait in t.traits],
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
                **interval_columns(s.date),
                "reported": s.reported,
                "status": s.status,
                "actors": list(s.actors),
                "disputed": list(s.disputed),
                "confidence": s.confidence,
            }
            for t in truces
            for n, s in enumerate(t.steps)
        ],
    )
    for table, column in ((STEP_EVENT, "event"), (STEP_CLAIM, "claim")):
        store.run(
            insert(table),
            [
                {"truce": t.id, "step": n, "ordinal": k, column: value}
                for t in truces
                for n, s in enumerate(t.steps)
                for k, value in enumerate(getattr(s, f"{column}s"))
            ],
        )


def _listed(store: Store, table: Table, column: str, ids: Sequence[str]) -> dict[tuple[str, int], list[str]]:
    """What a table lists for each step, by truce and number of the step."""
    found = defaultdict[tuple[str, int], list[str]](list)
    for row in store.rows(select(table).where(table.c.truce.in_(ids)).order_by(*table.primary_key)):
        found[row.truce, row.step].append(row._mapping[column])
    return found
