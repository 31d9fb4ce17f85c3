"""The killed and wounded before, in and after a truce, with the events behind each number."""

from __future__ import annotations

from dataclasses import dataclass

from truceline import plain
from truceline.records import Truce
from truceline.truces.deaths import Deaths, Stretch
from truceline.views.page.context import Context, anchor
from truceline.views.tolls import span
from truceline.views.truce_tolls import KNOWN, caution


@dataclass(frozen=True, slots=True)
class StretchView:
    """Some days before, in or after a truce: numbers in words, and events with their anchors."""

    name: str
    days: str
    killed: str
    wounded: str
    articles: int
    events: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TruceTollsView:
    """The tolls around one truce, how its days are known, and what keeps the numbers from being compared."""

    known: str
    caution: str
    stretches: tuple[StretchView, ...]


class TruceTollsViews:
    """Makes them from the tallies that the page has."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._deaths = Deaths(context.record, context.knowledge, context.tallies)

    def view(self, truce: Truce) -> TruceTollsView | None:
        """The tolls around a truce; ``None`` where its days are not known or no event near it has any."""
        found = self._deaths.around(truce)
        if found is None or not any(s.sums for s in found.stretches):
            return None
        known = f"First day: {KNOWN[found.begins]}. Last day: {KNOWN[found.ends]}."
        return TruceTollsView(known, caution(found), tuple(map(self._stretch, found.stretches)))

    def _stretch(self, stretch: Stretch) -> StretchView:
        sums = {s.what: span(s) for s in stretch.sums}
        events = {t.event: self._context.record.events[t.event] for t in stretch.tolls}
        named = ((f"{plain.type_name(e.type)}, {self._context.place(e.place)}", anchor(e.id)) for e in events.values())
        return StretchView(
            name=stretch.when,
            days=plain.when(stretch.days),
            killed=sums.get("killed", ""),
            wounded=sums.get("wounded", ""),
            articles=stretch.articles,
            events=tuple(named),
        )
