"""Cities and time zones: people know where they live, not what their zone is called."""
