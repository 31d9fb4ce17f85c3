"""A situation report as Markdown and as one HTML page; the numbers of every sentence lead to the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline.plain import day, flat, headline, showable
from truceline.records import Claim
from truceline.views.page import html
from truceline.views.passage import Segment, passages
from truceline.views.sitrep.report import Sentence, SitRep

MOST = 8
"""The references of one sentence: one of each article first."""

_MARKDOWN = str.maketrans({**{c: f"\\{c}" for c in "\\`*_{}[]#|~"}, "<": "&lt;", ">": "&gt;", "&": "&amp;"})


@dataclass(frozen=True, slots=True)
class Reference:
    """The sentence of an article that sentences of the report rest on.

    Attributes:
        number: from 1, in the order in which the report needs them.
        outlet, published, title: of the article, in words.
        url: of the article where it is known and a web address.
        claims: ids of the claims in it.
        segments: the sentence, cut where words of claims begin and end.
    """

    number: int
    outlet: str
    published: str
    title: str
    url: str | None
    claims: tuple[str, ...]
    segments: tuple[Segment, ...]

    @property
    def words(self) -> str:
        """The sentence in one line."""
        return flat("".join(s.text for s in self.segments))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the report, the numbers of its references, and how many more there are."""

    text: str
    numbers: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its lines."""

    title: str
    lines: tuple[Line, ...]
    silent: str
    left_out: int


class _References:
    def __init__(self, sitrep: SitRep) -> None:
        self._scene = sitrep.scene
        self._numbers: dict[tuple[str, object], int] = {}
        self._claims: dict[int, dict[str, Claim]] = {}

    def line(self, sentence: Sentence) -> Line:
        claims = [self._scene.record.claims[c] for c in sentence.claims]
        places = list(dict.fromkeys((c.article, c.sentence) for c in claims))
        first = list({article: (article, sentence) for article, sentence in reversed(places)}.values())[::-1]
        chosen = [*first, *(p for p in places if p not in first)][:MOST]
        numbers = []
        for place in chosen:
            number = self._numbers.setdefault(place, len(self._numbers) + 1)
            own = self._claims.setdefault(number, {})
            own.update({c.id: c for c in claims if (c.article, c.sentence) == place})
            numbers.append(number)
        return Line(sentence.text, tuple(sorted(numbers)), len(places) - len(chosen))

    def all(self) -> tuple[Reference, ...]:
        return tuple(self._reference(n, list(claims.values())) for n, claims in sorted(self._claims.items()))

    def _reference(self, number: int, claims: Sequence[Claim]) -> Reference:
        article = self._scene.record.articles[claims[0].article]
        outlet = self._scene.knowledge.outlet(article.outlet)
        url = article.url if article.url and article.url.startswith(("https://", "http://")) else None
        return Reference(
            number=number,
            outlet=outlet.name if outlet else flat(article.outlet or "outlet unknown"),
            published=day(article.published) if article.published else "day unknown",
            title=headline(article),
            url=url,
            claims=tuple(sorted(c.id for c in claims)),
            segments=tuple(s for p in passages(article, claims) for s in p.segments),
        )


def _parts(sitrep: SitRep) -> tuple[tuple[Part, ...], tuple[Reference, ...]]:
    references = _References(sitrep)
    parts = tuple(
        Part(s.title, tuple(references.line(sentence) for sentence in s.sentences), s.silent, s.left_out)
        for s in sitrep.sections
    )
    return parts, references.all()


def markdown(sitrep: SitRep) -> str:
    """The report as Markdown, its references as footnotes."""
    parts, references = _parts(sitrep)
    return "\n".join([f"# {_plain(sitrep.title)}", "", _plain(sitrep.basis), *_body(parts), *_notes(references)]) + "\n"


def _body(parts: Iterable[Part]) -> Iterable[str]:
    for part in parts:
        yield f"\n## {part.title}\n"
        for line in part.lines:
            marks = "".join(f"[^{n}]" for n in line.numbers)
            more = f" (and {line.more} more)" if line.more else ""
            yield f"- {_plain(line.text)}{marks}{more}"
        if part.left_out:
            yield f"- {part.left_out} more, not told one by one."
        if not part.lines:
            yield part.silent


def _notes(references: Iterable[Reference]) -> Iterable[str]:
    yield "\n## References\n"
    for r in references:
        title = f"“{_plain(r.title)}”" if r.title else "without a title"
        url = f" <{r.url}>" if r.url and not set(r.url) & set("<> \n") else ""
        source = f"{_plain(r.outlet)}, {r.published}, {title}{url}"
        yield f"[^{r.number}]: {source}: “{_plain(r.words)}” ({_plain(', '.join(r.claims))})"


def _plain(text: str) -> str:
    """Text of articles stays text: nothing in it is read as Markdown or HTML."""
    return showable(text).replace("\n", " ").translate(_MARKDOWN)


def page(sitrep: SitRep) -> str:
    """The report as one self-contained HTML page."""
    parts, references = _parts(sitrep)
    return html.page(
        "sitrep.html",
        styles=["dossier.css", "sitrep.css"],
        scripts=["page.js"],
        title=sitrep.title,
        basis=sitrep.basis,
        parts=parts,
        references=references,
    )
