"""What the model found in an article, joined with the times and amounts in its words, as claims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from truceline.reading import dates, quantities, tense, wording
from truceline.reading.decode import Counted, Found, Stretch
from truceline.reading.denials import did_not_happen, is_denied
from truceline.reading.tense import Tense
from truceline.records import Article, Claim, Interval, Mention, Quantity, QuantityKind, Span, Status, claim_id

_CONDITION = re.compile(r"\b(?:unless|if|provided that|on condition that|as long as|until)\b [^.;”\"]+", re.IGNORECASE)
_SINCE = re.compile(r"\w*\s?since\b", re.IGNORECASE)
_BOTH = (
    r"(?:(?:killed|dead|died|martyred)\W{1,3}(?:and |or |& ?)?(?:injured|wounded|hurt)"
    r"|(?:injured|wounded)\W{1,3}(?:and |or |& ?)?(?:killed|dead)"
    r"|(?:kill(?:s|ing)?|deaths?)\W{1,3}(?:and |or |& ?)?(?:injur(?:y|ies|es?|ing)|wound(?:s|ing)?))\b"
)
# "48 killed and injured", "killing or wounding scores of": how many of them died is not told.
_OTHERS = r"(?:and|or|but|as|while|after|when|leaving|left|many|others?|some|number|dozens|scores|tens|hundreds|\d+)\b"
_BOTH_BEHIND = re.compile(rf" (?:(?!{_OTHERS})[\w’'-]+ ){{0,6}}?{_BOTH}", re.IGNORECASE)
_BOTH_AHEAD = re.compile(rf"\b{_BOTH}(?: of)? $", re.IGNORECASE)
_AND = re.compile(r" and [^A-Z]")
_TURN = re.compile(r"[;:]|,|\b(?:and|but|while)\b")
_LASTING = {"truce_call", "truce_agree", "truce_extend", "aid_permit"}
_NOBODYS = {"truce_start", "truce_end"}  # "a truce brokered by them took effect"
_CONDITIONAL = {
    "threat",
    "suspend",
    "demand",
    "reject",
    "truce_call",
    "truce_agree",
    "withdrawal",
    "agreement",
    "aid_permit",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article, with the times and amounts that its words tell."""

    article: Article
    span: Span
    anchor: date | None

    @cached_property
    def text(self) -> str:
        """Its characters."""
        return self.article.passage(self.span)

    @cached_property
    def _times(self) -> dict[Tense, list[dates.TimeExpression]]:
        return {}

    def times(self, told: Tense) -> list[dates.TimeExpression]:
        """Its time expressions, as they are meant in what is told in a tense."""
        if told not in self._times:
            self._times[told] = dates.find(self.text, self.anchor, told)
        return self._times[told]

    @cached_property
    def amounts(self) -> list[quantities.Amount]:
        """Its numbers."""
        return quantities.find(self.text)

    def mention(self, begin: int, end: int) -> Mention:
        """A stretch of it as a mention."""
        return Mention(self.place(begin, end), self.text[begin:end])

    def place(self, begin: int, end: int) -> Span:
        """Where a stretch of it stands in the article."""
        return Span(self.span.field, self.span.begin + begin, self.span.begin + end)


def claims_of(article: Article, spans: Sequence[Span], anchor: date | None, found: Sequence[Found]) -> list[Claim]:
    """The claims of an article.

    Args:
        article: the article.
        spans: its sentences, as the model was given them.
        anchor: the day that its times count from; ``None`` when unknown.
        found: what the model found, in order of the triggers.
    """
    sentences = [Sentence(article, span, anchor) for span in spans]
    numbers = _numbers(sentences, found)
    triggers: dict[int, list[int]] = {}
    for one in found:
        triggers.setdefault(one.trigger.sentence, []).append(one.trigger.begin)
    makers = {sentences[one.trigger.sentence].place(*span) for one in found for span in _made_by(sentences, one)}
    return _told_again([_claim(sentences, one, numbers[i], triggers, makers) for i, one in enumerate(found)])


