"""An article's claims, read from its words: ``read(article)``.

The first reader: triggers from the codebook's lexicon, roles from position. A trained model takes its place behind the
same function; quantities, dates and attribution stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from truceline.codebook import TYPES
from truceline.reading import attribution, dates, lexicon, phrases, quantities, roles, sentences, status
from truceline.records import Article, Claim, Mention, Quantity, QuantityKind, Span, claim_id

VERSION = "lexicon-1"
"""Changes when the same article may be read into other claims; a case then reads its articles anew."""

_READ_LANGUAGE = "en"
_CONDITION = re.compile(r"\b(?:unless|if|provided that|on condition that|as long as|until)\b [^.;”\"]+", re.IGNORECASE)
_CONDITIONAL = {
    "threat",
    "suspend",
    "demand",
    "reject",
    "truce_call",
    "truce_agree",
    "withdrawal",
    "agreement",
    "aid_permit",
}
_SAID_TIME = re.compile(r"\b(?:said|says|told \w+|announced|reported|added|stated)(?: in a statement)?,? $")
_CLAUSE_BREAK = re.compile(r"[;:]|, (?:and|but|while|as|after|which|who)\b| (?:but|while|whereas)\b")
_BACKGROUND = re.compile(r"\b(?:ago|since|(?:19|20)\d\d|last (?:year|month))\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:like|unlike|compared to|compared with)\s$", re.IGNORECASE)
_DURATION = re.compile(r"(?:for|within|in)\b(?!.*\b(?:past|last|previous|recent)\b)", re.IGNORECASE)
_WOUNDED = re.compile(r"wound|injur|hurt", re.IGNORECASE)
_TOLL_KINDS: tuple[tuple[re.Pattern[str], QuantityKind], ...] = (
    (_WOUNDED, "wounded"),
    (re.compile(r"missing", re.IGNORECASE), "missing"),
)
_KIND_BY_TYPE: dict[str, QuantityKind] = {
    "displacement": "displaced",
    "detention": "detained",
    "release": "detained",
    "abduction": "detained",
    "evacuation": "affected",
    "siege": "affected",
    "aid_delivery": "affected",
    "aid_block": "affected",
    "deployment": "fighters",
    "withdrawal": "fighters",
    "truce_violation": "violations",
    "air_strike": "strikes",
    "shelling": "strikes",
    "bombing": "strikes",
}
_PARTICIPLE = re.compile(r"(?:ed|dead|hurt)$", re.IGNORECASE)
_OF_PEOPLE = {"toll", "displacement", "detention", "release", "abduction", "evacuation"}


def read(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their triggers; every mention is the article's own characters."""
    anchor = dates.dateline(article.text) or article.published
    out: list[Claim] = []
    speaker: tuple[Mention, ...] = ()
    for span in sentences.split(article):
        claims, speaker = _sentence(article, span, anchor, speaker)
        out += claims
    return tuple(out)


def unreadable(article: Article) -> str | None:
    """Why the reader cannot read an article, ``None`` when it can.

    The language the file declares is believed; otherwise it is identified from the text (py3langid, after Lui and
    Baldwin 2012) where there are enough words to tell.
    """
    language = article.language.split("-")[0] if article.language else _identified(article.text[:2000])
    if language in {None, _READ_LANGUAGE}:
        return None
    return f"its language is not read yet (language code {language}; only English is): kept, unread"


def _identified(text: str) -> str | None:
    letters = sum(c.isalpha() for c in text)
    if letters < 60:
        return None
    if sum(c.isascii() for c in text if c.isalpha()) < 0.5 * letters or not _looks_english(text):
        import py3langid  # slow to import, and rarely needed

        language: str = py3langid.classify(text)[0]
        return language
    return _READ_LANGUAGE


def _looks_english(text: str) -> bool:
    found = re.findall(r"[a-z']+", text.lower())
    common = sum(
        w in {"the", "of", "and", "to", "in", "a", "on", "said", "by", "for", "was", "were", "is"} for w in found
    )
    return common >= 0.12 * len(found)


