"""A sentence's claims: its triggers with all that the sentence tells of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from truceline.codebook import TYPES
from truceline.reading import attribution, dates, lexicon, phrases, quantities, roles, status
from truceline.reading.laying import numbers_of, time_of
from truceline.records import Article, Claim, Mention, Span, claim_id

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


def of_sentence(
    article: Article, span: Span, anchor: date | None, speaker: tuple[Mention, ...]
) -> tuple[list[Claim], tuple[Mention, ...]]:
    """The claims of one sentence of an article, and who speaks in it.

    Args:
        article: the article.
        span: the sentence.
        anchor: the day that its times count from; ``None`` when unknown.
        speaker: who spoke last, for a quotation that goes on without naming its speaker.
    """
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
        time = time_of(text, trigger, times)
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
                numbers=tuple(numbers_of(text, span, trigger, triggers, amounts, times, cited)),
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
