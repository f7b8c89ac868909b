"""The one gate: what may be seen of a round, by everybody and in every view."""

from kompas_tui.domain.outcome.ballots import PublicBallot, public_ballots
from kompas_tui.domain.outcome.canvas import (
    CanvasOutcome,
    CellOutcome,
    canvas_data,
    canvas_in_room,
    canvases_for_report,
    draft_of,
)
from kompas_tui.domain.outcome.gate import (
    Earlier,
    Hands,
    Outcome,
    comparable,
    comparison_with,
    options_of,
    outcome_of,
    veil_of,
)
from kompas_tui.domain.outcome.progress import progress_for_report, progress_in_room
from kompas_tui.domain.outcome.reading import TextToRead, texts_to_read, times_still_shown

__all__ = [
    "CanvasOutcome",
    "CellOutcome",
    "Earlier",
    "Hands",
    "Outcome",
    "PublicBallot",
    "TextToRead",
    "canvas_data",
    "canvas_in_room",
    "canvases_for_report",
    "comparable",
    "comparison_with",
    "draft_of",
    "options_of",
    "outcome_of",
    "progress_for_report",
    "progress_in_room",
    "public_ballots",
    "texts_to_read",
    "times_still_shown",
    "veil_of",
]
