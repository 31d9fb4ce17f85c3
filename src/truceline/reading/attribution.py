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
    closing = r"\b(?P<says>said|says|reported|told \w+)\s(?:the |an? )?(?=[^.]{3,60}\W*$)"
    return (
        re.compile(rf"\b{according}"),
        re.compile(said),
        re.compile(f"{inverted}|{closing.replace('says>', 'said>')}"),
    )


# A headline may close with whom it cites: "Shells kill four in Hamdaniyah: monitor".
_HEADLINE = re.compile(
    r"(?:[:,–-]|\w)\s(?P<source>(?:state |rights )?"
    r"(?:monitor|NGO|media|observatory|SANA|activists|ministry|army|UN|report|TV))$",
    re.IGNORECASE,
)


_BETWEEN = re.compile(r"(?:also|has|have|had|spokesman|spokeswoman|\w+ly|on \w+day|[A-Z]\w+day|in a statement|who)")


def find(sentence: str, found: list[phrases.Phrase]) -> list[Attribution]:
    """The attributions of a sentence, in order; ``found`` are its noun phrases."""
    according, said, inverted = _patterns()
    out = [
        Attribution(source.begin, source.end, m.start(), m.end(), (0, len(sentence)))
        for m in according.finditer(sentence)
        if (source := _starting(found, m.end()))
    ]
    for m in inverted.finditer(sentence):
        source = _starting(found, m.end())
        if source and (m["says"] or source.end >= len(sentence.rstrip(' ."”'))):
            out.append(Attribution(source.begin, source.end, *m.span("says" if m["says"] else "said"), (0, m.start())))
    if closing := _HEADLINE.search(sentence):
        at = closing.span("source")
        out.append(Attribution(*at, *at, (0, at[0])))
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
    last, end = before[-1], before[-1].end
    # "An analyst in Tehran said": the place belongs to whoever said it.
    if last.is_place and len(before) > 1 and _SEAT.fullmatch(sentence, before[-2].end, last.begin):
        before.pop()
        last = before[-1]
    gap = sentence[end:at].strip(" ,")
    if gap and not _BETWEEN.fullmatch(gap):
        return None
    # "X, the governor of Y, said": an apposition belongs to the name before it.
    apposed = len(before) > 1 and re.fullmatch(r", (?:the |an? )?", sentence[before[-2].end : last.begin])
    if apposed and sentence[end : at + 1].startswith(","):
        last = before[-2]
    return last.begin, last.end


_SEAT = re.compile(r" (?:in|at|from|near|based in|inside) (?:the )?")
_OPENS_CLAUSE = re.compile(r"(?:[;:]|\b(?:and|but|while|as|whereas|when|because)\b)(?: \w+){0,2}\s*$")


def _scope(sentence: str, span: tuple[int, int], after: int) -> tuple[int, int]:
    """What a "said" answers for: what follows it where it opens its sentence or clause, else the whole sentence."""
    before = sentence[: span[0]]
    quoted = re.search(r"[\"”]", before)
    if quoted or not (span[0] <= 20 or _OPENS_CLAUSE.search(before) or sentence[after:].startswith(" that ")):
        return 0, len(sentence)
    return after, len(sentence)
