"""What a report is made of: sections of paragraphs, lists, facts and tables; knows no session."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kompas_tui.domain.tables import Table
from kompas_tui.domain.wording import listing

Tone = Literal["lead", "text", "question", "outcome", "quiet", "code"]
"""How a paragraph speaks: an opening, plain, a question asked, an outcome in words, an aside, a control number."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one tone."""

    text: str
    tone: Tone = "text"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; the caption stands above it."""

    items: tuple[str, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are, such as ("Plaats", "Rotterdam")."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A table; the caption stands above it, the name tells it apart from all others in the report."""

    name: str
    caption: str
    table: Table

    @property
    def description(self) -> str:
        """What the table holds, for who can't see it."""
        rows = len(self.table.rows)
        count = "1 rij" if rows == 1 else f"{rows} rijen"
        return f"Tabel met {count}. De kolommen zijn: {listing(self.table.header)}."


Block = Paragraph | Bullets | Facts | Figures


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; parts are a level deeper."""

    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `started` dates it."""

    title: str
    subtitle: str
    organisation: str
    purpose: str
    started: datetime | None
    participants: int
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
