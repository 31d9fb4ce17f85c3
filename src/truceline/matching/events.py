"""An event from its claims: what it is, the accounts of it, and the numbers that these give."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from truceline.codebook import TYPES
from truceline.matching.accounts import TELLING, accounts, counting
from truceline.matching.agreement import findings
from truceline.matching.counts import total, whole
from truceline.matching.reports import Reports
from truceline.matching.setting import Setting
from truceline.matching.standing import standing, without_parts
from truceline.records import Account, Claim, Event, QuantityKind, Range


def events(happenings: Iterable[Sequence[Claim]], reports: Reports) -> tuple[Event, ...]:
    """Happenings, each given by its claims, as events with their accounts, in order of their ids."""
    return tuple(sorted((_event(claims, reports) for claims in happenings), key=lambda e: e.id))


def _event(claims: Sequence[Claim], reports: Reports) -> Event:
    claims = sorted(claims, key=lambda c: c.id)
    setting = Setting.of(claims, reports)
    said = accounts(claims, reports, setting)
    # Named after whoever told it first, so that later articles leave its name alone.
    first = min(claims, key=lambda c: (reports.published[c.article] or date.max, c.id))
    return Event(
        id="e-" + hashlib.sha256(first.id.encode()).hexdigest()[:8],
        type=setting.type,
        family=TYPES[setting.type].family,
        place=setting.place,
        date=setting.date,
        accounts=said,
        killed=_number(said, claims, "killed", setting, reports),
        wounded=_number(said, claims, "wounded", setting, reports),
        sides=tuple(sorted({a.side for a in said if a.side})),
        findings=findings(said, claims, reports, setting),
    )


def _number(
    said: Sequence[Account], claims: Sequence[Claim], kind: QuantityKind, setting: Setting, reports: Reports
) -> Range | None:
    """From the least to the most of all numbers that stand, without those of only some of the victims.

    By each number and not by account, so that "scores" beside 2 stays open above. What is denied, planned or possible
    gives an event no number.
    """
    by_id = {c.id: c for c in claims}
    every = [
        (c, n, a.voice)
        for a in said
        if a.stance in TELLING and getattr(a, kind) is not None
        for c, n in standing(counting((by_id[c] for c in a.claims), reports), kind, setting, reports).told
    ]
    told = [n for _, n in (((c, n) for c, n, _ in every) if setting.sums else without_parts(every, reports))]
    return Range.around(whole(told)) or total(told)
