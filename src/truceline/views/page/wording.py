"""The wording of the page: what each side or outlet calls whom and what, in cells shaded by how sure they differ."""

from __future__ import annotations

from dataclasses import dataclass

from truceline import plain
from truceline.analysis.wording import SILENT, By, Choice, wording
from truceline.views.page.context import Context, Side, article_anchor
from truceline.views.wording import Block, blocks, heading, teller_name, tellers, telling

MOST_ROWS = 8
"""The words shown of one subject: those that differ most surely."""

MOST_COLUMNS = 8
"""The outlets shown, where no two sides tell: those that say most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One word by one teller.

    Attributes:
        count: how many uses.
        share: of its mentions, in percent.
        shade: class in the style sheet: ``more-2``, ``more-1``, ``less-1``, ``less-2`` or empty.
        sign: the same as a sign, since colour alone tells nobody.
        meaning: the same in words.
        href: anchor of the account or article that shows an example, empty where there is none.
        example: the example's words.
    """

    count: int
    share: str
    shade: str
    sign: str
    meaning: str
    href: str
    example: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A word and its cells; ``None`` where a teller has too few mentions."""

    word: str
    proper: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """The words for one actor, side or act."""

    name: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class WordingView:
    """The words that tell sides, or outlets, apart.

    Attributes:
        by: whose words are counted together.
        columns: the tellers' names, each with its side where columns are sides.
        sure: blocks with a difference that holds for all comparisons together.
        unsure: the others.
        comparisons: how many were made.
        silent: the fewest mentions from which on it counts that a word is not used.
    """

    by: By
    columns: tuple[tuple[str, Side | None], ...]
    sure: tuple[BlockView, ...]
    unsure: tuple[BlockView, ...]
    comparisons: int
    silent: int


def view(context: Context) -> WordingView:
    """The words of a case, by side where two sides tell, else by outlet."""
    by: By = "side" if len({context.knowledge.side_of(o) for o in context.by_outlet}) > 1 else "outlet"
    choices = wording(context.record, context.knowledge, by=by)
    columns = tellers(choices)[:MOST_COLUMNS]
    shown = telling(blocks(c for c in choices if c.teller in columns), MOST_ROWS)
    anchors = _anchors(context)

    def views(found: list[Block]) -> tuple[BlockView, ...]:
        return tuple(_block(context, b, columns, anchors) for b in found)

    return WordingView(
        by=by,
        columns=tuple(_column(context, t, by) for t in columns),
        sure=views([b for b in shown if any(r.sure == 2 for r in b.rows)]),
        unsure=views([b for b in shown if not any(r.sure == 2 for r in b.rows)]),
        comparisons=len(choices),
        silent=SILENT,
    )


def _column(context: Context, teller: str | None, by: By) -> tuple[str, Side | None]:
    side = context.sides.get(teller) if by == "side" else None
    return (side.label if side else teller_name(teller, by, context.knowledge)), side


def _anchors(context: Context) -> dict[str, str]:
    """Where each claim is shown: its account, or its article where it is in no event."""
    found = {c.id: article_anchor(context.numbers[c.article]) for c in context.record.claims.values()}
    for event in context.record.events.values():
        for number, account in enumerate(event.accounts, 1):
            found |= dict.fromkeys(account.claims, context.account_anchor(event, number))
    return found


def _block(context: Context, block: Block, columns: list[str | None], anchors: dict[str, str]) -> BlockView:
    rows = []
    for row in block.rows:
        cells = [row.cells.get(t) for t in columns]
        proper = next(c.proper for c in row.cells.values())
        rows.append(RowView(row.word, proper, tuple(_cell(c, anchors) if c else None for c in cells)))
    return BlockView(heading(block, context.knowledge), tuple(rows))


def _cell(choice: Choice, anchors: dict[str, str]) -> Cell:
    more = choice.z > 0
    held = "by more than all the comparisons together give by chance" if choice.sure == 2 else "chance is not ruled out"
    return Cell(
        count=choice.count,
        share=f"{choice.count / choice.of:.0%}",
        shade=f"{'more' if more else 'less'}-{choice.sure}" if choice.sure else "",
        sign=("▲" if more else "▽") * choice.sure,
        meaning=f"{'more' if more else 'less'} than the others, {held}" if choice.sure else "",
        href=anchors.get(choice.claim or "", ""),
        example=plain.flat(choice.mention.text, 80) if choice.mention else "",
    )
