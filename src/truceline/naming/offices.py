"""Offices, and who held them when: whom "the Russian foreign minister" means on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from truceline.naming.aliases import BY_KEY, Aliases
from truceline.naming.phrase import bare, words
from truceline.naming.spelling import plain
from truceline.pack.records import Actor
from truceline.records import Interval

HELD = 0.9
"""How sure it is that an office stands for who held it on that day."""

_BEHIND = frozenset(["of", "for", "to"])
_TURNED = frozenset(["minister", "secretary"])


@dataclass(frozen=True, slots=True)
class Post:
    """An office of somebody, as a text names it.

    Attributes:
        title: in plain letters, empty where the body is the office ("UN Secretary-General").
        of: whose it may be.
    """

    title: str
    of: tuple[str, ...]


class Offices:
    """The offices that the persons of packs held."""

    def __init__(self, actors: Iterable[Actor], names: Aliases, lineage: Callable[[str], Iterable[str]]) -> None:
        """Take persons with their offices, how those are called whose offices they are, and what these belong to."""
        self._names, self._lineage = names, lineage
        self._terms: dict[tuple[str, str], list[tuple[str, date, date]]] = {}
        self._titles: dict[str, str] = {}
        self._found: dict[str, Post | None] = {}
        for actor in actors:
            for office in actor.offices:
                title = plain(office.title)
                term = (actor.id, office.first or date.min, office.last or date.max)
                self._terms.setdefault((title, office.of), []).append(term)
                self._titles |= dict.fromkeys(_variants(title), title)
        self._longest = max((t.count(" ") + 1 for t in self._titles), default=0)

    def find(self, text: str) -> Post | None:
        """The office that the whole of a mention names, ``None`` where it names none that packs know."""
        if text not in self._found:
            self._found[text] = next(self._read(bare(text)), None)
        return self._found[text]

    def holder(self, post: Post, days: Interval) -> str | None:
        """Who held an office on these days; ``None`` where nobody is known, and where more than one did."""
        holders = {
            holder
            for of in post.of
            for holder, first, last in self._terms.get((post.title, of), ())
            if first <= days.last and days.first <= last
        }
        return holders.pop() if len(holders) == 1 else None

    def held(self, person: str, title: str, days: Interval | None) -> bool:
        """Whether somebody held an office of that title, on these days where they are known."""
        known = self._titles.get(title)
        return known is not None and any(
            holder == person and (days is None or (first <= days.last and days.first <= last))
            for (named, _), terms in self._terms.items()
            if named == known
            for holder, first, last in terms
        )

    def _read(self, text: str) -> Iterator[Post]:
        tokens = words(text)
        for width in range(min(self._longest, len(tokens) - 1), 0, -1):
            ending = self._titles.get(" ".join(t[2] for t in tokens[-width:]))
            if ending:
                yield from self._of(ending, text[tokens[0][0] : tokens[-width - 1][1]])
            beginning = self._titles.get(" ".join(t[2] for t in tokens[:width]))
            if beginning and tokens[width][2] in _BEHIND and len(tokens) > width + 1:
                yield from self._of(beginning, bare(text[tokens[width + 1][0] : tokens[-1][1]]))
        if (hit := self._names.find(text)) and hit.certainty >= BY_KEY:
            of = tuple(i for i in hit.ids if ("", i) in self._terms)
            yield from (Post("", of),) if of else ()

    def _of(self, title: str, name: str) -> Iterator[Post]:
        # "Russias foreign minister", the apostrophe lost; "Syrian foreign minister", where but its government is known.
        for form in (name, name.removesuffix("s"), f"{name} government"):
            hit = self._names.find(form)
            if hit and (of := [i for h in hit.ids for i in self._lineage(h) if (title, i) in self._terms]):
                yield Post(title, tuple(dict.fromkeys(of)))


def _variants(title: str) -> Iterator[str]:
    """The ways to write a title: foreign minister, minister of foreign affairs; defence, defense."""
    if not title:
        return
    first, _, last = title.partition(" ")
    forms = [title]
    if last in _TURNED:
        subjects = (first, "foreign affairs") if first == "foreign" else (first,)
        forms += [f"{s} {last}" for s in subjects] + [f"{last} {link} {s}" for s in subjects for link in ("of", "for")]
    for form in forms:
        yield form
        yield form.replace("defence", "defense")
