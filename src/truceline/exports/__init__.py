"""A record in the forms that others read: ``FORMATS`` has one function for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TextIO

from truceline.exports import claims, ethprio
from truceline.pack import Knowledge
from truceline.records import Record

FORMATS: Mapping[str, Callable[[Record, Knowledge, TextIO], int]] = MappingProxyType(
    {
        "claims": lambda record, _, stream: claims.write(record, stream),
        "ethprio": ethprio.write,
    }
)
"""By the name a user types: a function that writes a record to a text stream and says how many rows it wrote."""
