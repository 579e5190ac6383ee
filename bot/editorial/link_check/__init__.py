"""Visiting the addresses that the texts lead to."""
