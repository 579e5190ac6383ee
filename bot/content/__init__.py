"""The written content: what it is, how it is read, checked, found and rendered."""
