"""The records that flow through Truceline: frozen, typed, and all that the steps know of each other.

    files ─ intake ─▶ Article ─ reading ─▶ Claim ─ naming ─▶ Claim with ids ─ matching ─▶ Event ─ truces ─▶ Truce

Offsets count characters (Python ``str`` indices), end exclusive, into the article's ``title`` or ``text``; so
``getattr(article, mention.field)[mention.begin:mention.end] == mention.text`` holds for every mention of every claim.
"""

from truceline.records.accounts import QUESTIONS, Account, Earlier, Question, Stance
from truceline.records.articles import FIELDS, Article, Field, Furniture, FurnitureKind, Problem, Span
from truceline.records.claims import (
    QUANTITY_KINDS,
    ROLES,
    STATUSES,
    Claim,
    Mention,
    Quantity,
    QuantityKind,
    Role,
    Status,
    article_of,
    claim_id,
)
from truceline.records.days import MONTHS, Grain, Interval
from truceline.records.events import Answer, Event, Finding, Verdict
from truceline.records.ranges import Range
from truceline.records.record import Held, Record
from truceline.records.truces import Aspect, Trait, Truce, TruceStep

__all__ = [
    "FIELDS",
    "MONTHS",
    "QUANTITY_KINDS",
    "QUESTIONS",
    "ROLES",
    "STATUSES",
    "Account",
    "Answer",
    "Article",
    "Aspect",
    "Claim",
    "Earlier",
    "Event",
    "Field",
    "Finding",
    "Furniture",
    "FurnitureKind",
    "Grain",
    "Held",
    "Interval",
    "Mention",
    "Problem",
    "Quantity",
    "QuantityKind",
    "Question",
    "Range",
    "Record",
    "Role",
    "Span",
    "Stance",
    "Status",
    "Trait",
    "Truce",
    "TruceStep",
    "Verdict",
    "article_of",
    "claim_id",
]
