"""Records in plain English: days, numbers, types, stances; and text made fit to be shown."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from markupsafe import Markup, escape

from truceline.records import MONTHS, Article, Grain, Interval, Stance, Status

STANCES: dict[Stance, str] = {
    "asserts": "says so itself",
    "attributes": "cites somebody for it",
    "plans": "says it is planned",
    "doubts": "says it is possible",
    "denies": "denies it",
}
"""How an account stands to its event, as a verb phrase."""

STATUSES: dict[Status, str] = {
    "happened": "told as fact",
    "planned": "planned",
    "possible": "possible",
    "denied": "denied",
}
"""How a text presents a claim, as an adjective."""

_OTHER_NAMES = {
    "toll": "casualties",
    "truce_call": "truce called for",
    "truce_agree": "truce agreed",
    "truce_start": "truce in force",
    "truce_extend": "truce prolonged",
    "truce_violation": "truce said to be broken",
    "truce_end": "truce ended",
    "aid_call": "aid asked for",
    "aid_permit": "aid let through",
    "aid_block": "aid blocked",
    "siege_break": "siege broken",
    "accuse": "accusation",
    "reject": "rejection",
    "suspend": "suspension",
    "release": "prisoners freed",
}

_LONGEST_HEADLINE = 160

# Marks that turn the direction of the text after them; where no element can hold them in, they are taken out.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Those marks, and the scripts that are written from right to left.
_CAN_TURN = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Characters that XML cannot carry, that a browser would drop, or that UTF-8 cannot encode.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def showable(text: str) -> str:
    """The text with every character that a page cannot carry replaced by U+FFFD; its length stays."""
    return _UNSHOWABLE.sub("\ufffd", text).replace("\r", "\n")


def flat(text: str, most: int = 0) -> str:
    """One line of the text for places that hold no markup, without marks of direction, cut to ``most`` characters."""
    line = " ".join(_TURNING.sub("", showable(text)).split())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + "…"


def isolated(text: str) -> Markup:
    """The text as HTML, in an element that holds its direction in where it could turn that of what follows."""
    shown = showable(text)
    return Markup("<bdi>{}</bdi>").format(shown) if _CAN_TURN.search(shown) else escape(shown)


def headline(article: Article) -> str:
    """The title of an article, or where the file tells none the first line of its text, if that is short."""
    if article.title:
        return article.title
    first = article.text.lstrip().partition("\n")[0].strip()
    return first if 0 < len(first) <= _LONGEST_HEADLINE and "\n" in article.text.strip() else ""


def type_name(claim_type: str) -> str:
    """A type of the codebook in words: ``truce_call`` is "truce called for"."""
    return _OTHER_NAMES.get(claim_type, claim_type.replace("_", " "))


def day(when: date, grain: Grain = "day") -> str:
    """A day, month or year in words: "3 August 2016"."""
    if grain == "year":
        return f"{when.year}"
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return month if grain == "month" else f"{when.day} {month}"


def when(interval: Interval | None) -> str:
    """An interval in words: "3 to 7 August 2016", "August 2016", "day not known"."""
    if interval is None:
        return "day not known"
    if "/" not in str(interval):
        return day(interval.first, interval.first_grain)
    first, last = day(interval.first, interval.first_grain), day(interval.last, interval.last_grain)
    if interval.first_grain == interval.last_grain != "year" and interval.first.year == interval.last.year:
        same_month = interval.first_grain == "day" and interval.first.month == interval.last.month
        first = str(interval.first.day) if same_month else first.removesuffix(f" {interval.first.year}")
    return f"{first} to {last}"


class Ends(Protocol):
    """Whatever has a least and a most, either open where it is ``None``."""

    @property
    def least(self) -> float | None:
        """The lower end."""

    @property
    def most(self) -> float | None:
        """The upper end."""


def amount(number: Ends | None) -> str:
    """A range in words: "9 to 12", "at least 400", "at most 5", "12", "not known"."""
    if number is None or (number.least is None and number.most is None):
        return "not known"
    if number.most is None:
        return f"at least {number.least:,}"
    if number.least is None:
        return f"at most {number.most:,}"
    return f"{number.least:,}" if number.least == number.most else f"{number.least:,} to {number.most:,}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 claim", "2,000 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """A list in words: "a, b and c"."""
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def upper_first(text: str) -> str:
    """The text with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
