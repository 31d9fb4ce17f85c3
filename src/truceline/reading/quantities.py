"""Numbers in text as ranges: "more than 400" → 400 to open, "dozens" → 24 to open, "between 30 and 40" → 30 to 40.

How much a vague word stands for is settled by the codebook: tens 20, several 3, dozens 24, scores 40, hundreds 200,
thousands 2000, each with an open end; "about N" is N.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from truceline.records import MONTHS, QuantityKind

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_UNITS += " eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS: dict[str, int] = {w: i for i, w in enumerate(_UNITS.split(), 1)}
NUMBER_WORDS |= {w: 10 * i for i, w in enumerate(_TENS.split(), 2)}
"""The plain number words of English, one to ninety."""

_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_VAGUE = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "several thousand": 3_000,
    "several hundred": 300,
    "several dozen": 36,
    "several": 3,
}
_LOWER = {
    "more than",
    "over",
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "upwards of",
    "in excess of",
}
_LOWER |= {"well over", "exceeding", "a minimum of"}
_UPPER = {"up to", "as many as", "at most", "no more than", "not more than", "a maximum of"}
_BELOW = {"fewer than", "less than", "under"}
_ABOUT = {
    "about",
    "around",
    "nearly",
    "almost",
    "approximately",
    "roughly",
    "some",
    "an estimated",
    "estimated",
    "another",
}
_ABOUT |= {"close to", "just", "only", "as high as", "the"}

_SPACES = "\u00a0\u2009\u202f"
_DIGITS = rf"\d{{1,3}}(?:(?:[,{_SPACES}]\d{{3}})+| (?:\d{{3}} )*000)(?!\d)|\d+(?:\.\d+)?"  # "120 000", no "3 120"
_WORD = (
    rf"(?:{'|'.join(_TENS.split())})(?:[- ](?:{'|'.join(_UNITS.split()[:9])}))?|{'|'.join(reversed(_UNITS.split()))}"
)
_SCALE = rf"(?:[- ](?:{'|'.join(_SCALES)}))"
_LARGE = r"[- ](?:thousand|million|billion)"
_PARTS = {"third": 1 / 3, "quarter": 1 / 4}
_OF = r"(?:half(?: of)?|(?:(?:a|one)[- ])?quarter(?: of)?|three[- ]quarters of|(?:a|one)[- ]third of|two[- ]thirds of)"
_PART = rf"(?:{_OF}(?: a)?{_LARGE}|half a (?:dozen|hundred))"  # "a quarter of a million"
_HALVES = rf"(?:(?:{_DIGITS}|{_WORD}) and a half{_LARGE}|a{_LARGE} and a half)"
_EXACT = rf"(?:{_PART}|{_HALVES}|(?:{_DIGITS}|{_WORD}){_SCALE}{{0,2}}|a{_SCALE})(?![\w%]|[.,]\d)"
_HEDGE = "|".join(sorted(_LOWER | _UPPER | _BELOW | _ABOUT, key=len, reverse=True))
_RANGE = rf"between (?P<low>{_EXACT}) and (?P<high>{_EXACT})|(?P<low2>{_EXACT}) (?:to|or) (?P<high2>{_EXACT})"
_RANGE += rf"|(?P<low3>{_DIGITS})\s?[-–]\s?(?P<high3>{_DIGITS})(?![\w%])"
_PATTERN = re.compile(
    rf"(?<![\w.,])(?P<money>[$€£]\s?)?(?:{_RANGE}|(?:(?P<hedge>{_HEDGE}) )?"
    rf"(?:(?P<vague>{'|'.join(sorted(_VAGUE, key=len, reverse=True))})\b|(?P<exact>{_EXACT})))"
    rf"(?P<more>\s(?:or )?more\b)?",
    re.IGNORECASE,
)
_ONE_PERSON = re.compile(
    r"(?<!\w)(?:an?|another) (?:(?!(?:by|of|on|in|at|to|for|from|with|against|near) )[\w-]+ ){0,2}?"
    r"(?:man|woman|child|boy|girl|baby|infant|person|civilian|citizen|soldier|fighter|militant|rebel|commander|officer|"
    r"pilot|policeman|journalist|reporter|doctor|nurse|medic|paramedic|guard|driver|worker|volunteer|teacher|student|"
    r"leader|general|colonel|official|activist|peacekeeper|diplomat)\b(?!-)",
    re.IGNORECASE,
)
_WEEKS = re.compile(r"[ -]weeks?\b", re.IGNORECASE)
_ONE_WEEK = re.compile(
    r"(?<!once )(?<!twice )(?<!times )(?<!hours )(?<!days )\ba week\b"
    r"(?!-| of (?:clashes|fighting|talks|shelling|strikes|violence))",
    re.IGNORECASE,
)
_MONTH_NAMES = "|".join(MONTHS) + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
# A date, a time of day, an ordinal, an age, a part of a whole or a name is no quantity: "27 October", "at 10:00",
# "2016", "a 12-year-old", "one third of the town", "Article 7", "G20".
_NO_COUNT_AFTER = re.compile(
    rf"\s?(?:(?:{_MONTH_NAMES})\b|[ap]\.?m\b|:\d\d|st\b|nd\b|rd\b|th\b|GMT|percent|per cent|o[’']?clock|"
    r"in the (?:morning|afternoon|evening)|[./-]\d|"
    r"[- ](?:and[- ]a[- ]half[- ])?(?:year|month|week|day)s?(?:[- ]olds?| of age)\b|"
    r"[- ](?:thirds?|quarters?|fifths?|tenths?)\b)",
    re.IGNORECASE,
)
_NO_COUNT_BEFORE = re.compile(
    rf"(?:\b(?:{_MONTH_NAMES}|resolution|article|chapter|number|no|page|phase|aged?|channel|on day|each|"
    r"every)\.? |:|\d[/.-]|#|@)$",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:aged|ages?(?: of)?|age group(?: of)?)(?: (?:from|between|of|under|over|as young as|just|only|about|around))?"
    r"(?: \w+ (?:to|and|or))? $",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PEOPLE = re.compile(
    r" (?:\w+ )?(?:people|persons|civilians|famil(?:y|ies)|residents|refugees|women|men|children|prisoners|detainees|"
    r"hostages|patients|wounded|fighters|soldiers|troops|militants|rebels|terrorists)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    r"\b(?:in|since|of|by|from|until|during|early|late|mid|after|before|summer|spring)\W*$", re.IGNORECASE
)

_KINDS: tuple[tuple[QuantityKind, str], ...] = (
    ("hours", r"hours?\b"),
    ("days", r"(?:days?|weeks?)\b"),
    ("money", r"(?:dollars?|euros?|pounds|riyals?)\b"),
    (
        "vehicles",
        r"(?:[\w-]+ ){0,2}?(?:trucks?|lorr(?:y|ies)|vehicles?|tanks?|buses|bus|convoys?|cars?|ambulances?|ships?|"
        r"boats?|vessels?|warplanes?|aircraft|planes?|helicopters?|jets?|carriers?|bulldozers?|pick-?ups?)\b",
    ),
    (
        "strikes",
        r"(?:\w+ ){0,2}?(?:air ?strikes?|strikes?|raids?|shells?|rockets?|missiles?|bombs?|barrels?|mortars?|rounds?|"
        r"sorties|attacks?|explosions?|blasts?|shelling)\b",
    ),
    ("violations", r"(?:\w+ ){0,2}?(?:violations?|breaches|breach|infringements?)\b"),
    (
        "fighters",
        r"(?:\w+ ){0,3}?(?:fighters?|soldiers?|troops|militants?|rebels?|terrorists?|gunmen|servicemen|personnel|"
        r"militiamen|combatants|insurgents|mercenaries|jihadists|peacekeepers|policemen|advisers|advisors)\b",
    ),
    (
        "other",
        r"(?:\w+ ){0,1}?(?:tonnes?|tons?|kilomet(?:er|re)s?|km|miles?|villages?|towns?|times|houses|square|"
        r"met(?:er|re)s)\b",
    ),
)
_AFTER = tuple((kind, re.compile(r"[ -]" + pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number found in text.

    Attributes:
        begin, end: where its words stand, in characters.
        least, most: the range, an open end ``None``.
        unit: the kind that the words after it make plain, ``None`` where only the claim can tell ("31 were killed").
    """

    begin: int
    end: int
    least: int | None
    most: int | None
    unit: QuantityKind | None


