"""The record against labels that readers gave to whole articles: `python benchmarks/crowd/measure.py LABELED CASE`.

LABELED is a file of JSON Lines whose articles carry `crowd` labels (governorate, actor, cause, civilians and
noncivilians killed), CASE a case built of it with the packs `world` and `syria`. Of the events that an article's
claims are in, the one with most deaths, as that article tells them, is held against the article's label. What the
labels call things is in the tables below and nowhere in the package. The labels are of what an article is about, which
is often not the deadliest that it tells of, so the same is measured of the first event with deaths that it tells.
`--differences FILE` writes every answer that is not the label's, `--sample FILE` those to read by eye; `--show ID`
prints what the record holds of one article.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from truceline.case import Case
from truceline.codebook import TYPES
from truceline.pack import Knowledge
from truceline.records import Claim, Event, Quantity, Range

UNKNOWN = "unknown"
FIELDS = ("governorate", "actor", "cause", "civilians")
MARKS = {"governorate": 0.90, "actor": 0.75, "cause": 0.80, "civilians": 0.70}

GOVERNORATES = {
    "syria:aleppo-governorate": "aleppo",
    "syria:damascus-governorate": "damascus",
    "syria:rif-dimashq-governorate": "damascus",  # the labels do not part the city from its countryside
    "syria:homs-governorate": "homs",
    "syria:hama-governorate": "hama",
    "syria:idlib-governorate": "idlib",
    "syria:latakia-governorate": "lattakia",
    "syria:daraa-governorate": "daraa",
    "syria:quneitra-governorate": "quneitra",
    "syria:raqqa-governorate": "raqqa",
    "syria:deir-ez-zor-governorate": "deir ezzor",
    "syria:hasakah-governorate": "hasakeh",
    "syria:tartus-governorate": "tartus",
    "syria:sweida-governorate": "sweida",
}
"""The label of a governorate; those of the last two are never given."""

GOVERNMENT = "syrian government or russian troops"
SIDES = {
    "syria:government": GOVERNMENT,
    "syria:opposition": "armed opposition groups",
    "syria:nusra": "al-nusra front",
    "syria:islamic-state": "the organization of the islamic state in iraq and the levant - isis",
    "syria:kurdish": "self administration forces",
    "syria:coalition": "international coalition forces",
}
"""The label of a side; other sides (Turkey) and actors without one have none, as "unknown" is for them too."""

CAUSES = {
    "air_strike": "shelling",  # the labels' shelling takes in strikes from the air
    "shelling": "shelling",
    "bombing": "explosion",
    "chemical_attack": "chemical and toxic gases",
    "clash": "shooting",
}
"""The label of a claim type; the words of an attack or a toll tell executions and shootings."""

_EXECUTED = re.compile(
    r"execut|behead|decapitat|crucif|hang(ed|ing)|ston(ed|ing) to|slaughter|firing squad|throats?", re.I
)
_SHOT = re.compile(r"\bsho(t|ot|oting|ots)\b|\bsnip|gunfire|gunned|gunshot|open(ed|s|ing)? fire", re.I)

SPAN = 7  # days; what is told of a longer span sums up many happenings
DEATHS = 2000  # no happening among the labels, nor in this war, killed as many: a greater number sums up
SEED, ANSWERED, OPEN = 4, 15, 5  # of the sample to read: of each field, differences with an answer and without one
_OTHER_VIOLENCE = frozenset({"abduction", "truce_violation"})


@dataclass(frozen=True, slots=True)
class Label:
    """What readers said of an article."""

    governorate: str
    actor: str
    cause: str
    civilians: int
    noncivilians: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record says of the event with most deaths of an article; ``None`` or empty where it tells none.

    Attributes:
        event: id of that event.
        killed: the numbers that the article's own claims of it give, subtotals with them.
        range: the range of the event, from all its accounts.
    """

    event: str | None = None
    governorate: str | None = None
    actor: str | None = None
    cause: str | None = None
    killed: tuple[Range, ...] = ()
    range: Range | None = None


