"""The dossier: one self-contained HTML page of a case, to look at without a network and to send on.

The page loads nothing: a content security policy allows only its own style sheet and script, each named by its hash.
Whatever comes from articles, packs and files is written as text.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from truceline.pack import Knowledge
from truceline.records import Record
from truceline.views import plain, timeline
from truceline.views.page import events, sources, truces
from truceline.views.page.context import MANY_CLAIMS, Context
from truceline.views.passage import MEANINGS


def render(record: Record, knowledge: Knowledge, *, title: str) -> str:
    """The page of a case, as text to be written in UTF-8. The same record gives the same text."""
    context = Context(record, knowledge)
    outlets = sources.outlets(context)
    style, script = _asset("dossier.css"), _asset("dossier.js")
    return (
        _environment()
        .get_template("dossier.html")
        .render(
            title=title,
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'",
            head=sources.head(context, outlets),
            outlets=outlets,
            sides=context.telling_sides(),
            truces=truces.view(context),
            days=events.days(context),
            marks=MEANINGS,
            time_marks=[(timeline.symbol(k), w) for k, w in timeline.KINDS.items()],
            knowledge=[f"{p.name} {p.version}" for p in knowledge.packs],
            many=MANY_CLAIMS,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("truceline.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain.showable(value) if type(value) is str else value,
    )
    environment.filters |= {
        "count": plain.count,
        "upper_first": plain.upper_first,
        "flat": plain.flat,
        "isolated": plain.isolated,
    }
    return environment


def _asset(name: str) -> str:
    return files("truceline.views").joinpath("templates", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    """The source expression that allows exactly this text (Content Security Policy Level 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
