"""What the server logs: a line of JSON a time, with no address, no code, no name and no text of anybody."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

LOGGERS = {"kompas_tui": logging.INFO, "uvicorn": logging.WARNING, "psycopg.pool": logging.WARNING}


class JsonLines(logging.Formatter):
    """A record as one JSON object; of an error its kind and where it came from, not what it says."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname.lower(),
            "deel": record.name,
            # What a library of others puts in its words may be an address; ours are written for this log.
            "tekst": record.getMessage() if record.name.startswith("kompas_tui") else str(record.msg)[:200],
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["fout"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["plek"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(line, ensure_ascii=False)


def log_to_output() -> None:
    """Write the log to standard output, which a service manager keeps."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    for name, level in LOGGERS.items():
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False
