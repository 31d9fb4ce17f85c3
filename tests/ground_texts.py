"""A made-up town with two ways into its eastern half, and articles on it written for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sample import Sample, Words, claim
from truceline.codebook import TYPES
from truceline.matching.accounts import accounts
from truceline.matching.reports import Reports
from truceline.pack import Actor, Knowledge, Outlet, Pack, Place, Route, Side
from truceline.records import Article, Claim, Event, Status

GOVERNMENT, OPPOSITION, LEAGUE = "demo:government", "demo:opposition", "demo:league"
ARMY, REBELS, BRIGADE = ("The army", "demo:army"), ("Rebels", "demo:rebels"), ("The Brigade", "demo:brigade")
GUNMEN, FAMILIES = ("Gunmen", "demo:gunmen"), ("Families", "demo:civilians")
TARSIN, EAST, WEST = ("Tarsin", "demo:tarsin"), ("East Tarsin", "demo:east"), ("West Tarsin", "demo:west")
MILL_ROAD, TANNERY, SCHOOL = ("Mill Road", "demo:mill-road"), ("Tannery", "demo:tannery"), ("school", "demo:school")

KNOWLEDGE = Knowledge(
    [
        Pack(
            id="demo",
            name="Tarsin (made up for tests)",
            version="1",
            sides=(
                Side(GOVERNMENT, "the government", "The government", "tests"),
                Side(OPPOSITION, "the opposition", "The opposition", "tests"),
                Side(LEAGUE, "the League", "A third party", "tests"),
            ),
            actors=(
                Actor("demo:army", "the army", "force", GOVERNMENT),
                Actor("demo:rebels", "rebels", "armed_group", OPPOSITION),
                Actor("demo:brigade", "the Brigade", "armed_group", LEAGUE),
                Actor("demo:gunmen", "gunmen", "armed_group"),
                Actor("demo:civilians", "civilians", "population"),
                Actor("demo:monitor", "War Monitor", "monitor"),
            ),
            places=(
                Place("demo:land", "Land", "country"),
                Place("demo:hills", "the Hills", "governorate", "demo:land"),
                Place("demo:tarsin", "Tarsin", "city", "demo:hills"),
                Place("demo:east", "East Tarsin", "area", "demo:tarsin", names=("East Tarsin",)),
                Place("demo:west", "West Tarsin", "area", "demo:tarsin", names=("West Tarsin",)),
                Place("demo:mill-road", "Mill Road", "road", "demo:tarsin"),
                Place("demo:tannery", "Tannery", "quarter", "demo:tarsin"),
                Place("demo:school", "Tannery school", "site", "demo:tannery"),
                Place("demo:farms", "the Farms", "area", "demo:hills"),
                Place("demo:capital", "Capital", "city", "demo:land"),
            ),
            outlets=(
                Outlet("demo:state-agency", "State Agency", side=GOVERNMENT),
                Outlet("demo:state-radio", "State Radio", side=GOVERNMENT),
                Outlet("demo:northern-press", "Northern Press", side=OPPOSITION),
                Outlet("demo:world-wire", "World Wire"),
                Outlet("demo:city-paper", "City Paper"),
            ),
            routes=(
                Route(
                    "demo:mill-way",
                    "Mill Road into the east",
                    ("demo:farms", "demo:east"),
                    ("demo:mill-road",),
                    OPPOSITION,
                    date(2016, 1, 1),
                    date(2016, 12, 31),
                    True,
                ),
                Route(
                    "demo:tannery-way",
                    "Way by the Tannery into the east",
                    ("demo:farms", "demo:east"),
                    ("demo:tannery",),
                    OPPOSITION,
                    date(2016, 1, 1),
                    date(2016, 12, 31),
                    False,
                ),
                Route(
                    "demo:west-way",
                    "Road by the Tannery into the west",
                    ("demo:capital", "demo:west"),
                    ("demo:tannery",),
                    GOVERNMENT,
                    date(2016, 1, 1),
                    None,
                    True,
                ),
            ),
        )
    ]
)


@dataclass(frozen=True)
class Said:
    """One claim of an article: its sentence, the trigger in it, and what it says."""

    sentence: str
    trigger: str
    type: str
    actor: Sequence[Words] = ()
    place: Sequence[Words] = ()
    on: str | None = None
    status: Status = "happened"
    target: Sequence[Words] = ()
    source: Sequence[Words] = ()
    event: str = ""


@dataclass(frozen=True)
class Text:
    """An article, a sentence a line; ``published`` is a day, empty where it is not known."""

    outlet: str
    published: str
    said: Sequence[Said]
    copy_of: str = ""


def record(**texts: Text) -> Sample:
    """Articles by name; a claim that names no event is one of its own."""
    articles: dict[str, Article] = {}
    events: dict[str, list[Claim]] = {}
    for name, text in sorted(texts.items()):
        lines = list(dict.fromkeys(s.sentence for s in text.said))
        day = date.fromisoformat(text.published) if text.published else None
        articles[name] = article = Article(name, "", "\n".join(lines), text.outlet, day)
        for said in text.said:
            told = claim(
                article,
                lines.index(said.sentence) + 1,
                said.trigger,
                said.type,
                status=said.status,
                actor=said.actor,
                target=said.target,
                place=said.place,
                source=said.source,
                on=said.on,
            )
            events.setdefault(said.event or f"e-{told.id}", []).append(told)
    claims = {c.id: c for own in events.values() for c in own}
    copies = {name: text.copy_of for name, text in sorted(texts.items()) if text.copy_of}
    bare = Sample(articles, copies, dict(sorted(claims.items())))
    reports = Reports.of(bare, KNOWLEDGE)
    made = {name: _event(name, own, reports) for name, own in sorted(events.items())}
    return Sample(articles, copies, bare.claims, made)


def _event(name: str, claims: Sequence[Claim], reports: Reports) -> Event:
    first = claims[0]
    place = next((m.entity for c in claims for m in c.place if m.entity), None)
    return Event(name, first.type, TYPES[first.type].family, place, first.date, accounts(claims, reports))


def took(who: Words, where: Words, on: str | None = None, **more: object) -> Said:
    """Somebody took a place, in a sentence of its own."""
    sentence = f"{_text(who)} took {_text(where)} after a fight."
    return Said(sentence, "took", "capture", [who], [where], on, **more)  # type: ignore[arg-type]


def _text(words: Words) -> str:
    return words if isinstance(words, str) else words[0]
