"""What each outlet, or source it cites, says about an event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from truceline.matching.cited import cited
from truceline.matching.counts import civilians
from truceline.matching.kinds import STRIKES
from truceline.matching.reports import Reports
from truceline.matching.setting import Setting
from truceline.matching.standing import Standing, is_one_matter, standing
from truceline.pack import Knowledge
from truceline.records import (
    Account,
    Claim,
    Earlier,
    Interval,
    Mention,
    QuantityKind,
    Stance,
    Status,
)

TELLING: tuple[Stance, ...] = ("asserts", "attributes")
"""The stances of who says that it took place: what is denied, planned or possible gives an event no number."""

_KINDS: tuple[QuantityKind, ...] = ("killed", "wounded")
_FACTUAL: tuple[Status, ...] = ("happened", "denied", "planned", "possible")


def accounts(claims: Sequence[Claim], reports: Reports, setting: Setting | None = None) -> tuple[Account, ...]:
    """The accounts of one event.

    A claim that cites several counts for each of them. A copy of a text adds to the account of its original and is
    counted there.

    Args:
        claims: all the claims of the event.
        reports: of their articles.
        setting: what the event is; worked out from the claims where it is not known yet.
    """
    if not claims:
        return ()
    setting = setting or Setting.of(claims, reports)
    named = cited(claims, reports)
    by_teller: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        carrier = reports.carrier(claim)
        for source in named[claim.id]:
            by_teller[carrier, source if source and source != carrier else ""].append(claim)
    return tuple(
        _account(source or None, by_teller[carrier, source], reports, setting) for carrier, source in sorted(by_teller)
    )


def counting(claims: Iterable[Claim], reports: Reports) -> list[Claim]:
    """The claims that give one account its values: the most factual ones that were not withdrawn, none of a copy."""
    distinct = reports.distinct(_ordered(claims))
    return _counting(distinct, reports) if distinct else []


def _account(source: str | None, claims: Sequence[Claim], reports: Reports, setting: Setting) -> Account:
    knowledge = reports.knowledge
    ordered = _ordered(claims)
    original = reports.original[ordered[0].article]
    outlet = reports.outlet[original]
    distinct = reports.distinct(ordered)
    counting = _counting(distinct, reports)
    killed, wounded = (standing(counting, kind, setting, reports) for kind in _KINDS)
    return Account(
        outlet=outlet,
        source=source,
        side=knowledge.side_of(outlet),
        stance=_stance(counting, source),
        claims=tuple(c.id for c in ordered),
        actors=_parties((m for c in _of_the_act(counting, setting) for m in c.actor), knowledge),
        targets=_parties((m for c in counting for m in c.target), knowledge),
        killed=killed.number,
        wounded=wounded.number,
        copies=len({c.article for c in ordered}) - len({reports.original[c.article] for c in ordered}),
        voice=_voice(source, outlet or original, knowledge),
        types=_by_number(c.type for c in counting),
        places=_places(counting, knowledge),
        date=_date(counting),
        civilians=civilians(n for _, n in killed.told),
        earlier=tuple(_earlier(distinct, counting, source, (killed, wounded), setting, reports)),
    )


def _of_the_act(claims: Sequence[Claim], setting: Setting) -> list[Claim]:
    """Those that tell who did it: "air raids by A, shells of B" in one account of an air strike name A.

    A toll is of the act that its sentence tells. Who tells only of the other act calls this one by that name.
    """
    own = {(c.article, c.sentence) for c in claims if c.type == setting.type}
    others = {(c.article, c.sentence) for c in claims if setting.excludes(c)} - own
    if not own or not others:
        return list(claims)
    return [
        c for c in claims if not setting.excludes(c) and (c.type != "toll" or (c.article, c.sentence) not in others)
    ]


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.article, c.trigger.span.field != "title", c.trigger.span.begin))


def _counting(claims: Sequence[Claim], reports: Reports) -> list[Claim]:
    """The claims that give an account its values: the most factual ones that were not withdrawn later.

    That nobody died takes back a toll and not what is said to have caused it, so tolls are held apart.
    """

    def rank(held: Sequence[Claim]) -> int:
        only_no_toll = held[0].type == "toll" and held[0].status == "denied"
        return len(_FACTUAL) if only_no_toll else _FACTUAL.index(held[0].status)

    groups = [_held([c for c in claims if (c.type == "toll") is toll], reports) for toll in (False, True)]
    told = [group for group in groups if group]
    best = min(map(rank, told))
    return [c for group in told if rank(group) == best for c in group]


def _held(claims: Sequence[Claim], reports: Reports) -> list[Claim]:
    """The most factual of some claims; where dated articles contradict each other, those of the later ones."""
    told = {s: [c for c in claims if c.status == s] for s in _FACTUAL}
    denied = [d for d in told["denied"] if any(_answers(c, d, reports) for c in told["happened"])]
    said = {reports.day(c) for c in told["happened"]}
    # Who says both in one breath denies something else: who did it, perhaps.
    if not denied or said & {reports.day(c) for c in denied} - {None}:
        return next((told[s] for s in _FACTUAL if told[s]), [])
    withdrawn = _last({reports.day(c) for c in denied} - said)
    if None not in said and withdrawn and withdrawn > max(d for d in said if d):
        return _after(_last(said), denied, reports)
    return _after(withdrawn, told["happened"], reports)


def _answers(one: Claim, other: Claim, reports: Reports) -> bool:
    """Whether a denial and an assertion are certainly of one thing, so that the later takes back the earlier."""
    alike = one.type == other.type or {one.type, other.type} <= STRIKES
    return alike and is_one_matter(one, other, reports)


def _after(day: date | None, claims: Iterable[Claim], reports: Reports) -> list[Claim]:
    """The claims of later articles, and of undated ones, which nothing can be said to come after."""
    return [c for c in claims if day is None or (d := reports.day(c)) is None or d > day]


def _last(days: Iterable[date | None]) -> date | None:
    return max((d for d in days if d), default=None)


def _stance(counting: Sequence[Claim], source: str | None) -> Stance:
    stances: dict[Status, Stance] = {"denied": "denies", "planned": "plans", "possible": "doubts"}
    return stances.get(counting[0].status, "attributes" if source else "asserts")


def _voice(source: str | None, teller: str, knowledge: Knowledge) -> str:
    """Whom a statement counts for; a source that is nobody in particular ("activists") is the teller's own."""
    if source:
        if side := knowledge.side_of(source):
            return side
        actor = knowledge.actors.get(source)
        if source in knowledge.outlets or (actor and actor.kind != "population"):
            return knowledge.lineage(source)[-1]
    return knowledge.side_of(teller) or teller


