"""What a large report costs, as ratios in one run: `python -m tests.export.speed`.

A report of 40 rounds with 40 charts and 1,600 texts, from its events to bytes that were linted, beside what python-docx
used plainly needs for its tables and texts alone; and 200 rounds with 20,000 ballots beside 40 with 4,000. In processor
time, the least of several. The suite holds how the work grows, and the memory, without times.
"""

import subprocess
import sys
import time
from functools import partial

from kompas_tui.domain.report import build_report
from kompas_tui.domain.session.session import Session
from kompas_tui.export.lint import faults_in
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s
from tests.export.large import evening, is_large, large_evening, written_plainly
from tests.turns import least

PEOPLE, FEW, MANY = 100, 40, 200

_least = partial(least, often=7, clock=time.process_time)


def grown() -> float:
    """How many times as much MANY rounds take as FEW, each with PEOPLE ballots."""
    few, many = evening(FEW, PEOPLE), evening(MANY, PEOPLE)
    short, long = _least(
        lambda: faults_in(word_bytes(build_report(Session(few), s.HEAD))),
        lambda: faults_in(word_bytes(build_report(Session(many), s.HEAD))),
    )
    return long / short


def main() -> None:
    """Measure, and print the ratios."""
    happened = large_evening()
    report = build_report(Session(happened), s.HEAD)
    word = word_bytes(report)
    assert is_large(word)
    build, write, lint, plain = _least(
        lambda: build_report(Session(happened), s.HEAD),
        lambda: word_bytes(report),
        lambda: faults_in(word),
        lambda: written_plainly(report),
    )
    sys.stdout.write(f"build {build:.3f} s, word {write:.3f} s, lint {lint:.3f} s, python-docx plainly {plain:.3f} s\n")
    sums = {"word": write, "build and word": build + write, "build, word and lint": build + write + lint}
    for name, seconds in sums.items():
        sys.stdout.write(f"{name}: {seconds / plain:.2f} times python-docx used plainly\n")
    memory = subprocess.run([sys.executable, "-m", "tests.export.large"], capture_output=True, check=True, text=True)
    sys.stdout.write(f"most memory of a program that does all three: {float(memory.stdout):.0f} MB\n")
    sys.stdout.write(f"{MANY} rounds with {MANY * PEOPLE:,} ballots: {grown():.2f} times {FEW} with {FEW * PEOPLE:,}\n")


if __name__ == "__main__":
    main()
