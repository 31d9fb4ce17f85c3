"""A small record to test views with: the summer of 2016 in Aleppo, in our own words, told by outlets we made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from truceline.codebook import TYPES
from truceline.matching.agreement import findings
from truceline.matching.reports import Reports
from truceline.pack import Actor, Knowledge, Obligation, Outlet, Pack, Place, Side, Terms
from truceline.records import (
    Account,
    Article,
    Claim,
    Event,
    Furniture,
    Interval,
    Mention,
    Problem,
    Quantity,
    QuantityKind,
    Range,
    Span,
    Stance,
    Status,
    Truce,
    TruceStep,
    claim_id,
)

Words = str | tuple[str, str]
"""The words of a mention, or the words and the entity they stand for."""


@dataclass(frozen=True)
class Sample:
    """A record held in memory."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    truces: Mapping[str, Truce] = field(default_factory=dict)
    problems: Sequence[Problem] = ()


def sentence_span(article: Article, sentence: int) -> Span:
    """The title (0) or a sentence of the text, one a line."""
    if sentence == 0:
        return Span("title", 0, len(article.title))
    lines = article.text.split("\n")
    begin = sum(len(line) + 1 for line in lines[: sentence - 1])
    return Span("text", begin, begin + len(lines[sentence - 1]))


def mention(article: Article, within: Span, words: Words) -> Mention:
    """The first occurrence of the words in the sentence, or else in the text."""
    text, entity = words if isinstance(words, tuple) else (words, None)
    begin = article.field(within.field).find(text, within.begin, within.end)
    span = Span(within.field, begin, begin + len(text)) if begin >= 0 else None
    if span is None:
        begin = article.text.index(text)
        span = Span("text", begin, begin + len(text))
    return Mention(span, text, entity, 0.9 if entity else None)


def claim(
    article: Article,
    sentence: int,
    trigger: str,
    type_: str,
    *,
    status: Status = "happened",
    actor: Sequence[Words] = (),
    target: Sequence[Words] = (),
    place: Sequence[Words] = (),
    time: Sequence[Words] = (),
    source: Sequence[Words] = (),
    on: str | None = None,
    numbers: Sequence[tuple[QuantityKind, str, int | None, int | None]] = (),
) -> Claim:
    """A claim by its words, offsets worked out."""
    span = sentence_span(article, sentence)
    told = mention(article, span, trigger)
    quantities = [(kind, mention(article, span, text), least, most) for kind, text, least, most in numbers]
    return Claim(
        id=claim_id(article.id, told.span),
        article=article.id,
        trigger=told,
        sentence=span,
        type=type_,
        status=status,
        actor=tuple(mention(article, span, w) for w in actor),
        target=tuple(mention(article, span, w) for w in target),
        place=tuple(mention(article, span, w) for w in place),
        time=tuple(mention(article, span, w) for w in time),
        source=tuple(mention(article, span, w) for w in source),
        date=Interval.parse(on) if on else None,
        numbers=tuple(Quantity(m.span, m.text, kind, least, most) for kind, m, least, most in quantities),
        confidence=0.9,
    )


