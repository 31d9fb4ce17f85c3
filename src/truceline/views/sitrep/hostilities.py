"""What was fought and who was hurt, event by event and in sum."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.analysis.tally import Tallies
from truceline.codebook import of_family
from truceline.plain import amount, listed, type_name, upper_first, when
from truceline.records import Event
from truceline.views.sitrep.report import Scene, Section, Sentence
from truceline.views.tolls import first, span, teller, total_words

MOST = 15
"""The events told one by one: those with most dead and most voices."""

MOST_TOTALS = 5
"""The told totals, those first that lie outside the sum of their events."""

_FIGHTING = of_family("violence")
_ASKED = {"actor": "who did it", "place": "where it was", "date": "when it was", "killed": "how many were killed"}


def section(scene: Scene) -> Section:
    """The violence of the days, the deadliest and most told first chosen and then in order of day."""
    found = [
        e
        for e in scene.record.events.values()
        if e.type in _FIGHTING and scene.then(e.date) and scene.here(e.place) and scene.telling(e)
    ]
    chosen = sorted(found, key=_weight, reverse=True)[:MOST]
    chosen.sort(key=lambda e: (e.date.first if e.date else scene.first, e.id))
    return Section(
        "Hostilities",
        tuple(_sentence(e, scene) for e in chosen),
        "No fighting, strike or attack is told of these days and places.",
        len(found) - len(chosen),
    )


def _weight(event: Event) -> tuple[int, int, str]:
    dead = event.killed.least or 0 if event.killed else 0
    return dead, len({a.voice for a in event.accounts}), event.id


def _sentence(event: Event, scene: Scene) -> Sentence:
    told = scene.telling(event)
    text = f"{upper_first(when(event.date))}: {type_name(event.type)}, {scene.where(event.place)}"
    numbers = [(event.killed, "killed"), (event.wounded, "wounded")]
    if hurt := listed([f"{amount(number)} {what}" for number, what in numbers if number]):
        text += f"; {hurt}"
    parts = [text, *_blame(event, scene)]
    if denying := [a for a in event.accounts if a.stance == "denies"]:
        parts.append(f"denied by {scene.tellers(denying)}")
    if asked := [_ASKED[q] for q in event.disputed if q in _ASKED]:
        parts.append(f"accounts differ on {listed(asked)}")
    if len({a.voice for a in told}) == 1:
        parts.append(f"told by {scene.tellers(told)} only")
    return Sentence("; ".join(parts) + ".", event.claims)


def _blame(event: Event, scene: Scene) -> Iterator[str]:
    by: dict[tuple[str, ...], list[str]] = {}
    for account in scene.telling(event):
        if account.actors:
            by.setdefault(account.actors[:2], []).append(account.voice)
    for actors, voices in sorted(by.items()):
        yield f"attributed to {scene.names(actors)} by {scene.voices(voices)}"


def casualties(scene: Scene) -> Section:
    """The killed and wounded of the days as ranges, and the totals that are told of them."""
    found = Tallies(scene.record, scene.knowledge).over(scene.places, scene.first, scene.last, None)
    tolls = [t for p in found.periods for t in p.tolls] + list(found.across)
    sentences = []
    for total in found.sums:
        own = [t for t in tolls if t.what == total.what]
        claims = tuple(dict.fromkeys(s.claim for t in own for s in (*t.lowest, *t.highest)))
        if claims:
            events = len({t.event for t in own})
            of = f"in {events:,} events, those of one event counted once" if events > 1 else "in one event"
            sentences.append(Sentence(f"{upper_first(total.what)}: {span(total)} {of}.", claims))
    for told in first([t for p in found.periods for t in p.totals] + list(found.totals))[:MOST_TOTALS]:
        by = listed(list(dict.fromkeys(teller(s, scene.knowledge) for s in told.said)))
        text = f"Told of a longer time or as a total: {total_words(told, scene.knowledge)}, by {by}."
        sentences.append(Sentence(text, tuple(s.claim for s in told.said)))
    return Section("Casualties", tuple(sentences), "No number of casualties is told of these days and places.")
