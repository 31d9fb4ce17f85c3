"""What the accounts of an event agree on, dispute, or leave to one side; ``docs/agreement.md`` gives the definitions.

What is compared is what is told, never who is right. A copy, or a second outlet of one side, adds no voice, so neither
makes anything agreed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from truceline.codebook import TYPES, of_family
from truceline.matching.accounts import TELLING, counting
from truceline.matching.answers import (
    Days,
    Doers,
    Names,
    Number,
    Parties,
    Struck,
    days_apart,
    leaves_open,
    same_act,
    same_days,
    same_number,
)
from truceline.matching.counts import exclude
from truceline.matching.reports import Reports
from truceline.matching.sameness import Sameness
from truceline.matching.setting import Setting, known_places
from truceline.matching.standing import standing
from truceline.matching.summaries import LONGEST
from truceline.matching.voices import Voices
from truceline.pack import Knowledge
from truceline.records import (
    QUESTIONS,
    Account,
    Answer,
    Claim,
    Finding,
    Interval,
    Mention,
    QuantityKind,
    Question,
    Range,
    Span,
    Verdict,
)

_BLAMED = (of_family("violence") - {"clash", "offensive"}) | {
    "toll",
    "siege",
    "truce_violation",
    "truce_end",
    "aid_block",
}
"""Types of which two accounts can blame different actors; of others each may name another of those who do the same."""

# Words for victims that say nothing of who they were.
_ANYBODY = re.compile(
    r"\b(?:people|persons?|others?|men|man|victims?|casualties|bodies|body|dead|fatalities|lives|them|those|it|he|she|they|"
    r"group|number|dozens|scores|hundreds|thousands|\d+)\W*$",
    re.IGNORECASE,
)

_Value = tuple[str, ...] | Interval | Range


@dataclass(frozen=True, slots=True)
class _Told:
    """One account's answer to one question by some claims; ``about`` is what is compared of it."""

    account: int
    value: _Value
    about: tuple[str, ...] | Names | Days | Doers | Struck | Number
    claims: tuple[Claim, ...] = ()
    denied: bool = False


def findings(
    accounts: Sequence[Account], claims: Sequence[Claim], reports: Reports, setting: Setting | None = None
) -> tuple[Finding, ...]:
    """What the accounts of one event find agreed, disputed or single-sided, in the order of ``QUESTIONS``.

    Nothing where there is one account: all that it tells is single-sided.

    Args:
        accounts: as they stand in the event.
        claims: those behind them.
        reports: of their articles.
        setting: what the event is; worked out from the claims where it is not known yet.
    """
    if len(accounts) < 2:
        return ()
    by_id = {c.id: c for c in claims}
    own = [by_id[c] for c in dict.fromkeys(c for a in accounts for c in a.claims)]
    comparison = _Comparison(accounts, by_id, reports, setting or Setting.of(own, reports))
    return tuple(f for q in QUESTIONS if (f := comparison.finding(q)))


