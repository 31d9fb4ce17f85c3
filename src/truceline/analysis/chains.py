"""The heaviest set of things of which none holds another."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Mapping


def heaviest(weights: Mapping[str, int], held: Mapping[str, Collection[str]]) -> int:
    """How much the heaviest set weighs of which no member holds another.

    By Dilworth (1950), "A decomposition theorem for partially ordered sets", in its weighted form: as much as all of
    them less the largest flow from holders to what they hold, where nothing sends or takes more than its weight.

    Args:
        weights: of each, 0 or more.
        held: all that each holds, directly or not (whatever holds it holds these too); others than those weighed do
            not count.
    """
    spare, room = dict(weights), dict(weights)
    flow: dict[str, dict[str, int]] = defaultdict(dict)  # by receiver, what each sender sends it
    sent = 0
    for sender in sorted(weights):
        while spare[sender] and (path := _path(sender, held, room, flow)):
            taken_back = list(zip(path[1:-1:2], path[2::2], strict=True))
            amount = min(spare[sender], room[path[-1]], *(flow[b][a] for b, a in taken_back))
            for a, b in zip(path[::2], path[1::2], strict=True):
                flow[b][a] = flow[b].get(a, 0) + amount
            for b, a in taken_back:
                flow[b][a] -= amount
            spare[sender] -= amount
            room[path[-1]] -= amount
            sent += amount
    return sum(weights.values()) - sent


def _path(
    sender: str, held: Mapping[str, Collection[str]], room: Mapping[str, int], flow: Mapping[str, Mapping[str, int]]
) -> list[str]:
    """The shortest way for one more unit: sender, receiver, a sender that takes it back from there, receiver ..."""
    came: dict[str, str] = {}  # receiver, from which sender
    back: dict[str, str] = {}  # sender, from which receiver
    waiting = deque([sender])
    while waiting:
        a = waiting.popleft()
        for b in sorted(held.get(a, ())):
            if b in came or b not in room:
                continue
            came[b] = a
            if room[b]:
                path = [b, a]
                while path[-1] != sender:
                    path += [back[path[-1]], came[back[path[-1]]]]
                return path[::-1]
            for other, amount in flow.get(b, {}).items():
                if amount and other not in back and other != sender:
                    back[other] = b
                    waiting.append(other)
    return []
