"""How each side stands to an incident: what its own people allege, admit, deny or leave out.

A side speaks by its own voice only (:attr:`truceline.records.Account.voice`): what an outlet near it says itself, and
what is said by somebody of it in whichever outlet. That its outlets carry somebody else's word is told apart from that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from truceline.analysis.silence import Silence, Silences
from truceline.codebook import of_family
from truceline.matching.accounts import TELLING
from truceline.matching.setting import Setting
from truceline.pack import Knowledge
from truceline.records import Account, Claim, Event, Record, Stance

Position = Literal[
    "denies",
    "admits",
    "both",
    "blames",
    "alleges",
    "tells",
    "doubts",
    "repeats",
    "perhaps",
    "ignores",
    "not covered",
    "open",
]
"""How a side stands to an incident.

``denies``: that it happened, or that its own people did it. ``admits``: says that its own people did it, and nowhere
denies it or names others. ``both``: says that its own people and others did. ``blames``: names somebody else, where
another voice names its own people. ``alleges``: names somebody else, and nobody names its own people. ``tells``: says
that it happened, not who did it. ``doubts``: calls it possible or planned only. ``repeats``: its outlets carry what
others say and add no word of their own. ``ignores``: its outlets covered the place in those days and did not report it;
``perhaps``: likewise, but one of them tells of something that may be it, or counts breaches of which it may be one.
``not covered``: no outlet of it covered the place, so that its silence says nothing. ``open``: the day or the place is
not known, so that silence cannot be told.
"""

POSITIONS: tuple[Position, ...] = get_args(Position)

BREACHES = of_family("violence") | {"toll", "capture", "siege", "aid_block"}
"""The types of claim that tell of what a truce forbids: violence, ground taken, places cut off, aid held up."""

# Words of a sentence that tells who is said to have done it, and perhaps not who did.
_ALLEGED = re.compile(
    r"\b(?:accus|alleg|blam|claim|den[iy]|pretext|refut|reject|fabricat|false|propaganda|suspect|suppos|responsib)",
    re.IGNORECASE,
)

_SAYING_LITTLE: frozenset[Position] = frozenset({"tells", "doubts", "perhaps"})
"""What a side says of an incident besides, where others of it say who did it."""

_OF_TWO = frozenset({"clash", "offensive"})
"""Types of claim of which both sides may be named for one act."""

_ARMED = frozenset({"state", "government", "force", "armed_group", "coalition"})
"""Kinds of actors that can break a truce, whatever side they are of."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one account of an incident says of who did it to whom.

    Attributes:
        account: its place in ``Event.accounts``, from 0.
        outlet, source, voice: see :class:`truceline.records.Account`.
        side: the side that the voice is; ``None`` for a voice near none, as a monitor's.
        stance: how it stands to the incident.
        actors: who did it, by entity id or else by the account's own words.
        targets: whom it was done to, likewise.
        by: the sides of those who did it; ``None`` among them for fighters or a state of no side.
        against: the sides of those it was done to.
        claims: ids of its claims that tell this, or all of them where none tells who.
        general: whether it only counts breaches, or alleges them in general, which this incident may be one of.
    """

    account: int
    outlet: str | None
    source: str | None
    voice: str
    side: str | None
    stance: Stance
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    by: tuple[str | None, ...]
    against: tuple[str, ...]
    claims: tuple[str, ...]
    general: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """How one side stands to one incident.

    Attributes:
        side: its id.
        positions: all that its accounts take, in the order of ``POSITIONS``; one where it gives none.
        accounts: those accounts, by their place in ``Event.accounts``, from 0.
        outlets: the outlets of the side that are silent, or perhaps are.
        articles: ids of articles that show that these covered the place.
        claims: ids of their claims that may tell of the incident all the same.
    """

    side: str
    positions: tuple[Position, ...]
    accounts: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Positions:
    """How sides stand to the incidents of a record. Made once, it answers for every event."""

    def __init__(
        self, record: Record, claims: Mapping[str, Claim], knowledge: Knowledge, general: Collection[str] = ()
    ) -> None:
        """Read what the articles of a record cover.

        Args:
            record: with its articles.
            claims: all of its claims, held in memory.
            knowledge: what the packs know.
            general: ids of claims of breaches that are no single incident, and tell nothing of the one they stand in.
        """
        self._claims = claims
        self._general = general
        self._article = cache(record.articles.__getitem__)
        self._knowledge = knowledge
        self._silences = Silences(record, knowledge)

    def words(self, event: Event) -> tuple[Word, ...]:
        """What each account of an event says of who did it to whom."""
        return tuple(self._word(n, a, event) for n, a in enumerate(event.accounts))

    def of(self, event: Event, words: Sequence[Word], sides: Iterable[str]) -> tuple[Cell, ...]:
        """How each of some sides stands to an event."""
        silences = self._silences.of(event)
        return tuple(self._cell(s, event, words, [x for x in silences if x.side == s]) for s in sides)

    def side_of_voice(self, voice: str) -> str | None:
        """The side that a voice is; ``None`` for one near none."""
        return voice if voice in self._knowledge.sides else None

    def culprits(self, actors: Iterable[str]) -> tuple[str | None, ...]:
        """The sides of those among some actors who can have done it, ``None`` last for fighters or states of no side.

        Names that no pack knows ("warplanes") tell nothing of who it was, nor do peoples, monitors and relief bodies.
        """
        found: set[str | None] = set()
        for actor in actors:
            side, known = self._knowledge.side_of(actor), self._knowledge.actors.get(actor)
            if side or (known and known.kind in _ARMED):
                found.add(side)
        return tuple(sorted(found, key=lambda s: (s is None, s or "")))

    def _word(self, place: int, account: Account, event: Event) -> Word:
        setting = Setting(event.type, event.place, event.date)
        held = [self._claims[c] for c in account.claims]
        own = [c for c in held if (c.type == "truce_violation" or setting.is_main(c)) and c.id not in self._general]
        telling = [c for c in own if (c.status == "denied") == (account.stance == "denies")]
        actors = self._told(telling, account.actors, "actor")
        if len(self.culprits(actors)) > 1 and event.type not in _OF_TWO:
            # An account may tell of two acts, one of each side: what it dates is the one of that day.
            dated = [c for c in telling if c.date and event.date and c.date.overlaps(event.date)]
            narrow = self._told(dated, account.actors, "actor")
            actors = narrow if self.culprits(narrow) else actors
        targets = self._told(telling, account.targets, "target")
        naming = [c for c in telling if {m.entity or m.text for m in c.actor} & set(actors)]
        return Word(
            account=place,
            outlet=account.outlet,
            source=account.source,
            voice=account.voice,
            side=self.side_of_voice(account.voice),
            stance=account.stance,
            actors=actors,
            targets=targets,
            by=self.culprits(actors),
            against=tuple(sorted({s for t in targets if (s := self._knowledge.side_of(t))})),
            claims=tuple(c.id for c in naming or telling or held),
            general=any(c.id in self._general for c in held) and not own,
        )

    def _told(self, claims: Iterable[Claim], held: Sequence[str], role: Literal["actor", "target"]) -> tuple[str, ...]:
        """Those whom the claims name in a role, as far as their account holds to them; places are nobody."""
        named = {m.entity or m.text for c in claims for m in c.mentions(role)}
        return tuple(a for a in held if a in named and not self._knowledge.is_only_place(a))

    def _cell(self, side: str, event: Event, words: Sequence[Word], silences: Sequence[Silence]) -> Cell:
        accused = any(side in w.by for w in words if w.side != side and w.stance in TELLING)
        own = [w for w in words if w.side == side]
        if own:
            found = {self._position(side, w, accused) for w in own}
            if any(self._denies_own(side, event.accounts[w.account], accused) for w in own):
                found.add("denies")
            elsewhere = event.type not in _OF_TWO and found & {"blames", "alleges"}
            if "denies" in found or elsewhere:
                # Who denies an act, or says that others did it, admits nothing: what reads so is of something else.
                found -= {"admits", "both"}
            said = found - _SAYING_LITTLE or found
            return Cell(side, tuple(p for p in POSITIONS if p in said), tuple(w.account for w in own))
        carried = [n for n, a in enumerate(event.accounts) if a.side == side]
        if carried:
            return Cell(side, ("repeats",), tuple(carried))
        if not self._silences.tellable(event):
            return Cell(side, ("open",))
        sure = [s for s in silences if not s.maybe]
        perhaps = [s for s in silences if s.maybe]
        if perhaps:  # one outlet that may have told it is enough for the side not to have kept silent
            return _silent(side, "perhaps", perhaps)
        return _silent(side, "ignores", sure) if sure else Cell(side, ("not covered",))

    def _position(self, side: str, word: Word, accused: bool) -> Position:
        if word.general:
            return "perhaps"
        if word.stance == "denies":
            return "denies"
        if word.stance not in TELLING:
            return "doubts"
        if side in word.by:
            if not self._says_plainly(side, word):
                return "tells"
            return "both" if len(word.by) > 1 else "admits"
        if word.by:
            return "blames" if accused else "alleges"
        return "tells"

    def _says_plainly(self, side: str, word: Word) -> bool:
        """Whether an account says of its own side that it did it, in a sentence that tells of no accusation or denial.

        That somebody admits a thing is not to be read out of a report of what others say.
        """
        for claim in (self._claims[c] for c in word.claims):
            own = claim.status == "happened" and side in self.culprits(m.entity for m in claim.actor if m.entity)
            text = self._article(claim.article).field(claim.sentence.field)
            if own and not _ALLEGED.search(text[claim.sentence.begin : claim.sentence.end]):
                return True
        return False

    def _denies_own(self, side: str, account: Account, accused: bool) -> bool:
        """Whether one who tells the incident denies in the same breath that the side's own people did it."""
        for claim in (self._claims[c] for c in account.claims):
            if claim.status == "denied" and claim.type in BREACHES:
                actors = [m.entity for m in claim.actor if m.entity]
                if side in self.culprits(actors) or (accused and not actors and claim.type == "truce_violation"):
                    return True
        return False


def _silent(side: str, position: Position, silences: Sequence[Silence]) -> Cell:
    return Cell(
        side,
        (position,),
        outlets=tuple(s.outlet for s in silences),
        articles=tuple(s.articles[0] for s in silences),
        claims=tuple(dict.fromkeys(c for s in silences for c in s.maybe)),
    )
