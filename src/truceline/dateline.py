"""The day of an article: what its own text is dated, before what the file says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from truceline.records import MONTHS, Article

_REACH = 220
"""Characters within which a dateline stands, counted from the start of the text or the end of a repeated headline."""
_MOST_WORDS = 22
"""Words of subhead, agency and place that may stand between a repeated headline and the dateline."""
_LINES = 3
"""The lines at the start of a text of which one may begin with the dateline."""

_MONTHS = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)}|Sept)"
_DAY, _YEAR = r"(?P<day>[0-3]?\d)", r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+(?:the\s)?)?"
_FORMS = tuple(
    re.compile(rf"(?<![\w.,/-]){_WEEKDAY}{form}(?!\d)", re.IGNORECASE)
    for form in (
        rf"{_DAY}(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH}\.?,?[\s-]{_YEAR}",
        rf"{_MONTH}\.?\s{_DAY}(?:st|nd|rd|th)?(?:,?\s|,)?{_YEAR}",  # "Nov 272017", its comma lost
        rf"{_YEAR}(?P<sep>[-./])(?P<number>[01]?\d)(?P=sep){_DAY}",
        rf"(?P<one>[0-3]?\d)(?P<sep>[-./])(?P<two>[0-3]?\d)(?P=sep){_YEAR}",
    )
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_LABELS = frozenset(
    "published posted updated created issued released release date publication last first print this page dated time"
    " edited modified article".split()
)
_JOINING = frozenset("on at of by".split())  # after a label: "posted on", "date of publication"
_CLAUSE = frozenset(
    "on in at of by since from until till to before after between during through and or as early late".split()
)
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?]\s")
_GOES_ON = re.compile(r"\s*,\s*[a-z]|[’']s\b")
_RUNS_ON = re.compile(rf"{_GOES_ON.pattern}|\s+(?!(?:by|at|in|updated|last|edited)\b)[a-z]+\b(?!:)")


@lru_cache(maxsize=64)  # every claim and mention of an article asks for it
def day_of(article: Article) -> date | None:
    """The day of an article: the full date at the head of its text, otherwise the day that the file gives.

    Files are often off, by the day of a copy or of a search; the text is what the outlet printed. ``None`` when neither
    tells it.
    """
    return dateline(article) or article.published


def dateline(article: Article) -> date | None:
    """The full date at the head of an article's text, ``None`` when it has none that is sure.

    It stands first, or behind a place, an agency, a label ("Published"), or a repeated headline; never within a
    sentence. A date written in numbers whose order is open counts only where one order agrees, within a day, with
    the day that the file gives; so does none whose weekday is another.
    """
    text = _read(article)
    start = _headline(article.title, text)
    found = min(_dates(text, start + _REACH), key=lambda m: m.start(), default=None)
    if found is None or _is_chronology(article.text, found):
        return None
    return _day(found, article.published) if _at_head(text, start, found) else None


def _read(article: Article) -> str:
    """The text with blanks for page furniture; a byline is kept, for it may hold the date."""
    text = article.text
    for piece in article.furniture:
        if piece.kind != "byline":
            begin, end = piece.span.begin, piece.span.end
            text = text[:begin] + " " * (end - begin) + text[end:]
    return text


def _headline(title: str, text: str) -> int:
    """Where the headline that a text repeats ends, 0 where it repeats none."""
    told = re.findall(r"\w+", title.casefold())
    same, end = 0, 0
    for word, m in zip(told, re.finditer(r"\w+", text[: 2 * len(title) + 20]), strict=False):
        if m[0].casefold() != word:
            break
        same, end = same + 1, m.end()
    return end if same >= 3 and 2 * same >= len(told) else 0


def _dates(text: str, reach: int) -> Iterator[re.Match[str]]:
    for form in _FORMS:
        if (m := form.search(text)) and m.start() < reach:
            yield m


def _is_chronology(text: str, found: re.Match[str]) -> bool:
    """Whether a later line begins with another date: such a list has no dateline."""
    lines = (line.lstrip() for line in text[found.end() :].split("\n")[1:])
    return any(form.match(line) for line in lines for form in _FORMS)


def _at_head(text: str, start: int, found: re.Match[str]) -> bool:
    before = text[: found.start()]
    line = before.rfind("\n") + 1
    if len([one for one in before[:line].split("\n") if one.strip()]) >= _LINES:
        return False
    headed = start > 0 and not before[start:line].strip()
    lead = before[max(start, line) if headed else line :]
    words = lead.split()
    plain = [w.strip("()[]|,.:;–—-").casefold() for w in words]
    if _SENTENCE_END.search(lead) or (plain and plain[-1] in _CLAUSE and not _is_label(plain)):
        return False
    if headed:
        return len(words) <= _MOST_WORDS and not _GOES_ON.match(text, found.end())
    proper = all(p in _LABELS | _JOINING or not _first_letter(w).islower() for w, p in zip(words, plain, strict=True))
    return proper and len(words) <= _MOST_WORDS // 2 and not _RUNS_ON.match(text, found.end())


def _is_label(words: Sequence[str]) -> bool:
    """Whether the last words are a label: "posted on", "date of publication"."""
    before = [w for w in words if w not in _JOINING]
    return bool(before) and before[-1] in _LABELS


def _first_letter(word: str) -> str:
    return next((c for c in word if c.isalpha()), "")


def _day(found: re.Match[str], published: date | None) -> date | None:
    told = found.groupdict()
    year = int(told["year"])
    if told.get("one"):
        one, two = int(told["one"]), int(told["two"])
        orders = [(two, one)] if told["sep"] == "." else [(two, one), (one, two)]  # with dots the day stands first
    else:
        month = int(told["number"]) if told.get("number") else _MONTHS[told["month"][:3].lower()]
        orders = [(month, int(told["day"]))]
    days = {d for month, day in orders if (d := _calendar(year, month, day))}
    if weekday := told["weekday"]:
        days = {d for d in days if d.weekday() == _WEEKDAYS.index(weekday[:3].lower())}
    if len(days) > 1:
        days = {d for d in days if published and abs((d - published).days) <= 1}
    return days.pop() if len(days) == 1 else None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
