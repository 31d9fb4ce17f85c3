"""Claims: what one text says that somebody did, suffered, decided or demanded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from truceline.records.articles import Span
from truceline.records.days import Interval

Status = Literal["happened", "planned", "possible", "denied"]
"""How a text presents a claim; only ``happened`` claims tell of something that took place."""

STATUSES: tuple[Status, ...] = ("happened", "planned", "possible", "denied")

Role = Literal["actor", "target", "place", "time", "source", "condition"]
"""What a mention is to its claim."""

ROLES: tuple[Role, ...] = ("actor", "target", "place", "time", "source", "condition")

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

QUANTITY_KINDS: tuple[QuantityKind, ...] = get_args(QuantityKind)


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
