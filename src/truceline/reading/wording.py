"""What the words around a trigger settle beyond doubt where the model may miss it: "declared the truce over"."""

from __future__ import annotations

import re

from truceline.records import MONTHS

_NOUN = r"(?:truces?|cease-?fires?|cessation(?: of hostilities)?|pause|calm|lull|armistice|agreement|deal|pact)"
_TRUCE = rf"(?:{_NOUN}|it)"
_WORDS = r"(?:(?!(?:and|but|after|which|who|until|before)\b)[\w’'-]+ )"
_FINISHED = r"(?:over(?! (?:the|an?|all|its|this|most|much)\b)|dead|ended|finished|at an end|null and void|void)"
_OVER = (
    rf"{_WORDS}{{0,6}}?{_TRUCE} (?:(?:in|with|around|between) {_WORDS}{{1,4}}?)?"
    rf"(?:was |is |had |has |to be |as )?(?:now )?(?:been )?{_FINISHED}\b"
)
_ENDED = re.compile(rf" (?:that )?(?:{_OVER}|(?:an|the) end (?:to|of) {_WORDS}{{0,4}}?{_TRUCE}\b)", re.IGNORECASE)
_DECLARES = re.compile(r"\b(?:declar|pronounc|proclaim|announc)\w*$", re.IGNORECASE)

_DONE = {"truce_start", "truce_extend", "truce_end", "aid_delivery", "evacuation", "withdrawal", "release", "protest"}
_LIFE = {"truce_start", "truce_extend", "truce_end"}
_TO_BE = re.compile(
    r"\b(?:will|shall|[’']ll|would|(?:is|are|was|were) (?:due |set |scheduled |expected |about |supposed )?to)"
    r" (?:then |also |soon |again )?(?:be )?$",
    re.IGNORECASE,
)

_NOT_YET = re.compile(
    rf"\b(?:when|once|until|till|before|after|unless|if|as soon as|by the time) {_WORDS}{{1,6}}$", re.I
)
_PRESENT = re.compile(
    r"(?:lapses|expires|ends|begins|starts|runs out|takes (?:effect|hold)|comes into (?:force|effect))\b"
)

_SETTING = re.compile(r"\b(?:agree|announc|declar|order|propos|offer|accept)\w*\b", re.IGNORECASE)
_STARTING = re.compile(r"(?:starting|beginning|commencing)$", re.IGNORECASE)

_REACHED = (
    r"(?:agreed|brokered|mediated|announced|signed|declared|reached|negotiated|proposed|struck|in (?:force|place))"
)
_OF_TRUCE = re.compile(rf"\b{_NOUN},? (?:(?:that|which)|{_REACHED})\b[^,;.]*$", re.IGNORECASE)
_BEHIND_TRUCE = re.compile(rf"\b{_NOUN} $", re.IGNORECASE)
_BEFORE_TRUCE = re.compile(rf" {_NOUN}\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|this|that) (?:[\w-]+ ){1,3}$", re.IGNORECASE)
_COMPOUND = re.compile(r"\b(?:brokered|mediated|sponsored)$", re.IGNORECASE)

_NO_PARTY = "|".join([*MONTHS, "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"])
_CAPITAL = rf"(?!(?:{_NO_PARTY}))[A-Z][\w.’'-]*(?<!\.)"
_OFFICE = (
    r"(?:envoys?|mediators?|ministers?|ministry|presidents?|army|armies|military|government|forces|leaders?|generals?|"
    r"foreign|defen[cs]e|prime|special|secretary|chiefs?|staff|counterparts?|officials|council|coalition|command)"
)
_NAME = rf"{_CAPITAL}(?: (?:(?:of|for) (?:the )?)?{_CAPITAL}| {_OFFICE}\b)*(?<![’']s)"
_PARTY = rf"(?:the |an? |its )?(?P<one>(?:{_OFFICE} (?:of (?:the )?)?)*{_NAME})"
_BY = re.compile(
    r"(?: (?:jointly|together|(?:in|on|last|this|late|early|earlier) [\w’'-]+(?: [A-Z]\w+)?))?"
    rf" by {_PARTY}(?:, {_PARTY.replace('<one>', '<two>')}(?=,? and ))?(?:,? and {_PARTY.replace('<one>', '<three>')})?"
)
_FIGHTERS = (
    r"(?:forces|troops|units|army|military|government|regime|authorities|police|fighters|gunmen|rebels|militants|"
    r"terrorists|insurgents|militias?|groups?|factions|brigades?|opposition|side|sides|coalition|snipers|jets|warplanes)"
)
_BREAKER = re.compile(
    rf"(?: of (?:the |an? |its )?{_WORDS}{{1,5}}?| )?\bby (?:the |an? )?(?!\w+ing\b)"
    rf"(?P<one>(?:[\w’'-]+ ){{0,4}}?{_FIGHTERS}(?: {_FIGHTERS})*(?! of\b)|{_NAME})\b",
)
_BREACH = re.compile(r"(?:violat(?:ions?|ed)|breach(?:es|ed)?|broken|infringements?)$", re.IGNORECASE)
_MADE = re.compile(r"(?:\w{2,}ed|struck|put forward|drawn up|worked out|hammered out|made)$", re.IGNORECASE)
_BY_PARTIES = {"truce_call", "truce_agree", "truce_extend"}


