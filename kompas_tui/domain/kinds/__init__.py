"""The kinds of activities: one module each; a new kind is one new module and its line here."""

from kompas_tui.domain.kinds.activity import KINDS, Activity, register
from kompas_tui.domain.kinds.assenveld import Assenveld
from kompas_tui.domain.kinds.checklist import Checklist
from kompas_tui.domain.kinds.formulier import Formulier
from kompas_tui.domain.kinds.inschrijven import Inschrijven
from kompas_tui.domain.kinds.instemming import Instemming
from kompas_tui.domain.kinds.keuze import Keuze
from kompas_tui.domain.kinds.markt import Markt
from kompas_tui.domain.kinds.meerkeuze import Meerkeuze
from kompas_tui.domain.kinds.open import Open
from kompas_tui.domain.kinds.prik import Prik
from kompas_tui.domain.kinds.profiel import Profiel
from kompas_tui.domain.kinds.rangorde import Rangorde
from kompas_tui.domain.kinds.reading import read_activity
from kompas_tui.domain.kinds.schaal import Schaal
from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.kinds.stickers import Stickers
from kompas_tui.domain.kinds.verdeling import Verdeling
from kompas_tui.domain.kinds.vragen import Vragen
from kompas_tui.domain.kinds.woorden import Woorden

for kind in (
    Keuze, Meerkeuze, Stickers, Verdeling, Rangorde, Schaal, Instemming, Checklist, Assenveld, Woorden,
    Open, Vragen, Profiel, Formulier, Markt, Inschrijven, Prik, Steun,
):  # fmt: skip
    register(kind)


def deck_kinds() -> tuple[str, ...]:
    """The kinds that a deck can ask."""
    return tuple(word for word in KINDS if word != Steun.word)


DECK_KINDS = deck_kinds()
"""The kinds that a deck can ask, as they ship."""

__all__ = ["DECK_KINDS", "KINDS", "Activity", "deck_kinds", "read_activity", "register"]
