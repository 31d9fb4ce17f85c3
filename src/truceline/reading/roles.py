"""Who fills which role of a claim, by position: subject before, object after, "by", place after a preposition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.codebook import TYPES
from truceline.reading.lexicon import Trigger
from truceline.reading.phrases import Phrase
from truceline.reading.quantities import NUMBER_WORDS

_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|got|left)(?: (?:\w+ly|also|not|all|now|still|yet))*\s$", re.IGNORECASE
)
_NOMINAL = re.compile(
    r"\b(?:the|an?|of|in|by|after|from|during|with|for|its|their|these|such|amid|against|on)\s(?P<between>\w+\s)?$",
    re.IGNORECASE,
)
_BY_IT = re.compile(
    r"\b(?:hammered|hit|struck|pounded|targeted|battered|shaken|rocked|ravaged) by (?:\w+ )?$", re.IGNORECASE
)
_WAGED = re.compile(
    r"\b(?:launch|carr|conduct|beg[iau]n|start|held|hold|stag|wag|impos|unleash|mount|laid|lay|broke|sign|reach|giv|gave|grant|issu|mak|made|t[ao]ke?|took)\w*"
    r"(?: out)?(?: (?:the|an?|its|their))?(?: [\w-]+)? $",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:.!?]|,? (?:but|while|whereas|although|after|before|as|when|that|who|which)\b")
_LINK = re.compile(r"^(?:,| and| or|, and| as well as| along with)(?: the| its| their)? $")
_BY = re.compile(r"^[\w ]{0,40}?\bby (?:the |a |an )?$")
_TO_OBJECT = re.compile(
    r"^ ?(?:(?:on|against|at|of|to|for|with|from|over|upon|between|among|in) )?(?:the |a |an |its |their |his |her )?$"
)

_COUNTED = re.compile(
    rf"(?:\d|at least|more than|over|some|about|nearly|dozens|scores|hundreds|thousands|several|"
    rf"{'|'.join(NUMBER_WORDS)})\b",
    re.IGNORECASE,
)
_VICTIM = re.compile(
    r"\b(?:civilians?|people|persons?|child(?:ren)?|wom[ae]n|residents|others|victims?)$", re.IGNORECASE
)
# Who dies is killed by nobody named, and what a strike was on did not strike.
_DYING = re.compile(
    r"(?:die[sd]|dying|dead|deaths?|death toll|perished|missing|casualties|fatalities|injuries)", re.IGNORECASE
)
_STRUCK = re.compile(
    r"\b(?:strikes?|raids?|shelling|attacks?|bombardments?|fire|blasts?|explosions?|bombings?|assaults?) "
    r"(?:on|at|in|against|near|over|across) (?:the |an? )?$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:strikes?|raids?|shelling|attacks?|bombardments?|fire|blasts?|explosions?|clashes|fighting|offensives?|assaults?|"
    r"operations?|sieges?|blockades?|bombings?)$",
    re.IGNORECASE,
)

_WORDS_BEFORE = 80  # characters before a trigger that tell how it is used

_PLACE_AS_OBJECT = {
    "capture",
    "siege",
    "siege_break",
    "control",
    "withdrawal",
    "offensive",
    "air_strike",
    "shelling",
    "deployment",
}
_OF_PLACES = {"capture", "siege", "siege_break", "control", "air_strike", "shelling", "bombing"}
_NO_TARGET = {
    "talks",
    "displacement",
    "withdrawal",
    "protest",
    "clash",
    "deployment",
    "truce_start",
    "truce_agree",
    "truce_end",
}
_HAPPENS_BY_ITSELF = {"truce_start", "truce_end"}
_ALL_ACTORS = {"talks", "clash", "agreement", "truce_agree"}
_HAPPENS_SOMEWHERE = {"violence", "toll", "ground"}
_SUBJECT_MAY_BE_FAR = {"diplomacy", "truce", "aid"}


@dataclass(frozen=True, slots=True)
class Roles:
    """The phrases that fill each role of one claim."""

    actor: tuple[Phrase, ...] = ()
    target: tuple[Phrase, ...] = ()
    place: tuple[Phrase, ...] = ()


def fill(sentence: str, trigger: Trigger, phrases: Sequence[Phrase]) -> Roles:
    """The roles of a trigger, from the phrases of its sentence that are neither times nor cited sources."""
    free = [p for p in phrases if p.end <= trigger.begin or trigger.end <= p.begin]
    left = [p for p in free if p.end <= trigger.begin and same_clause(sentence, p.end, trigger.begin)]
    right = [p for p in free if trigger.end <= p.begin and same_clause(sentence, trigger.end, p.begin)]
    family = TYPES[trigger.type].family
    if not left and family in _SUBJECT_MAY_BE_FAR:
        left = [p for p in free if p.end <= trigger.begin][-1:]
    direct = _run(sentence, right, lambda p: bool(_TO_OBJECT.match(sentence[trigger.end : p.begin])))
    subject = _run_back(sentence, [p for p in left if not p.is_place])
    before = sentence[max(0, trigger.begin - _WORDS_BEFORE) : trigger.begin]
    passive = bool(_PASSIVE.search(before))
    if sentence[: trigger.end].endswith(" by"):  # "is backed by": the trigger has its "by" within
        passive, by = True, direct
    else:
        by = _run(sentence, right, lambda p: bool(_BY.match(sentence[trigger.end : p.begin])))
    inside = _modifier(phrases, trigger)

    place_as_object = trigger.type in _PLACE_AS_OBJECT
    struck = [p for p in left[-1:] if _BY_IT.search(sentence[p.end : trigger.begin])]
    if _is_noun(before, sentence[trigger.begin : trigger.end]) and not _WAGED.search(before):
        subject = []
    if trigger.type in _HAPPENS_BY_ITSELF:
        subject = []
    actor: Sequence[Phrase]
    target: Sequence[Phrase]
    if trigger.type == "toll":
        counted = [p for p in direct if not passive] or [p for p in subject if passive or _COUNTED.match(p.text)]
        participle = sentence[: trigger.end].endswith("ing")  # "…, killing five": whoever did what stands before
        verb = sentence[trigger.begin : trigger.end]
        killers = [p for p in subject if p not in counted and not _COUNTED.match(p.text) and not _VICTIM.search(p.text)]
        killers = [p for p in killers if not _STRUCK.search(sentence, 0, p.begin)]
        others = [] if participle or _DYING.fullmatch(verb) else killers
        actor, target = by or others, counted
    elif passive:
        actor, target = by or inside, subject
    else:
        actor, target = by or inside or subject, [p for p in direct if p not in by]
    if trigger.type in _ALL_ACTORS:
        actor, target = [*actor, *(p for p in direct if not p.is_place and p not in actor)], []
    places = [p for p in target if p.is_place] if place_as_object else []
    if trigger.type in _OF_PLACES:
        places += [_as_place(p) for p in target if not p.is_place and not p.is_actor and p.text[0].isupper()]
    places += [_as_place(p) for p in struck if not target and p.text[0].isupper() and place_as_object]
    places += _places(left, right, taken=[*actor, *places])
    if not places and family in _HAPPENS_SOMEWHERE:
        elsewhere = [p for p in free if p.is_place and p not in actor]
        places = sorted(elsewhere, key=lambda p: max(p.begin - trigger.end, trigger.begin - p.end))[:1]
    taken = {(p.begin, p.end) for p in places}
    target = [p for p in target if (p.begin, p.end) not in taken and not p.is_place]
    if trigger.type in _NO_TARGET:
        target = []
    return Roles(tuple(actor), tuple(target), tuple(part for p in places for part in _nested(p)))


def _is_noun(before: str, trigger: str) -> bool:
    """Whether a trigger is used as a noun, so that what stands before it is not its subject: "after the shelling"."""
    noun = bool(_NOUN.search(trigger))
    if noun and before.endswith((" and ", " or ")):
        return True
    found = _NOMINAL.search(before)
    return found is not None and (noun or not found["between"])  # "the army seized" is no noun


def _as_place(phrase: Phrase) -> Phrase:
    return Phrase(phrase.begin, phrase.end, phrase.text, True, False)


def _nested(place: Phrase) -> list[Phrase]:
    """Two places, the nearer first, where a phrase names both: "a village in the northern countryside"."""
    if not (m := re.search(r" in (?:the )?", place.text)):
        return [place]
    cut = place.begin + m.start(), place.begin + m.end()
    inner = Phrase(place.begin, cut[0], place.text[: m.start()], True, False)
    return [inner, Phrase(cut[1], place.end, place.text[m.end() :], True, False)]


def same_clause(sentence: str, begin: int, end: int) -> bool:
    """Whether nothing between two offsets opens another clause."""
    return not _CLAUSE.search(sentence, begin, end)


def _modifier(phrases: Sequence[Phrase], trigger: Trigger) -> list[Phrase]:
    """The phrase right before a noun trigger, or that swallowed it: "Russian" of "Russian airstrikes"."""
    for p in phrases:
        if p.begin < trigger.begin <= p.end + 1 and not p.is_place and trigger.begin - p.begin < 40:
            cut = p.text[: trigger.begin - p.begin].rstrip()
            if cut and cut[0].isupper():
                return [Phrase(p.begin, p.begin + len(cut), cut, False, True)]
    return []


def _run(sentence: str, right: Sequence[Phrase], starts: object) -> list[Phrase]:
    """The first phrase that fits and those joined to it by "and" or a comma."""
    out: list[Phrase] = []
    for p in right:
        if out:
            if not _LINK.match(sentence[out[-1].end : p.begin]):
                break
            out.append(p)
        elif callable(starts) and starts(p):
            out.append(p)
        elif p.begin - right[0].begin > 60:
            break
    return out


def _run_back(sentence: str, left: Sequence[Phrase]) -> list[Phrase]:
    """The last phrase before the trigger and those joined to it."""
    out: list[Phrase] = list(left[-1:])
    for p in reversed(left[:-1]):
        if not _LINK.match(sentence[p.end : out[0].begin]):
            break
        out.insert(0, p)
    return out


def _places(left: Sequence[Phrase], right: Sequence[Phrase], taken: Sequence[Phrase]) -> list[Phrase]:
    """The place phrases of the clause, those after the trigger first; without any, the nearest before it."""
    after = [p for p in right if p.is_place and p not in taken][:3]
    return after or [p for p in left if p.is_place and p not in taken][-1:]
