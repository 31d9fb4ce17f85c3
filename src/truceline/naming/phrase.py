"""A noun phrase taken apart: its words, the names in it, and which of them stands where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from truceline.naming.aliases import Aliases, Hit
from truceline.naming.spelling import plain
from truceline.naming.words import JOINING, LEADING, PRONOUNS, QUALIFYING, SIDED, TURNING

_TOKEN = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W_])|[^\W_]+(?:['’‘ʻʼʾ`][^\W_]+)*")
_ARTICLES = frozenset(["al", "el", "ar", "ash", "az", "ez"])
_MARKS = re.compile(r"[,;:()\[\]&/]")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a phrase, or a name of several.

    Attributes:
        text: as written, without a possessive ending.
        word: in small letters; of a name its last word.
        hit: what it names or describes, ``None`` for other words.
        owns: whether it has a possessive ending.
    """

    text: str
    word: str
    hit: Hit | None = None
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a phrase between two words that join or turn.

    Attributes:
        link: the joining or turning words before it (``of``, ``led by``, ``,``), empty for the first.
        units: its words and names; may be empty.
    """

    link: tuple[str, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    begin: int
    end: int
    word: str
    owns: bool


def bare(text: str) -> str:
    """The phrase without the words before a name that are no part of it, and without a possessive ending."""
    tokens = _tokens(text)
    start = _start(tokens)
    return text[tokens[start].begin : tokens[-1].end] if start < len(tokens) else ""


def is_pronoun(text: str) -> bool:
    """Whether the phrase is but a pronoun. "US" and "WHO" are none."""
    stripped = text.strip()
    return stripped.lower() in PRONOUNS and not (len(stripped) > 1 and stripped.isupper())


def words(text: str) -> list[tuple[int, int, str]]:
    """Begin, end and plain form of each word of a text."""
    return [(t.begin, t.end, t.word) for t in _tokens(text)]


def head(text: str) -> str:
    """The noun that a phrase is about, in small letters: the last one before what qualifies it; may be empty."""
    tokens = _tokens(text)[_start(_tokens(text)) :]
    ends = JOINING | TURNING
    stop = next((i for i, t in enumerate(tokens) if i and (t.word in ends or _apart(text, tokens, i))), len(tokens))
    return tokens[stop - 1].word if stop else ""


def take_apart(text: str, aliases: Aliases) -> tuple[Segment, ...]:
    """The segments of a phrase, with the longest names of a set in it found."""
    tokens = _tokens(text)[_start(_tokens(text)) :]
    segments: list[Segment] = []
    link: list[str] = []
    units: list[Unit] = []

    def close(words: Sequence[str]) -> None:
        if units or not segments:
            segments.append(Segment(tuple(link), tuple(units)))
            units.clear()
            link.clear()
        link.extend(words)

    for begin, end, hit in _cover(text, tokens, aliases.find, aliases.longest):
        first, last = tokens[begin], tokens[end - 1]
        if begin and _apart(text, tokens, begin):
            close([","])
        if begin and units and units[-1].word in SIDED and text[tokens[begin - 1].end : first.begin] == "-":
            del units[-1]
        elif _compound(text, tokens, begin) and not hit:
            # "US-backed rebels" are rebels: the first part of the compound goes with the second.
            del units[-1:]
        elif not hit and first.word in JOINING | TURNING:
            close([first.word])
        else:
            units.append(Unit(text[first.begin : last.end], last.word, hit, last.owns))
    close([])
    return tuple(segments)


def _tokens(text: str) -> list[_Token]:
    found = []
    for m in _TOKEN.finditer(text):
        ending = _POSSESSIVE.search(m.group())
        end = m.start() + ending.start() if ending else m.end()
        owns = ending is not None or (text[m.end() : m.end() + 1] in ("'", "’") and m.group().endswith("s"))
        if word := plain(text[m.start() : end]):
            found.append(_Token(m.start(), end, word, owns))
    return found


def _start(tokens: Sequence[_Token]) -> int:
    return next((i for i, t in enumerate(tokens) if not (t.word in LEADING or t.word.isdigit())), len(tokens))


def _cover(
    text: str, tokens: list[_Token], find: Callable[[str], Hit | None], longest: int
) -> list[tuple[int, int, Hit | None]]:
    """The tokens as stretches in order, the longest names first, each token in one of them."""
    taken: list[tuple[int, int, Hit | None]] = []
    free = [True] * len(tokens)
    for width in range(min(longest, len(tokens)), 0, -1):
        for begin in range(len(tokens) - width + 1):
            end = begin + width
            if not all(free[begin:end]) or tokens[begin].word in LEADING:
                continue
            if any(_apart(text, tokens, at) for at in range(begin + 1, end)) or _goes_on(text, tokens, end):
                continue
            last = tokens[end - 1]
            hit = find(text[tokens[begin].begin : last.end])
            if not hit and last.word.endswith("s") and end < len(tokens) and text[tokens[begin].begin].isupper():
                # "Syrias army": the apostrophe lost, as happens on the way through many a feed.
                if (hit := find(text[tokens[begin].begin : last.end - 1])) and not hit.generic:
                    tokens[end - 1] = replace(last, end=last.end - 1, owns=True)
                else:
                    hit = None
            if hit:
                taken.append((begin, end, hit))
                free[begin:end] = [False] * width
    taken += [(i, i + 1, None) for i, is_free in enumerate(free) if is_free]
    return sorted(taken, key=lambda t: t[0])


def _apart(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether a mark stands before the word that no name goes across."""
    return _MARKS.search(text, tokens[at - 1].end, tokens[at].begin) is not None


def _goes_on(text: str, tokens: Sequence[_Token], end: int) -> bool:
    """Whether a name runs on: "Bab" is no name in "Bab al-Nayrab"."""
    article = end < len(tokens) and tokens[end].word in _ARTICLES and end + 1 < len(tokens)
    return article and text[tokens[end - 1].end : tokens[end].begin].strip(" -") == "" and not tokens[end - 1].owns


def _compound(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether the word is the second part of a compound such as "US-backed" or "opposition held"."""
    if not at or tokens[at].word not in QUALIFYING:
        return False
    if text[tokens[at - 1].end : tokens[at].begin] in ("-", "‑", "–"):
        return True
    following = tokens[at + 1].word if at + 1 < len(tokens) else "by"
    return tokens[at].word in ("backed", "held", "led") and following not in TURNING
