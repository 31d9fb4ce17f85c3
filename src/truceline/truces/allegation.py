"""What one account alleges: who did what to whom, where and when, each with the claim that says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from truceline.matching.reports import Reports
from truceline.pack import Knowledge
from truceline.records import Claim, Interval, Mention, Role

BREAKING: Mapping[str, tuple[str, ...]] = {
    "air_strike": ("no_attacks", "no_flights"),
    "shelling": ("no_attacks",),
    "bombing": ("no_attacks",),
    "chemical_attack": ("no_attacks",),
    "attack": ("no_attacks",),
    "clash": ("no_attacks",),
    "offensive": ("no_advance", "no_attacks"),
    "capture": ("no_advance",),
    "deployment": ("withdrawal",),
    "siege": ("aid_access",),
    "aid_block": ("aid_access",),
}
"""Which kinds of obligations an act of each type of the codebook may break."""

FAILING: Mapping[str, tuple[str, ...]] = {
    "withdrawal": ("withdrawal",),
    "aid_permit": ("aid_access",),
    "aid_delivery": ("aid_access",),
    "evacuation": ("evacuation",),
    "release": ("release",),
    "talks": ("talks",),
}
"""The same for what was to be done and is told as not done."""

_TRUCE = re.compile(r"truce|cease-?\s?fire|cessation|hostilities|agreement|accord|calm|deal\b|pause", re.IGNORECASE)
"""Words of a target that is no victim but the truce itself."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody with a part in it: his entity id, or words where no pack knows him, and the claim that names him."""

    entity: str
    words: str
    claim: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place: its entity id, or words and the nearest known place, and the claim that names it."""

    entity: str
    near: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Allegation:
    """What one account alleges.

    Attributes:
        called: whether it calls it a violation of the truce.
        claims: ids of the claims that allege it.
        acts: what is said to have been done, or not done: the claims beside, by which this can be told.
        actors, targets: by whom and against whom.
        places: where; not a place that another of them lies in.
        dates: the days it is told of, the closest first, with the claim that gives them.
        reported: the first day that an article tells it; ``None`` when no day of publication is known.
    """

    called: bool
    claims: tuple[str, ...]
    acts: tuple[Claim, ...]
    actors: tuple[Who, ...]
    targets: tuple[Who, ...]
    places: tuple[Where, ...]
    dates: tuple[tuple[Interval, str], ...]
    reported: date | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of obligations that its acts may break, each once."""
        return tuple(dict.fromkeys(k for act in self.acts for k in kinds_of(act)))


def kinds_of(claim: Claim) -> tuple[str, ...]:
    """The kinds of obligations that a claim, as it tells it, would break; empty where it tells of no such act."""
    if claim.status == "happened":
        return BREAKING.get(claim.type, ())
    return FAILING.get(claim.type, ()) if claim.status == "denied" else ()


def allegation(
    told: Sequence[Claim],
    called: Collection[str],
    beside: Mapping[tuple[str, object], Sequence[Claim]],
    reports: Reports,
) -> Allegation | None:
    """What an account alleges; ``None`` where it alleges nothing that terms could speak of.

    What the claim of a violation leaves out is taken from the acts in the same sentence, unless others do them.

    Args:
        told: the account's claims.
        called: ids of claims that tell of a violation of the truce in question.
        beside: every claim of the record, by article and sentence.
        reports: of the articles that they stand in.
    """
    knowledge = reports.knowledge
    violations = [c for c in told if c.id in called and c.status == "happened"]
    own = violations or [c for c in told if kinds_of(c) and c.status == "happened"]
    if not own:
        return None
    who = _who(own, "actor", knowledge)
    near = [c for o in own for c in beside.get((o.article, o.sentence), ()) if c not in own]
    near = [c for c in dict.fromkeys(near) if _by_the_same(c, who, knowledge)]
    acts = [c for c in (*own, *near) if kinds_of(c)]
    harm = [c for c in near if c.type == "toll" and c.status == "happened"]
    if not who and len({knowledge.side_of(w.entity) for w in _who(acts, "actor", knowledge)}) == 1:
        who = _who(acts, "actor", knowledge)
    is_called = bool(violations) or any(c.id in called and c.status == "happened" for c in near)
    return Allegation(
        called=is_called,
        claims=tuple(c.id for c in own),
        acts=tuple(acts),
        actors=who,
        targets=tuple(w for w in _who([*own, *acts, *harm], "target", knowledge) if not _TRUCE.search(w.words)),
        places=_places(own, knowledge) or _places([*acts, *harm], knowledge),
        dates=_dates(own) or _dates([*acts, *harm]),
        reported=min((d for c in own if (d := reports.published[c.article])), default=None),
    )


def _who(claims: Iterable[Claim], role: Role, knowledge: Knowledge) -> tuple[Who, ...]:
    found: dict[str, Who] = {}
    for claim in claims:
        for mention in claim.mentions(role):
            if not knowledge.is_only_place(mention.entity):
                name = mention.entity or _words(mention)
                found.setdefault(name, Who(name, _words(mention), claim.id))
    return tuple(found.values())


def _words(mention: Mention) -> str:
    return " ".join(mention.text.split())


def _by_the_same(claim: Claim, who: Sequence[Who], knowledge: Knowledge) -> bool:
    """Whether a claim may be of what those did: it names nobody, one of them, or somebody of their side."""
    others = _who([claim], "actor", knowledge)
    if not who or not others:
        return True
    names = {w.entity for w in who}
    sides = {s for w in who if (s := knowledge.side_of(w.entity))}
    return any(o.entity in names or knowledge.side_of(o.entity) in sides for o in others)


def _places(claims: Iterable[Claim], knowledge: Knowledge) -> tuple[Where, ...]:
    found: dict[str, Where] = {}
    for claim in claims:
        for mention in claim.place:
            name = mention.entity or _words(mention)
            found.setdefault(name, Where(name, mention.near, claim.id))
    outer = {p for name in found if name in knowledge.places for p in knowledge.within(name)[1:]}
    return tuple(w for name, w in found.items() if name not in outer)


def _dates(claims: Iterable[Claim]) -> tuple[tuple[Interval, str], ...]:
    told = [(c.date, c.id) for c in claims if c.date]
    return tuple(sorted(told, key=lambda t: (t[0].days, t[0].first, t[1])))