KNOWLEDGE = Knowledge(
    [
        Pack(
            id="demo",
            name="Aleppo (made up for tests)",
            version="1",
            sides=(
                Side("demo:government", "the government", "The government and its allies", "tests"),
                Side("demo:opposition", "the opposition", "Armed and political opposition", "tests"),
            ),
            actors=(
                Actor("demo:government-forces", "Syrian government forces", "force", "demo:government"),
                Actor("demo:army", "Syrian Army", "force", parent="demo:government-forces"),
                Actor("demo:russia", "Russia", "state"),
                Actor("demo:usa", "United States", "state"),
                Actor("demo:rebels", "Syrian opposition fighters", "armed_group", "demo:opposition"),
                Actor("demo:jaf", "Jaish al-Fatah", "coalition", "demo:opposition"),
                Actor("demo:un", "United Nations", "body"),
                Actor("demo:observatory", "War Monitor", "monitor"),
                Actor("demo:civilians", "civilians", "population"),
            ),
            places=(
                Place("demo:syria", "Syria", "country"),
                Place("demo:aleppo", "Aleppo", "city", "demo:syria", 36.2, 37.16),
                Place("demo:ramouseh", "Ramouseh", "quarter", "demo:aleppo", 36.15, 37.13),
                Place("demo:castello", "Castello Road", "road", "demo:aleppo", 36.26, 37.12),
            ),
            outlets=(
                Outlet("demo:state-agency", "State Agency", country="demo:syria", side="demo:government"),
                Outlet("demo:northern-press", "Northern Press", country="demo:syria", side="demo:opposition"),
                Outlet("demo:world-wire", "World Wire"),
            ),
            terms=(
                Terms(
                    "demo:cessation-2016-09",
                    "Cessation of hostilities, September 2016",
                    class_="cessation of hostilities",
                    purpose="to let aid in and to prepare talks",
                    announced=date(2016, 9, 9),
                    starts=date(2016, 9, 12),
                    duration_hours=168,
                    parties=("demo:government-forces", "demo:rebels"),
                    guarantors=("demo:usa", "demo:russia"),
                    excluded=("demo:jaf",),
                    places=("demo:syria",),
                    obligations=(
                        Obligation("The parties stop all attacks.", "no_attacks"),
                        Obligation("The Castello Road is opened for aid.", "aid_access"),
                    ),
                    sources=("written for these tests",),
                ),
            ),
        )
    ]
)

A1 = Article(
    "state/0808.html",
    "Army units foil terrorist attempt near Ramouseh",
    "Menu Home Sport\n"
    "Army units shelled terrorist gatherings in Ramouseh on Sunday, killing 30 gunmen, a military source said.\n"
    "The claims that the road into the eastern quarters was opened are false, the source added; no siege was broken.\n"
    "Nine civilians were killed when terrorists fired rockets at Hamdaniyeh.",
    "State Agency",
    date(2016, 8, 8),
    "en",
    "https://state-agency.example/2016/08/08/ramouseh",
    "state/0808.html",
    (Furniture(Span("text", 0, 15), "menu"),),
)
A2 = Article(
    "north/ramouseh.txt",
    "Rebels break siege of eastern Aleppo",
    "Fighters of Jaish al-Fatah broke the regime's siege of eastern Aleppo on Saturday by taking Ramouseh.\n"
    "Regime artillery answered on Sunday, shelling Ramouseh and killing at least 12 people, local medics reported.\n"
    "Activists in the city fear that warplanes may strike the new road tonight.",
    "Northern Press",
    date(2016, 8, 8),
    "en",
    "http://northern-press.example/a?id=5&x=<b>",
    "north/ramouseh.txt",
    notes=("encoding guessed: windows-1252",),
)
A3 = Article(
    "wire.jsonl/17",
    "Fighting for a road decides Aleppo's fate",
    "Syrian government forces bombarded the Ramouseh district on Sunday, killing between 9 and 12, "
    "the War Monitor said.\n"
    "A day earlier insurgents had opened a passage into the besieged east of Aleppo.\n"
    "Russia said on Wednesday that it would halt fire around Aleppo for three hours a day from 11 August so that aid "
    "could get in.\n"
    "The United Nations asked for a pause of 48 hours instead, saying three hours were not enough.",
    "World Wire",
    date(2016, 8, 10),
    "en",
    "https://world-wire.example/17",
    "wire.jsonl",
)
A4 = Article("wire.jsonl/18", A3.title, A3.text, "World Wire", date(2016, 8, 11), "en", None, "wire.jsonl")
A5 = Article(
    "state/0912.html",
    "Calm holds as truce begins",
    "The regime of calm agreed by Russia and the United States took effect at sunset on Monday "
    "and will last seven days.\n"
    "Armed groups breached it ten times in Aleppo, the army command said on Wednesday.\n"
    "The army command declared the truce over on 19 September.",
    "State Agency",
    date(2016, 9, 19),
    "en",
    "javascript:alert(1)",
    "state/0912.html",
)
A6 = Article(
    "north/truce.txt",
    "",
    "Washington and Moscow agreed in Geneva on 9 September on a cessation of hostilities across Syria.\n"
    "Opposition fighters accepted the truce with doubts and Jaish al-Fatah rejected it.\n"
    "Government forces violated the truce with shells on the Castello Road on 14 September, activists said, and aid "
    "trucks could not pass.",
    "Northern Press",
    date(2016, 9, 20),
    "en",
    None,
    "north/truce.txt",
)
A7 = Article("leaflet.txt", "", "No fire was exchanged in the city last night.", None, None, None, None, "leaflet.txt")
ARTICLES = (A1, A2, A3, A4, A5, A6, A7)

