-- "Did this answer it?" by day and item, and nothing of who pressed.
CREATE TABLE helpful_counts (
    day     INTEGER NOT NULL,  -- days since 1970 (UTC)
    item_id TEXT NOT NULL,
    yes     INTEGER NOT NULL DEFAULT 0,
    no      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, item_id)
) STRICT, WITHOUT ROWID;

-- Questions without an answer, by day and the item that came nearest ('' where none did); never
-- their words.
CREATE TABLE unanswered_counts (
    day     INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    count   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, item_id)
) STRICT, WITHOUT ROWID;

-- Where the copies of a person's message to the team stand, so that an operator can answer and the
-- person can take it back. What they wrote is in the chats alone. operator_id is an operator's
-- number, which is that of their private chat too.
CREATE TABLE feedback_copies (
    operator_id         INTEGER NOT NULL,
    operator_message_id INTEGER NOT NULL,
    chat_id             INTEGER NOT NULL
                        REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    message_id          INTEGER NOT NULL,
    sent_at             INTEGER NOT NULL,
    PRIMARY KEY (operator_id, operator_message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX feedback_copies_author ON feedback_copies (chat_id, message_id);
CREATE INDEX feedback_copies_sent ON feedback_copies (sent_at);
