"""Allegations that are no single incident: counted ("the centre registered 604 breaches") or made in general."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from truceline.matching.summaries import LONGEST
from truceline.records import Article, Claim, Event, Interval, Quantity, Range, Span
from truceline.truces.positions import BREACHES, Positions

Meaning = Literal["broken", "kept"]
"""What is said of the truce; ``kept`` is a denial that those named broke it."""

# "repeatedly violated", "continued breaches": of no one incident.
_OFTEN = re.compile(
    r"\b(?:repeated|continu(?:ed|al|ous)|constant|regular|persistent|systematic|frequent|daily|numerous|countless|many|"
    r"several|multiple|dozens of|scores of|hundreds of|recurring)(?:ly)?\b",
    re.IGNORECASE,
)
_BESIDE = 30
"""Characters around the words of a breach in which it is told how often."""

_BEHIND = 24
"""Characters between a number of breaches and whose they are, at most: "20 violations by the"."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who makes an allegation: an account's outlet, source and voice, the day of its article, and its claim."""

    outlet: str | None
    source: str | None
    voice: str
    side: str | None
    published: date | None
    claim: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One allegation that is no single incident; such numbers are never added up.

    Attributes:
        says: whether it says that the truce was broken, or denies that those named broke it.
        number: how many breaches; ``None`` where it gives none ("repeatedly broken").
        date: the days it is about; ``None`` when not told.
        actors: who broke the truce, by entity id or words; empty where that is not read, as where one sentence gives
            several numbers to several.
        by: their sides, see :meth:`Positions.culprits`.
        places: where, by entity id or words.
        tellers: those who give it, the first to be published first; one voice each time.
    """

    says: Meaning
    number: Range | None
    date: Interval | None
    actors: tuple[str, ...]
    by: tuple[str | None, ...]
    places: tuple[str, ...]
    tellers: tuple[Teller, ...]

    @property
    def voice(self) -> str:
        """Whom it counts for."""
        return self.tellers[0].voice

    @property
    def side(self) -> str | None:
        """The side of that voice; ``None`` for one near none."""
        return self.tellers[0].side


class General:
    """Tells which claims of a breach are of no single incident."""

    def __init__(self, claims: Iterable[Claim], article: Callable[[str], Article]) -> None:
        """``claims`` are all of a record, and ``article`` gives one of its articles by id."""
        self._article = article
        self._counting: set[tuple[str, Span]] = set()
        self._acts: set[tuple[str, Span]] = set()
        for claim in claims:
            if claim.type == "truce_violation":
                self._counting |= {(claim.article, claim.sentence)} if _numbers(claim) else set()
            elif claim.type in BREACHES:
                self._acts.add((claim.article, claim.sentence))

    def holds(self, claim: Claim) -> bool:
        """Whether a claim of a breach, or its sentence, counts breaches; or spans many days; or points to nothing.

        It points to an incident by a day or a place of its own, or by an act that its sentence tells, unless it says
        that the truce was broken again and again.
        """
        if (claim.article, claim.sentence) in self._counting or (claim.date and claim.date.days > LONGEST):
            return True
        text, span = self._article(claim.article).field(claim.trigger.span.field), claim.trigger.span
        if _OFTEN.search(text[max(claim.sentence.begin, span.begin - _BESIDE) : span.end + _BESIDE]):
            return True
        return not (claim.date or claim.place or (claim.article, claim.sentence) in self._acts)

    def says(self, claim: Claim) -> bool:
        """Whether such a claim is an allegation of its own, not the words beside a number."""
        counted = (claim.article, claim.sentence) in self._counting
        return self.holds(claim) and bool(_numbers(claim) or not counted)


def allegations(
    events: Iterable[tuple[Event, Collection[str]]],
    claims: Mapping[str, Claim],
    published: Mapping[str, date | None],
    positions: Positions,
    general: General,
) -> tuple[Counted, ...]:
    """The allegations that are no single incident, by day, those without one last.

    Args:
        events: each with the ids of its claims that tell or deny a breach.
        claims: all claims by id.
        published: the day of each article.
        positions: of the record.
        general: tells which of these claims are of no single incident.
    """
    found: list[Counted] = []
    for event, breaches in events:
        for account in event.accounts:
            for claim in (claims[c] for c in account.claims if c in breaches):
                if general.says(claim):
                    side = positions.side_of_voice(account.voice)
                    day = published.get(claim.article)
                    teller = Teller(account.outlet, account.source, account.voice, side, day, claim.id)
                    found += _told(claim, teller, positions)
    merged = _merged(sorted(found, key=_in_order))
    return tuple(sorted(merged, key=_in_order))


def _numbers(claim: Claim) -> list[Quantity]:
    return [q for q in claim.numbers if q.kind == "violations"]


def _told(claim: Claim, teller: Teller, positions: Positions) -> Iterator[Counted]:
    """What one claim alleges: one row for each number that it gives, or one without a number."""
    numbers = _numbers(claim)
    says: Meaning = "kept" if claim.status == "denied" else "broken"
    places = tuple(dict.fromkeys(m.entity or m.text for m in claim.place))
    everybody = tuple(dict.fromkeys(m.entity or m.text for m in claim.actor))
    given: list[Quantity | None] = [*numbers] or [None]
    for number in given:
        actors = everybody if len(numbers) < 2 or number is None else _of(number, claim)
        known = number and (number.least is not None or number.most is not None)
        range_ = Range(number.least, number.most) if number and known else None
        yield Counted(says, range_, claim.date, actors, positions.culprits(actors), places, (teller,))


def _of(number: Quantity, claim: Claim) -> tuple[str, ...]:
    """Whose breaches one of several numbers counts: theirs who are named right behind it, "20 by Russian forces"."""
    behind = [m for m in claim.actor if 0 <= m.span.begin - number.span.end <= _BEHIND]
    others = [q.span for q in claim.numbers if q is not number]
    return tuple(
        m.entity or m.text for m in behind if not any(number.span.end <= o.begin < m.span.begin for o in others)
    )


def _merged(found: Iterable[Counted]) -> Iterator[Counted]:
    """One row for what one voice says again, in another article or of days not told."""
    rows: list[Counted] = []
    for one in found:
        for n, other in enumerate(rows):
            if _is_again(one, other):
                known = {t.claim for t in other.tellers}
                tellers = (*other.tellers, *(t for t in one.tellers if t.claim not in known))
                ordered = sorted(tellers, key=lambda t: (t.published or date.max, t.claim))
                rows[n] = replace(other, date=other.date or one.date, tellers=tuple(ordered))
                break
        else:
            rows.append(one)
    yield from rows


def _is_again(one: Counted, other: Counted) -> bool:
    """Whether two allegations are one: of one voice, of the same parties, with the same number, not of other days."""
    if (one.voice, one.says, one.number) != (other.voice, other.says, other.number):
        return False
    if one.by != other.by or (not one.by and set(one.actors) != set(other.actors)):
        return False
    return one.date is None or other.date is None or one.date.overlaps(other.date)


def _in_order(one: Counted) -> tuple[date, date, int, str, str]:
    first, last = (one.date.first, one.date.last) if one.date else (date.max, date.max)
    return first, last, -((one.number and (one.number.least or one.number.most)) or 0), one.voice, one.tellers[0].claim