RAMOUSEH = ("Ramouseh", "demo:ramouseh")
SUNDAY = "2016-08-07"
SHELLED_1 = claim(
    A1,
    2,
    "shelled",
    "shelling",
    actor=[("Army units", "demo:army")],
    target=["terrorist gatherings"],
    place=[RAMOUSEH],
    time=["on Sunday"],
    source=["a military source"],
    on=SUNDAY,
)
KILLED_1 = claim(
    A1,
    2,
    "killing",
    "toll",
    actor=[("Army units", "demo:army")],
    target=["30 gunmen"],
    place=[RAMOUSEH],
    source=["a military source"],
    on=SUNDAY,
    numbers=[("killed", "30", 30, 30)],
)
BROKEN_1 = claim(A1, 3, "broken", "siege_break", status="denied", source=["a military source"], on="2016-08-06")
ROCKETS_1 = claim(
    A1,
    4,
    "fired rockets",
    "shelling",
    actor=[("terrorists", "demo:rebels")],
    on="2016-08",
    place=["Hamdaniyeh"],
    numbers=[("killed", "Nine", 9, 9)],
)
BROKE_2 = claim(
    A2,
    1,
    "broke",
    "siege_break",
    actor=[("Fighters of Jaish al-Fatah", "demo:jaf")],
    place=[("eastern Aleppo", "demo:aleppo")],
    time=["on Saturday"],
    on="2016-08-06",
)
HEAD_2 = claim(
    A2,
    0,
    "break siege",
    "siege_break",
    actor=[("Rebels", "demo:jaf")],
    place=[("eastern Aleppo", "demo:aleppo")],
    on="2016-08-06",
)
SHELLED_2 = claim(
    A2,
    2,
    "shelling",
    "shelling",
    actor=[("Regime artillery", "demo:government-forces")],
    place=[RAMOUSEH],
    time=["on Sunday"],
    source=["local medics"],
    on=SUNDAY,
)
KILLED_2 = claim(
    A2,
    2,
    "killing",
    "toll",
    actor=[("Regime artillery", "demo:government-forces")],
    target=["people"],
    source=["local medics"],
    on=SUNDAY,
    numbers=[("killed", "at least 12", 12, None)],
)
STRIKE_2 = claim(
    A2,
    3,
    "strike",
    "air_strike",
    status="possible",
    actor=["warplanes"],
    source=["Activists"],
    time=["tonight"],
    on="2016-08-08",
)
SHELLED_3 = claim(
    A3,
    1,
    "bombarded",
    "shelling",
    actor=[("Syrian government forces", "demo:government-forces")],
    place=[("Ramouseh district", "demo:ramouseh")],
    time=["on Sunday"],
    source=[("War Monitor", "demo:observatory")],
    on=SUNDAY,
)
KILLED_3 = claim(
    A3,
    1,
    "killing",
    "toll",
    actor=[("Syrian government forces", "demo:government-forces")],
    source=[("War Monitor", "demo:observatory")],
    on=SUNDAY,
    numbers=[("killed", "between 9 and 12", 9, 12)],
)
OPENED_3 = claim(
    A3,
    2,
    "opened a passage",
    "siege_break",
    actor=[("insurgents", "demo:rebels")],
    place=[("Aleppo", "demo:aleppo")],
    time=["A day earlier"],
    on="2016-08-06",
)
PAUSE_3 = claim(
    A3,
    3,
    "halt fire",
    "truce_start",
    status="planned",
    actor=[("Russia", "demo:russia")],
    place=[("Aleppo", "demo:aleppo")],
    time=["from 11 August"],
    source=[("Russia", "demo:russia")],
    on="2016-08-11",
    numbers=[("hours", "three hours", 3, 3)],
)
CALL_3 = claim(
    A3,
    4,
    "asked for",
    "truce_call",
    actor=[("United Nations", "demo:un")],
    on="2016-08-10",
    place=[("Aleppo", "demo:aleppo")],
    numbers=[("hours", "48 hours", 48, 48)],
)
START_5 = claim(
    A5,
    1,
    "took effect",
    "truce_start",
    actor=[("Russia", "demo:russia"), ("United States", "demo:usa")],
    time=["at sunset on Monday"],
    on="2016-09-12",
    numbers=[("days", "seven days", 7, 7)],
)
BREACH_5 = claim(
    A5,
    2,
    "breached",
    "truce_violation",
    actor=[("Armed groups", "demo:rebels")],
    place=[("Aleppo", "demo:aleppo")],
    source=["army command"],
    time=["on Wednesday"],
    on="2016-09-14",
    numbers=[("violations", "ten times", 10, 10)],
)
END_5 = claim(A5, 3, "declared the truce over", "truce_end", actor=[("army command", "demo:army")], on="2016-09-19")
AGREE_6 = claim(
    A6,
    1,
    "agreed",
    "truce_agree",
    actor=[("Washington", "demo:usa"), ("Moscow", "demo:russia")],
    time=["on 9 September"],
    on="2016-09-09",
)
REJECT_6 = claim(A6, 2, "rejected", "reject", actor=[("Jaish al-Fatah", "demo:jaf")])
BREACH_6 = claim(
    A6,
    3,
    "violated",
    "truce_violation",
    actor=[("Government forces", "demo:government-forces")],
    place=[("Castello Road", "demo:castello")],
    time=["on 14 September"],
    source=["activists"],
    on="2016-09-14",
)
BLOCK_6 = claim(
    A6,
    3,
    "could not pass",
    "aid_block",
    target=["aid trucks"],
    place=[("Castello Road", "demo:castello")],
    source=["activists"],
    on="2016-09-14",
)
LOOSE_7 = claim(A7, 1, "fire was exchanged", "clash", status="denied")
CLAIMS = (
    SHELLED_1,
    KILLED_1,
    BROKEN_1,
    ROCKETS_1,
    BROKE_2,
    HEAD_2,
    SHELLED_2,
    KILLED_2,
    STRIKE_2,
    SHELLED_3,
    KILLED_3,
    OPENED_3,
    PAUSE_3,
    CALL_3,
    START_5,
    BREACH_5,
    END_5,
    AGREE_6,
    REJECT_6,
    BREACH_6,
    BLOCK_6,
    LOOSE_7,
)

