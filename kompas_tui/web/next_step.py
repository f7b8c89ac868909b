"""What a facilitator with one free thumb does next: one button, and how things stand in a few words."""

from dataclasses import dataclass

from kompas_tui.domain.language.wording import count, listing
from kompas_tui.domain.session.round import Round


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next sensible command, what its button says, and what it is told besides."""

    order: str
    label: str
    round: str = ""


def next_step(current: Round | None, last: Round | None, *, asks: bool, is_shown: bool) -> NextStep:
    """Close what is open, open what was not asked yet, show what nobody saw, and else go on.

    `last` is the last round on this card, which `asks` something or not.
    """
    if current is not None:
        return NextStep("sluit", f"Sluit de {'steunronde' if current.activity.is_support else 'ronde'}")
    if asks and last is None:
        return NextStep("open", "Open de ronde", "nieuw")
    if last is not None and last.answers and not is_shown and not last.was_shown:
        return NextStep("toon", "Toon de uitslag")
    return NextStep("volgende", "Volgende")


def round_in_brief(current: Round | None, last: Round | None, *, is_shown: bool, ended: bool) -> str:
    """How the round stands, for the title of the page and for who listens; empty where nothing was asked."""
    if ended:
        return "De sessie is afgerond"
    if current is not None:
        on_screen = ", en de stand staat op het scherm" if is_shown else ""
        return f"De {'steunronde' if current.activity.is_support else 'ronde'} is open{on_screen}"
    if is_shown:
        return "De uitslag staat op het scherm"
    return "De ronde is gesloten" if last is not None else ""


def waiting_in_words(texts: int, asked: int = 0) -> str:
    """How many texts the facilitator has to read, and how many questions in the question box; empty where none."""
    waiting = ((texts, "tekst", "teksten"), (asked, "vraag in de vragenbus", "vragen in de vragenbus"))
    told = [count(amount, one, more) for amount, one, more in waiting if amount]
    return f"{listing(told)} {'wacht' if texts + asked == 1 else 'wachten'} op je" if told else ""
