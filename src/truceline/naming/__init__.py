"""Mentions to actors, places and outlets: how names are spelled, what a noun phrase is about, whom it means here."""

from truceline.naming.namer import Namer

__all__ = ["VERSION", "Namer"]

VERSION = "names-4"
"""Changes when the same claims and packs may give other names."""