REPORTS = Reports.of(Sample({a.id: a for a in ARTICLES}, {A4.id: A3.id}), KNOWLEDGE)
STATE, NORTH, WIRE = "demo:state-agency", "demo:northern-press", "demo:world-wire"
_SIDES = {STATE: "demo:government", NORTH: "demo:opposition", WIRE: None}


def account(outlet: str, stance: Stance, *claims: Claim, killed: Range | None = None, copies: int = 0) -> Account:
    """What the outlet says by these claims, which cite one source or none."""

    def entities(mentions: Sequence[Mention]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.entity or m.text for m in mentions))

    source = next((m.entity or m.text for c in claims for m in c.source), None)
    return Account(
        outlet=outlet,
        source=source,
        side=_SIDES[outlet],
        stance=stance,
        claims=tuple(c.id for c in claims),
        actors=entities([m for c in claims for m in c.actor]),
        targets=entities([m for c in claims for m in c.target]),
        killed=killed,
        copies=copies,
        voice=KNOWLEDGE.side_of(source) or (source if source in KNOWLEDGE.actors else _SIDES[outlet]) or outlet,
        types=tuple(dict.fromkeys(c.type for c in claims)),
        places=entities([m for c in claims for m in c.place]),
        date=next((c.date for c in claims if c.date), None),
    )


def event(
    id_: str, type_: str, place: str | None, on: str | None, *accounts: Account, killed: Range | None = None
) -> Event:
    """An event of these accounts."""
    return Event(
        id=id_,
        type=type_,
        family=TYPES[type_].family,
        place=place,
        date=Interval.parse(on) if on else None,
        accounts=accounts,
        killed=killed,
        sides=tuple(sorted({a.side for a in accounts if a.side})),
        findings=findings(accounts, CLAIMS, REPORTS),
    )


