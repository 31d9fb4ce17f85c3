"""Ground: places and roads that change hands, by account, and who says who has which on any day.

What each voice said last stands beside what the others say; none is weighed. ``docs/ground.md`` has the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from truceline.ground.taking import Kind, Telling, Tellings, Told
from truceline.pack import Knowledge
from truceline.records import Record

FOUGHT_OVER = timedelta(days=7)
"""How long after the last fighting told there a place counts as contested."""

_HANDS: tuple[Kind, ...] = ("taken", "held")


@dataclass(frozen=True, slots=True)
class Change:
    """What some accounts of one event tell alike of one place: who took, held, left, besieged or opened it.

    Attributes:
        event, place: their ids.
        kind: what is told; a road that is cut is ``besieged``, one that can be used again ``opened``.
        holder: who: the side, else the actor, else words; ``None`` when not told, and where it is contested.
        part: all of them tell it of a part of the place only, or of a place that is shared.
        denied: they say that it was not so.
        told: by whom, each with the days it tells, the earliest first.
        since: the first day that it counts from; ``None`` when neither its day nor that of an article is known.
    """

    event: str
    place: str
    kind: Kind
    holder: str | None
    part: bool
    denied: bool
    told: tuple[Told, ...]
    since: date | None


@dataclass(frozen=True, slots=True)
class Holding:
    """Who has a place, or left it, or is denied to have it, by some voices.

    Attributes:
        holder: the side, else the actor, else words; ``None`` when not told.
        part: it is only a part of the place, or the place is shared.
        told: the last word of each voice, in order of voice.
    """

    holder: str | None
    part: bool
    told: tuple[Told, ...]

    @property
    def voices(self) -> tuple[str, ...]:
        """Who says so, each once."""
        return tuple(dict.fromkeys(t.voice for t in self.told))


@dataclass(frozen=True, slots=True)
class Standing:
    """Who says who has a place, on a day. Voices that never told of it are not in it.

    Attributes:
        place: its id.
        day: the day it is asked for.
        last: the last day of a telling up to then.
        held: by whom, those whom most voices name first, the whole of the place before parts of it.
        left: who left it, by voices that name nobody who has it now.
        denied: who is denied to have it, or to have taken it.
        contested: who tells of fighting over it in the week before.
    """

    place: str
    day: date
    last: date
    held: tuple[Holding, ...]
    left: tuple[Holding, ...] = ()
    denied: tuple[Holding, ...] = ()
    contested: tuple[Told, ...] = ()

    @property
    def age(self) -> int:
        """How many days ago the last account told of it."""
        return (self.day - self.last).days

    @property
    def holders(self) -> tuple[str | None, ...]:
        """Those who have it or a part of it by some voice, each once."""
        return tuple(dict.fromkeys(h.holder for h in self.held))

    @property
    def disputed(self) -> bool:
        """Whether two voices give all of the place to different holders."""
        by_voice: dict[str, set[str | None]] = defaultdict(set)
        for holding in self.held:
            for voice in holding.voices if holding.holder and not holding.part else ():
                by_voice[voice].add(holding.holder)
        return any(one.isdisjoint(other) for one in by_voice.values() for other in by_voice.values())


class Ground:
    """The ground of a record.

    Attributes:
        tellings: what every teller tells of every place.
        changes: the same, with what accounts of one event tell alike put together; by day, then place. What has no day
            at all comes last.
        places: ids of the places told of, in order.
    """

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self.tellings = Tellings(record, knowledge)
        self.changes = tuple(_changes(self.tellings.all))
        self._by_place = {p: tuple(t) for p, t in groupby(self.tellings.all, key=lambda t: t.place)}
        self.places = tuple(self._by_place)

    @property
    def open(self) -> int:
        """How many claims of ground are left out since the packs know none of their places."""
        return self.tellings.open

    def on(self, day: date) -> tuple[Standing, ...]:
        """The standing of every place that somebody told of up to a day, by place."""
        found = (_standing(p, tellings, day) for p, tellings in self._by_place.items())
        return tuple(s for s in found if s)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day on which the standing of some place changes."""
        return tuple(sorted({day for history in self.histories.values() for day, _ in history}))

    @cached_property
    def histories(self) -> Mapping[str, tuple[tuple[date, Standing | None], ...]]:
        """By place, its standings over time: each from its day until that of the next; ``None`` where nothing stands.

        A telling that changes nobody's word on who has the place makes no new entry, so ``last`` may be out of date.
        """
        return {p: tuple(_history(p, tellings)) for p, tellings in self._by_place.items()}

    def history(self, place: str) -> tuple[tuple[date, Standing | None], ...]:
        """One place's standings over time; empty where nobody tells of it."""
        return self.histories.get(place, ())


