"""Everybody whom an article speaks of, in order: the mentions of its claims and the names that stand in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from truceline.naming.known import Found
from truceline.naming.phrase import head
from truceline.naming.words import (
    GROUPS,
    MALE_FEMALE,
    OF_A_WHOLE,
    PERSONS,
    PLURALS,
    PREPOSITIONS,
    SINGULARS,
    SPEAKING,
)
from truceline.records import Article, Claim, Span

STRANGER = "stranger"
"""Kind of what looks like a name and is known to nobody: most of these are persons."""

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Brig|Capt|Sgt|St|U\.S|U\.N|U\.K|[A-Z])\.$")
_SAYING = "|".join(sorted(SPEAKING))
_NAME = r"(?:al-|el-|an-|ash-)?[A-Z][\w'’-]+"
_SAYS = re.compile(rf"\b({_NAME}) (?:also |later |has |had )?(?:{_SAYING})\b|\b(?:said|added|warned) ({_NAME})")
_FULL_NAME = re.compile(rf"\b{_NAME}(?: (?:(?:bin|ibn|van|de) )?{_NAME}){{1,4}}")
_SPOKE = re.compile(rf"[\"'”’]?,? ?(?:also |later |has |had )?(?:{_SAYING})\b")
_STATED = re.compile(rf"[^.:\n]{{0,40}}\b(?:{_SAYING})\b[^.:\n]{{0,60}}:[\"“]?\s*\n")
_CITED = re.compile(r"\b(?:according to|said|says|added|warned)(?: the| an?)? $", re.IGNORECASE)
_TITLES = frozenset("mr mrs ms dr gen lt col maj capt brig".split())
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,] )\b([A-Z][\w'’-]*)\.? $")
_CAPITAL_AFTER = re.compile(r" [A-Z][\w'’-]+")
_RANKED = re.compile(rf"(?:[\w'’-]+ ){{0,3}}\b(?:{'|'.join(sorted(PERSONS))}),? $", re.IGNORECASE)
_OF_NAME = re.compile(rf"\b(?:{'|'.join(sorted(OF_A_WHOLE - PERSONS))}) (?:at|in|of|from|for|with) (?:the )?$")
_PART_OF_NAME = re.compile(rf" (?:{'|'.join(sorted(OF_A_WHOLE - PERSONS))})\b")
_INDEFINITE = re.compile(r"\b(?:an?|another|other|some|several|many|any|no|each|every|\w*\d) $", re.IGNORECASE)
_BEFORE = re.compile(r"([\w'’-]+),? (?:(?:the|an?|its|his|her|their) )?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom the text speaks of.

    Attributes:
        at, end: offsets in the title and text as one.
        sentence: number of the sentence.
        text: the words.
        called: the words in small letters, of a person with the office or rank before them.
        head: the noun that they are about, in small letters.
        found: who it is; ``None`` where no pack knows.
        kind: the kind of that entity; ``person`` also where only the words tell, empty when unknown.
        plural: whether the words are plural; ``None`` where they may be either.
        subject: whether its sentence seems to be about it.
        speaker: whether it is said to say something.
        definite: whether the text says which one of its kind is meant.
    """

    at: int
    end: int
    sentence: int
    text: str
    called: str
    head: str
    found: Found | None
    kind: str
    plural: bool | None
    subject: bool = False
    speaker: bool = False
    definite: bool = True

    @property
    def who(self) -> str:
        """The same for candidates that are the same: the entity, or else the last of the words."""
        return self.found[0] if self.found else "?" + self.text.lower().rpartition(" ")[2]


