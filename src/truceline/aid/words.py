"""The English words by which aid, refusals, reasons and struck aid are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from truceline.records import Article, Claim, Span

_GOODS = (
    r"aid|humanitarian|relie(?:f|ve)|assistance|convoys?|trucks?|lorr(?:y|ies)|vehicles?|suppl(?:y|ies|ied)|rations?|food\w*|"
    r"flour|bread|vegetables|water|vaccines?|medic\w*|surgical|ambulances?|air-?drops?|parcels?|foodstuffs?|blankets?|fuel|"
    r"shipments?|deliver(?:y|ies)|red (?:cross|crescent)|relief workers?"
)
_ACCESS = r"safe passage|access|corridors?|crossings?"
_NOT_AID = r"(?: (?:law|excuses?|pretexts?|cris[ie]s|disasters?|catastrophe|situation|conditions?|pauses?|truces?)\b)"
_OF_AID = re.compile(rf"\b(?:{_GOODS})\b(?!{_NOT_AID})", re.IGNORECASE)
_OPENED = re.compile(rf"\b(?:{_ACCESS})\b(?! (?:out|from|to leave)\b)", re.IGNORECASE)
_SERVICE = re.compile(
    r"\baccess to (?:[\w-]+,? (?:and )?){0,3}?(?:water|electricity|power|health ?care|medical care|care|services|"
    r"education|schools?|sites?|food|medicine)\b|\bshortages? of\b"
    r"|\bprovid\w+ (?:[\w-]+ ){0,2}?(?:care|treatment)\b|\b(?:cut off|deprived)\b[^.;]{0,60}\b(?:from|of)\b",
    re.IGNORECASE,
)
_LEAVING = re.compile(r"\b(?:to leave|leaving|out of)\b", re.IGNORECASE)

REFUSES = re.compile(
    r"\b(?:refus\w*|reject\w*|den(?:y|ied|ies|ying)|bar(?:s|red|ring)?|ban(?:s|ned|ning)?|forb\w+|turn\w* (?:back|away|"
    r"down)|withh\w+|disallow\w*|declin\w+|veto\w*|(?:not|n[o’']t|never|no) (?:\w+ )?(?:allow|permit|let|grant|approv|"
    r"authori[sz])\w*|no permission|not (?:issued|given))\b",
    re.IGNORECASE,
)
"""Words of a trigger that say no to somebody; whatever else keeps aid out hinders it."""

OF_AID = re.compile(
    r"\bhospitals?\b|\bclinics?\b|\bambulances?\b|\b(?:para)?medics?\b|\bdoctors?\b|\bnurses?\b|\bdispensar(?:y|ies)\b|"
    r"\b(?:medical|health|emergency|dialysis|maternity) (?:\w+ )?(?:cent(?:er|re)s?|points?|posts?|facilit\w+|staff|"
    r"workers?|teams?|units?|personnel|convoys?)\b|\bblood banks?\b|\bred (?:cross|crescent)\b|\bcivil defen[cs]e\b|"
    r"\brescue (?:workers?|teams?|crews?)\b|\brescuers?\b|\bfirst responders?\b|"
    r"\b(?:aid|relief|humanitarian|UN|U\.N\.|united nations)\b[\w ’'-]*\b(?:convoys?|trucks?|vehicles?|workers?|staff|"
    r"warehouses?|depots?|suppl\w+|teams?|shipments?|volunteers?)\b|"
    r"\b(?:convoys?|trucks?|warehouses?) (?:of|carrying|with) (?:[\w-]+ )?(?:aid|relief|food)\b",
    re.IGNORECASE,
)
"""Who and what helps people and may be struck: those who bring aid, those who treat the wounded, their places."""

ON_ITS_WAY = re.compile(
    r"\bconvoys?\b|\btrucks?\b|\b(?:aid|relief|humanitarian|UN) (?:\w+ )?(?:workers?|staff|teams?|volunteers?|"
    r"vehicles?)\b|\bred (?:cross|crescent)\b|\bwarehouses?\b",
    re.IGNORECASE,
)
"""Aid that is brought and those who bring it."""

_NEAR = re.compile(
    r"\b(?:near|nearby|beside|behind|outside|next to|close to|around)(?: \w+)?(?: an?| the)? $", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
_NONE = re.compile(
    r"\bno (?:[\w’'-]+ ){0,4}?(?:aid|convoys?|trucks?|vehicles?|suppl\w+|food|assistance|deliver\w+|relief|shipments?)"
    r"(?: (?:has|have|had|was|were|ever|yet|been))* $",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\b(?! if| when| after)[^.;]*$", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|never|none|neither|nor|without|fail\w*|den(?:y|ied|ies))\b|n[’']t\b", re.IGNORECASE)
_NOUN = re.compile(r"(?:deliver(?:y|ies)|distribution|shipments?|entry|passage|access|suppl(?:y|ies))", re.IGNORECASE)
_NOT_BROUGHT = re.compile(
    r"\b(?:(?:prevent|block|hinder|hamper|imped|obstruct|delay|halt|stopp|refus|reject|suspend|urg|demand|ask|request|"
    r"ensur|guarantee|facilitat|need)\w*|den(?:y|ied|ying)|call\w* for|unhindered|unimpeded|immediate)"
    r"(?: (?!has|have|had|was|were)[\w’'-]+){0,4} $",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:allow|let|access|deliver\w*|bring|send|reach|enter|entry|airdrops?|provi\w+|resum\w+|distribut\w+)\b",
    re.IGNORECASE,
)
_GIVERS = re.compile(
    r"\b(?:aid|relief|humanitarian) (?:organi[sz]ations?|agenc(?:y|ies)|groups?|workers?|officials?|chiefs?|bodies)\b",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\b(?:aid|convoys?|airdrops?|(?:humanitarian|relief) (?:task force|operations?|work|missions?|activities|"
    r"deliver\w+)|deliver(?:y|ies)|(?:the|this|its|their) request)\b",
    re.IGNORECASE,
)

_CAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|for fear (?:of|that)|fearing|citing|"
    r"on (?:the )?grounds? (?:of|that)|as a result of|in protest (?:at|of|against)|for lack of|"
    r"over (?:the )?(?:lack|fears?|concerns?|refusal)|"
    r"for (?:security|safety) reasons|under the pretext (?:of|that)|on the pretext (?:of|that)|after failing to|"
    r"in retaliation for)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;:\"”]|,(?! ?\d)|(?<!\b[A-Z])\.(?=\s|$)|\s[–-]\s|\s(?:adding|but|while|although) ")
_MOST_WORDS = 200


Doubt = Literal["service", "object", "words"]
"""Why a claim typed as aid is hardly one: people lack water, power or care, which is a need; a delivery is only what is
prevented or asked for; nothing near speaks of aid or access."""


def not_brought(sentence: str, trigger: int, words: str) -> bool:
    """Whether a delivery is only what somebody prevents or asks for ("blocked the delivery of", "urged delivery")."""
    return _NOUN.fullmatch(words) is not None and _NOT_BROUGHT.search(sentence[:trigger]) is not None


def doubt(sentence: str, trigger: int) -> Doubt | None:
    """Why a sentence is hardly one of aid: ``None`` where it speaks of aid or of access."""
    around = sentence[max(0, trigger - 160) : trigger + 160]
    if _SERVICE.search(around) and not re.search(r"\b(?:aid|convoys?|humanitarian|relief)\b", around, re.IGNORECASE):
        return "service"
    if _OF_AID.search(around) or (_OPENED.search(around) and not _LEAVING.search(around)):
        return None
    return "words"


def is_none(sentence: str, trigger: int) -> bool:
    """Whether "no convoy has" stands right before a trigger that the reader took for a delivery."""
    return _NONE.search(sentence[:trigger]) is not None


def is_some(sentence: str, trigger: int) -> bool:
    """Whether "only one convoy" stands before a trigger that the reader took for a denial, and nothing denies."""
    before = sentence[:trigger]
    return _ONLY.search(before) is not None and _DENIES.search(sentence) is None


def is_origin(text: str, begin: int) -> bool:
    """Whether what stands there is where something comes from."""
    return _FROM.search(text[max(0, begin - 20) : begin]) is not None


def only_near(text: str, begin: int) -> bool:
    """Whether what stands there is only said to be near."""
    return _NEAR.search(text[max(0, begin - 30) : begin]) is not None


def asks_for_aid(sentence: str, trigger: int) -> bool:
    """Whether a demand asks for aid or for access of aid, beyond being addressed to those who give it."""
    asked = _GIVERS.sub(" ", sentence[trigger : trigger + 220])
    return _OF_AID.search(asked) is not None and _ASKED.search(asked) is not None


def of_aid_itself(sentence: str, trigger: int) -> bool:
    """Whether what is refused or suspended right behind a trigger is aid, a convoy or a request for it."""
    found = _STOPPED.search(sentence, trigger, min(len(sentence), trigger + 60))
    if not found:
        return False
    return not found[0].lower().endswith("request") or _OF_AID.search(sentence) is not None


def reasons(article: Article, claim: Claim, others: Iterable[Span]) -> Iterator[Span]:
    """The causes stated for a claim in its sentence: behind its trigger before any other, or ahead of all of them."""
    text = article.field(claim.sentence.field)
    trigger = claim.trigger.span
    triggers = [s for s in others if s.field == trigger.field]
    for m in _CAUSE.finditer(text, claim.sentence.begin, claim.sentence.end):
        end = _CLAUSE_END.search(text, m.end(), claim.sentence.end)
        stop = min(end.start() if end else claim.sentence.end, m.start() + _MOST_WORDS)
        if m.start() <= trigger.begin < stop:
            continue
        behind = trigger.end <= m.start() and not any(trigger.end <= s.begin < m.start() for s in triggers)
        ahead = m.start() == claim.sentence.begin and not any(stop <= s.begin < trigger.begin for s in triggers)
        if behind or ahead:
            words = text[m.start() : stop].rstrip(" .,;:")
            yield Span(claim.sentence.field, m.start(), m.start() + len(words))
