-- Numbers of updates that were handled before Telegram could be told so: it brings them again after
-- a crash, and nobody is to be answered twice. A number says nothing of who wrote, or what.
CREATE TABLE handled_updates (update_id INTEGER PRIMARY KEY) STRICT;
