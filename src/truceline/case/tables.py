"""The tables of a case file, plain enough for SQLite and PostgreSQL alike; ``docs/case-file.md`` tells what they hold.

Keys are the records' own ids, never counters, so that the same articles give the same rows in whatever order they came.
Offsets are called ``begin_at`` and ``end_at`` because ``end`` would have to be quoted in every query. The tables with
no row ids have small rows that are always fetched by the beginning of their key: SQLite then needs no second tree.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

SCHEMA = "3"
"""Version of these tables; a case made by another one is not opened."""

METADATA = MetaData()

# Ids sort by code point, as Python sorts them; SQLite does so by itself.
KEY: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")


def _days() -> list[Column[object]]:
    """An interval: its first and last day and how fine each is known; all empty where there is none."""
    return [
        Column("date_first", Date),
        Column("date_last", Date),
        Column("first_grain", Text),
        Column("last_grain", Text),
    ]


def _range(name: str) -> list[Column[object]]:
    """A range: whether one is told at all, and its ends, of which either may be open."""
    return [
        Column(f"{name}_told", Boolean, nullable=False),
        Column(f"{name}_least", BigInteger),
        Column(f"{name}_most", BigInteger),
    ]


def _words() -> list[Column[object]]:
    """A stretch of an article and the characters there."""
    return [
        Column("field", Text, nullable=False),
        Column("begin_at", Integer, nullable=False),
        Column("end_at", Integer, nullable=False),
        Column("text", Text, nullable=False),
    ]


META = Table("meta", METADATA, Column("key", KEY, primary_key=True), Column("value", Text, nullable=False))

FILE = Table(
    "file",
    METADATA,
    Column("name", KEY, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("hints", Text, nullable=False),
    Column("done", Boolean, nullable=False),
)

# The long columns come last: a scan for unread articles then never touches the pages that hold the texts.
ARTICLE = Table(
    "article",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("outlet", Text, index=True),
    Column("published", Date, index=True),
    Column("language", Text),
    Column("url", Text),
    Column("origin", Text, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("copy_of", KEY, ForeignKey("article.id")),
    Column("read_by", Text),
    Column("named_by", Text),
    Column("told_by", Text),
    Column("linked_by", Text),
    Column("signature", LargeBinary),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

FURNITURE = Table(
    "furniture",
    METADATA,
    Column("article", KEY, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("begin_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("article", KEY, ForeignKey("article.id"), nullable=False, index=True),
    Column("type", Text, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("telling", KEY),
    Column("trigger_field", Text, nullable=False),
    Column("trigger_begin", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("sentence_field", Text, nullable=False),
    Column("sentence_begin", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    *_days(),
    Column("confidence", Float, nullable=False),
)
Index("ix_claim_date", CLAIM.c.date_first, CLAIM.c.date_last)

MENTION = Table(
    "mention",
    METADATA,
    Column("claim", KEY, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("role", KEY, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_words(),
    Column("entity", Text),
    Column("certainty", Float),
    Column("near", Text),
    sqlite_with_rowid=False,
)
Index("ix_mention_entity", MENTION.c.entity, MENTION.c.role)

QUANTITY = Table(
    "quantity",
    METADATA,
    Column("claim", KEY, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_words(),
    Column("kind", Text, nullable=False),
    Column("least", BigInteger),
    Column("most", BigInteger),
    sqlite_with_rowid=False,
)

# A telling is known by its first claim. What is not likely at all is not kept.
LINK = Table(
    "link",
    METADATA,
    Column("one", KEY, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("other", KEY, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("log_odds", Float, nullable=False),
    sqlite_with_rowid=False,
)

EVENT = Table(
    "event",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("cluster", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("place", Text, index=True),
    *_days(),
    *_range("killed"),
    *_range("wounded"),
    Column("sides", JSON, nullable=False),
)
Index("ix_event_date", EVENT.c.date_first, EVENT.c.date_last)

ACCOUNT = Table(
    "account",
    METADATA,
    Column("event", KEY, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("outlet", Text),
    Column("source", Text),
    Column("side", Text),
    Column("stance", Text, nullable=False),
    Column("actors", JSON, nullable=False),
    Column("targets", JSON, nullable=False),
    *_range("killed"),
    *_range("wounded"),
    *_range("civilians"),
    *_days(),
    Column("types", JSON, nullable=False),
    Column("places", JSON, nullable=False),
    Column("voice", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    sqlite_with_rowid=False,
)

ACCOUNT_CLAIM = Table(
    "account_claim",
    METADATA,
    Column("event", KEY, primary_key=True),
    Column("account", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("claim", KEY, ForeignKey("claim.id"), nullable=False, index=True),
    ForeignKeyConstraint(["event", "account"], ["account.event", "account.ordinal"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

ACCOUNT_EARLIER = Table(
    "account_earlier",
    METADATA,
    Column("event", KEY, primary_key=True),
    Column("account", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("article", KEY, ForeignKey("article.id"), nullable=False),
    Column("published", Date, nullable=False),
    Column("stance", Text, nullable=False),
    *_range("killed"),
    *_range("wounded"),
    ForeignKeyConstraint(["event", "account"], ["account.event", "account.ordinal"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

FINDING = Table(
    "finding",
    METADATA,
    Column("event", KEY, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("question", KEY, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("answers", JSON, nullable=False),
    sqlite_with_rowid=False,
)

TRUCE = Table(
    "truce",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("place", Text),
    *_days(),
    *_range("hours"),
    Column("recurring", Boolean, nullable=False),
    Column("terms", Text),
    Column("related", JSON, nullable=False),
    Column("traits", JSON, nullable=False),
)

TRUCE_STEP = Table(
    "truce_step",
    METADATA,
    Column("truce", KEY, ForeignKey("truce.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    *_days(),
    Column("reported", Date),
    Column("status", Text, nullable=False),
    Column("actors", JSON, nullable=False),
    Column("disputed", JSON, nullable=False),
    Column("confidence", Float, nullable=False),
    sqlite_with_rowid=False,
)

STEP_EVENT = Table(
    "step_event",
    METADATA,
    Column("truce", KEY, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("event", KEY, ForeignKey("event.id"), nullable=False, index=True),
    ForeignKeyConstraint(["truce", "step"], ["truce_step.truce", "truce_step.ordinal"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

STEP_CLAIM = Table(
    "step_claim",
    METADATA,
    Column("truce", KEY, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("claim", KEY, ForeignKey("claim.id"), nullable=False, index=True),
    ForeignKeyConstraint(["truce", "step"], ["truce_step.truce", "truce_step.ordinal"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

# ``subject`` is what the problem goes away with: a file's name, a path given, or an article's id.
PROBLEM = Table(
    "problem",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("step", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("severity", Text, nullable=False),
)

RUN = Table(
    "run",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("started", DateTime, nullable=False),
    Column("finished", DateTime),
    Column("counts", JSON),
)

CONTENT: tuple[Table, ...] = (
    META,
    FILE,
    ARTICLE,
    FURNITURE,
    CLAIM,
    MENTION,
    QUANTITY,
    LINK,
    EVENT,
    ACCOUNT,
    ACCOUNT_CLAIM,
    ACCOUNT_EARLIER,
    FINDING,
    TRUCE,
    TRUCE_STEP,
    STEP_CLAIM,
    PROBLEM,
)
"""Every table but the log of runs: what two builds from the same articles must share to the last value."""
