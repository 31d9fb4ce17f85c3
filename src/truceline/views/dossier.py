"""The dossier: one self-contained HTML page of a case, to look at without a network and to send on."""

from __future__ import annotations

from truceline.pack import Knowledge
from truceline.records import Record
from truceline.views import timeline
from truceline.views.page import aid, events, ground, html, sources, talks, tolls, truces, wording
from truceline.views.page import map as maps
from truceline.views.page.context import MANY_CLAIMS, Context
from truceline.views.page.said import Sentences
from truceline.views.passage import MEANINGS


def render(record: Record, knowledge: Knowledge, *, title: str) -> str:
    """The page of a case, as text to be written in UTF-8. The same record gives the same text."""
    context = Context(record, knowledge)
    sentences = Sentences(context)
    days = events.days(context, sentences)  # before the sources: a sentence stands where it is asked for first
    outlets = sources.outlets(context, sentences)
    return html.page(
        "dossier.html",
        styles=["dossier.css", "tolls.css", "talks.css", "map.css"],
        scripts=["page.js", "dossier.js", "map.js"],
        title=title,
        head=sources.head(context, outlets),
        outlets=outlets,
        sides=context.telling_sides(),
        truces=truces.view(context),
        map=maps.view(context),
        days=days,
        talks=talks.view(context),
        tolls=tolls.view(context),
        aid=aid.view(context),
        ground=ground.view(context),
        wording=wording.view(context),
        marks=MEANINGS,
        time_marks=[(timeline.symbol(k), w) for k, w in timeline.KINDS.items()],
        knowledge=[f"{p.name} {p.version}" for p in knowledge.packs],
        many=MANY_CLAIMS,
    )
