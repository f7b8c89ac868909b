"""The one gate: what may be seen of a round, by everybody and in every view."""

from kompas_tui.domain.outcome.abridging import Abridged, abridged
from kompas_tui.domain.outcome.answering import Answerable, answerable
from kompas_tui.domain.outcome.ballots import PublicBallot, public_ballots
from kompas_tui.domain.outcome.canvas import CanvasOutcome, canvas_data, canvas_in_room, canvases_for_report, cell_lines
from kompas_tui.domain.outcome.canvas_cells import CellOutcome, brought_table, draft_of
from kompas_tui.domain.outcome.capitals import capitalised, postcodes_told
from kompas_tui.domain.outcome.continuing import brought_from, earlier_data, open_actions, promises_data
from kompas_tui.domain.outcome.gate import (
    Beside,
    Earlier,
    Means,
    Outcome,
    comparable,
    comparison_with,
    drawn_in_view,
    note_about,
    option_pictures_of,
    options_of,
    outcome_of,
    proposal_of,
    veil_of,
)
from kompas_tui.domain.outcome.harvest import harvest_data
from kompas_tui.domain.outcome.progress import progress_for_report, progress_in_room
from kompas_tui.domain.outcome.public import PublicCopy, Variant, by_sort, few_answered, public_copy
from kompas_tui.domain.outcome.reading import TextToRead, texts_to_read, times_still_shown
from kompas_tui.domain.outcome.shifts import shift_data

__all__ = [
    "Abridged",
    "Answerable",
    "Beside",
    "CanvasOutcome",
    "CellOutcome",
    "Earlier",
    "Means",
    "Outcome",
    "PublicBallot",
    "PublicCopy",
    "TextToRead",
    "Variant",
    "abridged",
    "answerable",
    "brought_from",
    "brought_table",
    "by_sort",
    "canvas_data",
    "canvas_in_room",
    "canvases_for_report",
    "capitalised",
    "cell_lines",
    "comparable",
    "comparison_with",
    "draft_of",
    "drawn_in_view",
    "earlier_data",
    "few_answered",
    "harvest_data",
    "note_about",
    "open_actions",
    "option_pictures_of",
    "options_of",
    "outcome_of",
    "postcodes_told",
    "progress_for_report",
    "progress_in_room",
    "promises_data",
    "proposal_of",
    "public_ballots",
    "public_copy",
    "shift_data",
    "texts_to_read",
    "times_still_shown",
    "veil_of",
]