def _claim(
    sentences: Sequence[Sentence],
    found: Found,
    numbers: Sequence[Quantity],
    triggers: Mapping[int, Sequence[int]],
    makers: Set[Span],
) -> Claim:
    own, trigger = sentences[found.trigger.sentence], found.trigger

    def mentions(role: str) -> tuple[Mention, ...]:
        return tuple(sentences[s.sentence].mention(s.begin, s.end) for s in found.roles[role])

    found = replace(found, type=wording.type_of(own.text, trigger.begin, trigger.end, found.type))
    found = replace(found, status=_status(own, found, triggers[trigger.sentence]))
    condition = _CONDITION.search(own.text, trigger.end) if found.type in _CONDITIONAL else None
    return Claim(
        id=claim_id(own.article.id, own.place(trigger.begin, trigger.end)),
        article=own.article.id,
        trigger=own.mention(trigger.begin, trigger.end),
        sentence=own.span,
        type=found.type,
        status=found.status,
        actor=_actors(sentences, found, mentions("actor"), makers),
        target=mentions("target"),
        place=mentions("place"),
        time=mentions("time"),
        source=mentions("source"),
        condition=(own.mention(*condition.span()),) if condition else (),
        date=_date(sentences, found),
        numbers=tuple(numbers),
        confidence=found.confidence,
    )


def _status(own: Sentence, found: Found, others: Sequence[int]) -> Status:
    begin = found.trigger.begin
    if is_denied(own.text, begin, others):
        return "denied"
    if found.status == "happened" and did_not_happen(own.text, begin, found.trigger.end, found.type):
        return "denied"
    if found.status == "happened" and wording.is_to_be(own.text, begin, found.trigger.end, found.type):
        return "planned"
    return found.status


def _made_by(sentences: Sequence[Sentence], found: Found) -> tuple[tuple[int, int], ...]:
    trigger = found.trigger
    return wording.parties(sentences[trigger.sentence].text, trigger.begin, trigger.end, found.type)


def _actors(
    sentences: Sequence[Sentence], found: Found, actors: tuple[Mention, ...], makers: Set[Span]
) -> tuple[Mention, ...]:
    """The actors, with those that "brokered by" names beside them; they do not begin or end what they brokered."""
    if found.type in _NOBODYS:
        return tuple(a for a in actors if not any(a.span.overlaps(m) for m in makers))
    own = sentences[found.trigger.sentence]
    named = [own.mention(*span) for span in _made_by(sentences, found)]
    if not actors:
        begin, end = found.trigger.begin, found.trigger.end
        named += [own.mention(*span) for span in wording.breakers(own.text, begin, end, found.type)]
    return actors + tuple(n for n in named if not any(n.span.overlaps(a.span) for a in actors))


