"""Names that no pack knows, gathered over a case: what to add to a pack first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from truceline.naming.aliases import Aliases
from truceline.naming.phrase import bare
from truceline.naming.spelling import key, plain
from truceline.naming.words import DIRECTIONS, KINDS, LEADING, OFFICES, PERSONS, PRONOUNS
from truceline.pack.knowledge import Knowledge
from truceline.records import Claim, Mention, Record, Role

NameRole = Literal["actor", "place"]
"""What a name stands for: somebody, or somewhere."""

_HELD_BY: dict[NameRole, tuple[Role, ...]] = {"actor": ("actor", "target", "source"), "place": ("place",)}
_TOKEN = re.compile(r"\w+(?:['’‘`.]\w+)*\.?")
_PARTICLES = frozenset("al el an ar as at ad az ez ash of de der den van von bin ibn bint abu umm ul ud la le".split())
_AROUND_A_NAME = KINDS.keys() | OFFICES | PERSONS | DIRECTIONS | LEADING | PRONOUNS | _PARTICLES
_FEWEST_LETTERS = 3
_ALIKE, _ALIKE_LETTERS = 80.0, 5  # per cent of the letters of the keys, and how many letters these need
_OFTEN = 12  # names of the packs that a word begins: it is an adjective then ("Syrian"), not a name
_KINDS_OF_ONE = {
    **{word: word for word in "quarter district governorate city town village road camp base crossing area".split()},
    "neighborhood": "quarter", "neighbourhood": "quarter", "province": "governorate", "oblast": "governorate",
    "airbase": "base", "airport": "base", "highway": "road",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no pack knows, in all its spellings.

    Attributes:
        name: the spelling that occurs most often.
        role: ``actor`` (also whoever is cited) or ``place``, whichever it is more often.
        spellings: every spelling, the most frequent first.
        mentions: how many mentions hold it.
        articles: how many articles, not counting those that repeat another.
        outlets: how many outlets these are of.
        article: id of the article that the example is from.
        sentence: an example.
        near: of a place, the id of the known place that it is most often told in or by.
        kind: of a place, the kind that the words beside the name most often give it.
        alike: id of an entry of the packs with a name much like it, which may want this spelling as an alias.
    """

    name: str
    role: NameRole
    spellings: tuple[str, ...]
    mentions: int
    articles: int
    outlets: int
    article: str
    sentence: str
    near: str | None = None
    kind: str | None = None
    alike: str | None = None


@dataclass(slots=True)
class _Found:
    spellings: Counter[str] = field(default_factory=Counter)
    roles: Counter[NameRole] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    example: tuple[str, str] | None = None
    inside: bool = False  # whether it also stands elsewhere than at the beginning of a sentence


def unknown(record: Record, knowledge: Knowledge) -> tuple[Unknown, ...]:
    """Names in the mentions of a record that stay open, those in the most articles first.

    Counted is what has a capital letter and is no word that the case writes small as well: pronouns, descriptions and
    the words of headlines are left out. Spellings with one key (``naming.spelling.key``) count as one name. Articles
    that repeat another are not read for it.
    """
    copies = dict(record.copies.items())
    names = _Names(knowledge)
    claims = [c for c in record.claims.values() if c.article not in copies]
    small = _small(claims)
    found: dict[str, _Found] = {}
    for claim in claims:
        for role, mention in _open(claim):
            for name in names.within(mention.text, small):
                entry = found.setdefault(key(name), _Found())
                entry.spellings[name] += 1
                entry.roles[role] += 1
                entry.articles[claim.article] += 1
                entry.inside |= mention.span.begin > claim.sentence.begin
                if role == "place":
                    entry.near.update([mention.near] if mention.near else [])
                    entry.kinds.update(_kinds(mention.text))
                if entry.example is None:
                    entry.example = claim.article, record.articles[claim.article].passage(claim.sentence)
    outlets = {a.id: a.outlet for a in record.articles.values()}
    # A single word that only ever begins sentences may be any word.
    kept = [e for e in found.values() if e.inside or any(" " in s for s in e.spellings)]
    listed = [names.told(entry, outlets) for entry in kept]
    return tuple(sorted(listed, key=lambda u: (-u.articles, -u.outlets, -u.mentions, u.name)))


