"""Where the reader and the annotators differ, sentence by sentence, for people to read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from truceline.evaluation.coding import SCORED_ROLES, Coding, ScoredRole
from truceline.evaluation.gold import Sentence
from truceline.evaluation.pairing import alike, any_type, pair, pair_first, same_type
from truceline.evaluation.score import Result

Kind = Literal["missed", "spurious", "type", "status"] | ScoredRole | Literal["date", "numbers"]
"""A way to differ: annotated but not found, found but not annotated, or found with another value of a field."""

KINDS: tuple[Kind, ...] = ("missed", "spurious", "type", "status", *SCORED_ROLES, "date", "numbers")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim as annotators wrote it beside the one that the reader found at the same words.

    Attributes:
        gold: what annotators wrote; ``None`` where the claim is spurious.
        found: what the reader found; ``None`` where the claim was missed.
        kinds: in what they differ, in the order of ``KINDS``; empty where they agree.
    """

    gold: Coding | None
    found: Coding | None
    kinds: tuple[Kind, ...]

    @property
    def at(self) -> tuple[str, int]:
        """Where it stands: for sorting, titles first."""
        coding = self.gold or self.found
        assert coding is not None
        return ("" if coding.trigger.field == "title" else coding.trigger.field), coding.trigger.begin


@dataclass(frozen=True, slots=True)
class Compared:
    """A sentence with the comparisons of its claims, in order of their triggers."""

    number: int
    sentence: Sentence
    comparisons: tuple[Comparison, ...]

    @property
    def differs(self) -> bool:
        """Whether one of them shows a difference."""
        return any(c.kinds for c in self.comparisons)


def compared(result: Result) -> tuple[Compared, ...]:
    """The sentences of an article that hold claims of either, in order."""
    sentences = result.gold.sentences
    by_sentence: dict[int, list[Comparison]] = {}
    for comparison in sorted(_comparisons(result.gold.codings, result.found), key=lambda c: c.at):
        coding = comparison.gold or comparison.found
        assert coding is not None
        by_sentence.setdefault(_number(coding, sentences), []).append(comparison)
    return tuple(Compared(n, sentences[n], tuple(own)) for n, own in sorted(by_sentence.items()))


def _comparisons(gold: Sequence[Coding], found: Sequence[Coding]) -> Iterator[Comparison]:
    """Every claim of either once: those of the same type are paired first, as they are scored."""
    pairs = list(pair(gold, found, same_type))
    left_gold = [i for i in range(len(gold)) if i not in {i for i, _ in pairs}]
    left_found = [j for j in range(len(found)) if j not in {j for _, j in pairs}]
    mistaken = pair([gold[i] for i in left_gold], [found[j] for j in left_found], any_type)
    pairs += [(left_gold[i], left_found[j]) for i, j in mistaken]
    for i, j in pairs:
        yield Comparison(gold[i], found[j], tuple(_kinds(gold[i], found[j])))
    paired_gold, paired_found = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from (Comparison(g, None, ("missed",)) for i, g in enumerate(gold) if i not in paired_gold)
    yield from (Comparison(None, f, ("spurious",)) for j, f in enumerate(found) if j not in paired_found)


def _kinds(gold: Coding, found: Coding) -> Iterator[Kind]:
    if gold.type != found.type:
        yield "type"
    if gold.status != found.status:
        yield "status"
    for role in SCORED_ROLES:
        ours, theirs = gold.fillers(role), found.fillers(role)
        if not len(ours) == len(theirs) == len(pair_first(ours, theirs, alike)):
            yield role
    if gold.date != found.date:
        yield "date"
    if Counter(gold.numbers) != Counter(found.numbers):
        yield "numbers"


def _number(coding: Coding, sentences: Sequence[Sentence]) -> int:
    """The number of the sentence in which a trigger begins, or of the last before it."""
    if coding.trigger.field == "title":
        return 0
    return max(0, bisect_right([s.begin for s in sentences[1:]], coding.trigger.begin))
