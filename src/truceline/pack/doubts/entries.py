"""Entries that lack what makes them useful or traceable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.pack.doubts.view import Doubt, View, overlap
from truceline.pack.links import entries
from truceline.pack.records import Actor, Outlet, Route, Side, Terms

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_FIGHTING = frozenset(["force", "armed_group", "coalition", "party"])
"""Kinds that stand on a side of a conflict more often than not."""

CLASSES = ("cessation of hostilities", "preliminary", "definitive")
"""Of the ETH/PRIO Civil Conflict Ceasefire data set."""


def doubts(view: View) -> Iterator[Doubt]:
    """Ids, sources, sides, days, outlets and terms."""
    pack = view.pack
    countries = {p.id for p in view.places.values() if p.kind == "country"}
    for table, entry in entries(pack):
        if not _ID.fullmatch(short := view.short(entry.id)):
            mend = "use small letters, digits and hyphens"
            yield Doubt(table, entry.id, f"id {short!r}: ids are compared to the letter and stored for good; {mend}")
        source = " ".join(entry.sources) if isinstance(entry, Terms) else entry.source
        if not source:
            yield Doubt(table, entry.id, "no source; say where this can be looked up")
        elif source.endswith("?"):
            yield Doubt(
                table,
                entry.id,
                f"source {source!r} ends in a question mark; look it up and take the mark out",
                field="source",
            )
        country = getattr(entry, "country", None)
        if country in view.places and country not in countries:
            yield Doubt(table, entry.id, f"country {country!r} is a {view.places[country].kind}; give the country")
    for actor in pack.actors:
        yield from _actor(actor, view)
    for outlet in pack.outlets:
        yield from _outlet(outlet, view)
    for route in pack.routes:
        yield from _route(route)
    for terms in pack.terms:
        yield from _terms(terms)
    others = {e.id: (table, e.name) for table, e in reversed(tuple(entries(pack))) if table != "sides"}
    for side in pack.sides:
        table, name = others.get(side.id, ("", side.name))
        if name != side.name:
            what = f"its id is also one of {table}, by whose name pages would call it; give the side another"
            yield Doubt("sides", side.id, what, "id")
    taken = {actor.side for actor in view.actors.values()} | {outlet.side for outlet in pack.outlets}
    for side in pack.sides:
        yield from _side(side, unused=side.id not in taken and not side.members)


def _side(side: Side, unused: bool) -> Iterator[Doubt]:
    if unused:
        yield Doubt("sides", side.id, "no actor and no outlet is on this side; give it some, or take it out")
    if not side.description:
        yield Doubt("sides", side.id, "no description; say who is counted in, and on what ground")


def _actor(actor: Actor, view: View) -> Iterator[Doubt]:
    if view.pack.sides and actor.kind in _FIGHTING and view.side(actor) is None:
        yield Doubt("actors", actor.id, "on no side, nor is what it belongs to; give side or parent, if there is one")
    pack = view.pack
    if not overlap(actor, Actor("", "", "", first=pack.first, last=pack.last)):
        span = f"{pack.first or ''} to {pack.last or ''}".strip()
        what = f"its days lie outside of those that the pack covers ({span}); mend first and last"
        yield Doubt("actors", actor.id, what)


def _outlet(outlet: Outlet, view: View) -> Iterator[Doubt]:
    if not outlet.domains:
        yield Doubt("outlets", outlet.id, "no domains; its articles are known as its own only where they name it")
    if not outlet.language:
        yield Doubt("outlets", outlet.id, "no language; give its ISO 639-1 code, as en")
    for other in view.pack.outlets:
        if other is outlet:
            break
        if common := sorted(set(other.domains) & set(outlet.domains)):
            what = f"domain {common[0]!r} is also that of {view.short(other.id)!r}, which comes first; take it from one"
            yield Doubt("outlets", outlet.id, what)


def _route(route: Route) -> Iterator[Doubt]:
    if twice := sorted(set(route.ends) & set(route.through)):
        yield Doubt("routes", route.id, f"{twice[0]!r} is an end and among what it goes through; take it from one")
    if route.open is not None and route.first is None:
        yield Doubt("routes", route.id, "it says whether it was open and not from which day on; give first")


def _terms(terms: Terms) -> Iterator[Doubt]:
    for field, mend in (
        ("parties", "say who agreed"),
        ("places", "say where it holds"),
        ("obligations", "write them in your own words, one sentence each"),
    ):
        if not getattr(terms, field):
            yield Doubt("terms", terms.id, f"no {field}; {mend}")
    if terms.class_ and terms.class_ not in CLASSES:
        yield Doubt(
            "terms", terms.id, f"class {terms.class_!r} is none of {', '.join(CLASSES)}; use one of these", "class"
        )
    if not (terms.announced or terms.starts):
        yield Doubt("terms", terms.id, "neither announced nor starts; no truce in articles will be known as this one")
    if terms.starts and terms.announced and terms.starts < terms.announced:
        yield Doubt(
            "terms",
            terms.id,
            f"it starts ({terms.starts}) before it is announced ({terms.announced}); mend them",
            "starts",
        )
    if terms.starts and terms.ends and terms.duration_hours:
        days = (terms.ends - terms.starts).days + 1
        if terms.duration_hours > 24 * days:
            what = f"duration_hours ({terms.duration_hours}) is longer than from starts to ends ({days} days); mend one"
            yield Doubt("terms", terms.id, what, "duration_hours")
    for n, zone in enumerate(terms.zones, 1):
        if not zone.places and not zone.around and not zone.points:
            what = f"zone {zone.name!r} is not drawn; give places, around or points, if they are known"
            yield Doubt("terms", terms.id, what, f"zone {n}")
    twice = [(a, b) for a, b in (("parties", "excluded"), ("guarantors", "excluded"))]
    for one, other in twice:
        if both := sorted(set(getattr(terms, one)) & set(getattr(terms, other))):
            yield Doubt("terms", terms.id, f"{both[0]!r} is among the {one} and the {other}; take it from one", other)