def _told_again(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without a time have that of the claim that tells the same number of the same thing ("31 killed").

    So a headline has the day that the first paragraph tells; where the article tells several days, none is taken.
    """

    def told(claim: Claim) -> set[tuple[str, str, str, int | None, int | None]]:
        return {(claim.type, claim.status, q.kind, q.least, q.most) for q in claim.numbers}

    dated = [c for c in claims if c.date is not None and c.numbers]
    out = []
    for claim in claims:
        if claim.date is None and not claim.time and claim.numbers:
            others = [c for c in dated if told(c) & told(claim)]
            if others and len({c.date for c in others}) == 1:
                claim = replace(claim, date=others[0].date, time=others[0].time)
        out.append(claim)
    return out


def _date(sentences: Sequence[Sentence], found: Found) -> Interval | None:
    """The days that the likeliest of its times that can be worked out means, or others within them do."""
    best: Interval | None = None
    told = tense.of(found.status)
    for s in found.roles["time"]:
        for time in sentences[s.sentence].times(told):
            if time.begin < s.end and s.begin < time.end:
                days = _own(sentences[s.sentence], time, found, s)
                if days and (best is None or (best.first <= days.first and days.last <= best.last)):
                    best = days
    return best and _counted_from(sentences[found.trigger.sentence], found, best)


def _counted_from(sentence: Sentence, found: Found, days: Interval) -> Interval:
    """The duration right behind a trigger that counts from the same day: "since 3 May, and 400 died in four days"."""
    for time in sentence.times(tense.of(found.status)):
        told = time.interval
        if told and time.begin >= found.trigger.end and told.last < days.last:
            between = sentence.text[found.trigger.end : time.begin]
            same = (told.first, told.first_grain) == (days.first, days.first_grain)
            if same and not _TURN.search(between):
                return told
    return days


def _own(sentence: Sentence, time: dates.TimeExpression, found: Found, stretch: Stretch) -> Interval | None:
    """What a time means to a claim, ``None`` where it is not its own.

    One that has only its end has that ("began" of "since the war began in March 2011"). What is to be at a time is not
    what happened before ("agreed on a truce to begin on Monday"); "a day after" is of what is told behind it.
    """
    trigger = found.trigger
    here = trigger.sentence == stretch.sentence
    ahead_of_it = here and trigger.end <= time.begin
    if ahead_of_it and found.status == "happened" and tense.is_to_come(sentence.text[trigger.end : time.begin]):
        return None
    if here and wording.is_of_truce(sentence.text, trigger.begin, trigger.end, found.type, (time.begin, time.end)):
        return None
    words = sentence.text[time.begin : time.end].lower()
    if found.type in _LASTING and found.status == "happened" and words.startswith(("until", "till", "for ")):
        return None  # how long it is to last
    between = sentence.text[time.end : trigger.begin] if here else ""
    if words.endswith(" after") and (not between or _AND.search(between)):
        return None
    if found.status == "planned" and tense.is_purpose(sentence.text[: time.begin], between):
        done = next((t.interval for t in sentence.times("past") if t.begin <= time.begin < t.end), None)
        return done or time.interval
    within = here and time.begin < trigger.begin < time.end
    behind = stretch.begin > time.begin and not (here and trigger.begin < time.begin)
    if not _SINCE.match(sentence.text, time.begin) or not (within or behind):
        return time.interval
    own = trigger.begin if within else stretch.begin
    told = tense.of(found.status)
    later = dates.find(sentence.text[max(stretch.begin, own) : time.end], sentence.anchor, told)
    return later[0].interval if later else time.interval


def _numbers(sentences: Sequence[Sentence], found: Sequence[Found]) -> list[list[Quantity]]:
    """The amounts in each of the findings; one that several lay claim to goes to the likeliest."""
    best: dict[Span, tuple[float, int, Quantity]] = {}
    for owner, one in enumerate(found):
        for counted in one.numbers:
            for amount in sentences[counted.stretch.sentence].amounts:
                lasting = amount.unit in {"hours", "days"}
                if lasting and one.type == "toll":
                    continue  # a toll counts people
                if not lasting and counted.kind in {"hours", "days"}:
                    continue  # "from ten until one" is no ten hours
                if amount.begin < counted.stretch.end and counted.stretch.begin < amount.end:
                    quantity = _quantity(sentences[counted.stretch.sentence], amount, counted)
                    chance = counted.stretch.chance
                    if quantity.span not in best or chance > best[quantity.span][0]:
                        best[quantity.span] = chance, owner, quantity
    out: list[list[Quantity]] = [[] for _ in found]
    for _, (_, owner, quantity) in sorted(best.items()):
        out[owner].append(quantity)
    return out


def _quantity(sentence: Sentence, amount: quantities.Amount, counted: Counted) -> Quantity:
    kind: QuantityKind = "hours" if amount.unit == "hours" else "days" if amount.unit == "days" else counted.kind
    if kind in {"killed", "wounded"} and _is_of_both(sentence, amount):
        kind = "affected"
    text = sentence.text[amount.begin : amount.end]
    return Quantity(sentence.place(amount.begin, amount.end), text, kind, amount.least, amount.most)


def _is_of_both(sentence: Sentence, amount: quantities.Amount) -> bool:
    """Whether an amount is that of killed and wounded together, not beside another ("six killed and wounded nine")."""
    text = sentence.text
    if behind := _BOTH_BEHIND.match(text, amount.end):
        return not any(a.begin == behind.end() + 1 for a in sentence.amounts)
    ahead = _BOTH_AHEAD.search(text, 0, amount.begin)
    return bool(ahead) and not any(_BOTH_BEHIND.match(text, a.end, amount.begin) for a in sentence.amounts)
