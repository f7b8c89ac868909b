"""Large sessions for the tests of the report, and what python-docx used plainly makes of such a report.

`python -m tests.export.large` writes a report of 40 rounds with 40 charts and 1,600 texts, and says how much memory the
whole program took at most, in megabytes.
"""

import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx

from kompas_tui.domain.report import Bullets, Figures, Paragraph, Passage, Report, Section
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.word import write_report
from tests.export import sessions as s

ROUNDS = PEOPLE = 40
CHARTS, TEXTS = ROUNDS, ROUNDS * PEOPLE
OPTIONS = [f"Optie {number}" for number in range(6)]
_WRITTEN = "Wat iemand schreef, en dat is niet zo kort"


def evening(rounds: int, people: int) -> list[ev.AnyEvent]:
    """So many rounds in which everybody answers: half of them choices, half of them texts."""
    happened: list[ev.AnyEvent] = [s.started(), *s.joined(people)]
    for number in range(rounds):
        card, title, begins = f"kaart-{number}", f"Kaart {number}", s.at(19, number % 60)
        if number % 2:
            question: dict[str, Any] = {"soort": "open", "vraag": f"Wat wil je met {number}?"}
            answers: list[dict[str, Any]] = [{"tekst": [f"{_WRITTEN}: {number}.{person}"]} for person in range(people)]
        else:
            question = {"soort": "keuze", "vraag": f"Wat kies je van {number}?", "opties": OPTIONS}
            answers = [{"keuze": (7 * person + number) % 6} for person in range(people)]
        happened += [
            s.shown(card, title, begins),
            s.opened(card, title, begins, **question),
            *s.cast(card, answers),
            s.closed(card, begins),
        ]
    return [*happened, ev.Ended(time=s.at(23))]


def large_evening() -> list[ev.AnyEvent]:
    """Forty choices, each with its chart, and forty questions to which forty people write a text."""
    return evening(2 * ROUNDS, PEOPLE)


def is_large(word: bytes) -> bool:
    """Whether a report has the charts and the texts of `large_evening`, every one of them."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        body = package.read("word/document.xml").decode()
        charts = [name for name in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
    drawn = body.count("<c:chart ")
    return len(charts) == drawn == CHARTS and len(set(re.findall(rf"{_WRITTEN}: \d+\.\d+", body))) == TEXTS


def written_plainly(report: Report) -> bytes:
    """The tables and the texts of a report as python-docx writes them when nothing is done about its speed."""
    document = docx.Document()
    for block in (*report.blocks, *_blocks_of(report.sections)):
        match block:
            case Figures():
                rows = (block.table.header, *block.table.in_words)
                made = document.add_table(len(rows), len(block.table.header))
                for row, texts in zip(made.rows, rows, strict=True):
                    for column, text in enumerate(texts):
                        row.cells[column].text = text
            case Bullets():
                for item in block.items:
                    document.add_paragraph(item, style="List Bullet")
            case Paragraph():
                document.add_paragraph(block.text)
            case _:  # it makes no charts, and facts are no texts
                pass
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _blocks_of(sections: tuple[Section, ...]) -> Iterator[Passage]:
    for section in sections:
        yield from section.blocks
        yield from _blocks_of(section.parts)


def _most_megabytes() -> float:
    """What this program had at most, by the kernel; `getrusage` also counts what the one that started it had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(kilobytes) / 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "verslag.docx"
        write_report(Session(large_evening()), s.HEAD, file)
        assert is_large(file.read_bytes())
    sys.stdout.write(str(_most_megabytes()))