def _sentence(
    article: Article, span: Span, anchor: date | None, speaker: tuple[Mention, ...]
) -> tuple[list[Claim], tuple[Mention, ...]]:
    text = article.passage(span)
    times = dates.find(text, anchor)
    triggers = lexicon.find(text)
    found = [
        p
        for p in phrases.find(text, [(t.begin, t.end) for t in times])
        if not any(t.begin <= p.begin and p.end <= t.end for t in triggers)
    ]
    cited = attribution.find(text, found)

    def mention(begin: int, end: int) -> Mention:
        return Mention(Span(span.field, span.begin + begin, span.begin + end), text[begin:end])

    own = tuple(mention(a.begin, a.end) for a in cited)
    carried = speaker if not own and re.match(r"[\"“]", text) else ()
    sources = {(a.begin, a.end) for a in cited}
    fillers = [p for p in found if not any(p.begin < e and b < p.end for b, e in sources)]
    triggers = [t for t in triggers if not _within_source(t, cited) and not _is_broken_off(t, triggers)]
    amounts = quantities.find(text)
    claims = []
    for trigger in triggers:
        filled = roles.fill(text, trigger, fillers if TYPES[trigger.type].family != "diplomacy" else found)
        stance = status.of(text, trigger.begin, trigger.end)
        kind = trigger.type
        if kind == "aid_permit" and stance == "denied":  # a permission not given is aid refused
            kind, stance = "aid_block", "happened"
        time = _time_of(text, trigger, times)
        source = tuple(
            mention(a.begin, a.end)
            for a in cited
            if a.scope[0] <= trigger.begin < a.scope[1]
            and not any(p.begin < a.end and a.begin < p.end for p in filled.actor)
        )
        condition = _CONDITION.search(text, trigger.end) if kind in _CONDITIONAL else None
        place = mention(trigger.begin, trigger.end).span
        claims.append(
            Claim(
                id=claim_id(article.id, place),
                article=article.id,
                trigger=mention(trigger.begin, trigger.end),
                sentence=span,
                type=kind,
                status=stance,
                actor=tuple(mention(p.begin, p.end) for p in filled.actor),
                target=tuple(mention(p.begin, p.end) for p in filled.target),
                place=tuple(mention(p.begin, p.end) for p in filled.place),
                time=(mention(time.begin, time.end),) if time else (),
                source=source or carried,
                condition=(mention(*condition.span()),) if condition else (),
                date=time.interval if time else None,
                numbers=tuple(_numbers(text, span, trigger, triggers, amounts, times, cited)),
                confidence=0.6,
            )
        )
    return _shared(claims, text, span.begin), own or speaker


def _shared(claims: Sequence[Claim], text: str, begin: int) -> list[Claim]:
    """A toll has actor and place of the strike in its clause, and the strike the toll's place (codebook, rule 3)."""

    def joined(one: Claim, other: Claim) -> bool:
        ends = sorted([one.trigger.span, other.trigger.span])
        return roles.same_clause(text, ends[0].end - begin, ends[1].begin - begin)

    def nearest(claim: Claim, role: Literal["actor", "place"], families: set[str]) -> tuple[Mention, ...]:
        others = [c for c in claims if TYPES[c.type].family in families and c.mentions(role) and joined(c, claim)]
        if role == "actor":  # of a clash, nobody says who of the two killed
            others = [c for c in others if c.type != "clash"]
        others.sort(key=lambda c: abs(c.trigger.span.begin - claim.trigger.span.begin))
        return others[0].mentions(role) if others else ()

    out = []
    for claim in claims:
        if claim.type == "toll":
            actor = claim.actor or nearest(claim, "actor", {"violence"})
            claim = replace(claim, actor=actor, place=claim.place or nearest(claim, "place", {"violence", "toll"}))
        elif TYPES[claim.type].family == "violence" and not claim.place:
            claim = replace(claim, place=nearest(claim, "place", {"toll", "violence"}))
        out.append(claim)
    return out


def _is_broken_off(trigger: lexicon.Trigger, triggers: Sequence[lexicon.Trigger]) -> bool:
    """The "talks" of "end talks": what is suspended is not a further claim."""
    return trigger.type == "talks" and any(t.type == "suspend" and 0 < trigger.begin - t.end < 6 for t in triggers)


