"""The SQLite file: connections, transactions, versions, and its troubles in an operator's words."""
