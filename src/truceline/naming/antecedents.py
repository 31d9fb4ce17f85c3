"""Whom a pronoun or a bare description ("they", "the group", "its fighters") stands for within its article.

Candidates are everybody whom the text spoke of before. They have to agree in number and kind, and are ranked by how
near they stand and whether they are subject or speaker, as in Lappin and Leass (1994), "An Algorithm for Pronominal
Anaphora Resolution", without a parser. Where another comes close to the best, or nobody known fits, it stays open.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from truceline.naming.aliases import BY_KEY
from truceline.naming.demands import Demand, acts_for, demand, is_person
from truceline.naming.known import Found, Known
from truceline.naming.scan import STRANGER, Candidate, Text
from truceline.naming.words import GROUPS, MILITARY, PERSONS
from truceline.records import Article, Claim, Role, Span

Key = tuple[Role, Span]
"""A mention of an article: as what it stands where."""

_ROLES: tuple[Role, ...] = ("source", "actor", "target")

_RECENCY = (3.5, 3.0, 1.5, 0.5)
"""Points by how many sentences lie between; none beyond."""

_SUBJECT, _SPEAKER, _NAMED_AGAIN = 1.0, 2.0, 0.5
_SAME_NOUN, _SAME_KIND = 3.0, 2.0
_LEAST, _LEAD, _LEAD_OF_NOUN = 3.5, 1.5, 0.5
"""How many points the best needs, and how many the next best has to lie behind, of descriptions that have a noun."""

_SPEAKERS_REACH, _KINDS_REACH, _NOUNS_REACH = 6, 2, 40
"""How many sentences back a speaker, somebody of the kind, somebody called by the same noun may stand."""

_CLEAR = 2.0
_SURE = {"he": (0.9, 0.6), "it": (0.85, 0.6), "they": (0.75, 0.6), "i": (0.6, 0.6), "": (0.9, 0.75)}
"""How often the antecedent is the right one, by the pronoun and for descriptions: where the next best lies at least
that many points behind, and else. Measured on the annotated articles for training, rounded down."""


@dataclass(frozen=True, slots=True)
class Case:
    """One mention to be led back.

    Attributes:
        at, end: its offsets.
        sentence: number of its sentence.
        demand: what it asks for.
        source: whether it is cited for something.
        beside: entities that its claims hold in the opposite role, which it cannot be.
        own: whom its words describe by themselves.
    """

    at: int
    end: int
    sentence: int
    demand: Demand
    source: bool
    beside: frozenset[str]
    own: Found | None


def resolve(article: Article, claims: Sequence[Claim], known: Known) -> dict[Key, Found | None]:
    """Whom the pronouns and bare descriptions among the mentions of an article's claims stand for.

    Mentions that it is not told of are left out; ``None`` where the words alone would mislead ("its troops").
    """
    text = Text(article, claims)
    mentions = {(r, m.span): m.text for c in claims for r in _ROLES for m in c.mentions(r)}
    cases = _cases(text, claims, mentions, known)
    if not cases:
        return {}
    told = _told(text, mentions, known, {(c.at, c.end) for c in cases.values()})
    found: dict[Key, Found | None] = {}
    # Who says "we" may be a "he" that has to be led back before.
    for key, case in sorted(cases.items(), key=lambda k: (k[1].demand.pronoun == "i", k[1].at, k[1].end, k[0][0])):
        # Only what is in reach, so that a text of any length takes a time that grows with its length.
        first = bisect_left(told, text.begins[max(0, case.sentence - _NOUNS_REACH)], key=lambda c: c.at)
        last = bisect_left(told, text.after(case.sentence), key=lambda c: c.at)
        leading, share = _antecedent(case, text, told[first:last], known) or (None, 0.0)
        own = case.own
        if leading is None or (meant := _meant(case, leading, share, known)) is None:
            if own and own[1] < BY_KEY and acts_for(case.demand.part):
                found[key] = None
            continue
        if own and own[0] == meant[0]:
            meant = max(own, meant)
        found[key] = meant
        follower = text.candidate(case.at, case.end, meant, known.kind(meant[0]), speaker=case.source)
        insort(told, follower, key=lambda c: c.at)
    return found


def _cases(text: Text, claims: Sequence[Claim], mentions: Mapping[Key, str], known: Known) -> dict[Key, Case]:
    demands: dict[Key, Demand] = {}
    for (role, span), words in mentions.items():
        at = text.at(span)
        if found := demand(words, text.all[max(0, at - 20) : at], generic=known.generic(role, words)):
            demands[role, span] = found
    beside: dict[Key, set[str]] = {key: set() for key in demands}
    for claim in claims:
        present = [(r, m) for r in _ROLES[1:] for m in claim.mentions(r)]
        for role, mention in present:
            if (key := (role, mention.span)) in demands:
                others = (known.named(r, m.text) for r, m in present if r != role)
                beside[key] |= {o[0] for o in others if o}
    return {
        (role, span): Case(
            text.at(span), text.end(span), text.sentence(text.at(span)), d, role == "source",
            frozenset(beside[role, span]), known.named(role, mentions[role, span]),
        )
        for (role, span), d in demands.items()
    }  # fmt: skip


def _told(text: Text, mentions: Mapping[Key, str], known: Known, cases: set[tuple[int, int]]) -> list[Candidate]:
    """Everybody whom the text names or describes by themselves, in order; of what overlaps the longest mention."""
    told: list[Candidate] = []
    free = bytearray(b"\1" * (len(text.all) + 1))

    def take(at: int, end: int) -> bool:
        is_free = 0 not in free[at:end]
        free[at:end] = bytes(end - at)
        return is_free

    for at, end in cases:
        take(at, end)
    spans = [(text.at(s), text.end(s), role, words) for (role, s), words in mentions.items()]
    for at, end, role, words in sorted(spans, key=lambda s: (s[0] - s[1], s[0], _ROLES.index(s[2]))):
        if take(at, end):
            found = known.named(role, words)
            told.append(text.candidate(at, end, found, known.kind(found[0]) if found else "", speaker=role == "source"))
    for at, end, acts in known.names(text.all):
        if not take(at, end) or not acts:
            continue
        at, end = text.whole(at, end)
        found = known.named("source", text.all[at:end])
        candidate = text.candidate(at, end, found, known.kind(found[0]) if found else "")
        only_where = candidate.kind == "state" and not (candidate.speaker or text.begins_with(at))
        surname = candidate.kind == "person" and " " not in candidate.text and not text.alone(at, end)
        if found and not only_where and not surname:
            told.append(candidate)
    for at, end in text.strangers():
        if take(at, end):
            told.append(text.candidate(at, end, None, STRANGER))
    return sorted(told, key=lambda c: c.at)


def _antecedent(case: Case, text: Text, told: Sequence[Candidate], known: Known) -> tuple[Candidate, float] | None:
    """The best candidate and how sure it is to be the right one."""
    clear, close = _SURE[case.demand.pronoun]
    if case.demand.pronoun == "i":
        speaker = _speaking(case, text, told)
        return (speaker, clear) if speaker else None
    scored: dict[str, tuple[float, Candidate]] = {}
    times = Counter(c.who for c in told if c.at < case.at)
    for candidate in told:
        if candidate.end > case.at or candidate.who in case.beside:
            continue
        points = _points(case, candidate, known)
        if points is None:
            continue
        points += _NAMED_AGAIN * (times[candidate.who] > 2)
        if candidate.who not in scored or points >= scored[candidate.who][0]:
            scored[candidate.who] = points, candidate
    ranked = sorted(scored.values(), key=lambda s: (-s[0], -s[1].at))
    if not ranked or ranked[0][0] < _LEAST:
        return None
    best, candidate = ranked[0]
    lead = best - ranked[1][0] if len(ranked) > 1 else best
    if candidate.found is None or lead < (_LEAD if case.demand.pronoun else _LEAD_OF_NOUN):
        return None
    return candidate, clear if lead >= _CLEAR else close


def _points(case: Case, candidate: Candidate, known: Known) -> float | None:
    asked, apart = case.demand, case.sentence - candidate.sentence
    if asked.pronoun:
        fits = asked.agrees(candidate)
        reach = _SPEAKERS_REACH if case.source and candidate.speaker else len(_RECENCY) - 1
        points = 0.0
    elif _called(asked, candidate, known):
        fits, reach, points = True, _NOUNS_REACH, _SAME_NOUN
    else:
        fits = asked.fits(candidate) and known.may_be(case.own, candidate.found)
        reach, points = _KINDS_REACH, _SAME_KIND
    if not fits or apart > reach:
        return None
    points += _RECENCY[apart] if apart < len(_RECENCY) else 0.0
    points += _SUBJECT * candidate.subject
    return points + _SPEAKER * (case.source and candidate.speaker)


def _called(asked: Demand, candidate: Candidate, known: Known) -> bool:
    """Whether a candidate has been called, or may be called, by the noun of a description."""
    words = candidate.called
    if asked.noun in PERSONS and is_person(candidate):
        told = set(asked.words.split()) <= set(words.split())
        return told or (candidate.found is not None and known.holds(candidate.found[0], asked.words))
    if words.endswith(" " + asked.words) or candidate.head == asked.words != words:
        # "The army" is no "Army of Islam".
        return asked.noun not in MILITARY or candidate.kind not in ("armed_group", "coalition")
    if candidate.found is None or candidate.kind in ("population", "state") or asked.noun not in GROUPS:
        return False
    return not known.generic("actor", candidate.text) and known.called(candidate.found[0], asked.words)


def _speaking(case: Case, text: Text, told: Sequence[Candidate]) -> Candidate | None:
    """Who says "we": who is said to speak in that sentence, or before it where the quotation or statement goes on."""
    speakers = [c for c in told if c.speaker and c.kind != "population" and not c.at <= case.at < c.end]
    for back in range(3 if text.quoted(case.at) else 1):
        here = [c for c in speakers if c.sentence == case.sentence - back]
        if who := {c.who for c in here}:
            return here[-1] if len(who) == 1 and here[-1].found else None
    before = [c for c in speakers if c.end <= case.at]
    return before[-1] if before and before[-1].found and text.states(before[-1]) else None


def _meant(case: Case, leading: Candidate, share: float, known: Known) -> Found | None:
    """What a mention stands for whose antecedent is found: it, its part, or those for whom it speaks."""
    if leading.found is None:
        return None
    entity, certainty = leading.found[0], leading.found[1] * share
    asked = case.demand
    if asked.others and leading.kind == "person":
        if (whole := known.whole(entity)) is None:
            return None
        entity = whole
    if asked.part:
        part = known.part(entity, asked.part) if acts_for(asked.part) else None
        if part is None:
            return None
        entity, certainty = part[0], certainty * part[1]
    return entity, round(certainty, 3)
