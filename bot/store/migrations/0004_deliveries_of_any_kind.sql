-- A delivery belongs to a chat and has a kind: a weekly tip today, other messages later. The key is
-- the promise: never two rows for one chat, kind and slot.
CREATE TABLE promised (
    chat_id   INTEGER NOT NULL REFERENCES chats (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    kind      TEXT NOT NULL,
    slot_at   INTEGER NOT NULL,
    state     TEXT NOT NULL
              CHECK (state IN ('queued', 'sending', 'sent', 'unknown', 'dropped', 'failed')),
    ready_at  INTEGER NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    -- what its kind has chosen to say, in the kind's own words: a tip's id
    payload   TEXT,
    reason    TEXT,
    PRIMARY KEY (chat_id, kind, slot_at)
) STRICT, WITHOUT ROWID;

-- In the order of the new key (a million rows take seconds that way): by the index on chat_id, and
-- within it by the old key.
INSERT INTO promised (chat_id, kind, slot_at, state, ready_at, attempts, payload, reason)
SELECT s.chat_id, 'tip', d.slot_at, d.state, d.ready_at, d.attempts, t.tip_id, d.reason
FROM subscriptions AS s CROSS JOIN deliveries AS d ON d.subscription_id = s.id
LEFT JOIN tips AS t ON t.number = d.tip
ORDER BY s.chat_id, d.slot_at;

DROP TABLE deliveries;
ALTER TABLE promised RENAME TO deliveries;

CREATE INDEX deliveries_queued ON deliveries (ready_at) WHERE state = 'queued';
CREATE INDEX deliveries_sending ON deliveries (chat_id) WHERE state = 'sending';
-- Few at any time; looked through at each start, in case a clock that ran ahead dropped them.
CREATE INDEX deliveries_late ON deliveries (slot_at) WHERE state = 'dropped' AND reason = 'late';

-- Counted by nobody; what became of deliveries is in their rows, which are kept for 90 days.
DROP TABLE tallies;

-- Nobody could set it.
ALTER TABLE subscriptions DROP COLUMN paused_until;
