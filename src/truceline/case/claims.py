"""How claims are kept, with their mentions and quantities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from truceline.case.store import Store
from truceline.case.tables import CLAIM, MENTION, QUANTITY
from truceline.case.values import interval_columns, interval_of, span_columns, span_of
from truceline.records import ROLES, Claim, Mention, Quantity, Span

TRIGGER = "trigger"
"""The role under which a claim's trigger stands among its mentions."""


def load(store: Store, ids: Sequence[str]) -> dict[str, Claim]:
    """The claims with these ids, in order of id; ids that the case does not hold are left out."""
    mentions = defaultdict[tuple[str, str], list[Mention]](list)
    query = select(MENTION).where(MENTION.c.claim.in_(ids)).order_by(MENTION.c.claim, MENTION.c.role, MENTION.c.ordinal)
    for row in store.rows(query):
        mentions[row.claim, row.role].append(Mention(span_of(row), row.text, row.entity, row.certainty, row.near))
    numbers = defaultdict[str, list[Quantity]](list)
    query = select(QUANTITY).where(QUANTITY.c.claim.in_(ids)).order_by(QUANTITY.c.claim, QUANTITY.c.ordinal)
    for row in store.rows(query):
        numbers[row.claim].append(Quantity(span_of(row), row.text, row.kind, row.least, row.most))

    def claim(row: Row[Any]) -> Claim:
        actor, target, place, time, source, condition = (tuple(mentions[row.id, role]) for role in ROLES)
        return Claim(
            id=row.id,
            article=row.article,
            trigger=mentions[row.id, TRIGGER][0],
            sentence=Span(row.sentence_field, row.sentence_begin, row.sentence_end),
            type=row.type,
            status=row.status,
            actor=actor,
            target=target,
            place=place,
            time=time,
            source=source,
            condition=condition,
            date=interval_of(row),
            numbers=tuple(numbers[row.id]),
            confidence=row.confidence,
        )

    return {row.id: claim(row) for row in store.rows(select(CLAIM).where(CLAIM.c.id.in_(ids)).order_by(CLAIM.c.id))}


def save(store: Store, claims: Sequence[Claim]) -> None:
    """Keep claims whose ids are not in the case yet."""
    store.run(
        insert(CLAIM),
        [
            {
                "id": c.id,
                "article": c.article,
                "type": c.type,
                "status": c.status,
                "trigger_field": c.trigger.span.field,
                "trigger_begin": c.trigger.span.begin,
                "trigger_end": c.trigger.span.end,
                "sentence_field": c.sentence.field,
                "sentence_begin": c.sentence.begin,
                "sentence_end": c.sentence.end,
                **interval_columns(c.date),
                "confidence": c.confidence,
            }
            for c in claims
        ],
    )
    store.run(
        insert(MENTION),
        [
            {
                "claim": c.id,
                "role": role,
                "ordinal": n,
                **span_columns(m.span),
                "text": m.text,
                "entity": m.entity,
                "certainty": m.certainty,
                "near": m.near,
            }
            for c in claims
            for role, n, m in _mentions(c)
        ],
    )
    store.run(
        insert(QUANTITY),
        [
            {
                "claim": c.id,
                "ordinal": n,
                **span_columns(q.span),
                "text": q.text,
                "kind": q.kind,
                "least": q.least,
                "most": q.most,
            }
            for c in claims
            for n, q in enumerate(c.numbers)
        ],
    )


def save_names(store: Store, claims: Sequence[Claim]) -> None:
    """Put what these claims' mentions were resolved to in the place of what the case holds."""
    keys = [column == bindparam(f"of_{column.name}") for column in MENTION.primary_key]
    store.run(
        update(MENTION)
        .where(*keys)
        .values(entity=bindparam("entity"), certainty=bindparam("certainty"), near=bindparam("near")),
        [
            {
                "of_claim": c.id,
                "of_role": role,
                "of_ordinal": n,
                "entity": m.entity,
                "certainty": m.certainty,
                "near": m.near,
            }
            for c in claims
            for role, n, m in _mentions(c)
        ],
    )


def _mentions(claim: Claim) -> Iterator[tuple[str, int, Mention]]:
    yield TRIGGER, 0, claim.trigger
    for role in ROLES:
        for n, mention in enumerate(claim.mentions(role)):
            yield role, n, mention
