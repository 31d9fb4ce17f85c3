"""Triggers: the words that express a claim, found by the codebook's lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from truceline.codebook import TYPES
from truceline.reading import phrases

_REACH = 60  # characters between a trigger and the word that its meaning hangs on


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger found in a sentence: its offsets and the type it stands for."""

    begin: int
    end: int
    type: str


# What is held, halted or called off did not take place.
_HALTED = re.compile(
    r"\b(?:h[eo]ld(?:ing|s)?|halt(?:ed|ing|s)?|stop(?:ped|ping|s)?|ceas(?:e|ed|ing)|cessation of|end to|"
    r"refrain\w* from)(?: (?:the|their|its|all|any|from|further))? $",
    re.IGNORECASE,
)


_STOPPING = re.compile(
    r" (?:(?:will|would|must|should|is to|are to|to) )?(?:stop|cease|end|halt|subside|be (?:stopped|halted))\b",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"\bleaflets? (?:[\w-]+ ){0,2}$", re.IGNORECASE)


def _did_not_come(sentence: str, begin: int, end: int) -> bool:
    """Whether the words around an act of violence say that it was held, is to stop, or was none."""
    before = max(0, begin - 60)
    return bool(
        _HALTED.search(sentence, before, begin)
        or _HARMLESS.search(sentence, before, begin)
        or _STOPPING.match(sentence, end)
    )


@cache
def _entries() -> tuple[tuple[re.Pattern[str], str | None, int, str], ...]:
    """Per type and condition one expression, in the codebook's order."""
    grouped: dict[tuple[str, str | None, int], list[str]] = {}
    for claim_type in TYPES.values():
        for trigger in claim_type.triggers:
            grouped.setdefault((claim_type.name, trigger.near, trigger.reach or _REACH), []).append(trigger.pattern)
    return tuple(
        (
            re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w|-\w)", re.IGNORECASE),
            near,
            reach,
            name,
        )
        for (name, near, reach), patterns in grouped.items()
    )


@cache
def _near(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){phrases.either(name)}(?!\w)", re.IGNORECASE)


def find(sentence: str) -> list[Trigger]:
    """The triggers of a sentence in order, one reading for each.

    Where several entries claim the same words, the longest wins; among equals the one whose condition is met nearest,
    and one with a condition before one without.
    """
    candidates = []
    around: dict[str, list[tuple[int, int]]] = {}
    for order, (pattern, near, reach, name) in enumerate(_entries()):
        if near is not None and near not in around:
            around[near] = [m.span() for m in _near(near).finditer(sentence)]
        if near is not None and not around[near]:
            continue
        for m in pattern.finditer(sentence):
            if not m[0].strip():
                continue
            distance = reach
            if near is not None:
                others = [s for s in around[near] if s[1] <= m.start() or m.end() <= s[0]]
                distance = min((max(b - m.end(), m.start() - e) for b, e in others), default=reach)
                if distance >= reach:
                    continue
            if TYPES[name].family == "violence" and _did_not_come(sentence, m.start(), m.end()):
                continue
            candidates.append((m.start() - m.end(), distance, order, m.start(), m.end(), name))
    taken: list[Trigger] = []
    for _, _, _, begin, end, name in sorted(candidates):
        if not any(begin < t.end and t.begin < end for t in taken):
            taken.append(Trigger(begin, end, name))
    return sorted(taken, key=lambda t: t.begin)
