"""How many a claim counts: its total, whether that is of all or only of some of the victims, and the civilians in it.

A claim often gives several numbers of one kind: "31 people, 11 of them children", "two women and two soldiers". A
number of some of the victims is never a second toll, and numbers joined by "and" are one toll together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from truceline.records import Claim, Quantity, QuantityKind, Range

_BEFORE, _AFTER = 70, 70  # characters in which what a number counts is told

# "including 11 children", "among the dead were four nurses and five children": what counts only some of the victims.
_PART_BEFORE = re.compile(
    r"\b(?:includ(?:ing|es?|ed)|(?:among|amongst|of) (?:them|whom|which|those killed|"
    r"the (?:dead|killed|victims|fatalities|casualties|bodies)))\b[^.;:!?]*$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^(?:(?!\band\b)[^.;:!?,\d]){0,24}?\b"
    r"(?:of (?:them|whom|which|those killed|the (?:dead|killed|wounded|injured|victims|fatalities))\b|"
    r"of (?:the )?\d|(?:is|are|was|were)? ?among\b)|"
    r"^[^.;:!?]{0,60}?\b(?:is|are|was|were) among\b",
    re.IGNORECASE,
)
_NOUN = r"^(?:[\s-]+[\w'’-]+){0,2}?[\s-]+"
_CIVILIANS = r"(?:civilians?|non-?combatants?)\b"
_YOUNG = r"(?:child(?:ren)?|minors?|infants?|bab(?:y|ies)|toddlers?|boys?|girls?|wom[ae]n|schoolchildren)\b"
_AND = re.compile(r"(?:,| and| as well as|, and)$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:in|at|near|by|from|on|after|when|while|but|who|that|said|says|kill\w*|wound\w*|injur\w*|died|dead|"
    r"earlier|later|previously|before|since|to)\b|[.;:()\d]",
    re.IGNORECASE,
)
_LONGEST_NOUN = 60


@dataclass(frozen=True, slots=True)
class Count:
    """What a claim counts.

    Attributes:
        number: how many.
        of: ``all`` the victims, ``some`` of them, or only the ``young`` and women, who may be all or some.
        civilians: how many of them are said to be civilians, women or children; ``None`` where nothing is said.
    """

    number: Range
    of: Literal["all", "some", "young"]
    civilians: Range | None = None


@dataclass(frozen=True, slots=True)
class _Number:
    quantity: Quantity
    some: bool
    young: bool
    civil: bool


def count(claim: Claim, kind: QuantityKind, text: dict[str, str]) -> Count | None:
    """What a claim counts of a kind; ``None`` where it gives no number of it.

    Args:
        claim: the claim.
        kind: ``killed``, ``wounded`` ...
        text: the characters of its article by field.
    """
    numbers = [_number(q, text[q.span.field]) for q in claim.numbers if q.kind == kind]
    numbers = [n for n in numbers if (n.quantity.least, n.quantity.most) != (None, None)]
    if not numbers:
        return None
    whole = [n for n in numbers if not n.some] or numbers
    grown = [n for n in whole if not n.young] or whole
    total = max(_together(grown if len(grown) < len(whole) and _any_larger(grown, whole) else whole, text), key=_size)
    of: Literal["all", "some", "young"] = "some" if all(n.some for n in numbers) else "all"
    if of == "all" and all(n.young for n in whole):
        of = "young"
    return Count(total, of, _civilians(numbers))


def total(counts: Iterable[Count]) -> Range | None:
    """One number for several claims of one account: their range, without what counts only some of the victims."""
    told = list(counts)
    if every := whole(told):
        return Range.around(every)
    some = [c.number.least or c.number.most for c in told if c.of == "some"]
    return Range(max(n or 0 for n in some), None) if some else None


def whole(counts: Iterable[Count]) -> list[Range]:
    """The numbers that count all victims; those of women and children only where they are more than all others."""
    told = list(counts)
    every = [c.number for c in told if c.of == "all"]
    largest = max(map(_size, every), default=0)
    return every + [c.number for c in told if c.of == "young" and _size(c.number) > largest]


def exclude(counts: Iterable[Count]) -> bool:
    """Whether two counts cannot both be of one happening; of civilians only there may be more dead."""
    told = [Range(c.number.least, None) if c.of != "all" or c.civilians == c.number else c.number for c in counts]
    return any(not overlap(a, b) for a, b in combinations(told, 2))


def overlap(one: Range, other: Range) -> bool:
    """Whether two ranges share a number."""

    def under(a: Range, b: Range) -> bool:
        return a.most is not None and b.least is not None and a.most < b.least

    return not (under(one, other) or under(other, one))


def civilians(counts: Iterable[Count]) -> Range | None:
    """How many civilians several claims of one account count; a number of civilians goes before one of the young."""
    told = [c.civilians for c in counts if c.civilians]
    exact = [r for r in told if r.most is not None]
    if exact:
        return Range.around(exact)
    return max(told, key=lambda r: r.least or 0) if told else None


def _number(quantity: Quantity, text: str) -> _Number:
    begin, end = quantity.span.begin, quantity.span.end
    before, after = text[max(0, begin - _BEFORE) : begin], text[end : end + _AFTER]

    def names(noun: str) -> bool:
        inside = re.search(rf"\b{noun}", quantity.text, re.IGNORECASE)
        return bool(inside or re.match(_NOUN + noun, after, re.IGNORECASE))

    return _Number(
        quantity,
        some=bool(_PART_BEFORE.search(before) or _PART_AFTER.search(after)),
        young=names(_YOUNG),
        civil=names(_CIVILIANS),
    )


def _any_larger(grown: Sequence[_Number], whole: Sequence[_Number]) -> bool:
    """Whether a number of people is larger than each of women and children, and so counts them too."""
    most = max(_size(_range(n)) for n in grown)
    return all(_size(_range(n)) < most for n in whole if n.young)


def _together(numbers: Sequence[_Number], text: dict[str, str]) -> list[Range]:
    """The numbers as ranges, those joined by "and" added up."""
    ordered = sorted(numbers, key=lambda n: n.quantity.span)
    found = [_range(ordered[0])]
    for one, other in pairwise(ordered):
        if _joined(one.quantity, other.quantity, text):
            found[-1] = _sum(found[-1], _range(other))
        else:
            found.append(_range(other))
    return found


def _joined(one: Quantity, other: Quantity, text: dict[str, str]) -> bool:
    if one.span.field != other.span.field or not 0 < other.span.begin - one.span.end <= _LONGEST_NOUN:
        return False
    between = text[one.span.field][one.span.end : other.span.begin].rstrip()
    noun = _AND.sub("", between)
    return noun != between and bool(noun.strip() or " " in one.text) and not _ELSEWHERE.search(noun)


def _sum(one: Range, other: Range) -> Range:
    least = (one.least or 0) + (other.least or 0)
    return Range(least, None if one.most is None or other.most is None else one.most + other.most)


def _civilians(numbers: Sequence[_Number]) -> Range | None:
    civil = [_range(n) for n in numbers if n.civil]
    if civil:
        return max(civil, key=_size)
    young = [n.quantity.least for n in numbers if n.young and n.quantity.least]
    return Range(max(young), None) if young else None


def _range(number: _Number) -> Range:
    return Range(number.quantity.least, number.quantity.most)


def _size(number: Range) -> int:
    return max(n for n in (number.least, number.most, 0) if n is not None)