def find(text: str) -> list[Amount]:
    """The amounts in a stretch of text, in order, without overlap; dates, ordinals and percentages are left out."""
    out: list[Amount] = []
    for m in _PATTERN.finditer(text):
        before = text[max(0, m.start() - 40) : m.start()]
        named = not m["hedge"] and _NO_COUNT_BEFORE.search(before)
        if named or _AGED.search(before) or _NO_COUNT_AFTER.match(text, m.end()):
            continue
        years = [m[name] for name in ("exact", "low", "low2") if m[name]]
        if years and _YEAR.fullmatch(years[0]) and not _counts_people(text, m):
            continue
        least, most = _bounds(m)
        if least is not None and most is not None and most < least:
            continue
        unit = _unit(text, m)
        if unit == "days" and _WEEKS.match(text, m.end()):
            least, most = least and 7 * least, most and 7 * most
        out.append(Amount(m.start(), m.end(), least, most, unit))
    taken = [(a.begin, a.end) for a in out]
    out += [Amount(m.start(), m.end(), 7, 7, "days") for m in _ONE_WEEK.finditer(text)]
    out += [
        Amount(m.start(), m.end(), 1, 1, None)
        for m in _ONE_PERSON.finditer(text)
        if not any(m.start() < end and begin < m.end() for begin, end in taken)
    ]
    return sorted(out, key=lambda a: a.begin)


