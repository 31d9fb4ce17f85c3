"""What each outlet, or source it cites, says about an event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from truceline.matching.counts import Count, civilians, count, total
from truceline.pack import Knowledge
from truceline.records import (
    FIELDS,
    Account,
    Article,
    Claim,
    Earlier,
    Interval,
    Mention,
    QuantityKind,
    Range,
    Record,
    Stance,
    Status,
)

TELLING: tuple[Stance, ...] = ("asserts", "attributes")
"""The stances of who says that it took place: what is denied, planned or possible gives an event no number."""

_FACTUAL: tuple[Status, ...] = ("happened", "denied", "planned", "possible")
_AT_HAND = 1024  # articles kept in memory while events are made
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Reports:
    """What is known of the articles that claims stand in.

    Attributes:
        outlet: by article id, the id of its outlet, or its name where no pack knows it, or ``None``.
        published: by article id, its day.
        original: by article id, the article whose text it repeats; itself where it repeats none.
        article: an article by its id, fetched when asked for.
        knowledge: what the packs know.
    """

    outlet: Mapping[str, str | None]
    published: Mapping[str, date | None]
    original: Mapping[str, str]
    article: Callable[[str], Article]
    knowledge: Knowledge

    @classmethod
    def of(cls, record: Record, knowledge: Knowledge) -> Reports:
        """Read from a record, with the outlets that the packs know."""
        outlet: dict[str, str | None] = {}
        published: dict[str, date | None] = {}
        original: dict[str, str] = {}
        copies = dict(record.copies.items())
        for article in record.articles.values():
            known = knowledge.outlet(article.outlet)
            outlet[article.id] = known.id if known else article.outlet
            published[article.id] = article.published
            original[article.id] = copies.get(article.id, article.id)
        fetch = lru_cache(maxsize=_AT_HAND)(record.articles.__getitem__)
        return cls(outlet, published, original, fetch, knowledge)

    def carrier(self, claim: Claim) -> str:
        """The outlet of the article that first told a claim; where nobody knows who published, the article."""
        original = self.original[claim.article]
        return self.outlet[original] or f"\x1f{original}"  # so that two articles without an outlet are two tellers

    def day(self, claim: Claim) -> date | None:
        """The day of the article that first told a claim."""
        return self.published[self.original[claim.article]]

    def count(self, claim: Claim, kind: QuantityKind) -> Count | None:
        """What a claim counts of a kind."""
        if not any(q.kind == kind for q in claim.numbers):
            return None
        article = self.article(claim.article)
        return count(claim, kind, {name: article.field(name) for name in FIELDS})


def accounts(claims: Sequence[Claim], reports: Reports) -> tuple[Account, ...]:
    """The accounts of one event.

    A claim that cites several counts for each of them. A copy of a text adds to the account of its original and is
    counted there.
    """
    by_teller: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        carrier = reports.carrier(claim)
        for source in sources(claim, reports.knowledge):
            by_teller[carrier, source if source and source != carrier else ""].append(claim)
    return tuple(_account(source or None, by_teller[carrier, source], reports) for carrier, source in sorted(by_teller))


def sources(claim: Claim, knowledge: Knowledge) -> tuple[str | None, ...]:
    """Who is cited for a claim, by entity id or else by words; only ``None`` where the outlet itself says so.

    Somebody cited beside what they speak for ("its head, so-and-so, said") is one source, and so is a pronoun beside
    the name it stands for.
    """
    named = [m for m in claim.source if m.entity or m.text.casefold() not in _PRONOUNS] or claim.source[:1]
    found = list(dict.fromkeys(m.entity or m.text for m in named))
    heads = [s for s in found if not any(a in found for a in knowledge.lineage(s)[1:])]
    return tuple(heads) or (None,)


def standing(claims: Iterable[Claim], kind: QuantityKind, reports: Reports) -> tuple[tuple[Claim, Count], ...]:
    """The claims of one account that give its number of a kind as it stands, and what each counts.

    Those that were corrected or withdrawn later, that are less factual than others, and copies of a text do not stand.
    """
    distinct = _distinct(_ordered(claims), reports)
    return _toll(_counting(distinct, reports), kind, reports).told if distinct else ()


def _account(source: str | None, claims: Sequence[Claim], reports: Reports) -> Account:
    knowledge = reports.knowledge
    ordered = _ordered(claims)
    original = reports.original[ordered[0].article]
    outlet = reports.outlet[original]
    distinct = _distinct(ordered, reports)
    counting = _counting(distinct, reports)
    killed, wounded = _toll(counting, "killed", reports), _toll(counting, "wounded", reports)
    return Account(
        outlet=outlet,
        source=source,
        side=knowledge.side_of(outlet),
        stance=_stance(counting, source),
        claims=tuple(c.id for c in ordered),
        actors=_parties((m for c in counting for m in c.actor), knowledge),
        targets=_parties((m for c in counting for m in c.target), knowledge),
        killed=killed.number,
        wounded=wounded.number,
        copies=len({c.article for c in ordered}) - len({reports.original[c.article] for c in ordered}),
        voice=_voice(source, outlet or original, knowledge),
        types=_by_number(c.type for c in counting),
        places=_places(counting, knowledge),
        date=_date(counting),
        civilians=civilians(n for _, n in killed.told),
        earlier=tuple(_earlier(distinct, counting, source, (killed, wounded), reports)),
    )


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.article, c.trigger.span.field != "title", c.trigger.span.begin))


def _distinct(claims: Iterable[Claim], reports: Reports) -> list[Claim]:
    """One claim for the same words of a text and its copies: the original's, where it is there."""
    found: dict[tuple[str, object], Claim] = {}
    for claim in claims:
        original = reports.original[claim.article]
        key = original, claim.trigger.span
        if key not in found or claim.article == original:
            found[key] = claim
    return list(found.values())


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
    if not (told["happened"] and told["denied"]):
        return next((told[s] for s in _FACTUAL if told[s]), [])
    said = {reports.day(c) for c in told["happened"]}
    withdrawn = _last({reports.day(c) for c in told["denied"]} - said)
    if None not in said and withdrawn and withdrawn > max(d for d in said if d):
        return _after(_last(said), told["denied"], reports)
    return _after(withdrawn, told["happened"], reports)


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


