"""How often mentions are named rightly: `python benchmarks/naming/measure.py CORPUS` (half a minute).

CORPUS is the folder whose `claims` holds the annotated articles. They are read and named as a build does, and what the
namer says of the mentions of `mentions.csv` beside this file is held against what people say of them; README.md there
tells how they were chosen and annotated. Prints Markdown. `--pack NAME` (again for more) names with other packs than
`world` and `syria`, `--faults` lists every mention that is not named rightly.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from truceline import reading
from truceline.evaluation import load
from truceline.naming import VERSION, Namer
from truceline.naming.spelling import key
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Field, Mention, Role, Span

MENTIONS = Path(__file__).parent / "mentions.csv"
PACKS = ("world", "syria")

VERDICTS = ("right", "near", "wrong", "open rightly", "open wrongly")
"""``near``: what holds the right one or is part of it; ``open``: the namer gives no entity."""

_DIVISIONS = (" governorate", " Governorate", " province", " Province", " State", " Region")
"""What the name of a division may end in; it is compared without."""

BINS = (0.0, 0.4, 0.6, 0.8, 1.0)
"""Ends of the bins of certainty; the upper end belongs to a bin."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One defensible answer: an id, or the name of what packs may not know, with the nearest that they do know."""

    entity: str = ""
    name: str = ""
    parent: str = ""

    @classmethod
    def parse(cls, text: str) -> Answer:
        """Read ``pack:id``, ``?Name`` or ``?Name<pack:parent``."""
        if not text.startswith("?"):
            return cls(entity=text)
        name, _, parent = text[1:].partition("<")
        return cls(name=name, parent=parent)


@dataclass(frozen=True, slots=True)
class Row:
    """An annotated mention.

    Attributes:
        article, span, role: which one it is.
        kind: ``name``, ``description``, ``pronoun``, or ``none`` where it is neither somebody nor somewhere.
        answers: what it may be said to stand for, the best first.
        may_be_open: whether the text leaves it open.
        admin1: names of the first-order division that a place lies in; empty where it lies in none or in several.
    """

    article: str
    span: Span
    role: Role
    kind: str
    answers: tuple[Answer, ...]
    may_be_open: bool
    admin1: tuple[str, ...]

    @property
    def of_place(self) -> bool:
        """Whether it stands for somewhere, not somebody."""
        return self.role == "place"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, the mention as it was named, and how right that is; ``admin1``: right, wrong, none given, ``None``."""

    row: Row
    mention: Mention
    verdict: str
    admin1: str | None

    @property
    def good(self) -> bool:
        """Whether the record says nothing wrong and leaves nothing open that the text and the packs tell."""
        return self.verdict in ("right", "open rightly")


class Judge:
    """Compares what the namer says with what people said, over the entries of the packs."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index the entries by their names."""
        self._knowledge = knowledge
        self._named: dict[str, list[str]] = {}
        for entity in (*knowledge.actors, *knowledge.places, *knowledge.outlets):
            for name in self._names(entity):
                self._named.setdefault(name, []).append(entity)

    def judge(self, row: Row, mention: Mention) -> Judged:
        """One mention."""
        return Judged(row, mention, self._verdict(row, mention.entity), self._admin1(row, mention.entity))

    def _verdict(self, row: Row, entity: str | None) -> str:
        if entity is None:
            best = row.answers[:1]
            told = any(a.entity for a in best) or any(self._entries(a, row) for a in row.answers if a.name)
            return "open wrongly" if told and not row.may_be_open else "open rightly"
        if any(self._meets(entity, a, row) for a in row.answers):
            return "right"
        return "near" if any(self._near(entity, a) for a in row.answers) else "wrong"

    def _meets(self, entity: str, answer: Answer, row: Row) -> bool:
        if answer.entity:
            return self._same(entity, answer.entity)
        if row.of_place and answer.parent and self._same(entity, answer.parent):
            return True
        return self._is_named(entity, answer)

    def _near(self, entity: str, answer: Answer) -> bool:
        known = answer.entity or answer.parent
        return bool(known) and (known in self._lineage(entity) or entity in self._lineage(known))

    def _entries(self, answer: Answer, row: Row) -> list[str]:
        """The entries of packs that bear the name of an answer."""
        found = (e for e in self._named.get(key(answer.name), ()) if (e in self._knowledge.places) == row.of_place)
        return [e for e in found if self._is_named(e, answer)]

    def _is_named(self, entity: str, answer: Answer) -> bool:
        if key(answer.name) not in self._names(entity):
            return False
        return not answer.parent or self._country(entity) == self._country(answer.parent)

    def _same(self, one: str, other: str) -> bool:
        """Whether two ids are one entity: several packs, or the gazetteer, may hold it under ids of their own."""
        if one == other or one.partition(":")[0] == other.partition(":")[0]:
            return one == other
        alike = self._is_division(one) == self._is_division(other) and self._country(one) == self._country(other)
        return alike and not self._names(one).isdisjoint(self._names(other))

    def _admin1(self, row: Row, entity: str | None) -> str | None:
        if not row.admin1:
            return None
        divisions = [p for p in self._lineage(entity) if self._is_division(p)] if entity else []
        if not divisions:
            return "none given"
        wanted = {key(n) for n in row.admin1}
        return "right" if any(wanted & self._names(d) for d in divisions) else "wrong"

    def _is_division(self, entity: str) -> bool:
        place = self._knowledge.places.get(entity)
        return place is not None and place.kind == "governorate"

    def _names(self, entity: str) -> set[str]:
        """The keys of an entry's names, without what says that a division is one."""
        know = self._knowledge
        found = know.actors.get(entity) or know.places.get(entity) or know.outlets.get(entity)
        names = {found.name, *found.names} if found else set()
        short = {n.removesuffix(kind) for n in names for kind in _DIVISIONS}
        return {key(n) for n in names | short} - {""}

    def _lineage(self, entity: str) -> tuple[str, ...]:
        know = self._knowledge
        if entity in know.places:
            return know.within(entity)
        return know.lineage(entity) if entity in know.actors else (entity,)

    def _country(self, entity: str) -> str | None:
        know = self._knowledge
        for nearer in self._lineage(entity):
            if (place := know.places.get(nearer)) and place.kind == "country":
                return nearer
            if (actor := know.actors.get(nearer)) and actor.country:
                return actor.country
        return None


