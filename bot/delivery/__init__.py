"""Promised messages of any kind: written down before they leave, and never sent twice."""
