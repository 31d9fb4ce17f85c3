"""Chances to findings: triggers with their type, status and fillers, as characters of sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from truceline.reading.model import Chances, Description, Model, Told
from truceline.reading.windows import Window
from truceline.records import QuantityKind, Status

_BEGIN, _INSIDE = 1, 2
_REACH = 0.4
_OF_TOLL = {"killed", "wounded", "missing", "affected"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a sentence, whole words.

    Attributes:
        sentence: its number.
        begin, end: offsets in it.
        chance: how likely the model holds it to be what it is said to be, 0 to 1.
    """

    sentence: int
    begin: int
    end: int
    chance: float

    def overlaps(self, other: Stretch) -> bool:
        """Whether the two share a character."""
        return self.sentence == other.sentence and self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Counted:
    """Characters of a sentence that count something, with what they count by the model's judgement."""

    stretch: Stretch
    kind: QuantityKind


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger and what is told of it.

    Attributes:
        trigger: where it stands; its chance is that there is a trigger at all.
        type: by the codebook.
        status: how the text presents it.
        confidence: calibrated chance that there is a claim of that type here, 0 to 1.
        roles: the stretches of each role, in order of likelihood.
        numbers: the stretches that count something in it.
    """

    trigger: Stretch
    type: str
    status: Status
    confidence: float
    roles: Mapping[str, tuple[Stretch, ...]]
    numbers: tuple[Counted, ...]


def find(model: Model, texts: Sequence[str]) -> list[Found]:
    """What the model finds in the sentences of one article, in order of the triggers."""
    out: list[Found] = []
    for window in model.cut(texts):
        for found in _of_window(model, window, texts):
            # Two triggers never share a character, even where a word is cut by pieces or by windows.
            overlaps = bool(out) and out[-1].trigger.overlaps(found.trigger)
            if not overlaps and found.confidence >= model.description.least:
                out.append(found)
    return out


def _of_window(model: Model, window: Window, texts: Sequence[str]) -> Iterator[Found]:
    told = model.description
    hidden, chances = model.encode(window)
    triggers = list(_spans(window, chances, told.threshold, window.start))
    if not triggers:
        return
    heads = model.tell(window, hidden, [(first, last) for first, last, _ in triggers])
    for number, span in enumerate(triggers):
        stretch = _stretch(window, texts, span)
        kind = int(heads.types[number].argmax())
        yield Found(
            trigger=stretch,
            type=told.types[kind],
            status=told.statuses[int(heads.statuses[number].argmax())],
            confidence=confidence(told, stretch.chance, float(heads.types[number, kind])),
            roles={
                role: tuple(_fillers(window, texts, heads.roles[number, :, r], told.role_thresholds[role]))
                for r, role in enumerate(told.roles)
                if role != "number"
            },
            numbers=tuple(_counted(window, texts, told, heads, number, told.types[kind])),
        )


def _counted(
    window: Window, texts: Sequence[str], told: Description, heads: Told, number: int, claim_type: str
) -> Iterator[Counted]:
    possible = [i for i, kind in enumerate(told.kinds) if claim_type != "toll" or kind in _OF_TOLL]
    chances = heads.roles[number, :, told.roles.index("number")]
    for span in _spans(window, chances, told.role_thresholds["number"]):
        kinds = heads.kinds[number, span[0] : span[1] + 1].mean(axis=0)
        yield Counted(_stretch(window, texts, span), told.kinds[max(possible, key=lambda i: kinds[i])])


def _fillers(window: Window, texts: Sequence[str], chances: Chances, threshold: float) -> list[Stretch]:
    found = {_stretch(window, texts, span) for span in _spans(window, chances, threshold)}
    return sorted(found, key=lambda s: (-s.chance, s.sentence, s.begin))


def _spans(window: Window, chances: Chances, threshold: float, start: int = 0) -> Iterator[tuple[int, int, float]]:
    """Stretches of pieces of one sentence of which the likeliest is not outside, by at least the threshold's chance.

    They reach as far as pieces are likelier than ``_REACH`` to be inside; a new one begins where beginning is likelier
    than going on. The chance of a stretch is that of its likeliest piece.
    """
    inside = 1 - chances[:, 0]
    begins = chances[:, _BEGIN] >= chances[:, _INSIDE]
    first, last, best = -1, -1, 0.0
    for i in map(int, np.flatnonzero(inside[start:] >= _REACH) + start):
        follows = i == last + 1 and window.pieces[i].sentence == window.pieces[last].sentence
        if first >= 0 and follows and not begins[i]:
            last, best = i, max(best, float(inside[i]))
            continue
        if first >= 0 and best >= threshold:
            yield first, last, best
        first, last, best = i, i, float(inside[i])
    if first >= 0 and best >= threshold:
        yield first, last, best


def _stretch(window: Window, texts: Sequence[str], span: tuple[int, int, float]) -> Stretch:
    """A span of pieces as whole words: an end that cuts a word in two moves out to the word's end."""
    first, last, chance = span
    sentence = window.pieces[first].sentence
    text, begin, end = texts[sentence], window.pieces[first].begin, window.pieces[last].end
    while begin and text[begin - 1].isalnum() and text[begin].isalnum():
        begin -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Stretch(sentence, begin, end, chance)


def confidence(told: Description, trigger: float, kind: float) -> float:
    """The calibrated chance that a claim is right: logistic in the log odds of trigger and type (Platt 1999)."""
    bias, of_trigger, of_kind = told.calibration
    score = bias + of_trigger * _log_odds(trigger) + of_kind * _log_odds(kind)
    return 1 / (1 + math.exp(-score))


def _log_odds(chance: float) -> float:
    held = float(np.clip(chance, 1e-4, 1 - 1e-4))
    return math.log(held / (1 - held))
