"""Time expressions: "on Friday", "since September 23rd", "three months ago" → intervals of days.

Each is resolved against an anchor, the day of the article. Without an anchor only expressions that carry their own
year are resolved; the others keep their words and no interval.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from truceline.reading import reckoning
from truceline.reading import tense as tenses
from truceline.reading.quantities import NUMBER_WORDS
from truceline.reading.tense import Tense
from truceline.records import MONTHS, Interval

_MONTHS = {name.lower(): i for i, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}

_MONTH = rf"(?P<month>{'|'.join(m for m in MONTHS if m not in {'May', 'March'})}|(?-i:M(?:ay|AY|arch|ARCH))|"
_MONTH += r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO_DAY = r"(?:\s?(?:-|–|to|and|until|till)\s?(?P<today>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year)s?"
_COUNT = rf"(?P<count>\d+|a|an|one|{'|'.join(w for w in NUMBER_WORDS if w != 'one')}|several|few|couple of)"
_PART = r"(?P<part>early|mid|late|the beginning of|the start of|the end of|beginning of|start of|end of)[\s-]"
_HOUR = r"(?:dawn|noon|midday|midnight|sunset|sunrise|daybreak|night|\d{1,2}(?::\d\d)?(?:\s?[ap]\.?m\.?)?)"
_HOUR = rf"(?:{_HOUR}\s(?:on|of)?\s?)?"
_LEAD = r"(?:(?:early|late|later|earlier|before|after|at|by)\s){0,2}(?:(?:on|in the (?:morning|evening) of)\s)?"
_DAYTIME = r"(?:\s(?:at )?(?:morning|afternoon|evening|night|dawn|noon|midday|midnight))?"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time.

    Attributes:
        begin, end: where they stand in the text that was searched, in characters.
        interval: the days they mean; ``None`` when the text does not say enough.
    """

    begin: int
    end: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class _Context:
    anchor: date | None
    told: Tense  # what happened, or what is to come, or neither
    tense: Tense  # the same of the time, by the words before it
    before: str


_Resolve = Callable[[re.Match[str], _Context], Interval | None]


def find(text: str, anchor: date | None, told: Tense = "open") -> list[TimeExpression]:
    """The time expressions of a sentence, in order, without overlap.

    Args:
        text: a sentence or any other stretch of text.
        anchor: the day of the article; ``None`` when unknown.
        told: the tense of what is asked for: a time of what happened is never after the anchor, but for a date that
            carries its year, which is surer than the anchor.
    """
    points = _joined(text, list(_points(text, anchor, told)))
    ends = [0, *(e.end for e in points)]
    found = [_widen(text, e, after, anchor) for e, after in zip(points, ends, strict=False)]
    out = [_from_day(text, e, found, anchor) for e in _counted(found, text)]
    return [replace(e, interval=None) if _is_too_late(text, e, anchor, told) else e for e in out]


def _is_too_late(text: str, e: TimeExpression, anchor: date | None, told: Tense) -> bool:
    late = told == "past" and anchor and e.interval and e.interval.first > anchor
    return bool(late) and not re.search(_YEAR, text[e.begin : e.end])


def _points(text: str, anchor: date | None, told: Tense) -> Iterator[TimeExpression]:
    taken: list[tuple[int, int]] = []
    found: list[TimeExpression] = []
    for pattern, resolve in _RULES:
        for m in pattern.finditer(text):
            if any(m.start() < end and begin < m.end() for begin, end in taken):
                continue
            before = text[: m.start()]
            try:
                interval = resolve(m, _Context(anchor, told, tenses.of_words(before, text[m.end() :], told), before))
            except (ValueError, OverflowError):  # 31 September, or a thousand years ago
                continue
            taken.append(m.span())
            found.append(TimeExpression(m.start(), m.end(), interval))
    yield from sorted(found, key=lambda e: e.begin)


