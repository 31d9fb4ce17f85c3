"""Alleged violations against a truce's written terms: would what is alleged, if it is true, break them?

Nothing here says whether it is true. Each account is weighed by itself; ``docs/truces.md`` has the questions and how
each is answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from truceline.matching.accounts import TELLING
from truceline.matching.reports import Reports
from truceline.pack import Knowledge, Obligation, Terms, Zone
from truceline.plain import listed, type_name
from truceline.records import Claim, Event, Record, Truce
from truceline.truces.allegation import Allegation, Where, Who, allegation
from truceline.truces.area import lies_in
from truceline.truces.bound import Bound
from truceline.truces.bound import Place as Stands
from truceline.truces.period import in_period, within_own_days
from truceline.truces.replies import Reply, Says, all_of, any_of

Verdict = Literal["within the terms", "outside them", "cannot be told"]
"""Whether what is alleged, if it is true, breaks the terms; lies outside of them; or which of the two is not known."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

Asked = Literal["period", "zone", "by", "against", "obligation"]
"""The questions: in the period, in the zone, by a party, against somebody whom the terms do not leave out, of which
obligation."""

_FIRE = frozenset({"no_attacks", "no_advance"})
"""Kinds of obligations that are owed to the other parties and to who does not fight, not to who is left out."""

_PEACEFUL = frozenset({"population", "ngo", "monitor", "body"})
"""Kinds of those who do not fight."""

_AS: Mapping[Stands, Says] = {"bound": "yes", "left out": "no", "no party": "no", "unclear": "cannot be told"}


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to one account.

    Attributes:
        asked: which.
        says: what it comes to.
        reason: why, in words.
        claims: ids of the claims that it rests on; empty where nothing is told.
        decides: whether the verdict hangs on it. Against whom aid is held up, for one, is of no matter.
    """

    asked: Asked
    says: Says
    reason: str
    claims: tuple[str, ...] = ()
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Weighed:
    """One account, weighed.

    Attributes:
        account: its place in ``Event.accounts``, from 0.
        voice: whom it counts for, see :class:`truceline.records.Account`.
        called: whether it calls it a violation, and does not only tell of it.
        verdict: what it comes to.
        reason: the reason of the question that settles it, or of those that stay open.
        checks: every question, in the order of ``Asked``.
        obligations: the obligations that it would break, by their place in ``Terms.obligations``, from 0; where none is
            sure, those that it may break.
    """

    account: int
    voice: str
    called: bool
    verdict: Verdict
    reason: str
    checks: tuple[Check, ...]
    obligations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighing:
    """An event weighed against written terms, account by account.

    Attributes:
        event, terms: their ids.
        verdict: the one that the accounts lead to, by those who call it a violation where anybody does. Those that tell
            too little are left aside where others tell enough; where some lead within the terms and others outside, it
            cannot be told.
        reason: why.
        accounts: those that tell it as fact, in the event's order; denials and plans allege nothing.
        denied: the accounts that deny it, by their place in ``Event.accounts``.
    """

    event: str
    terms: str
    verdict: Verdict
    reason: str
    accounts: tuple[Weighed, ...]
    denied: tuple[int, ...] = ()

    @property
    def differ(self) -> bool:
        """Whether the accounts lead to different verdicts."""
        return len({w.verdict for w in self.accounts}) > 1


class Weigher:
    """Weighs what a record alleges against the terms that packs hold. Made once, it answers for every truce."""

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._events = dict(record.events.items())
        self._claims = dict(record.claims.items())
        self._reports = Reports.of(record, knowledge)
        self._beside: dict[tuple[str, object], list[Claim]] = defaultdict(list)
        for claim in self._claims.values():
            self._beside[claim.article, claim.sentence].append(claim)

    def of(self, truce: Truce) -> dict[str, Weighing]:
        """Every alleged violation of a truce, by event; empty where no pack has its terms."""
        ids = dict.fromkeys(e for s in truce.steps if s.type == "truce_violation" for e in s.events)
        found = ((e, self.weigh(self._events[e], truce)) for e in ids)
        return {e: weighing for e, weighing in found if weighing}

    def weigh(self, event: Event, truce: Truce) -> Weighing | None:
        """One event, called a violation or only told of the truce's days; ``None`` where no pack has its terms."""
        terms = self._knowledge.terms.get(truce.terms or "")
        if terms is None:
            return None
        scale = _Scale(terms, truce, self._knowledge)
        called = {c for s in truce.steps if s.type == "truce_violation" for c in s.claims}
        weighed: list[Weighed] = []
        denied: list[int] = []
        for number, account in enumerate(event.accounts):
            told = [self._claims[c] for c in account.claims]
            if account.stance in TELLING and (own := allegation(told, called, self._beside, self._reports)):
                weighed.append(scale.weigh(number, account.voice, own))
            elif account.stance == "denies" or any(c.status == "denied" and c.id in called for c in told):
                denied.append(number)
        verdict, reason = self._over(weighed)
        return Weighing(event.id, terms.id, verdict, reason, tuple(weighed), tuple(denied))

    def _over(self, weighed: Sequence[Weighed]) -> tuple[Verdict, str]:
        weighed = [w for w in weighed if w.called] or weighed
        by_verdict = {v: own for v in VERDICTS if (own := [w for w in weighed if w.verdict == v])}
        if not by_verdict:
            return "cannot be told", "no account says that it took place"
        told = [v for v in by_verdict if v != "cannot be told"]
        if len(told) > 1:
            parts = [f"{v} by {self._voices(by_verdict[v])}" for v in told]
            return "cannot be told", f"the accounts differ: {', '.join(parts)}"
        verdict = told[0] if told else VERDICTS[-1]
        others = by_verdict.get("cannot be told", [])
        if verdict == "outside them" and any(_gainsays(w, by_verdict[verdict]) for w in others):
            first, second = self._voices(by_verdict[verdict]), self._voices(others)
            return "cannot be told", f"the accounts differ: {verdict} by {first}, and it may be within them by {second}"
        reason = by_verdict[verdict][0].reason
        if told and len(by_verdict) > 1:
            reason += f" (by {self._voices(by_verdict[verdict])}; others tell too little)"
        return verdict, reason

    def _voices(self, weighed: Iterable[Weighed]) -> str:
        return listed(list(dict.fromkeys(self._knowledge.label(w.voice) for w in weighed)))


