-- The password that a facilitator chose, in the place of the one in the file of accounts.

CREATE TABLE kompas.password (
    name text PRIMARY KEY,
    -- The print of the line in the file: with another line there, this password is worth nothing.
    instead_of bytea NOT NULL,
    hashed text NOT NULL
);
