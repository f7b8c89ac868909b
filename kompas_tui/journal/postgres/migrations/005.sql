-- A table that nothing read or wrote.

DROP TABLE kompas.setting;
