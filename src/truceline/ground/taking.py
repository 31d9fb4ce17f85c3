"""What claims tell of places that change hands: who took, holds, left, besieges or opens which, on which day.

``docs/ground.md`` says what is read out of a claim, and what is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from truceline.matching.accounts import TELLING, counting
from truceline.matching.reports import Reports
from truceline.naming.phrase import is_pronoun
from truceline.naming.spelling import plain
from truceline.pack import Knowledge
from truceline.records import Account, Claim, Event, Interval, Mention, Record, Span

Kind = Literal["taken", "held", "left", "contested", "besieged", "opened"]
"""What is told of a place; a road that is cut is ``besieged``, one that can be used again ``opened``."""

_KINDS: Mapping[str, Kind] = {
    "capture": "taken",
    "control": "held",
    "withdrawal": "left",
    "clash": "contested",
    "offensive": "contested",
    "siege": "besieged",
    "siege_break": "opened",
}

WIDE = frozenset(["country", "governorate", "district"])
"""Kinds of place of which a fight or a siege somewhere in them says nothing, and a capture that of a part."""

STALE = timedelta(days=31)
"""How long before its article what is told without a day may have happened: news is seldom older."""

_NEVER = frozenset(["population", "monitor", "ngo"])
"""Kinds of actor that never have a place: people in general, and who watches or helps."""

_OWNED = re.compile(r"(?:its|their|his|her|our)\b", re.IGNORECASE)
_POSSESSIVE = 3  # characters: "'s "
_SHORT = 3  # days; a longer span is no day that a teller's other claim could take
_LOST = re.compile(r"\b(?:los(?:e|es|t|ing|s(?:es)?))\b", re.IGNORECASE)
_TO = re.compile(r"\s+(?:\w+\s+){0,2}to\s+(?:\w+\s+){0,2}")
_BESIDE = re.compile(r"\b(?:near|nearby|outside|around|surround\w*|vicinity|towards?|between)\b")
_PARTLY = re.compile(
    r"\b(?:parts?|half|halves|much|most|some|several|many|majority|portions?|swathes?|pockets?|areas|districts|quarters|"
    r"neighbou?rhoods|villages|towns|suburbs?|outskirts?|edges?|entrances?|approaches|positions?|points|hills?|buildings?|"
    r"blocks?|sections?|sectors?|front ?lines?|(?:area|village|town) in|"
    # Not the "northern city of X", which is all of X.
    r"(?:north|south|east|west|cent(?:er|re|ral))\w*(?! (?:\w+ )?(?:city|town|village|port) of))\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells something of a place.

    Attributes:
        voice: whom it counts for, see :class:`truceline.records.Account`.
        outlet: id of the outlet, or its name where no pack knows it; ``None`` when unknown.
        source: whom it cites, by entity id or words; ``None`` when it says so itself.
        event, claim: their ids.
        published: the day of its article; ``None`` when unknown.
        date: the days told; ``None`` when it tells none.
    """

    voice: str
    outlet: str | None
    source: str | None
    event: str
    claim: str
    published: date | None
    date: Interval | None

    @property
    def reported(self) -> bool:
        """Whether no day is told, so that it counts from the day of the article only."""
        return self.date is None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one teller tells of one place.

    Attributes:
        place: its id.
        kind: what is told.
        holder: who takes, holds, leaves, besieges or opens it: the side, else the actor, else words; ``None`` when not
            told, and where it is contested.
        part: it is only a part of the place, or the place is shared.
        denied: it is told not to be so.
        told: by whom.
        since: the day that it counts from: the day told, the last of several, the end of a month or year, but none
            after its article; of a state the first; the article's day where none is told. ``None`` when unknown.
        earliest, latest: the days within which it happened, or which it is told of; ``None`` when unknown.
    """

    place: str
    kind: Kind
    holder: str | None
    part: bool
    denied: bool
    told: Told
    since: date | None
    earliest: date | None
    latest: date | None


class Tellings:
    """What a record tells of places.

    Attributes:
        all: by place, day, event and claim; what has no day comes last.
        open: how many claims of ground are left out since the packs know none of their places.
    """

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._reports = Reports.of(record, knowledge)
        copies = dict(record.copies.items())
        claims = dict(record.claims.items())
        self._open: set[str] = set()
        found: list[Telling] = []
        for event in record.events.values():
            if not any(claims[c].type in _KINDS for c in event.claims):
                continue
            for account in event.accounts:
                own = [claims[c] for c in account.claims if claims[c].article not in copies]
                found += self._account(event, account, own)
        self.open = len(self._open)
        self.all = tuple(sorted(_without_background(found, claims), key=_order))

    def _account(self, event: Event, account: Account, own: Sequence[Claim]) -> Iterator[Telling]:
        counted = counting(own, self._reports)
        by_kind: dict[Kind, list[Claim]] = defaultdict(list)
        for claim in counted:
            telling = claim.status == "happened" and account.stance in TELLING
            if claim.type in _KINDS and (telling or claim.status == "denied"):
                by_kind[_KINDS[claim.type]].append(claim)
        for kind, claims in by_kind.items():
            for claim in claims:
                yield from self._claim(kind, claim, claims, event, account)

    def _claim(
        self, kind: Kind, claim: Claim, same: Sequence[Claim], event: Event, account: Account
    ) -> Iterator[Telling]:
        """One claim's tellings.

        What it leaves out is taken from the same teller's other claims of the same act; but not of sieges, of which an
        article may tell several in one breath.
        """
        places = self._places(claim)
        others = [c for c in same if c is not claim] if kind != "besieged" else []
        if not places and self._holders(claim.actor) and all(is_pronoun(m.text) for m in claim.place):
            places = next((p for c in others if (p := self._places(c))), {})
        if not places and claim.place:
            self._open.add(claim.id)
        if kind == "taken" and self._is_loss(claim):
            kind, who = "left", self._holders((*claim.actor, *claim.target))
        else:
            who = self._holders(claim.actor) or next((h for c in others if (h := self._holders(c.actor))), ())
        if kind == "left" and not (who and self._armed(claim)):
            return
        if kind == "besieged":
            who = tuple(h for h in who if h not in self._holders(claim.target))
        holders: tuple[str | None, ...] = (who or (None,)) if kind != "contested" else (None,)
        days = claim.date or next((c.date for c in others if c.date and c.date.days <= _SHORT), None)
        published = self._reports.day(claim)
        denied = claim.status == "denied"
        told = Told(account.voice, account.outlet, account.source, event.id, claim.id, published, days)
        for place, part in places.items():
            wide = self._wide(place)
            if wide and kind in ("contested", "besieged", "opened"):
                continue
            # Who gains or loses in a province hardly does so in all of it.
            part = part or (wide and kind in ("taken", "left"))
            for holder in holders:
                yield Telling(place, kind, holder, part, denied, told, *_days(kind, days, published))

    def _places(self, claim: Claim) -> dict[str, bool]:
        """The known places that a claim is of, no country, each with whether only a part of it is meant."""
        known = [m for m in claim.place if m.entity and m.entity in self._knowledge.places]
        inner = {p for m in known if m.entity for p in self._knowledge.within(m.entity)[1:]}
        unknown = [m for m in claim.place if not m.entity and not is_pronoun(m.text)]
        found: dict[str, bool] = {}
        for mention in known:
            place = mention.entity or ""
            if place in inner or self._knowledge.places[place].kind == "country":
                continue
            beside, part = self._extent(mention, place)
            if beside:
                continue
            part = part or any(_makes_part(u, mention) for u in unknown)
            found[place] = found.get(place, True) and part
        return found

    def _is_loss(self, claim: Claim) -> bool:
        """Whether a capture tells who lost the place: "the army lost X", not "X was lost to the army"."""
        text = self._reports.article(claim.article).field(claim.trigger.span.field)
        after = (text[claim.trigger.span.end : m.span.begin] for m in claim.actor if m.span > claim.trigger.span)
        return bool(_LOST.search(claim.trigger.text)) and not any(_TO.fullmatch(words) for words in after)

    def _wide(self, place: str) -> bool:
        """Whether a place is a division of a country, or a stretch of it that lies in no one division."""
        parent = self._knowledge.places.get(self._knowledge.places[place].parent or "")
        kind = self._knowledge.places[place].kind
        return kind in WIDE or (kind == "area" and parent is not None and parent.kind == "country")

    def _extent(self, mention: Mention, place: str) -> tuple[bool, bool]:
        """Whether the words only set something beside the place, and whether they mean a part of it."""
        words = plain(mention.text)
        names = sorted({plain(n) for n in self._knowledge.places[place].names}, key=lambda n: (-len(n), n))
        if words in names:
            return False, False
        named = next((n for n in names if re.search(rf"\b{re.escape(n)}\b", words)), "")
        before, _, after = words.partition(named) if named else (words, "", "")
        return bool(_BESIDE.search(before)), bool(_PARTLY.search(f"{before} , {after}"))

    def _holders(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Who acts, each by side, else as the actor, else in words; nobody who never has ground, and no mere place."""
        known: dict[str, None] = {}
        words: dict[str, None] = {}
        for m in mentions:
            if m.entity:
                actor = self._knowledge.actors.get(m.entity)
                if actor and actor.kind not in _NEVER and m.entity not in self._knowledge.outlets:
                    known[self._knowledge.side_of(m.entity) or m.entity] = None
            elif not is_pronoun(m.text) and not _OWNED.match(m.text):
                words[m.text] = None
        # "Forces" or "fighters" beside somebody known are theirs, or nobody in particular.
        named = [w for w in words if any(c.isupper() for c in w)]
        return tuple(known) + tuple(named if known or named else words)

    def _armed(self, claim: Claim) -> bool:
        """Whether those who leave are not people in general: civilians who leave a place give up no ground."""
        kinds = [a.kind for m in (*claim.actor, *claim.target) if (a := self._knowledge.actors.get(m.entity or ""))]
        return not kinds or not _NEVER.issuperset(kinds)


