"""The words that a block of a card may begin with."""

from kompas_tui.deck_files.special import BESIDE_READERS, SPECIAL_READERS
from kompas_tui.domain.kinds import deck_kinds

TRANSLATIONS = "vertalingen"
SPECIAL_BLOCKS = ("regie", *BESIDE_READERS, *SPECIAL_READERS, "naslag", TRANSLATIONS)
PLAIN_BLOCKS = ("markdown", "md", "tekst", "text", "yaml", "json", "html", "css", "sh", "bash", "python", "js", "ts")
"""Words behind a fence that other programs know; such a block is shown as text."""


def known_blocks() -> tuple[str, ...]:
    """All words that a fence may begin with."""
    return (*deck_kinds(), *SPECIAL_BLOCKS)
