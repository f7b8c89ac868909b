"""What is asked about the harvest, the same on the beamer and at the desk; knows nothing of who answers it."""

from collections.abc import Sequence

from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow

FEEDBACK, CONFIRM = "/terugkoppeling", "/bevestig"
"""Choices of the list that are no agreement, whose ids are numbers."""

REWORD, REMOVE = "verbeter", "haal_weg"


def harvest_dialog(listed: Sequence[tuple[int, str, str]], *more: ListRow) -> ListDialog:
    """Which agreement to correct, or what else to do; of each its number, its line and its heading are `listed`."""
    rows = [ListRow(str(number), line, str(at), heading) for at, (number, line, heading) in enumerate(listed, 1)]
    rows.append(ListRow(FEEDBACK, "Wanneer hoort de zaal wat ermee gebeurt?"))
    if listed:
        rows.append(ListRow(CONFIRM, "Vraag de zaal of dit klopt"))
    return ListDialog("Wat wil je met de oogst?", [*rows, *more], enter="kiest")


def change_dialog(heading: str, line: str) -> ChoiceDialog[str]:
    """Whether to correct an agreement or take it away."""
    return ChoiceDialog(heading, line, [(REWORD, "Verbeteren"), (REMOVE, "Weghalen")])
