-- The country that somebody chose with a button (ISO code), so that the emergency number and the
-- crisis line of that place come at once. Nothing guesses it.
ALTER TABLE chats ADD COLUMN country TEXT;
