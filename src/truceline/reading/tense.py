"""Whether a time that does not say so itself lies before or after the day of the article: "on Monday"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from truceline.records import Status

Tense = Literal["past", "open", "ahead"]
"""Told as having happened; neither; told as what is to come."""

WEEKDAYS = {name: i for i, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
"""Days of the week by their first three letters, 0 Monday."""

_OF_STATUS: dict[Status, Tense] = {"happened": "past", "planned": "ahead"}

_CLAUSE = r"[^.;]{0,60}$"
_BE = r"(?:is|are|was|were|be|been|being)"
_COMING = re.compile(
    rf"\b(?:will|shall|due (?:on|at|by|in|for)|(?:{_BE}|,|has|had) due (?:to|for)|set (?:to|for)|scheduled|"
    rf"(?:is|are) to|(?:may|might|could|would)(?! have)|starting|beginning|ahead of|"
    rf"(?:to|not) (?:take effect|take hold|begin|start|expire))\b{_CLAUSE}",
    re.IGNORECASE,
)
_PERHAPS_COMING = re.compile(
    rf"\b(?:expected|planned|plans?|coming|until|till|begins?|starts?|expires?|due|set|promised|hopes?)\b{_CLAUSE}",
    re.IGNORECASE,
)
_WAS_TO = re.compile(
    r"\b(?:(?:was|were|been) (?:\w+ly )?(?:due|to|set|supposed|meant|scheduled|expected)|would|, due)\b"
    r"[^.;]{0,120}$",
    re.IGNORECASE,
)
_SAYING = (
    r"(?:said|says|told|announced|declared|reported|added|agreed|pledged|promised|ordered|decided|confirmed|proposed|"
    r"signed|approved|wrote|unveiled)"
)
_SAID = re.compile(
    r"\b(?:said|told \w+|announced|declared|reported|added|wrote)\W+(?:(?:late|early|later|earlier)\W+)?(?:on\s)?$",
    re.IGNORECASE,
)
_DAY_NAME = r"(?:on\s)?(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*day\b"
_SAYS = re.compile(rf",? {_SAYING}\b|[^.;,]{{0,40}} (?:was|were) to have ", re.IGNORECASE)
_TOLD_THEN = re.compile(
    rf"\b{_DAY_NAME}[^.;]{{0,80}}?\b{_SAYING}\b|\b{_SAYING}\W(?:[\w’'-]+\W){{0,3}}?{_DAY_NAME.replace('day>', 'then>')}"
)
_PURPOSE = re.compile(r"[^;]{0,60}?\bto ", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|going|due|set|scheduled|expected|planned|plans?|is|are|may|could|would)\b", re.IGNORECASE
)
_JUST_PASSED = 2  # days; "was to begin on Monday" told on Wednesday is of this week, told on Friday open


def of(status: Status) -> Tense:
    """The tense of what is told with a status."""
    return _OF_STATUS.get(status, "open")


def of_words(before: str, after: str, told: Tense) -> Tense:
    """The tense of a time within what is told in a tense, by the words before and after it in its sentence."""
    before = before[-80:]
    if told == "past" or _SAID.search(before) or _SAYS.match(after):
        return "past"
    coming = told == "ahead" or _COMING.search(before) or _PERHAPS_COMING.search(before)
    return "ahead" if coming else "open"


def is_to_come(between: str) -> bool:
    """Whether the words between what happened and a time give it to what will: "agreed on a truce to start on"."""
    return bool(_COMING.search(between))


def is_purpose(before: str, between: str) -> bool:
    """Whether what is planned is only the purpose of what was done at a time: "pushed on on Monday to reopen a road".

    Args:
        before: the words before the time in its sentence.
        between: those from the time to the trigger.
    """
    plain = _PURPOSE.fullmatch(between) and not _TO_COME.search(between)
    return bool(plain) and not (_COMING.search(before[-80:]) or _TO_COME.search(before[-80:]))


def told_on(before: str, anchor: date) -> date:
    """The day that what is to come was told on: a day of the week with a verb of saying before it, or the anchor."""
    told = list(_TOLD_THEN.finditer(before))
    if not told:
        return anchor
    name = (told[-1]["day"] or told[-1]["then"]).lower()
    return anchor - timedelta(days=(anchor.weekday() - WEEKDAYS[name]) % 7)


def has_just_passed(before: str, day: int, anchor: date) -> bool:
    """Whether what "was to" be on a day of the week (0 Monday) was to be by the anchor already."""
    return bool(_WAS_TO.search(before)) and (anchor.weekday() - day) % 7 <= _JUST_PASSED
