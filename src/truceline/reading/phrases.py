"""Noun phrases that can be somebody or some place, found by the shape of words and short lists of head nouns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from truceline.records import MONTHS


@cache
def words(name: str) -> tuple[str, ...]:
    """A word list of ``words.toml``: pieces of regular expressions, longest first."""
    table = tomllib.loads(files("truceline.reading").joinpath("words.toml").read_text(encoding="utf-8"))
    return tuple(sorted((w for line in table[name] for w in line.split()), key=len, reverse=True))


def either(name: str) -> str:
    """A word list as one regular expression."""
    return "(?:" + "|".join(w.replace("_", " ") for w in words(name)) + ")"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its offsets in the sentence, its words, and whether its head or setting makes it a place,
    or its head an actor; a bare name may be neither.
    """

    begin: int
    end: int
    text: str
    is_place: bool
    is_actor: bool


_NAME_WORD = r"(?:[A-ZÀ-ÖØ-Þ](?:[\w’'.&-]*[\w])?|(?:al|el|ez|az|ar|ash?|an|ad|at)-\w+)"
_NAME = rf"{_NAME_WORD}(?:(?: (?:of|for|al|bin|de|and the|of the|for the))? {_NAME_WORD})*"


@cache
def _pattern() -> re.Pattern[str]:
    modifier = rf"(?:{_NAME_WORD}|[\w’']+-[\w-]+|\d[\d,.]*|{either('modifiers')})"
    head = rf"(?i:{either('actors')}|{either('places')})"
    tail = rf"(?: (?:of|from) (?:the )?(?:{modifier} ){{0,2}}(?:{_NAME}|{either('places')}))?"
    return re.compile(
        rf"(?<![\w-])(?:(?:{modifier} ){{0,5}}?{head}(?!\w|-\w)(?: {head}(?!\w|-\w))?{tail}|{_NAME}(?: {head}(?!\w))?)"
    )


@cache
def _place_tests() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?:^|[ -]){either('places')}$", re.IGNORECASE),
        re.compile(rf"\b{either('place_prepositions')} (?:the |a |an )?$", re.IGNORECASE),
        re.compile(rf"(?:^|[ -]){either('actors')}$", re.IGNORECASE),
    )


_MONTHS = "|".join(MONTHS)
_OPENINGS = (
    "The|A|An|In|On|At|By|This|That|These|Those|But|And|As|For|From|After|Before|Meanwhile|However|While|When|Since|"
    "Under|With|Also|Earlier|Later|If|Once|Both|Its|Their|His|Her|Our|Still|Then|Now|Despite|During|Following|To|Of|"
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
)
_NOT_NAMES = re.compile(
    rf"{_MONTHS}|{_OPENINGS}|It|He|She|They|We|I|According|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|At least|More|"
    r"Over|Some|Several|Dozens|Hundreds|Thousands|Many|Most|There|Mr|Another|Such|One|Not|No|Last|All|Each|Because|"
    r"Until|Though|Although"
)
_LEADING = re.compile(rf"(?:{_OPENINGS}|{_MONTHS.replace('May|', '')})\s+")


# "A monitor based in Britain": where somebody sits is not where anything happened.
_SEAT = re.compile(r"\b(?:based|headquartered|born|exiled) (?:in|near|at) (?:the )?$", re.IGNORECASE)


def find(sentence: str, closed: Iterable[tuple[int, int]] = ()) -> list[Phrase]:
    """The noun phrases of a sentence, in order, without overlap; none reaches into a closed stretch (a time, say)."""
    place_head, locative, actor_head = _place_tests()
    masked = sentence
    for first, last in closed:
        masked = masked[:first] + "\0" * (last - first) + masked[last:]
    out = []
    for m in _pattern().finditer(masked):
        begin, end = m.span()
        while lead := _LEADING.match(sentence, begin, end):
            begin = lead.end()
        text = sentence[begin:end].rstrip(".'’")
        end = begin + len(text)
        if not text or _NOT_NAMES.fullmatch(text) or _SEAT.search(sentence, max(0, begin - 25), begin):
            continue
        core = re.split(r" (?:of|in|from|at|near|on) ", text)[0]
        is_actor = bool(actor_head.search(core))
        is_actor = is_actor or text == "West"  # "the West" acts; "the west of the city" is a place
        is_place = not is_actor and bool(place_head.search(core) or locative.search(sentence, 0, begin))
        out.append(Phrase(begin, end, text, is_place, is_actor))
    return out
