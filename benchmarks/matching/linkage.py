"""splink on DuckDB (Linacre et al. 2022): our findings as levels of comparisons, Fellegi and Sunter's model over them.

Whatever is found goes into a level of its own unless hardly any labelled pair of one event has it: splink gives what
it never met a probability of one in a million, so rare findings share a level.
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from typing import Any

import duckdb
import pyarrow as pa
from material import Material, Pair
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from truceline.matching.compare import Findings

AMOUNTS = {
    "words: sentences alike": "words",
    "words: what the articles begin with": "lead",
    "kind: how rare it is": "rarity",
    "time: how far apart the articles are": "apart",
}
"""Findings with an amount, put into bins, by the comparison that they become."""
FACETS = ("kind", "place", "time", "actor", "killed", "lasting", "shared")
COMPARISONS = (*FACETS, *AMOUNTS.values())
BINS = (0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
LEAST = 3
"""How many labelled pairs of one event a finding needs for a level of its own."""
SAMPLE = 3e5
"""Random pairs from which is estimated how often each level is met among what is not one."""
PRIOR = 1e-3


def levels(found: Findings) -> dict[str, str]:
    """What was found, by comparison."""
    told = {}
    for name, value in found.items():
        facet, _, finding = name.partition(": ")
        if name in AMOUNTS:
            told[AMOUNTS[name]] = f"bin {bisect_left(BINS, value)}"
        elif facet in FACETS:
            told[facet] = finding
    return told


class Linkage:
    """A splink linker over all tellings, and where to ask it."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._found: dict[Pair, dict[str, str]] = {}
        pairs, same = material.labels[material.learned_from]
        self._same = [pair for pair, one in zip(pairs, same, strict=True) if one]
        self._api = DuckDBAPI(duckdb.connect())
        arguments = ["VARCHAR", "INTEGER", "INTEGER", "VARCHAR", "VARCHAR"]
        self._api.duckdb_con.create_function(
            "found", self._ask, arguments, "VARCHAR", type="arrow", null_handling="special"
        )
        settings = SettingsCreator(
            link_type="dedupe_only",
            comparisons=[self._comparison(name) for name in COMPARISONS],
            blocking_rules_to_generate_predictions=[block_on("time", "kind")],  # not used: pairs are given
            probability_two_random_records_match=PRIOR,
            retain_matching_columns=False,
        )
        self.linker = Linker(self._api.register(self._rows()), settings, log_level=logging.ERROR)

    def _rows(self) -> pa.Table:
        """Tellings by position, with keys of some comparisons, by which splink looks for pairs to learn from."""
        tellings, near = self._material.tellings, self._material.corpus.nearness
        keys = {name: [None] * len(tellings) for name in COMPARISONS} | {
            "kind": [t.group for t in tellings],
            "place": [min((near.governorate(p) or p for p in t.places), default=None) for t in tellings],
            "time": [min((d.first.isoformat() for d in t.dates if d.days == 1), default=None) for t in tellings],
            "words": [max(t.words, key=t.words.__getitem__, default=None) for t in tellings],
        }
        keys["article"] = [t.article for t in tellings]
        columns = {name: pa.array(values, pa.string()) for name, values in keys.items()}
        return pa.table({"unique_id": pa.array(range(len(tellings)), pa.int32()), **columns})

    def _comparison(self, name: str) -> dict[str, Any]:
        # The keys are named, though not needed, so that splink does not learn of a comparison from pairs that were
        # chosen by it.
        asked = f"found('{name}', unique_id_l, unique_id_r, {name}_l, {name}_r)"
        counted = Counter(told[name] for pair in self._same if name in (told := self._levels(*pair)))
        own = [level for level, n in sorted(counted.items()) if n >= LEAST]
        conditions = [(f"{asked} = '{level.replace(chr(39), chr(39) * 2)}'", level) for level in own]
        return {
            "output_column_name": name,
            "comparison_levels": [
                {"sql_condition": sql, "label_for_charts": label} for sql, label in [*conditions, ("ELSE", "other")]
            ],
        }

    def _levels(self, a: int, b: int) -> dict[str, str]:
        pair = min(a, b), max(a, b)
        if pair not in self._found:
            (found,) = self._material.findings([pair])
            self._found[pair] = levels(found)
        return self._found[pair]

    def _ask(self, names: Any, ones: Any, others: Any, _one: Any, _other: Any) -> Any:
        asked = zip(names.to_pylist(), ones.to_pylist(), others.to_pylist(), strict=True)
        return pa.array([self._levels(a, b).get(name) for name, a, b in asked], pa.string())

    def learn(self, *, labelled: bool) -> None:
        """From the labelled pairs of one event, or from none by expectation maximisation."""
        training = self.linker.training
        training.estimate_u_using_random_sampling(SAMPLE, seed=1, min_count_per_level=None)
        if labelled:
            ones, others = zip(*self._same, strict=True)
            self._api.register(pa.table({"unique_id_l": ones, "unique_id_r": others}), table_name="labels")
            training.estimate_m_from_pairwise_labels("labels")
        else:
            for keys in (("time", "kind"), ("place", "kind"), ("words",)):
                rule = " and ".join([*(f"l.{key} = r.{key}" for key in keys), "l.article <> r.article"])
                training.estimate_parameters_using_expectation_maximisation(rule)

    def predict(self, pairs: Sequence[Pair]) -> tuple[list[float], Callable[[float], list[list[int]]]]:
        """Log-odds of pairs, and the groups of tellings that are connected by pairs from a threshold of them."""
        ones, others = zip(*pairs, strict=True)
        table = pa.table({"match_key": ["0"] * len(pairs), "join_key_l": ones, "join_key_r": others})
        self.linker.table_management.register_blocked_pairs_for_predict(self._api.register(table))
        told = self.linker.inference.predict(warning_mode="never")
        of = {(r["unique_id_l"], r["unique_id_r"]): r["match_weight"] * log(2) for r in told.as_record_list()}

        def connected(threshold: float) -> list[list[int]]:
            clustered = self.linker.clustering.cluster_pairwise_predictions_at_threshold(
                told, threshold_match_weight=threshold / log(2)
            )
            groups: dict[int, list[int]] = {}
            for row in clustered.as_record_list():
                groups.setdefault(row["cluster_id"], []).append(row["unique_id"])
            return list(groups.values())

        return [of[pair] for pair in pairs], connected
