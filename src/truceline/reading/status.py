"""How a sentence presents a claim: as happened, planned, possible or denied."""

from __future__ import annotations

import re

from truceline.records import Status

_DENIED = re.compile(
    r"(?:\b\w+n[’']t|\b(?:not|never|no|without|failed to|fail to|fails to|unable to|refus\w+ to|denie[sd]|denying|"
    r"cannot|neither|nor|"
    r"ruled out|rejected|didnt|doesnt|havent|wasnt|werent|unsuccessful)\b)(?: \w+){0,3} ?$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|plan(?:s|ned|ning)? to|plan(?:s|ned)? for|is to|are to|was to|were to|about to|intend\w* to|"
    r"prepar\w+ (?:to|for|a)|"
    r"preparations? to|going to|due to|set to|ready to|in order to|aim\w* (?:to|at)|seek\w* to|scheduled to|"
    r"vow\w* to|wants? to|"
    r"trying to|attempt\w* to|push to|in a bid to|efforts? to|agreed to)\b(?: \w+){0,2} ?$",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:(?-i:may)|might|could|would|if|unless|alleged(?:ly)?|suspected|purported(?:ly)?|unconfirmed|possibl[ey]|reportedly|feared|"
    r"believed to|likely|whether|potential|apparent(?:ly)?|presumed|can)\b(?: \w+){0,3} ?$",
    re.IGNORECASE,
)


_DENIED_AFTER = re.compile(
    r"^(?: \w+){0,5} (?:is|was|are|were|has been|have been|had been|be) (?:\w+ly )?"
    r"(?:not|never|ruled out|rejected|denied|refused|turned down)\b",
    re.IGNORECASE,
)
_PLANNED_AFTER = re.compile(
    r"^(?: \w+){0,4} (?:will|is to|are to|is due|are due|is expected|are expected)\b", re.IGNORECASE
)


def of(sentence: str, begin: int, end: int) -> Status:
    """The status of the trigger between two offsets, by the words around it in its clause."""
    after = sentence[end : end + 80]
    if _DENIED_AFTER.search(after):
        return "denied"
    if _PLANNED_AFTER.search(after):
        return "planned"
    before = re.split(r"[;:,]| but | and that | while ", sentence[:begin])[-1]
    if _DENIED.search(before):
        return "denied"
    if _PLANNED.search(before):
        return "planned"
    if _POSSIBLE.search(before):
        return "possible"
    return "happened"
