"""The joint table of a truce in words: a table in columns by side, what it comes to, and all of it as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from truceline.pack import Knowledge
from truceline.plain import amount, count, flat, listed, type_name, upper_first, when
from truceline.truces.counted import Counted, Teller
from truceline.truces.joint import Against, Answers, Incident, JointTable
from truceline.truces.positions import Cell, Position, Word
from truceline.truces.weighing import Verdict
from truceline.views.findings import name
from truceline.views.jsonable import named, plain

SAYS: Mapping[Position, str] = {
    "denies": "denies it",
    "admits": "says its own people did it",
    "both": "says its own people and others did it",
    "blames": "blames",
    "alleges": "alleges it of",
    "tells": "tells of it, not who did it",
    "doubts": "calls it possible or planned",
    "repeats": "carries others' word only",
    "perhaps": "perhaps tells of it",
    "ignores": "ignores it",
    "not covered": "not covered",
    "open": "cannot be told",
}
"""How a side stands to an incident, as a verb phrase; those who are blamed follow on ``NAMING``."""

NAMING: frozenset[Position] = frozenset({"blames", "alleges", "both"})

QUIET: frozenset[Position] = frozenset({"not covered", "open"})
"""Where nothing can be told of a side; it gets no column where it stands so to every row."""

VERDICTS: Mapping[Verdict, str] = {
    "within the terms": "would break the terms",
    "outside them": "outside the terms",
    "cannot be told": "whether it breaks the terms cannot be told",
}
"""What an incident, if it is true, is by the written terms."""

MOST_REASON = 160
"""Characters of the reason for that; the truce's own part, and ``--json``, have all of it."""

UNKNOWN_SIDE = "a side not known"


def side_name(side: str | None, knowledge: Knowledge) -> str:
    """A side in words."""
    return knowledge.label(side) if side else UNKNOWN_SIDE


def voice_name(side: str | None, knowledge: Knowledge) -> str:
    """Whose voice it is, by side."""
    return knowledge.label(side) if side else "Other voices"


def columns(table_: JointTable) -> tuple[str, ...]:
    """The sides that have something in their column, or all where none has."""
    heard = {c.side for r in table_.incidents for c in r.cells if not QUIET.issuperset(c.positions)}
    return tuple(s for s in table_.sides if s in heard) or table_.sides


def blamed(words: Iterable[Word], side: str | None, knowledge: Knowledge) -> str:
    """Those whom some accounts name, other than their own side's people, each once; words only where none is known."""
    found = dict.fromkeys(a for w in words for a in w.actors if not side or knowledge.side_of(a) != side)
    known = [a for a in found if a in knowledge.actors] or list(found)
    return listed([flat(name(a, knowledge)) for a in known])


def tellers(told: Iterable[Word | Teller], side: str | None, knowledge: Knowledge) -> str:
    """Those who say it, each once."""
    return ", ".join(dict.fromkeys(teller(t, side, knowledge) for t in told))


def teller(told: Word | Teller, side: str | None, knowledge: Knowledge) -> str:
    """Who says it: "Russia in World Wire"; an outlet of the side, whoever of it that cites, by its name alone."""
    outlet = flat(knowledge.label(told.outlet)) or "outlet unknown"
    own = side is not None and knowledge.side_of(told.outlet) == side
    return f"{flat(knowledge.label(told.source))} in {outlet}" if told.source and not own else outlet


def phrases(cell: Cell, row: Incident, knowledge: Knowledge) -> Iterator[str]:
    """How a side stands to an incident in words, a phrase for each way."""
    own = [row.words[n] for n in cell.accounts]
    for position in cell.positions:
        text = SAYS[position]
        if position in NAMING:
            others = blamed([w for w in own if w.by], cell.side, knowledge)
            text = f"{text}: {others}" if position == "both" else f"{text} {others}"
        yield text


def others(row: Incident, sides: Sequence[str], knowledge: Knowledge) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """What voices of none of the table's sides say of who did it, with their accounts; denials too."""
    told: dict[str, list[Word]] = {}
    for word in row.words:
        if word.side in sides:
            continue
        if word.stance == "denies":
            told.setdefault("denies it", []).append(word)
        elif word.by and word.stance in ("asserts", "attributes"):
            told.setdefault(f"by {blamed([word], None, knowledge)}", []).append(word)
    yield from ((text, tuple(words)) for text, words in told.items())


def counted_words(told: Counted, knowledge: Knowledge) -> str:
    """A counted or general allegation in words: "604 breaches by armed groups, 27 February to 2 June 2016"."""
    who = listed([flat(name(a, knowledge)) for a in told.actors]) or "somebody not told"
    where = listed([flat(knowledge.label(p)) for p in told.places])
    days = when(told.date)
    if told.says == "kept":
        what = f"not broken by {who}"
    elif told.number is None:
        what = f"broken by {who}, without a number"
    else:
        noun = "breach" if told.number.least == told.number.most == 1 else "breaches"
        what = f"{amount(told.number)} {noun} by {who}"
    return ", ".join(p for p in (what, where, days) if p)


