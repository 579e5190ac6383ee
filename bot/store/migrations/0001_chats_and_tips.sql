-- Instants are whole seconds since 1970 (UTC). Every table about a chat names it chat_id: moving,
-- exporting and forgetting a chat find their tables by that name.

CREATE TABLE chats (
    chat_id     INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('private', 'group', 'supergroup', 'channel')),
    language    TEXT,
    zone        TEXT,
    state       TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked', 'left')),
    state_at    INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL
) STRICT;

-- Where a group went when it became a supergroup: answers for the old number may still be on the way.
CREATE TABLE moved_chats (
    old_chat_id INTEGER PRIMARY KEY,
    new_chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT;

CREATE INDEX moved_chats_new ON moved_chats (new_chat_id);

CREATE INDEX chats_departed ON chats (state_at) WHERE state = 'left';

CREATE TABLE subscriptions (
    id              INTEGER PRIMARY KEY,
    chat_id         INTEGER NOT NULL UNIQUE
                    REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    -- suspended: the chat is gone and may come back; paused: somebody must put something right
    state           TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'paused', 'stopped')),
    reason          TEXT,
    thread_id       INTEGER,
    enabled_by      INTEGER,
    audience        TEXT NOT NULL CHECK (audience IN ('patient', 'carer', 'both')),
    weekday         INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    minute_of_day   INTEGER NOT NULL CHECK (minute_of_day BETWEEN 0 AND 1439),
    zone            TEXT NOT NULL,
    quiet_start     INTEGER NOT NULL DEFAULT 1260 CHECK (quiet_start BETWEEN 0 AND 1439),
    quiet_end       INTEGER NOT NULL DEFAULT 480 CHECK (quiet_end BETWEEN 0 AND 1439),
    -- the zone's offset at the latest reckoning: what is left should the zone cease to exist
    offset_seconds  INTEGER NOT NULL DEFAULT 0,
    next_due_at     INTEGER,
    paused_until    INTEGER,
    -- the latest slot taken and its local week: no second one in that week
    last_slot_at    INTEGER,
    last_week       INTEGER,
    delete_previous INTEGER NOT NULL DEFAULT 0 CHECK (delete_previous IN (0, 1)),
    pin             INTEGER NOT NULL DEFAULT 0 CHECK (pin IN (0, 1)),
    last_message_id INTEGER,
    created_at      INTEGER NOT NULL,
    CHECK ((state = 'active') = (next_due_at IS NOT NULL))
) STRICT;

CREATE INDEX subscriptions_due ON subscriptions (next_due_at) WHERE next_due_at IS NOT NULL;

-- One row for each promised tip. The key is the promise: never two rows for one slot.
CREATE TABLE deliveries (
    subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    slot_at         INTEGER NOT NULL,
    state           TEXT NOT NULL
                    CHECK (state IN ('queued', 'sending', 'sent', 'unknown', 'dropped', 'failed')),
    ready_at        INTEGER NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    tip             INTEGER REFERENCES tips (number),
    reason          TEXT,
    PRIMARY KEY (subscription_id, slot_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_queued ON deliveries (ready_at) WHERE state = 'queued';
CREATE INDEX deliveries_sending ON deliveries (subscription_id) WHERE state = 'sending';

-- What became of the tips, by day: stays when the rows above are pruned.
CREATE TABLE tallies (
    day     INTEGER NOT NULL,  -- days since 1970
    state   TEXT NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (day, state)
) STRICT, WITHOUT ROWID;

-- A tip's slug as a small number, so that what a chat has seen fits into a few bytes.
CREATE TABLE tips (
    number  INTEGER PRIMARY KEY,
    tip_id  TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE tip_history (
    chat_id INTEGER PRIMARY KEY REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    seen    BLOB NOT NULL,     -- bit n: tip number n
    latest  INTEGER
) STRICT;