EVENTS = (
    event(
        "e-00000001",
        "siege_break",
        "demo:aleppo",
        "2016-08-06",
        account(STATE, "denies", BROKEN_1),
        account(NORTH, "asserts", BROKE_2, HEAD_2),
        account(WIRE, "asserts", OPENED_3, copies=1),
    ),
    event(
        "e-00000002",
        "shelling",
        "demo:ramouseh",
        SUNDAY,
        account(STATE, "attributes", SHELLED_1, KILLED_1, killed=Range(30, 30)),
        account(NORTH, "attributes", SHELLED_2, KILLED_2, killed=Range(12, None)),
        account(WIRE, "attributes", SHELLED_3, KILLED_3, killed=Range(9, 12), copies=1),
        killed=Range(9, 30),
    ),
    event(
        "e-00000003",
        "shelling",
        "Hamdaniyeh",
        "2016-08",
        account(STATE, "asserts", ROCKETS_1, killed=Range(9, 9)),
        killed=Range(9, 9),
    ),
    event("e-00000004", "air_strike", None, "2016-08-08", account(NORTH, "doubts", STRIKE_2)),
    event("e-00000005", "truce_start", "demo:aleppo", "2016-08-11", account(WIRE, "plans", PAUSE_3, copies=1)),
    event("e-00000006", "truce_call", "demo:aleppo", "2016-08-10", account(WIRE, "asserts", CALL_3, copies=1)),
    event("e-00000007", "truce_start", None, "2016-09-12", account(STATE, "asserts", START_5)),
    event(
        "e-00000008",
        "truce_violation",
        "demo:aleppo",
        "2016-09-14",
        account(STATE, "attributes", BREACH_5),
        account(NORTH, "attributes", BREACH_6),
    ),
    event("e-00000009", "truce_end", None, "2016-09-19", account(STATE, "asserts", END_5)),
    event("e-0000000a", "truce_agree", "demo:syria", "2016-09-09", account(NORTH, "asserts", AGREE_6)),
    event("e-0000000b", "reject", None, None, account(NORTH, "asserts", REJECT_6)),
    event("e-0000000c", "aid_block", "demo:castello", "2016-09-14", account(NORTH, "attributes", BLOCK_6)),
)


def step(claim_: Claim, event_: str) -> TruceStep:
    """The step that one claim tells."""
    actors = tuple(m.entity or m.text for m in claim_.actor)
    reported = REPORTS.published[claim_.article]
    return TruceStep(claim_.type, (event_,), claim_.date, reported, claim_.status, actors, (claim_.id,))


TRUCES = (
    Truce(
        "demo:cessation-2016-09",
        "Cessation of hostilities, September 2016",
        "ended",
        "demo:syria",
        Interval.parse("2016-09-09/2016-09-19"),
        Range(168, 168),
        "demo:cessation-2016-09",
        (
            step(AGREE_6, "e-0000000a"),
            step(START_5, "e-00000007"),
            step(BREACH_5, "e-00000008"),
            step(BREACH_6, "e-00000008"),
            step(END_5, "e-00000009"),
        ),
        ("e-0000000b", "e-0000000c"),
    ),
    Truce(
        "t-00000001",
        "Aleppo, August 2016",
        "called for",
        "demo:aleppo",
        Interval.parse("2016-08-10/2016-08-11"),
        Range(3, 48),
        None,
        (step(CALL_3, "e-00000006"), step(PAUSE_3, "e-00000005")),
    ),
)

RECORD = Sample(
    articles={a.id: a for a in sorted(ARTICLES, key=lambda a: a.id)},
    copies={A4.id: A3.id},
    claims={c.id: c for c in sorted(CLAIMS, key=lambda c: c.id)},
    events={e.id: e for e in EVENTS},
    truces={t.id: t for t in TRUCES},
    problems=(
        Problem("broken.zip/x.html", "", "the archive ends before the file does; send it again"),
        Problem("wire.jsonl", "line 3", "the date 2016-13-40 is no day; it was left empty", "warning"),
    ),
)