def type_of(sentence: str, begin: int, end: int, claim_type: str) -> str:
    """The type of a claim: a truce that is declared over, dead or ended was not agreed on but ended.

    Args:
        sentence: its sentence.
        begin: where its trigger begins there.
        end: where its trigger ends.
        claim_type: what it was read as.
    """
    if claim_type in {"truce_agree", "truce_start"} and _DECLARES.search(sentence, begin, end):
        return "truce_end" if _ENDED.match(sentence, end) else claim_type
    return claim_type


def is_to_be(sentence: str, begin: int, end: int, claim_type: str) -> bool:
    """Whether a trigger tells of what is to be: "will begin", "was to reach", "a truce starting", "when it lapses".

    Only of types that are deeds; to say that one will accept or obey is itself to accept, a refusal or a threat.
    """
    if claim_type == "truce_start" and _STARTING.search(sentence, begin, end):
        return _SETTING.search(sentence, 0, begin) is not None
    before = sentence[:begin]
    if claim_type in _LIFE and _PRESENT.match(sentence, begin) and _NOT_YET.search(before):
        return True
    return claim_type in _DONE and _TO_BE.search(before) is not None


def is_of_truce(sentence: str, begin: int, end: int, claim_type: str, time: tuple[int, int]) -> bool:
    """Whether a time is that of the truce which a claim names, or of what became of it, not the claim's own.

    "Shelled the town in breach of the truce that began on Monday"; "on Monday a truce brokered by them took effect".

    Args:
        sentence: the sentence of both.
        begin: where the claim's trigger begins there.
        end: where it ends.
        claim_type: what it was read as.
        time: where the time begins and ends.
    """
    if time[0] >= end:
        return _OF_TRUCE.search(sentence[end : time[0]]) is not None
    if claim_type not in _BY_PARTIES:
        return False
    described = _COMPOUND.search(sentence, begin, end) and _BEFORE_TRUCE.match(sentence, end)
    if described:
        return _ARTICLE.search(sentence[:begin]) is not None
    behind = _BEHIND_TRUCE.search(sentence[:begin])  # "the 3 May truce brokered by" was brokered then
    return bool(_BY.match(sentence, end) and behind and sentence[time[1] : behind.start()].strip())


def parties(sentence: str, begin: int, end: int, claim_type: str) -> tuple[tuple[int, int], ...]:
    """Where the names stand of those by whom a truce was made: "brokered in Geneva by Russia and the United States".

    Empty where the words right behind the trigger do not tell it.
    """
    if claim_type not in _BY_PARTIES or not _MADE.search(sentence, begin, end):
        return ()
    found = _BY.match(sentence, end)
    return tuple(found.span(name) for name in ("one", "two", "three") if found[name]) if found else ()


def breakers(sentence: str, begin: int, end: int, claim_type: str) -> tuple[tuple[int, int], ...]:
    """Where those stand who broke a truce, named right behind the word for it: "60 violations by opposition groups".

    Empty where the words behind the trigger do not tell it.
    """
    if claim_type != "truce_violation" or not _BREACH.search(sentence, begin, end):
        return ()
    found = _BREAKER.match(sentence, end)
    return (found.span("one"),) if found else ()
