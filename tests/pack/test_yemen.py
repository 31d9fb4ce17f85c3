"""The pack of another war than Syria's, from the words of an article to names: nothing in between is about one war."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from truceline import reading
from truceline.naming import Namer
from truceline.pack import Knowledge, bundled
from truceline.records import Article, Claim, Mention, Role, Span

ROLES: tuple[Role, ...] = ("actor", "target", "source", "place")

TRUCE = """\
Houthi fighters shelled the southern edge of Hodeidah on Tuesday and killed four civilians, the Joint Forces said.
Hours later warplanes of the Saudi-led coalition struck Hodeidah port, al-Masirah reported.
UN envoy Martin Griffiths called on the Houthis and the government of President Abdrabbuh Mansur Hadi to stop fighting.
Aid trucks were stopped on the Hodeidah-Sanaa road, the World Food Programme said.
Yahya Saree said that the Houthis fired a missile at Abha airport in Saudi Arabia.
"""
MARIB = """\
Yemeni government forces retook two hills in Sirwah, west of Marib, on Sunday, a Yemeni officer said.
The rebels shelled the Jufaina camp in Marib and wounded six displaced people, medics said.
Hans Grundberg met Rashad al-Alimi in Aden and urged the Presidential Leadership Council to extend the truce.
"""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.of(["world", "yemen"])


@pytest.fixture(scope="module")
def namer(knowledge: Knowledge) -> Namer:
    return Namer(knowledge)


def told(namer: Namer, text: str, published: date) -> dict[tuple[Role, str], str | None]:
    """What each mention of an article is resolved to, read with the package's own model."""
    article = Article("a", "", text, "Hill Wire", published)
    claims = namer.name(article, reading.read(article))
    return {(role, m.text): m.entity for c in claims for role in ROLES for m in c.mentions(role)}


def named(namer: Namer, role: Role, text: str, published: date | None = None) -> str | None:
    """What one mention stands for in an article about Yemen."""
    around = Article("a", "", "Fighting went on in Yemen.", published=published)
    claim = Claim("a#0", "a", Mention(Span("text", 0, 8), "Fighting"), Span("text", 0, 26), "clash")
    claim = replace(claim, **{role: (Mention(Span("text", 0, 8), text),)})  # type: ignore[arg-type]
    return namer.name(around, [claim])[0].mentions(role)[0].entity


def test_articles_are_read_and_named_with_the_worlds_pack_and_this_one(namer: Namer) -> None:
    found = told(namer, TRUCE, date(2018, 11, 7)) | told(namer, MARIB, date(2022, 5, 23))
    entities = Counter(e for e in found.values() if e)
    assert not [e for e in entities if e.startswith("syria:")]
    assert {
        "yemen:ansar-allah",
        "yemen:saudi-led-coalition",
        "yemen:hodeidah-port",
        "yemen:west-coast-forces",
        "yemen:martin-griffiths",
        "yemen:abha-airport",
        "yemen:al-jufaina",
        "yemen:hans-grundberg",
        "yemen:aden",
    } <= entities.keys()
    assert sum(entities.values()) / len(found) >= 0.8


@pytest.mark.parametrize(
    ("role", "text", "entity"),
    [
        ("actor", "Huthis", "yemen:ansar-allah"),
        ("actor", "Ansarullah fighters", "yemen:ansar-allah"),
        ("actor", "the Iran-backed coup militia", "yemen:ansar-allah"),
        ("actor", "the rebels", "yemen:ansar-allah"),
        ("actor", "the coalition", "yemen:saudi-led-coalition"),
        ("actor", "US-Saudi aggression", "yemen:saudi-led-coalition"),
        ("actor", "Yemeni government", "yemen:yemeni-government"),
        ("actor", "the army and popular committees", "yemen:houthi-forces"),
        ("actor", "southern separatists", "yemen:southern-movement"),
        ("actor", "STC", "yemen:stc"),
        ("actor", "Abed Rabbo Mansour Hadi", "yemen:abdrabbuh-mansur-hadi"),
        ("source", "Abdul-Malik al-Houthi", "yemen:abdul-malik-al-houthi"),
        ("source", "spokesman for the Houthis Mohammed Abdul Salam", "yemen:mohammed-abdulsalam"),
        ("source", "UN envoy to Yemen", "yemen:un-special-envoy-yemen"),
        ("source", "SPA", "yemen:spa"),
        ("place", "al-Hudaydah", "yemen:hodeidah"),
        ("place", "port of Hodeida", "yemen:hodeidah-port"),
        ("place", "Marib province", "yemen:marib-governorate"),
        ("place", "Marib city", "yemen:marib"),
        ("place", "the Ta'izz governorate", "yemen:taiz-governorate"),
        ("place", "district of Nihm", "yemen:nihm-district"),
        ("place", "Khormaksar in Aden", "yemen:khormaksar"),
    ],
)
def test_names_and_descriptions_lead_to_their_bearers(namer: Namer, role: Role, text: str, entity: str) -> None:
    assert named(namer, role, text) == entity


