"""Who was invited, and who took part: by role, as far as a role stands apart."""

from collections.abc import Sequence

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, listing, quoted
from kompas_tui.domain.outcome.turnout import RoleTurnout, answered_by_role, turnout_by_role
from kompas_tui.domain.outcome.whereabouts import most_answered_anywhere
from kompas_tui.domain.report.document import Figures, Paragraph, Section
from kompas_tui.domain.result.cells import Cell, Number
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.round import SMALLEST
from kompas_tui.domain.session.session import Session

_HEADING = "Wie was genodigd?"


def invited_section(session: Session) -> Section | None:
    """How many people were invited, and who was missing by role; None where nobody said who was invited."""
    if not session.people_invited:
        return None
    sentences = [f"Er {_were(session.people_invited)} {count(session.people_invited, 'mens', 'mensen')} genodigd."]
    if session.attendance is not None:
        where = "In de zaal" if most_answered_anywhere(session) is not None else "Er"
        here = count(session.attendance.people, "mens", "mensen")
        sentences.append(f"{where} {_were(session.attendance.people)} {here}.")
    paddles = session.people_with_paddles
    cards = f" en {count(paddles, 'kaart', 'kaarten')} op papier" if paddles else ""
    is_one = session.participants == 1 and not paddles
    sentences.append(f"Er {'deed' if is_one else 'deden'} {_devices(session.participants)}{cards} mee.")
    turnout = turnout_by_role(session)
    if turnout is None:
        return Section(_HEADING, (Paragraph(" ".join(sentences)), *_groups(session)))
    asked, groups = turnout
    sentences += _missing(groups)
    table = Table(("Rol", "Genodigd", "Gaf antwoord"), tuple(map(_row, groups)))
    caption = f"Aantal mensen per rol, geteld bij {quoted(asked.title)}"
    return Section(_HEADING, (Paragraph(" ".join(sentences)), Figures(_HEADING, caption, table)))


def took_part_by_role(session: Session) -> str:
    """`bewoner 12, gemeente 9`: how many answered, as far as roles stand apart, and at which card if not all did."""
    took_part = answered_by_role(session)
    if took_part is None:
        return ""
    asked, answered = took_part
    told = ", ".join(f"{role} {dotted(amount)}" for role, amount in answered)
    together = sum(amount for _, amount in answered)
    is_everybody = together == session.participants + session.people_with_paddles
    return told if is_everybody else f"{told} (samen {dotted(together)}, geteld bij {quoted(asked.title)})"


def _groups(session: Session) -> list[Figures]:
    """The invited roles, where no question told who answered."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (group.role, Number(group.people)) for group in session.invited if group.role
    )
    return [Figures(_HEADING, "Aantal mensen per rol", Table(("Rol", "Genodigd"), rows))] if rows else []


def _were(people: int) -> str:
    return "was" if people == 1 else "waren"


def _devices(amount: int) -> str:
    return count(amount, "toestel", "toestellen")


def _row(group: RoleTurnout) -> tuple[Cell, ...]:
    return (group.role, Number(group.invited), None if group.answered is None else Number(group.answered))


def _missing(groups: Sequence[RoleTurnout]) -> list[str]:
    """Which roles lacked people, and which are not told apart."""
    lacking = [
        (group.invited - group.answered, group.role)
        for group in groups
        if group.answered is not None and group.answered < group.invited
    ]
    named = listing([f"{dotted(people)} bij {quoted(role)}" for people, role in lacking])
    apart = [quoted(group.role) for group in groups if group.answered is None]
    missed = [f"Er ontbraken mensen: {named}."] if lacking else []
    verb = "staat" if len(apart) == 1 else "staan"
    small = f"{listing(apart)} {verb} niet apart. Een rol telt apart vanaf {SMALLEST} antwoorden."
    return [*missed, *([small] if apart else [])]
