"""What the accounts of an event agree on, dispute, or leave to one side; ``docs/agreement.md`` gives the definitions.

What is compared is what is told, never who is right. A copy, or a second outlet of one side, adds no voice, so neither
makes anything agreed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from truceline.matching.accounts import TELLING, Reports
from truceline.pack import Knowledge
from truceline.records import QUESTIONS, Account, Answer, Claim, Finding, Interval, Question, Range, Verdict

_EXCLUSIVE: tuple[frozenset[str], ...] = (
    frozenset({"air_strike", "shelling", "bombing"}),
    frozenset({"siege", "siege_break"}),
    frozenset({"aid_permit", "aid_block"}),
    frozenset({"truce_extend", "truce_end"}),
    frozenset({"support", "reject"}),
)
"""Types of which one happening is one only; of any other two, both may be said of it."""

_JOINT = frozenset({"clash", "talks", "agreement", "truce_agree"})
"""Types that several do together, so that two accounts may each name another of them."""

_WIDE = {"attack": _EXCLUSIVE[0] | {"chemical_attack"}}
"""A type that says no more than that it was one of others."""

_FIGHTING = frozenset({"force", "armed_group", "coalition"})

# Words for victims that say nothing of who they were.
_ANYBODY = re.compile(
    r"\b(?:people|persons?|others?|men|man|victims?|casualties|bodies|body|dead|fatalities|lives|them|those|it|he|she|they|"
    r"group|number|dozens|scores|hundreds|thousands|\d+)\W*$",
    re.IGNORECASE,
)

_Value = tuple[str, ...] | Interval | Range


@dataclass(frozen=True, slots=True)
class _Told:
    """One account's answer to one question; ``about`` is what is compared of it."""

    account: int
    value: _Value
    about: object
    denied: bool = False


def findings(accounts: Sequence[Account], claims: Sequence[Claim], reports: Reports) -> tuple[Finding, ...]:
    """What the accounts of one event find agreed, disputed or single-sided, in the order of ``QUESTIONS``.

    Nothing where there is one account: all that it tells is single-sided.

    Args:
        accounts: as they stand in the event.
        claims: those behind them.
        reports: of their articles.
    """
    if len(accounts) < 2:
        return ()
    comparison = _Comparison(accounts, {c.id: c for c in claims}, reports)
    return tuple(f for q in QUESTIONS if (f := comparison.finding(q)))