def _changes(tellings: Iterable[Telling]) -> list[Change]:
    alike: dict[tuple[str, str, Kind, str | None, bool], list[Telling]] = defaultdict(list)
    for t in tellings:
        alike[t.told.event, t.place, t.kind, t.holder, t.denied].append(t)
    found = []
    for (event, place, kind, holder, denied), same in alike.items():
        told = tuple(dict.fromkeys(t.told for t in same))
        since = min((t.since for t in same if t.since), default=None)
        found.append(Change(event, place, kind, holder, all(t.part for t in same), denied, told, since))
    return sorted(found, key=lambda c: (c.since or date.max, c.place, c.event, c.kind, c.denied, str(c.holder)))


def _standing(place: str, tellings: Iterable[Telling], day: date) -> Standing | None:
    """What every voice said last of a place up to a day."""
    known = [t for t in tellings if t.since and t.since <= day]
    by_voice: dict[str, list[Telling]] = defaultdict(list)
    for t in known:
        by_voice[t.told.voice].append(t)
    held: list[Telling] = []
    left: list[Telling] = []
    denied: list[Telling] = []
    contested: list[Told] = []
    for _, own in sorted(by_voice.items()):
        last = [t for t in own if not any(_supersedes(other, t) for other in own)]
        has = [t for t in last if t.kind in _HANDS and not t.denied]
        has = [t for t in has if t.holder] or has
        held += has
        left += [t for t in last if t.kind == "left" and not t.denied and not has]
        denied += [t for t in last if t.kind in (*_HANDS, "left") and t.denied]
        fought = [
            t for t in last if t.kind == "contested" and not t.denied and t.latest and t.latest >= day - FOUGHT_OVER
        ]
        contested += [max(fought, key=_recent).told] if fought else []
    if not (held or left or denied or contested):
        return None
    told = [t for t in known if t.kind in (*_HANDS, "left", "contested")]
    last_day = max(min(t.latest or day, day) for t in told)
    return Standing(place, day, last_day, _holdings(held), _holdings(left), _holdings(denied), tuple(contested))


def _supersedes(new: Telling, old: Telling) -> bool:
    """Whether what one voice tells leaves nothing of what it told before."""
    if new is old or new.earliest is None or old.latest is None:
        return False
    if new.kind not in (*_HANDS, "left"):
        return False
    later = new.earliest > old.latest
    if new.denied or new.kind == "left":
        return later and old.holder == new.holder and old.kind != "contested"
    return later and (not new.part or (old.part and old.holder == new.holder))


def _holdings(tellings: Iterable[Telling]) -> tuple[Holding, ...]:
    """One for each holder, whole or part, with the latest telling of each voice."""
    found: dict[tuple[str | None, bool], dict[str, Telling]] = defaultdict(dict)
    whole = {(t.holder, t.told.voice) for t in tellings if not t.part}
    for t in sorted(tellings, key=_recent):
        if not t.part or (t.holder, t.told.voice) not in whole:
            found[t.holder, t.part][t.told.voice] = t
    holdings = [
        Holding(holder, part, tuple(by_voice[v].told for v in sorted(by_voice)))
        for (holder, part), by_voice in found.items()
    ]
    return tuple(sorted(holdings, key=lambda h: (h.part, -len(h.told), h.holder is None, str(h.holder))))


def _recent(telling: Telling) -> tuple[date, date, str]:
    t = telling
    return t.latest or date.min, t.told.published or date.min, t.told.claim


def _history(place: str, tellings: Sequence[Telling]) -> Iterator[tuple[date, Standing | None]]:
    days = {t.since for t in tellings if t.since}
    # The first day on which a fight is no longer of the week before.
    days |= {t.latest + FOUGHT_OVER + timedelta(days=1) for t in tellings if t.kind == "contested" and t.latest}
    before: object = None
    for day in sorted(days):
        now = _standing(place, tellings, day)
        words = now and (
            tuple((h.holder, h.part, h.voices) for h in (*now.held, *now.left, *now.denied)),
            tuple(t.voice for t in now.contested),
            len(now.held),
            len(now.left),
        )
        if words != before:
            yield day, now
        before = words
