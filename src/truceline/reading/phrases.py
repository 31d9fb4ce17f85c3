"""Noun phrases that can be somebody or some place, found by the shape of words and short lists of head nouns."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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
    """A noun phrase: its offsets in the sentence, its words, and whether its head or setting makes it a place."""

    begin: int
    end: int
    text: str
    is_place: bool
    is_actor: bool


_NAME_WORD = r"(?:[A-ZÀ-ÖØ-Þ](?:[\w’'.&-]*[\w])?|al-\w+|ash?-\w+|el-\w+)"
_NAME = rf"{_NAME_WORD}(?:(?: (?:of|for|al|bin|de|and the|of the|for the))? {_NAME_WORD})*"


@cache
def _pattern() -> re.Pattern[str]:
    modifier = rf"(?:{_NAME_WORD}|[\w’']+-[\w-]+|\d[\d,.]*|{either('modifiers')})"
    head = rf"(?:{either('actors')}|{either('places')})"
    tail = rf"(?: (?:of|in|from|at|near|on) (?:the )?(?:{modifier} ){{0,2}}(?:{_NAME}|{either('places')}))?"
    return re.compile(rf"(?<![\w-])(?:(?:{modifier} ){{0,5}}{head}(?!\w|-\w){tail}|{_NAME}(?: {head}(?!\w))?)")


@cache
def _place_tests() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?:^|[ -]){either('places')}$", re.IGNORECASE),
        re.compile(rf"\b{either('place_prepositions')} (?:the |a |an )?$", re.IGNORECASE),
        re.compile(rf"(?:^|[ -]){either('actors')}$", re.IGNORECASE),
    )


_NOT_NAMES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|The|A|An|In|On|At|By|It|He|She|They|We|This|That|These|Those|But|And|As|For|From|After|Before|"
    r"Meanwhile|However|According|While|When|Since|Under|With|Also|Earlier|Later|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|"
    r"At least|More|Over|Some|Several|Dozens|Hundreds|Thousands|Both|If|Many|Most|Its|Their|His|Her|There|Still|I|Mr|Once|"
    r"Another|Such|One|Not|No|Then|Now|Last|Later|Despite|During|Following|To|Of|All|Each|Because|Until|Though|Although"
)
_LEADING = re.compile(
    r"(?:(?:The|A|An|In|On|At|By|This|That|These|Those|But|And|As|For|From|After|Before|Meanwhile|However|While|When|Since|"
    r"Under|With|Also|Earlier|If|Once|Both|Its|Their|His|Her|Our|Still|Then|Now|Despite|During|Following|To|Of|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|"
    r"December)(?=\s))\s+"
)


def find(sentence: str) -> list[Phrase]:
    """The noun phrases of a sentence, in order, without overlap."""
    place_head, locative, actor_head = _place_tests()
    out = []
    for m in _pattern().finditer(sentence):
        begin, end = m.span()
        while lead := _LEADING.match(sentence, begin, end):
            begin = lead.end()
        text = sentence[begin:end].rstrip(".'’")
        end = begin + len(text)
        if not text or _NOT_NAMES.fullmatch(text):
            continue
        core = re.split(r" (?:of|in|from|at|near|on) ", text)[0]
        is_actor = bool(actor_head.search(core))
        is_place = not is_actor and bool(place_head.search(core) or locative.search(sentence, 0, begin))
        out.append(Phrase(begin, end, text, is_place, is_actor or not is_place))
    return out
