-- Who is logged in: a pass is known by the hash of what its browser holds, and is worth nothing once it is gone here.

CREATE TABLE kompas.pass (
    digest bytea PRIMARY KEY,
    name text NOT NULL,
    -- Of the password's hash: with another password a pass is worth nothing.
    print bytea NOT NULL,
    made timestamptz NOT NULL DEFAULT clock_timestamp(),
    used timestamptz NOT NULL DEFAULT clock_timestamp()
);
