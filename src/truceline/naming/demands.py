"""What a pronoun or a bare description asks of the one it stands for: number, person or thing, kind, noun."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from truceline.naming.phrase import bare
from truceline.naming.scan import STRANGER, Candidate
from truceline.naming.words import (
    BODIES,
    GROUPS,
    HE,
    I_WE,
    IT,
    LEADING,
    MALE_FEMALE,
    MODIFIERS,
    NOT_THE_WHOLE,
    OF_A_WHOLE,
    PERSONS,
    PLAIN,
    THEY,
    WHOSE,
)

_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)(?: same| whole| entire)? $", re.IGNORECASE)
_POINTING = re.compile(r"(?:the|this|that|these|those) ", re.IGNORECASE)
_OF_THEM = re.compile(r"[\w ]+ of (them|us)", re.IGNORECASE)
_OF_THE = re.compile(r"([\w ]+) of (?:the|this|that|these|those) ([\w -]+)")
_OWNED = re.compile(r"(?:the |this |that )?([a-z]{4,})['’]?s['’]? ([a-z]+)")


@dataclass(frozen=True, slots=True)
class Demand:
    """What a mention asks of its antecedent.

    Attributes:
        pronoun: ``he``, ``it``, ``they``, ``i`` or empty for a description.
        noun: the noun of a description, in small letters.
        words: all words of the description, in small letters.
        kinds: kinds of actor that it may stand for; empty where the noun has to be the same.
        part: what of the antecedent is meant ("fighters" of "its fighters"); empty where all of it.
        others: whether "we" and not "I" is said, so that the speaker stands for others.
    """

    pronoun: str = ""
    noun: str = ""
    words: str = ""
    kinds: frozenset[str] = frozenset()
    part: str = ""
    others: bool = False

    def agrees(self, candidate: Candidate) -> bool:
        """Whether a candidate agrees with the pronoun in number and person."""
        person = is_person(candidate)
        if not candidate.definite and candidate.found and candidate.kind != "person":
            return self.pronoun == "they" and candidate.plural is True
        match self.pronoun:
            case "he":
                unknown = candidate.found is None and candidate.text[:1].isupper()
                return person or (unknown and candidate.kind in ("", STRANGER))
            case "it":
                return not person and candidate.plural is not True and candidate.kind not in (STRANGER, "population")
            case _:
                return not person and candidate.plural is not False

    def fits(self, candidate: Candidate) -> bool:
        """Whether a candidate is of a kind that the description may stand for."""
        if not candidate.text[:1].isupper() or is_person(candidate):
            return False
        return candidate.kind in self.kinds or (bool(self.kinds) and not candidate.kind and candidate.found is None)


def is_person(candidate: Candidate) -> bool:
    """Whether the words or the entity are one person."""
    one = candidate.head in PERSONS | MALE_FEMALE
    return candidate.kind == "person" or (one and candidate.plural is False)


def demand(text: str, before: str, *, generic: bool) -> Demand | None:
    """What a mention asks for, ``None`` where it is no pronoun and no description of somebody told of before.

    Args:
        text: the mention.
        before: what stands in front of it.
        generic: whether it is at most known as a description that fits many.
    """
    simple = text.strip().lower()
    if simple in _PRONOUNS and not (len(simple) > 1 and text.strip().isupper()):
        return Demand(_PRONOUNS[simple], others=simple.startswith(("we", "us", "our")))
    first, _, rest = simple.partition(" ")
    if first in WHOSE and rest:
        return Demand(_PRONOUNS[first], part=rest, others=first == "our")
    if not generic:
        return None
    if m := _OF_THEM.fullmatch(simple):
        return Demand(_PRONOUNS[m[1]], others=m[1] == "us")
    if (m := _OF_THE.fullmatch(simple)) and (found := _described(m[2])):
        return _with_part(found, m[1])
    pointed = _DEFINITE.search(before) or _POINTING.match(simple)
    if pointed and (m := _OWNED.fullmatch(simple)) and m[1] in GROUPS and (found := _described(m[1])):
        return _with_part(found, m[2])
    return _described(bare(simple)) if pointed else None


_PRONOUNS = {
    **dict.fromkeys(HE, "he"), **dict.fromkeys(IT, "it"), **dict.fromkeys(THEY, "they"), **dict.fromkeys(I_WE, "i"),
}  # fmt: skip


def _with_part(found: Demand, part: str) -> Demand:
    return Demand(noun=found.noun, words=found.words, kinds=found.kinds, part=part)


def _described(words: str) -> Demand | None:
    kept = [w for w in words.split() if w not in PLAIN and w not in LEADING]
    if not kept:
        return None
    noun = kept[-1]
    if noun not in GROUPS and noun not in OF_A_WHOLE | PERSONS | BODIES:
        return None
    kinds = GROUPS.get(noun, frozenset())
    for word in kept[:-1]:
        if "-based" in word:
            kinds = kinds & {"monitor", "ngo", "armed_group"}
        else:
            kinds = kinds & MODIFIERS.get(word, frozenset())
    return Demand(noun=noun, words=" ".join(kept), kinds=kinds)


def acts_for(part: str) -> bool:
    """Whether what is said to be somebody's acts for them: "its fighters" do, "its victims" do not."""
    words: Collection[str] = part.split()
    return bool(words) and part.split()[-1] in OF_A_WHOLE and not NOT_THE_WHOLE.intersection(words)
