"""A short course of events, for tests of journals."""

from datetime import UTC, datetime

from kompas_tui.domain.session import events as ev

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
DECK = """---
titel: Proef
rollen: [bewoner, ondernemer]
---
# Kleur {#kleur}
```keuze
vraag: Welke kleur?
opties: [rood, geel]
per_rol: ja
```
"""
QUESTION = {"soort": "keuze", "vraag": "Welke kleur?", "opties": ["rood", "geel"], "per_rol": "ja"}
START: list[ev.AnyEvent] = [
    ev.Started(
        time=NOW, code="K7F3", details=ev.Details("Proef", "Zaal 1"), decks=(ev.DeckText("proef", DECK),),
        roles=("bewoner", "ondernemer"),
    ),
    ev.CardShown(time=NOW, card="kleur", title="Kleur"),
    ev.RoundOpened(time=NOW, round="kleur-1", card="kleur", title="Kleur", number=1, question=QUESTION),
]  # fmt: skip


def ballot(voter: int, choice: int = 0) -> ev.BallotCast:
    """An answer of this voter."""
    return ev.BallotCast(
        round="kleur-1", mark=f"m{voter}", answer={"keuze": choice}, receipt=f"R{voter}", nonce="é\n\"'"
    )


COURSE: list[ev.AnyEvent] = [
    *START,
    ev.Joined(mark="x"),
    ballot(1),
    ballot(2, 1),
    ballot(1, 1),
    ev.RoundClosed(time=NOW, round="kleur-1"),
    ev.NoteTaken(time=NOW, card="kleur", text="Een ’notitie’ met é,\ntwee regels en 🐻."),
]
