"""What may be said of places that one signs up for: how many there are, what is full, and where somebody stands."""

from collections.abc import Iterator

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.outcome.veil import Veil, veiled_text
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.session.lines import full_options, place_in_line
from kompas_tui.domain.session.round import Round


def places_in_words(asked: Round, veil: Veil) -> Iterator[str]:
    """How many places there are, what is full by now, and what the screen shows of it; nothing without places."""
    places, options = asked.activity.beside(), _named(asked, veil)
    if not asked.activity.seats or not options:
        return
    if len(set(places)) == 1:
        yield phrase("Elke keuze heeft {plekken}.", plekken=places[0])
    else:
        told = [
            phrase("{keuze} heeft {plekken}", keuze=name, plekken=many)
            for name, many in zip(options, places, strict=True)
        ]
        yield phrase("{keuzes}.", keuzes=listing(told))
    full = [options[option] for option in full_options(asked)]
    if full:
        yield phrase("Nu vol: {keuzes}.", keuzes=listing(full))
    yield phrase("Wie het eerst komt, heeft een plek. Op het scherm staan aantallen, geen namen.")


def standing_in_words(asked: Round, ballot: Ballot, veil: Veil) -> tuple[str, ...]:
    """Whether this voter has a place or waits, per option that was signed up for; nothing without places."""
    options, seats = _named(asked, veil), asked.activity.seats
    if not seats:
        return ()
    line = place_in_line(asked, ballot)
    told = [_standing(options[option], position - seats[option]) for option, position in sorted(line.items())]
    return tuple(told) or (phrase("Je bent niet ingeschreven."),)


def _standing(name: str, beyond: int) -> str:
    if beyond <= 0:
        return phrase("Je hebt een plek bij {keuze}.", keuze=name)
    return phrase("Je staat op plaats {plaats} van de wachtlijst bij {keuze}.", plaats=beyond, keuze=name)


def _named(asked: Round, veil: Veil) -> list[str]:
    return [quoted(veiled_text(option, veil)) for option in asked.activity.listed()]
