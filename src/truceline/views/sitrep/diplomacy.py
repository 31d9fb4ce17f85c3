"""Who met, threatened, refused or broke off with whom."""

from __future__ import annotations

from truceline.diplomacy.acts import Acts
from truceline.diplomacy.network import Asked, Edge, network
from truceline.diplomacy.threats import suspensions, threats
from truceline.plain import listed, type_name, upper_first
from truceline.views.sitrep.report import Scene, Section, Sentence
from truceline.views.talks import SAID, done, moment, suspension_words, threat_words, who

MOST = 12
"""The acts of one party towards another told, those that most voices tell."""

_APART = ("threat", "suspend")


def section(scene: Scene) -> Section:
    """Threats with their conditions and what came of them, what was broken off, and the rest by how many tell it."""
    acts, asked = Acts(scene.record, scene.knowledge), Asked(scene.first, scene.last)
    sentences = []
    for threat in threats(acts, asked):
        text = f"{upper_first(threat_words(threat, scene.knowledge))}, {moment(threat.days, threat.dated)}"
        text += f", on condition: {listed([f'“{c}”' for c in threat.conditions])}" if threat.conditions else ""
        text += f"; {listed([done(d) for d in threat.carried_out])}" if threat.carried_out else ""
        claims = [t.claim for t in threat.told] + [t.claim for d in threat.carried_out for t in d.told]
        sentences.append(Sentence(f"{text}.", tuple(dict.fromkeys(claims))))
    for broken in suspensions(acts, asked):
        text = f"{upper_first(suspension_words(broken, scene.knowledge))}, {moment(broken.days, broken.dated)}"
        sentences.append(Sentence(f"{text}.", tuple(dict.fromkeys(t.claim for t in broken.told))))
    edges = [e for e in network(acts, asked).edges if e.type not in _APART and e.actor and e.target]
    chosen = sorted(edges, key=lambda e: (-len(e.voices), -len(e.events)))[:MOST]
    sentences += [_edge(e, scene) for e in edges if e in chosen]
    return Section("Diplomacy", tuple(sentences), "No meeting, demand or threat is told of.", len(edges) - len(chosen))


def _edge(edge: Edge, scene: Scene) -> Sentence:
    how = f" ({SAID[edge.status]})" if SAID[edge.status] else ""
    beside = "with" if edge.mutual else "towards"
    act = f"{type_name(edge.type)}{how} of {who(edge.actor, scene.knowledge)} {beside}"
    text = f"{upper_first(act)} {who(edge.target, scene.knowledge)}, according to {scene.voices(edge.voices)}"
    return Sentence(f"{text}.", tuple(dict.fromkeys(t.claim for t in edge.told)))
