"""Self-contained HTML pages from the templates.

A page loads nothing: a content security policy allows only its own style sheet and script, each named by its hash.
Whatever comes from articles, packs and files is written as text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from truceline import plain


def page(template: str, *, styles: Sequence[str], scripts: Sequence[str], **values: object) -> str:
    """A page from a template that extends ``page.html``, as text to be written in UTF-8.

    Args:
        template: its name.
        styles: names of the style sheets that it holds, in order.
        scripts: names of the scripts that it holds, in order.
        values: what the template speaks of.
    """
    style, script = "".join(map(_asset, styles)), "".join(map(_asset, scripts))
    return (
        _environment()
        .get_template(template)
        .render(
            values,
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'",
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