def _within_source(trigger: lexicon.Trigger, cited: Sequence[attribution.Attribution]) -> bool:
    """Whether the words only cite somebody; "warned" and "blamed" do so and are claims of their own."""
    speech = TYPES[trigger.type].family == "diplomacy"
    return any(
        (trigger.begin < a.end and a.begin < trigger.end)
        or (not speech and trigger.begin < a.cue_end and a.cue_begin < trigger.end)
        for a in cited
    )


def _time_of(text: str, trigger: lexicon.Trigger, times: Sequence[dates.TimeExpression]) -> dates.TimeExpression | None:
    """The time expression nearest to the trigger; the day something was said counts last, save for what is said."""

    def distance(t: dates.TimeExpression) -> tuple[bool, bool, int, int]:
        said = bool(_SAID_TIME.search(text[: t.begin])) and TYPES[trigger.type].family not in {"diplomacy", "truce"}
        between = text[min(trigger.end, t.end) : max(trigger.begin, t.begin)]
        clauses = len(_CLAUSE_BREAK.findall(between))
        return said, t.interval is None, clauses, max(t.begin - trigger.end, trigger.begin - t.end)

    told = [t for t in times if not _COMPARED.search(text[: t.begin])]
    best = min(told, key=distance, default=None)
    # What lies far back is told of its own clause only.
    return None if best and distance(best)[2] and _BACKGROUND.search(text[best.begin : best.end]) else best


def _numbers(
    text: str,
    span: Span,
    trigger: lexicon.Trigger,
    triggers: Sequence[lexicon.Trigger],
    amounts: Iterable[quantities.Amount],
    times: Sequence[dates.TimeExpression],
    cited: Sequence[attribution.Attribution],
) -> Iterable[Quantity]:
    """The amounts that belong to a trigger: each amount goes to the claim nearest to it that can hold its kind."""
    for a in amounts:
        if any(c.begin <= a.begin and a.end <= c.end for c in cited):
            continue
        within = [text[t.begin : t.end] for t in times if a.begin < t.end and t.begin < a.end]
        if within and not (a.unit in {"hours", "days"} and _DURATION.match(within[0])):
            continue
        holders = [t for t in triggers if _kind(text, t, a) is not None]
        if holders and min(holders, key=lambda t: _distance(text, t, a)) == trigger:
            kind = _kind(text, trigger, a)
            assert kind is not None
            place = Span(span.field, span.begin + a.begin, span.begin + a.end)
            yield Quantity(place, text[a.begin : a.end], kind, a.least, a.most)


def _distance(text: str, trigger: lexicon.Trigger, amount: quantities.Amount) -> int:
    between = text[min(trigger.end, amount.end) : max(trigger.begin, amount.begin)]
    if between == " " and amount.end < trigger.begin and _PARTICIPLE.search(text[trigger.begin : trigger.end]):
        return 0  # "3 killed 38 injured": the number before its word, as headlines have it
    return len(between) + 40 * sum(between.count(mark) for mark in (" and ", ", ", "; "))


# What is counted beside the dead and is not dead: "four deaths and 55 patients".
_NO_VICTIMS = re.compile(
    r"\s(?:[\w’'-]+ )?(?:patients?|cases?|injur(?:ies|y)|houses?|homes?|buildings?|hospitals?|schools?|shops?|"
    r"shelters?|positions?|targets?|locations?|sites?|points?|sides?|parts?|fronts?|hours?|taken to)\b",
    re.IGNORECASE,
)


def _kind(text: str, trigger: lexicon.Trigger, amount: quantities.Amount) -> QuantityKind | None:
    """What an amount would count in a claim; ``None`` when it cannot belong to it."""
    family, kind = TYPES[trigger.type].family, trigger.type
    if kind == "toll":
        if amount.unit not in {None, "fighters"} or _NO_VICTIMS.match(text, amount.end):
            return None
        words = text[trigger.begin : trigger.end]
        return next((k for pattern, k in _TOLL_KINDS if pattern.search(words)), "killed")
    if amount.unit in {"hours", "days"}:
        return amount.unit if family in {"truce", "aid"} or kind == "siege" else None
    if amount.unit == "fighters" and kind in {"deployment", "withdrawal", "evacuation"}:
        return "fighters"
    if amount.unit is not None and amount.unit != "fighters":
        return amount.unit if family in {"violence", "aid", "force"} or amount.unit == "violations" else None
    return _KIND_BY_TYPE.get(kind) if kind in _OF_PEOPLE else None
