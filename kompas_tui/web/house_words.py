"""What the facilitator's page says of the place where the session runs: a laptop in the room, or a server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HouseWords:
    """The sentences that are true of one such place."""

    no_key: str
    wrong_key: str
    used_pairing: str
    paused: str


# A session without a screen has no command for the key: it stands in the window in which it was started.
_LAPTOP = HouseWords(
    no_key="Hiervoor heb je de sleutel nodig. Die lees je op de laptop.",
    wrong_key="Deze sleutel klopt niet. Lees hem nog eens op de laptop.",
    used_pairing="Deze koppeling is gebruikt of te oud. Vraag op de laptop een nieuwe, of gebruik de sleutel.",
    paused="De sessie is gepauzeerd. Ga op de laptop verder.",
)
_SERVER = HouseWords(
    no_key="Hiervoor heb je de sleutel nodig. Die staat bij ‘Jouw sessies’.",
    wrong_key="Deze sleutel klopt niet. Lees hem nog eens bij ‘Jouw sessies’.",
    used_pairing="Deze koppeling is gebruikt of te oud. Vraag op de beamer een nieuwe, of log in met je naam.",
    paused="De sessie is gepauzeerd. Ga verder via ‘Jouw sessies’.",
)


def house_words(base: str) -> HouseWords:
    """The sentences for a page whose paths have this before them; a session of a server has its code there."""
    return _SERVER if base else _LAPTOP