def rows() -> list[Row]:
    """The annotated mentions."""
    with MENTIONS.open(encoding="utf-8", newline="") as file:
        return [_row(told) for told in csv.DictReader(file)]


def _row(told: dict[str, str]) -> Row:
    answers = [a for a in told["answer"].split("|") if a]
    return Row(
        article=told["article"],
        span=Span(cast("Field", told["field"]), int(told["begin"]), int(told["end"])),
        role=cast("Role", told["role"]),
        kind=told["kind"],
        answers=tuple(Answer.parse(a) for a in answers if a != "open"),
        may_be_open="open" in answers,
        admin1=tuple(a for a in told["admin1"].split("|") if a),
    )


def judged(corpus: Path, knowledge: Knowledge) -> tuple[list[Judged], list[Row]]:
    """Every mention as the namer names it, judged, and the rows whose mention the reader does not give any more."""
    articles = {g.article.id: g.article for g in load(corpus / "claims").articles}
    namer, judge = Namer(knowledge), Judge(knowledge)
    wanted = rows()
    found: list[Judged] = []
    lost: list[Row] = []
    for article in dict.fromkeys(r.article for r in wanted):
        claims = _named(namer, articles[article])
        for row in (r for r in wanted if r.article == article):
            mentions = [m for c in claims for m in c.mentions(row.role) if m.span == row.span]
            if mentions:
                found.append(judge.judge(row, mentions[0]))
            else:
                lost.append(row)
    return found, lost


def _named(namer: Namer, article: Article) -> Sequence[Claim]:
    return namer.name(article, reading.read(article))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _line(title: str, group: Sequence[Judged]) -> str:
    counts = [sum(j.verdict == v for j in group) for v in VERDICTS]
    accuracy = _share(sum(j.good for j in group), len(group))
    precision = _share(counts[0], sum(counts[:3]))
    return f"| {title} | {len(group)} | {' | '.join(map(str, counts))} | {accuracy} | {precision} |"


