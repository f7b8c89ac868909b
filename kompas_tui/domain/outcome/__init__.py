"""The one gate: what may be seen of a round, by everybody and in every view."""

from kompas_tui.domain.outcome.ballots import PublicBallot, public_ballots
from kompas_tui.domain.outcome.gate import Earlier, Hands, Outcome, comparison_with, kept_back, options_of, outcome_of
from kompas_tui.domain.outcome.progress import progress_for_report, progress_in_room

__all__ = [
    "Earlier",
    "Hands",
    "Outcome",
    "PublicBallot",
    "comparison_with",
    "kept_back",
    "options_of",
    "outcome_of",
    "progress_for_report",
    "progress_in_room",
    "public_ballots",
]
