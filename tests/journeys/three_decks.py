"""A room for the decks that stand beside the Kompas: scripted groups by role, and what the report must hold of them."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from unittest import mock

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.question.fields import OneOf
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import open_workshop
from tests.journeys.test_kompas import Form, Part, Report, Room, answers, filled, in_words
from tests.workshop.rooms import clock

Script = str | Sequence[Sequence[str]]
"""Answers as `test_kompas` spells them, or forms: for each what stands in its fields, in their order."""


class SameMarks(SessionFolder):
    """A folder whose session gives its devices the same marks each time, and so tells what they wrote in one order."""

    def new_mark_key(self) -> bytes:
        """A key that is no secret."""
        with mock.patch("secrets.token_bytes", random.Random(20261126).randbytes):
            return super().new_mark_key()


@asynccontextmanager
async def evening(deck: str, folder: Path) -> AsyncIterator[Room]:
    """A room in which this deck is held."""
    kept = SameMarks(folder / "sessie")
    with kept.lock():
        workshop = await open_workshop(kept, load_decks([deck]), ev.Details(title="Een avond"), clock=clock)
        yield Room(kept, workshop)
        await workshop.close()


def form_of(asked: Activity, cells: Sequence[str]) -> Form:
    """A form with these texts in its fields; a choice is named by its words, "" is left empty."""
    form: Form = {}
    for field, cell in zip(asked.fields(), cells, strict=False):
        if cell:
            form[field.inputs[0]] = [str(field.options.index(cell)) if isinstance(field, OneOf) else cell]
    return form


async def play(room: Room, name: str, script: Script, roles: Sequence[str] = ()) -> str:
    """Ask a card with a script; without roles everybody takes the deck's in turn."""
    roles = roles or room.workshop.session.roles
    if isinstance(script, str):
        return await room.ask(name, lambda asked: [filled(asked.word, said) for said in answers(script)], roles)
    return await room.ask(name, lambda asked: [form_of(asked, cells) for cells in script], roles)


def read(part: Part) -> list[str]:
    """All that stands under a heading: paragraphs, bullets and cells."""
    return [
        *(line for one in {id(one): one for one in (part, part.written)}.values() for line in one.said),
        *(cell for rows in part.filled_in.values() for row in rows for cell in row),
    ]


def check_forms(part: Part, script: Sequence[Sequence[str]]) -> None:
    """Everything that was filled in stands under the heading as often as it was, in a cell or behind its label."""
    rows = in_words([list(column) for column in zip(*script, strict=True)])
    cells = Counter(cell for row in rows for cell in row if cell)
    told = Counter(
        {cell: sum(said == cell or said.endswith((f": {cell}", f"? {cell}")) for said in read(part)) for cell in cells}
    )
    assert cells <= told, cells - told


async def check_rows(room: Room, scripts: dict[str, Script], roles: Sequence[str] = ()) -> Report:
    """Ask these cards, end the session, and lay the report beside what was answered."""
    asked = {name: await play(room, name, script, roles) for name, script in scripts.items()}
    titles = {name: room.card(name).title for name in asked}
    report = await room.report()
    for name, round_id in asked.items():
        script = scripts[name]
        if isinstance(script, str):
            room.check(report, round_id, titles[name])
        else:
            check_forms(report[titles[name]], script)
    return report