def _joined(text: str, points: list[TimeExpression]) -> list[TimeExpression]:
    """Two points with "to", "until" or "and" between them, after "from" or "between", are one span.

    The hour of a day and that day are one point.
    """
    out: list[TimeExpression] = []
    for point in points:
        last = out[-1] if out else None
        if last and _CLOCK.fullmatch(text, last.begin, last.end) and _OF_DAY.fullmatch(text, last.end, point.begin):
            out[-1] = TimeExpression(last.begin, point.end, point.interval)
            continue
        if last and text[last.end : point.begin] == " " and _CLOCK.fullmatch(text, point.begin, point.end):
            out[-1] = TimeExpression(last.begin, point.end, last.interval)
            continue
        if last and last.interval and point.interval:
            opening = re.search(r"\b(from|between)\s$", text[: last.begin], re.IGNORECASE)
            link = text[last.end : point.begin].strip().lower()
            linked = link in {"to", "until", "till", "-", "–", "through"} or (opening and link in {"and", "and into"})
            if linked and last.interval.first <= point.interval.last:
                begin = opening.start() if opening else last.begin
                out[-1] = TimeExpression(begin, point.end, Interval.between(last.interval, point.interval))
                continue
        out.append(point)
    return out


# What began then, told between "since" and the day: "since the war began in", "since the fall of the town in". A verb
# of what has gone on since, or a number, ends it: "since the war began 40 were killed on Monday".
_GONE_ON = r"(?:since|was|were|is|are|has|have|had|been|killed|died|wounded|injured|said|says|that|which|who|where)\b"
_BEGUN = rf"(?:(?!{_GONE_ON})[^\W\d][\w’'-]*\s){{0,9}}"
_SINCE = re.compile(rf"(?<!\bhas )(?<!\bhave )(?<!\bhad )\b(?:ever )?since\s{_BEGUN}$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_TO_NOW = re.compile(
    r"(?:\s\([^()]*\))?,?\s(?:(?:to|until|till|up to)\s(?:date|now|the present|this day|today)\b|onwards?\b)",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"(?:earlier |later )?(?:today|tonight|yesterday|tomorrow|overnight|this|last|next)\b", re.IGNORECASE
)
_LIMIT = re.compile(
    r"\b(?:between|until|till|by|before|after|from|in|on|during|at|throughout)\s(?:the\s)?$", re.IGNORECASE
)


def _widen(text: str, e: TimeExpression, after: int, anchor: date | None) -> TimeExpression:
    """Takes the preposition in; "since" and "from ... to date" make a span that lasts to the day of the article.

    Args:
        text: where the expression stands.
        e: the expression.
        after: the end of the one before it.
        anchor: the day of the article; where it is unknown, so is the end of the span.
    """
    before = text[after : e.begin]
    if m := _SINCE.search(before):
        return TimeExpression(after + m.start(), e.end, _to_now(e.interval, anchor))
    if (m := _FROM.search(before)) and (now := _TO_NOW.match(text, e.end)):
        return TimeExpression(after + m.start(), now.end(), _to_now(e.interval, anchor))
    if not _ADVERB.match(text, e.begin) and (m := _LIMIT.search(before)):
        return TimeExpression(after + m.start(), e.end, e.interval)
    return e


def _to_now(begin: Interval | None, anchor: date | None) -> Interval | None:
    if begin is None or anchor is None or anchor < begin.first:
        return None
    return Interval(begin.first, anchor, begin.first_grain)


def _counted(found: list[TimeExpression], text: str) -> list[TimeExpression]:
    """A duration after a beginning counts from it: "since September 23rd … in just four days"."""
    out: list[TimeExpression] = []
    start: Interval | None = None
    for e in found:
        words = text[e.begin : e.end]
        if words.lower().startswith(("since", "ever since")):
            start = e.interval
        elif start and (m := _DURATION.fullmatch(words)) and (count := reckoning.number(m["count"])):
            end = reckoning.back(start.first, -count, m["unit"].lower())
            e = TimeExpression(e.begin, e.end, Interval(start.first, max(start.first, end)))
        out.append(e)
    return out


def _from_day(text: str, e: TimeExpression, found: list[TimeExpression], anchor: date | None) -> TimeExpression:
    """What "a day later" means, counted on from the day told before it; "a day after" back from it, or the anchor."""
    days = [o for o in found if o.interval and o.interval.first == o.interval.last]
    before = next((o.interval for o in reversed(days) if o.end <= e.begin), None)
    if (m := _LATER.search(text, e.begin, e.end)) and before:
        count = reckoning.number(m["count"]) if m["count"] else 1
        unit = (m["unit"] or "day").lower()
        if count and unit != "hour":
            return replace(e, interval=Interval.day(reckoning.back(before.first, -count, unit)))
    if (m := _DAY_AFTER.fullmatch(text, e.begin, e.end)) and not any(o.begin >= e.end for o in days):
        base, days_back = before.first if before else anchor, reckoning.number(m["count"])
        if base and days_back and m["unit"].lower() in {"day", "week"}:
            return replace(e, interval=Interval.day(reckoning.back(base, days_back, m["unit"].lower())))
    return e