def table(found: Sequence[Judged]) -> Iterable[str]:
    """Right and wrong by kind and role, by collection, and by what the annotation allows."""
    yield f"| mentions | all | {' | '.join(VERDICTS)} | accuracy | precision |"
    yield "| --- |" + " ---: |" * (len(VERDICTS) + 3)
    groups = [("all", list(found))]
    for what, of_place in (("somebody", False), ("somewhere", True)):
        those = [j for j in found if j.row.of_place == of_place]
        groups.append((what, those))
        kinds = ("name", "description", "pronoun")
        groups += [(f"{what}: {kind}", [j for j in those if j.row.kind == kind]) for kind in kinds]
    roles = ("actor", "target", "source")
    groups += [(role, [j for j in found if j.row.role == role]) for role in roles]
    collections = sorted({_collection(j) for j in found})
    groups += [(f"articles `{name}`", [j for j in found if _collection(j) == name]) for name in collections]
    groups += [
        (name, [j for j in found if _told(j) == name]) for name in ("packs know it", "no pack did", "may be open")
    ]
    yield from (_line(title, group) for title, group in groups if group)


def _collection(one: Judged) -> str:
    return one.row.article.partition("-")[0]


def _told(one: Judged) -> str:
    """What its annotation allows: an id, only words (packs had no entry when it was annotated), or no answer too."""
    if one.row.may_be_open:
        return "may be open"
    return "packs know it" if one.row.answers[0].entity else "no pack did"


def honesty(found: Sequence[Judged]) -> Iterable[str]:
    """Whether the certainty that the namer states holds."""
    resolved = [j for j in found if j.mention.certainty is not None]
    for verdict in VERDICTS[:3]:
        stated = [j.mention.certainty or 0.0 for j in resolved if j.verdict == verdict]
        if stated:
            yield f"- mean certainty of {verdict}: {sum(stated) / len(stated):.2f} ({len(stated)})"
    yield ""
    yield "| certainty | mentions | stated | right | right or near |"
    yield "| --- |" + " ---: |" * 4
    for low, high in pairwise(BINS):
        within = [j for j in resolved if low < (j.mention.certainty or 0.0) <= high]
        if within:
            stated_mean = sum(j.mention.certainty or 0.0 for j in within) / len(within)
            right = sum(j.verdict == "right" for j in within)
            near = sum(j.verdict == "near" for j in within)
            shares = f"{_share(right, len(within))} | {_share(right + near, len(within))}"
            yield f"| {low:.1f} to {high:.1f} | {len(within)} | {stated_mean:.2f} | {shares} |"


def divisions(found: Sequence[Judged]) -> str:
    """How often the first-order division that follows from the place is right."""
    counts = {a: sum(j.admin1 == a for j in found) for a in ("right", "wrong", "none given")}
    told = ", ".join(f"{n} {a}" for a, n in counts.items())
    return f"First-order divisions of {sum(counts.values())} places: {told}."


def main() -> None:
    """Name the mentions and print how right they are."""
    parser = argparse.ArgumentParser(description="How often mentions are named rightly.")
    parser.add_argument("corpus", type=Path, help="the folder whose claims/ holds the annotated articles")
    parser.add_argument("--pack", action="append", help="a pack to name with, again for more; world and syria if none")
    parser.add_argument("--faults", action="store_true", help="list the mentions that are not named rightly")
    options = parser.parse_args()
    packs = tuple(options.pack or PACKS)
    everything, lost = judged(options.corpus, Knowledge.of(packs))
    found = [j for j in everything if j.row.kind != "none"]
    print(f"Naming `{VERSION}` with the packs {', '.join(f'`{p}`' for p in packs)}: {len(found)} mentions.", end=" ")
    print(f"The reader gives {len(lost)} of those annotated no more.\n")
    print("\n".join(table(found)))
    print(f"\n{divisions(found)}\n")
    print("\n".join(honesty(found)))
    nothing = [j for j in everything if j.row.kind == "none"]
    named = sum(j.mention.entity is not None for j in nothing)
    print(f"\nOf {len(nothing)} mentions that are neither somebody nor somewhere, {named} are named.")
    if options.faults:
        print()
        for j in (j for j in found if not j.good):
            at = f"{j.row.article} {j.row.span.field} {j.row.span.begin}-{j.row.span.end}"
            wanted = "|".join(a.entity or f"?{a.name}" for a in j.row.answers) + ("|open" if j.row.may_be_open else "")
            said = f"{j.mention.entity} {j.mention.certainty}"
            print(f"{j.verdict}: {at} {j.row.role} {j.row.kind} {j.mention.text!r}: {said}, not {wanted}")


if __name__ == "__main__":
    main()