class Text:
    """The title and the text of an article as one, with its sentences.

    Attributes:
        all: the characters.
        begins: where sentences begin, in order.
    """

    def __init__(self, article: Article, claims: Sequence[Claim]) -> None:
        """Cut the text at sentence ends, but never within the sentence of a claim."""
        self._offset = len(article.title) + 1
        self.all = f"{article.title}\n{article.text}"
        whole = sorted({(self.at(c.sentence), self.end(c.sentence)) for c in claims})
        begins = [b for b, _ in whole]
        cuts = {0, *begins}
        for m in _SENTENCE.finditer(self.all):
            last = bisect_right(begins, m.start()) - 1
            within = last >= 0 and m.end() < whole[last][1]
            if not within and not _ABBREVIATED.search(self.all, max(0, m.start() - 8), m.start()):
                cuts.add(m.end())
        self.begins = sorted(cuts)

    def at(self, span: Span) -> int:
        """Where a span of the article begins here."""
        return span.begin + (self._offset if span.field == "text" else 0)

    def end(self, span: Span) -> int:
        """Where a span of the article ends here."""
        return span.end + (self._offset if span.field == "text" else 0)

    def sentence(self, at: int) -> int:
        """Number of the sentence at an offset."""
        return bisect_right(self.begins, at) - 1

    def after(self, sentence: int) -> int:
        """Where a sentence ends."""
        return self.begins[sentence + 1] if sentence + 1 < len(self.begins) else len(self.all)

    def begins_with(self, at: int) -> bool:
        """Whether a sentence begins at an offset."""
        return self.begins[self.sentence(at)] == at

    def states(self, candidate: Candidate) -> bool:
        """Whether a candidate is said to say what follows, without marks: a statement that is given in full."""
        return _STATED.match(self.all, candidate.end) is not None

    def quoted(self, at: int) -> bool:
        """Whether an offset lies in what somebody is quoted with, by the marks in its paragraph before it."""
        before = self.all[self.all.rfind("\n", 0, at) + 1 : at]
        return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")

    def candidate(self, at: int, end: int, found: Found | None, kind: str, *, speaker: bool = False) -> Candidate:
        """What stands at some offsets, as somebody of whom the text speaks."""
        words = self.all[at:end]
        noun = head(words)
        before = self.all[max(0, at - 30) : at]
        link = _BEFORE.search(before)
        title = _RANKED.search(before) if kind in ("person", STRANGER) else None
        cited = _CITED.search(before) is not None
        return Candidate(
            at,
            end,
            self.sentence(at),
            words,
            f"{title[0]}{words}".lower() if title else words.lower(),
            noun,
            found,
            kind or ("person" if noun in PERSONS | MALE_FEMALE else ""),
            _plural(words, noun, kind),
            subject=cited or not (link and link[1].lower() in PREPOSITIONS),
            speaker=speaker or cited or _SPOKE.match(self.all, end) is not None,
            definite=not _INDEFINITE.search(before) and not _INDEFINITE.search(words.partition(" ")[0] + " "),
        )

    def strangers(self) -> Iterator[tuple[int, int]]:
        """Offsets of what looks like a name of somebody: of several words, or beside a verb of speech."""
        for m in _FULL_NAME.finditer(self.all, self._offset):
            yield m.span()
        for m in _SAYS.finditer(self.all, self._offset):
            yield m.span(1) if m[1] else m.span(2)

    def whole(self, at: int, end: int) -> tuple[int, int]:
        """A name with the noun that tells what part of its bearer is meant: "source in X", "X fighters"."""
        if before := _OF_NAME.search(self.all, max(0, at - 40), at):
            return before.start(), end
        after = _PART_OF_NAME.match(self.all, end)
        return at, after.end() if after else end

    def alone(self, at: int, end: int) -> bool:
        """Whether a stretch is no part of a longer row of capitalised words, but for a rank or office before it."""
        before, after = _CAPITAL_BEFORE.search(self.all, max(0, at - 30), at), _CAPITAL_AFTER.match(self.all, end)
        return not after and not (before and before[1].lower() not in PERSONS | _TITLES and before.start() > 0)


def _plural(words: str, noun: str, kind: str) -> bool | None:
    if kind in ("person", STRANGER):
        return False
    if noun in PLURALS:
        return True
    if noun in GROUPS or noun in OF_A_WHOLE or noun in MALE_FEMALE:
        return noun.endswith("s")
    if words[:1].isupper():
        return None if kind in ("armed_group", "coalition", "force", "population", "") else False
    return noun.endswith("s") and noun not in SINGULARS
