"""Which accounts of an event count as two tellers: those of two voices, neither of which only carries the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from truceline.matching.reports import Reports
from truceline.records import Account, Claim

_SENTENCE = 8
"""Words from which on a sentence that two outlets have alike was not written twice."""


class Voices:
    """The accounts of one event, known by their positions."""

    def __init__(self, accounts: Sequence[Account], claims: Mapping[str, Claim], reports: Reports) -> None:
        """Take the accounts with the claims behind them."""
        self._accounts, self._claims, self._reports = accounts, claims, reports

    def differ(self, one: int, other: int) -> bool:
        """Whether two accounts count for two voices."""
        return self._accounts[one].voice != self._accounts[other].voice

    def independent(self, one: int, other: int) -> bool:
        """Whether two accounts are of two voices, and not one outlet's word for both.

        Two sides are two voices even in one outlet's report: each is cited for its own account.
        """
        if not self.differ(one, other):
            return False
        a, b = self._accounts[one], self._accounts[other]
        sides = self._reports.knowledge.sides
        return (a.voice in sides and b.voice in sides) or self._carrier(a) != self._carrier(b)

    def may_dispute(self, one: int, other: int) -> bool:
        """Whether two accounts are of two voices, neither of which only carries the other's."""
        if self.independent(one, other):
            return True
        a, b = self._accounts[one], self._accounts[other]
        return a.voice != b.voice and not {a.voice, b.voice} & {self._carrier(a), self._carrier(b)}

    def resting(self, answering: Collection[int], alike: Iterable[tuple[int, int]] | None) -> set[int]:
        """The accounts of outlets near no side that say themselves what they also cite somebody for: no voice more.

        Only where both can be true, by ``alike``; with ``None`` wherever they cite somebody for an answer.

        Args:
            answering: the accounts that answer.
            alike: which two give answers that can both be true.
        """
        own = {n for n in answering if not self._accounts[n].source and not self._accounts[n].side}
        pairs = None if alike is None else {p for a, b in alike for p in ((a, b), (b, a))}
        return {
            n
            for n in own
            for m in answering
            if m not in own
            and (pairs is None or (n, m) in pairs)
            and self._carrier(self._accounts[m]) == self._carrier(self._accounts[n])
        }

    def repeats(self, ones: Sequence[Claim], others: Sequence[Claim]) -> bool:
        """Whether the sentences of some claims, in other articles, are word for word those of others: one teller."""
        original = self._reports.original
        if {original[c.article] for c in ones} & {original[c.article] for c in others}:
            return False
        a, b = ({self._reports.wording(c) for c in claims} for claims in (ones, others))
        shared = {words for words in a & b if len(words) >= _SENTENCE}
        return bool(shared) and (a <= shared or b <= shared)

    def _carrier(self, account: Account) -> str:
        return self._reports.carrier(self._claims[account.claims[0]])
