"""The case: one file that holds what every step made of a set of articles, and by which version of it."""

from truceline.case.case import Case
from truceline.case.store import CaseError
from truceline.case.writer import Grouping, Outcome, Writer

__all__ = ["Case", "CaseError", "Grouping", "Outcome", "Writer"]
