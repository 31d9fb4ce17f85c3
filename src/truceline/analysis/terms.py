"""The words that a text chooses: labels and names in a mention, acts in a trigger, forms of one word under one key."""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.naming.aliases import Aliases
from truceline.naming.phrase import Unit, is_pronoun, take_apart
from truceline.naming.spelling import bare, plain
from truceline.naming.words import JOINING, LEADING, PRONOUNS, QUALIFYING, TURNING
from truceline.pack import Knowledge

FIGHTERS = frozenset({"armed_group", "force", "coalition", "government", "party", "state"})
"""The kinds of actor that take part in fighting."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a name of several, that a text uses.

    Attributes:
        key: what forms of one word have in common: "terrorist" for "Terrorists", "captur" for "capturing".
        text: the form used, a label in small letters, a name as the pack spells it.
        proper: whether it is a name rather than a label.
    """

    key: str
    text: str
    proper: bool = False


_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_BEHIND = re.compile(
    r"\b[^\W\d_][\w.]*[-‑](?:backed|sponsored|supported|funded|financed|armed|trained|affiliated|linked|allied|inspired)\b"
)
_SO_CALLED = re.compile(r"\bso[- ]called\b", re.IGNORECASE)
_OWN = frozenset({"of", "from", "called", "known", "named"})
"""Words after which a phrase still says what somebody is called: "terrorists of X"."""

_WHICH = frozenset(
    "other more less remaining rest further least only new former own same such different various certain first "
    "second third last next main key top senior local number majority part large small big old young dead killed "
    "wounded injured captured position positions site sites base bases headquarters stronghold strongholds "
    "hideout hideouts den dens gathering gatherings convoy convoys vehicle vehicles truck trucks car cars tank "
    "tanks depot depots target targets area areas line lines supply route routes town towns village villages city "
    "cities airport airbase hospital house houses building buildings checkpoint checkpoints point points place "
    "places center centers centre centres".split()
)
"""Words that tell which or how many of them are meant, or what of theirs, not what they are called."""

_NO_LABEL = LEADING | PRONOUNS | TURNING | JOINING | QUALIFYING | _WHICH

_PLURALS = {"men": "man", "women": "woman", "children": "child", "gunmen": "gunman", "militiamen": "militiaman"}

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being",
        "begin": "began begun",
        "blow": "blew blown",
        "break": "broke broken",
        "bring": "brought",
        "come": "came",
        "die": "dead death deaths died dies dying",
        "drive": "drove driven",
        "fall": "fell fallen",
        "fight": "fought",
        "flee": "fled",
        "fly": "flew flown",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes",
        "hold": "held",
        "keep": "kept",
        "lead": "led",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "meet": "met",
        "overrun": "overran",
        "overtake": "overtook overtaken",
        "pay": "paid",
        "retake": "retook retaken retaking",
        "run": "ran",
        "say": "said",
        "seize": "seizure seizures",
        "send": "sent",
        "shoot": "shot",
        "slay": "slain slew",
        "strike": "struck stricken",
        "swear": "swore sworn",
        "take": "took taken taking",
        "tear": "tore torn",
        "throw": "threw thrown",
        "win": "won",
        "withdraw": "withdrew withdrawn withdrawal withdrawals",
    }.items()
    for form in forms.split()
}

_ENDINGS = (("ement", 3), ("ment", 3), ("ation", 3), ("ated", 3), ("ating", 3), ("ate", 3), ("ion", 3), ("ing", 2),
            ("ed", 2), ("e", 2))  # fmt: skip
"""Endings of verbs and of the nouns made of them, each with the letters that have to stand before it."""

_NOUN_ENDING = re.compile(r"(?:(?<=ss|sh|ch)es|(?<=x)es|(?<![su])s)$")
_VOWEL = re.compile("[aeiouy]")
_DOUBLE = re.compile(r"(.)\1$")


def noun(word: str) -> str:
    """What the forms of a noun have in common: "army" and "armies", "Terrorist" and "terrorists".

    >>> noun("Terrorists"), noun("gunmen"), noun("forces")
    ('terrorist', 'gunman', 'force')
    """
    small = word.lower()
    if small in _PLURALS:
        return _PLURALS[small]
    if len(small) > 4 and small.endswith("ies"):
        return small[:-3] + "y"
    return _NOUN_ENDING.sub("", small) if len(small) > 3 else small