def test_other_wars_keep_their_own_names() -> None:
    both = Namer(Knowledge.of(["world", "syria", "yemen"]))
    syrian = Article("a", "", "Rebels shelled Aleppo in Syria, and the coalition struck Raqqa.", "Hill Wire")
    found = [m.entity for c in both.name(syrian, reading.read(syrian)) for r in ROLES for m in c.mentions(r)]
    assert found
    assert not [e for e in found if e and e.startswith("yemen:")]


@pytest.mark.parametrize(
    ("actor", "side"),
    [
        ("yemen:saleh-forces", "yemen:houthi"),
        ("yemen:tareq-saleh", "yemen:government"),
        ("yemen:security-belt", "yemen:southern"),
        ("yemen:turki-al-malki", "yemen:government"),
        ("world:saudi-arabia-foreign-ministry", "yemen:government"),
        ("yemen:houthi-health-ministry", "yemen:houthi"),
        ("yemen:martin-griffiths", None),
        ("world:iran", None),
    ],
)
def test_actors_have_the_side_that_they_fought_on(knowledge: Knowledge, actor: str, side: str | None) -> None:
    assert knowledge.side_of(actor) == side


@pytest.mark.parametrize(
    ("text", "day", "holder"),
    [
        ("UN envoy to Yemen", date(2015, 3, 1), "jamal-benomar"),
        ("the UN special envoy for Yemen", date(2016, 10, 17), "ismail-ould-cheikh-ahmed"),
        ("UN envoy to Yemen", date(2018, 12, 13), "martin-griffiths"),
        ("UN Special Envoy for Yemen", date(2022, 4, 1), "hans-grundberg"),
        ("Yemeni prime minister", date(2017, 1, 1), "ahmed-bin-daghr"),
        ("Yemen's president", date(2017, 1, 1), "abdrabbuh-mansur-hadi"),
        ("Yemen's president", date(2022, 9, 1), "rashad-al-alimi"),
        ("head of the Supreme Political Council", date(2017, 1, 1), "saleh-al-sammad"),
        ("head of the Supreme Political Council", date(2019, 1, 1), "mahdi-al-mashat"),
    ],
)
def test_an_office_leads_to_who_held_it_on_the_day(namer: Namer, text: str, day: date, holder: str) -> None:
    assert named(namer, "source", text, day) == f"yemen:{holder}"


def test_truces_stand_with_the_days_that_they_were_in_force(knowledge: Knowledge) -> None:
    days = {t.id.partition(":")[2]: (t.starts, t.ends) for t in knowledge.terms.values() if t.id.startswith("yemen:")}
    assert days["pause-2015-05"] == (date(2015, 5, 12), date(2015, 5, 17))
    assert days["cessation-2016-04"] == (date(2016, 4, 10), None)
    assert days["hodeidah-2018-12"] == (date(2018, 12, 18), None)
    assert (days["truce-2022-04"][0], days["truce-2022-08"][1]) == (date(2022, 4, 2), date(2022, 10, 2))
    assert days["truce-2022-04"][1] == days["truce-2022-06"][0]
    assert days["truce-2022-06"][1] == days["truce-2022-08"][0]


def test_all_governorates_are_there_and_every_place_has_one_or_lies_across_them(knowledge: Knowledge) -> None:
    own = [p for p in knowledge.places.values() if p.id.startswith("yemen:")]
    governorates = {p.id for p in own if p.kind == "governorate" and p.parent == "world:yemen"}
    assert len(governorates) == 22
    settled = [p for p in own if p.kind in ("city", "town", "village", "quarter", "district", "camp", "base")]
    at_home = [p for p in settled if "world:yemen" in knowledge.within(p.id)]
    assert [p.id for p in at_home if not governorates.intersection(knowledge.within(p.id))] == []


def test_every_entry_says_where_it_can_be_looked_up() -> None:
    (pack,) = (p for p in Knowledge.of(sorted(bundled())).packs if p.id == "yemen")
    assert [a.id for a in pack.actors if not a.source] == []
    assert [p.id for p in pack.places if not p.source] == []
    assert [t.id for t in pack.terms if not t.sources or not t.obligations] == []
