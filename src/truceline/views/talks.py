"""Diplomacy in words: a table of who did what to whom, the threats and suspensions below it, and all of it as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from truceline.diplomacy.acts import Dated, Told
from truceline.diplomacy.network import Edge, Network
from truceline.diplomacy.threats import Deed, Suspension, Threat
from truceline.pack import Knowledge
from truceline.plain import count, flat, listed, type_name, upper_first, when
from truceline.records import Interval, Status
from truceline.views.findings import name
from truceline.views.jsonable import named, plain

SAID: Mapping[Status, str] = {
    "happened": "",
    "planned": "said to be planned",
    "possible": "said to be possible",
    "denied": "denied",
}
"""How what is not told as fact is marked."""

_VOICES = 3
_SOMEBODY = "somebody not named"


def who(party: str | None, knowledge: Knowledge) -> str:
    """A party by its neutral name, or by the text's words in quotation marks."""
    return flat(name(party, knowledge), 60) if party else "not told"


def target(edge: Edge, knowledge: Knowledge) -> str:
    """To or with whom, also where that is nobody in particular."""
    return who(edge.target, knowledge) if edge.target else "others not told" if edge.mutual else "nobody named"


def left_out(found: Network) -> str:
    """What claims the network has no place for, in words; empty where there are none."""
    left = [f"{count(found.nobody, 'claim')} that name nobody"] if found.nobody else []
    left += [f"{count(found.within, 'claim')} of one party with itself"] if found.within else []
    return listed(left)


def moment(days: Interval | None, dated: Dated) -> str:
    """When something was, or by when it was reported: "3 October 2016", "no later than 13 October 2016"."""
    return f"no later than {when(days)}" if dated == "reported" else when(days)


def tellers(told: Iterable[Told], knowledge: Knowledge) -> str:
    """Who tells it, each once: "Sana; Reuters, citing a diplomat"."""
    return "; ".join(dict.fromkeys(teller(t, knowledge) for t in told))


def teller(told: Told, knowledge: Knowledge) -> str:
    """One who tells it: the outlet, and whom it cites."""
    outlet = flat(knowledge.label(told.outlet)) or "outlet unknown"
    return f"{outlet}, citing {flat(knowledge.label(told.source), 60)}" if told.source else outlet


def threat_words(threat: Threat, knowledge: Knowledge) -> str:
    """A threat without its day and condition: "threat of suspension by United States against Russia"."""
    if threat.type == "threat":
        words = "threat"
        if threat.threatened:
            words += f" of {listed([type_name(t) for t in threat.threatened])}"
    else:
        words = f"{type_name(threat.type)} {'announced' if threat.status == 'planned' else 'possible'} on a condition"
    words += f" by {who(threat.actor, knowledge) if threat.actor else _SOMEBODY}"
    if threat.against:
        words += f" against {listed([who(a, knowledge) for a in threat.against])}"
    return _marked(words, threat.status if threat.type == "threat" else "happened")


def suspension_words(suspension: Suspension, knowledge: Knowledge) -> str:
    """A suspension without its day: "suspension by United States of ties with Russia"."""
    words = f"suspension by {listed([who(a, knowledge) for a in suspension.actors]) or _SOMEBODY}"
    if suspension.others:
        words += f" of ties with {listed([who(a, knowledge) for a in suspension.others])}"
    return _marked(words, suspension.status)


def done(deed: Deed) -> str:
    """What was threatened, as done: "shelling, carried out 5 February 2015"."""
    return f"{type_name(deed.type)}, carried out {moment(deed.days, deed.dated)}"


def _marked(words: str, status: Status) -> str:
    return f"{words}, {SAID[status]}" if SAID[status] else words


def table(
    found: Network, threats: Sequence[Threat], suspensions: Sequence[Suspension], knowledge: Knowledge, *, months: bool
) -> RenderableType:
    """The edges, a line each, and below them each threat and each suspension.

    Args:
        found: the network.
        threats: to be listed.
        suspensions: to be listed.
        knowledge: what the packs know.
        months: whether the edges are told apart by month.
    """
    parts: list[RenderableType] = [_edges(found.edges, knowledge, months)]
    if left := left_out(found):
        parts.append(Text(f"\nNot in the network: {left}", style="dim"))
    parts += _listing("Threats", [_threat(t, knowledge) for t in threats])
    parts += _listing("Suspensions", [_suspension(s, knowledge) for s in suspensions])
    return Group(*parts)


def _edges(edges: Iterable[Edge], knowledge: Knowledge, months: bool) -> Table:
    out = Table(box=None, header_style="bold", pad_edge=False)
    columns = ["month"] if months else []
    for column in (*columns, "events", "who", "what", "to or with whom", "when", "by the word of", "named"):
        right = column == "events"
        out.add_column(column, justify="right" if right else "left", no_wrap=right)
    for e in edges:
        what = _marked(type_name(e.type), e.status)
        days = when(e.days) + (f" ({e.undated} by day of report)" if e.undated else "")
        voices = [flat(knowledge.label(v), 40) for v in e.voices[:_VOICES]]
        if len(e.voices) > _VOICES:
            voices.append(f"{len(e.voices) - _VOICES} more")
        names = [who(n, knowledge) for n in (*e.named_actor, *e.named_target)]
        cells = (
            f"{len(e.events):,}",
            who(e.actor, knowledge),
            what,
            target(e, knowledge),
            days,
            listed(voices),
            ", ".join(names),
        )
        month = (when(e.month) if e.month else "longer, or not known",) if months else ()
        out.add_row(*map(Text, (*month, *cells)))
    return out


def _listing(heading: str, rows: Sequence[Text]) -> Iterator[RenderableType]:
    if rows:
        yield Text(f"\n{heading}", style="bold")
        yield from rows


def _threat(threat: Threat, knowledge: Knowledge) -> Text:
    out = Text(f"{upper_first(threat_words(threat, knowledge))}, {moment(threat.days, threat.dated)}")
    _add_conditions(out, threat.conditions)
    for deed in threat.carried_out:
        out.append(f". {upper_first(done(deed))} according to {tellers(deed.told, knowledge)}", style="yellow")
    return out.append(f" ({tellers(threat.told, knowledge)}; {threat.id})", style="dim")


def _suspension(suspension: Suspension, knowledge: Knowledge) -> Text:
    out = Text(f"{upper_first(suspension_words(suspension, knowledge))}, {moment(suspension.days, suspension.dated)}")
    out.append(f": “{flat(suspension.words, 80)}”")
    _add_conditions(out, suspension.conditions)
    for before in suspension.after:
        out.append(f". After a threat made {moment(before.days, before.dated)} ({before.id})", style="yellow")
    return out.append(f" ({tellers(suspension.told, knowledge)}; {suspension.told[0].claim})", style="dim")


def _add_conditions(out: Text, conditions: Iterable[str]) -> None:
    words = "; ".join(f"“{flat(c, 120)}”" for c in conditions)
    out.append(f", on condition: {words}" if words else "")


def rows(
    found: Network, threats: Iterable[Threat], suspensions: Iterable[Suspension], knowledge: Knowledge
) -> Iterator[dict[str, Any]]:
    """One JSON object for each node, edge, threat and suspension, told apart by ``kind``."""
    kinds = (("node", found.nodes), ("edge", found.edges), ("threat", threats), ("suspension", suspensions))
    for kind, records in kinds:
        yield from (named({"kind": kind, **plain(r)}, knowledge) for r in records)
