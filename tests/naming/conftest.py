"""A small war of our own, and a world around it."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.pack import Actor, Knowledge, Outlet, Pack, Place, Side


def actor(entity: str, kind: str, names: str, descriptions: str = "", **more: str | date | None) -> Actor:
    parts = tuple(names.split(" | "))
    described = tuple(d for d in descriptions.split(" | ") if d)
    return Actor(entity, parts[0], kind, names=parts, descriptions=described, **more)  # type: ignore[arg-type]


def place(entity: str, kind: str, names: str, parent: str | None = None) -> Place:
    parts = tuple(names.split(" | "))
    return Place(entity, parts[0], kind, parent, 1.0, 1.0, parts)


WORLD = Pack(
    "world",
    "World",
    "1",
    actors=(
        actor("world:russia", "state", "Russia", "Russian", country="world:russia"),
        actor("world:turkey", "state", "Turkey", "Turkish | Ankara", country="world:turkey"),
        actor("world:us", "state", "United States | US | USA | U.S.", "Washington", country="world:us"),
        actor(
            "world:russia-defence",
            "government",
            "Ministry of Defence of Russia | Russian defence ministry | Russian Ministry of Defence",
            parent="world:russia",
            country="world:russia",
        ),
        actor("world:us-government", "government", "US government", parent="world:us", country="world:us"),
        actor("world:kerry", "person", "John Kerry | Kerry", parent="world:us-government", country="world:us"),
        actor("world:state-dept", "government", "US State Department | US Secretary of State", country="world:us"),
        actor("world:un", "body", "United Nations | UN | U.N."),
        actor("world:who", "body", "World Health Organization | WHO", parent="world:un"),
    ),
    places=(
        place("world:syria", "country", "Syria"),
        place("world:libya", "country", "Libya"),
        place("world:russia", "country", "Russia"),
        place("world:turkey", "country", "Turkey"),
        place("world:us", "country", "United States"),
        place("world:croatia", "country", "Croatia"),
        place("world:tripoli", "city", "Tripoli", "world:libya"),
    ),
    outlets=(Outlet("world:reuters", "Reuters", names=("Reuters",), domains=("reuters.com",)),),
)

SYRIA = Pack(
    "syria",
    "Syria",
    "1",
    sides=(Side("syria:government", "Government", "", ""), Side("syria:opposition", "Opposition", "", "")),
    actors=(
        actor("syria:government", "government", "Government of Syria | Syrian government", "regime | Damascus"),
        actor("syria:army", "force", "Syrian Arab Army | Syrian army | SAA", "army", parent="syria:government"),
        actor("syria:assad", "person", "Bashar al-Assad | Assad", parent="syria:government"),
        actor("syria:aleppo-police", "force", "Aleppo Police Command", parent="syria:government"),
        actor("syria:opposition", "coalition", "Syrian opposition", "rebels | opposition | armed opposition"),
        actor("syria:zenki", "armed_group", "Nour al-Din al-Zenki Movement | Nour al-Din al-Zenki"),
        actor("syria:jaish-al-islam", "armed_group", "Jaish al-Islam | Army of Islam"),
        actor("syria:nusra", "armed_group", "Jabhat al-Nusra | Nusra Front | Nusra", "", last=date(2016, 7, 28)),
        actor(
            "syria:jfs",
            "armed_group",
            "Jabhat Fatah al-Sham | Nusra Front",
            "",
            first=date(2016, 7, 28),
            last=date(2017, 1, 28),
        ),
        actor("syria:ypg", "armed_group", "People's Protection Units | YPG"),
        actor("syria:observatory", "monitor", "Syrian Observatory for Human Rights | SOHR"),
        actor("syria:abdulrahman", "person", "Rami Abdulrahman | Rami Abdel Rahman", parent="syria:observatory"),
        actor("syria:civilians", "population", "Syrian civilians", "civilians | people | residents"),
    ),
    places=(
        place("syria:aleppo-governorate", "governorate", "Aleppo Governorate | Aleppo", "world:syria"),
        place("syria:aleppo", "city", "Aleppo | Halab", "syria:aleppo-governorate"),
        place("syria:ramosa", "quarter", "Ramosa | Ramouseh", "syria:aleppo"),
        place("syria:furqan", "quarter", "al-Furqan", "syria:aleppo"),
        place("syria:castello", "road", "Castello Road", "syria:aleppo"),
        place("syria:raqqa-governorate", "governorate", "Raqqa Governorate | Raqqa", "world:syria"),
        place("syria:raqqa", "city", "Raqqa | ar-Raqqah", "syria:raqqa-governorate"),
        place("syria:zahra-aleppo", "quarter", "al-Zahra", "syria:aleppo"),
        place("syria:homs", "city", "Homs", "world:syria"),
        place("syria:zahra-homs", "quarter", "al-Zahra", "syria:homs"),
        place("syria:tripoli-hill", "area", "Tripoli", "syria:homs"),
    ),
    outlets=(Outlet("syria:sana", "SANA", side="syria:government", names=("SANA", "Syrian Arab News Agency")),),
)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge([WORLD, SYRIA])