class _Comparison:
    """The accounts of one event, compared question by question."""

    def __init__(
        self, accounts: Sequence[Account], claims: Mapping[str, Claim], reports: Reports, setting: Setting
    ) -> None:
        self._accounts = accounts
        self._claims = claims
        self._reports = reports
        self._setting = setting
        self._voices = Voices(accounts, claims, reports)
        self._parties = Parties(reports.knowledge)
        self._acts: dict[tuple[str, Span], set[str]] = defaultdict(set)
        for claim in claims.values():
            self._acts[claim.article, claim.sentence] |= {claim.type} - {"toll"}
        telling = [n for n, a in enumerate(accounts) if a.stance in TELLING]
        # Where nobody tells it as fact, what is planned or thought possible is compared instead.
        self._heard = telling or [n for n, a in enumerate(accounts) if a.stance != "denies"]
        self._counting = [counting((claims[c] for c in a.claims), reports) for a in accounts]
        self._main = [
            [c for c in own if setting.is_main(c) and (setting.sums or not reports.sums_up(c))]
            for own in self._counting
        ]
        self._sameness = Sameness((c for c in claims.values() if setting.is_main(c)), setting, reports)
        self._then = [[c for c in own if setting.is_then(c)] for own in self._main]
        self._here = [[c for c in own if setting.is_here(c, reports.knowledge)] for own in self._main]
        self._both = [[c for c in own if setting.is_here(c, reports.knowledge)] for own in self._then]

    def finding(self, question: Question) -> Finding | None:
        """The finding on one question; ``None`` where no account answers it."""
        told = list(_ANSWERS[question](self))
        if not told:
            return None
        return Finding(question, self._verdict(question, told), tuple(self._grouped(told)))

    def _verdict(self, question: Question, told: Sequence[_Told]) -> Verdict:
        answering = {t.account for t in told}
        carried = self._voices.resting(answering, None)
        alike: list[tuple[_Told, _Told, bool | None]] = []
        clash = False
        for one, other in combinations(told, 2):
            same = self._alike(question, one, other)
            if (
                same is False
                and not {one.account, other.account} & carried
                and self._voices.may_dispute(one.account, other.account)
                and self._is_one_thing(question, one, other)
            ):
                return "disputed"
            if self._voices.differ(one.account, other.account):
                clash |= same is False or self._are_apart(one, other)
            alike.append((one, other, same or None))
        resting = self._voices.resting(answering, [(one.account, other.account) for one, other, same in alike if same])
        found = {
            None if (one.account, other.account) in self._elsewhere or self._is_loose(question, one, other) else same
            for one, other, same in alike
            if not (one.denied or other.denied)
            and not {one.account, other.account} & resting
            and self._voices.independent(one.account, other.account)
            and not self._voices.repeats(one.claims, other.claims)
        }
        return "single-sided" if not found else "agreed" if True in found and not clash else "unclear"

    def _alike(self, question: Question, one: _Told, other: _Told) -> bool | None:
        """Whether both answers can be true; ``None`` where that cannot be told."""
        if one.denied or other.denied:
            if one.denied and other.denied:
                return None
            if question in ("killed", "wounded"):
                return None if self._setting.sums else False
            return False if self._same(question, one, other) else None
        return self._same(question, one, other)

    def _same(self, question: Question, one: _Told, other: _Told) -> bool | None:
        match one.about, other.about:
            case Number() as a, Number() as b:
                return same_number(a, b, certain=not self._setting.sums)
            case Days() as a, Days() as b:
                return same_days(a, b)
            case Names() as a, Names() as b:
                return self._parties.same_place(a, b)
            case Struck() as a, Struck() as b:
                same = self._parties.same_struck(a, b)
                return same or None if self._setting.type not in _BLAMED else same
            case tuple() as a, tuple() as b if question == "act":
                return same_act(a, b)
            case Doers() as a, Doers() as b:
                same = self._parties.same_doers(a, b)
                return same or None if self._setting.type not in _BLAMED else same
            case a, b:
                return a == b

    def _are_apart(self, one: _Told, other: _Told, slack: int = 0) -> bool:
        """Whether two answers are places, or days further apart than some, that cannot both be of one happening."""
        match one.about, other.about:
            case Names() as a, Names() as b:
                return self._parties.are_apart(a, b)
            case Days() as a, Days() as b:
                return days_apart(a, b, slack)
            case _:
                return False

    def _is_loose(self, question: Question, one: _Told, other: _Told) -> bool:
        """Whether one of two who name the same actor is of his own side and tells not both day and place of the event.

        A side that owns to some deed, somewhere or on some other day, does not own to this one.
        """
        if self._setting.date is None or self._setting.place is None:
            return False
        return question == "actor" and any(self._owns_up(t) and t.account not in self._placed for t in (one, other))

    def _owns_up(self, told: _Told) -> bool:
        knowledge = self._reports.knowledge
        voice = self._accounts[told.account].voice
        own = voice if voice in knowledge.sides else knowledge.side_of(voice)
        names = told.value if isinstance(told.value, tuple) else ()
        return own is not None and any(knowledge.side_of(a) == own for a in names)

    @cached_property
    def _placed(self) -> frozenset[int]:
        """The accounts of which one claim tells both a day and a place of the event."""
        knowledge = self._reports.knowledge
        return frozenset(
            n for n, own in enumerate(self._both) if any(c.date and known_places(c, knowledge) for c in own)
        )

    @cached_property
    def _elsewhere(self) -> frozenset[tuple[int, int]]:
        """Each two accounts that set it at places or days apart: of one thing perhaps not, so they agree on nothing.

        A day is not enough: so much reporters in two time zones differ.
        """
        pairs = (*combinations(self.places(), 2), *combinations(self.dates(), 2))
        return frozenset((a.account, b.account) for a, b in pairs if self._are_apart(a, b, slack=1))

    def _is_one_thing(self, question: Question, one: _Told, other: _Told) -> bool:
        """Whether a claim behind each answer certainly tells of the same thing, which an event may not be."""
        return any(
            self._sameness.is_one_thing(c, d, question) and self._are_comparable(question, c, d)
            for c in one.claims
            for d in other.claims
        )

    def _are_comparable(self, question: Question, one: Claim, other: Claim) -> bool:
        """Whether two claims of one place or day are of one act.

        Much of a kind happens at a place or on a day, so only one number of dead shows that two are given to one act.
        """
        match question:
            case "happened":
                return one.type == other.type
            case "date" | "place":
                dead = [{(q.least, q.most) for q in c.numbers if q.kind == "killed"} for c in (one, other)]
                again = TYPES[self._setting.type].family == "violence" or self._setting.type == "toll"
                return bool(dead[0] & dead[1]) if again else one.type == other.type
            case "killed" | "wounded" | "actor" | "target":
                causes = self._causes(one), self._causes(other)
                return not all(causes) or same_act(*causes) is True
            case _:
                return True

    def _causes(self, claim: Claim) -> tuple[str, ...]:
        """The acts that the sentence of a claim tells."""
        return tuple(self._acts[claim.article, claim.sentence])

    def _grouped(self, told: Sequence[_Told]) -> Iterator[Answer]:
        """The answers, each once, in the order of the accounts that give them."""
        by_value: dict[tuple[object, bool], list[_Told]] = {}
        for t in told:
            value = frozenset(v.casefold() for v in t.value) if isinstance(t.value, tuple) else t.value
            by_value.setdefault((value, t.denied), []).append(t)
        for given in by_value.values():
            accounts = tuple(t.account for t in given)
            voices = tuple(sorted({self._accounts[n].voice for n in accounts}))
            first = given[0]
            yield Answer(
                tuple(sorted(first.value)) if isinstance(first.value, tuple) else first.value,
                voices,
                accounts,
                first.denied,
            )

    # What each account answers

    def happened(self) -> Iterator[_Told]:
        """Whether it took place; who only announces it, or calls it possible, does not say."""
        for n, account in enumerate(self._accounts):
            if not self._main[n]:
                continue
            if account.stance in TELLING:
                yield _Told(n, ("happened",), ("happened",), tuple(self._main[n]))
            elif account.stance == "denies" and not self._denies_toll(account):
                yield _Told(n, ("denied",), ("denied",), tuple(self._main[n]))

    def acts(self) -> Iterator[_Told]:
        """What kind of act; that people died tells none."""
        for n in self._heard:
            told = [c for c in self._both[n] if c.type != "toll"]
            if told:
                types = _most_told(c.type for c in told)
                yield _Told(n, types, types, tuple(told))

    def actors(self) -> Iterator[_Told]:
        """Who did it; one denied to have done it answers too."""
        for n, account in enumerate(self._accounts):
            if account.actors and (n in self._heard or account.stance == "denies"):
                told = [c for c in self._both[n] if self._who(c.actor)]
                if told:
                    actors = self._known(_most_told(a for c in told for a in self._who(c.actor)))
                    open_ = any(leaves_open(c, self._reports.article(c.article)) for c in told)
                    yield _Told(n, actors, Doers(actors, open_), tuple(told), n not in self._heard)

    def targets(self) -> Iterator[_Told]:
        """To whom, without words that say nothing of who they were: victims, and what is called the aim, apart."""
        for n in self._heard:
            if not self._accounts[n].targets:
                continue
            victims: list[str] = []
            aims: list[str] = []
            told = []
            for claim in self._both[n]:
                for mention in claim.target:
                    if _ANYBODY.search(mention.text) or not self._who((mention,)):
                        continue
                    told.append(claim)
                    (victims if _is_victim(claim, mention) else aims).append(mention.entity or mention.text)
            if told:
                names = self._known(_most_told([*victims, *aims]))
                struck = Struck(*(self._known(_most_told(group)) for group in (victims, aims)))
                yield _Told(n, names, struck, tuple(told))

    def places(self) -> Iterator[_Told]:
        """Where."""
        for n in self._heard:
            by_article: dict[str, list[str]] = defaultdict(list)
            told = []
            for claim in self._then[n]:
                if names := _places(claim, self._reports.knowledge):
                    by_article[self._reports.original[claim.article]] += names
                    told.append(claim)
            if told:
                finest = self._finest(self._known(_most_told(n for names in by_article.values() for n in names)))
                about = Names({a: tuple(n for n in finest if n in names) for a, names in by_article.items()})
                yield _Told(n, finest, about, tuple(told))

    def _finest(self, places: tuple[str, ...]) -> tuple[str, ...]:
        holding = {h for p in places for h in self._reports.knowledge.within(p)[1:]}
        return tuple(p for p in places if p not in holding)

    def _who(self, mentions: Iterable[Mention]) -> list[str]:
        return [m.entity or m.text for m in mentions if not self._reports.knowledge.is_only_place(m.entity)]

    def _known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names that the packs know, or else all."""
        knowledge = self._reports.knowledge
        return tuple(n for n in names if n in knowledge.actors or n in knowledge.places) or names

    def dates(self) -> Iterator[_Told]:
        """When: the days told, and longer spans around them only where no day is."""
        for n in self._heard:
            by_article: dict[str, set[Interval]] = defaultdict(set)
            told = [c for c in self._here[n] if c.date]
            told = [c for c in told if c.date and c.date.days <= LONGEST] or told
            for claim in told:
                if claim.date:
                    by_article[self._reports.original[claim.article]].add(claim.date)
            if told:
                days = sorted(d for own in by_article.values() for d in own)
                value = Interval.between(days[0], max(days, key=lambda d: (d.last, d)))
                published = {a: self._reports.published[a] for a in by_article}
                about = Days({a: frozenset(own) for a, own in by_article.items()}, published)
                yield _Told(n, value, about, tuple(told))

    def killed(self) -> Iterator[_Told]:
        """How many were killed; a toll denied answers too."""
        yield from self._numbers("killed")
        for n, account in enumerate(self._accounts):
            if not (account.killed and n in self._heard) and self._denies_toll(account):
                number = account.killed or Range(None, None)
                yield _Told(n, number, Number(number, None), tuple(self._counting[n]), denied=True)

    def wounded(self) -> Iterator[_Told]:
        """How many were wounded."""
        yield from self._numbers("wounded")

    def _numbers(self, kind: QuantityKind) -> Iterator[_Told]:
        for n in self._heard:
            number = self._accounts[n].killed if kind == "killed" else self._accounts[n].wounded
            if number:
                told = standing(self._counting[n], kind, self._setting, self._reports).told
                only = {
                    "civilians" if count.of == "young" or count.civilians == count.number
                    else "fighters" if self._parties.are_fighters(claim.target) else None
                    for claim, count in told
                }  # fmt: skip
                only_ = next(iter(only)) if len(only) == 1 else None
                about = Number(number, only_, exclude(c for _, c in told))
                yield _Told(n, number, about, tuple(c for c, _ in told))

    def _denies_toll(self, account: Account) -> bool:
        """Whether an account denies that anybody died, of an event that is more than a toll."""
        own = [self._claims[c] for c in account.claims]
        denied = [c for c in own if c.status == "denied" and c.type == "toll"]
        counted = any(q.kind == "killed" for c in own if c.status == "happened" for q in c.numbers)
        if not denied or (counted and account.stance in TELLING):
            return False
        acts = any(c.type != "toll" for c in self._claims.values())
        return acts and not any(c.status == "denied" and c.type != "toll" for c in own)


_ANSWERS: dict[Question, Callable[[_Comparison], Iterator[_Told]]] = {
    "happened": _Comparison.happened,
    "act": _Comparison.acts,
    "actor": _Comparison.actors,
    "target": _Comparison.targets,
    "place": _Comparison.places,
    "date": _Comparison.dates,
    "killed": _Comparison.killed,
    "wounded": _Comparison.wounded,
}


def _most_told(names: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _places(claim: Claim, knowledge: Knowledge) -> list[str]:
    """Where a claim is set, or else the places that stand for who is struck."""
    told = [m.entity or m.text for m in claim.place]
    struck = [m.entity for m in (*claim.target, *claim.actor) if m.entity and knowledge.is_only_place(m.entity)]
    return told if any(m.entity for m in claim.place) else told + struck


def _is_victim(claim: Claim, target: Mention) -> bool:
    """Whether a claim says of a target that it died or was hurt, and not only that it was aimed at."""
    return claim.type == "toll" or any(
        q.kind in ("killed", "wounded")
        and q.span.field == target.span.field
        and target.span.begin - 1 <= q.span.end
        and q.span.begin <= target.span.end
        for q in claim.numbers
    )