def _makes_part(unknown: Mention, known: Mention) -> bool:
    """Whether an open place is what is meant, and the known one only tells where it lies.

    So it is in "a hilltop by X", "three villages of X", "X's old quarter" and "X and the ground around it", but not in
    "X, a strategic town".
    """
    one, other = unknown.span, known.span
    if one.field != other.field:
        return False
    words = plain(unknown.text)
    if unknown.near == known.entity and (_BESIDE.search(words) or _PARTLY.search(words)):
        return True
    common = not any(c.isupper() for c in unknown.text)
    before = one.begin < other.begin and (common or unknown.near == known.entity)
    return before or (unknown.near == known.entity and 0 <= one.begin - other.end <= _POSSESSIVE)


def _days(kind: Kind, days: Interval | None, published: date | None) -> tuple[date | None, date | None, date | None]:
    """From when a telling counts, and the days within which it lies."""
    if days is None:
        state = kind in ("held", "besieged", "contested")
        return published, published if state or published is None else published - STALE, published
    latest = published if published and days.first <= published < days.last else days.last
    if kind == "contested":
        return days.first, days.first, latest
    if kind not in ("held", "besieged"):
        return latest, days.first, latest
    grain = days.first_grain
    begun = (
        Interval.year(days.first.year)
        if grain == "year"
        else Interval.month(days.first.year, days.first.month)
        if grain == "month"
        else Interval.day(days.first)
    )
    return min(begun.last, latest), days.first, latest


