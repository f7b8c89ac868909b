-- The sessions of a huis: who leads each one, its events, and what must not outlive it.

CREATE TABLE kompas.session (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    owner text NOT NULL,
    made timestamptz NOT NULL DEFAULT clock_timestamp(),
    written timestamptz NOT NULL DEFAULT clock_timestamp(),
    title text NOT NULL DEFAULT '',
    ended boolean NOT NULL DEFAULT false,
    length bigint NOT NULL DEFAULT 0,
    head text NOT NULL,
    -- Who leads may write. A lead that ran out can be taken; each taking has an epoch of its own, and what a former
    -- leader still sends carries an older one.
    epoch bigint NOT NULL DEFAULT 0,
    node text NOT NULL DEFAULT '',
    lead_until timestamptz NOT NULL DEFAULT '-infinity',
    served bytea NOT NULL DEFAULT ''
);

-- The bytes of an event are those of the log on a laptop, so that the chain of hashes is the same there.
-- No foreign key: each row is written together with its session's row, and a check a row would cost more than the row.
CREATE TABLE kompas.event (
    session bigint NOT NULL,
    number bigint NOT NULL,
    hash text NOT NULL,
    event bytea NOT NULL,
    PRIMARY KEY (session, number)
);

CREATE TABLE kompas.secret (
    session bigint NOT NULL REFERENCES kompas.session ON DELETE CASCADE,
    name text NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (session, name)
);

CREATE TABLE kompas.picture (
    session bigint NOT NULL REFERENCES kompas.session ON DELETE CASCADE,
    digest text NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (session, digest)
);

-- The same facts as documents, to read and query; made anew from the events after each round.
CREATE TABLE kompas.documents (
    session bigint PRIMARY KEY REFERENCES kompas.session ON DELETE CASCADE,
    contents jsonb NOT NULL
);
