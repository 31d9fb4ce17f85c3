"""A page of where the reader and the annotators differ: every such sentence with the claims of both side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from truceline.evaluation.differences import KINDS
from truceline.evaluation.score import MEANINGS, Figures, Result
from truceline.records import Problem
from truceline.views import figures, reliability
from truceline.views.page import comparison, html

_UNKNOWN = "outlet unknown"


def render(
    results: Sequence[Result],
    whole: Figures,
    outlets: Mapping[str | None, Figures],
    problems: Sequence[Problem],
    *,
    title: str,
    reader: str,
) -> str:
    """The page, as text to be written in UTF-8. The same results give the same text.

    Args:
        results: the articles, and what was found in them.
        whole: their figures.
        outlets: the figures of each outlet.
        problems: what could not be read and is not counted.
        title: its heading.
        reader: the version of the reader.
    """
    ids = {name: n for n, name in enumerate(sorted({_outlet(r) for r in results}), 1)}
    ordered = [(r, _outlet(r)) for r in sorted(results, key=_order)]
    articles = [comparison.view(n, (ids[outlet], outlet), r) for n, (r, outlet) in enumerate(ordered, 1)]
    cards = [c for a in articles for s in a.sentences for c in s.cards]
    kinds, types = Counter(k for c in cards for k in c.kinds), Counter(t for c in cards for t in c.types)
    by_outlet = Counter(a.outlet for a in articles for _ in range(a.cards))
    return html.page(
        "errors.html",
        styles=["dossier.css", "errors.css"],
        scripts=["page.js", "errors.js"],
        title=title,
        reader=reader,
        whole=whole,
        meanings=MEANINGS,
        types=figures.by_number(whole.types),
        outlets=[(outlet or _UNKNOWN, own) for outlet, own in outlets.items()],
        chart=reliability.draw(whole.calibration),
        articles=[a for a in articles if a.cards],
        alike=sum(not a.cards for a in articles),
        cards=len(cards),
        kinds=[(kind, kinds[kind]) for kind in KINDS if kinds[kind]],
        differing=sorted(types.items(), key=lambda item: (-item[1], item[0])),
        by_outlet=[(name, n, number) for name, n in ids.items() if (number := by_outlet[name])],
        problems=problems,
        share=figures.share,
        f1=figures.f1,
        bounds=figures.bounds,
    )


def _order(result: Result) -> tuple[str, str, str]:
    article = result.gold.article
    return _outlet(result).casefold(), str(article.published or ""), article.id


def _outlet(result: Result) -> str:
    return result.gold.article.outlet or _UNKNOWN
