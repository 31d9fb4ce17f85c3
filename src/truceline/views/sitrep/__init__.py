"""Situation reports: what a record tells of some days and a place, each sentence with the claims behind it."""