@dataclass(frozen=True, slots=True)
class _Toll:
    """A number as it stands: since which day, by which claims and what they count."""

    number: Range | None
    since: date | None
    told: tuple[tuple[Claim, Count], ...]


def _toll(claims: Iterable[Claim], kind: QuantityKind, reports: Reports) -> _Toll:
    """The number of the latest article that gives another one, and of undated ones, which may be older or newer.

    Another number is one that those before cannot be: "dozens" after 65 takes nothing back.
    """
    told = [(reports.day(c), c, n) for c in claims if (n := reports.count(c, kind))]
    days = sorted({d for d, _, n in told if d and n.of == "all"} or {d for d, _, _ in told if d})
    held, since = None, None
    for day in days:
        number = total(n for d, _, n in told if d == day)
        if held is None or (number is not None and not _holds(number, held)):
            held, since = number, day
    stands = tuple((c, n) for d, c, n in told if d is None or d == since)
    return _Toll(total(n for _, n in stands), since, stands)


def _holds(one: Range, other: Range) -> bool:
    """Whether one range reaches around the other."""
    below = one.least is None or (other.least is not None and one.least <= other.least)
    return below and (one.most is None or (other.most is not None and other.most <= one.most))


def _earlier(
    claims: Sequence[Claim], counting: Sequence[Claim], source: str | None, now: tuple[_Toll, _Toll], reports: Reports
) -> Iterator[Earlier]:
    """What earlier articles gave as another number, or said before it was withdrawn."""
    by_article: dict[tuple[date, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if day := reports.day(claim):
            by_article[day, reports.original[claim.article]].append(claim)
    if len(by_article) < 2:
        return
    last = _last(reports.day(c) for c in counting)
    for (day, article), own in sorted(by_article.items()):
        before = _counting(own, reports)
        then = tuple(_toll(before, kind, reports).number for kind in ("killed", "wounded"))
        statuses = {before[0].status, counting[0].status}
        withdrawn = statuses == {"happened", "denied"} and last is not None and day < last
        corrected = len(statuses) == 1 and any(
            number is not None and toll.since is not None and day < toll.since and number != toll.number
            for number, toll in zip(then, now, strict=True)
        )
        if withdrawn or corrected:
            yield Earlier(article, day, _stance(before, source), *then)
