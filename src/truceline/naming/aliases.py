"""Which entries of the packs a stretch of words may stand for, by their names and the ways these are spelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from truceline.naming.spelling import bare, key, plain

EXACT, BY_KEY, DESCRIPTION = 1.0, 0.9, 0.85
"""How sure a name as the pack spells it is, one spelled otherwise, a description. Of 70 descriptions in articles for
training 67 were right, judged by eye; rounded down, so that names go before them."""

MOST_FUZZY = 0.75
"""How sure the closest name is that only looks alike."""

_KEY_LETTERS = 4
_FUZZY_LETTERS, _FUZZY_CUT, _FUZZY_WORD = 8, 90.0, 70.0
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Hit:
    """Entries that a stretch of words may stand for.

    Attributes:
        ids: in the order of the packs; each holds the name.
        certainty: how sure the spelling makes it.
        described: whether it describes them rather than names them.
        generic: whether the pack writes it in small letters, so that it fits others elsewhere as well ("rebels").
    """

    ids: tuple[str, ...]
    certainty: float
    described: bool = False
    generic: bool = False


class Aliases:
    """Names and descriptions of a kind of entry, to be looked up by the words of a text."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        """Take entries as id, names and descriptions, those that go first where names compete at the front."""
        self._exact: dict[str, dict[str, int]] = {}
        self._forms: dict[str, dict[str, dict[str, int]]] = {}
        self._described: dict[str, dict[str, int]] = {}
        self._alike: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self.longest = 1
        for entity, names, descriptions in entries:
            for name in names:
                self._add_name(entity, name)
            for description in descriptions:
                capital = int(any(c.isupper() for c in description))
                for form in _numbers(plain(description)):
                    self._described.setdefault(form, {}).setdefault(entity, capital)
                    self._measure(form)
        self._keys = {k: dict(ids) for k, forms in self._forms.items() if (ids := _common(forms))}

    def find(self, text: str) -> Hit | None:
        """What the whole of the text names or describes, as spelled by the packs or by its key."""
        if not (simple := plain(text)):
            return None
        forms = ((self._exact, simple, EXACT), (self._exact, bare(simple), BY_KEY), (self._keys, key(text), BY_KEY))
        for table, form, certainty in forms:
            found = table.get(form, {})
            if ids := _admitted(found, text):
                return Hit(ids, certainty, generic=not any(found[i] for i in ids))
        found = self._described.get(simple, {})
        if ids := _admitted(found, text):
            return Hit(ids, DESCRIPTION, described=True, generic=not any(found[i] for i in ids))
        return None

    def within(self, words: Sequence[tuple[int, int, str]], text: str) -> Iterator[tuple[int, int]]:
        """Where names with a capital letter and descriptions stand in a running text, the longest first at each word.

        Only spellings that the packs have are found; what a stretch may stand for, ``find`` tells.

        Args:
            words: begin, end and plain form of each word.
            text: the text.
        """
        at = 0
        while at < len(words):
            end = at
            for stop in range(min(at + self._firsts.get(words[at][2], 0), len(words)), at, -1):
                form = " ".join(w[2] for w in words[at:stop])
                found = self._exact.get(form) or self._described.get(form)
                if found and _admitted(found, text[words[at][0] : words[stop - 1][1]]):
                    yield words[at][0], words[stop - 1][1]
                    end = stop
                    break
            at = max(end, at + 1)

    @cached_property
    def _firsts(self) -> dict[str, int]:
        """How many words the longest form has that begins with a word."""
        longest: dict[str, int] = {}
        for form in (*self._exact, *self._described):
            first, length = form.partition(" ")[0], form.count(" ") + 1
            longest[first] = max(length, longest.get(first, 0))
        return longest

    def alike(self, text: str) -> Hit | None:
        """The long name that is closest to the text, if one is close enough in each of its words."""
        simple = plain(text)
        words = tuple(simple.split())
        if len(simple.replace(" ", "")) < _FUZZY_LETTERS or not any(c.isupper() for c in text):
            return None
        best: dict[str, float] = {}
        for name, entity in self._alike.get(tuple(w[0] for w in words), ()):
            score = fuzz.ratio(simple, name, score_cutoff=_FUZZY_CUT)
            if score and all(fuzz.ratio(a, b) >= _FUZZY_WORD for a, b in zip(words, name.split(), strict=True)):
                best[entity] = max(score, best.get(entity, 0.0))
        if not best:
            return None
        top = max(best.values())
        return Hit(tuple(e for e, s in best.items() if s == top), MOST_FUZZY * top / 100)

    def _add_name(self, entity: str, name: str) -> None:
        simple = plain(name)
        if not simple:
            return
        capital = min(sum(c.isupper() for c in name), 2 if is_acronym(name) else 1)
        for form in (simple,) if capital else _numbers(simple):
            # What is written in small letters in the pack may be so in a text; names need a capital, acronyms two.
            ids = self._exact.setdefault(form, {})
            ids[entity] = min(capital, ids.get(entity, capital))
            self._measure(form)
        if not capital or is_acronym(name):
            return
        if len(key(name)) >= _KEY_LETTERS:
            self._forms.setdefault(key(name), {}).setdefault(simple, {}).setdefault(entity, capital)
        if len(simple.replace(" ", "")) >= _FUZZY_LETTERS:
            self._alike.setdefault(tuple(w[0] for w in simple.split()), []).append((simple, entity))

    def _measure(self, form: str) -> None:
        self.longest = min(max(self.longest, form.count(" ") + 2), _LONGEST)


def is_acronym(name: str) -> bool:
    """Whether a name is one word of capitals, short enough to be a common word in small letters (US, WHO, IS)."""
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalnum() and len(letters) <= 6


def _admitted(ids: dict[str, int], text: str) -> tuple[str, ...]:
    if not ids:
        return ()
    capitals = sum(c.isupper() for c in text)
    return tuple(i for i, due in ids.items() if due <= capitals)


def _common(forms: dict[str, dict[str, int]]) -> dict[str, int]:
    """The entries that every spelling under a key belongs to: where different names meet there is none."""
    first, *others = forms.values()
    return {i: capital for i, capital in first.items() if all(i in other for other in others)}


def _numbers(form: str) -> tuple[str, ...]:
    """A description as given and in its other grammatical number, as far as that is a matter of an s."""
    if form.endswith("s"):
        return (form, form[:-1])
    return (form, form + "s")
