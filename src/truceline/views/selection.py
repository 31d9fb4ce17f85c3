"""Which claims, events, truces and outlets a user asks to see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from truceline.pack import Knowledge
from truceline.records import Article, Claim, Event, Interval, Record, Truce


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that all have to hold; one that is ``None`` holds always.

    Attributes:
        outlet: an outlet by any name or id that the packs know, or as its articles name it.
        since, until: days; what has no date meets neither.
        place: an id, or a name; a place counts with everything inside it.
        type: a type of the codebook.
    """

    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    place: str | None = None
    type: str | None = None

    def claims(self, record: Record, knowledge: Knowledge) -> Iterable[Claim]:
        """The claims that meet the conditions, in order of id."""
        outlets = {a.id: a.outlet for a in record.articles.values()} if self.outlet else {}
        for claim in record.claims.values():
            told = [m.entity or m.text for m in claim.place]
            if (
                self._typed(claim.type)
                and self._in_time(claim.date)
                and (not self.outlet or self._published_by(outlets[claim.article], knowledge))
                and self._somewhere(told, knowledge)
            ):
                yield claim

    def events(self, record: Record, knowledge: Knowledge) -> list[Event]:
        """The events that meet the conditions, by day, those without one last."""
        found = [e for e in record.events.values() if self._typed(e.type) and self._event(e, knowledge)]
        return sorted(found, key=lambda e: (e.date is None, e.date or Interval.day(date.min), e.id))

    def truces(self, record: Record, knowledge: Knowledge) -> list[Truce]:
        """The truces of which a step meets the conditions, by first day, those without one last."""
        found = [
            t
            for t in record.truces.values()
            if any(
                self._typed(s.type) and self._event(record.events[e], knowledge, t.place)
                for s in t.steps
                for e in s.events
            )
        ]
        return sorted(found, key=lambda t: (t.date is None, t.date or Interval.day(date.min), t.id))

    def articles(self, record: Record, knowledge: Knowledge) -> list[Article]:
        """The articles whose outlet and day of publication meet the conditions, in order of id."""
        return [
            a
            for a in record.articles.values()
            if self._published_by(a.outlet, knowledge)
            and self._in_time(Interval.day(a.published) if a.published else None)
        ]

    def _event(self, event: Event, knowledge: Knowledge, place: str | None = None) -> bool:
        places = [p for p in (event.place, place) if p]
        by_outlet = self.outlet is None or any(self._published_by(a.outlet, knowledge) for a in event.accounts)
        return by_outlet and self._in_time(event.date) and self._somewhere(places, knowledge)

    def _typed(self, name: str) -> bool:
        return self.type is None or self.type == name

    def _in_time(self, interval: Interval | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if interval is None:
            return False
        return (self.since is None or interval.last >= self.since) and (
            self.until is None or interval.first <= self.until
        )

    def _published_by(self, outlet: str | None, knowledge: Knowledge) -> bool:
        if self.outlet is None:
            return True
        if outlet is None:
            return False
        wanted, known = knowledge.outlet(self.outlet), knowledge.outlet(outlet)
        if wanted and known:
            return wanted.id == known.id
        return self.outlet.casefold() == outlet.casefold()

    def _somewhere(self, places: Iterable[str], knowledge: Knowledge) -> bool:
        if self.place is None:
            return True
        wanted = self.place.casefold()
        for place in places:
            for inside in knowledge.within(place) if place in knowledge.places else (place,):
                known = knowledge.places.get(inside)
                names = [inside, known.name, *known.names] if known else [inside]
                if any(wanted == name.casefold() for name in names):
                    return True
            if place not in knowledge.places and wanted in place.casefold():
                return True
        return False


class UnknownPlaceError(LookupError):
    """No pack knows a place of that name."""


def where(name: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of the places that a user names, by id or any name of theirs.

    Raises:
        UnknownPlaceError: the packs know none of that name.
    """
    if name in knowledge.places:
        return (name,)
    wanted = name.strip().casefold()
    found = [p.id for p in knowledge.places.values() if any(wanted == n.casefold() for n in (p.id, p.name, *p.names))]
    if not found:
        raise UnknownPlaceError(f"no place of these packs is called {name!r}; give a name or id as `events` shows it")
    return tuple(found)
