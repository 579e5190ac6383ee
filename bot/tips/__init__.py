"""The weekly tips: when, which, to whom, and what became of each."""