# The rules below go from the most telling to the least; a stretch that one has taken is closed to those after it.


def _month_of(m: re.Match[str]) -> int:
    return _MONTHS[m["month"].rstrip(".").lower()]


def _day_month(m: re.Match[str], context: _Context) -> Interval | None:
    month, day = _month_of(m), int(m["day"])
    year = m.groupdict().get("year")
    if year:
        first = date(int(year), month, day)
    else:
        found = context.anchor and reckoning.near(context.anchor, month, day, context.tense)
        if found is None:
            return None
        first = found
    to_day = m.groupdict().get("today")
    return Interval(first, first.replace(day=int(to_day))) if to_day else Interval.day(first)


def _month(m: re.Match[str], context: _Context) -> Interval | None:
    month = _month_of(m)
    if year := m.groupdict().get("year"):
        return Interval.month(int(year), month)
    near = context.anchor and reckoning.near(context.anchor, month, 1, context.tense)
    passed = context.told == "past" or (m.groupdict().get("rel") or "").lower() == "last"
    if near and context.anchor and passed and near > context.anchor:
        near = near.replace(year=near.year - 1)
    return Interval.month(near.year, near.month) if near else None


def _month_in(m: re.Match[str], context: _Context) -> Interval | None:
    """A month of last or this year."""
    if context.anchor is None:
        return None
    return Interval.month(context.anchor.year - (m["which"].lower() == "last"), _month_of(m))


def _year(m: re.Match[str], _: _Context) -> Interval:
    return Interval.year(int(m["year"]))


def _season(m: re.Match[str], _: _Context) -> Interval:
    first, last = _SEASONS[m["season"].lower()]
    year = int(m["year"])
    return Interval.between(Interval.month(year, first), Interval.month(year, last))


def _numeric(m: re.Match[str], _: _Context) -> Interval | None:
    a, b = int(m["a"]), int(m["b"])
    if m["sep"] != "." and a <= 12 and b <= 12 and a != b:
        return None  # day first or month first: the text does not say
    day, month = (a, b) if b <= 12 else (b, a)
    return Interval.day(date(int(m["year"]), month, day))


def _iso(m: re.Match[str], _: _Context) -> Interval:
    return Interval.parse(m[0])


def _weekday(m: re.Match[str], context: _Context) -> Interval | None:
    if context.anchor is None:
        return None
    rel = (m.groupdict().get("rel") or "").lower()
    day = tenses.WEEKDAYS[m["weekday"][:3].lower()]
    if rel == "last" or rel in {"next", "coming"}:
        step = timedelta(days=-1 if rel == "last" else 1)
        return Interval.day(reckoning.weekday(context.anchor + step, day, "past" if rel == "last" else "ahead"))
    if context.tense == "ahead" and not tenses.has_just_passed(context.before, day, context.anchor):
        return Interval.day(reckoning.weekday(tenses.told_on(context.before, context.anchor), day, "ahead"))
    return Interval.day(reckoning.weekday(context.anchor, day, "past"))


def _offset(first: int, last: int | None = None) -> _Resolve:
    def resolve(_: re.Match[str], context: _Context) -> Interval | None:
        if context.anchor is None:
            return None
        end = first if last is None else last
        return Interval(context.anchor + timedelta(days=first), context.anchor + timedelta(days=end))

    return resolve


def _week(words: str, monday: date, step: int, context: _Context) -> Interval:
    """The days of a week from its Monday; of this week those up to the anchor, or of what is to come all."""
    sunday, day = monday + timedelta(days=6), context.anchor or monday
    if step:
        return Interval(monday, sunday)
    if words.startswith("earlier"):
        return Interval(monday, max(monday, day - timedelta(days=1)))
    if context.tense == "ahead":
        return Interval(day if words.startswith("later") else monday, sunday)
    return Interval(monday, day)


