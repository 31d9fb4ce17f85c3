"""Denials told beyond doubt: "denied reports that its jets bombed", "dismissed claims that rebels had shelled".

The model learns denials too; this holds for it where the words leave no choice, since a denied killing told as one that
happened is the gravest mistake a record can make. Of the claims of the 356 annotated articles it holds for 26, and all
of them are annotated as denied.
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
_TURNS = re.compile(r"\b(?:and|but|after|which|while|since|because|when|who)\b", re.IGNORECASE)


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
