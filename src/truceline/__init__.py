"""Truceline: one sourced record of a conflict from every side's press."""

__version__ = "0.1.0"
