"""The records that flow through Truceline: frozen, typed, and all that the steps know of each other.

    files ─ intake ─▶ Article ─ reading ─▶ Claim ─ naming ─▶ Claim with ids ─ matching ─▶ Event ─ truces ─▶ Truce

Offsets count characters (Python ``str`` indices), end exclusive, into the article's ``title`` or ``text``; so
``getattr(article, mention.field)[mention.begin:mention.end] == mention.text`` holds for every mention of every claim.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, get_args

Field = Literal["title", "text"]
"""The part of an article that an offset counts in."""

Status = Literal["happened", "planned", "possible", "denied"]
"""How a text presents a claim; only ``happened`` claims tell of something that took place."""

Role = Literal["actor", "target", "place", "time", "source", "condition"]
"""What a mention is to its claim."""

QuantityKind = Literal[
    "killed",
    "wounded",
    "missing",
    "detained",
    "displaced",
    "affected",
    "fighters",
    "vehicles",
    "strikes",
    "violations",
    "hours",
    "days",
    "money",
    "other",
]
"""What a number in a claim counts."""

FIELDS: tuple[Field, ...] = ("title", "text")
STATUSES: tuple[Status, ...] = ("happened", "planned", "possible", "denied")
QUANTITY_KINDS: tuple[QuantityKind, ...] = get_args(QuantityKind)
ROLES: tuple[Role, ...] = ("actor", "target", "place", "time", "source", "condition")
FurnitureKind = Literal["menu", "share", "comments", "related", "byline", "boilerplate"]


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
"""The months in English, not from the calendar module or strftime: those follow the computer's language."""

