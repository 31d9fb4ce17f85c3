"""What each outlet or side calls whom and what, counted, with how much that tells the tellers apart.

The measure is the log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn (2008), "Fightin'
Words", Political Analysis 16(4), of a teller against all others together. Uses within one article depend on each other,
so that counts are first divided by the word's design effect: Rao and Scott (1992), "A simple method for the analysis of
clustered binary data", Biometrics 48(2).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from statistics import NormalDist
from typing import Literal

from truceline.analysis.terms import FIGHTERS, Labels, Term, act
from truceline.codebook import TYPES, of_family
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Mention, Record, Role, Span

By = Literal["outlet", "side"]
"""Whose words are counted together: those of an outlet, or of all outlets that stand near a side."""

Subject = Literal["anyone", "actor", "opponent", "act"]
"""What is called something: whoever acts or suffers, one actor or side, whoever fights that side, a type of act."""

PRIOR = 10.0
"""How many mentions the prior weighs: about those that a long article has of one actor."""

LEAST = 3
"""Words used fewer times in all are not compared."""

SILENT = 10
"""A teller without a use of a word is compared from this many mentions on: who hardly speaks of them avoids nothing."""

SURE = 1.96
"""The z-score that chance alone gives, either way, to one comparison in twenty."""

_QUOTATION = re.compile('["“”«»]')
_FIGHTING = of_family("violence") | of_family("ground")


@dataclass(frozen=True, slots=True)
class Choice:
    """How often one teller uses one word for somebody or something, and what that says beside all other tellers.

    Attributes:
        subject: what kind of thing is called so.
        about: id of the actor or side, the type of the act; ``None`` for anyone.
        word: the commonest of its forms; the forms of one word are counted together.
        proper: whether it is a name rather than a label.
        teller: id of the outlet or side, an outlet's name where no pack knows it; ``None`` for near no side or unknown.
        count: uses by this teller. Copies of a text do not count, nor what stands between quotation marks, nor does the
            same place in a text count twice.
        of: mentions by this teller of whom the word is for (for acts: claims of the type).
        articles: how many of its articles use the word.
        log_odds: above 0 where the teller uses it more than the others do; natural logarithm.
        error: standard error of ``log_odds``; ``log_odds`` ± 1.96 × ``error`` is its interval at 95 %.
        z: ``log_odds`` / ``error``.
        sure: 0 where chance may explain it, 1 where ``z`` lies more than 1.96 from 0, 2 where it lies so far that not
            one of all the comparisons made would by chance, in nineteen of twenty such records (Bonferroni).
        claim: id of a claim that shows the use; ``None`` where there is none.
        mention: the words of that use, with their offsets in its article.
    """

    subject: Subject
    about: str | None
    word: str
    proper: bool
    teller: str | None
    count: int
    of: int
    articles: int
    log_odds: float
    error: float
    z: float
    sure: Literal[0, 1, 2] = 0
    claim: str | None = None
    mention: Mention | None = None


def wording(
    record: Record, knowledge: Knowledge, *, by: By = "side", about: str | None = None, kind: str | None = None
) -> tuple[Choice, ...]:
    """Every word that at least two tellers could have used, for each of them.

    Args:
        record: what to count in.
        knowledge: what the packs know.
        by: whose words are counted together.
        about: id of an actor or side. Only words for it with all its parts, for who fights it, and for what it does.
        kind: a type of the codebook. Only words for acts of it.

    Returns:
        By subject, what it is about, and word: the commonest first.
    """
    articles = dict(record.articles.items())
    counts = _Counts(articles.values(), set(record.copies), by, knowledge)
    for claim in record.claims.values():
        if claim.article in counts.original:
            for place, mention, terms in _uses(claim, counts, about, kind):
                if not _quoted(articles[claim.article], claim.sentence, mention.span):
                    counts.add(claim, place, mention, terms)
    words = [(pool, word, tellers) for pool in counts.pools() for word, tellers in pool.words()]
    comparisons = sum(len(tellers) for _, _, tellers in words)
    bound = NormalDist().inv_cdf(1 - 0.025 / max(comparisons, 1))
    return tuple(choice for pool, word, tellers in words for choice in pool.choices(word, tellers, bound))


_Place = tuple[Subject, str | None]


def _uses(
    claim: Claim, counts: _Counts, about: str | None, kind: str | None
) -> Iterator[tuple[_Place, Mention, tuple[Term, ...]]]:
    """What a claim calls whom: who or what, where it says so, and the words."""
    told = counts.act(claim.trigger.text)
    by_them = about is None or any(counts.belongs(m.entity, about) for m in claim.actor)
    if told and by_them and kind in (None, claim.type):
        yield ("act", claim.type), claim.trigger, (told,)
    if kind:
        return
    sides: tuple[tuple[Role, Role], ...] = (("actor", "target"), ("target", "actor"))
    for role, other in sides:
        for mention in claim.mentions(role):
            if not (terms := counts.labels.of(mention.text)):
                continue
            own = counts.group(mention.entity)
            if about is None and (mention.entity or counts.labels.is_somebody(mention.text)):
                yield ("anyone", None), mention, tuple(t for t in terms if not t.proper)
            if about and counts.belongs(mention.entity, about):
                yield ("actor", about), mention, terms
            elif about is None and own:
                yield ("actor", own), mention, terms
            if claim.type in _FIGHTING and counts.fights(mention):
                foes = [about] if about else sorted({g for m in claim.mentions(other) if (g := counts.side(m.entity))})
                for foe in foes:
                    against = any(counts.belongs(m.entity, foe) for m in claim.mentions(other))
                    if against and not counts.belongs(mention.entity, foe):
                        yield ("opponent", foe), mention, terms


def _quoted(article: Article, sentence: Span, words: Span) -> bool:
    """Whether quotation marks in the words, or opened before them in the sentence, make them somebody else's."""
    if _QUOTATION.search(article.passage(words)):
        return True
    before = article.field(words.field)[sentence.begin : words.begin] if words.field == sentence.field else ""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("«") > before.count("»")


