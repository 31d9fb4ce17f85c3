"""Which pieces belong to one truce."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.pack import Knowledge, Terms
from truceline.records import Interval, Span
from truceline.truces.pieces import REPLIES, Piece, related, scope_of

_GAP = timedelta(days=10)
"""Steps further apart than this, with nothing between them, are of two truces."""
_GAP_UNDATED = timedelta(days=30)
"""The same where an article tells of a step without a day, perhaps of some time ago."""
_VAGUE = 62
"""Days; what is dated no closer than this is told too vaguely to be laid to any other step."""
_OPEN = timedelta(days=120)
"""How long written terms without an end are taken to be what people speak of."""
_CALLED = timedelta(days=30)
"""The same of terms that never began."""
_LEAD = {
    "truce_call": timedelta(days=21),
    "truce_agree": timedelta(days=14),
    "support": timedelta(days=3),
    "reject": timedelta(days=3),
    "truce_start": timedelta(days=3),
    "truce_extend": timedelta(days=1),
    "truce_violation": timedelta(days=1),
    "truce_end": timedelta(days=1),
}
"""How long before written terms were announced a step of theirs may be: nobody breaks or ends what is not agreed."""
_ONCE_BEGUN = frozenset({"truce_extend", "truce_violation", "truce_end"})
"""The steps that may be taken no sooner than the truce began, however long before it was announced."""
_PLANNED = timedelta(days=14)
"""The same of what is only planned, possible or denied."""
_PROPOSED = frozenset({"truce_call", "truce_agree", *REPLIES})
"""The steps of terms that never began: what was not in force can be neither kept nor broken."""
_TRAIL = timedelta(days=14)
"""How long after their end a step may be dated: a late prolongation, a collapse that takes days."""
_LOOKING_BACK = timedelta(days=60)
"""How long after their end an article may speak of them without a day."""


_A_DAY = 24  # hours
_FADING = 4
"""So many days of its life make written terms a day less near to what breaks or prolongs them."""
_FOREIGN, _STRANGE = 10, 20
"""Days: what it weighs beside nearness in time that a local truce is not told to be of that place, a pause of some
hours not of these, or a truce not by those who take the step."""
_BESIDE = 20
"""Days: what it weighs that another step of the article, one with a day, is of these terms, or that the article tells
of one duration, which is theirs."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pieces of one truce.

    Attributes:
        pieces: in no order.
        place: id of the place it holds in; ``None`` when not told.
        country: the country that the articles about it are about, only to call it by.
        reported: the first day that an article tells of it; ``None`` when no date of publication is known.
        terms: id of its written terms, where a pack has them.
    """

    pieces: tuple[Piece, ...]
    place: str | None
    country: str | None
    reported: date | None
    terms: str | None


@dataclass(slots=True)
class _Open:
    """A truce still growing: its place is the narrowest that any step tells, a breach aside."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def scope(self) -> tuple[str, ...]:
        return max((p.scope for p in self.pieces if p.type != "truce_violation"), key=len, default=())

    @property
    def around(self) -> tuple[str, ...]:
        return self.scope or next((p.scope or p.around for p in self.pieces if p.scope or p.around), ())

    @property
    def last(self) -> date | None:
        return max((p.when.last for p in self.pieces if p.when), default=None)

    @property
    def hours(self) -> frozenset[int]:
        return frozenset(h for p in self.pieces for h in p.hours)


def gathered(pieces: Sequence[Piece], knowledge: Knowledge) -> list[Gathered]:
    """Each piece, given in order of day, in exactly one truce; replies to no other piece's truce in none.

    A piece goes to the written terms whose days, places, duration and parties it fits, the nearest in time first; the
    rest are chained by time where their places do not contradict each other.
    """
    by_terms: dict[str, list[Piece]] = {}
    growing: list[_Open] = []
    fitted = _fitted(pieces, knowledge)
    for piece, terms in zip(pieces, fitted, strict=True):
        if terms:
            by_terms.setdefault(terms.id, []).append(piece)
            continue
        fitting = [o for o in growing if _joins(piece, o)]
        if fitting:
            max(fitting, key=lambda o: (o.last or date.min, len(o.pieces))).pieces.append(piece)
        elif piece.type not in REPLIES:
            growing.append(_Open([piece]))
    written = [_gathered(_Open(found), _terms_place(name, knowledge), name) for name, found in by_terms.items()]
    return written + [_gathered(o, o.scope[0] if o.scope else None, None) for o in growing]


