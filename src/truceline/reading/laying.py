"""Which of a sentence's times and amounts belong to which of its triggers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from truceline.codebook import TYPES
from truceline.reading import attribution, dates, lexicon, quantities
from truceline.records import Quantity, QuantityKind, Span

_SAID_TIME = re.compile(r"\b(?:said|says|told \w+|announced|reported|added|stated)(?: in a statement)?,? $")
_CLAUSE_BREAK = re.compile(r"[;:]|, (?:and|but|while|as|after|which|who)\b| (?:but|while|whereas)\b")
_BACKGROUND = re.compile(r"\b(?:ago|since|(?:19|20)\d\d|last (?:year|month))\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:like|unlike|compared to|compared with)\s$", re.IGNORECASE)
_DURATION = re.compile(r"(?:for|within|in)\b(?!.*\b(?:past|last|previous|recent)\b)", re.IGNORECASE)
_WOUNDED = re.compile(r"wound|injur|hurt", re.IGNORECASE)
_TOLL_KINDS: tuple[tuple[re.Pattern[str], QuantityKind], ...] = (
    (_WOUNDED, "wounded"),
    (re.compile(r"missing", re.IGNORECASE), "missing"),
)
_KIND_BY_TYPE: dict[str, QuantityKind] = {
    "displacement": "displaced",
    "detention": "detained",
    "release": "detained",
    "abduction": "detained",
    "evacuation": "affected",
    "siege": "affected",
    "aid_delivery": "affected",
    "aid_block": "affected",
    "deployment": "fighters",
    "withdrawal": "fighters",
    "truce_violation": "violations",
    "air_strike": "strikes",
    "shelling": "strikes",
    "bombing": "strikes",
}
_PARTICIPLE = re.compile(r"(?:ed|dead|hurt)$", re.IGNORECASE)
_OF_PEOPLE = {"toll", "displacement", "detention", "release", "abduction", "evacuation"}


def time_of(text: str, trigger: lexicon.Trigger, times: Sequence[dates.TimeExpression]) -> dates.TimeExpression | None:
    """The time expression nearest to the trigger; the day something was said counts last, save for what is said."""

    def distance(t: dates.TimeExpression) -> tuple[bool, bool, int, int]:
        said = bool(_SAID_TIME.search(text[: t.begin])) and TYPES[trigger.type].family not in {"diplomacy", "truce"}
        between = text[min(trigger.end, t.end) : max(trigger.begin, t.begin)]
        clauses = len(_CLAUSE_BREAK.findall(between))
        return said, t.interval is None, clauses, max(t.begin - trigger.end, trigger.begin - t.end)

    told = [t for t in times if not _COMPARED.search(text[: t.begin])]
    best = min(told, key=distance, default=None)
    # What lies far back is told of its own clause only.
    return None if best and distance(best)[2] and _BACKGROUND.search(text[best.begin : best.end]) else best


def numbers_of(
    text: str,
    span: Span,
    trigger: lexicon.Trigger,
    triggers: Sequence[lexicon.Trigger],
    amounts: Iterable[quantities.Amount],
    times: Sequence[dates.TimeExpression],
    cited: Sequence[attribution.Attribution],
) -> Iterable[Quantity]:
    """The amounts that belong to a trigger: each amount goes to the claim nearest to it that can hold its kind."""
    for a in amounts:
        if any(c.begin < a.end and a.begin < c.end for c in cited):
            continue
        within = [text[t.begin : t.end] for t in times if a.begin < t.end and t.begin < a.end]
        if within and not (a.unit in {"hours", "days"} and _DURATION.match(within[0])):
            continue
        holders = [t for t in triggers if _kind(text, t, a) is not None]
        if holders and min(holders, key=lambda t: _distance(text, t, a)) == trigger:
            kind = _kind(text, trigger, a)
            assert kind is not None
            place = Span(span.field, span.begin + a.begin, span.begin + a.end)
            yield Quantity(place, text[a.begin : a.end], kind, a.least, a.most)


def _distance(text: str, trigger: lexicon.Trigger, amount: quantities.Amount) -> int:
    between = text[min(trigger.end, amount.end) : max(trigger.begin, amount.begin)]
    if between == " " and amount.end < trigger.begin and _PARTICIPLE.search(text[trigger.begin : trigger.end]):
        return 0  # "3 killed 38 injured": the number before its word, as headlines have it
    return len(between) + 40 * sum(between.count(mark) for mark in (" and ", ", ", "; "))


# What is counted beside the dead and is not dead: "four deaths and 55 patients".
_NO_VICTIMS = re.compile(
    r"\s(?:[\w’'-]+ )?(?:patients?|cases?|injur(?:ies|y)|houses?|homes?|buildings?|hospitals?|schools?|shops?|"
    r"shelters?|positions?|targets?|locations?|sites?|points?|sides?|parts?|fronts?|hours?|taken to)\b",
    re.IGNORECASE,
)


def _kind(text: str, trigger: lexicon.Trigger, amount: quantities.Amount) -> QuantityKind | None:
    """What an amount would count in a claim; ``None`` when it cannot belong to it."""
    family, kind = TYPES[trigger.type].family, trigger.type
    if kind == "toll":
        if amount.unit not in {None, "fighters"} or _NO_VICTIMS.match(text, amount.end):
            return None
        words = text[trigger.begin : trigger.end]
        return next((k for pattern, k in _TOLL_KINDS if pattern.search(words)), "killed")
    if amount.unit in {"hours", "days"}:
        return amount.unit if family in {"truce", "aid"} or kind == "siege" else None
    if amount.unit == "fighters" and kind in {"deployment", "withdrawal", "evacuation"}:
        return "fighters"
    if amount.unit is not None and amount.unit != "fighters":
        return amount.unit if family in {"violence", "aid", "force"} or amount.unit == "violations" else None
    return _KIND_BY_TYPE.get(kind) if kind in _OF_PEOPLE else None
