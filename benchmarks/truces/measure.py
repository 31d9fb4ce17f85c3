"""What the record tells of a truce against what people read: `python benchmarks/truces/measure.py` (ten seconds).

Builds a case of `articles/` with the packs `world` and `syria`, reads its truces through the library and holds them
against the answers beside this file, see README.md. Prints Markdown. `--case CASE` reads a case built already,
`--misses` lists every miss.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from truceline.case import Case
from truceline.pack import Knowledge
from truceline.pipeline import build
from truceline.records import Claim, Interval, Range, Truce, TruceStep
from truceline.truces.joint import Incident, JointTable, JointTables
from truceline.truces.life import SURE, standing
from truceline.truces.pieces import related, scope_of

HERE = Path(__file__).parent
PACKS = ("world", "syria")
OWN = "own"
"""In the answers: a truce of which packs have no written terms."""

_REPLIES = {
    ("support", "happened"): ("truce_agree", "happened"),
    ("reject", "happened"): ("truce_agree", "denied"),
}
"""Who backs a truce agrees on it for the answers, and who rejects it does not."""

_DAY = timedelta(days=1)
_TELLING = ("asserts", "attributes")
_NO_ROW = (False, False, False)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an answer; without them any day is right."""

    first: date | None
    last: date | None

    @property
    def length(self) -> int:
        """How many they are, the closest answers to be given first."""
        return (self.last - self.first).days + 1 if self.first and self.last else date.max.toordinal()

    def holds(self, told: Interval | None) -> bool:
        """Whether what is told lies in them, or a day beside."""
        if self.first is None or self.last is None:
            return True
        return told is not None and self.first - _DAY <= told.first and told.last <= self.last + _DAY

    def bars(self, told: Interval | None) -> bool:
        """Whether what is told contradicts them."""
        return told is not None and not self.holds(told)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that the articles tell; ``needed`` ones are to be found, others may be."""

    id: str
    truces: frozenset[str]
    types: frozenset[str]
    statuses: frozenset[str]
    days: Days
    parties: tuple[str, ...]
    needed: bool
    articles: frozenset[str]
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    """A step of the record, with the truce it is of and the articles that tell it."""

    truce: str
    step: TruceStep
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a step of the record fits an answer."""

    truce: bool
    date: bool
    party: bool

    @property
    def rank(self) -> int:
        """The higher the better: the truce counts most, then the day."""
        return 4 * self.truce + 2 * self.date + self.party


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach as one voice alleges it, from a joint table."""

    truce: str
    articles: frozenset[str]
    side: str | None
    by: tuple[str | None, ...]
    date: Interval | None
    number: Range | None


class Reading:
    """What a case says, prepared for comparing."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.knowledge = Knowledge.of(case.packs)
        self.claims: Mapping[str, Claim] = dict(case.claims.items())
        self.truces: Mapping[str, Truce] = dict(case.truces.items())
        self.files = {a.id: PurePosixPath(a.origin).stem for a in case.articles.values()}
        tables = JointTables(case, self.knowledge)
        self.tables = {name: tables.of(t) for name, t in self.truces.items()}

    def articles(self, claims: Iterable[str]) -> frozenset[str]:
        """The files that claims stand in, without ending."""
        return frozenset(self.files[self.claims[c].article] for c in claims)

    def steps(self) -> list[Found]:
        """All steps but violations."""
        return [
            Found(t.id, s, self.articles(s.claims))
            for t in self.truces.values()
            for s in t.steps
            if s.type != "truce_violation"
        ]

    def of(self, truce: str, allowed: frozenset[str]) -> bool:
        """Whether a truce is one of those of an answer."""
        return truce in allowed or (OWN in allowed and self.truces[truce].terms is None)

    def fit(self, found: Found, gold: Step) -> Fit | None:
        """How a step fits an answer; ``None`` where it is another."""
        step = found.step
        kind, status = _REPLIES.get((step.type, step.status), (step.type, step.status))
        if kind not in gold.types or status not in gold.statuses or not found.articles & gold.articles:
            return None
        return Fit(self.of(found.truce, gold.truces), gold.days.holds(step.date), self.party(step.actors, gold.parties))

    def party(self, actors: Sequence[str], parties: Sequence[str]) -> bool:
        """Whether those who take a step are those of the answer, and none of another line or side."""
        if not parties:
            return True
        known = [a for a in actors if a in self.knowledge.actors]
        sides = {self.knowledge.side_of(p) for p in parties} - {None}
        stray = [
            a for a in known if not related([a], parties, self.knowledge) and self.knowledge.side_of(a) not in sides
        ]
        return related(known, parties, self.knowledge) and not stray

    def breaches(self) -> Iterator[Breach]:
        """Every breach that some voice alleges."""
        for name, table in self.tables.items():
            yield from self._of_table(name, table)

    def _of_table(self, name: str, table: JointTable) -> Iterator[Breach]:
        for row in table.incidents:
            for word in row.words if row.kind == "violation" else ():
                if word.stance in _TELLING and not word.general:
                    yield Breach(name, self.articles(word.claims), word.side, word.by, row.date, None)
        for c in table.counted:
            for teller in c.tellers if c.says == "broken" else ():
                yield Breach(name, self.articles([teller.claim]), teller.side, c.by, c.date, c.number)