def _gathered(truce: _Open, place: str | None, terms: str | None) -> Gathered:
    reported = min((p.reported for p in truce.pieces if p.reported), default=None)
    return Gathered(tuple(truce.pieces), place, next(iter(truce.around[-1:]), None), reported, terms)


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one place lies in the other, or one of the two is not told."""
    return not one or not other or one[0] in other or other[0] in one


def _country(piece: Piece) -> tuple[str, ...]:
    """The widest place that it is told in, or that its articles are about."""
    return (piece.scope or piece.around)[-1:]


def _joins(piece: Piece, truce: _Open) -> bool:
    if not _compatible(piece.scope, truce.scope) or not _compatible(_country(piece), truce.around[-1:]):
        return False
    if piece.hours and truce.hours and not piece.hours & truce.hours and piece.type == "truce_call":
        return False  # a call for another duration is a call for another truce
    if piece.when is None or truce.last is None or any(p.when and p.when.days > _VAGUE for p in (piece, *truce.pieces)):
        return False
    return piece.when.first - truce.last <= (_GAP if piece.date else _GAP_UNDATED)


def _fitted(pieces: Sequence[Piece], knowledge: Knowledge) -> list[Terms | None]:
    """The written terms of each piece: first of those with a day, which then speak for others of their articles.

    What one sentence tells of a truce is of the truce that a day in it tells: "the truce agreed in February collapsed".
    """
    found: dict[int, Terms | None] = {}
    beside = defaultdict[str, set[str]](set)
    within = defaultdict[tuple[str, Span], set[str]](set)
    for dated in (True, False):
        for n, piece in enumerate(pieces):
            if (piece.date is not None) == dated:
                around = {t for c in piece.claims for t in beside[c.article]}
                same = {t for c in piece.claims for t in within.get((c.article, c.sentence), ())}
                only = same.pop() if len(same) == 1 and piece.type != "truce_call" else None
                found[n] = knowledge.terms[only] if only else _terms_for(piece, around, knowledge)
        for n, terms in found.items():
            for claim in pieces[n].claims if terms and dated else ():
                beside[claim.article].add(terms.id if terms else "")
                if claim.date:
                    within[claim.article, claim.sentence].add(terms.id if terms else "")
    return [found[n] for n in range(len(pieces))]


def _terms_for(piece: Piece, beside: Collection[str], knowledge: Knowledge) -> Terms | None:
    if piece.when is None or piece.when.days > _VAGUE:
        return None
    fitting = []
    for terms in knowledge.terms.values():
        begin = terms.announced or terms.starts
        if begin is None or not _in_time(piece, terms, begin):
            continue
        scopes = [scope_of(p, knowledge) for p in terms.places]
        if scopes and not any(_compatible(piece.scope, s) and _compatible(_country(piece), s[-1:]) for s in scopes):
            continue
        if piece.hours and terms.duration_hours and terms.duration_hours not in piece.hours:
            continue
        strangers = _strangers(piece, terms, knowledge)
        if strangers and len(strangers) < len(piece.actors) and piece.type != "truce_call":
            continue  # two sides agree, and one of them is none of its parties
        same_duration = bool(piece.hours) and terms.duration_hours is not None and not strangers
        beside_one = terms.id in beside or (piece.date is None and terms.duration_hours in piece.hours_beside)
        narrow = [s for s in scopes if s and knowledge.places[s[0]].kind != "country"]
        local = len(narrow) == len(scopes) > 0
        elsewhere = _elsewhere(piece, narrow) if local else 1
        if local and elsewhere and not (beside_one or same_duration or any(s[0] in piece.named for s in narrow)):
            continue  # an article that names no place of a local truce does not tell of it
        brief = not piece.hours and 0 < (terms.duration_hours or 0) < _A_DAY
        away = _away(piece, terms, begin) + _FOREIGN * (elsewhere + brief) + _STRANGE * bool(strangers)
        away -= _BESIDE if beside_one else 0
        fitting.append((not same_duration, away, terms.id))
    return knowledge.terms[min(fitting)[-1]] if fitting else None


def _in_time(piece: Piece, terms: Terms, begin: date) -> bool:
    never_began = terms.starts is None
    if piece.when is None or (never_began and piece.type not in _PROPOSED and piece.status == "happened"):
        return False
    before = max(_LEAD[piece.type], _PLANNED) if piece.status != "happened" else _LEAD[piece.type]
    again = never_began and piece.type in _PROPOSED  # who calls for one long after calls for another
    after = _TRAIL if piece.date or again else _LOOKING_BACK
    first = terms.starts if terms.starts and piece.type in _ONCE_BEGUN else begin
    return piece.when.overlaps(Interval(first - before, max(first, _end(terms, begin)) + after))


def _end(terms: Terms, begin: date) -> date:
    return max(begin, terms.ends or _run_out(terms) or begin + (_OPEN if terms.starts else _CALLED))


def _run_out(terms: Terms) -> date | None:
    """The last day of written terms by their duration; some hours may be kept day after day and tell none."""
    if terms.starts is None or not terms.duration_hours or terms.duration_hours < _A_DAY:
        return None
    return terms.starts + timedelta(hours=terms.duration_hours)


def _elsewhere(piece: Piece, scopes: Sequence[tuple[str, ...]]) -> int:
    """0 for a piece set in one of the places of a local truce, 2 where that is told around it, 3 where it is not."""
    if piece.scope:
        return 0 if any(s[0] in piece.scope for s in scopes) else 3
    return 2 if any(s[0] in piece.around for s in scopes) else 3


def _away(piece: Piece, terms: Terms, begin: date) -> int:
    """Days between a piece and what written terms say of such a step.

    One told without a day may be told long after, and seldom before. A breach may be on any day of the truce.
    """
    when = piece.when
    if when is None:
        return 0
    end = terms.ends or _run_out(terms) or begin
    anchors = {
        "truce_call": begin,
        "truce_agree": begin,
        "support": begin,
        "reject": begin,
        "truce_start": terms.starts,
        "truce_end": end,
    }
    if day := anchors.get(piece.type):
        return max((day - when.last).days * (1 if piece.date else 3), (when.first - day).days, 0)
    inside = (when.first - begin).days // _FADING  # the later of two that are both in force is the one people speak of
    return max((begin - when.last).days, (when.first - _end(terms, begin)).days, inside, 0)


def _strangers(piece: Piece, terms: Terms, knowledge: Knowledge) -> frozenset[str]:
    """Those who take the step and are neither a party nor a guarantor, nor of a party's side."""
    if piece.type == "truce_violation" or piece.type in REPLIES:
        return frozenset()
    bound = {*terms.parties, *terms.guarantors}
    sides = {knowledge.side_of(a) for a in terms.parties} - {None}
    return frozenset(
        a for a in piece.actors if not related([a], bound, knowledge) and knowledge.side_of(a) not in sides
    )


def _terms_place(terms: str, knowledge: Knowledge) -> str | None:
    places = knowledge.terms[terms].places
    return places[0] if places else None
