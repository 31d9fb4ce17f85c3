"""How a sentence presents a claim: as happened, planned, possible or denied."""

from __future__ import annotations

import re

from truceline.records import Status

_NEAR = r"\b(?: (?!and\b)[\w’'-]+){0,3} ?$"
_DENIED = re.compile(
    r"(?:\b\w+n[’']t|\b(?:not|never|no|without|failed to|fails? to|unable to|yet to|cannot|neither|nor|ruled out|"
    r"didnt|doesnt|havent|wasnt|werent|unsuccessful|out of|"
    r"den(?:y|ied|ies|ying)))" + _NEAR,
    re.IGNORECASE,
)
_REPORT_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|dismiss(?:ed|es|ing)|reject(?:ed|s|ing)) "
    r"(?:[\w’'-]+ ){0,3}?(?:reports?|claims?|allegations?|accusations?|that|having|targeting|using|any)\b"
    r"(?:(?!\band (?:said|says|added|told|insisted)\b)[^;:.])*$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|plan(?:s|ned|ning)? (?:to|for)|is to|are to|was to|were to|about to|intend\w* to|"
    r"prepar\w+ (?:to|for|a)|preparations? (?:to|for)|going to|(?:is|was|are|were) due to|set to|"
    r"ready to|expected to|in order to|"
    r"aim\w* (?:to|at)|seek\w* to|scheduled to|vow\w* to|threat\w* to|promised to|pledged to|wants? to|trying to|"
    r"attempt\w* to|push to|in a bid to|efforts? to|agreed to|in which to|so as to)" + _NEAR,
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<!managed )(?<!able )(?<!began )(?<!begun )(?<!continue )(?<!continued )(?<!continues )(?<!started )"
    r"(?<!forced )"
    r"(?<!had )(?<!refused )(?<!refuses )(?<!failed )(?<!used )(?<!decided )(?<!led )(?<!according )(?<!due )"
    r"(?<!addition )(?<!end )(?<!response )(?<!succeeded )(?<!continuing )(?<!close )(?<!prior )\bto (?:be )?$",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"(?:\b(?:(?-i:may)|might|could|would|if|unless|alleged(?:ly)?|suspected|purported(?:ly)?|unconfirmed|possibl[ey]|"
    r"reportedly|feared|believed to|likely|whether|potential|apparent(?:ly)?|presumed|can)|^should)" + _NEAR,
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^(?: \w+){0,5} (?:is|was|are|were|has been|have been|had been|be) (?:\w+ly )?"
    r"(?:(?:not|never) (?:been|taken|happened|begun|started|held|true|met)|ruled out|rejected|denied|refused|"
    r"turned down|untrue|false)\b",
    re.IGNORECASE,
)
_PLANNED_AFTER = re.compile(
    r"^(?: \w+){0,4} (?:will|is to|are to|is due|are due|is expected|are expected)\b", re.IGNORECASE
)


def of(sentence: str, begin: int, end: int) -> Status:
    """The status of the trigger between two offsets, by the words around it in its clause."""
    after, before = sentence[end : end + 80], sentence[:begin]
    clause = re.split(r"[;:,]| but | and that | while ", before)[-1]
    if _DENIED_AFTER.search(after) or _DENIED.search(clause) or _REPORT_DENIED.search(before):
        return "denied"
    purpose = _PURPOSE.search(clause) and not sentence[begin:end].lower().startswith("death")  # "choked to death"
    if _PLANNED_AFTER.search(after) or _PLANNED.search(clause) or purpose:
        return "planned"
    return "possible" if _POSSIBLE.search(clause) else "happened"