def against_words(told: Against, knowledge: Knowledge) -> str:
    """What one side alleges against another, in words."""
    parts = []
    if told.violations.most:
        parts.append(f"{amount(told.violations)} called a violation")
    if told.incidents.most:
        parts.append(f"{amount(told.incidents)} {'other' if told.incidents.most == 1 else 'others'} in its days")
    if told.counted:
        parts.append(f"{count(told.counted, 'counted allegation')}, of {amount(told.numbers)}")
    if told.general:
        parts.append(f"{told.general} in general")
    return f"{voice_name(told.side, knowledge)} against {side_name(told.other, knowledge)}: {'; '.join(parts)}"


def answers_words(told: Answers, knowledge: Knowledge) -> str:
    """How a side stands to what others say its people did, in words."""
    stands = ", ".join(f"{SAYS[p].removesuffix(' it of')} {n}" for p, n in told.positions)
    return f"{knowledge.label(told.side)}, named by others in {count(told.accused, 'incident')}: {stands}"


def title_row(row: Incident, knowledge: Knowledge) -> str:
    """An incident in words: "shelling, Ramouseh"."""
    return f"{type_name(row.type)}, {flat(knowledge.label(row.place)) or 'place not told'}"


def table(joint: JointTable, knowledge: Knowledge) -> RenderableType:
    """One row an incident, a column a side; the counted allegations and what it all comes to around it."""
    parts: list[RenderableType] = [Text(head(joint, knowledge))]
    parts += [Text(against_words(a, knowledge)) for a in joint.against]
    parts += [Text(answers_words(a, knowledge), style="dim") for a in joint.answers if a.accused]
    if joint.incidents:
        parts += [Text(), _rows(joint, knowledge)]
    if joint.counted:
        parts += [Text(), Text("Allegations that are no single incident, never added up", style="bold")]
        parts += [Text(f"  {_counted(c, knowledge)}") for c in joint.counted]
    if joint.unnamed:
        parts += [Text(), Text(f"Left out: {unnamed(joint)}", style="dim")]
    return Group(*parts)


def head(joint: JointTable, knowledge: Knowledge) -> str:
    """What a table is of, in words."""
    places = listed([flat(knowledge.label(p)) for p in joint.places])
    if joint.days is None:
        days = "No days in which it held are known: only what is called a violation of it"
    else:
        days = upper_first(when(joint.days))
    return ", ".join(p for p in (days, places) if p)


def unnamed(joint: JointTable) -> str:
    """How many incidents are left out, in words."""
    return f"{count(joint.unnamed, 'incident')} of which no account names who did it"


def _rows(joint: JointTable, knowledge: Knowledge) -> Table:
    sides = columns(joint)
    out = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 1, 0))
    for heading in ("event", "what", "killed", *(flat(knowledge.label(s)) for s in sides), "others"):
        out.add_column(heading, no_wrap=heading in ("event", "killed"), overflow="fold")
    for row in joint.incidents:
        what = f"{title_row(row, knowledge)}, {when(row.date)}"
        notes = ["called a violation"] if row.kind == "violation" else []
        notes += [f"{VERDICTS[row.verdict]}: {flat(row.reason, MOST_REASON)}"] if row.verdict else []
        notes += [f"may be the same as {listed(row.alike)}"] if row.alike else []
        cells = {c.side: c for c in row.cells}
        said = [_cell(cells[s], row, knowledge) for s in sides]
        rest = "; ".join(
            f"{text} ({tellers(told, None, knowledge)})" for text, told in others(row, joint.sides, knowledge)
        )
        values = (row.event, "; ".join([what, *notes]), amount(row.killed) if row.killed else "", *said, rest)
        out.add_row(*(Text(flat(v)) for v in values))
    return out


def _cell(cell: Cell, row: Incident, knowledge: Knowledge) -> str:
    names = tellers((row.words[n] for n in cell.accounts), cell.side, knowledge)
    names = names or ", ".join(flat(knowledge.label(o)) for o in cell.outlets)
    said = "; ".join(phrases(cell, row, knowledge))
    return f"{said} ({names})" if names else said


def _counted(told: Counted, knowledge: Knowledge) -> str:
    return f"{upper_first(counted_words(told, knowledge))}: {tellers(told.tellers, None, knowledge)}"


def rows(joint: JointTable, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """A table as JSON values: ``row`` says what each is, ``incident``, ``counted`` or, the last, ``table``."""
    of = {"truce": joint.truce}
    yield from (named({"row": "incident", **of, **plain(r)}, knowledge) for r in joint.incidents)
    yield from (named({"row": "counted", **of, **plain(c)}, knowledge) for c in joint.counted)
    whole = {k: v for k, v in plain(joint).items() if k not in ("incidents", "counted")}
    yield named({"row": "table", **whole}, knowledge)
