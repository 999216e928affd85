-- The record: its entries, and the head row that guards against two writers.

-- Which steps made this schema, by name, so that an older program can say what it does not know.
CREATE TABLE schema_step (
    number INTEGER NOT NULL PRIMARY KEY,
    name   TEXT    NOT NULL
) STRICT;

CREATE TABLE entry (
    number        INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    line          TEXT    NOT NULL,
    -- Against accidents only; the Merkle tree commits to envelope and body.
    line_checksum BLOB    NOT NULL CHECK (length(line_checksum) = 32),
    envelope      TEXT    NOT NULL,
    -- The body's words; NULL once erased, and then its hash is kept.
    body          TEXT,
    salt          BLOB    CHECK (salt IS NULL OR length(salt) = 32),
    erased_hash   BLOB    CHECK (erased_hash IS NULL OR length(erased_hash) = 32),
    CHECK ((body IS NULL) <> (erased_hash IS NULL)),
    CHECK (body IS NOT NULL OR salt IS NULL)
) STRICT;

-- One row. A writer moves it from the count it expects, or does not write at all.
CREATE TABLE head (
    id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL CHECK (count >= 0),
    root  BLOB    NOT NULL CHECK (length(root) = 32)
) STRICT;