def labels(path: Path) -> dict[str, Label]:
    """The labels by article id."""
    found = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            crowd = row["crowd"]
            found[row["id"]] = Label(**{name: crowd[name] for name in Label.__slots__})
    return found


class Answers:
    """What a case says of each article."""

    def __init__(self, case: Case) -> None:
        self.knowledge = Knowledge.of(case.packs)
        self.events: dict[str, Event] = dict(case.events.items())
        claims: dict[str, Claim] = dict(case.claims.items())
        self.told: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        """The claims of an article by event, in the order of the text; the title first."""
        for event in self.events.values():
            for claim in sorted((claims[c] for c in event.claims), key=_place_in_text):
                self.told[claim.article][event.id].append(claim)

    def of(self, article: str, first: bool = False) -> Answer:
        """The answer on an article, by its deadliest event or the first with deaths."""
        event = self.chosen(article, first)
        if event is None:
            return Answer()
        claims = _meant(self.told[article][event.id])
        return Answer(
            event=event.id,
            governorate=self._governorate(claims, event),
            actor=_most(self._sides(c) for c in claims if _is_violence(c)),
            cause=_cause(claims),
            killed=_killed(claims),
            range=event.killed,
        )

    def joined(self, article: str) -> Answer:
        """The answer were all that an article tells of violence one event: what is lost by not joining its claims."""
        claims = [c for told in self.told.get(article, {}).values() for c in _meant(told) if _is_violence(c)]
        claims.sort(key=_place_in_text)
        return Answer(
            governorate=self._governorate(claims, None),
            actor=_most(map(self._sides, claims)),
            cause=_cause(claims),
            killed=_killed(claims),
        )

    def chosen(self, article: str, first: bool = False) -> Event | None:
        """The event with most deaths as the article tells it, or else the violence that it tells most of."""
        best: tuple[tuple[int, int, int], Event] | None = None
        told = self.told.get(article, {})
        for event_id in sorted(told, key=lambda e: _place_in_text(told[e][0])):
            claims = [c for c in _meant(told[event_id]) if _is_violence(c)]
            if not claims:
                continue
            deaths = max((_size(q) for c in claims for q in c.numbers if q.kind == "killed"), default=0)
            sums_up = any(c.date and c.date.days > SPAN for c in claims) or deaths > DEATHS
            # What is only supposed ("reports suggest") counts where nothing else is told.
            known = any(c.status == "happened" for c in claims)
            rank = (2 * (not sums_up) + known, min(deaths, 1) if first else deaths, len(claims) if not deaths else 0)
            if best is None or rank > best[0]:
                best = rank, self.events[event_id]
        return best[1] if best else None

    def _governorate(self, claims: Sequence[Claim], event: Event | None) -> str | None:
        """That of the article's own places, the most told; else that of the event."""
        own = _most([self._within(m.entity)] for c in claims for m in (*c.place, *c.target) if m.entity)
        return own or (self._within(event.place) if event else None)

    def _within(self, place: str | None) -> str | None:
        around = self.knowledge.within(place) if place else ()
        return next((GOVERNORATES[p] for p in around if p in GOVERNORATES), None)

    def _sides(self, claim: Claim) -> list[str | None]:
        return [SIDES.get(self.knowledge.side_of(m.entity) or "") for m in claim.actor]


def _place_in_text(claim: Claim) -> tuple[bool, int]:
    return claim.trigger.span.field != "title", claim.trigger.span.begin


