"""What each outlet or side calls whom and what: choices of words gathered into rows, and a table of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.table import Table
from rich.text import Text

from truceline.analysis.wording import SILENT, By, Choice, Subject
from truceline.pack import Knowledge
from truceline.plain import flat, type_name, upper_first

MARKS = {(1, True): "+", (2, True): "++", (1, False): "-", (2, False): "--"}
"""How a difference is marked, by how sure it is and whether the word is used more than by the others."""

_MOST_ROWS = 10  # of one subject, where no one subject was asked for
_COLUMN, _FIXED = 17, 50  # columns of a terminal that a teller takes, and those of the words and what they are for


class UnknownActorError(LookupError):
    """No pack knows an actor or side of that name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One word by every teller that uses it or could have."""

    word: str
    cells: dict[str | None, Choice]

    @property
    def sure(self) -> int:
        """How sure the surest difference is, as ``Choice.sure``."""
        return max(c.sure for c in self.cells.values())


@dataclass(frozen=True, slots=True)
class Block:
    """The words for one actor, side or act, the commonest first."""

    subject: Subject
    about: str | None
    rows: tuple[Row, ...]


def whom(name: str, knowledge: Knowledge) -> str:
    """The id of the side or actor that a user names, by id or any name of it.

    Raises:
        UnknownActorError: the packs know none of that name.
    """
    wanted = name.strip().casefold()
    for side in knowledge.sides.values():
        if wanted in (side.id.casefold(), side.id.partition(":")[2].casefold(), side.name.casefold()):
            return side.id
    for actor in knowledge.actors.values():
        if wanted in (actor.id.casefold(), *(n.casefold() for n in (actor.name, *actor.names))):
            return actor.id
    raise UnknownActorError(
        f"no actor or side of these packs is called {name!r}; give a name or id as `claims` shows it"
    )


def blocks(choices: Iterable[Choice]) -> tuple[Block, ...]:
    """Choices gathered by what they are for and by word, in the order in which they come."""
    found = []
    for (subject, about), own in groupby(choices, key=lambda c: (c.subject, c.about)):
        rows = groupby(own, key=lambda c: (c.word, c.proper))
        found.append(Block(subject, about, tuple(Row(w, {c.teller: c for c in cells}) for (w, _), cells in rows)))
    return tuple(found)


def telling(shown: Sequence[Block], most: int) -> tuple[Block, ...]:
    """The blocks with only rows in which tellers differ by more than chance: so many at most, the surest."""
    found = []
    for block in shown:
        rows = sorted((r for r in block.rows if r.sure), key=lambda r: -r.sure)[:most]
        if rows:
            found.append(Block(block.subject, block.about, tuple(sorted(rows, key=block.rows.index))))
    return tuple(found)


def tellers(choices: Iterable[Choice]) -> list[str | None]:
    """Who tells, those with most mentions first, what is near no side or unknown last."""
    size: dict[str | None, int] = {}
    for c in choices:
        size[c.teller] = max(c.of, size.get(c.teller, 0))
    return sorted(size, key=lambda t: (t is None, -size[t], t or ""))


def heading(block: Block, knowledge: Knowledge) -> str:
    """What the words of a block are for: "Whoever fights the government", "Siege broken"."""
    match block.subject:
        case "anyone":
            return "Anybody who acts or suffers"
        case "opponent":
            return f"Whoever fights {knowledge.label(block.about)}"
        case "actor":
            return upper_first(knowledge.label(block.about))
        case "act":
            return f"Act: {type_name(block.about or '')}"


def teller_name(teller: str | None, by: By, knowledge: Knowledge) -> str:
    """A teller as the head of a column."""
    return knowledge.label(teller) if teller else "near none" if by == "side" else "unknown"


def table(choices: Sequence[Choice], by: By, knowledge: Knowledge, *, width: int, narrowed: bool) -> Table:
    """One row a word, one column a teller: uses, their share of mentions, a mark where that differs from the others.

    Args:
        choices: what ``wording`` gave.
        by: whose words were counted together.
        knowledge: what the packs know.
        width: of the terminal, in columns.
        narrowed: whether a user asked for certain words, so that those without a difference are shown too.
    """
    columns = tellers(choices)[: max(2, (width - _FIXED) // _COLUMN)]
    found = blocks(choices) if narrowed else telling(blocks(choices), _MOST_ROWS)
    out = Table(box=None, header_style="bold", pad_edge=False, caption_justify="left", caption_style="")
    for name in ("for", "word"):
        out.add_column(name, no_wrap=True, overflow="ellipsis")
    for teller in columns:
        out.add_column(flat(teller_name(teller, by, knowledge), 24), justify="right", no_wrap=True, overflow="ellipsis")
    out.add_column("such as", no_wrap=True, overflow="ellipsis")
    for values in _lines(found, columns, knowledge):
        out.add_row(*(Text(v) for v in values))
    if found:
        out.caption = Text(
            "Uses and their share of mentions. + more than the others, - less, by more than chance gives one "
            "comparison in twenty; ++ and -- hold for all comparisons together; . fewer than "
            f"{SILENT} mentions. docs/wording.md says more."
        )
    return out


def _lines(found: Iterable[Block], columns: Sequence[str | None], knowledge: Knowledge) -> Iterator[list[str]]:
    for block in found:
        for number, row in enumerate(block.rows):
            cells = [row.cells.get(t) for t in columns]
            if not any(cells):
                continue
            examples = sorted((c for c in row.cells.values() if c.claim), key=lambda c: (-c.z, c.claim or ""))
            yield [
                "" if number else flat(heading(block, knowledge), 44),
                flat(row.word, 24),
                *(_cell(c) for c in cells),
                (examples[0].claim or "") if examples else "",
            ]


def _cell(choice: Choice | None) -> str:
    if choice is None:
        return "."
    mark = MARKS.get((choice.sure, choice.z > 0), "")
    return f"{choice.count:,} {choice.count / choice.of:4.0%} {mark:<2}"
