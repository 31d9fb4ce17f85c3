"""Claims that sum up: "since Monday 40 were killed", "the war has claimed 300,000 lives".

What a claim sums up is no happening beside the happenings it adds together, and its number is never added to theirs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from truceline.records import Article, Claim, QuantityKind, Span

LONGEST = 3
"""Days that one happening may take, or that may be left open of when it was; what is told of more days sums up."""

# A stretch of time that something goes on in, or how often it happens.
_STRETCH = (
    r"\b(?:in|over|during|within|for)\s(?:[\w-]+\s){0,4}?(?:weeks|months|years|decades)\b"
    r"|\b(?:in|over|during|within)\s(?:one|a|the\spast|the\sfirst)\s(?:week|month|year)\b"
    r"|\b(?:after|in|over|during)\s(?:[\w-]+\s){1,3}?days\sof\b"
    r"|\b(?:past|recent|preceding)\s(?:[\w-]+\s){0,2}?(?:days?|weeks?|months?|years?)\b"
    r"|\b(?:first|last)\s(?:[\w-]+\s){1,2}?(?:days|weeks|months|years)\b"
    r"|(?<!earlier )(?<!later )\bthis\s(?:week|month|year)\b"
    r"|\b(?:each|every)\s(?:day|week|month)\b"
    r"|\bsince\b"
)
_TIME = re.compile(_STRETCH, re.IGNORECASE)
_BEHIND = re.compile(rf"^[^;:]*?(?:{_STRETCH})", re.IGNORECASE)
_AHEAD = re.compile(rf"^\W*(?:{_STRETCH})", re.IGNORECASE)
# "the deadliest attack since 2013", "for the first time in months" tell of one attack.
_COMPARED = re.compile(
    r"\b(?:(?:deadli|bloodi|heavi|fierc|larg|bigg|high|great|strong|lat|wor)(?:e?st)|first|only|last|record|time|not|"
    r"most\s(?:lethal|deadly|violent|intense|serious))\b",
    re.IGNORECASE,
)

_WAR = (
    r"(?:war|conflict|uprising|revolution|revolt|insurgency|rebellion|crisis)\b"
    r"(?![’'-]|\s(?:planes?|crimes?|criminals?|monitors?|zones?|victims?))"
)
_LOST = r"(?:killed|died|dead|deaths?|perished|slain|lost|lives|injured|wounded|displaced|uprooted|missing|toll)\b"
_WHOLE_WAR = re.compile(
    # "the war has killed", "a conflict that claimed the lives of"
    rf"\b{_WAR}(?:[^.;:]{{0,140}}?\b(?:has|have|had)\b|[^.;:,]{{0,25}}?\b(?:that|which|claim(?:s|ed)|costs?|left)\b)"
    rf"(?:[^.;:,]|,(?=\d)){{0,60}}?\b{_LOST}"
    rf"|\b{_WAR}(?:\s(?:also|already|alone))?\s(?:killed|displaced|uprooted|wounded)\s(?=.{{0,20}}\d|\w+s\sof\b)"
    # "have been killed in the country's five-year war"
    rf"|\b(?:has|have|had)\s(?:[\w-]+\s){{0,2}}?{_LOST}[^.;:]{{0,80}}?\b(?:in|by|during)\s(?:[\w’'-]+\s){{0,3}}?{_WAR}"
    # "the death toll from the six-year conflict"
    rf"|\btoll\s(?:from|of|in)\s(?:[\w’'-]+\s){{0,4}}?{_WAR}",
    re.IGNORECASE,
)
# What is told along with it: "has killed 300,000 people, wounded a million and driven others from their homes".
_ALONG = re.compile(r"(?:(?!\b(?:after|as|but|when|where|while|who)\b)[^;:])*", re.IGNORECASE)

_MOST: dict[QuantityKind, int] = {"killed": 10_000, "wounded": 10_000, "missing": 10_000, "displaced": 1_000_000}
"""From these numbers on a toll is taken for that of a war, not of a few days, whatever its words."""


def sums_up(claim: Claim, article: Article) -> bool:
    """Whether a claim sums up what happened over some stretch of time rather than telling of one happening.

    Days of its own tell: more than ``LONGEST`` do, and words that speak of a longer stretch are then said of something
    else. Only a toll of a whole war is one whatever the day, which may be borrowed from beside it.
    """
    if any(max(q.least or 0, q.most or 0) >= _MOST.get(q.kind, math.inf) for q in claim.numbers):
        return True
    text = article.field(claim.sentence.field)
    sentence, start = text[claim.sentence.begin : claim.sentence.end], claim.sentence.begin
    own = [claim.trigger.span, *(q.span for q in claim.numbers)]
    for found in _WHOLE_WAR.finditer(sentence):
        along = _ALONG.match(sentence, found.end())
        end = along.end() if along else found.end()
        if not _COMPARED.search(found[0]) and _touches((found.start(), end), own, start):
            return True
    if claim.date is not None:
        return claim.date.days > LONGEST
    if any((m := _TIME.search(t.text)) and not _COMPARED.search(t.text[: m.start()]) for t in claim.time):
        return True
    behind = _BEHIND.match(sentence[max(0, claim.trigger.span.end - start) :])
    return bool(_AHEAD.match(sentence)) or bool(behind and not _COMPARED.search(behind[0]))


def _touches(found: tuple[int, int], own: Iterable[Span], start: int) -> bool:
    return any(s.begin - start < found[1] and found[0] < s.end - start for s in own)
