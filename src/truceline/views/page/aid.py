"""Aid on the page: each thread with its steps and their accounts, what is open, people in need, attacks on aid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from truceline import plain
from truceline.aid.ledger import Aid, Standing, Thread
from truceline.aid.need import Figure, People
from truceline.aid.steps import Reason, Step, StepKind, Telling
from truceline.views import aid as words
from truceline.views.page.context import Context, Party, anchor, article_anchor
from truceline.views.passage import Mark, Passage, Segment, cut

_AROUND = 300  # characters shown on each side of a number in a very long sentence

_TOWARD: dict[StepKind, str] = {"refusal": "kept out:", "obstruction": "kept out:", "attack": "struck:"}

Link = tuple[str, str]
"""Words, and the anchor that they lead to."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of an article, to be quoted: the article's number on the page, and where it stands."""

    number: int
    at: Passage


@dataclass(frozen=True, slots=True)
class StepView:
    """One step, in words; ``toward`` joins whom it was done to, ``numbers`` are vehicles and people."""

    name: str
    anchor: str
    when: str
    where: str
    standing: str
    actors: tuple[Party, ...]
    toward: str
    targets: tuple[Party, ...]
    numbers: str
    reasons: tuple[Words, ...]
    conditions: tuple[Words, ...]
    tellers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ThreadView:
    """One story of access, in words.

    Attributes:
        kept_out: who refused or hindered, each with those who say so.
        waited: from request to delivery.
        disputed: what accounts contradict each other in.
        truces: name, anchor, and how it hangs on it.
    """

    anchor: str
    place: str
    when: str
    steps: tuple[StepView, ...]
    kept_out: tuple[tuple[str, tuple[Link, ...]], ...]
    waited: str
    disputed: tuple[str, ...]
    truces: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OpenView:
    """A request that is open, in words."""

    thread: str
    asked: str
    place: str
    answer: str
    open: str
    later: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """A range of people, in words, with each number and its sentence."""

    place: str
    when: str
    number: str
    said: tuple[tuple[str, str, str, Words], ...]


@dataclass(frozen=True, slots=True)
class AidView:
    """All of it; ``day`` is the one on which requests are open, that of the last article."""

    threads: tuple[ThreadView, ...]
    open: tuple[OpenView, ...]
    day: str
    people: tuple[PeopleView, ...]
    attacks: tuple[StepView, ...]
    unsure: int


def view(context: Context) -> AidView:
    """What the record of a case tells of aid."""
    aid = Aid.of(context.record, context.knowledge)
    views = _Views(context)
    waiting = [s for s in aid.standing(aid.last) if s.answer not in words.DONE] if aid.last else []
    return AidView(
        threads=tuple(map(views.thread, aid.threads)),
        open=tuple(map(views.open, waiting)),
        day=plain.day(aid.last) if aid.last else "",
        people=tuple(map(views.people, aid.people)),
        attacks=tuple(map(views.step, aid.attacks)),
        unsure=len(aid.unsure),
    )


class _Views:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._knowledge = context.knowledge
        self._anchors = {
            (claim, account.outlet, account.source): context.account_anchor(event, number)
            for event in context.record.events.values()
            for number, account in enumerate(event.accounts, 1)
            for claim in account.claims
        }

    def thread(self, thread: Thread) -> ThreadView:
        """One thread."""
        disputed = ["whether it came"] if thread.contradicted else []
        disputed += ["who kept it out: accounts name different sides"] if thread.named_differently else []
        return ThreadView(
            anchor=anchor(thread.id),
            place=words.where(thread.places, self._knowledge),
            when=plain.when(thread.date) if thread.date else self._reported(thread.steps[0].reported),
            steps=tuple(self.step(s, thread.places) for s in thread.steps),
            kept_out=tuple(
                (words.names(b.actors, self._knowledge) or "nobody named", self._tellers(b.tellings))
                for b in thread.kept_out
            ),
            waited=plain.listed([w for wait in thread.waits if (w := words.waited(wait))]),
            disputed=tuple(disputed),
            truces=tuple(
                (self._context.record.truces[link.truce].name, anchor(link.truce), link.how) for link in thread.truces
            ),
        )

    def step(self, step: Step, known: Sequence[str] = ()) -> StepView:
        """One step; its place is told where it is not the one known already."""
        context = self._context
        claims = context.claims(step.claims)
        return StepView(
            name=words.STEPS[step.kind],
            anchor=anchor(step.event),
            when=plain.when(step.date) if step.date else self._reported(step.reported),
            where=words.where(step.places, self._knowledge) if step.places and step.places != known else "",
            standing="" if step.status == "happened" else step.status,
            actors=context.parties(step.actors, [m for c in claims for m in c.actor]),
            toward=_TOWARD.get(step.kind, "to"),
            targets=context.parties(step.targets, [m for c in claims for m in c.target]),
            numbers=plain.listed([f"{plain.amount(a.number)} {a.what}" for a in step.amounts]),
            reasons=tuple(self._words(r) for r in step.reasons if not r.condition),
            conditions=tuple(self._words(r) for r in step.reasons if r.condition),
            tellers=self._tellers(step.tellings),
        )

    def open(self, found: Standing) -> OpenView:
        """A request on the day."""
        return OpenView(
            thread=anchor(found.thread),
            asked=words.names(found.request.actors, self._knowledge) or "nobody named",
            place=words.where(found.request.places, self._knowledge),
            answer=words.standing(found, self._knowledge),
            open="" if found.answer == "perhaps delivered" else words.days(found.open) or "not known",
            later=found.later is not None,
        )

    def people(self, people: People) -> PeopleView:
        """A range and the sentences behind it."""
        number = plain.amount(people.number) if people.number else "only possible"
        return PeopleView(
            place=words.where(people.places, self._knowledge),
            when=plain.when(people.month) if people.month else "day not known",
            number=f"{number} {words.PEOPLE[people.what]}",
            said=tuple(
                (
                    words.teller(f, self._knowledge),
                    "possible" if f.possible else "",
                    article_anchor(self._context.numbers[f.article]),
                    self._sentence(f),
                )
                for f in people.figures
            ),
        )

    def _reported(self, day: date | None) -> str:
        return f"day not told, reported {plain.day(day)}" if day else "day not known"

    def _tellers(self, tellings: Iterable[Telling]) -> tuple[Link, ...]:
        found = {words.teller(t, self._knowledge): self._anchors[t.claims[0], t.outlet, t.source] for t in tellings}
        return tuple(found.items())

    def _words(self, reason: Reason) -> Words:
        passage = Passage(reason.article, reason.span, reason.span, (Segment(reason.words),), (), ())
        return Words(self._context.numbers[reason.article], passage)

    def _sentence(self, figure: Figure) -> Words:
        """The sentence of a number, with the number marked."""
        text = self._context.record.articles[figure.article].field(figure.span.field)
        begin = max(figure.sentence.begin, figure.span.begin - _AROUND)
        end = min(figure.sentence.end, figure.span.end + _AROUND)
        mark: tuple[Mark, int, int] = ("number", figure.span.begin, figure.span.end)
        segments = tuple(Segment(t, marks) for t, marks in cut(text, begin, end, [mark], ("number",)))
        span = type(figure.span)(figure.span.field, begin, end)
        passage = Passage(figure.article, span, figure.sentence, segments, (), ())
        return Words(self._context.numbers[figure.article], passage)
