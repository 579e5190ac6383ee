"""The same small bot in each library; each runs in an environment of its own.

What they share imports nothing beyond Python, for no two of them have the same packages.
"""
