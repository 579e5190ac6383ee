"""What the real bot talks to instead of api.telegram.org: methods, refusals, faults on order."""
