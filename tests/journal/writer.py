"""A process of its own that appends ballots to a log and tells which are safe.

Given: the log, and optionally the largest size that a file may get. Each line on standard output is
the number of a ballot that was acknowledged, or `vol` once for a refusal.
"""

import resource
import sys
from pathlib import Path

from kompas_tui.journal import LogJournal, NotSaved
from tests.journal.course import START, ballot


def say(word: str) -> None:
    """Tell the test, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Append until killed; after a refusal wait for a line on standard input, then add ten more."""
    path, limit = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    journal = LogJournal(path)
    journal.append(START)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    number, left = 0, -1
    while left:
        try:
            journal.append([ballot(number), ballot(number + 1)])
        except NotSaved as error:
            say(f"vol {error}")
            sys.stdin.readline()
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            left = 10
        else:
            say(str(number))
            say(str(number + 1))
            left -= 1
        number += 2


main()