def _counts_people(text: str, m: re.Match[str]) -> bool:
    """Whether what looks like a year is a number of people: "some 2000 fighters", not "in 2016 civilians"."""
    if m["hedge"] and m["hedge"].lower() != "the":
        return True
    return bool(_PEOPLE.match(text, m.end())) and not m["hedge"] and not _IN_YEAR.search(text[: m.start()])


def _bounds(m: re.Match[str]) -> tuple[int | None, int | None]:
    low, high = m["low"] or m["low2"] or m["low3"], m["high"] or m["high2"] or m["high3"]
    if low and high:
        return math.floor(value(low)), math.ceil(value(high))
    if m["vague"]:
        return _VAGUE[m["vague"].lower()], None
    exact, hedge = value(m["exact"]), (m["hedge"] or "").lower()
    number, above = math.floor(exact), math.ceil(exact)  # 4.5 tonnes are 4 to 5
    if hedge in _LOWER or (m["more"] and " or " in m["more"]):
        return number, None
    if hedge in _UPPER:
        return None, above
    if hedge in _BELOW:
        return None, max(0, above - 1)
    return number, above


def value(words: str) -> float:
    """What an exact number in digits or words stands for: "2.6 million" is 2600000, "a quarter of a million" 250000.

    Raises:
        ValueError: the words are no number.
    """
    total, current, scale = 0.0, 0.0, 1
    digits = re.sub(rf"(?<=\d)[, {_SPACES}](?=\d{{3}}(?!\d))", "", words.lower())
    for word in re.split(r"[\s-]+", digits.strip()):
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current, scale = total + current, 0.0, _SCALES[word]
        elif word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
        elif word == "half":  # "two and a half million", "a million and a half", "half a million"
            current += 0.5 * scale
        elif word.rstrip("s") in _PARTS:
            current = (current or 1) * _PARTS[word.rstrip("s")]
        elif word in {"a", "an", "and", "of"}:
            continue
        else:
            current += float(word)
    # A decimal times a million is whole but for what binary fractions leave over.
    return round(total + current, 6)


def _unit(text: str, m: re.Match[str]) -> QuantityKind | None:
    if m["money"]:
        return "money"
    after = re.sub(r"^\s+of(?=\s)", "", text[m.end() : m.end() + 60])
    for kind, pattern in _AFTER:
        if pattern.match(after):
            return kind
    return None
