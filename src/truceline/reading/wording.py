"""What the words around a trigger settle beyond doubt where the model may miss it: "declared the truce over"."""

from __future__ import annotations

import re

from truceline.records import MONTHS

_TRUCE = r"(?:truces?|cease-?fires?|cessation(?: of hostilities)?|pause|calm|lull|armistice|agreement|deal|pact|it)"
_WORDS = r"(?:(?!(?:and|but|after|which|who|until|before)\b)[\w’'-]+ )"
_OVER = (
    rf"{_WORDS}{{0,6}}?{_TRUCE} (?:(?:in|with|around|between) {_WORDS}{{1,4}}?)?"
    r"(?:(?:was |is |had |has |to be |as )?(?:now )?(?:been )?(?:over|dead|ended|finished|at an end|null and void|void))\b"
)
_ENDED = re.compile(rf" (?:that )?(?:{_OVER}|(?:an|the) end (?:to|of) {_WORDS}{{0,4}}?{_TRUCE}\b)", re.IGNORECASE)
_DECLARES = re.compile(r"\b(?:declar|pronounc|proclaim|announc)\w*$", re.IGNORECASE)

_DONE = {"truce_start", "truce_extend", "truce_end", "aid_delivery", "evacuation", "withdrawal", "release", "protest"}
_TO_BE = re.compile(
    r"\b(?:will|shall|[’']ll|would|(?:is|are|was|were) (?:due |set |scheduled |expected |about |supposed )?to)"
    r" (?:then |also |soon |again )?(?:be )?$",
    re.IGNORECASE,
)

_NO_PARTY = "|".join([*MONTHS, "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"])
_NAME = rf"(?!(?:{_NO_PARTY}))[A-Z][\w.’'-]*(?: (?:(?:of|for) (?:the )?)?[A-Z][\w.’'-]*)*(?<![’']s)(?<![’'.])"
_PARTY = rf"(?:the |an? |its )?(?P<{{0}}>(?:[a-z][\w-]* ){{{{0,2}}}}{_NAME})"
_FIRST, _SECOND, _THIRD = (_PARTY.format(name).format() for name in ("one", "two", "three"))
_BY = re.compile(
    r"(?: (?:jointly|together|(?:in|on|last|this|late|early|earlier) [\w’'-]+(?: [A-Z]\w+)?))?"
    rf" by {_FIRST}(?:, {_SECOND},?)?(?:(?: and|,? as well as| & ) ?{_THIRD})?"
)
_MADE = re.compile(r"(?:\w{2,}ed|struck|put forward|drawn up|worked out|hammered out|made)$", re.IGNORECASE)
_BY_PARTIES = {"truce_call", "truce_agree", "truce_extend", "truce_end"}


def type_of(sentence: str, begin: int, end: int, claim_type: str) -> str:
    """The type of a claim: a truce that is declared over, dead or ended was not agreed on but ended.

    Args:
        sentence: its sentence.
        begin, end: where its trigger stands there.
        claim_type: what it was read as.
    """
    if claim_type in {"truce_agree", "truce_start"} and _DECLARES.search(sentence, begin, end):
        return "truce_end" if _ENDED.match(sentence, end) else claim_type
    return claim_type


def is_to_be(sentence: str, begin: int, claim_type: str) -> bool:
    """Whether a trigger tells of what is to be done: "will begin", "was to reach".

    Only of types that are deeds; to say that one will accept or obey is itself to accept, a refusal or a threat.
    """
    return claim_type in _DONE and _TO_BE.search(sentence[:begin]) is not None


def parties(sentence: str, begin: int, end: int, claim_type: str) -> tuple[tuple[int, int], ...]:
    """Where the names stand of those by whom a truce was made: "brokered in Geneva by Russia and the United States".

    Empty where the words right behind the trigger do not tell it.
    """
    if claim_type not in _BY_PARTIES or not _MADE.search(sentence, begin, end):
        return ()
    found = _BY.match(sentence, end)
    return tuple(found.span(name) for name in ("one", "two", "three") if found[name]) if found else ()
