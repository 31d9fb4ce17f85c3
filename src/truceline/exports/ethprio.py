"""Truces as CSV in the layout of the ETH/PRIO Civil Conflict Ceasefire data set: a row for each truce and party.

Clayton, Nygård, Strand, Rustad, Wiehler, Sagård, Landsverk, Ryland, Sticher, Wink and Bara, "Introducing the ETH/PRIO
Civil Conflict Ceasefire Dataset", Journal of Conflict Resolution (2022). ``docs/ethprio.md`` says which of its
variables are filled, which stay empty and why, and which could not be confirmed.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TextIO

from truceline.pack import Knowledge, Terms
from truceline.records import Interval, Record, Truce, TruceStep
from truceline.truces import vocabulary

UNCLEAR = -1
"""What the data set writes where something is not known."""

CLASSES: Mapping[str, int] = {name: n for n, name in enumerate(vocabulary.CLASSES, 1)}
"""The numbers of ``ceasefire_class``."""

PURPOSES: Mapping[str, str] = {
    "p_humanitarian": vocabulary.HUMANITARIAN,
    "p_peaceprocess": vocabulary.PEACE_PROCESS,
    "p_holiday": vocabulary.HOLIDAY,
    "p_election": vocabulary.ELECTION,
    "p_other": vocabulary.OTHER,
}
"""The variable of each purpose; 1 where the truce has it, else 0."""

EMPTY = tuple(
    "region cc side ucdp_actor_id ucdp_acd_id ucdp_dyad pax_id link cf_pp p_other_comment nsa_frac splinter timing "
    "written mediator_send enforcement ddr ended evidence_onset evidence_end truce comment".split()
)
"""Variables of the data set that stay empty, as no record of ours tells them in its terms."""

COLUMNS = (
    *"location cf_id uniq_id actor_name cf_dec_yr cf_dec_month cf_dec_day cf_effect_yr cf_effect_month".split(),
    *"cf_effect_day partial fixed fixed_time".split(),
    *PURPOSES,
    *"p_unclear ceasefire_class mediator_nego implement end_yr end_month end_day".split(),
    *EMPTY,
    *"truceline_name truceline_state truceline_side truceline_kind truceline_dates truceline_disputed".split(),
    "truceline_claims",
)
"""In the order in which they are written; those that begin with ``truceline`` are no variables of the data set."""

_WATCHED = frozenset({"monitoring", "separation"})
"""Kinds of obligations that are a mechanism to carry a truce out."""


def write(record: Record, knowledge: Knowledge, stream: TextIO) -> int:
    """Write the truces of a record that somebody agreed to, by country and day; returns how many rows there were."""
    out = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    out.writeheader()
    number = 0
    for row in rows(record.truces.values(), knowledge):
        out.writerow(row)
        number += 1
    return number


def rows(truces: Iterable[Truce], knowledge: Knowledge) -> Iterator[dict[str, str | int]]:
    """A row for each truce and party, in order; a truce that was only called for is none in the data set.

    A truce of no known party is one row without an actor.
    """
    agreed = [(_country(t, knowledge), t) for t in truces if t.state != "called for"]
    numbers: Counter[str] = Counter()
    for country, truce in sorted(agreed, key=lambda pair: (pair[0], _first(pair[1], knowledge), pair[1].id)):
        numbers[country] += 1
        own = _truce(truce, knowledge) | {"location": country, "cf_id": numbers[country]}
        for actor in _parties(truce, knowledge) or [""]:
            yield own | _party(truce, actor, knowledge)


def _truce(truce: Truce, knowledge: Knowledge) -> dict[str, str | int]:
    """What every row of a truce has."""
    terms = knowledge.terms.get(truce.terms or "")
    purposes, scope = truce.told("purpose"), truce.told("scope")
    disputed = [f"{s.type}: {q}" for s in truce.steps for q in s.disputed]
    written = [name for name, day in (("effect", terms and terms.starts), ("end", terms and terms.ends)) if day]
    claims = dict.fromkeys(c for s in truce.steps if s.type != "truce_violation" for c in s.claims)
    return {
        "uniq_id": truce.id,
        **_days("cf_effect", Interval.day(terms.starts) if terms and terms.starts else truce.start),
        **_days("end", Interval.day(terms.ends) if terms and terms.ends else truce.end),
        "partial": UNCLEAR if not scope else int(vocabulary.NATIONAL not in scope),
        "fixed": 1 if _hours(truce, terms) else UNCLEAR,
        "fixed_time": _hours(truce, terms),
        **{variable: int(purpose in purposes) for variable, purpose in PURPOSES.items()},
        "p_unclear": int(not purposes),
        "ceasefire_class": next((CLASSES[c] for c in truce.told("class") if c in CLASSES), UNCLEAR),
        "mediator_nego": 1 if truce.told("broker") else UNCLEAR,
        "implement": 1 if terms and any(o.kind in _WATCHED for o in terms.obligations) else UNCLEAR,
        "truceline_name": truce.name,
        "truceline_state": truce.state,
        "truceline_kind": " ".join(truce.told("kind")),
        "truceline_dates": f"{' and '.join(written)} from the pack's terms" if written else "",
        "truceline_disputed": "; ".join(dict.fromkeys(disputed)),
        "truceline_claims": " ".join(claims),
    }


def _parties(truce: Truce, knowledge: Knowledge) -> list[str]:
    """Who is bound by a truce, each once: a body that belongs to another party is that party.

    Of those that accounts tell, none is of a party of the written terms, or holds it, or guarantees the truce.
    """
    written = [t.value for t in truce.traits if t.what == "party" and not t.claims]
    told = [t.value for t in truce.traits if t.what == "party" and t.claims]
    others = {*written, *truce.told("guarantor")}
    lines = {a: set(knowledge.lineage(a)) for a in (*told, *others)}
    free = [a for a in told if not any(a in lines[o] or o in lines[a] for o in others)]
    return written + [a for a in free if not lines[a] & (set(free) - {a})]


def _party(truce: Truce, actor: str, knowledge: Knowledge) -> dict[str, str | int]:
    """What a row has of the party that it is of: its name, and the day it declared the truce."""
    return {
        "actor_name": knowledge.label(actor),
        "truceline_side": knowledge.label(knowledge.side_of(actor)) if actor else "",
        **_days("cf_dec", _declared(truce, actor, knowledge)),
    }


def _declared(truce: Truce, actor: str, knowledge: Knowledge) -> Interval | None:
    """The days on which a party declared or agreed to a truce, or else on which it was declared at all."""

    def takes(step: TruceStep) -> bool:
        return any(actor in knowledge.lineage(a) or a in knowledge.lineage(actor) for a in step.actors)

    told = [s for s in truce.steps if s.type == "truce_agree" and s.status == "happened" and s.date]
    own = next((s.date for s in told if actor and takes(s)), None)
    terms = knowledge.terms.get(truce.terms or "")
    announced = Interval.day(terms.announced) if terms and terms.announced else None
    return own or announced or (told[0].date if told else None)


def _days(variable: str, days: Interval | None) -> dict[str, str | int]:
    """Year, month and day of a variable, each as far as it is known."""
    known: list[int] = [UNCLEAR] * 3
    if days:
        parts = (days.first.year, days.first.month, days.first.day)
        grain = {"year": 1, "month": 2, "day": 3}[days.first_grain]
        known = [*parts[:grain], *known[grain:]]
    return {f"{variable}_{part}": n for part, n in zip(("yr", "month", "day"), known, strict=True)}


def _hours(truce: Truce, terms: Terms | None) -> str:
    """How long it was to last, as "168 hours", by its terms where it has any; empty where not told, or told unlike."""
    hours = terms.duration_hours if terms else None
    if terms is None and truce.hours and truce.hours.least == truce.hours.most:
        hours = truce.hours.least
    return "" if hours is None else f"{hours} hours"


def _country(truce: Truce, knowledge: Knowledge) -> str:
    """The name of the country that a truce holds in; empty where it is not known."""
    if not truce.place or truce.place not in knowledge.places:
        return ""
    around = (knowledge.places[p] for p in knowledge.within(truce.place) if p in knowledge.places)
    return next((p.name for p in around if p.kind == "country"), "")


def _first(truce: Truce, knowledge: Knowledge) -> date:
    """The day that orders truces: the one they took effect, or else were declared, or else first told of."""
    terms = knowledge.terms.get(truce.terms or "")
    known = [terms.starts, terms.announced] if terms else []
    known += [truce.start.first if truce.start else None, truce.date.first if truce.date else None]
    return next((d for d in known if d), date.max)