def _gainsays(open_: Weighed, outside: Iterable[Weighed]) -> bool:
    """Whether an account says yes to what puts others outside the terms: to who did it, above all."""
    says = {c.asked for c in open_.checks if c.decides and c.says == "yes"}
    return any(c.asked in says for w in outside for c in w.checks if c.decides and c.says == "no")


class _Scale:
    """Weighs single accounts against the terms of one truce."""

    def __init__(self, terms: Terms, truce: Truce, knowledge: Knowledge) -> None:
        self._terms = terms
        self._truce = truce
        self._knowledge = knowledge
        self._bound = Bound(terms, knowledge)
        self._zones = {z.name: z for z in terms.zones}

    def weigh(self, number: int, voice: str, own: Allegation) -> Weighed:
        against = self._against(own)
        obligation, broken = self._obligation(own, against)
        checks = (
            _check("period", in_period(own, self._terms, self._truce)),
            _check("zone", self._zone(own)),
            _check("by", self._by(own)),
            _check("against", against, decides=self._asks_against(own, against)),
            _check("obligation", obligation),
        )
        verdict, reason = _settled(checks)
        return Weighed(number, voice, own.called, verdict, reason, checks, broken)

    # Where

    def _zone(self, own: Allegation) -> Reply:
        # A zone that nobody drew widens the area that the terms name by nothing that could be told.
        drawn = [z for z in self._terms.zones if z.places or z.around or z.points or not self._terms.places]
        reply = self._where(own, self._terms.places, drawn)
        whole = [p for p in self._terms.places if p in self._knowledge.places]
        whole = [p for p in whole if self._knowledge.places[p].kind == "country"]
        known = any(w.near or w.entity in self._knowledge.places for w in own.places)
        if own.called and whole and not known:
            country = listed([self._knowledge.label(p) for p in whole])
            return Reply("yes", f"{reply.reason}; told as a breach of these terms, which hold in {country}", own.claims)
        return reply

    def _where(self, own: Allegation, places: Sequence[str], zones: Sequence[Zone]) -> Reply:
        if not own.places:
            return Reply("cannot be told", "no place is told")
        return any_of([self._lies(w, places, zones) for w in own.places])

    def _lies(self, where: Where, places: Sequence[str], zones: Sequence[Zone]) -> Reply:
        if where.entity in self._knowledge.places:
            reply = lies_in(where.entity, places, zones, self._knowledge)
            return Reply(reply.says, reply.reason, (where.claim,))
        around = self._knowledge.within(where.near)[1:2] if where.near else ()
        if not around:
            return Reply("cannot be told", f"“{where.entity}” is no place that a pack knows", (where.claim,))
        # What is told in or beside a known place lies in what holds that place, though perhaps not in the place itself.
        reply = lies_in(around[0], places, zones, self._knowledge)
        told = f"“{where.entity}” is told near {self._knowledge.label(where.near)}"
        if reply.says == "yes":
            return Reply("yes", f"{told}; {reply.reason}", (where.claim,))
        return Reply("cannot be told", f"{told}, and no pack knows where it lies", (where.claim,))

    # Who

    def _by(self, own: Allegation) -> Reply:
        if not own.actors:
            return Reply("cannot be told", "nobody is named who did it")
        return any_of([self._stands(w) for w in own.actors])

    def _stands(self, who: Who) -> Reply:
        standing = self._bound.of(who.entity, who.words)
        return Reply(_AS[standing.place], standing.reason, (who.claim,))

    def _against(self, own: Allegation) -> Reply:
        if not own.targets:
            return Reply("cannot be told", "nobody is named against whom")
        return any_of([self._spared(w) for w in own.targets])

    def _spared(self, who: Who) -> Reply:
        known = self._knowledge.actors.get(who.entity)
        if known and known.kind in _PEACEFUL:
            return Reply("yes", f"{known.name}: do not fight", (who.claim,))
        return self._stands(who)

    def _asks_against(self, own: Allegation, against: Reply) -> bool:
        """Whether it matters against whom: of fire and advance, where it may have hit somebody who is left out.

        Who calls it a breach and does not say whom it hit says that it was nobody like that.
        """
        asked = {o.kind for o in self._terms.obligations if o.kind in own.kinds}
        if not asked or not asked <= _FIRE:
            return False
        return against.says == "no" or (bool(self._terms.excluded) and not own.called)

    # What

    def _obligation(self, own: Allegation, against: Reply) -> tuple[Reply, tuple[int, ...]]:
        acts = tuple(c.id for c in own.acts)
        done = listed(list(dict.fromkeys(_done(c) for c in own.acts)))
        if not own.acts:
            return Reply("cannot be told", "no act is told, only that the truce was broken", own.claims), ()
        found = [
            (n, o, self._breaks(own, o, against)) for n, o in enumerate(self._terms.obligations) if o.kind in own.kinds
        ]
        if not found:
            return Reply("no", f"{done}: the terms hold no obligation of that kind", acts), ()
        for says in ("yes", "cannot be told"):
            if same := [(n, o, r) for n, o, r in found if r.says == says]:
                texts = listed([f"“{o.text}”" for _, o, _ in same])
                open_ = "; ".join(dict.fromkeys(r.reason for *_, r in same if r.reason)) if says != "yes" else ""
                reason = f"{done}: {texts}" + (f" ({open_})" if open_ else "")
                return Reply(same[0][2].says, reason, acts), tuple(n for n, *_ in same)
        reasons = "; ".join(dict.fromkeys(r.reason for *_, r in found if r.reason))
        return Reply("no", f"{done}: {reasons}", acts), ()

    def _breaks(self, own: Allegation, obligation: Obligation, against: Reply) -> Reply:
        """Whether it would break one obligation, by who bears it, where and when it holds, and to whom it is owed."""
        replies = [within_own_days(own, obligation.starts, obligation.ends)]
        if obligation.zone:
            replies.append(self._where(own, (), [self._zones[obligation.zone]]))
        if obligation.by:
            who = listed([self._knowledge.label(a) for a in obligation.by])
            stand = [self._bound.bears(w.entity, obligation.by) for w in own.actors] or ["unclear"]
            reasons = {"yes": "", "no": f"it binds {who} only", "cannot be told": f"it binds {who} only"}
            replies.append(any_of([Reply(_AS[s], reasons[_AS[s]]) for s in stand]))
        if obligation.kind in _FIRE and against.says == "no":
            replies.append(against)
        return all_of(replies)


def _check(asked: Asked, reply: Reply, decides: bool = True) -> Check:
    return Check(asked, reply.says, reply.reason, reply.claims, decides)


def _done(claim: Claim) -> str:
    """An act in words: "air strike"; of what was to be done and was not: "withdrawal, not done"."""
    return type_name(claim.type) + (", not done" if claim.status == "denied" else "")


def _settled(checks: Sequence[Check]) -> tuple[Verdict, str]:
    deciding = [c for c in checks if c.decides]
    if no := next((c for c in deciding if c.says == "no"), None):
        return "outside them", no.reason
    if open_ := [c.reason for c in deciding if c.says != "yes"]:
        return "cannot be told", "; ".join(open_)
    return "within the terms", next(c.reason for c in checks if c.asked == "obligation")