class _Counts:
    """Uses of words as they are found, each place in a text once for each subject."""

    def __init__(self, articles: Iterable[Article], copies: set[str], by: By, knowledge: Knowledge) -> None:
        self.labels = Labels(knowledge)
        self.act = cache(act)
        self.side = cache(knowledge.side_of)
        self.group = cache(self._group)
        self.belongs = cache(self._belongs)
        self._knowledge = knowledge
        self.original = {a.id: self._teller(a.outlet, by) for a in articles if a.id not in copies}
        self._pools: dict[_Place, _Pool] = {}
        self._seen: set[tuple[object, ...]] = set()

    def _teller(self, outlet: str | None, by: By) -> str | None:
        known = self._knowledge.outlet(outlet)
        if by == "side":
            return known.side if known else None
        return known.id if known else outlet

    def _group(self, entity: str | None) -> str | None:
        """The side of an actor, or else the largest whole that it is part of."""
        if entity not in self._knowledge.actors:
            return None
        return self.side(entity) or self._knowledge.lineage(entity or "")[-1]

    def _belongs(self, entity: str | None, about: str) -> bool:
        """Whether it is an actor or a part of it, or somebody of a side."""
        if about in self._knowledge.sides:
            return self.side(entity) == about
        return entity in self._knowledge.actors and about in self._knowledge.lineage(entity or "")

    def fights(self, mention: Mention) -> bool:
        """Whether a mention stands for somebody who may fight, as far as its words tell where it stayed open."""
        if mention.entity is None:
            return self.labels.is_fighter(mention.text)
        actor = self._knowledge.actors.get(mention.entity)
        return actor is not None and actor.kind in FIGHTERS

    def add(self, claim: Claim, place: _Place, mention: Mention, terms: Iterable[Term]) -> None:
        """Count what one mention calls somebody, unless this place in the text was counted."""
        at = (place, claim.article, mention.span)
        if at not in self._seen:
            self._seen.add(at)
            pool = self._pools.setdefault(place, _Pool(*place))
            pool.add(self.original[claim.article], claim, mention, terms)

    def pools(self) -> list[_Pool]:
        """What was counted, in a fixed order: types of acts as in the codebook, the others by their mentions."""
        subjects: tuple[Subject, ...] = ("anyone", "opponent", "actor", "act")
        types = list(TYPES)

        def order(pool: _Pool) -> tuple[int, int, str]:
            rank = types.index(pool.about) if pool.about and pool.about in TYPES else -pool.size
            return subjects.index(pool.subject), rank, pool.about or ""

        return sorted(self._pools.values(), key=order)


_Word = tuple[str, bool]
"""The key of a word, and whether it is a name."""

_Tally = dict[str | None, Counter[str]]
"""How many times, by teller and article."""


