"""The whole record, however it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from truceline.records.articles import Article, Problem
from truceline.records.claims import Claim
from truceline.records.events import Event
from truceline.records.truces import Truce


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


@dataclass(frozen=True, slots=True)
class Held:
    """A record in memory, for who asks for all of it and often: a case file fetches what it is asked for one by one."""

    articles: Mapping[str, Article]
    copies: Mapping[str, str]
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    truces: Mapping[str, Truce]
    problems: Sequence[Problem]

    @classmethod
    def of(cls, record: Record) -> Held:
        """All of a record."""
        return cls(
            articles=dict(record.articles.items()),
            copies=dict(record.copies.items()),
            claims=dict(record.claims.items()),
            events=dict(record.events.items()),
            truces=dict(record.truces.items()),
            problems=tuple(record.problems),
        )
