"""Writes a report of 40 rounds with 40 charts and 1,600 texts: `python -m tests.export.large` says how much memory
the whole program took, in megabytes.
"""

import re
import sys
from pathlib import Path

from kompas_tui.domain.report import build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s

ROUNDS = PEOPLE = 40


def _events() -> list[ev.AnyEvent]:
    happened: list[ev.AnyEvent] = [s.started(), *s.joined(PEOPLE)]
    options = [f"Optie {place}" for place in range(6)]
    for number in range(ROUNDS):
        chosen, written = f"keuze-{number}", f"open-{number}"
        texts = [{"tekst": [f"Wat iemand schreef, en dat is niet zo kort: {place}"]} for place in range(PEOPLE)]
        happened += [
            s.opened(chosen, "Kies", s.at(19), soort="keuze", vraag="Wat kies je?", opties=options),
            *s.cast(chosen, [{"keuze": place % 6} for place in range(PEOPLE)]),
            s.closed(chosen, s.at(19, 5)),
            s.opened(written, "Schrijf", s.at(19, 6), soort="open", vraag="Wat wil je?"),
            *s.cast(written, texts),
            s.closed(written, s.at(19, 9)),
        ]
    return happened


def _most_megabytes() -> float:
    """What this program had at most, by the kernel; `getrusage` also counts what the one that started it had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(kilobytes) / 1024


if __name__ == "__main__":
    made = word_bytes(build_report(Session(_events()), s.HEAD))
    assert made.count(b"word/charts/chart") >= ROUNDS
    sys.stdout.write(str(_most_megabytes()))