class _Names:
    """What the packs know, to tell names that they do not."""

    def __init__(self, knowledge: Knowledge) -> None:
        outlets = [(o.id, o.names, ()) for o in knowledge.outlets.values()]
        self._by_role: dict[NameRole, list[tuple[str, tuple[str, ...]]]] = {
            "actor": [(a.id, a.names) for a in knowledge.actors.values()] + [(i, n) for i, n, _ in outlets],
            "place": [(p.id, p.names) for p in knowledge.places.values()],
        }
        self._known = (
            Aliases((a.id, a.names, a.descriptions) for a in knowledge.actors.values()),
            Aliases((p.id, p.names, ()) for p in knowledge.places.values()),
            Aliases(outlets),
        )
        self._keys: dict[tuple[NameRole, str], dict[str, str]] = {}
        for role, entries in self._by_role.items():
            for entity, name in reversed([(i, n) for i, own in entries for n in own]):
                if len(found := key(name)) >= _ALIKE_LETTERS:
                    self._keys.setdefault((role, found[0]), {})[found] = entity
        long_names = {n for entries in self._by_role.values() for _, own in entries for n in own if " " in n}
        firsts = Counter(plain(n).partition(" ")[0] for n in long_names)
        self._adjectives = {word for word, number in firsts.items() if number >= _OFTEN}

    def within(self, text: str, small: Mapping[str, bool]) -> Iterator[str]:
        """The unknown names in the words of a mention."""
        for run in () if self._knows(bare(text)) else _runs(text):
            words = [w for w in plain(run).split() if w not in _PARTICLES]
            common = all(w in small or self._is_common(w) for w in words)
            if len("".join(words)) >= _FEWEST_LETTERS and not common and not self._knows(run):
                yield run

    def told(self, entry: _Found, outlets: Mapping[str, str | None]) -> Unknown:
        role: NameRole = max(sorted(entry.roles), key=lambda r: entry.roles[r])
        spellings = tuple(sorted(entry.spellings, key=lambda s: (-entry.spellings[s], s)))
        article, sentence = entry.example or ("", "")
        return Unknown(
            name=spellings[0],
            role=role,
            spellings=spellings,
            mentions=entry.articles.total(),
            articles=len(entry.articles),
            outlets=len({outlets[a] for a in entry.articles}),
            article=article,
            sentence=sentence,
            near=_most(entry.near) if role == "place" else None,
            kind=_most(entry.kinds) if role == "place" else None,
            alike=self._alike(role, key(spellings[0])),
        )

    def _alike(self, role: NameRole, wanted: str) -> str | None:
        keys = self._keys.get((role, wanted[:1]), {})
        found = process.extractOne(wanted, keys.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return keys[found[0]] if found and len(wanted) >= _ALIKE_LETTERS else None

    def _is_common(self, word: str) -> bool:
        return word in _AROUND_A_NAME or word in self._adjectives or word.isdigit() or self._knows(word.capitalize())

    def _knows(self, text: str) -> bool:
        return any(a.find(t) for a in self._known for t in (text, re.sub(r"(?<=\w)['’]?s$", "", text)))


def _open(claim: Claim) -> Iterator[tuple[NameRole, Mention]]:
    for as_what, roles in _HELD_BY.items():
        for role in roles:
            for mention in claim.mentions(role):
                # Headlines write every word with a capital.
                if mention.entity is None and mention.span.field == "text":
                    yield as_what, mention


def _runs(text: str) -> Iterator[str]:
    """Stretches of words with a capital letter, with particles between them, without common words at the ends."""
    tokens = list(_TOKEN.finditer(text))
    run: list[re.Match[str]] = []
    for at, token in enumerate(tokens):
        joined = not run or re.fullmatch(r"[\s\-–]*", text[run[-1].end() : token.start()]) is not None
        capital = token.group()[0].isupper() or (bool(run) and token.group().isdigit())
        particle = token.group().lower() in _PARTICLES and at + 1 < len(tokens) and tokens[at + 1].group()[0].isupper()
        if run and (not joined or not (capital or particle)):
            yield from _trimmed(text, run)
            run = []
        if capital or particle:
            run.append(token)
    yield from _trimmed(text, run)


def _trimmed(text: str, run: list[re.Match[str]]) -> Iterator[str]:
    outer = _AROUND_A_NAME - _PARTICLES
    begin, end = 0, len(run)
    while begin < end and run[begin].group().lower() in outer | {"of"}:
        begin += 1
    while begin < end and run[end - 1].group().lower() in outer | _PARTICLES:
        end -= 1
    if begin < end:
        yield re.sub(r"['’]s?$", "", text[run[begin].start() : run[end - 1].end()].strip(" ."))


def _small(claims: Iterable[Claim]) -> dict[str, bool]:
    """Words that mentions write in small letters."""
    roles = [role for roles in _HELD_BY.values() for role in roles]
    texts = {m.text for c in claims for role in roles for m in c.mentions(role)} | {c.trigger.text for c in claims}
    return {t.group(): True for text in sorted(texts) for t in _TOKEN.finditer(text) if t.group().islower()}


def _kinds(text: str) -> list[str]:
    return [_KINDS_OF_ONE[w] for w in plain(text).split() if w in _KINDS_OF_ONE][:1]


def _most(counts: Counter[str]) -> str | None:
    return max(sorted(counts), key=lambda i: counts[i]) if counts else None
