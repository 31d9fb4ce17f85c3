"""What accounts agree on, dispute or leave out, in words."""

from __future__ import annotations

from collections.abc import Iterator

from truceline import plain
from truceline.pack import Knowledge
from truceline.records import (
    Account,
    Answer,
    Earlier,
    Event,
    Finding,
    Interval,
    Question,
    Range,
    Stance,
    Status,
    Verdict,
)

ABOUT: dict[Question, str] = {
    "happened": "whether it happened",
    "act": "what kind of act it was",
    "actor": "who did it",
    "target": "whom it was done to",
    "place": "where it was",
    "date": "when it was",
    "killed": "how many were killed",
    "wounded": "how many were wounded",
}
"""The questions, as what accounts agree or differ on."""

VERDICTS: dict[Verdict, str] = {
    "disputed": "disputed",
    "agreed": "agreed",
    "unclear": "not comparable",
    "single-sided": "one side only",
}
"""The verdicts in the order of how much they ask to be looked at."""

_TOLD_AS: dict[Stance, Status] = {"plans": "planned", "doubts": "possible", "denies": "denied"}


def about(finding: Finding) -> str:
    """What a finding is about, in words; that something took place needs no "whether" where nobody disputes it."""
    if finding.question != "happened" or finding.verdict == "disputed":
        return ABOUT[finding.question]
    return "that it happened" if finding.answers[0].value == ("happened",) else "that it did not happen"


def answer(told: Answer, question: Question, event: Event, knowledge: Knowledge) -> str:
    """One answer in words: "Russia", "not Russia, its own side says", "28", "air strike"."""
    if question == "happened":
        own = told.value == ("denied",) and _accused(event, knowledge) & set(told.voices)
        return ("it did not" if told.value == ("denied",) else "it did") + (", says the accused side" if own else "")
    if isinstance(told.value, Range):
        return "nobody" if told.denied else plain.amount(told.value)
    if isinstance(told.value, Interval):
        return plain.when(told.value)
    if question == "act":
        return plain.listed([plain.type_name(t) for t in told.value])
    names = plain.listed([name(v, knowledge) for v in told.value])
    if not told.denied:
        return names
    by_its_side = {knowledge.side_of(v) for v in told.value} & set(told.voices)
    return f"not {names}{', says its own side' if by_its_side else ''}"


def _accused(event: Event, knowledge: Knowledge) -> set[str]:
    """The sides of those whom some account says did it."""
    told = {a for account in event.accounts if account.stance != "denies" for a in account.actors}
    return {side for actor in told if (side := knowledge.side_of(actor))}


def name(entity: str, knowledge: Knowledge) -> str:
    """The neutral name of an id, or words in quotation marks."""
    label = knowledge.label(entity)
    known = entity in knowledge.actors or entity in knowledge.places
    return label if known or label != entity else f"“{label}”"


def answers(finding: Finding, event: Event, knowledge: Knowledge) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each answer in words, with the places of the accounts that give it, from 0."""
    found: dict[str, tuple[int, ...]] = {}
    for told in finding.answers:
        words = answer(told, finding.question, event, knowledge)
        found[words] = (*found.get(words, ()), *told.accounts)
    yield from found.items()


def counted_as(account: Account) -> Status:
    """The status of the claims that give an account its values."""
    return _TOLD_AS.get(account.stance, "happened")


def left_out(event: Event, account: int) -> list[str]:
    """What others tell and the outlet of an account does not, in words; nothing where it denies the whole."""
    if event.accounts[account].stance == "denies":
        return []
    return [ABOUT[q] for q in event.left_out(account) if q != "happened"]


def earlier(before: Earlier) -> str:
    """What an outlet said before it corrected itself: "4 April 2017: 58 killed"."""
    said = [f"{plain.amount(n)} {kind}" for kind, n in (("killed", before.killed), ("wounded", before.wounded)) if n]
    return f"{plain.day(before.published)}: {plain.listed(said) or plain.STANCES[before.stance]}"
