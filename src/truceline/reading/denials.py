"""Denials told beyond doubt: "denied reports that its jets bombed", "no lorries have reached", "has yet to reach".

The model learns denials too; this holds for it where the words leave no choice, since a denied killing told as one that
happened is the gravest mistake a record can make.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DENIES = r"(?<!not )(?<!never )\b(?:den(?:y|ied|ies|ying)|dismiss(?:ed|es|ing)|reject(?:ed|s|ing)|refut(?:ed|es|ing))"
_REPORTS = r"(?:reports?|claims?|allegations?|accusations?|rumou?rs?|suggestions?|charges?)"
_DENIAL = re.compile(
    rf"{_DENIES} (?:(?:[\w’'-]+ ){{0,3}}?{_REPORTS}(?:,[^,]{{3,80}},)? (?:that|of)|that|having)"
    r"(?P<denied>(?: [\w’'.-]+){0,8} ?)$",
    re.IGNORECASE,
)
_WORDS = r"(?:(?!(?:and|but|that|which|who|whose|after|since|while|as|if|when|though|because|than)\b)[\w’'-]+ )"
_HAS = r"(?:has|have|had|was|were|is|are|could|can|did|does|do|would)"
_MADE = r"(?:yet |ever |so far |actually )?(?:been |be )?(?:able to |allowed to |permitted to |allowed |let )?(?:be )?"
_OVER = r"(?:under|amid|during|despite|in|of|for|from|to|on|at|with|without|before|against|between|over|by)"
_NOT = re.compile(
    rf"(?:\b(?:no (?!fewer|less|more|longer|doubt|sooner|matter|wonder|\d)|not a single |not one |none of |neither |"
    rf"nobody |nothing )(?:{_WORDS}{{0,6}}{_HAS} {_MADE}|(?:(?!{_OVER}\b){_WORDS}){{1,3}})"
    rf"|\b(?:{_HAS} (?:not|never)|\w+n[’']t) {_MADE}|\b{_HAS} (?:still )?yet to (?:be )?"
    r"|\b(?:fail(?:ed|s|ing)?|unable|refus(?:ed|es|ing)) to (?:be )?)$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:if|unless|whether|until)\b", re.IGNORECASE)
_WHO = re.compile(r"\bwho $", re.IGNORECASE)
_BEFORE = re.compile(r"[^.,;]{0,40}?\b(?:before|until|till)\b", re.IGNORECASE)
_REFUSALS = {"aid_block", "reject", "suspend", "siege"}
_TURNS = re.compile(r"\b(?:and|but|after|which|while|since|because|when|who)\b", re.IGNORECASE)


def did_not_happen(sentence: str, begin: int, end: int, claim_type: str) -> bool:
    """Whether the words right before a trigger say that it was not done: "failed to reach", "no aid has reached".

    Not so for types that are refusals themselves, for what a condition tells ("if they do not withdraw"), for what was
    not done before, and for a choice among people ("those who were not taken"). "Only one lorry reached it" did happen.

    Args:
        sentence: its sentence.
        begin: where the trigger begins there.
        end: where it ends.
        claim_type: what it was read as.
    """
    if claim_type in _REFUSALS:
        return False
    before = sentence[:begin]
    found = _NOT.search(before)
    if found is None or _OPEN.search(before) or _WHO.search(before[: found.start()]):
        return False
    return not _BEFORE.match(sentence, end)


def is_denied(sentence: str, begin: int, others: Iterable[int]) -> bool:
    """Whether what a trigger tells is plainly denied.

    Args:
        sentence: its sentence.
        begin: where it begins there.
        others: where the other triggers of the sentence begin; only the first one after the denial is held for denied.
    """
    found = _DENIAL.search(sentence[:begin])
    if found is None or _TURNS.search(found["denied"]):
        return False
    return not any(found.start("denied") <= other < begin for other in others)