def _without_background(tellings: Sequence[Telling], claims: Mapping[str, Claim]) -> Iterator[Telling]:
    """Leave out states without a day that an article's own news has ended, and see what one sentence shares out.

    Who held a place that somebody else is told to have taken, and the siege in "broke the siege", were so before. A
    place that one sentence gives to two is shared: "one bank is held by the army, the other by rebels".
    """
    taken: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    held: dict[tuple[str, Span, str], set[str | None]] = defaultdict(set)
    broken: set[tuple[str, Span | str]] = set()
    for t in tellings:
        claim = claims[t.told.claim]
        if t.kind == "taken" and not t.denied:
            taken[claim.article, t.place].add(t.holder)
        elif t.kind == "held":
            held[claim.article, claim.sentence, t.place].add(t.holder)
        elif t.kind == "opened" and not t.denied:
            broken |= {(claim.article, claim.sentence), (claim.article, t.place)}
    for t in tellings:
        claim = claims[t.told.claim]
        before = t.kind == "held" and t.told.reported and taken[claim.article, t.place] - {t.holder}
        ended = (claim.article, claim.sentence) in broken or (t.told.reported and (claim.article, t.place) in broken)
        if before or (t.kind == "besieged" and ended):
            continue
        shared = t.kind == "held" and len(held[claim.article, claim.sentence, t.place]) > 1
        yield replace(t, part=True) if shared else t


def _order(telling: Telling) -> tuple[object, ...]:
    t = telling
    return t.place, t.since or date.max, t.told.event, t.told.claim, t.told.voice, t.told.source or "", str(t.holder)
