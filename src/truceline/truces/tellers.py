"""Who tells a step: the accounts of its events, each with the claims that tell this step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from truceline.records import Account, Event, TruceStep


def tellers(step: TruceStep, events: Mapping[str, Event]) -> Iterator[tuple[Event, int, Account, tuple[str, ...]]]:
    """The event, the place of the account in it from 0, the account, and its claims behind the step."""
    own = set(step.claims)
    for event in (events[e] for e in step.events if e in events):
        for number, account in enumerate(event.accounts):
            if claims := tuple(c for c in account.claims if c in own):
                yield event, number, account, claims