def _by_number(names: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _parties(mentions: Iterable[Mention], knowledge: Knowledge) -> tuple[str, ...]:
    return _by_number(m.entity or m.text for m in mentions if not knowledge.is_only_place(m.entity))


def _places(claims: Sequence[Claim], knowledge: Knowledge) -> tuple[str, ...]:
    """The places told, or else those that stand for who is struck; a place says more than what it lies in."""
    told = [m for c in claims for m in c.place]
    if not any(m.entity for m in told):
        told += [m for c in claims for m in (*c.target, *c.actor) if knowledge.is_only_place(m.entity)]
    names = _by_number(m.entity or m.text for m in told)
    around = {p for n in names if n in knowledge.places for p in knowledge.within(n)[1:]}
    return tuple(n for n in names if n not in around)


def _date(claims: Iterable[Claim]) -> Interval | None:
    """The days told, from the first to the last; a span around one of them says nothing more."""
    told = {c.date for c in claims if c.date}
    near = [d for d in told if not any(d != o and d.first <= o.first and o.last <= d.last for o in told)]
    if not near:
        near = list(told)
    return Interval.between(min(near), max(near, key=lambda d: (d.last, d))) if near else None


def _earlier(
    claims: Sequence[Claim],
    counting: Sequence[Claim],
    source: str | None,
    now: tuple[Standing, ...],
    setting: Setting,
    reports: Reports,
) -> Iterator[Earlier]:
    """What earlier articles gave as another number, or said before it was withdrawn."""
    by_article: dict[tuple[date, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if day := reports.day(claim):
            by_article[day, reports.original[claim.article]].append(claim)
    if len(by_article) < 2:
        return
    last = _last(reports.day(c) for c in counting)
    corrected = {reports.original[c.article] for held in now for c in held.corrected}
    for (day, article), own in sorted(by_article.items()):
        before = _counting(own, reports)
        statuses = {before[0].status, counting[0].status}
        withdrawn = (
            statuses == {"happened", "denied"}
            and last is not None
            and day < last
            and any(_answers(a, b, reports) for a in before for b in counting)
            and not any(c.status == before[0].status for c in _after(day, claims, reports))
        )
        if withdrawn or article in corrected:
            killed, wounded = (standing(before, kind, setting, reports).number for kind in _KINDS)
            yield Earlier(article, day, _stance(before, source), killed, wounded)
