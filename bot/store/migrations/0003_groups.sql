-- How a group wants the bot to behave; the row is there once an admin has changed something.
-- What concerns the weekly tip stands in subscriptions, the language in chats.
CREATE TABLE group_manners (
    chat_id         INTEGER PRIMARY KEY
                    REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    answers         TEXT NOT NULL DEFAULT 'here' CHECK (answers IN ('here', 'private')),
    commands        TEXT NOT NULL DEFAULT 'everyone' CHECK (commands IN ('everyone', 'admins')),
    repeat_minutes  INTEGER NOT NULL DEFAULT 10 CHECK (repeat_minutes BETWEEN 0 AND 1440),
    delete_commands INTEGER NOT NULL DEFAULT 0 CHECK (delete_commands IN (0, 1)),
    welcome         INTEGER NOT NULL DEFAULT 0 CHECK (welcome IN (0, 1))
) STRICT;

-- Who has set a group up: only to offer them their own groups in private, asked of Telegram anew
-- each time, and to tell them when the bot can no longer write there.
CREATE TABLE group_managers (
    chat_id   INTEGER NOT NULL REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    seen_at   INTEGER NOT NULL,
    PRIMARY KEY (chat_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_managers_person ON group_managers (person_id);

-- Topics in which an admin opened the settings, by the name that the confirmation shows.
CREATE TABLE group_topics (
    chat_id   INTEGER NOT NULL REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    thread_id INTEGER NOT NULL,
    name      TEXT NOT NULL,
    PRIMARY KEY (chat_id, thread_id)
) STRICT, WITHOUT ROWID;

-- The admin has been told that the bot cannot write here: not again before it could.
CREATE TABLE group_silences (
    chat_id INTEGER PRIMARY KEY REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    told_at INTEGER NOT NULL
) STRICT;

-- The bot was removed: whether tips were on, so that an admin can have them back.
CREATE TABLE group_departures (
    chat_id INTEGER PRIMARY KEY REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    tips    INTEGER NOT NULL CHECK (tips IN (0, 1)),
    left_at INTEGER NOT NULL
) STRICT;
