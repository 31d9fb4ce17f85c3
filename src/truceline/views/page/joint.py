"""The joint table of a truce on the page: incidents in columns by side, every word of it with the account behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline import plain
from truceline.records import Truce
from truceline.truces.counted import Counted
from truceline.truces.joint import Incident, JointTables
from truceline.truces.positions import Cell, Word
from truceline.views import joint as words
from truceline.views.page.context import Context, Side, anchor, article_anchor

MOST_ROWS = 60
"""The incidents shown, those called a violation first; ``truceline joint`` lists all."""

Link = tuple[str, str]
"""Words, and the anchor that they lead to."""


@dataclass(frozen=True, slots=True)
class CellView:
    """How a side stands to an incident: phrases, and who shows it, with the anchors of their accounts or articles."""

    phrases: tuple[str, ...]
    shown: tuple[Link, ...]
    quiet: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One incident, in words.

    ``terms`` is what it would be by the written terms, and why; ``others`` are what voices of no side of the table say,
    with their accounts.
    """

    anchor: str
    name: str
    place: str
    when: str
    killed: str
    called: bool
    terms: tuple[str, str] | None
    alike: tuple[Link, ...]
    cells: tuple[CellView, ...]
    others: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class JointView:
    """The joint table of one truce.

    Attributes:
        head: the days and places it is of.
        against: what each side alleges against which, in words.
        answers: how each side stands to what others say its people did, in words.
        sides: the columns.
        rows: the incidents that are shown.
        more: how many others there are.
        counted: allegations that are no single incident, in words, with who makes them.
        unnamed: what is left out, in words; empty where nothing is.
    """

    head: str
    against: tuple[str, ...]
    answers: tuple[str, ...]
    sides: tuple[Side, ...]
    rows: tuple[RowView, ...]
    more: int
    counted: tuple[tuple[str, tuple[Link, ...]], ...]
    unnamed: str


class JointViews:
    """Turns truces into what the page shows of their joint tables."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tables = JointTables(context.record, context.knowledge)
        self._events = {c: e for e in context.record.events.values() for c in e.claims}

    def view(self, truce: Truce) -> JointView | None:
        """The joint table of a truce; ``None`` where nothing is alleged."""
        context = self._context
        table = self._tables.of(truce)
        if not table.incidents and not table.counted:
            return None
        sides = words.columns(table)
        return JointView(
            head=words.head(table, context.knowledge),
            against=tuple(words.against_words(a, context.knowledge) for a in table.against),
            answers=tuple(words.answers_words(a, context.knowledge) for a in table.answers if a.accused),
            sides=tuple(context.sides[s] for s in sides),
            rows=tuple(self._row(r, sides, table.sides) for r in table.incidents[:MOST_ROWS]),
            more=max(0, len(table.incidents) - MOST_ROWS),
            counted=tuple(self._counted(c) for c in table.counted),
            unnamed=words.unnamed(table) if table.unnamed else "",
        )

    def _row(self, row: Incident, columns: Sequence[str], sides: Sequence[str]) -> RowView:
        context = self._context
        cells = {c.side: c for c in row.cells}
        return RowView(
            anchor=anchor(row.event),
            name=plain.type_name(row.type),
            place=context.place(row.place),
            when=plain.when(row.date),
            killed=plain.amount(row.killed) if row.killed else "",
            called=row.kind == "violation",
            terms=_terms(row),
            alike=tuple((a, anchor(a)) for a in row.alike),
            cells=tuple(self._cell(cells[s], row) for s in columns),
            others=tuple(
                (text, self._links(row, told, None)) for text, told in words.others(row, sides, context.knowledge)
            ),
        )

    def _cell(self, cell: Cell, row: Incident) -> CellView:
        context = self._context
        shown = self._links(row, (row.words[n] for n in cell.accounts), cell.side)
        silent = zip(cell.outlets, cell.articles, strict=True)
        shown += tuple((context.outlet(o), article_anchor(context.numbers[a])) for o, a in silent)
        phrases = tuple(words.phrases(cell, row, context.knowledge))
        return CellView(phrases, shown, words.QUIET.issuperset(cell.positions))

    def _links(self, row: Incident, told: Iterable[Word], side: str | None) -> tuple[Link, ...]:
        """Who says it, each once, with the anchor of the account."""
        event = self._context.record.events[row.event]
        found: dict[str, str] = {}
        for word in told:
            name = words.teller(word, side, self._context.knowledge)
            found.setdefault(name, self._context.account_anchor(event, word.account + 1))
        return tuple(found.items())

    def _counted(self, counted: Counted) -> tuple[str, tuple[Link, ...]]:
        context = self._context
        found: dict[str, str] = {}
        for told in counted.tellers:
            event = self._events[told.claim]
            number = next(
                n
                for n, a in enumerate(event.accounts, 1)
                if told.claim in a.claims and (a.outlet, a.source) == (told.outlet, told.source)
            )
            name = words.teller(told, None, context.knowledge)
            found.setdefault(name, context.account_anchor(event, number))
        return plain.upper_first(words.counted_words(counted, context.knowledge)), tuple(found.items())


def _terms(row: Incident) -> tuple[str, str] | None:
    if row.verdict is None:
        return None
    return plain.upper_first(words.VERDICTS[row.verdict]), plain.flat(row.reason, words.MOST_REASON)
