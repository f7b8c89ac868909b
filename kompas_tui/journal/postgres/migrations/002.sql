-- Whether a session goes on by itself on another node, and what all nodes share.

ALTER TABLE kompas.session ADD COLUMN is_open boolean NOT NULL DEFAULT false;

CREATE TABLE kompas.setting (
    name text PRIMARY KEY,
    value bytea NOT NULL
);