def _calendar(m: re.Match[str], context: _Context) -> Interval | None:
    """Last / this / next week, month, year or weekend."""
    day = context.anchor
    if day is None:
        return None
    rel, unit = m["rel"].lower(), m["unit"].lower()
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(rel, 0)
    monday = day - timedelta(days=day.weekday())
    if unit == "week":
        return _week(m[0].lower(), monday + timedelta(days=7 * step), step, context)
    if unit == "weekend":
        saturday = monday + timedelta(days=5 if step > 0 or context.tense == "ahead" or day.weekday() >= 5 else -2)
        return Interval(saturday, saturday + timedelta(days=1))
    if unit == "month":
        other = reckoning.shifted_month(day, step)
        return Interval.month(other.year, other.month)
    return Interval.year(day.year + step)


def _ago(m: re.Match[str], context: _Context) -> Interval | None:
    count, unit = reckoning.number(m["count"]), m["unit"].lower()
    if count is None or context.anchor is None:
        return None
    day = reckoning.back(context.anchor, count, unit)
    if unit == "year":
        return Interval.year(day.year)
    return Interval.month(day.year, day.month) if unit == "month" else Interval.day(day)


def _lasting(m: re.Match[str], context: _Context) -> Interval | None:
    """A stretch that ends on the anchor: "in the past two weeks", "for three months"; none of what is to come."""
    if context.told == "ahead" and not m.groupdict().get("past"):
        return None
    count, unit = reckoning.number(m["count"] or "one"), m["unit"].lower()
    if count is None or context.anchor is None:
        return None
    begin, end = Interval.day(reckoning.back(context.anchor, count, unit)), Interval.day(context.anchor)
    if unit == "year":
        begin, end = Interval.year(begin.first.year), Interval.year(context.anchor.year)
    elif unit == "month" and not m.groupdict().get("past"):
        begin = Interval.month(begin.first.year, begin.first.month)
        end = Interval.month(context.anchor.year, context.anchor.month)
    return Interval.between(begin, end)


def _within(m: re.Match[str], context: _Context) -> Interval | None:
    count, unit = reckoning.number(m["count"]), m["unit"].lower()
    if count is None or context.anchor is None or context.tense != "ahead":
        return None
    return Interval(context.anchor, reckoning.back(context.anchor, -count, unit))


def _on_the(m: re.Match[str], context: _Context) -> Interval | None:
    if context.anchor is None:
        return None
    day, first = int(m["day"]), context.anchor.replace(day=1)
    if context.tense == "ahead":
        first = reckoning.shifted_month(first, int(day < context.anchor.day))
    elif day > context.anchor.day + 3:
        first = reckoning.shifted_month(first, -1)
    return Interval.day(first.replace(day=day))


def _open(_: re.Match[str], __: _Context) -> None:
    return None


def _rule(pattern: str, resolve: _Resolve, flags: re.RegexFlag = re.IGNORECASE) -> tuple[re.Pattern[str], _Resolve]:
    return re.compile(rf"(?<![\w$€£-]){pattern}(?![\w%])", flags), resolve


_EXACT_CASE = re.RegexFlag(0)  # "may" and "march" in lower case are no months
_AFTER_PREPOSITION = "(?:" + "|".join(
    f"(?<={w} )|(?<={w.title()} )"
    for w in [
        "in",
        "since",
        "until",
        "during",
        "from",
        "by",
        "of",
        "to",
        "between",
        "throughout",
        "before",
        "after",
        "and",
    ]
)
_AFTER_PREPOSITION += ")"
_PAST = r"(?P<past>past|last|previous|preceding)"
_FOR = r"(?:(?:nearly|almost|about|around|more than|over|at least|just|only|some|the first)\s)?"

_CLOCK = re.compile(r"(?:at|before|by|from|since) (?:midnight|noon|dawn)", re.IGNORECASE)
_OF_DAY = re.compile(r",? (?:on|of|between|from)?(?: the)? ?", re.IGNORECASE)
_LATER = re.compile(rf"(?:(?:on )?the (?:next|following) day|{_COUNT}\s{_UNIT}\slater)", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"{_COUNT}\s{_UNIT}\safter", re.IGNORECASE)
_DURATION = re.compile(rf"(?<!\w)(?:for|in)\s{_FOR}{_COUNT}\s{_UNIT}(?!\w)", re.IGNORECASE)