Grain = Literal["day", "month", "year"]
"""How fine an end of an interval is known."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of days, both ends included, each known to the day, the month or the year.

    >>> Interval.parse("2016-09").last
    datetime.date(2016, 9, 30)
    >>> str(Interval.parse("2013/2016-09-27"))
    '2013/2016-09-27'
    """

    first: date
    last: date
    first_grain: Grain = "day"
    last_grain: Grain = "day"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval cannot end before it begins: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> Interval:
        """The interval of one day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """The interval of one calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), "month", "month")

    @classmethod
    def year(cls, year: int) -> Interval:
        """The interval of one calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), "year", "year")

    @classmethod
    def between(cls, begin: Interval, end: Interval) -> Interval:
        """From the begin of one to the end of the other."""
        return cls(begin.first, end.last, begin.first_grain, end.last_grain)

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read ``2016``, ``2016-09``, ``2016-09-25`` or two of these with a slash between.

        Raises:
            ValueError: the text is none of these.
        """
        begin, _, end = text.partition("/")
        first = cls._point(begin)
        return cls.between(first, cls._point(end)) if end else first

    @classmethod
    def _point(cls, text: str) -> Interval:
        if not (m := re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)):
            raise ValueError(f"not an ISO day, month or year: {text!r}")
        year, month, day = (int(g) if g else 0 for g in m.groups())
        if day:
            return cls.day(date(year, month, day))
        return cls.month(year, month) if month else cls.year(year)

    @property
    def days(self) -> int:
        """How many days the interval holds; at least 1."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        first = self.first.isoformat()[: _WIDTH[self.first_grain]]
        last = self.last.isoformat()[: _WIDTH[self.last_grain]]
        return first if first == last else f"{first}/{last}"


_WIDTH: dict[Grain, int] = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's characters."""

    field: Field
    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin < self.end:
            raise ValueError(f"a span needs 0 <= begin < end, not {self.begin}, {self.end}")

    def holds(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.field == other.field and self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.field == other.field and self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of an article that is page furniture, not reporting: kept, marked, never read."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Article:
    """One text by one outlet, as it was found.

    Attributes:
        id: the ``id`` of its record, otherwise the path it was read from (``/`` between parts, ``a.zip/b.txt`` inside).
        title: the headline where the file tells one apart from the text, otherwise empty.
        text: the characters of the article; never altered after intake.
        outlet: who published it, as the file, manifest or user names it; ``None`` when unknown.
        published: day of publication; ``None`` when unknown.
        language: ISO 639-1 code that the file declares, lower case; ``None`` when it declares none.
        url: the address the file gives for it.
        origin: the path of the file that it was read from.
        furniture: what of the text is not read, in order, without overlap.
        notes: what a user should know of how it was read (encoding guessed, mojibake, date doubtful …).
    """

    id: str
    title: str
    text: str
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    origin: str = ""
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()

    def passage(self, span: Span) -> str:
        """The characters that a span stands for."""
        return self.field(span.field)[span.begin : span.end]

    def field(self, name: Field) -> str:
        """The title or the text."""
        return self.title if name == "title" else self.text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, for the run's report.

    Attributes:
        path: the file (``a.zip/b.txt`` for a member).
        place: where in it (``line 7``, ``entry 3``), empty for the file as a whole.
        reason: what is wrong and how to mend it, one sentence or two.
        severity: ``error`` when something was not read, ``warning`` when it was read with a doubt.
    """

    path: str
    place: str
    reason: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article that names or describes something.

    Attributes:
        span: where it stands.
        text: the characters there.
        entity: id of the actor or place it was resolved to (``syria:jaf``); ``None`` while open.
        certainty: how sure the resolution is, 0 to 1; ``None`` while open.
        near: of a place that stays open, the id of the nearest known place that the text tells it in or beside.
    """

    span: Span
    text: str
    entity: str | None = None
    certainty: float | None = None
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text gives, as a range.

    Attributes:
        span: where its words stand.
        text: the words, as "more than 400".
        kind: what it counts.
        least: lower end, ``None`` when open.
        most: upper end, ``None`` when open ("more than 400": 400 to None).
    """

    span: Span
    text: str
    kind: QuantityKind
    least: int | None
    most: int | None

    def __post_init__(self) -> None:
        if self.least is not None and self.most is not None and self.most < self.least:
            raise ValueError(f"a quantity cannot have its most under its least: {self.least}, {self.most}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a text says somebody did, suffered, decided or demanded.

    Attributes:
        id: stable within a case: article id, ``#``, first letter of a title's field (``t``) or nothing, trigger offset.
        article: id of its article.
        trigger: the words that express it.
        sentence: the sentence that holds the trigger.
        type: a type of the codebook.
        status: how the text presents it.
        actor, target, place, time: the mentions in each role.
        source: who is cited for it; empty when the outlet itself says so.
        condition: what a threat, a demand or a planned step is made to hang on ("unless ...", "if ...").
        date: the days that it is about; ``None`` when the text gives none or the date of publication is unknown.
        numbers: the quantities told.
        confidence: how sure the reader is of trigger and type, 0 to 1.
    """

    id: str
    article: str
    trigger: Mention
    sentence: Span
    type: str
    status: Status = "happened"
    actor: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    place: tuple[Mention, ...] = ()
    time: tuple[Mention, ...] = ()
    source: tuple[Mention, ...] = ()
    condition: tuple[Mention, ...] = ()
    date: Interval | None = None
    numbers: tuple[Quantity, ...] = ()
    confidence: float = 1.0

    def mentions(self, role: Role) -> tuple[Mention, ...]:
        """The mentions in a role, in the order the reader gave them."""
        found: tuple[Mention, ...] = getattr(self, role)
        return found


def claim_id(article: str, trigger: Span) -> str:
    """The stable id of the claim with that trigger: ``article#120`` in the text, ``article#t0`` in the title."""
    return f"{article}#{'t' if trigger.field == 'title' else ''}{trigger.begin}"


def article_of(claim: str) -> str:
    """The id of the article that the claim of an id stands in."""
    return claim.rpartition("#")[0]


@dataclass(frozen=True, slots=True)
class Range:
    """The least and most that a set of accounts gives for a number; an open end is ``None``."""

    least: int | None
    most: int | None

    @classmethod
    def around(cls, ranges: Iterable[Range | None]) -> Range | None:
        """From the least to the most of several ranges, never a sum; ``None`` where there is none.

        An end stays open only where no range closes it: 5 or more and exactly 7 are 5 to 7.
        """
        known = [r for r in ranges if r is not None]
        if not known:
            return None
        ends = [n for r in known for n in (r.least, r.most) if n is not None]
        top, bottom = max(ends), min(ends)
        open_below = all(r.least is None for r in known)
        return cls(None if open_below else bottom, top if any(r.most == top for r in known) else None)


Stance = Literal["asserts", "attributes", "plans", "doubts", "denies"]
"""How an account stands to its event: says it, cites somebody for it, announces it, calls it possible, denies it."""

Question = Literal["happened", "act", "actor", "target", "place", "date", "killed", "wounded"]
"""What accounts of one event may answer alike or not."""

QUESTIONS: tuple[Question, ...] = get_args(Question)

Verdict = Literal["agreed", "disputed", "single-sided", "unclear"]
"""How the accounts of one event stand to each other on a question; ``docs/agreement.md`` defines each."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an article said before a later one of the same outlet, citing the same source, corrected or withdrew it.

    Attributes:
        article: its id.
        published: its day.
        stance: how it stood to the event.
        killed, wounded: the numbers it gave; ``None`` when it gave none.
    """

    article: str
    published: date
    stance: Stance
    killed: Range | None = None
    wounded: Range | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one outlet, or one source it cites, says about an event.

    Values come from its most factual claims only: what is planned or possible lends nothing to what is told as fact.

    Attributes:
        outlet: id of the outlet, or its name where no pack knows it; ``None`` when unknown.
        source: the cited source, by entity id or else by its words; ``None`` when the outlet itself says so.
        side: the side the outlet stands near, ``None`` when near none or unknown.
        stance: how it stands to the event.
        claims: ids of its claims, in order of article and place in the text. A claim that cites two is in two accounts.
        actors: who did it, by entity id or else by the account's own words.
        targets: whom it was done to, likewise.
        killed, wounded: the numbers it gives; ``None`` when it gives none.
        copies: how many further articles carry the same text (wire copies), counted once here.
        voice: whom it counts for when accounts are compared: the side of the cited source, or else that source where it
            is somebody in particular, or else the side of the outlet, or else the outlet (the article where unknown).
        types: the types of claim it is told by, the most frequent first.
        places: where, by entity id or else by its words; not a place that another of them lies in.
        date: the days it sets the event in, as near as it tells them; ``None`` when it does not.
        civilians: how many of the killed it says were civilians; ``None`` when it does not.
        earlier: what its outlet said before and corrected since, oldest first.
    """

    outlet: str | None
    source: str | None
    side: str | None
    stance: Stance
    claims: tuple[str, ...]
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    killed: Range | None = None
    wounded: Range | None = None
    copies: int = 0
    voice: str = ""
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: Interval | None = None
    civilians: Range | None = None
    earlier: tuple[Earlier, ...] = ()

    @property
    def told(self) -> tuple[Question, ...]:
        """The questions that it says anything on, were it only "people"."""
        said: dict[Question, object] = {
            "act": self.types,
            "actor": self.actors,
            "target": self.targets,
            "place": self.places,
            "date": self.date,
            "killed": self.killed,
            "wounded": self.wounded,
        }
        return tuple(q for q in QUESTIONS if said.get(q))


@dataclass(frozen=True, slots=True)
class Answer:
    """What some accounts of an event answer to one question.

    Attributes:
        value: types of the codebook (``act``), entity ids or words (``actor``, ``target``, ``place``), statuses
            (``happened``), days (``date``), or a number as a range (``killed``, ``wounded``).
        voices: whom the accounts count for, see :class:`Account`; in order.
        accounts: which accounts of the event give it, by their place in ``Event.accounts``, from 0.
        denied: they say that it was not so: the actor denied having done it, or there were no victims.
    """

    value: tuple[str, ...] | Interval | Range
    voices: tuple[str, ...]
    accounts: tuple[int, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """How the accounts of an event answer one question, compared."""

    question: Question
    verdict: Verdict
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, held together by the claims about it.

    Attributes:
        id: stable for the same kind, place and day: ``e-`` and eight hexadecimal digits.
        type: the type that most of its claims have.
        family: the codebook's family of that type.
        place: entity id of the place, or its words where no pack knows it; ``None`` when no account tells.
        date: the days it is set in; ``None`` when no account tells.
        accounts: beside each other, in a fixed order.
        killed, wounded: from the least to the most that any account gives, never a sum.
        sides: the sides whose outlets tell of it.
        findings: what is agreed, disputed and told by one side only, in the order of ``QUESTIONS``; a question that no
            account answers has none, and none is needed where there is one account.
    """

    id: str
    type: str
    family: str
    place: str | None
    date: Interval | None
    accounts: tuple[Account, ...]
    killed: Range | None = None
    wounded: Range | None = None
    sides: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of all its claims, each once."""
        return tuple(dict.fromkeys(c for a in self.accounts for c in a.claims))

    @property
    def disputed(self) -> tuple[Question, ...]:
        """The questions that its accounts answer in ways that cannot both be true."""
        return tuple(f.question for f in self.findings if f.verdict == "disputed")

    def left_out(self, account: int) -> tuple[Question, ...]:
        """The questions that others answer, and the outlet of an account (by its place, from 0) in none of its own."""
        outlet = self.accounts[account].outlet
        own = {n for n, a in enumerate(self.accounts) if n == account or (outlet is not None and a.outlet == outlet)}
        told = {q for n in own for q in self.accounts[n].told}
        return tuple(
            f.question
            for f in self.findings
            if f.question not in told and not any(own & set(a.accounts) for a in f.answers)
        )


@dataclass(frozen=True, slots=True)
class TruceStep:
    """One step in a truce's life, as accounts tell it.

    Attributes:
        type: a truce type of the codebook (``truce_call`` … ``truce_end``) or a type that hangs on the truce.
        event: id of the event that tells it.
        date: its days; ``None`` when no account tells.
        status: as the claims present it, the most factual first.
        actors: entity ids or words of who takes the step.
        claims: ids of the claims behind it.
    """

    type: str
    event: str
    date: Interval | None
    status: Status
    actors: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truce:
    """One cease-fire arrangement, with its life.

    Attributes:
        id: stable: ``t-`` and eight hexadecimal digits, or the id of the pack's terms (``syria:cessation-2016-09``).
        name: what to call it, from the pack's terms or from place and month.
        state: the furthest that the accounts take it: ``called for``, ``agreed``, ``in force`` or ``ended``.
        place: entity id or words of where it holds, ``None`` when no account tells.
        date: from the first to the last dated step; ``None`` when none is dated.
        hours: how long it is to last where the accounts say, in hours, as a range.
        terms: id of the pack's written terms, ``None`` when the pack holds none.
        steps: by date, undated ones last.
        related: events that hang on it (aid, sieges, suspended talks …) by id.
    """

    id: str
    name: str
    state: str
    place: str | None
    date: Interval | None
    hours: Range | None
    terms: str | None
    steps: tuple[TruceStep, ...]
    related: tuple[str, ...] = ()


class Record(Protocol):
    """All that a case holds, however it is kept: what views and exports read from. Mappings go in order of id."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every article by its id."""

    @property
    def copies(self) -> Mapping[str, str]:
        """Id of each article that repeats another's text, and the id of that other one."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by its id."""

    @property
    def events(self) -> Mapping[str, Event]:
        """Every event by its id."""

    @property
    def truces(self) -> Mapping[str, Truce]:
        """Every truce by its id."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, or only with a doubt."""