def _meant(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of what took place or may have; not what is planned or denied."""
    return [c for c in claims if c.status in {"happened", "possible"}]


def _is_violence(claim: Claim) -> bool:
    return TYPES[claim.type].family in {"violence", "toll"} and claim.type not in _OTHER_VIOLENCE


def _killed(claims: Iterable[Claim]) -> tuple[Range, ...]:
    return tuple(Range(q.least, q.most) for c in claims for q in c.numbers if q.kind == "killed")


def _size(quantity: Quantity) -> int:
    """What a number says at least: "more than 40" is 40."""
    return quantity.least if quantity.least is not None else quantity.most or 0


def _most(votes: Iterable[Sequence[str | None]]) -> str | None:
    """The answer of most claims, the first told where several have as many; each claim speaks once for each."""
    counted = Counter(v for vote in votes for v in dict.fromkeys(vote) if v)
    return max(counted, key=lambda v: counted[v]) if counted else None


def _cause(claims: Sequence[Claim]) -> str | None:
    """The label of most claims; gas goes before what carried it, and a toll's words before a clash."""
    counted = Counter(filter(None, map(_cause_of, claims)))
    if CAUSES["chemical_attack"] in counted:
        return CAUSES["chemical_attack"]
    return max(counted, key=lambda v: (v != CAUSES["clash"], counted[v])) if counted else None


def _cause_of(claim: Claim) -> str | None:
    if claim.type in {"attack", "toll"}:
        words = claim.trigger.text
        return "execution" if _EXECUTED.search(words) else "shooting" if _SHOT.search(words) else None
    return CAUSES.get(claim.type)


def holds(ranges: Iterable[Range | None], number: int) -> bool:
    """Whether one of the ranges takes in the number; an open end takes in all."""
    return any(
        (r.least is None or r.least <= number) and (r.most is None or number <= r.most) for r in ranges if r is not None
    )


def civilians_right(label: Label, ranges: Sequence[Range | None]) -> bool:
    """Whether the civilians, or all the dead, lie in one of the ranges; no number is right where nobody died."""
    dead = label.civilians + label.noncivilians
    told = [r for r in ranges if r]
    return holds(told, label.civilians) or holds(told, dead) if told else dead == 0


def right(field: str, label: Label, answer: Answer) -> bool:
    """Whether an answer is the label's; where readers knew none, none is right."""
    if field == "civilians":
        return civilians_right(label, (*answer.killed, answer.range))
    return bool((getattr(answer, field) or UNKNOWN) == getattr(label, field))


def given(field: str, answer: Answer) -> bool:
    """Whether the record answers."""
    return bool(answer.killed or answer.range) if field == "civilians" else getattr(answer, field) is not None


def labelled(field: str, label: Label) -> bool:
    """Whether readers answered."""
    return label.civilians + label.noncivilians > 0 if field == "civilians" else getattr(label, field) != UNKNOWN


def in_words(field: str, of: Label | Answer) -> str:
    """An answer or a label for a table."""
    if field != "civilians":
        return getattr(of, field) or "–"
    if isinstance(of, Label):
        return f"{of.civilians} + {of.noncivilians}"
    return "; ".join(dict.fromkeys(f"{r.least}..{r.most}" for r in (*of.killed, of.range) if r)) or "–"


def share(rows: Iterable[bool]) -> str:
    """How many of them are true, as "0.81 (209 of 258)"."""
    found = list(rows)
    return f"{sum(found) / len(found):.3f} ({sum(found)} of {len(found)})" if found else "–"


def report(known: Mapping[str, Label], answers: Mapping[str, Answer]) -> str:
    """The table of figures."""
    lines = [
        "| field | mark | all articles | with a label | where the record answers, with a label | answers |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for field in FIELDS:
        rows = [
            (right(field, known[a], answers[a]), labelled(field, known[a]), given(field, answers[a])) for a in known
        ]
        lines.append(
            f"| {field} | {MARKS[field]:.2f} | {share(r for r, _, _ in rows)} | {share(r for r, it, _ in rows if it)} "
            f"| {share(r for r, it, we in rows if it and we)} | {share(we for _, _, we in rows)} |"
        )
    by_numbers: dict[str, Callable[[Answer], Sequence[Range | None]]] = {
        "the article's own numbers": lambda answer: answer.killed,
        "the event's range": lambda answer: (answer.range,),
    }
    for name, ranges in by_numbers.items() if any(answer.range for answer in answers.values()) else ():
        hits = {a: civilians_right(known[a], ranges(answers[a])) for a in known}
        with_label = share(hits[a] for a in known if labelled("civilians", known[a]))
        lines.append(f"| civilians, by {name} only | | {share(hits.values())} | {with_label} | | |")
    widths = [
        r.most - r.least for a in answers.values() if (r := a.range) and r.most is not None and r.least is not None
    ]
    if widths:
        lines += ["", f"Ranges that are closed and hold more than one number: {share(w > 0 for w in widths)}."]
    return "\n".join(lines)


def confusions(known: Mapping[str, Label], answers: Mapping[str, Answer], most: int = 12) -> str:
    """The commonest wrong answers of each field."""
    lines = []
    for field in FIELDS[:-1]:
        counted = Counter(
            (getattr(known[a], field), getattr(answers[a], field) or "–")
            for a in known
            if not right(field, known[a], answers[a])
        )
        lines.append(f"{field}: " + "; ".join(f"{said} → {ours} {n}" for (said, ours), n in counted.most_common(most)))
    return "\n".join(lines)


def differences(known: Mapping[str, Label], answers: Mapping[str, Answer]) -> list[tuple[str, str]]:
    """Article and field of every answer that is not the label's, by field."""
    return [(a, field) for field in FIELDS for a in sorted(known) if not right(field, known[a], answers[a])]


def sample(rows: Sequence[tuple[str, str]], answers: Mapping[str, Answer]) -> list[tuple[str, str]]:
    """A random sample of the differences to read, the same each time: of each field so many with and without answer."""
    chance, drawn = random.Random(SEED), []
    for field in FIELDS:
        for answered, many in ((True, ANSWERED), (False, OPEN)):
            found = [row for row in rows if row[1] == field and given(field, answers[row[0]]) is answered]
            drawn += sorted(chance.sample(found, min(many, len(found))))
    return drawn


def write(
    path: Path, rows: Sequence[tuple[str, str]], known: Mapping[str, Label], answers: Mapping[str, Answer]
) -> None:
    """Differences as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["article", "field", "label", "ours"])
        out.writerows([a, f, in_words(f, known[a]), in_words(f, answers[a])] for a, f in rows)


def show(article: str, case: Case, answers: Answers, label: Label) -> str:
    """What the record holds of an article: its answer, and its claims by event."""
    answer, lines = (
        answers.of(article),
        [case.articles[article].title, f"label: {label}", f"ours: {answers.of(article)}"],
    )
    for event, claims in answers.told[article].items():
        lines.append(f"{'*' if event == answer.event else ' '} {event}")
        for c in filter(_is_violence, claims):
            roles = " ".join(
                f"{role}={[m.entity or m.text for m in c.mentions(role)]}"
                for role in ("actor", "place", "target")
                if c.mentions(role)
            )
            killed = [q.text for q in c.numbers if q.kind == "killed"]
            lines.append(f"    {c.type} {c.status} {c.trigger.text!r} {roles} {c.date or ''} {killed or ''}")
    return "\n".join(lines)


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("labeled", type=Path, help="JSON Lines with `crowd` labels")
    parser.add_argument("case", type=Path, help="a case built of them")
    parser.add_argument("--differences", type=Path, help="write every difference to this CSV file")
    parser.add_argument("--sample", type=Path, help="write a random sample of the differences to this CSV file")
    parser.add_argument(
        "--show", action="append", default=[], metavar="ID", help="print what the record holds of one article"
    )
    options = parser.parse_args()
    known = labels(options.labeled)
    with Case.open(options.case) as case:
        answers = Answers(case)
        found = {article: answers.of(article) for article in known}
        opening = {article: answers.of(article, first=True) for article in known}
        joined = {article: answers.joined(article) for article in known}
        for article in options.show:
            print(show(article, case, answers, known[article]))
    print("The event with most deaths:", report(known, found), "", confusions(known, found), "", sep="\n")
    print("The first event with deaths:", report(known, opening), "", confusions(known, opening), "", sep="\n")
    print("All violence of an article as one (any of its numbers):", report(known, joined), sep="\n")
    rows = differences(known, found)
    if options.differences:
        write(options.differences, rows, known, found)
    if options.sample:
        write(options.sample, sample(rows, found), known, found)


if __name__ == "__main__":
    main()
