"""Who is cited for what a sentence says: "according to X", "X said", quotations and their speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from truceline.reading import phrases


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cited source in a sentence.

    Attributes:
        begin, end: where the source's words stand in the sentence.
        cue_begin, cue_end: the words that cite it ("according to", "said").
        scope: the stretch of the sentence that it answers for.
    """

    begin: int
    end: int
    cue_begin: int
    cue_end: int
    scope: tuple[int, int]


_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    says = phrases.either("says")
    according = (
        r"(?:[Aa]ccording to|[Aa]s (?:reported|told) by|[Cc]iting|[Qq]uoting|(?:statement|report) by) (?:the |an? )?"
    )
    said = rf"(?:,? )(?P<says>(?:also |later |earlier )?{says}|(?:was |were )?quoted(?: by [\w ]+)? as saying)\b"
    inverted = r"(?:[”\"],?|,)\s(?P<says>said|says|added|explained|warned|reported)\s(?:the |an? )?(?=\w)"
    return re.compile(rf"\b{according}"), re.compile(said), re.compile(inverted)


_BETWEEN = re.compile(r"(?:also|has|have|had|spokesman|spokeswoman|\w+ly|on \w+day|[A-Z]\w+day|in a statement|who)")


def find(sentence: str, found: list[phrases.Phrase]) -> list[Attribution]:
    """The attributions of a sentence, in order; ``found`` are its noun phrases."""
    according, said, inverted = _patterns()
    out = [
        Attribution(source.begin, source.end, m.start(), m.end(), (0, len(sentence)))
        for m in according.finditer(sentence)
        if (source := _starting(found, m.end()))
    ]
    out += [
        Attribution(source.begin, source.end, m.start("says"), m.end("says"), (0, m.start()))
        for m in inverted.finditer(sentence)
        if (source := _starting(found, m.end()))
    ]
    for m in said.finditer(sentence):
        if any(a.cue_begin <= m.start("says") < a.end for a in out):
            continue
        if span := _ending(sentence, found, m.start()):
            out.append(Attribution(*span, m.start("says"), m.end("says"), _scope(sentence, span, m.end())))
    return sorted(out, key=lambda a: a.begin)


def _starting(found: list[phrases.Phrase], at: int) -> phrases.Phrase | None:
    return next((p for p in found if p.begin <= at < p.end or 0 <= p.begin - at <= 4), None)


def _ending(sentence: str, found: list[phrases.Phrase], at: int) -> tuple[int, int] | None:
    """The subject of a verb of saying that begins at an offset: a pronoun or the phrase right before it."""
    if m := re.search(rf"(?:^|[\s\"“”])({_PRONOUN})(?: (?:also|has|have|had))?$", sentence[:at]):
        return m.start(1), m.end(1)
    before = [p for p in found if p.end <= at]
    if not before:
        return None
    last = before[-1]
    gap = sentence[last.end : at].strip(" ,")
    if gap and not _BETWEEN.fullmatch(gap):
        return None
    # "X, the governor of Y, said": an apposition belongs to the name before it.
    apposed = len(before) > 1 and re.fullmatch(r", (?:the |an? )?", sentence[before[-2].end : last.begin])
    if apposed and sentence[last.end : at + 1].startswith(","):
        return before[-2].begin, before[-2].end
    return last.begin, last.end


def _scope(sentence: str, span: tuple[int, int], after: int) -> tuple[int, int]:
    """What a "said" answers for: what follows it when it opens the sentence or a clause, else what stands before."""
    rest = sentence[after:].strip(" .\"”'")
    trailing = len(rest.split()) <= 6 and span[0] > 20
    return (0, span[0]) if trailing else (0 if re.search(r"[\"”]", sentence[: span[0]]) else after, len(sentence))