_RULES: tuple[tuple[re.Pattern[str], _Resolve], ...] = (
    _rule(r"(?:19|20)\d\d-[01]\d-[0-3]\d", _iso),
    _rule(rf"(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep){_YEAR}", _numeric),
    _rule(rf"(?:{_WEEKDAY},?\s(?:the\s)?)?{_DAY}{_TO_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}", _day_month),
    _rule(
        rf"(?:{_WEEKDAY},?\s)?{_MONTH}\s{_DAY}{_TO_DAY}(?:,?\s|,)?{_YEAR}", _day_month
    ),  # "Nov 272017", its comma lost
    _rule(rf"(?:{_WEEKDAY},?\s(?:the\s)?)?{_DAY}{_TO_DAY}\s(?:of\s)?{_MONTH}", _day_month),
    _rule(rf"(?:{_WEEKDAY},?\s)?{_MONTH}\s{_DAY}{_TO_DAY}(?!\d)", _day_month),
    _rule(rf"(?:{_PART})?{_MONTH}(?:,|\sof)?\s{_YEAR}", _month),
    _rule(rf"(?:{_PART})?{_MONTH}(?:\sof)?\s(?P<which>last|this)\syear", _month_in),
    _rule(rf"(?:the\s)?(?P<season>spring|summer|autumn|fall)\s(?:of\s)?{_YEAR}", _season),
    _rule(
        rf"(?:{_AFTER_PREPOSITION}(?:{_PART})?|{_PART.replace('part', 'part2')})(?:(?P<rel>last|next|this)\s)?{_MONTH}",
        _month,
        _EXACT_CASE,
    ),
    _rule(rf"(?P<rel>last|next|this)\s{_MONTH}", _month),
    _rule(rf"{_AFTER_PREPOSITION}(?:{_PART})?{_YEAR}(?! (?:people|civilians|fighters|families|children))", _year),
    _rule(rf"{_PART}{_YEAR}", _year),
    _rule(
        r"(?:(?:earlier|later) )?today|tonight|this (?:morning|afternoon|evening)|(?:earlier|later) in the day",
        _offset(0),
    ),
    _rule(r"yesterday" + _DAYTIME + r"|last night", _offset(-1)),
    _rule(r"(?:the )?previous (?:day|night)|(?:a|one|the) day earlier", _offset(-1)),
    _rule(r"tomorrow" + _DAYTIME, _offset(1)),
    _rule(rf"overnight(?:\s(?:on|into)\s{_WEEKDAY})?(?!\s\w*day)", _offset(-1, 0)),
    _rule(rf"{_LEAD}{_HOUR}(?:(?P<rel>last|next|this|coming)\s)?{_WEEKDAY}{_DAYTIME}", _weekday),
    _rule(
        r"(?:earlier\s|later\s|late\s|early\s)?(?P<rel>last|this|next|coming)\s(?P<unit>week|month|year|weekend)",
        _calendar,
    ),
    _rule(r"(?:at|over|during|on)\s(?P<rel>the)\s(?P<unit>weekend)", _calendar),
    _rule(rf"{_FOR}{_COUNT}\s{_UNIT}\sago", _ago),
    _rule(
        rf"(?:in|over|during|for|within|throughout)\s(?:the\s)?(?:course of the\s)?{_PAST}\s(?:{_COUNT}\s)?{_UNIT}",
        _lasting,
    ),
    _rule(rf"(?:within|in the (?:next|coming))\s{_FOR}{_COUNT}\s{_UNIT}", _within),
    (_DURATION, _lasting),
    _rule(_LATER.pattern, _open),
    _rule(rf"(?<!than ){_DAY_AFTER.pattern}", _open),
    _rule(r"(?:on|by|from|until|since) the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?! (?:day|floor|anniversary))", _on_the),
    _rule(r"(?<=since )dawn|(?:at|before) dawn|(?:at|from) (?:midnight|noon)", _offset(0)),
    _rule(rf"(?P<month>{'|'.join(MONTHS)})", _month, _EXACT_CASE),
    _rule(
        r"in recent (?:days|weeks|months|years)|recently|in the coming (?:days|weeks|months)|within (?:days|hours)",
        _open,
    ),
)