class _Comparison:
    """The accounts of one event, compared question by question."""

    def __init__(self, accounts: Sequence[Account], claims: Mapping[str, Claim], reports: Reports) -> None:
        self._accounts = accounts
        self._claims = claims
        self._reports = reports
        self._parties = _Parties(reports.knowledge)
        telling = [n for n, a in enumerate(accounts) if a.stance in TELLING]
        # Where nobody tells it as fact, what is planned or thought possible is compared instead.
        self._heard = telling or [n for n, a in enumerate(accounts) if a.stance != "denies"]

    def finding(self, question: Question) -> Finding | None:
        """The finding on one question; ``None`` where no account answers it."""
        told = list(_ANSWERS[question](self))
        if not told:
            return None
        return Finding(question, self._verdict(question, told), tuple(self._grouped(told)))

    def _verdict(self, question: Question, told: Sequence[_Told]) -> Verdict:
        alike = [(one, other, self._alike(question, one, other)) for one, other in combinations(told, 2)]
        if any(same is False and not self._one_source(one.account, other.account) for one, other, same in alike):
            return "disputed"
        resting = self._resting(told, [(one.account, other.account) for one, other, same in alike if same])
        found = {
            same
            for one, other, same in alike
            if not (one.denied or other.denied)
            and not {one.account, other.account} & resting
            and self._independent(one.account, other.account)
        }
        return "agreed" if True in found else "unclear" if found else "single-sided"

    def _alike(self, question: Question, one: _Told, other: _Told) -> bool | None:
        """Whether both answers can be true; ``None`` where that cannot be told."""
        if one.denied or other.denied:
            if one.denied and other.denied:
                return None
            return False if question in ("killed", "wounded") else False if self._same(question, one, other) else None
        return self._same(question, one, other)

    def _same(self, question: Question, one: _Told, other: _Told) -> bool | None:
        a, b = one.about, other.about
        if isinstance(a, Range) and isinstance(b, Range):
            return _overlap(a, b)
        if isinstance(a, Interval) and isinstance(b, Interval):
            return a.overlaps(b)
        assert isinstance(a, tuple) and isinstance(b, tuple)
        match question:
            case "act":
                return _same_act(a, b)
            case "place":
                return self._parties.same_place(a, b)
            case "actor" if _JOINT & {*self._accounts[one.account].types, *self._accounts[other.account].types}:
                return self._parties.same(a, b, as_victims=False) or None
            case "actor" | "target":
                return self._parties.same(a, b, as_victims=question == "target")
            case _:
                return a == b

    def _independent(self, one: int, other: int) -> bool:
        """Whether two accounts are of two voices, and not one outlet's word for both.

        Two sides are two voices even in one outlet's report: each is cited for its own account.
        """
        a, b = self._accounts[one], self._accounts[other]
        if a.voice == b.voice:
            return False
        sides = self._reports.knowledge.sides
        return (a.voice in sides and b.voice in sides) or self._carrier(a) != self._carrier(b)

    def _one_source(self, one: int, other: int) -> bool:
        """Whether both cite the same body or person, whose own numbers may have grown, in no side's name."""
        a, b = self._accounts[one], self._accounts[other]
        cited = a.source and b.source and a.voice == b.voice
        return bool(cited) and a.voice not in (self._carrier(a), self._carrier(b), *self._reports.knowledge.sides)

    def _resting(self, told: Sequence[_Told], alike: Sequence[tuple[int, int]]) -> set[int]:
        """The accounts of outlets near no side that say themselves what they also cite somebody for: no voice more."""
        answering = {t.account for t in told}
        own = {n for n in answering if not self._accounts[n].source and not self._accounts[n].side}
        pairs = {*alike, *((b, a) for a, b in alike)}
        return {
            n
            for n in own
            if any((n, m) in pairs and self._carrier(self._accounts[m]) == self._carrier(self._accounts[n])
                   for m in answering - own)
        }  # fmt: skip

    def _carrier(self, account: Account) -> str:
        return self._reports.carrier(self._claims[account.claims[0]])

    def _grouped(self, told: Sequence[_Told]) -> Iterator[Answer]:
        """The answers, each once, in the order of the accounts that give them."""
        by_value: dict[tuple[object, bool], list[_Told]] = {}
        for t in told:
            value = frozenset(v.casefold() for v in t.value) if isinstance(t.value, tuple) else t.value
            by_value.setdefault((value, t.denied), []).append(t)
        for given in by_value.values():
            accounts = tuple(t.account for t in given)
            voices = tuple(sorted({self._accounts[n].voice for n in accounts}))
            first = given[0]
            yield Answer(
                tuple(sorted(first.value)) if isinstance(first.value, tuple) else first.value,
                voices,
                accounts,
                first.denied,
            )

    # What each account answers

    def happened(self) -> Iterator[_Told]:
        """Whether it took place; who only announces it, or calls it possible, does not say."""
        for n, account in enumerate(self._accounts):
            if account.stance in TELLING:
                yield _Told(n, ("happened",), ("happened",))
            elif account.stance == "denies" and not self._denies_toll(account):
                yield _Told(n, ("denied",), ("denied",))

    def acts(self) -> Iterator[_Told]:
        """What kind of act; that people died tells none."""
        for n in self._heard:
            if types := tuple(t for t in self._accounts[n].types if t != "toll"):
                yield _Told(n, types, types)

    def actors(self) -> Iterator[_Told]:
        """Who did it; one denied to have done it answers too."""
        for n, account in enumerate(self._accounts):
            if account.actors and (n in self._heard or account.stance == "denies"):
                actors = self._known(account.actors)
                yield _Told(n, actors, actors, n not in self._heard)

    def targets(self) -> Iterator[_Told]:
        """To whom, without words that say nothing of who they were."""
        for n in self._heard:
            account = self._accounts[n]
            words = [m for c in account.claims for m in self._claims[c].target]
            said = {m.entity or m.text for m in words if not _ANYBODY.search(m.text)}
            if somebody := self._known(tuple(t for t in account.targets if t in said)):
                yield _Told(n, somebody, somebody)

    def places(self) -> Iterator[_Told]:
        """Where."""
        for n in self._heard:
            if places := self._known(self._accounts[n].places):
                yield _Told(n, places, places)

    def _known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names that the packs know, or else all."""
        knowledge = self._reports.knowledge
        return tuple(n for n in names if n in knowledge.actors or n in knowledge.places) or names

    def dates(self) -> Iterator[_Told]:
        """When."""
        for n in self._heard:
            if date := self._accounts[n].date:
                yield _Told(n, date, date)

    def killed(self) -> Iterator[_Told]:
        """How many were killed; a toll denied answers too."""
        for n, account in enumerate(self._accounts):
            if account.killed and n in self._heard:
                yield _Told(n, account.killed, account.killed)
            elif self._denies_toll(account):
                yield _Told(n, account.killed or Range(None, None), account.killed or Range(None, None), True)

    def wounded(self) -> Iterator[_Told]:
        """How many were wounded."""
        for n in self._heard:
            if wounded := self._accounts[n].wounded:
                yield _Told(n, wounded, wounded)

    def _denies_toll(self, account: Account) -> bool:
        """Whether an account denies that anybody died, of an event that is more than a toll."""
        own = [self._claims[c] for c in account.claims]
        denied = [c for c in own if c.status == "denied" and c.type == "toll"]
        if not denied or (account.killed and account.stance in TELLING):
            return False
        acts = any(c.type != "toll" for c in self._claims.values())
        return acts and not any(c.status == "denied" and c.type != "toll" for c in own)


_ANSWERS: dict[Question, Callable[[_Comparison], Iterator[_Told]]] = {
    "happened": _Comparison.happened,
    "act": _Comparison.acts,
    "actor": _Comparison.actors,
    "target": _Comparison.targets,
    "place": _Comparison.places,
    "date": _Comparison.dates,
    "killed": _Comparison.killed,
    "wounded": _Comparison.wounded,
}


class _Parties:
    """Whether actors or places of two answers can be the same."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def same(self, one: tuple[str, ...], other: tuple[str, ...], *, as_victims: bool) -> bool | None:
        """Whether two answers name one actor, part and whole, or parties of one side.

        ``None`` where one of them names nobody who could not be somebody of the other as well.
        """
        if {n.casefold() for n in one} & {n.casefold() for n in other}:
            return True
        if any(self._akin(a, b) for a in one for b in other):
            return True
        definite = [[n for n in names if self._definite(n, as_victims)] for names in (one, other)]
        return False if all(definite) else None

    def _akin(self, one: str, other: str) -> bool:
        knowledge = self._knowledge
        if one not in knowledge.actors or other not in knowledge.actors:
            return False
        if one in knowledge.lineage(other) or other in knowledge.lineage(one):
            return True
        if all(knowledge.actors[n].kind == "population" for n in (one, other)):
            return True
        side = knowledge.side_of(one)
        return side is not None and side == knowledge.side_of(other)

    def _definite(self, name: str, as_victim: bool) -> bool:
        """Whether a name excludes others.

        Not so armed men of whom the packs know neither side nor parent. Those who act are not told apart by their trade
        ("suicide bombers"); of victims it is told whether they were civilians or fighters.
        """
        actor = self._knowledge.actors.get(name)
        if actor is None:
            return False
        if actor.kind in ("armed_group", "coalition") and actor.parent is None:
            return self._knowledge.side_of(name) is not None
        return actor.kind in _FIGHTING or actor.kind == "population" if as_victim else actor.kind != "population"

    def same_place(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
        """Whether a place of one answer lies in a place of the other."""
        if {n.casefold() for n in one} & {n.casefold() for n in other}:
            return True
        known = [[n for n in names if n in self._knowledge.places] for names in (one, other)]
        if any(a in self._knowledge.within(b) or b in self._knowledge.within(a) for a in known[0] for b in known[1]):
            return True
        return False if all(known) else None


def _same_act(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    if set(one) & set(other):
        return True
    if any(b in _WIDE.get(a, ()) or a in _WIDE.get(b, ()) for a in one for b in other):
        return True
    return False if any(len(group & {*one, *other}) > 1 for group in _EXCLUSIVE) else None


def _overlap(one: Range, other: Range) -> bool:
    def under(a: Range, b: Range) -> bool:
        return a.most is not None and b.least is not None and a.most < b.least

    return not (under(one, other) or under(other, one))