def verb(word: str) -> str:
    """What the forms of a verb, and the noun made of it, have in common; not itself a word.

    >>> verb("seized") == verb("seizing") == verb("seizure")
    True
    >>> verb("liberated") == verb("liberation")
    True
    """
    small = _IRREGULAR.get(word.lower(), word.lower())
    small = small[:-3] + "y" if len(small) > 4 and small.endswith("ied") else noun(small)
    for ending, least in _ENDINGS:
        stem = small.removesuffix(ending)
        if stem != small and len(stem) >= least and _VOWEL.search(stem) and not small.endswith("eed"):
            small = stem
            break
    return _DOUBLE.sub(r"\1", small)


def act(trigger: str) -> Term | None:
    """The word or words of a trigger, without what only joins them; ``None`` where nothing is left."""
    words = [_POSSESSIVE.sub("", w).lower() for w in _WORD.findall(trigger)]
    telling = [w for w in words if w not in LEADING and w not in PRONOUNS] or words
    if not telling:
        return None
    # "air strikes", "air-strikes" and "airstrikes" are one word.
    return Term("".join(verb(part) for w in telling for part in re.split(r"[-‑]", w)), " ".join(telling))


class Labels:
    """What mentions call whom they mean, by the names that packs know. Build one and use it for many mentions."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index the names of actors, and which words of them the packs write in small letters."""
        actors = knowledge.actors.values()
        self._aliases = Aliases((a.id, a.names, a.descriptions) for a in actors)
        written = [n for a in actors for n in (*a.names, *a.descriptions)]
        self._proper: dict[str, str] = {}
        for name in (n for a in actors for n in a.names):
            if all(w[0].isupper() or w in TURNING for w in _WORD.findall(_bare_name(name))):
                self._proper.setdefault(bare(plain(name)), name)
        self._small = {noun(w) for name in written for w in _WORD.findall(name) if w.islower()}
        fighters = [_WORD.findall(d)[-1:] for a in actors if a.kind in FIGHTERS for d in a.descriptions]
        self._fighters = {noun(w) for last in fighters for w in last if w.islower()}
        self._known: dict[str, tuple[Term, ...]] = {}

    def of(self, text: str) -> tuple[Term, ...]:
        """The labels and names of a mention, each once; empty for a pronoun."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def is_somebody(self, text: str) -> bool:
        """Whether a mention that stayed open still uses a word that packs have for somebody."""
        return any(t.proper or t.key in self._small for t in self.of(text))

    def is_fighter(self, text: str) -> bool:
        """Whether it uses a word that packs have for somebody who takes part in fighting."""
        return any(t.proper or t.key in self._fighters for t in self.of(text))

    def _read(self, text: str) -> tuple[Term, ...]:
        if is_pronoun(text):
            return ()
        found: dict[str, Term] = {}

        def add(term: Term) -> None:
            found.setdefault(term.key, term)

        if _SO_CALLED.search(text):
            add(Term("so-called", "so-called"))
        for words in _BEHIND.findall(text):
            add(Term(plain(words), words.replace("‑", "-")))
        # What begins with such a word ("over 30 rebels", "at least 30") is none the less about whom it names.
        segments = [s for s in take_apart(text, self._aliases) if s.units]
        for number, segment in enumerate(segments):
            if number and not _OWN.intersection(segment.link[-1:]):
                break  # "backed by X", "and X": somebody else
            for unit in segment.units:
                for term in self._terms(unit):
                    add(term)
        return tuple(found.values())

    def _terms(self, unit: Unit) -> list[Term]:
        if unit.hit and not unit.hit.described and (name := self._proper.get(bare(plain(unit.text)))):
            return [Term(bare(plain(name)), name, proper=True)]
        words = [_POSSESSIVE.sub("", w) for w in _WORD.findall(unit.text)]
        names: list[Term] = []
        if unit.hit and not unit.hit.generic:  # the name in "Islamic State group"; "Syrian" in "Syrian regime" is none
            spans = ((b, e) for size in range(len(words) - 1, 0, -1) for b in range(len(words) - size + 1)
                     for e in (b + size,))  # fmt: skip
            for begin, end in spans:
                run = words[begin:end]
                if not any(w.islower() for w in run) and (name := self._proper.get(bare(plain(" ".join(run))))):
                    names = [Term(bare(plain(name)), name, proper=True)]
                    words[begin:end] = []
                    break
        small = [w.lower() for w in words if w.islower() or noun(w) in self._small]
        return names + [Term(noun(w), w) for w in small if len(w) > 1 and w not in _NO_LABEL]


def _bare_name(name: str) -> str:
    """A name without an Arabic article in small letters, which makes it no less a name."""
    return re.sub(r"\b(?:al|el|as|ash|ad|an|ar|at|az|ez|bin|ibn|the)[-\s]", "", name)
