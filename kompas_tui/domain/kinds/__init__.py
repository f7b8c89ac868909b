"""The kinds of activities: one module each; a new kind is one new module and its line here."""

from kompas_tui.domain.kinds.activity import KINDS, LATER_KINDS, Activity, read_activity, register
from kompas_tui.domain.kinds.keuze import Keuze
from kompas_tui.domain.kinds.meerkeuze import Meerkeuze
from kompas_tui.domain.kinds.open import Open
from kompas_tui.domain.kinds.schaal import Schaal
from kompas_tui.domain.kinds.stickers import Stickers
from kompas_tui.domain.kinds.woorden import Woorden

for kind in (Keuze, Meerkeuze, Stickers, Schaal, Woorden, Open):
    register(kind)

__all__ = ["KINDS", "LATER_KINDS", "Activity", "read_activity", "register"]