def rows(name: str) -> list[dict[str, str]]:
    """The answers of one file."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _days(row: Mapping[str, str]) -> Days:
    first, last = row["first"], row["last"]
    return Days(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def steps() -> list[Step]:
    """The steps that the articles tell."""
    return [
        Step(
            id=r["id"],
            truces=frozenset(_words(r["truce"])),
            types=frozenset(_words(r["type"])),
            statuses=frozenset(_words(r["status"])),
            days=_days(r),
            parties=_words(r["parties"]),
            needed=r["needed"] == "yes",
            articles=frozenset(_words(r["articles"])),
            note=r["note"],
        )
        for r in rows("steps.csv")
    ]


def paired(found: Sequence[Found], gold: Sequence[Step], reading: Reading) -> dict[str, tuple[Found, Fit]]:
    """The step of the record for each answer, each used once, those needed and the best fits first."""
    fits = [(fit, g, n) for g in gold for n, f in enumerate(found) if (fit := reading.fit(f, g))]
    fits.sort(key=lambda e: (not e[1].needed, -e[0].rank, e[1].days.length, e[1].id, e[2]))
    taken: set[int] = set()
    pairs: dict[str, tuple[Found, Fit]] = {}
    for fit, g, n in fits:
        if g.id not in pairs and n not in taken:
            taken.add(n)
            pairs[g.id] = found[n], fit
    return pairs


def invented(found: Sequence[Found], gold: Sequence[Step], reading: Reading) -> list[tuple[Found, str]]:
    """Steps told as fact that no answer has, with what is wrong; a second step of one answer is none of these."""
    bad = []
    for f in found:
        if f.step.status != "happened" or f.step.confidence < SURE:
            continue
        fits = [(fit, g) for g in gold if (fit := reading.fit(f, g))]
        if any(fit.truce and not g.days.bars(f.step.date) for fit, g in fits):
            continue
        if not fits:
            bad.append((f, "no such step"))
        elif any(fit.truce for fit, _ in fits):
            bad.append((f, "wrong date"))
        else:
            bad.append((f, "wrong truce"))
    return bad


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({part / whole:.2f})" if whole else "")


def _reported(step: TruceStep) -> Interval | None:
    return Interval.day(step.reported) if step.reported else None


def _told(found: Found) -> str:
    step = found.step
    days = f"{step.date.first}..{step.date.last}" if step.date else f"no day, told {step.reported}"
    return f"{found.truce} {step.type} {step.status} {days}, {', '.join(step.actors) or 'nobody'}"


def report_steps(reading: Reading, misses: list[str]) -> None:
    """Print the table of steps."""
    found, gold = reading.steps(), steps()
    pairs = paired(found, gold, reading)
    needed = [g for g in gold if g.needed]
    own = [(g, *pairs[g.id]) for g in needed if g.id in pairs and pairs[g.id][1].truce]
    for g in needed:
        step, fit = pairs.get(g.id, (None, None))
        if step is None or fit is None:
            misses.append(f"{g.id} ({g.note}): no step")
        elif fit.rank < 7:
            wrong = [n for n, good in (("truce", fit.truce), ("date", fit.date), ("party", fit.party)) if not good]
            misses.append(f"{g.id} ({g.note}): {' and '.join(wrong)} wrong: {_told(step)}")
    sure = [f for f in found if f.step.status == "happened" and f.step.confidence >= SURE]
    bad = invented(found, gold, reading)
    misses += [f"invented, {why}: {_told(f)}; {', '.join(sorted(f.articles))}" for f, why in bad]
    print("| steps | |\n| --- | ---: |")
    print(f"| found, of the right truce | {_share(len(own), len(needed))} |")
    print(f"| of these with the right date | {_share(sum(f.date for _, _, f in own), len(own))} |")
    told = [g for g, f, _ in own if f.step.date is None and g.days.holds(_reported(f.step))]
    print(f"| – without a date, but first told on the days of the answer | {_share(len(told), len(own))} |")
    print(f"| of these with the right party | {_share(sum(f.party for _, _, f in own), len(own))} |")
    print(f"| found with truce, date and party right | {_share(sum(f.rank == 7 for _, _, f in own), len(needed))} |")
    print(f"| told as fact and wrong | {_share(len(bad), len(sure))} |")
    kinds = [f"| – {why} | {sum(w == why for _, w in bad)} |" for why in ("no such step", "wrong date", "wrong truce")]
    print("\n".join(kinds))
    print(f"| second steps of one answer | {_seconds(found, gold, reading)} |\n")


def _seconds(found: Sequence[Found], gold: Sequence[Step], reading: Reading) -> int:
    """How many steps told as fact are second ones of an answer that another has."""
    pairs = paired(found, gold, reading)
    used = {id(f) for f, _ in pairs.values()}
    bad = {id(f) for f, _ in invented(found, gold, reading)}
    sure = [f for f in found if f.step.status == "happened" and f.step.confidence >= SURE]
    return sum(id(f) not in used and id(f) not in bad for f in sure)


def _of_side(name: str) -> str | None:
    """The id of a side of the pack; ``-`` is none, as that of fighters whom the text does not name."""
    return f"syria:{name}" if name.strip("-") else None


def _sides(names: str) -> set[str | None]:
    """The sides that an answer allows."""
    return {_of_side(n) for n in names.split("|")}


def report_violations(reading: Reading, misses: list[str]) -> None:
    """Print the table of alleged violations, by side."""
    gold, found = rows("violations.csv"), list(reading.breaches())
    fits = []
    for g in gold:
        for n, b in enumerate(found):
            if g["article"] not in b.articles:
                continue
            same = (
                b.truce == g["truce"],
                bool(_sides(g["against"]) & {*b.by}),
                b.side == _of_side(g["by"]),
                _days(g).holds(b.date),
                not g["count"] or (b.number is not None and int(g["count"]) in (b.number.least, b.number.most)),
            )
            fits.append((-(16 * same[4] + 8 * same[1] + 4 * same[0] + 2 * same[2] + same[3]), g["id"], n, same))
    pairs: dict[str, tuple[bool, ...]] = {}
    taken: set[int] = set()
    for _, name, n, same in sorted(fits):
        if name not in pairs and n not in taken:
            pairs[name] = same
            taken.add(n)
    needed = [g for g in gold if g["needed"] == "yes"]
    got = {g["id"]: pairs[g["id"]] for g in needed if g["id"] in pairs}
    names = ("truce", "side that broke it", "side that says so", "date", "number")
    for g in needed:
        if g["id"] not in got:
            misses.append(f"{g['id']} ({g['note']}): not on a joint table")
        elif not all(got[g["id"]]):
            wrong = ", ".join(n for n, good in zip(names, got[g["id"]], strict=True) if not good)
            misses.append(f"{g['id']} ({g['note']}): wrong or not told: {wrong}")
    print("| alleged violations | |\n| --- | ---: |")
    print(f"| on a joint table | {_share(len(got), len(needed))} |")
    for n, name in enumerate(names):
        of = [g["id"] for g in needed if g["id"] in got and (name != "number" or g["count"])]
        print(f"| – {name} right | {_share(sum(got[i][n] for i in of), len(of))} |")
    pairs_of_sides = {g["id"]: (g["by"], g["against"].split("|")[0]) for g in needed}
    for by, against in sorted(set(pairs_of_sides.values())):
        own = [i for i, both in pairs_of_sides.items() if both == (by, against)]
        good = sum(all(got[i][:3]) for i in own if i in got)
        print(f"| {by or 'no side'} against {against}: truce and both sides right | {_share(good, len(own))} |")
    strays = [b for n, b in enumerate(found) if n not in taken]
    misses += [f"breach of no answer: {b.truce} {b.side} of {b.by}, {', '.join(sorted(b.articles))}" for b in strays]
    print(f"| breaches of no answer | {_share(len(strays), len(found))} |\n")


def report_beside(reading: Reading, misses: list[str]) -> None:
    """Print the table of what hangs on the truces, by kind."""
    counts: dict[str, list[int]] = {}
    for g in rows("beside.csv"):
        told = [c for c in reading.claims.values() if _is_beside(c, g, reading)]
        dated = [c for c in told if _days(g).holds(c.date)]
        before = counts.setdefault(g["kind"], [0, 0, 0])
        counts[g["kind"]] = [n + m for n, m in zip(before, (1, bool(told), bool(dated)), strict=True)]
        if not dated:
            misses.append(f"{g['id']} ({g['note']}): {'no such claim' if not told else 'date wrong or not told'}")
    print("| beside the truces | found | with the right date |\n| --- | ---: | ---: |")
    for kind, (all_, found, dated_) in sorted(counts.items()):
        print(f"| {kind} | {found} of {all_} | {dated_} of {all_} |")
    print()


def _is_beside(claim: Claim, gold: Mapping[str, str], reading: Reading) -> bool:
    if reading.files[claim.article] != gold["article"] or claim.type not in _words(gold["types"]):
        return False
    if gold["status"] and claim.status != gold["status"]:
        return False
    sentence = reading.case.articles[claim.article].passage(claim.sentence)
    if not any(w in sentence for w in _words(gold["words"])):
        return False
    actors = [m.entity for m in claim.actor if m.entity in reading.knowledge.actors]
    return not gold["actors"] or related([a for a in actors if a], _words(gold["actors"]), reading.knowledge)


def report_standing(reading: Reading, misses: list[str]) -> None:
    """Print how truces stood on days."""
    print("| truce | day | told | right |\n| --- | --- | --- | --- |")
    for g in rows("standing.csv"):
        day, truce = date.fromisoformat(g["day"]), reading.truces.get(g["truce"])
        stood = standing(truce, day, reading.case, reading.knowledge) if truce else None
        told = stood.status if stood else "nothing"
        good = told in _words(g["statuses"])
        print(f"| {g['truce']} | {day} | {told} | {'yes' if good else 'no: ' + g['statuses']} |")
        if not good:
            misses.append(f"standing of {g['truce']} on {day}: {told}, not {g['statuses']}")
    print()


def report_joint(reading: Reading, misses: list[str]) -> None:
    """Print how many incidents are on the joint table, with the answer of the accused."""
    gold = rows("joint.csv")
    on_table = placed = answered = 0
    asked = sum(bool(g["answer"]) for g in gold)
    for g in gold:
        table = reading.tables.get(g["truce"])
        best = max((_joint_fit(r, g, reading) for r in table.incidents), default=_NO_ROW) if table else _NO_ROW
        on_table += best[0]
        placed += best[1]
        answered += bool(g["answer"]) and best[2]
        if not all(best):
            wrong = [n for n, good in zip(("row", "place", "answer"), best, strict=True) if not good]
            misses.append(f"{g['id']} ({g['note']}): {' and '.join(wrong)} missing")
    print("| joint table | |\n| --- | ---: |")
    print(f"| incidents with the right accused, accuser and day | {_share(on_table, len(gold))} |")
    print(f"| – at the right place | {_share(placed, len(gold))} |")
    print(f"| – with what the accused say to it | {_share(answered, asked)} |\n")


def _joint_fit(row: Incident, gold: Mapping[str, str], reading: Reading) -> tuple[bool, bool, bool]:
    told = any(
        w.side == _of_side(gold["by"])
        and _sides(gold["against"]) & {*w.by}
        and gold["article"] in reading.articles(w.claims)
        for w in row.words
    )
    if not told or not _days(gold).holds(row.date):
        return _NO_ROW
    around = scope_of(row.place, reading.knowledge)
    cells = [p for c in row.cells if c.side in _sides(gold["against"]) for p in c.positions]
    return True, gold["place"] in around, not gold["answer"] or bool(set(cells) & set(_words(gold["answer"])))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--case", type=Path, help="a case built already of the articles")
    options.add_argument("--misses", action="store_true", help="list every miss")
    given = options.parse_args()
    with ExitStack() as stack:
        if given.case:
            case = stack.enter_context(Case.open(given.case))
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            case = stack.enter_context(Case.create(Path(folder) / "truces.case"))
            build([str(HERE / "articles")], case, packs=PACKS, workers=1)
        reading = Reading(case)
        misses: list[str] = []
        for report in (report_steps, report_violations, report_beside, report_standing, report_joint):
            report(reading, misses)
        if given.misses:
            print("\n".join(f"- {m}" for m in misses))


if __name__ == "__main__":
    main()
