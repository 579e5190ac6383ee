-- A person was asked to write something (the name of a city). What for, as the button's own data,
-- so that the question survives a restart. What they write is never stored.
CREATE TABLE awaited_words (
    chat_id  INTEGER PRIMARY KEY REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    action   TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT;