@dataclass(slots=True)
class _Pool:
    """The words for one subject: mentions and uses by teller and article."""

    subject: Subject
    about: str | None
    mentions: _Tally = field(default_factory=lambda: defaultdict(Counter))
    uses: dict[_Word, _Tally] = field(default_factory=dict)
    forms: dict[_Word, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    examples: dict[tuple[str, bool, str | None], tuple[float, str, Mention]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many mentions there are."""
        return sum(n.total() for n in self.mentions.values())

    def add(self, teller: str | None, claim: Claim, mention: Mention, terms: Iterable[Term]) -> None:
        """Count a mention and its words, each once."""
        self.mentions[teller][claim.article] += 1
        for term in terms:
            word = (term.key, term.proper)
            self.uses.setdefault(word, defaultdict(Counter))[teller][claim.article] += 1
            self.forms[word][term.text] += 1
            example = (-claim.confidence, claim.id, mention)
            known = self.examples.setdefault((*word, teller), example)
            if example[:2] < known[:2]:
                self.examples[*word, teller] = example

    def words(self) -> Iterator[tuple[_Word, list[str | None]]]:
        """The words to compare, the commonest first, each with who uses it or could have."""
        if len(self.mentions) < 2:
            return
        total = {word: sum(n.total() for n in uses.values()) for word, uses in self.uses.items()}
        speaking = {teller for teller, of in self.mentions.items() if of.total() >= SILENT}
        for word in sorted(total, key=lambda w: (-total[w], w)):
            if total[word] >= LEAST:
                yield word, sorted(speaking.union(self.uses[word]), key=lambda t: (t is None, t or ""))

    def choices(self, word: _Word, tellers: Iterable[str | None], bound: float) -> Iterator[Choice]:
        """One word by each of these tellers; ``bound`` is the z-score that none of all would reach by chance."""
        uses, forms = self.uses[word], self.forms[word]
        effect = _design_effect(uses, self.mentions)
        total, size = sum(n.total() for n in uses.values()), self.size
        for teller in tellers:
            own = uses.get(teller, Counter())
            count, of = own.total(), self.mentions[teller].total()
            log_odds, error = compare(count, of, total - count, size - of, effect)
            z = log_odds / error
            example = self.examples.get((*word, teller))
            yield Choice(
                subject=self.subject,
                about=self.about,
                word=min(forms, key=lambda f: (-forms[f], f)),
                proper=word[1],
                teller=teller,
                count=count,
                of=of,
                articles=len(own),
                log_odds=round(log_odds, 3),
                error=round(error, 3),
                z=round(z, 2),
                sure=2 if abs(z) > bound > SURE else 1 if abs(z) > SURE else 0,
                claim=example[1] if example else None,
                mention=example[2] if example else None,
            )


def compare(count: int, of: int, others: int, of_others: int, effect: float = 1.0) -> tuple[float, float]:
    """The log-odds ratio of a word between one teller and all others, and its standard error.

    With ``y`` uses in ``n`` mentions on each side, both divided by the design effect, and a prior ``α`` for uses, ``β``
    for mentions without one: ``log((y + α) / (n - y + β))`` of the one less that of the others; its variance is the sum
    of the reciprocals of the four. ``α`` and ``β`` share out ``PRIOR`` as all tellers together share out their mentions
    (half a use and half a mention without one added, so that neither is 0).
    """
    share = (count + others + 0.5) / (of + of_others + 1)
    used, unused = PRIOR * share, PRIOR * (1 - share)
    cells = (
        count / effect + used,
        (of - count) / effect + unused,
        others / effect + used,
        (of_others - others) / effect + unused,
    )
    log_odds = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    return log_odds, math.sqrt(sum(1 / c for c in cells))


def _design_effect(uses: _Tally, mentions: Mapping[str | None, Counter[str]]) -> float:
    """How many uses of a word within articles weigh as much as one would alone; at least 1.

    The variance of its share between the articles of a teller over what it were if mentions were drawn one by one, all
    tellers taken together. Where that cannot be told, an article weighs as one mention.
    """
    between = within = 0.0
    for teller, of in mentions.items():
        own = uses.get(teller, Counter())
        n = len(of)
        if n > 1:
            share = own.total() / of.total()
            between += n / (n - 1) * sum((own.get(a, 0) - share * m) ** 2 for a, m in of.items())
            within += of.total() * share * (1 - share)
    if not within:
        return sum(of.total() for of in mentions.values()) / sum(len(of) for of in mentions.values())
    return max(1.0, between / within)
